//! The searchable text of one transcript: its folded blocks, and the way back to the source.
//!
//! A block is a headline's part, a label or a paragraph: no match reaches from one into another. Repaired breaks are
//! crossed, because what is folded is the shown text. A paragraph with scene notes （笑） has a second block, a seam,
//! without them: what is found there counts where it reaches over a note. Every place in a block leads back to the
//! source by folding the source again: one character stays one, so nothing needs to be kept.

use std::sync::Arc;

use super::pairs::{Pair, Pairs};
use super::query::Field;
use crate::order::{order, order_by_key};
use crate::text::{Span, fold, fold_onto};
use crate::transcript::{DiagnosticKind, Item, ItemKind, Paragraph, Role, Transcript, Turn};

/// What parts the blocks: a byte that no UTF-8 holds.
const END: u8 = 0xFF;

/// The searchable text of one transcript.
#[derive(Clone, Debug)]
pub struct Text {
    transcript: Arc<Transcript>,
    /// The folded blocks, each with [`END`] after it.
    words: Vec<u8>,
    /// What may be in them.
    pairs: Pairs,
    blocks: Vec<Block>,
    /// Where each group begins in `words`: the headline is group 0, the item with index n is group n + 1.
    groups: Vec<u32>,
    /// The scene notes inside paragraphs, rising.
    notes: Vec<Span>,
    /// Where the seams begin and end in `words`.
    seams: Vec<(u32, u32)>,
}

#[derive(Clone, Copy, Debug)]
struct Block {
    start: u32,
    place: Place,
}

/// Where a block stands in the transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The index of the item; for the headline it means nothing.
    pub item: u32,
    /// The index of the turn in the item.
    pub turn: u32,
    /// Which part.
    pub part: Part,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The line above the headline.
    Kicker,
    /// The headline.
    Main,
    /// The line below the headline.
    Sub,
    /// The printed label of a turn.
    Label,
    /// The paragraph with this index in its turn.
    Paragraph(u32),
    /// The same without its scene notes.
    Seam(u32),
}

impl Text {
    /// Folds a transcript.
    pub fn new(transcript: Arc<Transcript>) -> Self {
        let notes = transcript.diagnostics.iter().filter(|diagnostic| diagnostic.kind == DiagnosticKind::Scene);
        let mut notes: Vec<Span> = notes.map(|diagnostic| diagnostic.span).collect();
        order(&mut notes, Span::cmp);
        let (words, blocks, groups) = (Vec::new(), Vec::new(), vec![0]);
        let (pairs, seams) = (Pairs::default(), Vec::new());
        let mut text = Self { transcript: transcript.clone(), words, pairs, blocks, groups, notes, seams };
        let headline = transcript.headline;
        let parts = [(Part::Kicker, headline.kicker), (Part::Main, headline.main), (Part::Sub, headline.sub)];
        for (part, span) in parts {
            if let Some(span) = span {
                text.add(Place { item: 0, turn: 0, part }, span);
            }
        }
        for (item, i) in transcript.items.iter().zip(0..) {
            text.groups.push(text.words.len() as u32);
            for (turn, t) in item.turns.iter().zip(0..) {
                let place = |part| Place { item: i, turn: t, part };
                if let Some(spoken) = turn.speaker {
                    text.add(place(Part::Label), spoken.label);
                }
                for (paragraph, p) in turn.paragraphs.iter().zip(0..) {
                    text.add(place(Part::Paragraph(p)), paragraph.span);
                    if !notes_in(&text.notes, paragraph.span).is_empty() {
                        let start = text.words.len() as u32;
                        text.add(place(Part::Seam(p)), paragraph.span);
                        text.seams.push((start, text.words.len() as u32));
                    }
                }
            }
        }
        text.words.shrink_to_fit();
        text.pairs = Pairs::of(&text.words);
        text.blocks.shrink_to_fit();
        text
    }

    fn add(&mut self, place: Place, span: Span) {
        let Self { transcript, words, blocks, notes, .. } = self;
        let skipped = if matches!(place.part, Part::Seam(_)) { notes_in(notes, span) } else { &[] };
        blocks.push(Block { start: words.len() as u32, place });
        if transcript.repairs_in(span).is_empty() && skipped.is_empty() {
            fold_onto(words, span.of(&transcript.source.text));
        } else {
            walk(transcript, span, skipped, &mut |_, c| {
                words.extend_from_slice(fold(c).encode_utf8(&mut [0; 4]).as_bytes());
            });
        }
        words.push(END);
    }

