//! The check (核对): a box for what was pasted, and under it each passage with its verdict, the place below, and the
//! words of the source with what differs.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::hand::exchange;
use crate::app::part::live::{flag, words};
use crate::app::part::piece::{button, deed, follow, piece, scope};
use crate::app::reader::Reader;
use crate::browser::page;
use crate::messages::{finding, quotes, quoting as say};
use crate::protocol::{Checked, Piece, Standing};
use crate::quotes::check::{Kind, Verdict};

/// The dialog.
#[component]
pub(super) fn Checking() -> impl IntoView {
    let reader = Reader::here();
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.is_composing() {
            event.prevent_default();
            reader.check();
        }
    };
    let [heading, ways, passages] = parts(reader);
    view! {
        <dialog id="checking" class="leaf" aria-labelledby="checking.title">
            {heading}
            <textarea
                id="pasted" class="box" rows="5" autofocus aria-label=reader.words(say::PASTED)
                aria-describedby="pasted.help" on:keydown=on_key
            ></textarea>
            {ways}
            {passages}
        </dialog>
    }
    .into_any()
}

fn parts(reader: Reader) -> [AnyView; 3] {
    let checker = reader.quoting().checker;
    let title = piece("span").id("checking.title").class("title").words(reader.words(quotes::CHECK)).draw();
    let close = deed("close-check", reader.words(say::CLOSE)).act(Box::new(|| page::close_dialog("checking")));
    let help = piece("p").id("pasted.help").class("aside").words(reader.words(quotes::PASTE)).draw();
    let said = words(move || checker.said.get().map(|said| reader.say(&said)).unwrap_or_default());
    let ways = [
        deed("check", reader.words(say::CHECK)).act(Box::new(move || reader.check())),
        scope(reader.words(finding::WHERE), vec![follow(Box::new(move || scopes(reader)))]),
        piece("span").id("check-said").class("aside").role("status").words(said).draw(),
    ];
    let passages = move || {
        let all = checker.checked.get().unwrap_or_default();
        all.into_iter().map(|one| passage(reader, one)).collect()
    };
    [
        piece("div").child(piece("p").class("ways").children(vec![title, close]).draw()).child(help).draw(),
        piece("div").class("ways").children(ways.into()).draw(),
        piece("ol").id("passages").child(follow(Box::new(passages))).draw(),
    ]
}

/// Where is looked, when more than one transcript is open.
fn scopes(reader: Reader) -> Vec<AnyView> {
    let checker = reader.quoting().checker;
    let (listed, _) = reader.listed();
    if listed.len() < 2 {
        return Vec::new();
    }
    let scopes = [(true, finding::HERE), (false, finding::everywhere(listed.len()))];
    let scopes = scopes.map(|(only_here, label)| {
        let scope = button("", reader.words(label)).pressed(flag(move || checker.only_here.get() == only_here));
        scope.act(Box::new(move || checker.only_here.set(only_here)))
    });
    scopes.into()
}

/// What stands before a verdict, so that it is told by more than a colour.
fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verbatim => "✓",
        Verdict::OtherSpeaker => "⇄",
        Verdict::Omission => "…",
        Verdict::Stitched => "+",
        Verdict::Altered => "≠",
        Verdict::Absent => "∅",
    }
}

fn passage(reader: Reader, passage: Checked) -> AnyView {
    let stands = matches!(passage.verdict, Verdict::Verbatim | Verdict::Omission);
    let sign = piece("span").class("sign").text(sign(passage.verdict)).draw();
    let verdict = piece("span").words(reader.words(quotes::verdict(passage.verdict))).draw();
    let mut parts = vec![
        piece("blockquote").class("passage").text(&passage.words).draw(),
        piece("p").class(if stands { "verdict" } else { "verdict bad" }).children(vec![sign, verdict]).draw(),
    ];
    for warning in passage.warnings {
        let warning = ["! ", &reader.say(&quotes::warning(warning))].concat();
        parts.push(piece("p").class("warning").text(&warning).draw());
    }
    if passage.verdict == Verdict::Absent && !passage.places.is_empty() {
        parts.push(piece("p").class("aside").words(reader.words(quotes::NEAREST)).draw());
    }
    let places: Vec<AnyView> = passage.places.into_iter().map(|place| standing(reader, place)).collect();
    parts.push(piece("ul").class("places").children(places).draw());
    piece("li").children(parts).draw()
}

fn standing(reader: Reader, standing: Standing) -> AnyView {
    let (listed, shown) = reader.listed();
    let facts = listed.get(standing.n);
    let title = facts.filter(|_| standing.n != shown).map(|facts| reader.title(facts)).unwrap_or_default();
    let date = facts.and_then(|facts| facts.date.clone()).unwrap_or_default();
    let who = [standing.speaker, exchange(reader, standing.exchange), date, title];
    let who = who.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let (n, marks) = (standing.n, standing.marks);
    let go = button("deed", reader.words(say::GO)).act(Box::new(move || {
        page::close_dialog("checking");
        reader.go_to_marks(n, marks.clone());
    }));
    let differences = differences(reader, &standing.pieces);
    let mut parts =
        vec![piece("p").class("source").children(standing.pieces.iter().flat_map(aligned).collect()).draw()];
    if !differences.is_empty() {
        let list = piece("ul").class("differences").label(reader.words(say::DIFFERENCES)).children(differences);
        parts.push(list.draw());
    }
    parts.push(piece("p").class("who").child(piece("span").text(&who).draw()).child(go).draw());
    piece("li").children(parts).draw()
}

/// One stretch of the source: what only the quotation has is struck out, what only the source has is inserted.
fn aligned(stretch: &Piece) -> Vec<AnyView> {
    let is_of_words = matches!(stretch.kind, Some(Kind::Missing | Kind::Added | Kind::Changed));
    let source = match stretch.kind {
        _ if is_of_words => piece("ins"),
        Some(Kind::Omitted) => piece("span").class("omitted"),
        _ => piece("span"),
    };
    let mut drawn = Vec::new();
    if is_of_words && !stretch.quoted.is_empty() {
        drawn.push(piece("del").text(&stretch.quoted).draw());
    }
    if !stretch.source.is_empty() {
        drawn.push(source.text(&stretch.source).draw());
    }
    drawn
}

/// Lists what differs, each once.
fn differences(reader: Reader, pieces: &[Piece]) -> Vec<AnyView> {
    let mut told: Vec<String> = Vec::new();
    for piece in pieces {
        if let Some(kind) = piece.kind {
            let line = reader.say(&say::differs(&quotes::difference(kind), &piece.quoted, &piece.source));
            if !told.contains(&line) {
                told.push(line);
            }
        }
    }
    told.iter().map(|line| piece("li").text(line).draw()).collect()
}
