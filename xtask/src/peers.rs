//! The search beside its peers from npm, in Chromium, over the corpus of `$SHILU_TEXTS`: `cargo xtask bench search`.
//!
//! Knows which peers there are, what is asked and what the answers are worth; `benches/peers` asks in the browser.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use shilu::search::{Corpus, Order, Part, Query, Scope, Term, Wish};
use shilu::text::fold;
use shilu::transcript::parse;

use crate::chromium::Chromium;
use crate::files::{self, Files};
use crate::report::{Peer, Report};
use crate::steps::{run_quietly, say, step};
use crate::{dist, fallback, measure, node, pagefind, ranked, serve, test};

/// The peers: what they are called in the table and in `peers.js`, the package, its version.
const PEERS: [(&str, &str, &str, &str); 6] = [
    ("`String.includes`", "includes", "", ""),
    ("MiniSearch, `Intl.Segmenter`", "minisearch", "minisearch", "7.2.0"),
    ("FlexSearch, CJK", "flexsearch", "flexsearch", "0.8.212"),
    ("Orama, Mandarin", "orama", "@orama/orama", "3.1.18"),
    ("uFuzzy", "ufuzzy", "@leeoniya/ufuzzy", "1.0.19"),
    ("Pagefind, indexed beforehand", "pagefind", "pagefind", node::PAGEFIND),
];
/// What a peer needs besides.
const BESIDE: [(&str, &str); 1] = [("@orama/tokenizers", "3.1.18")];

/// Where the scripts are.
const SOURCES: &str = "benches/peers";

/// So many queries of each length, and the lengths in characters.
const QUERIES: usize = 25;
const LENGTHS: std::ops::RangeInclusive<usize> = 1..=8;
const SEED: u64 = 20_250_307;

/// The texts, and what is asked of them.
struct Asked {
    texts: Vec<String>,
    /// Folded, with the conference, item, turn and paragraph they are.
    paragraphs: Vec<(String, (u32, u32, u32, u32))>,
    corpus: Corpus,
    queries: Vec<String>,
}

/// What was measured of one: a row of the table.
pub struct Found {
    /// What it is called, with its version.
    pub name: String,
    /// Milliseconds until the first search.
    pub ready: f64,
    /// Bytes held.
    pub memory: f64,
    /// Milliseconds, in the order of the queries: shortest first.
    pub times: Vec<f64>,
    /// The mean share of the wanted paragraphs that it found.
    pub recall: f64,
    /// The mean share of what it found that was wanted.
    pub precision: f64,
}

/// Measures Shilu and its peers in one run, writes the table to `target/bench/search.md` and adds to the report.
pub fn peers(report: &mut Report) -> Result<()> {
    let files = measure::corpus(&test::texts());
    if files.is_empty() {
        report.skip("search", "the peers: there is no corpus in $SHILU_TEXTS");
        return Ok(());
    }
    if let Some(missing) = Chromium::missing().or((!node::is_here()).then_some("Node")) {
        report.skip("search", format!("the peers: {missing} is not here"));
        return Ok(());
    }
    let asked = step("reading the corpus", || Asked::read(&files))?;
    let folder = step("the page, the peers and the texts in target/bench/page", || prepare(&asked))?;
    let indexed = step("Pagefind's index", || index(&folder));
    let address = serve::isolated(folder)?;
    let mut rows = Vec::new();
    let mut notes = Vec::new();
    match step("Shilu", || shilu(&asked, &address)) {
        Ok((ours, drawn)) => {
            rows.extend(ours);
            notes.push(drawn);
        }
        Err(error) => notes.push(format!("Shilu did not run: {error:#}")),
    }
    let mut absent = Vec::new();
    let mut fail = |name: &str, error: String| absent.push((name.to_owned(), error));
    for (name, key, _, version) in PEERS {
        let name = format!("{name} {version}");
        if key == "pagefind"
            && let Err(error) = &indexed
        {
            fail(name.trim(), format!("its indexer: {error:#}"));
            continue;
        }
        match step(name.trim(), || peer(name.trim(), key, &asked, &address, None)) {
            Ok(row) => rows.push(row),
            Err(error) => fail(name.trim(), format!("{error:#}")),
        }
    }
    if let Ok(note) = indexed {
        notes.push(note);
    }
    let work = asked.work();
    ranked::report(report, &rows, &absent, &notes, &work, QUERIES);
    notes.extend(absent.iter().map(|(name, why)| format!("{name} did not run: {why}")));
    slowed(report, &asked, &address, &work);
    let table = table(&rows, &notes, &asked);
    let path = files::root().join("target/bench/search.md");
    fs::write(&path, &table).with_context(|| path.display().to_string())?;
    say(&table);
    Ok(())
}

