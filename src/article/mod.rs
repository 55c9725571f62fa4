//! From a transcript to the tree of the page: one markup for prerender, page, one file and embed.

mod node;

pub use node::Node;
