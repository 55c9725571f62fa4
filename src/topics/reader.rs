//! The written lexicon (`src/data/lexicon.txt` shows its form) → [`Lexicon`]. Knows lines; knows no transcript.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::lexicon::{Kind, Lexicon, Shown, Subject, Term};
use crate::text::fold;
use crate::transcript::country_names;

/// The house's own lexicon.
const BUILT_IN: &str = include_str!("../data/lexicon.txt");

/// How well a name shows what it names.
const NAME_WEIGHT: u8 = 3;

/// Places that are no topic: China, and what is no country.
const NO_TOPIC: [&str; 2] = ["CN", "AQ"];

/// Why a lexicon cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct LexiconError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a line of a lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Neither a topic nor words.
    #[error("neither `theme.name = …`, `place.name`, `org.name` nor words after 1 to 5, !, ~ or @")]
    Unknown,
    /// Words before the first topic.
    #[error("words before the first topic")]
    NoTopic,
    /// A new topic whose names are missing.
    #[error("a new topic needs its names: id = 简体 | 繁體 | English")]
    NoNames,
    /// A word of one character.
    #[error("a word needs at least two characters")]
    Short,
    /// The same word twice in one topic.
    #[error("the same word twice in one topic")]
    Twice,
    /// A place that is not known.
    #[error("there is no such place")]
    NoPlace,
}

impl Problem {
    /// All, in their order.
    pub const ALL: [Self; 6] = [Self::Unknown, Self::NoTopic, Self::NoNames, Self::Short, Self::Twice, Self::NoPlace];
}

/// Tells whether a text is a lexicon: it names a topic, and half of its lines at least are a lexicon's.
pub fn is_lexicon(text: &str) -> bool {
    let is_head = |line: &str| {
        let id = line.split_once('=').map_or(line, |(id, _)| id).trim();
        let rest = ["theme.", "place.", "org."].iter().find_map(|kind| id.strip_prefix(kind)).unwrap_or_default();
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let is_ours = |line: &str| {
        let marks = ["1 ", "2 ", "3 ", "4 ", "5 ", "! ", "~ ", "@ ", "#"];
        is_head(line) || marks.iter().any(|mark| line.starts_with(mark))
    };
    let lines = || text.lines().map(|line| line.trim_start_matches('\u{FEFF}').trim()).filter(|line| !line.is_empty());
    let ours = lines().filter(|line| is_ours(line)).count();
    lines().any(is_head) && ours * 2 >= lines().count()
}

impl Lexicon {
    /// Returns the house's own lexicon.
    pub fn built_in() -> &'static Self {
        static READ: OnceLock<Lexicon> = OnceLock::new();
        // That it can be read is a test's matter.
        READ.get_or_init(|| Self::read(BUILT_IN, false).unwrap_or_default())
    }

    /// Reads a lexicon and adds it to the house's own. A topic that is there gains words; a new one needs names.
    ///
    /// # Errors
    /// The first line that is none, and why.
    pub fn with(text: &str) -> Result<Self, LexiconError> {
        let mut reader = Reader::new();
        // Its own words were read before: a file may say them again.
        reader.read(BUILT_IN, false)?;
        reader.read(text, false)?;
        Ok(reader.finish())
    }

    /// Reads the house's lexicon; where `strict`, a word that stands twice is an error.
    pub(super) fn read(text: &str, strict: bool) -> Result<Self, LexiconError> {
        let mut reader = Reader::new();
        reader.read(text, strict)?;
        Ok(reader.finish())
    }

    /// Checks the house's lexicon.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn check() -> Result<(), LexiconError> {
        Self::read(BUILT_IN, true).map(|_| ())
    }
}

/// What has been read so far.
struct Reader {
    subjects: Vec<Subject>,
    terms: BTreeMap<Box<[char]>, Term>,
    shorts: BTreeMap<char, Option<u16>>,
}

impl Reader {
    fn new() -> Self {
        let mut reader = Self { subjects: Vec::new(), terms: BTreeMap::new(), shorts: BTreeMap::from([('中', None)]) };
        for [code, names @ ..] in country_names().filter(|[code, ..]| !NO_TOPIC.contains(code)) {
            let id = format!("place.{}", code.to_ascii_lowercase());
            reader.subjects.push(Subject { id, names: names.map(str::to_owned), ..Subject::default() });
            let index = reader.subjects.len() - 1;
            for name in names {
                reader.add(index, name, NAME_WEIGHT);
            }
        }
        reader
    }

    fn read(&mut self, text: &str, strict: bool) -> Result<(), LexiconError> {
        let mut current = None;
        for (line, number) in text.lines().zip(1..) {
            let read = self.line(line.trim_start_matches('\u{FEFF}').trim(), &mut current, strict);
            read.map_err(|problem| LexiconError { line: number, problem })?;
        }
        Ok(())
    }

