//! Finding the lexicon's words in a turn: over folded characters, across repaired breaks, the longer of two that
//! overlap. Knows paragraphs and the lexicon; weighs nothing.

use super::lexicon::{Lexicon, Term};
use crate::text::{Span, fold, is_han};
use crate::transcript::{Paragraph, Transcript};

/// What follows 中 and a country's first character where the two are a pair (中厄关系).
const AFTER_PAIR: [&str; 12] =
    ["关系", "两国", "双方", "建交", "友好", "合作", "经贸", "全面", "领导", "元首", "人民", "战略"];

/// What names a medium or its people rather than a country (日本媒体).
const MEDIA: [&str; 9] = ["媒体", "媒", "记者", "电视台", "网站", "学者", "专家", "智库", "报纸"];

/// What makes a meeting an occasion rather than the matter (G20峰会期间).
const OCCASION: [&str; 4] = ["期间", "前夕", "间隙", "召开之际"];

/// What makes the place before it a venue (汉堡峰会, 德班宣言).
const VENUE: [&str; 8] = ["会晤", "会议", "峰会", "宣言", "协定", "共识", "进程", "论坛"];

/// What makes the place before it where something is held (在秘鲁会见).
const HELD: [&str; 7] = ["举行", "召开", "举办", "会见", "会晤", "会面", "出席"];

/// How far from a place, in characters, the verb may stand that makes it where something is held.
const HELD_WITHIN: usize = 8;

/// A word that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// Whom or what it shows.
    pub(super) subject: u16,
    /// How well, 1 to 5.
    pub(super) weight: u8,
    /// Which word: equal words have equal numbers.
    pub(super) word: u32,
    /// Where it stands.
    pub(super) span: Span,
    /// It is named only as the home of a medium, as where something is held, or as the occasion.
    pub(super) aside: bool,
}

/// An abbreviation that means whichever country of the exchange begins with it (厄方).
#[derive(Clone, Copy, Debug)]
pub(super) struct Abbreviation {
    /// The character.
    pub(super) letter: char,
    /// Where the abbreviation stands.
    pub(super) span: Span,
}

/// A paragraph as it is shown, folded, with the places of its characters in the source.
#[derive(Default)]
pub(super) struct Folded {
    letters: Vec<char>,
    spans: Vec<Span>,
}

impl Folded {
    /// Takes in a paragraph in place of the last one.
    pub(super) fn fill(&mut self, transcript: &Transcript, paragraph: &Paragraph) {
        self.letters.clear();
        self.spans.clear();
        let mut at = paragraph.span.start;
        for repair in transcript.repairs_in(paragraph.span) {
            self.push(&transcript.source.text, Span { start: at, end: repair.span.start });
            for letter in repair.inserted.chars() {
                self.letters.push(fold(letter));
                self.spans.push(repair.span);
            }
            at = repair.span.end;
        }
        self.push(&transcript.source.text, Span { start: at, end: paragraph.span.end });
    }

    fn push(&mut self, source: &str, span: Span) {
        let mut at = span.start;
        for letter in span.of(source).chars() {
            let end = at + letter.len_utf8() as u32;
            self.letters.push(fold(letter));
            self.spans.push(Span { start: at, end });
            at = end;
        }
    }

    fn from(&self, at: usize) -> &[char] {
        self.letters.get(at..).unwrap_or_default()
    }

    fn letter(&self, at: usize) -> char {
        self.letters.get(at).copied().unwrap_or_default()
    }

    /// Returns where the characters from `at` on stand.
    fn span(&self, at: usize, length: usize) -> Span {
        let one = |at: usize| self.spans.get(at).copied().unwrap_or_default();
        one(at).join(one(at + length.max(1) - 1))
    }

    /// Tells whether the text goes on here with one of the words.
    fn goes_on(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| word.chars().zip(at..).all(|(letter, at)| self.letter(at) == letter))
    }

    /// Tells whether the place here is where something is held.
    fn is_held(&self, at: usize, length: usize) -> bool {
        let after = at + length;
        let before = at.checked_sub(1).map(|before| self.letter(before));
        before == Some('在') && (after..after + HELD_WITHIN).any(|at| self.goes_on(at, &HELD))
    }

    /// Tells whether a word of Latin letters stands for itself here: `Chad`, not the beginning of `Chadwick`.
    fn is_whole(&self, at: usize, length: usize) -> bool {
        let joined = |inner: usize, outer: Option<usize>| {
            let inside = self.letter(inner);
            let beside = outer.map(|outer| self.letter(outer)).unwrap_or_default();
            is_latin(inside) && is_latin(beside)
        };
        !joined(at, at.checked_sub(1)) && !joined(at + length - 1, Some(at + length))
    }
}

fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || ('à'..='ɏ').contains(&letter)
}

/// Finds the words of a paragraph and appends them.
pub(super) fn scan(lexicon: &Lexicon, text: &Folded, found: &mut Vec<Found>, short: &mut Vec<Abbreviation>) {
    let (mut themes_from, mut names_from) = (0, 0);
    for at in 0..text.letters.len() {
        let here = text.from(at);
        // 21日, 3月: a date's character begins no word.
        let dated = text.letter(at) == '日' && at > 0 && text.letter(at - 1).is_ascii_digit();
        if dated {
            continue;
        }
        for term in lexicon.beginning(here) {
            let free_theme = term.hides_themes && at >= themes_from;
            let free_name = term.hides_names && at >= names_from;
            if !(free_theme || free_name)
                || !text.is_whole(at, term.letters.len())
                || gives_way(lexicon, text, at, term)
            {
                continue;
            }
            let end = at + term.letters.len();
            emit(lexicon, text, term, (at, free_theme, free_name), found);
            if free_theme {
                themes_from = end;
            }
            if free_name {
                names_from = end;
            }
        }
        if at >= names_from {
            let length = run(lexicon, text, at, found);
            if length > 0 {
                names_from = at + length;
            } else {
                abbreviation(text, at, short);
            }
        }
    }
}

/// Tells whether a word ends in a short form with which a longer word begins: 对印|第安人, 在日|内瓦.
fn gives_way(lexicon: &Lexicon, text: &Folded, at: usize, term: &Term) -> bool {
    let last = at + term.letters.len() - 1;
    let is_short = term.letters.len() == 2 && lexicon.short(text.letter(last)).is_some();
    is_short && lexicon.beginning(text.from(last)).any(|longer| longer.hides_names)
}

/// Notes what a word shows.
fn emit(lexicon: &Lexicon, text: &Folded, term: &Term, (at, theme, name): (usize, bool, bool), found: &mut Vec<Found>) {
    let length = term.letters.len();
    let span = text.span(at, length);
    let occasion = text.goes_on(at + length, &OCCASION);
    let aside_name =
        occasion || text.goes_on(at + length, &VENUE) || text.goes_on(at + length, &MEDIA) || text.is_held(at, length);
    for shown in &term.shows {
        let is_theme = lexicon.is_theme(shown.subject);
        if is_theme && theme || !is_theme && name {
            let aside = if is_theme { occasion } else { aside_name };
            let word = hash(&term.letters);
            found.push(Found { subject: shown.subject, weight: shown.weight, word, span, aside });
        }
    }
}

/// Reads a run of countries' short forms (俄美, 中日韩) and returns its length in characters. It gives way to a word
/// that begins in it (中|俄罗斯).
fn run(lexicon: &Lexicon, text: &Folded, at: usize, found: &mut Vec<Found>) -> usize {
    let mut length = text.from(at).iter().take_while(|letter| lexicon.short(**letter).is_some()).count();
    if length < 2 {
        return 0;
    }
    if let Some(begun) = (at + 1..at + length).find(|next| {
        lexicon.beginning(text.from(*next)).any(|term| term.hides_names && text.is_whole(*next, term.letters.len()))
    }) {
        length = begun - at;
    }
    let letters = text.from(at).get(..length).unwrap_or_default();
    // 过程中 ends a phrase more often than it names China last.
    if length < 2 || letters.last() == Some(&'中') {
        return 0;
    }
    let span = text.span(at, length);
    let word = hash(letters);
    for subject in letters.iter().filter_map(|letter| lexicon.short(*letter).flatten()) {
        found.push(Found { subject, weight: RUN_WEIGHT, word, span, aside: false });
    }
    length
}

/// How well a short form in a run shows its country: as well as its name.
const RUN_WEIGHT: u8 = 3;

/// Notes 厄方 and 中厄关系.
fn abbreviation(text: &Folded, at: usize, short: &mut Vec<Abbreviation>) {
    let [first, second] = [text.letter(at), text.letter(at + 1)];
    if second == '方' && is_han(first) {
        short.push(Abbreviation { letter: first, span: text.span(at, 2) });
    } else if first == '中' && is_han(second) && text.goes_on(at + 2, &AFTER_PAIR) {
        short.push(Abbreviation { letter: second, span: text.span(at, 2) });
    }
}

/// Tells words apart (FNV-1a over their characters).
fn hash(letters: &[char]) -> u32 {
    letters.iter().fold(0x811C_9DC5, |hash, letter| (hash ^ u32::from(*letter)).wrapping_mul(0x0100_0193))
}