/// The page without its worker at a fourth of the speed, beside the peers that are ready quickly; a query in eight.
fn slowed(report: &mut Report, asked: &Asked, address: &str, work: &str) {
    let queries: Vec<&String> = asked.queries.iter().step_by(fallback::EVERY).collect();
    let name = "Shilu in the page, slowed";
    let ours = match step(name, || fallback::measure(address, "search", &json!(queries))) {
        Ok(measured) => measured,
        Err(error) => return report.skip("search", format!("{name}: {error:#}")),
    };
    let mut peers = Vec::new();
    for (name, key, _, version) in PEERS {
        let name = format!("{name} {version}").trim().to_owned();
        let reason = match key {
            "minisearch" | "orama" => Some("not slowed: what it needs first would take minutes"),
            "pagefind" => Some("it searches in a worker, which slowing leaves alone"),
            _ => None,
        };
        if let Some(reason) = reason {
            peers.push(Peer::missing(name, reason));
            continue;
        }
        peers.push(
            match step(&format!("{name}, slowed"), || peer(&name, key, asked, address, Some(fallback::SLOWED))) {
                Ok(row) => Peer::ran(name, within(row.times.get(QUERIES..).unwrap_or_default(), 0.5)),
                Err(error) => Peer::missing(name, format!("{error:#}")),
            },
        );
    }
    fallback::searched(report, &ours, work, peers);
}

impl Asked {
    /// Returns how much there is to be searched.
    fn work(&self) -> String {
        let bytes: usize = self.texts.iter().map(String::len).sum();
        format!("{} conferences, {:.1} MB", self.texts.len(), bytes as f64 / 1e6)
    }

    fn read(files: &[PathBuf]) -> Result<Self> {
        let mut asked = Self { texts: texts(files)?, paragraphs: vec![], corpus: Corpus::default(), queries: vec![] };
        // The page holds the transcript it shows at first, too.
        let home = fs::read_to_string(files::root().join("transcripts").join(dist::TRANSCRIPT))?;
        for (text, number) in asked.texts.iter().chain([&home]).zip(0..) {
            let transcript = Arc::new(parse(text));
            for (item, i) in transcript.items.iter().zip(0..) {
                for (turn, t) in item.turns.iter().zip(0..) {
                    for (paragraph, p) in turn.paragraphs.iter().zip(0..) {
                        let folded = transcript.shown(paragraph.span).chars().map(fold).collect();
                        asked.paragraphs.push((folded, (number, i, t, p)));
                    }
                }
            }
            asked.corpus.add(number, transcript, None);
        }
        asked.sample();
        Ok(asked)
    }

    /// Takes queries from anywhere in the paragraphs, of Chinese characters alone: whoever cuts text into words
    /// shall not lose for a comma.
    fn sample(&mut self) {
        let is_plain = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
        let mut seed = SEED;
        let mut below = |end: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % end.max(1) as u64) as usize
        };
        for length in LENGTHS {
            let mut left = QUERIES;
            while left > 0 {
                let words: Vec<char> = self.paragraphs[below(self.paragraphs.len())].0.chars().collect();
                let from = below(words.len());
                let window = words.get(from..from + length).filter(|window| window.iter().all(is_plain));
                if let Some(window) = window {
                    self.queries.push(window.iter().collect());
                    left -= 1;
                }
            }
        }
    }

    /// Returns how many hits the core finds, and the mean recall and precision of the paragraphs they are in.
    fn judge(&self) -> (Vec<u64>, f64, f64) {
        let (mut counts, mut recall, mut precision) = (Vec::new(), 0.0, 0.0);
        for words in &self.queries {
            let query = Query { terms: vec![Term::new(words)], ..Query::default() };
            let wish = Wish { order: Order::Given, limit: usize::MAX, boundaries: None };
            let results = self.corpus.search(&query, &Scope::default(), wish);
            counts.push(u64::from(results.count));
            let place = |hit: &shilu::search::Hit| match hit.place.part {
                Part::Paragraph(n) | Part::Seam(n) => Some((hit.conference, hit.place.item, hit.place.turn, n)),
                _ => None,
            };
            let found: BTreeSet<_> = results.hits.iter().filter_map(place).collect();
            let wanted = self.paragraphs.iter().filter(|(folded, _)| folded.contains(words.as_str()));
            let wanted: BTreeSet<_> = wanted.map(|(_, place)| *place).collect();
            let right = found.intersection(&wanted).count() as f64;
            recall += right / wanted.len() as f64 / self.queries.len() as f64;
            precision += right / found.len().max(1) as f64 / self.queries.len() as f64;
        }
        (counts, recall, precision)
    }
}

