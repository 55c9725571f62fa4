//! The words that stand for the model's kinds and roles in every format. Knows no format.

use crate::transcript::{DiagnosticKind, ItemKind, RepairKind, Role, SpeakerKind};

/// Something that has one word in all formats.
pub trait Named: Sized {
    /// Returns the word.
    fn word(self) -> &'static str;
    /// Returns what the word means, if it is one of ours.
    fn from_word(word: &str) -> Option<Self>;
}

/// Writes both directions from one table, exhaustive in both.
macro_rules! named {
    ($type:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl Named for $type {
            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
            fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named!(SpeakerKind { Person = "person", Outlet = "outlet", Moderator = "moderator", Unknown = "unknown" });
named!(ItemKind {
    Opening = "opening",
    Exchange = "exchange",
    Statement = "statement",
    Announcement = "announcement",
    Closing = "closing",
    Scene = "scene",
    Heading = "heading",
    Lead = "lead",
    Credit = "credit",
    Other = "other",
});
named!(Role {
    Question = "question",
    Answer = "answer",
    Statement = "statement",
    Moderator = "moderator",
    Scene = "scene",
});
named!(RepairKind { Join = "join", Wrap = "wrap", Markup = "markup", Entity = "entity" });
named!(DiagnosticKind {
    Scene = "scene",
    NoExchange = "no-exchange",
    Unanswered = "unanswered",
    Unasked = "unasked",
    Undecodable = "undecodable",
    Empty = "empty",
});

/// Says a diagnostic in English, for formats that are read by programs.
pub fn explain(kind: DiagnosticKind) -> &'static str {
    match kind {
        DiagnosticKind::Scene => "A scene note inside a paragraph.",
        DiagnosticKind::NoExchange => "No question and answer was found; the text is shown as it is.",
        DiagnosticKind::Unanswered => "A question that nobody answers.",
        DiagnosticKind::Unasked => "An answer to no printed question.",
        DiagnosticKind::Undecodable => "Bytes that are no text became U+FFFD.",
        DiagnosticKind::Empty => "The text is empty.",
    }
}

/// Languages a transcript may be in.
const LANGUAGES: [&str; 12] = ["zh-Hans", "zh-Hant", "zh", "en", "ja", "es", "ko", "fr", "de", "ru", "pt", "und"];

/// The labels of the WHATWG Encoding Standard that the decoder may name, § 4.2.
const ENCODINGS: [&str; 12] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "gb18030",
    "gbk",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "iso-2022-jp",
    "windows-1252",
    "",
];

/// Returns the language tag as the model keeps it.
pub fn language(tag: &str) -> Option<&'static str> {
    LANGUAGES.iter().copied().find(|known| *known == tag)
}

/// Returns the name of an encoding as the model keeps it.
pub fn encoding(name: &str) -> Option<&'static str> {
    ENCODINGS.iter().copied().find(|known| *known == name)
}

/// Returns a day as ISO 8601 writes it.
pub fn iso(day: time::Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

/// Returns the day that ISO 8601 writes so, where there is one.
pub fn from_iso(text: &str) -> Option<time::Date> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse::<u8>().ok()?;
    let day = parts.next()?.parse().ok()?;
    time::Date::from_calendar_date(year, time::Month::try_from(month).ok()?, day).ok()
}
