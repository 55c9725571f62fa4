//! The rules of the house that no compiler knows, as tests. Knows files as text and nothing of what they do.

use std::path::Path;
use std::process::Command;

use crate::files::{self, Files};

/// Where the browser may be named.
const ROOMS_WITH_A_BROWSER: [&str; 4] = ["src/app/", "src/browser/", "src/bin/app.rs", "src/element/"];

/// Colours by name, of which a style sheet could want one. System colours are welcome: forced colours need them.
const NAMED_COLOURS: [&str; 14] = [
    "black", "blue", "brown", "crimson", "gray", "green", "grey", "ivory", "orange", "pink", "purple", "red", "white",
    "yellow",
];

/// Style sheets that dress everything.
const GENERAL_SHEETS: [&str; 6] = ["reset", "tokens", "base", "layout", "part", "print"];

fn sources(ending: &str, folders: &[&str]) -> Vec<(String, String)> {
    let mut found = Files::new();
    for folder in folders {
        let path = files::root().join(folder);
        if path.is_dir() {
            for (name, bytes) in files::read(&path, &|name| name == "target").unwrap() {
                found.insert(format!("{folder}/{name}"), bytes);
            }
        }
    }
    let wanted = found.into_iter().filter(|(name, _)| name.ends_with(ending));
    wanted.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect()
}

fn rust() -> Vec<(String, String)> {
    sources(".rs", &["src"])
}

/// Returns the places where a line of code (not of comment) is against a rule.
fn offences(files: &[(String, String)], offends: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in files {
        for (number, line) in text.lines().enumerate() {
            if !line.trim_start().starts_with("//") && offends(name, line) {
                found.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    found
}

#[track_caller]
fn none(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn each_file_begins_with_what_its_room_knows() {
    let all = sources(".rs", &["src", "xtask/src", "tests", "benches", "fuzz"]);
    none(all.into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(name, _)| name).collect());
}

#[test]
fn views_use_neither_inline_style_nor_inner_html() {
    let in_views = |name: &str| name.starts_with("src/app/");
    none(offences(&rust(), |name, line| {
        in_views(name) && (line.contains("inner_html") || line.contains(" style=") || line.contains("\"style\""))
    }));
}

#[test]
fn the_core_knows_no_browser() {
    none(offences(&rust(), |name, line| {
        let is_core = !ROOMS_WITH_A_BROWSER.iter().any(|room| name.starts_with(room));
        is_core && ["leptos", "web_sys", "js_sys", "wasm_bindgen"].iter().any(|word| line.contains(word))
    }));
}

#[test]
fn the_core_looks_at_no_clock() {
    none(offences(&rust(), |name, line| {
        let is_core = !ROOMS_WITH_A_BROWSER.iter().any(|room| name.starts_with(room));
        is_core && ["SystemTime", "Instant::now", "now_utc", "now_local"].iter().any(|word| line.contains(word))
    }));
}

#[test]
fn only_words_names_the_segmenter() {
    none(offences(&rust(), |name, line| !name.starts_with("src/words/") && line.contains("jieba_rs")));
}

#[test]
fn colours_stand_in_tokens_only() {
    let mut found = Vec::new();
    for (name, text) in sources(".css", &["style"]) {
        if name == "style/tokens.css" {
            continue;
        }
        let declared = declarations(&text).into_iter().filter(|declaration| names_a_colour(declaration));
        found.extend(declared.map(|declaration| format!("{name}: {declaration}")));
    }
    none(found);
}

#[test]
fn a_style_sheet_has_the_stem_of_what_it_dresses() {
    let rooms = sources(".rs", &["src/app", "src/article", "src/embed"]);
    let is_room = |stem: &str| {
        rooms.iter().any(|(name, _)| name.trim_end_matches(".rs").split('/').any(|part| part.replace('_', "-") == stem))
    };
    let sheets = sources(".css", &["style"]).into_iter().map(|(name, _)| name);
    let stem = |name: &str| Path::new(name).file_stem().unwrap().to_string_lossy().into_owned();
    none(sheets.filter(|name| !GENERAL_SHEETS.contains(&stem(name).as_str()) && !is_room(&stem(name))).collect());
}

#[test]
fn the_page_names_no_foreign_address() {
    let mut all = sources("", &["style", "assets"]);
    all.retain(|(name, _)| name.ends_with(".css") || name.ends_with(".js"));
    if let Ok(html) = std::fs::read_to_string(files::root().join("index.html")) {
        all.push(("index.html".to_owned(), html));
    }
    none(offences(&all, |_, line| line.contains("http://") || line.contains("https://") || line.contains("url(//")));
}

#[test]
fn what_runs_before_the_first_paint_is_short() {
    let Ok(boot) = std::fs::read(files::root().join("assets/boot.js")) else { return };
    assert!(boot.len() <= 1024, "assets/boot.js has {} bytes, 1024 are allowed", boot.len());
}

#[test]
fn nothing_built_is_in_the_repository() {
    let mut list = Command::new("git");
    list.args(["ls-files", "dist", "target", "fuzz/target", "*.wasm"]).current_dir(files::root());
    // A tree that was unpacked from an archive has no repository to look into.
    let Ok(output) = list.output() else { return };
    none(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect());
}

#[test]
fn ci_runs_what_a_person_runs_and_nothing_else() {
    let script = std::fs::read_to_string(files::root().join(".ci/run")).unwrap();
    assert_eq!(script.lines().last(), Some("exec cargo xtask test"));
    assert_eq!(script.lines().count(), 4);
}

#[test]
fn notices_name_everything_that_ships() {
    let notices = std::fs::read_to_string(files::root().join("NOTICES.md")).unwrap();
    assert!(notices == crate::notices::written().unwrap(), "NOTICES.md is out of date: run `cargo xtask notices`");
}

/// Returns the declarations of a style sheet, without comments and selectors.
fn declarations(css: &str) -> Vec<String> {
    let plain = crate::bundle::without_comments(css);
    // What ends in `{` is a selector or the head of a block.
    let pieces = plain.split_inclusive(['{', '}', ';']).filter(|piece| !piece.ends_with('{'));
    pieces.map(|piece| piece.trim_end_matches(['}', ';']).trim().to_owned()).filter(|piece| !piece.is_empty()).collect()
}

fn names_a_colour(declaration: &str) -> bool {
    let Some((_, value)) = declaration.split_once(':') else { return false };
    let value = value.to_ascii_lowercase();
    let is_hex = value.split('#').skip(1).any(|after| {
        let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
        matches!(digits, 3 | 4 | 6 | 8) && !after.chars().nth(digits).is_some_and(|c| c.is_alphanumeric() || c == '-')
    });
    let mut words = value.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch("];
    is_hex || functions.iter().any(|name| value.contains(name)) || words.any(|word| NAMED_COLOURS.contains(&word))
}

#[test]
fn a_colour_is_told_from_a_selector() {
    let css =
        "/* #fff */ @layer view { #bad a:hover { color: var(--ink); margin: 0 } #face { border-color: #a8321f } }";
    let found: Vec<String> = declarations(css).into_iter().filter(|piece| names_a_colour(piece)).collect();
    assert_eq!(found, ["border-color: #a8321f"]);
    assert!(names_a_colour("background: white") && !names_a_colour("white-space: pre"));
}
