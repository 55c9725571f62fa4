//! The one pure door: a request in, a response out, in the page, in its worker, and natively.

mod cards;
mod finding;
pub(crate) mod places;
mod quoting;
mod topics;

use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::article::{self, About};
use crate::protocol::{Document, Facts, Filter, Request, Response, Search, Taken};
use crate::search::{Boundaries, Corpus, Pinyin};
use crate::text::decode::{self, DecodeError, Decoded, Decoder, Encoding};
use crate::text::is_blank;
use crate::topics::{Keyword, Lexicon, is_lexicon, keywords};
use crate::transcript::{Diagnostic, DiagnosticKind, Transcript, parse};
use crate::words::Words;

/// The encodings a document may name.
const ENCODINGS: &[Encoding] = &[
    Encoding::Utf8,
    Encoding::Utf16Le,
    Encoding::Utf16Be,
    Encoding::Gb18030,
    Encoding::Big5,
    Encoding::ShiftJis,
    Encoding::Windows1252,
];

/// What is at hand: the texts, read and folded for the search.
pub struct Engine {
    decoder: Box<dyn Decoder>,
    /// Their texts are in the corpus.
    documents: Vec<Document>,
    corpus: Corpus,
    pinyin: Option<Pinyin>,
    quoting: quoting::Quoting,
    subjects: topics::Subjects,
    words: Option<Words>,
}

/// How many words are named that set a conference apart, and each exchange.
const KEYWORDS: usize = 8;

impl Engine {
    /// Begins with nothing open.
    pub fn new(decoder: Box<dyn Decoder>) -> Self {
        Self {
            decoder,
            documents: Vec::new(),
            corpus: Corpus::default(),
            pinyin: None,
            subjects: topics::Subjects::default(),
            words: None,
            quoting: quoting::Quoting::default(),
        }
    }

    /// Answers a request; `bytes` is what travels beside it.
    pub fn handle(&mut self, request: Request, bytes: &[u8]) -> Response {
        match request {
            Request::Read { .. } if let Some(judged) = cards::judge(&self.corpus, bytes) => match judged {
                Ok(judged) => Response::Judged(Box::new(judged)),
                Err(error) => Response::Unreadable(error),
            },
            Request::Read { name, url } => match decode::decode(bytes, &name, &*self.decoder) {
                Ok(decoded) if is_lexicon(&decoded.text) => self.take_lexicon(&decoded.text),
                Ok(decoded) => self.list(document(name, url, decoded, bytes)),
                Err(error) => Response::Unreadable(error),
            },
            Request::Paste(text) if text.chars().all(is_blank) => Response::Unreadable(DecodeError::Empty),
            Request::Paste(text) if text.len() > decode::LARGEST => Response::Unreadable(DecodeError::TooLarge),
            Request::Paste(text) if is_lexicon(&text) => self.take_lexicon(&text),
            Request::Paste(text) => {
                let digest = hexadecimal(text.as_bytes());
                let pasted = document(String::new(), None, decode::unwrap_pasted(text), &[]);
                self.list(Document { digest, ..pasted })
            }
            Request::Take(document) => self.list(document),
            Request::Draw(n) => self.transcript(n).map_or(Response::Nothing, |transcript| {
                let topics = self.subjects.of(transcript);
                let about = About { lexicon: self.subjects.lexicon(), topics: &topics };
                Response::Drawn {
                    article: (&article::page(transcript, &about)).into(),
                    outline: (&article::outline(transcript, &about)).into(),
                }
            }),
            Request::Export(n, format) => {
                self.transcript(n).map_or(Response::Nothing, |transcript| Response::Written(format.write(transcript)))
            }
            Request::Tell(n) => self.tell(n).map_or(Response::Nothing, Response::Told),
            Request::Search(search) => {
                let mut found = self.finder(&search).find();
                if found.count == 0 {
                    found.topics = self.subjects.meant(&self.corpus, &search.query, &filter(&search));
                }
                Response::Found(found)
            }
            Request::Concordance(search, key) => Response::Rows(self.finder(&search).concordance(key)),
            Request::Table(search, key) => Response::Written(self.finder(&search).table(key)),
            Request::Pinyin => {
                self.pinyin = Pinyin::read(bytes);
                Response::Nothing
            }
            Request::Quotes(asking) => {
                self.quoting.answer(&self.corpus, &asking).map_or(Response::Nothing, Response::Quoted)
            }
            Request::Filter(filter) => Response::Facets(self.subjects.filter(&self.corpus, &filter)),
            Request::Evidence(n, number) => self.transcript(n).map_or(Response::Nothing, |transcript| {
                let topics = self.subjects.of(transcript);
                Response::Topics(topics::evidence(transcript, self.subjects.lexicon(), &topics, number))
            }),
            Request::Words => {
                self.words = Words::load(bytes).ok();
                Response::Nothing
            }
            Request::Keywords(n) => self.keywords(n).unwrap_or(Response::Nothing),
            Request::OwnLexicon => {
                self.subjects.take(None);
                Response::Lexicon(Taken::Own)
            }
        }
    }

