//! Everybody can use it: axe-core finds nothing at any width and theme, and nothing is wider than the screen.

use anyhow::ensure;
use serde_json::Value;
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, sentences};

/// Widths in CSS px: the narrowest that WCAG 1.4.10 knows, a phone, a desk (which needs no frame).
const WIDTHS: [(u32, Option<(u32, u32)>); 3] = [(320, Some((320, 640))), (390, Some((390, 844))), (1280, None)];

pub(crate) fn sentences() -> Vec<Sentence> {
    let mut all = sentences![nothing_scrolls_sideways];
    for (width, frame) in WIDTHS {
        for theme in ["light", "dark"] {
            let name = format!("axe_finds_nothing_at_{width}_px_{theme}");
            all.push(Sentence::new(name, move |page| axe_finds_nothing(page, frame, theme)));
        }
    }
    all
}

async fn axe_finds_nothing(page: Page, frame: Option<(u32, u32)>, theme: &'static str) -> Outcome {
    page.with_axe()?;
    page.visit(&Visit { storage: vec![("shilu.theme", theme)], frame, ..Visit::default() }).await?;
    let violations = page.violations().await?;
    let found: Vec<String> = violations.iter().map(ToString::to_string).collect();
    ensure!(found.is_empty(), "axe finds {}:\n    {}", found.len(), found.join("\n    "));
    Ok(())
}

/// WCAG 2.2, 1.4.10 (Reflow), also with the largest text and with every detail open.
async fn nothing_scrolls_sideways(page: Page) -> Outcome {
    let wide = "const width = document.documentElement.clientWidth;
        for (const details of document.querySelectorAll('details')) details.open = true;
        const isWide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) > width;
        const over = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility() &&
            element.getBoundingClientRect().right > width + 1).map((element) => element.id || element.className || element.tagName);
        return isWide ? { width, scroll: document.documentElement.scrollWidth, over: over.slice(0, 6) } : null";
    for (frame, size) in [((320, 640), "m"), ((320, 640), "xl"), ((390, 844), "m"), ((768, 900), "m")] {
        page.visit(&Visit { storage: vec![("shilu.size", size)], frame: Some(frame), ..Visit::default() }).await?;
        let found: Value = page.run(wide, &[]).await?;
        ensure!(found.is_null(), "at {frame:?} with text size {size}: {found}");
    }
    Ok(())
}
