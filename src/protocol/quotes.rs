//! What is asked of quotations, and what comes back: plain data. Places in the page are marks, as the search has them.

use super::{Mark, Material};
use crate::messages::Ui;
use crate::quotes::check::{Kind, Verdict, Warning};
use crate::quotes::collection::Kept;
use crate::quotes::quote::Fault;
use crate::quotes::suggest::Reason;
use crate::transcript::Role;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asking {
    /// The quotation that a selection makes.
    Take {
        /// The number of the document.
        n: usize,
        /// Where the selection begins.
        from: Point,
        /// Where it ends.
        to: Point,
        /// The address of the page, where it has one on the web.
        base: Option<String>,
        /// The language of what stands around the words.
        ui: Ui,
    },
    /// Whether what is quoted in a text stands so.
    Check {
        /// The text.
        text: String,
        /// Only in the document with this number; else in all.
        only: Option<usize>,
    },
    /// The sentences of a document that people quote.
    Suggest(usize),
    /// Where the words of an address stand.
    Resolve {
        /// The address's fragment.
        fragment: String,
        /// The number of the document that is shown.
        shown: usize,
        /// The others are looked through, too.
        everywhere: bool,
    },
    /// What a card of these words is made of.
    Card {
        /// The address's fragment that says which words.
        fragment: String,
        /// The number of the document that is shown.
        shown: usize,
        /// The numbers of the clauses that are kept, in order; all where there are none.
        kept: Vec<usize>,
        /// The address of the page, where it has one on the web.
        base: Option<String>,
        /// The language of what stands around the words.
        ui: Ui,
    },
}

/// A point in the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// The id of a paragraph or a sentence.
    pub block: String,
    /// UTF-16 units of its text that stand before the point; [`Point::END`] for all of them.
    pub at: usize,
}

impl Point {
    /// The end of a block, however long it is.
    pub const END: usize = u32::MAX as usize;
}

/// What comes back.
#[derive(Clone, Debug, PartialEq)]
pub enum Answered {
    /// The quotation.
    Held(Box<Held>),
    /// The selection makes none.
    Refused(Fault),
    /// What is quoted in the text, in order.
    Checked(Vec<Checked>),
    /// What is suggested, the best first.
    Suggested(Vec<Suggested>),
    /// The number of the document, and where the words stand in it.
    Resolved(usize, Vec<Mark>),
    /// Why they have no place.
    Orphan(crate::quotes::Orphan),
    /// What a card is made of.
    Card(Box<Material>),
}

/// A quotation in hand: its words, whose they are, and every text that can be copied of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// What would be kept of it; when is not known here.
    pub kept: Kept,
    /// Where it stands: a mark for each paragraph.
    pub marks: Vec<Mark>,
    /// What the speaker does.
    pub role: Option<Role>,
    /// The number of the exchange; 0 where it is in none.
    pub exchange: usize,
    /// Whether the day is inferred.
    pub is_inferred: bool,
    /// The BCP 47 tag of the words' language.
    pub language: String,
    /// Who, to whom, where, when, from whom: the lines below the words.
    pub attribution: String,
    /// Plain text, with attribution and link.
    pub plain: String,
    /// HTML: a figure.
    pub html: String,
    /// Markdown.
    pub markdown: String,
    /// A citation in each of the styles, in their order.
    pub citations: Vec<String>,
    /// The fragment that says exactly these words, without its `#`.
    pub fragment: String,
    /// The short form of the fragment.
    pub short: String,
    /// The browsers' own directive; empty where there is none.
    pub directive: String,
}

/// A passage of what was pasted, and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The passage.
    pub words: String,
    /// Whether it stands.
    pub verdict: Verdict,
    /// What must be known beside that.
    pub warnings: Vec<Warning>,
    /// Where it stands, or what is nearest.
    pub places: Vec<Standing>,
}

/// A place where a passage stands, more or less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The number of the document.
    pub n: usize,
    /// Where it stands there: a mark for each paragraph.
    pub marks: Vec<Mark>,
    /// Who says it; empty where nobody is printed.
    pub speaker: String,
    /// The number of the exchange; 0 where it is in none.
    pub exchange: usize,
    /// The words of the source, cut where the quotation differs.
    pub pieces: Vec<Piece>,
}

/// A stretch of the source beside what the quotation has there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// In what they differ; `None` where they do not.
    pub kind: Option<Kind>,
    /// What stands in the source.
    pub source: String,
    /// What the quotation has, where that is something else.
    pub quoted: String,
}

/// A sentence, or a part of one, that people quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggested {
    /// Where it stands.
    pub mark: Mark,
    /// The words.
    pub words: String,
    /// Who says them.
    pub speaker: String,
    /// The number of the exchange; 0 where it is in none.
    pub exchange: usize,
    /// Why.
    pub reasons: Vec<Reason>,
}
