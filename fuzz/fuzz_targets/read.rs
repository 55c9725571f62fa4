//! Any bytes, as a file that a reader opens: decoded, parsed, drawn and exported. Nothing panics, nothing is lost.
//!
//! The first byte chooses the file's name, whose ending helps to tell what the file is, and the format that it is
//! exported to; the rest is the file.
#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use shilu::article::{self, About};
use shilu::export::Format;
use shilu::text::decode::{EncodingRs, decode};
use shilu::topics::{Lexicon, assign};
use shilu::transcript::parse;
use shilu::{import, survey};

#[path = "../../tests/invariants/mod.rs"]
mod invariants;

const NAMES: [&str; 8] = ["", "a.txt", "a.md", "a.html", "a.srt", "a.vtt", "a.docx", "a.pdf"];

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Some((first, file)) = bytes.split_first() else { return Corpus::Reject };
    let choice = usize::from(*first);
    let (name, format) = (NAMES[choice % NAMES.len()], Format::ALL[choice / NAMES.len() % Format::ALL.len()]);
    let Ok(decoded) = decode(file, name, &EncodingRs) else { return Corpus::Keep };
    for span in &decoded.undecodable {
        assert_eq!(span.of(&decoded.text).trim_matches('\u{FFFD}'), "", "what could not be decoded is visible");
    }
    let transcript = parse(&decoded.text);
    invariants::check(&transcript);
    survey::survey(&transcript);
    let lexicon = Lexicon::built_in();
    let about = About { lexicon, topics: &assign(&transcript, lexicon) };
    article::page(&transcript, &about).to_html();
    article::outline(&transcript, &about).to_html();
    let written = format.write(&transcript);
    if format == Format::Json {
        assert_eq!(import::json::read(&written).expect("our own JSON"), transcript, "JSON gives everything back");
    }
    Corpus::Keep
});
