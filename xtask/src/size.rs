//! What the page weighs on the way to a reader, and what it may weigh.

use std::fmt::Write;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::steps::say;
use crate::{embed, files, single};

/// What the page may weigh in bytes after brotli: html, css, js and wasm together. The aim is 150,000; what it weighs
/// beyond that is told in every report, and no change may add to it unseen.
pub const BUDGET: usize = 548_500;

/// What counts: all that a reader must load to read. An icon does not hold anybody up.
const COUNTED: [&str; 4] = [".html", ".css", ".js", ".wasm"];

/// Prints what each file weighs.
pub fn report(dist: &Path) -> Result<()> {
    let (table, _) = measure(dist)?;
    say(&table);
    Ok(())
}

/// Prints what each file weighs and fails over the budget.
pub fn check(dist: &Path) -> Result<()> {
    let (table, total) = measure(dist)?;
    say(&table);
    if total > BUDGET {
        bail!("the page weighs {total} bytes, {} more than the budget of {BUDGET}", total - BUDGET);
    }
    let embed = files::read(dist, &|name| !embed::is_for_others(name))?;
    let element = embed.get("embed.js").context("there is no embed.js")?;
    let element = brotli(element)?.len();
    if element > embed::LIGHTEST {
        bail!("embed.js weighs {element} bytes, more than {}", embed::LIGHTEST);
    }
    Ok(())
}

/// What keeps a copy, and takes it back: it comes when the page has long been read.
const UNCOUNTED: [&str; 2] = ["sw.js", "sw-off.js"];

fn measure(dist: &Path) -> Result<(String, usize)> {
    // The small pages are for those who follow a link to one, and load nothing of the rest.
    let is_none_of_it =
        |name: &str| name == single::NAME || name == "x" || UNCOUNTED.contains(&name) || embed::is_for_others(name);
    let page = files::read(dist, &is_none_of_it)?;
    let mut table = String::from("      bytes     brotli  file\n");
    let (mut plain, mut packed) = (0, 0);
    for (name, bytes) in page.iter().filter(|(name, _)| COUNTED.iter().any(|ending| name.ends_with(ending))) {
        let small = brotli(bytes)?.len();
        plain += bytes.len();
        packed += small;
        writeln!(table, "{:>11}{small:>11}  {name}", bytes.len())?;
    }
    writeln!(table, "{plain:>11}{packed:>11}  of {BUDGET} allowed")?;
    let others = files::read(dist, &|name| !embed::is_for_others(name) || name.starts_with("npm"))?;
    for (name, bytes) in &others {
        writeln!(table, "{:>11}{:>11}  {name}, for other pages", bytes.len(), brotli(bytes)?.len())?;
    }
    Ok((table, packed))
}

/// Packs by brotli at its best, as a host with pre-compressed files sends it.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut small = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut small, 4096, 11, 22);
    writer.write_all(bytes).context("brotli failed")?;
    drop(writer);
    Ok(small)
}
