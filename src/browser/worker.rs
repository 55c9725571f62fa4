//! A worker that answers messages in their order. Knows bytes; what they mean is said elsewhere.
//!
//! How it comes to run this program is the start script's business, because a page and a file differ in it:
//! `self.shiluWorker()` returns one that has been given the compiled program.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Event, EventTarget};

use super::listen::Listener;
use super::task::spawn;
use super::{Refused, page};

/// What is said to the worker: a message, and a buffer that travels beside it, kept as a blob, which the browser may put
/// on a disk.
#[derive(Debug)]
struct Said {
    message: Vec<u8>,
    beside: Option<Blob>,
    /// Whether what the worker knows changes by it, so that another worker must hear it, too.
    lasts: bool,
    /// Whether a worker has failed over it.
    failed: Cell<bool>,
}

/// Something said that has no answer yet, and what to call with the answer, and with the reason why there is none.
/// Without words it is a worker's first message, which says that it runs.
#[derive(Debug)]
struct Waiting {
    said: Option<Rc<Said>>,
    then: Option<(Function, Function)>,
}

#[derive(Debug)]
struct Running {
    worker: web_sys::Worker,
    _listeners: [Listener; 2],
}

#[derive(Debug, Default)]
struct Line {
    running: RefCell<Option<Running>>,
    /// Whose answers come next, in this order.
    waiting: RefCell<VecDeque<Waiting>>,
    /// What is said while another worker begins.
    unsaid: RefCell<VecDeque<Waiting>>,
    /// What another worker would have to hear, in this order.
    journal: RefCell<Vec<Rc<Said>>>,
    is_reviving: Cell<bool>,
    is_dead: Cell<bool>,
}

/// The page's side. A worker that fails is followed by another, which hears everything that lasts and then what is
/// still unanswered: a compiler's error or a system short of memory loses nothing. Whoever makes two of them fail is
/// told so, and everybody else.
#[derive(Clone, Debug)]
pub struct Worker {
    line: Rc<Line>,
    ready: Promise,
}

impl Worker {
    /// Starts a worker.
    pub fn start() -> Result<Self, Refused> {
        let line = Rc::new(Line::default());
        let ready = line.start()?;
        Ok(Self { line, ready })
    }

    /// Tells whether the worker runs, as soon as that is known.
    pub async fn runs(&self) -> bool {
        JsFuture::from(self.ready.clone()).await.is_ok()
    }

    /// Sends a message, and a buffer beside it, which is gone from here then; returns what will be the answer. `lasts`
    /// says whether the worker knows more afterwards.
    pub fn ask(&self, message: Vec<u8>, beside: Option<ArrayBuffer>, lasts: bool) -> Result<Answer, Refused> {
        let line = &self.line;
        let kept = beside.as_ref().map(|buffer| Blob::new_with_buffer_source_sequence(&Array::of1(buffer)));
        let said = Rc::new(Said { message, beside: kept.transpose()?, lasts, failed: Cell::new(false) });
        let (then, answer) = promise();
        let waiting = Waiting { said: Some(Rc::clone(&said)), then: Some(then) };
        if line.is_reviving.get() {
            line.unsaid.borrow_mut().push_back(waiting);
        } else {
            line.say(&said, beside)?;
            line.waiting.borrow_mut().push_back(waiting);
        }
        Ok(Answer(answer))
    }
}

impl Line {
    /// Starts a worker; returns the promise that it runs.
    fn start(self: &Rc<Self>) -> Result<Promise, Refused> {
        let make: Function = Reflect::get(&js_sys::global(), &"shiluWorker".into())?.dyn_into()?;
        let worker: web_sys::Worker = make.call0(&JsValue::UNDEFINED)?.dyn_into()?;
        let (answered, failed) = (Rc::clone(self), Rc::clone(self));
        let on_message =
            Listener::on(worker.clone().into(), "message", move |event| answered.take_answer(&data(&event)))?;
        let on_error = Listener::on(worker.clone().into(), "error", move |event: Event| {
            // Whoever waits hears of it; nobody else need.
            event.prevent_default();
            let why = Reflect::get(&event, &"message".into()).ok().and_then(|why| why.as_string());
            failed.fail(["the worker failed: ", &why.unwrap_or_default()].concat());
        })?;
        let (then, ready) = promise();
        self.waiting.borrow_mut().push_back(Waiting { said: None, then: Some(then) });
        *self.running.borrow_mut() = Some(Running { worker, _listeners: [on_message, on_error] });
        Ok(ready)
    }

