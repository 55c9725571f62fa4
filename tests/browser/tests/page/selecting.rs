//! Taking words in hand: by mouse, finger and keyboard, by sentences and by words; never across turns.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu_browser_tests::{Engine, Outcome, Page, Sentence, Visit, sentences};
use thirtyfour::Key;

use crate::gestures::{SHORT, SHORT_TITLE, in_english, marked, paste_in, press_with, shows, write_query};

pub(crate) fn sentences() -> Vec<Sentence> {
    let mut all = sentences![
        a_press_takes_a_sentence_and_shows_whose_it_is,
        a_finger_takes_a_sentence,
        a_shift_press_extends_and_a_second_press_lets_go,
        the_bar_extends_by_sentences_and_shrinks_again,
        dragging_takes_exactly_the_words,
        what_a_newspaper_broke_is_taken_whole,
        across_turns_nothing_is_taken,
        a_shift_press_into_another_turn_leaves_what_is_in_hand,
        a_double_press_takes_the_word,
        selecting_and_copying_stay_as_they_are,
        the_keyboard_takes_moves_extends_and_gives_the_focus_back,
        the_tools_are_walked_by_arrows,
        links_and_names_are_no_sentences,
        what_is_in_hand_speaks_the_readers_language,
        another_text_takes_it_out_of_hand,
        a_search_puts_it_away,
        on_a_phone_it_is_a_sheet_over_the_foot,
        suggestions_are_listed_with_reasons_and_taken,
    ];
    for (name, frame) in [("a_desk", None), ("a_phone", Some((390, 844)))] {
        for theme in ["light", "dark"] {
            let name = format!("axe_finds_nothing_while_something_is_in_hand_on_{name}_{theme}");
            all.push(Sentence::new(name, move |page| axe_finds_nothing(page, frame, theme)));
        }
    }
    all
}

/// A sentence of an answer, the one after it, and one of the question before.
pub(crate) const SENTENCE: &str = "x2a1.p1.s1";
pub(crate) const WORDS: &str = "中俄关系每年都会被问到，但角度每次都不同。";
const NEXT: &str = "x2a1.p1.s2";
const QUESTION: &str = "x2q1.p1.s1";

pub(crate) fn at(id: &str) -> String {
    format!("[id=\"{id}\"]")
}

/// Presses a sentence in the middle of the window.
pub(crate) async fn press(page: &Page, id: &str) -> Outcome {
    scroll_to(page, id).await?;
    page.click(&at(id)).await
}

/// Waits until these words are in hand and marked.
pub(crate) async fn holds(page: &Page, words: &str) -> Outcome {
    let script = "return !document.getElementById('hand').hidden && document.getElementById('held').textContent === arguments[0]";
    // The first answer waits for the engine to start.
    let (what, words_held) = (format!("{words:?} is in hand"), [json!(words)]);
    let mut waited = page.wait_for(&what, script, &words_held).await;
    if waited.is_err() {
        waited = page.wait_for(&what, script, &words_held).await;
    }
    if let Err(why) = waited {
        let held = page.content("#held").await?;
        return Err(why.context(format!("in hand is {held:?}")));
    }
    let marks = marked(page, "shilu-hand").await?.concat();
    ensure!(marks == words, "marked is {marks:?}");
    Ok(())
}

pub(crate) async fn holds_nothing(page: &Page) -> Outcome {
    page.wait_for("nothing is in hand", "return document.getElementById('hand').hidden", &[]).await?;
    ensure!(marked(page, "shilu-hand").await?.is_empty(), "it is still marked");
    Ok(())
}

async fn a_press_takes_a_sentence_and_shows_whose_it_is(page: Page) -> Outcome {
    page.open("").await?;
    press(&page, SENTENCE).await?;
    holds(&page, WORDS).await?;
    let whose = page.content("#held-by").await?;
    for part in ["王毅", "答塔斯社记者问", "十四届全国人大三次会议", "2025年3月7日（推定）", "新华社"]
    {
        ensure!(whose.contains(part), "below it stands {whose}, without {part}");
    }
    // A question's words are whose who asks.
    press(&page, QUESTION).await?;
    page.wait_for(
        "the question is in hand",
        "return document.getElementById('held-by').textContent.startsWith('塔斯社记者')",
        &[],
    )
    .await?;
    page.press(Key::Escape).await?;
    holds_nothing(&page).await
}

