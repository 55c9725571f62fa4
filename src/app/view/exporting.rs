//! Exporting: the button in the bar, and the menu of formats.

use leptos::prelude::*;

use crate::app::embedding::can_embed;
use crate::app::part::piece::deed;
use crate::app::reader::Reader;
use crate::export::Format;
use crate::messages::{embedding, opening};

/// The button and the menu.
#[component]
pub(super) fn Exporting() -> impl IntoView {
    let reader = Reader::here();
    let export = |format: Format| {
        view! {
            <button class="deed" type="button" data-export=format.extension() on:click=move |_| reader.export(format)>
                {reader.words(opening::format(format))}
            </button>
        }
    };
    view! {
        <button class="tool" id="export" type="button" popovertarget="exporting">{reader.words(opening::EXPORT)}</button>
        <div id="exporting" popover="auto" role="group" aria-labelledby="export">
            {Format::ALL.map(export)}
            {can_embed().then(|| deed("embed", reader.words(embedding::EMBED)).act(Box::new(move || reader.begin_embedding())))}
        </div>
    }
}
