//! What a card may look like: format, direction, template, shade, accent, and what is shown. Knows names and measures
//! of paper; knows no words.

mod choice;
mod ink;

pub use choice::{Choice, Part};
pub use ink::{Accent, Inks, Shade};

use crate::messages::Ui;

/// What can be chosen by name.
macro_rules! named {
    ($type:ident: $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)?) => {
        impl $type {
            /// All, in the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Returns the name in addresses, stores and on the command line.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Returns what a name means.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
use named;

/// A format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// 1080 × 1080 px.
    #[default]
    Square,
    /// 1080 × 1350 px.
    Portrait,
    /// 1080 × 1920 px.
    Story,
    /// 1200 × 630 px.
    Landscape,
    /// A6 at 300 dpi: 1240 × 1748 px.
    Print,
}
named!(Preset: Square = "square", Portrait = "portrait", Story = "story", Landscape = "landscape", Print = "print");

impl Preset {
    /// Returns width and height in px.
    pub fn size(self) -> [u32; 2] {
        match self {
            Self::Square => [1080, 1080],
            Self::Portrait => [1080, 1350],
            Self::Story => [1080, 1920],
            Self::Landscape => [1200, 630],
            Self::Print => [1240, 1748],
        }
    }

    /// Returns the smallest size of quoted words in px: 28 on screens, 9 pt in print.
    pub fn least(self) -> f32 {
        if self == Self::Print { 38.0 } else { 28.0 }
    }

    /// Returns the size of what stands below the words, in px.
    pub fn note(self) -> f32 {
        match self {
            Self::Landscape => 22.0,
            Self::Print => 31.0,
            _ => 27.0,
        }
    }
}

/// A direction of writing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Writing {
    /// Lines from the left, one below the other.
    #[default]
    Horizontal,
    /// Columns from the right.
    Vertical,
}
named!(Writing: Horizontal = "horizontal", Vertical = "vertical");

/// A template.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Template {
    /// Song on paper, a hairline, who said it.
    #[default]
    Plain,
    /// Big type under a heavy rule.
    Bold,
    /// A frame and a seal.
    Seal,
    /// The question in Kai beside a rule, the answer in Song.
    Dialogue,
    /// Light words on a dark ground, under a large quotation mark.
    Night,
    /// Under the head of a newspaper column.
    Column,
}
named!(Template: Plain = "plain", Bold = "bold", Seal = "seal", Dialogue = "dialogue", Night = "night", Column = "column");

/// What is shown beside the words and who said them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Who asked.
    pub asked: bool,
    /// The day.
    pub date: bool,
    /// The occasion and the credit line.
    pub source: bool,
    /// The QR code of the link.
    pub code: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self { asked: true, date: true, source: true, code: true }
    }
}

/// Everything that is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Design {
    /// The format.
    pub preset: Preset,
    /// The direction.
    pub writing: Writing,
    /// The template.
    pub template: Template,
    /// Light or dark.
    pub shade: Shade,
    /// The one colour.
    pub accent: Accent,
    /// What is shown.
    pub parts: Parts,
    /// The language of what is not quoted.
    pub ui: Ui,
    /// Whether words that do not fit are spread over numbered cards.
    pub split: bool,
}
