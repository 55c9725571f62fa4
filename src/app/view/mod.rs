//! The areas of the screen, one file each.

mod exporting;
mod leave;
mod library;
mod opening;
pub(super) mod page;
mod settings;
