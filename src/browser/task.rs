//! Work that waits: promises of the browser, awaited beside everything else.

use std::future::Future;
use std::pin::Pin;

use js_sys::{Date, Promise};
use wasm_bindgen_futures::JsFuture;

/// Does something as soon as the page has time. Boxed, so that the page carries the machinery for it once.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}

/// Waits for so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let timer = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // A page without timers waits for ever, which does no harm.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        }
    });
    // It is only resolved.
    let _ = JsFuture::from(timer).await;
}

/// Work in slices, so that whoever scrolls or presses meanwhile is not kept waiting.
#[derive(Debug, Default)]
pub struct Slice {
    /// When it began, in ms; what was done before the first pause is a slice that is over.
    began: f64,
}

impl Slice {
    /// How long a slice may be, in ms: half of what a screen has for a picture.
    const LONG: f64 = 8.0;

    /// Begins another, after the page has had its turn, where this one was long enough.
    pub async fn pause(&mut self) {
        if Date::now() - self.began >= Self::LONG {
            pause(0).await;
            self.began = Date::now();
        }
    }
}
