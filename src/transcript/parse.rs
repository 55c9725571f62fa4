//! The parser: text in, transcript out, whatever the text. Reads like the grammar of a printed conference:
//! front matter, titles, lead, announcements, turns, notice, credit.

use std::sync::Arc;

use super::build::Builder;
use super::frame;
use super::furniture::{front_matter, is_furniture};
use super::labels::candidate;
use super::model::{Diagnostic, DiagnosticKind, ItemKind, Source, Transcript};
use super::voices::{Marked, Voice, learn};
use crate::text::{self, Line, Span};

/// How many lines above the first label are read for titles and names.
const HEAD_LINES: usize = 12;

/// Reads a transcript. Never fails: a text without structure becomes items of kind `other` and a diagnostic.
pub fn parse(source: &str) -> Transcript {
    let lines = text::lines(source);
    let mut layout = Vec::new();
    let matter = front_matter(source);
    let mut lines = content_lines(source, &lines, matter, &mut layout);
    if lines.iter().filter(|l| l.candidate.is_some_and(|c| certain(source, c.key))).take(2).count() < 2 {
        lines = split(source, lines);
    }

    // First with no names: only to know where the questions begin.
    let first_label = lines.iter().position(|l| l.candidate.is_some_and(|c| certain(source, c.key)));
    let head_end = first_label.unwrap_or(lines.len()).min(HEAD_LINES);
    let head = span_of(lines.get(..head_end).unwrap_or_default());
    let head_words =
        matter.map_or_else(|| head.of(source), |m| Span { start: m.start, end: head.end.max(m.end) }.of(source));
    let names = frame::names(head_words);
    let (voices, of_line) = learn(source, &lines, &names, head_words);

    let first = of_line.iter().position(Option::is_some);
    let parts = divide(source, &lines, first, of_line.iter().rposition(Option::is_some));
    let mut transcript = Transcript {
        source: Source { text: Arc::from(source), encoding: "utf-8", ..Source::default() },
        language: text::language(source),
        headline: frame::headline(source, parts.titles.as_slice()),
        event: frame::event(source, span_of(lines.get(..parts.head).unwrap_or_default())),
        speakers: Vec::new(),
        items: Vec::new(),
        repairs: Vec::new(),
        layout,
        diagnostics: Vec::new(),
    };
    let mut builder = Builder::new(source, &voices, &names, wrapped(source, &lines), &mut transcript);
    for (kind, range) in &parts.before {
        builder.unlabelled(*kind, lines.get(range.clone()).unwrap_or_default());
    }
    if let Some(first) = first {
        builder
            .turns(lines.get(first..parts.end).unwrap_or_default(), of_line.get(first..parts.end).unwrap_or_default());
    }
    if builder.out.event.date.is_none() {
        let tail = span_of(lines.get(parts.end..).unwrap_or_default());
        builder.out.event.date = frame::event(source, tail).date;
    }
    for (kind, range) in &parts.after {
        builder.unlabelled(*kind, lines.get(range.clone()).unwrap_or_default());
    }
    let times = std::mem::take(&mut builder.times);
    merge(&mut transcript.layout, times);
    diagnose(&mut transcript);
    transcript
}

/// Puts two ordered lists of spans into one.
fn merge(into: &mut Vec<Span>, others: Vec<Span>) {
    if others.is_empty() {
        return;
    }
    let mut merged = Vec::with_capacity(into.len() + others.len());
    let mut rest = others.into_iter().peekable();
    for span in into.drain(..) {
        while let Some(other) = rest.next_if(|other| other.start < span.start) {
            merged.push(other);
        }
        merged.push(span);
    }
    merged.extend(rest);
    *into = merged;
}

/// The lines with something on them, furniture set apart.
fn content_lines(source: &str, lines: &[Line], matter: Option<Span>, layout: &mut Vec<Span>) -> Vec<Marked> {
    let mut content = Vec::with_capacity(lines.len());
    layout.extend(matter);
    let mut blank = 0;
    for line in lines {
        if matter.is_some_and(|m| m.contains(line.span)) {
            continue;
        }
        if is_furniture(line.span.of(source)) {
            layout.push(line.span);
            blank += line.blank_before + 1;
            continue;
        }
        let candidate = candidate(source, line.span);
        content.push(Marked { span: line.span, blank_before: line.blank_before + blank, candidate });
        blank = 0;
    }
    content
}

