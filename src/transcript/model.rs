//! The model of a transcript: spans of one source, and what was understood about them.
//!
//! Nothing here copies words. Ids are positional and readable (`x2a1.p3.s1`): they are computed, not stored.

use std::borrow::Cow;
use std::sync::Arc;

use crate::text::Span;

/// A transcript, as [`parse`](super::parse) reads it. All spans index `source.text`, in bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Transcript {
    /// The text and where it came from.
    pub source: Source,
    /// The language of the text as a BCP 47 tag: `zh-Hans`, `zh-Hant`, `en`, `ja`, `es`.
    pub language: &'static str,
    /// What stands above the text.
    pub headline: Headline,
    /// When and where it was said.
    pub event: Event,
    /// Who speaks, in order of first appearance.
    pub speakers: Vec<Speaker>,
    /// The parts, in the order of the source.
    pub items: Vec<Item>,
    /// Changes between the source and what is shown, in the order of the source; none overlaps another.
    pub repairs: Vec<Repair>,
    /// Text that is no content: page navigation, timestamps. Blank space and label marks are not listed.
    pub layout: Vec<Span>,
    /// What a person should know about the reading.
    pub diagnostics: Vec<Diagnostic>,
}

/// The text itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The decoded text, as it came.
    pub text: Arc<str>,
    /// SHA-256 of the bytes as given; without it, that of the text's UTF-8 counts.
    pub digest: Option<[u8; 32]>,
    /// The WHATWG name of the encoding the bytes were in, in lower case.
    pub encoding: &'static str,
    /// The credit line (据新华社).
    pub credit: Option<Span>,
    /// Where the text was fetched from, when it was.
    pub url: Option<String>,
}

/// Kicker (引题), main headline and subtitle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headline {
    /// The line above the headline.
    pub kicker: Option<Span>,
    /// The headline.
    pub main: Option<Span>,
    /// The line below the headline.
    pub sub: Option<Span>,
}

/// The occasion.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// What took place (十四届全国人大三次会议记者会).
    pub name: Option<String>,
    /// Where (梅地亚中心).
    pub venue: Option<Span>,
    /// When.
    pub date: Option<EventDate>,
}

/// A date, and how far it is printed.
#[derive(Clone, Debug, PartialEq)]
pub struct EventDate {
    /// The day.
    pub value: time::Date,
    /// The printed words it comes from (7日).
    pub printed: Span,
    /// The words that complete it, where the printed ones do not suffice: then the date is inferred.
    pub basis: Option<String>,
}

/// Who speaks. Label, identity and role are three things: this is the identity.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// A readable, stable id (`tass`, `wang-yi`, `speaker-3`).
    pub id: String,
    /// What kind of speaker it is.
    pub kind: SpeakerKind,
    /// The usual name in the transcript's language.
    pub name: String,
    /// Other labels that mean the same speaker here.
    pub aliases: Vec<String>,
    /// For an outlet: its usual English name. For a person: the body spoken for.
    pub organization: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
}

/// What kind of speaker it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerKind {
    /// A named person.
    Person,
    /// A medium: its reporter asks.
    Outlet,
    /// Whoever leads the conference.
    Moderator,
    /// Nobody in particular (记者, 问).
    Unknown,
}

/// A part of the transcript.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What kind of part.
    pub kind: ItemKind,
    /// Its number within its letter (`o1`, `x2`, `s3`), from 1.
    pub ordinal: u32,
    /// The turns, in the order of the source.
    pub turns: Vec<Turn>,
}

/// What kind of part an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// What the main speaker says before the first question.
    Opening,
    /// Question turns and answer turns.
    Exchange,
    /// Anything else that is said.
    Statement,
    /// An announcement before the first question.
    Announcement,
    /// Words after the last answer.
    Closing,
    /// A stage direction.
    Scene,
    /// A heading inside the text.
    Heading,
    /// The lead (导语).
    Lead,
    /// The credit line.
    Credit,
    /// Text without a known place.
    Other,
}

/// One speaker speaking once.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The role in this turn.
    pub role: Role,
    /// Who speaks, where the source says so.
    pub speaker: Option<Spoken>,
    /// What is said.
    pub paragraphs: Vec<Paragraph>,
}

/// A printed label and whom it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Index into [`Transcript::speakers`].
    pub speaker: usize,
    /// The printed label without colon, brackets or marks.
    pub label: Span,
}

/// The role of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Asks.
    Question,
    /// Answers.
    Answer,
    /// Says something nobody asked for.
    Statement,
    /// Leads the conference.
    Moderator,
    /// A stage direction.
    Scene,
}

/// A paragraph. Its words are the span with the repairs inside it applied: [`Transcript::shown`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Where it stands.
    pub span: Span,
    /// A stage direction alone on its line.
    pub scene: bool,
    /// Its sentences, in order, without the blank space between them.
    pub sentences: Vec<Span>,
}

