//! The transcript: what a parsed press conference is. Knows the text it came from; knows no screen and no format.

mod model;
mod countries;
pub mod outlets;

pub use countries::country_name;
pub use model::{
    Diagnostic, DiagnosticKind, Event, EventDate, Headline, Item, ItemKind, Paragraph, Repair, RepairKind, Role,
    Source, Speaker, SpeakerKind, Spoken, Transcript, Turn,
};
