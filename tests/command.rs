//! The command line: what it prints, what it says when it cannot, and with which status it ends.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::io::Write;
use std::process::{Command, Output, Stdio};

const WANG_YI: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/transcripts/zh_wang_yi_20250307.txt");

/// Runs the command with these words and this standard input.
fn shilu(words: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shilu"));
    command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that refuses its arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

/// Checks that one line on standard error says what is wrong, and that nothing else is printed.
fn refuses(words: &[&str], input: &[u8], said: &str) {
    let output = shilu(words, input);
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{words:?}: {error}");
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.starts_with("shilu: ") && error.contains(said), "{error}");
    assert!(output.stdout.is_empty());
}

#[test]
fn what_cannot_be_read_is_said_in_one_line() {
    let folder = env!("CARGO_MANIFEST_DIR");
    refuses(&["export", "/no/such\nfile"], b"", "/no/such\\nfile: ");
    refuses(&["export", folder], b"", folder);
    refuses(&["export", "-"], b"", "standard input: the file is empty");
    refuses(&["export", "-"], b"\xEF\xBB\xBF \r\n", "the file is empty");
    refuses(&["export", "-"], b"%PDF-1.7\n", "PDF");
    refuses(&["export", "-"], b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "picture");
    refuses(&["import", "-"], b"{}", "standard input: not a shilu/1 document");
    refuses(&["import", "-"], b"<TEI/>", "TEI is missing");
    refuses(&["import", "--format", "akn", "-"], b"<a", "not XML");
}

#[test]
fn wrong_arguments_end_with_status_2() {
    for words in [&["export"][..], &["export", "--format", "docx", "-"], &["exprt", "-"], &[]] {
        let output = shilu(words, b"");
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{words:?}");
    }
}

