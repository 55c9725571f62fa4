//! A file in one of our formats → the transcript it was written from. Knows no file system.
//!
//! What comes in is somebody else's: every span is checked, and a fault is an [`Error`], never a panic.
//! JSON gives the transcript back exactly. XML gives it back up to layout: it keeps no blank space of the source,
//! so the source is set anew, and no page is made to carry an XML parser.

#[cfg(feature = "cli")]
pub mod akn;
mod error;
pub mod json;
mod keys;
#[cfg(feature = "cli")]
mod rebuild;
#[cfg(feature = "cli")]
pub mod tei;

pub use error::Error;
