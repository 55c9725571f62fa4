//! Links to words: where they stand in what is open, in what is kept, or nowhere.

use leptos::prelude::*;

use super::{HAND, LINKED, place};
use crate::app::reader::{Reader, report};
use crate::browser::task::spawn;
use crate::browser::{highlight, page};
use crate::messages::{self, Message, quotes};
use crate::protocol::{Answered, Asking, Mark, Request, Response};
use crate::quotes::Orphan;

impl Reader {
    /// Goes where the address's words stand: exactly there, or it says that they do not.
    pub(crate) fn seek_place(self) {
        report(page::mark(None));
        spawn(async move {
            let asked = self.ask(|state| {
                let doc = state.address.doc.clone();
                let is_open =
                    doc.is_none() || state.session.listed().iter().any(|facts| Some(&facts.doc) == doc.as_ref());
                (doc, is_open, state.address.to_string(), state.session.shown())
            });
            let Some((doc, is_open, fragment, shown)) = asked else { return };
            if !is_open {
                // What is kept is looked through first; drawn, it comes here again.
                self.shelf().look().await;
                let kept = doc.as_ref().and_then(|doc| {
                    self.shelf()
                        .library
                        .with_untracked(|library| library.by_doc(doc).map(|one| one.record.digest.clone()))
                });
                if let Some(digest) = kept {
                    return self.open_kept_at(digest).await;
                }
            }
            let Some(door) = self.engine() else { return };
            let asking = Asking::Resolve { fragment: fragment.clone(), shown, everywhere: true };
            let answer = door.ask(Request::Quotes(asking), None).await;
            // The reader may have gone elsewhere since.
            if self.ask(|state| state.address.to_string() == fragment && state.session.shown() == shown) != Some(true) {
                return;
            }
            match answer {
                Response::Quoted(Answered::Resolved(n, marks)) if n == shown => self.point(&marks),
                Response::Quoted(Answered::Resolved(n, _)) => self.draw(n, true).await,
                Response::Quoted(Answered::Orphan(orphan)) => {
                    self.change(|state| state.said = Some(missing(orphan, is_open)));
                }
                _ => {}
            }
        });
    }

    /// Shows places in another transcript, or in the one that is shown.
    pub(crate) fn go_to_marks(self, n: usize, marks: Vec<Mark>) {
        spawn(async move {
            if self.ask(|state| state.session.shown()) != Some(n) {
                self.draw(n, false).await;
            }
            report(page::mark(None));
            self.point(&marks);
        });
    }

    /// Marks places, and brings the first into view.
    fn point(self, marks: &[Mark]) {
        report(highlight::show(HAND, [].into_iter()));
        report(highlight::show(LINKED, marks.iter().map(place)));
        if let Some(mark) = marks.first() {
            self.show_place(&mark.block);
            report(highlight::reveal(place(mark)));
        }
    }

    /// Forgets where a link led.
    pub(crate) fn unpoint(self) {
        report(highlight::show(LINKED, [].into_iter()));
    }
}

/// Says why a link's words have no place; `is_open`: its transcript is.
fn missing(orphan: Orphan, is_open: bool) -> Message {
    match orphan {
        _ if is_open => quotes::orphan(orphan),
        Orphan::NoPlace => messages::OTHER_DOCUMENT,
        _ => messages::OTHER_DOCUMENT.and(&quotes::orphan(orphan)),
    }
}
