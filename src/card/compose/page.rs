//! The page of a card in the making: its margins, its rules, and blocks of text on it. Knows both directions, so that
//! what composes need not: `along` runs with the lines, `across` from one line to the next.

use super::super::code;
use super::super::design::{Design, Inks, Preset, Template, Writing};
use super::super::face::{Face, Measure, Weight};
use super::super::line::{Manner, Text};
use super::super::matter::Matter;
use super::super::set::{Block, Paint, Room, fit, place};
use super::super::sheet::{Color, Mark};
use crate::text::is_han;

/// The quiet zone of a QR code, in modules (ISO/IEC 18004 § 9.1).
const QUIET: usize = 4;

/// A page.
pub(super) struct Page<'m> {
    pub(super) vertical: bool,
    pub(super) inks: Inks,
    pub(super) measure: &'m dyn Measure,
    pub(super) marks: Vec<Mark>,
    /// The room within the margins, in px.
    pub(super) along: f32,
    pub(super) across: f32,
    /// The size of notes, in px.
    pub(super) note: f32,
    size: [f32; 2],
    margin: [f32; 2],
}

impl<'m> Page<'m> {
    pub(super) fn new(preset: Preset, writing: Writing, inks: Inks, measure: &'m dyn Measure) -> Self {
        let [width, height] = preset.size().map(|side| side as f32);
        let margin = match preset {
            Preset::Square => [100.0, 100.0],
            Preset::Portrait => [104.0, 120.0],
            // Above and below stand the controls of whatever shows a story.
            Preset::Story => [108.0, 250.0],
            Preset::Landscape => [84.0, 68.0],
            Preset::Print => [130.0, 150.0],
        };
        let inner = [width - 2.0 * margin[0], height - 2.0 * margin[1]];
        let vertical = writing == Writing::Vertical;
        let (along, across) = if vertical { (inner[1], inner[0]) } else { (inner[0], inner[1]) };
        let ground = Mark::Fill { x: 0.0, y: 0.0, width, height, color: inks.paper };
        let size = [width, height];
        Self { vertical, inks, measure, marks: vec![ground], along, across, note: preset.note(), size, margin }
    }

    /// Fills a rectangle: where it begins along and across, how long and how thick it is.
    pub(super) fn fill(&mut self, at: [f32; 2], long: f32, thick: f32, color: Color) {
        let [x, y] = self.corner(at, [long, thick]);
        let (width, height) = if self.vertical { (thick, long) } else { (long, thick) };
        self.marks.push(Mark::Fill { x, y, width, height, color });
    }

    /// Draws a block of text.
    pub(super) fn block(&mut self, block: &Block, manner: &Manner, at: [f32; 2], paint: Paint) {
        let [width, height] = block.extent;
        let origin = self.corner(at, if self.vertical { [height, width] } else { [width, height] });
        place(block, manner, origin, paint, &mut self.marks);
    }

    /// Returns the upper left corner, on the card, of what begins there along and across.
    pub(super) fn corner(&self, at: [f32; 2], extent: [f32; 2]) -> [f32; 2] {
        if self.vertical {
            [self.size[0] - self.margin[0] - at[1] - extent[1], self.margin[1] + at[0]]
        } else {
            [self.margin[0] + at[0], self.margin[1] + at[1]]
        }
    }