    /// Returns the transcript.
    pub fn transcript(&self) -> &Transcript {
        &self.transcript
    }

    /// Returns the folded words of all blocks.
    pub fn words(&self) -> &[u8] {
        &self.words
    }

    /// Tells whether all of some pairs of characters may stand in the words.
    pub(super) fn may_hold(&self, pairs: &[Pair]) -> bool {
        self.pairs.may_hold(pairs)
    }

    /// Returns where the seams begin and end in the words, rising: what is found there and holds no note is a double.
    pub fn seams(&self) -> &[(u32, u32)] {
        &self.seams
    }

    /// Returns how many groups there are: the headline and the items.
    pub fn groups(&self) -> usize {
        self.groups.len()
    }

    /// Returns where a group begins and ends in the words.
    pub fn group(&self, group: usize) -> (usize, usize) {
        let start = self.groups.get(group).map_or(self.words.len(), |&start| start as usize);
        (start, self.groups.get(group + 1).map_or(self.words.len(), |&end| end as usize))
    }

    /// Returns the group that holds the byte `at` of the words.
    pub fn group_at(&self, at: u32) -> usize {
        self.groups.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// Returns the folded words of a group.
    pub fn group_words(&self, group: usize) -> &[u8] {
        let (start, end) = self.group(group);
        self.words.get(start..end).unwrap_or_default()
    }

    /// Returns the item of a group; the headline is none.
    pub fn item_of(&self, group: usize) -> Option<&Item> {
        self.transcript.items.get(group.checked_sub(1)?)
    }

    fn start_of(&self, block: usize) -> usize {
        self.blocks.get(block).map_or(self.words.len(), |block| block.start as usize)
    }

    fn block(&self, at: u32) -> Option<Block> {
        let n = self.blocks.partition_point(|block| block.start <= at);
        self.blocks.get(n.checked_sub(1)?).copied()
    }

    /// Returns where the byte `at` of the words stands.
    pub fn place(&self, at: u32) -> Option<Place> {
        Some(self.block(at)?.place)
    }

    /// Gives each shown character of a place with what it stands for in the source.
    pub fn walk(&self, place: Place, each: &mut dyn FnMut(Span, char)) {
        let extent = self.extent(place);
        let skipped = if matches!(place.part, Part::Seam(_)) { notes_in(&self.notes, extent) } else { &[] };
        walk(&self.transcript, extent, skipped, each);
    }

    /// Returns the spans of the source that show `length` bytes of the words from each of `places`, which rise.
    pub fn spans(&self, places: &[u32], length: usize) -> Vec<Span> {
        let mut spans = Vec::with_capacity(places.len());
        let mut rest = places;
        while let Some(&first) = rest.first() {
            let n = self.blocks.partition_point(|block| block.start <= first);
            let Some(&Block { start, place }) = n.checked_sub(1).and_then(|n| self.blocks.get(n)) else { break };
            let (here, after) = rest.split_at(rest.partition_point(|&at| (at as usize) < self.start_of(n)));
            let (mut starts, mut ends) = (here.iter().peekable(), here.iter().peekable());
            let (mut folded, mut ended) = (start, spans.len());
            self.walk(place, &mut |span, c| {
                while starts.next_if(|&&at| at <= folded).is_some() {
                    spans.push(span);
                }
                folded += fold(c).len_utf8() as u32;
                while ends.next_if(|&&at| at + length as u32 <= folded).is_some() {
                    let begun = spans.get_mut(ended);
                    begun.into_iter().for_each(|begun: &mut Span| *begun = begun.join(span));
                    ended += 1;
                }
            });
            spans.resize(ended.max(spans.len()), Span::default());
            rest = after;
        }
        spans
    }

    /// Tells whether a scene note stands in a span, and something beside it.
    pub fn holds_note(&self, span: Span) -> bool {
        !notes_in(&self.notes, span).is_empty()
    }

    /// Returns the turn of a place.
    pub fn turn(&self, place: Place) -> Option<&Turn> {
        match place.part {
            Part::Kicker | Part::Main | Part::Sub => None,
            _ => self.transcript.items.get(place.item as usize)?.turns.get(place.turn as usize),
        }
    }

    /// Returns the paragraph of a place.
    pub fn paragraph(&self, place: Place) -> Option<&Paragraph> {
        match place.part {
            Part::Paragraph(n) | Part::Seam(n) => self.turn(place)?.paragraphs.get(n as usize),
            _ => None,
        }
    }

    /// Returns what of the source a place shows.
    pub fn extent(&self, place: Place) -> Span {
        let headline = &self.transcript.headline;
        let span = match place.part {
            Part::Kicker => headline.kicker,
            Part::Main => headline.main,
            Part::Sub => headline.sub,
            Part::Label => self.turn(place).and_then(|turn| turn.speaker).map(|spoken| spoken.label),
            Part::Paragraph(_) | Part::Seam(_) => self.paragraph(place).map(|paragraph| paragraph.span),
        };
        span.unwrap_or_default()
    }

    /// Returns which field a place belongs to; a label belongs to none.
    pub fn field(&self, place: Place) -> Option<Field> {
        match place.part {
            Part::Kicker | Part::Main | Part::Sub => return Some(Field::Title),
            Part::Label => return None,
            Part::Paragraph(_) | Part::Seam(_) => {}
        }
        let item = self.transcript.items.get(place.item as usize)?;
        match (item.kind, item.turns.get(place.turn as usize)?.role) {
            (ItemKind::Heading, _) => Some(Field::Title),
            (_, Role::Question) => Some(Field::Question),
            (_, Role::Answer) => Some(Field::Answer),
            _ => None,
        }
    }

    /// Returns the index and the span of the sentence that holds the byte `at` of the source.
    pub fn sentence(&self, place: Place, at: u32) -> (u32, Span) {
        let Some(paragraph) = self.paragraph(place) else { return (0, self.extent(place)) };
        let n = paragraph.sentences.partition_point(|sentence| sentence.start <= at).saturating_sub(1);
        (n as u32, paragraph.sentences.get(n).copied().unwrap_or(paragraph.span))
    }

    /// Returns the id of the sentence that holds the byte `at` of the source: `x2a1.p3.s1`, `x2q1.label`, `h.main`.
    pub fn id(&self, place: Place, at: u32) -> String {
        let turn = || {
            let item = self.transcript.items.get(place.item as usize);
            let id = item.and_then(|item| item.turns_with_ids().nth(place.turn as usize)).map(|(id, _)| id);
            id.unwrap_or_default()
        };
        match place.part {
            Part::Kicker => "h.kicker".to_owned(),
            Part::Main => "h.main".to_owned(),
            Part::Sub => "h.sub".to_owned(),
            Part::Label => turn() + ".label",
            Part::Paragraph(p) | Part::Seam(p) => {
                let mut id = turn();
                for (letter, number) in [(".p", p), (".s", self.sentence(place, at).0)] {
                    id.push_str(letter);
                    id.push_str(&(number + 1).to_string());
                }
                id
            }
        }
    }

    /// Returns the bytes kept beside the transcript itself.
    pub fn size(&self) -> usize {
        self.words.capacity()
            + self.pairs.size()
            + self.blocks.capacity() * size_of::<Block>()
            + self.groups.capacity() * 4
    }
}

/// Returns those of the notes, which rise, that lie inside a span and are not all of it.
fn notes_in(notes: &[Span], span: Span) -> &[Span] {
    let from = notes.partition_point(|note| note.start < span.start);
    let rest = notes.get(from..).unwrap_or_default();
    let inside = rest.get(..rest.partition_point(|note| note.end <= span.end)).unwrap_or_default();
    if inside == [span] { &[] } else { inside }
}

/// Gives each shown character of a span, with what it stands for in the source. The notes are left out.
fn walk(transcript: &Transcript, span: Span, notes: &[Span], each: &mut dyn FnMut(Span, char)) {
    let source = &transcript.source.text;
    let repairs = transcript.repairs_in(span).iter().map(|repair| (repair.span, &*repair.inserted));
    let repairs = repairs.filter(|(repair, _)| !notes.iter().any(|note| note.contains(*repair)));
    let mut cuts: Vec<(Span, &str)> = repairs.chain(notes.iter().map(|note| (*note, ""))).collect();
    order_by_key(&mut cuts, |(cut, _)| (cut.start, cut.end));
    let mut at = span.start;
    for (cut, inserted) in cuts.into_iter().chain([(Span { start: span.end, end: span.end }, "")]) {
        let plain = Span { start: at, end: cut.start.max(at) };
        for (offset, c) in plain.of(source).char_indices() {
            let start = plain.start as usize + offset;
            each(Span::new(start, start + c.len_utf8()), c);
        }
        inserted.chars().for_each(|c| each(cut, c));
        at = cut.end.max(at);
    }
}
