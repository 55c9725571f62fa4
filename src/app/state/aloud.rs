//! Reading aloud: which sentences, and which one is spoken now. Knows no voice and no screen.

/// How fast, and what that is called: the voice's own speed is 1.
pub const RATES: [(f32, &str); 4] = [(0.75, "0.75"), (1.0, "1"), (1.25, "1.25"), (1.5, "1.5")];

/// How much is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// What is in hand.
    #[default]
    Hand,
    /// The turn that it stands in.
    Turn,
    /// The conference, from there on.
    All,
}

/// Sentences that are read one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aloud {
    queue: Vec<(String, String)>,
    at: usize,
    is_paused: bool,
    spoken: usize,
}

impl Aloud {
    /// Begins with sentences, each with its id; blank ones are passed over.
    pub fn begin(&mut self, sentences: Vec<(String, String)>) {
        self.queue = sentences;
        self.queue.retain(|(_, words)| !words.trim().is_empty());
        (self.at, self.is_paused) = (0, false);
    }

    /// Returns the sentence that is read: its id and its words.
    pub fn current(&self) -> Option<&(String, String)> {
        self.queue.get(self.at)
    }

    /// Tells whether anything is read, paused or not.
    pub fn is_on(&self) -> bool {
        self.at < self.queue.len()
    }

    /// Tells whether it pauses.
    pub fn is_paused(&self) -> bool {
        self.is_paused
    }

    /// Pauses, or goes on.
    pub fn set_paused(&mut self, is_paused: bool) {
        self.is_paused = is_paused;
    }

    /// Speaks the current sentence; returns what its end must bring back.
    pub fn speak(&mut self) -> usize {
        self.spoken += 1;
        self.spoken
    }

    /// Goes on after a sentence; false where that is no longer the one that is spoken, or it was the last.
    pub fn end(&mut self, spoken: usize) -> bool {
        if spoken != self.spoken || self.is_paused {
            return false;
        }
        self.at += 1;
        self.is_on()
    }

    /// Goes to the sentence beside, as far as there is one.
    pub fn step(&mut self, back: bool) {
        self.at = if back { self.at.saturating_sub(1) } else { (self.at + 1).min(self.queue.len().saturating_sub(1)) };
    }

    /// Ends.
    pub fn stop(&mut self) {
        self.queue.clear();
        (self.at, self.is_paused) = (0, false);
        self.spoken += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(words: &[&str]) -> Aloud {
        let mut aloud = Aloud::default();
        aloud.begin(words.iter().map(|words| (format!("#{words}"), (*words).to_owned())).collect());
        aloud
    }

    fn now(aloud: &Aloud) -> &str {
        aloud.current().map_or("", |(_, words)| words)
    }

    #[test]
    fn sentences_are_read_one_after_the_other_to_the_last() {
        let mut aloud = reading(&["甲", " ", "乙"]);
        let spoken = aloud.speak();
        assert!(aloud.end(spoken));
        assert_eq!(now(&aloud), "乙");
        let spoken = aloud.speak();
        assert!(!aloud.end(spoken) && !aloud.is_on());
    }

    #[test]
    fn the_end_of_a_sentence_that_was_broken_off_leads_nowhere() {
        let mut aloud = reading(&["甲", "乙", "丙"]);
        let broken_off = aloud.speak();
        aloud.step(false);
        aloud.speak();
        assert!(!aloud.end(broken_off));
        assert_eq!(now(&aloud), "乙");
    }

    #[test]
    fn a_pause_stays_at_its_sentence() {
        let mut aloud = reading(&["甲", "乙"]);
        let spoken = aloud.speak();
        aloud.set_paused(true);
        assert!(!aloud.end(spoken));
        assert_eq!((now(&aloud), aloud.is_on()), ("甲", true));
        aloud.stop();
        assert!(!aloud.is_on());
    }

    #[test]
    fn steps_stay_within_what_is_read() {
        let mut aloud = reading(&["甲", "乙"]);
        aloud.step(true);
        assert_eq!(now(&aloud), "甲");
        aloud.step(false);
        aloud.step(false);
        assert_eq!(now(&aloud), "乙");
    }
}
