//! From the packed tree of the page to elements, node by node: no text is ever read as markup.

use web_sys::{Document, Element, Node};

use super::{Refused, page};
use crate::protocol::{Drawing, Reader};

/// Builds the element of a tree.
pub fn build(drawing: &Drawing) -> Result<Node, Refused> {
    node(&page::document()?, &mut Reader::new(&drawing.0))
}

fn node(document: &Document, reader: &mut Reader) -> Result<Node, Refused> {
    let (kind, words) = piece(reader)?;
    let Some(attributes) = kind.checked_sub(1) else { return Ok(document.create_text_node(words).into()) };
    let built: Element = document.create_element(words)?;
    for _ in 0..attributes {
        let (name, value) = (text(reader)?, text(reader)?);
        built.set_attribute(name, value)?;
    }
    for _ in 0..reader.number().ok_or(CUT_OFF)? {
        built.append_child(&node(document, reader)?)?;
    }
    Ok(built.into())
}

const CUT_OFF: &str = "the tree is cut off";

/// Reads what every node begins with.
fn piece<'b>(reader: &mut Reader<'b>) -> Result<(usize, &'b str), Refused> {
    Ok((reader.number().ok_or(CUT_OFF)?, text(reader)?))
}

fn text<'b>(reader: &mut Reader<'b>) -> Result<&'b str, Refused> {
    Ok(reader.text().ok_or(CUT_OFF)?)
}
