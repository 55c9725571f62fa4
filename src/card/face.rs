//! Typefaces by voice, and how wide a text is in them. Knows font stacks and ems; knows no font file.
//!
//! No font is shipped: a face is a list of families that systems have, by language. Widths come through [`Measure`]:
//! in the page from the canvas that will draw them, natively from [`EmMeasure`].

/// A typeface, as print tells voices apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    /// 宋: what is answered; Latin text gets a serif.
    Song,
    /// 楷: what is asked.
    Kai,
    /// 黑: what is not said by anybody.
    Hei,
}

/// How heavy the strokes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

impl Weight {
    /// Returns the number that CSS gives it.
    pub fn number(self) -> &'static str {
        match self {
            Self::Regular => "400",
            Self::Bold => "700",
        }
    }
}

impl Face {
    /// Returns the families for a language (BCP 47), as `font-family` lists them.
    pub fn stack(self, language: &str) -> &'static str {
        match (self, language) {
            (Self::Song, "zh-Hant") => {
                "'Source Han Serif TC','Noto Serif CJK TC','Noto Serif TC','Songti TC',PMingLiU,MingLiU,serif"
            }
            (Self::Song, "ja") => {
                "'Source Han Serif','Noto Serif CJK JP','Noto Serif JP','Hiragino Mincho ProN','Yu Mincho',serif"
            }
            (Self::Song, "zh-Hans") => {
                "'Source Han Serif SC','Noto Serif CJK SC','Noto Serif SC','Songti SC',SimSun,serif"
            }
            (Self::Song, _) => {
                "'Source Serif 4','Noto Serif',Charter,'Iowan Old Style',Georgia,'Times New Roman',serif"
            }
            (Self::Kai, "zh-Hant") => "'Kaiti TC','BiauKai',DFKai-SB,'AR PL UKai TW','Noto Serif CJK TC',serif",
            (Self::Kai, "ja") => "'YuKyokasho','UD Digi Kyokasho N-R','Klee','Noto Serif CJK JP','Yu Mincho',serif",
            (Self::Kai, "zh-Hans") => "'Kaiti SC',KaiTi,STKaiti,'AR PL UKai CN','Noto Serif CJK SC','Songti SC',serif",
            (Self::Kai, _) => "'Source Serif 4','Noto Serif',Charter,'Iowan Old Style',Georgia,'Times New Roman',serif",
            (Self::Hei, "zh-Hant") => "'PingFang TC','Noto Sans CJK TC','Noto Sans TC','Microsoft JhengHei',sans-serif",
            (Self::Hei, "ja") => "'Hiragino Sans','Noto Sans CJK JP','Noto Sans JP','Yu Gothic',sans-serif",
            (Self::Hei, "zh-Hans") => "'PingFang SC','Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei',sans-serif",
            (Self::Hei, _) => "system-ui,'Helvetica Neue','Noto Sans',Arial,sans-serif",
        }
    }
}

/// Knows how far a text advances. A full-width character of Chinese is 1 em everywhere and is not asked for.
pub trait Measure {
    /// Returns the advance width, in CSS px, of a text set in this face at `size` CSS px.
    fn advance(&self, text: &str, face: Face, weight: Weight, size: f32) -> f32;
}

/// Measures without a font: full-width characters are 1 em, Latin ones go by classes.
///
/// The classes are the advance widths of Noto Serif CJK's Latin, rounded up to a twentieth of an em, so that a line
/// set with them is not too long in the usual text faces.
#[derive(Clone, Copy, Debug, Default)]
pub struct EmMeasure;

impl Measure for EmMeasure {
    fn advance(&self, text: &str, _: Face, weight: Weight, size: f32) -> f32 {
        // Within a word, the marks that both worlds share are Latin ones.
        let is_latin = text.chars().any(|c| c.is_ascii_alphanumeric());
        let ems: f32 = text.chars().map(|c| if is_latin && "“”‘’".contains(c) { 0.45 } else { em(c) }).sum();
        let heavier = if weight == Weight::Bold { 1.06 } else { 1.0 };
        ems * heavier * size
    }
}

/// Returns the width of a character in ems.
fn em(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | '(' | ')' | '[' | ']' | ' ' | '\u{A0}' => {
            0.35
        }
        'f' | 't' | 'r' | 's' | '-' | '"' | '/' | 'J' => 0.45,
        '0'..='9' | 'a'..='e' | 'g' | 'k' | 'o'..='q' | 'v' | 'x'..='z' | '$' | '?' => 0.55,
        'h' | 'n' | 'u' | 'L' | 'E' | 'F' | 'P' | 'S' | 'T' | 'B' | 'Z' | '+' | '=' | '&' => 0.65,
        'm' | 'w' | 'W' | 'M' | '%' | '@' => 0.95,
        'A'..='Z' => 0.75,
        '\u{A1}'..='\u{24F}' | '\u{370}'..='\u{52F}' | '–' => 0.65,
        _ => 1.0,
    }
}

/// Tells whether fonts disagree about the width of a mark: full in a Chinese face, narrow in a Latin one.
pub(super) fn is_narrow_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '·' | '—' | '…')
}
