//! Voices: which labels are real, and who asks, answers or leads. Learned from the whole text, never from one line.

use std::collections::HashMap;

use super::labels::{Candidate, Form};
use super::outlets::{self, Outlet};
use super::words::{self, Known};
use crate::text::{Span, is_han};

/// What a voice does in this conference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Asks.
    Asker,
    /// Asks on: the same reporter as before (追问).
    Follower,
    /// Answers.
    Answerer,
    /// Leads.
    Moderator,
}

/// A label that is real in this text.
#[derive(Clone, Debug)]
pub(super) struct Voice {
    /// The label as it is printed first.
    pub(super) key: Span,
    /// What it does.
    pub(super) part: Part,
    /// The outlet it names.
    pub(super) outlet: Option<&'static Outlet>,
    /// It names nobody: 问, 答, 记者, Q.
    pub(super) generic: bool,
}

/// A line as the parser sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marked {
    /// The line without blank space at its ends.
    pub(super) span: Span,
    /// How many blank lines stand before it.
    pub(super) blank_before: u32,
    /// What it could begin with.
    pub(super) candidate: Option<Candidate>,
}

/// A host's turns are shorter than this in the mean, in bytes: two hundred Han characters.
const BRIEF: usize = 600;

/// What is known about a label before it is judged.
#[derive(Default)]
struct Evidence {
    count: u32,
    /// Turns that end as a question does.
    asks: u32,
    /// Turns that stand right after a question.
    after_ask: u32,
    /// Turns that give the floor to somebody.
    invites: u32,
    bytes: usize,
}

/// Reads all labels; returns the voices, and for each line the voice it begins with.
///
/// `names` are the people named above the text; `head` is what stands there.
pub(super) fn learn(text: &str, lines: &[Marked], names: &[&str], head: &str) -> (Vec<Voice>, Vec<Option<usize>>) {
    // The gazetteer's kind of map: the page pays for one.
    let mut index: HashMap<String, usize> = HashMap::new();
    let mut keys: Vec<(Candidate, u32)> = Vec::new();
    let mut of_line: Vec<Option<usize>> = Vec::with_capacity(lines.len());
    for line in lines {
        of_line.push(line.candidate.map(|candidate| {
            let key = candidate.key.of(text);
            if let Some(&at) = index.get(key) {
                if let Some((_, count)) = keys.get_mut(at) {
                    *count += 1;
                }
                return at;
            }
            index.insert(key.to_owned(), keys.len());
            keys.push((candidate, 1));
            keys.len() - 1
        }));
    }
    let marked = |form| keys.iter().filter(|(c, _)| c.form == form).map(|(_, n)| n).sum::<u32>();
    let (brackets, headings) = (marked(Form::Bracket), marked(Form::Heading));
    let stops = keys.iter().any(|(c, n)| c.form == Form::Stop && c.key.of(text) == "Q" && *n > 1);

    let judge = |candidate: &Candidate, count: u32| -> Option<Voice> {
        let key = candidate.key.of(text);
        let voice = |part, outlet, generic| Some(Voice { key: candidate.key, part, outlet, generic });
        if candidate.form == Form::Stop && !stops {
            return None;
        }
        match words::known(key) {
            Some(Known::Never) => return None,
            Some(Known::Ask) => return voice(Part::Asker, None, true),
            Some(Known::Follow) => return voice(Part::Follower, None, true),
            Some(Known::Answer) => return voice(Part::Answerer, None, true),
            Some(Known::Lead) => return voice(Part::Moderator, None, false),
            None => {}
        }
        if words::is_reporter(key) {
            return voice(Part::Asker, outlets::find(key), false);
        }
        let named = names.iter().any(|n| *n == key || key.ends_with(n) || n.ends_with(key) && key.len() >= 6);
        if !named && let Some(outlet) = outlets::find(key) {
            return voice(Part::Asker, Some(outlet), false);
        }
        let real = named
            || candidate.form == Form::Colon && head.contains(key) && words::name_like(key)
            || match candidate.form {
                Form::Bracket => count > 1 || brackets > 2 && words::name_like(key),
                Form::Heading => headings > 2,
                Form::Gap => false,
                Form::Bold | Form::Colon | Form::Stop if key.chars().any(is_han) => {
                    (count > 1 || candidate.form == Form::Bold) && words::name_like(key) || words::has_office(key)
                }
                Form::Bold | Form::Colon | Form::Stop => count > 1 || words::has_office(key) || words::shouted(key),
            };
        // Until the turns have been weighed, a name answers.
        if real { voice(Part::Answerer, None, false) } else { None }
    };
    let mut voices = Vec::new();
    let accepted: Vec<Option<usize>> = keys
        .iter()
        .map(|(candidate, count)| {
            judge(candidate, *count).map(|voice| {
                voices.push(voice);
                voices.len() - 1
            })
        })
        .collect();
    for slot in &mut of_line {
        *slot = slot.and_then(|at| accepted.get(at).copied().flatten());
    }
    // One label that nobody is named by, in a text where nobody asks, is a heading that recurs.
    let alone = matches!(voices.as_slice(), [only] if only.part == Part::Answerer && !only.generic);
    if alone && voices.first().is_some_and(|v| !names.iter().any(|n| v.key.of(text).ends_with(n))) {
        voices.clear();
        of_line.fill(None);
    }
    answer_once(text, lines, &mut of_line, &mut voices);
    weigh(text, lines, &of_line, &mut voices, names);
    (voices, of_line)
}

