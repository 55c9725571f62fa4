//! Lines after CLREQ: a text becomes units, units become lines of a measure. Knows ems; knows no px, no page.

pub mod class;
pub mod unit;
mod words;
pub mod wrap;

#[cfg(test)]
mod tests;

pub use unit::{Kind, Manner, Unit, units};
pub use wrap::{Line, Style, Text};
