//! IndexedDB: what the reader keeps. Knows two stores, `records` (small) and `texts` (large), both by digest, and that
//! anything in them may be damaged; shows nothing and decides nothing. Other databases are opened the same way.
//!
//! The database is opened for each deed and closed after it: no tab ever stands in another's way, and none works on
//! what a later version has taken over. It is made by the first deed that keeps something, not by looking.
//! Each deed is one transaction: it is done, or nothing is.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbTransactionMode::{self as Mode, Readonly, Readwrite};
use web_sys::{IdbDatabase, IdbObjectStore, IdbObjectStoreParameters, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use crate::library::{Change, Fault, Field, Record};

/// A database: its name, its store of records with the field that is their key, and its store of texts, where it has one.
pub(super) struct Base {
    pub(super) name: &'static str,
    pub(super) records: &'static str,
    pub(super) key: &'static str,
    pub(super) texts: Option<&'static str>,
}

const LIBRARY: Base = Base { name: "shilu", records: "records", key: "digest", texts: Some("texts") };
const VERSION: u32 = 1;

/// How long the database may take to open, in milliseconds: another tab may hold it for ever.
const PATIENCE: i32 = 3000;

/// What was removed, as it was stored: an undo puts it back, damaged or not.
#[derive(Clone, Debug)]
pub struct Removed {
    records: JsValue,
    keys: JsValue,
    texts: JsValue,
}

/// Returns every record; `None` for one that does not hold.
pub async fn list() -> Result<Vec<Option<Record>>, Fault> {
    let Some(deed) = Deed::begin(&LIBRARY, Readonly, false).await? else { return Ok(Vec::new()) };
    let all = deed.records.get_all()?;
    deed.done().await?;
    Ok(Array::from(&all.result()?).iter().map(|object| Record::read(&|key| field(&object, key))).collect())
}

/// Returns the text of a record; `None` where there is none, or something that is no text.
pub async fn text(digest: &str) -> Result<Option<String>, Fault> {
    let Some(deed) = Deed::begin(&LIBRARY, Readonly, false).await? else { return Ok(None) };
    let found = deed.texts()?.get(&digest.into())?;
    deed.done().await?;
    Ok(found.result()?.as_string())
}

/// Keeps records with their texts: all of them, or none.
pub async fn keep(records: &[(Record, String)]) -> Result<(), Fault> {
    let Some(deed) = Deed::begin(&LIBRARY, Readwrite, true).await? else { return Err(Fault::Refused) };
    for (record, text) in records {
        let object = Object::new();
        set(&object, &record.fields())?;
        deed.records.put(&object)?;
        deed.texts()?.put_with_key(&text.into(), &record.digest.as_str().into())?;
    }
    deed.done().await
}

/// Changes a record as it now stands in the store, where another tab may have changed something else.
/// A record that is gone stays gone.
pub async fn change(digest: &str, change: &Change) -> Result<(), Fault> {
    let Some(deed) = Deed::begin(&LIBRARY, Readwrite, false).await? else { return Ok(()) };
    let found = deed.records.get(&digest.into())?;
    answer(&found).await?;
    let object = found.result()?;
    if object.is_object() {
        set(&object, &[change.field()])?;
        deed.records.put(&object)?;
    }
    deed.done().await
}

/// Removes one record, or everything, and returns it as it was stored.
pub async fn remove(digest: Option<&str>) -> Result<Option<Removed>, Fault> {
    let Some(deed) = Deed::begin(&LIBRARY, Readwrite, false).await? else { return Ok(None) };
    let (records, texts) = (&deed.records, deed.texts()?);
    let key = digest.map_or(JsValue::UNDEFINED, JsValue::from);
    let found = [records.get_all_with_key(&key)?, texts.get_all_keys_with_key(&key)?, texts.get_all_with_key(&key)?];
    for store in [records, texts] {
        if digest.is_some() {
            store.delete(&key)?
        } else {
            store.clear()?
        };
    }
    deed.done().await?;
    let [records, keys, texts] = found.map(|request| request.result());
    Ok(Some(Removed { records: records?, keys: keys?, texts: texts? }))
}

/// Puts back what was removed, except what is there again.
pub async fn put_back(removed: &Removed, is_there: &dyn Fn(&str) -> bool) -> Result<(), Fault> {
    let Some(deed) = Deed::begin(&LIBRARY, Readwrite, true).await? else { return Err(Fault::Refused) };
    let is_there = |key: &JsValue| key.as_string().is_some_and(|digest| is_there(&digest));
    for object in Array::from(&removed.records) {
        if !is_there(&Reflect::get(&object, &"digest".into())?) {
            deed.records.put(&object)?;
        }
    }
    for (key, text) in Array::from(&removed.keys).iter().zip(Array::from(&removed.texts)) {
        if !is_there(&key) {
            deed.texts()?.put_with_key(&text, &key)?;
        }
    }
    deed.done().await
}

/// Returns how many bytes the page's origin uses, where the browser tells.
pub async fn usage() -> Option<u64> {
    let navigator = web_sys::window()?.navigator();
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    let estimate: Function = Reflect::get(&storage, &"estimate".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = estimate.call0(&storage).ok()?.dyn_into().ok()?;
    let estimate = JsFuture::from(promise).await.ok()?;
    number(&Reflect::get(&estimate, &"usage".into()).ok()?)
}

/// Returns a field of an object that anybody may have made.
pub fn field(object: &JsValue, key: &str) -> Field {
    let value = Reflect::get(object, &key.into()).unwrap_or(JsValue::TRUE);
    if value.is_null() || value.is_undefined() {
        return Field::Missing;
    }
    value.as_string().map(Field::Text).or_else(|| number(&value).map(Field::Number)).unwrap_or(Field::Other)
}

/// Returns a whole number that JavaScript holds exactly.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and in range")]
fn number(value: &JsValue) -> Option<u64> {
    let number = value.as_f64()?;
    ((0.0..=js_sys::Number::MAX_SAFE_INTEGER).contains(&number) && number.trunc() == number).then_some(number as u64)
}

pub(super) fn set(object: &JsValue, fields: &[(&str, Field)]) -> Result<(), Fault> {
    for (key, field) in fields {
        let value = match field {
            Field::Text(text) => text.into(),
            #[allow(clippy::cast_precision_loss, reason = "see `number`")]
            Field::Number(number) => (*number as f64).into(),
            Field::Missing | Field::Other => JsValue::NULL,
        };
        Reflect::set(object, &(*key).into(), &value)?;
    }
    Ok(())
}

/// One transaction over both stores. Dropped before it is done, it leaves everything as it was.
pub(super) struct Deed {
    database: IdbDatabase,
    transaction: IdbTransaction,
    pub(super) records: IdbObjectStore,
    texts: Option<IdbObjectStore>,
}

impl Deed {
    /// Opens the database; `None` where there is none and none is to be made.
    pub(super) async fn begin(base: &'static Base, mode: Mode, make: bool) -> Result<Option<Self>, Fault> {
        let window = web_sys::window().ok_or(Fault::Refused)?;
        let request = window.indexed_db()?.ok_or(Fault::Refused)?.open_with_u32(base.name, VERSION)?;
        let asked = request.clone();
        // The browser may come to it when nobody waits any more.
        let upgrade = Closure::once_into_js(move || upgrade(base, &asked, make));
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        // Blocked or without an answer comes to the same: the promise ends and there is no result.
        let opened = Promise::new(&mut |resolve, reject| {
            request.set_onsuccess(Some(&resolve));
            request.set_onerror(Some(&reject));
            request.set_onblocked(Some(&resolve));
            // A page without timers waits.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PATIENCE);
        });
        if JsFuture::from(opened).await.is_err() {
            let why = error(&request);
            return if why == "AbortError" && !make { Ok(None) } else { Err(Fault::of(&why)) };
        }
        // WebKit has a result before it has one: it is undefined.
        let Some(database) = database(&request) else {
            // It may come yet, and then nobody wants it.
            let late = request.clone();
            let close = Closure::once_into_js(move || {
                if let Some(late) = database(&late) {
                    late.close();
                }
            });
            request.set_onsuccess(Some(close.unchecked_ref()));
            return Err(Fault::Busy);
        };
        let stores: Array = [Some(base.records), base.texts].into_iter().flatten().map(JsValue::from).collect();
        let transaction =
            database.transaction_with_str_sequence_and_mode(&stores, mode).inspect_err(|_| database.close())?;
        let records = transaction.object_store(base.records)?;
        let texts = base.texts.map(|texts| transaction.object_store(texts)).transpose()?;
        Ok(Some(Self { database, transaction, records, texts }))
    }

    fn texts(&self) -> Result<&IdbObjectStore, Fault> {
        self.texts.as_ref().ok_or(Fault::Damaged)
    }

    /// Waits until everything is done.
    pub(super) async fn done(self) -> Result<(), Fault> {
        let done = Promise::new(&mut |resolve, reject| {
            self.transaction.set_oncomplete(Some(&resolve));
            self.transaction.set_onabort(Some(&reject));
        });
        JsFuture::from(done).await.map(drop).map_err(|_| Fault::of(&error(&self.transaction)))
    }
}

impl Drop for Deed {
    fn drop(&mut self) {
        // What is done cannot be aborted, which is as it should be.
        let _ = self.transaction.abort();
        self.database.close();
    }
}

/// Returns the database that a request has opened, once it has.
fn database(request: &IdbOpenDbRequest) -> Option<IdbDatabase> {
    request.result().ok()?.dyn_into().ok()
}

/// Makes the stores of a database that is new; one that is only looked for is not made.
fn upgrade(base: &Base, request: &IdbOpenDbRequest, make: bool) {
    let made = || -> Result<(), JsValue> {
        if !make {
            return request.transaction().map_or(Ok(()), |transaction| transaction.abort());
        }
        let database: IdbDatabase = request.result()?.unchecked_into();
        let by_key = IdbObjectStoreParameters::new();
        by_key.set_key_path(&base.key.into());
        database.create_object_store_with_optional_parameters(base.records, &by_key)?;
        base.texts.map_or(Ok(()), |texts| database.create_object_store(texts).map(drop))
    };
    if made().is_err() {
        // Better none than one without its stores.
        request.transaction().map(|transaction| transaction.abort());
    }
}

async fn answer(request: &IdbRequest) -> Result<(), Fault> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(answered).await.map(drop).map_err(|_| Fault::of(&error(request)))
}

/// Returns the name of the exception that a request or a transaction ended with.
fn error(of: &JsValue) -> String {
    Reflect::get(of, &"error".into()).map(|error| name(&error)).unwrap_or_default()
}

fn name(exception: &JsValue) -> String {
    Reflect::get(exception, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
}

impl From<JsValue> for Fault {
    fn from(exception: JsValue) -> Self {
        Self::of(&name(&exception))
    }
}
