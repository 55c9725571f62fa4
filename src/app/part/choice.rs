//! A row of choices of which one is in force.

use leptos::prelude::*;

use super::live::words;
use crate::app::reader::Reader;
use crate::app::state::Choice;
use crate::app::state::{Size, Theme};
use crate::messages::{self, Message, Ui};

/// A row of choices under its name.
#[component]
pub(crate) fn Choices(
    /// The id of the name.
    id: &'static str,
    /// What is chosen.
    name: Message,
    /// The key of the choices.
    key: &'static str,
) -> impl IntoView {
    let reader = Reader::here();
    let options = Choice::ALL.into_iter().filter(|choice| choice.key() == key);
    view! {
        <div class="choice" role="group" aria-labelledby=id>
            <p id=id>{reader.words(name)}</p>
            <div>{options.map(|choice| view! { <Offer choice /> }).collect_view()}</div>
        </div>
    }
}

#[component]
fn Offer(choice: Choice) -> impl IntoView {
    let reader = Reader::here();
    let set = |key: &str| (choice.key() == key).then(|| choice.value());
    view! {
        <button
            type="button"
            data-set-ui=set("ui")
            data-set-theme=set("theme")
            data-set-size=set("size")
            lang=match choice { Choice::Ui(ui) => Some(ui.tag()), _ => None }
            aria-pressed=words(move || reader.has(choice).to_string())
            on:click=move |_| reader.choose(choice)
        >
            {words(move || name(choice, reader))}
        </button>
    }
}

fn name(choice: Choice, reader: Reader) -> String {
    let message = match choice {
        Choice::Ui(ui) => return Ui::name(ui).to_owned(),
        Choice::Theme(Theme::Auto) => messages::THEME_AUTO,
        Choice::Theme(Theme::Light) => messages::THEME_LIGHT,
        Choice::Theme(Theme::Dark) => messages::THEME_DARK,
        Choice::Size(Size::Small) => messages::SIZE_S,
        Choice::Size(Size::Medium) => messages::SIZE_M,
        Choice::Size(Size::Large) => messages::SIZE_L,
        Choice::Size(Size::Largest) => messages::SIZE_XL,
    };
    reader.say(&message)
}
