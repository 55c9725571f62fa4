//! Setting a field: the size at which a text fills it, then every character in its place. Knows px; knows no card.

mod place;
mod size;
#[cfg(test)]
mod tests;

pub use place::{Paint, place, swapped};
pub use size::{Block, Room, fit};
