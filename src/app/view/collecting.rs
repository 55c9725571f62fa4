//! The collection: what the reader keeps, in the reader's order, with notes and tags.

use leptos::prelude::*;
use leptos::task::tick;

use crate::app::part::live::{flag, words};
use crate::app::part::piece::{button, deed, follow, piece, scope};
use crate::app::reader::Reader;
use crate::browser::page;
use crate::browser::task::spawn;
use crate::messages::{Message, quotes, quoting as say, studio as cards};
use crate::quotes::collection::Kept;

/// The dialog.
#[component]
pub(super) fn Collecting() -> impl IntoView {
    let reader = Reader::here();
    view! { <dialog id="excerpts" class="leaf" aria-labelledby="excerpts.title">{parts(reader)}</dialog> }.into_any()
}

fn parts(reader: Reader) -> Vec<AnyView> {
    let collector = reader.quoting().collector;
    let has_none = move || collector.collection.with(|all| all.quotes().is_empty());
    let counted = words(move || reader.say(&quotes::kept(collector.collection.with(|all| all.quotes().len()))));
    let said = words(move || collector.said.get().map(|said| reader.say(&said)).unwrap_or_default());
    let title = piece("span").id("excerpts.title").class("title").index("-1").words(reader.words(quotes::COLLECTION));
    let mut ways = vec![title.draw(), piece("span").class("aside").words(counted).draw()];
    for (id, ending, name) in
        [("export-md", "md", "Markdown"), ("export-json", "json", "JSON"), ("export-csv", "csv", "CSV")]
    {
        let export = deed(id, words(move || name.to_owned())).hidden(flag(has_none));
        ways.push(export.act(Box::new(move || reader.export_collection(ending))));
    }
    let studio = reader.quoting().studio;
    let is_making = move || studio.made.with(Option::is_some);
    let all = deed("export-cards", reader.words(cards::ALL)).hidden(flag(move || has_none() || is_making()));
    ways.push(all.act(Box::new(move || reader.make_all_cards())));
    let making = words(move || studio.made.get().map(|made| reader.say(&cards::making(made))).unwrap_or_default());
    let making = piece("span").id("making").words(making).draw();
    let cancel = deed("cancel-cards", reader.words(cards::CANCEL)).act(Box::new(move || reader.cancel_cards()));
    let running = piece("span").hidden(flag(move || !is_making())).children(vec![making, cancel]);
    ways.push(running.draw());
    let has_nothing_removed = move || collector.collection.with(|all| all.undoable() == 0);
    ways.push(deed("undo-quote", reader.words(say::UNDO)).hidden(flag(has_nothing_removed)).act(Box::new(move || {
        spawn(async move {
            collector.undo().await;
            tick().await;
            page::focus("excerpts.title");
        });
    })));
    ways.push(deed("close-excerpts", reader.words(say::CLOSE)).act(Box::new(|| page::close_dialog("excerpts"))));
    vec![
        piece("p").class("ways").children(ways).draw(),
        piece("p").id("excerpts-said").class("aside").role("status").words(said).draw(),
        piece("p").class("aside").hidden(flag(move || !has_none())).words(reader.words(say::NOTHING_KEPT)).draw(),
        scope(reader.words(say::TAGS), vec![follow(Box::new(move || tags(reader)))]),
        piece("ol").id("kept-quotes").child(follow(Box::new(move || list(reader)))).draw(),
    ]
}

/// The tags, of which one may be chosen.
fn tags(reader: Reader) -> Vec<AnyView> {
    let collector = reader.quoting().collector;
    let tags: Vec<String> = collector.collection.with(|all| all.tags().into_iter().map(str::to_owned).collect());
    if tags.is_empty() {
        return Vec::new();
    }
    let choice = |tag: Option<String>| {
        let label = tag.clone().unwrap_or_else(|| reader.say(&say::ALL));
        let (chosen, choosing) = (tag.clone(), tag);
        let choice = button("", words(move || label.clone()));
        let choice = choice.pressed(flag(move || collector.tag.with(|tag| *tag == chosen)));
        choice.act(Box::new(move || collector.tag.set(choosing.clone())))
    };
    std::iter::once(None).chain(tags.into_iter().map(Some)).map(choice).collect()
}

