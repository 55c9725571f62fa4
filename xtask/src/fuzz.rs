//! The fuzz targets in `fuzz/`: hostile bytes for as long as one likes. They need a nightly toolchain, whose absence is
//! no fault.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::steps::{run, run_quietly};
use crate::tally::Tally;
use crate::{files, tools};

/// The targets, and the folders whose files they start from.
const TARGETS: [(&str, &[&str]); 2] =
    [("read", &["tests/fixtures/layouts", "tests/fixtures/decode", "transcripts"]), ("import", &["tests/export"])];

/// How long a target runs as a part of `cargo xtask test`, and the seed it begins with there: a test says the same every
/// time. `cargo xtask fuzz` begins anywhere.
const SHORT_S: u32 = 20;
const SEED: u32 = 20_250_307;

/// Runs each target for a short while, where a nightly toolchain is here.
pub fn briefly(tally: &mut Tally) {
    if !has_nightly() {
        return tally.skip("fuzz targets", "cargo fuzz needs a nightly toolchain: rustup toolchain install nightly");
    }
    for (target, _) in TARGETS {
        tally.check(&format!("fuzz target {target}, {SHORT_S} s"), || fuzz(target, SHORT_S, SEED));
    }
}

/// Runs every target for so many seconds each.
pub fn all(seconds: u32) -> Result<()> {
    TARGETS.iter().try_for_each(|(target, _)| fuzz(target, seconds, 0))
}

fn has_nightly() -> bool {
    run_quietly(Command::new("rustup").args(["run", "nightly", "rustc", "--version"])).is_ok()
}

/// Fuzzes a target; a seed of 0 is another every time (libFuzzer, “Options”).
fn fuzz(target: &str, seconds: u32, seed: u32) -> Result<()> {
    tools::cargo_fuzz()?;
    // What is found new is kept there; the project's own files are only read.
    let corpus = files::root().join("fuzz/corpus").join(target);
    fs::create_dir_all(&corpus)?;
    let mut command = Command::new("rustup");
    command.args(["run", "nightly", "cargo", "fuzz", "run", target]).arg(&corpus);
    for folder in TARGETS.iter().filter(|(name, _)| *name == target).flat_map(|(_, folders)| *folders) {
        command.arg(files::root().join(folder));
    }
    command.arg("--").arg(format!("-max_total_time={seconds}")).args(["-timeout=10", "-rss_limit_mb=2048"]);
    let words = files::root().join("fuzz/words.dict");
    command
        .arg(format!("-dict={}", words.display()))
        .arg(format!("-seed={seed}"))
        .arg("-verbosity=0")
        .arg("-print_final_stats=1");
    // The cargo and the flags that run xtask itself are not nightly's.
    command.env("PATH", tools::path()?).env_remove("CARGO").env_remove("RUSTC").env_remove("RUSTUP_TOOLCHAIN");
    command.env_remove("CARGO_TARGET_DIR").current_dir(files::root().join("fuzz"));
    run(&mut command)
}
