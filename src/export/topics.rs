//! What the exchanges are about, as JSON: `{"exchanges":[{"number","topics":[…]}]}`. Knows no file and no screen.

use std::borrow::Cow;

use super::form::{Evidence, Exchanges, Topic, Topics};
use super::pretty::Pretty;
use crate::text::Offsets;
use crate::topics::{self, Lexicon};
use crate::transcript::Transcript;

/// Writes the topics of each exchange for a person's eyes.
pub fn write_pretty(transcript: &Transcript, lexicon: &Lexicon) -> String {
    let offsets = Offsets::new(&transcript.source.text);
    let exchanges = topics::assign(transcript, lexicon).into_iter().map(|assigned| Topics {
        number: assigned.number,
        topics: fill(transcript, lexicon, &offsets, &assigned.topics),
    });
    Pretty::print(&Exchanges { exchanges: exchanges.collect() })
}

/// Fills the form of an exchange's topics. Names are in zh-Hans, spans in code points.
pub(super) fn fill<'t>(
    transcript: &'t Transcript,
    lexicon: &'t Lexicon,
    offsets: &Offsets,
    assigned: &[topics::Topic],
) -> Vec<Topic<'t>> {
    let mut filled = Vec::new();
    for topic in assigned {
        let Some(subject) = lexicon.subject(topic.subject) else { continue };
        let evidence = |span: &crate::text::Span| Evidence { term: transcript.shown(*span), span: offsets.span(*span) };
        filled.push(Topic {
            id: Cow::Borrowed(&subject.id),
            kind: subject.kind().word().into(),
            name: subject.name("zh-Hans").into(),
            role: topic.role.word().into(),
            evidence: topic.evidence.iter().map(evidence).collect(),
        });
    }
    filled
}
