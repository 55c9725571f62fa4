//! Addresses: a link to a sentence opens the page there, marks the sentence, and takes nothing from the reader.

use anyhow::ensure;
use serde_json::json;
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};

use crate::expected::SENTENCES;

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        a_link_opens_its_sentence_with_what_comes_before_it,
        a_link_that_carries_more_than_the_id_opens_its_sentence,
        a_link_within_the_page_marks_its_sentence,
        a_link_steals_no_focus,
        a_link_to_nothing_leaves_the_page_readable,
    ]
}

/// The sentence alone is marked, wholly in view, below the bar, with room for at least a line before it.
const IS_SHOWN: &str = "const [id] = arguments;
    const sentence = document.getElementById(id);
    const marked = [...document.querySelectorAll('article .current')];
    const [first] = sentence.getClientRects();
    const bar = document.getElementById('bar');
    const covered = bar && getComputedStyle(bar).position !== 'static' ? Math.max(0, bar.getBoundingClientRect().bottom) : 0;
    const line = parseFloat(getComputedStyle(sentence).fontSize);
    const isShown = marked.length === 1 && marked[0] === sentence && first.top >= covered + line && first.bottom <= innerHeight;
    return isShown;";

async fn shows(page: &Page, id: &str, beginning: &str) -> Outcome {
    page.wait_for(&format!("{id} is marked and in view with context"), IS_SHOWN, &[json!(id)]).await?;
    let text = page.content(&format!("[id=\"{id}\"]")).await?;
    ensure!(text.starts_with(beginning), "{id} is {text}");
    Ok(())
}

async fn a_link_opens_its_sentence_with_what_comes_before_it(page: Page) -> Outcome {
    for (id, beginning) in SENTENCES {
        page.open(&format!("#{id}")).await?;
        shows(&page, id, beginning).await?;
    }
    Ok(())
}

async fn a_link_that_carries_more_than_the_id_opens_its_sentence(page: Page) -> Outcome {
    let (id, beginning) = SENTENCES[0];
    for more in ["&q=%E4%B8%AD%E4%BF%84", "&q=中俄&topic=place.ru&scope=answer", "&doc=df04523f&unknown=1"] {
        page.open(&format!("#{id}{more}")).await?;
        shows(&page, id, beginning).await?;
        let hash: String = page.run("return decodeURIComponent(location.hash)", &[]).await?;
        ensure!(hash.starts_with(&format!("#{id}")), "the address became {hash}");
    }
    Ok(())
}

async fn a_link_within_the_page_marks_its_sentence(page: Page) -> Outcome {
    page.open("").await?;
    for (id, beginning) in SENTENCES {
        page.go_to(&format!("#{id}")).await?;
        shows(&page, id, beginning).await?;
    }
    let (id, beginning) = SENTENCES[0];
    page.go_to(&format!("#{id}&q=%E4%B8%AD%E4%BF%84")).await?;
    shows(&page, id, beginning).await
}

async fn a_link_steals_no_focus(page: Page) -> Outcome {
    let (id, beginning) = SENTENCES[1];
    page.open(&format!("#{id}")).await?;
    shows(&page, id, beginning).await?;
    let focused: String = page.run("return document.activeElement?.tagName ?? 'nothing'", &[]).await?;
    ensure!(focused == "BODY", "the focus is on {focused}");
    Ok(())
}

async fn a_link_to_nothing_leaves_the_page_readable(page: Page) -> Outcome {
    for fragment in ["#x99a9.p9.s9", "#%E0%A4%A", "#&&&===", "#x2a1.p3.s1&q=%ff", "#<img src=x onerror=alert(1)>"] {
        page.open(fragment).await?;
        let exchanges = page.count("article section.exchange").await?;
        ensure!(exchanges == 7, "{fragment}: {exchanges} exchanges");
        ensure!(page.count("img").await? == 0, "{fragment} became markup");
    }
    Ok(())
}
