//! Which hits come first: how closely the terms meet, where, and how well they fit words.

use super::corpus::Conference;
use super::find::{Match, Wanted};
use super::query::Field;
use super::text::{Part, Place, Text};
use crate::text::Span;
use crate::transcript::Role;

/// At least so many hits are weighed before the best are taken.
pub(super) const CANDIDATES: usize = 400;

/// What a hit is worth. A step of the level outweighs everything below it together; the rest orders equals.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// The whole query stands together; so does the only term of a query, always.
    pub together: i32,
    /// All terms stand in one sentence.
    pub sentence: i32,
    /// All terms stand in one turn.
    pub turn: i32,
    /// All terms stand in one exchange.
    pub exchange: i32,
    /// It stands in the headline or in a heading.
    pub title: i32,
    /// It stands in an answer: what is quoted is mostly what was answered.
    pub answer: i32,
    /// It stands in a question: what is asked for is what an exchange is about.
    pub question: i32,
    /// It begins and ends where words do. Weighed when the dictionary has loaded.
    pub words: i32,
    /// The terms stand close together in a sentence: this less one for each byte between them.
    pub close: i32,
    /// Where the terms do not meet in the sentence: the term stands there that the exchange has least often. It is what
    /// tells this exchange from others.
    pub rare: i32,
    /// Each further hit in the same sentence, up to `SENTENCE_HITS`.
    pub again: i32,
    /// Each hit in the same exchange, up to `EXCHANGE_HITS`: a matter that is spoken of at length.
    pub matter: i32,
    /// It stands in the first paragraph of its turn: a reporter says at once what it is about, and so does who answers.
    pub early: i32,
}

/// The weights in use.
pub const WEIGHTS: Weights = Weights {
    together: 3000,
    sentence: 2000,
    turn: 1000,
    exchange: 0,
    title: 160,
    answer: 90,
    question: 60,
    words: 90,
    close: 240,
    rare: 150,
    again: 40,
    matter: 16,
    early: 20,
};

impl Weights {
    /// So many further hits in a sentence count.
    const SENTENCE_HITS: usize = 3;
    /// So many hits in an exchange count.
    const EXCHANGE_HITS: u32 = 16;
}

/// How closely the terms of a query meet at a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// In one exchange, or only in one conference.
    Exchange,
    /// In one turn.
    Turn,
    /// In one sentence.
    Sentence,
    /// Word after word as typed.
    Together,
}

/// One place where a term stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The number of the conference.
    pub conference: u32,
    /// Where it stands in the transcript.
    pub place: Place,
    /// The id of the sentence it begins in, `x2q1.label` for a label, `h.main` for the headline.
    pub sentence: String,
    /// The very words in the source.
    pub span: Span,
    /// The index of the term in the query.
    pub term: u32,
    /// How closely the terms meet here.
    pub level: Level,
    /// What it is worth beside others of the same query.
    pub score: i32,
}

/// Where words begin and end: what the dictionary knows, once it has loaded.
pub trait Boundaries {
    /// Returns the bytes at which words of `sentence` begin or end, rising.
    fn boundaries(&self, sentence: &str) -> Vec<u32>;
}

/// A hit before it is weighed.
struct Raw {
    at: u32,
    term: u32,
    place: Place,
    span: Span,
    sentence: Span,
}

/// Appends the hits of a group as they stand, until there are `enough`. The ids of the sentences are left empty.
pub(super) fn hits(conference: &Conference, found: &Match, wanted: &Wanted, enough: usize, hits: &mut Vec<Hit>) {
    let text = &conference.text;
    let raw = places(text, found.group as usize, wanted, enough.saturating_sub(hits.len()));
    let all = raw.iter().fold(0, |set, hit| set | hit.bit());
    let together = phrases(wanted);
    let rarest = rarest(&raw);
    for turn in raw.chunk_by(|a, b| a.place.turn == b.place.turn) {
        let in_turn = turn.iter().fold(0, |set, hit| set | hit.bit());
        for sentence in turn.chunk_by(|a, b| a.sentence == b.sentence) {
            let in_sentence = sentence.iter().fold(0, |set, hit| set | hit.bit());
            let level = if sentence.iter().any(|hit| stands(text, hit.at, &together)) {
                Level::Together
            } else if in_sentence == all {
                Level::Sentence
            } else if in_turn == all {
                Level::Turn
            } else {
                Level::Exchange
            };
            let mut score = score(text, sentence, level, found.count);
            if level < Level::Sentence && in_sentence & rarest != 0 {
                score += WEIGHTS.rare;
            }
            hits.extend(sentence.iter().map(|hit| Hit {
                conference: conference.number,
                place: hit.place,
                sentence: String::new(),
                span: hit.span,
                term: hit.term,
                level,
                score,
            }));
        }
    }
}

