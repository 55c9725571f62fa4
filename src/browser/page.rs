//! The document that stands: its elements by id, the settings on its root, its title.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

use super::Refused;

/// Returns the document.
pub fn document() -> Result<Document, Refused> {
    let window = web_sys::window().ok_or("there is no window")?;
    Ok(window.document().ok_or("there is no document")?)
}

/// Returns the element with an id.
pub fn by_id(id: &str) -> Option<Element> {
    document().ok()?.get_element_by_id(id)
}

/// Returns the element with an id, as something that can hold a view.
pub fn html_by_id(id: &str) -> Result<HtmlElement, Refused> {
    by_id(id).and_then(|element| element.dyn_into().ok()).ok_or_else(|| format!("no #{id}").as_str().into())
}

/// Returns a `data-` attribute of the root.
pub fn setting(name: &str) -> Option<String> {
    document().ok()?.document_element()?.get_attribute(&format!("data-{name}"))
}

/// Sets a `data-` attribute of the root.
pub fn set(name: &str, value: &str) -> Result<(), Refused> {
    set_attribute(&format!("data-{name}"), value)
}

/// Sets the language of the root.
pub fn set_language(tag: &str) -> Result<(), Refused> {
    set_attribute("lang", tag)
}

fn set_attribute(name: &str, value: &str) -> Result<(), Refused> {
    let root = document()?.document_element().ok_or("there is no root")?;
    Ok(root.set_attribute(name, value)?)
}

/// Sets the window's title.
pub fn set_title(title: &str) -> Result<(), Refused> {
    document()?.set_title(title);
    Ok(())
}

/// Sets the text of an element.
pub fn set_text(id: &str, text: &str) -> Result<(), Refused> {
    html_by_id(id)?.set_text_content(Some(text));
    Ok(())
}

/// Puts an element in the place of the one that a selector finds, or, where there is none, at the end of `parent`.
pub fn put(parent: &str, selector: &str, element: &Element) -> Result<(), Refused> {
    let parent = html_by_id(parent)?;
    match parent.query_selector(selector)? {
        Some(standing) => Ok(standing.replace_with_with_node_1(element)?),
        None => Ok(parent.append_child(element).map(drop)?),
    }
}

/// Returns an attribute of the first element that a selector finds.
pub fn attribute(selector: &str, name: &str) -> Option<String> {
    document().ok()?.query_selector(selector).ok()??.get_attribute(name)
}

/// Moves the class `current` to the element with this id, where it is a sentence or a paragraph.
pub fn mark(id: Option<&str>) -> Result<(), Refused> {
    let standing = document()?.query_selector_all("#article .current")?;
    for n in 0..standing.length() {
        if let Some(element) = standing.item(n).and_then(|node| node.dyn_into::<Element>().ok()) {
            element.class_list().remove_1("current")?;
        }
    }
    match id.and_then(by_id) {
        Some(element) if element.matches("#article .s, #article .turn p")? => {
            Ok(element.class_list().add_1("current")?)
        }
        _ => Ok(()),
    }
}

/// Scrolls to the element with this id, as far as its `scroll-margin` says. Moves no focus.
pub fn scroll_to(id: &str) {
    if let Some(element) = by_id(id) {
        element.scroll_into_view();
    }
}

/// Scrolls to the top.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Marks the link of the outline that leads to an item, and no other.
pub fn mark_link(id: Option<&str>) -> Result<(), Refused> {
    let links = document()?.query_selector_all("#outline a")?;
    for n in 0..links.length() {
        let Some(link) = links.item(n).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let leads_here = id.is_some_and(|id| link.get_attribute("href").is_some_and(|href| href == format!("#{id}")));
        if leads_here {
            link.set_attribute("aria-current", "true")?;
        } else {
            link.remove_attribute("aria-current")?;
        }
    }
    Ok(())
}

/// Writes a warning into the console.
pub fn warn(words: &str) {
    web_sys::console::warn_1(&words.into());
}
