//! Exporting: each format of the menu is handed out as the command line would print it, and JSON opens again.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu::export::Format;
use shilu::transcript::{Transcript, parse};
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, sentences};
use thirtyfour::Key;

use crate::gestures::{CATCH, SHORT, SHORT_TITLE, drop_texts, handed_out, paste_in, shows};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        every_format_is_handed_out_as_the_command_line_writes_it,
        without_a_worker_every_format_is_handed_out_too,
        exported_json_opens_again,
        the_menu_goes_by_keyboard,
        a_file_is_named_without_what_no_system_takes,
        axe_finds_nothing_in_the_menu,
    ]
}

async fn open_menu(page: &Page) -> Outcome {
    page.click("#export").await?;
    let script = "return document.getElementById('exporting').matches(':popover-open')";
    page.wait_for("the menu is open", script, &[]).await.map(drop)
}

async fn export(page: &Page, format: Format) -> anyhow::Result<(String, String, String)> {
    open_menu(page).await?;
    page.click(&format!("[data-export=\"{}\"]", format.extension())).await?;
    let file = handed_out(page).await?;
    let script = "return !document.getElementById('exporting').matches(':popover-open')";
    page.wait_for("the menu is put away", script, &[]).await?;
    Ok(file)
}

/// Reads a text as the command line reads a file: known by the digest of its bytes.
fn as_from_a_file(text: &str) -> anyhow::Result<Transcript> {
    let mut transcript = parse(text);
    let digits = transcript.sha256();
    let mut digest = [0; 32];
    for (n, byte) in digest.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * n..2 * n + 2], 16)?;
    }
    transcript.source.digest = Some(digest);
    Ok(transcript)
}

async fn every_format_is_handed_out(page: &Page) -> Outcome {
    paste_in(page, SHORT).await?;
    shows(page, SHORT_TITLE).await?;
    let transcript = as_from_a_file(SHORT)?;
    for format in Format::ALL {
        let (name, kind, text) = export(page, format).await?;
        let ending = format.extension();
        ensure!(name == format!("{SHORT_TITLE}.{ending}"), "the file is called {name}");
        ensure!(kind == format.media_type(), "{name} is {kind}");
        let expected = format.write(&transcript);
        let differ = expected.lines().zip(text.lines()).find(|(expected, text)| expected != text);
        ensure!(text == expected, "{name} differs: {differ:?}, {} bytes of {}", text.len(), expected.len());
    }
    Ok(())
}

async fn every_format_is_handed_out_as_the_command_line_writes_it(page: Page) -> Outcome {
    page.site().insert(CATCH);
    page.open("").await?;
    every_format_is_handed_out(&page).await
}

async fn without_a_worker_every_format_is_handed_out_too(page: Page) -> Outcome {
    page.site().insert(&format!("{CATCH} self.Worker = undefined;"));
    page.open("").await?;
    every_format_is_handed_out(&page).await
}

async fn exported_json_opens_again(page: Page) -> Outcome {
    page.site().insert(CATCH);
    page.site().add("a.txt", SHORT);
    // With an address, which must survive.
    page.open("?src=a.txt").await?;
    shows(&page, SHORT_TITLE).await?;
    let (name, _, text) = export(&page, Format::Json).await?;
    let facts: Value = serde_json::from_str(&text).context("it is no JSON")?;
    let url = page.site().address("a.txt");
    ensure!(facts["format"] == "shilu/1" && facts["source"]["url"] == json!(url), "{}", facts["source"]);
    page.open("").await?;
    drop_texts(&page, &[(&name, text.as_bytes())]).await?;
    shows(&page, SHORT_TITLE).await?;
    ensure!(page.count("#article section.exchange").await? == 2, "the questions are not there");
    let (_, _, again) = export(&page, Format::Json).await?;
    ensure!(text == again, "it is not the same: {again}");
    Ok(())
}

async fn the_menu_goes_by_keyboard(page: Page) -> Outcome {
    page.site().insert(CATCH);
    page.open("").await?;
    let focus =
        "return document.activeElement.id || document.activeElement.dataset.export || document.activeElement.localName";
    let mut way = vec![];
    for (wanted, most) in [("export", 12), ("txt", 6)] {
        while page.run::<String>(focus, &[]).await? != wanted {
            ensure!(way.len() < most, "no way by Tab to {wanted}: {way:?}");
            way.push(page.run::<String>(focus, &[]).await?);
            page.press(Key::Tab).await?;
        }
        way.clear();
        page.press(Key::Enter).await?;
    }
    let (name, ..) = handed_out(&page).await?;
    ensure!(name.ends_with(".txt"), "{name} was handed out");
    let script = "return document.activeElement.id === 'export'";
    page.wait_for("the focus is back on the button", script, &[]).await.map(drop)
}

async fn a_file_is_named_without_what_no_system_takes(page: Page) -> Outcome {
    page.site().insert(CATCH);
    page.open("").await?;
    paste_in(&page, "../a/b\\c:d*e?f\"g<h>i|j记者会\n\n记者：甲？\n\n王毅：乙。\n").await?;
    page.wait_for("it is shown", "return document.querySelectorAll('#article .exchange').length === 1", &[]).await?;
    let (name, ..) = export(&page, Format::Text).await?;
    let is_bad = name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) || name.starts_with(['.', ' ']);
    ensure!(!is_bad && name.ends_with("j记者会.txt"), "the file is called {name}");
    Ok(())
}

async fn axe_finds_nothing_in_the_menu(page: Page) -> Outcome {
    page.with_axe()?;
    for (frame, theme) in [(None, "light"), (Some((320, 640)), "dark")] {
        page.visit(&Visit { storage: vec![("shilu.theme", theme)], frame, ..Visit::default() }).await?;
        open_menu(&page).await?;
        let found: Vec<String> = page.violations().await?.iter().map(ToString::to_string).collect();
        ensure!(found.is_empty(), "axe finds {} ({theme}):\n    {}", found.len(), found.join("\n    "));
    }
    Ok(())
}