async fn a_finger_takes_a_sentence(page: Page) -> Outcome {
    page.open("").await?;
    if page.engine() == Engine::Chromium {
        let touch = json!({ "enabled": true });
        page.browser().cdp().send_raw("Emulation.setTouchEmulationEnabled", touch).await?;
    }
    page.tap(&at(SENTENCE)).await?;
    let held = holds(&page, WORDS).await;
    if page.engine() == Engine::Chromium {
        let touch = json!({ "enabled": false });
        page.browser().cdp().send_raw("Emulation.setTouchEmulationEnabled", touch).await?;
    }
    held
}

async fn content(page: &Page, id: &str) -> anyhow::Result<String> {
    page.content(&at(id)).await
}

async fn shift_press(page: &Page, id: &str) -> Outcome {
    scroll_to(page, id).await?;
    let element = page.find(&at(id)).await?;
    let chain = page.browser().action_chain().key_down(Key::Shift).click_element(&element).key_up(Key::Shift);
    Ok(chain.perform().await?)
}

async fn a_shift_press_extends_and_a_second_press_lets_go(page: Page) -> Outcome {
    page.open("").await?;
    press(&page, SENTENCE).await?;
    holds(&page, WORDS).await?;
    shift_press(&page, NEXT).await?;
    holds(&page, &[WORDS, &content(&page, NEXT).await?].concat()).await?;
    let selected: String = page.run("return getSelection().toString()", &[]).await?;
    ensure!(selected.is_empty(), "the browser selects {selected}");
    press(&page, NEXT).await?;
    holds(&page, &content(&page, NEXT).await?).await?;
    press(&page, NEXT).await?;
    holds_nothing(&page).await
}

async fn the_bar_extends_by_sentences_and_shrinks_again(page: Page) -> Outcome {
    page.open("").await?;
    press(&page, NEXT).await?;
    let next = content(&page, NEXT).await?;
    holds(&page, &next).await?;
    page.click("#less-quote").await?;
    holds(&page, &[WORDS, &next].concat()).await?;
    // The turn begins here.
    page.click("#less-quote").await?;
    page.click("#more-quote").await?;
    holds(&page, &next).await?;
    page.click("#more-quote").await?;
    let after = content(&page, "x2a1.p2.s1").await?;
    let held = page
        .wait_for(
            "it goes on in the next paragraph",
            "const held = document.getElementById('held').textContent;
        return held.includes(arguments[0]) && held",
            &[json!(after)],
        )
        .await?;
    ensure!(held.as_str().is_some_and(|held| held.starts_with(&next) && held.ends_with(&after)), "in hand is {held}");
    Ok(())
}

/// Where a character of an element stands on the screen: its left edge, or its right edge.
async fn edge(page: &Page, id: &str, character: usize, right: bool) -> anyhow::Result<(i64, i64)> {
    let script = "const [id, at, right] = arguments;
        const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
        let left = at;
        while (walker.nextNode() && left >= walker.currentNode.length) left -= walker.currentNode.length;
        const range = document.createRange();
        range.setStart(walker.currentNode, left);
        range.setEnd(walker.currentNode, left + 1);
        const box = range.getBoundingClientRect();
        return [Math.round(right ? box.right - 2 : box.left + 2), Math.round((box.top + box.bottom) / 2)]";
    page.run(script, &[json!(id), json!(character), json!(right)]).await
}

async fn scroll_to(page: &Page, id: &str) -> Outcome {
    page.tell("document.getElementById(arguments[0]).scrollIntoView({ block: 'center' })", &[json!(id)]).await?;
    page.wait_until_still().await
}

async fn dragging_takes_exactly_the_words(page: Page) -> Outcome {
    page.open("").await?;
    scroll_to(&page, SENTENCE).await?;
    page.drag(edge(&page, SENTENCE, 2, false).await?, edge(&page, SENTENCE, 9, true).await?).await?;
    let selected: String = page.run("return getSelection().toString()", &[]).await?;
    ensure!(WORDS.contains(&selected) && selected.chars().count() >= 6, "the drag selects {selected:?}");
    holds(&page, &selected).await?;
    // Words grow to their sentence first.
    page.click("#more-quote").await?;
    holds(&page, WORDS).await
}