#[test]
fn every_format_is_printed() {
    let formats = [
        ("json", "{\n  \"format\": \"shilu/1\""),
        ("text", "王毅就中国外交政策"),
        ("markdown", "*王毅就中国外交政策"),
        ("csv", "\u{FEFF}id,number,date"),
        ("jsonld", "{\"@context\":\"https://schema.org\""),
        ("akn", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<akomaNtoso"),
        ("tei", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI"),
    ];
    for (format, begins) in formats {
        let output = shilu(&["export", "--format", format, WANG_YI], b"");
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success() && text.starts_with(begins), "{format}: {:.80}", text);
        assert!(text.ends_with('\n'), "{format}");
    }
}

#[test]
fn json_that_was_exported_is_imported_byte_for_byte() {
    let exported = shilu(&["export", WANG_YI], b"").stdout;
    assert_eq!(shilu(&["import", "-"], &exported).stdout, exported);
}

#[test]
fn xml_is_known_by_its_first_element() {
    for format in ["akn", "tei"] {
        let exported = shilu(&["export", "--format", format, WANG_YI], b"").stdout;
        let imported = String::from_utf8(shilu(&["import", "-"], &exported).stdout).unwrap();
        assert!(imported.contains("\"label\": \"塔斯社记者\""), "{format}: {imported:.80}");
    }
}

#[test]
fn other_encodings_are_named_and_the_digest_is_of_the_bytes() {
    let (gb18030, ..) = encoding_rs::GB18030.encode("记者：中国外交部对此有何评论？\n\n王毅：我们对此表示坚决反对。\n");
    let json = String::from_utf8(shilu(&["export", "-"], &gb18030).stdout).unwrap();
    assert!(json.contains("\"encoding\": \"gb18030\"") && json.contains("\"sha256_of\": \"bytes\""), "{json}");
    assert!(json.contains("我们对此表示坚决反对。"), "{json}");
}

#[test]
fn a_reader_that_has_enough_is_no_fault() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shilu"));
    command.args(["export", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    child.stdin.take().unwrap().write_all("记者：好吗？\n\n王毅：好。\n".repeat(5000).as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
}

#[test]
fn a_quotation_is_checked() {
    let output = shilu(&["check", "--quote", "王毅：“台湾从来是一个国家”", WANG_YI, "--json"], b"");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let passage = &json["passages"][0];
    assert_eq!((passage["verdict"].as_str(), passage["warnings"][0].as_str()), (Some("altered"), Some("negation")));
    assert_eq!(passage["text"], "台湾从来是一个国家");
    let found = &passage["matches"][0];
    assert_eq!((found["sentence"].as_str(), found["speaker"].as_str()), (Some("x6a1.p3.s3"), Some("王毅")));
    let source = std::fs::read_to_string(WANG_YI).unwrap();
    let span =
        |key: &str| found[key].as_array().unwrap().iter().map(|n| n.as_u64().unwrap() as usize).collect::<Vec<_>>();
    let words: String = source.chars().skip(span("span")[0]).take(span("span")[1] - span("span")[0]).collect();
    assert_eq!(words, "台湾从来不是一个国家");
    assert_eq!(
        (found["differences"][0]["kind"].as_str(), found["differences"][0]["source"].as_str()),
        (Some("missing"), Some("不"))
    );
    refuses(&["check", "--quote", "甲", "/no/such"], b"", "/no/such");
    assert_eq!(shilu(&["check", "--quote", "甲"], b"").status.code(), Some(2));
}

#[test]
fn quotable_sentences_are_printed() {
    let output = shilu(&["quotes", WANG_YI, "--top", "12", "--json"], b"");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let quotes = json["quotes"].as_array().unwrap();
    assert_eq!(quotes.len(), 12);
    assert!(quotes.iter().any(|quote| quote["text"].as_str().unwrap().contains("借台湾生事，就是给日本找事")));
    assert!(quotes.iter().all(|quote| quote["reasons"][0].is_string() && quote["score"].is_number()));
}

#[test]
fn a_sentence_is_set_as_a_card() {
    let svg = shilu(&["card", WANG_YI, "--sentence", "x5a1.p2.s4"], b"");
    let text = String::from_utf8(svg.stdout).unwrap();
    assert!(svg.status.success() && text.starts_with("<svg xmlns="), "{text:.80}");
    assert!(text.contains("<metadata id=\"shilu-card\">") && text.contains("width=\"1080\" height=\"1080\""));
    let words =
        ["card", "-", "--sentence", "x5a1.p2.s4", "--preset", "story", "--writing", "vertical", "--format", "lines"];
    let lines = shilu(&words, &std::fs::read(WANG_YI).unwrap());
    let json: serde_json::Value = serde_json::from_slice(&lines.stdout).unwrap();
    let card = &json["cards"][0];
    assert_eq!(json["cards"].as_array().unwrap().len(), 1);
    assert_eq!(card["writing"], "vertical");
    let set: String = card["lines"].as_array().unwrap().iter().filter_map(|line| line.as_str()).collect();
    assert_eq!(set, "谈判桌是冲突的终点，也是和平的起点。");
    for axis in [0, 1] {
        assert!(card["extent"][axis].as_f64().unwrap() <= card["field"][axis].as_f64().unwrap());
    }
    assert!(card["font_size"].as_f64().unwrap() >= 28.0);
}

#[test]
fn a_card_that_cannot_be_is_refused_with_a_reason() {
    refuses(&["card", WANG_YI, "--sentence", "x99a1.p1.s1"], b"", "x99a1.p1.s1: there is no such place");
    let long = format!("王毅：{}。\n", "很长的一句话，".repeat(200));
    let card = ["card", "-", "--sentence", "o1t1.p1.s1", "--preset", "landscape"];
    let told = shilu(&card, long.as_bytes());
    let error = String::from_utf8(told.stderr).unwrap();
    assert!(told.status.code() == Some(1) && error.contains("clauses to choose from, or "), "{error}");
    let split = shilu(&[&card[..], &["--split", "--format", "lines"]].concat(), long.as_bytes());
    let json: serde_json::Value = serde_json::from_slice(&split.stdout).unwrap();
    assert!(json["cards"].as_array().unwrap().len() > 1, "{json}");
    for words in [["--preset", "a5"], ["--template", "comic"], ["--writing", "diagonal"]] {
        let output = shilu(&[&["card", WANG_YI, "--sentence", "x5a1.p2.s4"], &words[..]].concat(), b"");
        assert_eq!(output.status.code(), Some(2), "{words:?}");
    }
}

#[test]
fn what_can_be_checked_is_said_where_neither_is_given() {
    let output = shilu(&["check", WANG_YI], b"");
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("--quote <QUOTE>|--card <CARD>"), "{error}");
    let both = shilu(&["check", "--quote", "好", "--card", "a.png", WANG_YI], b"");
    assert_eq!((output.status.code(), both.status.code()), (Some(2), Some(2)));
}
