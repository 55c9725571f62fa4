//! Runs the measurements in `benches/`: speed beside two yardsticks, and growth from 1 to 100 MB.

use anyhow::Result;

use crate::steps::{cargo, run};

/// Runs the benches; further words go to them (`cargo xtask bench growth`).
pub fn bench(words: &[&str]) -> Result<()> {
    run(cargo(["bench", "--no-default-features", "--bench", "parse", "--"]).args(words))
}
