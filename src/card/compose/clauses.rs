//! Where words can be cut: clauses at their punctuation, and parts of nearly one length. Knows text; knows no card.

use crate::quotes::quote::OMISSION;
use crate::text::Span;

/// Marks after which a clause ends; 、 and · end none.
const ENDS: &str = "，。；：！？,;:.!?…—";
/// Marks that close what ended before them.
const CLOSING: &str = "”’」』）》)\"";

/// Cuts a text after its punctuation. The clauses tile it.
pub fn clauses(text: &str) -> Vec<Span> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut ended = false;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let is_end = ENDS.contains(c);
        let goes_on = is_end || CLOSING.contains(c) || c == ' ';
        // 3.5 and 10,000 are no ends of clauses.
        let within_number = before.is_ascii() && !before.is_whitespace() && c.is_alphanumeric() && c.is_ascii();
        if ended && !goes_on && !within_number {
            clauses.push(Span::new(start, at));
            start = at;
            ended = false;
        }
        ended = is_end || ended && goes_on;
        before = c;
    }
    if start < text.len() {
        clauses.push(Span::new(start, text.len()));
    }
    clauses
}

/// Joins clauses into so many parts of nearly one length.
pub(super) fn parts(clauses: &[Span], count: usize) -> Option<Vec<Span>> {
    let (first, last) = clauses.first().zip(clauses.last())?;
    if clauses.len() < count {
        return None;
    }
    let share = first.join(*last).len() as f32 / count as f32;
    let mut parts: Vec<Span> = Vec::with_capacity(count);
    for (n, clause) in clauses.iter().enumerate() {
        let middle = (clause.start + clause.end) as f32 / 2.0 - first.start as f32;
        let is_needed = clauses.len() - n <= count - parts.len();
        let is_due = parts.len() < count && middle > share * parts.len() as f32;
        match parts.last_mut() {
            Some(part) if !is_needed && !is_due => *part = part.join(*clause),
            _ => parts.push(*clause),
        }
    }
    (parts.len() == count).then_some(parts)
}

/// Returns a question and its shorter endings, each beginning with …… where something is left out: who asks comes to
/// the point at the end.
pub(super) fn endings(question: &str) -> Vec<String> {
    let mut endings = vec![question.to_owned()];
    for sentence in crate::text::sentences(question, Span::new(0, question.len())).iter().skip(1) {
        let rest = question.get(sentence.start as usize..).unwrap_or_default();
        endings.push([OMISSION, rest].concat());
    }
    endings
}
