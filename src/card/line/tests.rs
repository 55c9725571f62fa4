//! The rules of line breaking, each with the smallest example.
