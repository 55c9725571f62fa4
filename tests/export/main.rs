//! Every format, on a small transcript made by hand: what is written beside this file is what comes out.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail"
)]

mod json;
mod sample;
mod schema;
mod tables;
mod words;
mod xml;
