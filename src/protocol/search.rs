//! What is searched for, and what was found: plain data. Places in the page are an element's id and UTF-16 units of its text.

use super::Choices;
use crate::search::{Field, Key};

/// What is searched for, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The query as typed.
    pub query: String,
    /// The number of the document that is shown.
    pub shown: usize,
    /// In all open documents, or only in the one that is shown.
    pub everywhere: bool,
    /// Only what is asked, or answered.
    pub field: Option<Field>,
    /// Only exchanges that one of these outlets began, by the ids of their speakers.
    pub outlets: Vec<String>,
    /// Only conferences of these years.
    pub years: Vec<usize>,
    /// Only exchanges that pass these.
    pub choices: Choices,
    /// The newest first; else the best.
    pub newest: bool,
    /// What the letters mean as pinyin is looked for too.
    pub pinyin: bool,
    /// At most so many lines.
    pub limit: usize,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How often the query stands in all documents that are searched.
    pub count: usize,
    /// How often in the one that is shown.
    pub here: usize,
    /// Where in the one that is shown, in the order of reading; where there are very many, the first of them.
    pub marks: Vec<Mark>,
    /// The hits as a person reads them.
    pub lines: Vec<Line>,
    /// The numbers of the documents, each with its count.
    pub conferences: Vec<(usize, usize)>,
    /// The years, each with its count.
    pub years: Vec<(usize, usize)>,
    /// Who asks: id, name and count.
    pub outlets: Vec<(String, String, usize)>,
    /// What the letters mean as pinyin, each with its count.
    pub spelled: Vec<(String, usize)>,
    /// Where the query stands nowhere: the terms that do, and those that were dropped.
    pub kept: Vec<String>,
    /// See `kept`; where it is empty the terms stand in one conference, but in no exchange together.
    pub dropped: Vec<String>,
    /// Where the query stands nowhere: topics that it names (id, names in zh-Hans, zh-Hant and English), and how many
    /// exchanges are about each.
    pub topics: Vec<(String, [String; 3], usize)>,
}

/// A hit in the document that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The id of the block it stands in.
    pub block: String,
    /// Where it begins in the block's text, in UTF-16 units.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// A hit with what stands around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The number of the document.
    pub n: usize,
    /// Where it stands there, whether that is shown or not.
    pub mark: Mark,
    /// It is one of what the letters mean as pinyin.
    pub is_spelled: bool,
    /// The words; `…` stands where more follows or goes before.
    pub words: String,
    /// What to mark in them, in bytes.
    pub found: Vec<(usize, usize)>,
    /// Who said it, as printed.
    pub speaker: String,
    /// Who had asked, as printed.
    pub asker: String,
    /// The number of the exchange; 0 where it is in none.
    pub exchange: usize,
}

/// A keyword in context.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The number of the document.
    pub n: usize,
    /// Where it stands there.
    pub mark: Mark,
    /// The day of the conference, where it is known.
    pub date: String,
    /// Who said it.
    pub speaker: String,
    /// What stands before the keyword, the keyword, and what stands after it.
    pub words: [String; 3],
}

/// What keywords in context are sorted by, in the order in which it is offered.
pub const KEYS: [Key; 4] = [Key::Left, Key::Right, Key::Conference, Key::Speaker];
