//! The verdict on one passage, by the letters alone. Knows places; knows neither words nor speakers.

use core::ops::Range;

use super::align::{Run, align, aligned};
use super::passages;
use super::scan::{Found, Pattern, Place, Window, scan};
use crate::quotes::letters::{Letters, Reading, occurrences};
use crate::text::Span;

/// Clauses of fewer letters are judged together with the next: 但是 stands everywhere.
const SHORT_CLAUSE: usize = 4;
/// How many documents are tried for a stitched passage.
const DOCUMENTS: usize = 16;
/// How many places near an absent passage are offered.
const NEAREST: usize = 3;
/// How many cells of alignment one passage may cost before only what was found so far counts.
const CELLS: usize = 1_500_000;
/// How many letters of a passage are aligned; what is longer is judged by its beginning.
const LONGEST: usize = 2_000;

/// What stands how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The words stand so in one turn.
    Verbatim,
    /// They do, but not from whom the text says.
    OtherSpeaker,
    /// Every gap is marked, and the pieces stand in order in one turn.
    Omission,
    /// Pieces that each stand, but not together.
    Stitched,
    /// At least half of the letters stand in order in one place.
    Altered,
    /// Nothing here is that near.
    Absent,
}

/// The words of a passage and where they stand, in units: of what was pasted, and of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) document: usize,
    pub(super) runs: Vec<Run>,
}

/// A verdict and its places.
#[derive(Clone, Debug)]
pub(super) struct Judgement {
    pub(super) verdict: Verdict,
    pub(super) standings: Vec<Standing>,
    /// The letters that stand, where the passage is altered or absent.
    pub(super) aligned: usize,
}

/// A passage to be judged: ranges of the pasted units.
#[derive(Debug)]
struct Subject {
    whole: usize,
    /// Between omission marks; none where nothing is marked.
    pieces: Vec<usize>,
    /// For each piece its clauses.
    clauses: Vec<Vec<usize>>,
}

/// Everything that was pasted, looked up once.
pub(super) struct Judge<'a> {
    reading: &'a Reading,
    documents: &'a [&'a Letters],
    patterns: Vec<Pattern>,
    subjects: Vec<Subject>,
    found: Found,
}

impl<'a> Judge<'a> {
    /// Looks up all passages in one pass; those without `near` only as they are.
    pub(super) fn new(text: &str, reading: &'a Reading, spans: &[(Span, bool)], documents: &'a [&'a Letters]) -> Self {
        let range = |span: &Span| reading.unit_at(span.start)..reading.unit_at(span.end);
        let mut patterns = Vec::new();
        let mut add = |range: Range<usize>, near| {
            patterns.push(Pattern { range, near });
            patterns.len() - 1
        };
        let mut subjects = Vec::with_capacity(spans.len());
        for (span, near) in spans {
            let whole = add(range(span), *near);
            if !near {
                subjects.push(Subject { whole, pieces: Vec::new(), clauses: Vec::new() });
                continue;
            }
            let gaps = passages::pieces_between_gaps(text, *span);
            let clauses = gaps.iter().map(|gap| {
                let clauses = passages::clauses(text, *gap).iter().map(range).collect();
                together(clauses).into_iter().map(|clause| add(clause, false)).collect()
            });
            let clauses = clauses.collect();
            let pieces = if gaps.len() > 1 { gaps.iter().map(|gap| add(range(gap), false)).collect() } else { vec![] };
            subjects.push(Subject { whole, pieces, clauses });
        }
        let found = scan(&reading.units, &patterns, documents);
        Self { reading, documents, patterns, subjects, found }
    }

    fn range(&self, pattern: usize) -> Range<usize> {
        self.patterns.get(pattern).map_or(0..0, |pattern| pattern.range.clone())
    }

    fn letters(&self, pattern: usize) -> &'a [u16] {
        self.reading.units.get(self.range(pattern)).unwrap_or_default()
    }

    fn places(&self, pattern: usize) -> &[Place] {
        self.found.places.get(pattern).map_or(&[], Vec::as_slice)
    }

