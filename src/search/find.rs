//! Where all terms of a query meet: groups of a text, with their counts. Builds no hits.

use super::corpus::{Scope, goes_by};
use super::pairs::{Pair, pairs};
use super::query::{Field, Query, Term};
use super::scan::Needle;
use super::text::Text;
use crate::text::Span;

/// A query prepared for scanning.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) terms: Vec<Sought>,
    without: Vec<Sought>,
    /// Folded names of who must ask; empty: whoever.
    outlets: Vec<String>,
    /// It suffices that the terms meet in one conference.
    apart: bool,
}

/// A term prepared for scanning.
#[derive(Debug)]
pub(super) struct Sought {
    pub(super) needle: Needle,
    pairs: Vec<Pair>,
    /// The fields it must stand in: what the query says, and what the scope says.
    fields: [Option<Field>; 2],
    /// The very characters, where they must stand as typed.
    verbatim: Option<(String, Needle)>,
}

/// A group of a conference in which all terms stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// The index of the conference.
    pub(super) conference: u32,
    /// The group of its text.
    pub(super) group: u32,
    /// How often the terms stand in it.
    pub(super) count: u32,
    /// Bytes of the shortest stretch with all terms in it, less the terms themselves.
    pub(super) spread: u32,
    /// How many were found before.
    pub(super) nth: u32,
}

impl Wanted {
    pub(super) fn new(query: &Query, scope: &Scope, apart: bool) -> Self {
        let prepare = |terms: &[Term]| terms.iter().map(|term| Sought::new(term, scope.field)).collect();
        Self { terms: prepare(&query.terms), without: prepare(&query.without), outlets: query.outlets.clone(), apart }
    }

    /// Appends the groups of a text that match. `asked` tells which groups the scope allows.
    pub(super) fn find(&self, text: &Text, conference: u32, asked: &dyn Fn(usize) -> bool, found: &mut Vec<Match>) {
        let allowed = |group: usize| asked(group) && self.is_asked(text, group);
        let mut add = |group: usize, count: u32, spread: u32| {
            if count > 0 && allowed(group) {
                found.push(Match { conference, group: group as u32, count, spread, nth: found.len() as u32 });
            }
        };
        match self.terms.as_slice() {
            [] => (0..text.groups()).for_each(|group| add(group, u32::from(group > 0), 0)),
            terms => {
                let mut places = Vec::with_capacity(terms.len());
                for term in terms {
                    let of_term = term.places(text, text.words(), 0);
                    if of_term.is_empty() {
                        return;
                    }
                    places.push(of_term);
                }
                let without: Vec<_> = self.without.iter().map(|term| term.places(text, text.words(), 0)).collect();
                let mut cursors = vec![0; places.len() + without.len()];
                let mut here: Vec<&[u32]> = Vec::with_capacity(terms.len());
                let mut group = 0;
                // From one group with a term in it to the next: all but a few have none.
                while let Some(at) = places.iter().zip(&cursors).filter_map(|(p, &cursor)| p.get(cursor)).min() {
                    while text.group(group).1 <= *at as usize {
                        group += 1;
                    }
                    let end = text.group(group).1;
                    let mut of_terms = 0;
                    here.clear();
                    for (n, (places, cursor)) in places.iter().chain(&without).zip(&mut cursors).enumerate() {
                        let rest = places.get(*cursor..).unwrap_or_default();
                        let length = rest.iter().take_while(|&&at| (at as usize) < end).count();
                        *cursor += length;
                        here.push(rest.get(..length).unwrap_or_default());
                        of_terms += if n < terms.len() { length as u32 } else { 0 };
                    }
                    let (wanted, unwanted) = here.split_at(terms.len());
                    let excluded = unwanted.iter().any(|places| !places.is_empty());
                    if !excluded && (self.apart || wanted.iter().all(|places| !places.is_empty())) {
                        add(group, of_terms, if self.apart { 0 } else { spread(terms, wanted) });
                    }
                }
            }
        }
    }

