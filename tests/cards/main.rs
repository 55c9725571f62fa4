//! Cards: every sentence of the first transcript and many of the corpus, set in every format and both directions; and
//! golden pictures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]
#![allow(missing_docs, reason = "the names of tests are sentences")]

mod corpus;
mod first;
mod golden;
mod judge;
mod wild;
