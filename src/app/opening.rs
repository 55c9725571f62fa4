//! Opening and exporting: what each way of opening comes to. Knows files and the engine's door, draws no view.

use std::collections::VecDeque;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::door::{Asked, Door};
use super::reader::{Reader, Scrolled, report};
use super::shelf::Shelf;
use super::state::session::Outcome;
use crate::browser::build::build;
use crate::browser::exported::Exported;
use crate::browser::files::Dropped;
use crate::browser::task::spawn;
use crate::browser::{Refused, download, exported, page, sheet, source};
use crate::export::Format;
use crate::protocol::{Document, Drawing, Request, Response};
use crate::text::decode::{DecodeError, LARGEST};

/// How many files the browser is asked for before the first is there: what it takes from a disk comes late.
const AHEAD: usize = 16;

impl Reader {
    /// Returns the way to the engine. The transcripts that the page came with are its first.
    pub(super) fn engine(self) -> Option<Door> {
        self.door(|| {
            let carried = source::read().unwrap_or_default().into_iter();
            Door::open(carried.map(|(document, _)| Request::Take(document)).collect())
        })
    }

    /// Opens a text that is decoded already, such as one that was kept.
    pub(crate) fn open_document(self, document: Document) {
        self.open_by(Request::Take(document));
    }

    /// Opens what a person pasted.
    pub(crate) fn paste(self, text: String) {
        self.open_by(Request::Paste(text));
    }

    /// Returns the transcript that is shown, with its text.
    pub(crate) async fn document(self) -> Option<Document> {
        let n = self.ask(|state| state.session.shown())?;
        match self.engine()?.ask(Request::Tell(n), None).await {
            Response::Told(document) => Some(document),
            _ => None,
        }
    }

    fn open_by(self, request: Request) {
        spawn(async move {
            let Some(reading) = self.begin(1) else { return };
            let Some(door) = self.engine() else { return };
            let outcome = self.outcome(door.ask(request, None).await);
            self.change(|state| state.session.take(reading, "", outcome));
            self.end(reading, false).await;
        });
    }

    /// Opens files, those in folders too.
    pub(crate) fn drop_in(self, dropped: Dropped) {
        spawn(async move {
            match dropped.files().await {
                Ok(files) => self.read_all(files).await,
                Err(error) => report(Err(error)),
            }
        });
    }

    /// Opens files.
    pub(crate) fn read(self, files: Vec<File>) {
        spawn(self.read_all(files));
    }

    async fn read_all(self, files: Vec<File>) {
        let Some(reading) = self.begin(files.len()) else { return };
        let Some(door) = self.engine() else { return };
        let mut wanted = files.iter().map(|file| (!is_too_large(file)).then(|| file.array_buffer()));
        let mut coming: VecDeque<_> = wanted.by_ref().take(AHEAD).collect();
        let mut asked = VecDeque::new();
        let mut rest = files.iter();
        let mut is_wanted = true;
        loop {
            // The worker has always something to do, and the page never much to wait for.
            while let Some(file) = (is_wanted && asked.len() < AHEAD).then(|| rest.next()).flatten() {
                let next = coming.pop_front().flatten();
                coming.extend(wanted.next());
                let begun = match next {
                    None => Err(Outcome::Unreadable(DecodeError::TooLarge)),
                    Some(buffer) => read(self.shelf(), &door, file, buffer).await,
                };
                asked.push_back((file.name(), begun));
            }
            let Some((name, begun)) = asked.pop_front() else { break };
            let outcome = match begun {
                Ok(asked) => self.outcome(asked.response().await),
                Err(outcome) => outcome,
            };
            // After a cancel, what the engine has been asked already still comes into the list.
            is_wanted = self.change(|state| state.session.take(reading, &name, outcome)) == Some(true);
        }
        self.end(reading, false).await;
    }

    /// Begins to read files; `None` where there are none, or the page is gone.
    pub(super) fn begin(self, total: usize) -> Option<usize> {
        if total == 0 {
            return None;
        }
        self.change(|state| {
            state.said = None;
            state.session.begin(total)
        })
    }

    /// Wants no more files.
    pub(crate) fn cancel(self) {
        self.change(|state| state.session.cancel());
    }

