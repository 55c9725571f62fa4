//! The collection at work: each deed is done in the store as it now is, and then in the list. What the store refuses
//! lasts until the page is closed.

use leptos::prelude::*;

use crate::app::reader::{Reader, report};
use crate::browser::task::spawn;
use crate::browser::{address, download, excerpts, page};
use crate::library::Fault;
use crate::messages::{Message, library, quoting as say};
use crate::quotes::collection::{Collection, Kept};

/// The collection, as the views share it.
#[derive(Clone, Copy)]
pub(crate) struct Collector {
    /// What is kept.
    pub(crate) collection: RwSignal<Collection>,
    /// What it has to say.
    pub(crate) said: RwSignal<Option<Message>>,
    /// Only quotations with this tag are shown.
    pub(crate) tag: RwSignal<Option<String>>,
    /// The quotation whose note is written.
    pub(crate) edited: RwSignal<Option<String>>,
    /// The store has been refused: what is here is all there is.
    is_refused: StoredValue<bool>,
    /// How many deeds were begun and ended.
    deeds: StoredValue<usize>,
    has_begun: StoredValue<bool>,
}

impl Collector {
    pub(super) fn new() -> Self {
        Self {
            collection: RwSignal::default(),
            said: RwSignal::default(),
            tag: RwSignal::default(),
            edited: RwSignal::default(),
            is_refused: StoredValue::default(),
            deeds: StoredValue::default(),
            has_begun: StoredValue::default(),
        }
    }

    /// Looks into the store the first time that it matters.
    pub(crate) async fn begin(self) {
        if self.has_begun.try_update_value(|begun| std::mem::replace(begun, true)) == Some(false) {
            self.look().await;
        }
    }

    /// Looks into the store, which another tab may have changed.
    pub(crate) async fn look(self) {
        // What was removed a moment ago can still come back.
        if self.is_refused.get_value() || self.collection.with_untracked(|collection| collection.undoable() > 0) {
            return;
        }
        loop {
            let deeds = self.deeds.get_value();
            let records = match excerpts::list().await {
                Ok(records) => records,
                Err(fault) => return self.refuse(fault),
            };
            // What was done meanwhile is not in what was read.
            if self.deeds.try_get_value().is_none_or(|now| now == deeds) {
                let mut found = Collection::default();
                found.load(records);
                if self.collection.try_with_untracked(|collection| *collection != found) == Some(true) {
                    self.collection.set(found);
                }
                return;
            }
        }
    }

    fn refuse(self, fault: Fault) {
        self.is_refused.set_value(true);
        self.said.set(Some(library::fault(fault).and(&say::UNTIL_CLOSED)));
    }

    /// Changes the collection, and writes what is different.
    async fn change(self, change: impl FnOnce(&mut Collection)) {
        let before = self.collection.get_untracked();
        let mut after = before.clone();
        change(&mut after);
        let put: Vec<Kept> =
            after.quotes().iter().filter(|kept| before.get(&kept.key) != Some(*kept)).cloned().collect();
        let gone = before.quotes().iter().filter(|kept| after.get(&kept.key).is_none());
        let gone: Vec<String> = gone.map(|kept| kept.key.clone()).collect();
        self.collection.set(after);
        self.deeds.update_value(|deeds| *deeds += 1);
        if self.is_refused.get_value() || put.is_empty() && gone.is_empty() {
            return;
        }
        let written = excerpts::write(&put, &gone).await;
        self.deeds.try_update_value(|deeds| *deeds += 1);
        match written {
            Ok(()) => self.said.set(None),
            Err(fault) => self.refuse(fault),
        }
    }

    /// Moves a quotation by one place.
    pub(crate) fn shift(self, key: String, up: bool) {
        spawn(self.change(move |collection| {
            if let Some(at) = collection.quotes().iter().position(|kept| kept.key == key) {
                collection.move_to(&key, if up { at.saturating_sub(1) } else { at + 1 });
            }
        }));
    }

    /// Writes note and tags of a quotation.
    pub(crate) fn annotate(self, key: String, note: String, tags: String) {
        self.edited.set(None);
        spawn(self.change(move |collection| {
            collection.annotate(&key, &note);
            collection.tag(&key, &tags);
        }));
    }

    /// Removes a quotation.
    pub(crate) async fn remove(self, key: String) {
        self.change(move |collection| collection.remove(Some(&key))).await;
    }

    /// Brings back what was removed last.
    pub(crate) async fn undo(self) {
        self.change(Collection::undo).await;
    }
}

impl Reader {
    /// Keeps what is in hand.
    pub(crate) fn keep_quote(self) {
        let Some(taken) = self.quoting().holder.taken.get_untracked() else { return };
        let collector = self.quoting().collector;
        spawn(async move {
            collector.look().await;
            let kept = Kept { kept: now(), ..taken.kept };
            collector
                .change(move |collection| {
                    collection.keep(kept);
                })
                .await;
            report(page::set_text("heard", &self.said(&say::KEPT)));
        });
    }

    /// Tells whether what is in hand is kept.
    pub(crate) fn has_quote(self) -> bool {
        let key = self.quoting().holder.taken.with(|taken| taken.as_ref().map(|taken| taken.kept.key.clone()));
        key.is_some_and(|key| self.quoting().collector.collection.with(|all| all.get(&key).is_some()))
    }

    /// Opens the collection.
    pub(crate) fn open_collection(self) {
        spawn(self.quoting().collector.look());
        page::show_dialog("excerpts");
    }

    /// Goes where a quotation stands.
    pub(crate) fn go_to_quote(self, kept: &Kept) {
        page::close_dialog("excerpts");
        let fragment = kept.selector.clone().into_state().to_string();
        let is_there = address::fragment().is_ok_and(|standing| standing.trim_start_matches('#') == fragment);
        if is_there {
            // Going where one is tells nobody.
            return self.arrive_again();
        }
        report(address::go(&fragment));
    }

    /// Hands the collection out as a file.
    pub(crate) fn export_collection(self, ending: &'static str) {
        let written = self.quoting().collector.collection.with_untracked(|collection| match ending {
            "md" => (collection.markdown(), "text/markdown"),
            "json" => (collection.json(), "application/json"),
            _ => (collection.csv(), "text/csv"),
        });
        report(download::save(&["shilu-quotes.", ending].concat(), written.1, &written.0));
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no clock is set before 1970")]
fn now() -> u64 {
    js_sys::Date::now() as u64
}
