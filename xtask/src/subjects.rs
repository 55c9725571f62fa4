//! What the page does in Chromium with the corpus of `$SHILU_TEXTS` open. `cargo xtask bench topics`: the dictionary made
//! ready, segmentation beside `Intl.Segmenter` and jieba-wasm, choices pressed. `cargo xtask bench check`: posts checked,
//! a sentence beside diff-match-patch. Nothing fails over the aims.

use std::fs;

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::fallback::{self, NO_WORKER, SLOWED};
use crate::files::Files;
use crate::peers::{self, within};
use crate::report::{Aim, Peer, Report, Row};
use crate::steps::step;
use crate::{measure, node, serve, test};

/// Where the page with the corpus is, and how much that is.
struct Opened {
    address: String,
    work: String,
    /// Why the peer cannot run.
    absent: Option<String>,
}

/// Measures topics and words.
pub fn subjects(report: &mut Report) -> Result<()> {
    let Some(Opened { address, work, absent }) = with_corpus("topics", report, &jieba_files)? else { return Ok(()) };
    let script = script("topics.js")?;
    let measured = step("topics in Chromium", || measure_by(&address, &script, "measureTopics()", None))?;
    let number = |key: &str| measured[key].as_f64().unwrap_or(f64::NAN);
    let jieba = step("jieba-wasm", || by_peer(&address, "jieba", "measureJieba()", &json!([]), absent));
    let name = format!("jieba-wasm {}", node::JIEBA);
    let jieba = match &jieba {
        Ok(cut) => Peer::ran(name, number("megabytes") / cut["took"].as_f64().unwrap_or(f64::NAN) * 1e3)
            .note("words cut, not counted"),
        Err(error) => Peer::missing(name, format!("{error:#}")),
    };
    let row = |what: &str, ours, unit| Row::new("topics", what, &work, ours, unit);
    report.add(row("dictionary ready in the worker", number("ready"), "ms").aim(Aim::AtMost(20.0)));
    let long = format!("{:.1} MB as one text", number("megabytes"));
    let speed = |key: &str| number("megabytes") / number(key) * 1e3;
    let cut = Row::new("topics", "keywords: cut, counted and ranked", long, speed("keywords"), "MB/s");
    report.add(cut.peer(Peer::ran("Intl.Segmenter", speed("segmented")).note("words counted")).peer(jieba));
    report.add(row("first look at all conferences", number("first"), "ms"));
    let presses = |key: &str| -> Vec<f64> {
        measured["presses"].as_array().into_iter().flatten().filter_map(|one| one[key].as_f64()).collect()
    };
    for (share, called) in [(0.5, "p50"), (0.95, "p95")] {
        let engine = row(&format!("a choice, the engine's answer, {called}"), within(&presses("engine"), share), "ms");
        report.add(engine);
        let drawn = row(&format!("a choice, until the last change, {called}"), within(&presses("drawn"), share), "ms");
        report.add(drawn.aim(Aim::AtMost(16.0)));
    }
    if let Err(error) = subjects_slowed(report, &address, &script, &work) {
        report.skip("topics", format!("in the page, slowed: {error:#}"));
    }
    Ok(())
}

/// The same in the page without its worker, slowed.
fn subjects_slowed(report: &mut Report, address: &str, script: &str, work: &str) -> Result<()> {
    let slowed = [NO_WORKER, script].concat();
    let slow = step("the dictionary, slowed", || measure_by(address, &slowed, "measureReady()", Some(SLOWED)))?;
    let longest = slow.as_f64().context("no time")?;
    let row = |what: &str, ours| Row::new("topics", format!("in the page: {what}"), work, ours, "ms").at(SLOWED);
    report.add(row("the longest task of the dictionary", longest));
    let choices = step("choices in the page, slowed", || fallback::measure(address, "topics", &json!([])))?;
    let drawn = fallback::figures(&choices, "drawn");
    let (first, more) = drawn.split_first().context("no choice")?;
    report.add(row("first look at all conferences", *first));
    report.add(row("a choice, until the last change, p50", within(more, 0.5)));
    report.add(row("a choice, until the last change, p95", within(more, 0.95)));
    report.add(row("the longest task of a choice, p95", within(&fallback::figures(&choices, "longest"), 0.95)));
    Ok(())
}

