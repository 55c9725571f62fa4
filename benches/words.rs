//! Topics and words over the corpus: how fast topics are assigned, how fast the packed dictionary is ready and cuts, and
//! how far its boundaries agree with the whole dictionary's.
//!
//! `cargo xtask bench words`. The aims: assignment at 30 MB/s, the dictionary ready within 20 ms,
//! boundaries F1 0.98, the house's own words all whole. Nothing fails over them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod rows;

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant;

use flate2::read::GzDecoder;
use rows::hand;
use serde_json::json;
use shilu::topics::{Lexicon, assign};
use shilu::transcript::{Transcript, parse};
use shilu::words::{Words, domain};

/// The best of so many runs counts.
const RUNS: usize = 5;

fn main() {
    let texts = texts();
    if texts.is_empty() {
        println!("skipped: there is no corpus in $SHILU_TEXTS");
        hand(&json!({ "part": "topics", "skipped": "there is no corpus in $SHILU_TEXTS" }));
        return;
    }
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let transcripts: Vec<Transcript> = texts.iter().map(|text| parse(text)).collect();
    let lexicon = Lexicon::built_in();
    println!("corpus: {} texts, {megabytes:.1} MB; lexicon: {} words", texts.len(), lexicon.vocabulary().count());
    println!("lexicon read            {:8.1} ms", 1e3 * best(|| Lexicon::with("").unwrap().subjects().len()));
    let topics = best(|| transcripts.iter().map(|one| assign(one, lexicon).len()).sum::<usize>());
    println!("topics assigned         {:8.1} MB/s", megabytes / topics);
    let work = format!("{} texts, {megabytes:.1} MB", texts.len());
    let row = |what: &str, ours: f64, unit: &str, aim: serde_json::Value| {
        hand(&json!({ "part": "topics", "what": what, "work": work, "unit": unit, "ours": ours, "aim": aim }));
    };
    row("topics assigned", megabytes / topics, "MB/s", json!({ "at_least": 30.0 }));
    growth(&transcripts, &texts);

    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Ok(stored) = fs::read(root.join("target/words.gz")) else {
        println!("skipped: there is no dictionary; `cargo xtask words` builds it");
        return;
    };
    let mut packed = Vec::new();
    GzDecoder::new(stored.as_slice()).read_to_end(&mut packed).unwrap();
    println!("dictionary stored       {:8.1} KB", stored.len() as f64 / 1e3);
    let ready = 1e3 * best(|| Words::load(black_box(&packed)).unwrap().len());
    println!("dictionary ready        {ready:8.1} ms");
    hand(&json!({
        "part": "topics", "what": "dictionary ready, natively", "work": "the dictionary", "unit": "ms", "ours": ready,
        "aim": { "at_most": 20.0 }, "bytes": stored.len(),
    }));
    let words = Words::load(&packed).unwrap();
    println!("dictionary words        {:8}", words.len());
    let cut = best(|| texts.iter().map(|text| words.cut(text).len()).sum::<usize>());
    println!("segmentation            {:8.1} MB/s", megabytes / cut);
    row("segmentation, natively", megabytes / cut, "MB/s", json!(null));

    let own: BTreeSet<String> = domain().map(str::to_owned).chain(lexicon.vocabulary()).collect();
    let split: Vec<&String> = own.iter().filter(|word| words.cut(word).len() != 1).collect();
    println!("own words whole         {:8} of {}  {split:?}", own.len() - split.len(), own.len());
    let Some(all) = whole_dictionary() else {
        println!("skipped: jieba's dictionary is not found");
        return;
    };
    let whole = Words::read(&all).unwrap();
    let print = |what, [all, inner]: [f64; 2]| println!("boundary F1, {what}  {all:.4}, between two Han {inner:.4}");
    let agreed = agreement(&texts, &words, &whole);
    print("whole dictionary           ", agreed);
    row("boundaries as by jieba's whole dictionary", agreed[0], "F1", json!({ "at_least": 0.98 }));
    let lines: Vec<String> = own.iter().map(|word| format!("{word} {}", words.frequency(word).unwrap_or(1))).collect();
    let whole_own = Words::read(&format!("{}\n{}", all.trim_end(), lines.join("\n"))).unwrap();
    let agreed = agreement(&texts, &words, &whole_own);
    print("whole dictionary, own words", agreed);
    row("boundaries as by that with the house's own words", agreed[0], "F1", json!({ "at_least": 0.98 }));
}

/// Hands on how the assignment grows from a hundredth of the conferences to all of them.
fn growth(transcripts: &[Transcript], texts: &[String]) {
    let lexicon = Lexicon::built_in();
    let point = |every: usize| {
        let bytes: usize = texts.iter().step_by(every).map(String::len).sum();
        let took = best(|| transcripts.iter().step_by(every).map(|one| assign(one, lexicon).len()).sum::<usize>());
        [bytes as f64 / 1e6, took * 1e3]
    };
    let growth = [100, 10, 1].map(point);
    println!("growth, MB and ms       {growth:.2?}");
    hand(&json!({ "part": "topics", "what": "assignment", "work": "MB of conferences", "growth": growth }));
}

/// Returns the F1 of all boundaries, and of those between two Han characters, which alone are the dictionary's.
fn agreement(texts: &[String], ours: &Words, theirs: &Words) -> [f64; 2] {
    let is_han = |c: Option<char>| c.is_some_and(shilu::text::is_han);
    let mut counts = [[0_usize; 3]; 2];
    for text in texts {
        let [a, b] = [ours, theirs].map(|words| words.cut(text).into_iter().collect::<BTreeSet<u32>>());
        let inner = |end: &&u32| {
            let (before, after) = text.split_at(**end as usize);
            is_han(before.chars().next_back()) && is_han(after.chars().next())
        };
        let all = [a.intersection(&b).count(), a.len(), b.len()];
        let han =
            [a.intersection(&b).filter(inner).count(), a.iter().filter(inner).count(), b.iter().filter(inner).count()];
        for (count, more) in counts.iter_mut().zip([all, han]) {
            count.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
    }
    counts.map(|[both, first, second]| 2.0 * both as f64 / (first + second) as f64)
}

fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    let run = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64()
    };
    (0..RUNS).map(run).fold(f64::INFINITY, f64::min)
}

fn whole_dictionary() -> Option<String> {
    let output = std::process::Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output();
    let metadata: serde_json::Value = serde_json::from_slice(&output.ok()?.stdout).ok()?;
    let packages = metadata["packages"].as_array()?.iter();
    let manifest = packages.filter(|one| one["name"] == "jieba-rs").find_map(|one| one["manifest_path"].as_str())?;
    fs::read_to_string(PathBuf::from(manifest).with_file_name("src").join("data/dict.txt")).ok()
}

fn texts() -> Vec<String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("SHILU_TEXTS").map_or(beside, PathBuf::from).join("corpus");
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut texts = Vec::new();
    for file in entries.filter(|path| path.to_string_lossy().ends_with(".jsonl.gz")) {
        let mut lines = String::new();
        GzDecoder::new(fs::File::open(file).unwrap()).read_to_string(&mut lines).unwrap();
        let record = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
        texts.extend(lines.lines().map(|line| record(line)["text"].as_str().unwrap_or_default().to_owned()));
    }
    texts
}
