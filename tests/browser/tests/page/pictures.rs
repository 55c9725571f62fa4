//! Pictures of the page for people to look at: `target/screenshots/{phone,desktop}-{light,dark}.png`.

use anyhow::ensure;
use shilu_browser_tests::{Engine, Outcome, Page, Sentence, Visit, screenshots};

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
    all
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
