//! The quotation in hand: the words, whose they are, what can be done with them; below, what is suggested. Beside the
//! text, or, where there is no room, over its foot.

use leptos::prelude::*;

use super::aloud::aloud;
use crate::app::part::live::{flag, words};
use crate::app::part::piece::{button, deed, follow, piece, scope};
use crate::app::quoting::Copied;
use crate::app::reader::Reader;
use crate::app::state::aloud::Extent;
use crate::messages::{self, quotes, quoting as say, studio};
use crate::protocol::{Held, Suggested};
use crate::quotes::cite::Style;

/// The button in the bar, and the panel.
#[component]
pub(super) fn Hand() -> impl IntoView {
    let reader = Reader::here();
    let holder = reader.quoting().holder;
    view! {
        <button
            class="tool" id="quotes" type="button" aria-expanded=words(move || holder.is_open.get().to_string())
            on:click=move |_| reader.toggle_hand()
        >
            {reader.words(say::QUOTES)}
        </button>
        <section id="hand" tabindex="-1" aria-label=reader.words(say::QUOTES) hidden=flag(move || !holder.is_open.get())>
            {panel(reader)}
        </section>
    }
    .into_any()
}

fn panel(reader: Reader) -> Vec<AnyView> {
    let holder = reader.quoting().holder;
    let is_empty = move || holder.taken.with(Option::is_none);
    let taken = move |look: fn(&Held) -> &String| {
        words(move || holder.taken.with(|taken| taken.as_ref().map(look).cloned().unwrap_or_default()))
    };
    let said = words(move || holder.said.get().map(|said| reader.say(&said)).unwrap_or_default());
    let close = button("step", words(|| "×".to_owned())).id("put-down").label(reader.words(say::CLOSE));
    let heading = [piece("span").words(reader.words(say::QUOTES)).draw(), close.act(Box::new(move || reader.let_go()))];
    let held =
        piece("blockquote").id("held").language(taken(|taken| &taken.language)).words(taken(|taken| &taken.kept.text));
    let whose = piece("figcaption").id("held-by").words(taken(|taken| &taken.attribution));
    let in_hand = piece("div").hidden(flag(is_empty)).children(vec![
        piece("figure").class("quotation").children(vec![held.draw(), whose.draw()]).draw(),
        tools(reader),
        scope(reader.words(say::FORMS), forms(reader)),
    ]);
    let by_hand = view! {
        <textarea
            id="by-hand" readonly rows="5" aria-label=reader.words(quotes::COPY)
            prop:value=words(move || holder.by_hand.get()) hidden=flag(move || holder.by_hand.with(String::is_empty))
        ></textarea>
    };
    let has_link = move || holder.taken.with(|taken| taken.as_ref().is_none_or(|taken| taken.kept.link.is_some()));
    let home = view! {
        <label class="aside" hidden=flag(has_link)>
            {reader.words(say::HOME)}
            <input id="home" class="box" type="url" placeholder="https://" on:change=move |event| reader.tell_home(&event_target_value(&event)) />
        </label>
    };
    let ways = [
        deed("pick", reader.words(say::PICK))
            .child(piece("kbd").text("Alt+S").draw())
            .act(Box::new(move || reader.pick())),
        deed("suggest", reader.words(quotes::SUGGESTED)).act(Box::new(move || reader.suggest())),
        deed("open-check", reader.words(quotes::CHECK)).act(Box::new(move || reader.open_check(None))),
        deed("open-excerpts", reader.words(quotes::COLLECTION)).act(Box::new(move || reader.open_collection())),
    ];
    let suggested = move || {
        let all = holder.suggested.get().unwrap_or_default();
        all.into_iter().map(|one| suggestion(reader, one)).collect()
    };
    vec![
        piece("p").class("ways").children(heading.into()).draw(),
        piece("p").class("aside").hidden(flag(move || !is_empty())).words(reader.words(say::HINT)).draw(),
        in_hand.draw(),
        piece("p").id("hand-said").class("aside").words(said).draw(),
        by_hand.into_any(),
        home.into_any(),
        follow(Box::new(move || aloud(reader))),
        piece("p").class("ways").children(ways.into()).draw(),
        piece("ol").id("suggested").label(reader.words(quotes::SUGGESTED)).child(follow(Box::new(suggested))).draw(),
    ]
}

