//! Embedding: what the dialog makes the snippet of. Draws no view.

use leptos::prelude::*;

use super::reader::Reader;
use crate::browser::{address, clipboard, page, task};
use crate::embed::snippet::{Snippet, What};
use crate::messages::{Message, finding, quoting};

/// What the dialog shares with its view.
#[derive(Clone, Copy)]
pub(crate) struct Embedder {
    /// What of the conference.
    pub(crate) what: RwSignal<What>,
    /// What can be chosen.
    pub(crate) offers: RwSignal<Vec<What>>,
    /// As a frame, or as an element.
    pub(crate) is_frame: RwSignal<bool>,
    /// The address of the transcript, where it has one, and whether it is the one that the frame shows.
    pub(crate) source: RwSignal<Option<String>>,
    pub(crate) is_home: RwSignal<bool>,
    /// What the dialog has to say.
    pub(crate) said: RwSignal<Option<Message>>,
}

impl Embedder {
    pub(super) fn new() -> Self {
        Self {
            what: RwSignal::default(),
            offers: RwSignal::default(),
            is_frame: RwSignal::default(),
            source: RwSignal::default(),
            is_home: RwSignal::default(),
            said: RwSignal::default(),
        }
    }
}

/// Tells whether an embed lies beside the page: in the one file there is none, and no address.
pub(crate) fn can_embed() -> bool {
    address::base().is_some() && page::count("script[data-glue]") > 0
}

impl Reader {
    /// Opens the dialog with what the reader is reading.
    pub(crate) fn begin_embedding(self) {
        let embedder = self.embedder();
        let held = self.quoting().holder.taken.get_untracked();
        let current =
            self.ask(|state| state.reading.current().and_then(crate::embed::conference::exchange_of)).flatten();
        let number = held.as_ref().map(|held| held.exchange as u32).filter(|number| *number > 0).or(current);
        let quotation = held.map(|held| What::Quotation {
            words: held.kept.text.clone(),
            attribution: held.attribution.clone(),
            exchange: u32::try_from(held.exchange).ok().filter(|number| *number > 0),
        });
        let offers: Vec<What> =
            [Some(What::Whole), number.map(What::Exchange), quotation].into_iter().flatten().collect();
        embedder.what.set(offers.last().cloned().unwrap_or_default());
        embedder.offers.set(offers);
        embedder.said.set(None);
        let (_, shown) = self.listed();
        let carried = crate::browser::source::read().unwrap_or_default().into_iter().next().filter(|_| shown == 0);
        embedder.is_home.set(carried.is_some());
        match carried {
            Some((document, _)) => embedder.source.set(Some([folder(), document.name].concat())),
            None => {
                embedder.source.set(None);
                task::spawn(async move {
                    let url = self.document().await.and_then(|document| document.url);
                    embedder.source.set(url);
                });
            }
        }
        page::show_dialog("embedding");
    }

    /// Returns what the snippet is made of.
    pub(crate) fn snippet(self) -> Snippet {
        let embedder = self.embedder();
        let (listed, shown) = self.listed();
        Snippet {
            folder: folder(),
            source: embedder.source.get(),
            title: listed.get(shown).map(|facts| self.title(facts)).unwrap_or_default(),
            what: embedder.what.get(),
            ui: self.ui_now(),
        }
    }

    /// Returns the lines; none before the dialog was opened. What is written into a field counts as a change of what is
    /// selected, and the reader's selection would be taken for a new one.
    pub(crate) fn lines(self) -> String {
        if self.embedder().offers.get().is_empty() {
            return String::new();
        }
        let snippet = self.snippet();
        if self.embedder().is_frame.get() { snippet.frame() } else { snippet.element() }
    }

    /// Copies the lines.
    pub(crate) fn copy_lines(self) {
        let lines = untrack(move || self.lines());
        task::spawn(async move {
            let copied = clipboard::write(&lines).await.is_ok();
            page::select_area("lines");
            self.embedder().said.set(Some(if copied { finding::COPIED } else { quoting::NOT_COPIED }));
        });
    }
}

/// Returns the address of the folder that the page lies in.
fn folder() -> String {
    let base = address::base().unwrap_or_default();
    let page = base.split('?').next().unwrap_or_default();
    page.rsplit_once('/').map(|(folder, _)| [folder, "/"].concat()).unwrap_or_default()
}
