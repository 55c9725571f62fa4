//! The page where a browser gives it no worker, at a fourth of the speed: slowing leaves workers alone, so this is where it
//! shows what a slow machine is worth. `benches/peers/slowed.js` does in the page what a reader would.

use anyhow::Result;
use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::peers::{self, within};
use crate::report::{Peer, Report, Row};

/// How many times the page is slowed.
pub const SLOWED: u32 = 4;
/// Of the queries, each so-manieth is asked.
pub const EVERY: usize = 8;
/// How many of those are of one character, being the shortest.
const ONES: usize = 4;

/// The page has no worker then, as where a browser gives none.
pub const NO_WORKER: &str = "self.Worker = class { constructor() { throw new Error('no worker'); } };";

/// Opens the page with the corpus beside it, drops all of it, and measures: `search`, `topics` or `check`.
pub fn measure(address: &str, part: &str, queries: &Value) -> Result<Value> {
    let chromium = Chromium::start()?;
    chromium.before_each_page(&[NO_WORKER, &peers::source("slowed.js")?].concat())?;
    chromium.slow(SLOWED)?;
    chromium.open(address)?;
    chromium.wait_for("measureSlowed(...arguments)", &json!([part, queries]))
}

/// Returns a figure of each of what was done.
pub fn figures(measured: &Value, key: &str) -> Vec<f64> {
    measured["done"].as_array().into_iter().flatten().filter_map(|one| one[key].as_f64()).collect()
}

/// Adds what was measured of the search.
pub fn searched(report: &mut Report, measured: &Value, work: &str, peers: Vec<Peer>) {
    let row = |what: &str, ours| Row::new("search", format!("in the page: {what}"), work, ours, "ms").at(SLOWED);
    report.add(row("all opened", measured["ready"].as_f64().unwrap_or(f64::NAN)));
    let drawn = figures(measured, "drawn");
    let (one, more) = drawn.split_at(ONES.min(drawn.len()));
    report.add(row("one character, until drawn, p50", within(one, 0.5)));
    report.add(Row { peers, ..row("2 to 8 characters, until drawn, p50", within(more, 0.5)) });
    report.add(row("2 to 8 characters, until drawn, p95", within(more, 0.95)));
    report.add(row("the longest task of a search, p95", within(&figures(measured, "longest"), 0.95)));
}
