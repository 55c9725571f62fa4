//! Marks in the text that stand beside its nodes: the CSS Custom Highlight API; where there is none, `<mark>` elements.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Range, TreeWalker};

use super::{Refused, page};

/// Text nodes only (DOM Standard, § 6.2).
const SHOW_TEXT: u32 = 4;

/// A place in the page: a block's id, and the beginning and the end in its text, in UTF-16 units.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    /// The id of the block.
    pub block: &'p str,
    /// The beginning.
    pub from: usize,
    /// The end.
    pub to: usize,
}

/// Marks places under a name, and nothing else under it. Where a place is not in the page, it is passed over.
pub fn show<'p>(name: &str, places: impl Iterator<Item = Place<'p>>) -> Result<(), Refused> {
    let ranges = places.filter_map(|place| range(place).ok());
    let global = js_sys::global();
    let css = Reflect::get(&global, &"CSS".into())?;
    let registry = Reflect::get(&css, &"highlights".into())?;
    if registry.is_undefined() {
        // What stands goes first: ranges do not survive that the nodes they begin in are moved.
        unwrap_in(&page::document()?.document_element().ok_or("there is no root")?, name)?;
        return wrap(name, ranges.collect());
    }
    let ranges: Array = ranges.collect();
    let call = |method: &str, arguments: &Array| -> Result<JsValue, Refused> {
        let method: Function = Reflect::get(&registry, &method.into())?.dyn_into()?;
        Ok(method.apply(&registry, arguments)?)
    };
    if ranges.length() == 0 {
        return call("delete", &Array::of1(&name.into())).map(drop);
    }
    let make: Function = Reflect::get(&global, &"Highlight".into())?.dyn_into()?;
    call("set", &Array::of2(&name.into(), &Reflect::construct(&make, &ranges)?)).map(drop)
}

/// Scrolls to a place, unless it is in view: below the bar and above what lies over the foot of the window.
pub fn reveal(place: Place<'_>) -> Result<(), Refused> {
    let range = range(place)?;
    let window = web_sys::window().ok_or("there is no window")?;
    let height = window.inner_height()?.as_f64().unwrap_or_default();
    let rect = range.get_bounding_client_rect();
    if rect.top() < height * 0.12 || rect.bottom() > height * 0.5 {
        window.scroll_by_with_x_and_y(0.0, rect.top() - height * 0.3);
    }
    Ok(())
}

/// Scrolls a place out from under a sheet that lies over the foot of the window, where it does.
pub fn uncover(place: Place<'_>, sheet: &str) -> Result<(), Refused> {
    let (rect, sheet) = (range(place)?.get_bounding_client_rect(), page::html_by_id(sheet)?.get_bounding_client_rect());
    let over = rect.bottom() - sheet.top();
    // What stands beside the text begins above it.
    if over > 0.0
        && sheet.left() < rect.right()
        && let Some(window) = web_sys::window()
    {
        window.scroll_by_with_x_and_y(0.0, over + rect.height());
    }
    Ok(())
}

/// Returns where on the screen a place begins: CSS px from the window's top.
pub fn top(place: Place<'_>) -> Option<f64> {
    Some(range(place).ok()?.get_bounding_client_rect().top())
}

/// Returns a place as a range of the page's nodes.
fn range(place: Place<'_>) -> Result<Range, Refused> {
    range_in(&page::by_id(place.block).ok_or("the place is not in the page")?, place.from, place.to)
}

/// Returns what stands in an element from one UTF-16 unit of its text to another.
pub fn range_in(block: &Element, from: usize, to: usize) -> Result<Range, Refused> {
    let document = page::document()?;
    let walker = document.create_tree_walker_with_what_to_show(block, SHOW_TEXT)?;
    let range = document.create_range()?;
    let (node, at) = find(&walker, 0, from, false)?;
    range.set_start(&node, at)?;
    walker.set_current_node(block);
    let (node, at) = find(&walker, 0, to, true)?;
    range.set_end(&node, at)?;
    Ok(range)
}

/// Goes on to the text that holds a position: one at a seam is the end of what is before it, or the beginning of what
/// comes after it.
fn find(walker: &TreeWalker, mut before: usize, at: usize, is_end: bool) -> Result<(Node, u32), Refused> {
    while let Some(node) = walker.next_node()? {
        let length = node.node_value().map_or(0, |text| text.encode_utf16().count());
        let end = before + length;
        if at < end || is_end && at == end {
            return Ok((node, u32::try_from(at - before).unwrap_or_default()));
        }
        before = end;
    }
    Err("the place is beyond the text".into())
}

/// Takes away the elements under a name within another; what they hold stays.
pub fn unwrap_in(root: &Element, name: &str) -> Result<(), Refused> {
    let standing = root.query_selector_all(&["mark.", name].concat())?;
    for mark in (0..standing.length()).filter_map(|n| standing.item(n)?.dyn_into::<Element>().ok()) {
        let parent = mark.parent_node();
        while let Some(child) = mark.first_child() {
            mark.before_with_node_1(&child)?;
        }
        mark.remove();
        if let Some(parent) = parent {
            parent.normalize();
        }
    }
    Ok(())
}

/// Wraps what ranges show in elements.
pub fn wrap(name: &str, ranges: Vec<Range>) -> Result<(), Refused> {
    let document = page::document()?;
    let surround = |range: &Range| -> Result<(), Refused> {
        let mark = document.create_element("mark")?;
        mark.set_class_name(name);
        Ok(range.surround_contents(&mark)?)
    };
    // From the last to the first: what is wrapped moves only what comes after it.
    for range in ranges.iter().rev() {
        if surround(range).is_err() {
            // One that ends in another element than it began in is wrapped piece by piece.
            for piece in pieces(range)?.iter().rev() {
                surround(piece)?;
            }
        }
    }
    Ok(())
}

/// Cuts a range into what it has of each text.
fn pieces(range: &Range) -> Result<Vec<Range>, Refused> {
    let document = page::document()?;
    let (first, last) = (range.start_container()?, range.end_container()?);
    let root = range.common_ancestor_container()?;
    let walker = document.create_tree_walker_with_what_to_show(&root, SHOW_TEXT)?;
    walker.set_current_node(&first);
    let mut pieces = Vec::new();
    let mut next = Some(first.clone());
    while let Some(node) = next {
        let piece = document.create_range()?;
        piece.select_node_contents(&node)?;
        if node == first {
            piece.set_start(&node, range.start_offset()?)?;
        }
        if node == last {
            piece.set_end(&node, range.end_offset()?)?;
        }
        pieces.push(piece);
        next = if node == last { None } else { walker.next_node()? };
    }
    Ok(pieces)
}
