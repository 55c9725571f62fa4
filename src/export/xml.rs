//! Well-formed XML with blocks on lines of their own and words untouched. Knows no vocabulary.

use std::borrow::Cow;

/// An attribute; one without a value is not written.
pub(super) type Attr<'a> = (&'a str, Option<Cow<'a, str>>);

/// Makes an attribute.
pub(super) fn attr<'a>(name: &'a str, value: impl Into<Cow<'a, str>>) -> Attr<'a> {
    (name, Some(value.into()))
}

/// Makes an attribute of a value that may be missing.
pub(super) fn maybe<'a>(name: &'a str, value: Option<&'a str>) -> Attr<'a> {
    (name, value.map(Cow::Borrowed))
}

/// A document being written. Every `open` wants its `close`.
pub(super) struct Xml {
    out: String,
    depth: usize,
}

impl Xml {
    /// Begins a document.
    pub(super) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".to_owned(), depth: 0 }
    }

    /// Ends the document.
    pub(super) fn finish(mut self) -> String {
        self.out.push('\n');
        self.out
    }

    /// Opens a block on a new line.
    pub(super) fn open(&mut self, tag: &str, attributes: &[Attr]) {
        self.line();
        self.start(tag, attributes);
        self.depth += 1;
    }

    /// Closes a block on a new line.
    pub(super) fn close(&mut self, tag: &str) {
        self.depth = self.depth.saturating_sub(1);
        self.line();
        self.end(tag);
    }

    /// Writes an empty block on a new line.
    pub(super) fn empty(&mut self, tag: &str, attributes: &[Attr]) {
        self.line();
        self.point(tag, attributes);
    }

    /// Writes a block of words on a line of its own.
    pub(super) fn leaf(&mut self, tag: &str, attributes: &[Attr], words: &str) {
        self.line();
        self.start(tag, attributes);
        self.text(words);
        self.end(tag);
    }

    /// Begins a new line at the current depth.
    pub(super) fn line(&mut self) {
        self.out.push('\n');
        (0..self.depth).for_each(|_| self.out.push_str("  "));
    }

    /// Writes a start tag where it stands.
    pub(super) fn start(&mut self, tag: &str, attributes: &[Attr]) {
        self.tag(tag, attributes, ">");
    }

    /// Writes an end tag where it stands.
    pub(super) fn end(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// Writes an empty element where it stands.
    pub(super) fn point(&mut self, tag: &str, attributes: &[Attr]) {
        self.tag(tag, attributes, "/>");
    }

    /// Writes words where they stand.
    pub(super) fn text(&mut self, words: &str) {
        self.escaped(words, false);
    }

    fn tag(&mut self, tag: &str, attributes: &[Attr], end: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            let Some(value) = value else { continue };
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.escaped(value, true);
            self.out.push('"');
        }
        self.out.push_str(end);
    }

    /// Adds words as XML 1.0 writes them: marks as entities (§ 2.4), a carriage return by number lest it be read as
    /// a line feed (§ 2.11), in a value all white space but the blank (§ 3.3.3), and U+FFFD for what no document may
    /// hold (§ 2.2).
    fn escaped(&mut self, words: &str, in_value: bool) {
        for c in words.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' if in_value => self.out.push_str("&quot;"),
                '\r' => self.out.push_str("&#13;"),
                '\n' if in_value => self.out.push_str("&#10;"),
                '\t' if in_value => self.out.push_str("&#9;"),
                '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}' => {
                    self.out.push('\u{FFFD}')
                }
                _ => self.out.push(c),
            }
        }
    }
}

/// Returns an id for a speaker that is an XML name and meets no id of an item.
pub(super) fn speaker_id(index: usize, id: &str) -> String {
    if id.chars().all(names) { format!("sp.{id}") } else { format!("sp.{}", index + 1) }
}

/// Tells whether an XML name without a colon may go on with this character (XML 1.0, § 2.3, `NameChar`).
fn names(c: char) -> bool {
    let ascii = c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    ascii
        || matches!(c, '\u{B7}' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{37D}')
        || matches!(c, '\u{37F}'..='\u{1FFF}' | '\u{200C}' | '\u{200D}' | '\u{203F}' | '\u{2040}')
        || matches!(c, '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}')
        || matches!(c, '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}
