//! Letters: what is compared when words are compared. Knows how a transcript's words are read off its spans; knows
//! neither quotations nor verdicts.
//!
//! A letter is a folded letter, digit or sign of number (% $ +); punctuation, blank space and stage directions are
//! none. Between two words of Latin script one blank counts as a letter, and so does the point within a number, or
//! `3.5` would be `35`. Letters are UTF-16 units; no unit is 0, which stands between turns.

use crate::text::{Span, fold, is_blank, is_han};
use crate::transcript::{DiagnosticKind, ItemKind, Paragraph, RepairKind, Role, SpeakerKind, Transcript, Turn};

/// What stands between two turns, so that no match reaches from one into the next.
pub(crate) const WALL: u16 = 0;

/// A shown character and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// The character, as shown.
    pub(crate) c: char,
    /// Its bytes in the text that is read; what a repair inserted has the span of what it replaced.
    pub(crate) at: Span,
}

/// A text read letter by letter, with the way back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    /// The shown characters.
    pub(crate) glyphs: Vec<Glyph>,
    /// The letters, in UTF-16 units.
    pub(crate) units: Vec<u16>,
    /// For each unit, the glyph that it comes from.
    pub(crate) owners: Vec<u32>,
    pending: Pending,
    last: Last,
}

/// What the next letter decides about.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Pending {
    #[default]
    Nothing,
    Blank(u32),
    Point(u32),
}

/// What kind of letter stands last.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Last {
    /// None, or one of a script without blanks between words.
    #[default]
    Whole,
    Digit,
    Latin,
}

impl Reading {
    /// Reads a plain text.
    pub(crate) fn of_text(text: &str) -> Self {
        let mut reading = Self::default();
        reading.text(text, 0);
        reading
    }

    /// Reads what is shown of a turn: repairs applied, stage directions stepped over.
    pub(crate) fn of_turn(transcript: &Transcript, turn: &Turn) -> Self {
        let mut reading = Self::default();
        for paragraph in turn.paragraphs.iter().filter(|paragraph| !paragraph.scene) {
            reading.paragraph(transcript, paragraph);
        }
        reading
    }

    /// Forgets what was read and keeps the room.
    pub(crate) fn clear(&mut self) {
        self.glyphs.clear();
        self.units.clear();
        self.owners.clear();
        self.pending = Pending::Nothing;
        self.last = Last::Whole;
    }

    /// Reads a paragraph on; a line end stands between it and what was read before.
    pub(crate) fn paragraph(&mut self, transcript: &Transcript, paragraph: &Paragraph) {
        if !self.glyphs.is_empty() {
            self.push('\n', Span { start: paragraph.span.start, end: paragraph.span.start });
        }
        self.span(transcript, paragraph.span);
    }

    /// Reads what is shown of a span.
    pub(crate) fn span(&mut self, transcript: &Transcript, span: Span) {
        let source = &*transcript.source.text;
        let scenes = transcript.diagnostics.iter().filter(|d| d.kind == DiagnosticKind::Scene);
        let scenes: Vec<Span> = scenes.map(|d| d.span).filter(|scene| span.contains(*scene)).collect();
        let mut at = span.start;
        for repair in transcript.repairs_in(span) {
            self.piece(source, Span { start: at, end: repair.span.start }, &scenes);
            if repair.kind == RepairKind::Entity || !repair.inserted.is_empty() {
                for c in repair.inserted.chars() {
                    self.push(c, repair.span);
                }
            }
            at = repair.span.end;
        }
        self.piece(source, Span { start: at, end: span.end.max(at) }, &scenes);
    }

    fn piece(&mut self, source: &str, mut piece: Span, scenes: &[Span]) {
        for scene in scenes {
            // Notes may overlap: what was stepped over is not read again.
            if piece.contains(*scene) {
                let before = Span { start: piece.start, end: scene.start };
                self.text(before.of(source), before.start);
                piece.start = scene.end;
            }
        }
        self.text(piece.of(source), piece.start);
    }

