//! Work that waits: promises of the browser, awaited beside everything else.

use std::future::Future;
use std::pin::Pin;

/// Does something as soon as the page has time. Boxed, so that the page carries the machinery for it once.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    wasm_bindgen_futures::spawn_local(task);
}
