//! The areas of the screen, one file each.

mod concordance;
mod exporting;
mod finding;
mod found;
mod leave;
mod library;
mod opening;
pub(super) mod page;
mod settings;
