//! The library: the transcripts that the reader keeps. Knows what a record is, how the list is ordered, what an undo
//! brings back, and the one file that carries everything; knows no store, no clock and no screen.
//!
//! A record comes from a store or a file that anybody may have written: it is read field by field, and one that does
//! not hold is counted, never repaired and never listed.

mod file;
mod record;
#[cfg(test)]
mod tests;

pub(crate) use file::push_quoted;
pub use file::{FORMAT, Incoming, Writer};
pub use record::{Change, Field, Record, clean_title, day};

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The record.
    pub record: Record,
    /// Whether the device keeps it; else it lasts as long as the page.
    pub stored: bool,
}

/// What the reader keeps, the last opened first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    entries: Vec<Entry>,
    removed: Vec<Entry>,
    broken: usize,
}

impl Library {
    /// Takes in what the store holds, a record or `None` for one that does not hold, in the place of what was known
    /// of it. What lasts only as long as the page stays.
    pub fn load(&mut self, records: impl IntoIterator<Item = Option<Record>>) {
        self.entries.retain(|entry| !entry.stored);
        self.broken = 0;
        for record in records {
            match record {
                Some(record) => self.put(record, true),
                None => self.broken += 1,
            }
        }
    }

    /// Puts a record into the list, in the place of one with the same digest.
    pub fn put(&mut self, record: Record, stored: bool) {
        self.entries.retain(|entry| entry.record.digest != record.digest);
        self.entries.push(Entry { record, stored });
        self.order();
    }

    /// Changes a record, where there is one.
    pub fn change(&mut self, digest: &str, change: Change) {
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.record.digest == digest) {
            change.apply(&mut entry.record);
            self.order();
        }
    }

    /// Removes one record, or all. What was removed before cannot come back after that.
    pub fn remove(&mut self, digest: Option<&str>) {
        let is_meant = |entry: &Entry| digest.is_none_or(|digest| entry.record.digest == digest);
        let (removed, entries) = std::mem::take(&mut self.entries).into_iter().partition(is_meant);
        (self.removed, self.entries) = (removed, entries);
    }

    /// Brings back what was removed last, except what has been kept anew since.
    pub fn undo(&mut self) {
        for entry in std::mem::take(&mut self.removed) {
            if self.get(&entry.record.digest).is_none() {
                self.entries.push(entry);
            }
        }
        self.order();
    }

    /// Returns how many records an undo would bring back.
    pub fn undoable(&self) -> usize {
        self.removed.len()
    }

    /// Returns the list, the last opened first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Returns the entry with a digest.
    pub fn get(&self, digest: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.record.digest == digest)
    }

    /// Returns the entry of a document, by its name in addresses: the digest's beginning.
    pub fn by_doc(&self, doc: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| !doc.is_empty() && entry.record.digest.starts_with(doc))
    }

    /// Tells whether the store has to do with a record, or, without a digest, with any.
    pub fn is_stored(&self, digest: Option<&str>) -> bool {
        match digest {
            Some(digest) => self.get(digest).is_some_and(|entry| entry.stored),
            None => self.broken > 0 || self.entries.iter().any(|entry| entry.stored),
        }
    }

    /// Returns how many records in the store do not hold.
    pub fn broken(&self) -> usize {
        self.broken
    }

    /// Returns how many bytes the texts have together.
    pub fn bytes(&self) -> u64 {
        self.entries.iter().fold(0, |sum, entry| sum.saturating_add(entry.record.bytes))
    }

    /// The last opened first; the digest decides where two were opened at once, so that the order is always the same.
    fn order(&mut self) {
        crate::order::order(&mut self.entries, |a, b| {
            b.record.opened.cmp(&a.record.opened).then_with(|| a.record.digest.cmp(&b.record.digest))
        });
    }
}

/// Why the store does not do what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The browser allows no storage here: a private window, a setting, a page within another site.
    Refused,
    /// There is no room.
    Full,
    /// A later Shilu has made the library its own.
    Newer,
    /// Another tab holds it, or it does not answer.
    Busy,
    /// It is there and not in a form that can be read.
    Damaged,
}

impl Fault {
    /// Returns the fault of an exception, by its name (W3C Indexed Database API 3.0, § 6; Web IDL § 2.8.1).
    pub fn of(exception: &str) -> Self {
        match exception {
            "QuotaExceededError" => Self::Full,
            "VersionError" => Self::Newer,
            "InvalidStateError" | "TimeoutError" | "TransactionInactiveError" | "AbortError" => Self::Busy,
            "NotFoundError" | "DataError" | "ConstraintError" | "DataCloneError" | "NotReadableError" => Self::Damaged,
            _ => Self::Refused,
        }
    }
}
