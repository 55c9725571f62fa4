//! The text that the page was printed from, as it is carried inside the page.

use super::{Refused, page};

/// Returns name and text; `None` where the page carries no text.
pub fn read() -> Result<Option<(String, String)>, Refused> {
    let Some(element) = page::by_id("source") else { return Ok(None) };
    let value = js_sys::JSON::parse(&element.text_content().unwrap_or_default())?;
    let field = |key: &str| -> Result<String, Refused> {
        js_sys::Reflect::get(&value, &key.into())?.as_string().ok_or_else(|| "the carried text is damaged".into())
    };
    Ok(Some((field("name")?, field("text")?)))
}
