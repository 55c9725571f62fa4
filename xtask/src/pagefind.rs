//! Pagefind, the peer of the search that is indexed beforehand: its indexer and what it writes. Its program comes with its
//! npm package.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use serde_json::Value;

use crate::files;
use crate::node;
use crate::steps::run_quietly;

/// What the unpacked files begin with.
const MARK: &str = "pagefind_dcd";

fn package() -> Result<PathBuf> {
    node::package("pagefind", node::PAGEFIND)?.context("pagefind is not here")
}

/// Indexes a folder of pages and writes the index and the interface into its `pagefind/`.
pub fn index_pages(folder: &Path) -> Result<()> {
    let program = package()?.join("lib/runner/bin.cjs");
    run_quietly(Command::new("node").arg(program).arg("--site").arg(folder)).map(drop)
}

/// Indexes paragraphs, given as a list in a file of JSON; writes the index into a folder and returns the number of the
/// paragraph behind each of its ids.
pub fn index_paragraphs(paragraphs: &Path, folder: &Path) -> Result<BTreeMap<String, usize>> {
    let script = files::root().join("benches/peers/pagefind.mjs");
    run_quietly(Command::new("node").arg(script).arg(package()?).arg(paragraphs).arg(folder))?;
    let mut numbers = BTreeMap::new();
    for (name, bytes) in files::read(folder, &|name| !name.starts_with("fragment"))? {
        let mut text = String::new();
        GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).with_context(|| name.clone())?;
        let fragment: Value = serde_json::from_str(text.trim_start_matches(MARK)).with_context(|| name.clone())?;
        let number = fragment["url"].as_str().and_then(|url| url.trim_matches('/').parse().ok());
        let id = Path::new(&name).file_stem().context("a name")?.to_string_lossy().into_owned();
        numbers.insert(id, number.with_context(|| format!("{name} names no paragraph"))?);
    }
    Ok(numbers)
}
