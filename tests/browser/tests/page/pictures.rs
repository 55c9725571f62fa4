//! Pictures of the page for people to look at: `target/screenshots/{phone,desktop}-{light,dark}.png`, and those of the
//! README's tour, `tour-*.png`, which are copied into `docs/` when the page looks different.

use anyhow::ensure;
use shilu_browser_tests::{Engine, Outcome, Page, Sentence, Visit, screenshots};

use crate::gestures::{counts, write_query};
use crate::{cards, checking, embedding, filtering};

/// What is shown: name, CSS px, device pixels per CSS px.
const SCREENS: [(&str, (u32, u32), f64); 2] = [("phone", (390, 844), 2.0), ("desktop", (1280, 900), 1.0)];

pub(crate) fn sentences() -> Vec<Sentence> {
    let mut all = vec![];
    for (screen, size, scale) in SCREENS {
        for theme in ["light", "dark"] {
            let name = format!("a_picture_is_taken_of_{screen}_{theme}");
            let body = move |page| a_picture_is_taken(page, screen, size, scale, theme);
            all.push(Sentence::new(name, body).only(&[Engine::Chromium]));
        }
    }
    for step in ["filter", "search", "card", "check", "embed"] {
        let body = move |page| a_step_of_the_tour_is_shown(page, step);
        all.push(Sentence::new(format!("the_tour_shows_{step}"), body).only(&[Engine::Chromium]));
    }
    all
}

async fn a_step_of_the_tour_is_shown(page: Page, step: &'static str) -> Outcome {
    page.emulate((1120, 700), 1.0).await?;
    page.visit(&Visit { storage: vec![("shilu.theme", "light")], ..Visit::default() }).await?;
    match step {
        "filter" => {
            filtering::choose(&page, "place.us").await?;
            filtering::shown(&page, &[2, 4, 5]).await?;
        }
        "search" => {
            write_query(&page, "中俄").await?;
            counts(&page, "1 / 10").await?;
        }
        "card" => cards::make(&page, "x6a1.p3.s3").await?,
        "check" => {
            let text = "他说“中俄关系每月都会被问到，但角度每次都不同”，又说“借台湾生事，就是给日本找事”。";
            checking::check(&page, text).await?;
            checking::judges(&page, &[("≠", "与原话不同"), ("✓", "原话")]).await?;
        }
        _ => embedding::open(&page).await?,
    }
    let file = screenshots().join(format!("tour-{step}.png"));
    page.picture(&file).await?;
    ensure!(std::fs::metadata(&file)?.len() > 10_000, "{} is all but empty", file.display());
    Ok(())
}

async fn a_picture_is_taken(
    page: Page,
    screen: &'static str,
    size: (u32, u32),
    scale: f64,
    theme: &'static str,
) -> Outcome {
    page.emulate(size, scale).await?;
    page.visit(&Visit { storage: vec![("shilu.theme", theme)], ..Visit::default() }).await?;
    let (width, height) = page.viewport().await?;
    ensure!((width, height) == (size.0.into(), size.1.into()), "the viewport is {width} × {height}");
    let file = screenshots().join(format!("{screen}-{theme}.png"));
    page.picture(&file).await?;
    ensure!(std::fs::metadata(&file)?.len() > 10_000, "{} is all but empty", file.display());
    Ok(())
}
