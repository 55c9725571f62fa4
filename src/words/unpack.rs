//! The packed dictionary, read: words in their order, each with the class of its frequency. Knows bytes; knows no
//! segmenter.
//!
//! The form: the mark, the number of words (four bytes, the low one first), then one row for each of these, so that
//! like stands beside like and gzip finds it: how many characters a word shares with the one before; how many more it
//! has; the class of its frequency; the low and the high bytes of its further characters (UTF-16).

/// How a packed dictionary begins: the form may change, then so does this.
pub(super) const MARK: &[u8; 8] = b"shiluw1\n";

/// Classes of frequency for each doubling.
const STEPS: f64 = 4.0;

/// Why a dictionary cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It does not begin as one.
    #[error("not a dictionary of Shilu")]
    Mark,
    /// It ends too early, or holds what no word is.
    #[error("the dictionary is damaged")]
    Table,
}

/// Words, sorted, and their frequencies.
pub(super) struct Table {
    /// All words, one after the other.
    letters: String,
    /// Where each word ends in `letters`, in bytes.
    ends: Vec<u32>,
    classes: Vec<u8>,
    total: u64,
}

/// Returns the class of a frequency.
pub(super) fn class(frequency: u32) -> u8 {
    let steps = (f64::from(frequency.max(1)).log2() * STEPS).round();
    // At most 128: the logarithm of four bytes is 32.
    steps as u8
}

fn frequency(class: u8) -> u32 {
    (f64::from(class) / STEPS).exp2().round() as u32
}

impl Table {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let rest = bytes.strip_prefix(MARK).ok_or(Unreadable::Mark)?;
        let (count, rest) = rest.split_first_chunk().ok_or(Unreadable::Table)?;
        let count = u32::from_le_bytes(*count) as usize;
        let row = |n: usize| rest.get(n.checked_mul(count)?..(n + 1).checked_mul(count)?).filter(|_| count > 0);
        let rows = [row(0), row(1), row(2)];
        let [Some(shared), Some(further), Some(classes)] = rows else { return Err(Unreadable::Table) };
        let units = rest.get(3 * count..).unwrap_or_default();
        let (lows, highs) = units.split_at(units.len() / 2);
        let mut units = lows.iter().zip(highs).map(|(low, high)| u16::from_le_bytes([*low, *high]));

        let mut table = Self { letters: String::new(), ends: Vec::new(), classes: classes.to_vec(), total: 0 };
        let mut word: Vec<char> = Vec::new();
        for (shared, further) in shared.iter().zip(further) {
            word.truncate(usize::from(*shared));
            for _ in 0..*further {
                let letter = units.next().and_then(|unit| char::from_u32(unit.into()));
                word.push(letter.filter(|letter| !letter.is_whitespace()).ok_or(Unreadable::Table)?);
            }
            table.letters.extend(word.iter());
            table.ends.push(u32::try_from(table.letters.len()).map_err(|_| Unreadable::Table)?);
        }
        table.total = classes.iter().map(|class| u64::from(frequency(*class))).sum();
        Ok(table)
    }

    /// Returns the words as jieba reads them: a word and its frequency a line.
    pub(super) fn lines(&self) -> String {
        let mut lines = String::with_capacity(self.letters.len() + 8 * self.len());
        let known: Vec<String> = (0..=u8::MAX).map(|class| format!(" {}\n", frequency(class))).collect();
        for (at, class) in self.classes.iter().enumerate() {
            lines.push_str(self.word(at));
            lines.push_str(known.get(usize::from(*class)).map(String::as_str).unwrap_or_default());
        }
        lines
    }

    pub(super) fn frequency(&self, word: &str) -> Option<u32> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = from + (to - from) / 2;
            match self.word(middle).cmp(word) {
                core::cmp::Ordering::Less => from = middle + 1,
                core::cmp::Ordering::Equal => return self.classes.get(middle).map(|class| frequency(*class)),
                core::cmp::Ordering::Greater => to = middle,
            }
        }
        None
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn total(&self) -> u64 {
        self.total
    }

    fn word(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let from = at.checked_sub(1).map_or(0, end);
        self.letters.get(from..end(at)).unwrap_or_default()
    }
}
