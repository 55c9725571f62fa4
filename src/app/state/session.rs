//! The transcripts that are open until the page is closed, and the reading of more. Knows them by the numbers that the
//! engine gave them.

use crate::messages::{Message, opening};
use crate::protocol::Facts;
use crate::text::decode::DecodeError;

/// What is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    listed: Vec<Facts>,
    shown: usize,
    settled: usize,
    batches: Vec<(usize, Batch)>,
    begun: usize,
}

impl Session {
    /// Begins with the transcripts that the page came with, of which it shows the first.
    pub fn new(carried: impl IntoIterator<Item = Facts>) -> Self {
        let listed: Vec<Facts> = carried.into_iter().collect();
        Self { settled: listed.len(), listed, ..Self::default() }
    }

    /// Takes a transcript into the list; what is there stays as it is.
    pub fn list(&mut self, n: usize, facts: Facts) {
        if n == self.listed.len() {
            self.listed.push(facts);
        }
    }

    /// Shows another transcript.
    pub fn show(&mut self, n: usize) {
        self.shown = n;
    }

    /// Returns the number of the one that is shown.
    pub fn shown(&self) -> usize {
        self.shown
    }

    /// Returns what is known of the one that is shown.
    pub fn facts(&self) -> Option<&Facts> {
        self.listed.get(self.shown)
    }

    /// Returns all, in the order in which they were opened.
    pub fn listed(&self) -> &[Facts] {
        &self.listed
    }

    /// Returns how many were in the list when a reading ended last: while thousands come in, nobody follows the list.
    pub fn settled(&self) -> usize {
        self.settled
    }

    /// Begins to read files, beside others that are being read; returns what this reading goes by.
    pub fn begin(&mut self, total: usize) -> usize {
        self.begun += 1;
        self.batches.push((self.begun, Batch { total, ..Batch::default() }));
        self.begun
    }

    /// Takes in what became of the next file of a reading; false when no more is wanted.
    pub fn take(&mut self, reading: usize, name: &str, outcome: Outcome) -> bool {
        if let Outcome::Listed(n, facts) = &outcome {
            self.list(*n, facts.clone());
        }
        let Some((_, batch)) = self.batches.iter_mut().find(|(id, _)| *id == reading) else { return false };
        batch.take(name, outcome);
        !batch.is_cancelled
    }

    /// Wants no more files.
    pub fn cancel(&mut self) {
        for (_, batch) in &mut self.batches {
            batch.is_cancelled = true;
        }
    }

    /// Ends a reading: returns the transcript to show, and what there is to say.
    pub fn end(&mut self, reading: usize) -> (Option<usize>, Option<Message>) {
        let at = self.batches.iter().position(|(id, _)| *id == reading);
        let batch = at.map(|at| self.batches.remove(at).1).unwrap_or_default();
        self.settled = self.listed.len();
        (batch.first, batch.said())
    }

    /// Returns how many files are read, of how many; nothing of nothing when none are being read.
    pub fn progress(&self) -> (usize, usize) {
        self.batches.iter().fold((0, 0), |(done, total), (_, batch)| (done + batch.done, total + batch.total))
    }
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is in the list.
    Listed(usize, Facts),
    /// It is no text.
    Unreadable(DecodeError),
    /// The browser did not give it out.
    Withheld,
    /// It was fetched in vain.
    Failed(Message),
    /// It was a library or a lexicon, which says itself what became of it.
    Imported,
}

/// Files that are read one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
struct Batch {
    total: usize,
    done: usize,
    is_cancelled: bool,
    first: Option<usize>,
    failed: usize,
    imported: usize,
    why: Option<Message>,
}

impl Batch {
    fn take(&mut self, name: &str, outcome: Outcome) {
        self.done += 1;
        let why = match outcome {
            Outcome::Listed(n, _) => {
                self.first = self.first.or(Some(n));
                return;
            }
            Outcome::Unreadable(error) => opening::unreadable(error),
            Outcome::Withheld => opening::WITHHELD,
            Outcome::Failed(why) => why,
            Outcome::Imported => {
                self.imported += 1;
                return;
            }
        };
        self.failed += 1;
        self.why = self.why.take().or_else(|| Some(opening::of_file(name, &why)));
    }