/// Parts lines at labels in mid-line, for a text that was printed without paragraphs: 问：…？答：…。问：…
///
/// Only labels that are certain by themselves, or the name of somebody named above, part a line, and only after the end
/// of a sentence or blank space.
fn split(source: &str, lines: Vec<Marked>) -> Vec<Marked> {
    let head = span_of(lines.get(..lines.len().min(HEAD_LINES)).unwrap_or_default());
    let names = frame::names(head.of(source).split("问：").next().unwrap_or_default());
    let mut parted = Vec::with_capacity(lines.len());
    for line in lines {
        let words = line.span.of(source);
        let mut start = 0;
        let mut add = |from: usize, to: usize, blank_before: u32| {
            let base = line.span.start as usize;
            let span = text::trim(source, Span::new(base + from, base + to));
            if !span.is_empty() {
                parted.push(Marked { span, blank_before, candidate: candidate(source, span) });
            }
        };
        for (at, _) in words.match_indices(['：', ':'].as_slice()) {
            let before = words.get(start..at).unwrap_or_default();
            let ends = |c: char| matches!(c, '。' | '？' | '！' | '?' | '!' | '”' | '）' | ')') || text::is_blank(c);
            let Some((boundary, mark)) = before.char_indices().rev().take(27).find(|&(_, c)| ends(c)) else { continue };
            let label = boundary + mark.len_utf8();
            let key = before.get(label..).unwrap_or_default();
            let known = super::words::known(key).is_some_and(|k| k != super::words::Known::Never);
            if known || super::words::is_reporter(key) || names.contains(&key) {
                add(start, start + label, if start == 0 { line.blank_before } else { 0 });
                start += label;
            }
        }
        add(start, words.len(), if start == 0 { line.blank_before } else { 0 });
    }
    parted
}

/// Tells whether a label is certain by itself.
fn certain(source: &str, key: Span) -> bool {
    use super::words::{Known, is_reporter, known};
    let key = key.of(source);
    !matches!(known(key), None | Some(Known::Never)) || is_reporter(key)
}

fn span_of(lines: &[Marked]) -> Span {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => first.span.join(last.span),
        _ => Span::default(),
    }
}

/// Tells whether the text is hard-wrapped: blocks between blank lines whose lines end anywhere.
fn wrapped(source: &str, lines: &[Marked]) -> bool {
    let (mut inside, mut open) = (0_u32, 0_u32);
    for pair in lines.windows(2) {
        if let [line, next] = pair
            && next.blank_before == 0
            && next.candidate.is_none()
        {
            inside += 1;
            open += u32::from(
                !line
                    .span
                    .of(source)
                    .ends_with(['。', '！', '？', '.', '!', '?', '”', '"', '：', ':', '；', ')', '）'].as_slice()),
            );
        }
    }
    inside > 6 && open * 2 > inside
}

/// The text in its parts, as ranges of lines.
struct Parts {
    /// How many lines stand above what is said, and tell of the event: without a label, the titles alone.
    head: usize,
    titles: Vec<Span>,
    before: Vec<(ItemKind, std::ops::Range<usize>)>,
    end: usize,
    after: Vec<(ItemKind, std::ops::Range<usize>)>,
}

