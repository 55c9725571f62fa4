//! The sentences of the text as they stand in the page: which one was pressed, which comes next, what it says.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, Node};

use super::page;

/// What is a sentence that somebody says.
const SENTENCES: &str = "#article .turn > p:not(.scene) > .s";

/// What does something of its own when it is pressed.
const PRESSED: &str = "a, button, summary, label, input";

/// Returns the sentence that an event happened on; none where something else is pressed there.
pub fn at(event: &Event) -> Option<String> {
    let target: Element = event.target()?.dyn_into().ok()?;
    if target.closest(PRESSED).ok()?.is_some() {
        return None;
    }
    let sentence = target.closest(SENTENCES).ok()??;
    Some(sentence.id())
}

/// Returns all sentences, in order.
fn all() -> Vec<Element> {
    let found = page::document().and_then(|document| Ok(document.query_selector_all(SENTENCES)?));
    let Ok(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|n| found.item(n)?.dyn_into().ok()).collect()
}

/// Returns the sentence after another, or before it.
pub fn beside(id: &str, back: bool) -> Option<String> {
    let all = all();
    let at = all.iter().position(|sentence| sentence.id() == id)?;
    let next = if back { at.checked_sub(1)? } else { at + 1 };
    all.get(next).map(Element::id)
}

/// Returns the first sentence of a block; without one, of the text.
pub fn first(block: Option<&str>) -> Option<String> {
    let is_in = |sentence: &&Element| {
        block.is_none_or(|block| page::by_id(block).is_some_and(|block| block.contains(Some(sentence))))
    };
    all().iter().find(is_in).map(Element::id)
}

/// Tells whether two sentences stand in one turn.
pub fn are_in_one_turn(one: &str, other: &str) -> bool {
    turn(one).is_some_and(|turn| Some(turn) == self::turn(other))
}

/// Returns the turn that a sentence stands in.
pub fn turn(id: &str) -> Option<String> {
    Some(page::by_id(id)?.closest(".turn").ok()??.id())
}

/// Tells whether a sentence comes after another.
pub fn is_after(one: &str, other: &str) -> bool {
    let (Some(one), Some(other)) = (page::by_id(one), page::by_id(other)) else { return false };
    one.compare_document_position(&other) & Node::DOCUMENT_POSITION_PRECEDING != 0
}

/// Returns sentences and their words, stage directions stepped over: from the one with this id on, or all of a turn.
pub fn words(from: Option<&str>, turn: Option<&str>) -> Vec<(String, String)> {
    let is_before = |sentence: &Element| from.is_some_and(|from| sentence.id() != from);
    let all = all().into_iter().skip_while(is_before);
    let is_in = |sentence: &Element| {
        turn.is_none_or(|turn| sentence.id().strip_prefix(turn).is_some_and(|rest| rest.starts_with('.')))
    };
    all.filter(is_in).map(|sentence| (sentence.id(), spoken(&sentence))).collect()
}

/// Returns what is said of a sentence.
fn spoken(sentence: &Element) -> String {
    let nodes = sentence.child_nodes();
    let is_note = |node: &Node| node.dyn_ref::<Element>().is_some_and(|one| one.class_list().contains("scene"));
    let said = (0..nodes.length()).filter_map(|n| nodes.item(n)).filter(|node| !is_note(node));
    said.filter_map(|node| node.text_content()).collect()
}
