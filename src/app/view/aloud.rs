//! Reading aloud: how much, and, while it reads, pause, speed and voice.

use leptos::prelude::*;

use crate::app::part::live::{flag, words};
use crate::app::part::piece::{button, deed, piece, scope};
use crate::app::reader::Reader;
use crate::app::state::aloud::{Extent, RATES};
use crate::messages::quoting as say;

/// The tools of reading; nothing where no voice knows the language.
pub(super) fn aloud(reader: Reader) -> Vec<AnyView> {
    let voices = reader.quoting().voices;
    let names = voices.names.get();
    if names.is_empty() {
        return Vec::new();
    }
    let (is_on, is_paused) = voices.is_on.get();
    let mut tools = vec![piece("span").class("aside").words(reader.words(say::ALOUD)).draw()];
    if is_on {
        let pause = if is_paused { say::RESUME } else { say::PAUSE };
        tools.push(deed("pause-reading", reader.words(pause)).act(Box::new(move || reader.pause_reading(!is_paused))));
        for (id, sign, label, back) in [("before-read", "‹", say::BACK, true), ("after-read", "›", say::ON, false)]
        {
            let step = button("step", words(move || sign.to_owned())).id(id).label(reader.words(label));
            tools.push(step.act(Box::new(move || reader.step_reading(back))));
        }
        tools.push(deed("stop-reading", reader.words(say::STOP)).act(Box::new(move || reader.stop_reading())));
    } else {
        tools.push(deed("read-turn", reader.words(say::TURN)).act(Box::new(move || reader.read_aloud(Extent::Turn))));
        tools.push(
            deed("read-all", reader.words(say::ON_FROM_HERE)).act(Box::new(move || reader.read_aloud(Extent::All))),
        );
    }
    let mut rates = vec![piece("span").class("aside").words(reader.words(say::SPEED)).draw()];
    rates.extend(RATES.map(|(rate, name)| {
        let faster = button("", words(move || name.to_owned())).pressed(flag(move || voices.rate.get() == rate));
        faster.act(Box::new(move || {
            voices.rate.set(rate);
            reader.read_otherwise();
        }))
    }));
    let options: Vec<AnyView> = names.into_iter().map(|name| piece("option").text(&name).draw()).collect();
    let choose = move |event| {
        voices.voice.set(event_target_value(&event));
        reader.read_otherwise();
    };
    let voice = view! {
        <label class="scope">
            <span class="aside">{reader.words(say::VOICE)}</span>
            <select id="voice" prop:value=words(move || voices.voice.get()) on:change=choose>{options}</select>
        </label>
    };
    let parts =
        [piece("p").class("ways").children(tools).draw(), scope(reader.words(say::SPEED), rates), voice.into_any()];
    vec![piece("div").id("aloud").role("group").label(reader.words(say::ALOUD)).children(parts.into()).draw()]
}
