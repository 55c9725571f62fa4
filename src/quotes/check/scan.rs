//! One pass over all letters: where each pattern stands exactly, and which stretches share most with each passage.
//! Knows units and nothing of what they say.
//!
//! No index: the short runs of units (grams) of what was pasted are put into a small table, and every run of the
//! documents is looked up in it while they go by once. 5.5 million letters take some milliseconds.

use core::ops::Range;

use crate::quotes::letters::Letters;

/// Below so many letters (some tens of conferences) grams of two are affordable, and find what edits leave of short words.
const FEW: usize = 400_000;
/// How many places of one pattern are kept.
const PLACES: usize = 200;
/// How many stretches of one passage are kept for alignment: in few letters, and in many.
const WINDOWS: [usize; 2] = [24, 8];
/// The narrowest stretch, in units.
const NARROWEST: usize = 24;
/// A gram that has been met so often (中国政府) says nothing more about where a passage is from.
const COMMON: u32 = 2_000;
/// Bits of the filter before the table; a filter of 16 KB stays in the first cache.
const FILTER_BITS: u32 = 17;

/// A place of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// The index of the document.
    pub(super) document: usize,
    /// The first unit.
    pub(super) unit: usize,
}

/// A stretch of a document that shares grams with a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) document: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    /// How many grams it shares.
    pub(super) shared: u32,
}

/// What one pass finds.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// For each pattern its places, in order.
    pub(super) places: Vec<Vec<Place>>,
    /// For each pattern the stretches that share most, the best first; empty where none was asked for.
    pub(super) windows: Vec<Vec<Window>>,
}

/// What is looked for: a range of the pasted units.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    pub(super) range: Range<usize>,
    /// Whether stretches that share something are wanted, too.
    pub(super) near: bool,
}

/// The stretch that a passage is gathering hits in: halves that overlap with the one before.
#[derive(Clone, Copy, Default)]
struct Gathering {
    bucket: usize,
    now: u32,
    before: u32,
}

/// Looks for all patterns in all documents.
pub(super) fn scan(pasted: &[u16], patterns: &[Pattern], documents: &[&Letters]) -> Found {
    let is_few = documents.iter().map(|letters| letters.len()).sum::<usize>() <= FEW;
    let gram = if is_few { 2 } else { 3 };
    let kept = if is_few { WINDOWS[0] } else { WINDOWS[1] };
    let starting = Lists::new(
        pasted.len(),
        patterns
            .iter()
            .enumerate()
            .filter(|(_, p)| p.range.len() >= gram)
            .map(|(n, pattern)| (pattern.range.start..pattern.range.start + 1, n as u32)),
    );
    let mut grams = Grams::of(pasted, patterns, gram, &starting);
    let near = patterns.iter().enumerate().filter(|(_, p)| p.near && p.range.len() >= gram);
    let within = Lists::new(
        pasted.len(),
        near.map(|(n, pattern)| (pattern.range.start..pattern.range.end + 1 - gram, n as u32)),
    );
    let mut found = Found { places: vec![Vec::new(); patterns.len()], windows: vec![Vec::new(); patterns.len()] };
    let mut gathering = vec![Gathering::default(); patterns.len()];
    let width = |n: usize| patterns.get(n).map_or(0, |p| p.range.len()).max(NARROWEST);
    for (document, letters) in documents.iter().enumerate() {
        let units = letters.units.as_slice();
        grams.hits(units, &mut |unit, at, is_common| {
            for &n in starting.at(at) {
                let n = n as usize;
                let wanted = patterns.get(n).and_then(|pattern| pasted.get(pattern.range.clone())).unwrap_or_default();
                if units.get(unit..unit + wanted.len()) == Some(wanted)
                    && let Some(places) = found.places.get_mut(n).filter(|places| places.len() < PLACES)
                {
                    places.push(Place { document, unit });
                }
            }
            for &n in if is_common { &[] } else { within.at(at) } {
                let n = n as usize;
                let bucket = unit / width(n);
                if let Some(here) = gathering.get_mut(n) {
                    if here.bucket != bucket {
                        if let Some(windows) = found.windows.get_mut(n) {
                            flush(windows, here, document, width(n), kept);
                        }
                        here.before = if here.bucket + 1 == bucket { here.now } else { 0 };
                        here.bucket = bucket;
                        here.now = 0;
                    }
                    here.now += 1;
                }
            }
        });
        for (n, here) in gathering.iter_mut().enumerate() {
            if here.now > 0
                && let Some(windows) = found.windows.get_mut(n)
            {
                flush(windows, here, document, width(n), kept);
            }
            *here = Gathering::default();
        }
    }
    found
}

/// Keeps a stretch where it is among the best; the earlier of two equals stays before the later.
fn flush(windows: &mut Vec<Window>, here: &Gathering, document: usize, width: usize, kept: usize) {
    let shared = here.now + here.before;
    if shared == 0 || windows.len() == kept && windows.last().is_some_and(|last| last.shared >= shared) {
        return;
    }
    let from = here.bucket.saturating_sub(1) * width;
    let at = windows.partition_point(|window| window.shared >= shared);
    windows.insert(at, Window { document, from, to: (here.bucket + 1) * width, shared });
    windows.truncate(kept);
}

