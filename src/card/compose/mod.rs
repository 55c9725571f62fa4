//! Composing: matter and design become sheets, or it is said what to do about words that do not fit.
//! Knows how a card is built up; knows no file.

mod clauses;
mod notes;
mod page;

pub use clauses::clauses;

use self::notes::Notes;
use self::page::Page;
use super::design::{Design, Inks, Preset, Template, Writing};
use super::face::{Face, Measure, Weight};
use super::line::{Manner, Text, units};
use super::matter::Matter;
use super::set::{Paint, Room, fit};
use super::sheet::Sheet;
use crate::text::Span;

/// Over how many cards words are spread at most.
const CARDS: usize = 24;
/// More lines than these want at least this from line to line, in em.
const TIGHT: (usize, f32) = (6, 1.52);
/// The blank at the left of most characters within their em: in large type it is seen beside a rule.
const BEARING: f32 = 0.04;
/// How long a piece of a clause is at least, in bytes.
const PIECE: usize = 36;

/// The words do not fit at the smallest size.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the words do not fit on one card at the smallest size")]
pub struct TooLong {
    /// Pieces of the words, cut at their punctuation, in bytes: what is left out becomes ……
    pub clauses: Vec<Span>,
    /// Over how many cards the words would be spread; nothing where even that would not help.
    pub cards: Option<usize>,
}

/// Composes the sheet, or numbered sheets where the design spreads words that do not fit on one.
pub fn compose(matter: &Matter, design: &Design, measure: &dyn Measure) -> Result<Vec<Sheet>, TooLong> {
    let card = Card { matter, design, measure };
    let whole = Span::new(0, matter.text.len());
    if let Some(sheet) = card.sheet(whole, None, None) {
        return Ok(vec![sheet]);
    }
    let clauses = clauses(&matter.text);
    let sheets = (2..=CARDS).find_map(|count| card.spread(&clauses, count));
    // A clause that is longer than a card is cut where a line could end.
    let sheets = sheets.or_else(|| {
        let pieces = card.pieces();
        (2..=CARDS).find_map(|count| card.spread(&pieces, count))
    });
    match sheets {
        Some(sheets) if design.split => Ok(sheets),
        sheets => Err(TooLong { clauses, cards: sheets.map(|sheets| sheets.len()) }),
    }
}

/// How a template sets its words.
struct Cast {
    weight: Weight,
    /// The largest size on a square, in px.
    most: f32,
    /// From line to line, in em.
    leading: f32,
    /// Where the words stand in a field that they do not fill: 0 at its head, 1 at its foot.
    rest: f32,
}

impl Cast {
    fn of(template: Template) -> Self {
        let cast = |weight, most, leading, rest| Self { weight, most, leading, rest };
        match template {
            Template::Plain => cast(Weight::Regular, 96.0, 1.62, 0.42),
            Template::Bold => cast(Weight::Bold, 150.0, 1.36, 0.0),
            Template::Seal => cast(Weight::Regular, 88.0, 1.68, 0.42),
            Template::Dialogue => cast(Weight::Regular, 80.0, 1.6, 0.3),
            Template::Night => cast(Weight::Regular, 96.0, 1.56, 0.3),
            Template::Column => cast(Weight::Regular, 76.0, 1.62, 0.3),
        }
    }
}

/// One card in the making.
struct Card<'c> {
    matter: &'c Matter,
    design: &'c Design,
    measure: &'c dyn Measure,
}

