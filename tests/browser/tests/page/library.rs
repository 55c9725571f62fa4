//! The library: kept is what the reader says, and it is there again; what the store refuses works until the page is
//! closed, and nothing that is stored is damaged by any of it.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};
use thirtyfour::Key;

use crate::gestures::{
    CATCH, OTHER, OTHER_TITLE, SHORT, SHORT_TITLE, drop_texts, handed_out, in_english, lists, open_sheet, paste_in,
    says, shows,
};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        nothing_is_stored_before_the_reader_says_so,
        what_is_kept_is_there_after_a_reload,
        a_title_is_changed_by_enter_and_left_by_escape,
        one_is_removed_and_brought_back,
        all_are_removed_and_brought_back,
        the_whole_library_goes_through_one_file,
        a_file_that_holds_damaged_records_brings_the_others,
        one_reads_on_where_one_stopped,
    ]
}

/// Begins a script that has the library's database in `db`, and `read()` for everything in it.
const DATABASE: &str = "return (async () => {
    const answered = (request) => new Promise((done, failed) => {
        request.onsuccess = () => done(request.result);
        request.onerror = () => failed(request.error);
    });
    const opening = indexedDB.open('shilu', 1);
    opening.onupgradeneeded = () => {
        opening.result.createObjectStore('records', { keyPath: 'digest' });
        opening.result.createObjectStore('texts');
    };
    const db = await answered(opening);
    const read = async () => {
        const records = await answered(db.transaction('records').objectStore('records').getAll());
        const texts = await answered(db.transaction('texts').objectStore('texts').getAll());
        return [records, texts];
    };
    const write = (store, ...values) => answered(db.transaction(store, 'readwrite').objectStore(store).put(...values));
    try {";
const CLOSED: &str = "} finally { db.close(); } })()";

pub(crate) async fn in_database(page: &Page, script: &str, arguments: &[Value]) -> anyhow::Result<Value> {
    page.run(&format!("{DATABASE}{script}{CLOSED}"), arguments).await
}

/// Returns the records and the texts, as they are stored.
pub(crate) async fn stored(page: &Page) -> anyhow::Result<Value> {
    in_database(page, "return await read();", &[]).await
}

/// Keeps the text that is shown.
pub(crate) async fn keep(page: &Page) -> Outcome {
    open_sheet(page).await?;
    page.click("#keep").await?;
    says(page, "keep", "Kept on this device").await
}

/// Opens both texts and keeps them.
pub(crate) async fn keep_both(page: &Page) -> Outcome {
    paste_in(page, SHORT).await?;
    shows(page, SHORT_TITLE).await?;
    keep(page).await?;
    drop_texts(page, &[("b.txt", OTHER.as_bytes())]).await?;
    shows(page, OTHER_TITLE).await?;
    keep(page).await?;
    lists(page, "kept", &[OTHER_TITLE, SHORT_TITLE]).await
}

async fn nothing_is_stored_before_the_reader_says_so(page: Page) -> Outcome {
    in_english(&page, "").await?;
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    open_sheet(&page).await?;
    let text = page.content("#library").await?;
    ensure!(text.contains("Nothing is kept yet."), "the library says {text}");
    page.reload().await?;
    open_sheet(&page).await?;
    lists(&page, "kept", &[]).await?;
    let script = "return (async () => [(await indexedDB.databases?.() ?? []).filter((one) => one.version > 0).map((one) => `${one.name} ${one.version}`),
        Object.keys(localStorage), document.cookie])()";
    let found: Value = page.run(script, &[]).await?;
    ensure!(found == json!([[], ["shilu.ui"], ""]), "there is something stored: {found}");
    Ok(())
}

