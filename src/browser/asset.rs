//! Data that lies beside the page, or, in the one file, inside it: fetched when it is first needed.

use js_sys::{ArrayBuffer, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::Refused;

/// Returns the table of how characters are read; `None` where it cannot be had.
pub async fn pinyin() -> Option<ArrayBuffer> {
    load("pinyin.bin").await.ok()
}

/// Returns the dictionary, unpacked; `None` where it cannot be had.
pub async fn words() -> Option<ArrayBuffer> {
    load("words.bin").await.ok()
}

/// How data comes is the start script's business, because a page and a file differ in it.
async fn load(name: &str) -> Result<ArrayBuffer, Refused> {
    let load: Function = Reflect::get(&js_sys::global(), &"shiluData".into())?.dyn_into()?;
    let promise: Promise = load.call1(&JsValue::UNDEFINED, &name.into())?.dyn_into()?;
    Ok(JsFuture::from(promise).await?.dyn_into()?)
}