impl Card<'_> {
    /// Cuts the words into short pieces, each ending where a line could end.
    fn pieces(&self) -> Vec<Span> {
        let manner = self.manner(self.design.writing);
        let mut pieces: Vec<Span> = Vec::new();
        let mut is_open = false;
        for unit in units(&self.matter.text, &manner) {
            match pieces.last_mut() {
                Some(piece) if is_open => *piece = piece.join(unit.span),
                _ => pieces.push(unit.span),
            }
            is_open = !unit.breaks || pieces.last().is_some_and(|piece| piece.len() < PIECE);
        }
        pieces
    }

    /// Returns how the words are read for setting.
    fn manner(&self, writing: Writing) -> Manner<'_> {
        let asks = self.matter.asks;
        Manner {
            language: &self.matter.language,
            vertical: writing == Writing::Vertical,
            face: if asks { Face::Kai } else { Face::Song },
            weight: if asks { Weight::Regular } else { Cast::of(self.design.template).weight },
            measure: self.measure,
        }
    }

    /// Spreads the words over so many cards, all in one size.
    fn spread(&self, clauses: &[Span], count: usize) -> Option<Vec<Sheet>> {
        let parts = clauses::parts(clauses, count)?;
        let number = |n: usize| Some((n + 1, parts.len()));
        let first: Option<Vec<Sheet>> =
            parts.iter().enumerate().map(|(n, part)| self.sheet(*part, number(n), None)).collect();
        let size = first?.iter().map(|sheet| sheet.font_size).fold(f32::INFINITY, f32::min);
        parts.iter().enumerate().map(|(n, part)| self.sheet(*part, number(n), Some(size))).collect()
    }

    /// Composes a part of the words, with the question that they answer where there is room for it.
    fn sheet(&self, part: Span, number: Option<(usize, usize)>, most: Option<f32>) -> Option<Sheet> {
        let is_first = number.is_none_or(|(n, _)| n == 1);
        let asked = self.matter.question.as_deref().filter(|_| self.design.template == Template::Dialogue && is_first);
        // What does not fit beside the answer is left out from its beginning.
        let shortened = asked.map(clauses::endings).unwrap_or_default();
        let tries = shortened.iter().map(|question| Some(question.as_str())).chain([None]);
        tries.into_iter().find_map(|question| self.with_question(part, number, most, question))
    }

    fn with_question(
        &self,
        part: Span,
        number: Option<(usize, usize)>,
        most: Option<f32>,
        question: Option<&str>,
    ) -> Option<Sheet> {
        let Design { preset, template, writing, shade, accent, .. } = *self.design;
        let inks = Inks::of(template, shade, accent);
        let mut page = Page::new(preset, writing, inks, self.measure);
        let words = part.of(&self.matter.text);
        let cast = Cast::of(template);
        let notes = Notes::of(self.matter, self.design, &page, question.is_some());
        let head = page.head(template, self.matter, self.design);
        let foot = notes.depth + if notes.depth > 0.0 { page.note * 2.9 } else { 0.0 };
        let mut from = head;
        let manner = self.manner(writing);
        let tight = if manner.is_latin() { 0.84 } else { 1.0 };
        let leading = cast.leading * tight + if manner.vertical { 0.12 } else { 0.0 };
        if let Some(question) = question {
            // The answer keeps the larger half.
            let room = (page.across - head - foot) * 0.42;
            from += page.question(question, self.matter, head, room)?;
        }
        let scale = match preset {
            Preset::Square => 1.0,
            Preset::Portrait => 1.06,
            Preset::Story => 1.2,
            Preset::Landscape => 0.75,
            Preset::Print => 1.35,
        };
        let field = [page.along, page.across - from - foot];
        let field = if manner.vertical { [field[1], field[0]] } else { field };
        let most = most.unwrap_or(cast.most * scale);
        let room = Room { field, least: preset.least(), most, leading };
        let mut block = fit(Text::new(words, &manner), &manner, &room)?;
        // Many lines set as tight as big type are hard to read.
        if block.lines.len() > TIGHT.0 && leading < TIGHT.1 && !manner.is_latin() {
            let room = Room { leading: TIGHT.1, ..room };
            block = fit(Text::new(words, &manner), &manner, &room).unwrap_or(block);
        }
        let taken = if manner.vertical { [block.extent[1], block.extent[0]] } else { block.extent };
        // Lines begin at the edge with their ink, not with their em; columns, of which nobody sees an edge, stand a
        // little above the middle.
        let along = match manner.vertical {
            true => (page.along - taken[0]) * cast.rest.min(0.4),
            false if manner.is_latin() => 0.0,
            false => -BEARING * block.size,
        };
        let across = from + (page.across - from - foot - taken[1]) * cast.rest;
        let paint = Paint { face: manner.face, weight: manner.weight, color: inks.ink, is_words: true };
        page.block(&block, &manner, [along, across], paint);
        notes.draw(&mut page, template);
        if let Some((n, of)) = number {
            page.number(n, of);
        }
        // The card carries the same as its neighbours; what it is called says which of them it is.
        let proof = self.matter.proof.clone();
        let mut alt = proof.alt.clone();
        if let Some((n, of)) = number {
            alt = [&alt, " (", &n.to_string(), "/", &of.to_string(), ")"].concat();
        }
        let [width, height] = preset.size();
        Some(Sheet {
            width,
            height,
            language: self.matter.language.clone(),
            alt,
            marks: page.marks,
            proof,
            lines: block.words(),
            font_size: block.size,
            field,
            extent: block.extent,
            emergencies: block.text.emergencies.iter().map(|at| at + part.start).collect(),
        })
    }
}
