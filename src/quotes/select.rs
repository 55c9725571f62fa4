//! Selectors: a link's words, and where they stand in the transcript at hand. Knows the keys of an address
//! (`id doc exact pre post w`); knows no browser.
//!
//! A place is exact or an orphan, never a look-alike: words count as the same when their letters
//! are, so that another copy of the conference (other line breaks, script, width) still answers, and where several
//! places answer equally none is chosen.

use sha2::{Digest, Sha256};

use super::letters::{Reading, is_letter, letters_of, occurrences};
use super::place;
use crate::article;
use crate::text::{Span, fold, is_blank, trim};
use crate::transcript::Transcript;
use crate::view_state::{ViewState, Words};

/// How many characters of context a link carries on each side, where that suffices to tell the place from others.
const CONTEXT: [usize; 4] = [12, 32, 96, 4_096];
/// Words shorter than this, in letters, need their context around them in another document: anybody says 我们认为.
const TELLING: usize = 12;
/// A digest alone finds no place of fewer letters in another document.
const TELLING_SHORT: usize = 8;
/// How many letters from its beginning a place of the short form may reach.
const SHORT_REACH: usize = 240;
/// How many sentences a place of the short form may have in another document.
const SHORT_SENTENCES: usize = 6;

/// What a link says about its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// The id of the sentence in which the words begin.
    pub id: Option<String>,
    /// The document's name in addresses.
    pub doc: Option<String>,
    /// The words, with a little before and after; all empty in the short form.
    pub words: Words,
    /// The short form's digest.
    pub short: Option<String>,
}

/// Why a link has no place here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Orphan {
    /// There are no words, and no such id.
    #[error("there is no such place")]
    NoPlace,
    /// The words do not stand here.
    #[error("the words are not here")]
    Gone,
    /// The words stand in several places, and nothing tells which is meant.
    #[error("the words are in several places")]
    Ambiguous,
}

impl Selector {
    /// Makes the selector of a span: its words as shown, and as much around them as tells them from the others.
    pub fn of(transcript: &Transcript, span: Span) -> Self {
        let span = trim(&transcript.source.text, span);
        let mut selector =
            Self { id: place::id_at(transcript, span.start), doc: Some(article::doc(transcript)), ..Self::default() };
        let Some(reading) = turn_around(transcript, span) else { return selector };
        let within = |at: Span| at.start >= span.start && at.end <= span.end && !at.is_empty();
        let from = reading.glyphs.iter().position(|glyph| within(glyph.at)).unwrap_or(reading.glyphs.len());
        let to = reading.glyphs.iter().rposition(|glyph| within(glyph.at)).map_or(from, |last| last + 1);
        let words = |from: usize, to: usize| {
            let glyphs = reading.glyphs.get(from..to).unwrap_or_default();
            let shown: String = glyphs.iter().map(|g| if matches!(g.c, '\n' | '\r') { ' ' } else { g.c }).collect();
            Some(shown).filter(|shown| !shown.is_empty())
        };
        for size in CONTEXT {
            selector.words = Words {
                exact: words(from, to),
                pre: words(from.saturating_sub(size), from),
                post: words(to, (to + size).min(reading.glyphs.len())),
            };
            if resolve(transcript, &selector).is_ok() {
                break;
            }
        }
        selector
    }

    /// Makes the short form of a span, for addresses that must be short: the digest instead of the words.
    pub fn short_of(transcript: &Transcript, span: Span) -> Self {
        let span = trim(&transcript.source.text, span);
        let reading = turn_around(transcript, span).unwrap_or_default();
        let units = reading.units.get(reading.unit_at(span.start)..reading.unit_at(span.end)).unwrap_or_default();
        Self {
            id: place::id_at(transcript, first_letter(&reading, span)),
            doc: Some(article::doc(transcript)),
            words: Words::default(),
            short: Some(digest(units)),
        }
    }

    /// Takes the selector out of an address.
    pub fn from_state(state: &ViewState) -> Self {
        Self { id: state.id.clone(), doc: state.doc.clone(), words: state.words.clone(), short: state.short.clone() }
    }

    /// Returns the address that says this and nothing else.
    pub fn into_state(self) -> ViewState {
        ViewState { id: self.id, doc: self.doc, words: self.words, short: self.short, ..ViewState::default() }
    }
}

