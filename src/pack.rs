//! A finished page filled with transcripts: the article, its outline, the texts it was read from, title and description.
//!
//! Knows a page as text, with its elements where index.html has them; scripts and styles stay as they are, so that the
//! page's policy, which names them by their hashes, stays true. The page that is built is filled here, too.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::article::{self, About, escape};
use crate::protocol::Facts;
use crate::topics::{Lexicon, assign};
use crate::transcript::Transcript;

/// What a page is called whose transcript has no headline, and what stands behind every other.
const NAME: &str = "实录";

/// Elements whose content is no markup (HTML, § 13.1.2 raw text and escapable raw text elements).
const RAW: [&str; 4] = ["script", "style", "title", "textarea"];

/// A transcript that a page carries.
#[derive(Clone, Copy, Debug)]
pub struct Carried<'a> {
    /// The name of its file.
    pub name: &'a str,
    /// What was read.
    pub transcript: &'a Transcript,
}

/// Why a page cannot be filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is no transcript.
    #[error("there is nothing to fill it with")]
    Nothing,
    /// The page is none of Shilu's: it has not exactly one of these.
    #[error("it is not a page of Shilu: it has {1} of {0} instead of one")]
    Not(&'static str, usize),
    /// An element of the page does not end, or lacks an attribute.
    #[error("it is not a page of Shilu: {0} is broken")]
    Broken(&'static str),
}

/// Returns a page that shows the first transcript and carries the others. `page` is index.html, shilu.html or embed.html,
/// as written or filled before; an outline and a description are filled where the page has them.
///
/// # Errors
///
/// When the page is none of these: nothing is ever left out silently.
pub fn fill(page: &str, carried: &[Carried]) -> Result<String, Fault> {
    let first = carried.first().ok_or(Fault::Nothing)?.transcript;
    let lexicon = Lexicon::built_in();
    let about = About { lexicon, topics: &assign(first, lexicon) };
    let page = Page::of(page);

    let root = page.one("<html>", |tag| tag.name == "html")?;
    let article = page.one("<article>", |tag| tag.name == "article" && tag.has("class", "transcript"))?;
    let named = page.one("<title>", |tag| tag.name == "title")?;
    let source = page.one("#source", |tag| tag.name == "script" && tag.has("id", "source"))?;
    let mut edits = vec![
        (page.value(root, "lang").ok_or(Fault::Broken("<html>"))?, first.language.to_owned()),
        (page.whole(article).ok_or(Fault::Broken("<article>"))?, article::page(first, &about).to_html()),
        (page.content(named).ok_or(Fault::Broken("<title>"))?, escaped(&title(first))),
        (page.content(source).ok_or(Fault::Broken("#source"))?, json(carried)),
    ];
    if let Some(at) = page.find(0, |tag| tag.name == "nav" && tag.has("id", "outline")) {
        let list = page.find(at, |tag| tag.name == "ol").and_then(|list| page.whole(list));
        edits.push((list.ok_or(Fault::Broken("#outline"))?, article::outline(first, &about).to_html()));
    }
    if let Some(at) = page.find(0, |tag| tag.name == "meta" && tag.has("name", "description")) {
        let value = page.value(at, "content").ok_or(Fault::Broken("the description"))?;
        edits.push((value, escaped(&description(first))));
    }
    page.edited(edits).ok_or(Fault::Broken("the order of its elements"))
}

/// Returns what a tab and a search engine call a page that shows a transcript.
pub fn title(transcript: &Transcript) -> String {
    let main = article::title(transcript).unwrap_or_default();
    let main = main.split_whitespace().collect::<Vec<_>>().join(" ");
    if main.is_empty() { NAME.to_owned() } else { [&main, " · ", NAME].concat() }
}

/// Returns what a search engine shows below: the first paragraph of what was said.
pub fn description(transcript: &Transcript) -> String {
    let paragraphs = transcript.items.iter().flat_map(|item| &item.turns).flat_map(|turn| &turn.paragraphs);
    paragraphs.map(|paragraph| transcript.shown(paragraph.span)).next().unwrap_or_default().trim().to_owned()
}

/// Writes the texts as the page reads them again: one as an object, several as a list. A text that is there twice is
/// written once, as the engine lists it.
fn json(carried: &[Carried]) -> String {
    let mut texts = Vec::new();
    let mut known = BTreeSet::new();
    for carried in carried {
        if known.insert(carried.transcript.sha256()) {
            texts.push(text(carried));
        }
    }
    let value = if texts.len() == 1 { texts.remove(0) } else { Value::Array(texts) };
    // `<` is written as an escape, lest a text that holds `</script>` end the element.
    value.to_string().replace('<', "\\u003c")
}

/// A text and what is known of it, all as strings.
fn text(carried: &Carried) -> Value {
    let source = &carried.transcript.source;
    let facts = Facts::of(carried.transcript, carried.name);
    let mut text = Map::new();
    let mut set = |key: &str, value: String| text.insert(key.to_owned(), Value::from(value));
    set("name", facts.name);
    set("text", source.text.to_string());
    set("doc", facts.doc);
    set("exchanges", facts.exchanges.to_string());
    facts.title.map(|title| set("title", title));
    facts.date.map(|date| set("date", date));
    if source.digest.is_some() {
        // Of the bytes as they were given, which the page does not have.
        set("sha256", carried.transcript.sha256());
        set("encoding", source.encoding.to_owned());
    }
    source.url.clone().map(|url| set("url", url));
    Value::Object(text)
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape(text, &mut html);
    html
}

/// From and to, in bytes of the page.
type Range = (usize, usize);

/// A page and its tags in their order; what stands in scripts, styles and comments is none.
struct Page<'p> {
    html: &'p str,
    tags: Vec<Tag<'p>>,
}

