//! The embed's door.
fn main() {
    shilu::embed::start();
}
