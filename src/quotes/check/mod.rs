//! The check (核对): does a quotation stand so? Knows letters, transcripts and what was pasted; knows no screen.
//!
//! The verdicts are judged in a fixed order, the first that holds: [`Verdict`]. All comparing is by
//! letters: punctuation, script, width and kinds of quotation marks change no verdict and are listed
//! as what they are.

mod align;
mod differ;
mod judge;
mod named;
mod passages;
mod scan;
mod warn;

pub use differ::{Difference, Kind};
pub use judge::Verdict;
pub use warn::Warning;

use std::collections::BTreeSet;

use align::Run;
use judge::{Judge, Judgement, Standing};
use named::Named;
use passages::Segment;

use super::letters::{Letters, Reading, Voice};
use super::place;
use crate::text::{Span, fold, trim};
use crate::transcript::Transcript;

/// How many places of one passage are told.
const TOLD: usize = 20;
/// Words between quotation marks that are no term but a quotation have at least so many letters, where no verb brings them.
const TERM: usize = 5;
/// A sentence with quotation marks in it is taken as a whole where so much of it stands, in parts of a hundred: then the
/// marks are the speaker's own.
const OWN_MARKS: usize = 75;
/// And so much of what is outside its marks.
const OWN_MARKS_OUTSIDE: usize = 60;

/// A passage that was found in what was pasted, and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it is, in bytes of what was pasted.
    pub at: Span,
    /// Whether it stands.
    pub verdict: Verdict,
    /// What must be known beside that, in order.
    pub warnings: Vec<Warning>,
    /// Where it stands; of an absent passage, what is nearest.
    pub matches: Vec<Match>,
}

/// A place where a passage stands, more or less.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The index of the document.
    pub document: usize,
    /// The id of the sentence in which it begins.
    pub sentence: String,
    /// Where, in the document's source.
    pub span: Span,
    /// The index of the speaker, where one is printed.
    pub speaker: Option<usize>,
    /// What differs, in order.
    pub differences: Vec<Difference>,
}

/// Where the transcripts are: they may have to be parsed first.
pub trait Transcripts {
    /// Returns the transcript with this index.
    fn transcript(&mut self, document: usize) -> Option<&Transcript>;
}

impl Transcripts for &[Transcript] {
    fn transcript(&mut self, document: usize) -> Option<&Transcript> {
        self.get(document)
    }
}

/// Checks everything that is quoted in a pasted text against documents, of which `letters` were read before.
///
/// Without quotations each sentence that stands more or less is a passage; if none does, the whole text is one.
pub fn check(pasted: &str, letters: &[&Letters], transcripts: &mut dyn Transcripts) -> Vec<Passage> {
    let names = Names::of(letters, pasted);
    let reading = Reading::of_text(pasted);
    let segments = passages::segments(pasted, &names.all);
    let mut subjects = Vec::new();
    for segment in &segments {
        // The sentence with who says it only counts where it stands as it is.
        subjects.push((segment.core, true));
        subjects.push((segment.whole, false));
        subjects.extend(segment.quotes.iter().map(|quoted| (quoted.inner, true)));
    }
    let judge = Judge::new(pasted, &reading, &subjects, letters);
    let chosen = Choice { pasted, segments: &segments, judge: &judge }.passages();
    let mut teller = Teller { reading: &reading, letters, transcripts };
    let around = without(pasted, chosen.iter().map(|(at, _)| *at));
    let mut told = Vec::new();
    for (at, judgement) in chosen {
        let named = named::named(&around, at, &names.people, &names.outlets);
        told.push(teller.tell(at, judgement, named.as_ref()));
    }
    told
}

/// Returns what was pasted with blanks in the place of its passages: nobody is named within the words themselves.
fn without(pasted: &str, passages: impl Iterator<Item = Span>) -> String {
    let mut around = String::with_capacity(pasted.len());
    let mut from = 0;
    for span in passages {
        around.push_str(Span { start: from, end: span.start.max(from) }.of(pasted));
        around.extend(std::iter::repeat_n(' ', Span { start: span.start.max(from), end: span.end.max(from) }.len()));
        from = span.end.max(from);
    }
    around.push_str(Span::new(from as usize, pasted.len()).of(pasted));
    around
}

/// The names of all speakers.
struct Names {
    people: Vec<String>,
    outlets: Vec<String>,
    all: Vec<String>,
}