    fn source(&self, document: usize) -> &'a [u16] {
        self.documents.get(document).map_or(&[], |letters| &letters.units)
    }

    /// Returns the units of a passage.
    pub(super) fn units(&self, subject: usize) -> Range<usize> {
        self.subjects.get(subject).map_or(0..0, |subject| self.range(subject.whole))
    }

    /// Returns how many letters a passage has.
    pub(super) fn length(&self, subject: usize) -> usize {
        self.units(subject).len()
    }

    /// Tells whether a passage stands as it is.
    pub(super) fn is_verbatim(&self, subject: usize) -> bool {
        self.subjects.get(subject).is_some_and(|subject| !self.places(subject.whole).is_empty())
    }

    /// Judges a passage.
    pub(super) fn judge(&self, subject: usize) -> Judgement {
        let none = Judgement { verdict: Verdict::Absent, standings: Vec::new(), aligned: 0 };
        let Some(subject) = self.subjects.get(subject) else { return none };
        let with = |verdict, standings| Judgement { verdict, standings, aligned: self.range(subject.whole).len() };
        let places = self.places(subject.whole);
        if !places.is_empty() {
            let run = |place: &Place| Run { source: place.unit, ..self.run(subject.whole) };
            let standing = |place: &Place| Standing { document: place.document, runs: vec![run(place)] };
            return with(Verdict::Verbatim, places.iter().map(standing).collect());
        }
        if let Some(standing) = self.omission(&subject.pieces) {
            return with(Verdict::Omission, vec![standing]);
        }
        let marked = self.stitched(&subject.pieces, true);
        let clauses: Vec<usize> = subject.clauses.iter().flatten().copied().collect();
        if let Some(standings) = marked.or_else(|| self.stitched(&clauses, subject.pieces.len() > 1)) {
            return with(Verdict::Stitched, standings);
        }
        self.nearest(subject.whole)
    }

    fn run(&self, pattern: usize) -> Run {
        let range = self.range(pattern);
        Run { quoted: range.start, source: 0, length: range.len() }
    }

    /// Returns the pattern with the fewest places; `None` where one has none. What is too short to be looked up has no
    /// say.
    fn rarest(&self, patterns: &[usize]) -> Option<usize> {
        let long = patterns.iter().copied().filter(|pattern| self.range(*pattern).len() >= 3);
        long.min_by_key(|pattern| self.places(*pattern).len()).filter(|pattern| !self.places(*pattern).is_empty())
    }

    /// Finds pieces in order in one turn, as near together as they stand.
    fn omission(&self, pieces: &[usize]) -> Option<Standing> {
        let rarest = self.rarest(pieces).filter(|_| pieces.len() > 1)?;
        let mut best: Option<(usize, Standing)> = None;
        let mut tried = None;
        for place in self.places(rarest) {
            let letters = self.documents.get(place.document)?;
            let turn = (place.document, letters.turn_at(place.unit));
            if tried.replace(turn) == Some(turn) {
                continue;
            }
            if let Some((extent, runs)) = self.in_order(pieces, place.document, letters.turn_units(turn.1))
                && best.as_ref().is_none_or(|(least, _)| extent < *least)
            {
                best = Some((extent, Standing { document: place.document, runs }));
            }
        }
        best.map(|(_, standing)| standing)
    }

    fn in_order(&self, pieces: &[usize], document: usize, turn: Range<usize>) -> Option<(usize, Vec<Run>)> {
        let units = self.source(document).get(turn.clone())?;
        let (first, others) = pieces.split_first()?;
        let mut best: Option<(usize, Vec<Run>)> = None;
        for start in occurrences(units, self.letters(*first)) {
            let mut runs = vec![Run { source: turn.start + start, ..self.run(*first) }];
            let mut end = start + self.range(*first).len();
            for piece in others {
                let Some(at) = occurrences(units.get(end..)?, self.letters(*piece)).next() else { return best };
                runs.push(Run { source: turn.start + end + at, ..self.run(*piece) });
                end += at + self.range(*piece).len();
            }
            if best.as_ref().is_none_or(|(least, _)| end - start < *least) {
                best = Some((end - start, runs));
            }
        }
        best
    }

    /// Finds pieces that each stand in one document; where no gap is marked, not all of them in one sentence.
    fn stitched(&self, pieces: &[usize], is_marked: bool) -> Option<Vec<Standing>> {
        let rarest = self.rarest(pieces).filter(|_| pieces.len() > 1)?;
        let mut documents: Vec<usize> = self.places(rarest).iter().map(|place| place.document).collect();
        documents.dedup();
        documents.truncate(DOCUMENTS);
        let stands = |document: usize| {
            let units = self.source(document);
            pieces.iter().all(|piece| occurrences(units, self.letters(*piece)).next().is_some())
        };
        let document = documents.into_iter().find(|document| stands(*document))?;
        if !is_marked && self.in_one_sentence(pieces, document) {
            return None;
        }
        let units = self.source(document);
        let mut standings = Vec::new();
        let mut rest = pieces;
        while let Some((first, _)) = rest.split_first() {
            // The longest stretch of pieces that stand together.
            let together = |at: usize| {
                let mut end = at;
                let follows = rest.iter().take_while(|piece| {
                    let letters = self.letters(**piece);
                    let here = units.get(end..end + letters.len()) == Some(letters);
                    end += letters.len();
                    here
                });
                follows.count()
            };
            let places = occurrences(units, self.letters(*first)).map(|at| (together(at), at));
            let (count, at) = places.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
            let count = count.max(1);
            let mut run = Run { source: at, ..self.run(*first) };
            run.length = rest.iter().take(count).map(|piece| self.range(*piece).len()).sum();
            standings.push(Standing { document, runs: vec![run] });
            rest = rest.get(count..)?;
        }
        Some(standings)
    }

    fn in_one_sentence(&self, pieces: &[usize], document: usize) -> bool {
        let (Some(letters), Some((first, others))) = (self.documents.get(document), pieces.split_first()) else {
            return false;
        };
        occurrences(&letters.units, self.letters(*first)).any(|at| {
            let sentence = letters.sentence_at(at);
            let from = letters.sentences.get(sentence).map_or(0, |from| *from as usize);
            let to = letters.sentences.get(sentence + 1).map_or(letters.units.len(), |to| *to as usize);
            let units = letters.units.get(from..to).unwrap_or_default();
            others.iter().all(|piece| occurrences(units, self.letters(*piece)).next().is_some())
        })
    }

    /// Aligns a passage with the stretches that share most with it.
    fn nearest(&self, whole: usize) -> Judgement {
        let range = self.range(whole);
        let range = range.start..range.end.min(range.start + LONGEST);
        let quoted = self.reading.units.get(range.clone()).unwrap_or_default();
        let mut near: Vec<(usize, Standing)> = Vec::new();
        let mut cells = 0;
        let most = self.found.windows.get(whole).and_then(|windows| windows.first()).map_or(0, |first| first.shared);
        for window in self.found.windows.get(whole).map_or(&[][..], Vec::as_slice) {
            // The stretches come by how many grams they share: one with far fewer than the first cannot win.
            if near.len() >= NEAREST && window.shared * 2 < most || cells > CELLS {
                break;
            }
            cells += quoted.len() * (window.to - window.from);
            for (from, to) in self.turns_of(window, quoted.len()) {
                let source = self.source(window.document).get(from..to).unwrap_or_default();
                let mut runs = align(quoted, source);
                for run in &mut runs {
                    run.quoted += range.start;
                    run.source += from;
                }
                let standing = Standing { document: window.document, runs };
                if !standing.runs.is_empty() && near.iter().all(|(_, known)| *known != standing) {
                    near.push((aligned(&standing.runs), standing));
                }
            }
        }
        crate::order::order(&mut near, |a, b| b.0.cmp(&a.0).then_with(|| extent(&a.1).cmp(&extent(&b.1))));
        let best = near.first().map_or(0, |(count, _)| *count);
        let is_near = best * 2 >= quoted.len() && best > 1;
        near.truncate(if is_near { 1 } else { NEAREST });
        Judgement {
            verdict: if is_near { Verdict::Altered } else { Verdict::Absent },
            standings: near.into_iter().map(|(_, standing)| standing).collect(),
            aligned: best,
        }
    }

    /// Returns the stretches of a window and half a passage around it, each within one turn.
    fn turns_of(&self, window: &Window, length: usize) -> Vec<(usize, usize)> {
        let Some(letters) = self.documents.get(window.document) else { return Vec::new() };
        let (from, to) = (window.from.saturating_sub(length / 2), window.to + length / 2);
        let turns = letters.turn_at(from)..=letters.turn_at(to);
        let clipped = turns.map(|turn| letters.turn_units(turn)).map(|turn| (turn.start.max(from), turn.end.min(to)));
        clipped.filter(|(from, to)| from < to).collect()
    }
}

/// Returns how far the runs reach in the document.
fn extent(standing: &Standing) -> usize {
    let (first, last) = (standing.runs.first(), standing.runs.last());
    first.zip(last).map_or(0, |(first, last)| last.source + last.length - first.source)
}

/// Joins clauses that are too short to be judged alone with the next one, the last with the one before.
fn together(clauses: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(clauses.len());
    for clause in clauses.into_iter().filter(|clause| !clause.is_empty()) {
        match joined.last_mut() {
            Some(last) if last.len() < SHORT_CLAUSE => last.end = clause.end,
            _ => joined.push(clause),
        }
    }
    if joined.last().is_some_and(|last| last.len() < SHORT_CLAUSE)
        && joined.len() > 1
        && let (Some(short), Some(last)) = (joined.pop(), joined.last_mut())
    {
        last.end = short.end;
    }
    joined
}
