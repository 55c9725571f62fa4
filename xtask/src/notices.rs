//! NOTICES.md: whose work ships inside the page and the command line, and under which licence.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::files;
use crate::steps::{cargo, run_quietly, say};

const HEAD: &str = "\
# Notices

Shilu itself is under MIT OR Apache-2.0, at your choice (`LICENSE-MIT`, `LICENSE-APACHE`).

`transcripts/zh_wang_yi_20250307.txt` is a newspaper's text credited to Xinhua, and under neither of them.

The names of countries in `src/data/countries.tsv` are from the Unicode CLDR (Unicode License v3, © Unicode, Inc.).

The simplified forms in `src/data/simplified.bin` are from OpenCC, the Open Chinese Convert project of BYVoid (Apache License 2.0).

The readings in `src/data/pinyin.bin` are from the Unihan database (Unicode License v3, © Unicode, Inc.) as pinyin-data
packs them (MIT, © mozillazg).

The crates below are compiled into the page (`dist/*.wasm`) or the command line (`shilu`); each is used under the licence
named beside it, of which MIT and Apache-2.0 are the ones chosen where there is a choice. Their full texts come with the
crates. What only builds or tests (Trunk, Binaryen, axe-core, browsers) does not ship.

This file is written by `cargo xtask notices`; `cargo xtask test` fails when it is out of date.

| crate | licence | copyright, as its licence file states it |
|---|---|---|
";

/// Writes NOTICES.md.
pub fn write() -> Result<()> {
    fs::write(files::root().join("NOTICES.md"), written()?).context("cannot write NOTICES.md")?;
    say("NOTICES.md is written");
    Ok(())
}

/// Returns what NOTICES.md has to say.
pub fn written() -> Result<String> {
    let mut shipped = crates(&["--target", "wasm32-unknown-unknown"])?;
    shipped.extend(crates(&["--target", "x86_64-unknown-linux-gnu", "--no-default-features", "--features", "cli"])?);
    let metadata = run_quietly(&mut cargo(["metadata", "--format-version", "1", "--locked", "--all-features"]))?;
    let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata is no JSON")?;
    let mut table = HEAD.to_owned();
    for (name, version) in shipped {
        let package = metadata["packages"]
            .as_array()
            .and_then(|all| all.iter().find(|package| package["name"] == name && package["version"] == version))
            .with_context(|| format!("cargo metadata does not name {name} {version}"))?;
        let licence = package["license"].as_str().unwrap_or("see its sources");
        let folder = package["manifest_path"].as_str().and_then(|path| Path::new(path).parent());
        let copyright = folder.map(copyright).unwrap_or_default();
        writeln!(table, "| {name} {version} | {licence} | {copyright} |")?;
    }
    Ok(table)
}

/// Returns name and version of each crate that is compiled in: no macros, nothing that only builds.
fn crates(words: &[&str]) -> Result<BTreeSet<(String, String)>> {
    let mut command = cargo(["tree", "--locked", "--package", "shilu", "--prefix", "none"]);
    command.args(["--edges", "normal,no-proc-macro", "--format", "{p}"]).args(words);
    let printed = run_quietly(&mut command)?;
    let entries = printed.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((words.next()?.to_owned(), words.next()?.trim_start_matches('v').to_owned()))
    });
    Ok(entries.filter(|(name, _)| name != "shilu").collect())
}

/// Returns the copyright lines of a crate's licence files.
fn copyright(folder: &Path) -> String {
    let Ok(entries) = fs::read_dir(folder) else { return String::new() };
    let mut found = BTreeSet::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().to_uppercase();
        if ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"].iter().any(|word| name.starts_with(word)) {
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            found.extend(text.lines().map(str::trim).filter(|line| states_copyright(line)).map(str::to_owned));
        }
    }
    found.into_iter().collect::<Vec<_>>().join("<br>").replace('|', "\\|")
}

/// Tells a notice (`Copyright (c) 2019 Somebody`) from the prose and the template of a licence.
fn states_copyright(line: &str) -> bool {
    line.starts_with("Copyright") && line.contains(|c: char| c.is_ascii_digit()) && !line.contains(['[', '{'])
}
