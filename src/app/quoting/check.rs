//! The check at work: what was pasted, and what is to be said of it.

use leptos::prelude::*;

use crate::app::reader::Reader;
use crate::browser::page;
use crate::browser::task::spawn;
use crate::messages::{Message, quoting as say};
use crate::protocol::{Answered, Asking, Checked, Request, Response};

/// The check, as the views share it.
#[derive(Clone, Copy)]
pub(crate) struct Checker {
    /// What was found; `None` before anything was checked.
    pub(crate) checked: RwSignal<Option<Vec<Checked>>>,
    /// Only the transcript that is shown is looked through.
    pub(crate) only_here: RwSignal<bool>,
    /// What the check has to say.
    pub(crate) said: RwSignal<Option<Message>>,
    asked: StoredValue<usize>,
}

impl Checker {
    pub(super) fn new() -> Self {
        Self {
            checked: RwSignal::default(),
            only_here: RwSignal::default(),
            said: RwSignal::default(),
            asked: StoredValue::default(),
        }
    }
}

impl Reader {
    /// Opens the check; with words it begins at once.
    pub(crate) fn open_check(self, words: Option<String>) {
        page::show_dialog("checking");
        if let Some(words) = words {
            page::set_value("pasted", &words);
            self.check();
        }
    }

    /// Checks what stands in the box.
    pub(crate) fn check(self) {
        let checker = self.quoting().checker;
        let text = page::value("pasted");
        if text.trim().is_empty() {
            checker.checked.set(None);
            return checker.said.set(Some(say::NOTHING_PASTED));
        }
        checker.said.set(Some(say::CHECKING));
        let Some(asked) = checker.asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        }) else {
            return;
        };
        spawn(async move {
            let (Some(shown), Some(door)) = (self.ask(|state| state.session.shown()), self.engine()) else { return };
            let only = checker.only_here.get_untracked().then_some(shown);
            let answer = door.ask(Request::Quotes(Asking::Check { text, only }), None).await;
            if let Response::Quoted(Answered::Checked(checked)) = answer
                && checker.asked.try_get_value() == Some(asked)
            {
                checker.said.set(Some(say::checked(checked.len())));
                checker.checked.set(Some(checked));
            }
        });
    }
}
