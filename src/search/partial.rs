//! When the terms never meet: which of them do, and what was dropped. Never a bare "nothing found".

use super::corpus::{Corpus, Results, Scope, Wish};
use super::find::Sought;
use super::query::{Query, Term};
use crate::text::fold_onto;

/// A shorter piece of a term than this, in characters, says nothing; a single character counts where nothing longer is found.
const PIECE: usize = 2;

/// The best that can be had when the query as a whole is found nowhere.
#[derive(Clone, Debug)]
pub struct Partial {
    /// The terms that were found.
    pub kept: Vec<String>,
    /// The terms that were dropped, or the rest of the only term.
    pub dropped: Vec<String>,
    /// All terms stand in the conferences found, but in no exchange together.
    pub apart: bool,
    /// What was found for the kept terms.
    pub found: Results,
}

impl Corpus {
    /// Looks for less than the query says.
    pub(super) fn partial(&self, query: &Query, scope: &Scope, wish: Wish) -> Option<Partial> {
        if let [term] = query.terms.as_slice() {
            return self.pieces(query, term, scope, wish);
        }
        let words = |terms: &[Term]| terms.iter().map(|term| term.words.clone()).collect();
        let found = self.exact(query, scope, wish, true);
        if found.count > 0 {
            return Some(Partial { kept: words(&query.terms), dropped: Vec::new(), apart: true, found });
        }
        let best = self.best_terms(query, scope)?;
        let (kept, dropped): (Vec<_>, Vec<_>) =
            query.terms.iter().zip(0..).partition(|(_, n)| best & (1_u64 << *n) != 0);
        let own = |terms: Vec<(&Term, i32)>| terms.into_iter().map(|(term, _)| term.clone()).collect::<Vec<_>>();
        let (kept, dropped) = (own(kept), own(dropped));
        let found = self.exact(&Query { terms: kept.clone(), ..query.clone() }, scope, wish, false);
        (found.count > 0).then(|| Partial { kept: words(&kept), dropped: words(&dropped), apart: false, found })
    }

    /// Returns which terms meet in the exchange that has the most of them, as a set of bits; of equals the longer.
    fn best_terms(&self, query: &Query, scope: &Scope) -> Option<u64> {
        let terms: Vec<Sought> = query.terms.iter().take(63).map(|term| Sought::new(term, scope.field)).collect();
        let worth = |set: u64| {
            let of_set = terms.iter().zip(0..).filter(|(_, n)| set & (1 << n) != 0);
            (set.count_ones(), of_set.map(|(term, _)| term.needle.len()).sum::<usize>())
        };
        let mut best = 0;
        for (conference, _) in self.within(scope) {
            let text = &conference.text;
            let places: Vec<Vec<u32>> = terms.iter().map(|term| term.places(text, text.words(), 0)).collect();
            for group in 0..text.groups() {
                let (start, end) = text.group(group);
                let mut set = 0;
                for (places, n) in places.iter().zip(0..) {
                    let at = places.partition_point(|&at| (at as usize) < start);
                    if places.get(at).is_some_and(|&at| (at as usize) < end) {
                        set |= 1 << n;
                    }
                }
                if worth(set) > worth(best) {
                    best = set;
                }
            }
        }
        (best != 0).then_some(best)
    }

    /// Looks for the longest beginning of a term that stands anywhere, and the longest end of the rest.
    fn pieces(&self, query: &Query, term: &Term, scope: &Scope, wish: Wish) -> Option<Partial> {
        let letters: Vec<char> = term.words.chars().collect();
        let is_found = |letters: &[char]| {
            let words: String = letters.iter().collect();
            let mut folded = Vec::new();
            fold_onto(&mut folded, &words);
            let sought = Sought::new(&Term { words, verbatim: false, field: term.field }, scope.field);
            self.within(scope).any(|(conference, _)| {
                let text = &conference.text;
                sought.needle.is_in(text.words()) && !sought.places(text, text.words(), 0).is_empty()
            })
        };
        // Of a piece that stands somewhere, every shorter beginning does: the longest is found by halving.
        let lengths: Vec<usize> = (1..=letters.len()).collect();
        let head = lengths.partition_point(|&n| letters.get(..n).is_some_and(is_found));
        let rest = letters.get(head..).unwrap_or_default();
        let lengths: Vec<usize> = (1..=rest.len()).collect();
        let tail = lengths.partition_point(|&n| rest.get(rest.len() - n..).is_some_and(is_found));
        let (middle, end) = rest.split_at(rest.len() - tail);
        let start = letters.get(..head).unwrap_or_default();
        let long = start.len() >= PIECE || end.len() >= PIECE;
        let is_worth = |piece: &&[char]| piece.len() >= if long { PIECE } else { 1 };
        let own = |piece: &[char]| piece.iter().collect::<String>();
        let pieces: Vec<String> = [start, end].iter().filter(|piece| is_worth(piece)).map(|piece| own(piece)).collect();
        let small = [start, middle, end].into_iter();
        let dropped = small.zip([false, true, false]);
        let dropped = dropped.filter(|(piece, lost)| !piece.is_empty() && (*lost || !is_worth(piece)));
        let dropped: Vec<String> = dropped.map(|(piece, _)| own(piece)).collect();
        let terms: Vec<Term> = pieces.iter().map(|words| Term { field: term.field, ..Term::new(words) }).collect();
        let less = Query { terms, ..query.clone() };
        for apart in [false, true] {
            let found = self.exact(&less, scope, wish, apart);
            if found.count > 0 {
                return Some(Partial { kept: pieces, dropped, apart, found });
            }
        }
        // The pieces stand in different conferences: the longer of them.
        let longer = less.terms.iter().max_by_key(|term| term.words.len())?.clone();
        let dropped = pieces.iter().filter(|piece| **piece != longer.words).cloned().chain(dropped).collect();
        let kept = vec![longer.words.clone()];
        let found = self.exact(&Query { terms: vec![longer], ..less }, scope, wish, false);
        (found.count > 0).then_some(Partial { kept, dropped, apart: false, found })
    }
}