/// A name that stands only once is real where it answers: right after a question that nobody else answers.
fn answer_once(text: &str, lines: &[Marked], of_line: &mut [Option<usize>], voices: &mut Vec<Voice>) {
    // Where an outlet is named in two scripts, the answer's translation follows the answer.
    let latin = |v: &Voice| !v.generic && !v.key.of(text).chars().any(is_han);
    let bilingual = voices.iter().any(latin) && !voices.iter().all(latin);
    let mut asked = false;
    for (line, slot) in lines.iter().zip(of_line.iter_mut()) {
        if let Some(at) = *slot {
            asked = voices.get(at).is_some_and(|v| bilingual || matches!(v.part, Part::Asker | Part::Follower));
        } else if let Some(candidate) = line.candidate
            && asked
            && candidate.form == Form::Colon
            && (words::person_like(candidate.key.of(text)) || words::latin_person_like(candidate.key.of(text)))
        {
            voices.push(Voice { key: candidate.key, part: Part::Answerer, outlet: None, generic: false });
            *slot = Some(voices.len() - 1);
            asked = bilingual;
        }
    }
}

/// Decides for each unnamed voice whether it asks, answers or leads, by what its turns look like.
fn weigh(text: &str, lines: &[Marked], of_line: &[Option<usize>], voices: &mut [Voice], names: &[&str]) {
    // Twice: whether a turn follows a question depends on who asks.
    for _ in 0..2 {
        let evidence = gather(text, lines, of_line, voices);
        let total: usize = evidence.iter().map(|e| e.bytes).sum();
        for (voice, e) in voices.iter_mut().zip(&evidence) {
            let key = voice.key.of(text);
            if voice.generic || voice.outlet.is_some() || words::is_reporter(key) || words::known(key).is_some() {
                continue;
            }
            let count = f64::from(e.count.max(1));
            let share = |n: u32| f64::from(n) / count;
            let mean = e.bytes as f64 / count;
            // A host gives the floor in most turns, and briefly; a speaker thanked for a question does not.
            if share(e.invites) >= 0.5 && share(e.after_ask) <= 0.5 && mean < BRIEF as f64 && !names.contains(&key) {
                voice.part = Part::Moderator;
                continue;
            }
            let office = if words::has_office(key) || names.iter().any(|n| key.ends_with(n)) { 1.0 } else { 0.0 };
            let weight = e.bytes as f64 / total.max(1) as f64;
            let score = share(e.after_ask) - 1.4 * share(e.asks) + office + weight;
            voice.part = if score < 0.0 { Part::Asker } else { Part::Answerer };
        }
    }
}

fn gather(text: &str, lines: &[Marked], of_line: &[Option<usize>], voices: &[Voice]) -> Vec<Evidence> {
    let mut evidence: Vec<Evidence> = voices.iter().map(|_| Evidence::default()).collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|&i| of_line.get(i).copied().flatten().is_some()).collect();
    let mut asked = false;
    for (n, &start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(lines.len());
        let Some(at) = of_line.get(start).copied().flatten() else { continue };
        let (Some(first), Some(last)) = (lines.get(start), lines.get(end - 1)) else { continue };
        let turn = Span { start: first.candidate.map_or(first.span.start, |c| c.body.start), end: last.span.end };
        let words_said = turn.of(text);
        if let (Some(e), Some(voice)) = (evidence.get_mut(at), voices.get(at)) {
            e.count += 1;
            e.bytes += turn.len();
            e.asks += u32::from(words::ends_asking(words_said));
            e.after_ask += u32::from(asked);
            // Who gives the floor is brief, and nobody who is known to ask: other turns are not searched.
            let may_lead = turn.len() < 2 * BRIEF && voice.outlet.is_none() && !voice.generic;
            e.invites += u32::from(may_lead && words::invites(words_said));
        }
        asked = voices.get(at).is_some_and(|v| matches!(v.part, Part::Asker | Part::Follower));
    }
    evidence
}
