//! Where links lead when neither the page nor the transcript has an address on the web: to the one that the reader gives.

use leptos::prelude::*;

use crate::app::reader::Reader;
use crate::browser::{address, storage};
use crate::messages::quoting as say;

/// What storage calls it.
const KEY: &str = "base";

/// Returns the address that the reader gave.
pub(super) fn told() -> Option<String> {
    storage::kept(KEY).as_deref().and_then(address::on_the_web)
}

impl Reader {
    /// Takes the address of the page on the web, and gives what is in hand its link.
    pub(crate) fn tell_home(self, typed: &str) {
        let holder = self.quoting().holder;
        match address::on_the_web(typed) {
            Some(home) if storage::keep(KEY, &home).is_ok() => self.take_again(),
            Some(_) => holder.said.set(Some(say::HOME_NOT_KEPT)),
            None => holder.said.set(Some(say::NO_ADDRESS)),
        }
    }
}
