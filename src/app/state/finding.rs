//! The search as the page has it: what is wanted, what was found, and which hit the reader is at.

use crate::protocol::{Found, Mark, Search};
use crate::search::Field;
use crate::view_state::{Scope, ViewState};

/// How many lines are drawn at first, and how many more each time.
pub const LINES: usize = 20;

/// The search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// What is wanted.
    pub search: Search,
    /// What was found.
    pub found: Found,
    /// The hit of the shown document that the reader is at.
    current: usize,
    /// Whether the reader has been taken to it.
    is_there: bool,
    /// Whether what was found is the answer to something: before the first one nothing is said.
    pub is_answered: bool,
    /// How often was asked: an answer to an earlier question is too late.
    asked: usize,
    /// Which question was answered last.
    answered: usize,
    /// A step that was asked for while there was nothing to step to yet, and whether it leads back.
    wish: Option<bool>,
}

impl Finding {
    /// Takes what an address says.
    pub fn take(&mut self, address: &ViewState) {
        self.search.query = address.query.clone().unwrap_or_default();
        self.search.field = match address.scope {
            Some(Scope::Question) => Some(Field::Question),
            Some(Scope::Answer) => Some(Field::Answer),
            Some(Scope::Media) | None => None,
        };
    }

    /// Writes into an address what is wanted.
    pub fn tell(&self, address: &mut ViewState) {
        let query = self.search.query.trim();
        address.query = (!query.is_empty()).then(|| query.to_owned());
        address.scope = match self.search.field {
            Some(Field::Question) => Some(Scope::Question),
            Some(Field::Answer) => Some(Scope::Answer),
            Some(Field::Title) | None => None,
        };
    }

    /// Tells whether anything is wanted.
    pub fn is_wanted(&self) -> bool {
        !self.search.query.trim().is_empty()
    }

    /// Asks; returns what the answer must bring back. `anew`: not only more lines of the same.
    pub fn ask(&mut self, anew: bool) -> usize {
        self.asked += 1;
        if anew {
            self.search.limit = LINES;
            (self.current, self.is_there) = (0, false);
            self.wish = None;
        }
        if !self.is_wanted() {
            (self.found, self.is_answered) = Default::default();
        }
        self.asked
    }

    /// Takes an answer; false when it is too late. `nearest`: the hit at which the reader would be.
    pub fn answer(&mut self, asked: usize, found: Found, nearest: impl FnOnce(&[Mark]) -> usize) -> bool {
        if asked != self.asked || !self.is_wanted() {
            return false;
        }
        if !self.is_there {
            self.current = nearest(&found.marks);
        }
        (self.found, self.is_answered, self.answered) = (found, true, asked);
        true
    }

    /// Tells whether there may be more lines than were brought.
    pub fn has_more(&self) -> bool {
        self.is_answered && self.found.lines.len() >= self.search.limit
    }

    /// Goes to the next hit, or the one before; the first time to the one that is nearest. What was found for an earlier
    /// question leads nowhere: who presses Enter before the answer is there is taken along when it comes.
    pub fn walk(&mut self, back: bool) -> Option<Mark> {
        let count = self.found.marks.len();
        if self.asked != self.answered || count == 0 {
            self.wish = Some(back);
            return None;
        }
        if self.is_there {
            self.current = (self.current + if back { count - 1 } else { 1 }) % count;
        }
        self.is_there = true;
        self.mark()
    }

    /// Takes the step that was asked for too early, now that it leads somewhere.
    pub fn catch_up(&mut self) -> Option<Mark> {
        let back = self.wish.filter(|_| !self.found.marks.is_empty())?;
        self.wish = None;
        self.walk(back)
    }

    /// Goes to a hit of the shown document.
    pub fn go_to(&mut self, mark: &Mark) {
        if let Some(at) = self.found.marks.iter().position(|one| one == mark) {
            (self.current, self.is_there) = (at, true);
        }
    }

    /// Returns the hit that the reader is at.
    pub fn mark(&self) -> Option<Mark> {
        self.found.marks.get(self.current).cloned()
    }

    /// Returns its number from 1, and how many there are.
    pub fn position(&self) -> (usize, usize) {
        let count = self.found.marks.len().max(self.found.here);
        (if self.found.marks.is_empty() { 0 } else { self.current + 1 }, count)
    }