    fn line(&mut self, line: &str, current: &mut Option<Option<usize>>, strict: bool) -> Result<(), Problem> {
        let mut letters = line.chars();
        let Some(mark) = letters.next() else { return Ok(()) };
        let rest = letters.as_str();
        match mark {
            '#' => Ok(()),
            't' | 'p' | 'o' => {
                *current = Some(self.topic(line)?);
                Ok(())
            }
            '1'..='5' if rest.starts_with(' ') => {
                let subject = current.flatten().ok_or(Problem::NoTopic)?;
                let weight = mark.to_digit(6).map_or(NAME_WEIGHT, |digit| digit as u8);
                words(rest).try_for_each(|word| self.word(subject, word, weight, strict))
            }
            '!' => {
                let subject = current.ok_or(Problem::NoTopic)?;
                words(rest).try_for_each(|word| self.hide(subject, word))
            }
            '~' => self.short(current.flatten().ok_or(Problem::NoTopic)?, rest),
            '@' => self.circle(current.flatten().ok_or(Problem::NoTopic)?, rest),
            _ => Err(Problem::Unknown),
        }
    }

    /// Begins a topic: `None` is `other`, which shows nothing.
    fn topic(&mut self, line: &str) -> Result<Option<usize>, Problem> {
        let (id, names) = line.split_once('=').unwrap_or((line, ""));
        let id = id.trim();
        if id == "other" {
            return Ok(None);
        }
        let rest = ["theme.", "place.", "org."].iter().find_map(|kind| id.strip_prefix(kind)).unwrap_or_default();
        if rest.is_empty() || rest.bytes().any(|b| !b.is_ascii_alphanumeric() && b != b'-') {
            return Err(Problem::Unknown);
        }
        let known = self.subjects.iter().position(|subject| subject.id == id);
        let index = known.unwrap_or(self.subjects.len());
        if known.is_none() {
            self.subjects.push(Subject { id: id.to_owned(), ..Subject::default() });
        }
        let given: Vec<&str> = names.split('|').map(str::trim).filter(|name| !name.is_empty()).collect();
        if let [simplified, others @ ..] = given.as_slice() {
            let other = |n: usize| others.get(n).copied().unwrap_or(simplified).to_owned();
            if let Some(subject) = self.subjects.get_mut(index) {
                subject.names = [(*simplified).to_owned(), other(0), other(1)];
            }
            // A theme's name is a heading, and seldom what people say.
            if !id.starts_with("theme.") {
                given.iter().for_each(|name| {
                    self.add(index, name, NAME_WEIGHT);
                });
            }
        } else if known.is_none() {
            return Err(Problem::NoNames);
        }
        Ok(Some(index))
    }

    fn word(&mut self, subject: usize, word: &str, weight: u8, strict: bool) -> Result<(), Problem> {
        if word.chars().nth(1).is_none() {
            return Err(Problem::Short);
        }
        if !self.add(subject, word, weight) && strict {
            return Err(Problem::Twice);
        }
        Ok(())
    }

    /// Adds a word to a topic; tells whether it is new there.
    fn add(&mut self, subject: usize, word: &str, weight: u8) -> bool {
        let names_theme = self.subjects.get(subject).is_some_and(|subject| subject.kind() == Kind::Theme);
        let letters: Box<[char]> = word.chars().map(fold).collect();
        if letters.len() < 2 {
            return true;
        }
        let term = self.terms.entry(letters).or_default();
        term.hides_themes |= names_theme;
        term.hides_names |= !names_theme;
        let subject = u16::try_from(subject).unwrap_or(u16::MAX);
        match term.shows.iter_mut().find(|shown| shown.subject == subject) {
            Some(shown) => {
                shown.weight = weight;
                false
            }
            None => {
                term.shows.push(Shown { subject, weight });
                true
            }
        }
    }

    fn hide(&mut self, subject: Option<usize>, word: &str) -> Result<(), Problem> {
        let kind = subject.and_then(|subject| self.subjects.get(subject)).map(Subject::kind);
        let term = self.terms.entry(word.chars().map(fold).collect()).or_default();
        term.hides_themes |= kind.is_none_or(|kind| kind == Kind::Theme);
        term.hides_names |= kind.is_none_or(|kind| kind != Kind::Theme);
        let hidden = subject.and_then(|subject| u16::try_from(subject).ok());
        if term.shows.iter().any(|shown| Some(shown.subject) == hidden) {
            return Err(Problem::Twice);
        }
        Ok(())
    }

    fn short(&mut self, index: usize, rest: &str) -> Result<(), Problem> {
        let mut names = rest.split('|').map(|name| name.trim().to_owned());
        let simplified = names.next().unwrap_or_default();
        let traditional = names.next().unwrap_or_else(|| simplified.clone());
        let letter = simplified.chars().next().ok_or(Problem::NoNames)?;
        self.shorts.insert(fold(letter), u16::try_from(index).ok());
        self.add(index, &format!("{simplified}方"), NAME_WEIGHT);
        if let Some(subject) = self.subjects.get_mut(index) {
            let english = names.next().unwrap_or_else(|| subject.name("en").to_owned());
            subject.short = [simplified, traditional, english];
        }
        Ok(())
    }

    fn circle(&mut self, theme: usize, rest: &str) -> Result<(), Problem> {
        for name in rest.split_whitespace() {
            let id = if name.contains('.') { name.to_owned() } else { format!("place.{name}") };
            let subject = self.subjects.iter_mut().find(|subject| subject.id == id);
            subject.ok_or(Problem::NoPlace)?.circle = Some(theme);
        }
        Ok(())
    }

    fn finish(self) -> Lexicon {
        Lexicon::new(self.subjects, self.terms, self.shorts)
    }
}

/// Returns the words of a line.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(['、', '|']).map(str::trim).filter(|word| !word.is_empty())
}
