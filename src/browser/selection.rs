//! What is selected in the page, as points of the text's blocks: a block's id and UTF-16 units.

use web_sys::{Element, Node, Range, Selection};

use super::{Refused, page};

/// A point: the id of a paragraph, and how many UTF-16 units of its text stand before it.
pub type Point = (String, usize);

/// The paragraphs that somebody says.
const SAID: &str = "#article .turn > p[id]:not(.label)";

/// What is selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selected {
    /// Nothing, or nothing of the text.
    Nothing,
    /// Words from one point to another.
    Words(Point, Point),
    /// Something of the text that nobody says: a heading, a name.
    Other,
}

/// Returns what is selected now.
pub fn selected() -> Selected {
    match range() {
        Ok(Some(range)) => words(&range, SAID).unwrap_or(Selected::Other),
        _ => Selected::Nothing,
    }
}

/// Tells whether anything is selected.
pub fn is_there() -> bool {
    selection().is_ok_and(|selection| !selection.is_collapsed())
}

fn selection() -> Result<Selection, Refused> {
    let window = web_sys::window().ok_or("there is no window")?;
    Ok(window.get_selection()?.ok_or("there is no selection")?)
}

/// Returns the range that is selected, where it has to do with the text.
fn range() -> Result<Option<Range>, Refused> {
    let selection = selection()?;
    if selection.is_collapsed() || selection.range_count() == 0 {
        return Ok(None);
    }
    let range = selection.get_range_at(0)?;
    Ok(range.intersects_node(page::html_by_id("article")?.as_ref())?.then_some(range))
}

/// Returns the words of a range: from the first of its texts in which something is selected to the last. `paragraphs` is
/// the selector of what somebody says.
pub fn words(range: &Range, paragraphs: &str) -> Result<Selected, Refused> {
    let mut texts = Vec::new();
    collect(&range.common_ancestor_container()?, range, &mut texts)?;
    let (Some(first), Some(last)) = (texts.first(), texts.last()) else { return Ok(Selected::Nothing) };
    let (Some(start), Some(end)) = (said(first, paragraphs), said(last, paragraphs)) else {
        return Ok(Selected::Other);
    };
    let at = |block: &Element, node: &Node, offset: u32| -> Result<Point, Refused> {
        let before = page::document()?.create_range()?;
        before.set_start(block, 0)?;
        before.set_end(node, offset)?;
        Ok((block.id(), String::from(before.to_string()).encode_utf16().count()))
    };
    let (node, offset) = (range.start_container()?, range.start_offset()?);
    let from = at(&start, first, if node == *first { offset } else { 0 })?;
    let (node, offset) = (range.end_container()?, range.end_offset()?);
    let to = at(&end, last, if node == *last { offset } else { length(last) })?;
    Ok(Selected::Words(from, to))
}

/// Collects the texts of which a range selects something.
fn collect(node: &Node, range: &Range, texts: &mut Vec<Node>) -> Result<(), Refused> {
    if !range.intersects_node(node)? {
        return Ok(());
    }
    if node.node_type() != Node::TEXT_NODE {
        let children = node.child_nodes();
        return (0..children.length()).filter_map(|n| children.item(n)).try_for_each(|one| collect(&one, range, texts));
    }
    let from = if *node == range.start_container()? { range.start_offset()? } else { 0 };
    let to = if *node == range.end_container()? { range.end_offset()? } else { length(node) };
    if from < to {
        texts.push(node.clone());
    }
    Ok(())
}

fn length(text: &Node) -> u32 {
    text.node_value().map_or(0, |text| u32::try_from(text.encode_utf16().count()).unwrap_or_default())
}

/// Returns the paragraph that a text stands in, where somebody says it.
fn said(text: &Node, paragraphs: &str) -> Option<Element> {
    text.parent_element()?.closest(paragraphs).ok()?
}
