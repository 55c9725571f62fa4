//! The JSON: as the design says, and read back exactly.

use expect_test::expect_file;
use shilu::{export, import};

use crate::sample::sample;

#[test]
fn everything_stands_in_the_json() {
    expect_file!["sample.json"].assert_eq(&export::json::write_pretty(&sample()));
}

#[test]
fn pretty_and_compact_say_the_same() {
    let value = |json: String| serde_json::from_str::<serde_json::Value>(&json).unwrap();
    let sample = sample();
    assert_eq!(value(export::json::write_pretty(&sample)), value(export::json::write(&sample)));
}

#[test]
fn what_was_exported_is_imported_exactly() {
    let sample = sample();
    assert_eq!(import::json::read(&export::json::write(&sample)).unwrap(), sample);
    assert_eq!(import::json::read(&export::json::write_pretty(&sample)).unwrap(), sample);
}

#[test]
fn the_digest_of_other_bytes_survives() {
    let mut sample = sample();
    sample.source.digest = Some([7; 32]);
    sample.source.encoding = "gb18030";
    assert_eq!(import::json::read(&export::json::write(&sample)).unwrap(), sample);
}

#[test]
fn unknown_keys_are_passed_over() {
    let json = export::json::write(&sample()).replacen('{', r#"{"later":{"a":[1]},"#, 1);
    let json = json.replace(r#""topics":[]"#, r#""topics":[{"id":"place.ru","evidence":[]}]"#);
    assert_eq!(import::json::read(&json).unwrap(), sample());
}

/// Each line: what is replaced, by what, and what is said of it.
const FAULTS: [(&str, &str, &str); 12] = [
    ("shilu/1", "shilu/2", "format: unknown value"),
    ("unicode-code-point", "byte", "offset_unit: unknown value"),
    (r#""sha256_of":"text""#, r#""sha256_of":"words""#, "source.sha256_of: unknown value"),
    (r#""characters":"#, r#""characters":1"#, "source.characters does not fit"),
    (r#""kind":"outlet""#, r#""kind":"radio""#, "speakers.kind: unknown value"),
    (r#""id":"tass""#, r#""id":"wang-yi""#, "the id \"wang-yi\""),
    (r#""id":"x1""#, r#""id":"x7""#, "the id \"x7\""),
    (r#""removed":"\n\n""#, r#""removed":"\n结""#, "the words are not those"),
    (r#""label":"王毅""#, r#""label":"王五""#, "the words are not those"),
    (r#""kicker":[0,12]"#, r#""kicker":[0,4294967295]"#, "headline.spans.kicker: the span"),
    (r#""kicker":[0,12]"#, r#""kicker":[12,0]"#, "headline.spans.kicker: the span"),
    ("各位上午好", "各位晚上好", "does not fit source.text"),
];

#[test]
fn a_fault_is_named_and_nothing_is_taken_in() {
    let json = export::json::write(&sample());
    for (from, to, said) in FAULTS {
        assert!(json.contains(from), "{from}");
        let error = import::json::read(&json.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(error.contains(said), "{from} → {to}: {error}");
    }
    assert!(import::json::read("").is_err());
    assert!(import::json::read("[]").is_err());
}
