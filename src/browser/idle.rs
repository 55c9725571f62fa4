//! Waiting until the page has nothing better to do.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::Refused;

/// How long to wait at most, and where the browser knows no idleness (WebKit) at least, in milliseconds.
const MOST: f64 = 2000.0;
const LEAST: f64 = 200.0;

/// Waits until the browser is idle.
pub async fn idle() {
    // Without a clock there is nothing to wait for.
    let _ = wait().await;
}

async fn wait() -> Result<(), Refused> {
    let global = js_sys::global();
    let get = |name: &str| Reflect::get(&global, &name.into());
    let (idle, later) = (get("requestIdleCallback")?, get("setTimeout")?);
    let promise = Promise::new(&mut |resolve, _| {
        // Where neither can be called, nobody waits.
        let _ = match idle.dyn_ref::<Function>() {
            Some(idle) => {
                let options = Object::new();
                let _ = Reflect::set(&options, &"timeout".into(), &MOST.into());
                idle.call2(&global, &resolve, &options)
            }
            None => later.unchecked_ref::<Function>().call2(&global, &resolve, &LEAST.into()),
        }
        .or_else(|_| resolve.call0(&JsValue::UNDEFINED));
    });
    JsFuture::from(promise).await?;
    Ok(())
}
