//! Finding bytes: every place where a needle stands, overlapping ones too. Knows bytes, knows no transcript.

use memchr::memmem::Finder;

/// Something to look for, prepared once for many texts.
#[derive(Clone, Debug)]
pub struct Needle {
    finder: Finder<'static>,
    /// Two of its places can overlap (哈哈 in 哈哈哈).
    overlaps: bool,
}

impl Needle {
    /// Prepares the search for folded UTF-8.
    pub fn new(bytes: &[u8]) -> Self {
        let overlaps = (1..bytes.len()).any(|n| bytes.get(n..).is_some_and(|end| bytes.starts_with(end)));
        Self { finder: Finder::new(bytes).into_owned(), overlaps }
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
}
