//! The program of the element `<shilu-transcript>` and of the frame: a conference inside somebody else's page.
//!
//! `assets/embed/element.js` makes the element and hands over its shadow root, the bytes and the attributes; what the
//! reader sees there is drawn here, without Leptos, because every embedding page pays for it. Nothing here reads or writes
//! the address of the page around it, nor anything outside the shadow root.
//!
//! Script and program meet under a symbol that no page uses, and only for a moment.

mod frame;
mod marks;
mod pointing;
mod view;
mod wanted;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Function, Reflect, Symbol, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use crate::browser::Refused;
use crate::browser::decoder::BrowserDecoder;
use crate::embed::conference::Conference;
use crate::messages::opening;
use view::View;
use wanted::ui;

/// Under this symbol the script waits for the program's `open`.
const SYMBOL: &str = "shilu.embed";

/// Hands the script a function `open(root, bytes, name, digest, language, tell)`. It reads the bytes of a file, draws nothing
/// yet and returns a function `set(name, value)`, or throws what a person can read, in the language of the tag.
pub fn start() {
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&info.to_string().into())));
    if let Err(error) = hand_out() {
        web_sys::console::error_1(&error.to_string().into());
    }
}

type Open = dyn FnMut(HtmlElement, ArrayBuffer, String, String, String, Function) -> Result<JsValue, JsValue>;

fn hand_out() -> Result<(), Refused> {
    let take: Function = Reflect::get(&js_sys::global(), &Symbol::for_(SYMBOL))?.dyn_into()?;
    let open = Closure::<Open>::new(open).into_js_value();
    Ok(take.call1(&JsValue::UNDEFINED, &open).map(drop)?)
}

fn open(
    root: HtmlElement,
    bytes: ArrayBuffer,
    name: String,
    digest: String,
    language: String,
    tell: Function,
) -> Result<JsValue, JsValue> {
    let bytes = Uint8Array::new(&bytes).to_vec();
    let conference = Conference::read(&bytes, &name, &digest, &BrowserDecoder)
        .map_err(|error| JsValue::from(opening::unreadable(error).to(ui(Some(&language)))))?;
    let view = View::new(root, conference, tell).map_err(|error| JsValue::from(error.to_string()))?;
    let view = Rc::new(RefCell::new(Some(view)));
    let set = move |name: String, value: Option<String>| {
        if name == "close" {
            // With it go its listeners.
            drop(view.take());
        } else if let Some(view) = &*view.borrow() {
            view.set(&name, value);
        }
    };
    Ok(Closure::<dyn FnMut(String, Option<String>)>::new(set).into_js_value())
}
