//! The choice of exchanges at work: from what is chosen to what is hidden, and a topic's words to marks in the text.
//! Knows the engine's door and the article's nodes, draws no view.

use leptos::prelude::*;

use super::reader::{Reader, Scrolled, report};
use super::state::filtering::{Filtering, LISTED};
use super::view::evidence;
use super::view::facets::{self, Drawn};
use crate::article::Node;
use crate::browser::build::build;
use crate::browser::exchanges::{self, Pressed};
use crate::browser::highlight::{self, Place};
use crate::browser::idle::idle;
use crate::browser::task::spawn;
use crate::browser::{Refused, address, asset, page, sheet};
use crate::messages::topics as words;
use crate::protocol::{Choices, Drawing, Group, Keywords, Mark, Request, Response, Taken, Topic};

/// The name of the marks, in the style sheet too.
const EVIDENCE: &str = "shilu-evidence";

/// The choice, as the views share it.
#[derive(Clone, Copy)]
pub(crate) struct Chooser {
    /// What is chosen and what that leaves.
    filtering: StoredValue<Filtering>,
    /// What is drawn besides.
    drawn: StoredValue<Drawn>,
    /// The choices as they stand: what has not changed is not drawn again under somebody's finger.
    standing: StoredValue<Drawing>,
    /// The place that the address named: it is shown, whatever is chosen there.
    arrived: StoredValue<Option<String>>,
    /// Words that set each exchange apart.
    own_keywords: StoredValue<Vec<(usize, Keywords)>>,
    /// The topics of the exchange whose evidence is open, and which of them are shown.
    open: StoredValue<Option<Open>>,
    /// What became of a lexicon that was among the files that are being read.
    pub(super) taken: StoredValue<Option<Taken>>,
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
            drawn: StoredValue::default(),
            standing: StoredValue::default(),
            arrived: StoredValue::default(),
            own_keywords: StoredValue::default(),
            open: StoredValue::default(),
            taken: StoredValue::default(),
        }
    }

    /// Returns what is chosen.
    pub(super) fn choices(self) -> Choices {
        self.filtering.with_value(|filtering| filtering.filter.choices.clone())
    }

    /// Writes into an address what is chosen.
    pub(super) fn tell(self, address: &mut crate::view_state::ViewState) {
        self.filtering.with_value(|filtering| filtering.tell(address));
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
        self.chooser().arrived.set_value(None);
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
            self.chooser().arrived.set_value(self.ask(|state| state.address.id.clone()).flatten());
            self.sift();
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
        let place = page::in_sight();
        report(exchanges::hide(&hidden));
        if let Some(number) = chooser.arrived.get_value().and_then(|id| exchanges::show(&id)) {
            chooser.filtering.update_value(|filtering| filtering.reveal(number));
        }
        report(self.draw_choices());
        if let Some(place) = place {
            page::hold(place);
        }
        if anew && self.finder().is_wanted_now() {
            self.seek_now(true).await;
        }
    }

    /// Draws the choices, and what they leave.
    fn draw_choices(self) -> Result<(), Refused> {
        let listed = self.ask(|state| state.session.listed().to_vec()).unwrap_or_default();
        let chooser = self.chooser();
        chooser.drawn.try_update_value(|drawn| drawn.documents = listed.len());
        let drawn = chooser.drawn.get_value();
        chooser.filtering.with_value(|filtering| {
            let is_chosen = !filtering.filter.choices.is_empty();
            let tree = Drawing::from(&facets::facets(filtering, &drawn));
            if chooser.standing.with_value(|standing| *standing != tree) {
                exchanges::fill("facets", &[build(&tree)?])?;
                chooser.standing.set_value(tree);
            }
            exchanges::announce("filtered-said", &grow(&facets::showing(filtering))?)?;
            exchanges::set_hidden("clear-choices", !is_chosen)?;
            let is_listed = is_chosen && filtering.filter.everywhere;
            let titles: Vec<(String, String)> =
                listed.iter().map(|facts| (self.title(facts), facts.date.clone().unwrap_or_default())).collect();
            fill("passed", &if is_listed { facets::passing(filtering, &titles) } else { Vec::new() })?;
            let counted = if is_listed { facets::passing_counted(filtering) } else { Vec::new() };
            exchanges::announce("passing-counted", &grow(&counted)?)?;
            exchanges::set_hidden("more-passing", filtering.facets.listed.len() >= filtering.facets.passing)?;
            exchanges::set_hidden("passing", !is_listed)
        })
    }

    /// Draws the frames of what is drawn later.
    fn frame_choices() -> Result<(), Refused> {
        let [filtered, panel] = facets::frames();
        fill("filtered", &[filtered])?;
        let panel = build(&Drawing::from(&panel))?;
        page::html_by_id("tools")?.append_child(&panel)?;
        Ok(())
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
        report(Self::frame_choices());
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
            report(fill("words", &facets::keywords(&all)));
        }
    }

    /// Shows the exchange that holds a place, where it is hidden; tells whether it was.
    pub(super) fn show_place(self, id: &str) -> bool {
        let shown = exchanges::show(id);
        if let Some(number) = shown {
            // An answer that is still on its way must not hide it again.
            self.chooser().arrived.set_value(Some(id.to_owned()));
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
        report(self.draw_choices());
    }

    /// Does what a button says.
    pub(super) fn press(self, pressed: Pressed) {
        match pressed.deed.as_str() {
            "only" => self.toggle(Group::of(&pressed.topics), &pressed.topics),
            "word" => self.seek_word(pressed.topics),
            "term" => self.walk_evidence(&pressed.topics),
            "toggle" => {
                if let Some(group) = group(&pressed.group) {
                    self.toggle(group, &pressed.topics);
                }
            }
            "all" | "any" => {
                if let Some(group) = group(&pressed.topics) {
                    self.want_all(group, pressed.deed == "all");
                }
            }
            "more" => {
                let unfolds = group(&pressed.topics).into_iter();
                self.chooser().drawn.update_value(|drawn| {
                    for group in unfolds {
                        match drawn.unfolded.iter().position(|one| *one == group) {
                            Some(at) => drop(drawn.unfolded.remove(at)),
                            None => drawn.unfolded.push(group),
                        }
                    }
                });
                report(self.draw_choices());
            }
            "clear" => self.clear_choices(),
            "everywhere" | "here" => self.choose_everywhere(pressed.deed == "everywhere"),
            "more-passing" => self.more_passing(),
            "own-lexicon" => self.own_lexicon(),
            "go" => {
                let (n, number) = pressed.topics.split_once(' ').unwrap_or_default();
                let mark = Mark { block: ["x", number].concat(), from: 0, to: 1 };
                self.go_to_line(n.parse().unwrap_or_default(), mark);
            }
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
            let has_lexicon = matches!(taken, Taken::Lexicon(_));
            self.chooser().drawn.update_value(|drawn| drawn.has_lexicon = has_lexicon);
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

fn group(key: &str) -> Option<Group> {
    Group::ALL.into_iter().find(|group| group.key() == key)
}

/// Puts trees in the place of what an element holds.
fn fill(id: &str, trees: &[Node]) -> Result<(), Refused> {
    exchanges::fill(id, &grow(trees)?)
}

fn grow(trees: &[Node]) -> Result<Vec<web_sys::Node>, Refused> {
    trees.iter().map(|tree| build(&Drawing::from(tree))).collect()
}

fn place(mark: &Mark) -> Place<'_> {
    Place { block: &mark.block, from: mark.from, to: mark.to }
}
