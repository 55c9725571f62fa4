//! Search: what Ctrl+F finds, and more, over one conference or a thousand. Knows no screen.
//!
//! Matching is by substring over folded text, so that nothing that stands there is missed; words only rank.

mod corpus;
mod find;
mod pairs;
mod partial;
mod pinyin;
mod query;
mod rank;
mod scan;
mod snippet;
mod text;

pub use corpus::{Corpus, Order, Results, Scope, Wish};
pub use partial::Partial;
pub use pinyin::{Pinyin, Spelled};
pub use query::{Field, Query, Term};
pub use rank::{Boundaries, Hit, Level, WEIGHTS, Weights};
pub use scan::Needle;
pub use snippet::{Key, Row, Snippet, rows, snippet, sort, table};
pub use text::{Part, Place, Text};
