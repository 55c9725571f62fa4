//! The question whether a transcript may be read from another site.

use leptos::prelude::*;

use crate::app::reader::Reader;
use crate::messages::opening;

/// The question, while it is open.
#[component]
pub(super) fn Leave() -> impl IntoView {
    let reader = Reader::here();
    let question = move || {
        reader.leave().get().map(|(address, host)| {
            view! {
                <section id="leave" aria-labelledby="leave.title">
                    <p id="leave.title">{reader.words(opening::leave(&host))}</p>
                    <p class="address">{address}</p>
                    <p class="aside">{reader.words(opening::LEAVE_MEANS)}</p>
                    <p class="ways">
                        <button class="deed" id="agree" type="button" on:click=move |_| reader.answer_leave(true)>
                            {reader.words(opening::LEAVE)}
                        </button>
                        <button class="deed" id="decline" type="button" on:click=move |_| reader.answer_leave(false)>
                            {reader.words(opening::LEAVE_NOT)}
                        </button>
                    </p>
                </section>
            }
        })
    };
    view! { {question} }
}