/// The toolbar.
fn tools(reader: Reader) -> AnyView {
    let (holder, voices) = (reader.quoting().holder, reader.quoting().voices);
    let kept = words(move || reader.say(&if reader.has_quote() { say::KEPT } else { quotes::KEEP }));
    let has_no_link = move || holder.taken.with(|taken| taken.as_ref().is_none_or(|taken| taken.kept.link.is_none()));
    let check = move || {
        let words = holder.taken.with_untracked(|taken| taken.as_ref().map(|taken| taken.kept.text.clone()));
        reader.open_check(words);
    };
    let step = |id: &'static str, sign: &'static str, label, back| {
        let step = button("step", words(move || sign.to_owned())).id(id).label(reader.words(label));
        step.index("-1").act(Box::new(move || reader.step(back, true)))
    };
    let tools = vec![
        deed("copy-quote", reader.words(quotes::COPY)).index("0").act(Box::new(move || reader.copy(Copied::Quotation))),
        deed("copy-link", reader.words(say::LINK))
            .index("-1")
            .hidden(flag(has_no_link))
            .act(Box::new(move || reader.copy(Copied::Link))),
        deed("card-quote", reader.words(studio::CARD)).index("-1").act(Box::new(move || reader.make_card())),
        deed("keep-quote", kept).index("-1").act(Box::new(move || reader.keep_quote())),
        deed("check-quote", reader.words(say::CHECK)).index("-1").act(Box::new(check)),
        deed("read-quote", reader.words(say::ALOUD))
            .index("-1")
            .hidden(flag(move || voices.names.with(Vec::is_empty)))
            .act(Box::new(move || reader.read_aloud(Extent::Hand))),
        // Back and on stay on one line.
        piece("span")
            .class("pair")
            .children(vec![step("less-quote", "‹", say::BACK, true), step("more-quote", "›", say::ON, false)])
            .draw(),
    ];
    view! {
        <div id="hand-tools" class="deeds" role="toolbar" aria-label=reader.words(say::TOOLS) on:keydown=move |event| reader.on_tool_key(&event)>
            {tools}
        </div>
    }
    .into_any()
}

/// The forms in which it can be copied, too.
fn forms(reader: Reader) -> Vec<AnyView> {
    let mut forms = vec![piece("span").class("aside").words(reader.words(say::FORMS)).draw()];
    let all = std::iter::once(Copied::Markdown).chain(Style::ALL.map(Copied::Citation));
    forms.extend(all.map(|form| button("", reader.words(form.name())).act(Box::new(move || reader.copy(form)))));
    forms
}

fn suggestion(reader: Reader, one: Suggested) -> AnyView {
    let mut who = one.speaker;
    for reason in one.reasons {
        who.push_str(" · ");
        who.push_str(&reader.say(&quotes::reason(reason)));
    }
    let number = if one.exchange > 0 { one.exchange.to_string() } else { String::new() };
    let number = piece("span").class("number").text(&number).draw();
    let pieces = [
        piece("span").class("words").text(&one.words).draw(),
        piece("span").class("who").child(number).child(piece("span").text(&who).draw()).draw(),
    ];
    let mark = one.mark;
    let taking =
        button("hit", words(String::new)).children(pieces.into()).act(Box::new(move || reader.take_mark(&mark)));
    piece("li").child(taking).draw()
}

/// Returns which exchange something stands in; empty where it is in none.
pub(super) fn exchange(reader: Reader, number: usize) -> String {
    let number = u32::try_from(number).unwrap_or_default();
    if number > 0 { reader.say(&messages::in_exchange(number)) } else { String::new() }
}
