//! A file in one of our formats → the transcript it was written from. Knows no file system.
//!
//! What comes in is somebody else's: every span is checked, and a fault is an [`Error`], never a panic.

pub mod json;

pub use json::Error;
