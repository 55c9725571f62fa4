//! Quotations: the right words, their link, their citation, and whether a quotation stands so. Knows transcripts;
//! knows no screen, no store and no clock.

pub mod check;
pub mod cite;
pub mod collection;
pub mod directive;
pub(crate) mod letters;
pub(crate) mod place;
pub mod quote;
#[cfg(feature = "cli")]
pub mod report;
pub mod select;
pub mod suggest;

use crate::order::order_by_key;
pub use letters::Letters;
pub use quote::Quote;
pub use select::{Orphan, Selector, resolve};

/// Words that are looked for in every sentence: sorted, with a filter of their first characters.
struct Words {
    sorted: Vec<&'static str>,
    filter: [u64; 16],
}

impl Words {
    /// Takes a list apart.
    fn of(words: &'static str) -> Self {
        let mut words = Self { sorted: list(words).collect(), filter: [0; 16] };
        order_by_key(&mut words.sorted, |word| *word);
        for word in &words.sorted {
            let bit = word.chars().next().map_or(0, |c| c as usize);
            if let Some(part) = words.filter.get_mut(bit / 64 % 16) {
                *part |= 1 << (bit % 64);
            }
        }
        words
    }

    /// Tells whether a text begins with one of the words.
    fn begin(&self, text: &str) -> bool {
        let Some(first) = text.chars().next() else { return false };
        let bit = first as usize;
        if self.filter.get(bit / 64 % 16).is_none_or(|part| part >> (bit % 64) & 1 == 0) {
            return false;
        }
        let from = self.sorted.partition_point(|word| word.chars().next() < Some(first));
        let same = self.sorted.iter().skip(from).take_while(|word| word.starts_with(first));
        same.into_iter().any(|word| text.starts_with(word))
    }

    /// Tells whether one of the words stands in a text.
    fn stand_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, _)| text.get(at..).is_some_and(|rest| self.begin(rest)))
    }
}

/// Returns the words of a list: tables of words are one text, which is shorter to read and to ship than an array.
fn list(words: &'static str) -> impl DoubleEndedIterator<Item = &'static str> + Clone {
    words.split(' ')
}
