//! What passes in all open documents: a list beside the text, the newest first.

use leptos::prelude::*;

use crate::app::part::live::{flag, views, words};
use crate::app::reader::Reader;
use crate::messages::{finding, named, topics as say};
use crate::protocol::{Mark, Passing as One};

/// The panel, while exchanges are chosen everywhere and nothing is searched for.
#[component]
pub(super) fn Passing() -> impl IntoView {
    let reader = Reader::here();
    let chooser = reader.chooser();
    let is_shown = Memo::new(move |_| {
        let filter = chooser.drawn(|filtering| filtering.filter.everywhere && !filtering.filter.choices.is_empty());
        filter && !reader.finder().is_wanted()
    });
    let counted = move || {
        let (exchanges, conferences) =
            chooser.drawn(|filtering| (filtering.facets.passing, filtering.facets.conferences.len()));
        reader.say(&if exchanges > 0 { say::passing(exchanges, conferences) } else { say::NONE })
    };
    let has_more = move || chooser.drawn(|filtering| filtering.facets.listed.len() < filtering.facets.passing);
    view! {
        <section class="found" id="passing" tabindex="-1" aria-label=reader.words(say::PASSING) hidden=flag(move || !is_shown.get())>
            <p class="ways">
                <span id="passing-counted" role="status">{words(counted)}</span>
                <button class="step" type="button" aria-label=reader.words(finding::CLOSE) on:click=move |_| reader.choose_everywhere(false)>"×"</button>
            </p>
            <ol class="hits">{views(move || if is_shown.get() { lines(reader) } else { Vec::new() })}</ol>
            <button class="deed" type="button" hidden=flag(move || !has_more()) on:click=move |_| reader.more_passing()>
                {reader.words(finding::MORE)}
            </button>
        </section>
    }
}

/// The exchanges, under the names of their conferences.
fn lines(reader: Reader) -> Vec<AnyView> {
    let (passing, counts) =
        reader.chooser().drawn(|filtering| (filtering.facets.listed.clone(), filtering.facets.conferences.clone()));
    let (listed, _) = reader.listed();
    let mut lines = Vec::new();
    let mut before = None;
    for One { n, number, asker, topics: [hans, hant, en] } in passing {
        if before != Some(n) {
            let title = listed.get(n).map(|facts| reader.title(facts)).unwrap_or_default();
            let date = listed.get(n).and_then(|facts| facts.date.clone()).unwrap_or_default();
            let count = counts.iter().find(|(of, _)| *of == n).map(|(_, count)| *count).unwrap_or_default();
            let facts = [date, count.to_string()].join(" · ");
            lines.push(view! { <li class="group">{title}<span class="facts">{facts}</span></li> }.into_any());
            before = Some(n);
        }
        let mark = Mark { block: ["x", &number.to_string()].concat(), from: 0, to: 1 };
        let line = view! {
            <li>
                <button class="hit" type="button" on:click=move |_| reader.go_to_line(n, mark.clone())>
                    <span class="who"><span class="number">{number.to_string()}</span>{asker}</span>
                    <span class="words">{reader.say(&named(hans, hant, en))}</span>
                </button>
            </li>
        };
        lines.push(line.into_any());
    }
    lines
}
