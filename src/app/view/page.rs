//! The page as a whole: what holds it together, and what it listens to.

use leptos::prelude::*;

use super::settings::Settings;
use crate::app::state::{Arrival, Choice, Preferences, State};
use crate::browser::build::build;
use crate::browser::listen::{Listener, detail};
use crate::browser::sight::Sight;
use crate::browser::{Refused, address, page, sheet, storage};
use crate::engine::Engine;
use crate::messages::Message;
use crate::protocol::{Document, Request, Response};

/// What is watched while the page scrolls.
const WATCHED: &str = "#article .masthead, #article .item";

/// The state, as the views share it. Only the preferences are watched: nothing else is drawn by a view.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    state: StoredValue<State>,
    preferences: RwSignal<Preferences>,
}

impl Reader {
    fn new(state: State) -> Self {
        Self { preferences: RwSignal::new(state.preferences), state: StoredValue::new(state) }
    }

    /// Returns the state that this view shares.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Returns the words of a message in the reader's language.
    pub(crate) fn say(self, message: &Message) -> String {
        message.to(self.preferences.get().ui).to_owned()
    }

    /// Tells whether a choice is the one in force.
    pub(crate) fn has(self, choice: Choice) -> bool {
        self.preferences.get().has(choice)
    }

    /// Changes the state and shows what changed; `None` when the page is gone.
    fn change<T>(self, change: impl FnOnce(&mut State) -> T) -> Option<T> {
        let (before, result, after) = self.state.try_update_value(|state| {
            let before = Shown::of(state);
            let result = change(state);
            (before, result, Shown::of(state))
        })?;
        after.replace(&before);
        if after.preferences != before.preferences {
            self.preferences.set(after.preferences);
        }
        Some(result)
    }

    /// Takes a choice, shows it and keeps it.
    pub(crate) fn choose(self, choice: Choice) {
        self.change(|state| state.choose(choice, storage::keep));
        report(page::set(choice.key(), choice.value()));
        if let Choice::Ui(ui) = choice {
            report(page::set_language(ui.tag()));
        }
    }

    /// Goes where the address says. At the start the page has scrolled there already.
    fn arrive(self, start: bool) {
        let Ok(fragment) = address::fragment() else { return };
        match self.change(|state| state.arrive(&fragment, |id| page::by_id(id).is_some())) {
            Some(Arrival::Place { id, scroll }) => {
                report(page::mark(Some(&id)));
                if scroll && !start {
                    page::scroll_to(&id);
                }
            }
            Some(Arrival::Nowhere | Arrival::Missing) => report(page::mark(None)),
            None => {}
        }
    }

    /// Takes in a transcript that was opened and drawn.
    fn opened(self, document: Document) {
        let title = document.title.as_deref().unwrap_or(&document.name);
        report(page::set_title(&format!("{title} · 实录")));
        report(address::clear());
        page::scroll_to_top();
        self.change(|state| state.open(document));
    }
}

/// What stands outside the views and follows the state.
struct Shown {
    preferences: Preferences,
    current: Option<String>,
    said: String,
}

impl Shown {
    fn of(state: &State) -> Self {
        Self {
            preferences: state.preferences,
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
        }
    }
}

/// Draws the engine's transcript in place of the one that stands.
pub(in crate::app) fn draw(engine: &mut Engine) -> Result<(), Refused> {
    let Response::Drawn { article, outline } = engine.handle(Request::Draw) else { return Ok(()) };
    page::put("article", "article", &build(&article)?)?;
    page::put("outline", "ol", &build(&outline)?)
}

/// The tools in the bar, and everything that the page listens to.
#[component]
pub(in crate::app) fn Page(
    /// The engine, with a transcript open.
    engine: Engine,
    /// The state to begin with.
    state: State,
) -> impl IntoView {
    let reader = Reader::new(state);
    provide_context(reader);
    let engine = StoredValue::new(engine);
    let sight = StoredValue::new_local(watch(reader));

    // Stored values go with the page, and take their listeners along.
    keep(address::on_change(move || reader.arrive(false)));
    keep(sheet::close_on_link("outline"));
    // The handles of the tests.
    keep(Listener::on_window("shilu-test-panic", |_| panic_for_a_test()));
    keep(Listener::on_window("shilu-test-open", move |event| {
        let (name, text) = (detail(&event, "name"), detail(&event, "text"));
        let (Some(name), Some(text)) = (name, text) else { return };
        match engine.try_update_value(|engine| open(engine, name, text)) {
            Some(Ok(Some(document))) => {
                reader.opened(document);
                sight.try_set_value(watch(reader));
            }
            Some(Err(error)) => report(Err(error)),
            Some(Ok(None)) | None => {}
        }
    }));
    reader.arrive(true);

    view! { <Settings /> }
}

#[allow(clippy::panic, reason = "this is what the test asks for")]
fn panic_for_a_test() {
    panic!("a test asked for this");
}

/// Opens a text in place of the one before: what every way of opening comes to.
fn open(engine: &mut Engine, name: String, text: String) -> Result<Option<Document>, Refused> {
    let Response::Opened(document) = engine.handle(Request::Open { name, text }) else { return Ok(None) };
    draw(engine)?;
    Ok(Some(document))
}

/// Follows the reader through the text.
fn watch(reader: Reader) -> Option<Sight> {
    let sight = Sight::watch(WATCHED, move |items| {
        // The page may be gone when the observer calls.
        reader.change(|state| state.reading.see(items));
    });
    sight.map_err(|error| report(Err(error))).ok()
}

/// Keeps a listener for as long as the page lives.
fn keep(listener: Result<Listener, Refused>) {
    match listener {
        Ok(listener) => drop(StoredValue::new_local(listener)),
        Err(error) => report(Err(error)),
    }
}

/// Says in the console what the browser refused: nothing of it keeps the text from being read.
fn report(result: Result<(), Refused>) {
    if let Err(error) = result {
        page::warn(&error.to_string());
    }
}
