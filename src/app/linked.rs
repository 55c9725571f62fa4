//! The transcript that the address names by `?src=`: from beside the page at once, from elsewhere when the reader agrees.

use leptos::prelude::*;

use super::reader::{Reader, Scrolled};
use super::state::session::Outcome;
use crate::browser::address::{self, Source};
use crate::browser::fetch::{self, Failure};
use crate::browser::task::spawn;
use crate::messages::{Message, opening};
use crate::protocol::Request;

impl Reader {
    /// Goes where the address leads: to a transcript that it names, and to the place in it.
    pub(super) fn begin_reading(self) {
        match address::source() {
            None => self.arrive(Scrolled::AtStart),
            Some(Source::Own(address)) => spawn(self.follow(address, false)),
            Some(Source::Foreign { address, host }) => self.ask_leave(Some((address, host))),
            Some(Source::Refused) => self.tell(opening::BAD_SOURCE),
        }
    }

    /// Reads from elsewhere, as the reader has agreed; or leaves it.
    pub(crate) fn answer_leave(self, agrees: bool) {
        let Some((address, _)) = self.leave().get_untracked() else { return };
        self.ask_leave(None);
        if agrees {
            spawn(self.follow(address, true));
        }
    }

    async fn follow(self, address: String, is_foreign: bool) {
        let Some(reading) = self.begin(1) else { return };
        let fetched = if is_foreign { fetch::foreign(&address).await } else { fetch::own(&address).await };
        let outcome = match (fetched, self.engine()) {
            (_, None) => return,
            (Err(failure), _) => Outcome::Failed(why(failure)),
            (Ok(buffer), Some(door)) => {
                let name = address::file_name(&address);
                self.outcome(door.ask(Request::Read { name, url: Some(address.clone()) }, Some(buffer)).await)
            }
        };
        self.change(|state| state.session.take(reading, &address, outcome));
        self.end(reading, true).await;
    }

    fn tell(self, said: Message) {
        self.change(|state| state.said = Some(said));
    }
}

fn why(failure: Failure) -> Message {
    match failure {
        Failure::Status(status) => opening::status(status),
        Failure::Unreachable => opening::UNREACHABLE,
    }
}
