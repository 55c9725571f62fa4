//! Cards that verify themselves: what they carry, in pictures and out of them, against transcripts and at the command line.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail"
)]

#[cfg(feature = "cli")]
mod commands;
mod outcomes;
#[cfg(feature = "cli")]
mod pictures;

use shilu::card::Proof;
use shilu::messages::Ui;
use shilu::quotes::Quote;
use shilu::text::Span;
use shilu::transcript::{Transcript, parse};

/// The first transcript.
const WANG_YI: &str = include_str!("../../transcripts/zh_wang_yi_20250307.txt");

/// Returns where words stand that stand once.
fn span(transcript: &Transcript, words: &str) -> Span {
    let places: Vec<usize> = transcript.source.text.match_indices(words).map(|(at, _)| at).collect();
    let [at] = places.as_slice() else { panic!("{words} stands {} times", places.len()) };
    Span::new(*at, at + words.len())
}

/// Takes words that stand once, and what a card of them carries.
fn card(transcript: &Transcript, pieces: &[&str]) -> (Quote, Proof) {
    let spans: Vec<Span> = pieces.iter().map(|words| span(transcript, words)).collect();
    let quote = Quote::of(transcript, &spans, Some("https://example.org/shilu/")).unwrap();
    let proof = Proof::of(transcript, &quote, Ui::Hans);
    (quote, proof)
}

fn home() -> Transcript {
    parse(WANG_YI)
}
