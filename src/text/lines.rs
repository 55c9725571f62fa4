//! Lines: where they begin and end, and what is blank.

use super::Span;

/// A line with something on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The line without blank space at its ends.
    pub span: Span,
    /// How many blank lines stand before it.
    pub blank_before: u32,
}

/// Returns the lines that are not blank. LF, CRLF, CR and U+2028/2029 end a line.
pub fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 128);
    let (mut start, mut blank) = (0, 0);
    let mut push = |from: usize, to: usize| {
        let span = trim(text, Span::new(from, to));
        if span.is_empty() {
            blank += 1;
        } else {
            lines.push(Line { span, blank_before: blank });
            blank = 0;
        }
    };
    // 0xE2 begins U+2028/2029 and much else; it is rare in Chinese text.
    for at in memchr::memchr3_iter(b'\n', b'\r', 0xE2, bytes) {
        let end_length = match bytes.get(at) {
            Some(b'\n') => 1,
            Some(b'\r') => 1 + usize::from(bytes.get(at + 1) == Some(&b'\n')),
            _ if matches!(bytes.get(at..at + 3), Some([0xE2, 0x80, 0xA8 | 0xA9])) => 3,
            _ => continue,
        };
        if at < start {
            continue; // the LF of a CRLF
        }
        push(start, at);
        start = at + end_length;
    }
    push(start, bytes.len());
    lines
}

/// Blank space in the wide sense: what Unicode calls White_Space, and the marks without width that pages carry.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// Returns the span without blank space at its ends.
pub fn trim(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let left = words.trim_start_matches(is_blank);
    let start = span.start as usize + words.len() - left.len();
    Span::new(start, start + left.trim_end_matches(is_blank).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, u32)]) {
        let got: Vec<_> = lines(text).iter().map(|l| (l.span.of(text), l.blank_before)).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn every_kind_of_line_end_counts() {
        check("一\n二\r\n三\r四\u{2028}五", &[("一", 0), ("二", 0), ("三", 0), ("四", 0), ("五", 0)]);
    }

    #[test]
    fn blank_lines_are_counted_and_blank_space_is_trimmed() {
        check("\u{FEFF}\n\n　　甲 \u{200B}\r\n　\r\n“乙”\u{A0}", &[("甲", 2), ("“乙”", 1)]);
        check("", &[]);
        check(" \n ", &[]);
    }
}