    fn say(&self, said: &Said, beside: Option<ArrayBuffer>) -> Result<(), Refused> {
        if self.is_dead.get() {
            return Err("the worker failed".into());
        }
        let message = Uint8Array::from(said.message.as_slice());
        let transfer = Array::of1(&message.buffer());
        if let Some(buffer) = &beside {
            transfer.push(buffer);
        }
        let both = Array::of2(&message, &beside.into());
        let running = self.running.borrow();
        let running = running.as_ref().ok_or("there is no worker")?;
        Ok(running.worker.post_message_with_transfer(&both, &transfer)?)
    }

    fn take_answer(&self, answer: &JsValue) {
        let Some(Waiting { said, then }) = self.waiting.borrow_mut().pop_front() else { return };
        // What has no `then` is in the journal already.
        let Some((resolve, _)) = then else { return };
        self.journal.borrow_mut().extend(said.filter(|said| said.lasts));
        // Resolving a promise does not fail.
        let _ = resolve.call1(&JsValue::UNDEFINED, answer);
    }

    /// Goes on with another worker, unless this one failed at its start, or over what another has failed over.
    fn fail(self: &Rc<Self>, why: String) {
        let blamed = self.waiting.borrow().front().map(|first| first.said.clone());
        let goes_on = match blamed {
            Some(Some(said)) => !said.failed.replace(true),
            Some(None) => false,
            None => true,
        };
        if !goes_on || self.is_reviving.replace(true) {
            return self.give_up(&why);
        }
        page::warn(&why);
        let line = Rc::clone(self);
        spawn(async move {
            if let Err(error) = line.revive().await {
                line.give_up(&error.to_string());
            }
        });
    }

    fn give_up(&self, why: &str) {
        self.is_dead.set(true);
        self.is_reviving.set(false);
        let all = self.waiting.take().into_iter().chain(self.unsaid.take());
        for (_, reject) in all.filter_map(|waiting| waiting.then) {
            let _ = reject.call1(&JsValue::UNDEFINED, &why.into());
        }
    }

    async fn revive(self: &Rc<Self>) -> Result<(), Refused> {
        *self.unsaid.borrow_mut() = self.waiting.take();
        if let Some(running) = self.running.take() {
            running.worker.terminate();
        }
        JsFuture::from(self.start()?).await?;
        let journal = self.journal.borrow().clone();
        for said in journal {
            self.say_again(Waiting { said: Some(said), then: None }).await?;
        }
        loop {
            let next = self.unsaid.borrow_mut().pop_front();
            let Some(next) = next else { break };
            self.say_again(next).await?;
        }
        self.is_reviving.set(false);
        Ok(())
    }

    async fn say_again(&self, waiting: Waiting) -> Result<(), Refused> {
        let Some(said) = waiting.said.clone() else { return Ok(()) };
        self.waiting.borrow_mut().push_back(waiting);
        let beside = match &said.beside {
            Some(blob) => Some(JsFuture::from(blob.array_buffer()).await?.unchecked_into()),
            None => None,
        };
        self.say(&said, beside)
    }
}

/// An answer that is on its way.
#[derive(Debug)]
pub struct Answer(Promise);

impl Answer {
    /// Waits for its bytes.
    pub async fn bytes(self) -> Result<Vec<u8>, Refused> {
        let answer = JsFuture::from(self.0).await?;
        Ok(Uint8Array::new(&answer).to_vec())
    }
}

/// Returns a promise, with what to call to resolve it and to reject it.
fn promise() -> ((Function, Function), Promise) {
    let mut then = None;
    let promise = Promise::new(&mut |resolve, reject| then = Some((resolve, reject)));
    (then.unwrap_or_default(), promise)
}

/// Answers messages, in the worker, for as long as it lives.
pub fn serve(mut answer: impl FnMut(&[u8], &[u8]) -> Vec<u8> + 'static) -> Result<(), Refused> {
    let scope: web_sys::DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let replies = scope.clone();
    let listener = Listener::on(EventTarget::from(scope.clone()), "message", move |event| {
        let both = Array::from(&data(&event));
        let [message, beside] = [0, 1].map(|n| both.get(n));
        let beside = if beside.is_undefined() { Vec::new() } else { Uint8Array::new(&beside).to_vec() };
        let reply = Uint8Array::from(answer(&Uint8Array::new(&message).to_vec(), &beside).as_slice());
        // A page that is gone needs no answer.
        let _ = replies.post_message_with_transfer(&reply, &Array::of1(&reply.buffer()));
    })?;
    std::mem::forget(listener);
    // The first message says that the others will be heard.
    Ok(scope.post_message(&JsValue::TRUE)?)
}

/// Returns the data of a message.
pub(super) fn data(event: &Event) -> JsValue {
    Reflect::get(event, &"data".into()).unwrap_or_default()
}
