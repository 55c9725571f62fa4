//! Topics: the first transcript, the lexicon itself, and how far they agree with a careful reader.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod agreement;
mod first;
mod labels;
mod lexicon;
mod own;
