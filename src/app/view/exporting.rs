//! Exporting: the button in the bar, and the menu of formats.

use leptos::prelude::*;

use crate::app::reader::Reader;
use crate::export::Format;
use crate::messages::opening;

/// The button and the menu.
#[component]
pub(super) fn Exporting() -> impl IntoView {
    let reader = Reader::here();
    let deed = |format: Format| {
        view! {
            <button class="deed" type="button" data-export=format.extension() on:click=move |_| reader.export(format)>
                {reader.words(opening::format(format))}
            </button>
        }
    };
    view! {
        <button class="tool" id="export" type="button" popovertarget="exporting">{reader.words(opening::EXPORT)}</button>
        <div id="exporting" popover="auto" role="group" aria-labelledby="export">{Format::ALL.map(deed)}</div>
    }
}
