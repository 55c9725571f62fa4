//! Each exchange as a list of numbers: what it is about, who asks and who answers. Knows no text; counts.

use core::ops::Range;

use crate::protocol::{Choices, Facet, Filter, Group};
use crate::topics::{LANGUAGES, Lexicon, TopicRole, Topics, composed};
use crate::transcript::{Item, Role, SpeakerKind, Transcript, country_name};

/// What stands before the id of a place whose relations with China a theme is.
pub(super) const RELATION: &str = "relation.";

/// Something that exchanges have: a topic, an outlet, a speaker.
#[derive(Clone, Debug)]
struct Value {
    group: Group,
    id: String,
    names: [String; 3],
    /// ISO 3166-1 alpha-2 code of an outlet's country.
    country: Option<String>,
}

/// One exchange.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The number of its document.
    n: u32,
    /// Its place among the document's items.
    item: u32,
    /// Its printed number.
    pub(super) number: u32,
    /// Where its values stand in the list of all.
    values: Range<u32>,
}

/// All exchanges that have been looked at.
#[derive(Default)]
pub(super) struct Index {
    values: Vec<Value>,
    /// For each group its ids, sorted, with their values.
    known: [Vec<(String, u16)>; 4],
    rows: Vec<Row>,
    marks: Vec<u16>,
    /// For each document where its exchanges stand, once it has been looked at.
    documents: Vec<Option<Range<usize>>>,
}

/// What is chosen, ready to be compared with exchanges.
pub(super) struct Chosen {
    /// For each value how often it is chosen: once, or not.
    values: Vec<u8>,
    /// For each group how many are chosen, and how many of them an exchange needs.
    groups: [(usize, usize); 4],
}

/// What was counted.
#[derive(Default)]
pub(super) struct Counted {
    /// How many exchanges there are.
    pub(super) total: usize,
    /// Those that pass: document and place among its items, in that order.
    pub(super) passing: Vec<(u32, u32)>,
    /// For each value how many exchanges have it, of those that pass what is chosen elsewhere.
    pub(super) counts: Vec<u32>,
}

impl Index {
    /// Tells whether a document has been looked at.
    pub(super) fn has(&self, n: usize) -> bool {
        self.documents.get(n).is_some_and(Option::is_some)
    }

    /// Takes a document's exchanges in.
    pub(super) fn add(&mut self, n: usize, transcript: &Transcript, lexicon: &Lexicon, topics: &[Topics]) {
        let from = self.rows.len();
        for (item, at) in transcript.items.iter().zip(0..) {
            let Some(number) = item.number() else { continue };
            let start = self.marks.len() as u32;
            if let Some(topics) = topics.iter().find(|topics| topics.number == number) {
                self.topics(lexicon, topics);
            }
            if let Some((turn, name)) = asker(transcript, item) {
                let speaker = transcript.speaker_of(turn).filter(|speaker| speaker.kind == SpeakerKind::Outlet);
                if let Some(speaker) = speaker {
                    let english = speaker.organization.clone().unwrap_or_else(|| name.clone());
                    let names = [name.clone(), name, english];
                    self.mark(Group::Outlet, &speaker.id, || (names, speaker.country.clone()));
                }
            }
            for turn in item.turns.iter().filter(|turn| turn.role == Role::Answer) {
                let Some(speaker) = transcript.speaker_of(turn) else { continue };
                if speaker.kind == SpeakerKind::Person {
                    let name = || ([speaker.name.clone(), speaker.name.clone(), speaker.name.clone()], None);
                    self.mark(Group::Speaker, person(&speaker.id, &speaker.name), name);
                }
            }
            let end = self.marks.len() as u32;
            let n = u32::try_from(n).unwrap_or(u32::MAX);
            self.rows.push(Row { n, item: at, number, values: start..end });
        }
        if self.documents.len() <= n {
            self.documents.resize(n + 1, None);
        }
        let rows = from..self.rows.len();
        self.documents.get_mut(n).into_iter().for_each(|document| *document = Some(rows.clone()));
    }

    /// Notes what an exchange is about: what is only named does not count.
    fn topics(&mut self, lexicon: &Lexicon, topics: &Topics) {
        for topic in topics.topics.iter().filter(|topic| topic.role < TopicRole::Mention) {
            if let Some(subject) = lexicon.subject(topic.subject) {
                self.mark(Group::of(&subject.id), &subject.id, || (subject.names.clone(), None));
            }
        }
        for pair in composed(&topics.topics, lexicon) {
            if let Some(place) = pair.partner.and_then(|place| lexicon.subject(place)) {
                // A place that goes by its theme's name adds nothing to it.
                if place.short.iter().all(String::is_empty) {
                    continue;
                }
                let names = || (LANGUAGES.map(|language| pair.name(lexicon, language)), None);
                self.mark(Group::Theme, &[RELATION, &place.id].concat(), names);
            }
        }
    }

    /// Notes that the exchange that is being taken in has a value.
    fn mark(&mut self, group: Group, id: &str, named: impl FnOnce() -> ([String; 3], Option<String>)) {
        let Some(known) = self.known.get_mut(group as usize) else { return };
        let value = match known.binary_search_by(|(other, _)| other.as_str().cmp(id)) {
            Ok(at) => known.get(at).map_or(u16::MAX, |(_, value)| *value),
            Err(at) => {
                // More would be no press conferences.
                let Ok(value) = u16::try_from(self.values.len()) else { return };
                let (names, country) = named();
                self.values.push(Value { group, id: id.to_owned(), names, country });
                known.insert(at, (id.to_owned(), value));
                value
            }
        };
        let last = self.rows.last().map_or(0, |row| row.values.end) as usize;
        if !self.marks.get(last..).unwrap_or_default().contains(&value) {
            self.marks.push(value);
        }
    }