async fn what_a_newspaper_broke_is_taken_whole(page: Page) -> Outcome {
    page.open("").await?;
    let script =
        "return [...document.querySelectorAll('.s')].find((one) => one.textContent.includes('不结盟、不对抗')).id";
    let id: String = page.run(script, &[]).await?;
    press(&page, &id).await?;
    let words = content(&page, &id).await?;
    ensure!(words.contains("“不结盟、不对抗、不针对第三方”"), "{id} is {words}");
    holds(&page, &words).await
}

/// Selects from a character of one sentence to one of another, as a script can.
async fn select(page: &Page, from: (&str, usize), to: (&str, usize)) -> Outcome {
    let script = "const [from, at, to, end] = arguments;
        const text = (id) => document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT).nextNode();
        getSelection().setBaseAndExtent(text(from), at, text(to), end)";
    page.tell(script, &[json!(from.0), json!(from.1), json!(to.0), json!(to.1)]).await
}

/// Time for a selection to settle, and for the engine to answer.
async fn settle() {
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
}

async fn across_turns_nothing_is_taken(page: Page) -> Outcome {
    page.open("").await?;
    select(&page, (QUESTION, 3), (SENTENCE, 4)).await?;
    settle().await;
    holds_nothing(&page).await?;
    // Nor does something stay that was in hand before.
    page.tell("getSelection().removeAllRanges()", &[]).await?;
    press(&page, SENTENCE).await?;
    holds(&page, WORDS).await?;
    select(&page, (QUESTION, 3), (SENTENCE, 4)).await?;
    holds_nothing(&page).await?;
    let selected: String = page.run("return getSelection().toString()", &[]).await?;
    ensure!(selected.contains("中俄"), "the selection became {selected:?}");
    Ok(())
}

async fn a_shift_press_into_another_turn_leaves_what_is_in_hand(page: Page) -> Outcome {
    in_english(&page, "").await?;
    press(&page, SENTENCE).await?;
    holds(&page, WORDS).await?;
    shift_press(&page, QUESTION).await?;
    page.wait_for(
        "it says why",
        "return document.getElementById('hand-said').textContent === 'A quotation must come from one turn of one speaker.'",
        &[],
    )
    .await?;
    holds(&page, WORDS).await
}

async fn a_double_press_takes_the_word(page: Page) -> Outcome {
    if page.engine() == Engine::WebKit {
        // Its driver's double press selects nothing.
        return Ok(());
    }
    page.open("").await?;
    scroll_to(&page, SENTENCE).await?;
    let element = page.find(&at(SENTENCE)).await?;
    page.browser().action_chain().double_click_element(&element).perform().await?;
    let script = "const word = getSelection().toString();
        return word && document.getElementById('held').textContent === word && word";
    let word = page.wait_for("the word is in hand", script, &[]).await?;
    ensure!(word.as_str().is_some_and(|word| word.chars().count() < 6), "the word is {word}");
    Ok(())
}

async fn selecting_and_copying_stay_as_they_are(page: Page) -> Outcome {
    page.open("").await?;
    // The topics come to life a moment after the page.
    page.wait_for("the topics are alive", "return document.querySelector('#article .topic:enabled')", &[]).await?;
    let script = "window.copies = [];
        document.addEventListener('copy', (event) => copies.push([event.defaultPrevented, getSelection().toString()]));
        window.moved = [];
        new MutationObserver((all) => moved.push(...all.map((one) => `${one.target.localName}#${one.target.id} ${one.attributeName ?? ''}`))).observe(document.getElementById('article'), { subtree: true, childList: true, attributes: true })";
    page.tell(script, &[]).await?;
    select(&page, (SENTENCE, 2), (SENTENCE, 8)).await?;
    let selected: String = page.run("return getSelection().toString()", &[]).await?;
    holds(&page, &selected).await?;
    let still: String = page.run("return getSelection().toString()", &[]).await?;
    ensure!(still == selected, "the selection became {still:?}");
    page.tell("document.dispatchEvent(new ClipboardEvent('copy', { cancelable: true, bubbles: true }))", &[]).await?;
    let (copies, moved): (Vec<(bool, String)>, Vec<String>) = page.run("return [copies, moved]", &[]).await?;
    ensure!(copies == [(false, selected)], "what is copied is changed: {copies:?}");
    ensure!(moved.is_empty(), "the article was changed: {moved:?}");
    Ok(())
}

