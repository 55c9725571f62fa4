//! What exchanges can be chosen by, which pass, and the words that show what they are about. Knows the corpus and a
//! lexicon; which way the answer goes is none of its business.
//!
//! Every document is looked at once, when it is first asked about. What is kept of an exchange is a list of numbers, so
//! that thousands of conferences are counted anew for every choice.

mod evidence;
mod index;

use std::sync::Arc;

use crate::protocol::{Choices, Facet, Facets, Filter, Group, Passing};
use crate::search::Corpus;
use crate::topics::{LANGUAGES, Lexicon, Topics, assign, compose, composed};
use crate::transcript::Transcript;
use index::Index;

pub(super) use evidence::evidence;

/// How many choices a group offers at most, besides those that are chosen.
const OFFERED: usize = 60;

/// Topics as they are known so far.
#[derive(Default)]
pub(super) struct Subjects {
    /// The lexicon in use, where it is not the house's own.
    lexicon: Option<Lexicon>,
    index: Index,
}

impl Subjects {
    /// Returns the lexicon in use.
    pub(super) fn lexicon(&self) -> &Lexicon {
        self.lexicon.as_ref().unwrap_or_else(|| Lexicon::built_in())
    }

    /// Takes another lexicon, or goes back to the house's own: what was known is forgotten.
    pub(super) fn take(&mut self, lexicon: Option<Lexicon>) {
        *self = Self { lexicon, index: Index::default() };
    }

    /// Returns the topics of a transcript's exchanges.
    pub(super) fn of(&self, transcript: &Transcript) -> Vec<Topics> {
        assign(transcript, self.lexicon())
    }

    /// Looks at a document, or at all of them, where that has not been done.
    fn look(&mut self, corpus: &Corpus, filter: &Filter) {
        let numbers = if filter.everywhere { 0..corpus.len() } else { filter.shown..filter.shown + 1 };
        for n in numbers.chain([filter.shown]).filter(|n| *n < corpus.len()) {
            if !self.index.has(n)
                && let Some(text) = u32::try_from(n).ok().and_then(|n| corpus.text(n))
            {
                let topics = assign(text.transcript(), self.lexicon.as_ref().unwrap_or_else(|| Lexicon::built_in()));
                let lexicon = self.lexicon.as_ref().unwrap_or_else(|| Lexicon::built_in());
                self.index.add(n, text.transcript(), lexicon, &topics);
            }
        }
    }

    /// Tells what can be chosen and what passes.
    pub(super) fn filter(&mut self, corpus: &Corpus, filter: &Filter) -> Facets {
        self.look(corpus, filter);
        let lexicon = self.lexicon.as_ref().unwrap_or_else(|| Lexicon::built_in());
        let counted = self.index.count(filter);
        let mut facets = Facets { total: counted.total, passing: counted.passing.len(), ..Facets::default() };
        facets.facets = self.facets(filter, &counted.counts, lexicon);
        let shown = self.index.rows(filter.shown);
        facets.here = shown.len();
        let chosen = self.index.chosen(&filter.choices);
        let hidden = shown.iter().filter(|row| !self.index.passes(row, &chosen));
        facets.hidden = hidden.map(|row| row.number as usize).collect();
        if filter.everywhere {
            self.list(corpus, filter, &counted.passing, lexicon, &mut facets);
        }
        facets
    }

    /// Returns what can be chosen: what some exchange has, and what is chosen already.
    fn facets(&self, filter: &Filter, counts: &[u32], lexicon: &Lexicon) -> Vec<Facet> {
        let mut facets = Vec::new();
        for group in Group::ALL {
            let mut counted: Vec<(usize, u32)> = Vec::new();
            for (value, count) in counts.iter().copied().enumerate() {
                if count > 0 && self.index.group(value) == Some(group) {
                    // Of equals, what came first.
                    counted.insert(counted.partition_point(|(_, other)| *other >= count), (value, count));
                    counted.truncate(OFFERED);
                }
            }
            let facet = |(value, count): (usize, u32)| self.index.facet(value, count as usize, lexicon);
            facets.extend(counted.into_iter().filter_map(facet));
            for (of, id) in &filter.choices.chosen {
                let is_there = facets.iter().any(|facet| facet.group == group && facet.id == *id);
                if *of == group && !is_there {
                    facets.push(self.index.named(group, id, lexicon));
                }
            }
        }
        facets
    }

