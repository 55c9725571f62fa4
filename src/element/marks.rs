//! Marks in an embed: `<mark>` elements within its shadow root. The CSS Custom Highlight API names its highlights for the
//! whole document, which is not ours.

use web_sys::{Element, Range};

use crate::browser::{Refused, highlight};
use crate::protocol::Mark;

/// Marks places under a class, and nothing else under it.
pub(super) fn show(root: &Element, class: &str, marks: &[Mark]) -> Result<(), Refused> {
    highlight::unwrap_in(root, class)?;
    let ranges: Vec<Range> = marks.iter().filter_map(|mark| range(root, mark)).collect();
    highlight::wrap(class, ranges)
}

/// Returns the element that a mark begins in.
pub(super) fn first(root: &Element, class: &str, nth: usize, marks: &[Mark]) -> Option<Element> {
    // A place that crosses elements has a piece in each: what counts is the place.
    let range = range(root, marks.get(nth)?)?;
    let start = range.start_container().ok()?;
    let parent = start.parent_element()?;
    parent.closest(&["mark.", class].concat()).ok().flatten().or(Some(parent))
}

fn range(root: &Element, mark: &Mark) -> Option<Range> {
    let block = within(root, &mark.block)?;
    highlight::range_in(&block, mark.from, mark.to).ok()
}

/// Returns the element with an id within an embed.
pub(super) fn within(root: &Element, id: &str) -> Option<Element> {
    // Ids of ours need no escape but the dot; any other finds nothing, and breaks nothing.
    let is_ours = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    let selector = ["[id=\"", id, "\"]"].concat();
    if is_ours { root.query_selector(&selector).ok()? } else { None }
}