/// Returns the short form of words: the first 30 bits of the SHA-256 of their letters in UTF-8, the most significant
/// first, five to a character of Crockford's base32 in lower case.
pub(crate) fn digest(units: &[u16]) -> String {
    const FIGURES: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let hash = Sha256::digest(String::from_utf16_lossy(units).as_bytes());
    let bits = hash.iter().take(4).fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
    let figure = |n: u32| FIGURES.get((bits >> (27 - 5 * n) & 31) as usize);
    (0..6).filter_map(figure).map(|figure| char::from(*figure)).collect()
}

/// Returns the byte of the first letter of a span, or its beginning where it has none: the mark that ends a sentence
/// belongs to no link that begins with the next.
fn first_letter(reading: &Reading, span: Span) -> u32 {
    let first = reading.glyphs.get(reading.owner(reading.unit_at(span.start))).map(|glyph| glyph.at.start);
    first.filter(|at| *at < span.end).unwrap_or(span.start)
}

/// Reads the turn that a span begins in.
fn turn_around(transcript: &Transcript, span: Span) -> Option<Reading> {
    place::find_turn(transcript, |_, _, _, turn| {
        let holds = turn.paragraphs.iter().any(|p| p.span.start <= span.start && span.start < p.span.end);
        holds.then(|| Reading::of_turn(transcript, turn))
    })
}

/// Returns where a link's words stand in this transcript.
pub fn resolve(transcript: &Transcript, selector: &Selector) -> Result<Span, Orphan> {
    let at_home = selector.doc.as_ref().is_none_or(|doc| *doc == article::doc(transcript));
    let home = selector.id.as_ref().and_then(|id| place::span_of(transcript, id));
    if let Some(exact) = &selector.words.exact {
        return by_words(transcript, selector, exact, home, at_home);
    }
    if let Some(short) = &selector.short {
        return by_digest(transcript, short, home, at_home);
    }
    home.filter(|_| at_home).ok_or(Orphan::NoPlace)
}

/// A place where the words stand.
struct Candidate {
    span: Span,
    /// Its first letter stands within the id's place.
    is_home: bool,
    /// How many sides of the context stand there too, and whether one of them says something.
    fits: usize,
    tells: bool,
}

fn by_words(
    transcript: &Transcript,
    selector: &Selector,
    exact: &str,
    home: Option<Span>,
    at_home: bool,
) -> Result<Span, Orphan> {
    let needle = letters_of(exact);
    if needle.is_empty() {
        return marks_alone(transcript, exact, home.filter(|_| at_home));
    }
    let [pre, post] = [&selector.words.pre, &selector.words.post].map(|side| letters_of(side.as_deref().unwrap_or("")));
    let mut found = Vec::new();
    for turn in transcript.items.iter().flat_map(|item| &item.turns) {
        let reading = Reading::of_turn(transcript, turn);
        for from in occurrences(&reading.units, &needle) {
            let to = from + needle.len();
            let before = reading.units.get(..from).is_some_and(|before| before.ends_with(&pre));
            let after = reading.units.get(to..).is_some_and(|after| after.starts_with(&post));
            let first = reading.span_of(from, to).map_or(0, |letters| letters.start);
            if let Some(span) = with_marks(&reading, from, to, exact) {
                found.push(Candidate {
                    span,
                    is_home: home.is_some_and(|home| home.start <= first && first < home.end),
                    fits: usize::from(before) + usize::from(after),
                    tells: before && !pre.is_empty() || after && !post.is_empty(),
                });
            }
        }
    }
    if found.is_empty() {
        return Err(Orphan::Gone);
    }
    if at_home && found.iter().any(|candidate| candidate.is_home) {
        // The id has chosen; the context only tells places within its sentence apart.
        found.retain(|candidate| candidate.is_home);
    } else {
        found.retain(|candidate| candidate.tells || needle.len() >= TELLING);
    }
    let best = found.iter().map(|candidate| candidate.fits).max().ok_or(Orphan::Gone)?;
    found.retain(|candidate| candidate.fits == best);
    if found.len() > 1 && found.iter().filter(|candidate| candidate.is_home).count() == 1 {
        found.retain(|candidate| candidate.is_home);
    }
    match found.as_slice() {
        [only] => Ok(only.span),
        _ => Err(Orphan::Ambiguous),
    }
}

/// Marks without a letter (……) have a place only where the id says so.
fn marks_alone(transcript: &Transcript, exact: &str, home: Option<Span>) -> Result<Span, Orphan> {
    let home = home.ok_or(Orphan::Gone)?;
    let words = home.of(&transcript.source.text);
    let mut places = words.match_indices(exact).map(|(at, _)| home.start as usize + at);
    match (places.next(), places.next()) {
        (Some(at), None) if !exact.is_empty() => Ok(Span::new(at, at + exact.len())),
        (Some(_), Some(_)) => Err(Orphan::Ambiguous),
        _ => Err(Orphan::Gone),
    }
}

