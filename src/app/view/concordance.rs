//! Keywords in context: all hits under one another, aligned on the keyword.

use leptos::prelude::*;

use crate::app::part::live::words;
use crate::app::reader::Reader;
use crate::browser::task::spawn;
use crate::browser::{clipboard, page};
use crate::messages::finding as say;
use crate::protocol::{KEYS, Row};
use crate::search::Key;

/// The dialog with the rows.
#[component]
pub(super) fn Concordance() -> impl IntoView {
    let reader = Reader::here();
    let rows = reader.finder().rows;
    let key = move || rows.with(|rows| rows.as_ref().map_or(Key::Right, |(_, key)| *key));
    let is_copied = RwSignal::new(false);
    let copy = move |_| {
        let text = rows.with_untracked(|rows| rows.as_ref().map(|(rows, _)| tabbed(rows)).unwrap_or_default());
        spawn(async move { is_copied.set(clipboard::write(&text).await.is_ok()) });
    };
    view! {
        <dialog id="concordance" aria-labelledby="concordance.title" on:close=move |_| rows.set(None)>
            <p class="ways">
                <span id="concordance.title" class="title">{reader.words(say::CONCORDANCE)}</span>
                <span class="scope" role="group" aria-label=reader.words(say::SORTED)>
                    {KEYS.into_iter().map(|one| view! {
                        <button
                            type="button" aria-pressed=words(move || (key() == one).to_string())
                            on:click=move |_| reader.concordance(one)
                        >
                            {reader.words(say::key(one))}
                        </button>
                    }).collect_view()}
                </span>
                <button class="deed" id="copy-rows" type="button" on:click=copy>
                    {words(move || reader.say(&if is_copied.get() { say::COPIED } else { say::COPY }))}
                </button>
                <button class="deed" id="save-rows" type="button" on:click=move |_| reader.save_table(key())>
                    {reader.words(say::TABLE)}
                </button>
                <button class="deed" id="close-rows" type="button" on:click=move |_| page::close_dialog("concordance")>
                    {reader.words(say::CLOSE)}
                </button>
            </p>
            <ol id="rows">{move || {
                is_copied.set(false);
                rows.with(|rows| rows.as_ref().map(|(rows, _)| rows.iter().map(|one| row(reader, one)).collect::<Vec<_>>()))
            }}</ol>
        </dialog>
    }
}

fn row(reader: Reader, row: &Row) -> AnyView {
    let [left, keyword, right] = row.words.clone();
    let (n, mark) = (row.n, row.mark.clone());
    let who = [row.speaker.as_str(), " ", &row.date].concat();
    view! {
        <li>
            <button type="button" on:click=move |_| {
                page::close_dialog("concordance");
                reader.go_to_line(n, mark.clone());
            }>
                <span class="left"><bdi>{left}</bdi></span>
                <mark>{keyword}</mark>
                <span class="right">{right}</span>
                <span class="who">{who}</span>
            </button>
        </li>
    }
    .into_any()
}

/// Writes rows with tabs between their parts, as a spreadsheet takes them.
fn tabbed(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        let [left, keyword, right] = &row.words;
        for part in [&row.date, &row.speaker, left, keyword, right] {
            // What a spreadsheet would take for a formula becomes a text.
            if part.starts_with(['=', '+', '-', '@'].as_slice()) {
                text.push('\'');
            }
            text.push_str(&part.replace(['\t', '\n'].as_slice(), " "));
            text.push('\t');
        }
        text.pop();
        text.push('\n');
    }
    text
}
