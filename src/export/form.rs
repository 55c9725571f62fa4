//! The form `shilu/1`: the shape of the JSON. Knows serde; knows nothing of spans in bytes.
//! [`crate::import::json`] reads it without these types: derived readers would cost the page twice as much.
//!
//! All numbers are code points of `source.text`. Keys beyond those of the design: `source.sha256_of`,
//! `source.credit_span`, `event.spans`, `layout`; without them a transcript could not be read back exactly.

use std::borrow::Cow;

use serde::Serialize;

/// The only value of `format`.
pub const FORMAT: &str = "shilu/1";
/// The only value of `offset_unit`.
pub const OFFSET_UNIT: &str = "unicode-code-point";

/// Begin and end in code points, half open.
pub type Points = [u32; 2];
type Text<'a> = Cow<'a, str>;

/// The whole document.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    /// [`FORMAT`].
    pub format: Text<'a>,
    /// [`OFFSET_UNIT`].
    pub offset_unit: Text<'a>,
    /// BCP 47.
    pub language: Text<'a>,
    /// The text and where it came from.
    pub source: Source<'a>,
    /// Kicker, headline, subtitle.
    pub headline: Headline<'a>,
    /// The occasion.
    pub event: Event<'a>,
    /// Who speaks.
    pub speakers: Vec<Speaker<'a>>,
    /// The parts.
    pub items: Vec<Item<'a>>,
    /// Changes between source and shown text.
    pub repairs: Vec<Repair<'a>>,
    /// Text that is no content.
    pub layout: Vec<Points>,
    /// What a person should know.
    pub diagnostics: Vec<Diagnostic<'a>>,
}

/// See [`crate::transcript::Source`].
#[derive(Debug, Serialize)]
pub struct Source<'a> {
    /// The decoded text.
    pub text: Text<'a>,
    /// Lower-case hexadecimal.
    pub sha256: Text<'a>,
    /// `bytes` as given, or the `text` in UTF-8.
    pub sha256_of: Option<Text<'a>>,
    /// Length in code points.
    pub characters: u32,
    /// WHATWG name.
    pub encoding: Text<'a>,
    /// The credit line's words.
    pub credit: Option<Text<'a>>,
    /// Where the credit line stands.
    pub credit_span: Option<Points>,
    /// Where the text was fetched.
    pub url: Option<Text<'a>>,
}

/// See [`crate::transcript::Headline`].
#[derive(Debug, Serialize)]
pub struct Headline<'a> {
    /// 引题.
    pub kicker: Option<Text<'a>>,
    /// The headline.
    pub main: Option<Text<'a>>,
    /// 副题.
    pub sub: Option<Text<'a>>,
    /// Where they stand.
    pub spans: HeadlineSpans,
}

/// Where the headline's lines stand.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names of the lines say it")]
pub struct HeadlineSpans {
    pub kicker: Option<Points>,
    pub main: Option<Points>,
    pub sub: Option<Points>,
}

/// See [`crate::transcript::Event`].
#[derive(Debug, Serialize)]
pub struct Event<'a> {
    /// What took place.
    pub name: Option<Text<'a>>,
    /// Where.
    pub venue: Option<Text<'a>>,
    /// When.
    pub date: Option<EventDate<'a>>,
    /// Where venue and date are printed.
    pub spans: EventSpans,
}

/// Where venue and date are printed.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "named as the keys they belong to")]
pub struct EventSpans {
    pub venue: Option<Points>,
    pub date: Option<Points>,
}

/// See [`crate::transcript::EventDate`].
#[derive(Debug, Serialize)]
pub struct EventDate<'a> {
    /// ISO 8601.
    pub value: Text<'a>,
    /// The printed words.
    pub printed: Text<'a>,
    /// Whether the printed words do not suffice.
    pub inferred: bool,
    /// The words that complete them.
    pub basis: Option<Text<'a>>,
}

