//! Paragraphs: lines put together again where the layout broke them, and their sentences.

use std::borrow::Cow;

use super::markup;
use super::model::{Paragraph, Repair, RepairKind};
use crate::text::{Span, is_blank, is_han, sentences};

/// A line shorter than this many bytes without a mark inside is a heading or a verse, never half a paragraph.
const SHORT: usize = 60;

/// Puts the lines of one turn together. A line continues in the next where it does not end as a paragraph does.
///
/// `lines` are spans with the number of blank lines before each; repairs found are added in the order of the source.
pub(super) fn paragraphs(
    text: &str,
    lines: &[(Span, u32)],
    wrapped: bool,
    repairs: &mut Vec<Repair>,
) -> Vec<Paragraph> {
    let mut done: Vec<Paragraph> = Vec::with_capacity(lines.len());
    let mut last_line = 0;
    for &(line, blank_before) in lines {
        let quoted = line.of(text).starts_with('>');
        let line = markup::unmarked(text, line);
        if line.is_empty() {
            continue;
        }
        let words = line.of(text);
        if let Some(before) = done.last_mut()
            && !before.scene
            && !quoted
            && is_break(text.get(before.span.end as usize..line.start as usize).unwrap_or_default())
            && continues(before.span.of(text), last_line, words, wrapped && blank_before == 0)
        {
            let removed = Span { start: before.span.end, end: line.start };
            let glue = before.span.of(text).ends_with(|c: char| !is_han(c) && !"，、；：“‘（《".contains(c))
                && words.starts_with(|c: char| !is_han(c));
            repairs.push(Repair {
                kind: if blank_before == 0 && wrapped { RepairKind::Wrap } else { RepairKind::Join },
                span: removed,
                inserted: Cow::Borrowed(if glue { " " } else { "" }),
            });
            before.span.end = line.end;
        } else {
            done.push(Paragraph { span: line, scene: is_scene(words), sentences: Vec::new() });
        }
        // Line by line, so that the repairs come in the order of the source.
        markup::inside(text, line, repairs);
        last_line = words.len();
    }
    for paragraph in &mut done {
        paragraph.sentences = sentences(text, paragraph.span);
    }
    done
}

/// Tells whether nothing but the layout lies between two lines: a line between them that was set apart as furniture, say
/// a page's number, is never taken for a break. What is left of the two lines themselves are marks.
fn is_break(between: &str) -> bool {
    let mut lines = between.split(['\n', '\r', '\u{2028}', '\u{2029}'].as_slice());
    lines.next();
    lines.next_back();
    lines.all(|line| line.chars().all(is_blank))
}

/// Tells whether a paragraph goes on in the next line.
fn continues(before: &str, last_line: usize, next: &str, wrap: bool) -> bool {
    if wrap {
        return true;
    }
    let Some(end) = before.chars().next_back() else { return false };
    let open = is_han(end) || matches!(end, '，' | '、' | '“' | '‘' | '（' | '《');
    let long = last_line >= SHORT && before.contains(['，', '。', '、', '；', '？', '！'].as_slice());
    // A list, a heading or a note begins anew whatever stands before it.
    let anew = next
        .starts_with(['#', '>', '-', '*', '（', '(', '【', '[', '●', '—', '一', '二', '三', '四', '五'].as_slice())
        && !next.starts_with("一个")
        || next.len() < SHORT && !next.ends_with(['。', '！', '？', '”', '；'].as_slice());
    open && long && !anew
}

/// Tells whether a line is a stage direction alone: （笑）, （播放影片）, (Laughter.)
pub(super) fn is_scene(line: &str) -> bool {
    let inner = line.trim_matches(|c: char| is_blank(c) || matches!(c, '>' | '*' | '_'));
    let closed =
        inner.strip_prefix(['（', '(', '['].as_slice()).and_then(|rest| rest.strip_suffix(['）', ')', ']'].as_slice()));
    closed.is_some_and(|note| note.chars().count() <= 30 && !note.contains(['（', '(', '）', ')'].as_slice()))
}

/// What a note in brackets says when it tells of the scene and not of the matter.
const SCENES: [&str; 16] = [
    "笑", "掌声", "掌聲", "鼓掌", "众笑", "停顿", "停頓", "播放", "点头", "Laughter", "laughter", "Laughs", "laughs",
    "Applause", "applause", "talk",
];

/// Returns the scene notes inside a paragraph, with their brackets: （笑）, (Laughter.)
pub(super) fn scenes(text: &str, paragraph: Span) -> impl Iterator<Item = Span> {
    let words = paragraph.of(text);
    let base = paragraph.start as usize;
    // （ is EF BC 88: its last byte is rarer than its first.
    memchr::memchr2_iter(b'(', 0x88, words.as_bytes()).filter_map(move |at| {
        let wide = at.checked_sub(2).filter(|&from| words.get(from..at + 1) == Some("（"));
        let (at, open) = match wide {
            Some(from) => (from, "（"),
            None => (at, words.get(at..at + 1).filter(|open| *open == "(")?),
        };
        let inside = words.get(at + open.len()..)?;
        let length = inside.find(['）', ')'].as_slice()).filter(|&n| n <= 60)?;
        let note = inside.get(..length)?;
        let close = inside.get(length..)?.chars().next()?.len_utf8();
        let scene = note.chars().count() <= 12 || note.is_ascii();
        (scene && SCENES.iter().any(|word| note.contains(word)))
            .then(|| Span::new(base + at, base + at + open.len() + length + close))
    })
}