/// Returns the span of these units with the marks that `exact` has before and after its letters, as far as they stand
/// there.
fn with_marks(reading: &Reading, from: usize, to: usize, exact: &str) -> Option<Span> {
    let letters = reading.span_of(from, to)?;
    let (first, last) = (reading.owner(from), reading.owner(to.checked_sub(1)?));
    let lead = exact.chars().take_while(|c| !is_letter(*c)).filter(|c| !is_blank(*c));
    let trail = exact.chars().rev().take_while(|c| !is_letter(*c)).filter(|c| !is_blank(*c));
    let (lead, trail): (Vec<char>, Vec<char>) = (lead.collect(), trail.collect());
    let visible = |glyph: &&super::letters::Glyph| !is_blank(glyph.c);
    let before = reading.glyphs.get(..first).unwrap_or_default().iter().rev().filter(visible);
    let after = reading.glyphs.get(last + 1..).unwrap_or_default().iter().filter(visible);
    let reach = |marks: &mut dyn Iterator<Item = &char>, glyphs: &mut dyn Iterator<Item = &super::letters::Glyph>| {
        let pairs = marks.zip(glyphs).take_while(|(mark, glyph)| is_same_mark(**mark, glyph.c));
        pairs.last().map(|(_, glyph)| glyph.at)
    };
    let start = reach(&mut lead.iter().rev(), &mut { before });
    let end = reach(&mut trail.iter().rev(), &mut { after });
    Some([start, end].into_iter().flatten().fold(letters, Span::join))
}

fn is_same_mark(a: char, b: char) -> bool {
    fold(a) == fold(b) || is_quotation_mark(a) && is_quotation_mark(b)
}

/// Tells whether a character is a quotation mark of any kind; title marks 《》 are none.
pub(crate) fn is_quotation_mark(c: char) -> bool {
    "“”„‟‘’‚‛「」『』﹁﹂﹃﹄｢｣«»‹›〝〞〟\"＂'＇".contains(c)
}

fn by_digest(transcript: &Transcript, short: &str, home: Option<Span>, at_home: bool) -> Result<Span, Orphan> {
    if let Some(span) = home.filter(|_| at_home).and_then(|home| digest_at(transcript, short, home)) {
        return Ok(span);
    }
    let mut found = Vec::new();
    for turn in transcript.items.iter().flat_map(|item| &item.turns) {
        let reading = Reading::of_turn(transcript, turn);
        let sentences: Vec<Span> =
            turn.paragraphs.iter().filter(|p| !p.scene).flat_map(|p| p.sentences.iter().copied()).collect();
        for (n, first) in sentences.iter().enumerate() {
            for last in sentences.iter().skip(n).take(SHORT_SENTENCES) {
                let units = reading.units.get(reading.unit_at(first.start)..reading.unit_at(last.end));
                let telling = units.filter(|units| units.len() >= TELLING_SHORT);
                if telling.is_some_and(|units| digest(units) == short) {
                    found.push(first.join(*last));
                }
            }
        }
    }
    match found.as_slice() {
        [] => Err(Orphan::Gone),
        [only] => Ok(*only),
        _ => Err(Orphan::Ambiguous),
    }
}

/// Returns the place with this digest that begins within a sentence: whole sentences first, then any words.
fn digest_at(transcript: &Transcript, short: &str, home: Span) -> Option<Span> {
    let reading = turn_around(transcript, home)?;
    let sentences: Vec<Span> = place::find_turn(transcript, |_, _, _, turn| {
        let all: Vec<Span> = turn.paragraphs.iter().flat_map(|p| p.sentences.iter().copied()).collect();
        all.iter().any(|sentence| home.contains(*sentence)).then_some(all)
    })?;
    let (from, to) = (reading.unit_at(home.start), reading.unit_at(home.end));
    for last in sentences.iter().filter(|sentence| sentence.end >= home.end) {
        if reading.units.get(from..reading.unit_at(last.end)).is_some_and(|units| digest(units) == short) {
            return Some(home.join(*last));
        }
    }
    for start in from..to {
        for end in start + 1..(start + SHORT_REACH).min(reading.units.len() + 1) {
            if reading.units.get(start..end).is_some_and(|units| digest(units) == short) {
                return reading.span_of(start, end);
            }
        }
    }
    None
}
