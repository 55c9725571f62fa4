//! Failure: whatever becomes of the program, the text stays and a message says what to do.

use anyhow::ensure;
use serde_json::json;
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, Wait, sentences};

use crate::expected::ASKERS;

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        a_panic_shows_a_message_and_leaves_the_text,
        the_reload_button_brings_the_page_back,
        without_its_wasm_the_page_says_so_and_leaves_the_text,
    ]
}

async fn says_that_it_failed(page: &Page) -> Outcome {
    let script = "const failure = document.getElementById('failure');
        return document.documentElement.dataset.app === 'failed' && failure?.checkVisibility()
            && failure.innerText.trim().length > 4 && !!failure.querySelector('button')";
    page.wait_for("the failure is shown with a button", script, &[]).await?;
    let text = page.text("article").await?;
    ensure!(ASKERS.iter().all(|asker| text.contains(asker)), "the text is gone");
    Ok(())
}

async fn panic(page: &Page) -> Outcome {
    for what in ["panicked", "unreachable", "RuntimeError", "shilu-test-panic"] {
        page.excuse(what);
    }
    page.open("#x3").await?;
    page.signal("shilu-test-panic", json!(null)).await?;
    says_that_it_failed(page).await
}

async fn a_panic_shows_a_message_and_leaves_the_text(page: Page) -> Outcome {
    panic(&page).await
}

async fn the_reload_button_brings_the_page_back(page: Page) -> Outcome {
    panic(&page).await?;
    // The old page says that it failed until it is gone.
    page.tell("window.isOld = true", &[]).await?;
    page.click("#failure button").await?;
    page.wait_for("another page is there", "return !window.isOld", &[]).await?;
    page.wait_until_ready().await?;
    ensure!(!page.find("#failure").await?.is_displayed().await?, "the message is still there");
    Ok(())
}

async fn without_its_wasm_the_page_says_so_and_leaves_the_text(page: Page) -> Outcome {
    page.site().refuse(".wasm");
    // The browser's and the loader's own words about the missing file.
    page.excuse(".wasm");
    page.excuse("CompileError");
    page.visit(&Visit { wait: Wait::Text, ..Visit::default() }).await?;
    says_that_it_failed(&page).await
}
