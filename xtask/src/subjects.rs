//! Topics and words in Chromium, over the corpus of `$SHILU_TEXTS`: `cargo xtask bench topics`. The dictionary made ready,
//! segmentation beside `Intl.Segmenter`, choices pressed while everything is open. Nothing fails over the aims.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::steps::{say, step};
use crate::{measure, peers, serve, test};

/// How many times the page is slowed for the second look at the dictionary.
const SLOWED: u32 = 4;

/// The page has no worker then, as where a browser gives none.
const NO_WORKER: &str = "self.Worker = class { constructor() { throw new Error('no worker'); } };";

/// Measures and prints.
pub fn subjects() -> Result<()> {
    let files = measure::corpus(&test::texts());
    if files.is_empty() {
        say("skipped: topics in Chromium: there is no corpus in $SHILU_TEXTS");
        return Ok(());
    }
    if let Some(missing) = Chromium::missing() {
        say(&format!("skipped: topics in Chromium: {missing} is not here"));
        return Ok(());
    }
    let mut page = peers::page()?;
    page.insert("peers/texts.json".into(), serde_json::to_vec(&peers::texts(&files)?)?);
    let address = serve::isolated(peers::write("topics", &page)?)?;
    let script = peers::source("topics.js")?;
    let measured = step("topics in Chromium", || {
        let chromium = Chromium::start()?;
        chromium.before_each_page(&script)?;
        chromium.open(&address)?;
        chromium.wait_for("measureTopics()", &json!([]))
    })?;
    let slow = step("the dictionary, slowed", || {
        let chromium = Chromium::start()?;
        chromium.before_each_page(&[NO_WORKER, &script].concat())?;
        chromium.slow(SLOWED)?;
        chromium.open(&address)?;
        chromium.wait_for("measureReady()", &json!([]))
    })?;
    say(&report(&measured, slow.as_f64().context("no time")?));
    Ok(())
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
