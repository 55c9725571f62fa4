//! Reads the JSON that Shilu writes, as far as the page needs it: of a transcript the text and where it came from (the
//! rest follows from the text by reading it again), of a library its records as they stand.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{File, TextDecoder};

use crate::library;
use crate::protocol::Document;

/// What such a file holds.
#[derive(Debug)]
pub enum Exported {
    /// One transcript.
    Transcript(Document),
    /// The records of a library, which anybody may have written.
    Library(Array),
}

/// Tells whether a file may be an exported one.
pub fn may_be(file: &File) -> bool {
    file.name().to_ascii_lowercase().ends_with(".json")
}

/// Returns what the bytes of a file hold; `None` when it is another JSON, or none.
pub fn read(name: String, bytes: &js_sys::ArrayBuffer) -> Option<Exported> {
    let json = TextDecoder::new().ok()?.decode_with_buffer_source(bytes).ok()?;
    let root = JSON::parse(&json).ok()?;
    let get = |of: &JsValue, key: &str| Reflect::get(of, &key.into()).ok();
    let text = |of: &JsValue, key: &str| get(of, key)?.as_string();
    match text(&root, "format")?.as_str() {
        library::FORMAT => {
            let records = get(&root, "records")?;
            Array::is_array(&records).then(|| Exported::Library(records.into()))
        }
        "shilu/1" => {
            let source = get(&root, "source")?;
            Some(Exported::Transcript(Document {
                name,
                text: text(&source, "text")?,
                digest: text(&source, "sha256").unwrap_or_default(),
                encoding: text(&source, "encoding").unwrap_or_default(),
                url: text(&source, "url"),
            }))
        }
        _ => None,
    }
}
