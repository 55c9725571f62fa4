//! Shilu 实录: a reader for press-conference transcripts.
//!
//! Data flows one way: bytes → text → [`transcript`] → [`article`], [`export`] → the doors.

pub mod article;
pub mod text;
pub mod transcript;
