//! What exchanges are chosen by, and what that leaves: plain data. Places in the page are as the search has them.

use super::Mark;
use crate::topics::{Problem, TopicRole};

/// What exchanges are chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What they are about.
    Theme,
    /// The country, region or organisation they are about.
    Place,
    /// Who asks.
    Outlet,
    /// Who answers.
    Speaker,
}

impl Group {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Theme, Self::Place, Self::Outlet, Self::Speaker];

    /// Returns the name by which addresses know it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Place => "place",
            Self::Outlet => "outlet",
            Self::Speaker => "speaker",
        }
    }

    /// Returns the group of a topic's id: `place.ru` and `org.un` are places; `theme.powers` and what a theme makes
    /// together with a place (`relation.place.ru`) are themes.
    pub fn of(id: &str) -> Self {
        if id.starts_with("place.") || id.starts_with("org.") { Self::Place } else { Self::Theme }
    }
}

/// What is chosen. A group in which nothing is chosen lets everything pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The choices, in the order chosen: `theme.taiwan`, `tass`, `wang-yi`.
    pub chosen: Vec<(Group, String)>,
    /// The groups of which an exchange must have every choice; of the others, any.
    pub all: Vec<Group>,
}

impl Choices {
    /// Tells whether everything passes.
    pub fn is_empty(&self) -> bool {
        self.chosen.is_empty()
    }

    /// Tells whether something is chosen.
    pub fn has(&self, group: Group, id: &str) -> bool {
        self.chosen.iter().any(|(of, one)| *of == group && one == id)
    }

    /// Returns how many are chosen in a group.
    pub fn count(&self, group: Group) -> usize {
        self.chosen.iter().filter(|(of, _)| *of == group).count()
    }
}

/// Where exchanges are chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// By what.
    pub choices: Choices,
    /// The number of the document that is shown.
    pub shown: usize,
    /// In all open documents, or only in the one that is shown.
    pub everywhere: bool,
    /// At most so many exchanges are listed.
    pub limit: usize,
}

/// What can be chosen, and what the choices leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// How many exchanges there are where they are chosen.
    pub total: usize,
    /// How many of them pass.
    pub passing: usize,
    /// How many exchanges the shown document has.
    pub here: usize,
    /// The numbers of those of the shown document that do not pass.
    pub hidden: Vec<usize>,
    /// What can be chosen, group by group, the most frequent first.
    pub facets: Vec<Facet>,
    /// Everywhere: the documents that have passing exchanges, each with their count; the newest first.
    pub conferences: Vec<(usize, usize)>,
    /// Everywhere: the exchanges that pass, in that order.
    pub listed: Vec<Passing>,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its group.
    pub group: Group,
    /// Its id.
    pub id: String,
    /// Its names in zh-Hans, zh-Hant and English.
    pub names: [String; 3],
    /// Of an outlet, the country in these languages; else nothing.
    pub country: [String; 3],
    /// How many exchanges have it, among those that pass what is chosen in the other groups.
    pub count: usize,
}

/// An exchange that passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passing {
    /// The number of its document.
    pub n: usize,
    /// Its printed number.
    pub number: usize,
    /// Who asks.
    pub asker: String,
    /// What it is about, in zh-Hans, zh-Hant and English.
    pub topics: [String; 3],
}

/// A topic of an exchange, with the words that show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// Its names in zh-Hans, zh-Hant and English.
    pub names: [String; 3],
    /// How much the exchange is about it.
    pub role: TopicRole,
    /// The words, each with where it stands; those that come first, first.
    pub evidence: Vec<Evidence>,
}

/// A word that shows a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The word as printed.
    pub term: String,
    /// Where it stands, in the order of reading.
    pub marks: Vec<Mark>,
}

/// Words that set a text apart, each with how often it stands there.
pub type Keywords = Vec<(String, usize)>;

/// What became of a lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is in use, with this many topics besides the house's own.
    Lexicon(usize),
    /// The house's own is in use again.
    Own,
    /// The first line that is wrong, from 1, and why.
    Wrong(usize, Problem),
}
