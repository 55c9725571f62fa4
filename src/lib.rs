//! Shilu 实录: a reader for press-conference transcripts.
//!
//! Data flows one way: bytes → text → [`transcript`] → [`article`], [`export`] → the doors.

pub mod article;
pub mod export;
pub mod import;
pub mod engine;
pub mod messages;
pub mod protocol;
pub mod text;
pub mod transcript;
pub mod view_state;
