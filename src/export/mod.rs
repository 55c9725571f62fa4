//! Transcript → a file in a format. One file a format; the doors choose by [`Format`]. Knows no file system.

pub mod akn;
pub mod form;
pub mod json;
pub mod markdown;
pub mod names;
mod pretty;
pub(crate) mod runs;
pub mod tei;
pub mod text;
mod xml;

use crate::transcript::Transcript;

/// A format a transcript can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Format {
    /// Everything, as `shilu/1`.
    Json,
    /// The words as shown.
    Text,
    /// The words with headings and bold labels.
    Markdown,
}

impl Format {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Json, Self::Text, Self::Markdown];

    /// Returns the extension of a file in this format.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "txt",
            Self::Markdown => "md",
        }
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Text => "text/plain;charset=utf-8",
            Self::Markdown => "text/markdown;charset=utf-8",
        }
    }

    /// Writes a transcript in this format.
    pub fn write(self, transcript: &Transcript) -> String {
        match self {
            Self::Json => json::write(transcript),
            Self::Text => text::write(transcript),
            Self::Markdown => markdown::write(transcript),
        }
    }
}
