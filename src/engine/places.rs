//! Places: from spans of the source to what the page knows, a block's id and UTF-16 units of its text, and back.
//! Knows how the article cuts a transcript into blocks.

use crate::protocol::{Mark, Point};
use crate::quotes::place;
use crate::quotes::quote::{Fault, Quote};
use crate::search::{Corpus, Hit, Part, Place, Text};
use crate::text::Span;
use crate::transcript::ItemKind;

/// Returns where hits stand in the page.
pub(crate) fn marks_of_hits(corpus: &Corpus, hits: &[Hit]) -> Vec<Mark> {
    let one = |hit: &Hit| Some(mark(corpus.text(hit.conference)?, &hit.sentence, hit.place, hit.span));
    hits.iter().filter_map(one).collect()
}

/// Returns where a hit stands in the page: in the block that the article makes of its place.
pub(super) fn mark(text: &Text, sentence: &str, place: Place, span: crate::text::Span) -> Mark {
    let item = text.transcript().items.get(place.item as usize);
    let block = match place.part {
        Part::Paragraph(_) | Part::Seam(_) => match item.filter(|item| item.kind == ItemKind::Heading) {
            Some(heading) => heading.id(),
            None => sentence.rsplit_once('.').map_or(sentence, |(paragraph, _)| paragraph).to_owned(),
        },
        _ => sentence.to_owned(),
    };
    // The page shows the scene notes that a seam steps over.
    let part = if let Part::Seam(n) = place.part { Part::Paragraph(n) } else { place.part };
    let (mut from, mut to) = (0, 0);
    text.walk(Place { part, ..place }, &mut |letter, c| {
        from += if letter.end <= span.start { c.len_utf16() } else { 0 };
        to += if letter.start < span.end { c.len_utf16() } else { 0 };
    });
    Mark { block, from, to }
}

/// Makes a quotation of what stands between two points.
pub(crate) fn take(text: &Text, from: &Point, to: &Point, base: Option<&str>) -> Result<Quote, Fault> {
    let (Some(start), Some(end)) = (byte_of(text, from, false), byte_of(text, to, true)) else {
        return Err(Fault::Empty);
    };
    if end <= start {
        return Err(Fault::Empty);
    }
    Quote::of(text.transcript(), &[Span { start, end }], base)
}

/// Returns the paragraphs that a span touches, each with its id.
fn paragraphs(text: &Text, span: Span) -> Vec<(String, Place)> {
    let mut found = Vec::new();
    for (i, item) in text.transcript().items.iter().enumerate() {
        // A heading has no paragraphs in the page.
        if item.kind == ItemKind::Heading {
            continue;
        }
        for (t, (id, turn)) in item.turns_with_ids().enumerate() {
            for (p, paragraph) in turn.paragraphs.iter().enumerate() {
                if paragraph.span.start < span.end && span.start < paragraph.span.end {
                    let id = [&id, ".p", &(p + 1).to_string()].concat();
                    let place = Place { item: i as u32, turn: t as u32, part: Part::Paragraph(p as u32) };
                    found.push((id, place));
                }
            }
        }
    }
    found
}

/// Returns where a span stands in the page.
pub(crate) fn marks(text: &Text, span: Span) -> Vec<Mark> {
    let mark = |(block, place): (String, Place)| {
        let (mut from, mut to) = (0, 0);
        text.walk(place, &mut |letter, c| {
            from += if letter.end <= span.start { c.len_utf16() } else { 0 };
            to += if letter.start < span.end { c.len_utf16() } else { 0 };
        });
        (from < to).then_some(Mark { block, from, to })
    };
    paragraphs(text, span).into_iter().filter_map(mark).collect()
}

/// Returns the byte of the source at a point of the page; as an end it is the end of the last character before it.
fn byte_of(text: &Text, point: &Point, is_end: bool) -> Option<u32> {
    let block = place::span_of(text.transcript(), &point.block)?;
    let mut at = if is_end { block.start } else { block.end };
    let mut units = 0;
    for (_, place) in paragraphs(text, block) {
        text.walk(place, &mut |letter, c| {
            if !block.contains(letter) {
                return;
            }
            if is_end && units < point.at {
                at = letter.end;
            }
            if !is_end && units >= point.at {
                at = at.min(letter.start);
            }
            units += c.len_utf16();
        });
    }
    Some(at)
}
