//! How well the best come first: queries over the corpus with the sentences a person wants, `tests/search/judged.txt`.
//!
//! Prints nDCG@5. The corpus is no part of the project: `$SHILU_TEXTS/corpus/*.jsonl.gz`, where it is there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::read::GzDecoder;
use shilu::search::{Corpus, Order, Query, Scope, Wish};
use shilu::transcript::parse;

const JUDGED: &str = include_str!("search/judged.txt");
/// So many sentences count.
const FIRST: usize = 5;
/// What must be reached: a change of the weights that makes the order worse is seen.
const FLOOR: f64 = 0.90;

fn texts() -> Vec<(String, String)> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("SHILU_TEXTS").map_or(beside, PathBuf::from).join("corpus");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut texts = Vec::new();
    for file in entries.filter(|path| path.to_string_lossy().ends_with(".jsonl.gz")) {
        let mut lines = String::new();
        GzDecoder::new(std::fs::File::open(file).unwrap()).read_to_string(&mut lines).unwrap();
        let records = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let word = |record: &serde_json::Value, key| record[key].as_str().unwrap_or_default().to_owned();
        texts.extend(records.map(|record| (word(&record, "date"), word(&record, "text"))));
    }
    texts
}

/// The gain of sentences in an order, each less worth the later it comes.
fn gain(worths: impl Iterator<Item = f64>) -> f64 {
    worths.take(FIRST).zip(0..).map(|(worth, n)| worth / f64::from(n + 2).log2()).sum()
}

#[test]
fn what_a_reader_wants_comes_first() {
    let texts = texts();
    if texts.is_empty() {
        println!("skipped: there is no corpus in $SHILU_TEXTS");
        return;
    }
    let mut corpus = Corpus::default();
    for ((_, text), number) in texts.iter().zip(0..) {
        corpus.add(number, Arc::new(parse(text)), None);
    }
    let (mut sum, mut first, mut count) = (0.0, 0, 0);
    for line in JUDGED.lines().filter(|line| !line.starts_with('#')) {
        let [date, place, query, ids, _] = line.split(" | ").collect::<Vec<_>>()[..] else { panic!("{line}") };
        let number = texts.iter().position(|(other, _)| other == date).unwrap_or_else(|| panic!("{date}")) as u32;
        let conferences = if place == "one" { vec![number] } else { Vec::new() };
        let wish = Wish { order: Order::Best, limit: 100, boundaries: None };
        let results = corpus.search(&Query::read(query), &Scope { conferences, ..Scope::default() }, wish);
        let mut found: Vec<(u32, &str)> = Vec::new();
        for hit in &results.hits {
            if !found.contains(&(hit.conference, &hit.sentence)) {
                found.push((hit.conference, &hit.sentence));
            }
        }
        let wanted: Vec<&str> = ids.split(' ').collect();
        let worth = |n: usize| [3.0, 2.0, 1.0].get(n).copied().unwrap_or(1.0);
        let rank = |sentence: &(u32, &str)| wanted.iter().position(|id| (number, *id) == *sentence);
        let reached = gain(found.iter().map(|sentence| rank(sentence).map_or(0.0, worth)));
        let ndcg = reached / gain((0..wanted.len()).map(worth));
        if ndcg < 0.995 {
            let came: Vec<_> =
                found.iter().take(FIRST).map(|(n, id)| format!("{}:{id}", texts[*n as usize].0)).collect();
            println!("{ndcg:.3}  {date} {query}: wanted {ids}; came {}", came.join(" "));
        }
        first += u32::from(found.first().is_some_and(|sentence| rank(sentence) == Some(0)));
        sum += ndcg;
        count += 1;
    }
    let mean = sum / f64::from(count);
    println!("{count} queries, nDCG@{FIRST} {mean:.3}, the best sentence first in {first}");
    assert!(count >= 40 && mean >= FLOOR, "nDCG@{FIRST} {mean:.3} is less than {FLOOR}");
}
