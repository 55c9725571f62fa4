//! The JSON `shilu/1` → the transcript it was written from, exactly. Trusts no span and no number.
//!
//! Unknown keys are passed over; topics are not read, they are assigned anew.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;
use sha2::Digest;

use super::error::{Error, known};
use super::keys::{self, Keys};
use crate::export::form::{FORMAT, OFFSET_UNIT, Points};
use crate::export::names::{self, Named};
use crate::text::{Offsets, Span};
use crate::transcript::{
    Diagnostic, Event, EventDate, Headline, Item, ItemKind, Paragraph, Repair, Source, Speaker, Spoken, Transcript,
    Turn,
};

/// Reads a transcript.
pub fn read(json: &str) -> Result<Transcript, Error> {
    let document: Value = serde_json::from_str(json)?;
    let document = Keys(&document);
    known("format", document.text("format")?, |word| (word == FORMAT).then_some(()))?;
    known("offset_unit", document.text("offset_unit")?, |word| (word == OFFSET_UNIT).then_some(()))?;
    let source = document.object("source")?;
    let text: Arc<str> = source.text("text")?.into();
    let check = Check { text: &text, offsets: Offsets::new(&text), ids: ids(document.list("speakers")?)? };
    let headline = document.object("headline")?;
    let spans = headline.object("spans")?;
    let layout = document.maybe_list("layout")?.unwrap_or_default().iter();
    let layout = layout.map(|span| keys::points(span).ok_or(Error::Form("layout"))).collect::<Result<Vec<_>, _>>()?;
    let mut transcript = Transcript {
        source: check.source(source, text.clone())?,
        language: known("language", document.text("language")?, names::language)?,
        headline: Headline {
            kicker: check.optional("headline.spans.kicker", spans.maybe_points("kicker")?)?,
            main: check.optional("headline.spans.main", spans.maybe_points("main")?)?,
            sub: check.optional("headline.spans.sub", spans.maybe_points("sub")?)?,
        },
        event: check.event(document.object("event")?)?,
        speakers: check.each(document.list("speakers")?, Check::speaker)?,
        items: Vec::new(),
        repairs: check.repairs(document.list("repairs")?)?,
        layout: check.rising("layout", &layout, 0..text.len())?,
        diagnostics: check.each(document.list("diagnostics")?, Check::diagnostic)?,
    };
    transcript.items = check.each(document.list("items")?, |check, item| check.item(item, &transcript))?;
    check.headline(headline, &transcript)?;
    Ok(transcript)
}

/// Returns where in their list the speakers stand, by their ids.
fn ids(speakers: &[Value]) -> Result<HashMap<&str, usize>, Error> {
    let mut ids = HashMap::new();
    for (at, speaker) in speakers.iter().enumerate() {
        let id = Keys(speaker).text("id")?;
        if id.is_empty() || ids.insert(id, at).is_some() {
            return Err(Error::Id(id.to_owned()));
        }
    }
    Ok(ids)
}

/// The text everything is checked against, and where in their list the speakers stand.
struct Check<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    ids: HashMap<&'t str, usize>,
}