    /// Returns how many hits there are: where the query stands nowhere, those of what its letters mean.
    pub fn count(&self) -> usize {
        match self.found.count {
            0 if self.search.pinyin => self.found.spelled.iter().map(|(_, count)| count).sum(),
            count => count,
        }
    }

    /// Returns at most `most` hits around the one that the reader is at.
    pub fn around(&self, most: usize) -> &[Mark] {
        let last = self.found.marks.len().saturating_sub(most);
        let from = self.current.saturating_sub(most / 2).min(last);
        let to = (from + most).min(self.found.marks.len());
        self.found.marks.get(from..to).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(n: usize) -> Vec<Mark> {
        (0..n).map(|n| Mark { block: format!("x{n}"), from: 0, to: 2 }).collect()
    }

    fn found(n: usize) -> Found {
        Found { count: n, here: n, marks: marks(n), ..Found::default() }
    }

    fn searched(n: usize) -> Finding {
        let mut finding =
            Finding { search: Search { query: "台湾".into(), ..Search::default() }, ..Finding::default() };
        let asked = finding.ask(true);
        assert!(finding.answer(asked, found(n), |_| 1));
        finding
    }

    #[test]
    fn the_first_step_goes_to_the_nearest_hit_and_the_last_leads_to_the_first() {
        let mut finding = searched(3);
        assert_eq!(finding.position(), (2, 3));
        let mut walked = Vec::new();
        for back in [false, false, false, true] {
            finding.walk(back);
            walked.push(finding.position().0);
        }
        assert_eq!(walked, [2, 3, 1, 3]);
    }

    #[test]
    fn a_step_that_is_asked_for_before_the_answer_is_taken_when_it_comes() {
        let mut finding = searched(3);
        let asked = finding.ask(true);
        assert_eq!(finding.walk(false), None);
        // Letters stand nowhere until the table of pinyin is there.
        assert!(finding.answer(asked, found(0), |_| 0));
        assert_eq!(finding.catch_up(), None);
        let asked = finding.ask(false);
        assert!(finding.answer(asked, found(3), |_| 1));
        assert_eq!(finding.catch_up().map(|mark| mark.block), Some("x1".to_owned()));
        assert_eq!((finding.catch_up(), finding.position()), (None, (2, 3)));
    }

    #[test]
    fn an_answer_to_an_earlier_question_is_too_late() {
        let mut finding = searched(3);
        let early = finding.ask(true);
        let late = finding.ask(true);
        assert!(!finding.answer(early, found(1), |_| 0));
        assert!(finding.answer(late, found(2), |_| 0));
        assert_eq!(finding.position(), (1, 2));
    }

    #[test]
    fn a_query_that_is_taken_back_leaves_nothing() {
        let mut finding = searched(3);
        finding.search.query = "　".into();
        let asked = finding.ask(true);
        assert_eq!((finding.position(), finding.answer(asked, found(1), |_| 0)), ((0, 0), false));
        assert!(!finding.is_answered && !finding.has_more());
    }

    #[test]
    fn what_letters_mean_is_counted_where_they_themselves_stand_nowhere() {
        let mut finding = searched(3);
        finding.found.spelled = vec![("台湾".into(), 15), ("太晚".into(), 1)];
        assert_eq!(finding.count(), 3);
        finding.found.count = 0;
        assert_eq!(finding.count(), 0);
        finding.search.pinyin = true;
        assert_eq!(finding.count(), 16);
    }

    #[test]
    fn only_so_many_hits_are_marked_at_once() {
        let mut finding = searched(500);
        assert_eq!(finding.around(200).len(), 200);
        assert_eq!(finding.around(200).first(), finding.found.marks.first());
        finding.go_to(&finding.found.marks[499].clone());
        assert_eq!(finding.around(200).last(), finding.found.marks.last());
    }

    #[test]
    fn an_address_says_what_is_searched_and_where() {
        let mut finding = Finding::default();
        finding.take(&ViewState::parse("#x2&q=%E4%B8%AD%E4%BF%84&scope=answer"));
        assert_eq!((finding.search.query.as_str(), finding.search.field), ("中俄", Some(Field::Answer)));
        let mut address = ViewState::parse("#x2");
        finding.tell(&mut address);
        assert_eq!(ViewState::parse(&address.to_string()).query.as_deref(), Some("中俄"));
    }
}
