//! The collection: kept, ordered, annotated, tagged, removed and brought back, handed out; there again after a reload.

use anyhow::ensure;
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, sentences};

use crate::gestures::{CATCH, SHORT, SHORT_TITLE, handed_out, in_english, marked, paste_in, says, shows};
use crate::selecting::{SENTENCE, WORDS, at, holds, judged, press};

pub(crate) fn sentences() -> Vec<Sentence> {
    let mut all = sentences![
        what_is_kept_is_there_after_a_reload,
        the_order_is_the_readers_own,
        notes_and_tags_are_kept_and_filter,
        what_is_removed_can_come_back,
        it_is_handed_out_as_markdown_json_and_csv,
        a_kept_quotation_leads_into_its_text,
        a_damaged_record_is_passed_over,
        without_storage_it_lasts_until_the_page_is_closed,
    ];
    for (name, frame) in [("a_desk", None), ("a_phone", Some((390, 844)))] {
        for theme in ["light", "dark"] {
            let name = format!("axe_finds_nothing_in_the_collection_on_{name}_{theme}");
            all.push(Sentence::new(name, move |page| axe_finds_nothing(page, frame, theme)));
        }
    }
    all
}

const OTHER: &str = "x6a1.p2.s1";

async fn keep(page: &Page, id: &str) -> Outcome {
    press(page, id).await?;
    let words = page.content(&at(id)).await?;
    holds(page, &words).await?;
    page.click("#keep-quote").await?;
    let script = "return ['已收藏', 'Kept'].includes(document.getElementById('keep-quote').textContent.trim())";
    page.wait_for("it is kept", script, &[]).await.map(drop)
}

async fn open(page: &Page) -> Outcome {
    page.tell("if (document.getElementById('hand').hidden) document.getElementById('quotes').click()", &[]).await?;
    page.click("#open-excerpts").await
}

async fn keeps(page: &Page, words: &[&str]) -> Outcome {
    let script = "const found = [...document.querySelectorAll('#kept-quotes .passage')].map((one) => one.textContent);
        return found.length === arguments[0].length && found.every((one, n) => one.startsWith(arguments[0][n]))";
    let waited = page.wait_for(&format!("{words:?} are kept"), script, &[json!(words)]).await;
    if let Err(why) = waited {
        let found = page.content("#kept-quotes").await?;
        return Err(why.context(format!("the collection is {found:?}")));
    }
    Ok(())
}

async fn two(page: &Page) -> anyhow::Result<String> {
    in_english(page, "").await?;
    let other = page.content(&at(OTHER)).await?;
    keep(page, SENTENCE).await?;
    keep(page, OTHER).await?;
    open(page).await?;
    keeps(page, &[WORDS, &other]).await?;
    Ok(other)
}

/// Time for the store to have written.
async fn written() {
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
}

async fn what_is_kept_is_there_after_a_reload(page: Page) -> Outcome {
    let other = two(&page).await?;
    says(&page, "excerpts", "2 quotations").await?;
    written().await;
    page.reload().await?;
    open(&page).await?;
    keeps(&page, &[WORDS, &other]).await?;
    // Kept twice it is there once.
    page.click("#close-excerpts").await?;
    page.click("#put-down").await?;
    press(&page, SENTENCE).await?;
    let script = "return document.getElementById('keep-quote').textContent.trim() === 'Kept'";
    page.wait_for("it is known as kept", script, &[]).await?;
    page.click("#keep-quote").await?;
    open(&page).await?;
    keeps(&page, &[WORDS, &other]).await
}

async fn the_order_is_the_readers_own(page: Page) -> Outcome {
    let other = two(&page).await?;
    page.click("#up-1").await?;
    keeps(&page, &[&other, WORDS]).await?;
    written().await;
    page.reload().await?;
    open(&page).await?;
    keeps(&page, &[&other, WORDS]).await?;
    page.click("#down-0").await?;
    keeps(&page, &[WORDS, &other]).await
}

async fn annotate(page: &Page, n: usize, note: &str, tags: &str) -> Outcome {
    page.click(&format!("#annotate-{n}")).await?;
    page.wait_for("the note can be written", "return document.activeElement.id === 'note'", &[]).await?;
    page.type_into("#note", note).await?;
    page.type_into("#tags", tags).await?;
    page.click("#annotated").await?;
    page.wait_for("it is written", "return !document.getElementById('note')", &[]).await.map(drop)
}

