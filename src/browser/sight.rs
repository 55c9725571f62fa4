//! Which elements pass the line of sight while the page scrolls.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::{Refused, page};

/// The line of sight: a band below the bar, where a heading stands after a jump to it. Top and bottom are cut off.
const BAND: &str = "-18% 0px -76% 0px";

/// Watches elements: dropping it ends the watch.
#[derive(Debug)]
pub struct Sight {
    observer: IntersectionObserver,
    is_watched: Rc<Cell<bool>>,
}

impl Sight {
    /// Watches all elements that a selector finds; calls back with an element's id and whether it crosses the line.
    pub fn watch(selector: &str, mut call: impl FnMut(Vec<(String, bool)>) + 'static) -> Result<Self, Refused> {
        let is_watched = Rc::new(Cell::new(true));
        let watches = is_watched.clone();
        let call = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            if !watches.get() {
                return;
            }
            let entries = entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            call(entries.map(|entry| (entry.target().id(), entry.is_intersecting())).collect());
        });
        let init = IntersectionObserverInit::new();
        init.set_root_margin(BAND);
        // What was seen before the end of the watch may be told after it, so the browser decides how long this lives.
        let observer = IntersectionObserver::new_with_options(call.into_js_value().unchecked_ref(), &init)?;
        let found = page::document()?.query_selector_all(selector)?;
        for n in 0..found.length() {
            if let Some(element) = found.item(n).and_then(|node| node.dyn_into::<Element>().ok()) {
                observer.observe(&element);
            }
        }
        Ok(Self { observer, is_watched })
    }
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.is_watched.set(false);
        self.observer.disconnect();
    }
}
