//! A tree of markup that knows no browser: printed as HTML, or built with createElement by `browser`.

use std::borrow::Cow;

/// An element or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element: tag, attributes in order, children in order.
    Element(&'static str, Vec<(&'static str, Cow<'static, str>)>, Vec<Node>),
    /// A text, unescaped.
    Text(String),
}

/// Elements that have no children and no end tag (HTML, § 13.1.2 void elements).
const VOID: [&str; 6] = ["br", "hr", "wbr", "img", "meta", "link"];

impl Node {
    /// Makes an element.
    pub fn new(tag: &'static str) -> Self {
        Self::Element(tag, Vec::new(), Vec::new())
    }

    /// Makes a text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Adds an attribute.
    pub fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        if let Self::Element(_, attributes, _) = &mut self {
            attributes.push((name, value.into()));
        }
        self
    }

    /// Adds a child.
    pub fn child(mut self, child: Self) -> Self {
        if let Self::Element(_, _, children) = &mut self {
            children.push(child);
        }
        self
    }

    /// Adds children.
    pub fn children(mut self, more: impl IntoIterator<Item = Self>) -> Self {
        if let Self::Element(_, _, children) = &mut self {
            children.extend(more);
        }
        self
    }

    /// Prints the tree as HTML, escaped.
    pub fn to_html(&self) -> String {
        let mut html = String::new();
        self.print(&mut html);
        html
    }

    fn print(&self, html: &mut String) {
        match self {
            Self::Text(text) => escape(text, html),
            Self::Element(tag, attributes, children) => {
                html.push('<');
                html.push_str(tag);
                for (name, value) in attributes {
                    html.push(' ');
                    html.push_str(name);
                    if !value.is_empty() {
                        html.push_str("=\"");
                        escape(value, html);
                        html.push('"');
                    }
                }
                html.push('>');
                if VOID.contains(tag) {
                    return;
                }
                for child in children {
                    child.print(html);
                }
                html.push_str("</");
                html.push_str(tag);
                html.push('>');
            }
        }
    }
}

/// Escapes a text for element content and double-quoted attributes (HTML, § 13.3 escaping a string).
pub(crate) fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\u{A0}' => html.push_str("&nbsp;"),
            // A parser would make a line feed of it (HTML, § 13.2.3.5), and offsets would count another character.
            '\r' => html.push_str("&#13;"),
            c => html.push(c),
        }
    }
}