    /// Returns how a text about the words is set.
    pub(super) fn manner<'l>(&self, text: &str, language: &'l str, face: Face, weight: Weight) -> Manner<'l>
    where
        'm: 'l,
    {
        let is_cjk = language.starts_with("zh") || language == "ja";
        let language = match text.chars().any(is_han) {
            true if is_cjk => language,
            true => "zh-Hans",
            false => "en",
        };
        Manner { language, vertical: self.vertical, face, weight, measure: self.measure }
    }

    /// Sets a text of one size in lines of at most `along`, however many.
    pub(super) fn set<'t>(
        &self,
        text: &'t str,
        manner: &Manner,
        size: f32,
        along: f32,
        leading: f32,
    ) -> Option<Block<'t>> {
        let field = if self.vertical { [f32::MAX, along] } else { [along, f32::MAX] };
        fit(Text::new(text, manner), manner, &Room { field, least: size, most: size, leading })
    }

    /// Draws what stands before the words, and returns how deep it is.
    pub(super) fn head(&mut self, template: Template, matter: &Matter, design: &Design) -> f32 {
        let (note, inks) = (self.note, self.inks);
        match template {
            Template::Plain => 0.0,
            Template::Bold => {
                self.fill([0.0, 0.0], note * 4.4, note * 0.55, inks.accent);
                note * 2.6
            }
            Template::Seal => {
                for (inset, thick) in [(0.40, 3.0), (0.52, 1.0)] {
                    self.frame(inset, thick);
                }
                note * 0.6
            }
            Template::Dialogue => 0.0,
            Template::Night => {
                let hans = matter.language.starts_with("zh-Hans") || !matter.language.starts_with("zh");
                let sign = if hans && matter.language != "ja" && !self.vertical { "“" } else { "「" };
                let size = note * 7.0;
                let manner = Manner {
                    vertical: self.vertical,
                    ..self.manner("国", &matter.language, Face::Song, Weight::Bold)
                };
                if let Some(block) = self.set(sign, &manner, size, size * 2.0, 1.0) {
                    let paint = Paint { face: Face::Song, weight: Weight::Bold, color: inks.accent, is_words: false };
                    self.block(&block, &manner, [0.0, -note * 0.7], paint);
                }
                note * if self.vertical { 5.2 } else { 4.2 }
            }
            Template::Column => {
                let rule = (note * 0.3).round();
                self.fill([0.0, 0.0], self.along, rule, inks.ink);
                self.fill([0.0, rule * 1.9], self.along, 1.5, inks.ink);
                let event = matter.event.as_deref().filter(|_| design.parts.source);
                let date = matter.date.as_deref().filter(|_| design.parts.date);
                let mut depth: f32 = 0.0;
                let mut left = self.along;
                for (text, ends) in [(date, true), (event, false)] {
                    let Some(text) = text else { continue };
                    let face = if ends { Face::Hei } else { Face::Song };
                    let weight = if ends { Weight::Regular } else { Weight::Bold };
                    let manner = self.manner(text, &matter.language, face, weight);
                    let Some(block) = self.set(text, &manner, note, left, 1.4) else { continue };
                    let taken = if self.vertical { [block.extent[1], block.extent[0]] } else { block.extent };
                    let at = [if ends { self.along - taken[0] } else { 0.0 }, rule * 1.9 + note * 0.75];
                    let paint =
                        Paint { face, weight, color: if ends { inks.quiet } else { inks.ink }, is_words: false };
                    self.block(&block, &manner, at, paint);
                    left -= if ends { taken[0] + note } else { 0.0 };
                    depth = depth.max(taken[1]);
                }
                let foot = rule * 1.9 + if depth > 0.0 { depth + note * 1.5 } else { 0.0 };
                if depth > 0.0 {
                    self.fill([0.0, foot], self.along, 1.5, inks.hairline);
                }
                foot + note * 1.6
            }
        }
    }

    /// Draws a frame in the margin, at a share of it.
    fn frame(&mut self, inset: f32, thick: f32) {
        let color = self.inks.accent;
        let inset = (self.margin[0].min(self.margin[1]) * inset).round();
        let [width, height] = [self.size[0] - 2.0 * inset, self.size[1] - 2.0 * inset];
        for (x, y, w, h) in [
            (inset, inset, width, thick),
            (inset, inset + height - thick, width, thick),
            (inset, inset, thick, height),
            (inset + width - thick, inset, thick, height),
        ] {
            self.marks.push(Mark::Fill { x, y, width: w, height: h, color });
        }
    }

    /// Draws the question beside its rule, and returns how deep it is with the space after it.
    pub(super) fn question(&mut self, question: &str, matter: &Matter, from: f32, room: f32) -> Option<f32> {
        let (note, inks) = (self.note, self.inks);
        let gap = note * 1.3;
        let manner = self.manner(question, &matter.language, Face::Kai, Weight::Regular);
        let label = matter.asked_by.as_deref();
        let head = if label.is_some() { note * 1.75 } else { 0.0 };
        let field = [self.along - gap, room - head];
        let field = if self.vertical { [field[1], field[0]] } else { field };
        let leading = if self.vertical { 1.7 } else { 1.58 };
        let room = Room { field, least: note * 1.15, most: note * 1.6, leading };
        let block = fit(Text::new(question, &manner), &manner, &room)?;
        let deep = if self.vertical { block.extent[0] } else { block.extent[1] };
        if let Some(label) = label {
            let manner = self.manner(label, &matter.language, Face::Hei, Weight::Regular);
            if let Some(block) = self.set(label, &manner, note, self.along - gap, 1.4) {
                let paint = Paint { face: Face::Hei, weight: Weight::Regular, color: inks.quiet, is_words: false };
                self.block(&block, &manner, [gap, from], paint);
            }
        }
        let paint = Paint { face: Face::Kai, weight: Weight::Regular, color: inks.quiet, is_words: false };
        self.block(&block, &manner, [gap, from + head], paint);
        self.fill([0.0, from], (note * 0.16).round().max(3.0), head + deep, inks.accent);
        Some(head + deep + note * 2.4)
    }

    /// Draws which of the numbered cards this is, in the margin.
    pub(super) fn number(&mut self, n: usize, of: usize) {
        let text = [&n.to_string(), "/", &of.to_string()].concat();
        let manner = Manner { vertical: false, ..self.manner(&text, "en", Face::Hei, Weight::Regular) };
        let width = manner.ems(&text) * self.note;
        let paint = Paint { face: Face::Hei, weight: Weight::Regular, color: self.inks.quiet, is_words: false };
        let block = fit(
            Text::new(&text, &manner),
            &manner,
            &Room { field: [width * 1.1, self.note * 2.0], least: self.note, most: self.note, leading: 1.0 },
        );
        if let Some(block) = block {
            let origin = [self.size[0] - self.margin[0] - width, self.margin[1] - self.note * 1.7];
            place(&block, &manner, origin, paint, &mut self.marks);
        }
    }

    /// Returns the QR code of a link: its modules, how large one is, and how long the whole is along the edge.
    pub(super) fn code(&self, link: &str, least: f32) -> Option<Code> {
        let rows = code::modules(link)?;
        let module = (self.note * 5.6 / rows.len().max(1) as f32).floor().max(least);
        // On a dark ground the code has a light one of its own; on paper its quiet zone hangs into the margin.
        let ground = self.inks.is_dark;
        let quiet = if ground { QUIET } else { 0 };
        let side = (rows.len() + 2 * quiet) as f32 * module;
        Some(Code { rows, module, ground, side })
    }

    /// Draws a QR code with its upper left corner there: a rectangle for each row of neighbours.
    pub(super) fn draw_code(&mut self, code: &Code, [x, y]: [f32; 2]) {
        let Code { rows, module, ground, side } = code;
        let inset = if *ground { QUIET as f32 * module } else { 0.0 };
        let color = if *ground { self.inks.paper } else { self.inks.ink };
        if *ground {
            self.marks.push(Mark::Fill { x, y, width: *side, height: *side, color: self.inks.ink });
        }
        for (r, row) in rows.iter().enumerate() {
            let mut from = 0;
            while from < row.len() {
                let length = row.iter().skip(from).take_while(|dark| **dark).count();
                if length > 0 {
                    self.marks.push(Mark::Fill {
                        x: x + inset + from as f32 * module,
                        y: y + inset + r as f32 * module,
                        width: length as f32 * module,
                        height: *module,
                        color,
                    });
                }
                from += length.max(1);
            }
        }
    }
}

/// A QR code to draw.
pub(super) struct Code {
    rows: Vec<Vec<bool>>,
    module: f32,
    ground: bool,
    /// In px.
    pub(super) side: f32,
}