impl Check<'_> {
    /// Reads each object of a list.
    fn each<T>(&self, list: &[Value], read: impl Fn(&Self, Keys) -> Result<T, Error>) -> Result<Vec<T>, Error> {
        list.iter().map(|value| read(self, Keys(value))).collect()
    }

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
    fn printed(&self, place: &str, words: Option<&str>, at: Option<Points>) -> Result<Option<Span>, Error> {
        let span = self.optional(place, at)?;
        if span.map(|span| span.of(self.text)) == words { Ok(span) } else { Err(Error::Words { place: place.into() }) }
    }

    fn source(&self, source: Keys, text: Arc<str>) -> Result<Source, Error> {
        if source.number("characters")? != self.offsets.code_points(self.text.len()) {
            return Err(Error::Source("source.characters"));
        }
        let digest = digest(source.text("sha256")?).ok_or(Error::Source("source.sha256"))?;
        let own = digest == <[u8; 32]>::from(sha2::Sha256::digest(self.text.as_bytes()));
        let of_bytes = match source.maybe_text("sha256_of")? {
            Some("bytes") => true,
            Some("text") if own => false,
            Some("text") => return Err(Error::Source("source.sha256")),
            Some(other) => return Err(Error::Value { key: "source.sha256_of", value: other.to_owned() }),
            None => !own,
        };
        let credit = (source.maybe_text("credit")?, source.maybe_points("credit_span")?);
        Ok(Source {
            text,
            digest: of_bytes.then_some(digest),
            encoding: known("source.encoding", source.text("encoding")?, names::encoding)?,
            credit: self.printed("source.credit_span", credit.0, credit.1)?,
            url: source.maybe_text("url")?.map(str::to_owned),
        })
    }

    fn event(&self, event: Keys) -> Result<Event, Error> {
        let spans = event.maybe_object("spans")?;
        let at = |key| spans.map_or(Ok(None), |spans| spans.maybe_points(key));
        Ok(Event {
            name: event.maybe_text("name")?.map(str::to_owned),
            venue: self.printed("event.spans.venue", event.maybe_text("venue")?, at("venue")?)?,
            date: event.maybe_object("date")?.map(|date| self.date(date, at("date")?)).transpose()?,
        })
    }

    fn date(&self, date: Keys, at: Option<Points>) -> Result<EventDate, Error> {
        let printed = self.printed("event.spans.date", Some(date.text("printed")?), at)?;
        let basis = date.maybe_text("basis")?.map(str::to_owned);
        if date.flag("inferred")? != basis.is_some() {
            return Err(Error::Form("event.date.inferred"));
        }
        let value = known("event.date.value", date.text("value")?, names::from_iso)?;
        Ok(EventDate { value, printed: printed.unwrap_or_default(), basis })
    }

    fn headline(&self, headline: Keys, transcript: &Transcript) -> Result<(), Error> {
        let spans = transcript.headline;
        for (key, span) in [("kicker", spans.kicker), ("main", spans.main), ("sub", spans.sub)] {
            if headline.maybe_text(key)? != span.map(|span| transcript.shown(span)).as_deref() {
                return Err(Error::Words { place: format!("headline.{key}") });
            }
        }
        Ok(())
    }

    fn speaker(&self, speaker: Keys) -> Result<Speaker, Error> {
        let aliases = speaker.list("aliases")?.iter();
        let aliases = aliases.map(|alias| alias.as_str().map(str::to_owned).ok_or(Error::Form("aliases")));
        Ok(Speaker {
            id: speaker.text("id")?.to_owned(),
            kind: known("speakers.kind", speaker.text("kind")?, Named::from_word)?,
            name: speaker.text("name")?.to_owned(),
            aliases: aliases.collect::<Result<_, _>>()?,
            organization: speaker.maybe_text("organization")?.map(str::to_owned),
            country: speaker.maybe_text("country")?.map(str::to_owned),
        })
    }

    fn repairs(&self, repairs: &[Value]) -> Result<Vec<Repair>, Error> {
        let mut read = Vec::with_capacity(repairs.len());
        let mut least = 0;
        for repair in repairs.iter().map(Keys) {
            let (at, removed) = (repair.number("at")?, repair.text("removed")?);
            let end = at.saturating_add(removed.chars().count().try_into().unwrap_or(u32::MAX));
            let span = self.span("repairs", [at, end])?;
            if span.of(self.text) != removed {
                return Err(Error::Words { place: format!("the repair at {at}") });
            }
            if span.start < least {
                return Err(Error::Span { place: "repairs".to_owned(), span: [at, end] });
            }
            least = span.end;
            let kind = known("repairs.kind", repair.text("kind")?, Named::from_word)?;
            read.push(Repair { kind, span, inserted: Cow::Owned(repair.text("inserted")?.to_owned()) });
        }
        Ok(read)
    }

    fn diagnostic(&self, diagnostic: Keys) -> Result<Diagnostic, Error> {
        let kind = known("diagnostics.kind", diagnostic.text("kind")?, Named::from_word)?;
        Ok(Diagnostic { kind, span: self.span("diagnostics", diagnostic.points("span")?)? })
    }

    fn item(&self, item: Keys, transcript: &Transcript) -> Result<Item, Error> {
        let kind: ItemKind = known("items.type", item.text("type")?, Named::from_word)?;
        let id = item.text("id")?;
        let fault = || Error::Id(id.to_owned());
        let ordinal = id.trim_start_matches(|c: char| c.is_ascii_alphabetic()).parse().map_err(|_| fault())?;
        let mut read = Item { kind, ordinal, turns: Vec::new() };
        let mut ids = Vec::new();
        for part in ["question", "answer", "turns"] {
            for turn in item.maybe_list(part)?.unwrap_or_default() {
                ids.push(Keys(turn).text("id")?);
                read.turns.push(self.turn(Keys(turn), transcript)?);
            }
        }
        // Ids are positional: another spelling would lead links astray.
        if read.id() != id || !read.turns_with_ids().map(|(id, _)| id).eq(ids) { Err(fault()) } else { Ok(read) }
    }

    fn turn(&self, turn: Keys, transcript: &Transcript) -> Result<Turn, Error> {
        let place = turn.text("id")?;
        Ok(Turn {
            role: known("role", turn.text("role")?, Named::from_word)?,
            speaker: turn.maybe_object("speaker")?.map(|spoken| self.spoken(place, spoken)).transpose()?,
            paragraphs: self
                .each(turn.list("paragraphs")?, |check, paragraph| check.paragraph(paragraph, transcript))?,
        })
    }

    fn spoken(&self, place: &str, spoken: Keys) -> Result<Spoken, Error> {
        let id = spoken.text("id")?;
        let speaker = *self.ids.get(id).ok_or_else(|| Error::Id(id.to_owned()))?;
        let label = self.printed(place, Some(spoken.text("label")?), Some(spoken.points("label_span")?))?;
        Ok(Spoken { speaker, label: label.unwrap_or_default() })
    }

    fn paragraph(&self, paragraph: Keys, transcript: &Transcript) -> Result<Paragraph, Error> {
        let place = paragraph.text("id")?;
        let span = self.span(place, paragraph.points("span")?)?;
        if transcript.shown(span) != paragraph.text("text")? {
            return Err(Error::Words { place: place.to_owned() });
        }
        let points = self.each(paragraph.list("sentences")?, |_, sentence| sentence.points("span"))?;
        let sentences = self.rising(place, &points, span.range())?;
        Ok(Paragraph { span, scene: paragraph.flag("scene")?, sentences })
    }
}

/// Reads 64 hexadecimal digits.
fn digest(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if hex.len() != 64 || !hex.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
