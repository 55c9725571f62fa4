//! Reading aloud, with a voice that the test brings: sentence by sentence, marked, paused, faster; absent without a voice.

use anyhow::ensure;
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};

use crate::gestures::{in_english, marked, paste_in, shows};
use crate::selecting::{SENTENCE, WORDS, holds, judged, press};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        without_a_voice_for_the_language_nothing_is_offered,
        what_is_in_hand_is_read,
        a_turn_is_read_sentence_by_sentence_with_the_current_one_marked,
        a_pause_stays_at_its_sentence,
        speed_and_voice_are_chosen,
        a_voice_that_comes_late_is_offered,
        another_text_ends_the_reading,
        axe_finds_nothing_while_it_reads,
    ]
}

/// Voices that say nothing and wait until the test lets a sentence end.
const VOICES: &str = "window.spoken = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; this.rate = 1; this.voice = null; } };
    const listeners = [];
    const voices = [{ name: 'Zhang', lang: 'zh-CN' }, { name: 'Smith', lang: 'en-GB' }, { name: 'Lin', lang: 'zh_TW' }];
    let current = null;
    const speech = {
        getVoices: () => window.silent ? [] : voices,
        speak: (utterance) => { current = utterance; spoken.push([utterance.text, utterance.rate, utterance.voice?.name ?? '', utterance.lang]); },
        cancel: () => { const broken = current; current = null; broken?.onerror?.({ type: 'error' }); },
        addEventListener: (kind, call) => listeners.push(call),
        removeEventListener: () => {},
    };
    Object.defineProperty(window, 'speechSynthesis', { value: speech, configurable: true });
    window.endSentence = () => { const ended = current; current = null; ended?.onend?.(new Event('end')); };
    window.bringVoices = () => { window.silent = false; for (const call of listeners) call(new Event('voiceschanged')); };";

async fn speaks(page: &Page, words: &str) -> anyhow::Result<Value> {
    let script = "const last = spoken.at(-1); return last?.[0] === arguments[0] && last";
    let waited = page.wait_for(&format!("{words:?} is spoken"), script, &[json!(words)]).await;
    if waited.is_err() {
        let spoken: Value = page.run("return spoken", &[]).await?;
        return waited.map_err(|why| why.context(format!("spoken is {spoken}")));
    }
    waited
}

async fn marks(page: &Page, words: &str) -> Outcome {
    let found = marked(page, "shilu-aloud").await?.concat();
    ensure!(found == words, "marked is {found:?}");
    Ok(())
}

/// The sentences of the turn of [`SENTENCE`].
async fn turn(page: &Page) -> anyhow::Result<Vec<String>> {
    page.run("return [...document.querySelectorAll('#x2a1 .s')].map((one) => one.textContent)", &[]).await
}

async fn take(page: &Page) -> Outcome {
    in_english(page, "").await?;
    press(page, SENTENCE).await?;
    holds(page, WORDS).await
}

async fn without_a_voice_for_the_language_nothing_is_offered(page: Page) -> Outcome {
    page.site().insert(&[VOICES, "window.silent = true;"].concat());
    take(&page).await?;
    let offered: (bool, usize) = page
        .run("return [document.getElementById('read-quote').hidden, document.querySelectorAll('#aloud').length]", &[])
        .await?;
    ensure!(offered == (true, 0), "it is offered");
    Ok(())
}

async fn what_is_in_hand_is_read(page: Page) -> Outcome {
    page.site().insert(VOICES);
    take(&page).await?;
    page.click("#read-quote").await?;
    let spoken = speaks(&page, WORDS).await?;
    ensure!(spoken == json!([WORDS, 1, "Zhang", "zh-CN"]), "{spoken}");
    page.tell("endSentence()", &[]).await?;
    page.wait_for("it has ended", "return !!document.getElementById('read-turn')", &[]).await?;
    marks(&page, "").await
}

