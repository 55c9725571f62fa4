//! Hands a text out as a file.

use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::{Refused, page};

/// Lets the reader keep a text as a file.
pub fn save(name: &str, media_type: &str, text: &str) -> Result<(), Refused> {
    save_blob(name, &blob(media_type, text)?)
}

/// Lets the reader keep what a blob holds as a file.
pub fn save_blob(name: &str, blob: &Blob) -> Result<(), Refused> {
    let address = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = page::document()?.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The download has begun, and holds the blob itself.
    Ok(Url::revoke_object_url(&address)?)
}

/// Makes what holds bytes of a type.
pub fn bytes(media_type: &str, bytes: &[u8]) -> Result<Blob, Refused> {
    let bag = BlobPropertyBag::new();
    bag.set_type(media_type);
    let bytes = js_sys::Uint8Array::from(bytes);
    Ok(Blob::new_with_u8_array_sequence_and_options(&js_sys::Array::of1(&bytes), &bag)?)
}

/// Makes what holds a text of a type.
pub fn blob(media_type: &str, text: &str) -> Result<Blob, Refused> {
    let bag = BlobPropertyBag::new();
    bag.set_type(media_type);
    Ok(Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &bag)?)
}