async fn the_keyboard_takes_moves_extends_and_gives_the_focus_back(page: Page) -> Outcome {
    in_english(&page, "").await?;
    page.tell("document.getElementById('export').focus()", &[]).await?;
    press_with(&page, Key::Alt, "s").await?;
    let first = page.content("#article .turn > p:not(.scene) > .s").await?;
    holds(&page, &first).await?;
    let focused =
        "return document.activeElement.id === arguments[0] || (window.focused = document.activeElement.id, false)";
    page.wait_for("the tools have the focus", focused, &[json!("copy-quote")]).await?;
    let all: Vec<String> =
        page.run("return [...document.querySelectorAll('.turn > p:not(.scene) > .s')].slice(0, 6).map((one) => one.textContent)", &[]).await?;
    page.press(Key::Down).await?;
    holds(&page, &all[1]).await?;
    page.wait_for(
        "it is said",
        "return document.getElementById('heard').textContent.includes(arguments[0])",
        &[json!(all[1])],
    )
    .await?;
    page.press(Key::Up).await?;
    holds(&page, &all[0]).await?;
    page.press(Key::Up).await?;
    holds(&page, &all[0]).await?;
    page.press(Key::Down).await?;
    holds(&page, &all[1]).await?;
    page.press(Key::Down).await?;
    holds(&page, &all[2]).await?;
    press_with(&page, Key::Shift, Key::Down).await?;
    holds(&page, &[all[2].as_str(), &all[3]].concat()).await?;
    press_with(&page, Key::Shift, Key::Up).await?;
    holds(&page, &all[2]).await?;
    page.wait_for("the tools still have the focus", focused, &[json!("copy-quote")]).await?;
    page.press(Key::Escape).await?;
    holds_nothing(&page).await?;
    page.wait_for("the focus is back", focused, &[json!("export")]).await.map(drop)
}

async fn the_tools_are_walked_by_arrows(page: Page) -> Outcome {
    page.open("").await?;
    press_with(&page, Key::Alt, "s").await?;
    let focused = "return document.activeElement.id === arguments[0]";
    page.wait_for("the tools have the focus", focused, &[json!("copy-quote")]).await?;
    for (key, id) in [
        (Key::Right, "copy-link"),
        (Key::Right, "card-quote"),
        (Key::Left, "copy-link"),
        (Key::End, "more-quote"),
        (Key::Right, "copy-quote"),
        (Key::Left, "more-quote"),
        (Key::Home, "copy-quote"),
    ] {
        page.press(key).await?;
        page.wait_for(&format!("{id} has the focus"), focused, &[json!(id)]).await?;
    }
    let reached: usize =
        page.run("return document.querySelectorAll('#hand-tools [tabindex=\"0\"]').length", &[]).await?;
    ensure!(reached == 1, "Tab reaches {reached} of the tools");
    Ok(())
}

async fn links_and_names_are_no_sentences(page: Page) -> Outcome {
    page.open("").await?;
    for css in ["#x2 h2", "[id=\"x2a1.label\"]", "[id=\"h.main\"]", ".facts summary"] {
        page.tell("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", &[json!(css)]).await?;
        page.wait_until_still().await?;
        page.click(css).await.with_context(|| css.to_owned())?;
    }
    settle().await;
    holds_nothing(&page).await
}

async fn what_is_in_hand_speaks_the_readers_language(page: Page) -> Outcome {
    in_english(&page, "").await?;
    press(&page, SENTENCE).await?;
    holds(&page, WORDS).await?;
    let whose = "return document.getElementById('held-by').textContent.includes(arguments[0])";
    page.wait_for("it is said in English", whose, &[json!("7 March 2025 (inferred)")]).await?;
    page.set("ui", "zh-Hant").await?;
    page.wait_for("it is said in Chinese", whose, &[json!("2025年3月7日（推定）")]).await.map(drop)
}

