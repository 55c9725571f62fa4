//! How fast a transcript is parsed, beside two yardsticks over the same bytes, and how the cost grows.
//!
//! `cargo xtask bench` runs the throughput and then the growth; `cargo xtask bench growth` only the latter. The aims:
//! at least 0.15 of pulldown-cmark, and an exponent of at most 1.04 from 1 to 100 MB. Nothing fails over them.

use std::hint::black_box;
use std::time::Instant;

use divan::Bencher;
use divan::counter::BytesCount;
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
    if std::env::args().nth(1).as_deref() != Some("growth") {
        divan::main();
    }
    growth();
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
