//! The fragment of the address.

use web_sys::{Url, UrlSearchParams};

use super::Refused;
use super::listen::Listener;

/// Returns the fragment, with its `#` where it has one.
pub fn fragment() -> Result<String, Refused> {
    let window = web_sys::window().ok_or("there is no window")?;
    Ok(window.location().hash()?)
}

/// Takes away what names another transcript, the query and the fragment, without a step in the history.
pub fn clear() -> Result<(), Refused> {
    let window = web_sys::window().ok_or("there is no window")?;
    let bare = window.location().pathname()?;
    Ok(window.history()?.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&bare))?)
}

/// Writes a fragment, without a step in the history; an empty one goes with its `#`.
pub fn replace(fragment: &str) -> Result<(), Refused> {
    let window = web_sys::window().ok_or("there is no window")?;
    let location = window.location();
    let hash = if fragment.is_empty() { "" } else { "#" };
    let address = [&location.pathname()?, &location.search()?, hash, fragment].concat();
    Ok(window.history()?.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address))?)
}

/// A transcript that the address names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// On the page's own origin.
    Own(String),
    /// On another.
    Foreign {
        /// Its whole address.
        address: String,
        /// The server's name, as a person knows it.
        host: String,
    },
    /// Nothing that can be fetched.
    Refused,
}

/// Returns what the query's `src` names, relative to the page.
pub fn source() -> Option<Source> {
    let location = web_sys::window()?.location();
    let query = UrlSearchParams::new_with_str(&location.search().ok()?).ok()?;
    let named = query.get("src").filter(|named| !named.is_empty())?;
    let Ok(url) = Url::new_with_base(&named, &location.href().ok()?) else { return Some(Source::Refused) };
    // A page from a file has no origin that it could read from.
    let can_fetch = [location.protocol().ok()?, url.protocol()].iter().all(|one| one == "http:" || one == "https:");
    url.set_hash("");
    let address = url.href();
    Some(match can_fetch {
        false => Source::Refused,
        true if url.origin() == location.origin().ok()? => Source::Own(address),
        true => Source::Foreign { address, host: url.host() },
    })
}

/// Returns the name of the file that an address ends with; empty where it ends with none.
pub fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    js_sys::decode_uri_component(name).map_or_else(|_| name.to_owned(), String::from)
}

/// Calls back whenever the fragment changes, for as long as the listener lives.
pub fn on_change(mut call: impl FnMut() + 'static) -> Result<Listener, Refused> {
    Listener::on_window("hashchange", move |_| call())
}
