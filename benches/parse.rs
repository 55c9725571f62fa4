//! How fast a transcript is read, beside two yardsticks over the same bytes, and how the cost grows.
//!
//! `cargo xtask bench parse` measures the corpus in `$SHILU_TEXTS`, where it is there, then the throughput, then the growth;
//! `cargo xtask bench corpus` or `growth` only that. The aims: at least 0.15 of pulldown-cmark, ten times the text in at
//! most eleven times the time, memory of at most three times the text. Nothing fails over them.

mod rows;

use std::fs;
use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant;

use divan::Bencher;
use divan::counter::BytesCount;
use flate2::read::GzDecoder;
use rows::hand;
use serde_json::json;
use shilu::text::decode::{EncodingRs, decode};
use shilu::transcript::parse;

/// The text that is repeated.
const SAMPLE: &str = include_str!("../transcripts/zh_wang_yi_20250307.txt");
/// A megabyte as throughput is told in.
const MB: usize = 1_000_000;
/// How long the text of the throughput is.
const LENGTH_MB: usize = 10;
/// The lengths of the growth report.
const LENGTHS_MB: [usize; 5] = [1, 3, 10, 30, 100];
/// The best of so many runs counts: what is slower was disturbed by something else.
const RUNS: usize = 5;

fn main() {
    let word = std::env::args().nth(1).unwrap_or_default();
    if word != "growth" {
        corpus();
    }
    if !matches!(word.as_str(), "growth" | "corpus") {
        divan::main();
    }
    if word != "corpus" {
        growth();
    }
}

/// Prints how fast the real conferences are decoded and parsed, one by one, beside pulldown-cmark on the same bytes;
/// and what memory it takes to read them as one text.
fn corpus() {
    let texts = texts();
    let length: usize = texts.iter().map(String::len).sum();
    if length == 0 {
        println!("skipped: there is no corpus in $SHILU_TEXTS");
        hand(&json!({ "part": "parse", "skipped": "there is no corpus in $SHILU_TEXTS" }));
        return;
    }
    println!("corpus: {} texts, {:.1} MB\n                         MB/s", texts.len(), length as f64 / MB as f64);
    let held = memory(&texts.concat());
    let read = |text: &String| {
        decode(text.as_bytes(), "text.txt", &EncodingRs).map_or(0, |decoded| parse(&decoded.text).items.len())
    };
    let mark = |text: &String| pulldown_cmark::Parser::new(text).count();
    let only = |text: &String| decode(text.as_bytes(), "text.txt", &EncodingRs).map_or(0, |decoded| decoded.text.len());
    let (mut ours, mut theirs, mut decoding) = (f64::INFINITY, f64::INFINITY, f64::INFINITY);
    for _ in 0..RUNS {
        ours = ours.min(seconds(|| texts.iter().map(|text| read(black_box(text))).sum::<usize>()));
        decoding = decoding.min(seconds(|| texts.iter().map(|text| only(black_box(text))).sum::<usize>()));
        theirs = theirs.min(seconds(|| texts.iter().map(|text| mark(black_box(text))).sum::<usize>()));
    }
    let speed = |seconds: f64| length as f64 / MB as f64 / seconds;
    println!("decode alone        {:>9.1}", speed(decoding));
    println!("decode and parse    {:>9.1}\npulldown-cmark      {:>9.1}", speed(ours), speed(theirs));
    println!("share               {:>9.3}", theirs / ours);
    let work = format!("{} texts, {:.1} MB", texts.len(), length as f64 / MB as f64);
    hand(&json!({ "part": "parse", "what": "decode", "work": work, "unit": "MB/s", "ours": speed(decoding) }));
    hand(&json!({
        "part": "parse", "what": "decode and parse", "work": work, "unit": "MB/s", "ours": speed(ours), "memory": held,
        "peers": [{ "name": "pulldown-cmark 0.13", "value": speed(theirs) }], "aim": { "ratio_at_least": 0.15 },
    }));
    if let Some(held) = held {
        let share = held / length as f64;
        hand(&json!({
            "part": "parse", "what": "memory beside the text", "work": work, "unit": "× its length", "ours": share,
            "aim": { "at_most": 3.0 },
        }));
    }
}