fn list(reader: Reader) -> Vec<AnyView> {
    let collector = reader.quoting().collector;
    let (tag, edited) = (collector.tag.get(), collector.edited.get());
    let all = collector.collection.with(|all| all.quotes().to_vec());
    let mut lines = Vec::new();
    for (n, kept) in all.into_iter().enumerate() {
        if tag.as_ref().is_none_or(|tag| kept.tags.contains(tag)) {
            let is_edited = edited.as_ref() == Some(&kept.key);
            lines.push(line(reader, n, kept, is_edited));
        }
    }
    lines
}

/// What can be done with a quotation.
#[derive(Clone, Copy)]
enum Deed {
    Go,
    Up,
    Down,
    Annotate,
    Card,
    Remove,
}

impl Deed {
    const ALL: [(Self, &'static str, Message); 6] = [
        (Self::Go, "go-", say::GO),
        (Self::Up, "up-", say::UP),
        (Self::Down, "down-", say::DOWN),
        (Self::Annotate, "annotate-", say::ANNOTATE),
        (Self::Card, "card-", cards::CARD),
        (Self::Remove, "remove-", say::REMOVE),
    ];

    fn act(self, reader: Reader, kept: &Kept) {
        let (collector, key) = (reader.quoting().collector, kept.key.clone());
        match self {
            Self::Go => reader.go_to_quote(kept),
            Self::Card => reader.open_studio(kept.selector.clone().into_state().to_string()),
            Self::Up | Self::Down => collector.shift(key, matches!(self, Self::Up)),
            Self::Annotate => {
                collector.edited.set(Some(key));
                spawn(async {
                    tick().await;
                    page::focus("note");
                });
            }
            // The focus stays where it can be undone.
            Self::Remove => spawn(async move {
                collector.remove(key).await;
                tick().await;
                page::focus("undo-quote");
            }),
        }
    }
}

fn line(reader: Reader, n: usize, kept: Kept, is_edited: bool) -> AnyView {
    let who = [&kept.speaker, &kept.event, &kept.date].into_iter().flatten().cloned().collect::<Vec<_>>().join(" · ");
    let mut parts =
        vec![piece("blockquote").class("passage").text(&kept.text).draw(), piece("p").class("who").text(&who).draw()];
    if is_edited {
        parts.push(form(reader, n, &kept));
    } else {
        let tags = kept.tags.iter().map(|tag| ["#", tag].concat()).collect::<Vec<_>>().join(" ");
        for note in [&kept.note, &tags].into_iter().filter(|note| !note.is_empty()) {
            parts.push(piece("p").class("note").text(note).draw());
        }
    }
    // A name for each button: there is one of each kind for every quotation.
    let start: String = kept.text.chars().take(12).collect();
    let kept = StoredValue::new(kept);
    let deeds = Deed::ALL.map(|(deed, id, label)| {
        let name = [&reader.say(&label), "：", &start].concat();
        let button = button("deed", reader.words(label)).id(&[id, &n.to_string()].concat());
        button.label(words(move || name.clone())).act(Box::new(move || kept.with_value(|kept| deed.act(reader, kept))))
    });
    parts.push(piece("p").class("deeds").children(deeds.into()).draw());
    piece("li").children(parts).draw()
}

/// Where note and tags are written.
fn form(reader: Reader, n: usize, kept: &Kept) -> AnyView {
    let key = kept.key.clone();
    let done = deed("annotated", reader.words(say::DONE)).act(Box::new(move || {
        reader.quoting().collector.annotate(key.clone(), page::value("note"), page::input_value("tags"));
        spawn(async move {
            tick().await;
            page::focus(&["annotate-", &n.to_string()].concat());
        });
    }));
    view! {
        <textarea id="note" class="box" rows="2" aria-label=reader.words(say::NOTE)>{kept.note.clone()}</textarea>
        <input id="tags" class="box" aria-label=reader.words(say::TAGS) placeholder=reader.words(say::TAGS) value=kept.tags.join("，") />
        {done}
    }
    .into_any()
}
