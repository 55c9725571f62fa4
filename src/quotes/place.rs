//! Places: from the id in an address to a span, and back. Knows the ids of the model.

use crate::text::Span;
use crate::transcript::{Paragraph, Transcript, Turn};

/// Calls back with each turn and its id, in the order of the source, until told to stop; returns what it was told.
pub(crate) fn find_turn<T>(
    transcript: &Transcript,
    mut tell: impl FnMut(&str, usize, usize, &Turn) -> Option<T>,
) -> Option<T> {
    for (i, item) in transcript.items.iter().enumerate() {
        for (t, (id, turn)) in item.turns_with_ids().enumerate() {
            if let Some(told) = tell(&id, i, t, turn) {
                return Some(told);
            }
        }
    }
    None
}

/// Returns the id of the sentence in which a place stands; of its paragraph where no sentence does.
pub(crate) fn id_at(transcript: &Transcript, at: u32) -> Option<String> {
    find_turn(transcript, |id, _, _, turn| {
        let holds = |paragraph: &Paragraph| paragraph.span.start <= at && at < paragraph.span.end;
        let p = turn.paragraphs.iter().position(holds)?;
        let paragraph = turn.paragraphs.get(p)?;
        let before = paragraph.sentences.partition_point(|sentence| sentence.start <= at);
        Some(match before {
            0 => format!("{id}.p{}", p + 1),
            n => format!("{id}.p{}.s{n}", p + 1),
        })
    })
}

/// Returns where the turn, paragraph or sentence with this id stands.
pub(crate) fn span_of(transcript: &Transcript, id: &str) -> Option<Span> {
    let mut parts = id.split('.');
    let name = parts.next()?;
    let number = |part: Option<&str>, letter: char| match part {
        None => Some(None),
        Some(part) => part.strip_prefix(letter)?.parse::<usize>().ok()?.checked_sub(1).map(Some),
    };
    let (paragraph, sentence) = (number(parts.next(), 'p')?, number(parts.next(), 's')?);
    if parts.next().is_some() {
        return None;
    }
    let whole = |turn: &Turn| {
        let (first, last) = (turn.paragraphs.first()?, turn.paragraphs.last()?);
        Some(first.span.join(last.span))
    };
    let within = |turn: &Turn| {
        let Some(paragraph) = paragraph else { return whole(turn) };
        let paragraph = turn.paragraphs.get(paragraph)?;
        let Some(sentence) = sentence else { return Some(paragraph.span) };
        paragraph.sentences.get(sentence).copied()
    };
    if let Some(span) = find_turn(transcript, |id, _, _, turn| (id == name).then(|| within(turn))) {
        return span;
    }
    let item = transcript.items.iter().find(|item| paragraph.is_none() && item.id() == name)?;
    item.turns.iter().filter_map(whole).reduce(Span::join)
}