impl Names {
    /// Takes those names that the pasted text holds: a library has hundreds.
    fn of(letters: &[&Letters], pasted: &str) -> Self {
        let folded: String = pasted.chars().map(fold).collect();
        let (mut people, mut outlets) = (BTreeSet::new(), BTreeSet::new());
        for (names, is_outlet) in letters.iter().flat_map(|letters| &letters.speakers) {
            let set = if *is_outlet { &mut outlets } else { &mut people };
            set.extend(names.iter().map(String::as_str));
        }
        // 记者 and 问 name nobody. 王外长 names 王毅.
        let is_name = |name: &&&str| {
            let office = |name: &str| name.chars().next().is_some_and(|family| folded.contains(family));
            name.chars().count() > 1
                && !["记者", "記者", "主持人", "发言人", "發言人"].contains(name)
                && (folded.contains(&name.chars().map(fold).collect::<String>())
                    || name.chars().count() <= 3 && office(name))
        };
        let own = |set: &BTreeSet<&str>| set.iter().filter(is_name).map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let (people, outlets) = (own(&people), own(&outlets));
        let all = people.iter().chain(&outlets).cloned().collect();
        Self { people, outlets, all }
    }
}

/// Chooses what of a pasted text is a passage.
struct Choice<'a> {
    pasted: &'a str,
    segments: &'a [Segment],
    judge: &'a Judge<'a>,
}

impl Choice<'_> {
    /// Returns the passages in order, each with its judgement.
    fn passages(&self) -> Vec<(Span, Judgement)> {
        let (mut quoted, mut bare, mut terms) = (Vec::new(), Vec::new(), Vec::new());
        let mut has_quotations = false;
        let mut subject = 0;
        for segment in self.segments {
            let (core, whole) = (subject, subject + 1);
            let quotes = subject + 2..subject + 2 + segment.quotes.len();
            subject = quotes.end;
            let is_quotation = |n: usize, is_said: bool| {
                let length = self.judge.length(n);
                length >= TERM || is_said && length > 0
            };
            let said: Vec<_> = segment
                .quotes
                .iter()
                .zip(quotes)
                .filter(|(quoted, n)| is_quotation(*n, quoted.is_said))
                .map(|(quoted, n)| (quoted.inner, n))
                .collect();
            // Where the words before a colon stand too, nobody says them here.
            let (sentence, at) =
                if self.judge.is_verbatim(whole) { (whole, segment.whole) } else { (core, segment.core) };
            if !said.is_empty() && !self.has_own_marks(sentence, at, &said) {
                has_quotations = true;
                quoted.extend(said.into_iter().map(|(inner, n)| (inner, self.judge.judge(n))));
                continue;
            }
            if self.judge.length(sentence) == 0 {
                continue;
            }
            let judgement = self.judge.judge(sentence);
            if !said.is_empty() {
                quoted.push((at, judgement.clone()));
            }
            let weak = judgement.verdict >= Verdict::Altered
                && judgement.aligned * 100 < self.judge.length(sentence) * OWN_MARKS;
            let words = segment.quotes.iter().zip(core + 2..).filter(|(_, n)| self.judge.length(*n) >= 3);
            let words: Vec<_> = words.filter(|(_, n)| self.judge.is_verbatim(*n)).collect();
            if weak && !words.is_empty() {
                terms.extend(words.into_iter().map(|(quoted, n)| (quoted.inner, self.judge.judge(n))));
            } else {
                bare.push((at, judgement));
            }
        }
        if has_quotations {
            return quoted;
        }
        let mut found: Vec<_> = bare.iter().filter(|(_, j)| j.verdict != Verdict::Absent).cloned().collect();
        found.extend(terms);
        crate::order::order(&mut found, |(a, _), (b, _)| a.cmp(b));
        if found.is_empty() {
            let whole = trim(self.pasted, Span::new(0, self.pasted.len()));
            let nearest = bare.into_iter().map(|(_, judgement)| judgement).max_by_key(|judgement| judgement.aligned);
            found.extend(nearest.filter(|_| !whole.is_empty()).map(|judgement| (whole, judgement)));
        }
        found
    }

    /// Tells whether a sentence with quotations in it stands as a whole, so that the marks are the speaker's own.
    fn has_own_marks(&self, sentence: usize, at: Span, said: &[(Span, usize)]) -> bool {
        let length = self.judge.length(sentence);
        let inside: usize = said.iter().map(|(_, n)| self.judge.length(*n)).sum();
        let outside = length.saturating_sub(inside);
        if outside == 0 || said.iter().any(|(inner, _)| !at.contains(*inner)) {
            return false;
        }
        if self.judge.is_verbatim(sentence) {
            return true;
        }
        // Words that stand so are quoted by who wrote this, unless what is around them stands, too.
        if said.iter().all(|(_, n)| self.judge.is_verbatim(*n)) {
            return false;
        }
        let judgement = self.judge.judge(sentence);
        if judgement.verdict != Verdict::Altered || judgement.aligned * 100 < length * OWN_MARKS || outside < 4 {
            return false;
        }
        let ranges: Vec<_> = said.iter().map(|(_, n)| self.judge.units(*n)).collect();
        let runs = judgement.standings.first().map_or(&[][..], |standing| &standing.runs);
        let stands = runs.iter().flat_map(|run| run.quoted..run.quoted + run.length);
        let stands_outside = stands.filter(|unit| !ranges.iter().any(|range| range.contains(unit))).count();
        stands_outside * 100 >= outside * OWN_MARKS_OUTSIDE
    }
}

