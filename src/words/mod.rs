//! Segmentation: where words end, and how frequent they are. The only room that names jieba_rs. Knows a packed
//! dictionary; knows no transcript. Nothing that finds, judges or assigns needs it: words only suggest.

mod pack;
#[cfg(test)]
mod tests;
mod unpack;

use std::io::Cursor;

use jieba_rs::Jieba;

pub use pack::pack;
pub use unpack::Unreadable;

use crate::text::fold_onto;
use unpack::Table;

/// The hidden Markov model invents words of characters that the dictionary does not join; it is never asked, so that
/// the linker drops its tables (122 KB of the page).
const HMM: bool = false;

/// Set phrases, bodies and people that must come out whole; lines that begin with `#` say where they are from.
const DOMAIN: &str = include_str!("../data/domain.txt");

/// Returns the house's own words, in the order of its list.
pub fn domain() -> impl Iterator<Item = &'static str> {
    let lines = DOMAIN.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split('、')).filter(|word| !word.is_empty())
}

/// A dictionary ready to segment by.
pub struct Words {
    table: Table,
    jieba: Jieba,
}

impl Words {
    /// Reads a dictionary as [`pack`] wrote it (gzip already undone).
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub fn load(bytes: &[u8]) -> Result<Self, Unreadable> {
        let table = Table::read(bytes)?;
        let jieba = Jieba::with_dict(&mut Cursor::new(table.lines())).map_err(|_| Unreadable::Table)?;
        Ok(Self { table, jieba })
    }

    /// Reads a dictionary in jieba's own form, a word, its frequency and perhaps a tag a line, as it is: the yardstick
    /// of the packed one.
    ///
    /// # Errors
    /// A frequency is no number.
    pub fn read(lines: &str) -> Result<Self, Unreadable> {
        let table = Table::read(&pack(lines, &[]).map_err(|_| Unreadable::Table)?)?;
        let jieba = Jieba::with_dict(&mut Cursor::new(lines)).map_err(|_| Unreadable::Table)?;
        Ok(Self { table, jieba })
    }

    /// Returns where the words of a text end, in bytes of the text, in order; the last is the text's length. Width,
    /// case and traditional characters are folded first, so that 臺灣問題 is cut as 台湾问题 is.
    pub fn cut(&self, text: &str) -> Vec<u32> {
        let mut folded = Vec::new();
        fold_onto(&mut folded, text);
        let folded = String::from_utf8(folded).unwrap_or_default();
        let mut ends = Vec::new();
        let mut letters = text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).skip(1);
        let mut passed = 0;
        for token in self.jieba.cut(&folded, HMM) {
            // Folding keeps one character one: characters count alike on both sides.
            if let Some(end) = letters.nth((token.end - passed).saturating_sub(1)) {
                ends.push(end);
            }
            passed = token.end;
        }
        ends
    }

    /// Returns how often a folded word stands in the texts that the dictionary was counted in, roughly (within 9 %).
    pub fn frequency(&self, word: &str) -> Option<u32> {
        self.table.frequency(word)
    }

    /// Returns the sum of all frequencies.
    pub fn total(&self) -> u64 {
        self.table.total()
    }

    /// Returns the number of words.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Tells whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
