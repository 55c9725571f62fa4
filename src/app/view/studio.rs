//! The studio: the card as it will be, and what can be chosen of it. Beside it, what is said of a card that was opened.

use leptos::prelude::*;

use super::hand::exchange;
use crate::app::part::live::{flag, words};
use crate::app::part::piece::{button, deed, follow, piece, scope};
use crate::app::quoting::Studio;
use crate::app::reader::Reader;
use crate::browser::page;
use crate::card::design::{Choice, Part};
use crate::messages::{cards, named, quoting, studio as say};

/// Pixels for a CSS px.
const SCALES: [u32; 2] = [1, 2];

/// The dialog in which a card is made.
#[component]
pub(super) fn Studio() -> impl IntoView {
    let reader = Reader::here();
    view! {
        <dialog id="studio" class="leaf" aria-labelledby="studio.title" on:keydown=move |event| reader.on_studio_key(&event)>
            {parts(reader)}
        </dialog>
    }
    .into_any()
}

/// The dialog that says what a card proves.
#[component]
pub(super) fn Judged() -> impl IntoView {
    let reader = Reader::here();
    view! { <dialog id="judged" class="leaf" aria-labelledby="judged.title">{judged(reader)}</dialog> }.into_any()
}

fn parts(reader: Reader) -> Vec<AnyView> {
    let studio = reader.quoting().studio;
    let title = piece("span").id("studio.title").class("title").index("-1").words(reader.words(say::STUDIO)).draw();
    let close = deed("close-studio", reader.words(quoting::CLOSE)).act(Box::new(|| page::close_dialog("studio")));
    let said = words(move || studio.said.get().map(|said| reader.say(&said)).unwrap_or_default());
    vec![
        piece("p").class("ways").child(title).child(close).draw(),
        piece("div").class("bench").child(easel(reader, studio)).child(choices(reader, studio)).draw(),
        piece("p").id("card-said").class("aside").role("status").words(said).draw(),
    ]
}

/// The card, and what can be done with it.
fn easel(reader: Reader, studio: Studio) -> AnyView {
    let has_none = move || studio.composed.with(|composed| composed.sheets.is_empty());
    let is_one = move || studio.composed.with(|composed| composed.sheets.len() < 2);
    let picture = move || {
        let (address, alt) =
            (studio.picture.get(), studio.composed.with(|composed| Some(composed.shown()?.alt.clone())));
        (!address.is_empty()).then(|| view! { <img id="card-picture" src=address alt=alt /> })
    };
    let easel = view! {
        <div class="easel" hidden=flag(has_none)>
            <canvas id="card-canvas" aria-hidden="true"></canvas>
            {picture}
        </div>
    };
    let number = words(move || {
        studio
            .composed
            .with(|composed| [(composed.at + 1).to_string(), " / ".into(), composed.sheets.len().to_string()].concat())
    });
    let step = |id: &'static str, sign: &'static str, label, back| {
        let step = button("step", words(move || sign.to_owned())).id(id).label(reader.words(label));
        step.act(Box::new(move || reader.turn_card(back)))
    };
    let pager = piece("p").class("ways").hidden(flag(is_one)).children(vec![
        step("card-back", "‹", say::BACK, true),
        piece("span").id("card-number").words(number).draw(),
        step("card-on", "›", say::ON, false),
    ]);
    let save =
        |id: &'static str, label, ending| deed(id, reader.words(label)).act(Box::new(move || reader.save_card(ending)));
    let deeds = piece("div").class("deeds").hidden(flag(has_none)).children(vec![
        save("save-png", say::SAVE_PNG, "png"),
        save("save-svg", say::SAVE_SVG, "svg"),
        deed("copy-card", reader.words(say::COPY)).act(Box::new(move || reader.copy_card())),
        deed("share-card", reader.words(say::SHARE))
            .hidden(flag(move || !studio.shares.get()))
            .act(Box::new(move || reader.share_card())),
        deed("copy-alt", reader.words(say::ALT))
            .child(piece("kbd").text("A").draw())
            .act(Box::new(move || reader.copy_alt())),
    ]);
    piece("div").child(easel.into_any()).child(pager.draw()).child(deeds.draw()).child(too_long(reader, studio)).draw()
}

