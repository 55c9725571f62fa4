//! Cards: a quotation as a picture, and what such a picture proves. Knows quotations; knows no screen and no file system.

pub mod bundle;
pub mod code;
mod crc;
pub mod metadata;
pub mod png;
pub mod proof;
pub mod verify;

pub use proof::Proof;
