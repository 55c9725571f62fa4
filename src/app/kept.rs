//! The reader and the library: keeping what is shown, opening what is kept, and the place where one stopped.

use leptos::prelude::*;

use super::reader::{Reader, report};
use super::state::session::Outcome;
use crate::browser::listen::Listener;
use crate::browser::task::spawn;
use crate::browser::{Refused, download, page};
use crate::library::Record;
use crate::messages::library as words;
use crate::protocol::{Request, Response};

impl Reader {
    /// Looks what is kept.
    pub(crate) fn look(self) {
        spawn(self.shelf().look());
    }

    /// Tells whether the transcript that is shown is kept.
    pub(crate) fn is_kept(self) -> bool {
        let (listed, shown) = self.listed();
        listed.get(shown).is_some_and(|facts| self.shelf().library.with(|library| library.by_doc(&facts.doc).is_some()))
    }

    /// Keeps the transcript that is shown.
    pub(crate) async fn keep(self) {
        let facts = self.ask(|state| state.session.facts().cloned()).flatten();
        if let (Some(document), Some(facts)) = (self.document().await, facts) {
            self.shelf().keep(document, facts).await;
        }
    }

    /// Opens a transcript that is kept.
    pub(crate) async fn open_kept(self, digest: String) {
        self.open_kept_as(digest, false).await;
    }

    /// Opens a transcript that is kept because the address names it, and the place in it.
    pub(super) async fn open_kept_at(self, digest: String) {
        self.open_kept_as(digest, true).await;
    }

    async fn open_kept_as(self, digest: String, as_addressed: bool) {
        let Some(document) = self.shelf().take(&digest).await else { return };
        let Some(reading) = self.begin(1) else { return };
        let Some(door) = self.engine() else { return };
        let name = document.name.clone();
        let outcome = match door.ask(Request::Take(document), None).await {
            Response::Listed(n, facts) => Outcome::Listed(n, facts),
            _ => Outcome::Withheld,
        };
        self.change(|state| state.session.take(reading, &name, outcome));
        self.end(reading, as_addressed).await;
        // That it cannot be noted keeps nobody from reading.
        let _ = self.shelf().opened(&digest).await;
    }

    /// Hands the whole library out as one file.
    pub(crate) async fn export_library(self) {
        if let Some(text) = self.shelf().export().await {
            report(download::save("shilu-library.json", "application/json", &text));
        }
    }

    /// Notes the place whenever the reader goes: to another transcript, another tab, or away.
    pub(super) fn note_leaving(self) -> [Result<Listener, Refused>; 2] {
        let document = page::document().map(Into::into);
        [
            document.and_then(|document| Listener::on(document, "visibilitychange", move |_| self.leave_off())),
            Listener::on_window("pagehide", move |_| self.leave_off()),
        ]
    }

    /// Notes where the reader is in what is shown, where it is kept.
    pub(super) fn leave_off(self) {
        let Some(facts) = self.ask(|state| state.session.facts().cloned()).flatten() else { return };
        let place = page::block_in_sight();
        spawn(async move {
            // That it cannot be noted keeps nobody from reading.
            let _ = self.shelf().stop_at(&facts.doc, place).await;
        });
    }

    /// Goes where the reader of a kept transcript stopped, and says so.
    pub(super) fn resume(self, doc: &str) {
        let kept = self.shelf().library.with_untracked(|library| library.by_doc(doc).map(|entry| entry.record.clone()));
        if let Some(Record { place: Some(place), .. }) = kept
            && page::by_id(&place).is_some()
        {
            page::scroll_to(&place);
            self.change(|state| state.said = Some(words::RESUMED));
        }
    }
}
