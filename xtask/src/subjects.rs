//! What the page does in Chromium with the corpus of `$SHILU_TEXTS` open. `cargo xtask bench topics`: the dictionary made
//! ready, segmentation beside `Intl.Segmenter`, choices pressed. `cargo xtask bench check`: posts checked. Nothing fails over
//! the aims.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::steps::{say, step};
use crate::{measure, peers, serve, test};

/// How many times the page is slowed for the second look at the dictionary.
const SLOWED: u32 = 4;

/// The page has no worker then, as where a browser gives none.
const NO_WORKER: &str = "self.Worker = class { constructor() { throw new Error('no worker'); } };";

/// Measures topics and words, and prints.
pub fn subjects() -> Result<()> {
    let Some(address) = with_corpus("topics")? else { return Ok(()) };
    let script = script("topics.js")?;
    let measured = step("topics in Chromium", || measure_by(&address, &script, "measureTopics()", None))?;
    let slowed = [NO_WORKER, &script].concat();
    let slow = step("the dictionary, slowed", || measure_by(&address, &slowed, "measureReady()", Some(SLOWED)))?;
    say(&report(&measured, slow.as_f64().context("no time")?));
    Ok(())
}

/// Measures the check of a post, and prints.
pub fn check() -> Result<()> {
    let Some(address) = with_corpus("check")? else { return Ok(()) };
    let script = script("check.js")?;
    let measured = step("the check in Chromium", || measure_by(&address, &script, "measureCheck()", None))?;
    for (name, what) in
        [("first", "the first, which reads everything"), ("verbatim", "verbatim"), ("altered", "altered")]
    {
        let passages = &measured[[name, " passages"].concat()];
        say(&format!(
            "  {what}: {:.1} ms in the worker, {passages} passages (aim 100)",
            measured[name].as_f64().unwrap_or(f64::NAN)
        ));
    }
    Ok(())
}

/// Serves the page with the texts of the corpus beside it; `None`, and why is said, where that cannot be.
fn with_corpus(name: &str) -> Result<Option<String>> {
    let files = measure::corpus(&test::texts());
    if files.is_empty() {
        say("skipped: Chromium: there is no corpus in $SHILU_TEXTS");
        return Ok(None);
    }
    if let Some(missing) = Chromium::missing() {
        say(&format!("skipped: Chromium: {missing} is not here"));
        return Ok(None);
    }
    let mut page = peers::page()?;
    page.insert("peers/texts.json".into(), serde_json::to_vec(&peers::texts(&files)?)?);
    Ok(Some(serve::isolated(peers::write(name, &page)?)?))
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

fn report(measured: &Value, slow: f64) -> String {
    let number = |key: &str| measured[key].as_f64().unwrap_or(f64::NAN);
    let speed = |key: &str| number("megabytes") / number(key) * 1e3;
    let presses = |key: &str| {
        let all: Vec<f64> =
            measured["presses"].as_array().into_iter().flatten().filter_map(|one| one[key].as_f64()).collect();
        format!("{:.1} / {:.1} ms", peers::within(&all, 0.5), peers::within(&all, 0.95))
    };
    format!(
        "dictionary ready in the worker       {:7.1} ms (aim 20)\n\
         in the page at {SLOWED}×, the longest task  {slow:7.1} ms\n\
         keywords: cut, counted and ranked    {:7.1} MB/s\n\
         Intl.Segmenter, words counted        {:7.1} MB/s\n\
         first look at all conferences        {:7.1} ms\n\
         a choice, the engine's answer        {} (p50 / p95)\n\
         a choice, until the last change      {} (aim 16)",
        number("ready"),
        speed("keywords"),
        speed("segmented"),
        number("first"),
        presses("engine"),
        presses("drawn"),
    )
}
