//! The one pure door: a request in, a response out, in the page, in its worker, and natively.

use crate::article;
use crate::protocol::{Document, Request, Response};
use crate::transcript::{Transcript, parse};

/// What is open.
#[derive(Debug, Default)]
pub struct Engine {
    open: Option<Transcript>,
}

impl Engine {
    /// Answers a request.
    pub fn handle(&mut self, request: Request) -> Response {
        match request {
            Request::Open { name, text } => {
                let transcript = parse(&text);
                let document = Document {
                    doc: article::doc(&transcript),
                    name,
                    title: article::title(&transcript),
                    exchanges: transcript.exchanges().count(),
                };
                self.open = Some(transcript);
                Response::Opened(document)
            }
            Request::Draw => match &self.open {
                Some(transcript) => {
                    Response::Drawn { article: article::page(transcript), outline: article::outline(transcript) }
                }
                None => Response::Nothing,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_drawn_before_something_is_opened() {
        assert_eq!(Engine::default().handle(Request::Draw), Response::Nothing);
    }

    #[test]
    fn a_text_without_questions_is_drawn_too() {
        let mut engine = Engine::default();
        let opened = engine.handle(Request::Open { name: "a.txt".into(), text: "一段话。".into() });
        assert!(matches!(opened, Response::Opened(Document { exchanges: 0, .. })));
        let Response::Drawn { article, .. } = engine.handle(Request::Draw) else { panic!("not drawn") };
        assert!(article.to_html().contains("段话。"));
    }
}