/// Prints how much more memory the process held while it read a text, as a multiple of the text, and returns the bytes.
/// Linux says it.
fn memory(text: &str) -> Option<f64> {
    let kb = |key: &str| -> Option<f64> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        status.lines().find_map(|line| line.strip_prefix(key))?.split_whitespace().next()?.parse().ok()
    };
    // Sets the highest mark so far back to what is held now.
    fs::write("/proc/self/clear_refs", "5").ok()?;
    let before = kb("VmRSS:");
    let transcript = black_box(parse(black_box(text)));
    let peak = kb("VmHWM:");
    drop(transcript);
    let held = (peak? - before?) * 1024.0;
    println!("memory beside the text{:>7.2} × its length", held / text.len() as f64);
    Some(held)
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

/// The sample repeated to a length, each copy a paragraph of its own.
fn text(length: usize) -> String {
    let mut text = String::with_capacity(length + SAMPLE.len());
    while text.len() < length {
        text.push_str(SAMPLE);
        text.push_str("\n\n");
    }
    text
}

/// What this project does.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn parse_the_transcript(bencher: Bencher) {
    measure(bencher, |text| parse(text).items.len());
}

/// A Markdown parser known for its speed, which does far less with such prose.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn yardstick_pulldown_cmark(bencher: Bencher) {
    measure(bencher, |text| pulldown_cmark::Parser::new(text).count());
}

/// One look at each character: what any parser must at least do.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn yardstick_count_sentence_ends(bencher: Bencher) {
    measure(bencher, |text| text.chars().filter(|c| matches!(c, '。' | '！' | '？' | '…')).count());
}

fn measure(bencher: Bencher, work: impl Fn(&str) -> usize + Sync) {
    let text = text(LENGTH_MB * MB);
    bencher.counter(BytesCount::of_str(&text)).bench(|| work(black_box(&text)));
}

/// Prints what parsing costs from 1 to 100 MB, and the exponent fitted to it: 1 is linear.
fn growth() {
    println!("\ngrowth of parse\n      MB      seconds     MB/s");
    let mut points = Vec::new();
    for length_mb in LENGTHS_MB {
        let text = text(length_mb * MB);
        let seconds = (0..RUNS).map(|_| seconds(|| parse(black_box(&text)))).fold(f64::INFINITY, f64::min);
        println!("{length_mb:>8}{seconds:>13.4}{:>9.1}", text.len() as f64 / MB as f64 / seconds);
        points.push(((text.len() as f64).ln(), seconds.ln()));
    }
    println!("exponent {:.3}", slope(&points));
    let growth: Vec<[f64; 2]> = points.iter().map(|(size, took)| [size.exp() / MB as f64, took.exp() * 1e3]).collect();
    hand(&json!({ "part": "parse", "what": "parse", "work": "MB of one text", "growth": growth }));
    let time = |length_mb: usize| LENGTHS_MB.iter().position(|one| *one == length_mb).and_then(|at| points.get(at));
    for length_mb in [1, 10] {
        if let (Some((_, short)), Some((_, long))) = (time(length_mb), time(10 * length_mb)) {
            println!("{length_mb} → {} MB: {:.2} times the time", 10 * length_mb, (long - short).exp());
        }
    }
}

/// Times one run. What it yields is dropped after the clock has stopped.
fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let began = Instant::now();
    let yielded = black_box(work());
    let seconds = began.elapsed().as_secs_f64();
    drop(yielded);
    seconds
}

/// The slope of the straight line that fits the points best (least squares).
fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let (mean_x, mean_y) = points.iter().fold((0.0, 0.0), |(x, y), p| (x + p.0 / count, y + p.1 / count));
    let covariance: f64 = points.iter().map(|p| (p.0 - mean_x) * (p.1 - mean_y)).sum();
    let variance: f64 = points.iter().map(|p| (p.0 - mean_x).powi(2)).sum();
    covariance / variance
}
