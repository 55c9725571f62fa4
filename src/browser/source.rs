//! The texts that the page came with, as they are carried inside it: one, or a list (src/pack.rs writes them).

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use super::{Refused, page};
use crate::protocol::Document;

/// Returns the texts, the one that is shown first; none where the page carries no text.
pub fn read() -> Result<Vec<Document>, Refused> {
    let Some(element) = page::by_id("source") else { return Ok(Vec::new()) };
    let value = js_sys::JSON::parse(&element.text_content().unwrap_or_default())?;
    let texts = if Array::is_array(&value) { Array::from(&value) } else { Array::of1(&value) };
    texts.iter().map(|text| document(&text)).collect()
}

fn document(text: &JsValue) -> Result<Document, Refused> {
    let field = |key: &str| -> Result<Option<String>, Refused> { Ok(Reflect::get(text, &key.into())?.as_string()) };
    let needed = |key: &str| field(key)?.ok_or_else(|| Refused::from("the carried text is damaged"));
    let (name, text) = (needed("name")?, needed("text")?);
    let [digest, encoding] = [field("sha256")?, field("encoding")?].map(Option::unwrap_or_default);
    Ok(Document { name, text, digest, encoding, url: field("url")? })
}
