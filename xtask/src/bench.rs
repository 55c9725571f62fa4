//! Runs the measurements in `benches/`: the corpus, speed beside two yardsticks, and growth from 1 to 100 MB.

use anyhow::Result;

use crate::steps::{cargo, run};

/// Runs the benches; further words go to them (`cargo xtask bench growth`).
pub fn bench(words: &[&str]) -> Result<()> {
    let texts = crate::test::texts();
    let what = ["bench", "--no-default-features", "--features", "cli", "--bench", "parse", "--"];
    run(cargo(what).args(words).env("SHILU_TEXTS", texts))
}

/// Measures topics and words over the corpus, with the dictionary built anew.
pub fn words() -> Result<()> {
    crate::words::write()?;
    let what = ["bench", "--no-default-features", "--features", "cli", "--bench", "words"];
    run(cargo(what).env("SHILU_TEXTS", crate::test::texts()))?;
    crate::subjects::subjects()
}

/// Measures the search: alone, then in Chromium beside its peers.
pub fn search() -> Result<()> {
    let what = ["bench", "--no-default-features", "--features", "cli", "--bench", "search"];
    run(cargo(what).env("SHILU_TEXTS", crate::test::texts()))?;
    crate::peers::peers()
}

/// Measures the check of a post against the whole corpus, alone and in Chromium, and the suggestions for all of it.
pub fn check() -> Result<()> {
    let what = ["bench", "--no-default-features", "--features", "cli", "--bench", "check"];
    run(cargo(what).env("SHILU_TEXTS", crate::test::texts()))?;
    crate::subjects::check()
}

/// Prints precision and recall of primary topics on the labelled exchanges, and the confusions.
pub fn eval_topics() -> Result<()> {
    let what = ["test", "--no-default-features", "--features", "cli", "--test", "topics", "agree", "--", "--nocapture"];
    run(cargo(what).env("SHILU_TEXTS", crate::test::texts()))
}
