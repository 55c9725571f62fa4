//! Pinyin: words by how they are read, in full (taiwan) or by their initials (tw), without tones, `v` for ü.
//!
//! The table is no part of the program: it is loaded when it is wanted. Its form: the syllables, parted by blanks,
//! the most frequent first, to the end of the line; a byte for each character from U+4E00 to U+9FFF, the number of
//! its first reading, 254 for a rare syllable, 255 for none; the numbers of the rare ones less 254, a byte each; the
//! other readings of characters with several: how far the character lies after the one before, and the number of the
//! syllable (both in groups of seven bits, the low one first). Traditional characters are not in it: a text is folded.

use core::ops::Range;
use std::collections::BTreeMap;

use super::corpus::{Corpus, Results, Scope, Wish};
use super::query::{Query, Term};
use super::text::Text;
use crate::text::fold;

/// The characters of the table.
const HAN: Range<u16> = 0x4E00..0xA000;
/// No reading is known.
const NONE: u16 = u16::MAX;
/// Set where a character has several readings.
const MORE: u16 = 0x8000;
/// Marks a rare syllable.
const RARE: u8 = 254;
/// Fewer letters than this could be anything.
const LEAST: usize = 2;
/// More than this are no word.
const MOST: usize = 48;

/// How characters are read.
#[derive(Clone, Debug)]
pub struct Pinyin {
    syllables: Vec<Vec<u8>>,
    /// The first reading of each character, with [`MORE`] where it has others.
    first: Vec<u16>,
    /// Further readings: the character and the syllable, rising.
    more: Vec<(u16, u16)>,
}

/// What a spelling can mean.
#[derive(Clone, Debug, Default)]
pub struct Spelled {
    /// The words that stand in the texts, folded, with their counts: the most frequent first.
    pub words: Vec<(String, u32)>,
    /// Where they stand, word by word.
    pub results: Results,
}

/// The ways in which a spelling is read, from the strictest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Whole syllables: taiwan.
    Full,
    /// A letter a character: tw.
    Initials,
    /// Whole syllables and the beginning of one more: taiw, what stands while a person types.
    Begun,
}

impl Pinyin {
    /// Reads the table. What is no such table gives nothing.
    pub fn read(table: &[u8]) -> Option<Self> {
        let line = table.iter().position(|&b| b == b'\n')?;
        let (syllables, rest) = table.split_at(line);
        let syllables: Vec<Vec<u8>> = syllables.split(|&b| b == b' ').map(<[u8]>::to_vec).collect();
        let (bytes, rest) = rest.get(1..)?.split_at_checked(HAN.len())?;
        let rare = bytes.iter().filter(|&&b| b == RARE).count();
        let (rare, more) = rest.split_at_checked(rare)?;
        let mut rare = rare.iter().map(|&n| u16::from(n) + u16::from(RARE));
        let mut number = |b: u8| match b {
            u8::MAX => Some(NONE),
            RARE => rare.next(),
            _ => Some(b.into()),
        };
        let mut first: Vec<u16> = bytes.iter().map(|&b| number(b)).collect::<Option<_>>()?;
        let mut numbers = Numbers(more.iter());
        let (mut pairs, mut code) = (Vec::new(), HAN.start);
        while let (Some(gap), Some(syllable)) = (numbers.next(), numbers.next()) {
            code = code.checked_add(gap)?;
            pairs.push((code, syllable));
            let entry = code.checked_sub(HAN.start).and_then(|n| first.get_mut(usize::from(n)))?;
            *entry |= MORE;
        }
        Some(Self { syllables, first, more: pairs })
    }

    /// Returns all readings of a character, the first one first.
    pub fn readings(&self, c: char) -> Vec<&str> {
        let Ok(code) = u16::try_from(u32::from(fold(c))) else { return Vec::new() };
        let syllables = self.numbers(code).filter_map(|n| self.syllables.get(usize::from(n)));
        syllables.filter_map(|syllable| str::from_utf8(syllable).ok()).collect()
    }

    fn numbers(&self, code: u16) -> impl Iterator<Item = u16> {
        let first = code.checked_sub(HAN.start).and_then(|n| self.first.get(usize::from(n))).copied().unwrap_or(NONE);
        let more = if first & MORE == 0 || first == NONE { &[] } else { self.more.as_slice() };
        let from = more.partition_point(|(other, _)| *other < code);
        let more = more.get(from..).unwrap_or_default().iter().take_while(move |(other, _)| *other == code);
        (first != NONE).then_some(first & !MORE).into_iter().chain(more.map(|(_, syllable)| *syllable))
    }
}