async fn a_turn_is_read_sentence_by_sentence_with_the_current_one_marked(page: Page) -> Outcome {
    page.site().insert(VOICES);
    take(&page).await?;
    let turn = turn(&page).await?;
    page.click("#read-turn").await?;
    for sentence in &turn {
        speaks(&page, sentence).await?;
        marks(&page, sentence).await?;
        page.tell("endSentence()", &[]).await?;
    }
    page.wait_for("it has ended", "return !!document.getElementById('read-turn')", &[]).await?;
    let count: usize = page.run("return spoken.length", &[]).await?;
    ensure!(count == turn.len(), "{count} sentences were spoken, {} stand there", turn.len());
    // The conference goes on where the turn ends.
    page.click("#read-all").await?;
    for _ in &turn {
        page.tell("endSentence()", &[]).await?;
    }
    let next = page.content("#x3 .s").await?;
    speaks(&page, &next).await?;
    page.click("#stop-reading").await?;
    page.wait_for("it has ended", "return !!document.getElementById('read-turn')", &[]).await?;
    marks(&page, "").await
}

async fn a_pause_stays_at_its_sentence(page: Page) -> Outcome {
    page.site().insert(VOICES);
    take(&page).await?;
    let turn = turn(&page).await?;
    page.click("#read-turn").await?;
    speaks(&page, &turn[0]).await?;
    page.tell("endSentence()", &[]).await?;
    speaks(&page, &turn[1]).await?;
    page.click("#pause-reading").await?;
    page.wait_for("it pauses", "return document.getElementById('pause-reading').textContent === 'Resume'", &[]).await?;
    marks(&page, &turn[1]).await?;
    let before: usize = page.run("return spoken.length", &[]).await?;
    page.click("#pause-reading").await?;
    speaks(&page, &turn[1]).await?;
    let after: usize = page.run("return spoken.length", &[]).await?;
    ensure!(after == before + 1, "it spoke {} times", after - before);
    page.click("#after-read").await?;
    speaks(&page, &turn[2]).await?;
    page.click("#before-read").await?;
    speaks(&page, &turn[1]).await.map(drop)
}

async fn speed_and_voice_are_chosen(page: Page) -> Outcome {
    page.site().insert(VOICES);
    take(&page).await?;
    let voices: Vec<String> =
        page.run("return [...document.querySelectorAll('#voice option')].map((one) => one.textContent)", &[]).await?;
    ensure!(voices == ["Zhang", "Lin"], "the voices are {voices:?}");
    page.click("#read-turn").await?;
    speaks(&page, WORDS).await?;
    page.tell(
        "[...document.querySelectorAll('#aloud .scope button')].find((one) => one.textContent === '1.5').click()",
        &[],
    )
    .await?;
    page.wait_for("it is faster", "return spoken.at(-1)[1] === 1.5", &[]).await?;
    let choose = "const voice = document.getElementById('voice');
        voice.value = 'Lin';
        voice.dispatchEvent(new Event('change', { bubbles: true }))";
    page.tell(choose, &[]).await?;
    page.wait_for("it is Lin", "return spoken.at(-1)[2] === 'Lin'", &[]).await?;
    let last: Value = page.run("return spoken.at(-1)", &[]).await?;
    ensure!(last == json!([WORDS, 1.5, "Lin", "zh-CN"]), "{last}");
    Ok(())
}

async fn a_voice_that_comes_late_is_offered(page: Page) -> Outcome {
    page.site().insert(&[VOICES, "window.silent = true;"].concat());
    take(&page).await?;
    page.tell("bringVoices()", &[]).await?;
    page.wait_for(
        "it is offered",
        "return !document.getElementById('read-quote').hidden && !!document.getElementById('aloud')",
        &[],
    )
    .await
    .map(drop)
}

async fn another_text_ends_the_reading(page: Page) -> Outcome {
    page.site().insert(VOICES);
    take(&page).await?;
    page.click("#read-turn").await?;
    speaks(&page, WORDS).await?;
    paste_in(&page, "Press briefing\n\nQ: What is this?\n\nMR. SMITH: This is an answer. It is short.\n").await?;
    shows(&page, "Press briefing").await?;
    marks(&page, "").await?;
    page.tell("document.getElementById('quotes').click()", &[]).await?;
    let script =
        "return document.getElementById('voice')?.textContent === 'Smith' && !document.getElementById('stop-reading')";
    page.wait_for("an English voice is offered", script, &[]).await.map(drop)
}

async fn axe_finds_nothing_while_it_reads(page: Page) -> Outcome {
    page.site().insert(VOICES);
    page.with_axe()?;
    take(&page).await?;
    page.click("#read-turn").await?;
    speaks(&page, WORDS).await?;
    judged(&page).await
}
