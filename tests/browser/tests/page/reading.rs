//! Reading: the conference stands there, in order, and the outline leads through it.

use anyhow::ensure;
use serde_json::json;
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};

use crate::expected::{ASKERS, HEADLINE, MENDED, PROSE};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        the_seven_exchanges_are_there_in_order,
        the_outline_names_the_seven_and_jumps_to_them,
        the_exchange_being_read_is_marked_in_the_outline,
        repairs_are_shown_on_request,
        a_text_without_structure_is_shown_with_a_notice,
    ]
}

async fn the_seven_exchanges_are_there_in_order(page: Page) -> Outcome {
    page.open("").await?;
    let script = "return [...document.querySelectorAll('article section.exchange')].map((exchange) =>
        [exchange.id, exchange.dataset.number, exchange.querySelector('h2 .asker')?.textContent.trim() ?? ''])";
    let found: Vec<(String, String, String)> = page.run(script, &[]).await?;
    let places: Vec<_> = found.iter().map(|(id, number, _)| (id.as_str(), number.as_str())).collect();
    let wanted: Vec<_> = (1..=7).map(|number| (format!("x{number}"), number.to_string())).collect();
    ensure!(places == wanted.iter().map(|(id, number)| (&**id, &**number)).collect::<Vec<_>>(), "{places:?}");
    // How an outlet is called in its heading is a matter of taste; how the text prints it is not.
    for (number, asker) in (1..).zip(ASKERS) {
        let exchange = page.content(&format!("#x{number}")).await?;
        ensure!(exchange.contains(asker), "exchange {number} does not name {asker}: {exchange}");
    }
    let headline = page.content("h1").await?;
    ensure!(headline.split_whitespace().eq(HEADLINE.split_whitespace()), "the headline is {headline}");
    Ok(())
}

async fn the_outline_names_the_seven_and_jumps_to_them(page: Page) -> Outcome {
    page.open("").await?;
    let script = "return [...document.querySelectorAll('#outline a')].map((link) => link.hash)
        .filter((hash) => /^#x\\d+/.test(hash))";
    let links: Vec<String> = page.run(script, &[]).await?;
    let wanted: Vec<String> = (1..=7).map(|number| format!("#x{number}")).collect();
    ensure!(links == wanted, "the outline leads to {links:?}");
    for number in [4, 7, 2] {
        page.click(&format!("#outline a[href=\"#x{number}\"]")).await?;
        // Its heading in the upper half, and not under the bar.
        let script = "const bar = document.getElementById('bar')?.getBoundingClientRect();
            const isAbove = bar && getComputedStyle(document.getElementById('bar')).position !== 'static';
            const { top } = document.querySelector(`${arguments[0]} h2`).getBoundingClientRect();
            return location.hash.startsWith(arguments[0]) && top >= (isAbove ? bar.bottom : 0) - 1 && top < innerHeight / 2";
        page.wait_for(&format!("exchange {number} is in view"), script, &[json!(format!("#x{number}"))]).await?;
    }
    Ok(())
}

async fn the_exchange_being_read_is_marked_in_the_outline(page: Page) -> Outcome {
    page.open("").await?;
    for number in [2, 6, 4] {
        // Its middle in the middle, so that no other exchange can claim the view.
        let script = "const exchange = document.getElementById(arguments[0]);
            const { top, height } = exchange.getBoundingClientRect();
            scrollTo({ top: scrollY + top + height / 2 - innerHeight / 2, behavior: 'instant' })";
        page.tell(script, &[json!(format!("x{number}"))]).await?;
        let script = "const marked = [...document.querySelectorAll('#outline [aria-current=\"true\"]')]
            .map((link) => link.hash ?? link.querySelector('a')?.hash);
            return marked.length === 1 && marked[0] === arguments[0]";
        page.wait_for(
            &format!("exchange {number} alone is marked in the outline"),
            script,
            &[json!(format!("#x{number}"))],
        )
        .await?;
    }
    Ok(())
}

async fn repairs_are_shown_on_request(page: Page) -> Outcome {
    page.open("").await?;
    let text = page.content("article").await?;
    for mended in MENDED {
        ensure!(text.contains(mended), "{mended} is not mended");
    }
    ensure!(page.text("details.repairs summary").await?.contains('3'), "the summary does not count three repairs");
    let seen = "return [...document.querySelectorAll('article i.repair')].filter((mark) => mark.checkVisibility()
        && mark.getClientRects().length).length";
    ensure!(page.run::<u32>(seen, &[]).await? == 0, "repairs are marked before anybody asked");
    page.click("details.repairs summary").await?;
    page.wait_for("three repairs are marked in the text", &format!("{seen} === 3"), &[]).await?;
    let links = page.count("details.repairs[open] a[href^=\"#\"]").await?;
    ensure!(links == 3, "the list has {links} links");
    page.click("details.repairs[open] a").await?;
    let script = "const mark = document.querySelector('article i.repair').parentElement.getBoundingClientRect();
        return mark.bottom > 0 && mark.top < innerHeight";
    page.wait_for("the first repair is in view", script, &[]).await?;
    Ok(())
}

async fn a_text_without_structure_is_shown_with_a_notice(page: Page) -> Outcome {
    page.open("").await?;
    page.signal("shilu-test-open", json!({ "name": "prose.txt", "text": PROSE })).await?;
    let script = "const text = document.querySelector('article')?.textContent ?? '';
        return text.includes('谁也没有提问') && !document.querySelector('article section.exchange')";
    page.wait_for("the text is shown", script, &[]).await?;
    let notice = page.text("article .notice").await?;
    ensure!(!notice.trim().is_empty(), "nothing says that the text has no structure");
    Ok(())
}
