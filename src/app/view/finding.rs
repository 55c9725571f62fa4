//! The search in the bar: the field, the count, and the way from hit to hit.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::app::part::live::{flag, words};
use crate::app::reader::Reader;
use crate::messages::finding;

/// The field and its tools; on a phone a button in the dock brings them.
#[component]
pub(super) fn Finding() -> impl IntoView {
    let reader = Reader::here();
    let finder = reader.finder();
    let is_idle = move || !finder.is_wanted();
    let position = move || {
        let (at, count) = finder.position.get();
        [&at.to_string(), " / ", &count.to_string()].concat()
    };
    let on_key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                reader.walk_found(event.shift_key());
            }
            "Escape" => {
                event.prevent_default();
                reader.end_search();
            }
            _ => {}
        }
    };
    // While a word is being composed, what stands in the field is not yet meant.
    let on_input = move |event: web_sys::Event| {
        let composes = js_sys::Reflect::get(&event, &"isComposing".into()).is_ok_and(|value| value.is_truthy());
        if !composes {
            reader.type_query(event_target_value(&event));
        }
    };
    view! {
        <button class="tool" id="find" type="button" on:click=move |_| reader.begin_search()>{reader.words(finding::FIND)}</button>
        <form id="finder" role="search" on:submit=|event| event.prevent_default()>
            <input
                id="q" type="search" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="search"
                aria-label=reader.words(finding::FIND)
                placeholder=reader.words(finding::HINT)
                prop:value=words(move || finder.typed.get())
                on:input=on_input
                on:compositionend=move |event| reader.type_query(event_target_value(&event))
                on:keydown=on_key
            />
            <span id="position" hidden=flag(is_idle)>{words(position)}</span>
            <button
                class="step" id="before" type="button" hidden=flag(is_idle) aria-label=reader.words(finding::BEFORE)
                on:click=move |_| reader.walk_found(true)
            >"↑"</button>
            <button
                class="step" id="after" type="button" hidden=flag(is_idle) aria-label=reader.words(finding::AFTER)
                on:click=move |_| reader.walk_found(false)
            >"↓"</button>
            <button
                class="step" id="clear" type="button" aria-label=reader.words(finding::CLEAR)
                on:click=move |_| reader.end_search()
            >"×"</button>
        </form>
    }
}
