//! Suggestions (金句): the sentences that people quote. Knows rhetoric by its marks; knows no meaning.
//!
//! A candidate is a sentence of an answer, or a run of whole clauses at its end or beginning where the sentence is
//! long. Each reason adds its [`Weights`]; what no reader would quote is left out before any reason counts: formulas of
//! courtesy, announcements, fragments, what points at something said before.

mod rhetoric;
mod unfit;

use crate::quotes::letters::{Glyph, Reading, is_letter};
use crate::text::Span;
use crate::transcript::{ItemKind, Role, Transcript, Turn};

/// Why a sentence is suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// 不是…而是…, 没有…只有…, 是…不是….
    Antithesis,
    /// The same frame several times: 确定性…不确定, 鼓吹…支持…纵容….
    Parallel,
    /// A word comes back against itself: 以中国的确定性稳住不确定的世界.
    Echo,
    /// Opposites stand against each other: 终点…起点, 机遇…威胁.
    Contrast,
    /// 只有…才…, 只要…就…, 既…又….
    Frame,
    /// A picture: 恒量, 丛林, 赢家.
    Metaphor,
    /// A stand is taken: 我们从不…, 中国将坚定….
    Stand,
    /// An old saying is quoted.
    Saying,
    /// It is short enough for a headline.
    Length,
}

impl Reason {
    /// Returns the word for it in the JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Antithesis => "antithesis",
            Self::Parallel => "parallel",
            Self::Echo => "echo",
            Self::Contrast => "contrast",
            Self::Frame => "frame",
            Self::Metaphor => "metaphor",
            Self::Stand => "stand",
            Self::Saying => "saying",
            Self::Length => "length",
        }
    }
}

/// What each reason adds, in points. Only their proportions matter.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// [`Reason::Antithesis`]: the strongest mark of a sentence made to be quoted.
    pub antithesis: f32,
    /// [`Reason::Parallel`], for each further member beyond the first, at most three.
    pub parallel: f32,
    /// [`Reason::Echo`].
    pub echo: f32,
    /// [`Reason::Contrast`], for each pair, at most two.
    pub contrast: f32,
    /// [`Reason::Frame`].
    pub frame: f32,
    /// [`Reason::Metaphor`].
    pub metaphor: f32,
    /// [`Reason::Stand`].
    pub stand: f32,
    /// [`Reason::Saying`].
    pub saying: f32,
    /// [`Reason::Length`], in full at the best length.
    pub length: f32,
    /// Taken away for each letter, so that of two stretches that say as much the shorter wins.
    pub any_letter: f32,
    /// Taken away for each letter beyond [`Weights::longest`].
    pub per_letter: f32,
    /// The best length, in letters, from and to.
    pub best: (usize, usize),
    /// Letters beyond which a sentence loses.
    pub longest: usize,
    /// The least that is suggested, in points.
    pub least: f32,
}

/// The weights in use, set by what the press quoted from conferences.
pub const WEIGHTS: Weights = Weights {
    antithesis: 3.0,
    parallel: 1.2,
    echo: 3.2,
    contrast: 1.4,
    frame: 1.6,
    metaphor: 1.5,
    stand: 1.0,
    saying: 1.2,
    length: 1.5,
    any_letter: 0.02,
    per_letter: 0.06,
    best: (8, 36),
    longest: 40,
    least: 2.75,
};

/// The fewest and the most letters of a suggestion.
const SHORTEST: usize = 7;
const LONGEST: usize = 72;
/// A sentence of more letters is also looked at clause by clause.
const LONG: usize = 26;

/// A suggestion.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The id of its sentence.
    pub sentence: String,
    /// Where it stands in the source.
    pub span: Span,
    /// In points of the [`Weights`].
    pub score: f32,
    /// Why, in the order of [`Reason`].
    pub reasons: Vec<Reason>,
}

