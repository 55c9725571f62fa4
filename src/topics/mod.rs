//! What the exchanges are about, with the words that show it. Knows the model and a lexicon; knows no dictionary, no
//! screen and no file.

mod assign;
mod compose;
mod keywords;
mod lexicon;
mod reader;
mod scan;
mod weights;

use crate::text::Span;

pub use assign::assign;
pub use compose::{Composed, compose, composed};
pub use keywords::{Keyword, Keywords, keywords};
pub use lexicon::{Kind, Lexicon, Subject};
pub use reader::{LexiconError, Problem, is_lexicon};

/// The languages in which everything has a name, in the order of the names.
pub const LANGUAGES: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// The topics of one exchange.
#[derive(Clone, Debug, PartialEq)]
pub struct Topics {
    /// The printed number of the exchange.
    pub number: u32,
    /// Primary ones first, then secondary ones, then mentions; themes before places before organisations.
    pub topics: Vec<Topic>,
}

/// A topic of an exchange.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// Index into the lexicon: [`Lexicon::subject`].
    pub subject: usize,
    /// How much the exchange is about it.
    pub role: TopicRole,
    /// The words that show it, in the order of the source. Never empty.
    pub evidence: Vec<Span>,
}

/// How much an exchange is about a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TopicRole {
    /// It is what the exchange is about.
    Primary,
    /// It matters too.
    Secondary,
    /// It is named.
    Mention,
}

impl TopicRole {
    /// Returns the word for it in the JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Mention => "mention",
        }
    }
}
