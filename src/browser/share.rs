//! The system's share sheet, where there is one.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::Refused;

/// Hands a file to the share sheet; to be called from a click.
pub async fn share(name: &str, blob: &Blob) -> Result<(), Refused> {
    let share = call("share", &data(name, blob)?)?;
    Ok(JsFuture::from(share.unchecked_into::<Promise>()).await.map(drop)?)
}

/// Tells whether the system takes such files.
pub fn takes(name: &str, blob: &Blob) -> bool {
    data(name, blob).and_then(|data| call("canShare", &data)).is_ok_and(|answer| answer.is_truthy())
}

fn call(name: &str, data: &JsValue) -> Result<JsValue, Refused> {
    let navigator = web_sys::window().ok_or("there is no window")?.navigator();
    let method: Function = Reflect::get(&navigator, &name.into())?.dyn_into()?;
    Ok(method.call1(&navigator, data)?)
}

fn data(name: &str, blob: &Blob) -> Result<JsValue, Refused> {
    let make: Function = Reflect::get(&js_sys::global(), &"File".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &blob.type_().into())?;
    let file = Reflect::construct(&make, &Array::of3(&Array::of1(blob), &name.into(), &options))?;
    let data = Object::new();
    Reflect::set(&data, &"files".into(), &Array::of1(&file))?;
    Ok(data.into())
}