/// See [`crate::transcript::Speaker`].
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "named as in the model")]
pub struct Speaker<'a> {
    pub id: Text<'a>,
    pub kind: Text<'a>,
    pub name: Text<'a>,
    pub aliases: Vec<Text<'a>>,
    pub organization: Option<Text<'a>>,
    pub country: Option<Text<'a>>,
}

/// See [`crate::transcript::Item`]: `question` and `answer` in an exchange, `turns` in any other.
#[derive(Debug, Serialize)]
pub struct Item<'a> {
    /// `x2`.
    pub id: Text<'a>,
    /// The kind.
    pub r#type: Text<'a>,
    /// The exchange's printed number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Turns before the first answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Vec<Turn<'a>>>,
    /// Turns from the first answer on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Vec<Turn<'a>>>,
    /// All turns of what is no exchange.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub turns: Option<Vec<Turn<'a>>>,
    /// What the exchange is about. Assigned anew on import.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topics: Option<Vec<Topic<'a>>>,
}

/// See [`crate::topics::Topic`].
#[derive(Debug, Serialize)]
pub struct Topic<'a> {
    /// `theme.taiwan`, `place.ru`, `org.un`.
    pub id: Text<'a>,
    /// `theme`, `place` or `organisation`.
    pub kind: Text<'a>,
    /// The name in zh-Hans.
    pub name: Text<'a>,
    /// `primary`, `secondary` or `mention`.
    pub role: Text<'a>,
    /// The words that show it.
    pub evidence: Vec<Evidence<'a>>,
}

/// Words that show a topic.
#[derive(Debug, Serialize)]
pub struct Evidence<'a> {
    /// The words as shown.
    pub term: Text<'a>,
    /// Where they stand.
    pub span: Points,
}

/// The topics of one exchange.
#[derive(Debug, Serialize)]
pub struct Topics<'a> {
    /// The exchange's printed number.
    pub number: u32,
    /// What it is about.
    pub topics: Vec<Topic<'a>>,
}

/// The topics of a transcript.
#[derive(Debug, Serialize)]
pub struct Exchanges<'a> {
    /// One entry an exchange, in the order of the transcript.
    pub exchanges: Vec<Topics<'a>>,
}

/// See [`crate::transcript::Turn`].
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "named as in the model")]
pub struct Turn<'a> {
    pub id: Text<'a>,
    pub role: Text<'a>,
    pub speaker: Option<Spoken<'a>>,
    pub paragraphs: Vec<Paragraph<'a>>,
}

/// See [`crate::transcript::Spoken`].
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "named as in the model")]
pub struct Spoken<'a> {
    pub id: Text<'a>,
    pub label: Text<'a>,
    pub label_span: Points,
}

/// See [`crate::transcript::Paragraph`].
#[derive(Debug, Serialize)]
pub struct Paragraph<'a> {
    /// `x2a1.p3`.
    pub id: Text<'a>,
    /// Where it stands.
    pub span: Points,
    /// The words shown: the span with the repairs inside it applied.
    pub text: Text<'a>,
    /// A stage direction alone on its line.
    pub scene: bool,
    /// The sentences.
    pub sentences: Vec<Sentence<'a>>,
}

/// A sentence.
#[derive(Debug, Serialize)]
pub struct Sentence<'a> {
    /// `x2a1.p3.s1`.
    pub id: Text<'a>,
    /// Where it stands.
    pub span: Points,
}

/// See [`crate::transcript::Repair`].
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "named as in the design")]
pub struct Repair<'a> {
    pub kind: Text<'a>,
    pub at: u32,
    pub removed: Text<'a>,
    pub inserted: Text<'a>,
}

/// See [`crate::transcript::Diagnostic`].
#[derive(Debug, Serialize)]
pub struct Diagnostic<'a> {
    /// The kind's word.
    pub kind: Text<'a>,
    /// Where.
    pub span: Points,
    /// The kind said in English.
    pub message: Text<'a>,
}
