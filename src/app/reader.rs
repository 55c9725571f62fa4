//! The state as the views share it, and how what it says comes onto the page.

use leptos::prelude::*;

use super::door::Door;
use super::embedding::Embedder;
use super::filtering::Chooser;
use super::finding::Finder;
use super::part::live::Words;
use super::quoting::Quoting;
use super::shelf::Shelf;
use super::state::{Arrival, Choice, Preferences, State};
use crate::browser::sight::Sight;
use crate::browser::{Refused, address, page, sheet, storage};
use crate::messages::{Message, Ui, opening};
use crate::protocol::Facts;

/// What is watched while the page scrolls.
const WATCHED: &str = "#article .masthead, #article .item";

/// The state. A view watches only what it draws; what stands outside the views follows by [`Shown`].
#[derive(Clone, Copy)]
pub(crate) struct Reader {
    state: StoredValue<State>,
    preferences: RwSignal<Preferences>,
    /// How many transcripts are open, and which is shown.
    listed: RwSignal<(usize, usize)>,
    /// How many files are read, of how many.
    progress: RwSignal<(usize, usize)>,
    /// Where a transcript would be read from, and the name of that server, while the reader has not agreed.
    leave: RwSignal<Option<(String, String)>>,
    shelf: Shelf,
    finder: Finder,
    quoting: Quoting,
    chooser: Chooser,
    embedder: Embedder,
    door: StoredValue<Option<Door>, LocalStorage>,
    sight: StoredValue<Option<Sight>, LocalStorage>,
}

impl Reader {
    pub(super) fn new(state: State) -> Self {
        let reader = Self {
            preferences: RwSignal::new(state.preferences),
            listed: RwSignal::new((state.session.listed().len(), 0)),
            progress: RwSignal::default(),
            leave: RwSignal::default(),
            shelf: Shelf::new(),
            finder: Finder::new(),
            quoting: Quoting::new(),
            chooser: Chooser::new(),
            embedder: Embedder::new(),
            state: StoredValue::new(state),
            door: StoredValue::new_local(None),
            sight: StoredValue::new_local(None),
        };
        reader.watch();
        reader
    }

    /// Returns the state that this view shares.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Returns the words of a message in the reader's language.
    pub(crate) fn say(self, message: &Message) -> String {
        message.to(self.preferences.get().ui).to_owned()
    }

    /// Returns the language of the interface, which views follow.
    pub(crate) fn ui_now(self) -> Ui {
        self.preferences.get().ui
    }

    /// Returns the words of a message, which follow the reader's language.
    pub(crate) fn words(self, message: Message) -> Words {
        Box::new(move || self.say(&message))
    }

    /// Tells whether a choice is the one in force.
    pub(crate) fn has(self, choice: Choice) -> bool {
        self.preferences.get().has(choice)
    }

    /// Returns the transcripts that are open, and which is shown.
    pub(crate) fn listed(self) -> (Vec<Facts>, usize) {
        let (_, shown) = self.listed.get();
        (self.state.with_value(|state| state.session.listed().to_vec()), shown)
    }

    /// Returns how many files are read, of how many.
    pub(crate) fn progress(self) -> (usize, usize) {
        self.progress.get()
    }

    /// Returns what waits for the reader's agreement: an address, and the name of its server.
    pub(crate) fn leave(self) -> RwSignal<Option<(String, String)>> {
        self.leave
    }

    /// Asks the reader whether to read from elsewhere, or no longer asks.
    pub(super) fn ask_leave(self, leave: Option<(String, String)>) {
        self.leave.set(leave);
    }

    /// Returns the search.
    pub(crate) fn finder(self) -> Finder {
        self.finder
    }

    /// Returns everything about quotations.
    pub(crate) fn quoting(self) -> Quoting {
        self.quoting
    }

    /// Returns what is embedded elsewhere.
    pub(crate) fn embedder(self) -> Embedder {
        self.embedder
    }

    /// Returns the choice of exchanges.
    pub(crate) fn chooser(self) -> Chooser {
        self.chooser
    }

    /// Returns the library.
    pub(crate) fn shelf(self) -> Shelf {
        self.shelf
    }

    /// Looks into the state, which may be gone with the page.
    pub(super) fn ask<T>(self, look: impl FnOnce(&State) -> T) -> Option<T> {
        self.state.try_with_value(look)
    }

    /// Returns the way to the engine; `open` opens it when there is none yet.
    pub(super) fn door(self, open: impl FnOnce() -> Door) -> Option<Door> {
        self.door.try_update_value(|door| door.get_or_insert_with(open).clone())
    }

    /// Changes the state and shows what changed; `None` when the page is gone.
    pub(super) fn change<T>(self, change: impl FnOnce(&mut State) -> T) -> Option<T> {
        let (before, result, after) = self.state.try_update_value(|state| {
            let before = Shown::of(state);
            let result = change(state);
            (before, result, Shown::of(state))
        })?;
        after.replace(&before);
        if after.preferences != before.preferences {
            self.preferences.set(after.preferences);
        }
        if after.listed != before.listed {
            self.listed.set(after.listed);
        }
        if after.progress != before.progress {
            self.progress.set(after.progress);
        }
        Some(result)
    }

