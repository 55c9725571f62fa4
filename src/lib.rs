//! Shilu 实录: a reader for press-conference transcripts.
//!
//! Data flows one way: bytes → text → [`transcript`] → [`article`], [`export`] → the doors.

#[cfg(feature = "app")]
pub mod app;
pub mod article;
#[cfg(feature = "browser")]
pub mod browser;
pub mod card;
#[cfg(feature = "embed")]
pub mod element;
pub mod embed;
pub mod engine;
pub mod export;
pub mod import;
pub mod library;
pub mod messages;
mod order;
pub mod pack;
pub mod protocol;
pub mod quotes;
pub mod search;
pub mod survey;
pub mod text;
pub mod topics;
pub mod transcript;
pub mod view_state;
pub mod words;
