//! What the reader presses or selects within an embed, as points of the text's blocks.
//!
//! A selection within a shadow root is told by `getComposedRanges` (Selection API, § composed selection): without it,
//! WebKit says that the body is selected.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, Node, Range};

use crate::browser::page;
use crate::browser::selection::{Selected, words};
use crate::protocol::Point;

/// The paragraphs that somebody says.
const SAID: &str = ".turn > p[id]:not(.label)";
/// What is a sentence that somebody says.
const SENTENCE: &str = ".turn > p:not(.scene) > .s";

/// Returns the class or the reference of what was pressed: the nearest button or link, or a sentence's id.
pub(super) enum Pressed {
    /// A button, by its class names.
    Button(Element),
    /// A link to a place of the text.
    Place(String),
    /// A sentence.
    Sentence(String),
    /// Anything else.
    Nothing,
}

/// Tells what an event happened on.
pub(super) fn pressed(event: &Event) -> Pressed {
    let target = event.composed_path().get(0);
    let Some(target) = element(&target.unchecked_into()) else { return Pressed::Nothing };
    if let Ok(Some(pressed)) = target.closest("button, a, summary, input") {
        let href = pressed.get_attribute("href").unwrap_or_default();
        return match href.strip_prefix('#') {
            Some(id) => Pressed::Place(id.to_owned()),
            None if pressed.tag_name() == "BUTTON" => Pressed::Button(pressed),
            None => Pressed::Nothing,
        };
    }
    match target.closest(SENTENCE) {
        Ok(Some(sentence)) => Pressed::Sentence(sentence.id()),
        _ => Pressed::Nothing,
    }
}

fn element(node: &Node) -> Option<Element> {
    node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())
}

/// Returns the two ends of what is selected within an embed; `None` where nothing of its text is.
pub(super) fn selected(root: &Element) -> Option<(Point, Point)> {
    let range = range(root)?;
    if range.collapsed() || !root.contains(range.common_ancestor_container().ok().as_ref()) {
        return None;
    }
    match words(&range, SAID) {
        Ok(Selected::Words(from, to)) => {
            let [from, to] = [from, to].map(|(block, at)| Point { block, at });
            Some((from, to))
        }
        _ => None,
    }
}

/// Returns what is selected as a range of the embed's own nodes.
fn range(root: &Element) -> Option<Range> {
    let selection = web_sys::window()?.get_selection().ok()??;
    let shadow = root.get_root_node();
    let composed = Reflect::get(&selection, &"getComposedRanges".into()).ok()?;
    let chosen = match composed.dyn_into::<Function>() {
        Ok(composed) => {
            let options = Object::new();
            Reflect::set(&options, &"shadowRoots".into(), &Array::of1(&shadow)).ok()?;
            Array::from(&composed.call1(&selection, &options).ok()?).get(0)
        }
        Err(_) => selection.get_range_at(0).ok()?.into(),
    };
    let get = |name: &str| Reflect::get(&chosen, &name.into()).ok();
    let number = |name: &str| Some(get(name)?.as_f64()? as u32);
    let node = |name: &str| get(name)?.dyn_into::<Node>().ok();
    let range = page::document().ok()?.create_range().ok()?;
    range.set_start(&node("startContainer")?, number("startOffset")?).ok()?;
    range.set_end(&node("endContainer")?, number("endOffset")?).ok()?;
    Some(range)
}
