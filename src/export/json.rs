//! The JSON `shilu/1`: everything a transcript is. Fills the [`form`]; knows no file and no screen.

use std::borrow::Cow;

use super::form::{self, Document, FORMAT, OFFSET_UNIT, Points};
use super::names::{self, Named};
use super::pretty::Pretty;
use crate::text::{Offsets, Span};
use crate::topics::{self, Lexicon, Topics};
use crate::transcript::{Item, ItemKind, Paragraph, Transcript, Turn};

/// Writes the transcript on one line.
pub fn write(transcript: &Transcript) -> String {
    // The form has string keys and no maps: serde_json cannot refuse it.
    serde_json::to_string(&Fill::new(transcript).document()).unwrap_or_default()
}

/// Writes the transcript for a person's eyes: a key a line, spans on one.
pub fn write_pretty(transcript: &Transcript) -> String {
    Pretty::print(&Fill::new(transcript).document())
}

/// Fills the form from a transcript.
struct Fill<'t> {
    transcript: &'t Transcript,
    offsets: Offsets<'t>,
    /// The topics of the exchanges, in their order.
    topics: Vec<Topics>,
}

impl<'t> Fill<'t> {
    fn new(transcript: &'t Transcript) -> Self {
        let topics = topics::assign(transcript, Lexicon::built_in());
        Self { transcript, offsets: Offsets::new(&transcript.source.text), topics }
    }

    fn document(&self) -> Document<'t> {
        let t = self.transcript;
        Document {
            format: FORMAT.into(),
            offset_unit: OFFSET_UNIT.into(),
            language: t.language.into(),
            source: self.source(),
            headline: self.headline(),
            event: self.event(),
            speakers: t.speakers.iter().map(speaker).collect(),
            items: t.items.iter().map(|item| self.item(item)).collect(),
            repairs: t.repairs.iter().map(|repair| self.repair(repair)).collect(),
            layout: t.layout.iter().map(|span| self.points(*span)).collect(),
            diagnostics: t.diagnostics.iter().map(|diagnostic| self.diagnostic(diagnostic)).collect(),
        }
    }

    fn source(&self) -> form::Source<'t> {
        let source = &self.transcript.source;
        form::Source {
            text: Cow::Borrowed(&source.text),
            sha256: self.transcript.sha256().into(),
            sha256_of: Some(if source.digest.is_some() { "bytes" } else { "text" }.into()),
            characters: self.offsets.code_points(source.text.len()),
            encoding: source.encoding.into(),
            credit: source.credit.map(|span| self.words(span)),
            credit_span: source.credit.map(|span| self.points(span)),
            url: source.url.as_deref().map(Cow::Borrowed),
        }
    }

    fn headline(&self) -> form::Headline<'t> {
        let headline = &self.transcript.headline;
        form::Headline {
            kicker: headline.kicker.map(|span| self.transcript.shown(span)),
            main: headline.main.map(|span| self.transcript.shown(span)),
            sub: headline.sub.map(|span| self.transcript.shown(span)),
            spans: form::HeadlineSpans {
                kicker: headline.kicker.map(|span| self.points(span)),
                main: headline.main.map(|span| self.points(span)),
                sub: headline.sub.map(|span| self.points(span)),
            },
        }
    }

    fn event(&self) -> form::Event<'t> {
        let event = &self.transcript.event;
        let date = event.date.as_ref();
        form::Event {
            name: event.name.as_deref().map(Cow::Borrowed),
            venue: event.venue.map(|span| self.words(span)),
            date: date.map(|date| form::EventDate {
                value: names::iso(date.value).into(),
                printed: self.words(date.printed),
                inferred: date.basis.is_some(),
                basis: date.basis.as_deref().map(Cow::Borrowed),
            }),
            spans: form::EventSpans {
                venue: event.venue.map(|span| self.points(span)),
                date: date.map(|date| self.points(date.printed)),
            },
        }
    }

    fn item(&self, item: &'t Item) -> form::Item<'t> {
        let exchange = item.kind == ItemKind::Exchange;
        let mut turns: Vec<_> = item.turns_with_ids().map(|(id, turn)| self.turn(id, turn)).collect();
        let answer = turns.split_off(if exchange { item.question().len() } else { turns.len() });
        let (question, rest) = if exchange { (Some(turns), None) } else { (None, Some(turns)) };
        form::Item {
            id: item.id().into(),
            r#type: item.kind.word().into(),
            number: item.number(),
            question,
            answer: exchange.then_some(answer),
            turns: rest,
            topics: exchange.then(|| self.topics(item)),
        }
    }

    fn topics(&self, item: &Item) -> Vec<form::Topic<'t>> {
        let assigned = self.topics.iter().find(|topics| topics.number == item.ordinal);
        let assigned = assigned.map(|topics| topics.topics.as_slice()).unwrap_or_default();
        super::topics::fill(self.transcript, Lexicon::built_in(), &self.offsets, assigned)
    }

    fn turn(&self, id: String, turn: &'t Turn) -> form::Turn<'t> {
        let paragraphs =
            turn.paragraphs.iter().zip(1..).map(|(p, n)| self.paragraph(format!("{id}.p{n}"), p)).collect();
        let speaker = turn.speaker.map(|spoken| form::Spoken {
            id: self.transcript.speakers.get(spoken.speaker).map_or("", |speaker| &speaker.id).into(),
            label: self.words(spoken.label),
            label_span: self.points(spoken.label),
        });
        form::Turn { id: id.into(), role: turn.role.word().into(), speaker, paragraphs }
    }

    fn paragraph(&self, id: String, paragraph: &Paragraph) -> form::Paragraph<'t> {
        let sentence = |(span, n): (&Span, u32)| form::Sentence {
            id: format!("{id}.s{n}").into(), //
            span: self.points(*span),
        };
        form::Paragraph {
            span: self.points(paragraph.span),
            text: self.transcript.shown(paragraph.span),
            scene: paragraph.scene,
            sentences: paragraph.sentences.iter().zip(1..).map(sentence).collect(),
            id: id.into(),
        }
    }

    fn repair(&self, repair: &'t crate::transcript::Repair) -> form::Repair<'t> {
        form::Repair {
            kind: repair.kind.word().into(),
            at: self.offsets.code_points(repair.span.start as usize),
            removed: self.words(repair.span),
            inserted: Cow::Borrowed(&repair.inserted),
        }
    }

    fn diagnostic(&self, diagnostic: &crate::transcript::Diagnostic) -> form::Diagnostic<'t> {
        form::Diagnostic {
            kind: diagnostic.kind.word().into(),
            span: self.points(diagnostic.span),
            message: names::explain(diagnostic.kind).into(),
        }
    }

    fn words(&self, span: Span) -> Cow<'t, str> {
        Cow::Borrowed(span.of(&self.transcript.source.text))
    }

    fn points(&self, span: Span) -> Points {
        self.offsets.span(span)
    }
}

fn speaker(speaker: &crate::transcript::Speaker) -> form::Speaker<'_> {
    form::Speaker {
        id: Cow::Borrowed(&speaker.id),
        kind: speaker.kind.word().into(),
        name: Cow::Borrowed(&speaker.name),
        aliases: speaker.aliases.iter().map(|alias| Cow::Borrowed(alias.as_str())).collect(),
        organization: speaker.organization.as_deref().map(Cow::Borrowed),
        country: speaker.country.as_deref().map(Cow::Borrowed),
    }
}
