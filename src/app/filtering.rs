//! The choice of exchanges at work: from what is chosen to what is hidden, and a topic's words to marks in the text.
//! Knows the engine's door and the article's nodes, draws no view.

use leptos::prelude::*;
use leptos::task::tick;

use super::reader::{Reader, Scrolled, report};
use super::state::filtering::{Filtering, LISTED};
use super::view::evidence;
use crate::browser::build::build;
use crate::browser::exchanges::{self, Pressed};
use crate::browser::highlight::{self, Place};
use crate::browser::idle::idle;
use crate::browser::task::spawn;
use crate::browser::{address, asset, page, sheet};
use crate::messages::topics as words;
use crate::protocol::{Choices, Drawing, Group, Keywords, Mark, Request, Response, Taken, Topic};

/// The name of the marks, in the style sheet too.
const EVIDENCE: &str = "shilu-evidence";

/// The choice, as the views share it.
#[derive(Clone, Copy)]
pub(crate) struct Chooser {
    /// What is chosen and what that leaves. Nobody follows it: a view follows what it draws of it, below.
    filtering: StoredValue<Filtering>,
    /// Rises whenever something else is to be drawn.
    drawn: RwSignal<usize>,
    /// The groups of which all is offered.
    pub(crate) unfolded: RwSignal<Vec<Group>>,
    /// Words that set the shown document apart.
    pub(crate) keywords: RwSignal<Keywords>,
    /// The same of each exchange.
    own_keywords: StoredValue<Vec<(usize, Keywords)>>,
    /// The topics of the exchange whose evidence is open, and which of them are shown.
    open: StoredValue<Option<Open>>,
    /// What became of a lexicon that was among the files that are being read.
    pub(super) taken: StoredValue<Option<Taken>>,
    /// A lexicon that the reader brought is in use.
    pub(crate) has_lexicon: RwSignal<bool>,
}

/// Evidence that is open.
#[derive(Clone, Debug)]
struct Open {
    topics: Vec<Topic>,
    /// The word at which the reader is, and at which of its places.
    at: Option<(String, usize)>,
}

impl Chooser {
    pub(super) fn new() -> Self {
        Self {
            filtering: StoredValue::default(),
            drawn: RwSignal::default(),
            unfolded: RwSignal::default(),
            keywords: RwSignal::default(),
            own_keywords: StoredValue::default(),
            open: StoredValue::default(),
            taken: StoredValue::default(),
            has_lexicon: RwSignal::default(),
        }
    }

    /// Looks at what is to be drawn, and follows it.
    pub(crate) fn drawn<T>(self, look: impl FnOnce(&Filtering) -> T) -> T {
        self.drawn.track();
        self.filtering.with_value(look)
    }

    /// Returns what is chosen, without following it.
    pub(super) fn choices(self) -> Choices {
        self.filtering.with_value(|filtering| filtering.filter.choices.clone())
    }

    /// Writes into an address what is chosen.
    pub(super) fn tell(self, address: &mut crate::view_state::ViewState) {
        self.filtering.with_value(|filtering| filtering.tell(address));
    }

    fn redraw(self) {
        self.drawn.update(|drawn| *drawn += 1);
    }
}

impl Reader {
    /// Takes a choice, or takes it back.
    pub(crate) fn toggle(self, group: Group, id: &str) {
        self.choose_exchanges(|filtering| filtering.toggle(group, id));
    }

    /// Chooses the topic that a query names, in the place of the query.
    pub(crate) fn choose_topic(self, id: &str) {
        self.type_query(String::new());
        self.toggle(Group::of(id), id);
    }

    /// Wants every choice of a group, or any.
    pub(crate) fn want_all(self, group: Group, all: bool) {
        self.choose_exchanges(|filtering| filtering.want_all(group, all));
    }

    /// Takes all choices back.
    pub(crate) fn clear_choices(self) {
        self.choose_exchanges(|filtering| filtering.filter.choices = Choices::default());
    }

    /// Changes what is chosen: a step in the history.
    fn choose_exchanges(self, change: impl FnOnce(&mut Filtering)) {
        self.chooser().filtering.update_value(change);
        let fragment = self.change(|state| {
            self.chooser().tell(&mut state.address);
            state.address.to_string()
        });
        report(address::step(&fragment.unwrap_or_default()));
        self.sift();
    }

