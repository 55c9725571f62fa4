//! An HTML page that a person saved: its text, a block a paragraph. Knows what elements mean for reading.

use super::{ends_in, markup};
use markup::{Piece, Pieces};

/// Elements of which nothing is read: what is no text, and what a page prints around its text.
const SKIPPED: &[&str] = &[
    "head", "script", "style", "noscript", "template", "svg", "nav", "footer", "button", "select", "iframe", "object",
    "canvas", "audio", "video", "textarea", "dialog",
];

/// Of these the inside is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

/// Elements that stand apart: a blank line before and after.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "section",
    "article",
    "header",
    "main",
    "aside",
    "pre",
    "hr",
    "figure",
    "figcaption",
    "address",
    "center",
    "form",
    "fieldset",
    "details",
    "summary",
    "body",
    "html",
];

/// Elements that begin a line.
const LINES: &[&str] = &["li", "tr", "dt", "dd", "caption", "legend", "option"];

/// Of how many paragraph marks a file without a page's head must have one, to be read as HTML.
const FRAGMENT_MARKS: usize = 2;

/// How far into a file its kind is looked for, in bytes.
const HEAD: usize = 4_096;

/// Says whether a text is HTML: by its name, by how it begins, or because it begins with a tag and is full of `<p>`.
pub(super) fn is_html(text: &str, name: &str) -> bool {
    if ends_in(name, &["md", "markdown"]) {
        return false; // Markdown may hold tags; it stays as it is.
    }
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    if !start.starts_with('<') {
        return ends_in(name, &["html", "htm", "xhtml", "shtml"]) && text.contains("</");
    }
    let head: String = start.chars().take(HEAD).collect::<String>().to_ascii_lowercase();
    let marks = ["</p>", "<br", "</div>", "</h1>", "</h2>", "</li>"];
    head.starts_with("<!doctype html")
        || head.contains("<html")
        || head.contains("<body")
        || marks.iter().map(|mark| head.matches(mark).count()).sum::<usize>() >= FRAGMENT_MARKS
}

/// Returns the page's text. Its title is the first line when the page has no heading of its own.
pub(super) fn text(page: &str) -> String {
    let mut reader = Reader { out: String::with_capacity(page.len() / 2), ..Reader::default() };
    let mut pieces = Pieces::new(page);
    let (mut title, mut heading) = (None, false);
    // An element that never closes is not skipped, nor is any like it after: looking again would be quadratic.
    let mut unclosed: Vec<&str> = Vec::new();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(text) => reader.text(text),
            Piece::Close(name) => reader.edge(name),
            Piece::Open(name, closed) => {
                let is = |names: &[&'static str]| names.iter().copied().find(|known| name.eq_ignore_ascii_case(known));
                heading |= is(&["h1", "h2", "h3"]).is_some();
                if let Some("head") = is(&["head"]) {
                    title = title.or_else(|| title_of(pieces.clone()));
                }
                if let Some(raw) = is(RAW) {
                    pieces.skip_raw(raw);
                } else if let Some(skipped) = is(SKIPPED).filter(|name| !closed && !unclosed.contains(name)) {
                    if !pieces.skip_element(skipped) {
                        unclosed.push(skipped);
                    }
                } else {
                    reader.edge(name);
                    reader.preformatted |= is(&["pre"]).is_some();
                }
            }
        }
    }
    let text = reader.out;
    match title.filter(|title| !heading && !title.is_empty()) {
        Some(title) => format!("{title}\n\n{text}"),
        None => text,
    }
}

/// Returns the words of `<title>` in the pieces of a head.
fn title_of(mut head: Pieces<'_>) -> Option<String> {
    while let Some(piece) = head.next() {
        match piece {
            Piece::Close(name) if name.eq_ignore_ascii_case("head") => return None,
            Piece::Open(name, _) if name.eq_ignore_ascii_case("body") => return None,
            Piece::Open(name, _) if name.eq_ignore_ascii_case("title") => {
                let Some(Piece::Text(text)) = head.next() else { return None };
                return Some(markup::unescape(text).split_whitespace().collect::<Vec<_>>().join(" "));
            }
            Piece::Open(name, _) => {
                if let Some(raw) = RAW.iter().find(|raw| name.eq_ignore_ascii_case(raw)) {
                    head.skip_raw(raw);
                }
            }
            _ => {}
        }
    }
    None
}

/// Puts words and breaks together.
#[derive(Default)]
struct Reader {
    out: String,
    /// Line feeds due before the next words: 1 begins a line, 2 leaves one blank.
    breaks: usize,
    /// Blank space due before the next word; with a line feed in it, none between wide characters (CSS Text 3, 4.1.3).
    space: Option<Space>,
    /// Inside `<pre>`.
    preformatted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Plain,
    WithLineFeed,
}

impl Reader {
    /// Reads a tag's name for what it breaks.
    fn edge(&mut self, name: &str) {
        let is = |names: &[&str]| names.iter().any(|known| name.eq_ignore_ascii_case(known));
        if is(BLOCKS) {
            self.breaks = self.breaks.max(2);
            self.preformatted = false;
        } else if is(LINES) {
            self.breaks = self.breaks.max(1);
        } else if is(&["br"]) {
            self.breaks = (self.breaks + 1).min(2);
        } else if is(&["td", "th"]) && self.breaks == 0 && !self.out.is_empty() && !self.out.ends_with('\t') {
            self.out.push('\t');
            self.space = None;
        }
    }

    fn text(&mut self, text: &str) {
        let text = markup::unescape(text);
        if self.preformatted {
            self.settle(None);
            self.out.push_str(&text);
            return;
        }
        for c in text.chars() {
            if c == '\n' && self.space != Some(Space::WithLineFeed) {
                self.space = Some(Space::WithLineFeed);
            } else if c.is_ascii_whitespace() {
                self.space = self.space.or(Some(Space::Plain));
            } else {
                self.settle(Some(c));
                self.out.push(c);
            }
        }
    }

    /// Writes the breaks or the space that are due.
    fn settle(&mut self, next: Option<char>) {
        let (breaks, space) = (std::mem::take(&mut self.breaks), self.space.take());
        let Some(before) = self.out.chars().next_back() else { return };
        if breaks > 0 {
            self.out.truncate(self.out.trim_end_matches(['\t', ' ']).len());
            self.out.push_str(if breaks > 1 { "\n\n" } else { "\n" });
        } else if let Some(space) = space {
            let wide = |c: char| c >= '\u{2E80}';
            let glued = space == Space::WithLineFeed && wide(before) && next.is_some_and(wide);
            if !glued && !before.is_ascii_whitespace() {
                self.out.push(' ');
            }
        }
    }
}
