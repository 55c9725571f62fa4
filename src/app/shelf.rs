//! The library at work: the deeds behind its buttons, each carried out in the store and then in the list. Knows both,
//! and draws nothing.
//!
//! What the store refuses is held here until the page is closed, and `said` says so.

use js_sys::Array;
use leptos::prelude::*;

use crate::browser::page;
use crate::browser::store::{self, Removed};
use crate::library::{Change, Fault, Incoming, Library, Record, Writer, clean_title};
use crate::messages::{Message, library as words};
use crate::protocol::{Document, Facts};

/// The library, as the views share it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shelf {
    /// The list.
    pub(crate) library: RwSignal<Library>,
    /// What the library has to say.
    pub(crate) said: RwSignal<Option<Message>>,
    /// How many bytes are used.
    pub(crate) used: RwSignal<u64>,
    held: StoredValue<Vec<(Record, String)>>,
    removed: StoredValue<Option<Removed>, LocalStorage>,
}

impl Shelf {
    /// Begins with nothing known of the store.
    pub(crate) fn new() -> Self {
        Self {
            library: RwSignal::default(),
            said: RwSignal::default(),
            used: RwSignal::default(),
            held: StoredValue::default(),
            removed: StoredValue::new_local(None),
        }
    }

    /// Looks into the store, which another tab may have changed.
    pub(crate) async fn look(self) {
        match store::list().await {
            Ok(records) => self.library.update(|library| library.load(records)),
            Err(fault) => self.said.set(Some(words::fault(fault))),
        }
        let sum = self.library.with_untracked(Library::bytes);
        self.used.set(store::usage().await.unwrap_or(sum));
    }

    /// Keeps an open transcript.
    pub(crate) async fn keep(self, document: Document, facts: Facts) {
        let record = Record {
            digest: document.digest,
            title: clean_title(facts.title.as_deref().unwrap_or_default()),
            name: facts.name,
            date: facts.date,
            exchanges: facts.exchanges as u64,
            encoding: document.encoding,
            url: document.url,
            place: page::block_in_sight(),
            opened: now(),
            bytes: document.text.len() as u64,
        };
        self.look().await;
        // Another tab may have kept it, and called it something else.
        if self.is_stored(Some(&record.digest)) {
            return self.said.set(None);
        }
        let outcome = self.put(vec![(record, document.text)]).await;
        self.say(outcome, &words::HELD);
    }

    /// Takes the records of a library's file in.
    pub(crate) async fn import(self, records: &Array) {
        self.look().await;
        let mut incoming = Incoming::default();
        let is_known = |digest: &str| self.library.with_untracked(|library| library.get(digest).is_some());
        for record in records.iter() {
            incoming.take(&|key| store::field(&record, key), &is_known);
        }
        let said = words::imported(incoming.new.len(), incoming.known, incoming.broken);
        let outcome = self.put(incoming.new).await;
        self.said.set(Some(match outcome {
            Ok(()) => said,
            Err(fault) => said.and(&words::fault(fault)).and(&words::HELD),
        }));
    }

    /// Writes the library's file, without the records that have no text.
    pub(crate) async fn export(self) -> Option<String> {
        let mut writer = Writer::default();
        let records = self.library.with_untracked(|library| library.entries().to_vec());
        for record in records.into_iter().map(|entry| entry.record) {
            match self.text(&record.digest).await {
                Ok(Some(text)) => writer.add(&record, &text),
                Ok(None) => {}
                Err(fault) => {
                    self.said.set(Some(words::fault(fault)));
                    return None;
                }
            }
        }
        self.said.set(None);
        Some(writer.finish())
    }

    /// Takes a transcript from the shelf.
    pub(crate) async fn take(self, digest: &str) -> Option<Document> {
        let record = self.library.with_untracked(|library| library.get(digest).map(|entry| entry.record.clone()))?;
        match self.text(digest).await {
            Ok(Some(text)) => {
                self.said.set(None);
                let Record { digest, name, encoding, url, .. } = record;
                Some(Document { name, text, digest, encoding, url })
            }
            Ok(None) => {
                self.said.set(Some(words::TEXT_DAMAGED));
                None
            }
            Err(fault) => {
                self.said.set(Some(words::fault(fault)));
                None
            }
        }
    }