    /// Takes a choice, shows it and keeps it.
    pub(crate) fn choose(self, choice: Choice) {
        self.change(|state| state.choose(choice, storage::keep));
        let place = page::standing().filter(|_| matches!(choice, Choice::Ui(_)));
        report(page::set(choice.key(), choice.value()));
        if let Choice::Ui(ui) = choice {
            report(page::set_language(ui.tag()));
            self.take_again();
        }
        // Topics are longer in one language than in another.
        if let Some(place) = place {
            page::hold(place);
        }
    }

    /// Goes where the address says.
    pub(super) fn arrive(self, scrolled: Scrolled) {
        let Ok(fragment) = address::fragment() else { return };
        self.unpoint();
        match self.change(|state| state.arrive(&fragment, |id| page::by_id(id).is_some())) {
            Some(Arrival::Place { id, scroll }) => {
                let was_hidden = self.show_place(&id);
                report(page::mark(Some(&id)));
                if scrolled == Scrolled::Nowhere || (scroll || was_hidden) && scrolled == Scrolled::ByBrowser {
                    page::scroll_to(&id);
                }
            }
            Some(Arrival::Sought) => self.seek_place(),
            Some(Arrival::Nowhere | Arrival::Missing) => report(page::mark(None)),
            None => {}
        }
        self.sift_addressed();
        self.seek_addressed();
    }

    /// Goes where the address says once more.
    pub(super) fn arrive_again(self) {
        self.arrive(Scrolled::Nowhere);
    }

    /// Returns the language as it is now.
    pub(super) fn language(self) -> Ui {
        self.preferences.get_untracked().ui
    }

    /// Takes in that another transcript has been drawn; `as_addressed`: the address names it, and the place in it.
    pub(super) async fn drawn(self, n: usize, as_addressed: bool) {
        self.change(|state| state.show(n));
        let facts = self.ask(|state| state.session.facts().cloned()).flatten().unwrap_or_default();
        let title = self.title(&facts);
        report(page::set_title(&[&title, " · 实录"].concat()));
        report(page::set_text("heard", &self.said(&opening::shown(&title))));
        sheet::close("opening");
        self.watch();
        self.stop_reading();
        self.let_go();
        self.look_for_voices();
        if as_addressed {
            self.arrive(Scrolled::Nowhere);
            return self.take_topics().await;
        }
        report(address::clear());
        page::scroll_to_top();
        self.resume(&facts.doc);
        // What is chosen and what is searched for is so here too.
        let is_wanted = self.finder().is_wanted_now();
        if is_wanted || !self.chooser().choices().is_empty() {
            self.tell_address();
        }
        self.take_topics().await;
        if is_wanted {
            self.seek_now(true).await;
        }
    }

    /// Returns what a list calls a transcript.
    pub(crate) fn title(self, facts: &Facts) -> String {
        self.name(facts.title.as_ref().unwrap_or(&facts.name))
    }

    /// Returns the name of what may have none.
    pub(crate) fn name(self, name: &str) -> String {
        if name.is_empty() { self.said(&opening::PASTED) } else { name.to_owned() }
    }

    /// Returns the words of a message as the language is now.
    pub(super) fn said(self, message: &Message) -> String {
        message.to(self.preferences.get_untracked().ui).to_owned()
    }

    /// Follows the reader through the text.
    pub(super) fn watch(self) {
        let sight = Sight::watch(WATCHED, move |items| {
            // The page may be gone when the observer calls.
            self.change(|state| state.reading.see(items));
        });
        self.sight.try_set_value(sight.map_err(|error| report(Err(error))).ok());
    }
}

/// Who has scrolled to the place that the address names, before the page goes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scrolled {
    /// The page as it loaded, whatever the address says besides.
    AtStart,
    /// The browser, to a bare id.
    ByBrowser,
    /// Nobody: the text has just been drawn.
    Nowhere,
}

/// What stands outside the views and follows the state, and what decides whether a view is drawn anew.
struct Shown {
    preferences: Preferences,
    listed: (usize, usize),
    progress: (usize, usize),
    current: Option<String>,
    said: String,
}

impl Shown {
    fn of(state: &State) -> Self {
        Self {
            preferences: state.preferences,
            listed: (state.session.settled(), state.session.shown()),
            progress: state.session.progress(),
            current: state.reading.current().map(str::to_owned),
            said: state.said.as_ref().map(|said| said.to(state.preferences.ui).to_owned()).unwrap_or_default(),
        }
    }

    fn replace(&self, before: &Self) {
        if self.current != before.current {
            report(page::mark_link(self.current.as_deref()));
        }
        if self.said != before.said {
            report(page::set_text("status", &self.said));
            // What opens over the page covers its messages.
            report(page::set_text("opening-said", &self.said));
        }
    }
}

/// Says in the console what the browser refused: nothing of it keeps the text from being read.
pub(super) fn report(result: Result<(), Refused>) {
    if let Err(error) = result {
        page::warn(&error.to_string());
    }
}
