//! The transcript: what a parsed press conference is. Knows the text it came from; knows no screen and no format.

mod build;
mod countries;
mod dates;
mod frame;
mod furniture;
mod labels;
mod markup;
mod model;
pub mod outlets;
mod paragraphs;
mod parse;
mod voices;
mod words;

pub use countries::{country_name, country_names};
pub use model::{
    Diagnostic, DiagnosticKind, Event, EventDate, Headline, Item, ItemKind, Paragraph, Repair, RepairKind, Role,
    Source, Speaker, SpeakerKind, Spoken, Transcript, Turn,
};
#[cfg(feature = "cli")]
pub(crate) use parse::diagnose;
pub use parse::parse;
