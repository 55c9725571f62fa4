//! The page: Leptos views around the article, which they never draw again.
//!
//! Knows the engine's door and the browser's files; how a text is read is none of its business.

mod door;
mod embedding;
mod filtering;
mod finding;
mod kept;
mod linked;
mod opening;
#[allow(unreachable_pub, reason = "the component macro makes every component public")]
mod part;
mod quoting;
mod reader;
mod shelf;
pub mod state;
#[allow(unreachable_pub, reason = "the component macro makes every component public")]
mod view;

use leptos::prelude::*;

use crate::browser::task::{Slice, spawn};
use crate::browser::{Refused, page, panic, source};
use reader::{Reader, report};
use state::session::Session;
use state::{Preferences, State};
use view::page::{PARTS, listen};

/// Starts the page; in a worker, the engine behind it.
pub fn start() {
    panic::install();
    let started = if web_sys::window().is_some() { try_start() } else { door::answer() };
    if let Err(error) = started {
        // A page that cannot start is a page that failed.
        panic::fail(&error.to_string());
    }
}

fn try_start() -> Result<(), Refused> {
    // The program adopts the first as it stands.
    let session = Session::new(source::read()?.into_iter().map(|(_, facts)| facts));
    let state = State { session, preferences: Preferences::read(page::setting), ..State::default() };
    let tools = page::html_by_id("tools")?;
    // Never dropped: what the views share lives as long as the page.
    let owner = Owner::new();
    let reader = owner.with(|| Reader::new(state));
    spawn(async move {
        let mut slice = Slice::default();
        for part in PARTS {
            slice.pause().await;
            part(tools.clone(), reader);
        }
        slice.pause().await;
        owner.with(|| {
            listen(reader);
            report(page::set("app", "ready"));
            reader.begin_reading();
            reader.begin_topics();
        });
        std::mem::forget(owner);
    });
    Ok(())
}
