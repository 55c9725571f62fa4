//! The page's door (and its worker's).
fn main() {}
