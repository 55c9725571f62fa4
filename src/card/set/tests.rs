//! Sizes and places.
