//! Keywords in context: all hits under one another, sorted, copied, saved as a table.

use anyhow::{Context, ensure};
use serde_json::json;
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};
use thirtyfour::Key;

use crate::gestures::{CATCH, counts, handed_out, in_english, marked, write_query};
use crate::searching::everywhere;

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        the_keywords_stand_under_one_another,
        the_rows_are_sorted,
        the_rows_are_copied,
        the_rows_are_saved_as_a_table,
        a_row_leads_to_its_place,
        escape_puts_the_rows_away_and_leaves_the_search,
        no_row_is_wider_than_a_phone,
    ]
}

async fn rows(page: &Page, query: &str, count: usize) -> Outcome {
    write_query(page, query).await?;
    counts(page, &format!("1 / {count}")).await?;
    page.click("#in-context").await?;
    are_there(page, count).await
}

async fn are_there(page: &Page, count: usize) -> Outcome {
    let script = "return document.getElementById('concordance').open && document.querySelectorAll('#rows > li').length === arguments[0]";
    page.wait_for(&format!("{count} rows are there"), script, &[json!(count)]).await.map(drop)
}

/// What stands before, the keyword, what stands after, who says it.
type Row = (String, String, String, String);

async fn read(page: &Page) -> anyhow::Result<Vec<Row>> {
    let script = "return [...document.querySelectorAll('#rows > li')].map((row) =>
        ['.left', 'mark', '.right', '.who'].map((part) => row.querySelector(part).textContent))";
    page.run(script, &[]).await
}

async fn sort_by(page: &Page, words: &str) -> Outcome {
    let script = "const choice = [...document.querySelectorAll('#concordance .scope button')].find((one) => one.textContent === arguments[0]);
        choice.click()";
    page.tell(script, &[json!(words)]).await?;
    let script =
        "return document.querySelector('#concordance .scope [aria-pressed=true]')?.textContent === arguments[0]";
    page.wait_for(&format!("they are sorted by {words}"), script, &[json!(words)]).await.map(drop)
}

async fn the_keywords_stand_under_one_another(page: Page) -> Outcome {
    in_english(&page, "").await?;
    rows(&page, "臺灣", 15).await?;
    let found = read(&page).await?;
    ensure!(found.iter().all(|(_, keyword, ..)| keyword == "台湾"), "{found:?}");
    let script = "return [...document.querySelectorAll('#rows mark')].map((mark) => Math.round(mark.getBoundingClientRect().left))";
    let places: Vec<i32> = page.run(script, &[]).await?;
    ensure!(places.iter().all(|place| (place - places[0]).abs() <= 1), "they begin at {places:?}");
    // What stands nearest to the keyword is what can be seen of a long left side.
    let script = "return [...document.querySelectorAll('#rows > li')].filter((row) => {
        if (!row.querySelector('bdi').textContent) return false;
        const edge = row.querySelector('.left').getBoundingClientRect().right;
        return Math.abs(row.querySelector('bdi').getBoundingClientRect().right - edge) > 2;
    }).length";
    let apart: usize = page.run(script, &[]).await?;
    ensure!(apart == 0, "{apart} left sides do not end at the keyword");
    Ok(())
}

async fn the_rows_are_sorted(page: Page) -> Outcome {
    everywhere(&page, "记者").await?;
    page.wait_for("all are found", "return / in all$/.test(document.getElementById('counted').textContent)", &[])
        .await?;
    page.click("#in-context").await?;
    page.wait_for("the rows are there", "return document.querySelectorAll('#rows > li').length > 9", &[]).await?;
    let by_right = read(&page).await?;
    sort_by(&page, "Words before").await?;
    let by_left = read(&page).await?;
    sort_by(&page, "Speaker").await?;
    let by_speaker = read(&page).await?;
    sort_by(&page, "Conference").await?;
    let by_conference = read(&page).await?;
    sort_by(&page, "Words after").await?;
    ensure!(read(&page).await? == by_right, "sorting again by what stands after gives another order");
    // Which order letters have is the engine's business; here equals must stand together.
    let gathered = |name: &str, keys: Vec<String>| {
        let mut seen: Vec<String> = Vec::new();
        for key in keys {
            if seen.last() != Some(&key) {
                ensure!(!seen.contains(&key), "sorted by {name}, {key} stands apart");
                seen.push(key);
            }
        }
        ensure!(seen.len() > 1, "by {name} there is one group only");
        Ok(())
    };
    gathered("right", by_right.iter().map(|row| row.2.chars().take(1).collect()).collect())?;
    gathered("left", by_left.iter().map(|row| row.0.chars().last().into_iter().collect()).collect())?;
    let speaker = |row: &Row| row.3.rsplit_once(' ').map(|(speaker, _)| speaker.to_owned()).unwrap_or_default();
    gathered("speaker", by_speaker.iter().map(speaker).collect())?;
    let date = |row: &Row| row.3.rsplit_once(' ').map(|(_, date)| date.to_owned()).unwrap_or_default();
    gathered("conference", by_conference.iter().map(date).collect())
}