/// What can be done about words that do not fit; and, where they do, which of them are shown.
fn too_long(reader: Reader, studio: Studio) -> AnyView {
    let fits = move || studio.composed.with(|composed| !composed.sheets.is_empty());
    let cards = move || studio.composed.with(|composed| composed.could_be);
    let has_words = move || studio.material.with(|material| !material.clauses.is_empty());
    let spread = deed("spread-card", words(move || reader.say(&say::spread(cards()))));
    let clauses = move || {
        let (clauses, kept) = (studio.material.with(|material| material.clauses.clone()), studio.kept.get());
        let is_all_there_is = clauses.len() < 2 || kept.is_empty() && fits();
        if is_all_there_is {
            return Vec::new();
        }
        let one = |(n, clause): (usize, String)| {
            let is_kept = kept.is_empty() || kept.contains(&n);
            let one = button("", words(move || clause.clone())).pressed(flag(move || is_kept));
            one.act(Box::new(move || reader.toggle_clause(n)))
        };
        vec![scope(reader.words(say::CLAUSES), clauses.into_iter().enumerate().map(one).collect())]
    };
    piece("div")
        .id("clauses")
        .child(
            piece("div")
                .hidden(flag(move || fits() || !has_words()))
                .child(piece("p").words(reader.words(say::TOO_LONG)).draw())
                .child(spread.hidden(flag(move || cards() < 2)).act(Box::new(move || reader.spread_card())))
                .draw(),
        )
        .child(follow(Box::new(clauses)))
        .draw()
}

fn choices(reader: Reader, studio: Studio) -> AnyView {
    let group = |name, buttons: Vec<AnyView>| {
        let shown = piece("span").class("aside").words(reader.words(say::choice(name))).draw();
        scope(reader.words(say::choice(name)), std::iter::once(shown).chain(buttons).collect())
    };
    let mut groups = Vec::new();
    for choice in Choice::ALL {
        let one = |word: &'static str| {
            let chosen = flag(move || studio.design.with(|design| choice.standing(design) == word));
            let one = button("", reader.words(say::chosen(word))).id(word).pressed(chosen);
            one.act(Box::new(move || reader.choose_card(choice, word)))
        };
        groups.push(group(choice, choice.words().into_iter().map(one).collect()));
    }
    let part = |part: Part| {
        let shown = flag(move || studio.design.with(|design| *part.of(&mut design.clone())));
        button("", reader.words(say::part(part))).pressed(shown).act(Box::new(move || reader.toggle_part(part)))
    };
    let label = piece("span").class("aside").words(reader.words(say::PARTS)).draw();
    let parts = std::iter::once(label).chain(Part::ALL.map(part)).collect();
    groups.push(scope(reader.words(say::PARTS), parts));
    let scale = |scale: u32| {
        let one = button("", words(move || ["×", &scale.to_string()].concat()));
        one.pressed(flag(move || studio.scale.get() == scale)).act(Box::new(move || reader.choose_scale(scale)))
    };
    let label = piece("span").class("aside").words(reader.words(say::SCALE)).draw();
    let scales = std::iter::once(label).chain(SCALES.map(scale)).collect();
    groups.push(scope(reader.words(say::SCALE), scales));
    let is_printed = move || studio.material.with(|material| !material.matter.is_inferred);
    let has_code = move || studio.material.with(|material| material.matter.link.is_some());
    groups.push(piece("p").class("aside").hidden(flag(is_printed)).words(reader.words(say::INFERRED)).draw());
    groups.push(piece("p").class("aside").hidden(flag(has_code)).words(reader.words(say::NO_CODE)).draw());
    groups.push(piece("p").class("aside").words(reader.words(say::PROVES)).draw());
    piece("div").class("choices").children(groups).draw()
}

/// What is found out about a card.
fn judged(reader: Reader) -> Vec<AnyView> {
    let studio = reader.quoting().studio;
    let title = piece("span").id("judged.title").class("title").index("-1").words(reader.words(cards::CHECK)).draw();
    let close = deed("close-judged", reader.words(quoting::CLOSE)).act(Box::new(|| page::close_dialog("judged")));
    let told = move || {
        let Some(judged) = studio.judged.get() else { return Vec::new() };
        let mut said = judged.said.into_iter().map(|[hans, hant, en]| reader.say(&named(hans, hant, en)));
        let sign = if judged.stands { "✓ " } else { "✗ " };
        let verdict = [sign, &said.next().unwrap_or_default()].concat();
        let class = if judged.stands { "verdict" } else { "verdict bad" };
        let mut told = vec![piece("p").class(class).text(&verdict).draw()];
        if !judged.claimed.is_empty() {
            told.push(piece("blockquote").class("source").child(piece("del").text(&judged.claimed).draw()).draw());
        }
        if !judged.words.is_empty() {
            told.push(piece("blockquote").class("source").text(&judged.words).draw());
            let who = [judged.speaker, exchange(reader, judged.exchange)];
            let who = who.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            told.push(piece("p").class("who").text(&who).draw());
        }
        told.extend(said.map(|said| piece("p").class("aside").text(&said).draw()));
        if !judged.marks.is_empty() {
            told.push(deed("go-to-judged", reader.words(quoting::GO)).act(Box::new(move || reader.go_to_judged())));
        }
        told
    };
    vec![
        piece("p").class("ways").child(title).child(close).draw(),
        piece("div").id("finding").role("status").child(follow(Box::new(told))).draw(),
    ]
}
