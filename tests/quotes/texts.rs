//! The texts that the tests quote from.

use std::path::Path;

use shilu::text::Span;
use shilu::transcript::{Transcript, parse};

pub(crate) const WANG_YI: &str = include_str!("../../transcripts/zh_wang_yi_20250307.txt");

pub(crate) fn wang_yi() -> Transcript {
    parse(WANG_YI)
}

/// The first transcript and every fixture of the layouts.
pub(crate) fn all() -> Vec<(String, Transcript)> {
    let mut all = vec![("zh_wang_yi_20250307".to_owned(), wang_yi())];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/layouts");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    for file in files {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        all.push((name, parse(&std::fs::read_to_string(file).unwrap())));
    }
    all
}

/// Every sentence with its id.
pub(crate) fn sentences(transcript: &Transcript) -> Vec<(String, Span)> {
    let mut all = Vec::new();
    for item in &transcript.items {
        for (id, turn) in item.turns_with_ids() {
            for (p, paragraph) in turn.paragraphs.iter().enumerate().filter(|(_, p)| !p.scene) {
                for (s, sentence) in paragraph.sentences.iter().enumerate() {
                    all.push((format!("{id}.p{}.s{}", p + 1, s + 1), *sentence));
                }
            }
        }
    }
    all
}

/// Returns where words stand in the source, the first time.
pub(crate) fn find(transcript: &Transcript, words: &str) -> Span {
    let at = transcript.source.text.find(words).unwrap_or_else(|| panic!("{words} does not stand there"));
    Span::new(at, at + words.len())
}
