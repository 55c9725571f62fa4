//! A worker that answers messages in their order. Knows bytes; what they mean is said elsewhere.
//!
//! How it comes to run this program is the start script's business, because a page and a file differ in it:
//! `self.shiluWorker()` returns one that has been given the compiled program.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, EventTarget};

use super::Refused;
use super::listen::Listener;

/// Who waits for an answer: what to call with it, and what to call when there will be none.
type Waiting = Rc<RefCell<VecDeque<(Function, Function)>>>;

/// The page's side.
#[derive(Debug)]
pub struct Worker {
    worker: web_sys::Worker,
    waiting: Waiting,
    ready: Promise,
    _listeners: [Listener; 2],
}

impl Worker {
    /// Starts a worker.
    pub fn start() -> Result<Self, Refused> {
        let make: Function = Reflect::get(&js_sys::global(), &"shiluWorker".into())?.dyn_into()?;
        let worker: web_sys::Worker = make.call0(&JsValue::UNDEFINED)?.dyn_into()?;
        let waiting = Waiting::default();
        let (answered, failed) = (Rc::clone(&waiting), Rc::clone(&waiting));
        let on_message = Listener::on(worker.clone().into(), "message", move |event| {
            let next = answered.borrow_mut().pop_front();
            if let Some((resolve, _)) = next {
                // Resolving a promise does not fail.
                let _ = resolve.call1(&JsValue::UNDEFINED, &data(&event));
            }
        })?;
        let on_error = Listener::on(worker.clone().into(), "error", move |event: Event| {
            // Whoever waits hears of it; nobody else need.
            event.prevent_default();
            let why = Reflect::get(&event, &"message".into()).ok().and_then(|why| why.as_string());
            let why = ["the worker failed: ", &why.unwrap_or_default()].concat();
            for (_, reject) in failed.take() {
                let _ = reject.call1(&JsValue::UNDEFINED, &why.as_str().into());
            }
        })?;
        let ready = wait(&waiting);
        Ok(Self { worker, waiting, ready, _listeners: [on_message, on_error] })
    }

    /// Tells whether the worker runs, as soon as that is known.
    pub async fn runs(&self) -> bool {
        JsFuture::from(self.ready.clone()).await.is_ok()
    }

    /// Sends a message, and a buffer beside it, which is gone from here then; returns what will be the answer.
    pub fn ask(&self, message: &[u8], beside: Option<ArrayBuffer>) -> Result<Answer, Refused> {
        let message = Uint8Array::from(message);
        let transfer = Array::of1(&message.buffer());
        if let Some(buffer) = &beside {
            transfer.push(buffer);
        }
        let both = Array::of2(&message, &beside.into());
        self.worker.post_message_with_transfer(&both, &transfer)?;
        Ok(Answer(wait(&self.waiting)))
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

fn wait(waiting: &Waiting) -> Promise {
    Promise::new(&mut |resolve, reject| waiting.borrow_mut().push_back((resolve, reject)))
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