    fn is_asked(&self, text: &Text, group: usize) -> bool {
        self.outlets.is_empty()
            || text.item_of(group).is_some_and(|item| goes_by(text.transcript(), item, &self.outlets))
    }
}

impl Sought {
    pub(super) fn new(term: &Term, field: Option<Field>) -> Self {
        let verbatim = term.verbatim.then(|| (term.words.clone(), Needle::new(term.words.as_bytes())));
        let folded = term.folded();
        Self { needle: Needle::new(&folded), pairs: pairs(&folded), fields: [term.field, field], verbatim }
    }

    /// Returns every place in a part of the text's words that begins at `base`, rising, each once.
    pub(super) fn places(&self, text: &Text, words: &[u8], base: usize) -> Vec<u32> {
        let mut places = Vec::new();
        if !text.may_hold(&self.pairs) {
            return places;
        }
        self.needle.places(words, base as u32, &mut places);
        if self.fields != [None; 2] {
            let stands = |at: u32| {
                let field = text.place(at).and_then(|place| text.field(place));
                self.fields.into_iter().flatten().all(|wanted| field == Some(wanted))
            };
            places.retain(|&at| stands(at));
        }
        self.remove_doubles(text, &mut places);
        match &self.verbatim {
            Some((words, typed)) => self.as_typed(text, &places, words, typed),
            None => places,
        }
    }

    /// Removes the places in seams that stand in their paragraphs, too: all that hold no note. Verbatim words step over
    /// no note.
    fn remove_doubles(&self, text: &Text, places: &mut Vec<u32>) {
        let mut doubles = Vec::new();
        for &(start, end) in text.seams() {
            let here = places.get(places.partition_point(|&at| at < start)..).unwrap_or_default();
            let here = here.get(..here.partition_point(|&at| at < end)).unwrap_or_default();
            if !here.is_empty() {
                let spans = text.spans(here, self.needle.len());
                let double = |span: &Span| self.verbatim.is_some() || !text.holds_note(*span);
                doubles.extend(here.iter().zip(spans).filter(|(_, span)| double(span)).map(|(at, _)| *at));
            }
        }
        if !doubles.is_empty() {
            places.retain(|at| doubles.binary_search(at).is_err());
        }
    }

    /// Returns the places where the words stand character for character.
    fn as_typed(&self, text: &Text, places: &[u32], words: &str, typed: &Needle) -> Vec<u32> {
        let mut kept = Vec::with_capacity(places.len());
        let shown = |span: Span| text.transcript().shown(span) == words;
        for of_block in places.chunk_by(|a, b| text.place(*a) == text.place(*b)) {
            let extent = of_block.first().and_then(|&at| text.place(at)).map(|place| text.extent(place));
            let source = extent.unwrap_or_default().of(&text.transcript().source.text);
            let mut in_source = Vec::new();
            typed.places(source.as_bytes(), 0, &mut in_source);
            // Where the typed words stand in the source as often as their folds are shown, all of them count.
            if in_source.len() == of_block.len() {
                kept.extend_from_slice(of_block);
            } else {
                let spans = text.spans(of_block, self.needle.len());
                kept.extend(of_block.iter().zip(spans).filter(|(_, span)| shown(*span)).map(|(at, _)| *at));
            }
        }
        kept
    }
}

/// Returns the bytes between the terms where they stand closest together.
fn spread(terms: &[Sought], places: &[&[u32]]) -> u32 {
    if terms.len() < 2 {
        return 0;
    }
    let own: u32 = terms.iter().map(|term| term.needle.len() as u32).sum();
    let mut heads = vec![0; places.len()];
    let mut least = u32::MAX;
    loop {
        let (mut first, mut start, mut end) = (0, u32::MAX, 0);
        for (n, ((places, &head), term)) in places.iter().zip(&heads).zip(terms).enumerate() {
            let Some(&at) = places.get(head) else { return least };
            if at < start {
                (first, start) = (n, at);
            }
            end = end.max(at + term.needle.len() as u32);
        }
        least = least.min((end - start).saturating_sub(own));
        match heads.get_mut(first) {
            Some(head) => *head += 1,
            None => return least,
        }
    }
}