async fn the_rows_are_copied(page: Page) -> Outcome {
    page.site().insert(
        "window.copied = [];
        Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => ({ writeText: async (text) => { copied.push(text); } }) });",
    );
    in_english(&page, "").await?;
    rows(&page, "中俄", 10).await?;
    page.click("#copy-rows").await?;
    page.wait_for("it says so", "return document.getElementById('copy-rows').textContent === 'Copied'", &[]).await?;
    let copied: Vec<String> = page.run("return copied", &[]).await?;
    ensure!(copied.len() == 1, "{copied:?}");
    let lines: Vec<Vec<&str>> = copied[0].lines().map(|line| line.split('\t').collect()).collect();
    ensure!(lines.len() == 10 && lines.iter().all(|line| line.len() == 5 && line[3] == "中俄"), "{lines:?}");
    ensure!(lines.iter().all(|line| line[0] == "2025-03-07"), "{lines:?}");
    // After another sorting it can be copied again.
    sort_by(&page, "Speaker").await?;
    page.wait_for("it offers to", "return document.getElementById('copy-rows').textContent === 'Copy'", &[])
        .await
        .map(drop)
}

async fn the_rows_are_saved_as_a_table(page: Page) -> Outcome {
    page.site().insert(CATCH);
    in_english(&page, "").await?;
    rows(&page, "中俄", 10).await?;
    page.click("#save-rows").await?;
    let (name, kind, text) = handed_out(&page).await?;
    ensure!(name == "中俄.csv" && kind.starts_with("text/csv"), "{name}, {kind}");
    let mut lines = text.lines();
    let head = lines.next().context("it is empty")?;
    ensure!(head == "\u{FEFF}conference,date,speaker,sentence,left,keyword,right", "the head is {head:?}");
    let lines: Vec<&str> = lines.collect();
    ensure!(lines.len() == 10 && lines.iter().all(|line| line.contains("2025-03-07")), "{lines:?}");
    // What is searched for may be no name of a file.
    page.click("#close-rows").await?;
    write_query(&page, "提问:中俄").await?;
    counts(&page, "1 / 3").await?;
    page.click("#in-context").await?;
    are_there(&page, 3).await?;
    page.click("#save-rows").await?;
    let (name, _, text) = handed_out(&page).await?;
    ensure!(!name.contains(':') && name.ends_with("中俄.csv") && text.lines().count() == 4, "{name}: {text}");
    Ok(())
}

async fn a_row_leads_to_its_place(page: Page) -> Outcome {
    in_english(&page, "").await?;
    rows(&page, "台湾", 15).await?;
    sort_by(&page, "Conference").await?;
    page.click("#rows > li:nth-child(13) button").await?;
    counts(&page, "13 / 15").await?;
    page.wait_for("the rows are put away", "return !document.getElementById('concordance').open", &[]).await?;
    ensure!(marked(&page, "shilu-here").await? == ["台湾"], "the place is not marked");
    let script =
        "const here = [...(CSS.highlights?.get('shilu-here') ?? [])][0] ?? document.querySelector('mark.shilu-here');
        const { top, bottom } = here.getBoundingClientRect();
        return top > 0 && bottom < innerHeight";
    page.wait_for("it is in view", script, &[]).await.map(drop)
}

async fn escape_puts_the_rows_away_and_leaves_the_search(page: Page) -> Outcome {
    in_english(&page, "").await?;
    rows(&page, "台湾", 15).await?;
    page.press(Key::Escape).await?;
    let script = "return !document.getElementById('concordance').open && document.activeElement.id === 'in-context'";
    page.wait_for("they are away, and the focus is on the button", script, &[]).await?;
    counts(&page, "1 / 15").await?;
    // Once more, and away by the button.
    page.click("#in-context").await?;
    are_there(&page, 15).await?;
    page.click("#close-rows").await?;
    page.wait_for("they are away", "return !document.getElementById('concordance').open", &[]).await.map(drop)
}

async fn no_row_is_wider_than_a_phone(page: Page) -> Outcome {
    let visit = shilu_browser_tests::Visit {
        fragment: "#q=台湾".into(),
        frame: Some((320, 640)),
        ..shilu_browser_tests::Visit::default()
    };
    page.visit(&visit).await?;
    counts(&page, "1 / 15").await?;
    page.click("#in-context").await?;
    are_there(&page, 15).await?;
    let script = "const dialog = document.getElementById('concordance'), root = document.documentElement;
        return [dialog.scrollWidth - dialog.clientWidth, root.scrollWidth - root.clientWidth]";
    let wide: [i32; 2] = page.run(script, &[]).await?;
    ensure!(wide.iter().all(|over| *over <= 0), "they are too wide by {wide:?}");
    Ok(())
}
