//! The words that show what an exchange is about, with where they stand in the page.

use crate::protocol::{Evidence, Mark, Topic};
use crate::text::Span;
use crate::topics::{Lexicon, Topics};
use crate::transcript::{Item, Transcript};

/// Returns what an exchange is about, by its printed number.
pub(in crate::engine) fn evidence(
    transcript: &Transcript,
    lexicon: &Lexicon,
    topics: &[Topics],
    number: usize,
) -> Vec<Topic> {
    let item = transcript.exchanges().find(|item| item.ordinal as usize == number);
    let about = topics.iter().find(|topics| topics.number as usize == number);
    let (Some(item), Some(about)) = (item, about) else { return Vec::new() };
    let topic = |topic: &crate::topics::Topic| {
        let subject = lexicon.subject(topic.subject)?;
        let mut found: Vec<Evidence> = Vec::new();
        for span in &topic.evidence {
            let Some(mark) = mark(transcript, item, *span) else { continue };
            let term = transcript.shown(*span);
            match found.iter_mut().find(|evidence| evidence.term == term) {
                Some(evidence) => evidence.marks.push(mark),
                None => found.push(Evidence { term: term.into_owned(), marks: vec![mark] }),
            }
        }
        Some(Topic { id: subject.id.clone(), names: subject.names.clone(), role: topic.role, evidence: found })
    };
    about.topics.iter().filter_map(topic).collect()
}

/// Returns where a span of an exchange stands in the page: in the paragraph that the article makes of it.
fn mark(transcript: &Transcript, item: &Item, span: Span) -> Option<Mark> {
    for (id, turn) in item.turns_with_ids() {
        for (paragraph, n) in turn.paragraphs.iter().zip(1..) {
            if paragraph.span.contains(span) {
                let units = |span: Span| transcript.shown(span).encode_utf16().count();
                let from = units(Span { start: paragraph.span.start, end: span.start });
                let n: u32 = n;
                return Some(Mark { block: [&id, ".p", &n.to_string()].concat(), from, to: from + units(span) });
            }
        }
    }
    None
}