    /// Takes a document in. One of the same source stays where it was.
    fn list(&mut self, document: Document) -> Response {
        let transcript = read(&document);
        let digest = transcript.sha256();
        let known = self.documents.iter().position(|known| known.digest == digest);
        let facts = Facts::of(&transcript, &document.name);
        let n = known.unwrap_or(self.documents.len());
        if known.is_none() {
            self.documents.push(Document { digest, text: String::new(), ..document });
            self.corpus.add(n as u32, Arc::new(transcript), None);
        }
        Response::Listed(n, facts)
    }

    /// Takes a lexicon into use; one that is wrong leaves everything as it is.
    fn take_lexicon(&mut self, text: &str) -> Response {
        Response::Lexicon(match Lexicon::with(text) {
            Ok(lexicon) => {
                let more = lexicon.subjects().len().saturating_sub(Lexicon::built_in().subjects().len());
                self.subjects.take(Some(lexicon));
                Taken::Lexicon(more)
            }
            Err(error) => Taken::Wrong(error.line, error.problem),
        })
    }

    /// Prepares a search.
    fn finder(&mut self, search: &Search) -> finding::Finder<'_> {
        let items = self.subjects.items(&self.corpus, &filter(search));
        finding::Finder {
            corpus: &self.corpus,
            pinyin: self.pinyin.as_ref(),
            words: self.words.as_ref().map(|words| words as &dyn Boundaries),
            items,
            search: search.clone(),
        }
    }

    fn keywords(&self, n: usize) -> Option<Response> {
        let transcript = self.transcript(n)?;
        // As the text has it: what is counted is folded, and 外务大臣 stands nowhere in a Japanese text.
        let printed = |one: &Keyword| match one.spans.first() {
            Some(&span) => transcript.shown(span).into_owned(),
            None => one.word.clone(),
        };
        let told = |words: Vec<Keyword>| words.iter().map(|one| (printed(one), one.spans.len())).collect::<Vec<_>>();
        let found = keywords(transcript, self.words.as_ref()?, KEYWORDS);
        let exchanges = found.exchanges.into_iter().map(|(number, words)| (number as usize, told(words)));
        Some(Response::Keywords(told(found.conference), exchanges.collect()))
    }

    fn transcript(&self, n: usize) -> Option<&Transcript> {
        Some(self.corpus.text(u32::try_from(n).ok()?)?.transcript())
    }

    fn tell(&self, n: usize) -> Option<Document> {
        let text = self.transcript(n)?.source.text.to_string();
        Some(Document { text, ..self.documents.get(n)?.clone() })
    }
}

/// Returns which exchanges a search looks at.
fn filter(search: &Search) -> Filter {
    let choices = search.choices.clone();
    Filter { choices, shown: search.shown, everywhere: search.everywhere, limit: 0 }
}

fn document(name: String, url: Option<String>, decoded: Decoded, bytes: &[u8]) -> Document {
    let encoding = decoded.encoding.label().to_owned();
    Document { name, text: decoded.text, digest: hexadecimal(bytes), encoding, url }
}

/// Parses a document.
fn read(document: &Document) -> Transcript {
    let mut transcript = parse(&document.text);
    transcript.source.digest = digest(&document.digest);
    transcript.source.url.clone_from(&document.url);
    if let Some(encoding) = ENCODINGS.iter().find(|encoding| encoding.label() == document.encoding) {
        transcript.source.encoding = encoding.label();
    }
    let undecodable = decode::undecodable(&document.text).into_iter();
    let diagnostics = undecodable.map(|span| Diagnostic { kind: DiagnosticKind::Undecodable, span });
    transcript.diagnostics.extend(diagnostics);
    transcript
}

/// Returns the SHA-256 of bytes.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Returns the SHA-256 of bytes in lower-case hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    let figures = sha256(bytes).into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    figures.filter_map(|figure| char::from_digit(figure.into(), 16)).collect()
}

