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

/// Measures without a font: full-width characters are 1 em, Latin ones go by a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmMeasure {
    /// For Chinese and Japanese, whose faces bring their Latin with them.
    Han,
    /// For Latin text: as wide as the widest of the faces that a system may have (DejaVu Serif).
    Latin,
}

/// Advance widths of `!` to `~` in thousandths of an em: those of Noto Serif CJK SC Regular, the face that Linux has.
const LATIN: [u16; 94] = [
    308, 376, 574, 550, 923, 779, 196, 364, 364, 478, 580, 327, 346, 327, 352, 549, 549, 549, 549, 549, 549, 549, 549,
    549, 549, 327, 327, 580, 580, 580, 432, 912, 718, 670, 691, 770, 652, 629, 741, 853, 405, 402, 731, 625, 975, 796,
    767, 641, 767, 715, 567, 659, 797, 714, 1053, 700, 687, 605, 344, 352, 344, 580, 563, 435, 557, 638, 538, 629, 546,
    388, 566, 663, 332, 311, 607, 334, 974, 661, 596, 638, 607, 462, 473, 367, 653, 548, 838, 564, 552, 498, 374, 316,
    374, 580,
];
/// How much wider the Bold is, at most of its letters.
const BOLD: f32 = 1.05;
/// How much wider DejaVu Serif is than the table, Regular and Bold.
const WIDE: [f32; 2] = [1.16, 1.28];

impl EmMeasure {
    /// Returns the measure for a language.
    pub fn of(language: &str) -> Self {
        if language.starts_with("zh") || language == "ja" { Self::Han } else { Self::Latin }
    }
}

impl Measure for EmMeasure {
    fn advance(&self, text: &str, _: Face, weight: Weight, size: f32) -> f32 {
        // Within a word, the marks that both worlds share are Latin ones.
        let is_latin = text.chars().any(|c| c.is_ascii_alphanumeric());
        let ems: f32 = text.chars().map(|c| if is_latin && "“”‘’".contains(c) { 0.4 } else { em(c) }).sum();
        let share = match (self, weight) {
            (Self::Latin, Weight::Regular) => WIDE[0],
            (Self::Latin, Weight::Bold) => WIDE[1],
            (Self::Han, Weight::Bold) if is_latin => BOLD,
            (Self::Han, _) => 1.0,
        };
        ems * size * share
    }
}

/// Returns the width of a character in ems.
fn em(c: char) -> f32 {
    let place = (c as usize).checked_sub(33);
    match place.and_then(|place| LATIN.get(place)) {
        Some(width) => f32::from(*width) / 1000.0,
        None if matches!(c, ' ' | '\u{A0}') => 0.256,
        None if matches!(c, '\u{A1}'..='\u{24F}' | '\u{370}'..='\u{52F}' | '–') && c != '·' => 0.65,
        None => 1.0,
    }
}

/// Tells whether fonts disagree about the width of a mark: full in a Chinese face, narrow in a Latin one.
pub(super) fn is_narrow_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '·' | '—' | '…')
}
