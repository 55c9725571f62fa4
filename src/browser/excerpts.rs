//! IndexedDB: the quotations that the reader keeps, in a database of their own. Shows nothing and decides nothing.

use js_sys::{Array, Object};
use web_sys::IdbTransactionMode::{Readonly, Readwrite};

use super::store::{Base, Deed, field, set};
use crate::library::Fault;
use crate::quotes::collection::Kept;

const QUOTES: Base = Base { name: "shilu-quotes", records: "quotes", key: "key", texts: None };

/// Returns every quotation; `None` for one that does not hold.
pub async fn list() -> Result<Vec<Option<Kept>>, Fault> {
    let Some(deed) = Deed::begin(&QUOTES, Readonly, false).await? else { return Ok(Vec::new()) };
    let all = deed.records.get_all()?;
    deed.done().await?;
    Ok(Array::from(&all.result()?).iter().map(|object| Kept::read(&|key| field(&object, key))).collect())
}

/// Puts quotations in, and takes those with these keys out: everything, or nothing.
pub async fn write(put: &[Kept], removed: &[String]) -> Result<(), Fault> {
    let Some(deed) = Deed::begin(&QUOTES, Readwrite, true).await? else { return Err(Fault::Refused) };
    for kept in put {
        let object = Object::new();
        set(&object, &kept.fields())?;
        deed.records.put(&object)?;
    }
    for key in removed {
        deed.records.delete(&key.as_str().into())?;
    }
    deed.done().await
}
