//! What is asked of cards, and what comes back: plain data.

use super::Mark;
use crate::card::Matter;
use crate::card::verify::By;

/// The words of a card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Material {
    /// What is set.
    pub matter: Matter,
    /// The clauses of which the words can be chosen, as they are shown; one where nothing can be left out.
    pub clauses: Vec<String>,
}

/// What is found out about a card that was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Finding {
    /// Its words stand in the transcript that it was made from.
    Verified,
    /// They stand in another copy of the conference.
    OtherCopy,
    /// The transcript is open and has other words there.
    Differs,
    /// It is from no transcript that is open.
    Unknown,
    /// It is a picture that carries nothing.
    #[default]
    Bare,
    /// What it carries is damaged, or of a later version.
    Damaged,
}

impl Finding {
    /// All, by their numbers in a message.
    pub const ALL: [Self; 6] =
        [Self::Verified, Self::OtherCopy, Self::Differs, Self::Unknown, Self::Bare, Self::Damaged];
}

/// A card, judged by the transcripts that are open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// What is found out.
    pub finding: Finding,
    /// From what.
    pub by: Option<By>,
    /// The number of the document.
    pub n: usize,
    /// Where the words stand in it, or what is nearest: a mark for each paragraph.
    pub marks: Vec<Mark>,
    /// The number of the exchange; 0 where it is in none.
    pub exchange: usize,
    /// The words as the card carries them.
    pub claimed: String,
    /// The words as the transcript has them.
    pub words: String,
    /// Who says them in the transcript; empty where nobody is printed.
    pub speaker: String,
    /// The card names somebody or something else than the transcript does.
    pub is_misattributed: bool,
}
