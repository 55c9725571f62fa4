//! A card in the making: what comes of what is chosen. Knows sheets; knows no canvas.

use crate::card::{Sheet, TooLong};

/// What was composed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Composed {
    /// The sheets: one, or numbered ones; none where the words do not fit.
    pub sheets: Vec<Sheet>,
    /// Over how many sheets they could be spread, where they do not fit on one; 0 where not even that helps.
    pub could_be: usize,
    /// Which of them is shown.
    pub at: usize,
}

impl Composed {
    /// Takes in what came of composing; what was shown stays where that is possible.
    pub fn take(&mut self, composed: Result<Vec<Sheet>, TooLong>) {
        match composed {
            Ok(sheets) => *self = Self { at: self.at.min(sheets.len().saturating_sub(1)), sheets, could_be: 0 },
            Err(too_long) => {
                *self = Self { sheets: Vec::new(), could_be: too_long.cards.unwrap_or_default(), at: 0 };
            }
        }
    }

    /// Returns the sheet that is shown.
    pub fn shown(&self) -> Option<&Sheet> {
        self.sheets.get(self.at)
    }

    /// Goes to the sheet beside.
    pub fn turn(&mut self, back: bool) {
        let next = if back { self.at.saturating_sub(1) } else { self.at + 1 };
        self.at = next.min(self.sheets.len().saturating_sub(1));
    }
}

/// Leaves a clause out or takes it in again; the first stand for all while nothing is left out. The last stays.
pub fn toggle(kept: &[usize], clause: usize, count: usize) -> Vec<usize> {
    let standing: Vec<usize> = if kept.is_empty() { (0..count).collect() } else { kept.to_vec() };
    let has_it = standing.contains(&clause);
    if has_it && standing.len() == 1 {
        return standing;
    }
    let wants = |n: &usize| if *n == clause { !has_it } else { standing.contains(n) };
    let all: Vec<usize> = (0..count).filter(wants).collect();
    if all.len() == count { Vec::new() } else { all }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_is_left_out_and_taken_in_again_and_the_last_stays() {
        assert_eq!(toggle(&[], 1, 3), [0, 2]);
        assert_eq!(toggle(&[0, 2], 1, 3), Vec::<usize>::new());
        assert_eq!(toggle(&[0, 2], 0, 3), [2]);
        assert_eq!(toggle(&[2], 2, 3), [2]);
        assert_eq!(toggle(&[], 0, 1), [0]);
    }

    #[test]
    fn a_turned_sheet_stays_within_the_sheets() {
        let mut composed = Composed::default();
        composed.turn(false);
        composed.turn(true);
        assert_eq!((composed.at, composed.shown()), (0, None));
    }
}
