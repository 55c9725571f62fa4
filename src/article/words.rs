//! From spans to inline nodes: sentences with their ids, stage directions, marks where the layout was repaired.

use super::Node;
use crate::text::Span;
use crate::transcript::{DiagnosticKind, Paragraph, RepairKind, Transcript};

/// Returns the inline content of a paragraph: its sentences, and what stands between them.
pub(super) fn paragraph(transcript: &Transcript, id: &str, paragraph: &Paragraph) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut at = paragraph.span.start;
    for (n, &sentence) in paragraph.sentences.iter().enumerate() {
        nodes.extend(plain(transcript, Span { start: at, end: sentence.start }));
        let span = Node::new("span").with("class", "s").with("id", format!("{id}.s{}", n + 1));
        let last = n + 1 == paragraph.sentences.len();
        let tail = if last { tail(transcript, sentence) } else { None };
        nodes.push(match tail {
            None => span.children(words(transcript, sentence)),
            Some(tail) => span
                .children(words(transcript, Span { start: sentence.start, end: tail.start }))
                .child(Node::new("span").with("class", "tail").children(plain(transcript, tail))),
        });
        at = sentence.end;
    }
    nodes.extend(plain(transcript, Span { start: at, end: paragraph.span.end }));
    nodes
}

/// How many characters the last line of a paragraph has at least, besides its marks.
const LAST_LINE: usize = 2;

/// Returns the end of a sentence that must not be torn: no last line of one character and a mark (CLREQ § 3.1.6).
/// Only for scripts that break between any two characters, and where neither a repair nor a note stands in the way.
fn tail(transcript: &Transcript, sentence: Span) -> Option<Span> {
    if !(transcript.language.starts_with("zh") || transcript.language == "ja") {
        return None;
    }
    let source = &transcript.source.text;
    let letters = sentence.of(source).char_indices().rev().filter(|(_, c)| c.is_alphanumeric());
    let (at, _) = letters.into_iter().nth(LAST_LINE - 1)?;
    let tail = Span::new(sentence.start as usize + at, sentence.end as usize);
    let clear = |span: Span| span.end <= tail.start || span.start >= tail.end;
    let whole = transcript.repairs.iter().all(|repair| clear(repair.span))
        && transcript.diagnostics.iter().filter(|d| d.kind == DiagnosticKind::Scene).all(|d| clear(d.span));
    (at > 0 && whole && tail.of(source).chars().count() <= LAST_LINE + 4).then_some(tail)
}

/// Returns the words of a span, with its stage directions set apart and its repairs marked.
pub(super) fn words(transcript: &Transcript, span: Span) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut at = span.start;
    let scenes = transcript.diagnostics.iter().filter(|d| d.kind == DiagnosticKind::Scene && span.contains(d.span));
    for scene in scenes.filter(|d| d.span != span) {
        if scene.span.start < at {
            continue;
        }
        nodes.extend(plain(transcript, Span { start: at, end: scene.span.start }));
        let note = Node::new("span").with("class", "scene");
        nodes.push(note.children(plain(transcript, scene.span)));
        at = scene.span.end;
    }
    nodes.extend(plain(transcript, Span { start: at, end: span.end }));
    nodes
}

/// Returns the words of a span with its repairs applied, and an empty element where a reader may see one.
fn plain(transcript: &Transcript, span: Span) -> Vec<Node> {
    let source = &transcript.source.text;
    let mut nodes = Vec::new();
    let mut text = String::new();
    let mut at = span.start;
    for repair in transcript.repairs_in(span) {
        text.push_str(Span { start: at, end: repair.span.start }.of(source));
        if let Some(kind) = visible(repair.kind) {
            if !text.is_empty() {
                nodes.push(Node::Text(std::mem::take(&mut text)));
            }
            nodes.push(Node::new("i").with("class", "repair").with("data-kind", kind));
        }
        text.push_str(&repair.inserted);
        at = repair.span.end;
    }
    text.push_str(Span { start: at, end: span.end.max(at) }.of(source));
    if !text.is_empty() {
        nodes.push(Node::Text(text));
    }
    nodes
}

/// Returns the name of a repair that the text can show: marks and entities say nothing about the layout.
fn visible(kind: RepairKind) -> Option<&'static str> {
    match kind {
        RepairKind::Join => Some("join"),
        RepairKind::Wrap => Some("wrap"),
        RepairKind::Markup | RepairKind::Entity => None,
    }
}