/// Returns a script of `benches/peers`.
pub fn source(name: &str) -> Result<String> {
    fs::read_to_string(files::root().join(SOURCES).join(name)).with_context(|| name.to_owned())
}

/// Returns the files of the page: of `SHILU_DIST`, else of `dist/`, built anew. Without sw.js: a page that keeps a copy of
/// itself is not what is measured.
pub fn page() -> Result<Files> {
    let built = match std::env::var_os("SHILU_DIST") {
        Some(folder) => files::root().join(folder),
        None => {
            dist::dist(None)?;
            files::dist()
        }
    };
    files::read(&built, &|name| name == "sw.js")
}

/// Returns the texts of the corpus.
pub fn texts(files: &[PathBuf]) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for file in files {
        let mut lines = String::new();
        GzDecoder::new(fs::File::open(file)?).read_to_string(&mut lines)?;
        for line in lines.lines() {
            let record: Value = serde_json::from_str(line).context("a line of the corpus")?;
            texts.extend(record["text"].as_str().map(str::to_owned));
        }
    }
    Ok(texts)
}

/// Writes a page into a folder of its own under `target/bench`.
pub fn write(name: &str, page: &Files) -> Result<PathBuf> {
    let folder = files::root().join("target/bench").join(name);
    fs::create_dir_all(&folder)?;
    files::replace(&folder, page)?;
    Ok(folder)
}

/// Returns a script of `benches/peers` with the packages that it imports.
pub fn bundle(name: &str) -> Result<String> {
    let esbuild = node::package("esbuild", node::ESBUILD)?.context("esbuild is not here")?.join("bin/esbuild");
    let script = files::root().join(SOURCES).join(name);
    let mut command = Command::new("node");
    command.arg(esbuild).arg(script).args(["--bundle", "--format=iife", "--log-level=error", "--charset=utf8"]);
    run_quietly(command.env("NODE_PATH", files::tools().join("npm/node_modules")))
}

/// Puts the page, and beside it the peers and what they are asked, into one folder.
fn prepare(asked: &Asked) -> Result<PathBuf> {
    let mut page = page()?;
    let packages = PEERS.iter().map(|(_, _, name, version)| (*name, *version)).filter(|(name, _)| !name.is_empty());
    for (name, version) in packages.chain(BESIDE) {
        node::package(name, version)?.with_context(|| format!("{name} is not here"))?;
    }
    let bundled = bundle("peers.js")?;
    let worker = page.get_mut("worker.js").context("the page has no worker")?;
    worker.splice(..0, source("memory.js")?.into_bytes());
    let paragraphs: Vec<&str> = asked.paragraphs.iter().map(|(folded, _)| folded.as_str()).collect();
    page.insert("peers/peers.js".into(), bundled.into_bytes());
    page.insert(
        "peers/index.html".into(),
        b"<!doctype html><meta charset=utf-8><script src=peers.js></script>".to_vec(),
    );
    page.insert("peers/paragraphs.json".into(), serde_json::to_vec(&paragraphs)?);
    page.insert("peers/texts.json".into(), serde_json::to_vec(&asked.texts)?);
    write("page", &page)
}

/// Lets Pagefind index the paragraphs; returns what is to be said of that.
fn index(folder: &Path) -> Result<String> {
    let began = Instant::now();
    let [paragraphs, into] = ["peers/paragraphs.json", "peers/pagefind"].map(|name| folder.join(name));
    let numbers = pagefind::index_paragraphs(&paragraphs, &into)?;
    let seconds = began.elapsed().as_secs_f64();
    let bytes: usize = files::read(&into, &|_| false)?.values().map(Vec::len).sum();
    fs::write(into.join("numbers.json"), serde_json::to_vec(&numbers)?)?;
    let megabytes = bytes as f64 / 1e6;
    Ok(format!("Pagefind indexed the paragraphs in {seconds:.1} s into {megabytes:.1} MB, before its page was opened."))
}

