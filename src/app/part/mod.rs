//! Parts that more than one view uses.

pub(super) mod choice;
pub(super) mod live;
pub(super) mod piece;
