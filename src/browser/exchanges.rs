//! Exchanges that are hidden and shown, their entries in the outline, and what opens under their headings.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, Node};

use super::listen::Listener;
use super::{Refused, page};

/// Where a browser can, its own search finds what is hidden so (HTML, § 6.1); where it cannot, it is hidden all the same.
const HIDDEN: &str = "until-found";

/// The id of the words that say of a link that it leads to what is hidden.
const NOTE: &str = "passed-over";

/// Hides the exchanges with these numbers, and shows all others.
pub fn hide(numbers: &[usize]) -> Result<(), Refused> {
    let sections = page::document()?.query_selector_all("#article .exchange")?;
    for n in 0..sections.length() {
        let Some(section) = sections.item(n).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let is_hidden = number(&section).is_some_and(|number| numbers.contains(&number));
        if is_hidden != section.has_attribute("hidden") {
            if is_hidden {
                section.set_attribute("hidden", HIDDEN)?;
            } else {
                section.remove_attribute("hidden")?;
            }
            mark(&section.id(), is_hidden)?;
        }
    }
    Ok(())
}

/// Shows in the outline whether an exchange is hidden.
fn mark(id: &str, is_hidden: bool) -> Result<(), Refused> {
    let Some(link) = page::document()?.query_selector(&["#outline a[href=\"#", id, "\"]"].concat())? else {
        return Ok(());
    };
    link.class_list().toggle_with_force("passed", is_hidden)?;
    if is_hidden {
        link.set_attribute("aria-describedby", NOTE)?;
    } else {
        link.remove_attribute("aria-describedby")?;
    }
    Ok(())
}

/// Shows the exchange that holds an element, where it is hidden; returns its number then.
pub fn show(id: &str) -> Option<usize> {
    reveal(&page::by_id(id)?)
}

fn reveal(element: &Element) -> Option<usize> {
    let section = element.closest(".exchange[hidden]").ok()??;
    // Either way it is no longer meant to be hidden.
    let _ = section.remove_attribute("hidden");
    let _ = mark(&section.id(), false);
    number(&section)
}

fn number(section: &Element) -> Option<usize> {
    section.get_attribute("data-number")?.parse().ok()
}

/// Calls back with the number of an exchange that the browser's own search has found and shows.
pub fn on_found(mut call: impl FnMut(usize) + 'static) -> Result<Listener, Refused> {
    Listener::on(page::html_by_id("article")?.into(), "beforematch", move |event| {
        let found = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(number) = found.as_ref().and_then(reveal) {
            call(number);
        }
    })
}

/// A button that was pressed: in the text, or among the choices.
#[derive(Clone, Debug)]
pub struct Pressed {
    /// What it says in `data-deed`; of a topic in a heading, nothing.
    pub deed: String,
    /// What it says in `data-topics`.
    pub topics: String,
    /// What it says in `data-group`.
    pub group: String,
    /// The number of the exchange that it stands in, or 0.
    pub number: usize,
    /// The id of that exchange.
    pub item: String,
    /// Whether what it opens is open.
    pub is_open: bool,
}

/// Calls back when such a button is pressed.
pub fn on_press(mut call: impl FnMut(Pressed) + 'static) -> Result<Listener, Refused> {
    Listener::on_window("click", move |event: Event| {
        let pressed = || {
            let target = event.target()?.dyn_into::<Element>().ok()?;
            let button = target.closest("button[data-topics]").ok()??;
            let section = button.closest(".exchange").ok()?;
            let said = |name: &str| button.get_attribute(name).unwrap_or_default();
            Some(Pressed {
                deed: said("data-deed"),
                topics: said("data-topics"),
                group: said("data-group"),
                number: section.as_ref().and_then(number).unwrap_or_default(),
                item: section.map(|section| section.id()).unwrap_or_default(),
                is_open: said("aria-expanded") == "true",
            })
        };
        if let Some(pressed) = pressed() {
            call(pressed);
        }
    })
}

/// Puts nodes in the place of what an element holds; one that was in focus is so again, where there is one of its id.
pub fn fill(id: &str, nodes: &[Node]) -> Result<(), Refused> {
    let element = page::html_by_id(id)?;
    let focused = page::focused().filter(|focused| element.contains(Some(focused))).map(|focused| focused.id());
    element.set_text_content(None);
    for node in nodes {
        element.append_child(node)?;
    }
    if let Some(focused) = focused {
        page::focus(&focused);
    }
    Ok(())
}

/// Puts nodes into an element that announces what comes into it; the same words are not announced again.
pub fn announce(id: &str, nodes: &[Node]) -> Result<(), Refused> {
    let words: String = nodes.iter().filter_map(Node::text_content).collect();
    if page::html_by_id(id)?.text_content().as_deref() == Some(&words) {
        return Ok(());
    }
    fill(id, nodes)
}

/// Shows an element, or hides it.
pub fn set_hidden(id: &str, is_hidden: bool) -> Result<(), Refused> {
    let element = page::html_by_id(id)?;
    if element.hidden() != is_hidden {
        element.set_hidden(is_hidden);
    }
    Ok(())
}

/// Brings the topics in the headings to life.
pub fn enable_topics() -> Result<(), Refused> {
    let buttons = page::document()?.query_selector_all("#article .topic[disabled]")?;
    for n in 0..buttons.length() {
        if let Some(button) = buttons.item(n).and_then(|node| node.dyn_into::<Element>().ok()) {
            button.remove_attribute("disabled")?;
            button.set_attribute("aria-expanded", "false")?;
        }
    }
    Ok(())
}

/// Opens a panel under the topics of an exchange, in the place of the one that is open anywhere; `None` only closes it.
pub fn open_panel(item: &str, topics: &str, panel: Option<&Node>) -> Result<(), Refused> {
    let document = page::document()?;
    if let Some(standing) = page::by_id("evidence") {
        standing.remove();
    }
    if let Some(open) = document.query_selector("#article .topic[aria-expanded=\"true\"]")? {
        open.set_attribute("aria-expanded", "false")?;
        open.remove_attribute("aria-controls")?;
    }
    let (Some(panel), Some(section)) = (panel, page::by_id(item)) else { return Ok(()) };
    if let Some(line) = section.query_selector(".topics")? {
        line.after_with_node_1(panel)?;
    }
    let button = section.query_selector(&[".topic[data-topics=\"", topics, "\"]"].concat())?;
    if let Some(button) = button {
        button.set_attribute("aria-expanded", "true")?;
        button.set_attribute("aria-controls", "evidence")?;
    }
    Ok(())
}