/// A recorded change: at `span` the source's words are replaced by `inserted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Why.
    pub kind: RepairKind,
    /// What is left out of the shown text.
    pub span: Span,
    /// What stands there instead.
    pub inserted: Cow<'static, str>,
}

/// Why the shown text differs from the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairKind {
    /// A paragraph broken by a newspaper's column or page.
    Join,
    /// A hard-wrapped line.
    Wrap,
    /// Marks such as `**`.
    Markup,
    /// An HTML entity.
    Entity,
}

/// Something a person should know about the reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What.
    pub kind: DiagnosticKind,
    /// Where.
    pub span: Span,
}

/// What a diagnostic says. Its words stand in [`crate::messages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiagnosticKind {
    /// A scene note （笑） inside a paragraph.
    Scene,
    /// No question and answer was found: the text is shown as it is.
    NoExchange,
    /// A question that nobody answers.
    Unanswered,
    /// An answer to no printed question.
    Unasked,
    /// Bytes that are no text became U+FFFD.
    Undecodable,
    /// The text is empty.
    Empty,
}

impl Item {
    /// Returns the id: `o1`, `x2`, `s3`.
    pub fn id(&self) -> String {
        let letter = match self.kind {
            ItemKind::Opening => 'o',
            ItemKind::Exchange => 'x',
            _ => 's',
        };
        format!("{letter}{}", self.ordinal)
    }

    /// Returns the printed number of an exchange.
    pub fn number(&self) -> Option<u32> {
        (self.kind == ItemKind::Exchange).then_some(self.ordinal)
    }

    /// Returns the turns before the first answer.
    pub fn question(&self) -> &[Turn] {
        self.turns.split_at(self.first_answer()).0
    }

    /// Returns the turns from the first answer on.
    pub fn answer(&self) -> &[Turn] {
        self.turns.split_at(self.first_answer()).1
    }

    fn first_answer(&self) -> usize {
        self.turns.iter().position(|t| t.role == Role::Answer).unwrap_or(self.turns.len())
    }

    /// Returns each turn with its id: `x2q1`, `x2a1`, `o1t1`. Numbers count within a letter, from 1.
    pub fn turns_with_ids(&self) -> impl Iterator<Item = (String, &Turn)> {
        let item = self.id();
        let mut counts = [0_u32; 4];
        self.turns.iter().map(move |turn| {
            let (letter, count) = match (self.kind, turn.role) {
                (ItemKind::Exchange, Role::Question) => ('q', &mut counts[0]),
                (ItemKind::Exchange, Role::Answer) => ('a', &mut counts[1]),
                (ItemKind::Exchange, Role::Moderator) => ('m', &mut counts[2]),
                _ => ('t', &mut counts[3]),
            };
            *count += 1;
            (format!("{item}{letter}{count}"), turn)
        })
    }
}

impl Transcript {
    /// Returns the words shown for a span: the source with the repairs inside the span applied.
    pub fn shown(&self, span: Span) -> Cow<'_, str> {
        let inside = self.repairs_in(span);
        if inside.is_empty() {
            return Cow::Borrowed(span.of(&self.source.text));
        }
        let mut shown = String::with_capacity(span.len());
        let mut at = span.start;
        for repair in inside {
            shown.push_str(Span { start: at, end: repair.span.start }.of(&self.source.text));
            shown.push_str(&repair.inserted);
            at = repair.span.end;
        }
        shown.push_str(Span { start: at, end: span.end }.of(&self.source.text));
        Cow::Owned(shown)
    }

    /// Returns the repairs that lie wholly inside a span.
    pub fn repairs_in(&self, span: Span) -> &[Repair] {
        let from = self.repairs.partition_point(|r| r.span.start < span.start);
        let rest = self.repairs.get(from..).unwrap_or_default();
        let to = rest.partition_point(|r| r.span.end <= span.end);
        rest.get(..to).unwrap_or_default()
    }

    /// Returns the exchanges, in order.
    pub fn exchanges(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.kind == ItemKind::Exchange)
    }

    /// Returns the speaker behind a turn.
    pub fn speaker_of(&self, turn: &Turn) -> Option<&Speaker> {
        self.speakers.get(turn.speaker?.speaker)
    }

    /// Returns the printed label of a turn.
    pub fn label_of(&self, turn: &Turn) -> Option<&str> {
        Some(turn.speaker?.label.of(&self.source.text))
    }

    /// Returns SHA-256 of the bytes as given, in lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        use sha2::Digest;
        let digest = self.source.digest.unwrap_or_else(|| sha2::Sha256::digest(self.source.text.as_bytes()).into());
        let figures = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        figures.filter_map(|figure| char::from_digit(figure.into(), 16)).collect()
    }
}