    /// Reads a text that begins at this byte.
    fn text(&mut self, text: &str, from: u32) {
        let from = from as usize;
        for (at, c) in text.char_indices() {
            self.push(c, Span::new(from + at, from + at + c.len_utf8()));
        }
    }

    fn push(&mut self, c: char, at: Span) {
        let glyph = self.glyphs.len() as u32;
        self.glyphs.push(Glyph { c, at });
        if !is_letter(c) {
            self.pending = match (self.last, self.pending) {
                (Last::Digit, Pending::Nothing) if matches!(c, '.' | '．') => Pending::Point(glyph),
                (Last::Digit | Last::Latin, _) if parts_words(c) => Pending::Blank(glyph),
                (_, Pending::Point(_)) => Pending::Nothing,
                (_, pending) => pending,
            };
            return;
        }
        let folded = fold(c);
        let now = if is_han(c) {
            Last::Whole
        } else if folded.is_ascii_digit() {
            Last::Digit
        } else {
            Last::Latin
        };
        match self.pending {
            Pending::Blank(owner) if now != Last::Whole => self.unit(u16::from(b' '), owner),
            Pending::Point(owner) if now == Last::Digit => self.unit(u16::from(b'.'), owner),
            _ => {}
        }
        let mut units = [0; 2];
        for &unit in folded.encode_utf16(&mut units).iter() {
            self.unit(unit, glyph);
        }
        self.pending = Pending::Nothing;
        self.last = now;
    }

    fn unit(&mut self, unit: u16, owner: u32) {
        self.units.push(unit);
        self.owners.push(owner);
    }

    /// Returns the glyph of a unit; one past the last where there is none.
    pub(crate) fn owner(&self, unit: usize) -> usize {
        self.owners.get(unit).map_or(self.glyphs.len(), |owner| *owner as usize)
    }

    /// Returns the first unit that belongs to this byte of the text or to one after it.
    pub(crate) fn unit_at(&self, byte: u32) -> usize {
        self.owners.partition_point(|owner| self.glyphs.get(*owner as usize).is_some_and(|glyph| glyph.at.start < byte))
    }

    /// Returns where the letters of these units stand, from the first to the last.
    pub(crate) fn span_of(&self, from: usize, to: usize) -> Option<Span> {
        let first = self.glyphs.get(self.owner(from))?;
        let last = self.glyphs.get(self.owner(to.checked_sub(1).filter(|last| *last >= from)?))?;
        Some(first.at.join(last.at))
    }
}

/// Tells whether a character is compared.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '%' | '‰' | '$' | '¥' | '€' | '£' | '+' | '°' | '％' | '＄' | '￥' | '＋')
}

/// What parts two words of Latin script.
fn parts_words(c: char) -> bool {
    is_blank(c) || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '/')
}

/// Returns the letters of a text.
pub(crate) fn letters_of(text: &str) -> Vec<u16> {
    Reading::of_text(text).units
}

/// The letters of a whole transcript, turn after turn.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    /// The letters, with a [`WALL`] after each turn.
    pub(crate) units: Vec<u16>,
    /// The turns, in the order of the source.
    pub(crate) turns: Vec<TurnLetters>,
    /// The unit with which each sentence begins.
    pub(crate) sentences: Vec<u32>,
    /// The names of each speaker, the usual one first, and whether it is an outlet.
    pub(crate) speakers: Vec<(Vec<String>, bool)>,
}

/// Where a turn's letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TurnLetters {
    /// The first unit.
    pub(crate) from: u32,
    /// The index of its item.
    pub(crate) item: u32,
    /// Its index within the item.
    pub(crate) turn: u32,
    /// The index of its speaker.
    pub(crate) speaker: Option<u32>,
    /// Whose words they are.
    pub(crate) voice: Voice,
}

/// Whose words a turn has, as far as it can be told without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Somebody asks.
    Asks,
    /// Somebody else speaks.
    Speaks,
    /// Nobody: it is printed about the conference.
    Print,
}