    /// Chooses in all documents, or only in the one that is shown.
    pub(crate) fn choose_everywhere(self, everywhere: bool) {
        self.chooser().filtering.update_value(|filtering| filtering.filter.everywhere = everywhere);
        spawn(self.sift_now(false));
    }

    /// Lists more of what passes.
    pub(crate) fn more_passing(self) {
        self.chooser().filtering.update_value(|filtering| filtering.filter.limit += 3 * LISTED);
        spawn(self.sift_now(false));
    }

    /// Takes what the address says.
    pub(super) fn sift_addressed(self) {
        let wanted = self.ask(|state| Filtering::read(&state.address)).unwrap_or_default();
        if self.chooser().choices() != wanted {
            self.chooser().filtering.update_value(|filtering| filtering.filter.choices = wanted);
            spawn(async move {
                self.sift_now(true).await;
                // A place that the address names is shown, whatever is chosen.
                if let Some(id) = self.ask(|state| state.address.id.clone()).flatten()
                    && self.show_place(&id)
                {
                    page::scroll_to(&id);
                }
            });
        }
    }

    fn sift(self) {
        spawn(self.sift_now(true));
    }

    /// Asks the engine what passes, and shows only that. `anew`: what is searched for is looked for there, too.
    pub(super) async fn sift_now(self, anew: bool) {
        let chooser = self.chooser();
        let shown = self.ask(|state| state.session.shown()).unwrap_or_default();
        let Some((asked, filter)) =
            chooser.filtering.try_update_value(|filtering| (filtering.ask(shown), filtering.filter.clone()))
        else {
            return;
        };
        let Some(door) = self.engine() else { return };
        let Response::Facets(facets) = door.ask(Request::Filter(filter), None).await else { return };
        let hidden = facets.hidden.clone();
        if chooser.filtering.try_update_value(|filtering| filtering.answer(asked, facets)) != Some(true) {
            return;
        }
        let focused = page::focused().map(|element| element.id()).filter(|id| !id.is_empty());
        let place = page::in_sight();
        report(exchanges::hide(&hidden));
        chooser.redraw();
        if let Some(place) = place {
            page::hold(place);
        }
        // Where a list is drawn in another order, the focus follows its button.
        tick().await;
        if let Some(focused) = focused
            && page::focused().is_none_or(|element| element.id() != focused)
        {
            page::focus(&focused);
        }
        if anew && self.finder().is_wanted_now() {
            self.seek_now(true).await;
        }
    }

    /// Takes in that another text stands there: its topics come to life, and what is chosen is chosen there too.
    pub(super) async fn take_topics(self) {
        report(exchanges::enable_topics());
        self.close_evidence();
        self.sift_now(false).await;
        self.take_keywords().await;
    }

    /// Looks at the topics and loads the dictionary, as soon as the page has nothing better to do.
    pub(super) fn begin_topics(self) {
        report(exchanges::enable_topics());
        spawn(async move {
            idle().await;
            self.sift_now(false).await;
            idle().await;
            // Without the dictionary there are no keywords, and everything else.
            if let Some(words) = asset::words().await
                && let Some(door) = self.engine()
            {
                door.ask(Request::Words, Some(words)).await;
                self.take_keywords().await;
            }
        });
    }

    async fn take_keywords(self) {
        let Some(shown) = self.ask(|state| state.session.shown()) else { return };
        let Some(door) = self.engine() else { return };
        let Response::Keywords(all, own) = door.ask(Request::Keywords(shown), None).await else { return };
        if self.ask(|state| state.session.shown()) == Some(shown) {
            self.chooser().own_keywords.try_set_value(own);
            self.chooser().keywords.try_set(all);
        }
    }

    /// Shows the exchange that holds a place, where it is hidden; tells whether it was.
    pub(super) fn show_place(self, id: &str) -> bool {
        let shown = exchanges::show(id);
        if let Some(number) = shown {
            self.note_shown(number);
        }
        shown.is_some()
    }

    /// Follows a link in the page without giving up what is chosen; false where nothing is: then the browser follows it.
    pub(crate) fn follow_link(self, id: String) -> bool {
        if self.chooser().choices().is_empty() {
            return false;
        }
        let fragment = self.change(|state| {
            state.address.id = Some(id);
            state.address.to_string()
        });
        report(address::step(&fragment.unwrap_or_default()));
        self.arrive(Scrolled::Nowhere);
        true
    }

