//! Which elements pass the line of sight while the page scrolls.

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
    _call: Closure<dyn FnMut(js_sys::Array)>,
}

impl Sight {
    /// Watches all elements that a selector finds; calls back with an element's id and whether it crosses the line.
    pub fn watch(selector: &str, mut call: impl FnMut(Vec<(String, bool)>) + 'static) -> Result<Self, Refused> {
        let call = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let entries = entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            call(entries.map(|entry| (entry.target().id(), entry.is_intersecting())).collect());
        });
        let init = IntersectionObserverInit::new();
        init.set_root_margin(BAND);
        let observer = IntersectionObserver::new_with_options(call.as_ref().unchecked_ref(), &init)?;
        let found = page::document()?.query_selector_all(selector)?;
        for n in 0..found.length() {
            if let Some(element) = found.item(n).and_then(|node| node.dyn_into::<Element>().ok()) {
                observer.observe(&element);
            }
        }
        Ok(Self { observer, _call: call })
    }
}

impl Drop for Sight {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