async fn notes_and_tags_are_kept_and_filter(page: Page) -> Outcome {
    let other = two(&page).await?;
    annotate(&page, 0, "for the lead", "Russia, 中俄").await?;
    written().await;
    page.reload().await?;
    open(&page).await?;
    keeps(&page, &[WORDS, &other]).await?;
    let notes: Vec<String> = page
        .run("return [...document.querySelectorAll('#kept-quotes .note')].map((one) => one.textContent)", &[])
        .await?;
    ensure!(notes == ["for the lead", "#Russia #中俄"], "{notes:?}");
    let choose = "[...document.querySelectorAll('#excerpts .scope button')].find((one) => one.textContent === arguments[0]).click()";
    page.tell(choose, &[json!("Russia")]).await?;
    keeps(&page, &[WORDS]).await?;
    page.tell(choose, &[json!("All")]).await?;
    keeps(&page, &[WORDS, &other]).await
}

async fn what_is_removed_can_come_back(page: Page) -> Outcome {
    let other = two(&page).await?;
    page.click("#remove-0").await?;
    keeps(&page, &[&other]).await?;
    page.wait_for("the focus is where it can be undone", "return document.activeElement.id === 'undo-quote'", &[])
        .await?;
    page.click("#undo-quote").await?;
    keeps(&page, &[WORDS, &other]).await?;
    page.click("#remove-1").await?;
    keeps(&page, &[WORDS]).await?;
    written().await;
    page.reload().await?;
    open(&page).await?;
    keeps(&page, &[WORDS]).await
}

async fn it_is_handed_out_as_markdown_json_and_csv(page: Page) -> Outcome {
    page.site().insert(CATCH);
    two(&page).await?;
    annotate(&page, 0, "note", "tag").await?;
    for (ending, kind, begins) in [
        ("md", "text/markdown", "> 中俄关系每年"),
        ("json", "application/json", "{\"format\":\"shilu-quotes/1\",\"quotes\":["),
        ("csv", "text/csv", "\u{FEFF}\"text\",\"speaker\""),
    ] {
        page.click(&format!("#export-{ending}")).await?;
        let (name, type_, text) = handed_out(&page).await?;
        ensure!(
            name == format!("shilu-quotes.{ending}") && type_ == kind && text.starts_with(begins),
            "{name}, {type_}: {text}"
        );
        ensure!(text.contains("note") && text.contains("tag") && text.contains("王毅"), "{text}");
        if ending == "json" {
            let json: Value = serde_json::from_str(&text)?;
            ensure!(json["quotes"].as_array().is_some_and(|all| all.len() == 2), "{json}");
        }
    }
    Ok(())
}

async fn a_kept_quotation_leads_into_its_text(page: Page) -> Outcome {
    two(&page).await?;
    page.click("#go-0").await?;
    let marks = "return !document.getElementById('excerpts').open && (CSS.highlights?.get('shilu-linked')?.size > 0 || !!document.querySelector('mark.shilu-linked'))";
    page.wait_for("it is marked", marks, &[]).await?;
    ensure!(marked(&page, "shilu-linked").await?.concat() == WORDS, "something else is marked");
    // From another text it leads back.
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    open(&page).await?;
    page.click("#go-0").await?;
    shows(&page, "坚守人间正道 把握时代潮流").await?;
    page.wait_for("it is marked", marks, &[]).await.map(drop)
}

async fn a_damaged_record_is_passed_over(page: Page) -> Outcome {
    let other = two(&page).await?;
    written().await;
    let script = "const done = arguments[arguments.length - 1];
        const request = indexedDB.open('shilu-quotes');
        request.onsuccess = () => {
            const change = request.result.transaction('quotes', 'readwrite');
            const store = change.objectStore('quotes');
            store.put({ key: 'a', text: 7 });
            store.put({ key: 'b', text: '<img src=x onerror=alert(1)>', note: '', tags: '', position: 9, kept: 1, link: 'javascript:alert(1)' });
            change.oncomplete = () => { request.result.close(); done(true); };
        };";
    page.browser().execute_async(script, vec![]).await?;
    page.reload().await?;
    open(&page).await?;
    keeps(&page, &[WORDS, &other, "<img src=x"]).await?;
    ensure!(page.count("#excerpts img").await? == 0, "a record became markup");
    Ok(())
}

async fn without_storage_it_lasts_until_the_page_is_closed(page: Page) -> Outcome {
    page.site().insert(
        "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError'); } });",
    );
    let other = two(&page).await?;
    says(&page, "excerpts-said", "Quotations last until the page is closed.").await?;
    page.click("#up-1").await?;
    keeps(&page, &[&other, WORDS]).await?;
    page.click("#remove-0").await?;
    page.click("#undo-quote").await?;
    keeps(&page, &[&other, WORDS]).await
}

async fn axe_finds_nothing(page: Page, frame: Option<(u32, u32)>, theme: &'static str) -> Outcome {
    page.with_axe()?;
    page.visit(&Visit { storage: vec![("shilu.theme", theme)], frame, ..Visit::default() }).await?;
    keep(&page, SENTENCE).await?;
    open(&page).await?;
    keeps(&page, &[WORDS]).await?;
    annotate(&page, 0, "note", "tag").await?;
    page.click("#annotate-0").await?;
    judged(&page).await
}
