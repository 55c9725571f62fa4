//! Every character in its place, in lines or in columns. Knows px and em boxes; knows no card.
//!
//! In a column: words and long numbers are turned, numbers of one or two digits stand upright together, ，。、 go to the
//! upper right of their em (zh-Hant has them in the middle), dashes, dots and brackets are turned, “” become 『』
//! and ‘’ 「」 (CLREQ § 3.1.3, GB/T 15834—2011 § 5.2). Fonts' own vertical forms are not relied on.

use super::super::face::{Face, Weight};
use super::super::line::unit::inset;
use super::super::line::{Kind, Line, Manner, Unit};
use super::super::sheet::{Color, Mark, Run};
use super::Block;
use crate::text::Span;

/// From the top of an em box to the baseline, in em: what the usual Chinese faces have.
const ASCENT: f32 = 0.88;
/// From the baseline up to the middle of an em box.
const MIDDLE: f32 = ASCENT - 0.5;
/// From the baseline up to the middle of a digit.
const DIGIT: f32 = 0.36;
/// From the lower left of an em, where ，。、 stand in a line, to its upper right, where they stand in a column.
const CORNER: [f32; 2] = [0.53, -0.58];
/// From the left half of an em, where simplified Chinese has ！？：；, to its middle.
const SIDE: f32 = 0.23;
/// How much ：； are raised in a column, to the middle of their em.
const RAISED: f32 = 0.14;
/// Small kana: at the lower left of their em in a line, at its upper right in a column (JLREQ § 3.1.7).
const SMALL: &str = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";
/// How far they are moved, in em.
const LIFTED: f32 = 0.12;

/// How words are drawn.
#[derive(Clone, Copy)]
pub struct Paint {
    /// The typeface.
    pub face: Face,
    /// Its weight.
    pub weight: Weight,
    /// The colour.
    pub color: Color,
    /// Whether these are the quoted words.
    pub is_words: bool,
}

/// Returns the mark that is drawn for a quotation mark in a column.
fn swap(c: char, language: &str) -> char {
    let outer_is_double = language == "zh-Hans";
    match (c, outer_is_double) {
        ('“', true) | ('‘', false) => '『',
        ('”', true) | ('’', false) => '』',
        ('‘', true) | ('“', false) => '「',
        ('’', true) | ('”', false) => '」',
        _ => c,
    }
}

/// Returns a text as a column draws it: its quotation marks changed, where they are those of Chinese.
pub fn swapped(text: &str, manner: &Manner) -> String {
    let mut drawn = String::with_capacity(text.len());
    for unit in super::super::line::units(text, manner) {
        let piece = unit.span.of(text);
        if unit.kind == Kind::Mark {
            drawn.extend(piece.chars().map(|c| swap(c, manner.language)));
        } else {
            drawn.push_str(piece);
        }
    }
    drawn
}

/// Draws a block with its upper left corner at `origin`; columns begin at the right.
pub fn place(block: &Block, manner: &Manner, origin: [f32; 2], paint: Paint, marks: &mut Vec<Mark>) {
    let mut pen = Pen { block, manner, paint, face: paint.face, run: None, closed: false, goes_on: false, marks };
    for (n, line) in block.lines.iter().enumerate() {
        let step = n as f32 * block.leading * block.size;
        let start = if manner.vertical {
            [origin[0] + block.extent[0] - step - block.size / 2.0, origin[1]]
        } else {
            [origin[0], origin[1] + step]
        };
        pen.line(line, start);
    }
}

/// Collects characters of one look into runs.
struct Pen<'p, 't> {
    block: &'p Block<'t>,
    manner: &'p Manner<'p>,
    paint: Paint,
    /// The face of what comes next.
    face: Face,
    /// The run of single characters that is being collected.
    run: Option<Run>,
    /// Whether the last character was a mark: two marks in one run would be spaced by some browsers.
    closed: bool,
    /// Whether the last run is a string of this line that a Latin text goes on with: its face spaces its words.
    goes_on: bool,
    marks: &'p mut Vec<Mark>,
}

impl Pen<'_, '_> {
    fn line(&mut self, line: &Line, start: [f32; 2]) {
        let size = self.block.size;
        let units = self.block.text.units.get(line.from..line.to).unwrap_or_default();
        for (unit, place) in units.iter().zip(&line.places) {
            let along = place * size;
            let [x, y] = if self.manner.vertical { [start[0], start[1] + along] } else { [start[0] + along, start[1]] };
            let source = self.block.text.source;
            let ink = Span { start: unit.span.start, end: unit.ink }.of(source);
            let blank = Span { start: unit.ink, end: unit.span.end }.of(source);
            self.face_for(unit);
            if self.manner.vertical {
                self.upright(unit, ink, blank, x, y);
            } else {
                self.level(unit, ink, blank, x, y);
            }
        }
        self.close();
        self.goes_on = false;
    }

    /// Some faces of Kai have their stops in the middle of the em, as is done elsewhere: marks come from Song.
    fn face_for(&mut self, unit: &Unit) {
        let face = match (self.paint.face, unit.kind) {
            (Face::Kai, Kind::Mark) => Face::Song,
            (face, _) => face,
        };
        if face != self.face {
            self.close();
            self.face = face;
        }
    }

