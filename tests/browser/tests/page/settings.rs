//! Settings: language, theme and size switch at once and are there again after a reload.

use anyhow::{Context, ensure};
use serde_json::json;
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, sentences};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        the_language_switches_and_persists,
        the_theme_switches_and_persists,
        the_text_size_switches_and_persists,
        a_language_change_moves_no_sentence,
        settings_that_make_no_sense_are_ignored,
    ]
}

async fn switches_and_persists(page: &Page, setting: &str, value: &str) -> Outcome {
    let attribute = format!("data-{setting}");
    page.set(setting, value).await?;
    let script = "return document.documentElement.getAttribute(arguments[0]) === arguments[1]";
    page.wait_for(&format!("{attribute} is {value}"), script, &[json!(attribute), json!(value)]).await?;
    page.reload().await?;
    let kept = page.root(&attribute).await?;
    ensure!(kept.as_deref() == Some(value), "after a reload {attribute} is {kept:?}");
    Ok(())
}

async fn the_language_switches_and_persists(page: Page) -> Outcome {
    page.open("").await?;
    let before = page.text("details.repairs summary").await?;
    let mut seen = vec![before];
    for language in ["en", "zh-Hant"] {
        switches_and_persists(&page, "ui", language).await?;
        let summary = page.text("details.repairs summary").await?;
        ensure!(!seen.contains(&summary), "in {language} the article still says {summary}");
        seen.push(summary);
    }
    switches_and_persists(&page, "ui", "zh-Hans").await
}

async fn the_theme_switches_and_persists(page: Page) -> Outcome {
    page.open("").await?;
    let ground = "return getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor";
    let mut grounds = vec![];
    for theme in ["light", "dark"] {
        switches_and_persists(&page, "theme", theme).await?;
        grounds.push(page.run::<String>(ground, &[]).await?);
    }
    ensure!(grounds[0] != grounds[1], "light and dark are both {}", grounds[0]);
    Ok(())
}

async fn the_text_size_switches_and_persists(page: Page) -> Outcome {
    page.open("").await?;
    let size = "return parseFloat(getComputedStyle(document.querySelector('article .s')).fontSize)";
    let mut sizes = vec![];
    for name in ["s", "l"] {
        switches_and_persists(&page, "size", name).await?;
        sizes.push(page.run::<f64>(size, &[]).await?);
    }
    ensure!(sizes[0] >= 13.0 && sizes[1] > sizes[0], "small and large are {sizes:?} px");
    Ok(())
}

/// Interface words in the article are set so that a change of language shifts no sentence: citations, hits and the
/// reader's eye stay where they are.
async fn a_language_change_moves_no_sentence(page: Page) -> Outcome {
    page.open("#x4a1.p2.s1").await?;
    page.wait_until_still().await?;
    let place = "const at = document.getElementById('x4a1.p2.s1').getBoundingClientRect(); return [at.left, at.top]";
    let before: [f64; 2] = page.run(place, &[]).await.context("before")?;
    page.set("ui", "en").await?;
    page.wait_for("the page is English", "return document.documentElement.dataset.ui === 'en'", &[]).await?;
    page.wait_until_still().await?;
    let after: [f64; 2] = page.run(place, &[]).await.context("after")?;
    // Firefox scrolls by whole pixels of the screen, and the lines above have other fractions in another language.
    let is_still = before.iter().zip(after).all(|(before, after)| (before - after).abs() <= 1.0);
    ensure!(is_still, "the sentence moved from {before:?} to {after:?}");
    Ok(())
}

async fn settings_that_make_no_sense_are_ignored(page: Page) -> Outcome {
    let storage = vec![("shilu.ui", "xx"), ("shilu.theme", "\"><b>"), ("shilu.size", "999")];
    page.visit(&Visit { storage, ..Visit::default() }).await?;
    for (attribute, sensible) in [
        ("data-ui", &["zh-Hans", "zh-Hant", "en"][..]),
        ("data-theme", &["auto", "light", "dark"]),
        ("data-size", &["s", "m", "l", "xl"]),
    ] {
        let value = page.root(attribute).await?.unwrap_or_default();
        ensure!(sensible.contains(&value.as_str()), "{attribute} became {value}");
    }
    Ok(())
}