async fn what_is_kept_is_there_after_a_reload(page: Page) -> Outcome {
    in_english(&page, "").await?;
    keep_both(&page).await?;
    // To keep it again changes nothing.
    page.click("#keep").await?;
    lists(&page, "kept", &[OTHER_TITLE, SHORT_TITLE]).await?;
    page.reload().await?;
    open_sheet(&page).await?;
    lists(&page, "kept", &[OTHER_TITLE, SHORT_TITLE]).await?;
    let facts = page.content("#kept > li:last-child .facts").await?;
    ensure!(facts.contains("2024") && facts.contains("2 questions"), "of the text it says {facts}");
    let used = page.text("#used").await?;
    ensure!(used.ends_with(" used") && used.starts_with(|c: char| c.is_ascii_digit()), "the storage used is {used}");
    page.click("#kept > li:last-child button.entry").await?;
    shows(&page, SHORT_TITLE).await?;
    ensure!(page.count("#article section.exchange").await? == 2, "the questions are not there");
    open_sheet(&page).await?;
    // What was opened last stands first, and counts as kept.
    lists(&page, "kept", &[SHORT_TITLE, OTHER_TITLE]).await?;
    says(&page, "keep", "Kept on this device").await?;
    let stored = stored(&page).await?;
    ensure!(stored[1].as_array().is_some_and(|texts| texts.contains(&json!(SHORT)) && texts.len() == 2), "{stored}");
    Ok(())
}

pub(crate) async fn renaming(page: &Page, typed: &str, key: Key) -> Outcome {
    page.click("#kept > li:first-child .rename").await?;
    let focused = "return document.activeElement.id === 'new-title'";
    page.wait_for("the field has the focus", focused, &[]).await?;
    page.tell("document.getElementById('new-title').select()", &[]).await?;
    page.type_into("#new-title", typed).await?;
    page.press(key).await?;
    let done = "return !document.getElementById('new-title') && document.activeElement.classList.contains('rename')";
    page.wait_for("the field is gone and the focus is on its button", done, &[]).await.map(drop)
}

async fn a_title_is_changed_by_enter_and_left_by_escape(page: Page) -> Outcome {
    in_english(&page, "").await?;
    keep_both(&page).await?;
    renaming(&page, "never", Key::Escape).await?;
    lists(&page, "kept", &[OTHER_TITLE, SHORT_TITLE]).await?;
    let is_open = "return document.getElementById('opening').matches(':popover-open')";
    if !page.run::<bool>(is_open, &[]).await? {
        anyhow::bail!("Escape has closed the sheet, too");
    }
    renaming(&page, "Trade <b>&amp;", Key::Enter).await?;
    lists(&page, "kept", &["Trade <b>&amp;", SHORT_TITLE]).await?;
    // An empty title leaves it as it is.
    renaming(&page, "  ", Key::Enter).await?;
    page.reload().await?;
    open_sheet(&page).await?;
    lists(&page, "kept", &["Trade <b>&amp;", SHORT_TITLE]).await
}

pub(crate) async fn undo(page: &Page) -> Outcome {
    let focused = "return document.activeElement.id === 'undo'";
    page.wait_for("the focus is where it can be undone", focused, &[]).await?;
    page.press(Key::Enter).await.map(drop)
}

async fn one_is_removed_and_brought_back(page: Page) -> Outcome {
    in_english(&page, "").await?;
    keep_both(&page).await?;
    let before = stored(&page).await?;
    page.click("#kept > li:last-child .remove").await?;
    lists(&page, "kept", &[OTHER_TITLE]).await?;
    says(&page, "library-said", "1 transcript removed.").await?;
    let between = stored(&page).await?;
    ensure!(between[0].as_array().is_some_and(|records| records.len() == 1), "{between}");
    undo(&page).await?;
    lists(&page, "kept", &[OTHER_TITLE, SHORT_TITLE]).await?;
    let after = stored(&page).await?;
    ensure!(before == after, "before {before}, after {after}");
    page.click("#kept > li:last-child .remove").await?;
    lists(&page, "kept", &[OTHER_TITLE]).await?;
    page.reload().await?;
    open_sheet(&page).await?;
    lists(&page, "kept", &[OTHER_TITLE]).await
}

async fn all_are_removed_and_brought_back(page: Page) -> Outcome {
    in_english(&page, "").await?;
    keep_both(&page).await?;
    let before = stored(&page).await?;
    page.click("#remove-all").await?;
    lists(&page, "kept", &[]).await?;
    says(&page, "library-said", "2 transcripts removed.").await?;
    ensure!(stored(&page).await? == json!([[], []]), "something is still stored");
    // What would do nothing is not there.
    let script =
        "return ['export-library', 'remove-all'].filter((id) => document.getElementById(id).getClientRects().length)";
    let offered: Vec<String> = page.run(script, &[]).await?;
    ensure!(offered.is_empty(), "an empty library offers {offered:?}");
    undo(&page).await?;
    lists(&page, "kept", &[OTHER_TITLE, SHORT_TITLE]).await?;
    let after = stored(&page).await?;
    ensure!(before == after, "before {before}, after {after}");
    let hidden: bool = page.run("return document.getElementById('undo').hidden", &[]).await?;
    ensure!(hidden, "it can be undone again");
    Ok(())
}