    /// Says what a list does not show: what failed, and whether there would have been more.
    fn said(self) -> Option<Message> {
        let opened = self.done - self.failed - self.imported;
        let counts = if self.is_cancelled && self.done < self.total {
            Some(opening::stopped(opened, self.total))
        } else {
            (self.total > 1).then(|| opening::opened(opened, self.failed))
        };
        match (counts, self.why) {
            (Some(counts), Some(why)) => Some(counts.and(&why)),
            (counts, why) => counts.or(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Ui;

    fn listed(n: usize) -> Outcome {
        Outcome::Listed(n, Facts { doc: n.to_string(), ..Facts::default() })
    }

    fn en(said: Option<Message>) -> String {
        said.map(|said| said.to(Ui::En).to_owned()).unwrap_or_default()
    }

    #[test]
    fn one_file_is_shown_and_nothing_is_said() {
        let mut session = Session::new(Some(Facts::default()));
        let reading = session.begin(1);
        assert!(session.take(reading, "a.txt", listed(1)));
        assert_eq!(session.end(reading), (Some(1), None));
        assert_eq!(session.listed().len(), 2);
    }

    #[test]
    fn a_file_that_fails_leaves_what_is_shown() {
        let mut session = Session::new(Some(Facts::default()));
        let reading = session.begin(1);
        session.take(reading, "a.pdf", Outcome::Unreadable(DecodeError::Pdf));
        let (first, said) = session.end(reading);
        assert_eq!(first, None);
        assert!(en(said).starts_with("a.pdf: This is a PDF."));
        assert_eq!((session.shown(), session.listed().len()), (0, 1));
    }

    #[test]
    fn of_many_files_the_first_readable_one_is_shown_and_the_others_are_counted() {
        let mut session = Session::default();
        let reading = session.begin(3);
        session.take(reading, "a.png", Outcome::Unreadable(DecodeError::Picture));
        session.take(reading, "b.txt", listed(0));
        session.take(reading, "c.txt", listed(1));
        assert_eq!(session.progress(), (3, 3));
        let (first, said) = session.end(reading);
        assert_eq!(first, Some(0));
        assert!(en(said).starts_with("2 transcripts opened, 1 file could not be read. a.png: This is a picture"));
        assert_eq!(session.progress(), (0, 0));
    }

    #[test]
    fn a_cancel_ends_the_reading_and_keeps_what_was_read() {
        let mut session = Session::default();
        let reading = session.begin(100);
        assert!(session.take(reading, "a.txt", listed(0)));
        session.cancel();
        assert!(!session.take(reading, "b.txt", listed(1)));
        let (first, said) = session.end(reading);
        assert_eq!((first, session.listed().len()), (Some(0), 2));
        assert_eq!(en(said), "Stopped: 2 of 100 files were opened.");
    }

    #[test]
    fn what_is_opened_while_files_are_read_is_shown_by_itself() {
        let mut session = Session::default();
        let files = session.begin(2);
        session.take(files, "a.txt", listed(0));
        let pasted = session.begin(1);
        session.take(pasted, "", listed(1));
        assert_eq!(session.progress(), (2, 3));
        assert_eq!(session.end(pasted), (Some(1), None));
        session.take(files, "b.txt", listed(2));
        assert_eq!(session.end(files).0, Some(0));
    }

    #[test]
    fn a_text_that_is_open_already_is_shown_where_it_is() {
        let mut session = Session::new(Some(Facts { doc: "a".into(), ..Facts::default() }));
        let reading = session.begin(1);
        session.take(reading, "again.txt", listed(0));
        assert_eq!(session.end(reading).0, Some(0));
        assert_eq!(session.listed().first().map(|facts| facts.doc.as_str()), Some("a"));
    }
}
