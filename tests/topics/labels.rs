//! What a careful reader says exchanges are about, and the corpus they stand in.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

/// One labelled exchange.
pub(crate) struct Label {
    pub(crate) date: String,
    /// How the question begins.
    pub(crate) begins: String,
    pub(crate) primary: Vec<String>,
    pub(crate) secondary: Vec<String>,
}

impl Label {
    /// Tells which half the exchange belongs to, by its date and for ever (FNV-1a).
    pub(crate) fn is_test(&self) -> bool {
        let hash = self.date.bytes().fold(0x811C_9DC5_u32, |hash, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193));
        hash >> 8 & 1 == 1
    }
}

/// Reads the labels.
pub(crate) fn labels() -> Vec<Label> {
    let words = |field: &str| field.split_whitespace().map(str::to_owned).collect();
    let lines = include_str!("labels.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let [date, begins, primary, secondary] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
            let [date, begins] = [date, begins].map(str::to_owned);
            Label { date, begins, primary: words(primary), secondary: words(secondary) }
        })
        .collect()
}

/// Returns the corpus by date, or nothing where it is not there.
pub(crate) fn corpus() -> BTreeMap<String, String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("SHILU_TEXTS").map_or(beside, PathBuf::from).join("corpus");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut texts = BTreeMap::new();
    for file in entries.filter(|path| path.to_string_lossy().ends_with(".jsonl.gz")) {
        let mut lines = String::new();
        GzDecoder::new(std::fs::File::open(file).unwrap()).read_to_string(&mut lines).unwrap();
        for line in lines.lines() {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            let word = |key| record[key].as_str().unwrap_or_default().to_owned();
            texts.entry(word("date")).or_insert_with(|| word("text"));
        }
    }
    texts
}
