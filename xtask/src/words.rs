//! The dictionary of the page: jieba's own, cut at a frequency, with the house's words, packed and gzipped. Knows where
//! cargo keeps jieba-rs; knows no text.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use flate2::{Compression, write::GzEncoder};
use shilu::topics::Lexicon;
use shilu::words::{domain, pack};

/// Words that stand less often than this in jieba's texts stay out: the frequency at which boundaries still agree with
/// the whole dictionary's in 98 of 100 cases.
const LEAST_FREQUENCY: u32 = 13;

/// The most the dictionary may weigh as stored, in bytes.
const MOST_BYTES: usize = 320_000;

/// Writes the dictionary to `target/words.gz` and says what it weighs.
pub fn write() -> Result<()> {
    let stored = build()?;
    let path = crate::files::root().join("target/words.gz");
    std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
    std::fs::write(&path, &stored)?;
    println!("{}: {:.1} KB", path.display(), stored.len() as f64 / 1000.0);
    Ok(())
}

/// Builds the dictionary as it is stored.
pub fn build() -> Result<Vec<u8>> {
    let path = dictionary()?;
    let all = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let frequent = |line: &&str| frequency(line).is_some_and(|frequency| frequency >= LEAST_FREQUENCY);
    let lines: Vec<&str> = all.lines().filter(frequent).collect();
    let own: BTreeSet<String> = domain().map(str::to_owned).chain(Lexicon::built_in().vocabulary()).collect();
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    let packed = pack(&lines.join("\n"), &own).map_err(|line| anyhow::anyhow!("{}: {line}", path.display()))?;
    // No name and no time in the header: the same words are the same bytes.
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&packed)?;
    let stored = gzip.finish()?;
    ensure!(stored.len() <= MOST_BYTES, "the dictionary weighs {} bytes, more than {MOST_BYTES}", stored.len());
    Ok(stored)
}

fn frequency(line: &str) -> Option<u32> {
    line.split(' ').nth(1)?.parse().ok()
}

/// Asks cargo where jieba-rs lies and returns its dictionary.
fn dictionary() -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(crate::files::root())
        .output()
        .context("cargo metadata")?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let manifest = packages.filter(|package| package["name"] == "jieba-rs").find_map(|p| p["manifest_path"].as_str());
    let Some(manifest) = manifest else { bail!("cargo knows no jieba-rs") };
    Ok(PathBuf::from(manifest).with_file_name("src").join("data/dict.txt"))
}