    /// Ends a reading: shows what was read first. `as_addressed`: the address names it, and stays.
    pub(super) async fn end(self, reading: usize, as_addressed: bool) {
        let Some((first, said)) = self.change(|state| state.session.end(reading)) else { return };
        match first {
            Some(n) => self.draw(n, as_addressed).await,
            None if as_addressed => self.arrive(Scrolled::AtStart),
            None => {}
        }
        // Else what the drawing had to say stays.
        if said.is_some() {
            self.change(|state| state.said = said);
        }
        if let Some(taken) = self.chooser().taken.try_update_value(Option::take).flatten() {
            self.take_lexicon(taken).await;
        }
        if let Some(judged) = self.quoting().studio.opened.try_update_value(Option::take).flatten() {
            sheet::close("opening");
            self.show_judged(judged);
        }
    }

    /// Takes in what became of a file.
    pub(super) fn outcome(self, response: Response) -> Outcome {
        match response {
            Response::Listed(n, facts) => Outcome::Listed(n, facts),
            Response::Unreadable(error) => Outcome::Unreadable(error),
            Response::Judged(judged) => {
                self.quoting().studio.opened.set_value(Some(*judged));
                Outcome::Imported
            }
            Response::Lexicon(taken) => {
                self.chooser().taken.set_value(Some(taken));
                Outcome::Imported
            }
            _ => Outcome::Withheld,
        }
    }

    /// Draws what is shown once more, in other words.
    pub(super) async fn redraw(self) {
        let Some(n) = self.ask(|state| state.session.shown()) else { return };
        let Some(door) = self.engine() else { return };
        if let Response::Drawn { article, outline } = door.ask(Request::Draw(n), None).await {
            report(put(&article, &outline));
            self.watch();
            self.take_topics().await;
            if self.finder().is_wanted_now() {
                self.seek_now(false).await;
            }
        }
    }

    /// Shows another of the open transcripts.
    pub(crate) fn show(self, n: usize) {
        spawn(self.draw(n, false));
    }

    pub(super) async fn draw(self, n: usize, as_addressed: bool) {
        let Some(door) = self.engine() else { return };
        if let Response::Drawn { article, outline } = door.ask(Request::Draw(n), None).await {
            self.leave_off();
            report(put(&article, &outline));
            self.drawn(n, as_addressed).await;
        }
    }

    /// Hands the shown transcript out in a format.
    pub(crate) fn export(self, format: Format) {
        spawn(async move {
            let shown = self.ask(|state| (state.session.shown(), state.session.facts().cloned()));
            let (Some((n, facts)), Some(door)) = (shown, self.engine()) else { return };
            if let Response::Written(text) = door.ask(Request::Export(n, format), None).await {
                let name = file_name(&self.title(&facts.unwrap_or_default()), format);
                report(download::save(&name, format.media_type(), &text));
                sheet::close("exporting");
            }
        });
    }
}

fn is_too_large(file: &File) -> bool {
    file.size() > LARGEST as f64
}

/// Begins to read a file: the engine is asked, or it is known already what comes of it.
async fn read(shelf: Shelf, door: &Door, file: &File, buffer: js_sys::Promise) -> Result<Asked, Outcome> {
    let Ok(buffer) = JsFuture::from(buffer).await else { return Err(Outcome::Withheld) };
    let buffer: js_sys::ArrayBuffer = buffer.unchecked_into();
    let name = file.name();
    let ours = if exported::may_be(file) { exported::read(name.clone(), &buffer) } else { None };
    match ours {
        Some(Exported::Library(records)) => {
            shelf.import(&records).await;
            Err(Outcome::Imported)
        }
        Some(Exported::Transcript(document)) => Ok(door.begin(Request::Take(document), None).await),
        None => Ok(door.begin(Request::Read { name, url: None }, Some(buffer)).await),
    }
}

/// Puts a transcript in the place of the one that stands.
fn put(article: &Drawing, outline: &Drawing) -> Result<(), Refused> {
    page::put("article", "article", &build(article)?)?;
    page::put("outline", "ol", &build(outline)?)
}

/// Names a file after a title: without what no file system takes.
fn file_name(title: &str, format: Format) -> String {
    let is_bad = |c: char| c.is_control() || "\\/:*?\"<>|".contains(c);
    let stem: String = title.chars().map(|c| if is_bad(c) { ' ' } else { c }).take(80).collect();
    [stem.trim_matches([' ', '.'].as_slice()), ".", format.extension()].concat()
}
