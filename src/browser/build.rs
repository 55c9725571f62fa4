//! From the tree of the page to elements, node by node: no text is ever read as markup.

use std::borrow::Cow;

use web_sys::{Document, Element};

use super::{Refused, page};
use crate::article::Node;

/// Builds the element of a tree.
pub fn build(node: &Node) -> Result<Element, Refused> {
    match node {
        Node::Element(tag, attributes, children) => element(&page::document()?, tag, attributes, children),
        Node::Text(_) => Err("a text is no element".into()),
    }
}

fn element(
    document: &Document,
    tag: &str,
    attributes: &[(&str, Cow<str>)],
    children: &[Node],
) -> Result<Element, Refused> {
    let built = document.create_element(tag)?;
    for (name, value) in attributes {
        built.set_attribute(name, value)?;
    }
    for child in children {
        match child {
            Node::Text(text) => built.append_child(&document.create_text_node(text))?,
            Node::Element(tag, attributes, children) => {
                built.append_child(&*element(document, tag, attributes, children)?)?
            }
        };
    }
    Ok(built)
}
