//! Without scripts: the text, its repairs and the basis of its date need none.

use anyhow::ensure;
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, Wait, sentences};

use crate::expected::{ASKERS, DATE_BASIS, SENTENCES};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![the_page_is_readable_without_scripts, a_link_to_a_sentence_works_without_scripts]
}

async fn visit(page: &Page, fragment: &str) -> Outcome {
    page.site().without_scripts();
    page.visit(&Visit { fragment: fragment.to_owned(), wait: Wait::Text, ..Visit::default() }).await?;
    let app = page.root("data-app").await?;
    ensure!(app.is_none(), "scripts do run: the app is {app:?}");
    Ok(())
}

async fn the_page_is_readable_without_scripts(page: Page) -> Outcome {
    visit(&page, "").await?;
    let text = page.text("article").await?;
    for asker in ASKERS {
        ensure!(text.contains(asker), "{asker} cannot be read");
    }
    ensure!(!page.find("#failure").await?.is_displayed().await?, "the page says that it failed");
    for (details, within) in [("details.repairs", "不结"), ("details.basis", DATE_BASIS)] {
        page.click(&format!("{details} summary")).await?;
        let open = page.text(&format!("{details}[open]")).await?;
        ensure!(open.contains(within), "{details} opens to {open}");
    }
    let marks = page.run::<u32>(
        "return [...document.querySelectorAll('article i.repair')].filter((mark) => mark.checkVisibility()).length",
        &[],
    );
    ensure!(marks.await? == 3, "the repairs are not marked");
    Ok(())
}

async fn a_link_to_a_sentence_works_without_scripts(page: Page) -> Outcome {
    let (id, _) = SENTENCES[1];
    visit(&page, &format!("#{id}")).await?;
    let script = "const target = document.querySelector(':target');
        const { top } = target?.getBoundingClientRect() ?? {};
        return target?.id === arguments[0] && top > 0 && top < innerHeight";
    page.wait_for("the sentence is the target and in view", script, &[id.into()]).await?;
    Ok(())
}