/// Measures the page: a row for the engine's answers, one for what the reader waits for, and what else there is to say.
fn shilu(asked: &Asked, address: &str) -> Result<(Vec<Found>, String)> {
    let script = source("memory.js")? + &source("shilu.js")?;
    let chromium = Chromium::start()?;
    // Before the page runs, so that its worker is watched from its first message.
    chromium.before_each_page(&script)?;
    chromium.open(address)?;
    let measured = chromium.wait_for("measure(arguments[0])", &json!([asked.queries]))?;
    let (counts, recall, precision) = asked.judge();
    let answers = measured["asked"].as_array().context("no answers")?;
    let same = answers.iter().zip(&counts).filter(|(answer, count)| answer["count"].as_u64() == Some(**count)).count();
    let times = |key: &str| answers.iter().filter_map(|answer| answer[key].as_f64()).collect::<Vec<_>>();
    let row = |name: &str, times| Found {
        name: name.into(),
        ready: number(&measured, "ready"),
        memory: number(&measured, "memory"),
        times,
        recall,
        precision,
    };
    let rows = vec![row("Shilu: the engine's answer", times("engine")), row("Shilu: until drawn", times("drawn"))];
    let note = format!(
        "The page listed “{}” and counted as many hits as the core alone for {same} of {} queries.",
        measured["place"].as_str().unwrap_or_default(),
        counts.len()
    );
    Ok((rows, note))
}

fn peer(name: &str, key: &str, asked: &Asked, address: &str, slow: Option<u32>) -> Result<Found> {
    // A browser of its own: what one leaves behind is not the next one's.
    let chromium = Chromium::start()?;
    slow.map_or(Ok(()), |times| chromium.slow(times))?;
    chromium.open(&format!("{address}peers/"))?;
    let measured = chromium.wait_for("measure(...arguments)", &json!([key, asked.queries]))?;
    let times: Vec<f64> = measured["times"].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    ensure!(times.len() == asked.queries.len(), "it answered {} queries", times.len());
    let number = |key| number(&measured, key);
    let (recall, precision) = (number("recall"), number("precision"));
    Ok(Found { name: name.into(), ready: number("ready"), memory: number("memory"), times, recall, precision })
}

fn number(measured: &Value, key: &str) -> f64 {
    measured[key].as_f64().unwrap_or(f64::NAN)
}

/// Returns the time within which a share of the queries was answered.
pub fn within(times: &[f64], share: f64) -> f64 {
    let mut times = times.to_vec();
    times.sort_by(f64::total_cmp);
    times.get((times.len().saturating_sub(1) as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
}

fn table(rows: &[Found], notes: &[String], asked: &Asked) -> String {
    let bytes: usize = asked.texts.iter().map(String::len).sum();
    let mut table = format!(
        "{} conferences, {:.1} MB, {} paragraphs; {} queries\n\n\
         | | first search after | memory | one character p50 / p95 | 2–8 characters p50 / p95 | recall | precision |\n\
         |---|---:|---:|---:|---:|---:|---:|\n",
        asked.texts.len(),
        bytes as f64 / 1e6,
        asked.paragraphs.len(),
        asked.queries.len(),
    );
    for row in rows {
        let (one, more) = row.times.split_at(QUERIES.min(row.times.len()));
        let both = |times: &[f64]| format!("{:.1} / {:.1} ms", within(times, 0.5), within(times, 0.95));
        table.push_str(&format!(
            "| {} | {:.2} s | {:.0} MB | {} | {} | {:.3} | {:.3} |\n",
            row.name,
            row.ready / 1e3,
            row.memory / 1e6,
            both(one),
            both(more),
            row.recall,
            row.precision
        ));
    }
    notes.iter().for_each(|note| table.push_str(&format!("\n{note}\n")));
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_the_times_is_counted_from_the_shortest() {
        let times: Vec<f64> = (0..=100).rev().map(f64::from).collect();
        assert_eq!([0.0, 0.5, 0.95, 1.0].map(|share| within(&times, share)), [0.0, 50.0, 95.0, 100.0]);
        assert!(within(&[], 0.5).is_nan());
    }
}
