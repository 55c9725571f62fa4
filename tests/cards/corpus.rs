//! Two thousand sentences of conferences that are no part of the project: `$SHILU_TEXTS/corpus/*.jsonl.gz`.

use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};
use shilu::card::design::{Preset, Template, Writing};
use shilu::transcript::parse;

use crate::first::{matter_of, sentences};
use crate::judge::{Count, judge};

/// How many sentences are set.
const SENTENCES: usize = 2_000;
/// One conference in so many is read: the sentences come from all years.
const EACH: usize = 40;

fn texts() -> Vec<String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("SHILU_TEXTS").map_or(beside, PathBuf::from).join("corpus");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|path| path.to_string_lossy().ends_with(".jsonl.gz"));
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        let mut lines = String::new();
        GzDecoder::new(std::fs::File::open(file).unwrap()).read_to_string(&mut lines).unwrap();
        let records = lines.lines().step_by(EACH).map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        texts.extend(records.map(|record| record["text"].as_str().unwrap_or_default().to_owned()));
    }
    texts
}

#[test]
fn two_thousand_sentences_of_the_corpus_are_set_well() {
    let texts = texts();
    if texts.is_empty() {
        println!("skipped: there is no corpus in $SHILU_TEXTS");
        return;
    }
    let read = |text: &String| {
        let mut transcript = parse(text);
        // As the doors do: else each card digests its whole conference once more.
        transcript.source.digest = Some(Sha256::digest(text.as_bytes()).into());
        transcript
    };
    let transcripts: Vec<_> = texts.iter().map(read).collect();
    let places = transcripts.iter().flat_map(|t| sentences(t).into_iter().map(move |span| (t, span)));
    let mut places: Vec<_> = places.zip(0_u32..).collect();
    // A seeded choice: Knuth's multiplicative hash of the place.
    places.sort_by_key(|(_, n)| n.wrapping_mul(2_654_435_761));
    let chosen = places.iter().filter_map(|((transcript, span), _)| matter_of(transcript, *span)).take(SENTENCES);
    let (mut count, mut read) = (Count::default(), 0);
    for (matter, turn) in chosen.zip(0..) {
        // Each sentence in one format in both directions; over all, every pairing with a template comes equally often.
        let (preset, template) = (turn % Preset::ALL.len(), turn / Preset::ALL.len() % Template::ALL.len());
        for &writing in Writing::ALL {
            judge(&matter, Preset::ALL[preset], writing, Template::ALL[template], &mut count);
        }
        read += 1;
    }
    println!("{read} sentences: {count:?}");
    assert_eq!(read, SENTENCES);
    assert_eq!(count.widows, 0);
}
