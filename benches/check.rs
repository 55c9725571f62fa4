//! How fast a post is checked against many conferences. The aims: a post of 2,000 characters against the corpus of
//! 17.7 MB in at most 50 ms, suggestions for all of it in at most 2 s. Nothing fails over them.
//!
//! `cargo bench --no-default-features --features cli --bench check` measures the corpus in `$SHILU_TEXTS`, where it is
//! there. Reading the letters comes once and is reported beside it.

mod rows;

use std::fs;
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant;

use flate2::read::GzDecoder;
use rows::hand;
use serde_json::json;
use shilu::quotes::Letters;
use shilu::quotes::check::{Verdict, check};
use shilu::quotes::suggest::suggest;
use shilu::transcript::{ItemKind, Transcript, parse};

/// How long the post is, in characters.
const LENGTH: usize = 2_000;
/// How many suggestions of a conference are asked for.
const MOST: usize = 12;
/// The best of so many runs counts: what is slower was disturbed by something else.
const RUNS: usize = 9;

fn main() {
    let texts = texts();
    let bytes: usize = texts.iter().map(String::len).sum();
    if bytes == 0 {
        println!("skipped: there is no corpus in $SHILU_TEXTS");
        hand(&json!({ "part": "check", "skipped": "there is no corpus in $SHILU_TEXTS" }));
        return;
    }
    let transcripts: Vec<Transcript> = texts.iter().map(|text| parse(text)).collect();
    let began = Instant::now();
    let letters: Vec<Letters> = transcripts.iter().map(Letters::of).collect();
    let read = began.elapsed();
    let units: usize = letters.iter().map(Letters::len).sum();
    println!(
        "{} conferences, {:.1} MB: {:.0} ms to read {:.1} million letters ({:.1} MB), once",
        texts.len(),
        bytes as f64 / 1e6,
        read.as_secs_f64() * 1e3,
        units as f64 / 1e6,
        units as f64 * 2.0 / 1e6,
    );
    let mut best = f64::INFINITY;
    let mut count = 0;
    for _ in 0..RUNS.div_ceil(3) {
        let began = Instant::now();
        count = transcripts.iter().map(|transcript| black_box(suggest(transcript, MOST)).len()).sum();
        best = best.min(began.elapsed().as_secs_f64());
    }
    println!("{count} suggestions in {best:.2} s, {MOST} a conference at most");
    let work = format!("{} conferences, {:.1} MB", texts.len(), bytes as f64 / 1e6);
    hand(&json!({
        "part": "check", "what": "letters read, once, natively", "work": work, "unit": "ms",
        "ours": read.as_secs_f64() * 1e3, "memory": units as f64 * 2.0,
    }));
    hand(&json!({
        "part": "check", "what": "suggestions for all, natively", "work": work, "unit": "s", "ours": best,
        "aim": { "at_most": 2.0 },
    }));
    let all: Vec<&Letters> = letters.iter().collect();
    let sentences = sentences(&transcripts);
    for (name, post) in [
        ("bare", bare(&sentences)),
        ("quoted", quoted(&sentences)),
        ("altered", altered(&sentences)),
        ("invented", invented()),
    ] {
        let mut best = f64::INFINITY;
        let mut verdicts = Vec::new();
        for _ in 0..RUNS {
            let began = Instant::now();
            let passages = black_box(check(black_box(&post), &all, &mut transcripts.as_slice()));
            best = best.min(began.elapsed().as_secs_f64() * 1e3);
            verdicts = passages.iter().map(|passage| passage.verdict).collect();
        }
        let count = |verdict| verdicts.iter().filter(|v| **v == verdict).count();
        println!(
            "{name:<9} {:>5} characters {best:>7.1} ms, {} passages: {} verbatim, {} altered, {} absent",
            post.chars().count(),
            verdicts.len(),
            count(Verdict::Verbatim),
            count(Verdict::Altered),
            count(Verdict::Absent),
        );
        let what = format!("a post of {LENGTH} characters, {name}, natively");
        hand(&json!({
            "part": "check", "what": what, "work": work, "unit": "ms", "ours": best, "aim": { "at_most": 50.0 },
        }));
    }
    growth(&transcripts, &letters, &texts, &altered(&sentences));
}

/// Hands on how the check of a post grows from a hundredth of the conferences to all of them.
fn growth(transcripts: &[Transcript], letters: &[Letters], texts: &[String], post: &str) {
    let point = |every: usize| {
        let some: Vec<Transcript> = transcripts.iter().step_by(every).cloned().collect();
        let theirs: Vec<&Letters> = letters.iter().step_by(every).collect();
        let run = |_| {
            let began = Instant::now();
            black_box(check(black_box(post), &theirs, &mut some.as_slice()));
            began.elapsed().as_secs_f64() * 1e3
        };
        let bytes: usize = texts.iter().step_by(every).map(String::len).sum();
        [bytes as f64 / 1e6, (0..RUNS).map(run).fold(f64::INFINITY, f64::min)]
    };
    let growth = [100, 10, 1].map(point);
    println!("growth of the altered post, MB and ms: {growth:.2?}");
    hand(&json!({ "part": "check", "what": "the check", "work": "MB of conferences", "growth": growth }));
}

/// Sentences of answers from everywhere in the corpus.
fn sentences(transcripts: &[Transcript]) -> Vec<String> {
    let mut all = Vec::new();
    for transcript in transcripts.iter().step_by(7) {
        let answers = transcript.items.iter().filter(|i| i.kind == ItemKind::Exchange).flat_map(|item| item.answer());
        let sentences = answers.flat_map(|turn| &turn.paragraphs).flat_map(|p| &p.sentences);
        all.extend(sentences.take(4).last().map(|span| transcript.shown(*span).into_owned()));
    }
    all
}

fn post(sentences: impl Iterator<Item = String>) -> String {
    let mut post = String::new();
    for sentence in sentences {
        post.push_str(&sentence);
        if post.chars().count() >= LENGTH {
            break;
        }
    }
    post.chars().take(LENGTH).collect()
}

fn bare(sentences: &[String]) -> String {
    post(sentences.iter().cloned())
}

fn quoted(sentences: &[String]) -> String {
    post(sentences.iter().map(|sentence| format!("发言人表示：“{sentence}”这句话引起关注。\n")))
}

/// Each sentence with one character in seven left out.
fn altered(sentences: &[String]) -> String {
    let lose = |sentence: &String| -> String {
        sentence.chars().enumerate().filter(|(n, _)| n % 7 != 5).map(|(_, c)| c).collect()
    };
    post(sentences.iter().skip(40).map(lose))
}

fn invented() -> String {
    let words = "今天天气很好，我和朋友去公园散步，看见湖边开满了荷花。他问我晚上想吃什么，我说随便煮点面条就行了。";
    post(std::iter::repeat_n(words.to_owned(), 60))
}

/// The texts of `$SHILU_TEXTS/corpus/*.jsonl.gz`; none where there is no such file.
fn texts() -> Vec<String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("SHILU_TEXTS").map_or(beside, PathBuf::from).join("corpus");
    let mut texts = Vec::new();
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        let mut lines = String::new();
        let Ok(file) = fs::File::open(&path) else { continue };
        if path.to_string_lossy().ends_with(".jsonl.gz") && GzDecoder::new(file).read_to_string(&mut lines).is_ok() {
            let records = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
            texts.extend(records.filter_map(|record| Some(record.get("text")?.as_str()?.to_owned())));
        }
    }
    texts
}