async fn another_text_takes_it_out_of_hand(page: Page) -> Outcome {
    page.open("").await?;
    press(&page, SENTENCE).await?;
    holds(&page, WORDS).await?;
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    holds_nothing(&page).await?;
    press(&page, "x1a1.p1.s1").await?;
    holds(&page, "我没有评论。").await
}

async fn a_search_puts_it_away(page: Page) -> Outcome {
    page.open("").await?;
    press(&page, SENTENCE).await?;
    holds(&page, WORDS).await?;
    write_query(&page, "中俄").await?;
    holds_nothing(&page).await?;
    page.wait_for("the hits are there", "return document.getElementById('found').checkVisibility()", &[]).await?;
    // What is taken while the hits stand there lies over them, and they come back.
    press(&page, NEXT).await?;
    page.wait_for("the hits make way", "return !document.getElementById('found').checkVisibility()", &[]).await?;
    page.click("#put-down").await?;
    page.wait_for("the hits are back", "return document.getElementById('found').checkVisibility()", &[]).await.map(drop)
}

async fn on_a_phone_it_is_a_sheet_over_the_foot(page: Page) -> Outcome {
    page.visit(&Visit { frame: Some((390, 844)), ..Visit::default() }).await?;
    press(&page, SENTENCE).await?;
    holds(&page, WORDS).await?;
    page.wait_until_still().await?;
    let script = "const hand = document.getElementById('hand').getBoundingClientRect();
        const dock = document.getElementById('tools').getBoundingClientRect();
        const tools = [...document.querySelectorAll('#hand button')].filter((one) => one.checkVisibility() && one.getClientRects().length);
        const small = tools.filter((one) => Math.min(one.offsetHeight, one.offsetWidth) < 24).map((one) => one.id);
        return { full: hand.left === dock.left && Math.abs(hand.width - dock.width) < 1.5, above: Math.abs(hand.bottom - dock.top) < 1.5,
            half: hand.height <= innerHeight * 0.46, wide: document.documentElement.scrollWidth > innerWidth, small }";
    let seen: Value = page.run(script, &[]).await?;
    ensure!(seen == json!({ "full": true, "above": true, "half": true, "wide": false, "small": [] }), "{seen}");
    page.click("#put-down").await?;
    holds_nothing(&page).await
}

async fn suggestions_are_listed_with_reasons_and_taken(page: Page) -> Outcome {
    in_english(&page, "").await?;
    page.click("#quotes").await?;
    page.click("#suggest").await?;
    page.wait_for("twelve are suggested", "return document.querySelectorAll('#suggested > li').length === 12", &[])
        .await?;
    let script = "return [...document.querySelectorAll('#suggested > li')].map((one) => [one.querySelector('.words').textContent, one.querySelector('.who').textContent])";
    let all: Vec<(String, String)> = page.run(script, &[]).await?;
    for words in ["以中国的确定性稳住不确定的世界", "借台湾生事，就是给日本找事"] {
        ensure!(all.iter().any(|(one, _)| one.contains(words)), "{words} is not among them");
    }
    ensure!(all.iter().all(|(_, who)| who.contains("王毅 · ") && who.matches(" · ").count() >= 1), "{all:?}");
    page.click("#suggested > li:nth-child(3) button").await?;
    holds(&page, &all[2].0).await
}

async fn axe_finds_nothing(page: Page, frame: Option<(u32, u32)>, theme: &'static str) -> Outcome {
    page.with_axe()?;
    page.visit(&Visit { storage: vec![("shilu.theme", theme)], frame, ..Visit::default() }).await?;
    press(&page, SENTENCE).await?;
    holds(&page, WORDS).await?;
    page.click("#suggest").await?;
    page.wait_for("twelve are suggested", "return document.querySelectorAll('#suggested > li').length === 12", &[])
        .await?;
    judged(&page).await
}

/// Lets axe judge the page as it stands.
pub(crate) async fn judged(page: &Page) -> Outcome {
    let found: Vec<String> = page.violations().await?.iter().map(ToString::to_string).collect();
    ensure!(found.is_empty(), "axe finds {}:\n    {}", found.len(), found.join("\n    "));
    Ok(())
}
