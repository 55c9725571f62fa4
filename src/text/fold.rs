//! Folding: what a search takes for the same character. One character becomes one, so that places survive it.
//!
//! Width (Ａ → a), case (A → a) and traditional characters (臺 → 台) are folded. Punctuation stays what was typed but
//! for its width, and no quotation mark is taken for another.

use std::sync::OnceLock;

/// Traditional characters and their simplified forms; `src/data/README.md` tells from where. Its form: how many pairs
/// (two bytes, the low one first); for each pair in the order of the simplified forms how far its form lies after the
/// one before (a number in groups of seven bits, the low one first); the high bytes of the traditional characters,
/// then the low ones.
const PAIRS: &[u8] = include_bytes!("../data/simplified.bin");

/// The first Han character the table knows of, and one past the last.
const HAN: core::ops::Range<u32> = 0x3400..0xA000;

/// What each Han character of the basic plane becomes, by its distance from the first.
type Table = Box<[u16]>;

/// Returns the table, which is unfolded once.
fn table() -> &'static [u16] {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| unfold(PAIRS))
}

fn unfold(pairs: &[u8]) -> Table {
    let mut table: Table = (HAN.start as u16..HAN.end as u16).collect();
    let Some((&[low, high], rest)) = pairs.split_first_chunk() else { return table };
    let count = usize::from(u16::from_le_bytes([low, high]));
    let (gaps, sources) = rest.split_at(rest.len().saturating_sub(2 * count));
    let (highs, lows) = sources.split_at(sources.len() / 2);
    let mut gaps = gaps.iter();
    let mut simplified = 0_u16;
    for (&high, &low) in highs.iter().zip(lows) {
        let (mut gap, mut shift) = (0_u16, 0);
        for &group in gaps.by_ref() {
            gap |= u16::from(group & 0x7F) << shift;
            shift += 7;
            if group < 0x80 || shift > 14 {
                break;
            }
        }
        simplified = simplified.wrapping_add(gap);
        let traditional = u32::from(u16::from_be_bytes([high, low]));
        if let Some(entry) = table.get_mut(traditional.wrapping_sub(HAN.start) as usize) {
            *entry = simplified;
        }
    }
    table
}

/// Folds one character. Folding twice changes nothing more.
pub fn fold(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { fold_wide(table(), c) }
}

/// Appends the folded text, in UTF-8. What is folded already is copied in runs.
pub fn fold_onto(folded: &mut Vec<u8>, text: &str) {
    let table = table();
    folded.reserve(text.len());
    let mut run = 0;
    for (at, c) in text.char_indices() {
        let other = if c.is_ascii() { c.to_ascii_lowercase() } else { fold_wide(table, c) };
        if other != c {
            folded.extend_from_slice(text.as_bytes().get(run..at).unwrap_or_default());
            folded.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes());
            run = at + c.len_utf8();
        }
    }
    folded.extend_from_slice(text.as_bytes().get(run..).unwrap_or_default());
}

fn fold_wide(table: &[u16], c: char) -> char {
    let code = u32::from(c);
    let folded = match code {
        0x3400..0xA000 => table.get((code - HAN.start) as usize).map_or(code, |&simplified| simplified.into()),
        // Full-width ASCII, of which the capitals are folded further.
        0xFF21..=0xFF3A => code - 0xFEE0 + 32,
        0xFF01..=0xFF5E => code - 0xFEE0,
        0x3000 | 0xA0 => 0x20,
        0xFFE5 => 0xA5,
        _ => lower(code),
    };
    char::from_u32(folded).unwrap_or(c)
}

/// The lower case of Latin, Greek and Cyrillic capitals. The standard library's covers every script in 11 KB, of
/// which press conferences need this.
fn lower(code: u32) -> u32 {
    match code {
        0xC0..=0xDE if code != 0xD7 => code + 32,
        0x130 => 0x69,
        0x178 => 0xFF,
        0x139..=0x148 | 0x179..=0x17E => code + (code & 1),
        0x100..=0x137 | 0x14A..=0x177 => code | 1,
        0x391..=0x3A1 | 0x3A3..=0x3A9 | 0x410..=0x42F => code + 32,
        0x400..=0x40F => code + 80,
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut folded = Vec::new();
        fold_onto(&mut folded, text);
        let folded = String::from_utf8(folded).unwrap();
        assert_eq!(folded, text.chars().map(fold).collect::<String>());
        assert_eq!(folded.chars().count(), text.chars().count());
        folded
    }

    #[test]
    fn traditional_characters_become_simplified_ones() {
        assert_eq!(folded("臺灣問題、兩岸關係發展，記者會"), "台湾问题、两岸关系发展,记者会");
        assert_eq!(folded("乾淨、乾隆、著重、衞生、裏裡、麼麽"), "干净、干隆、着重、卫生、里里、么么");
        assert_eq!(folded("人类命运共同体"), "人类命运共同体");
    }

    #[test]
    fn width_and_case_are_folded() {
        assert_eq!(folded("Ｇ２０　峰会：ＡＰＥＣ"), "g20 峰会:apec");
        assert_eq!(folded("ÀÉÎÕÜ ŁŐŸ ΑΩ МОСКВА Ё"), "àéîõü łőÿ αω москва ё");
    }

    #[test]
    fn quotation_marks_stay_as_typed() {
        let marks = "“”‘’「」『』《》、。—…·";
        assert_eq!(folded(marks), marks);
    }

    #[test]
    fn lower_case_agrees_with_the_standard_library() {
        for c in ('\u{80}'..'\u{180}').chain('\u{391}'..'\u{3AA}').chain('\u{400}'..'\u{430}') {
            let lower: Vec<char> = c.to_lowercase().collect();
            let expect = if let [one] = lower.as_slice() { *one } else { 'i' };
            assert_eq!(fold(c), if c == '\u{A0}' { ' ' } else { expect }, "{c}");
        }
    }

    #[test]
    fn folding_twice_changes_nothing_more() {
        for c in '\0'..'\u{30000}' {
            assert_eq!(fold(fold(c)), fold(c), "{c}");
        }
    }

    #[test]
    fn a_table_that_was_cut_short_folds_what_it_can() {
        for length in 0..PAIRS.len().min(3000) {
            unfold(&PAIRS[..length]);
        }
    }
}
