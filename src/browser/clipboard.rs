//! The clipboard.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use web_sys::Blob;

use super::{Refused, download};

/// Puts a text on the clipboard; to be called from a click.
pub async fn write(text: &str) -> Result<(), Refused> {
    call("writeText", &JsValue::from(text)).await
}

/// Puts a text on the clipboard as plain text and as HTML; where it takes only one, the plain text.
pub async fn write_both(plain: &str, html: &str) -> Result<(), Refused> {
    if let Ok(item) = item(plain, html)
        && call("write", &Array::of1(&item)).await.is_ok()
    {
        return Ok(());
    }
    write(plain).await
}

/// Puts a picture on the clipboard. Called from a click, and before anything is waited for: Safari wants it so.
pub async fn write_picture(png: &Blob) -> Result<(), Refused> {
    let types = Object::new();
    Reflect::set(&types, &"image/png".into(), png)?;
    call("write", &Array::of1(&made(&types)?)).await
}

async fn call(name: &str, argument: &JsValue) -> Result<(), Refused> {
    let navigator = web_sys::window().ok_or("there is no window")?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into())?;
    let write: Function = Reflect::get(&clipboard, &name.into())?.dyn_into()?;
    let promise: Promise = write.call1(&clipboard, argument)?.dyn_into()?;
    Ok(JsFuture::from(promise).await.map(drop)?)
}

/// Makes what holds a text in two types.
fn item(plain: &str, html: &str) -> Result<JsValue, Refused> {
    let types = Object::new();
    for (media_type, text) in [("text/plain", plain), ("text/html", html)] {
        Reflect::set(&types, &media_type.into(), &download::blob(media_type, text)?.into())?;
    }
    made(&types)
}

fn made(types: &Object) -> Result<JsValue, Refused> {
    let make: Function = Reflect::get(&js_sys::global(), &"ClipboardItem".into())?.dyn_into()?;
    Ok(Reflect::construct(&make, &Array::of1(types))?)
}