/// A tag: `name` begins with `/` where it ends an element, `words` is all that stands in it.
struct Tag<'p> {
    name: &'p str,
    words: &'p str,
    at: Range,
}

impl Tag<'_> {
    fn has(&self, name: &str, value: &str) -> bool {
        self.words.contains(&[" ", name, "=\"", value, "\""].concat())
    }
}

impl<'p> Page<'p> {
    fn of(html: &'p str) -> Self {
        let mut tags = Vec::new();
        let mut at = 0;
        while let Some((next, tag)) = next_tag(html, at) {
            tags.extend(tag);
            at = next;
        }
        Self { html, tags }
    }

    fn find(&self, from: usize, is_it: impl Fn(&Tag) -> bool) -> Option<usize> {
        let found = self.tags.iter().enumerate().skip(from).find(|(_, tag)| is_it(tag));
        found.map(|(at, _)| at)
    }

    fn one(&self, what: &'static str, is_it: impl Fn(&Tag) -> bool) -> Result<usize, Fault> {
        match self.tags.iter().filter(|tag| is_it(tag)).count() {
            1 => self.find(0, is_it).ok_or(Fault::Not(what, 0)),
            count => Err(Fault::Not(what, count)),
        }
    }

    /// Returns where an element stands that holds none of its kind.
    fn whole(&self, at: usize) -> Option<Range> {
        let tag = self.tags.get(at)?;
        let end = self.tags.get(self.end(at)?)?;
        Some((tag.at.0, end.at.1))
    }

    fn content(&self, at: usize) -> Option<Range> {
        let tag = self.tags.get(at)?;
        let end = self.tags.get(self.end(at)?)?;
        Some((tag.at.1, end.at.0))
    }

    fn end(&self, at: usize) -> Option<usize> {
        let name = self.tags.get(at)?.name;
        self.find(at + 1, |tag| tag.name.strip_prefix('/') == Some(name))
    }

    /// Returns where the value of an attribute stands.
    fn value(&self, at: usize, name: &str) -> Option<Range> {
        let tag = self.tags.get(at)?;
        let before = [" ", name, "=\""].concat();
        let start = tag.words.find(&before)? + before.len();
        let length = tag.words.get(start..)?.find('"')?;
        let start = tag.at.0 + 1 + start;
        Some((start, start + length))
    }

    fn edited(&self, mut edits: Vec<(Range, String)>) -> Option<String> {
        edits.sort_by_key(|(range, _)| *range);
        let mut html = String::with_capacity(self.html.len());
        let mut at = 0;
        for ((from, to), words) in edits {
            html.push_str(self.html.get(at..from)?);
            html.push_str(&words);
            at = to;
        }
        html.push_str(self.html.get(at..)?);
        Some(html)
    }
}

/// Returns the next tag after a place, where there is one before a comment, and where to look on; `None` at the end.
fn next_tag(html: &str, from: usize) -> Option<(usize, Option<Tag<'_>>)> {
    let start = from + html.get(from..)?.find('<')?;
    let rest = html.get(start + 1..)?;
    if let Some(comment) = rest.strip_prefix("!--") {
        return Some((start + 4 + comment.find("-->")? + 3, None));
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let slash = usize::from(rest.starts_with('/'));
    let length = rest.get(slash..)?.find(|c| !is_name(c))?;
    if length == 0 {
        return Some((start + 1, None));
    }
    let mut quote = None;
    let close = rest.char_indices().find(|(_, c)| {
        match quote {
            Some(open) if open == *c => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => quote = Some(*c),
            None => return *c == '>',
        }
        false
    });
    let (close, _) = close?;
    let (name, words) = (rest.get(..slash + length)?, rest.get(..close)?);
    let mut next = start + 1 + close + 1;
    if RAW.contains(&name) {
        next += html.get(next..)?.find(&["</", name].concat())?;
    }
    Some((next, Some(Tag { name, words, at: (start, start + 1 + close + 1) })))
}

#[cfg(test)]
mod tests;
