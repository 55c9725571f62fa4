//! What may befall the library: storage that is refused, full, damaged or of a later version. What it cannot do is
//! said, everything else works until the page is closed, and nothing that is stored is damaged.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};
use thirtyfour::Key;

use crate::gestures::{
    CATCH, OTHER, OTHER_TITLE, SHORT, SHORT_TITLE, drop_texts, handed_out, in_english, lists, open_sheet, paste_in,
    says, shows, shows_home,
};
use crate::library::{in_database, keep, keep_both, renaming, stored, undo};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        where_storage_is_refused_everything_works_until_the_page_is_closed,
        where_storage_is_full_what_is_stored_stays,
        damaged_records_are_counted_and_left_as_they_are,
        a_record_without_its_text_says_so,
        a_damaged_library_harms_nothing,
        a_later_library_is_left_alone,
    ]
}

/// What it must be able to do although nothing can be stored.
async fn works_in_memory(page: &Page, why: &str) -> Outcome {
    paste_in(page, SHORT).await?;
    shows(page, SHORT_TITLE).await?;
    open_sheet(page).await?;
    page.click("#keep").await?;
    says(page, "library-said", why).await?;
    says(page, "library-said", "The transcript lasts until you close this page; what is stored is untouched.").await?;
    let facts = page.content("#kept > li:first-child .facts").await?;
    ensure!(facts.contains("gone when you close the page"), "the entry says {facts}");
    renaming(page, "Mine", Key::Enter).await?;
    let first = page.content("#kept > li:first-child .title").await?;
    ensure!(first == "Mine", "it is called {first}");
    page.click("#kept > li:first-child button.entry").await?;
    let shut = "return !document.getElementById('opening').matches(':popover-open')";
    page.wait_for("the sheet is put away", shut, &[]).await?;
    shows(page, SHORT_TITLE).await?;
    open_sheet(page).await?;
    page.click("#export-library").await?;
    let (_, _, text) = handed_out(page).await?;
    ensure!(text.contains("\"title\":\"Mine\"") && text.contains("路透社记者"), "the file is {text}");
    page.click("#kept > li:first-child .remove").await?;
    page.wait_for("it is gone", "return !document.querySelector('#kept').textContent.includes('Mine')", &[]).await?;
    undo(page).await?;
    page.wait_for("it is back", "return document.querySelector('#kept').textContent.includes('Mine')", &[]).await?;
    ensure!(!page.find("#failure").await?.is_displayed().await?, "the page says that it failed");
    Ok(())
}

async fn where_storage_is_refused_everything_works_until_the_page_is_closed(page: Page) -> Outcome {
    for refusal in [
        "Object.defineProperty(self, 'indexedDB', { get() { throw new DOMException('not here', 'SecurityError'); } });",
        "Object.defineProperty(self, 'indexedDB', { value: undefined });",
        "IDBFactory.prototype.open = () => { throw new DOMException('not here', 'SecurityError'); };",
    ] {
        page.site().insert(&format!("{CATCH}{refusal}"));
        in_english(&page, "").await?;
        let works = works_in_memory(&page, "The browser does not let this page store anything.").await;
        works.with_context(|| refusal.to_owned())?;
    }
    Ok(())
}

async fn where_storage_is_full_what_is_stored_stays(page: Page) -> Outcome {
    in_english(&page, "").await?;
    drop_texts(&page, &[("b.txt", OTHER.as_bytes())]).await?;
    shows(&page, OTHER_TITLE).await?;
    keep(&page).await?;
    let before = stored(&page).await?;
    let full = "const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...values) {
            if (this.name === 'texts') throw new DOMException('no room', 'QuotaExceededError');
            return put.apply(this, values);
        };";
    page.site().insert(&format!("{CATCH}{full}"));
    page.reload().await?;
    works_in_memory(&page, "The storage is full.").await?;
    lists(&page, "kept", &["Mine", OTHER_TITLE]).await?;
    page.site().insert(CATCH);
    page.reload().await?;
    let after = stored(&page).await?;
    ensure!(before == after, "before {before}, after {after}");
    open_sheet(&page).await?;
    lists(&page, "kept", &[OTHER_TITLE]).await
}

