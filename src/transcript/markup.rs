//! Markup: Markdown's marks inside a paragraph, recorded as repairs. The source keeps them; the shown text does not.

use std::borrow::Cow;

use super::model::{Repair, RepairKind};
use crate::text::{Span, is_blank};

/// Returns the line without the marks at its ends: `> `, `### `, `**…**`.
///
/// Marks at the ends are layout, not repairs: no word is touched. Half of a pair that is closed inside stays.
pub(super) fn unmarked(text: &str, line: Span) -> Span {
    let words = line.of(text);
    // A dash or a single star at the beginning may be the list's or the speaker's: it stays.
    let left = words.trim_start_matches(['>', '#'].as_slice()).trim_start_matches(is_blank);
    let mut span = Span::new(line.end as usize - left.len(), line.end as usize);
    let inner = span.of(text);
    if let Some(rest) = inner.strip_prefix("**") {
        span.start += 2;
        if let Some(closed) = rest.strip_suffix("**") {
            span.end = span.start + u32::try_from(closed.len()).unwrap_or(0);
        }
    } else if let Some(open) = inner.strip_suffix("**")
        && open.matches("**").count() % 2 == 0
    {
        // The pair was opened before the label: **記者：…**
        span.end -= 2;
    }
    crate::text::trim(text, span)
}

/// Records the marks inside a paragraph: `**` in pairs, and links' brackets and addresses.
pub(super) fn inside(text: &str, paragraph: Span, repairs: &mut Vec<Repair>) {
    let words = paragraph.of(text);
    let base = paragraph.start as usize;
    let mut cut = |from: usize, to: usize| {
        repairs.push(Repair {
            kind: RepairKind::Markup,
            span: Span::new(base + from, base + to),
            inserted: Cow::Borrowed(""),
        });
    };
    let mut at = 0;
    while let Some(offset) = memchr::memchr2(b'*', b'[', words.as_bytes().get(at..).unwrap_or_default()) {
        at += offset;
        let rest = words.get(at..).unwrap_or_default();
        if rest.starts_with("**") {
            cut(at, at + 2);
            at += 2;
        } else if let Some(link) = link(rest) {
            cut(at, at + 1);
            cut(at + link.0, at + link.1);
            at += link.1;
        } else {
            at += 1;
        }
    }
}

/// Reads `[words](address)`; returns where the words end and where the link ends.
fn link(rest: &str) -> Option<(usize, usize)> {
    let close = rest.find("](")?;
    let words = rest.get(1..close)?;
    let address = rest.get(close + 2..)?;
    let length = address.find(')')?;
    let plain = !words.contains(['[', ']', '\n'].as_slice()) && !address.get(..length)?.contains(is_blank);
    plain.then_some((close, close + 2 + length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expect: &str) {
        let span = unmarked(line, Span::new(0, line.len()));
        let mut repairs = Vec::new();
        inside(line, span, &mut repairs);
        let mut shown = String::new();
        let mut at = span.start;
        for repair in &repairs {
            shown.push_str(Span { start: at, end: repair.span.start }.of(line));
            at = repair.span.end;
        }
        shown.push_str(Span { start: at, end: span.end }.of(line));
        assert_eq!(shown, expect, "{line}");
    }

    #[test]
    fn marks_are_not_shown_and_words_are() {
        check("> **你說這個問題？**", "你說這個問題？");
        check("**有無具體的例子？**", "有無具體的例子？");
        check("有無具體的例子？**", "有無具體的例子？");
        check("說明[這次的歷程](https://example.org/a)（簡報）", "說明這次的歷程（簡報）");
        check("他说**一定**要[注]看", "他说一定要[注]看");
        check("### 背景", "背景");
    }
}
