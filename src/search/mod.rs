//! Search: what Ctrl+F finds, and more, over one conference or a thousand. Knows no screen.
//!
//! Matching is by substring over folded text, so that nothing that stands there is missed; words only rank.

pub mod query;
pub mod scan;
pub mod text;

pub use query::{Field, Query, Term};
pub use text::{Part, Place, Text};
