//! What page and engine say to each other. Plain data: the same through a worker's message as through a call.

mod cards;
mod quotes;
mod search;
mod topics;
mod wire;

pub use cards::{Judged, Material};
pub use quotes::{Answered, Asking, Checked, Held, Piece, Point, Standing, Suggested};
pub use search::{Found, KEYS, Line, Mark, Row, Search};
pub use topics::{Choices, Evidence, Facet, Facets, Filter, Group, Keywords, Passing, Taken, Topic};
pub use wire::{Reader, pack};

use crate::article::{self, Node};
use crate::export::Format;
use crate::search::Key;
use crate::text::decode::DecodeError;
use crate::transcript::Transcript;

/// What the page asks for. Documents go by their number, which the engine gave them.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Reads a file and keeps its text. Its bytes travel beside the message.
    Read {
        /// The name of the file.
        name: String,
        /// Where it was fetched, when it was.
        url: Option<String>,
    },
    /// Reads what a person pasted: it may be a page's HTML or subtitles.
    Paste(String),
    /// Takes a text that is decoded already.
    Take(Document),
    /// Draws a document.
    Draw(usize),
    /// Writes a document in a format.
    Export(usize, Format),
    /// Hands a document out.
    Tell(usize),
    /// Looks for words.
    Search(Search),
    /// Looks for words and shows each in its context.
    Concordance(Search, Key),
    /// Writes the words in their contexts as CSV.
    Table(Search, Key),
    /// Takes the table of how characters are read, whose bytes travel beside the message.
    Pinyin,
    /// Asks about quotations.
    Quotes(Asking),
    /// Tells what exchanges can be chosen by, and which pass.
    Filter(Filter),
    /// Tells what an exchange of a document is about, by its printed number, with the words that show it.
    Evidence(usize, usize),
    /// Takes the dictionary, whose bytes travel beside the message.
    Words,
    /// Tells which words set a document apart, and each of its exchanges.
    Keywords(usize),
    /// Goes back to the house's own lexicon.
    OwnLexicon,
}

impl Request {
    /// Tells whether the engine knows more after it: another engine that is to answer like this one must be asked it, too.
    pub fn lasts(&self) -> bool {
        match self {
            Self::Read { .. } | Self::Paste(_) | Self::Take(_) | Self::Pinyin | Self::Words | Self::OwnLexicon => true,
            Self::Draw(_)
            | Self::Export(..)
            | Self::Tell(_)
            | Self::Search(_)
            | Self::Concordance(..)
            | Self::Table(..)
            | Self::Quotes(_)
            | Self::Filter(_)
            | Self::Evidence(..)
            | Self::Keywords(_) => false,
        }
    }
}

/// What the engine answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// A text was read: its number, and what is known of it. The same text read again has the same number.
    Listed(usize, Facts),
    /// A file is no text.
    Unreadable(DecodeError),
    /// The trees of a document.
    Drawn {
        /// The `<article>`.
        article: Drawing,
        /// The `<ol>` of the outline.
        outline: Drawing,
    },
    /// A file to be kept.
    Written(String),
    /// A document.
    Told(Document),
    /// What a search found.
    Found(Found),
    /// Keywords in context.
    Rows(Vec<Row>),
    /// What is to be said of quotations.
    Quoted(Answered),
    /// What exchanges can be chosen by, and which pass.
    Facets(Facets),
    /// What an exchange is about.
    Topics(Vec<Topic>),
    /// The words that set a document apart, and those of each exchange with its printed number.
    Keywords(Keywords, Vec<(usize, Keywords)>),
    /// What was read was a lexicon.
    Lexicon(Taken),
    /// What was read is a picture: whether it is a card, and what that proves.
    Judged(Box<Judged>),
    /// There is no such document, or no such message.
    Nothing,
}

/// A decoded text and where it came from: what can be kept, and opened again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The name of its file; empty when it was pasted.
    pub name: String,
    /// The text.
    pub text: String,
    /// The SHA-256 of the bytes as given, 64 hexadecimal digits; empty where only the text is known.
    pub digest: String,
    /// The WHATWG name of the encoding that the bytes were in, in lower case.
    pub encoding: String,
    /// Where it was fetched, when it was.
    pub url: Option<String>,
}

/// What the page knows of a document without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Its name in addresses: the first 8 hexadecimal digits of its source's SHA-256.
    pub doc: String,
    /// The name of its file; empty when it was pasted.
    pub name: String,
    /// Its headline, where it has one.
    pub title: Option<String>,
    /// The day, `2025-03-07`, where it is known.
    pub date: Option<String>,
    /// How many exchanges it has.
    pub exchanges: usize,
}

impl Facts {
    /// Returns what is known of a transcript; `name` is that of its file.
    pub fn of(transcript: &Transcript, name: &str) -> Self {
        Self {
            doc: article::doc(transcript),
            name: name.to_owned(),
            title: article::title(transcript),
            date: transcript.event.date.as_ref().map(|date| date.value.to_string()),
            exchanges: transcript.exchanges().count(),
        }
    }
}

/// A tree of markup, packed so that it passes through a message and is built without being unpacked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing(pub Vec<u8>);

impl From<&Node> for Drawing {
    fn from(node: &Node) -> Self {
        Self(pack(node))
    }
}
