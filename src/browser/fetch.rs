//! Fetches a text: from the page's own origin directly; from another through a small frame beside the page, whose CSP
//! alone may ask elsewhere. The frame is made on the reader's order only, and goes when it has answered.

use js_sys::{Array, ArrayBuffer, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlIFrameElement, MessageEvent, Response};

use super::listen::Listener;
use super::{Refused, page};

/// The frame's document, beside the page.
const FRAME: &str = "fetch.html";

/// How long a frame may take to start and to answer, in milliseconds.
const PATIENCE_MS: i32 = 30_000;

/// Why a text did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The server answered with this status.
    Status(u16),
    /// There was no answer that the page may read: no network, no such server, or no permission for other sites (CORS).
    Unreachable,
}

impl<E> From<E> for Failure
where
    Refused: From<E>,
{
    fn from(_: E) -> Self {
        Self::Unreachable
    }
}

/// Fetches from the page's own origin.
pub async fn own(address: &str) -> Result<ArrayBuffer, Failure> {
    let window = web_sys::window().ok_or("there is no window")?;
    let response: Response = JsFuture::from(window.fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(Failure::Status(response.status()));
    }
    Ok(JsFuture::from(response.array_buffer()?).await?.dyn_into()?)
}

/// Fetches from elsewhere.
pub async fn foreign(address: &str) -> Result<ArrayBuffer, Failure> {
    let document = page::document()?;
    let frame: HtmlIFrameElement = document.create_element("iframe")?.dyn_into().map_err(JsValue::from)?;
    frame.set_hidden(true);
    frame.set_src(FRAME);
    let body = document.body().ok_or("there is no body")?;
    let heard = hear(&frame, address);
    body.append_child(&frame)?;
    let answer = match heard {
        Ok((promise, listener)) => {
            let answer = JsFuture::from(promise).await;
            drop(listener);
            answer.map_err(Refused::from)
        }
        Err(refused) => Err(refused),
    };
    Element::remove(&frame);
    let answer = answer?;
    match answer.dyn_into::<ArrayBuffer>() {
        Ok(buffer) => Ok(buffer),
        Err(other) => Err(other.as_f64().map_or(Failure::Unreachable, status)),
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a number saturates")]
fn status(status: f64) -> Failure {
    Failure::Status(status as u16)
}

/// Sends the frame its order as soon as it says that it is there; the promise is what it answers then.
fn hear(frame: &HtmlIFrameElement, address: &str) -> Result<(Promise, Listener), Refused> {
    let mut listener = Err("no listener".into());
    let promise = Promise::new(&mut |resolve, reject| {
        let (frame, order) = (frame.clone(), JsValue::from(address));
        let window = web_sys::window();
        if let Some(window) = &window {
            // A page without timers waits.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&reject, PATIENCE_MS);
        }
        let origin = window.and_then(|window| window.location().origin().ok()).unwrap_or_default();
        listener = Listener::on_window("message", move |event| {
            let Some(message) = event.dyn_ref::<MessageEvent>() else { return };
            let theirs = frame.content_window();
            // Anybody can post messages; only the frame is heard.
            if theirs.is_none() || message.source().map(JsValue::from) != theirs.clone().map(JsValue::from) {
                return;
            }
            let data = message.data();
            if data.is_null() {
                let told = theirs.map(|theirs| theirs.post_message(&order, &origin));
                if matches!(told, Some(Err(_))) {
                    let _ = reject.call0(&JsValue::UNDEFINED);
                }
            } else {
                // Resolving a promise does not fail.
                let _ = resolve.call1(&JsValue::UNDEFINED, &Array::from(&data).get(0));
            }
        });
    });
    Ok((promise, listener?))
}
