//! From bytes to the units of the doors: code points for JSON, UTF-16 units for the DOM.

use super::Span;

/// How many bytes lie between two marks: a conversion counts at most this many.
const STRIDE: usize = 64;

/// Converts byte offsets of one text, each in constant time, with 8 bytes of memory for 64 of text.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t [u8],
    /// For each stride: code points before it, and those of them that take two UTF-16 units.
    marks: Vec<(u32, u32)>,
}

impl<'t> Offsets<'t> {
    /// Reads the text once.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut marks = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let (mut points, mut wide) = (0, 0);
        for chunk in bytes.chunks(STRIDE) {
            marks.push((points, wide));
            let (p, w) = count(chunk);
            points += p;
            wide += w;
        }
        Self { text: bytes, marks }
    }

    fn before(&self, byte: usize) -> (u32, u32) {
        let byte = byte.min(self.text.len());
        let stride = (byte / STRIDE).min(self.marks.len().saturating_sub(1));
        let (points, wide) = self.marks.get(stride).copied().unwrap_or_default();
        let (p, w) = count(self.text.get(stride * STRIDE..byte).unwrap_or_default());
        (points + p, wide + w)
    }

    /// Returns how many code points stand before `byte`.
    pub fn code_points(&self, byte: usize) -> u32 {
        self.before(byte).0
    }

    /// Returns how many UTF-16 units stand before `byte`.
    pub fn utf16(&self, byte: usize) -> u32 {
        let (points, wide) = self.before(byte);
        points + wide
    }

    /// Returns a span in code points, as the JSON wants it.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.code_points(span.start as usize), self.code_points(span.end as usize)]
    }

    /// Returns the byte at which the code point with this number begins, or the text's end.
    pub fn byte_of(&self, code_point: u32) -> usize {
        let stride = self.marks.partition_point(|&(points, _)| points <= code_point).saturating_sub(1);
        let mut left = code_point - self.marks.get(stride).map_or(0, |m| m.0);
        let from = stride * STRIDE;
        for (i, &b) in self.text.get(from..).unwrap_or_default().iter().enumerate() {
            if starts(b) {
                if left == 0 {
                    return from + i;
                }
                left -= 1;
            }
        }
        self.text.len()
    }
}

/// A byte that begins a code point.
fn starts(b: u8) -> bool {
    b & 0xC0 != 0x80
}

/// Code points in a piece of UTF-8, and how many of them lie outside the basic plane.
fn count(bytes: &[u8]) -> (u32, u32) {
    bytes.iter().fold((0, 0), |(p, w), &b| (p + u32::from(starts(b)), w + u32::from(b >= 0xF0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree_with_the_standard_library() {
        let text = "a中\u{20000}é".repeat(60);
        let offsets = Offsets::new(&text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            let before = text.get(..byte).unwrap_or_default();
            assert_eq!(offsets.code_points(byte) as usize, n);
            assert_eq!(offsets.utf16(byte) as usize, before.encode_utf16().count());
            assert_eq!(offsets.byte_of(n as u32), byte);
        }
        assert_eq!(offsets.byte_of(u32::MAX), text.len());
    }
}
