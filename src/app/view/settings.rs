//! The settings: language, light and dark, size of the text.

use leptos::prelude::*;

use crate::app::part::choice::Choices;
use crate::app::reader::Reader;
use crate::messages;

/// The button in the bar, and the panel that it opens.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let reader = Reader::here();
    view! {
        <button class="tool" id="settings" type="button" popovertarget="settings-panel">
            {reader.words(messages::SETTINGS)}
        </button>
        <div id="settings-panel" popover="auto" role="group" aria-labelledby="settings">
            <Choices id="language" name=messages::LANGUAGE key="ui" />
            <Choices id="theme" name=messages::THEME key="theme" />
            <Choices id="size" name=messages::SIZE key="size" />
            <button class="deed" type="button" popovertarget="about">{reader.words(messages::embedding::ABOUT)}</button>
        </div>
    }
}
