//! Why a file is not taken in. Knows no format.

use crate::export::form::Points;

/// Why a file is not taken in.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Not JSON.
    #[error("not a shilu/1 document: {0}")]
    Json(#[from] serde_json::Error),
    /// A key of the form is missing or holds another type.
    #[error("not a shilu/1 document: {0} is missing or of another type")]
    Form(&'static str),
    /// Another format, unit or word than the form has.
    #[error("{key}: unknown value {value:?}")]
    Value {
        /// The key.
        key: &'static str,
        /// What it holds.
        value: String,
    },
    /// A span that does not fit where it stands.
    #[error("{place}: the span {span:?} does not fit the text, its neighbours or what holds it")]
    Span {
        /// The key, or the id of the part.
        place: String,
        /// The span, in code points.
        span: Points,
    },
    /// Words that are not those of the source at their span.
    #[error("{place}: the words are not those of the source at their span")]
    Words {
        /// The key, or the id of the part.
        place: String,
    },
    /// An id that does not lead to anything, or stands twice.
    #[error("the id {0:?} is malformed, unknown or stands twice")]
    Id(String),
    /// Not well-formed XML.
    #[cfg(feature = "cli")]
    #[error("not XML: {0}")]
    Xml(#[from] roxmltree::Error),
    /// An element or attribute that must be there.
    #[cfg(feature = "cli")]
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The digest or the length does not fit the text.
    #[error("{0} does not fit source.text")]
    Source(&'static str),
}

/// Asks a table for a word.
pub(super) fn known<T>(key: &'static str, value: &str, table: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
    table(value).ok_or_else(|| Error::Value { key, value: value.to_owned() })
}
