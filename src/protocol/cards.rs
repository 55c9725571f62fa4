//! What is asked of cards, and what comes back: plain data.

use super::Mark;
use crate::card::Matter;

/// The words of a card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Material {
    /// What is set.
    pub matter: Matter,
    /// The clauses of which the words can be chosen, as they are shown; one where nothing can be left out.
    pub clauses: Vec<String>,
}

/// A card that was opened, judged by the transcripts that are open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// Its words stand in a transcript.
    pub stands: bool,
    /// The verdict and what it proves, a sentence each, in each language of the interface.
    pub said: Vec<[String; 3]>,
    /// The number of the document.
    pub n: usize,
    /// Where the words stand in it, or what is nearest: a mark for each paragraph.
    pub marks: Vec<Mark>,
    /// The number of the exchange; 0 where it is in none.
    pub exchange: usize,
    /// The words of the card, where they are others.
    pub claimed: String,
    /// The words as the transcript has them.
    pub words: String,
    /// Who says them in the transcript; empty where nobody is printed.
    pub speaker: String,
}
