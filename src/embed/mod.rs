//! What a conference is inside somebody else's page, and the lines that put it there. Knows no browser; what the reader
//! sees is drawn by `element`.

pub mod conference;
pub mod snippet;