/// Returns the best suggestions of a transcript, the best first; of one sentence at most one.
pub fn suggest(transcript: &Transcript, most: usize) -> Vec<Suggestion> {
    let mut found = Vec::new();
    for item in &transcript.items {
        let quotable = matches!(item.kind, ItemKind::Exchange | ItemKind::Opening | ItemKind::Statement);
        if !quotable {
            continue;
        }
        for (id, turn) in item.turns_with_ids().filter(|(_, turn)| is_quotable(turn)) {
            sentences(transcript, &id, turn, &mut found);
        }
    }
    let order = |a: &Suggestion, b: &Suggestion| b.score.total_cmp(&a.score).then_with(|| a.span.cmp(&b.span));
    crate::order::order(&mut found, order);
    let mut kept: Vec<Suggestion> = Vec::new();
    for suggestion in found {
        // The same words twice are one suggestion.
        let words = transcript.shown(suggestion.span);
        if !kept.iter().any(|known| transcript.shown(known.span) == words) {
            kept.push(suggestion);
        }
        if kept.len() >= most {
            break;
        }
    }
    kept
}

fn is_quotable(turn: &Turn) -> bool {
    matches!(turn.role, Role::Answer | Role::Statement)
}

fn sentences(transcript: &Transcript, id: &str, turn: &Turn, found: &mut Vec<Suggestion>) {
    for (p, paragraph) in turn.paragraphs.iter().enumerate().filter(|(_, p)| !p.scene) {
        for (s, sentence) in paragraph.sentences.iter().enumerate() {
            // A quick look: most sentences are far too short or too long to be worth one.
            if sentence.len() < SHORTEST * 3 || sentence.len() > LONGEST * 12 {
                continue;
            }
            let mut reading = Reading::default();
            reading.span(transcript, *sentence);
            let opens = p == 0 && s == 0;
            if let Some((span, score, reasons)) = best(&reading, opens) {
                found.push(Suggestion { sentence: format!("{id}.p{}.s{}", p + 1, s + 1), span, score, reasons });
            }
        }
    }
}

/// Returns the best stretch of a sentence, what it scores and why.
fn best(reading: &Reading, opens: bool) -> Option<(Span, f32, Vec<Reason>)> {
    let glyphs = reading.glyphs.as_slice();
    let clauses = clauses(glyphs);
    let whole: String = glyphs.iter().map(|glyph| glyph.c).collect();
    if unfit::sentence(&whole, opens) {
        return None;
    }
    // What the whole sentence has no mark of, no part of it has.
    if reasons(&whole).1.is_empty() {
        return None;
    }
    let mut best: Option<(Span, f32, Vec<Reason>)> = None;
    let count = clauses.len();
    for from in 0..count {
        for to in from + 1..=count {
            let is_whole = to - from == count;
            if !is_whole && (reading.units.len() <= LONG || (from > 0 && to < count && to - from > 4)) {
                continue;
            }
            let (Some(first), Some(last)) = (clauses.get(from), clauses.get(to - 1)) else { continue };
            // Only a semicolon parts two statements: see `unfit::stretch`.
            if to < count && !glyphs.get(last.1).is_some_and(|mark| matches!(mark.c, '；' | ';')) {
                continue;
            }
            let start = first.0 + if from == 0 { unfit::conjunction(&whole) } else { 0 };
            let Some(stretch) = glyphs.get(start..last.1) else { continue };
            let words: String = stretch.iter().map(|glyph| glyph.c).collect();
            let before = glyphs.get(..first.0).unwrap_or_default();
            let after: String = glyphs.get(last.1..).unwrap_or_default().iter().map(|glyph| glyph.c).collect();
            let before: String = before.iter().map(|glyph| glyph.c).collect();
            if unfit::stretch(&words, &before, &after, from > 0) {
                continue;
            }
            let Some((score, reasons)) = score(&words) else { continue };
            // A sentence as it stands is better than a piece of it that says as much.
            let score = if is_whole { score + 0.3 } else { score };
            if score >= WEIGHTS.least
                && best.as_ref().is_none_or(|(_, most, _)| score > *most)
                && let (Some(a), Some(b)) = (stretch.first(), stretch.last())
            {
                best = Some((a.at.join(b.at), score, reasons));
            }
        }
    }
    best
}