/// Numbers in groups of seven bits.
struct Numbers<'b>(core::slice::Iter<'b, u8>);

impl Iterator for Numbers<'_> {
    type Item = u16;

    fn next(&mut self) -> Option<u16> {
        let (mut number, mut shift) = (0_u16, 0);
        loop {
            let group = *self.0.next()?;
            number |= u16::from(group & 0x7F).checked_shl(shift)?;
            if group < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    }
}

/// A spelling, prepared for one way of reading it.
struct Spelling<'p> {
    pinyin: &'p Pinyin,
    /// The letters, without the marks between syllables.
    letters: Vec<u8>,
    /// Where a syllable must begin (xi'an), as a set of places.
    breaks: u64,
    way: Way,
    /// For each place, which syllables can stand there: a set by their numbers.
    fits: Vec<Vec<bool>>,
}

impl<'p> Spelling<'p> {
    fn new(pinyin: &'p Pinyin, typed: &str, way: Way) -> Option<Self> {
        let (mut letters, mut breaks) = (Vec::new(), 0);
        for c in typed.chars().map(fold) {
            match c {
                'a'..='z' => letters.push(c as u8),
                'ü' => letters.push(b'v'),
                '\'' | '’' | ' ' => breaks |= 1_u64 << letters.len().min(63),
                _ => return None,
            }
        }
        if !(LEAST..=MOST).contains(&letters.len()) {
            return None;
        }
        let mut spelling = Self { pinyin, letters, breaks, way, fits: Vec::new() };
        for at in 0..spelling.letters.len() {
            spelling.fits.push(pinyin.syllables.iter().map(|syllable| spelling.step(at, syllable).is_some()).collect());
        }
        Some(spelling)
    }

    fn fit(&self, at: usize, syllable: u16) -> bool {
        self.fits.get(at).and_then(|fits| fits.get(usize::from(syllable))).copied().unwrap_or(false)
    }

    /// Returns the place after a syllable that is read at `at`.
    fn step(&self, at: usize, syllable: &[u8]) -> Option<usize> {
        let rest = self.letters.get(at..)?;
        // lüe and nüe are typed lue and nue, too; no other syllable is written so.
        let agrees = |n: usize| {
            let (own, typed) = (syllable.get(n)?, rest.get(n)?);
            let loose = *own == b'v' && *typed == b'u' && syllable.get(n + 1) == Some(&b'e');
            (own == typed || loose).then_some(())
        };
        let length = match self.way {
            Way::Initials => 1,
            Way::Full => syllable.len(),
            Way::Begun => syllable.len().min(rest.len()),
        };
        (0..length).try_for_each(agrees)?;
        let after = at + length;
        let broken = (at + 1..after).any(|n| self.breaks & (1 << n.min(63)) != 0);
        // The beginning of a syllable is no word: taiw, but not t.
        (!broken && (at > 0 || length == syllable.len() || self.way == Way::Initials)).then_some(after)
    }

    /// Returns the bytes of the longest reading of the spelling that begins a folded text.
    fn reads(&self, text: &[u8]) -> Option<usize> {
        // The places that can be reached with the characters so far, as a set: there are few, and never more than MOST.
        let (mut reached, mut length, mut found) = (1_u64, 0, None);
        while let Some(code) = text.get(length..).and_then(han) {
            let mut next = 0;
            for n in self.pinyin.numbers(code) {
                let Some(syllable) = self.pinyin.syllables.get(usize::from(n)) else { continue };
                for at in (0..self.letters.len()).filter(|at| reached & (1 << at) != 0 && self.fit(*at, n)) {
                    next |= self.step(at, syllable).map_or(0, |after| 1 << after);
                }
            }
            reached = next;
            length += 3;
            if reached & (1 << self.letters.len()) != 0 {
                found = Some(length);
            }
            if reached == 0 {
                break;
            }
        }
        found
    }
}

/// Which characters can begin one of the spellings, by their distance from the first: a set of spellings.
fn beginnings(pinyin: &Pinyin, spellings: &[Spelling]) -> Vec<u8> {
    let can = |spelling: &Spelling, code| pinyin.numbers(code).any(|n| spelling.fit(0, n));
    let set = |code| spellings.iter().zip(0..).fold(0, |set, (s, n)| set | u8::from(can(s, code)) << n);
    HAN.map(set).collect()
}

