//! The layouts of the wild, one short text each, written for the project: what a careful reader finds in it.
//!
//! `tests/fixtures/layouts/NAME.txt` is the text, `NAME.tree` the reading. `UPDATE_EXPECT=1` writes the readings anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::fmt::Write;
use std::path::Path;

use shilu::transcript::{Transcript, parse};

/// Prints a reading: what stands above the text, then a line a paragraph under its speaker.
fn tree(transcript: &Transcript) -> String {
    let source = &*transcript.source.text;
    let mut out = String::new();
    let headline = transcript.headline;
    for (name, span) in [("kicker", headline.kicker), ("headline", headline.main), ("subtitle", headline.sub)] {
        if let Some(span) = span {
            writeln!(out, "{name}: {}", span.of(source)).unwrap();
        }
    }
    if let Some(date) = &transcript.event.date {
        let basis = date.basis.as_ref().map(|b| format!(", inferred from {b}")).unwrap_or_default();
        writeln!(out, "date: {} ({}{basis})", date.value, date.printed.of(source)).unwrap();
    }
    for span in &transcript.layout {
        writeln!(out, "layout: {}", span.of(source).lines().next().unwrap_or_default()).unwrap();
    }
    for item in &transcript.items {
        writeln!(out, "{} {:?}", item.id(), item.kind).unwrap();
        for turn in &item.turns {
            let label = transcript.label_of(turn).map(|l| format!(" {l}")).unwrap_or_default();
            let who = transcript.speaker_of(turn).map(|s| format!(" = {}", s.name)).unwrap_or_default();
            writeln!(out, "  {:?}{label}{who}", turn.role).unwrap();
            for paragraph in &turn.paragraphs {
                let sentences: Vec<_> = paragraph.sentences.iter().map(|s| transcript.shown(*s)).collect();
                writeln!(out, "    {}{}", if paragraph.scene { "(scene) " } else { "" }, sentences.join(" | "))
                    .unwrap();
            }
        }
    }
    for repair in &transcript.repairs {
        writeln!(out, "repair: {:?} {:?} → {:?}", repair.kind, repair.span.of(source), repair.inserted).unwrap();
    }
    for diagnostic in &transcript.diagnostics {
        writeln!(out, "diagnostic: {:?}", diagnostic.kind).unwrap();
    }
    out
}

#[test]
fn each_layout_is_read_as_a_careful_reader_reads_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/layouts");
    let mut names: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    names.sort();
    assert!(names.len() >= 30);
    for path in names {
        let text = std::fs::read_to_string(&path).unwrap();
        expect_test::expect_file![path.with_extension("tree")].assert_eq(&tree(&parse(&text)));
    }
}