impl Letters {
    /// Reads a transcript once.
    pub fn of(transcript: &Transcript) -> Self {
        let mut letters = Self { units: Vec::with_capacity(transcript.source.text.len() / 3), ..Self::default() };
        let mut reading = Reading::default();
        for (item, i) in transcript.items.iter().zip(0..) {
            for (turn, t) in item.turns.iter().zip(0..) {
                let from = letters.units.len() as u32;
                let speaker = turn.speaker.map(|spoken| spoken.speaker as u32);
                let voice = match (item.kind, turn.role) {
                    (ItemKind::Lead | ItemKind::Heading | ItemKind::Credit, _) => Voice::Print,
                    (_, Role::Question) => Voice::Asks,
                    _ => Voice::Speaks,
                };
                letters.turns.push(TurnLetters { from, item: i, turn: t, speaker, voice });
                reading.clear();
                for paragraph in turn.paragraphs.iter().filter(|paragraph| !paragraph.scene) {
                    reading.paragraph(transcript, paragraph);
                }
                let sentences = turn.paragraphs.iter().filter(|p| !p.scene).flat_map(|p| &p.sentences);
                letters.sentences.extend(sentences.map(|s| from + reading.unit_at(s.start) as u32));
                letters.units.extend_from_slice(&reading.units);
                letters.units.push(WALL);
            }
        }
        for speaker in &transcript.speakers {
            let names = std::iter::once(&speaker.name).chain(&speaker.aliases);
            letters.speakers.push((names.cloned().collect(), speaker.kind == SpeakerKind::Outlet));
        }
        letters.units.shrink_to_fit();
        letters
    }

    /// Returns how many letters there are, walls counted.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Tells whether there is nothing to compare with.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Returns the index of the turn that a unit stands in.
    pub(crate) fn turn_at(&self, unit: usize) -> usize {
        self.turns.partition_point(|turn| turn.from as usize <= unit).saturating_sub(1)
    }

    /// Returns the index of the sentence that a unit stands in.
    pub(crate) fn sentence_at(&self, unit: usize) -> usize {
        self.sentences.partition_point(|from| *from as usize <= unit).saturating_sub(1)
    }

    /// Returns the units of a turn, without its wall.
    pub(crate) fn turn_units(&self, turn: usize) -> std::ops::Range<usize> {
        let from = self.turns.get(turn).map_or(self.units.len(), |turn| turn.from as usize);
        let to = self.turns.get(turn + 1).map_or(self.units.len(), |next| next.from as usize);
        from..to.saturating_sub(1).max(from)
    }
}

/// Returns every place where `needle` stands in `units`.
pub(crate) fn occurrences<'u>(units: &'u [u16], needle: &'u [u16]) -> impl Iterator<Item = usize> + 'u {
    let width = needle.len().max(1);
    units.windows(width).enumerate().filter(move |(_, window)| *window == needle).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        assert_eq!(String::from_utf16_lossy(&letters_of(text)), expect, "{text}");
    }

    #[test]
    fn punctuation_width_and_script_are_no_letters() {
        check("“臺灣有事”，日本有事！", "台湾有事日本有事");
        check("１３０多場…… 50％", "130多场50%");
    }

    #[test]
    fn words_of_latin_script_stay_apart() {
        check("The  G7\nsummit, in U.S. history", "the g7 summit in us history");
        check("中国 G7 国家", "中国g7国家");
    }

    #[test]
    fn a_point_within_a_number_counts() {
        check("3.5倍。35倍。3.", "3.5倍35倍3");
        check("3,000.5", "3000.5");
    }

    #[test]
    fn a_stage_direction_is_stepped_over() {
        let transcript =
            crate::transcript::parse("问：甲？\n\n王毅：各位好。（笑）谢谢大家。\n\n问：乙？\n\n王毅：好。\n");
        let letters = Letters::of(&transcript);
        let all = String::from_utf16_lossy(&letters.units);
        assert!(all.contains("各位好谢谢大家\0"), "{all}");
    }
}
