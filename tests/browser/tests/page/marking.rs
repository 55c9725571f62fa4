//! Marking: the hits stand out in the text, beside its nodes or, in a browser that cannot do that, in elements.

use anyhow::ensure;
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};
use thirtyfour::Key;

use crate::gestures::{counts, marked, write_query};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        the_marks_stand_on_the_words,
        without_highlights_the_words_are_wrapped,
        words_that_end_in_another_sentence_are_wrapped_piece_by_piece,
        wrapped_words_leave_the_text_as_it_was,
    ]
}

async fn the_marks_stand_on_the_words(page: Page) -> Outcome {
    page.open("").await?;
    for (query, words, count) in [("臺灣", "台湾", 15), ("不结盟", "不结盟", 1), ("中俄关系", "中俄关系", 3)]
    {
        write_query(&page, query).await?;
        counts(&page, &format!("1 / {count}")).await?;
        let found = marked(&page, "shilu-found").await?;
        ensure!(found.len() == count && found.iter().all(|one| one == words), "{query} marks {found:?}");
        ensure!(marked(&page, "shilu-here").await? == [words], "the one where the reader is");
    }
    page.press(Key::Escape).await?;
    page.wait_for("the count is gone", "return document.getElementById('position').hidden", &[]).await?;
    let left = [marked(&page, "shilu-found").await?, marked(&page, "shilu-here").await?].concat();
    ensure!(left.is_empty(), "{left:?} are still marked");
    Ok(())
}

/// A browser that cannot mark beside the nodes.
const WITHOUT_HIGHLIGHTS: &str =
    "delete CSS.highlights; Object.defineProperty(CSS, 'highlights', { value: undefined });";

async fn without_highlights_the_words_are_wrapped(page: Page) -> Outcome {
    page.site().insert(WITHOUT_HIGHLIGHTS);
    page.open("").await?;
    for (query, words, count) in [("台", "台", 26), ("台湾", "台湾", 15), ("不结盟", "不结盟", 1), ("台湾", "台湾", 15)]
    {
        write_query(&page, query).await?;
        counts(&page, &format!("1 / {count}")).await?;
        for step in 0..3 {
            let found = marked(&page, "shilu-found").await?;
            ensure!(found.len() == count, "{query}, step {step}: {} marks of {count}", found.len());
            ensure!(found.iter().all(|one| one == words), "{query}, step {step}: {found:?}");
            let here = marked(&page, "shilu-here").await?;
            ensure!(here == [words], "{query}, step {step}: the reader is at {here:?}");
            page.press(Key::Enter).await?;
        }
    }
    Ok(())
}

async fn words_that_end_in_another_sentence_are_wrapped_piece_by_piece(page: Page) -> Outcome {
    page.site().insert(WITHOUT_HIGHLIGHTS);
    page.open("").await?;
    for query in ["中国外交初心不改", "上午好！很高兴", "发展。今年", "。"] {
        write_query(&page, query).await?;
        page.wait_for("it has answered", "return document.getElementById('found').checkVisibility()", &[]).await?;
    }
    write_query(&page, "上午好！很高兴").await?;
    counts(&page, "1 / 1").await?;
    ensure!(marked(&page, "shilu-found").await?.concat() == "上午好！很高兴", "other words are marked");
    ensure!(marked(&page, "shilu-here").await?.concat() == "上午好！很高兴", "other words are marked as the reader's");
    Ok(())
}

async fn wrapped_words_leave_the_text_as_it_was(page: Page) -> Outcome {
    page.site().insert(WITHOUT_HIGHLIGHTS);
    page.open("").await?;
    let look = "return document.getElementById('article').innerHTML";
    let before: String = page.run(look, &[]).await?;
    for query in ["台湾", "。", "的"] {
        write_query(&page, query).await?;
        page.wait_for("it is marked", "return document.querySelector('#article mark')", &[]).await?;
        page.press(Key::Enter).await?;
        page.press(Key::Enter).await?;
    }
    page.press(Key::Escape).await?;
    page.wait_for("nothing is marked", "return !document.querySelector('#article mark')", &[]).await?;
    let after: String = page.run(look, &[]).await?;
    ensure!(before == after, "the text is not the same: {} and {} letters", before.len(), after.len());
    Ok(())
}
