//! Many conferences, searched as one. Holds their folded text and nothing else that would have to be built.

use std::sync::Arc;

use time::Date;

use super::find::{Match, Wanted};
use super::partial::Partial;
use super::query::{Field, Query};
use super::rank::{self, Boundaries, Hit, WEIGHTS};
use super::text::Text;
use crate::order::order_by_key;
use crate::text::fold;
use crate::transcript::{Item, Role, SpeakerKind, Transcript};

/// No outlet asks.
const NOBODY: u16 = u16::MAX;

/// Conferences that are searched together.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// In the order of their numbers.
    conferences: Vec<Conference>,
    /// Who asks anywhere: id and name, in the order they came.
    outlets: Vec<(String, String)>,
}

/// One conference.
#[derive(Clone, Debug)]
pub(super) struct Conference {
    pub(super) number: u32,
    date: Option<Date>,
    pub(super) text: Text,
    /// For each group of the text who asks, as an index into the corpus's outlets.
    askers: Vec<u16>,
}

/// What of the corpus is looked at. An empty list takes all.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Only what is asked, answered, or stands above the text.
    pub field: Option<Field>,
    /// Only exchanges that one of these outlets began, by the ids of their speakers.
    pub outlets: Vec<String>,
    /// Only conferences of these years.
    pub years: Vec<i32>,
    /// Only the conferences with these numbers.
    pub conferences: Vec<u32>,
    /// Only these items, by the numbers of their conferences and their places in them; sorted. `None` takes all.
    pub items: Option<Arc<Vec<(u32, u32)>>>,
}

impl Scope {
    /// Tells whether a group of a conference is within: an item, or (0) what stands above the text.
    fn takes(&self, conference: u32, group: usize) -> bool {
        let Some(items) = &self.items else { return true };
        let item = group.checked_sub(1).and_then(|item| u32::try_from(item).ok());
        item.is_some_and(|item| items.binary_search(&(conference, item)).is_ok())
    }
}

/// In which order hits come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they stand, by the numbers of the conferences.
    #[default]
    Given,
    /// The newest conference first, in it as they stand.
    Newest,
    /// The best first; of equals the newest.
    Best,
}

/// How many hits are wanted, and in which order.
#[derive(Clone, Copy)]
pub struct Wish<'b> {
    /// The order.
    pub order: Order,
    /// At most so many hits are built; all are counted.
    pub limit: usize,
    /// Where words begin and end, once the dictionary has loaded.
    pub boundaries: Option<&'b dyn Boundaries>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// How often the terms stand where all of them meet.
    pub count: u32,
    /// The same for each conference that has any, by its number; in the order of the hits, or the newest first.
    pub conferences: Vec<(u32, u32)>,
    /// The same for each year, rising; conferences without a date are in none.
    pub years: Vec<(i32, u32)>,
    /// The same for each outlet that asks: id, name and count, the most frequent first.
    pub outlets: Vec<(String, String, u32)>,
    /// The first hits.
    pub hits: Vec<Hit>,
    /// When the terms never meet: which of them do.
    pub partial: Option<Box<Partial>>,
}

impl Default for Wish<'_> {
    fn default() -> Self {
        Self { order: Order::Given, limit: usize::MAX, boundaries: None }
    }
}

impl Corpus {
    /// Adds a conference under a number, in place of the one that had it. Without a date its own counts.
    pub fn add(&mut self, number: u32, transcript: Arc<Transcript>, date: Option<Date>) {
        let mut transcript = transcript;
        if let Some(own) = Arc::get_mut(&mut transcript) {
            shrink(own);
        }
        let date = date.or(transcript.event.date.as_ref().map(|date| date.value));
        let mut askers = vec![NOBODY];
        askers.extend(transcript.items.iter().map(|item| match asker(&transcript, item) {
            Some((id, name)) => self.outlet(id, name),
            None => NOBODY,
        }));
        let conference = Conference { number, date, text: Text::new(transcript), askers };
        match self.conferences.binary_search_by_key(&number, |conference| conference.number) {
            Ok(at) => self.conferences.get_mut(at).into_iter().for_each(|old| *old = conference.clone()),
            Err(at) => self.conferences.insert(at, conference),
        }
    }