    /// Takes in that an exchange is shown though it does not pass.
    pub(super) fn note_shown(self, number: usize) {
        self.chooser().filtering.try_update_value(|filtering| filtering.reveal(number));
        self.chooser().redraw();
    }

    /// Does what a button in the text says.
    pub(super) fn press(self, pressed: Pressed) {
        match pressed.deed.as_str() {
            "only" => self.toggle(Group::of(&pressed.topics), &pressed.topics),
            "word" => self.seek_word(pressed.topics),
            "term" => self.walk_evidence(&pressed.topics),
            _ if pressed.is_open => self.close_evidence(),
            _ => spawn(self.open_evidence(pressed)),
        }
    }

    /// Searches for a word that the page offers.
    pub(crate) fn seek_word(self, word: String) {
        sheet::close("outline");
        report(page::set("finder", "open"));
        self.type_query(word);
    }

    async fn open_evidence(self, pressed: Pressed) {
        let Some(shown) = self.ask(|state| state.session.shown()) else { return };
        let Some(door) = self.engine() else { return };
        let answer = door.ask(Request::Evidence(shown, pressed.number), None).await;
        let Response::Topics(all) = answer else { return };
        let ids: Vec<&str> = pressed.topics.split(' ').collect();
        let chooser = self.chooser();
        let keywords = chooser.own_keywords.with_value(|all| {
            let own = all.iter().find(|(number, _)| *number == pressed.number);
            own.map(|(_, words)| words.clone()).unwrap_or_default()
        });
        let panel = evidence::panel(&all, &ids, &keywords, &chooser.choices());
        let built = build(&Drawing::from(&panel))
            .and_then(|panel| exchanges::open_panel(&pressed.item, &pressed.topics, Some(&panel)));
        report(built);
        // What was pressed may be gone with the panel it stood in.
        if page::focused().is_none() {
            page::focus("evidence");
        }
        let topics = all.into_iter().filter(|topic| ids.contains(&topic.id.as_str())).collect();
        chooser.open.set_value(Some(Open { topics, at: None }));
        self.mark_evidence();
    }

    fn close_evidence(self) {
        self.chooser().open.set_value(None);
        report(exchanges::open_panel("", "", None));
        self.mark_evidence();
    }

    /// Marks the words of a topic, or the one that the reader is at.
    fn mark_evidence(self) {
        self.chooser().open.with_value(|open| {
            let marks =
                open.as_ref().map(|open| open.marks(open.at.as_ref().map(|(term, _)| term))).unwrap_or_default();
            report(highlight::show(EVIDENCE, marks.iter().map(place)));
        });
    }

    /// Goes to the next place of a word.
    fn walk_evidence(self, term: &str) {
        let mark = self.chooser().open.try_update_value(|open| {
            let open = open.as_mut()?;
            let marks = open.marks(Some(&term.to_owned()));
            let at = match &open.at {
                Some((last, at)) if last == term => (at + 1) % marks.len().max(1),
                _ => 0,
            };
            open.at = Some((term.to_owned(), at));
            marks.get(at).cloned()
        });
        self.mark_evidence();
        if let Some(mark) = mark.flatten() {
            report(highlight::reveal(place(&mark)));
        }
    }

    /// Takes in what became of a lexicon: what stands is drawn anew with it.
    pub(super) async fn take_lexicon(self, taken: Taken) {
        if !matches!(taken, Taken::Wrong(..)) {
            self.chooser().has_lexicon.set(matches!(taken, Taken::Lexicon(_)));
            self.redraw().await;
            sheet::close("opening");
        }
        self.change(|state| state.said = Some(words::taken(taken)));
    }

    /// Goes back to the house's own lexicon.
    pub(crate) fn own_lexicon(self) {
        spawn(async move {
            let Some(door) = self.engine() else { return };
            if let Response::Lexicon(taken) = door.ask(Request::OwnLexicon, None).await {
                self.take_lexicon(taken).await;
            }
        });
    }
}

impl Open {
    /// Returns where a word stands, or all of them; in the order of reading.
    fn marks(&self, term: Option<&String>) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        let found = self.topics.iter().flat_map(|topic| &topic.evidence);
        for mark in found.filter(|evidence| term.is_none_or(|term| evidence.term == *term)).flat_map(|one| &one.marks) {
            if !marks.contains(mark) {
                marks.push(mark.clone());
            }
        }
        marks
    }
}

fn place(mark: &Mark) -> Place<'_> {
    Place { block: &mark.block, from: mark.from, to: mark.to }
}
