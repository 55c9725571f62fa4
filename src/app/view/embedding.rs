//! Embedding: the dialog with the lines to paste and, where there is one, a look at what they show.

use leptos::prelude::*;

use crate::app::part::live::{flag, words};
use crate::app::part::piece::{button, deed, follow, piece, scope};
use crate::app::reader::Reader;
use crate::browser::page;
use crate::embed::snippet::What;
use crate::messages::{embedding as say, finding};

/// The dialog.
#[component]
pub(super) fn Embedding() -> impl IntoView {
    let reader = Reader::here();
    let embedder = reader.embedder();
    let title = piece("span").id("embedding.title").class("title").words(reader.words(say::EMBED)).draw();
    let close = deed("close-embedding", reader.words(finding::CLOSE)).act(Box::new(|| page::close_dialog("embedding")));
    let how = [(false, say::ELEMENT), (true, say::FRAME)].map(|(is_frame, name)| {
        let way = button("", reader.words(name)).pressed(flag(move || embedder.is_frame.get() == is_frame));
        way.act(Box::new(move || embedder.is_frame.set(is_frame)))
    });
    let note = words(move || {
        let is_missing = embedder.source.get().is_none() || embedder.is_frame.get() && !embedder.is_home.get();
        let said = if is_missing { say::NO_SOURCE } else { say::HELP };
        reader.say(&said)
    });
    let said = words(move || embedder.said.get().map(|said| reader.say(&said)).unwrap_or_default());
    let preview = move || {
        let address = embedder.is_home.get().then(|| ["embed.html", &reader.snippet().fragment()].concat());
        address.map(|address| {
            view! { <iframe id="preview" src=address title=reader.words(say::PREVIEW)></iframe> }.into_any()
        })
    };
    view! {
        <dialog id="embedding" class="leaf" aria-labelledby="embedding.title">
            {piece("p").class("ways").children(vec![title, close]).draw()}
            {scope(reader.words(say::WHAT), vec![follow(Box::new(move || offers(reader)))])}
            {scope(reader.words(say::HOW), how.into())}
            {piece("p").class("aside").words(note).draw()}
            <textarea
                id="lines" class="box" rows="6" readonly=true aria-label=reader.words(say::LINES)
                prop:value=move || reader.lines()
            ></textarea>
            <p class="ways">
                {deed("copy-lines", reader.words(finding::COPY)).act(Box::new(move || reader.copy_lines()))}
                {piece("span").class("aside").role("status").words(said).draw()}
            </p>
            {preview}
        </dialog>
    }
    .into_any()
}

/// What of the conference can be embedded now.
fn offers(reader: Reader) -> Vec<AnyView> {
    let embedder = reader.embedder();
    let offer = |what: What| {
        let name = match &what {
            What::Whole => say::WHOLE,
            What::Exchange(number) => say::exchange(*number),
            What::Quotation { .. } => say::QUOTATION,
        };
        let chosen = what.clone();
        let offer = button("", reader.words(name)).pressed(flag(move || embedder.what.get() == chosen));
        offer.act(Box::new(move || embedder.what.set(what.clone())))
    };
    embedder.offers.get().into_iter().map(offer).collect()
}
