//! The browser, one small file for each Web API. Knows no transcript; every door returns a `Result` or an `Option`.

pub mod address;
pub mod asset;
pub mod build;
pub mod canvas;
pub mod clipboard;
pub mod decoder;
pub mod download;
pub mod drop;
pub mod excerpts;
pub mod exchanges;
pub mod exported;
pub mod fetch;
pub mod files;
pub mod highlight;
pub mod idle;
pub mod listen;
pub mod page;
pub mod panic;
pub mod selection;
pub mod sentences;
pub mod share;
pub mod sheet;
pub mod sight;
pub mod source;
pub mod speech;
pub mod storage;
pub mod store;
pub mod task;
pub mod worker;

/// What a Web API refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser refused: {0}")]
pub struct Refused(String);

impl From<wasm_bindgen::JsValue> for Refused {
    fn from(value: wasm_bindgen::JsValue) -> Self {
        let words = js_sys::Reflect::get(&value, &"message".into()).ok().and_then(|message| message.as_string());
        Self(words.or_else(|| value.as_string()).unwrap_or_default())
    }
}

impl From<&str> for Refused {
    fn from(words: &str) -> Self {
        Self(words.to_owned())
    }
}
