//! The page as a whole: what holds it together, and what it listens to.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::checking::Checking;
use super::collecting::Collecting;
use super::concordance::Concordance;
use super::embedding::Embedding;
use super::exporting::Exporting;
use super::finding::Finding;
use super::found::Found;
use super::hand::Hand;
use super::leave::Leave;
use super::opening::Opening;
use super::settings::Settings;
use super::studio::{Judged, Studio};
use crate::app::reader::{Reader, Scrolled, report};
use crate::browser::listen::{Listener, detail};
use crate::browser::{Refused, address, drop, exchanges, page, sheet};
use crate::protocol::Document;

/// Draws one part of the page.
type Part = fn(HtmlElement, Reader);

/// What is drawn among the tools, in this order.
pub(in crate::app) const PARTS: [Part; 13] = [
    |tools, reader| draw(tools, reader, Finding),
    |tools, reader| draw(tools, reader, Opening),
    |tools, reader| draw(tools, reader, Leave),
    |tools, reader| draw(tools, reader, Hand),
    |tools, reader| draw(tools, reader, Exporting),
    |tools, reader| draw(tools, reader, Settings),
    |tools, reader| draw(tools, reader, Found),
    |tools, reader| draw(tools, reader, Concordance),
    |tools, reader| draw(tools, reader, Checking),
    |tools, reader| draw(tools, reader, Collecting),
    |tools, reader| draw(tools, reader, Studio),
    |tools, reader| draw(tools, reader, Judged),
    |tools, reader| draw(tools, reader, Embedding),
];

/// Draws a view for as long as the page lives. Each with its own type: what can be drawn once only is smaller than what
/// could be drawn again.
fn draw<V: IntoView + 'static>(tools: HtmlElement, reader: Reader, view: fn() -> V) {
    let mounted = mount_to(tools, move || {
        provide_context(reader);
        view()
    });
    mounted.forget();
}

/// Listens to everything that happens on the page.
pub(in crate::app) fn listen(reader: Reader) {
    // Stored values go with the page, and take their listeners along.
    keep(address::on_change(move || reader.arrive(Scrolled::ByBrowser)));
    keep(sheet::close_on_link("outline"));
    for listener in drop::listen(move |dropped| reader.drop_in(dropped)) {
        keep(listener);
    }
    // The handles of the tests.
    keep(Listener::on_window("shilu-test-panic", |_| panic_for_a_test()));
    keep(Listener::on_window("shilu-test-open", move |event| {
        if let (Some(name), Some(text)) = (detail(&event, "name"), detail(&event, "text")) {
            reader.open_document(Document { name, text, ..Document::default() });
        }
    }));
    keep(Listener::on_window("keydown", move |event| on_key(reader, &event)));
    for listener in reader.note_leaving().into_iter().chain(reader.listen_to_hand()).chain(reader.listen_for_voices()) {
        keep(listener);
    }
    keep(address::on_follow(move |id| reader.follow_link(id)));
    keep(exchanges::on_found(move |number| reader.note_shown(number)));
    keep(exchanges::on_press(move |pressed| reader.press(pressed)));
}

#[allow(clippy::panic, reason = "this is what the test asks for")]
fn panic_for_a_test() {
    panic!("a test asked for this");
}

/// The keys of the search: `/` and Ctrl+K begin it, F3 goes from hit to hit. While somebody types, `/` is a letter.
fn on_key(reader: Reader, event: &web_sys::Event) {
    let Some(event) = event.dyn_ref::<web_sys::KeyboardEvent>() else { return };
    reader.on_hand_key(event);
    let key = event.key();
    let commands = event.ctrl_key() || event.meta_key();
    let begins = key == "/" && !commands && !event.alt_key() && !page::is_typing()
        || key.eq_ignore_ascii_case("k") && commands && !event.shift_key();
    let walks = key == "F3" && reader.finder().is_wanted_now();
    if event.is_composing() || !begins && !walks {
        return;
    }
    event.prevent_default();
    if begins {
        reader.begin_search();
    } else {
        reader.walk_found(event.shift_key());
    }
}

/// Keeps a listener for as long as the page lives.
fn keep(listener: Result<Listener, Refused>) {
    match listener {
        Ok(listener) => std::mem::drop(StoredValue::new_local(listener)),
        Err(error) => report(Err(error)),
    }
}