fn divide(source: &str, lines: &[Marked], first: Option<usize>, last: Option<usize>) -> Parts {
    let plain = first.is_none();
    let head_end = first.unwrap_or(lines.len());
    let words = |i: usize| lines.get(i).map_or("", |l| l.span.of(source));
    let most = if plain { 2 } else { 3 };
    let titled = (0..head_end.min(most)).take_while(|&i| frame::is_title(words(i))).count();
    // A text that is all short lines has no title line that could be told from the rest.
    let titled = if plain && titled == lines.len() { titled.min(1) } else { titled };
    let mut titles: Vec<Span> =
        lines.get(..titled).unwrap_or_default().iter().map(|l| untitled_marks(source, l.span)).collect();
    // The marks of a heading that is a label (### 司儀：) are left over where a text was cut at its labels: no title.
    let left_over = usize::from(titles.pop_if(|title| title.is_empty()).is_some());
    // Three titles only as kicker, headline and subtitle, as the headline is read from the same words; else the third
    // line is text.
    let title = |i: usize| titles.get(i).map_or("", |title| title.of(source));
    if !frame::is_kicker(title(0), title(1)) {
        titles.truncate(2);
    }
    let titled = titles.len() + left_over;
    let mut before = Vec::new();
    let mut lead_done = false;
    for i in titled..head_end {
        let kind = if frame::is_heading(words(i)) {
            ItemKind::Heading
        } else if plain {
            ItemKind::Other
        } else if is_announcement(words(i)) {
            ItemKind::Announcement
        } else if !lead_done && frame::is_conference(words(i)) {
            lead_done = true;
            ItemKind::Lead
        } else {
            ItemKind::Other
        };
        match before.last_mut() {
            Some((last, range)) if *last == kind => extend(range, i),
            _ => before.push((kind, i..i + 1)),
        }
    }
    let mut end = lines.len();
    let mut after = Vec::new();
    let last_label = last.unwrap_or(0);
    if first.is_some() {
        while end > last_label + 1 {
            let kind = match words(end - 1) {
                line if frame::is_credit(line) => ItemKind::Credit,
                line if frame::is_dateline(line) => ItemKind::Other,
                _ => break,
            };
            end -= 1;
            after.insert(0, (kind, end..end + 1));
        }
        if let Some(notice) = (last_label + 1..end).find(|&i| frame::is_notice(words(i))) {
            after.insert(0, (ItemKind::Closing, notice..end));
            end = notice;
        }
    }
    Parts { head: if plain { titled } else { head_end.min(HEAD_LINES) }, titles, before, end, after }
}

fn extend(range: &mut std::ops::Range<usize>, to: usize) {
    range.end = to + 1;
}

fn untitled_marks(source: &str, span: Span) -> Span {
    let inner = span.of(source).trim_start_matches(['#', ' ', '*'].as_slice());
    Span::new(span.end as usize - inner.len(), span.end as usize)
}

/// Tells whether an unlabelled paragraph before the questions announces something: 一、应…邀请…
fn is_announcement(line: &str) -> bool {
    let numbered =
        line.starts_with(['一', '二', '三', '四', '五', '六'].as_slice()) && line.chars().nth(1) == Some('、');
    numbered
        || line.starts_with('应') && line.contains("邀请")
        || line.starts_with("经") && line.contains("商定")
        || line.starts_with("At the invitation of")
}

/// Adds what a person should know about the exchanges.
pub(crate) fn diagnose(transcript: &mut Transcript) {
    let whole = Span::new(0, transcript.source.text.len());
    let mut add = |kind, span| transcript.diagnostics.push(Diagnostic { kind, span });
    if transcript.source.text.trim().is_empty() {
        add(DiagnosticKind::Empty, whole);
        return;
    }
    let mut exchanges = 0;
    for item in transcript.items.iter().filter(|i| i.kind == ItemKind::Exchange) {
        exchanges += 1;
        let at = item.turns.first().and_then(|t| t.paragraphs.first()).map_or(whole, |p| p.span);
        if item.answer().is_empty() {
            add(DiagnosticKind::Unanswered, at);
        } else if item.question().is_empty() {
            add(DiagnosticKind::Unasked, at);
        }
    }
    if exchanges == 0 {
        add(DiagnosticKind::NoExchange, whole);
    }
}

/// Returns the voice a turn is spoken by, for tests and the builder.
pub(super) fn voice_at(voices: &[Voice], at: Option<usize>) -> Option<&Voice> {
    voices.get(at?)
}
