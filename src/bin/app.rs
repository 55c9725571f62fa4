//! The page's door.
fn main() {
    shilu::app::start();
}