    /// Gives a record another title; an empty one leaves it as it is.
    pub(crate) async fn rename(self, digest: String, typed: String) {
        let title = clean_title(&typed);
        if !title.is_empty() {
            let outcome = self.change(&digest, Change::Title(title)).await;
            self.say(outcome, &words::UNCHANGED);
        }
    }

    /// Notes that a record is opened now.
    pub(crate) async fn opened(self, digest: &str) -> Result<(), Fault> {
        self.change(digest, Change::Opened(now())).await
    }

    /// Notes where the reader of a document is, where it is kept.
    pub(crate) async fn stop_at(self, doc: &str, place: Option<String>) -> Result<(), Fault> {
        if self.library.with_untracked(|library| library.entries().is_empty()) {
            // Nobody has looked yet.
            let records = store::list().await?;
            self.library.update(|library| library.load(records));
        }
        let kept = self.library.with_untracked(|library| library.by_doc(doc).map(|entry| entry.record.clone()));
        match kept {
            Some(record) if record.place != place => self.change(&record.digest, Change::Place(place)).await,
            _ => Ok(()),
        }
    }

    /// Removes a record, or all.
    pub(crate) async fn remove(self, digest: Option<String>) {
        let digest = digest.as_deref();
        let removed = if self.is_stored(digest) { store::remove(digest).await } else { Ok(None) };
        match removed {
            Ok(removed) => {
                self.library.update(|library| library.remove(digest));
                self.removed.set_value(removed);
                self.said.set(Some(words::removed(self.library.with_untracked(Library::undoable))));
                self.look().await;
            }
            Err(fault) => self.say(Err(fault), &words::UNCHANGED),
        }
    }

    /// Brings back what was removed last.
    pub(crate) async fn undo(self) {
        self.look().await;
        let is_there = |digest: &str| self.library.with_untracked(|library| library.get(digest).is_some());
        let removed = self.removed.get_value();
        let outcome = match &removed {
            Some(removed) => store::put_back(removed, &is_there).await,
            None => Ok(()),
        };
        if outcome.is_ok() {
            self.library.update(Library::undo);
            self.removed.set_value(None);
            self.look().await;
        }
        self.say(outcome, &words::UNCHANGED);
    }

    /// Puts records into store and list; those that the store refuses are held.
    async fn put(self, new: Vec<(Record, String)>) -> Result<(), Fault> {
        if new.is_empty() {
            return Ok(());
        }
        let outcome = store::keep(&new).await;
        self.library.update(|library| {
            for (record, _) in &new {
                library.put(record.clone(), outcome.is_ok());
            }
        });
        match outcome {
            Ok(()) => self.look().await,
            Err(_) => self.held.update_value(|held| held.extend(new)),
        }
        outcome
    }

    /// Changes a record, in the store first.
    async fn change(self, digest: &str, change: Change) -> Result<(), Fault> {
        if self.is_stored(Some(digest)) {
            store::change(digest, &change).await?;
        }
        self.library.update(|library| library.change(digest, change));
        Ok(())
    }

    /// Returns the text of a record, where it has one.
    async fn text(self, digest: &str) -> Result<Option<String>, Fault> {
        let is_meant = |held: &&(Record, String)| held.0.digest == digest;
        let held = self.held.with_value(|held| held.iter().find(is_meant).map(|(_, text)| text.clone()));
        if held.is_some() { Ok(held) } else { store::text(digest).await }
    }

    fn is_stored(self, digest: Option<&str>) -> bool {
        self.library.with_untracked(|library| library.is_stored(digest))
    }

    /// Says nothing of what went well, and of what did not, why and what becomes of it.
    fn say(self, outcome: Result<(), Fault>, consequence: &Message) {
        self.said.set(outcome.err().map(|fault| words::fault(fault).and(consequence)));
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no clock is set before 1970")]
fn now() -> u64 {
    js_sys::Date::now() as u64
}