/// Returns the clauses of a sentence in glyphs, each from its first letter or opening mark to its last.
fn clauses(glyphs: &[Glyph]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut depth = 0_i32;
    let mut end = 0;
    for (n, glyph) in glyphs.iter().enumerate() {
        match glyph.c {
            '“' | '「' | '《' | '（' => {
                depth += 1;
                open.get_or_insert(n);
            }
            '”' | '」' | '》' | '）' => {
                depth -= 1;
                end = n + 1;
            }
            c if is_letter(c) || c == '、' || c == '·' => {
                open.get_or_insert(n);
                end = n + 1;
            }
            '，' | '；' | '：' | '。' | '！' | '？' | ',' | ';' | '!' | '?' | '…' | '—' | '\n' if depth <= 0 =>
            {
                // The mark that ends the sentence belongs to its last clause.
                let ends = matches!(glyph.c, '。' | '！' | '？' | '!' | '?');
                if let Some(from) = open.take() {
                    found.push((from, if ends { n + 1 } else { end }));
                }
            }
            _ => {}
        }
    }
    if let Some(from) = open {
        found.push((from, end));
    }
    found
}

/// Scores words; `None` where they are too short or too long.
fn score(words: &str) -> Option<(f32, Vec<Reason>)> {
    let count = words.chars().filter(|c| is_letter(*c)).count();
    if !(SHORTEST..=LONGEST).contains(&count) {
        return None;
    }
    let w = &WEIGHTS;
    let (mut score, mut reasons) = reasons(words);
    // Length alone makes no quotation.
    if !reasons.is_empty() {
        if (w.best.0..=w.best.1).contains(&count) {
            score += w.length;
            reasons.push(Reason::Length);
        }
        score -= w.any_letter * count as f32 + w.per_letter * count.saturating_sub(w.longest) as f32;
    }
    Some((score, reasons))
}

/// Returns the marks of rhetoric, and the points for them.
fn reasons(words: &str) -> (f32, Vec<Reason>) {
    let letters: Vec<char> = words.chars().filter(|c| is_letter(*c)).collect();
    let clauses: Vec<Vec<char>> = words
        .split(['，', '；', '。', '：', ',', ';', '！'])
        .map(|clause| clause.chars().filter(|c| is_letter(*c)).collect())
        .filter(|clause: &Vec<char>| !clause.is_empty())
        .collect();
    let w = &WEIGHTS;
    let mut score = 0.0;
    let mut reasons = Vec::new();
    let mut add = |reason, points: f32| {
        if points > 0.0 {
            score += points;
            reasons.push(reason);
        }
    };
    let times = |count: usize, most: usize| count.min(most) as f32;
    add(Reason::Antithesis, if rhetoric::is_antithesis(words, &clauses) { w.antithesis } else { 0.0 });
    add(Reason::Parallel, w.parallel * times(rhetoric::parallels(&clauses), 3));
    add(Reason::Echo, if rhetoric::is_echo(words, &letters) { w.echo } else { 0.0 });
    add(Reason::Contrast, w.contrast * times(rhetoric::contrasts(words), 2));
    add(Reason::Frame, if rhetoric::has_frame(words) { w.frame } else { 0.0 });
    add(Reason::Metaphor, if rhetoric::has_metaphor(words) { w.metaphor } else { 0.0 });
    add(Reason::Stand, if rhetoric::takes_a_stand(words) { w.stand } else { 0.0 });
    add(Reason::Saying, if rhetoric::is_saying(words) { w.saying } else { 0.0 });
    (score, reasons)
}
