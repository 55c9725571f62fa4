//! From a search to what the page shows of it. Knows the corpus; which way the answer goes is none of its business.

use std::sync::Arc;

use super::places::{mark, marks_of_hits};
use crate::protocol::{Found, Line, Row, Search};
use crate::search::{Boundaries, Corpus, Hit, Key, Order, Pinyin, Query, Results, Scope, Wish, rows, snippet, sort};
use crate::words::Words;

/// How many hits of the shown document are marked and walked; a longer text has a single character more often.
const MARKS: usize = 2000;

/// How many characters stand around a hit on each side.
const AROUND: usize = 36;

/// How many keywords in context are shown, and what stands on each side of them.
const ROWS: usize = 500;
const ROW_AROUND: usize = 40;

/// How many conferences, years and outlets are named.
const GROUPS: usize = 40;

/// A search, and what it is carried out with.
pub(super) struct Finder<'e> {
    pub(super) corpus: &'e Corpus,
    pub(super) pinyin: Option<&'e Pinyin>,
    /// Where words end, once the dictionary has loaded.
    pub(super) words: Option<&'e dyn Boundaries>,
    /// Only these items, where not all of them are looked at.
    pub(super) items: Option<Arc<Vec<(u32, u32)>>>,
    pub(super) search: Search,
}

impl Finder<'_> {
    /// Looks for what the search says.
    pub(super) fn find(&self) -> Found {
        let Self { corpus, pinyin, search, .. } = self;
        let query = Query::read(&search.query);
        let everywhere = self.scope();
        let here = Scope { conferences: vec![search.shown as u32], ..everywhere.clone() };
        let wish = self.wish();
        let walked = Wish { order: Order::Given, limit: MARKS, boundaries: None };
        let all = corpus.search(&query, &everywhere, wish);
        let shown = corpus.search(&query, &here, walked);
        let mut found = Found { count: all.count as usize, here: shown.count as usize, ..Found::default() };
        found.conferences = numbers(&all.conferences);
        found.years =
            all.years.iter().filter_map(|(year, n)| Some((usize::try_from(*year).ok()?, *n as usize))).collect();
        let outlets = all.outlets.iter().take(GROUPS);
        found.outlets = outlets.map(|(id, name, n)| (id.clone(), name.clone(), *n as usize)).collect();
        found.marks = marks_of_hits(corpus, &shown.hits);
        found.lines = lines(corpus, &all, false);
        if all.count == 0
            && let Some(partial) = &all.partial
        {
            (found.kept, found.dropped) = (partial.kept.clone(), partial.dropped.clone());
            found.lines = lines(corpus, &partial.found, false);
            found.conferences = numbers(&partial.found.conferences);
            found.marks = shown.partial.map(|partial| marks_of_hits(corpus, &partial.found.hits)).unwrap_or_default();
        }
        if let Some(pinyin) = *pinyin {
            let spelled = corpus.spelled(&query, &everywhere, wish, pinyin);
            found.spelled = spelled.words.into_iter().map(|(word, n)| (word, n as usize)).collect();
            if search.pinyin && spelled.results.count > 0 {
                if all.count == 0 {
                    // What the letters mean says more than pieces of them.
                    (found.kept, found.dropped, found.marks) = Default::default();
                    (found.lines, found.conferences) = (Vec::new(), numbers(&spelled.results.conferences));
                }
                found.lines.extend(lines(corpus, &spelled.results, true));
                found.marks.extend(marks_of_hits(corpus, &corpus.spelled(&query, &here, walked, pinyin).results.hits));
            }
        }
        found
    }

    /// Returns the hits as keywords in context.
    pub(super) fn concordance(&self, key: Key) -> Vec<Row> {
        let corpus = self.corpus;
        let found = self.hits(key, ROWS, ROW_AROUND);
        let row = |row: crate::search::Row| {
            let text = corpus.text(row.conference)?;
            Some(Row {
                n: row.conference as usize,
                mark: mark(text, &row.sentence, row.place, row.span),
                date: row.date.map(crate::export::names::iso).unwrap_or_default(),
                speaker: row.speaker,
                words: [row.left, row.keyword, row.right],
            })
        };
        found.into_iter().filter_map(row).collect()
    }

    /// Returns all hits as a table.
    pub(super) fn table(&self, key: Key) -> String {
        crate::search::table(&self.hits(key, usize::MAX, ROW_AROUND))
    }

    fn hits(&self, key: Key, limit: usize, around: usize) -> Vec<crate::search::Row> {
        let wish = Wish { order: Order::Given, limit, boundaries: None };
        let results = self.corpus.search(&Query::read(&self.search.query), &self.scope(), wish);
        let mut rows = rows(self.corpus, &results.hits, around);
        sort(&mut rows, key);
        rows
    }

    fn scope(&self) -> Scope {
        let search = &self.search;
        Scope {
            field: search.field,
            outlets: search.outlets.clone(),
            years: search.years.iter().filter_map(|year| i32::try_from(*year).ok()).collect(),
            conferences: if search.everywhere { Vec::new() } else { vec![search.shown as u32] },
            items: self.items.clone(),
        }
    }

    fn wish(&self) -> Wish<'_> {
        let search = &self.search;
        let order = match (search.everywhere, search.newest) {
            (false, false) => Order::Given,
            (_, true) => Order::Newest,
            (true, false) => Order::Best,
        };
        Wish { order, limit: search.limit, boundaries: self.words }
    }
}

impl Boundaries for Words {
    fn boundaries(&self, sentence: &str) -> Vec<u32> {
        self.cut(sentence)
    }
}

fn numbers(counts: &[(u32, u32)]) -> Vec<(usize, usize)> {
    counts.iter().take(GROUPS).map(|(n, count)| (*n as usize, *count as usize)).collect()
}

fn lines(corpus: &Corpus, results: &Results, is_spelled: bool) -> Vec<Line> {
    let line = |hit: &Hit| {
        let text = corpus.text(hit.conference)?;
        let snippet = snippet(text, hit, &results.hits, AROUND);
        let before = if snippet.cut_before { "…" } else { "" };
        let shift = |at: u32| at as usize + before.len();
        Some(Line {
            n: hit.conference as usize,
            mark: mark(text, &hit.sentence, hit.place, hit.span),
            is_spelled,
            words: [before, &snippet.words, if snippet.cut_after { "…" } else { "" }].concat(),
            found: snippet.marks.iter().map(|mark| (shift(mark.start), shift(mark.end))).collect(),
            speaker: snippet.speaker,
            asker: snippet.asker,
            exchange: snippet.exchange.unwrap_or_default() as usize,
        })
    };
    results.hits.iter().filter_map(line).collect()
}
