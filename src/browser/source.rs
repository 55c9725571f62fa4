//! The texts that the page came with, as they are carried inside it: one, or a list (src/pack.rs writes them).

use js_sys::{Array, Reflect};

use super::{Refused, page};
use crate::protocol::{Document, Facts};

/// Returns the texts and what is known of them, the one that is shown first; none where the page carries no text.
pub fn read() -> Result<Vec<(Document, Facts)>, Refused> {
    let Some(element) = page::by_id("source") else { return Ok(Vec::new()) };
    let value = js_sys::JSON::parse(&element.text_content().unwrap_or_default())?;
    let texts = if Array::is_array(&value) { Array::from(&value) } else { Array::of1(&value) };
    let read = texts.iter().map(|text| {
        let field = |key: &str| Reflect::get(&text, &key.into()).ok()?.as_string();
        let needed = |key: &str| field(key).unwrap_or_default();
        let facts = Facts {
            doc: needed("doc"),
            name: needed("name"),
            title: field("title"),
            date: field("date"),
            exchanges: needed("exchanges").parse().unwrap_or_default(),
        };
        let [digest, encoding] = ["sha256", "encoding"].map(needed);
        (Document { name: needed("name"), text: needed("text"), digest, encoding, url: field("url") }, facts)
    });
    Ok(read.collect())
}
