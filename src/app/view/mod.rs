//! The areas of the screen, one file each.

mod aloud;
mod checking;
mod collecting;
mod concordance;
mod embedding;
pub(super) mod evidence;
mod exporting;
pub(super) mod facets;
mod finding;
mod found;
mod hand;
mod leave;
mod library;
mod opening;
pub(super) mod page;
mod settings;
mod studio;