/// For each position a list of numbers.
struct Lists {
    from: Vec<u32>,
    numbers: Vec<u32>,
}

impl Lists {
    fn new(positions: usize, ranges: impl Iterator<Item = (Range<usize>, u32)> + Clone) -> Self {
        let mut from = vec![0_u32; positions + 2];
        for (range, _) in ranges.clone() {
            for count in from.iter_mut().take(range.end + 1).skip(range.start + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut from {
            sum += *count;
            *count = sum;
        }
        let mut next = from.clone();
        let mut numbers = vec![0; sum as usize];
        for (range, number) in ranges {
            for at in next.iter_mut().take(range.end).skip(range.start) {
                if let Some(slot) = numbers.get_mut(*at as usize) {
                    *slot = number;
                }
                *at += 1;
            }
        }
        Self { from, numbers }
    }

    fn at(&self, position: usize) -> &[u32] {
        let (Some(from), Some(to)) = (self.from.get(position), self.from.get(position + 1)) else { return &[] };
        self.numbers.get(*from as usize..*to as usize).unwrap_or_default()
    }
}

/// The grams of what was pasted, by open addressing.
struct Grams {
    length: usize,
    filter: Vec<u64>,
    mask: usize,
    slots: Vec<Slot>,
    /// For each position the next with the same gram.
    next: Vec<u32>,
    /// The same for positions where a pattern starts.
    next_start: Vec<u32>,
}

/// A gram and the first positions of its chains.
#[derive(Clone)]
struct Slot {
    key: u64,
    first: u32,
    first_start: u32,
    met: u32,
}

const NONE: u32 = u32::MAX;

impl Grams {
    fn of(pasted: &[u16], patterns: &[Pattern], length: usize, starting: &Lists) -> Self {
        let room = (pasted.len() * 2).next_power_of_two().max(16);
        let mut grams = Self {
            length,
            filter: vec![0; 1 << (FILTER_BITS - 6)],
            mask: room - 1,
            slots: vec![Slot { key: 0, first: NONE, first_start: NONE, met: 0 }; room],
            next: vec![NONE; pasted.len()],
            next_start: vec![NONE; pasted.len()],
        };
        let mut wanted = vec![false; pasted.len()];
        for pattern in patterns {
            let range = pattern.range.start..(pattern.range.end + 1).saturating_sub(length).max(pattern.range.start);
            wanted.get_mut(range).unwrap_or_default().fill(true);
        }
        // From the last to the first, so that each chain goes forward.
        for at in (0..pasted.len()).rev().filter(|at| wanted.get(*at) == Some(&true)) {
            if let Some(units) = pasted.get(at..at + length) {
                let key = units.iter().fold(0, |key, unit| key << 16 | u64::from(*unit));
                grams.add(key, at as u32, !starting.at(at).is_empty());
            }
        }
        grams
    }

    fn add(&mut self, key: u64, at: u32, is_start: bool) {
        let hash = hash(key);
        let bit = (hash >> (64 - FILTER_BITS)) as usize;
        if let Some(word) = self.filter.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
        let Some(n) = self.slot(key, hash) else { return };
        let (Some(slot), Some(next), Some(next_start)) =
            (self.slots.get_mut(n), self.next.get_mut(at as usize), self.next_start.get_mut(at as usize))
        else {
            return;
        };
        slot.key = key;
        (*next, slot.first) = (slot.first, at);
        if is_start {
            (*next_start, slot.first_start) = (slot.first_start, at);
        }
    }

    /// Returns the slot of a gram, or the empty one where it would be.
    fn slot(&self, key: u64, hash: u64) -> Option<usize> {
        let mut n = hash as usize >> 8 & self.mask;
        loop {
            let slot = self.slots.get(n)?;
            if slot.first == NONE || slot.key == key {
                return Some(n);
            }
            n = (n + 1) & self.mask;
        }
    }

    /// Calls back with each unit of a document at which a gram stands, each position that has the same, and whether
    /// the gram has become common: then only with positions where a pattern starts.
    fn hits(&mut self, units: &[u16], tell: &mut dyn FnMut(usize, usize, bool)) {
        let keep = u64::MAX >> (64 - 16 * self.length);
        let mut key = 0;
        for (n, unit) in units.iter().enumerate() {
            key = (key << 16 | u64::from(*unit)) & keep;
            let hash = hash(key);
            let bit = (hash >> (64 - FILTER_BITS)) as usize;
            if self.filter.get(bit / 64).is_none_or(|word| word >> (bit % 64) & 1 != 1) {
                continue;
            }
            let (Some(unit), Some(slot)) = ((n + 1).checked_sub(self.length), self.slot(key, hash)) else { continue };
            let Some(slot) = self.slots.get_mut(slot) else { continue };
            slot.met += 1;
            let is_common = slot.met > COMMON;
            let (mut at, chain) =
                if is_common { (slot.first_start, &self.next_start) } else { (slot.first, &self.next) };
            while at != NONE {
                tell(unit, at as usize, is_common);
                at = chain.get(at as usize).copied().unwrap_or(NONE);
            }
        }
    }
}

/// Fibonacci hashing: the high bits decide.
fn hash(key: u64) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