/// Reads a digest of 64 hexadecimal digits.
pub(crate) fn digest(digits: &str) -> Option<[u8; 32]> {
    let mut digest = [0; 32];
    let mut figures = digits.chars().map(|c| c.to_digit(16));
    for byte in &mut digest {
        *byte = u8::try_from(figures.next()?? * 16 + figures.next()??).ok()?;
    }
    figures.next().is_none().then_some(digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Format;
    use crate::text::decode::EncodingRs;

    const TEXT: &str = "外交部发言人主持例行记者会\n\n路透社记者：请问有何评论？\n\n毛宁：没有评论。\n\n法新社记者：谢谢，再问一次？\n\n毛宁：谢谢。\n";

    fn engine() -> Engine {
        Engine::new(Box::new(EncodingRs))
    }

    fn file(name: &str) -> Request {
        Request::Read { name: name.into(), url: None }
    }

    fn listed(response: Response) -> (usize, Facts) {
        match response {
            Response::Listed(n, facts) => (n, facts),
            other => panic!("not listed: {other:?}"),
        }
    }

    #[test]
    fn nothing_is_drawn_written_or_told_before_something_is_opened() {
        for request in [Request::Draw(0), Request::Export(0, Format::Json), Request::Tell(0)] {
            assert_eq!(engine().handle(request, &[]), Response::Nothing);
        }
    }

    #[test]
    fn a_text_without_questions_is_drawn_too() {
        let mut engine = engine();
        let (n, facts) = listed(engine.handle(file("a.txt"), "今天没有提问，只有一段话。".as_bytes()));
        assert_eq!((n, facts.exchanges), (0, 0));
        let Response::Drawn { article, .. } = engine.handle(Request::Draw(0), &[]) else { panic!("not drawn") };
        assert!(String::from_utf8_lossy(&article.0).contains("今天没有提问"));
    }

    #[test]
    fn a_file_is_decoded_and_its_bytes_are_its_identity() {
        let mut engine = engine();
        let (bytes, _, _) = encoding_rs::GB18030.encode(TEXT);
        let (n, facts) = listed(engine.handle(file("甲.txt"), &bytes));
        assert_eq!((n, facts.exchanges, facts.name.as_str()), (0, 2, "甲.txt"));
        let Response::Told(told) = engine.handle(Request::Tell(0), &[]) else { panic!("not told") };
        assert_eq!((told.text.as_str(), told.encoding.as_str()), (TEXT, "gb18030"));
        assert_eq!(told.digest, hexadecimal(&bytes));
        assert!(told.digest.starts_with(&facts.doc));
    }

    #[test]
    fn a_document_that_is_told_and_taken_again_is_the_same() {
        let mut engine = engine();
        let (bytes, _, _) = encoding_rs::GB18030.encode(TEXT);
        let url = Some("https://example.org/a.txt".to_owned());
        engine.handle(Request::Read { name: "a.txt".into(), url }, &bytes);
        let Response::Told(told) = engine.handle(Request::Tell(0), &[]) else { panic!("not told") };
        let mut other = super::tests::engine();
        assert_eq!(listed(other.handle(Request::Take(told.clone()), &[])).1.doc, told.digest.get(..8).unwrap());
        let export = |engine: &mut Engine| engine.handle(Request::Export(0, Format::Json), &[]);
        assert_eq!(export(&mut engine), export(&mut other));
    }

    #[test]
    fn the_same_text_is_listed_once() {
        let mut engine = engine();
        assert_eq!(listed(engine.handle(file("a.txt"), TEXT.as_bytes())).0, 0);
        assert_eq!(listed(engine.handle(file("b.txt"), b"Another one.")).0, 1);
        assert_eq!(listed(engine.handle(Request::Paste(TEXT.into()), &[])).0, 0);
        let taken = Document { text: TEXT.into(), ..Document::default() };
        assert_eq!(listed(engine.handle(Request::Take(taken), &[])).0, 0);
    }

    #[test]
    fn each_document_is_drawn_as_itself_in_any_order() {
        let mut engine = engine();
        engine.handle(file("a.txt"), TEXT.as_bytes());
        engine.handle(file("b.txt"), b"Another one.");
        for (n, word) in [(0, "毛宁"), (1, "Another"), (0, "毛宁")] {
            let Response::Drawn { article, .. } = engine.handle(Request::Draw(n), &[]) else { panic!("not drawn") };
            assert!(String::from_utf8_lossy(&article.0).contains(word), "{n}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused_and_what_is_open_stays() {
        let mut engine = engine();
        engine.handle(file("a.txt"), TEXT.as_bytes());
        assert_eq!(engine.handle(file("b.pdf"), b"%PDF-1.7"), Response::Unreadable(DecodeError::Pdf));
        assert_eq!(engine.handle(file("c.txt"), b""), Response::Unreadable(DecodeError::Empty));
        assert_eq!(engine.handle(Request::Paste(" \n".into()), &[]), Response::Unreadable(DecodeError::Empty));
        assert!(matches!(engine.handle(Request::Draw(0), &[]), Response::Drawn { .. }));
    }

    #[test]
    fn undecodable_bytes_are_reported() {
        let mut engine = engine();
        engine.handle(file("a.txt"), &[TEXT.as_bytes(), b"\xFF"].concat());
        let Response::Written(json) = engine.handle(Request::Export(0, Format::Json), &[]) else { panic!("nothing") };
        assert!(json.contains("undecodable"), "{json}");
    }

    #[test]
    fn a_digest_that_is_none_counts_as_missing() {
        assert_eq!(digest(""), None);
        assert_eq!(digest(&"g".repeat(64)), None);
        assert_eq!(digest(&"0".repeat(66)), None);
        assert_eq!(digest(&hexadecimal(b"a")).map(|digest| digest[0]), Some(0xCA));
    }
}
