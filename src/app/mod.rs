//! The page: Leptos views around the article, which they never draw again.
//!
//! Knows the engine's door and the browser's files; how a text is read is none of its business.

#[allow(unreachable_pub, reason = "the component macro makes every component public")]
mod part;
pub mod state;
#[allow(unreachable_pub, reason = "the component macro makes every component public")]
mod view;

use leptos::prelude::*;

use crate::browser::{Refused, page, panic, source};
use crate::engine::Engine;
use crate::protocol::{Request, Response};
use state::{Preferences, State};
use view::page::Page;

/// Starts the page.
pub fn start() {
    panic::install();
    if let Err(error) = try_start() {
        // A page that cannot start is a page that failed.
        panic::fail(&error.to_string());
    }
}

fn try_start() -> Result<(), Refused> {
    let mut engine = Engine::default();
    let (name, text) = source::read()?.unwrap_or_default();
    let Response::Opened(document) = engine.handle(Request::Open { name, text }) else {
        return Err("the engine opened nothing".into());
    };
    if page::attribute("#article > article", "data-doc").as_deref() != Some(document.doc.as_str()) {
        view::page::draw(&mut engine)?;
    }
    let state = State { document, preferences: Preferences::read(page::setting), ..State::default() };
    let tools = page::html_by_id("tools")?;
    leptos::mount::mount_to(tools, move || view! { <Page engine state /> }).forget();
    page::set("app", "ready")
}
