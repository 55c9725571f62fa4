//! The choice of exchanges as the page has it: what is chosen, and what that leaves.

use crate::protocol::{Choices, Facets, Filter, Group};
use crate::view_state::ViewState;

/// How many exchanges are listed at first, and how many more each time.
pub const LISTED: usize = 20;

/// The choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filtering {
    /// What is chosen, and where.
    pub filter: Filter,
    /// What can be chosen, and what passes.
    pub facets: Facets,
    /// How often was asked: an answer to an earlier question is too late.
    asked: usize,
}

impl Filtering {
    /// Returns what an address says is chosen.
    pub fn read(address: &ViewState) -> Choices {
        let topics = address.topics.iter().map(|id| (Group::of(id), id.clone()));
        let outlets = address.outlets.iter().map(|id| (Group::Outlet, id.clone()));
        let speakers = address.speakers.iter().map(|id| (Group::Speaker, id.clone()));
        let all = Group::ALL.into_iter().filter(|group| address.all.iter().any(|key| key == group.key()));
        let mut chosen: Vec<(Group, String)> = Vec::new();
        for one in topics.chain(outlets).chain(speakers) {
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        Choices { chosen, all: all.collect() }
    }

    /// Writes into an address what is chosen.
    pub fn tell(&self, address: &mut ViewState) {
        let ids = |wanted: fn(Group) -> bool| {
            let of = self.filter.choices.chosen.iter().filter(|(group, _)| wanted(*group));
            of.map(|(_, id)| id.clone()).collect()
        };
        address.topics = ids(|group| matches!(group, Group::Theme | Group::Place));
        address.outlets = ids(|group| group == Group::Outlet);
        address.speakers = ids(|group| group == Group::Speaker);
        address.all = self.filter.choices.all.iter().map(|group| group.key().to_owned()).collect();
    }

    /// Takes a choice, or takes it back.
    pub fn toggle(&mut self, group: Group, id: &str) {
        let choices = &mut self.filter.choices;
        match choices.chosen.iter().position(|(of, one)| *of == group && one == id) {
            Some(at) => drop(choices.chosen.remove(at)),
            None => choices.chosen.push((group, id.to_owned())),
        }
        // Where there are no two, there is no difference, and nothing shows it.
        if choices.count(group) < 2 {
            choices.all.retain(|one| *one != group);
        }
    }

    /// Wants every choice of a group, or any.
    pub fn want_all(&mut self, group: Group, all: bool) {
        let choices = &mut self.filter.choices;
        choices.all.retain(|one| *one != group);
        if all {
            choices.all.push(group);
            choices.all.sort();
        }
    }

    /// Asks about the document that is shown; returns what the answer must bring back.
    pub fn ask(&mut self, shown: usize) -> usize {
        self.asked += 1;
        self.filter.shown = shown;
        self.filter.limit = self.filter.limit.max(LISTED);
        self.asked
    }

    /// Takes an answer; false when it is too late.
    pub fn answer(&mut self, asked: usize, facets: Facets) -> bool {
        let is_due = asked == self.asked;
        if is_due {
            self.facets = facets;
        }
        is_due
    }

    /// Takes in that an exchange is shown though it does not pass.
    pub fn reveal(&mut self, number: usize) {
        self.facets.hidden.retain(|hidden| *hidden != number);
    }

    /// Returns how many exchanges of the shown document are shown, and how many there are.
    pub fn showing(&self) -> (usize, usize) {
        (self.facets.here.saturating_sub(self.facets.hidden.len()), self.facets.here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(ids: &[(Group, &str)]) -> Filtering {
        let mut filtering = Filtering::default();
        ids.iter().for_each(|(group, id)| filtering.toggle(*group, id));
        filtering
    }

    #[test]
    fn an_address_says_what_is_chosen_and_is_read_so() {
        let ids = [
            (Group::Place, "place.ru"),
            (Group::Place, "org.un"),
            (Group::Theme, "relation.place.us"),
            (Group::Outlet, "tass"),
            (Group::Speaker, "王毅"),
        ];
        let mut filtering = chosen(&ids);
        filtering.want_all(Group::Place, true);
        let mut address = ViewState::parse("#x2");
        filtering.tell(&mut address);
        let printed = address.to_string();
        assert!(printed.starts_with("x2&topic=place.ru&topic=org.un&topic=relation.place.us&outlet=tass&speaker="));
        assert!(printed.ends_with("&all=place"), "{printed}");
        assert_eq!(Filtering::read(&ViewState::parse(&printed)), filtering.filter.choices);
    }

    #[test]
    fn what_an_address_says_twice_is_chosen_once() {
        let read = Filtering::read(&ViewState::parse("#topic=place.ru&topic=place.ru&all=nonsense"));
        assert_eq!(read, chosen(&[(Group::Place, "place.ru")]).filter.choices);
    }

    #[test]
    fn a_choice_is_taken_back_and_with_the_second_goes_the_wish_for_both() {
        let mut filtering = chosen(&[(Group::Theme, "a"), (Group::Theme, "b")]);
        filtering.want_all(Group::Theme, true);
        filtering.toggle(Group::Theme, "a");
        assert_eq!(filtering, chosen(&[(Group::Theme, "b")]));
    }

    #[test]
    fn an_answer_to_an_earlier_question_is_too_late() {
        let mut filtering = Filtering::default();
        let (early, late) = (filtering.ask(0), filtering.ask(0));
        let facets = Facets { here: 7, hidden: vec![1, 2], ..Facets::default() };
        assert!(!filtering.answer(early, Facets::default()));
        assert!(filtering.answer(late, facets));
        assert_eq!(filtering.showing(), (5, 7));
        filtering.reveal(2);
        assert_eq!(filtering.showing(), (6, 7));
    }
}
