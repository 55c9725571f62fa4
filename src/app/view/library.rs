//! The library in the opening sheet: the list of what is kept, and what can be done with it.

use leptos::prelude::*;
use leptos::task::tick;
use web_sys::KeyboardEvent;

use super::opening::told;
use crate::app::part::live;
use crate::app::reader::Reader;
use crate::browser::task::spawn;
use crate::browser::{files, page};
use crate::library::Entry;
use crate::messages::Message;
use crate::messages::library as words;

/// The list, and its tools.
#[component]
pub(super) fn Library(
    /// Whether the sheet is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let reader = Reader::here();
    let shelf = reader.shelf();
    let editing = RwSignal::new(None::<String>);
    let has_none = move || shelf.library.with(|library| library.entries().is_empty());
    let is_empty = move || has_none() && shelf.library.with(|library| library.broken() == 0);
    let keep = move |_| {
        if !reader.is_kept() {
            spawn(reader.keep());
        }
    };
    let undo = move |_| {
        spawn(async move {
            shelf.undo().await;
            tick().await;
            page::focus("library.title");
        });
    };
    view! {
        <section id="library" aria-labelledby="library.title">
            <h2 id="library.title" tabindex="-1">{reader.words(words::LIBRARY)}</h2>
            <button class="deed" id="keep" type="button" aria-disabled=live::words(move || reader.is_kept().to_string()) on:click=keep>
                {live::words(move || reader.say(&if reader.is_kept() { words::KEPT } else { words::KEEP }))}
            </button>
            <p id="library-said">
                <span role="status">{live::words(move || shelf.said.get().map(|said| reader.say(&said)).unwrap_or_default())}</span>
                <button
                    class="deed" id="undo" type="button" on:click=undo
                    hidden=live::flag(move || shelf.library.with(|library| library.undoable() == 0))
                >
                    {reader.words(words::UNDO)}
                </button>
            </p>
            <p class="aside" hidden=live::flag(move || !is_empty())>{reader.words(words::NOTHING_KEPT)}</p>
            <ol id="kept" class="entries" aria-labelledby="library.title">{move || is_open.get().then(|| list(reader, editing))}</ol>
            <p class="aside" hidden=live::flag(move || shelf.library.with(|library| library.broken() == 0))>
                {live::words(move || reader.say(&words::broken(shelf.library.with(|library| library.broken()))))}
            </p>
            <p class="ways">
                <label class="deed">
                    <input
                        class="unseen" type="file" id="import-library" accept=".json"
                        on:change=move |event| reader.read(files::chosen(&event))
                    />
                    {reader.words(words::IMPORT)}
                </label>
                <button
                    class="deed" id="export-library" type="button" hidden=live::flag(has_none)
                    on:click=move |_| spawn(reader.export_library())
                >
                    {reader.words(words::EXPORT)}
                </button>
                <button class="deed" id="remove-all" type="button" hidden=live::flag(is_empty) on:click=move |_| remove(reader, None)>
                    {reader.words(words::REMOVE_ALL)}
                </button>
                <span class="aside" id="used" hidden=live::flag(is_empty)>{live::words(move || reader.say(&words::used(shelf.used.get())))}</span>
            </p>
        </section>
    }
}

fn list(reader: Reader, editing: RwSignal<Option<String>>) -> Vec<impl IntoView> {
    let entries = reader.shelf().library.with(|library| library.entries().to_vec());
    entries.into_iter().enumerate().map(|(n, entry)| line(reader, editing, n, entry)).collect()
}

/// One transcript: opened by its title, which becomes a field while the reader calls it something else.
fn line(reader: Reader, editing: RwSignal<Option<String>>, n: usize, entry: Entry) -> impl IntoView {
    let Entry { record, stored } = entry;
    let title = reader.name(record.shown());
    let mut facts = told(reader, record.date.as_deref(), record.exchanges);
    if !stored {
        facts.push_str(" · ");
        facts.push_str(&reader.say(&words::UNTIL_CLOSED));
    }
    let id = StoredValue::new(["rename-", &n.to_string()].concat());
    let label = |what: &Message| [&reader.say(what), "：", &title].concat();
    let (rename, removal) = (label(&words::RENAME), label(&words::REMOVE));
    let digest = StoredValue::new(record.digest);
    let is_edited = move || editing.with(|edited| edited.as_ref() == Some(&digest.get_value()));
    let shown = title.clone();
    let field = move || is_edited().then(|| view! { <NewTitle editing digest id title=title.clone() /> });
    view! {
        <li>
            {field}
            <button class="entry" type="button" hidden=live::flag(is_edited) on:click=move |_| spawn(reader.open_kept(digest.get_value()))>
                <span class="title">{shown}</span>
                <span class="facts">{facts}</span>
            </button>
            <button
                class="deed rename" id=id.get_value() type="button" aria-label=rename
                on:click=move |_| spawn(async move {
                    editing.set(digest.try_get_value());
                    tick().await;
                    page::focus("new-title");
                })
            >
                {reader.words(words::RENAME)}
            </button>
            <button
                class="deed remove" type="button" aria-label=removal
                on:click=move |_| remove(reader, Some(digest.get_value()))
            >
                {reader.words(words::REMOVE)}
            </button>
        </li>
    }
}

/// The field for another title: Enter or leaving it takes the title, Escape leaves it as it was.
#[component]
fn NewTitle(
    editing: RwSignal<Option<String>>,
    digest: StoredValue<String>,
    id: StoredValue<String>,
    title: String,
) -> impl IntoView {
    let reader = Reader::here();
    let take = move |typed: String| {
        // Escape has been here before, or the list has been drawn anew under the field.
        if editing.get_untracked().is_some()
            && let Some(digest) = digest.try_get_value()
        {
            editing.set(None);
            spawn(reader.shelf().rename(digest, typed));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let is_escape = event.key() == "Escape";
        if event.is_composing() || !is_escape && event.key() != "Enter" {
            return;
        }
        event.prevent_default();
        // The new title draws the list anew, and the button has the same id in it.
        let button = id.get_value();
        if is_escape {
            editing.set(None);
        } else {
            take(event_target_value(&event));
        }
        spawn(async move {
            tick().await;
            page::focus(&button);
        });
    };
    view! {
        <input
            id="new-title" aria-label=reader.words(words::NEW_TITLE) value=title maxlength="200"
            on:blur=move |event| take(event_target_value(&event))
            on:keydown=on_key
        />
    }
}

/// Removes one, or all, and leaves the focus where it can be undone.
fn remove(reader: Reader, digest: Option<String>) {
    spawn(async move {
        reader.shelf().remove(digest).await;
        tick().await;
        page::focus("undo");
    });
}
