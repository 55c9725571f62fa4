//! The fragment of the address.

use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent, Url, UrlSearchParams};

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
    write(fragment, false)
}

/// Writes a fragment as a step in the history: the way back leads to the one before.
pub fn step(fragment: &str) -> Result<(), Refused> {
    write(fragment, true)
}

fn write(fragment: &str, is_step: bool) -> Result<(), Refused> {
    let window = web_sys::window().ok_or("there is no window")?;
    let (location, history) = (window.location(), window.history()?);
    let hash = if fragment.is_empty() { "" } else { "#" };
    let address = [&location.pathname()?, &location.search()?, hash, fragment].concat();
    let nothing = wasm_bindgen::JsValue::NULL;
    Ok(if is_step {
        history.push_state_with_url(&nothing, "", Some(&address))
    } else {
        history.replace_state_with_url(&nothing, "", Some(&address))
    }?)
}

/// Calls back when a link to a place in the page is followed, with its id; where the call says so, the browser does not
/// follow it.
pub fn on_follow(mut call: impl FnMut(String) -> bool + 'static) -> Result<Listener, Refused> {
    Listener::on_window("click", move |event| {
        let id = || {
            let pressed: &MouseEvent = event.dyn_ref()?;
            let is_plain = pressed.button() == 0 && !pressed.ctrl_key() && !pressed.meta_key() && !pressed.shift_key();
            let target = event.target()?.dyn_into::<Element>().ok()?;
            let link = target.closest(":is(#outline, #article) a[href^=\"#\"]").ok()??;
            let href = link.get_attribute("href").filter(|_| is_plain && !event.default_prevented())?;
            href.strip_prefix('#').filter(|id| !id.is_empty()).map(str::to_owned)
        };
        if id().is_some_and(&mut call) {
            event.prevent_default();
        }
    })
}

/// Returns the page's address on the web without its fragment; a page from a file has none.
pub fn base() -> Option<String> {
    let location = web_sys::window()?.location();
    let is_web = matches!(location.protocol().ok()?.as_str(), "http:" | "https:");
    let address = location.href().ok()?;
    is_web.then(|| address.split('#').next().unwrap_or_default().to_owned())
}

/// Returns an address on the web as a link can begin with it: without its fragment. Anything else is none.
pub fn on_the_web(typed: &str) -> Option<String> {
    let url = Url::new(typed.trim()).ok()?;
    url.set_hash("");
    matches!(url.protocol().as_str(), "http:" | "https:").then(|| url.href())
}

/// Goes to a fragment, as a link would.
pub fn go(fragment: &str) -> Result<(), Refused> {
    let window = web_sys::window().ok_or("there is no window")?;
    Ok(window.location().set_hash(fragment)?)
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
