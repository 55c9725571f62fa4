//! The clipboard.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::Refused;

/// Puts a text on the clipboard; to be called from a click.
pub async fn write(text: &str) -> Result<(), Refused> {
    let navigator = web_sys::window().ok_or("there is no window")?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into())?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
    let promise: Promise = write.call1(&clipboard, &JsValue::from(text))?.dyn_into()?;
    Ok(JsFuture::from(promise).await.map(drop)?)
}
