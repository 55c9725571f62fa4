//! The document that stands: its elements by id, the settings on its root, its title.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Document, Element, HtmlElement, HtmlTextAreaElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition,
};

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

/// Returns how long the text of an element is, in UTF-16 units.
pub fn length(id: &str) -> usize {
    by_id(id).and_then(|element| element.text_content()).map_or(0, |text| text.encode_utf16().count())
}

/// Returns what is written in a box.
pub fn value(id: &str) -> String {
    area(id).map(|field| field.value()).unwrap_or_default()
}

/// Returns what is written in a field of one line.
pub fn input_value(id: &str) -> String {
    let field = by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

/// Writes into a box.
pub fn set_value(id: &str, text: &str) {
    if let Some(field) = area(id) {
        field.set_value(text);
    }
}

/// Gives a box the focus and selects what is in it.
pub fn select_area(id: &str) {
    focus(id);
    if let Some(field) = area(id) {
        field.select();
    }
}

fn area(id: &str) -> Option<HtmlTextAreaElement> {
    by_id(id)?.dyn_into().ok()
}

/// Returns what is written in a box, and empties it.
pub fn take_value(id: &str) -> String {
    let text = value(id);
    set_value(id, "");
    text
}

/// Puts an element in the place of the one that a selector finds, or, where there is none, at the end of `parent`.
pub fn put(parent: &str, selector: &str, element: &Node) -> Result<(), Refused> {
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

/// Returns the text of the first element that a selector finds.
pub fn text(selector: &str) -> Option<String> {
    document().ok()?.query_selector(selector).ok()??.text_content()
}

/// Returns how many elements a selector finds.
pub fn count(selector: &str) -> usize {
    let found = document().ok().and_then(|document| document.query_selector_all(selector).ok());
    found.map_or(0, |found| found.length() as usize)
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

/// Scrolls to the element with this id where it is out of view, and no further than needed.
pub fn keep_in_view(id: &str) {
    if let Some(element) = by_id(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Gives an element the focus.
pub fn focus(id: &str) {
    if let Ok(element) = html_by_id(id) {
        // Where it cannot be focused, the focus stays.
        let _ = element.focus();
    }
}

/// Returns the element that has the focus, where it is more than the page itself.
pub fn focused() -> Option<HtmlElement> {
    document().ok()?.active_element()?.dyn_into().ok().filter(|element: &HtmlElement| element.tag_name() != "BODY")
}

/// Tells whether the focus is in a field that takes letters.
pub fn is_typing() -> bool {
    focused().is_some_and(|element| element.matches("input, textarea, select, [contenteditable]").unwrap_or(false))
}

/// Tells whether the focus is within an element.
pub fn is_within(id: &str) -> bool {
    focused().zip(by_id(id)).is_some_and(|(element, outer)| outer.contains(Some(&element)))
}

/// Tells whether something lies over the page that Escape puts away.
pub fn is_covered() -> bool {
    count("dialog[open], :popover-open") > 0
}

/// Moves the focus within a toolbar as a key says (ARIA Authoring Practices, toolbar); false where it says nothing.
pub fn rove(id: &str, key: &str) -> bool {
    let Ok(tools) =
        document().and_then(|document| Ok(document.query_selector_all(&["#", id, " button:not([hidden])"].concat())?))
    else {
        return false;
    };
    let tools: Vec<HtmlElement> = (0..tools.length()).filter_map(|n| tools.item(n)?.dyn_into().ok()).collect();
    let at = tools.iter().position(|tool| Some(tool) == focused().as_ref()).unwrap_or_default();
    let next = match key {
        "ArrowRight" => (at + 1) % tools.len().max(1),
        "ArrowLeft" => at.checked_sub(1).unwrap_or(tools.len().saturating_sub(1)),
        "Home" => 0,
        "End" => tools.len().saturating_sub(1),
        _ => return false,
    };
    for (n, tool) in tools.iter().enumerate() {
        tool.set_tab_index(if n == next { 0 } else { -1 });
        if n == next {
            // A tool that is shown takes the focus.
            let _ = tool.focus();
        }
    }
    true
}

/// Takes the focus from who has it.
pub fn blur() {
    if let Some(element) = focused() {
        // Else it stays where it is.
        let _ = element.blur();
    }
}

/// Gives a field the focus and selects what is in it.
pub fn focus_and_select(id: &str) {
    focus(id);
    if let Some(field) = by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        field.select();
    }
}

/// Shows a dialog over the page.
pub fn show_dialog(id: &str) {
    if let Some(dialog) = by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
        // One that is shown already stays so.
        let _ = dialog.show_modal();
    }
}

/// Puts a dialog away.
pub fn close_dialog(id: &str) {
    if let Some(dialog) = by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
        dialog.close();
    }
}

/// Tells whether the page has not been scrolled yet.
pub fn is_at_top() -> bool {
    web_sys::window().and_then(|window| window.scroll_y().ok()).is_none_or(|top| top < 1.0)
}

/// Returns the block that is read now: the first whose end lies below the line of sight. `None` at the top of the page.
pub fn block_in_sight() -> Option<String> {
    let window = web_sys::window()?;
    let height = window.inner_height().ok()?.as_f64()?;
    if window.scroll_y().ok()? < height / 2.0 {
        return None;
    }
    let blocks = document().ok()?.query_selector_all("#article .turn > p[id]").ok()?;
    let blocks = (0..blocks.length()).filter_map(|n| blocks.item(n)?.dyn_into::<Element>().ok());
    let is_ahead = |block: &Element| block.get_bounding_client_rect().bottom() > height * SIGHT;
    blocks.into_iter().find(is_ahead).map(|block| block.id())
}

/// Returns where the block that is read now stands on the screen, for [`hold`]. `None` where the browser itself keeps it
/// there when the text is set anew.
pub fn in_sight() -> Option<(String, f64)> {
    let css = Reflect::get(&js_sys::global(), &"CSS".into()).ok()?;
    let supports: Function = Reflect::get(&css, &"supports".into()).ok()?.dyn_into().ok()?;
    if supports.call2(&css, &"overflow-anchor".into(), &"auto".into()).ok()?.is_truthy() {
        return None;
    }
    standing()
}

/// Returns the same in every browser: what is written anew beside the text may push it, too.
pub fn standing() -> Option<(String, f64)> {
    let block = block_in_sight()?;
    let top = by_id(&block)?.get_bounding_client_rect().top();
    Some((block, top))
}

/// Scrolls, before the next picture is drawn, so that a block stands where it stood. Not at once: WebKit brings the caret
/// of a field into view after each key, and would look for it where the page was.
pub fn hold((block, top): (String, f64)) {
    let scroll = Closure::once_into_js(move || {
        if let (Some(window), Some(block)) = (web_sys::window(), by_id(&block)) {
            window.scroll_by_with_x_and_y(0.0, block.get_bounding_client_rect().top() - top);
        }
    });
    if let Some(window) = web_sys::window() {
        // A page that draws no more needs not be held.
        let _ = window.request_animation_frame(scroll.unchecked_ref());
    }
}

/// Where the line of sight is, as a part of the window's height.
const SIGHT: f64 = 0.2;

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
