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
        nodes.push(span.children(words(transcript, sentence)));
        at = sentence.end;
    }
    nodes.extend(plain(transcript, Span { start: at, end: paragraph.span.end }));
    nodes
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
