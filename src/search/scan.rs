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

/// So many places are looked at together; a vector of WebAssembly holds as many bytes.
const LANES: usize = 16;

/// Counts the places of one character: each lane counts its own, in a byte, and is read before it overflows.
fn count(text: &[u8], needle: &[u8]) -> u32 {
    let [a, b, c, d] = [0, 1, 2, 3].map(|n| needle.get(n).or(needle.first()).copied().unwrap_or_default());
    // A shorter character is compared with its first byte again.
    let [second, third, fourth] = [1, 2, 3].map(|n| if n < needle.len() { n } else { 0 });
    let lanes = |at: usize| text.get(at..).and_then(<[u8]>::first_chunk::<LANES>);
    let (mut found, mut at) = (0, 0);
    let mut full = true;
    while full {
        let mut tally = Tally::default();
        for _ in 0..255 {
            let four = (lanes(at), lanes(at + second), lanes(at + third), lanes(at + fourth));
            let (Some(w), Some(x), Some(y), Some(z)) = four else {
                full = false;
                break;
            };
            tally.add([(w, a), (x, b), (y, c), (z, d)]);
            at += LANES;
        }
        found += tally.sum();
    }
    let rest = text.get(at..).unwrap_or_default();
    found + rest.windows(needle.len().max(1)).filter(|window| *window == needle).count() as u32
}

/// What each lane has counted.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[derive(Default)]
struct Tally([u8; LANES]);

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
impl Tally {
    #[inline(always)]
    fn add(&mut self, [(w, a), (x, b), (y, c), (z, d)]: [(&[u8; LANES], u8); 4]) {
        for ((((tally, w), x), y), z) in self.0.iter_mut().zip(w).zip(x).zip(y).zip(z) {
            *tally += u8::from((*w == a) & (*x == b) & (*y == c) & (*z == d));
        }
    }

    fn sum(self) -> u32 {
        self.0.iter().map(|&n| u32::from(n)).sum()
    }
}

/// The same in a vector, which what is compiled for size is not made into by itself.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
struct Tally(core::arch::wasm32::v128);

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
impl Default for Tally {
    fn default() -> Self {
        Self(core::arch::wasm32::u8x16_splat(0))
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
impl Tally {
    #[inline(always)]
    fn add(&mut self, four: [(&[u8; LANES], u8); 4]) {
        use core::arch::wasm32::{u8x16_eq, u8x16_splat, u8x16_sub, u64x2, v128_and};
        let [w, x, y, z] = four.map(|(lanes, byte)| {
            let (all, _) = lanes.as_chunks::<8>();
            let half = |n: usize| all.get(n).map_or(0, |half| u64::from_le_bytes(*half));
            u8x16_eq(u64x2(half(0), half(1)), u8x16_splat(byte))
        });
        self.0 = u8x16_sub(self.0, v128_and(v128_and(w, x), v128_and(y, z)));
    }

    fn sum(self) -> u32 {
        use core::arch::wasm32::{u16x8_extadd_pairwise_u8x16, u32x4_extadd_pairwise_u16x8, u32x4_extract_lane};
        let sums = u32x4_extadd_pairwise_u16x8(u16x8_extadd_pairwise_u8x16(self.0));
        u32x4_extract_lane::<0>(sums)
            + u32x4_extract_lane::<1>(sums)
            + u32x4_extract_lane::<2>(sums)
            + u32x4_extract_lane::<3>(sums)
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

    #[test]
    fn single_characters_are_counted_as_they_are_found() {
        let text = "的的，他的目的是的。é的\u{20000}的a的的的的的的的的的的的的的的的的的的的的a";
        for needle in ["的", "a", "é", "\u{20000}", "无"] {
            for (from, _) in text.char_indices() {
                let text = text.get(from..).unwrap();
                let counted = Needle::new(needle.as_bytes()).count_single(text.as_bytes());
                assert_eq!(counted as usize, text.matches(needle).count());
            }
        }
    }
}