    fn outlet(&mut self, id: &str, name: &str) -> u16 {
        let known = self.outlets.iter().position(|(known, _)| known == id);
        let at = known.unwrap_or_else(|| {
            self.outlets.push((id.to_owned(), name.to_owned()));
            self.outlets.len() - 1
        });
        u16::try_from(at).unwrap_or(NOBODY)
    }

    /// Removes the conference with this number.
    pub fn remove(&mut self, number: u32) {
        self.conferences.retain(|conference| conference.number != number);
    }

    /// Returns the text of the conference with this number.
    pub fn text(&self, number: u32) -> Option<&Text> {
        let at = self.conferences.binary_search_by_key(&number, |conference| conference.number).ok()?;
        Some(&self.conferences.get(at)?.text)
    }

    /// Returns the date of the conference with this number.
    pub fn date(&self, number: u32) -> Option<Date> {
        let at = self.conferences.binary_search_by_key(&number, |conference| conference.number).ok()?;
        self.conferences.get(at)?.date
    }

    /// Returns how many conferences there are.
    pub fn len(&self) -> usize {
        self.conferences.len()
    }

    /// Tells whether there is no conference.
    pub fn is_empty(&self) -> bool {
        self.conferences.is_empty()
    }

    /// Returns the bytes kept beside the transcripts themselves.
    pub fn size(&self) -> usize {
        let askers = |conference: &Conference| size_of::<Conference>() + conference.askers.capacity() * 2;
        self.conferences.iter().map(|conference| conference.text.size() + askers(conference)).sum()
    }

    /// Searches. When the terms never meet, the results say which of them do.
    pub fn search(&self, query: &Query, scope: &Scope, wish: Wish) -> Results {
        let mut results = self.exact(query, scope, wish, false);
        if results.count == 0 && !query.terms.is_empty() {
            results.partial = self.partial(query, scope, wish).map(Box::new);
        }
        results
    }

    /// Finds what the query says: all terms in one exchange or, `apart`, in one conference.
    pub(super) fn exact(&self, query: &Query, scope: &Scope, wish: Wish, apart: bool) -> Results {
        let wanted = Wanted::new(query, scope, apart);
        let mut results = Results::default();
        if query.is_empty() {
            return results;
        }
        let mut matches = Vec::new();
        let mut outlets = vec![0; self.outlets.len()];
        let mut within: Vec<(&Conference, u32)> = self.within(scope).collect();
        if wish.order != Order::Given {
            order_by_key(&mut within, |(conference, n)| (core::cmp::Reverse(conference.date), *n));
        }
        for (conference, n) in within {
            let from = matches.len();
            let asked = |group: usize| {
                scope.takes(conference.number, group)
                    && (scope.outlets.is_empty() || self.asks(conference, group, &scope.outlets))
            };
            wanted.find(&conference.text, n, &asked, &mut matches);
            let mut count = 0;
            for found in matches.get(from..).unwrap_or_default() {
                count += found.count;
                let asker = conference.askers.get(found.group as usize).copied().unwrap_or(NOBODY);
                if let Some(tally) = outlets.get_mut(usize::from(asker)) {
                    *tally += found.count;
                }
            }
            if count > 0 {
                results.count += count;
                results.conferences.push((conference.number, count));
                if let Some(date) = conference.date {
                    tally(&mut results.years, date.year(), count);
                }
            }
        }
        let asking = self.outlets.iter().zip(outlets).filter(|(_, count)| *count > 0);
        results.outlets = asking.map(|((id, name), count)| (id.clone(), name.clone(), count)).collect();
        order_by_key(&mut results.outlets, |outlet| core::cmp::Reverse(outlet.2));
        results.hits = self.build(&wanted, matches, wish);
        results
    }

