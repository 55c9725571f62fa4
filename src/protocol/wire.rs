//! Requests and responses as bytes, and back: numbers of four bytes, texts of UTF-8 after their length.
//!
//! Written by the same program that reads it; still, what does not hold is refused and never trusted.

mod cards;
mod quotes;
mod search;
mod topics;

use super::{Document, Drawing, Facts, Request, Response};
use crate::article::Node;
use crate::export::Format;
use crate::text::decode::DecodeError;

/// Every reason why a file cannot be read, by its number in a message.
const ERRORS: &[DecodeError] = &[
    DecodeError::Empty,
    DecodeError::TooLarge,
    DecodeError::Pdf,
    DecodeError::Picture,
    DecodeError::Media,
    DecodeError::Archive,
    DecodeError::OldWord,
    DecodeError::BrokenDocx,
    DecodeError::Binary,
];

/// A packed node that is a text; an element has one more than the number of its attributes.
const TEXT: usize = 0;

impl Request {
    /// Returns the request as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        match self {
            Self::Read { name, url } => {
                number(&mut out, 0);
                text(&mut out, name);
                optional(&mut out, url.as_deref());
            }
            Self::Paste(pasted) => {
                number(&mut out, 1);
                text(&mut out, pasted);
            }
            Self::Take(taken) => {
                number(&mut out, 2);
                document(&mut out, taken);
            }
            Self::Draw(n) => numbers(&mut out, [3, *n]),
            Self::Export(n, format) => {
                numbers(&mut out, [4, *n]);
                number(&mut out, place(&Format::ALL, format));
            }
            Self::Tell(n) => numbers(&mut out, [5, *n]),
            Self::Search(wanted) => {
                number(&mut out, 6);
                search::search(&mut out, wanted);
            }
            Self::Concordance(wanted, key) | Self::Table(wanted, key) => {
                number(&mut out, if matches!(self, Self::Table(..)) { 8 } else { 7 });
                search::search(&mut out, wanted);
                search::key(&mut out, *key);
            }
            Self::Pinyin => number(&mut out, 9),
            Self::Quotes(asking) => {
                number(&mut out, 20);
                quotes::asking(&mut out, asking);
            }
            Self::Filter(wanted) => {
                number(&mut out, 10);
                topics::filter(&mut out, wanted);
            }
            Self::Evidence(n, exchange) => {
                numbers(&mut out, [11, *n]);
                number(&mut out, *exchange);
            }
            Self::Words => number(&mut out, 12),
            Self::Keywords(n) => numbers(&mut out, [13, *n]),
            Self::OwnLexicon => number(&mut out, 14),
        }
        out
    }

    /// Reads a request.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        Some(match reader.number()? {
            0 => Self::Read { name: reader.owned()?, url: reader.optional()? },
            1 => Self::Paste(reader.owned()?),
            2 => Self::Take(reader.document()?),
            3 => Self::Draw(reader.number()?),
            4 => Self::Export(reader.number()?, *Format::ALL.get(reader.number()?)?),
            5 => Self::Tell(reader.number()?),
            6 => Self::Search(search::read_search(&mut reader)?),
            7 => Self::Concordance(search::read_search(&mut reader)?, search::read_key(&mut reader)?),
            8 => Self::Table(search::read_search(&mut reader)?, search::read_key(&mut reader)?),
            9 => Self::Pinyin,
            20 => Self::Quotes(quotes::read_asking(&mut reader)?),
            10 => Self::Filter(topics::read_filter(&mut reader)?),
            11 => Self::Evidence(reader.number()?, reader.number()?),
            12 => Self::Words,
            13 => Self::Keywords(reader.number()?),
            14 => Self::OwnLexicon,
            _ => return None,
        })
    }
}

