//! A paragraph as the markup formats need it: sentences and what stands between, words and what happened in them.

use crate::text::Span;
use crate::transcript::{DiagnosticKind, Paragraph, RepairKind, Transcript};

/// A stretch of a shown paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run<'t> {
    /// Words.
    Words(&'t str),
    /// A scene note （笑） inside the words.
    Scene(&'t str),
    /// A line or paragraph break of the source that a repair removed.
    Break {
        /// [`RepairKind::Join`] or [`RepairKind::Wrap`].
        kind: RepairKind,
        /// Whether a blank stands for it.
        blank: bool,
    },
}

/// Returns the parts of a paragraph in order: a sentence with its number from 1, or what stands between sentences.
pub(super) fn parts(paragraph: &Paragraph) -> Vec<(Option<usize>, Span)> {
    let mut parts = Vec::with_capacity(paragraph.sentences.len() * 2);
    let mut at = paragraph.span.start;
    for (n, sentence) in paragraph.sentences.iter().enumerate() {
        parts.push((None, Span { start: at, end: sentence.start.max(at) }));
        parts.push((Some(n + 1), *sentence));
        at = sentence.end;
    }
    parts.push((None, Span { start: at, end: paragraph.span.end.max(at) }));
    parts.retain(|(_, span)| !span.is_empty());
    parts
}

/// Returns the runs of a span, repairs applied. Markup and entities leave no trace, only their words.
pub(super) fn runs(transcript: &Transcript, span: Span) -> Vec<Run<'_>> {
    let text = &*transcript.source.text;
    let repairs = transcript.repairs_in(span);
    let meets = |note: Span| repairs.iter().any(|r| r.span.start < note.end && note.start < r.span.end);
    let notes = transcript.diagnostics.iter().filter(|d| d.kind == DiagnosticKind::Scene).map(|d| d.span);
    let notes =
        notes.filter(|note| span.contains(*note) && !meets(*note)).map(|note| (note, Run::Scene(note.of(text))));
    let changes = repairs.iter().map(|repair| {
        let kind = repair.kind;
        let run = match kind {
            RepairKind::Join | RepairKind::Wrap => Run::Break { kind, blank: !repair.inserted.is_empty() },
            RepairKind::Markup | RepairKind::Entity => Run::Words(&repair.inserted),
        };
        (repair.span, run)
    });
    let mut marks: Vec<(Span, Run)> = changes.collect();
    for note in notes {
        marks.insert(marks.partition_point(|mark| mark.0 <= note.0), note);
    }
    let mut runs = Vec::with_capacity(marks.len() * 2 + 1);
    let mut at = span.start;
    for (mark, run) in marks {
        // Two notes on the same words are one.
        if mark.start >= at {
            runs.push(Run::Words(Span { start: at, end: mark.start }.of(text)));
            runs.push(run);
            at = mark.end;
        }
    }
    runs.push(Run::Words(Span { start: at, end: span.end }.of(text)));
    runs.retain(|run| *run != Run::Words(""));
    runs
}
