//! What stands below the words: who said them, as an answer to whom, where, when, from whom; the seal and the code.

use super::super::design::{Design, Preset, Template};
use super::super::face::{Face, Weight};
use super::super::matter::Matter;
use super::super::set::Paint;
use super::super::sheet::Color;
use super::page::{Code, Page};
use crate::messages::{Ui, cards as say, quotes};

/// From line to line of notes, in em.
const LEADING: f32 = 1.5;

/// A piece of a note: where it stands along and across, within the notes.
struct Piece {
    text: String,
    face: Face,
    weight: Weight,
    size: f32,
    color: Color,
    at: [f32; 2],
    along: f32,
}

/// The notes of a card.
pub(super) struct Notes {
    pieces: Vec<Piece>,
    language: String,
    code: Option<Code>,
    /// The characters of the seal.
    seal: Option<&'static str>,
    /// How long lines of notes may be, in px.
    along: f32,
    /// How deep the notes are, in px.
    pub(super) depth: f32,
}

impl Notes {
    /// Sets the notes. Where the question itself stands on the card, who asked is said there.
    pub(super) fn of(matter: &Matter, design: &Design, page: &Page, has_question: bool) -> Self {
        let (note, ui, parts) = (page.note, design.ui, design.parts);
        let least = if design.preset == Preset::Print { 4.0 } else { 3.0 };
        let code = matter.link.as_deref().filter(|_| parts.code).and_then(|link| page.code(link, least));
        let hant = matter.language == "zh-Hant" || ui == Ui::Hant;
        let seal = (design.template == Template::Seal).then_some(if hant { "實錄" } else { "实录" });
        let mut along = page.along - code.as_ref().map_or(0.0, |code| code.side + note * 1.4);
        if seal.is_some() {
            let [width, height] = seal_size(note);
            along -= note + if page.vertical { height } else { width };
        }
        let mut notes = Self { pieces: Vec::new(), language: matter.language.clone(), code, seal, along, depth: 0.0 };
        notes.name(matter, ui, page);
        let is_column = design.template == Template::Column;
        let asked = matter.asked_by.as_ref().filter(|_| parts.asked && !has_question && !matter.asks);
        let asked = asked.map(|label| quotes::asked_by(label).to(ui).to_owned());
        let event = matter.event.clone().filter(|_| parts.source && !is_column);
        let date = matter.date.clone().filter(|_| parts.date && !is_column);
        let credit = matter.credit.clone().filter(|_| parts.source);
        for row in [asked, event, joined(date, credit)] {
            notes.row(row, page);
        }
        if let Some(code) = &notes.code {
            notes.depth = notes.depth.max(code.side);
        }
        if seal.is_some() {
            let [width, height] = seal_size(note);
            notes.depth = notes.depth.max(if page.vertical { width } else { height });
        }
        notes
    }

    /// Sets who said it: the office, then the name, on one line where both fit.
    fn name(&mut self, matter: &Matter, ui: Ui, page: &Page) {
        let Some(name) = &matter.speaker else { return };
        let (note, size) = (page.note, page.note * 1.34);
        let office = if matter.asks { Some(say::ASKS.to(ui).to_owned()) } else { matter.role.clone() };
        let long = |text: &str, size: f32, weight: Weight| {
            let manner = page.manner(text, &matter.language, Face::Song, weight);
            let block = page.set(text, &manner, size, self.along, LEADING)?;
            Some(if page.vertical { [block.extent[1], block.extent[0]] } else { block.extent })
        };
        let Some(of_name) = long(name, size, Weight::Bold) else { return };
        let of_office = office.as_deref().and_then(|office| long(office, note, Weight::Regular));
        let gap = note * 0.7;
        let mut at = [0.0, 0.0];
        let mut pieces = Vec::new();
        let office = office.zip(of_office).map(|(text, extent)| (text, Face::Song, Weight::Regular, note, extent));
        let name = Some((name.clone(), Face::Song, Weight::Bold, size, of_name));
        // An office stands before the name, what somebody does after it.
        let order = if matter.asks { [name, office] } else { [office, name] };
        for (text, face, weight, size, extent) in order.into_iter().flatten() {
            if at[0] > 0.0 && at[0] + extent[0] > self.along {
                at = [0.0, self.depth + note * 0.5];
            }
            let color = if weight == Weight::Bold { page.inks.ink } else { page.inks.quiet };
            // On one baseline in a line, on one axis in a column.
            let drop = (note * 1.34 - size) * if page.vertical { 0.5 } else { 0.88 };
            pieces.push(Piece { text, face, weight, size, color, at: [at[0], at[1] + drop], along: extent[0] });
            at[0] += extent[0] + gap;
            self.depth = self.depth.max(at[1] + drop + extent[1]);
        }
        self.pieces.extend(pieces);
    }

