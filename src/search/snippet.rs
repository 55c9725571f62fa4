//! Snippets and keywords in context: what a person reads of a hit. Breaks at punctuation, never inside the hit.

use std::cmp::Ordering;

use time::Date;

use super::corpus::Corpus;
use super::rank::Hit;
use super::text::{Part, Place, Text};
use crate::export::csv;
use crate::text::Span;
use crate::transcript::Role;

/// A hit with what stands around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words shown.
    pub words: String,
    /// What to mark in them, in bytes of `words`, rising: the hit and others of the same query.
    pub marks: Vec<Span>,
    /// The mark that is the hit itself.
    pub hit: Span,
    /// Words of the paragraph stand before.
    pub cut_before: bool,
    /// Words of the paragraph stand after.
    pub cut_after: bool,
    /// Who said it, as printed; empty where nothing is printed.
    pub speaker: String,
    /// The number of the exchange it stands in.
    pub exchange: Option<u32>,
    /// Who asked what it answers, as printed: only for answers.
    pub asker: String,
}

/// A keyword in context: a hit with its paragraph left and right of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number of the conference.
    pub conference: u32,
    /// Its date.
    pub date: Option<Date>,
    /// Who said it, by name.
    pub speaker: String,
    /// The id of the sentence.
    pub sentence: String,
    /// Where it stands.
    pub place: Place,
    /// The keyword in the source.
    pub span: Span,
    /// What stands before the keyword.
    pub left: String,
    /// The keyword as printed.
    pub keyword: String,
    /// What stands after it.
    pub right: String,
}

/// What rows are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// What stands before the keyword, from the keyword outwards.
    Left,
    /// What stands after it.
    Right,
    /// The date of the conference, the newest first.
    Conference,
    /// Who said it.
    Speaker,
}

/// A paragraph around a hit, character for character.
struct Around {
    letters: Vec<(Span, char)>,
    /// Where the hit begins and ends among them.
    from: usize,
    to: usize,
}

impl Around {
    fn new(text: &Text, hit: &Hit) -> Self {
        // Of a seam the printed paragraph is shown, with its notes.
        let part = if let Part::Seam(n) = hit.place.part { Part::Paragraph(n) } else { hit.place.part };
        let mut letters = Vec::new();
        text.walk(Place { part, ..hit.place }, &mut |span, c| letters.push((span, c)));
        let from = letters.partition_point(|(span, _)| span.start < hit.span.start);
        let to = letters.partition_point(|(span, _)| span.end <= hit.span.end).max(from);
        Self { letters, from, to }
    }

    fn words(&self, from: usize, to: usize) -> String {
        self.letters.get(from..to).unwrap_or_default().iter().map(|(_, c)| c).collect()
    }

    fn breaks_after(&self, at: usize) -> bool {
        let marks = ['。', '！', '？', '；', '，', '：', '、', '.', '!', '?', ';', ',', ':', '”', '」', '）', ')', '—'];
        self.letters.get(at).is_some_and(|(_, c)| marks.contains(c))
    }
}

/// Returns a hit with at most `around` characters on each side of it. `hits` may hold others to mark.
pub fn snippet(text: &Text, hit: &Hit, hits: &[Hit], around: usize) -> Snippet {
    let whole = Around::new(text, hit);
    let (from, to) = (whole.from, whole.to);
    let least = from.saturating_sub(around);
    let most = (to + around).min(whole.letters.len());
    // As much as fits, from the first break on and to the last one; where there is none, as much as fits.
    let start = if least == 0 { 0 } else { (least..from).find(|&n| whole.breaks_after(n)).map_or(least, |n| n + 1) };
    let end = if most == whole.letters.len() {
        most
    } else {
        (to..most).rev().find(|&n| whole.breaks_after(n)).map_or(most, |n| n + 1)
    };
    let mut snippet = Snippet { cut_before: start > 0, cut_after: end < whole.letters.len(), ..Snippet::default() };
    let same = |other: &&Hit| other.conference == hit.conference && other.place.item == hit.place.item;
    let mut wanted: Vec<Span> = hits.iter().filter(same).map(|other| other.span).chain([hit.span]).collect();
    crate::order::order(&mut wanted, Span::cmp);
    wanted.dedup();
    let shown = whole.letters.get(start..end).unwrap_or_default();
    let at = |n: usize| shown.iter().take(n).map(|(_, c)| c.len_utf8()).sum::<usize>();
    for span in wanted {
        let first = shown.partition_point(|(letter, _)| letter.start < span.start);
        let last = shown.partition_point(|(letter, _)| letter.end <= span.end);
        if first < last && shown.get(first).is_some_and(|(letter, _)| letter.start == span.start) {
            let mark = Span::new(at(first), at(last));
            if span == hit.span {
                snippet.hit = mark;
            }
            snippet.marks.push(mark);
        }
    }
    snippet.words = whole.words(start, end);
    let transcript = text.transcript();
    let printed = |turn| transcript.label_of(turn).unwrap_or_default().to_owned();
    if let Some(turn) = text.turn(hit.place) {
        snippet.speaker = printed(turn);
        let item = transcript.items.get(hit.place.item as usize);
        snippet.exchange = item.and_then(|item| item.number());
        let asked = item.and_then(|item| item.turns.iter().find(|turn| turn.role == Role::Question));
        if let Some(asked) = asked.filter(|_| turn.role == Role::Answer) {
            snippet.asker = printed(asked);
        }
    }
    snippet
}

/// Returns hits as keywords in context, with at most `around` characters on each side.
pub fn rows(corpus: &Corpus, hits: &[Hit], around: usize) -> Vec<Row> {
    let rows = hits.iter().filter_map(|hit| {
        let text = corpus.text(hit.conference)?;
        let whole = Around::new(text, hit);
        let speaker = text.turn(hit.place).and_then(|turn| text.transcript().speaker_of(turn));
        Some(Row {
            conference: hit.conference,
            date: corpus.date(hit.conference),
            speaker: speaker.map(|speaker| speaker.name.clone()).unwrap_or_default(),
            sentence: hit.sentence.clone(),
            place: hit.place,
            span: hit.span,
            left: whole.words(whole.from.saturating_sub(around), whole.from),
            keyword: whole.words(whole.from, whole.to),
            right: whole.words(whole.to, (whole.to + around).min(whole.letters.len())),
        })
    });
    rows.collect()
}

/// Sorts rows; those that are equal stay in their order.
pub fn sort(rows: &mut Vec<Row>, key: Key) {
    crate::order::order(rows, |a, b| -> Ordering {
        match key {
            Key::Left => a.left.chars().rev().cmp(b.left.chars().rev()),
            Key::Right => a.right.cmp(&b.right),
            Key::Conference => (b.date, a.conference).cmp(&(a.date, b.conference)),
            Key::Speaker => a.speaker.cmp(&b.speaker),
        }
    });
}

/// Writes rows as CSV, in the manner of the other tables: no cell can be taken for a formula.
pub fn table(rows: &[Row]) -> String {
    let mut table = String::from("\u{FEFF}");
    let head = ["conference", "date", "speaker", "sentence", "left", "keyword", "right"];
    csv::record(&mut table, &mut head.map(str::to_owned).into_iter());
    for row in rows {
        let date = row.date.map(crate::export::names::iso).unwrap_or_default();
        let own = [&row.speaker, &row.sentence, &row.left, &row.keyword, &row.right].map(String::clone);
        csv::record(&mut table, &mut [row.conference.to_string(), date].into_iter().chain(own));
    }
    table
}