async fn damaged_records_are_counted_and_left_as_they_are(page: Page) -> Outcome {
    page.site().insert(CATCH);
    in_english(&page, "").await?;
    keep_both(&page).await?;
    let damage = "await write('records', { digest: 'f'.repeat(64), title: 5, name: null });
        await write('records', { digest: 'short', title: '<img src=x onerror=alert(1)>', name: 'x' });
        await write('records', { digest: ['a', 'b'], exchanges: -1 });
        await write('texts', { not: 'a text' }, 'short');
        return await read();";
    let before = in_database(&page, damage, &[]).await?;
    page.reload().await?;
    open_sheet(&page).await?;
    lists(&page, "kept", &[OTHER_TITLE, SHORT_TITLE]).await?;
    let text = page.text("#library").await?;
    ensure!(text.contains("3 damaged records, not listed and not changed."), "the library says {text}");
    // Whatever is done with the others leaves them alone.
    renaming(&page, "Trade", Key::Enter).await?;
    lists(&page, "kept", &["Trade", SHORT_TITLE]).await?;
    page.click("#kept > li:first-child button.entry").await?;
    shows(&page, OTHER_TITLE).await?;
    open_sheet(&page).await?;
    page.click("#kept > li:last-child .remove").await?;
    lists(&page, "kept", &["Trade"]).await?;
    undo(&page).await?;
    lists(&page, "kept", &["Trade", SHORT_TITLE]).await?;
    page.click("#export-library").await?;
    handed_out(&page).await?;
    let damaged = |stored: &Value| -> Vec<Value> {
        let records = stored[0].as_array().cloned().unwrap_or_default();
        records.into_iter().filter(|record| record["encoding"].is_null()).collect()
    };
    let after = stored(&page).await?;
    ensure!(damaged(&before).len() == 3 && damaged(&before) == damaged(&after), "before {before}, after {after}");
    // To remove everything takes them too, and brings them back as they were.
    page.click("#remove-all").await?;
    lists(&page, "kept", &[]).await?;
    ensure!(stored(&page).await? == json!([[], []]), "something is left");
    undo(&page).await?;
    lists(&page, "kept", &["Trade", SHORT_TITLE]).await?;
    let again = stored(&page).await?;
    ensure!(after == again, "before {after}, after {again}");
    Ok(())
}

async fn a_record_without_its_text_says_so(page: Page) -> Outcome {
    in_english(&page, "").await?;
    keep_both(&page).await?;
    for text in [json!(5), json!({ "a": 1 }), Value::Null] {
        let damage = "const [text] = arguments;
            const [[first]] = await read();
            await write('records', { ...first, title: 'broken', opened: 9e15 });
            await write('texts', text, first.digest);";
        // The arguments of the function around are out of reach in the arrow function's place: it has none of its own.
        in_database(&page, damage, &[text]).await?;
        page.reload().await?;
        open_sheet(&page).await?;
        page.wait_for("it is listed", "return document.querySelectorAll('#kept .entry').length === 2", &[]).await?;
        page.click("#kept > li:first-child button.entry").await?;
        says(&page, "library-said", "This record is damaged and cannot be opened; it was left as it is.").await?;
        shows_home(&page).await?;
    }
    Ok(())
}

/// A database of that name without anything in it: what another page of the origin may have left.
async fn a_damaged_library_harms_nothing(page: Page) -> Outcome {
    page.site().insert(CATCH);
    in_english(&page, "").await?;
    let damage = "return new Promise((done, failed) => {
        const opening = indexedDB.open('shilu', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('something');
        opening.onsuccess = () => { opening.result.close(); done(); };
        opening.onerror = () => failed(opening.error);
    })";
    page.tell(damage, &[]).await?;
    page.reload().await?;
    open_sheet(&page).await?;
    says(&page, "library-said", "The library is damaged and cannot be used.").await?;
    works_in_memory(&page, "The library is damaged and cannot be used.").await
}

async fn a_later_library_is_left_alone(page: Page) -> Outcome {
    page.site().insert(CATCH);
    in_english(&page, "").await?;
    let later = "return new Promise((done, failed) => {
        const opening = indexedDB.open('shilu', 7);
        opening.onupgradeneeded = () => opening.result.createObjectStore('else').put('kept', 1);
        opening.onsuccess = () => { opening.result.close(); done(); };
        opening.onerror = () => failed(opening.error);
    })";
    page.tell(later, &[]).await?;
    page.reload().await?;
    open_sheet(&page).await?;
    says(&page, "library-said", "A newer version has taken over the library").await?;
    works_in_memory(&page, "A newer version has taken over the library").await?;
    let script = "return new Promise((done, failed) => {
        const opening = indexedDB.open('shilu');
        opening.onsuccess = () => {
            const { version, objectStoreNames } = opening.result;
            done([version, ...objectStoreNames]);
            opening.result.close();
        };
        opening.onerror = () => failed(opening.error);
    })";
    let left: Value = page.run(script, &[]).await?;
    ensure!(left == json!([7, "else"]), "the later library became {left}");
    Ok(())
}
