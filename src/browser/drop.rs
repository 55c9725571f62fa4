//! Files that are dropped or pasted anywhere on the page.

use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, Event};

use super::files::{Dropped, hover};
use super::listen::Listener;
use super::{Refused, page};

/// Calls back with what is dropped or pasted. While files hover, the root says so.
pub fn listen(call: impl Fn(Dropped) + Clone + 'static) -> [Result<Listener, Refused>; 4] {
    let on_paste = call.clone();
    [
        Listener::on_window("dragover", |event| {
            if let Some(transfer) = transfer(&event, "dataTransfer").filter(hover) {
                event.prevent_default();
                transfer.set_drop_effect("copy");
                set(true);
            }
        }),
        // It comes for each element that is left; outside the window there is none to be entered.
        Listener::on_window("dragleave", |event| {
            if js_sys::Reflect::get(&event, &"relatedTarget".into()).is_ok_and(|entered| entered.is_null()) {
                set(false);
            }
        }),
        Listener::on_window("drop", move |event| {
            set(false);
            if let Some(transfer) = transfer(&event, "dataTransfer").filter(hover) {
                event.prevent_default();
                call(Dropped::of(&transfer));
            }
        }),
        Listener::on_window("paste", move |event| {
            let pasted = transfer(&event, "clipboardData").filter(hover).map(|transfer| Dropped::of(&transfer));
            if let Some(pasted) = pasted.filter(|pasted| !pasted.is_empty()) {
                event.prevent_default();
                on_paste(pasted);
            }
        }),
    ]
}

fn set(hovers: bool) {
    // Only a hint is missing where this fails.
    let _ = page::set("drop", if hovers { "over" } else { "no" });
}

fn transfer(event: &Event, key: &str) -> Option<DataTransfer> {
    js_sys::Reflect::get(event, &key.into()).ok()?.dyn_into().ok()
}
