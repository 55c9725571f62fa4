//! The browsers' own way to point at words: `:~:text=` (WICG Scroll To Text Fragment). Knows its grammar.
//!
//! Browsers find such words only from one word boundary to another, and no two of them cut Chinese alike; so it is cut
//! at punctuation. It only helps where no Shilu is at hand: the link's own anchor stays beside it.

use super::letters::{Glyph, Reading, is_letter, letters_of, occurrences};
use super::place;
use crate::text::{Span, is_blank};
use crate::transcript::Transcript;

/// Returns the directive for a span, without `#`: `:~:text=…`. `None` where there is no letter to find.
///
/// It reaches from the punctuation before the span to the punctuation after it: the first clause and, where there is
/// more than one, the last; before a clause that stands elsewhere too comes the clause before it.
pub fn text_directive(transcript: &Transcript, span: Span) -> Option<String> {
    let reading = place::find_turn(transcript, |_, _, _, turn| {
        let holds = turn.paragraphs.iter().any(|p| p.span.start <= span.start && span.start < p.span.end);
        holds.then(|| Reading::of_turn(transcript, turn))
    })?;
    let clauses = clauses(&reading.glyphs);
    let meets = |clause: &(usize, usize)| {
        let at = |n: usize| reading.glyphs.get(n).map(|glyph| glyph.at);
        at(clause.0).zip(at(clause.1 - 1)).is_some_and(|(a, b)| a.start < span.end && span.start < b.end)
    };
    let first = clauses.iter().position(meets)?;
    let last = clauses.iter().rposition(meets)?;
    let words = |n: usize| -> Option<String> {
        let &(from, to) = clauses.get(n)?;
        Some(reading.glyphs.get(from..to)?.iter().map(|glyph| glyph.c).collect())
    };
    let start = words(first)?;
    let mut directive = String::from(":~:text=");
    if stands_twice(transcript, &start)
        && let Some(before) = first.checked_sub(1).and_then(words)
    {
        directive.push_str(&encode(&before));
        directive.push_str("-,");
    }
    directive.push_str(&encode(&start));
    if last > first {
        directive.push(',');
        directive.push_str(&encode(&words(last)?));
    }
    Some(directive)
}

/// Returns the stretches between marks that end a clause, each from its first letter to its last, in glyphs.
fn clauses(glyphs: &[Glyph]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (n, glyph) in glyphs.iter().enumerate() {
        if is_letter(glyph.c) {
            open = Some((open.map_or(n, |clause| clause.0), n + 1));
        } else if !is_blank(glyph.c) || glyph.c == '\n' {
            // A point or an apostrophe within a Latin word ends nothing.
            let next = glyphs.get(n + 1).map(|next| next.c);
            let within = matches!(glyph.c, '.' | '\'' | '’' | '-') && next.is_some_and(|c| c.is_ascii_alphanumeric());
            if !within {
                found.extend(open.take());
            }
        }
    }
    found.extend(open);
    found
}

fn stands_twice(transcript: &Transcript, words: &str) -> bool {
    let needle = letters_of(words);
    let turns = transcript.items.iter().flat_map(|item| &item.turns);
    let count = |turn| occurrences(&Reading::of_turn(transcript, turn).units, &needle).take(2).count();
    turns.map(count).sum::<usize>() > 1
}

/// Codes everything but letters and digits of ASCII: the grammar's own `-`, `,` and `&` too.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            out.push('%');
            let figures = [byte >> 4, byte & 15].into_iter().filter_map(|n| char::from_digit(n.into(), 16));
            out.extend(figures.map(|figure| figure.to_ascii_uppercase()));
        }
    }
    out
}