    /// Sets one more row below.
    fn row(&mut self, text: Option<String>, page: &Page) {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return };
        let manner = page.manner(&text, &self.language, Face::Hei, Weight::Regular);
        let size = page.note * 0.93;
        let Some(block) = page.set(&text, &manner, size, self.along, LEADING) else { return };
        let extent = if page.vertical { [block.extent[1], block.extent[0]] } else { block.extent };
        let above = if self.pieces.is_empty() { 0.0 } else { size * if self.pieces.len() < 3 { 0.75 } else { 0.6 } };
        let at = [0.0, self.depth + above];
        self.depth = at[1] + extent[1];
        let color = page.inks.quiet;
        self.pieces.push(Piece { text, face: Face::Hei, weight: Weight::Regular, size, color, at, along: extent[0] });
    }

    /// Draws the notes at the foot of the page.
    pub(super) fn draw(&self, page: &mut Page, template: Template) {
        let note = page.note;
        let top = page.across - self.depth;
        if self.depth > 0.0
            && matches!(template, Template::Plain | Template::Dialogue | Template::Column | Template::Night)
        {
            page.fill([0.0, top - note * 1.1], page.along, 1.5, page.inks.hairline);
        }
        let rows = self.pieces.iter().map(|piece| piece.at[0] + piece.along);
        let longest = rows.fold(0.0, f32::max);
        for piece in &self.pieces {
            let manner = page.manner(&piece.text, &self.language, piece.face, piece.weight);
            if let Some(block) = page.set(&piece.text, &manner, piece.size, self.along, LEADING) {
                let paint = Paint { face: piece.face, weight: piece.weight, color: piece.color, is_words: false };
                // Columns of notes end at the foot of the page, each row as a whole.
                let shift = if page.vertical { self.along - self.row_end(piece).min(longest) } else { 0.0 };
                page.block(&block, &manner, [piece.at[0] + shift, top + piece.at[1]], paint);
            }
        }
        if let Some(code) = &self.code {
            let corner = page.corner([page.along - code.side, page.across - code.side], [code.side, code.side]);
            page.draw_code(code, corner);
        }
        if let Some(seal) = self.seal {
            self.draw_seal(page, seal, top);
        }
    }

    /// Returns where the row that a piece stands in ends.
    fn row_end(&self, piece: &Piece) -> f32 {
        let same =
            self.pieces.iter().filter(|other| (other.at[1] - piece.at[1]).abs() < other.size.max(piece.size) * 0.5);
        same.map(|other| other.at[0] + other.along).fold(0.0, f32::max)
    }

    fn draw_seal(&self, page: &mut Page, seal: &str, top: f32) {
        let note = page.note;
        let [width, height] = seal_size(note);
        let along = self.along + note;
        let at = if page.vertical { [along, top] } else { [along, page.across - height] };
        let extent = if page.vertical { [height, width] } else { [width, height] };
        let [x, y] = page.corner(at, extent);
        let (ground, on) = (page.inks.accent, page.inks.on_accent);
        let mut fill = |x: f32, y: f32, width: f32, height: f32, color: Color| {
            page.marks.push(super::super::sheet::Mark::Fill { x, y, width, height, color });
        };
        fill(x, y, width, height, ground);
        let (inset, thick) = ((note * 0.13).round(), 2.0);
        let (w, h) = (width - 2.0 * inset, height - 2.0 * inset);
        fill(x + inset, y + inset, w, thick, on);
        fill(x + inset, y + inset + h - thick, w, thick, on);
        fill(x + inset, y + inset, thick, h, on);
        fill(x + inset + w - thick, y + inset, thick, h, on);
        let size = note * 1.12;
        let at = |n: f32| [x + (width - size) / 2.0, y + height / 2.0 + (n - 1.0) * size * 1.04 + 0.88 * size];
        page.marks.push(super::super::sheet::Mark::Run(super::super::sheet::Run {
            text: seal.to_owned(),
            at: vec![at(0.0), at(1.0)],
            face: Face::Song,
            weight: Weight::Bold,
            size,
            color: on,
            turned: false,
            is_words: false,
        }));
    }
}

/// Width and height of the seal.
fn seal_size(note: f32) -> [f32; 2] {
    [(note * 1.72).round(), (note * 2.9).round()]
}

/// Joins what stands on one row.
fn joined(date: Option<String>, credit: Option<String>) -> Option<String> {
    match (date, credit) {
        (Some(date), Some(credit)) => Some([&date, "　", &credit].concat()),
        (date, credit) => date.or(credit),
    }
}
