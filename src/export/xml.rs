//! Well-formed XML with blocks on lines of their own and words untouched. Knows quick-xml; knows no vocabulary.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::escape::{escape, partial_escape};
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;

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
    out: Writer<Vec<u8>>,
    depth: usize,
}

impl Xml {
    /// Begins a document.
    pub(super) fn new() -> Self {
        let mut xml = Self { out: Writer::new(Vec::new()), depth: 0 };
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Ends the document.
    pub(super) fn finish(mut self) -> String {
        self.raw("\n");
        String::from_utf8(self.out.into_inner()).unwrap_or_default()
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
        let line = format!("\n{:1$}", "", self.depth * 2);
        self.raw(&line);
    }

    /// Writes a start tag where it stands.
    pub(super) fn start(&mut self, tag: &str, attributes: &[Attr]) {
        self.event(Event::Start(element(tag, attributes)));
    }

    /// Writes an end tag where it stands.
    pub(super) fn end(&mut self, tag: &str) {
        self.event(Event::End(BytesEnd::new(tag)));
    }

    /// Writes an empty element where it stands.
    pub(super) fn point(&mut self, tag: &str, attributes: &[Attr]) {
        self.event(Event::Empty(element(tag, attributes)));
    }

    /// Writes words where they stand.
    pub(super) fn text(&mut self, words: &str) {
        // A parser reads a bare carriage return as a line feed (XML 1.0, § 2.11).
        let escaped = partial_escape(allowed(words)).replace('\r', "&#13;");
        self.raw(&escaped);
    }

    fn raw(&mut self, escaped: &str) {
        self.event(Event::Text(BytesText::from_escaped(escaped)));
    }

    fn event(&mut self, event: Event) {
        // Writing into memory cannot fail.
        let _ = self.out.write_event(event);
    }
}

fn element<'a>(tag: &'a str, attributes: &[Attr]) -> BytesStart<'a> {
    let mut element = BytesStart::new(tag);
    for (name, value) in attributes {
        let Some(value) = value else { continue };
        // White space in a value is normalised unless it is written by number (XML 1.0, § 3.3.3).
        let mut escaped = escape(allowed(value)).into_owned();
        for (blank, number) in [('\r', "&#13;"), ('\n', "&#10;"), ('\t', "&#9;")] {
            escaped = escaped.replace(blank, number);
        }
        element.push_attribute(Attribute { key: QName(name), value: Cow::Owned(escaped) });
    }
    element
}

/// Replaces the characters that no XML 1.0 document may hold (§ 2.2).
fn allowed(words: &str) -> Cow<'_, str> {
    let refused = |c: char| matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    if words.contains(refused) { Cow::Owned(words.replace(refused, "\u{FFFD}")) } else { Cow::Borrowed(words) }
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
