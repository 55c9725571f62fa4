//! The JSON as `docs/format.schema.json` describes it: every transcript that is written down here is of that form, and
//! what is not of it is refused.

use std::fs;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use shilu::export::json::write;
use shilu::export::names::{self, Named};
use shilu::transcript::{DiagnosticKind, ItemKind, RepairKind, Role, SpeakerKind, parse};

use crate::sample::sample;

const SCHEMA: &str = include_str!("../../docs/format.schema.json");

/// The schema, ready to judge.
struct Form(Schemas, SchemaIndex);

impl Form {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let schema: Value = serde_json::from_str(SCHEMA).unwrap();
        compiler.add_resource("https://shilu.invalid/format", schema).unwrap();
        let index = compiler.compile("https://shilu.invalid/format", &mut schemas).unwrap();
        Self(schemas, index)
    }

    fn refusal(&self, document: &Value) -> Option<String> {
        self.0.validate(document, self.1).err().map(|error| format!("{error:#}"))
    }

    #[track_caller]
    fn holds(&self, name: &str, json: &str) {
        let refusal = self.refusal(&serde_json::from_str(json).unwrap());
        assert!(refusal.is_none(), "{name}: {}", refusal.unwrap_or_default());
    }
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_transcript_that_is_written_down_is_of_the_form() {
    let form = Form::new();
    form.holds("the sample", &write(&sample()));
    form.holds("nothing", &write(&parse("")));
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = [texts(&here.join("transcripts")), texts(&here.join("tests"))].concat();
    assert!(all.len() > 40, "{} texts", all.len());
    for path in all {
        form.holds(&path.display().to_string(), &write(&parse(&fs::read_to_string(&path).unwrap())));
    }
}

/// Texts for measuring are no part of the project: `$SHILU_TEXTS`, where it is there.
#[test]
fn transcripts_for_measuring_are_of_the_form() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::var_os("SHILU_TEXTS").map_or(here.join("../shared"), |folder| here.join(folder));
    let form = Form::new();
    let written = fs::read_dir(folder.join("golden")).into_iter().flatten().flatten();
    let is_export = |json: &String| json.contains("\"shilu/1\"");
    for json in written.filter_map(|entry| fs::read_to_string(entry.path()).ok()).filter(is_export) {
        form.holds("an export kept for measuring", &json);
    }
    let texts_folder = folder.join("transcripts");
    if !texts_folder.is_dir() {
        println!("skipped: there are no transcripts in $SHILU_TEXTS");
        return;
    }
    for path in texts(&texts_folder) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        form.holds(&path.display().to_string(), &write(&parse(&text)));
    }
}

#[test]
fn what_is_not_of_the_form_is_refused() {
    let form = Form::new();
    let good: Value = serde_json::from_str(&write(&sample())).unwrap();
    assert_eq!(form.refusal(&good), None);
    for (place, value) in [
        ("/format", json!("shilu/2")),
        ("/offset_unit", json!("byte")),
        ("/source/sha256", json!("B127")),
        ("/source/credit_span", json!([1])),
        ("/source/characters", json!(-1)),
        ("/headline/spans/main", json!([0, 1, 2])),
        ("/event/date/inferred", json!("yes")),
        ("/speakers/0/kind", json!("radio")),
        ("/speakers/1/country", json!("Russia")),
        ("/items/0/type", json!("exchange")),
        ("/items/0/turns/0/id", json!("s1")),
        ("/items/0/turns/0/paragraphs/0/sentences/0/id", json!("s1t1.p1")),
        ("/repairs/0/kind", json!("correction")),
        ("/diagnostics/0/message", json!(null)),
    ] {
        let mut other = good.clone();
        *other.pointer_mut(place).expect(place) = value;
        assert!(form.refusal(&other).is_some(), "{place}");
    }
    let mut more = good.clone();
    more["later"] = json!(1);
    assert!(form.refusal(&more).is_some());
    let mut less = good;
    less.as_object_mut().unwrap().remove("layout");
    assert!(form.refusal(&less).is_some());
}

/// Returns the words that the schema allows at a place.
fn allowed(place: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let words = schema.pointer(place).expect(place);
    words.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

#[track_caller]
fn all_ours<T: Named>(place: &str) {
    for word in allowed(place) {
        assert!(T::from_word(&word).is_some(), "{place}: {word}");
    }
}

#[test]
fn every_word_of_the_schema_is_one_of_ours() {
    all_ours::<SpeakerKind>("/$defs/speaker/properties/kind/enum");
    all_ours::<ItemKind>("/$defs/other/properties/type/enum");
    all_ours::<Role>("/$defs/turn/properties/role/enum");
    all_ours::<RepairKind>("/$defs/repair/properties/kind/enum");
    all_ours::<DiagnosticKind>("/$defs/diagnostic/properties/kind/enum");
    assert!(allowed("/properties/language/enum").iter().all(|tag| names::language(tag).is_some()));
    assert!(allowed("/$defs/source/properties/encoding/enum").iter().all(|name| names::encoding(name).is_some()));
}

#[test]
fn every_key_of_the_schema_is_explained_in_the_document() {
    let document = include_str!("../../docs/format.md");
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut objects = vec![&schema];
    objects.extend(schema["$defs"].as_object().unwrap().values());
    for key in objects.iter().filter_map(|object| object["properties"].as_object()).flat_map(|keys| keys.keys()) {
        let is_told = document.contains(&format!("`{key}`")) || document.contains(&format!(".{key}`"));
        assert!(is_told, "docs/format.md does not tell of {key}");
    }
}
