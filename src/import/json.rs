//! The JSON `shilu/1` → the transcript it was written from, exactly. Trusts no span and no number.
//!
//! Unknown keys are passed over; topics are not read, they are assigned anew.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use sha2::Digest;

use super::error::{Error, known};
use crate::export::form::{self, Document, FORMAT, OFFSET_UNIT, Points};
use crate::export::names::{self, Named};
use crate::text::{Offsets, Span};
use crate::transcript::{
    Diagnostic, Event, EventDate, Headline, Item, ItemKind, Paragraph, Repair, Source, Speaker, Spoken, Transcript,
    Turn,
};

/// Reads a transcript.
pub fn read(json: &str) -> Result<Transcript, Error> {
    let document: Document = serde_json::from_str(json)?;
    known("format", &document.format, |word| (word == FORMAT).then_some(()))?;
    known("offset_unit", &document.offset_unit, |word| (word == OFFSET_UNIT).then_some(()))?;
    let text: Arc<str> = document.source.text.as_ref().into();
    let check = Check { text: &text, offsets: Offsets::new(&text), ids: &document.speakers };
    let layout = check.rising("layout", &document.layout, 0..text.len())?;
    let repairs = check.repairs(&document.repairs)?;
    let mut transcript = Transcript {
        source: check.source(&document.source, text.clone())?,
        language: known("language", &document.language, names::language)?,
        headline: Headline {
            kicker: check.optional("headline.spans.kicker", document.headline.spans.kicker)?,
            main: check.optional("headline.spans.main", document.headline.spans.main)?,
            sub: check.optional("headline.spans.sub", document.headline.spans.sub)?,
        },
        event: check.event(&document.event)?,
        speakers: check.speakers()?,
        items: Vec::new(),
        repairs,
        layout,
        diagnostics: check.diagnostics(&document.diagnostics)?,
    };
    transcript.items = document.items.iter().map(|item| check.item(item, &transcript)).collect::<Result<_, _>>()?;
    check.headline(&document.headline, &transcript)?;
    Ok(transcript)
}

fn owned(text: &Option<Cow<str>>) -> Option<String> {
    text.as_deref().map(str::to_owned)
}

/// The text everything is checked against.
struct Check<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    ids: &'t [form::Speaker<'t>],
}

