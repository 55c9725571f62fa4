//! Text as such: spans, lines, sentences, scripts. Knows characters, knows no transcript.

pub mod decode;
mod fold;
mod lines;
mod offsets;
mod script;
mod sentences;
mod span;

pub use fold::{fold, fold_onto};
pub use lines::{Line, is_blank, lines, trim};
pub use offsets::Offsets;
pub use script::language;
pub use sentences::{is_han, sentences};
pub use span::Span;