    /// Returns the value of an id, where any exchange has it.
    pub(super) fn find(&self, group: Group, id: &str) -> Option<usize> {
        let known = self.known.get(group as usize)?;
        let at = known.binary_search_by(|(other, _)| other.as_str().cmp(id)).ok()?;
        known.get(at).map(|(_, value)| usize::from(*value))
    }

    /// Returns the exchanges of a document.
    pub(super) fn rows(&self, n: usize) -> &[Row] {
        let rows = self.documents.get(n).cloned().flatten().unwrap_or_default();
        self.rows.get(rows).unwrap_or_default()
    }

    /// Returns the group of a value.
    pub(super) fn group(&self, value: usize) -> Option<Group> {
        self.values.get(value).map(|value| value.group)
    }

    /// Prepares what is chosen.
    pub(super) fn chosen(&self, choices: &Choices) -> Chosen {
        let mut chosen = Chosen { values: vec![0; self.values.len()], groups: [(0, 0); 4] };
        for (group, id) in &choices.chosen {
            if let Some(one) = self.find(*group, id).and_then(|value| chosen.values.get_mut(value)) {
                *one = 1;
            }
        }
        for (group, slot) in Group::ALL.into_iter().zip(&mut chosen.groups) {
            let count = choices.count(group);
            *slot = (count, if choices.all.contains(&group) { count } else { count.min(1) });
        }
        chosen
    }

    fn values(&self, row: &Row) -> &[u16] {
        self.marks.get(row.values.start as usize..row.values.end as usize).unwrap_or_default()
    }

    /// Returns for each group whether an exchange passes what is chosen there.
    fn passed(&self, row: &Row, chosen: &Chosen) -> [bool; 4] {
        let mut have = [0; 4];
        for value in self.values(row) {
            let value = usize::from(*value);
            if chosen.values.get(value) == Some(&1)
                && let Some(have) = self.group(value).and_then(|group| have.get_mut(group as usize))
            {
                *have += 1;
            }
        }
        let mut passed = [true; 4];
        for ((passed, have), (_, needed)) in passed.iter_mut().zip(have).zip(chosen.groups) {
            *passed = have >= needed;
        }
        passed
    }

    /// Tells whether an exchange passes.
    pub(super) fn passes(&self, row: &Row, chosen: &Chosen) -> bool {
        self.passed(row, chosen).iter().all(|passed| *passed)
    }

    /// Counts. A group's counts follow what is chosen in the others; where every choice of a group is needed, in it too.
    pub(super) fn count(&self, filter: &Filter) -> Counted {
        let chosen = self.chosen(&filter.choices);
        let mut counted = Counted { counts: vec![0; self.values.len()], ..Counted::default() };
        let documents = if filter.everywhere { 0..self.documents.len() } else { filter.shown..filter.shown + 1 };
        for row in documents.flat_map(|n| self.rows(n)) {
            counted.total += 1;
            let passed = self.passed(row, &chosen);
            let failed = passed.iter().filter(|passed| !**passed).count();
            if failed == 0 {
                counted.passing.push((row.n, row.item));
            }
            if failed > 1 {
                continue;
            }
            for value in self.values(row) {
                let value = usize::from(*value);
                let Some(group) = self.group(value) else { continue };
                let is_any = !filter.choices.all.contains(&group);
                let fails_here = passed.get(group as usize) == Some(&false);
                if (failed == 0 || fails_here && is_any)
                    && let Some(count) = counted.counts.get_mut(value)
                {
                    *count += 1;
                }
            }
        }
        counted
    }

    /// Returns a value as something that can be chosen.
    pub(super) fn facet(&self, value: usize, count: usize, lexicon: &Lexicon) -> Option<Facet> {
        let value = self.values.get(value)?;
        Some(Facet { count, ..self.named(value.group, &value.id, lexicon) })
    }

    /// Returns something that can be chosen, whether any exchange has it or not.
    pub(super) fn named(&self, group: Group, id: &str, lexicon: &Lexicon) -> Facet {
        let value = self.find(group, id).and_then(|value| self.values.get(value));
        let country = value.and_then(|value| value.country.as_deref());
        let country = LANGUAGES
            .map(|language| country.and_then(|code| country_name(code, language)).unwrap_or_default().to_owned());
        let named = || {
            let place = lexicon.find(id.strip_prefix(RELATION).unwrap_or(id)).and_then(|at| lexicon.subject(at));
            place.map_or_else(|| LANGUAGES.map(|_| id.to_owned()), |subject| subject.names.clone())
        };
        let names = value.map_or_else(named, |value| value.names.clone());
        Facet { group, id: id.to_owned(), names, country, count: 0 }
    }
}

/// Returns the id by which a person is known in all documents: one without an own id goes by the name.
fn person<'p>(id: &'p str, name: &'p str) -> &'p str {
    if id.starts_with("speaker-") { name } else { id }
}

/// Returns the turn that asks, and who asks there: an outlet by its usual name, anybody else as printed.
pub(super) fn asker<'t>(transcript: &'t Transcript, item: &'t Item) -> Option<(&'t crate::transcript::Turn, String)> {
    let turn = item.turns.iter().find(|turn| turn.role == Role::Question)?;
    let name = match transcript.speaker_of(turn) {
        Some(speaker) if speaker.kind != SpeakerKind::Unknown => Some(speaker.name.as_str()),
        _ => transcript.label_of(turn),
    };
    Some((turn, name.unwrap_or_default().to_owned()))
}
