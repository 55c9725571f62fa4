//! The way to the engine: through a worker, or, where none can be had, in the page. Knows nothing of what is asked.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};

use crate::browser::decoder::BrowserDecoder;
use crate::browser::worker::{Answer, Worker, serve};
use crate::browser::{Refused, page, panic};
use crate::engine::Engine;
use crate::protocol::{Request, Response};

/// A way to the engine. Clones lead to the same one; answers come in the order of the questions.
#[derive(Clone)]
pub(crate) struct Door(Rc<Ways>);

struct Ways {
    worker: Option<Worker>,
    here: RefCell<Engine>,
    /// What is asked before everything else.
    first: RefCell<Vec<Request>>,
}

fn engine() -> Engine {
    Engine::new(Box::new(BrowserDecoder))
}

impl Door {
    /// Opens a way: which one it is shows when the first question is asked. `first` is asked before that, in its order.
    pub(crate) fn open(first: Vec<Request>) -> Self {
        let worker = Worker::start();
        if let Err(error) = &worker {
            page::warn(&error.to_string());
        }
        Self(Rc::new(Ways { worker: worker.ok(), here: RefCell::new(engine()), first: RefCell::new(first) }))
    }

    /// Asks, and waits for the answer; what a file holds goes beside the request, and is gone from the page then.
    pub(crate) async fn ask(&self, request: Request, beside: Option<ArrayBuffer>) -> Response {
        self.begin(request, beside).await.response().await
    }

    /// Asks, and does not wait for the answer.
    pub(super) async fn begin(&self, request: Request, beside: Option<ArrayBuffer>) -> Asked {
        let worker = match &self.0.worker {
            Some(worker) if worker.runs().await => Some(worker),
            _ => None,
        };
        // Taken and sent at one go: nobody comes in between.
        for first in self.0.first.take() {
            drop(self.send(worker, first, None));
        }
        self.send(worker, request, beside)
    }

    fn send(&self, worker: Option<&Worker>, request: Request, beside: Option<ArrayBuffer>) -> Asked {
        match worker {
            Some(worker) => Asked::There(worker.ask(request.to_bytes(), beside, request.lasts())),
            None => {
                let bytes = beside.map(|buffer| Uint8Array::new(&buffer).to_vec()).unwrap_or_default();
                Asked::Here(self.0.here.borrow_mut().handle(request, &bytes))
            }
        }
    }
}

/// A question that is asked: of the worker, or answered in the page already.
pub(super) enum Asked {
    There(Result<Answer, Refused>),
    Here(Response),
}

impl Asked {
    /// Waits for the answer.
    pub(super) async fn response(self) -> Response {
        let answer = match self {
            Self::Here(response) => return response,
            Self::There(Ok(answer)) => answer.bytes().await,
            Self::There(Err(error)) => Err(error),
        };
        match answer {
            Ok(bytes) => Response::from_bytes(&bytes),
            Err(error) => {
                // What was open there is lost: the page says so and can be loaded anew.
                panic::fail(&error.to_string());
                Response::Nothing
            }
        }
    }
}

/// Answers the page, in the worker.
pub(super) fn answer() -> Result<(), Refused> {
    let mut engine = engine();
    serve(move |message, beside| {
        let request = Request::from_bytes(message);
        request.map_or(Response::Nothing, |request| engine.handle(request, beside)).to_bytes()
    })
}
