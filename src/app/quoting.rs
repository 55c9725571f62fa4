//! Quotations in the page: what is in hand, what is suggested, the check, the collection, reading aloud, and links to
//! words. Knows the engine's door and the browser's files, draws no view.

mod aloud;
mod check;
mod collect;
mod hand;
mod home;
mod pointed;
mod studio;

pub(crate) use aloud::Voices;
pub(crate) use check::Checker;
pub(crate) use collect::Collector;
pub(crate) use hand::{Copied, Holder};
pub(crate) use studio::Studio;

use crate::browser::highlight::Place;
use crate::protocol::Mark;

/// The names of the marks, in the style sheet too: what is in hand, where a link leads, what is read aloud.
const HAND: &str = "shilu-hand";
const LINKED: &str = "shilu-linked";
const ALOUD: &str = "shilu-aloud";

/// Everything about quotations, as the views share it.
#[derive(Clone, Copy)]
pub(crate) struct Quoting {
    /// What is in hand.
    pub(crate) holder: Holder,
    /// The check.
    pub(crate) checker: Checker,
    /// The collection.
    pub(crate) collector: Collector,
    /// Reading aloud.
    pub(crate) voices: Voices,
    /// Cards.
    pub(crate) studio: Studio,
}

impl Quoting {
    pub(super) fn new() -> Self {
        Self {
            holder: Holder::new(),
            checker: Checker::new(),
            collector: Collector::new(),
            voices: Voices::new(),
            studio: Studio::new(),
        }
    }
}

fn place(mark: &Mark) -> Place<'_> {
    Place { block: &mark.block, from: mark.from, to: mark.to }
}
