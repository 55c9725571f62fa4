//! The fragment of the address.

use super::Refused;
use super::listen::Listener;

/// Returns the fragment, with its `#` where it has one.
pub fn fragment() -> Result<String, Refused> {
    let window = web_sys::window().ok_or("there is no window")?;
    Ok(window.location().hash()?)
}

/// Takes the fragment away without a step in the history.
pub fn clear() -> Result<(), Refused> {
    let window = web_sys::window().ok_or("there is no window")?;
    let location = window.location();
    let bare = format!("{}{}", location.pathname()?, location.search()?);
    Ok(window.history()?.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&bare))?)
}

/// Calls back whenever the fragment changes, for as long as the listener lives.
pub fn on_change(mut call: impl FnMut() + 'static) -> Result<Listener, Refused> {
    Listener::on_window("hashchange", move |_| call())
}
