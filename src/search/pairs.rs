//! Which pairs of characters a text may hold: a set of bits that says at once of most texts that words are not in them.
//!
//! Says "no" only where it is so; what it does not rule out is scanned. Knows folded UTF-8, knows no transcript.

/// The pairs of neighbouring characters of a text, one bit for each of a few that share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Pairs {
    bits: Vec<u64>,
}

/// A pair's number, spread over all of the 32 bits.
pub(super) type Pair = u32;

impl Pairs {
    /// Collects the pairs of folded UTF-8. Takes three bits for four bytes of it: a pair that is not there looks as if it
    /// were in one text out of four, three in a row in one out of sixty.
    pub(super) fn of(words: &[u8]) -> Self {
        let mut bits = vec![0; words.len() * 3 / 4 / 64 + 1];
        let length = bits.len();
        each(words, |pair| {
            let (at, bit) = place(pair, length);
            bits.get_mut(at).into_iter().for_each(|block| *block |= bit);
        });
        Self { bits }
    }

    /// Tells whether all of some pairs may be there.
    pub(super) fn may_hold(&self, pairs: &[Pair]) -> bool {
        pairs.iter().all(|&pair| {
            let (at, bit) = place(pair, self.bits.len());
            self.bits.get(at).is_none_or(|block| block & bit != 0)
        })
    }

    /// Returns the bytes kept.
    pub(super) fn size(&self) -> usize {
        self.bits.capacity() * size_of::<u64>()
    }
}

/// Returns the pairs of a needle.
pub(super) fn pairs(words: &[u8]) -> Vec<Pair> {
    let mut pairs = Vec::new();
    each(words, |pair| pairs.push(pair));
    pairs
}

/// Gives each pair of neighbouring characters. A byte that no UTF-8 holds counts as a character.
fn each(words: &[u8], mut give: impl FnMut(Pair)) {
    let (mut before, mut here) = (0_u32, 0_u32);
    let mut given = 0_usize;
    for &byte in words {
        // A byte that continues a character.
        if byte & 0xC0 == 0x80 {
            here = here << 8 | u32::from(byte);
            continue;
        }
        if given > 1 {
            give(spread(before, here));
        }
        given += 1;
        (before, here) = (here, u32::from(byte));
    }
    if given > 1 {
        give(spread(before, here));
    }
}

/// Mixes two characters into one number (multiplicative hashing with the constants of splitmix64).
fn spread(before: u32, here: u32) -> Pair {
    let before = u64::from(before).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (before ^ before >> 32 ^ u64::from(here)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> 32) as u32
}

fn place(pair: Pair, length: usize) -> (usize, u64) {
    let at = (u64::from(pair) * (length as u64 * 64)) >> 32;
    ((at / 64) as usize, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_there_is_never_ruled_out() {
        let text = "各位记者朋友上午好\u{7f}ab（笑）𠮷野家";
        let held = Pairs::of(text.as_bytes());
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (n, &from) in starts.iter().enumerate() {
            for &to in starts.get(n..).unwrap_or_default() {
                let words = text.get(from..to).unwrap_or_default();
                assert!(held.may_hold(&pairs(words.as_bytes())), "{words}");
            }
        }
    }

    #[test]
    fn most_of_what_stands_nowhere_is_ruled_out() {
        let text: String = ('一'..='丿').collect();
        let held = Pairs::of(text.as_bytes());
        let strange = ('一'..='丿').zip('一'..='丿').map(|(a, b)| [a, b].iter().collect::<String>());
        let held = strange.filter(|words| held.may_hold(&pairs(words.as_bytes()))).count();
        assert!(held < 32, "{held} of 64");
        assert!(Pairs::of(b"a").may_hold(&pairs(b"a")));
    }
}
