//! The embed's door.
fn main() {
    shilu::element::start();
}
