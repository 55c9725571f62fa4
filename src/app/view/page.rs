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
use crate::protocol::{Request, Response};

/// What is watched while the page scrolls.
const WATCHED: &str = "#article .masthead, #article .item";

/// The state, as the views share it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader(RwSignal<State>);

impl Reader {
    /// Returns the state that this view shares.
    pub(crate) fn here() -> Self {
        expect_context()
    }

    /// Returns the words of a message in the reader's language.
    pub(crate) fn say(self, message: &Message) -> String {
        message.to(self.preferences().ui).to_owned()
    }

    /// Returns the reader's preferences.
    pub(crate) fn preferences(self) -> Preferences {
        self.0.with(|state| state.preferences)
    }

    /// Takes a choice, shows it and keeps it.
    pub(crate) fn choose(self, choice: Choice) {
        self.0.update(|state| state.choose(choice, storage::keep));
        report(page::set(choice.key(), choice.value()));
        if let Choice::Ui(ui) = choice {
            report(page::set_language(ui.tag()));
        }
    }

    /// Goes where the address says.
    fn arrive(self) {
        let Ok(fragment) = address::fragment() else { return };
        let arrival = self.0.try_update(|state| state.arrive(&fragment, |id| page::by_id(id).is_some()));
        match arrival {
            Some(Arrival::Place { id, scroll }) => {
                report(page::mark(Some(&id)));
                if scroll {
                    page::scroll_to(&id);
                }
            }
            Some(Arrival::Nowhere | Arrival::Missing) => report(page::mark(None)),
            None => {}
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
    let reader = Reader(RwSignal::new(state));
    provide_context(reader);
    let engine = StoredValue::new(engine);
    let sight = StoredValue::new_local(watch(reader));

    // Stored values go with the page, and take their listeners along.
    keep(address::on_change(move || reader.arrive()));
    keep(sheet::close_on_link("outline"));
    // The handles of the tests.
    keep(Listener::on_window("shilu-test-panic", |_| panic!("a test asked for this")));
    keep(Listener::on_window("shilu-test-open", move |event| {
        let (name, text) = (detail(&event, "name"), detail(&event, "text"));
        let (Some(name), Some(text)) = (name, text) else { return };
        let opened = engine.try_update_value(|engine| crate::app::open(engine, name, text));
        if let Some(Ok(Some(document))) = opened {
            let title = document.title.clone().unwrap_or_else(|| document.name.clone());
            report(page::set_title(&title));
            report(address::clear());
            reader.0.update(|state| state.open(document));
            page::scroll_to_top();
            sight.try_set_value(watch(reader));
        }
    }));

    let current = Memo::new(move |_| reader.0.with(|state| state.reading.current().map(str::to_owned)));
    Effect::new(move || report(page::mark_link(current.get().as_deref())));
    let said = Memo::new(move |_| reader.0.with(|state| state.said.clone()));
    Effect::new(move || {
        let words = said.get().map(|message| reader.say(&message)).unwrap_or_default();
        report(page::set_text("status", &words));
    });
    reader.arrive();

    view! { <Settings /> }
}

/// Follows the reader through the text.
fn watch(reader: Reader) -> Option<Sight> {
    let sight = Sight::watch(WATCHED, move |items| {
        // The page may be gone when the observer calls.
        reader.0.try_update(|state| state.reading.see(items));
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
        leptos::logging::warn!("{error}");
    }
}