impl Response {
    /// Returns the response as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        match self {
            Self::Listed(n, facts) => {
                numbers(&mut out, [0, *n]);
                text(&mut out, &facts.doc);
                text(&mut out, &facts.name);
                optional(&mut out, facts.title.as_deref());
                optional(&mut out, facts.date.as_deref());
                number(&mut out, facts.exchanges);
            }
            Self::Unreadable(error) => numbers(&mut out, [1, place(ERRORS, error)]),
            Self::Drawn { article, outline } => {
                numbers(&mut out, [2, article.0.len()]);
                out.extend_from_slice(&article.0);
                number(&mut out, outline.0.len());
                out.extend_from_slice(&outline.0);
            }
            Self::Written(written) => {
                number(&mut out, 3);
                text(&mut out, written);
            }
            Self::Told(told) => {
                number(&mut out, 4);
                document(&mut out, told);
            }
            Self::Nothing => number(&mut out, 5),
            Self::Found(found) => {
                number(&mut out, 6);
                search::found(&mut out, found);
            }
            Self::Rows(rows) => {
                number(&mut out, 7);
                search::rows(&mut out, rows);
            }
            Self::Quoted(answered) => {
                number(&mut out, 20);
                quotes::answered(&mut out, answered);
            }
            Self::Facets(facets) => {
                number(&mut out, 8);
                topics::facets(&mut out, facets);
            }
            Self::Topics(all) => {
                number(&mut out, 9);
                topics::topics(&mut out, all);
            }
            Self::Keywords(all, exchanges) => {
                number(&mut out, 10);
                topics::keywords(&mut out, all);
                list(&mut out, exchanges, |out, (exchange, words)| {
                    number(out, *exchange);
                    topics::keywords(out, words);
                });
            }
            Self::Lexicon(taken) => {
                number(&mut out, 11);
                topics::taken(&mut out, *taken);
            }
            Self::Judged(judged) => {
                number(&mut out, 12);
                cards::judged(&mut out, judged);
            }
        }
        out
    }

    /// Reads a response; what does not hold is [`Response::Nothing`].
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self::read(bytes).unwrap_or(Self::Nothing)
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        Some(match reader.number()? {
            0 => {
                let n = reader.number()?;
                let (doc, name) = (reader.owned()?, reader.owned()?);
                let (title, date) = (reader.optional()?, reader.optional()?);
                Self::Listed(n, Facts { doc, name, title, date, exchanges: reader.number()? })
            }
            1 => Self::Unreadable(*ERRORS.get(reader.number()?)?),
            2 => {
                let article = Drawing(reader.piece()?.to_vec());
                Self::Drawn { article, outline: Drawing(reader.piece()?.to_vec()) }
            }
            3 => Self::Written(reader.owned()?),
            4 => Self::Told(reader.document()?),
            6 => Self::Found(search::read_found(&mut reader)?),
            7 => Self::Rows(search::read_rows(&mut reader)?),
            20 => Self::Quoted(quotes::read_answered(&mut reader)?),
            8 => Self::Facets(topics::read_facets(&mut reader)?),
            9 => Self::Topics(topics::read_topics(&mut reader)?),
            10 => {
                let all = topics::read_keywords(&mut reader)?;
                let one = |reader: &mut Reader<'_>| Some((reader.number()?, topics::read_keywords(reader)?));
                Self::Keywords(all, read_list(&mut reader, one)?)
            }
            11 => Self::Lexicon(topics::read_taken(&mut reader)?),
            12 => Self::Judged(Box::new(cards::read_judged(&mut reader)?)),
            _ => return None,
        })
    }
}

/// Packs a tree: a text, or an element's attributes, children and tag, each with its number.
pub fn pack(node: &Node) -> Vec<u8> {
    let mut out = Vec::new();
    pack_into(node, &mut out);
    out
}

fn pack_into(node: &Node, out: &mut Vec<u8>) {
    match node {
        Node::Text(words) => {
            number(out, TEXT);
            text(out, words);
        }
        Node::Element(tag, attributes, children) => {
            number(out, attributes.len() + 1);
            text(out, tag);
            for (name, value) in attributes {
                text(out, name);
                text(out, value);
            }
            number(out, children.len());
            for child in children {
                pack_into(child, out);
            }
        }
    }
}

fn number(out: &mut Vec<u8>, n: usize) {
    // Nothing here is longer than memory is in a browser: four gigabytes.
    out.extend_from_slice(&u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes());
}

fn numbers(out: &mut Vec<u8>, both: [usize; 2]) {
    for n in both {
        number(out, n);
    }
}

fn text(out: &mut Vec<u8>, words: &str) {
    number(out, words.len());
    out.extend_from_slice(words.as_bytes());
}

fn optional(out: &mut Vec<u8>, words: Option<&str>) {
    number(out, usize::from(words.is_some()));
    text(out, words.unwrap_or_default());
}

