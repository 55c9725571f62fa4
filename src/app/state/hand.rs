//! What the reader has in hand: sentences of one turn, or words as they were selected. Knows ids and points; which
//! sentence comes next is told by who knows the page.

use crate::protocol::Point;

/// What is wanted in hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Whole sentences, from the one that was taken first to the one that it was extended to.
    Sentences {
        /// The first taken.
        anchor: String,
        /// The last.
        focus: String,
    },
    /// Words from one point to another.
    Words(Point, Point),
}

impl Wanted {
    /// Wants one sentence.
    pub fn sentence(id: String) -> Self {
        Self::Sentences { anchor: id.clone(), focus: id }
    }

    /// Returns where it begins and ends; `is_after` tells whether a sentence comes after another.
    pub fn points(&self, is_after: impl Fn(&str, &str) -> bool) -> (Point, Point) {
        match self {
            Self::Words(from, to) => (from.clone(), to.clone()),
            Self::Sentences { anchor, focus } => {
                let (first, last) = if is_after(anchor, focus) { (focus, anchor) } else { (anchor, focus) };
                (Point { block: first.clone(), at: 0 }, Point { block: last.clone(), at: Point::END })
            }
        }
    }
}

/// The hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hand {
    wanted: Option<Wanted>,
    asked: usize,
}

impl Hand {
    /// Wants something; returns what the answer must bring back.
    pub fn want(&mut self, wanted: Option<Wanted>) -> usize {
        self.wanted = wanted;
        self.asked += 1;
        self.asked
    }

    /// Returns what is wanted.
    pub fn wanted(&self) -> Option<&Wanted> {
        self.wanted.as_ref()
    }

    /// Tells whether an answer is not too late.
    pub fn waits_for(&self, asked: usize) -> bool {
        self.asked == asked
    }

    /// Returns what a press on a sentence wants; nothing where that sentence is in hand alone.
    pub fn press(&self, id: String, extends: bool) -> Option<Wanted> {
        match &self.wanted {
            Some(Wanted::Sentences { anchor, .. }) if extends => {
                Some(Wanted::Sentences { anchor: anchor.clone(), focus: id })
            }
            Some(Wanted::Sentences { anchor, focus }) if *anchor == id && *focus == id => None,
            _ => Some(Wanted::sentence(id)),
        }
    }

    /// Returns what a step wants: the sentence beside, or, where it extends, that one too; none where there is none.
    /// `first` is the sentence in which selected words begin: they grow to it before anything else.
    pub fn step(
        &self,
        back: bool,
        extends: bool,
        first: Option<String>,
        beside: impl Fn(&str, bool) -> Option<String>,
        are_in_one_turn: impl Fn(&str, &str) -> bool,
    ) -> Option<Wanted> {
        let Some(Wanted::Sentences { anchor, focus }) = &self.wanted else { return first.map(Wanted::sentence) };
        let next = beside(focus, back)?;
        match extends {
            false => Some(Wanted::sentence(next)),
            true if are_in_one_turn(anchor, &next) => Some(Wanted::Sentences { anchor: anchor.clone(), focus: next }),
            true => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(id: &str, back: bool) -> Option<String> {
        let n: i32 = id.parse().ok()?;
        let next = if back { n - 1 } else { n + 1 };
        (0..20).contains(&next).then(|| next.to_string())
    }

    /// Ten sentences a turn.
    fn one_turn(one: &str, other: &str) -> bool {
        let turn = |id: &str| id.parse::<i32>().unwrap() / 10;
        turn(one) == turn(other)
    }

    fn is_after(one: &str, other: &str) -> bool {
        one.parse::<i32>().unwrap() > other.parse().unwrap()
    }

    fn walked(from: &str, steps: &[(bool, bool)]) -> String {
        let mut hand = Hand::default();
        hand.want(Some(Wanted::sentence(from.into())));
        for &(back, extends) in steps {
            if let Some(wanted) = hand.step(back, extends, None, beside, one_turn) {
                hand.want(Some(wanted));
            }
        }
        let (from, to) = hand.wanted().unwrap().points(is_after);
        assert_eq!((from.at, to.at), (0, Point::END));
        [&from.block, "-", &to.block].concat()
    }

    const ON: (bool, bool) = (false, false);
    const BACK: (bool, bool) = (true, false);
    const MORE: (bool, bool) = (false, true);
    const LESS: (bool, bool) = (true, true);

    #[test]
    fn a_step_goes_to_the_sentence_beside_in_another_turn_too() {
        assert_eq!(walked("8", &[ON, ON]), "10-10");
        assert_eq!(walked("0", &[BACK]), "0-0");
    }

    #[test]
    fn extending_grows_shrinks_and_grows_on_the_other_side() {
        assert_eq!(walked("3", &[MORE, MORE]), "3-5");
        assert_eq!(walked("3", &[MORE, MORE, LESS]), "3-4");
        assert_eq!(walked("3", &[MORE, LESS, LESS]), "2-3");
        assert_eq!(walked("3", &[MORE, ON]), "5-5");
    }

    #[test]
    fn extending_ends_with_the_turn() {
        assert_eq!(walked("8", &[MORE, MORE, MORE]), "8-9");
        assert_eq!(walked("10", &[LESS]), "10-10");
    }

    #[test]
    fn selected_words_grow_to_their_sentence_first() {
        let mut hand = Hand::default();
        hand.want(Some(Wanted::Words(Point::default(), Point::default())));
        let wanted = hand.step(false, true, Some("4".into()), beside, one_turn);
        assert_eq!(wanted, Some(Wanted::sentence("4".into())));
    }

    #[test]
    fn a_press_takes_extends_or_lets_go() {
        let mut hand = Hand::default();
        assert_eq!(hand.press("3".into(), true), Some(Wanted::sentence("3".into())));
        hand.want(Some(Wanted::sentence("3".into())));
        assert_eq!(hand.press("3".into(), false), None);
        assert_eq!(hand.press("5".into(), false), Some(Wanted::sentence("5".into())));
        let extended = Wanted::Sentences { anchor: "3".into(), focus: "5".into() };
        assert_eq!(hand.press("5".into(), true), Some(extended.clone()));
        let early = hand.want(Some(extended));
        assert_eq!(hand.press("3".into(), false), Some(Wanted::sentence("3".into())));
        hand.want(None);
        assert!(!hand.waits_for(early));
    }
}
