//! The areas of the screen, one file each.

mod concordance;
pub(super) mod evidence;
mod exporting;
pub(super) mod facets;
mod finding;
mod found;
mod leave;
mod library;
mod opening;
pub(super) mod page;
mod settings;
