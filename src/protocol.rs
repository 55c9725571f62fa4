//! What page and engine say to each other. Plain data: the same through a worker's message as through a call.

use crate::article::Node;

/// What the page asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Reads a text and keeps it open in place of the one before.
    Open {
        /// The name of the file, or what the reader calls it.
        name: String,
        /// The decoded text.
        text: String,
    },
    /// Draws the open transcript.
    Draw,
}

/// What the engine answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Response {
    /// A text was read.
    Opened(Document),
    /// The trees of the open transcript.
    Drawn {
        /// The `<article>`.
        article: Node,
        /// The `<ol>` of the outline.
        outline: Node,
    },
    /// Nothing is open.
    Nothing,
}

/// What the page knows of an open transcript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its name in addresses: the first 8 hexadecimal digits of its source's SHA-256.
    pub doc: String,
    /// The name of its file.
    pub name: String,
    /// Its headline, where it has one.
    pub title: Option<String>,
    /// How many exchanges it has.
    pub exchanges: usize,
}
