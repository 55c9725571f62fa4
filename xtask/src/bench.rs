//! Runs the measurements in `benches/`: the corpus, speed beside two yardsticks, and growth from 1 to 100 MB.

use anyhow::Result;

use crate::steps::{cargo, run};

/// Runs the benches; further words go to them (`cargo xtask bench growth`).
pub fn bench(words: &[&str]) -> Result<()> {
    let texts = crate::test::texts();
    let what = ["bench", "--no-default-features", "--features", "cli", "--bench", "parse", "--"];
    run(cargo(what).args(words).env("SHILU_TEXTS", texts))
}