fn document(out: &mut Vec<u8>, document: &Document) {
    for words in [&document.name, &document.text, &document.digest, &document.encoding] {
        text(out, words);
    }
    optional(out, document.url.as_deref());
}

/// Writes a list: its length, then one after the other.
fn list<T>(out: &mut Vec<u8>, all: &[T], each: impl Fn(&mut Vec<u8>, &T)) {
    number(out, all.len());
    for one in all {
        each(out, one);
    }
}

/// Reads a list.
fn read_list<'b, T>(reader: &mut Reader<'b>, each: impl Fn(&mut Reader<'b>) -> Option<T>) -> Option<Vec<T>> {
    let length = reader.number()?;
    let mut all = Vec::new();
    for _ in 0..length {
        all.push(each(reader)?);
    }
    Some(all)
}

fn place<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or_default()
}

/// Reads numbers and texts one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'b>(&'b [u8]);

impl<'b> Reader<'b> {
    /// Begins at the beginning.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    /// Reads a number.
    pub fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        usize::try_from(u32::from_le_bytes(*number)).ok()
    }

    /// Reads a text.
    pub fn text(&mut self) -> Option<&'b str> {
        std::str::from_utf8(self.piece()?).ok()
    }

    fn piece(&mut self) -> Option<&'b [u8]> {
        let length = self.number()?;
        let (piece, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(piece)
    }

    fn owned(&mut self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    fn optional(&mut self) -> Option<Option<String>> {
        let is_there = self.number()? == 1;
        let text = self.owned()?;
        Some(is_there.then_some(text))
    }

    fn document(&mut self) -> Option<Document> {
        let (name, text) = (self.owned()?, self.owned()?);
        let (digest, encoding) = (self.owned()?, self.owned()?);
        Some(Document { name, text, digest, encoding, url: self.optional()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        let url = Some("https://example.org/甲.txt".to_owned());
        Document {
            name: "甲.txt".into(),
            text: "记者：\0？".into(),
            digest: "00".into(),
            encoding: "gb18030".into(),
            url,
        }
    }

    #[test]
    fn every_request_is_read_as_it_was_written() {
        let url = Some("https://example.org/".to_owned());
        let mut requests = vec![
            Request::Read { name: "甲.txt".into(), url },
            Request::Read { name: String::new(), url: None },
            Request::Paste("问：\r\n".into()),
            Request::Take(document()),
            Request::Draw(7),
            Request::Tell(1_000_000),
        ];
        requests.extend(Format::ALL.map(|format| Request::Export(3, format)));
        for request in requests {
            assert_eq!(Request::from_bytes(&request.to_bytes()), Some(request));
        }
    }

    #[test]
    fn every_response_is_read_as_it_was_written() {
        let facts = Facts { doc: "df04523f".into(), title: Some("题".into()), exchanges: 7, ..Facts::default() };
        let drawing = Drawing(vec![1, 2, 3]);
        let mut responses = vec![
            Response::Listed(2, facts),
            Response::Drawn { article: drawing.clone(), outline: Drawing::default() },
            Response::Written("{}".into()),
            Response::Told(document()),
            Response::Nothing,
        ];
        responses.extend(ERRORS.iter().map(|error| Response::Unreadable(*error)));
        for response in responses {
            assert_eq!(Response::from_bytes(&response.to_bytes()), response);
        }
    }

    #[test]
    fn a_message_that_is_cut_off_is_refused() {
        let whole = Request::Take(document()).to_bytes();
        for length in 0..whole.len() {
            assert_eq!(Request::from_bytes(whole.get(..length).unwrap_or_default()), None, "{length} bytes");
        }
        assert_eq!(Request::from_bytes(&[99, 0, 0, 0]), None);
        assert_eq!(Response::from_bytes(&[0, 0, 0, 0, 1]), Response::Nothing);
    }

    #[test]
    fn a_tree_is_packed_in_the_order_in_which_it_is_built() {
        let tree = Node::new("p").with("id", "x1").child(Node::text("甲"));
        let packed = pack(&tree);
        let mut reader = Reader::new(&packed);
        assert_eq!((reader.number(), reader.text()), (Some(2), Some("p")));
        assert_eq!((reader.text(), reader.text(), reader.number()), (Some("id"), Some("x1"), Some(1)));
        assert_eq!((reader.number(), reader.text(), reader.number()), (Some(TEXT), Some("甲"), None));
    }
}
