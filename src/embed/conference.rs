//! One conference as an embed shows it: all of it or one exchange, what is found in it, a quotation and its place.
//! Knows no browser.

use std::sync::Arc;

use crate::article::{self, About, Node};
use crate::engine::places;
use crate::messages::Ui;
use crate::protocol::{Mark, Point};
use crate::quotes::quote::{Fault, Quote};
use crate::quotes::{Orphan, Selector, resolve};
use crate::search::{Corpus, Order, Query, Scope, Text, Wish};
use crate::text::decode::{DecodeError, Decoder, decode};
use crate::text::{Span, is_blank};
use crate::topics::{Lexicon, Topics, assign};
use crate::transcript::{Diagnostic, DiagnosticKind, ItemKind, Transcript, parse};
use crate::view_state::Words;

/// How many places are marked: more marks than these cost a reader's phone more than they show.
const MARKS: usize = 200;

/// A conference that has been read.
#[derive(Debug)]
pub struct Conference {
    corpus: Corpus,
    topics: Vec<Topics>,
}

/// What is found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How often the words stand in what is shown.
    pub count: usize,
    /// Where, in order: at most 200 places.
    pub marks: Vec<Mark>,
}

/// A quotation as the page around the embed hears of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The id of the sentence in which it begins.
    pub id: String,
    /// The words, character for character.
    pub exact: String,
    /// Who says them, where and when.
    pub attribution: String,
    /// The words with their attribution and their link, as plain text.
    pub plain: String,
    /// The same as HTML, escaped.
    pub html: String,
    /// The address of exactly these words, where the embed knows an address.
    pub link: Option<String>,
    /// Where they stand in the page.
    pub marks: Vec<Mark>,
}

impl Conference {
    /// Reads a file: bytes of any kind that [`decode`] knows. `digest` is the SHA-256 that the source is known by, in
    /// hexadecimal digits, where the bytes are not as they were given; else it is empty.
    ///
    /// # Errors
    /// When the bytes are no text.
    pub fn read(bytes: &[u8], name: &str, digest: &str, decoder: &dyn Decoder) -> Result<Self, DecodeError> {
        let decoded = decode(bytes, name, decoder)?;
        let mut transcript = parse(&decoded.text);
        transcript.source.digest = crate::engine::digest(digest).or_else(|| Some(crate::engine::sha256(bytes)));
        transcript.source.encoding = decoded.encoding.label();
        let undecodable = decoded.undecodable.into_iter();
        let damaged = undecodable.map(|span| Diagnostic { kind: DiagnosticKind::Undecodable, span });
        transcript.diagnostics.extend(damaged);
        let topics = assign(&transcript, Lexicon::built_in());
        let mut corpus = Corpus::default();
        corpus.add(0, Arc::new(transcript), None);
        Ok(Self { corpus, topics })
    }

    fn text(&self) -> Option<&Text> {
        self.corpus.text(0)
    }

    fn transcript(&self) -> Option<&Transcript> {
        Some(self.text()?.transcript())
    }

    fn about(&self) -> About<'_> {
        About { lexicon: Lexicon::built_in(), topics: &self.topics }
    }

    /// Returns the `<article>`: all of it, or its masthead and one exchange where there is one of this number.
    pub fn article(&self, exchange: Option<u32>) -> Option<Node> {
        let transcript = self.transcript()?;
        let whole = article::page(transcript, &self.about());
        let Some(exchange) = exchange.filter(|number| self.has(*number)) else { return Some(whole) };
        let id = format!("x{exchange}");
        Some(match whole {
            Node::Element(tag, attributes, children) => {
                let stays = |node: &Node| match node {
                    Node::Element("section", attributes, _) => {
                        attributes.iter().any(|(name, value)| *name == "id" && *value == id)
                    }
                    _ => true,
                };
                Node::Element(tag, attributes, children.into_iter().filter(stays).collect())
            }
            text @ Node::Text(_) => text,
        })
    }

    /// Returns the `<ol>` of the outline.
    pub fn outline(&self) -> Option<Node> {
        Some(article::outline(self.transcript()?, &self.about()))
    }

    /// Tells whether there is an exchange of this number.
    pub fn has(&self, exchange: u32) -> bool {
        self.transcript().is_some_and(|transcript| transcript.exchanges().any(|item| item.ordinal == exchange))
    }

    /// Returns how many exchanges there are.
    pub fn exchanges(&self) -> usize {
        self.transcript().map_or(0, |transcript| transcript.exchanges().count())
    }

    /// Returns where the words of a query stand, in one exchange or in all.
    pub fn find(&self, typed: &str, exchange: Option<u32>) -> Found {
        let wish = Wish { order: Order::Given, limit: usize::MAX, boundaries: None };
        let results = self.corpus.search(&Query::read(typed), &Scope::default(), wish);
        let mut marks = places::marks_of_hits(&self.corpus, &results.hits);
        if let Some(exchange) = exchange {
            marks.retain(|mark| exchange_of(&mark.block) == Some(exchange));
        }
        let count = marks.len();
        marks.truncate(MARKS);
        Found { count, marks }
    }

    /// Returns the number of the exchange in which a quotation stands, and its place in the page. Exactly one place, or
    /// none: a look-alike is never shown as what was quoted.
    ///
    /// # Errors
    /// When the words do not stand here, or in several places.
    pub fn quoted(&self, words: &str, exchange: Option<u32>) -> Result<(Option<u32>, Vec<Mark>), Orphan> {
        let text = self.text().ok_or(Orphan::Gone)?;
        if words.trim_matches(is_blank).is_empty() {
            return Err(Orphan::Gone);
        }
        let transcript = text.transcript();
        let mut found: Vec<(Option<u32>, Span)> = Vec::new();
        let mut several = false;
        for item in &transcript.items {
            if item.kind == ItemKind::Heading || exchange.is_some() && item.number() != exchange {
                continue;
            }
            let words = Words { exact: Some(words.to_owned()), ..Words::default() };
            let here = resolve(transcript, &Selector { id: Some(item.id()), words, ..Selector::default() });
            match here {
                Ok(span) if is_in(item, span) => found.push((item.number(), span)),
                Err(Orphan::Ambiguous) => several = true,
                _ => {}
            }
        }
        match found.as_slice() {
            [(number, span)] => Ok((*number, places::marks(text, *span))),
            [] if !several => Err(Orphan::Gone),
            _ => Err(Orphan::Ambiguous),
        }
    }

    /// Makes a quotation of what stands between two points. `base` is the address of a page that shows this
    /// conference.
    ///
    /// # Errors
    /// When nothing that one person says stands between them.
    pub fn take(&self, from: &Point, to: &Point, base: Option<&str>, ui: Ui) -> Result<Taken, Fault> {
        let text = self.text().ok_or(Fault::Empty)?;
        let quote = places::take(text, from, to, base)?;
        let whole = quote.spans.iter().copied().reduce(Span::join).unwrap_or_default();
        Ok(taken(&quote, places::marks(text, whole), ui))
    }
}