/// Measures the check of a post.
pub fn check(report: &mut Report) -> Result<()> {
    let Some(Opened { address, work, absent }) = with_corpus("check", report, &diff_files)? else { return Ok(()) };
    let script = script("check.js")?;
    let measured = step("the check in Chromium", || measure_by(&address, &script, "measureCheck()", None))?;
    for (name, what) in
        [("first", "the first, which reads everything"), ("verbatim", "verbatim"), ("altered", "altered")]
    {
        let work = format!("{work}; {} passages", measured[[name, " passages"].concat()]);
        let took = measured[name].as_f64().unwrap_or(f64::NAN);
        let row = Row::new("check", format!("a post in the worker, {what}"), work, took, "ms");
        report.add(row.aim(Aim::AtMost(100.0)));
    }
    let sentence = &measured["one"];
    let name = format!("diff-match-patch {}", node::DIFF);
    let found = step(&name, || by_peer(&address, "diff", "measureDiff(arguments[0])", &json!([sentence]), absent));
    let peer = match found {
        Ok(found) => Peer::ran(name, found["took"].as_f64().unwrap_or(f64::NAN))
            .note(format!("match_main in each text; similar in {} of them", found["found"])),
        Err(error) => Peer::missing(name, format!("{error:#}")),
    };
    let took = measured["sentence"].as_f64().unwrap_or(f64::NAN);
    report.add(Row::new("check", "one altered sentence in the worker", &work, took, "ms").peer(peer));
    let slowed = match step("the check in the page, slowed", || fallback::measure(&address, "check", &json!([]))) {
        Ok(slowed) => slowed,
        Err(error) => {
            report.skip("check", format!("in the page, slowed: {error:#}"));
            return Ok(());
        }
    };
    for (name, took) in ["the first", "verbatim", "altered"].iter().zip(fallback::figures(&slowed, "drawn")) {
        report.add(Row::new("check", format!("in the page: a post, {name}"), &work, took, "ms").at(SLOWED));
    }
    let longest = within(&fallback::figures(&slowed, "longest"), 1.0);
    report.add(Row::new("check", "in the page: the longest task of a check", &work, longest, "ms").at(SLOWED));
    Ok(())
}

/// Serves the page with the texts of the corpus and what a peer needs beside it; `None`, and why is said, where that
/// cannot be.
fn with_corpus(name: &str, report: &mut Report, more: &dyn Fn(&mut Files) -> Result<()>) -> Result<Option<Opened>> {
    let files = measure::corpus(&test::texts());
    if files.is_empty() {
        report.skip(name, "Chromium: there is no corpus in $SHILU_TEXTS");
        return Ok(None);
    }
    if let Some(missing) = Chromium::missing() {
        report.skip(name, format!("Chromium: {missing} is not here"));
        return Ok(None);
    }
    let mut page = peers::page()?;
    let texts = peers::texts(&files)?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let work = format!("{} texts, {:.1} MB", texts.len(), bytes as f64 / 1e6);
    page.insert("peers/texts.json".into(), serde_json::to_vec(&texts)?);
    // Without its peer, the page is measured all the same.
    let absent = more(&mut page).err().map(|error| format!("{error:#}"));
    Ok(Some(Opened { address: serve::isolated(peers::write(name, &page)?)?, work, absent }))
}

fn jieba_files(page: &mut Files) -> Result<()> {
    let folder = node::package("jieba-wasm", node::JIEBA)?.context("jieba-wasm is not here")?;
    page.insert("peers/jieba.wasm".into(), fs::read(folder.join("pkg/web/jieba_rs_wasm_bg.wasm"))?);
    add_script(page, "jieba")
}

fn diff_files(page: &mut Files) -> Result<()> {
    node::package("diff-match-patch", node::DIFF)?.context("diff-match-patch is not here")?;
    add_script(page, "diff")
}

/// Adds a script of `benches/peers` with its packages, and an empty page that runs it.
fn add_script(page: &mut Files, name: &str) -> Result<()> {
    page.insert(format!("peers/{name}.js"), peers::bundle(&format!("{name}.js"))?.into_bytes());
    let html = format!("<!doctype html><meta charset=utf-8><script src={name}.js></script>");
    page.insert(format!("peers/{name}.html"), html.into_bytes());
    Ok(())
}

fn by_peer(address: &str, name: &str, expression: &str, arguments: &Value, absent: Option<String>) -> Result<Value> {
    absent.map_or(Ok(()), |why| Err(anyhow!(why)))?;
    let chromium = Chromium::start()?;
    chromium.open(&format!("{address}peers/{name}.html"))?;
    chromium.wait_for(expression, arguments)
}

fn script(name: &str) -> Result<String> {
    Ok([peers::source("watch.js")?, peers::source(name)?].concat())
}

/// Opens the page in a browser of its own, and returns what an expression becomes there.
fn measure_by(address: &str, script: &str, expression: &str, slowed: Option<u32>) -> Result<Value> {
    let chromium = Chromium::start()?;
    chromium.before_each_page(script)?;
    slowed.map_or(Ok(()), |times| chromium.slow(times))?;
    chromium.open(address)?;
    chromium.wait_for(expression, &json!([]))
}
