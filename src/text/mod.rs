//! Text as such: spans, lines, sentences, scripts. Knows characters, knows no transcript.

pub mod decode;
mod offsets;
mod span;

pub use offsets::Offsets;
pub use span::Span;