    /// Builds the hits that are wanted.
    fn build(&self, wanted: &Wanted, mut matches: Vec<Match>, wish: Wish) -> Vec<Hit> {
        let best = wish.order == Order::Best;
        // The best are chosen among more than are wanted, so that a match that looked worse can overtake.
        let enough = if best { wish.limit.saturating_mul(2).max(rank::CANDIDATES) } else { wish.limit };
        if best {
            let key = |found: &Match| (found.spread, core::cmp::Reverse(found.count), found.nth);
            // Each match has a hit at least: those after the first `enough` are not needed.
            if matches.len() > enough {
                matches.select_nth_unstable_by_key(enough, key);
                matches.truncate(enough);
            }
            matches.sort_unstable_by_key(key);
        }
        let mut hits = Vec::new();
        for found in matches {
            if hits.len() >= enough {
                break;
            }
            if let Some(conference) = self.conferences.get(found.conference as usize) {
                rank::hits(conference, &found, wanted, enough, &mut hits);
            }
        }
        if best {
            let newest = |hit: &Hit| (core::cmp::Reverse(self.date(hit.conference)), hit.conference, hit.span);
            let sort = |hits: &mut Vec<Hit>| {
                hits.sort_unstable_by_key(|hit| (core::cmp::Reverse(hit.score), newest(hit)));
            };
            sort(&mut hits);
            hits.truncate(wish.limit);
            if let Some(boundaries) = wish.boundaries {
                for hit in &mut hits {
                    if let Some(text) = self.text(hit.conference) {
                        rank::weigh_boundaries(text, hit, boundaries, &WEIGHTS);
                    }
                }
                sort(&mut hits);
            }
        }
        hits.truncate(wish.limit);
        for hit in &mut hits {
            if let Some(text) = self.text(hit.conference) {
                hit.sentence = text.id(hit.place, hit.span.start);
            }
        }
        hits
    }

    /// Returns the conferences within a scope, with their indices.
    pub(super) fn within<'c>(&'c self, scope: &'c Scope) -> impl Iterator<Item = (&'c Conference, u32)> {
        self.conferences.iter().zip(0..).filter(|(conference, _)| {
            let year = || conference.date.is_some_and(|date| scope.years.contains(&date.year()));
            (scope.conferences.is_empty() || scope.conferences.contains(&conference.number))
                && (scope.years.is_empty() || year())
        })
    }

    /// Tells whether one of these outlets asks in a group.
    pub(super) fn asks(&self, conference: &Conference, group: usize, ids: &[String]) -> bool {
        let asker = conference.askers.get(group).copied().unwrap_or(NOBODY);
        self.outlets.get(usize::from(asker)).is_some_and(|(id, _)| ids.contains(id))
    }
}

/// Gives back the memory that lists hold in reserve: a transcript that is searched grows no more.
fn shrink(transcript: &mut Transcript) {
    for item in &mut transcript.items {
        for turn in &mut item.turns {
            turn.paragraphs.iter_mut().for_each(|paragraph| paragraph.sentences.shrink_to_fit());
            turn.paragraphs.shrink_to_fit();
        }
        item.turns.shrink_to_fit();
    }
    transcript.items.shrink_to_fit();
    transcript.speakers.shrink_to_fit();
    transcript.repairs.shrink_to_fit();
    transcript.layout.shrink_to_fit();
    transcript.diagnostics.shrink_to_fit();
}

/// Returns id and name of the outlet that begins an exchange.
fn asker<'t>(transcript: &'t Transcript, item: &Item) -> Option<(&'t str, &'t str)> {
    let turn = item.turns.iter().find(|turn| turn.role == Role::Question)?;
    let speaker = transcript.speaker_of(turn).filter(|speaker| speaker.kind == SpeakerKind::Outlet)?;
    Some((&speaker.id, &speaker.name))
}

/// Tells whether a reporter of an item goes by one of these folded names.
pub(super) fn goes_by(transcript: &Transcript, item: &Item, names: &[String]) -> bool {
    let named = |text: &str| {
        let folded: String = text.chars().map(fold).collect();
        names.iter().any(|name| folded.contains(name))
    };
    item.turns.iter().filter(|turn| turn.role == Role::Question).any(|turn| {
        transcript.label_of(turn).is_some_and(named)
            || transcript.speaker_of(turn).is_some_and(|speaker| {
                [&speaker.name, &speaker.id].into_iter().chain(&speaker.organization).any(|word| named(word))
            })
    })
}

fn tally(years: &mut Vec<(i32, u32)>, year: i32, count: u32) {
    match years.binary_search_by_key(&year, |(year, _)| *year) {
        Ok(at) => years.get_mut(at).into_iter().for_each(|(_, sum)| *sum += count),
        Err(at) => years.insert(at, (year, count)),
    }
}