fn taken(quote: &Quote, marks: Vec<Mark>, ui: Ui) -> Taken {
    Taken {
        id: quote.sentence.clone(),
        exact: quote.text.clone(),
        attribution: quote.attribution(ui),
        plain: quote.plain(ui),
        html: quote.html(ui),
        link: quote.link.clone(),
        marks,
    }
}

fn is_in(item: &crate::transcript::Item, span: Span) -> bool {
    let mut paragraphs = item.turns.iter().flat_map(|turn| &turn.paragraphs);
    paragraphs.any(|paragraph| paragraph.span.start <= span.start && span.start < paragraph.span.end)
}

/// Returns the number of the exchange that a block stands in, by its id: `x2a1.p3` is of the second.
pub fn exchange_of(block: &str) -> Option<u32> {
    let figures = block.strip_prefix('x')?;
    let end = figures.find(|c: char| !c.is_ascii_digit()).unwrap_or(figures.len());
    figures.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::decode::EncodingRs;

    const TEXT: &str = "外交部记者会\n\n路透社记者：有何评论？\n\n毛宁：没有评论。中方立场明确。\n\n\
                        法新社记者：再问一次？\n\n毛宁：没有评论。谢谢。\n";

    fn read(text: &str) -> Conference {
        Conference::read(text.as_bytes(), "a.txt", "", &EncodingRs).unwrap()
    }

    fn ids(node: &Node) -> Vec<String> {
        let Node::Element(_, _, children) = node else { return Vec::new() };
        let id = |node: &Node| match node {
            Node::Element(_, attributes, _) => {
                attributes.iter().find(|(name, _)| *name == "id").map(|(_, id)| id.to_string())
            }
            Node::Text(_) => None,
        };
        children.iter().filter_map(id).collect()
    }

    #[test]
    fn one_exchange_is_shown_under_the_masthead_and_a_number_that_is_missing_shows_all() {
        let conference = read(TEXT);
        assert_eq!(ids(&conference.article(Some(2)).unwrap()), ["x2"]);
        assert_eq!(ids(&conference.article(None).unwrap()), ["x1", "x2"]);
        assert_eq!(ids(&conference.article(Some(9)).unwrap()), ["x1", "x2"]);
    }

    #[test]
    fn a_quotation_is_one_place_or_none() {
        let conference = read(TEXT);
        let (exchange, marks) = conference.quoted("中方立场明确", None).unwrap();
        assert_eq!((exchange, marks.first().map(|mark| mark.block.as_str())), (Some(1), Some("x1a1.p1")));
        assert_eq!(conference.quoted("没有评论。", None), Err(Orphan::Ambiguous));
        assert_eq!(conference.quoted("没有评论。", Some(2)).map(|(exchange, _)| exchange), Ok(Some(2)));
        assert_eq!(conference.quoted("中方立场不明确", None), Err(Orphan::Gone));
        assert_eq!(conference.quoted("中方立场明确", Some(2)), Err(Orphan::Gone));
        assert_eq!(conference.quoted("", None), Err(Orphan::Gone));
    }

    #[test]
    fn words_are_found_in_what_is_shown_only() {
        let conference = read(TEXT);
        assert_eq!(conference.find("評論", None).count, 3);
        let found = conference.find("评论", Some(2));
        assert_eq!((found.count, found.marks.first().map(|mark| mark.block.as_str())), (1, Some("x2a1.p1")));
        assert_eq!(conference.find("", None), Found::default());
    }

    #[test]
    fn a_quotation_is_taken_with_its_address() {
        let point = |at| Point { block: "x1a1.p1".into(), at };
        let taken = read(TEXT).take(&point(5), &point(11), Some("https://example.org/"), Ui::Hans).unwrap();
        assert_eq!(taken.exact, "中方立场明确");
        assert!(taken.link.is_some_and(|link| link.starts_with("https://example.org/#x1a1.p1.s2&doc=")));
        assert!(taken.attribution.starts_with("毛宁，答路透社记者"), "{}", taken.attribution);
    }

    #[test]
    fn the_exchange_of_a_block_is_in_its_id() {
        assert_eq!(exchange_of("x12a1.p3.s1"), Some(12));
        assert_eq!(exchange_of("o1.p1"), None);
        assert_eq!(exchange_of("h.main"), None);
    }
}