impl Check<'_> {
    fn span(&self, place: &str, points: Points) -> Result<Span, Error> {
        let [start, end] = points;
        let fits = start <= end && end <= self.offsets.code_points(self.text.len());
        let fault = || Error::Span { place: place.to_owned(), span: points };
        fits.then(|| Span::new(self.offsets.byte_of(start), self.offsets.byte_of(end))).ok_or_else(fault)
    }

    fn optional(&self, place: &str, points: Option<Points>) -> Result<Option<Span>, Error> {
        points.map(|points| self.span(place, points)).transpose()
    }

    /// Spans that stand one after another inside `within`.
    fn rising(&self, place: &str, list: &[Points], within: Range<usize>) -> Result<Vec<Span>, Error> {
        let mut least = within.start;
        list.iter()
            .map(|points| {
                let span = self.span(place, *points)?;
                let range = span.range();
                if range.start < least || range.end > within.end {
                    return Err(Error::Span { place: place.to_owned(), span: *points });
                }
                least = range.end;
                Ok(span)
            })
            .collect()
    }

    /// A span that must be there if the words are, and hold exactly them.
    fn printed(&self, place: &'static str, words: Option<&str>, at: Option<Points>) -> Result<Option<Span>, Error> {
        let span = self.optional(place, at)?;
        if span.map(|span| span.of(self.text)) == words { Ok(span) } else { Err(Error::Words { place: place.into() }) }
    }

    fn source(&self, source: &form::Source, text: Arc<str>) -> Result<Source, Error> {
        if source.characters != self.offsets.code_points(self.text.len()) {
            return Err(Error::Source("source.characters"));
        }
        let digest = digest(&source.sha256).ok_or(Error::Source("source.sha256"))?;
        let own = digest == <[u8; 32]>::from(sha2::Sha256::digest(self.text.as_bytes()));
        let of_bytes = match source.sha256_of.as_deref() {
            Some("bytes") => true,
            Some("text") if own => false,
            Some("text") => return Err(Error::Source("source.sha256")),
            Some(other) => return Err(Error::Value { key: "source.sha256_of", value: other.to_owned() }),
            None => !own,
        };
        Ok(Source {
            text,
            digest: of_bytes.then_some(digest),
            encoding: known("source.encoding", &source.encoding, names::encoding)?,
            credit: self.printed("source.credit_span", source.credit.as_deref(), source.credit_span)?,
            url: owned(&source.url),
        })
    }

    fn event(&self, event: &form::Event) -> Result<Event, Error> {
        let printed = event.date.as_ref().map(|date| date.printed.as_ref());
        let at = self.printed("event.spans.date", printed, event.spans.date)?;
        let date = event.date.as_ref().zip(at).map(|(date, printed)| {
            let value = known("event.date.value", &date.value, names::from_iso)?;
            if date.inferred != date.basis.is_some() {
                return Err(Error::Value { key: "event.date.inferred", value: date.inferred.to_string() });
            }
            Ok(EventDate { value, printed, basis: owned(&date.basis) })
        });
        Ok(Event {
            name: owned(&event.name),
            venue: self.printed("event.spans.venue", event.venue.as_deref(), event.spans.venue)?,
            date: date.transpose()?,
        })
    }

    fn headline(&self, headline: &form::Headline, transcript: &Transcript) -> Result<(), Error> {
        let spans = transcript.headline;
        for (place, words, span) in [
            ("headline.kicker", &headline.kicker, spans.kicker),
            ("headline.main", &headline.main, spans.main),
            ("headline.sub", &headline.sub, spans.sub),
        ] {
            if words.as_deref() != span.map(|span| transcript.shown(span)).as_deref() {
                return Err(Error::Words { place: place.to_owned() });
            }
        }
        Ok(())
    }

    fn speakers(&self) -> Result<Vec<Speaker>, Error> {
        self.ids
            .iter()
            .enumerate()
            .map(|(at, speaker)| {
                if speaker.id.is_empty() || self.speaker(&speaker.id) != Some(at) {
                    return Err(Error::Id(speaker.id.to_string()));
                }
                Ok(Speaker {
                    id: speaker.id.to_string(),
                    kind: known("speakers.kind", &speaker.kind, Named::from_word)?,
                    name: speaker.name.to_string(),
                    aliases: speaker.aliases.iter().map(|alias| alias.to_string()).collect(),
                    organization: owned(&speaker.organization),
                    country: owned(&speaker.country),
                })
            })
            .collect()
    }

    fn speaker(&self, id: &str) -> Option<usize> {
        self.ids.iter().position(|speaker| speaker.id == id)
    }

    fn repairs(&self, repairs: &[form::Repair]) -> Result<Vec<Repair>, Error> {
        let points = |r: &form::Repair| [r.at, r.at.saturating_add(r.removed.chars().count() as u32)];
        let list: Vec<Points> = repairs.iter().map(points).collect();
        let spans = self.rising("repairs", &list, 0..self.text.len())?;
        let repair = |(span, repair): (Span, &form::Repair)| {
            if span.of(self.text) != repair.removed {
                return Err(Error::Words { place: format!("the repair at {}", repair.at) });
            }
            let kind = known("repairs.kind", &repair.kind, Named::from_word)?;
            Ok(Repair { kind, span, inserted: Cow::Owned(repair.inserted.to_string()) })
        };
        spans.into_iter().zip(repairs).map(repair).collect()
    }

    fn diagnostics(&self, list: &[form::Diagnostic]) -> Result<Vec<Diagnostic>, Error> {
        list.iter()
            .map(|diagnostic| {
                let kind = known("diagnostics.kind", &diagnostic.kind, Named::from_word)?;
                Ok(Diagnostic { kind, span: self.span("diagnostics", diagnostic.span)? })
            })
            .collect()
    }

    fn item(&self, item: &form::Item, transcript: &Transcript) -> Result<Item, Error> {
        let kind: ItemKind = known("items.type", &item.r#type, Named::from_word)?;
        let ordinal = item.id.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse();
        let ordinal = ordinal.map_err(|_| Error::Id(item.id.to_string()))?;
        let parts = [&item.question, &item.answer, &item.turns];
        let turns = parts.into_iter().flatten().flatten().map(|turn| self.turn(turn, transcript));
        let read = Item { kind, ordinal, turns: turns.collect::<Result<_, _>>()? };
        // Ids are positional: another spelling would lead links astray.
        let ids = read.turns_with_ids().map(|(id, _)| id);
        if read.id() != item.id || !ids.eq(parts.into_iter().flatten().flatten().map(|turn| turn.id.as_ref())) {
            return Err(Error::Id(item.id.to_string()));
        }
        Ok(read)
    }

    fn turn(&self, turn: &form::Turn, transcript: &Transcript) -> Result<Turn, Error> {
        let speaker = turn.speaker.as_ref().map(|spoken| {
            let speaker = self.speaker(&spoken.id).ok_or_else(|| Error::Id(spoken.id.to_string()))?;
            let label = self.span(&turn.id, spoken.label_span)?;
            if label.of(self.text) != spoken.label {
                return Err(Error::Words { place: format!("the label of {}", turn.id) });
            }
            Ok(Spoken { speaker, label })
        });
        let paragraphs = turn.paragraphs.iter().map(|paragraph| self.paragraph(paragraph, transcript));
        Ok(Turn {
            role: known("role", &turn.role, Named::from_word)?,
            speaker: speaker.transpose()?,
            paragraphs: paragraphs.collect::<Result<_, _>>()?,
        })
    }

    fn paragraph(&self, paragraph: &form::Paragraph, transcript: &Transcript) -> Result<Paragraph, Error> {
        let span = self.span(&paragraph.id, paragraph.span)?;
        if transcript.shown(span) != paragraph.text {
            return Err(Error::Words { place: paragraph.id.to_string() });
        }
        let points: Vec<Points> = paragraph.sentences.iter().map(|sentence| sentence.span).collect();
        let sentences = self.rising(&paragraph.id, &points, span.range())?;
        Ok(Paragraph { span, scene: paragraph.scene, sentences })
    }
}

/// Reads 64 hexadecimal digits.
fn digest(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let pairs = hex.as_bytes().chunks(2);
    if hex.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