/// Counts the words of a text that are read in one of the ways.
fn count(spellings: &[Spelling], begins: &[u8], text: &Text, words: &mut BTreeMap<Vec<u8>, u32>) {
    let bytes = text.words();
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        // No byte that goes on is as high as one that begins a Han character.
        let Some(code) = han(rest) else {
            at += 1;
            continue;
        };
        let set = begins.get(usize::from(code - HAN.start)).copied().unwrap_or(0);
        if set != 0 && !in_seam(text, at as u32) {
            let ways = spellings.iter().zip(0..).filter(|(_, n)| set & (1 << n) != 0);
            let mut lengths: Vec<usize> = ways.filter_map(|(spelling, _)| spelling.reads(rest)).collect();
            lengths.dedup();
            for length in lengths {
                let word = rest.get(..length).unwrap_or_default();
                match words.get_mut(word) {
                    Some(count) => *count += 1,
                    None => drop(words.insert(word.to_vec(), 1)),
                }
            }
        }
        at += 3;
    }
}

fn in_seam(text: &Text, at: u32) -> bool {
    let next = text.seams().partition_point(|&(_, end)| end <= at);
    text.seams().get(next).is_some_and(|&(start, _)| start <= at)
}

/// Returns the Han character that begins a folded text.
fn han(text: &[u8]) -> Option<u16> {
    let &[a, b, c] = text.first_chunk()?;
    let code = u16::from(a & 0xF) << 12 | u16::from(b & 0x3F) << 6 | u16::from(c & 0x3F);
    ((0xE4..=0xE9).contains(&a) && HAN.contains(&code)).then_some(code)
}

impl Corpus {
    /// Finds what a query can mean as pinyin: words that are read so in full; those whose initials it gives; where there
    /// are neither, those that it begins. What follows a dictionary's order follows here how often a word stands there.
    pub fn spelled(&self, query: &Query, scope: &Scope, wish: Wish, pinyin: &Pinyin) -> Spelled {
        let mut spelled = Spelled::default();
        let plain = query.terms.iter().all(|term| !term.verbatim);
        let typed = query.terms.iter().map(|term| term.words.as_str()).collect::<Vec<_>>().join(" ");
        let mut words = BTreeMap::new();
        for ways in [[Way::Full, Way::Initials].as_slice(), &[Way::Begun]] {
            let spellings: Vec<_> = ways.iter().filter_map(|way| Spelling::new(pinyin, &typed, *way)).collect();
            if plain && words.is_empty() && !spellings.is_empty() {
                let begins = beginnings(pinyin, &spellings);
                self.within(scope).for_each(|(c, _)| count(&spellings, &begins, &c.text, &mut words));
            }
        }
        let mut words: Vec<_> = words.into_iter().collect();
        crate::order::order(&mut words, |(a, m), (b, n)| n.cmp(m).then_with(|| a.cmp(b)));
        let field = query.terms.first().and_then(|term| term.field);
        for (word, counted) in words {
            let Ok(word) = String::from_utf8(word) else { continue };
            let mut count = counted;
            // Once there are enough hits, the others are known by their counts.
            let room = wish.limit.saturating_sub(spelled.results.hits.len());
            if room > 0 {
                let terms = vec![Term { field, ..Term::new(&word) }];
                let found = self.exact(&Query { terms, ..query.clone() }, scope, Wish { limit: room, ..wish }, false);
                count = found.count;
                spelled.results.hits.extend(found.hits);
                add(&mut spelled.results.conferences, found.conferences);
                add(&mut spelled.results.years, found.years);
            }
            if count > 0 {
                spelled.results.count += count;
                spelled.words.push((word, count));
            }
        }
        spelled
    }
}

/// Adds counts to counts with the same key; both rise.
fn add<K: Ord + Copy>(all: &mut Vec<(K, u32)>, more: Vec<(K, u32)>) {
    for (key, count) in more {
        match all.binary_search_by_key(&key, |(key, _)| *key) {
            Ok(at) => all.get_mut(at).into_iter().for_each(|(_, sum)| *sum += count),
            Err(at) => all.insert(at, (key, count)),
        }
    }
}