async fn the_whole_library_goes_through_one_file(page: Page) -> Outcome {
    page.site().insert(CATCH);
    in_english(&page, "").await?;
    keep_both(&page).await?;
    renaming(&page, "Trade", Key::Enter).await?;
    let before = stored(&page).await?;
    page.click("#export-library").await?;
    let (name, kind, text) = handed_out(&page).await?;
    ensure!(name == "shilu-library.json" && kind == "application/json", "{name}, {kind}");
    let file: Value = serde_json::from_str(&text).context("the file is no JSON")?;
    ensure!(file["records"].as_array().is_some_and(|records| records.len() == 2), "{file}");
    page.click("#remove-all").await?;
    lists(&page, "kept", &[]).await?;
    drop_texts(&page, &[("shilu-library.json", text.as_bytes())]).await?;
    says(&page, "library-said", "2 imported, 0 already there, 0 damaged.").await?;
    lists(&page, "kept", &["Trade", SHORT_TITLE]).await?;
    let after = stored(&page).await?;
    ensure!(before == after, "before {before}, after {after}");
    shows(&page, OTHER_TITLE).await?;
    // Once more brings nothing new.
    drop_texts(&page, &[("shilu-library.json", text.as_bytes())]).await?;
    says(&page, "library-said", "0 imported, 2 already there, 0 damaged.").await
}

async fn a_file_that_holds_damaged_records_brings_the_others(page: Page) -> Outcome {
    in_english(&page, "").await?;
    let record = json!({ "digest": "a".repeat(64), "name": "c.txt", "title": "", "date": null, "exchanges": 1,
        "encoding": "utf-8", "url": null, "place": null, "opened": 1, "bytes": 5, "text": "记者：甲？\n\n王毅：乙。\n" });
    let mut bad = record.clone();
    bad["digest"] = json!("../../x");
    let records = json!([record, bad, 7, null, { "digest": 5 }, [record], "text"]);
    let file = json!({ "format": "shilu-library/1", "records": records }).to_string();
    drop_texts(&page, &[("library.json", file.as_bytes())]).await?;
    open_sheet(&page).await?;
    says(&page, "library-said", "1 imported, 0 already there, 6 damaged.").await?;
    lists(&page, "kept", &["c.txt"]).await?;
    page.click("#kept button.entry").await?;
    page.wait_for("its text is shown", "return document.querySelectorAll('#article .exchange').length === 1", &[])
        .await?;
    // JSON that is nothing of ours is a text like any other.
    drop_texts(&page, &[("other.json", b"{\"format\":\"shilu-library/1\",\"records\":5}")]).await?;
    let script = "return document.querySelector('#article').textContent.includes('shilu-library/1')";
    page.wait_for("it is shown as it stands", script, &[]).await.map(drop)
}

async fn one_reads_on_where_one_stopped(page: Page) -> Outcome {
    in_english(&page, "").await?;
    keep(&page).await?;
    page.press(Key::Escape).await?;
    page.tell("document.getElementById('x5a1.p2').scrollIntoView({ block: 'start', behavior: 'instant' })", &[])
        .await?;
    page.wait_until_still().await?;
    // To another text and back; then to another page and back.
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    for way in ["another text", "a reload"] {
        open_sheet(&page).await?;
        page.wait_for("it is listed", "return document.querySelectorAll('#kept .entry').length === 1", &[]).await?;
        page.click("#kept button.entry").await?;
        says(&page, "status", "You are back where you stopped reading.").await.with_context(|| way.to_owned())?;
        page.wait_until_still().await?;
        let script = "const { top, bottom } = document.getElementById('x5a1.p2').getBoundingClientRect();
            return [bottom > 0 && top < innerHeight, top, scrollY]";
        let (is_there, top, scroll): (bool, f64, f64) = page.run(script, &[]).await?;
        ensure!(is_there && scroll > 1000.0, "after {way} the place is {top} px from the top, scrolled by {scroll}");
        page.reload().await?;
    }
    Ok(())
}