/// Says of each judgement where it stands, with the transcripts at hand.
struct Teller<'a> {
    reading: &'a Reading,
    letters: &'a [&'a Letters],
    transcripts: &'a mut dyn Transcripts,
}

impl Teller<'_> {
    fn tell(&mut self, at: Span, judgement: Judgement, named: Option<&Named>) -> Passage {
        let Judgement { mut verdict, mut standings, .. } = judgement;
        if verdict == Verdict::Verbatim {
            let is_theirs = |standing: &Standing| named.is_none_or(|named| self.is_said_by(standing, named));
            if standings.iter().any(is_theirs) {
                standings.retain(is_theirs);
            } else {
                verdict = Verdict::OtherSpeaker;
            }
        }
        standings.truncate(TOLD);
        let mut passage = Passage { at, verdict, warnings: Vec::new(), matches: Vec::new() };
        let mut warnings = BTreeSet::new();
        for (n, standing) in standings.iter().enumerate() {
            let Some((found, warned)) = self.place(at, verdict, standing) else { continue };
            // Of several places where the same words stand, one that needs no warning is enough.
            match verdict {
                Verdict::Absent => {}
                Verdict::Verbatim | Verdict::OtherSpeaker if n > 0 => warnings.retain(|known| warned.contains(known)),
                _ => warnings.extend(warned),
            }
            passage.matches.push(found);
        }
        passage.warnings.extend(warnings);
        passage
    }

    fn is_said_by(&self, standing: &Standing, named: &Named) -> bool {
        let Some(letters) = self.letters.get(standing.document) else { return false };
        let unit = standing.runs.first().map_or(0, |run| run.source);
        let Some(turn) = letters.turns.get(letters.turn_at(unit)) else { return false };
        match named {
            Named::Stranger => false,
            Named::Reporter => turn.voice == Voice::Asks,
            Named::Host => turn.voice == Voice::Speaks,
            Named::Speaker(name) => match turn.speaker.and_then(|n| letters.speakers.get(n as usize)) {
                Some((names, _)) => names.contains(name),
                // An unnamed voice may be anybody's but the newspaper's.
                None => turn.voice == Voice::Speaks,
            },
        }
    }

    /// Returns where something stands in its source, what differs, and what to warn of.
    fn place(&mut self, at: Span, verdict: Verdict, standing: &Standing) -> Option<(Match, Vec<Warning>)> {
        let letters = self.letters.get(standing.document)?;
        let (first, last) = (standing.runs.first()?, standing.runs.last()?);
        let turn = letters.turns.get(letters.turn_at(first.source))?;
        let base = turn.from as usize;
        let transcript = self.transcripts.transcript(standing.document)?;
        let source =
            Reading::of_turn(transcript, transcript.items.get(turn.item as usize)?.turns.get(turn.turn as usize)?);
        let runs: Vec<Run> =
            standing.runs.iter().map(|run| Run { source: run.source.saturating_sub(base), ..*run }).collect();
        let span = source.span_of(first.source - base, last.source + last.length - base)?;
        let passage = match verdict {
            Verdict::Stitched => self.reading.span_of(first.quoted, last.quoted + last.length)?,
            _ => at,
        };
        let sentence = place::id_at(transcript, span.start)?;
        let (span, differences) = match verdict {
            // What is merely near is offered as the sentence that it is.
            Verdict::Absent => (place::span_of(transcript, &sentence)?, Vec::new()),
            _ => (span, differ::differences(self.reading, passage, &source, &runs)),
        };
        let speaker = turn.speaker.map(|speaker| speaker as usize);
        let found = Match { document: standing.document, sentence, span, speaker, differences };
        let warned = self.warnings(at, &source, &runs, verdict);
        Some((found, warned))
    }

    fn warnings(&self, at: Span, source: &Reading, runs: &[Run], verdict: Verdict) -> Vec<Warning> {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return Vec::new() };
        let begin = source.owner(first.source);
        let end = source.owner(last.source + last.length - 1);
        let from = self.reading.glyphs.partition_point(|glyph| glyph.at.start < at.start);
        let head = self.reading.glyphs.get(from..self.reading.owner(first.quoted)).unwrap_or_default();
        let is_altered = verdict == Verdict::Altered;
        let denied = is_altered && warn::denies(head);
        let negation = warn::is_cut_off(source, begin) && !denied
            || warn::is_turned(self.reading, source, runs, verdict == Verdict::Omission);
        let mut warned = Vec::new();
        if negation {
            warned.push(Warning::Negation);
        }
        if warn::is_rejected(source, begin, end) {
            warned.push(Warning::Quoted);
        }
        warned
    }
}
