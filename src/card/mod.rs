//! Cards: a quotation set as a good printer would, as a picture that can be checked. Knows typography and quotations;
//! knows no browser, no font file, and no words but those of a quotation.
//!
//! [`matter`] takes the words out of a transcript, [`compose()`] sets them after a [`design`] into a [`sheet`], and
//! everything that is drawn comes from that. What a picture [carries](proof) is [judged](verify) by transcripts.

pub mod bundle;
pub mod code;
pub mod compose;
mod crc;
pub mod design;
pub mod face;
pub mod line;
pub mod matter;
pub mod metadata;
pub mod png;
pub mod proof;
pub mod set;
pub mod sheet;
pub mod svg;
pub mod verify;

pub use compose::{TooLong, compose};
pub use design::Design;
pub use matter::Matter;
pub use proof::Proof;
pub use sheet::Sheet;
