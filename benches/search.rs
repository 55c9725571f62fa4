//! How fast many conferences are searched, beside `str::contains` over each paragraph, and what it takes to hold them.
//!
//! `cargo bench --no-default-features --features cli --bench search`, over `$SHILU_TEXTS/corpus/*.jsonl.gz`. The aims:
//! folding within 100 ms, all hits of 2 to 8 characters within 4 ms at the 95th percentile, the count and the first
//! 200 hits of one character within 8 ms, at most three times the text in memory. Nothing fails over them.

#![allow(clippy::expect_used, reason = "a bench may stop where its corpus cannot be read")]

mod rows;

use std::hint::black_box;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use rows::hand;
use serde_json::json;
use shilu::search::{Corpus, Order, Query, Scope, Term, Text, Wish};
use shilu::text::fold;
use shilu::transcript::{Transcript, parse};

/// So many queries of each length.
const QUERIES: usize = 25;
/// The lengths in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 1..=8;
/// The best of so many runs counts: what is slower was disturbed by something else.
const RUNS: usize = 5;
/// So many hits are built.
const LIMIT: usize = 200;

/// The bytes this process holds, by what Linux says; elsewhere 0.
fn held() -> usize {
    let status = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    status.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok()).unwrap_or(0) * 4096
}

fn texts() -> Vec<String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("SHILU_TEXTS").map_or(beside, PathBuf::from).join("corpus");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let files = entries.filter(|path| path.to_string_lossy().ends_with(".jsonl.gz"));
    let mut texts = Vec::new();
    for file in files {
        let mut lines = String::new();
        let opened = std::fs::File::open(file).expect("the corpus cannot be opened");
        flate2::read::GzDecoder::new(opened).read_to_string(&mut lines).expect("the corpus cannot be read");
        let records = lines.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
        texts.extend(records.filter_map(|record| record.get("text")?.as_str().map(str::to_owned)));
    }
    texts
}

/// Milliseconds of the best run.
fn milliseconds(mut work: impl FnMut()) -> f64 {
    let run = |_| {
        let began = Instant::now();
        work();
        began.elapsed().as_secs_f64() * 1e3
    };
    (0..RUNS).map(run).fold(f64::INFINITY, f64::min)
}