    /// Lists what passes in all documents, the newest first.
    fn list(&self, corpus: &Corpus, filter: &Filter, passing: &[(u32, u32)], lexicon: &Lexicon, facets: &mut Facets) {
        let mut conferences: Vec<(u32, usize)> = Vec::new();
        for (n, _) in passing {
            match conferences.last_mut().filter(|(last, _)| last == n) {
                Some((_, count)) => *count += 1,
                None => conferences.push((*n, 1)),
            }
        }
        let mut newest: Vec<(u32, usize)> = Vec::new();
        for (n, count) in conferences {
            let date = corpus.date(n);
            newest.insert(newest.partition_point(|(other, _)| corpus.date(*other) >= date), (n, count));
        }
        for (n, count) in newest {
            facets.conferences.push((n as usize, count));
            if facets.listed.len() >= filter.limit {
                continue;
            }
            let Some(transcript) = corpus.text(n).map(|text| text.transcript()) else { continue };
            let topics = assign(transcript, lexicon);
            let from = passing.partition_point(|(other, _)| *other < n);
            for (_, item) in passing.get(from..from + count).unwrap_or_default() {
                let Some(item) = transcript.items.get(*item as usize) else { continue };
                let about = topics.iter().find(|topics| topics.number == item.ordinal);
                let name = |language| {
                    let named = about.map(|about| compose(&about.topics, lexicon, language));
                    named.unwrap_or_default().join(if language == "en" { ", " } else { "、" })
                };
                facets.listed.push(Passing {
                    n: n as usize,
                    number: item.ordinal as usize,
                    asker: index::asker(transcript, item).map(|(_, name)| name).unwrap_or_default(),
                    topics: LANGUAGES.map(name),
                });
            }
        }
        facets.listed.truncate(filter.limit);
    }

    /// Returns what a query is about, composed, each with how many exchanges are: the words of a topic (中美) may stand
    /// nowhere in a text that is about it.
    pub(super) fn meant(&mut self, corpus: &Corpus, query: &str, filter: &Filter) -> Vec<(String, [String; 3], usize)> {
        // What the question and the answer say is what an exchange is about.
        let transcript = crate::transcript::parse(&["问：", query, "？\n\n答：", query, "。\n"].concat());
        let lexicon = self.lexicon.as_ref().unwrap_or_else(|| Lexicon::built_in());
        let mut meant = Vec::new();
        for topics in assign(&transcript, lexicon) {
            for topic in composed(&topics.topics, lexicon) {
                let id = |subject| lexicon.subject(subject).map(|subject| subject.id.clone()).unwrap_or_default();
                let id =
                    topic.partner.map_or_else(|| id(topic.subject), |place| [index::RELATION, &id(place)].concat());
                meant.push((id, LANGUAGES.map(|language| topic.name(lexicon, language))));
            }
        }
        if meant.is_empty() {
            return Vec::new();
        }
        self.look(corpus, filter);
        let counts = self.index.count(&Filter { choices: Choices::default(), ..filter.clone() }).counts;
        let count = |id: &str| self.index.find(Group::of(id), id).and_then(|value| counts.get(value)).copied();
        let counted = meant.into_iter().map(|(id, names)| (count(&id).unwrap_or_default() as usize, id, names));
        counted.filter(|(count, ..)| *count > 0).map(|(count, id, names)| (id, names, count)).collect()
    }

    /// Returns the items that pass, for the search: their documents and places in them. `None` where everything does.
    pub(super) fn items(&mut self, corpus: &Corpus, filter: &Filter) -> Option<Arc<Vec<(u32, u32)>>> {
        if filter.choices.is_empty() {
            return None;
        }
        self.look(corpus, filter);
        Some(Arc::new(self.index.count(filter).passing))
    }
}

#[cfg(test)]
mod tests;