/// Returns the places of all terms in a group, in the order of the source.
fn places(text: &Text, group: usize, wanted: &Wanted, room: usize) -> Vec<Raw> {
    let mut raw = Vec::new();
    let (start, _) = text.group(group);
    for (sought, term) in wanted.terms.iter().zip(0..) {
        let mut places = sought.places(text, text.group_words(group), start);
        places.truncate(room);
        for (&at, span) in places.iter().zip(text.spans(&places, sought.needle.len())) {
            if let Some(place) = text.place(at) {
                raw.push(Raw { at, term, place, span, sentence: text.sentence(place, span.start).1 });
            }
        }
    }
    if wanted.terms.is_empty() {
        raw.extend(asker(text, group));
    }
    // A seam's hits come to stand among those of its paragraph.
    raw.sort_unstable_by_key(|hit| (hit.span.start, hit.span.end, hit.term));
    raw
}

/// Returns the term that stands least often, as a set.
fn rarest(raw: &[Raw]) -> u64 {
    let mut counts = [0_u32; 64];
    for hit in raw {
        counts.get_mut(hit.term.min(63) as usize).into_iter().for_each(|count| *count += 1);
    }
    let counted = counts.iter().zip(0..).filter(|(count, _)| **count > 0);
    counted.min().map_or(0, |(_, term)| 1 << term)
}

/// Returns what each hit in a sentence is worth.
fn score(text: &Text, sentence: &[Raw], level: Level, in_exchange: u32) -> i32 {
    let w = &WEIGHTS;
    let mut score = match level {
        Level::Together => w.together,
        Level::Sentence => w.sentence + (w.close - gap(sentence)).max(0),
        Level::Turn => w.turn,
        Level::Exchange => w.exchange,
    };
    score += w.again * sentence.len().saturating_sub(1).min(Weights::SENTENCE_HITS) as i32;
    score += w.matter * in_exchange.min(Weights::EXCHANGE_HITS) as i32;
    let Some(first) = sentence.first() else { return score };
    score += match text.field(first.place) {
        Some(Field::Title) => w.title,
        Some(Field::Question) => w.question,
        Some(Field::Answer) => w.answer,
        None => 0,
    };
    if matches!(first.place.part, Part::Paragraph(0) | Part::Seam(0)) { score + w.early } else { score }
}

/// Returns the whole query as one phrase, without and with blank space between the terms.
fn phrases(wanted: &Wanted) -> [Vec<u8>; 2] {
    let join = |between: &[u8]| wanted.terms.iter().map(|term| term.needle.bytes()).collect::<Vec<_>>().join(between);
    [join(b""), join(b" ")]
}

fn stands(text: &Text, at: u32, phrases: &[Vec<u8>]) -> bool {
    let rest = text.words().get(at as usize..).unwrap_or_default();
    phrases.iter().any(|phrase| rest.starts_with(phrase))
}

/// Returns the bytes between the two terms that stand closest in a sentence.
fn gap(sentence: &[Raw]) -> i32 {
    let pairs = sentence.iter().zip(sentence.iter().skip(1)).filter(|(first, second)| first.term != second.term);
    pairs.map(|(first, second)| second.span.start.saturating_sub(first.span.end) as i32).min().unwrap_or(i32::MAX)
}

impl Raw {
    /// The term as a set.
    fn bit(&self) -> u64 {
        1 << self.term.min(63)
    }
}

/// Returns the label of who asks in a group.
fn asker(text: &Text, group: usize) -> Option<Raw> {
    let turns = &text.item_of(group)?.turns;
    let turn = turns.iter().position(|turn| turn.role == Role::Question && turn.speaker.is_some())?;
    let place = Place { item: group as u32 - 1, turn: turn as u32, part: Part::Label };
    let span = text.extent(place);
    Some(Raw { at: 0, term: 0, place, span, sentence: span })
}

/// Adds what a hit gains by beginning and ending where words do.
pub(super) fn weigh_boundaries(text: &Text, hit: &mut Hit, boundaries: &dyn Boundaries, weights: &Weights) {
    let (_, sentence) = text.sentence(hit.place, hit.span.start);
    let mut words = String::new();
    let (mut from, mut to) = (None, 0);
    text.walk(hit.place, &mut |span, c| {
        if sentence.contains(span) {
            if hit.span.contains(span) {
                from.get_or_insert(words.len() as u32);
                to = (words.len() + c.len_utf8()) as u32;
            }
            words.push(c);
        }
    });
    let cuts = boundaries.boundaries(&words);
    let fits = |at: u32| i32::from(at == 0 || at as usize == words.len() || cuts.binary_search(&at).is_ok());
    hit.score += weights.words * (fits(from.unwrap_or_default()) + fits(to)) / 2;
}
