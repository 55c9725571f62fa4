//! Finding bytes: every place where a needle stands, overlapping ones too. Knows bytes, knows no transcript.

use memchr::memmem::Finder;

/// Something to look for, prepared once for many texts.
#[derive(Clone, Debug)]
pub struct Needle {
    finder: Finder<'static>,
    /// Two of its places can overlap (哈哈 in 哈哈哈).
    overlaps: bool,
    /// It is one character.
    single: bool,
}

impl Needle {
    /// Prepares the search for folded UTF-8.
    pub fn new(bytes: &[u8]) -> Self {
        let overlaps = (1..bytes.len()).any(|n| bytes.get(n..).is_some_and(|end| bytes.starts_with(end)));
        let single = bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count() == 1;
        Self { finder: Finder::new(bytes).into_owned(), overlaps, single }
    }

    /// Returns the bytes looked for.
    pub fn bytes(&self) -> &[u8] {
        self.finder.needle()
    }

    /// Returns how many bytes are looked for.
    pub fn len(&self) -> usize {
        self.bytes().len()
    }

    /// Tells whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.bytes().is_empty()
    }

    /// Tells whether one character is looked for.
    pub fn is_single(&self) -> bool {
        self.single
    }

    /// Appends every place in `text`, rising, each with `base` added.
    pub fn places(&self, text: &[u8], base: u32, places: &mut Vec<u32>) {
        let length = self.len();
        if length == 0 {
            return;
        }
        let step = if self.overlaps { 1 } else { length };
        let mut from = 0;
        while let Some(at) = text.get(from..).and_then(|rest| self.finder.find(rest)) {
            places.push(base + (from + at) as u32);
            from += at + step;
        }
    }

    /// Tells whether it stands in `text` at all.
    pub fn is_in(&self, text: &[u8]) -> bool {
        !self.is_empty() && self.finder.find(text).is_some()
    }

    /// Counts the places of a single character, however many, in one pass over the text.
    pub fn count_single(&self, text: &[u8]) -> u32 {
        count(text, self.bytes())
    }
}

/// Looks at eight places at a time, with plain words of 64 bits: what is compiled for size is not made into vectors.
fn count(text: &[u8], needle: &[u8]) -> u32 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
    let mut broad = [0; 4];
    for (broad, &byte) in broad.iter_mut().zip(needle) {
        *broad = EACH * u64::from(byte);
    }
    let length = needle.len();
    let places = (text.len() + 1).saturating_sub(length);
    let (mut found, mut at) = (0, 0);
    while at + 8 <= places {
        // A byte of `differs` is zero where all bytes of the needle agree.
        let mut differs = 0;
        for (n, broad) in broad.iter().take(length).enumerate() {
            let eight = text.get(at + n..).and_then(|rest| rest.first_chunk()).copied().unwrap_or_default();
            differs |= u64::from_le_bytes(eight) ^ broad;
        }
        found += (!(((differs & LOW) + LOW) | differs | LOW)).count_ones();
        at += 8;
    }
    let rest = text.get(at..).unwrap_or_default();
    found + rest.windows(length.max(1)).filter(|window| *window == needle).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str, needle: &str) -> Vec<u32> {
        let mut places = Vec::new();
        Needle::new(needle.as_bytes()).places(text.as_bytes(), 0, &mut places);
        places
    }

    #[test]
    fn overlapping_places_count() {
        assert_eq!(places("哈哈哈，哈哈", "哈哈"), [0, 3, 12]);
        assert_eq!(places("aaaa", "aa"), [0, 1, 2]);
        assert_eq!(places("abab", "ab"), [0, 2]);
        assert_eq!(places("和平", "和平发展"), [0; 0]);
        assert_eq!(places("和平", ""), [0; 0]);
    }

    #[test]
    fn single_characters_are_counted_as_they_are_found() {
        let text = "的的，他的目的是的。é的\u{20000}的a的的的的的的的的的的的的的的的的的的的的a";
        for needle in ["的", "a", "é", "\u{20000}", "无"] {
            for (from, _) in text.char_indices() {
                let text = &text[from..];
                let counted = Needle::new(needle.as_bytes()).count_single(text.as_bytes());
                assert_eq!(counted as usize, text.matches(needle).count());
            }
        }
    }
}
