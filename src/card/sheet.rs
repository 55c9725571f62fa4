//! A sheet: what a card is made of, positioned. Preview, SVG and PNG are drawn from it and are therefore the same.

use super::face::{Face, Weight};
use super::proof::Proof;

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color(pub u32);

impl Color {
    /// Writes `#rrggbb`.
    pub fn hex(self) -> String {
        let mut hex = String::with_capacity(7);
        hex.push('#');
        hex.extend((0..6).rev().filter_map(|n| char::from_digit(self.0 >> (4 * n) & 15, 16)));
        hex
    }

    /// Returns the contrast with another colour, 1 to 21 (WCAG 2.2, “contrast ratio”).
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Returns the relative luminance (WCAG 2.2).
    fn luminance(self) -> f32 {
        let part = |shift: u32| {
            let c = (self.0 >> shift & 255) as f32 / 255.0;
            if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }
}

/// Something to draw. Positions and sizes in CSS px from the upper left corner.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A filled rectangle.
    Fill {
        /// The left edge.
        x: f32,
        /// The upper edge.
        y: f32,
        /// How wide.
        width: f32,
        /// How high.
        height: f32,
        /// In which colour.
        color: Color,
    },
    /// Characters.
    Run(Run),
}

/// Characters of one look.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The characters.
    pub text: String,
    /// Where the baseline begins: of the whole run where there is one place, else of each character (code point).
    pub at: Vec<[f32; 2]>,
    /// The typeface.
    pub face: Face,
    /// Its weight.
    pub weight: Weight,
    /// The size in CSS px.
    pub size: f32,
    /// The colour.
    pub color: Color,
    /// Whether the run is turned by 90° clockwise about its one place.
    pub turned: bool,
    /// Whether these are the quoted words; else they are about them.
    pub is_words: bool,
}

/// A card, ready to be drawn: what comes first is below.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// In CSS px.
    pub width: u32,
    /// In CSS px.
    pub height: u32,
    /// BCP 47, of the words.
    pub language: String,
    /// What the card says to those who do not see it: the words as they stand, and who said them.
    pub alt: String,
    /// What is drawn, from the ground up.
    pub marks: Vec<Mark>,
    /// What makes it a card that can be checked.
    pub proof: Proof,
    /// The words as set, line by line, as they stand in the source.
    pub lines: Vec<String>,
    /// The size of the words in CSS px.
    pub font_size: f32,
    /// The room the words have: width and height in CSS px.
    pub field: [f32; 2],
    /// The room they take.
    pub extent: [f32; 2],
    /// Bytes of the words at which a word was cut because it is longer than a line.
    pub emergencies: Vec<u32>,
}
