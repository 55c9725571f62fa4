//! Quotations: selectors, the check, suggestions, against the first transcript and the fixtures.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]
#![allow(missing_docs, reason = "the names of tests are sentences")]

mod checks;
mod quotations;
mod selectors;
mod suggestions;
mod texts;