    /// Draws a unit of a line whose em box begins at `x`, `y`.
    fn level(&mut self, unit: &Unit, ink: &str, blank: &str, x: f32, y: f32) {
        let size = self.block.size;
        let at = [x, y + ASCENT * size];
        match unit.kind {
            Kind::Mark if unit.width > 1.5 => self.word(ink, blank, [at[0] + self.spare(unit, ink), at[1]], false),
            Kind::Mark => {
                let inset = inset(ink, unit, self.manner) * size;
                self.single(ink, blank, [at[0] + inset, at[1]], true);
            }
            Kind::Cell => self.single(ink, blank, at, false),
            Kind::Word | Kind::Upright => self.word(ink, blank, at, false),
        }
    }

    /// Draws a unit of a column with its middle at `x`, beginning at `y`.
    fn upright(&mut self, unit: &Unit, ink: &str, blank: &str, x: f32, y: f32) {
        let size = self.block.size;
        let cell = [x - size / 2.0, y + ASCENT * size];
        let turned = [x - MIDDLE * size, y];
        match unit.kind {
            Kind::Cell if matches!(ink, "ー" | "゠" | "＝" | "－" | "｜") => self.word(ink, blank, turned, true),
            Kind::Cell if SMALL.contains(ink) => {
                self.single(ink, blank, [cell[0] + LIFTED * size, cell[1] - LIFTED * size], false);
            }
            Kind::Cell => self.single(ink, blank, cell, false),
            Kind::Word => self.word(ink, blank, [x - DIGIT * size, y], true),
            Kind::Upright => {
                let half = self.manner.ems(ink) / 2.0;
                self.word(ink, blank, [x - half * size, y + (0.5 + DIGIT) * size], false);
            }
            Kind::Mark => {
                let c = ink.chars().next().unwrap_or(' ');
                let is_hant = self.manner.language == "zh-Hant";
                match c {
                    '，' | '。' | '、' | '．' if !is_hant => {
                        self.single(ink, blank, [cell[0] + CORNER[0] * size, cell[1] + CORNER[1] * size], true);
                    }
                    '！' | '？' if self.manner.language == "zh-Hans" => {
                        self.single(ink, blank, [cell[0] + SIDE * size, cell[1]], true);
                    }
                    '：' | '；' if self.manner.language == "zh-Hans" => {
                        self.single(ink, blank, [cell[0] + SIDE * size, cell[1] - RAISED * size], true);
                    }
                    '，' | '。' | '、' | '．' | '！' | '？' | '：' | '；' => {
                        self.single(ink, blank, cell, true)
                    }
                    '·' | '・' | '‧' => {
                        let inset = inset(ink, unit, self.manner) * size;
                        self.single(ink, blank, [cell[0] + inset, cell[1]], true);
                    }
                    _ => {
                        let drawn: String = ink.chars().map(|c| swap(c, self.manner.language)).collect();
                        let spare = if unit.width > 1.5 { self.spare(unit, ink) } else { 0.0 };
                        self.word(&drawn, blank, [turned[0], turned[1] + spare], true);
                    }
                }
            }
        }
    }

    /// Returns half of what a face leaves of the two em of —— or ……, in px: some have these marks shorter.
    fn spare(&self, unit: &Unit, ink: &str) -> f32 {
        ((unit.width - self.manner.ems(ink)) / 2.0).max(0.0) * self.block.size
    }

    /// Adds one character with a place of its own.
    fn single(&mut self, ink: &str, blank: &str, at: [f32; 2], is_mark: bool) {
        // Where a character is more than one UTF-16 unit, lists of places count differently in SVG 1.1 and 2.
        let is_simple = ink.len() <= 3 && ink.chars().count() == 1;
        if !is_simple {
            return self.word(ink, blank, at, false);
        }
        if is_mark && self.closed {
            self.close();
        }
        self.goes_on = false;
        let size = self.block.size;
        let mut run = self.run.take().unwrap_or_else(|| self.fresh(false));
        run.text.push_str(ink);
        run.at.push(at);
        for c in blank.chars() {
            run.text.push(c);
            run.at.push(if self.manner.vertical { [at[0], at[1] + size] } else { [at[0] + size, at[1]] });
        }
        self.run = Some(run);
        self.closed = is_mark;
    }

    /// Adds a string with one place.
    fn word(&mut self, ink: &str, blank: &str, at: [f32; 2], turned: bool) {
        self.close();
        match self.marks.last_mut() {
            Some(Mark::Run(run)) if self.goes_on => {
                run.text.push_str(ink);
                run.text.push_str(blank);
                return;
            }
            _ => {}
        }
        let mut run = self.fresh(turned);
        run.text.push_str(ink);
        run.text.push_str(blank);
        run.at.push(at);
        self.marks.push(Mark::Run(run));
        self.goes_on = self.manner.is_latin();
    }

    fn fresh(&self, turned: bool) -> Run {
        let Paint { weight, color, is_words, .. } = self.paint;
        let face = self.face;
        Run { text: String::new(), at: Vec::new(), face, weight, size: self.block.size, color, turned, is_words }
    }

    fn close(&mut self) {
        self.marks.extend(self.run.take().map(Mark::Run));
        self.closed = false;
    }
}
