//! Opening: the button in the bar, and the sheet with every way to open a transcript and the list of those open.

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::library::Library;
use crate::app::part::live::{flag, words};
use crate::app::reader::Reader;
use crate::browser::{files, page, sheet};
use crate::library::day;
use crate::messages::{self, opening};
use crate::protocol::Facts;

/// The button, the sheet, and what shows while files hover or are read.
#[component]
pub(super) fn Opening() -> impl IntoView {
    let reader = Reader::here();
    // The lists may be long: they are drawn when they are looked at.
    let is_open = RwSignal::new(false);
    view! {
        <button class="tool" id="open" type="button" popovertarget="opening" on:click=move |_| reader.look()>{reader.words(opening::OPEN)}</button>
        <div
            id="opening" popover="auto" role="group" aria-labelledby="open"
            // There before it is seen, and gone after: the focus must find its way back.
            on:beforetoggle=move |event| if sheet::opens(&event) { is_open.set(true) }
            on:toggle=move |event| is_open.set(sheet::opens(&event))
        >
            <p class="ways">
                <Field folder=false />
                <Field folder=true />
            </p>
            <p class="aside">{reader.words(opening::DROP)}</p>
            <form on:submit=move |event| {
                event.prevent_default();
                reader.paste(page::take_value("paste"));
            }>
                <label for="paste">{reader.words(opening::PASTE)}</label>
                <textarea id="paste" rows="4" spellcheck="false"></textarea>
                <button class="deed" id="open-pasted" type="submit">{reader.words(opening::OPEN_PASTED)}</button>
            </form>
            <p id="opening-said"></p>
            <h2 id="listed.title">{reader.words(opening::LISTED)}</h2>
            <ol id="listed" class="entries" aria-labelledby="listed.title">{move || is_open.get().then(|| list(reader))}</ol>
            <Library is_open />
        </div>
        <p id="release" aria-hidden="true">{reader.words(opening::RELEASE)}</p>
        <p id="heard" class="unseen" role="status"></p>
        <div id="progress" hidden=flag(move || reader.progress().1 < 2)>
            <p>{words(move || { let (done, total) = reader.progress(); reader.say(&opening::reading(done, total)) })}</p>
            <button class="deed" id="cancel" type="button" on:click=move |_| reader.cancel()>
                {reader.words(opening::CANCEL)}
            </button>
        </div>
    }
}

/// A field for files, as its label shows it.
#[component]
fn Field(folder: bool) -> impl IntoView {
    let reader = Reader::here();
    view! {
        <label class="deed">
            <input
                class="unseen"
                type="file"
                id=if folder { "folder" } else { "files" }
                multiple=true
                {..custom_attribute("webkitdirectory", folder.then_some(""))}
                on:change=move |event| reader.read(files::chosen(&event))
            />
            {reader.words(if folder { opening::FOLDER } else { opening::FILES })}
        </label>
    }
}

fn list(reader: Reader) -> Vec<impl IntoView> {
    let (listed, shown) = reader.listed();
    let entry = |(n, facts): (usize, Facts)| {
        let title = reader.title(&facts);
        view! {
            <li>
                <button class="entry" type="button" aria-current=(n == shown).then_some("true") on:click=move |_| reader.show(n)>
                    <span class="title">{title}</span>
                    <span class="facts">{words(move || told(reader, facts.date.as_deref(), facts.exchanges as u64))}</span>
                </button>
            </li>
        }
    };
    listed.into_iter().enumerate().map(entry).collect()
}

/// Returns date and number of questions, as far as there are any.
pub(super) fn told(reader: Reader, date: Option<&str>, exchanges: u64) -> String {
    let date = date.and_then(day).map(|day| reader.say(&messages::date(day)));
    let count = reader.say(&messages::exchanges(usize::try_from(exchanges).unwrap_or(usize::MAX)));
    date.map_or(count.clone(), |date| [&date, " · ", &count].concat())
}
