//! Popovers: what lies over the text and goes away at a touch beside it.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::listen::Listener;
use super::{Refused, page};

/// Puts a popover away as soon as one of its links is followed.
pub fn close_on_link(id: &'static str) -> Result<Listener, Refused> {
    let sheet = page::html_by_id(id)?;
    let target = sheet.clone().into();
    Listener::on(target, "click", move |event: Event| {
        let followed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = followed.and_then(|element| element.closest("a").ok().flatten());
        if link.is_some() && sheet.matches(":popover-open").unwrap_or(false) {
            // It was open a moment ago; if it is no longer, that is what was wanted.
            let _ = sheet.hide_popover();
        }
    })
}

/// Tells of a `beforetoggle` or `toggle` event whether the popover opens.
pub fn opens(event: &Event) -> bool {
    js_sys::Reflect::get(event, &"newState".into()).is_ok_and(|state| state == "open")
}

/// Puts a popover away; one that is not open stays so.
pub fn close(id: &str) {
    if let Ok(sheet) = page::html_by_id(id) {
        // It is shut either way.
        let _ = sheet.hide_popover();
    }
}
