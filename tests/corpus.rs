//! The parser against conferences that are no part of the project: `$SHILU_TEXTS/corpus/*.jsonl.gz`, where it is there.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod invariants;

use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use shilu::transcript::{ItemKind, parse};

/// The share of the texts with printed questions in which at least one exchange must be found.
const SHARE: f64 = 0.99;

/// Marks of a printed question.
const QUESTIONS: [&str; 2] = ["问：", "记者："];

/// Returns the files of the corpus; the folder is `SHILU_TEXTS`, else beside the project.
fn files() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("SHILU_TEXTS").map_or(beside, PathBuf::from).join("corpus");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|path| path.to_string_lossy().ends_with(".jsonl.gz")).collect()
}

fn texts(file: &Path) -> Vec<(String, String)> {
    let mut lines = String::new();
    GzDecoder::new(std::fs::File::open(file).unwrap()).read_to_string(&mut lines).unwrap();
    let records = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let word = |record: &serde_json::Value, key| record[key].as_str().unwrap_or_default().to_owned();
    records.map(|record| (word(&record, "date"), word(&record, "text"))).collect()
}

#[test]
fn every_conference_of_the_corpus_is_read_without_loss() {
    let files = files();
    if files.is_empty() {
        println!("skipped: there is no corpus in $SHILU_TEXTS");
        return;
    }
    let (mut read, mut asked, mut found, mut missed) = (0, 0, 0, Vec::new());
    for (date, text) in files.iter().flat_map(|file| texts(file)) {
        let transcript = parse(&text);
        invariants::check(&transcript);
        read += 1;
        if QUESTIONS.iter().any(|mark| text.contains(mark)) {
            asked += 1;
            if transcript.items.iter().any(|item| item.kind == ItemKind::Exchange) {
                found += 1;
            } else {
                missed.push(date);
            }
        }
    }
    println!("{read} conferences, {asked} with printed questions, exchanges found in {found}");
    assert!(read > 0 && f64::from(found) >= SHARE * f64::from(asked), "{found} of {asked}; not in {missed:?}");
}
