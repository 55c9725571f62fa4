//! Transcript → a file in a format. One file a format; the doors choose by [`Format`]. Knows no file system.

pub mod akn;
pub mod csv;
pub mod form;
pub mod json;
pub mod jsonld;
pub mod markdown;
pub mod names;
mod pretty;
pub(crate) mod runs;
pub mod tei;
pub mod text;
pub mod topics;
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
    /// A row an exchange, for spreadsheets.
    Csv,
    /// A schema.org article, for search engines.
    Jsonld,
    /// Akoma Ntoso, for parliaments and archives.
    Akn,
    /// TEI in the manner of ParlaMint, for corpora.
    Tei,
}

impl Format {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Self; 7] = [Self::Json, Self::Text, Self::Markdown, Self::Csv, Self::Jsonld, Self::Akn, Self::Tei];

    /// Returns the extension of a file in this format.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Jsonld => "jsonld",
            Self::Akn => "akn.xml",
            Self::Tei => "tei.xml",
        }
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Text => "text/plain;charset=utf-8",
            Self::Markdown => "text/markdown;charset=utf-8",
            Self::Csv => "text/csv;charset=utf-8",
            Self::Jsonld => "application/ld+json",
            Self::Akn => "application/akn+xml",
            Self::Tei => "application/tei+xml",
        }
    }

    /// Writes a transcript in this format.
    pub fn write(self, transcript: &Transcript) -> String {
        match self {
            Self::Json => json::write(transcript),
            Self::Text => text::write(transcript),
            Self::Markdown => markdown::write(transcript),
            Self::Csv => csv::write(transcript),
            Self::Jsonld => jsonld::write(transcript),
            Self::Akn => akn::write(transcript),
            Self::Tei => tei::write(transcript),
        }
    }
}