fn main() {
    let texts = texts();
    if texts.is_empty() {
        println!("skipped: there is no corpus in $SHILU_TEXTS");
        hand(&json!({ "part": "search", "skipped": "there is no corpus in $SHILU_TEXTS" }));
        return;
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let empty = held();
    let mut corpus = Corpus::default();
    for (text, number) in texts.iter().zip(0..) {
        corpus.add(number, Arc::new(parse(text)), None);
    }
    let held = held().saturating_sub(empty);
    let all = || (0..texts.len() as u32).filter_map(|number| corpus.text(number));
    let transcripts: Vec<Arc<Transcript>> = all().map(|text| Arc::new(text.transcript().clone())).collect();
    let folding = milliseconds(|| {
        transcripts.iter().for_each(|transcript| drop(black_box(Text::new(transcript.clone()))));
    });
    let mb = |bytes: usize| bytes as f64 / 1e6;
    println!("{} conferences, {:.1} MB of text", texts.len(), mb(bytes));
    println!("folding {folding:.1} ms");
    let share = held as f64 / bytes as f64;
    let work = format!("{} conferences, {:.1} MB", texts.len(), mb(bytes));
    hand(&json!({
        "part": "search", "what": "folding, natively", "work": work, "unit": "ms", "ours": folding,
        "aim": { "at_most": 100.0 }, "memory": corpus.size() as f64,
    }));
    hand(&json!({
        "part": "search", "what": "memory with the source", "work": work, "unit": "× the text", "ours": share,
        "aim": { "at_most": 3.0 }, "memory": held as f64,
    }));
    println!(
        "memory {:.1} MB with the source: {share:.2} of the text; for searching {:.1}",
        mb(held),
        mb(corpus.size())
    );

    let paragraphs: Vec<String> = transcripts
        .iter()
        .flat_map(|t| t.items.iter().flat_map(|i| &i.turns).flat_map(|turn| &turn.paragraphs).map(|p| t.shown(p.span)))
        .map(|shown| shown.chars().map(fold).collect())
        .collect();
    let all: Vec<char> = paragraphs.iter().step_by(7).flat_map(|words| words.chars()).collect();
    println!("\nlength      hits     p50 ms   p95 ms   max ms | best first p95 | contains p50   p95");
    let mut seed = 20_250_307_u64;
    let mut below = |end: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % end as u64) as usize
    };
    let (mut longer, mut longer_peers) = (vec![], vec![]);
    let mut queries = Vec::new();
    for length in LENGTHS {
        let (mut times, mut best, mut peers, mut hits) = (vec![], vec![], vec![], 0_u64);
        for _ in 0..QUERIES {
            let from = below(all.len() - length);
            let words: String = all.iter().skip(from).take(length).collect();
            let query = Query { terms: vec![Term::new(&words)], ..Query::default() };
            let wish = |order| Wish { order, limit: LIMIT, boundaries: None };
            hits += u64::from(corpus.search(&query, &Scope::default(), wish(Order::Given)).count);
            times.push(milliseconds(|| drop(black_box(corpus.search(&query, &Scope::default(), wish(Order::Given))))));
            best.push(milliseconds(|| drop(black_box(corpus.search(&query, &Scope::default(), wish(Order::Best))))));
            peers.push(milliseconds(|| {
                black_box(paragraphs.iter().filter(|paragraph| paragraph.contains(&words)).count());
            }));
            queries.push(query);
        }
        let at = |times: &mut Vec<f64>, share: f64| {
            times.sort_by(f64::total_cmp);
            times.get(((times.len() - 1) as f64 * share).round() as usize).copied().unwrap_or_default()
        };
        println!(
            "{length:>6}{:>10}{:>11.2}{:>9.2}{:>9.2} | {:>14.2} | {:>12.2}{:>6.2}",
            hits / QUERIES as u64,
            at(&mut times, 0.5),
            at(&mut times, 0.95),
            at(&mut times, 1.0),
            at(&mut best, 0.95),
            at(&mut peers, 0.5),
            at(&mut peers, 0.95),
        );
        if length == 1 {
            hand(&json!({
                "part": "search", "what": "count and first 200 hits of one character, natively, p95", "work": work,
                "unit": "ms", "ours": at(&mut times, 0.95), "aim": { "at_most": 8.0 },
                "peers": [{ "name": "str::contains over each paragraph", "value": at(&mut peers, 0.95) }],
            }));
        } else {
            longer.append(&mut times);
            longer_peers.append(&mut peers);
        }
    }
    let p95 = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times.get(times.len().saturating_sub(1) * 95 / 100).copied()
    };
    hand(&json!({
        "part": "search", "what": "all hits of 2 to 8 characters, natively, p95", "work": work, "unit": "ms",
        "ours": p95(&mut longer), "aim": { "at_most": 4.0 },
        "peers": [{ "name": "str::contains over each paragraph", "value": p95(&mut longer_peers) }],
    }));
    growth(&texts, &queries);
    println!("\nquery          count       ms  best first ms");
    for typed in [
        "的",
        "一",
        "中",
        "中国",
        "中方 合作",
        "中国 美国 关系",
        "媒体:路透社 朝鲜",
        "\"中国\"",
        "提问:台湾",
        "火星救援行动计划",
        "台湾 火星",
    ] {
        let query = Query::read(typed);
        let wish = |order| Wish { order, limit: LIMIT, boundaries: None };
        let count = corpus.search(&query, &Scope::default(), wish(Order::Given)).count;
        let given = milliseconds(|| drop(black_box(corpus.search(&query, &Scope::default(), wish(Order::Newest)))));
        let best = milliseconds(|| drop(black_box(corpus.search(&query, &Scope::default(), wish(Order::Best)))));
        println!("{count:>8} {given:>8.2} {best:>8.2}  {typed}");
    }
}

/// Hands on how searching grows from a hundredth of the conferences to all of them: the time of all queries together.
fn growth(texts: &[String], queries: &[Query]) {
    let point = |every: usize| {
        let mut corpus = Corpus::default();
        let some: Vec<&String> = texts.iter().step_by(every).collect();
        for (text, number) in some.iter().zip(0..) {
            corpus.add(number, Arc::new(parse(text)), None);
        }
        let took = milliseconds(|| {
            for query in queries {
                let wish = Wish { order: Order::Given, limit: LIMIT, boundaries: None };
                drop(black_box(corpus.search(query, &Scope::default(), wish)));
            }
        });
        [some.iter().map(|text| text.len()).sum::<usize>() as f64 / 1e6, took]
    };
    let growth = [100, 10, 1].map(point);
    println!("\ngrowth of {} queries, MB and ms: {growth:.2?}", queries.len());
    hand(&json!({ "part": "search", "what": "search", "work": "MB of conferences", "growth": growth }));
}
