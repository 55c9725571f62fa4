//! The areas of the screen, one file each.

pub(super) mod page;
mod settings;
