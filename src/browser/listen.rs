//! Event listeners that go when their owner goes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CustomEvent, Event, EventTarget};

use super::Refused;

/// A listener: dropping it removes it.
#[derive(Debug)]
pub struct Listener {
    target: EventTarget,
    event: &'static str,
    call: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens on the window.
    pub fn on_window(event: &'static str, call: impl FnMut(Event) + 'static) -> Result<Self, Refused> {
        let window = web_sys::window().ok_or("there is no window")?;
        Self::on(window.into(), event, call)
    }

    /// Listens on a target.
    pub fn on(target: EventTarget, event: &'static str, call: impl FnMut(Event) + 'static) -> Result<Self, Refused> {
        let call = Closure::<dyn FnMut(Event)>::new(call);
        target.add_event_listener_with_callback(event, call.as_ref().unchecked_ref())?;
        Ok(Self { target, event, call })
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // It is gone either way.
        let _ = self.target.remove_event_listener_with_callback(self.event, self.call.as_ref().unchecked_ref());
    }
}

/// Returns a text from the `detail` of a custom event.
pub fn detail(event: &Event, key: &str) -> Option<String> {
    let detail = event.dyn_ref::<CustomEvent>()?.detail();
    js_sys::Reflect::get(&detail, &key.into()).ok()?.as_string()
}
