//! The start: the app takes over the text that stands there, and the reader does not notice.
//! The server holds the wasm back, so a test sees the page before its program, then lets it go and compares.

use anyhow::ensure;
use serde_json::{Value, json};
use shilu_browser_tests::{Engine, Outcome, Page, Sentence, Visit, Wait, sentences};

use crate::expected::ASKERS;

pub(crate) fn sentences() -> Vec<Sentence> {
    let mut all = sentences![
        the_text_is_readable_before_the_program,
        the_text_that_stands_there_is_adopted,
        selection_focus_and_scroll_survive_the_start,
        the_target_survives_the_start,
        nothing_moves_while_the_page_starts,
    ];
    all.push(Sentence::new("the_layout_shift_is_zero", the_layout_shift_is_zero).only(&[Engine::Chromium]));
    all
}

async fn visit_before_the_program(page: &Page, fragment: &str) -> Outcome {
    page.site().hold(".wasm");
    page.visit(&Visit { fragment: fragment.to_owned(), wait: Wait::Text, ..Visit::default() }).await?;
    let app = page.root("data-app").await?;
    ensure!(app.is_none(), "the app is {app:?} without its wasm");
    Ok(())
}

async fn let_the_program_come(page: &Page) -> Outcome {
    page.site().release();
    page.wait_until_ready().await
}

async fn the_text_is_readable_before_the_program(page: Page) -> Outcome {
    visit_before_the_program(&page, "").await?;
    let text = page.text("article").await?;
    ensure!(ASKERS.iter().all(|asker| text.contains(asker)), "the text does not stand there yet");
    let_the_program_come(&page).await
}

async fn the_text_that_stands_there_is_adopted(page: Page) -> Outcome {
    visit_before_the_program(&page, "").await?;
    // Every element of the article and every text in it, by reference; and the markup, as a reader's tools see it.
    let keep = "const walk = () => {
            const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_ALL);
            const nodes = [walker.root];
            while (walker.nextNode()) nodes.push(walker.currentNode);
            return nodes;
        };
        window.kept = { walk, nodes: walk(), text: document.querySelector('article').textContent };
        return window.kept.nodes.length";
    let count: usize = page.run(keep, &[]).await?;
    ensure!(count > 300, "only {count} nodes stand there");
    let_the_program_come(&page).await?;
    let compare = "const { walk, nodes, text } = window.kept;
        const now = new Set(walk());
        return [nodes.filter((node) => !now.has(node)).length, document.querySelector('article').textContent === text]";
    let (lost, is_same): (usize, bool) = page.run(compare, &[]).await?;
    ensure!(lost == 0 && is_same, "{lost} of {count} nodes were replaced; the text is the same: {is_same}");
    Ok(())
}

async fn selection_focus_and_scroll_survive_the_start(page: Page) -> Outcome {
    visit_before_the_program(&page, "").await?;
    let prepare = "const [first, last] = ['x4a1.p2.s1', 'x4a1.p2.s3'].map((id) => document.getElementById(id));
        document.querySelector('details.repairs summary').focus({ preventScroll: true });
        first.scrollIntoView({ block: 'center', behavior: 'instant' });
        getSelection().setBaseAndExtent(first, 0, last, last.childNodes.length);";
    page.tell(prepare, &[]).await?;
    let state = "return { scroll: Math.round(scrollY), selected: getSelection().toString(),
        focus: document.activeElement?.closest('details')?.className ?? document.activeElement?.tagName }";
    let before: Value = page.run(state, &[]).await?;
    ensure!(before["scroll"].as_f64() > Some(1000.0) && before["selected"] != "", "nothing to keep: {before}");
    ensure!(before["focus"] == "repairs", "the focus is on {before}");
    let_the_program_come(&page).await?;
    page.wait_until_still().await?;
    let after: Value = page.run(state, &[]).await?;
    ensure!(before == after, "before the start {before}, after it {after}");
    Ok(())
}

async fn the_target_survives_the_start(page: Page) -> Outcome {
    visit_before_the_program(&page, "#x5a1.p2.s3").await?;
    let state = "return { target: document.querySelector(':target')?.id ?? null, scroll: Math.round(scrollY) }";
    page.wait_for("the page has gone to its sentence", "return scrollY > 1000", &[]).await?;
    page.wait_until_still().await?;
    let before: Value = page.run(state, &[]).await?;
    ensure!(before["target"] == "x5a1.p2.s3", "the target is {before}");
    let_the_program_come(&page).await?;
    page.wait_until_still().await?;
    let after: Value = page.run(state, &[]).await?;
    ensure!(before == after, "before the start {before}, after it {after}");
    Ok(())
}

/// Every box that stands there before the program is where it was after it: at a wide, a middle and a phone's width.
async fn nothing_moves_while_the_page_starts(page: Page) -> Outcome {
    let places = "return Object.fromEntries([...document.querySelectorAll('#bar, #outline, #article, #article [id]')]
        .map((element) => [element.id, ['left', 'top', 'width', 'height'].map((side) =>
            // What exchanges can be chosen by comes below the contents, when the page is idle.
            element.id === 'outline' && side === 'height' ? 0
                : Math.round(element.getBoundingClientRect()[side] * 2) / 2)]))";
    for frame in [None, Some((800, 700)), Some((390, 844))] {
        page.site().hold(".wasm");
        page.visit(&Visit { frame, wait: Wait::Text, ..Visit::default() }).await?;
        let before: serde_json::Map<String, Value> = page.run(places, &[]).await?;
        let_the_program_come(&page).await?;
        let after: serde_json::Map<String, Value> = page.run(places, &[]).await?;
        let moved: Vec<_> = before.iter().filter(|(id, place)| after.get(*id) != Some(place)).collect();
        let first = moved.first().map(|(id, place)| (id, place, after.get(*id)));
        ensure!(moved.is_empty(), "in {frame:?} {} boxes moved, the first {first:?}", moved.len());
    }
    Ok(())
}

async fn the_layout_shift_is_zero(page: Page) -> Outcome {
    for (fragment, frame) in [("", None), ("#x5a1.p2.s3", None), ("", Some((390, 844)))] {
        page.visit(&Visit { fragment: fragment.to_owned(), frame, ..Visit::default() }).await?;
        // Two frames and a little more: the observer reports after painting.
        let settle = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))))";
        page.tell(settle, &[]).await?;
        let shifts: Value = page.run("return window.__probe.shifts", &[]).await?;
        ensure!(shifts == json!([]), "at {fragment:?} in {frame:?}: {shifts}");
    }
    Ok(())
}
