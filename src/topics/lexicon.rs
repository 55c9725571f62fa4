//! The lexicon in memory: topics, their names, and an index of the words that show them. Knows folded characters;
//! knows no transcript and not how a lexicon is written down (`reader` does).

use std::collections::BTreeMap;

use crate::text::is_han;

/// How many bits tell which pairs of characters begin no word.
const PAIR_BITS: usize = 1 << 16;

/// The character begins a word.
const BEGINS: u8 = 1;

/// The character is a short form.
const SHORT: u8 = 2;

/// What can be talked about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subject {
    /// `theme.taiwan`, `place.ru`, `org.un`.
    pub id: String,
    /// The names in zh-Hans, zh-Hant and English.
    pub names: [String; 3],
    /// A place's short form (俄) in simplified and traditional characters and in English; or nothing.
    pub short: [String; 3],
    /// The theme that relations with this place are.
    pub circle: Option<usize>,
}

/// What a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A matter.
    Theme,
    /// A country or region.
    Place,
    /// A body of several countries.
    Organisation,
}

/// What a word shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Index of the subject.
    pub(super) subject: u16,
    /// How well, 1 to 5.
    pub(super) weight: u8,
}

/// A word of the lexicon. Of overlapping words the longer counts, separately for themes and for what has a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Term {
    /// Its folded characters.
    pub(super) letters: Box<[char]>,
    /// What it shows, in the order of the lexicon.
    pub(super) shows: Vec<Shown>,
    /// Whether no theme may be read from a part of it.
    pub(super) hides_themes: bool,
    /// Whether no place or organisation may be read from a part of it.
    pub(super) hides_names: bool,
}

/// Topics and the words that show them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lexicon {
    pub(super) subjects: Vec<Subject>,
    /// Sorted by their letters.
    pub(super) terms: Vec<Term>,
    /// Short forms of places (俄) and the subject meant; sorted. 中 means none.
    pub(super) shorts: Vec<(char, Option<u16>)>,
    /// For each character of the basic plane, whether it begins a word and whether it is a short form.
    marks: Vec<u8>,
    /// For each pair of first characters, by their hash, whether a word may begin so.
    pairs: Vec<u64>,
}

impl Subject {
    /// Returns what it is, by its id.
    pub fn kind(&self) -> Kind {
        match self.id.as_bytes().first() {
            Some(b't') => Kind::Theme,
            Some(b'p') => Kind::Place,
            _ => Kind::Organisation,
        }
    }

    /// Returns the name in a language: `zh-Hant`, `en`; any other means zh-Hans.
    pub fn name(&self, language: &str) -> &str {
        let [simplified, traditional, english] = &self.names;
        match language {
            "zh-Hant" => traditional,
            "en" => english,
            _ => simplified,
        }
    }
}

impl Kind {
    /// Returns the word for it in the JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Place => "place",
            Self::Organisation => "organisation",
        }
    }
}

impl Lexicon {
    pub(super) fn new(
        subjects: Vec<Subject>,
        terms: BTreeMap<Box<[char]>, Term>,
        shorts: BTreeMap<char, Option<u16>>,
    ) -> Self {
        let terms: Vec<Term> = terms.into_iter().map(|(letters, term)| Term { letters, ..term }).collect();
        let mut pairs = vec![0_u64; PAIR_BITS / 64];
        let mut marks = vec![0_u8; 1 << 16];
        let mut mark = |letter: char, what: u8| {
            if let Some(mark) = marks.get_mut(letter as usize) {
                *mark |= what;
            }
        };
        shorts.keys().for_each(|letter| mark(*letter, SHORT));
        for term in &terms {
            if let [first, second, ..] = &*term.letters {
                mark(*first, BEGINS);
                let bit = pair(*first, *second);
                if let Some(word) = pairs.get_mut(bit / 64) {
                    *word |= 1 << (bit % 64);
                }
            }
        }
        Self { subjects, terms, shorts: shorts.into_iter().collect(), marks, pairs }
    }

    /// Returns a subject by its index.
    pub fn subject(&self, index: usize) -> Option<&Subject> {
        self.subjects.get(index)
    }

    /// Returns all subjects, in the order of the lexicon.
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// Returns the Chinese words that a segmenter should keep whole, folded: names, and phrases of three characters
    /// and more. Shorter phrases (访美, 对华) are no words.
    pub fn vocabulary(&self) -> impl Iterator<Item = String> {
        let named = |term: &Term| term.letters.len() > 2 || self.is_name(&term.letters);
        let whole = move |term: &&Term| {
            !term.shows.is_empty() && named(term) && term.letters.iter().all(|letter| is_han(*letter))
        };
        self.terms.iter().filter(whole).map(|term| term.letters.iter().collect())
    }

    /// Returns each word, folded, with the index of each subject it shows.
    pub fn entries(&self) -> impl Iterator<Item = (String, Vec<usize>)> {
        let shown = |term: &Term| term.shows.iter().map(|shown| usize::from(shown.subject)).collect();
        self.terms.iter().map(move |term| (term.letters.iter().collect(), shown(term)))
    }

    fn is_name(&self, letters: &[char]) -> bool {
        let mut names = self.subjects.iter().filter(|subject| subject.kind() != Kind::Theme).map(|s| s.name("zh-Hans"));
        names.any(|name| name.chars().eq(letters.iter().copied()))
    }

    /// Returns the index of a subject.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.subjects.iter().position(|subject| subject.id == id)
    }

    pub(super) fn is_theme(&self, subject: u16) -> bool {
        self.subjects.get(usize::from(subject)).is_some_and(|subject| subject.kind() == Kind::Theme)
    }

    /// Returns the words that begin `text`, the longest first.
    pub(super) fn beginning<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = &'a Term> {
        self.candidates(text).iter().rev().filter(move |term| text.starts_with(&term.letters))
    }

    /// Returns the words that share their first two characters with `text`.
    fn candidates(&self, text: &[char]) -> &[Term] {
        let Some([first, second]) = text.first_chunk() else { return &[] };
        let bit = pair(*first, *second);
        if !self.marked(*first, BEGINS) || self.pairs.get(bit / 64).is_none_or(|word| word >> (bit % 64) & 1 == 0) {
            return &[];
        }
        let key = [*first, *second];
        let head = |term: &Term| term.letters.first_chunk().copied().unwrap_or_default();
        let from = self.terms.partition_point(|term| head(term) < key);
        let rest = self.terms.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|term| head(term) == key)).unwrap_or_default()
    }

    fn marked(&self, letter: char, what: u8) -> bool {
        self.marks.get(letter as usize).is_some_and(|mark| mark & what != 0)
    }

    /// Returns whom a short form means: `Some(None)` is China.
    pub(super) fn short(&self, letter: char) -> Option<Option<u16>> {
        if !self.marked(letter, SHORT) {
            return None;
        }
        let at = self.shorts.binary_search_by_key(&letter, |(short, _)| *short).ok()?;
        self.shorts.get(at).map(|(_, subject)| *subject)
    }
}

/// Hashes a pair of characters to a bit.
fn pair(first: char, second: char) -> usize {
    (u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB_CA77)) as usize >> 11
        & (PAIR_BITS - 1)
}
