//! `shilu check --card`: what it prints, what it says when it cannot, and with which status it ends.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use shilu::card::Proof;
use shilu::quotes::Selector;

use super::pictures::{Kind, with_code};
use super::{card, home, span};

const WANG_YI: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/transcripts/zh_wang_yi_20250307.txt");
const OTHER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/layouts/asking-back.txt");
const WORDS: &str = "台湾从来不是一个国家";

/// Writes a picture where the command can read it.
fn file(name: &str, bytes: &[u8]) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_string_lossy().into_owned()
}

fn check(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shilu")).arg("check").args(words).output().unwrap()
}

fn json(card: &str, transcript: &str) -> Value {
    let output = check(&["--card", card, transcript, "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn lines(card: &str, transcript: &str) -> String {
    let output = check(&["--card", card, transcript]);
    assert!(output.status.success() && output.stderr.is_empty());
    String::from_utf8(output.stdout).unwrap()
}

fn proof() -> Proof {
    card(&home(), &[WORDS]).1
}

fn short_link() -> String {
    let home = home();
    format!("https://example.org/shilu/#{}", Selector::short_of(&home, span(&home, WORDS)).into_state())
}

#[test]
fn a_png_and_an_svg_are_verified() {
    let proof = proof();
    let png = file("verified.png", &proof.into_png(&with_code(None, 4, false, Kind::Png)).unwrap());
    let svg = file("verified.svg", format!("<svg>{}<title>甲</title></svg>", proof.element()).as_bytes());
    for card in [&png, &svg] {
        let found = json(card, WANG_YI);
        assert_eq!((found["outcome"].as_str(), found["sentence"].as_str()), (Some("verified"), Some("x6a1.p3.s3")));
        assert_eq!(found["span"], serde_json::json!(proof.spans[0]));
        assert_eq!((found["by"].as_str(), found["proved"].as_str()), (Some("metadata"), Some("carried-words")));
        assert_eq!((found["source"].as_str(), found["text"].as_str()), (Some("same"), Some(WORDS)));
        assert_eq!((&found["attributed"], found["file"].as_str()), (&Value::Bool(true), Some(WANG_YI)));
        assert!(lines(card, WANG_YI).starts_with("These words stand in exchange 6, sentence x6a1.p3.s3."));
        assert!(lines(card, WANG_YI).contains("not those you see"));
        let unknown = json(card, OTHER);
        assert_eq!((unknown["outcome"].as_str(), &unknown["span"]), (Some("unknown"), &Value::Null));
        assert_eq!(unknown["proved"], "nothing");
    }
}

/// What one command makes, the other verifies: each language of the interface, and the numbered cards of a long answer.
#[test]
fn every_card_that_is_made_here_is_verified_with_its_attribution() {
    let made = |name: &str, words: &[&str]| {
        let path = file(name, b"");
        let command =
            Command::new(env!("CARGO_BIN_EXE_shilu")).args(["card", WANG_YI, "-o", &path]).args(words).output();
        let command = command.unwrap();
        assert!(command.status.success(), "{}", String::from_utf8_lossy(&command.stderr));
        String::from_utf8(command.stdout).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let mut cards = Vec::new();
    for ui in ["zh-Hans", "zh-Hant", "en"] {
        cards.extend(made(&format!("made-{ui}.svg"), &["--sentence", "x6a1.p3.s3", "--ui", ui]));
        cards.extend(made(&format!("asked-{ui}.svg"), &["--sentence", "x2q1.p1.s3", "--ui", ui]));
    }
    cards.extend(made("split.svg", &["--sentence", "x2a1", "--preset", "landscape", "--split"]));
    assert!(cards.len() > 7, "{cards:?}");
    for card in &cards {
        let answer = json(card, WANG_YI);
        assert_eq!((&answer["outcome"], &answer["attributed"]), (&"verified".into(), &true.into()), "{card}: {answer}");
    }
}

#[test]
fn changed_words_differ() {
    let forged = Proof { text: "台湾从来是\u{1B}[2J一个国家".into(), ..proof() };
    let card = file("differs.svg", format!("<svg>{}</svg>", forged.element()).as_bytes());
    let found = json(&card, WANG_YI);
    assert_eq!((found["outcome"].as_str(), found["verdict"].as_str()), (Some("differs"), Some("altered")));
    assert_eq!(found["sentence"], "x6a1.p3.s3");
    assert!(found["there"].as_str().unwrap().contains("不是一个国家"), "{found}");
    let said = lines(&card, WANG_YI);
    assert!(
        said.contains("differ from the card’s") && said.contains("台湾从来不是") && !said.contains('\u{1B}'),
        "{said}"
    );
}

#[test]
fn a_picture_without_metadata_is_known_by_its_code() {
    let drawn = |is_dark, kind| with_code(Some(&short_link()), 3, is_dark, kind);
    for (name, picture) in [
        ("code.png", drawn(false, Kind::Png)),
        ("dark.png", drawn(true, Kind::Png)),
        ("code.webp", drawn(false, Kind::WebP)),
        // As a network packs it: quality 60.
        ("code.jpg", include_bytes!("../fixtures/cards/code.jpg").to_vec()),
    ] {
        let card = file(name, &picture);
        let found = json(&card, WANG_YI);
        assert_eq!((found["outcome"].as_str(), found["by"].as_str()), (Some("verified"), Some("code")), "{name}");
        assert_eq!((found["sentence"].as_str(), found["text"].as_str()), (Some("x6a1.p3.s3"), Some(WORDS)));
        assert_eq!((found["proved"].as_str(), &found["attributed"]), (Some("place"), &Value::Null));
        assert!(lines(&card, WANG_YI).starts_with("The QR code leads to exchange 6, sentence x6a1.p3.s3."));
        assert_eq!(json(&card, OTHER)["outcome"], "unknown");
    }
}

#[test]
fn damaged_metadata_is_not_believed_and_the_code_is_read() {
    let mut png = proof().into_png(&with_code(Some(&short_link()), 4, false, Kind::Png)).unwrap();
    png[80] ^= 1;
    let found = json(&file("damaged.png", &png), WANG_YI);
    assert_eq!((found["outcome"].as_str(), found["by"].as_str()), (Some("verified"), Some("code")));
}

#[test]
fn a_picture_that_carries_nothing_says_so() {
    for (name, bytes) in [
        ("plain.png", with_code(None, 4, false, Kind::Png)),
        ("foreign.png", with_code(Some("https://example.org/"), 4, false, Kind::Png)),
        ("plain.webp", with_code(None, 4, false, Kind::WebP)),
        ("plain.svg", b"<svg></svg>".to_vec()),
    ] {
        let card = file(name, &bytes);
        let found = json(&card, WANG_YI);
        assert_eq!((found["outcome"].as_str(), found["by"].as_str()), (Some("unknown"), Some("none")), "{name}");
        let said = lines(&card, WANG_YI);
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains("has no card data and no readable QR code"), "{said}");
    }
}

#[test]
fn what_cannot_be_read_is_said_in_one_line() {
    let refuses = |card: &str, said: &str| {
        let output = check(&["--card", card, WANG_YI, "--json"]);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{card}: {error}");
        assert_eq!(error.lines().count(), 1, "{error}");
        assert!(error.starts_with("shilu: ") && error.contains(said), "{error}");
        assert!(output.stdout.is_empty());
    };
    refuses("/no/such.png", "/no/such.png: ");
    refuses(WANG_YI, "neither a PNG nor an SVG picture");
    refuses(&file("empty.png", b""), "neither a PNG nor an SVG picture");
    let png = with_code(None, 4, false, Kind::Png);
    refuses(&file("half.png", &png[..png.len() / 2]), "incomplete");
    let later = proof().element().replace("shilu-card/1", "shilu-card/2");
    refuses(&file("later.svg", format!("<svg>{later}</svg>").as_bytes()), "version 2 of shilu-card");
    let wrong = proof().element().replace("\"sha256\"", "\"sha1\"");
    refuses(&file("wrong.svg", format!("<svg>{wrong}</svg>").as_bytes()), "`sha256`");
    refuses(&file("broken.svg", b"<svg><metadata id=\"shilu-card\">{</metadata></svg>"), "damaged");
}

#[test]
fn a_quotation_and_a_card_exclude_one_another() {
    let png = file("one.png", &with_code(None, 4, false, Kind::Png));
    for words in [&["--quote", "甲", "--card", &png, WANG_YI][..], &[WANG_YI], &["--card", &png]] {
        let output = check(words);
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
    }
}
