//! localStorage, which a browser may refuse: everything works without it.

use super::Refused;

/// Returns a preference that was kept; where storage is refused, none was.
pub fn kept(key: &str) -> Option<String> {
    web_sys::window()?.local_storage().ok()??.get_item(&format!("shilu.{key}")).ok()?
}

/// Keeps a preference.
pub fn keep(key: &str, value: &str) -> Result<(), Refused> {
    let window = web_sys::window().ok_or("there is no window")?;
    let storage = window.local_storage()?.ok_or("there is no storage")?;
    Ok(storage.set_item(&format!("shilu.{key}"), value)?)
}
