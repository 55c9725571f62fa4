//! The dialog that makes the lines for other people's pages, and what the page says about privacy and licences.

use anyhow::ensure;
use serde_json::json;
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, sentences};

use crate::embedded::TEXT;
use crate::gestures::{SHORT, SHORT_TITLE, in_english, paste_in, shows};
use crate::selecting::judged;

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        the_lines_embed_the_whole_text_one_answer_or_a_quotation,
        the_preview_shows_what_the_lines_embed,
        a_text_without_an_address_says_what_to_do,
        the_lines_work_in_another_page,
        privacy_and_licences_are_said_without_the_program_too,
        axe_finds_nothing_in_the_dialog_and_what_is_said,
    ]
}

pub(crate) async fn open(page: &Page) -> Outcome {
    page.click("#export").await?;
    page.click("#embed").await?;
    page.wait_for("the dialog is open", "return document.getElementById('embedding').open", &[]).await.map(drop)
}

async fn lines(page: &Page) -> anyhow::Result<String> {
    page.run("return document.getElementById('lines').value", &[]).await
}

async fn choose(page: &Page, name: &str) -> Outcome {
    let script = "[...document.querySelectorAll('#embedding .scope button')].find((one) => one.textContent === arguments[0]).click()";
    page.tell(script, &[json!(name)]).await
}

async fn the_lines_embed_the_whole_text_one_answer_or_a_quotation(page: Page) -> Outcome {
    in_english(&page, "").await?;
    page.click("#x2a1\\.p1\\.s1").await?;
    page.wait_for("it is in hand", "return document.getElementById('held')?.textContent", &[]).await?;
    open(&page).await?;
    let here = page.site().address("");
    let quoted = lines(&page).await?;
    let expect = format!(
        "<script type=\"module\" src=\"{here}embed.js\"></script>\n<shilu-transcript src=\"{here}{TEXT}\" exchange=\"2\" \
         quote=\"中俄关系每年都会被问到，但角度每次都不同。\" lang=\"en\">\n  <blockquote>"
    );
    ensure!(quoted.starts_with(&expect), "{quoted}");
    choose(&page, "Question 2").await?;
    page.wait_for("the lines follow", "return !document.getElementById('lines').value.includes('quote=')", &[]).await?;
    choose(&page, "Frame (iframe)").await?;
    let script =
        "return document.getElementById('lines').value.startsWith('<iframe') && document.getElementById('lines').value";
    let framed = page.wait_for("the lines are a frame", script, &[]).await?;
    let expect = format!("<iframe src=\"{here}embed.html#exchange=2&amp;lang=en\" title=\"坚守人间正道 把握时代潮流\"");
    ensure!(framed.as_str().is_some_and(|framed| framed.starts_with(&expect)), "{framed}");
    choose(&page, "The whole text").await?;
    let script = "return document.getElementById('lines').value.includes('embed.html#lang=en')";
    page.wait_for("the lines are of everything", script, &[]).await.map(drop)
}

async fn the_preview_shows_what_the_lines_embed(page: Page) -> Outcome {
    page.open("#x3").await?;
    page.wait_for("it is read", "return document.querySelector('#outline [aria-current]')?.hash === '#x3'", &[])
        .await?;
    open(&page).await?;
    let script = "const frame = document.getElementById('preview')?.contentDocument;
        const shown = [...(frame?.querySelector('shilu-transcript')?.shadowRoot?.querySelectorAll('section.exchange') ?? [])];
        return JSON.stringify(shown.map((one) => one.id)) === '[\"x3\"]'";
    page.wait_for("the preview shows the third answer", script, &[]).await.map(drop)
}

async fn a_text_without_an_address_says_what_to_do(page: Page) -> Outcome {
    in_english(&page, "").await?;
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    open(&page).await?;
    let said = "return document.querySelector('#embedding p.aside').textContent.includes('shilu pack --embed')";
    page.wait_for("it says what to do", said, &[]).await?;
    ensure!(lines(&page).await?.contains("src=\"…\"") && page.count("#preview").await? == 0, "nothing is promised");
    Ok(())
}

async fn the_lines_work_in_another_page(page: Page) -> Outcome {
    page.open("#x3").await?;
    page.wait_for("it is read", "return document.querySelector('#outline [aria-current]')?.hash === '#x3'", &[])
        .await?;
    open(&page).await?;
    for is_frame in [false, true] {
        if is_frame {
            page.open("#x3").await?;
            page.wait_for(
                "it is read",
                "return document.querySelector('#outline [aria-current]')?.hash === '#x3'",
                &[],
            )
            .await?;
            open(&page).await?;
            choose(&page, "框架（iframe）").await?;
            let script = "return document.getElementById('lines').value.startsWith('<iframe')";
            page.wait_for("the lines are a frame", script, &[]).await?;
        }
        let lines = lines(&page).await?;
        let html = format!(
            "<!doctype html><html lang=zh-Hans><head><link rel=icon href='data:,'><title>host</title></head><body>{lines}</body></html>"
        );
        page.site().add("other.html", &html);
        crate::embedded::go(&page, &page.site().address(&crate::embedded::fresh("other.html"))).await?;
        if is_frame {
            page.wait_for("there is a frame", "return !!document.querySelector('iframe')", &[]).await?;
            page.browser().enter_frame(0).await?;
        }
        let shown =
            "return document.querySelector('shilu-transcript')?.shadowRoot?.querySelectorAll('#x3').length === 1";
        page.wait_for("the third answer is shown", shown, &[]).await?;
        page.browser().enter_default_frame().await?;
    }
    Ok(())
}

async fn axe_finds_nothing_in_the_dialog_and_what_is_said(page: Page) -> Outcome {
    page.with_axe()?;
    for (theme, frame) in [("light", None), ("dark", Some((390, 844)))] {
        page.visit(&Visit { storage: vec![("shilu.theme", theme)], frame, ..Visit::default() }).await?;
        page.tell("document.getElementById('embed').click()", &[]).await?;
        let shown = "return !!document.getElementById('preview')?.contentDocument?.querySelector('shilu-transcript')?.shadowRoot
            ?.querySelector('section')";
        page.wait_for("the preview is there", shown, &[]).await?;
        judged(&page).await?;
        page.tell("document.getElementById('embedding').close(); document.getElementById('about').showPopover()", &[])
            .await?;
        judged(&page).await?;
    }
    Ok(())
}

async fn privacy_and_licences_are_said_without_the_program_too(page: Page) -> Outcome {
    page.open("").await?;
    page.click("#settings").await?;
    page.click("#settings-panel [popovertarget=about]").await?;
    page.wait_for("it is said", "return document.getElementById('about').matches(':popover-open')", &[]).await?;
    let said = page.text("#about").await?;
    for words in ["没有服务器", "jieba-rs", "OpenCC", "MIT"] {
        ensure!(said.contains(words), "{words} is missing in {said}");
    }
    let notices: String = page.run("return document.querySelector('#about a').getAttribute('href')", &[]).await?;
    ensure!(shilu_browser_tests::dist().join(&notices).is_file(), "{notices} is not there");
    Ok(())
}
