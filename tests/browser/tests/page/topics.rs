//! Topics: what an exchange is about stands in its heading and in the outline, and a touch shows the words for it.

use anyhow::ensure;
use serde_json::json;
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, sentences};
use thirtyfour::Key;

use crate::filtering::shown;
use crate::gestures::{counts, drop_texts, in_english, marked, open_sheet, says};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        headings_and_outline_say_what_it_is_about,
        a_topic_shows_its_words_and_marks_them,
        a_word_of_evidence_leads_to_its_place,
        what_is_only_named_shows_its_words_too,
        evidence_follows_the_language,
        the_keyboard_opens_and_shuts_evidence,
        a_topic_becomes_a_choice,
        keywords_come_with_the_dictionary_and_are_searched_for,
        the_dictionary_changes_no_topic,
        without_the_dictionary_everything_else_works,
        ones_own_lexicon_is_opened_like_a_text,
        a_wrong_lexicon_is_told_by_its_line,
    ]
}

/// What the headings say, and the outline, as far as it is shown.
const SAID: &str = "const said = (css) => [...document.querySelectorAll(css)].map((one) => one.innerText.replace(/\\s+/g, ' ').trim());
    return [said('#article .topics'), said('#outline > ol > li')]";

async fn said(page: &Page) -> anyhow::Result<(Vec<String>, Vec<String>)> {
    page.run(SAID, &[]).await
}

/// Presses a topic of an exchange.
async fn press(page: &Page, exchange: &str, topic: &str) -> Outcome {
    let script = "const topics = [...document.querySelectorAll(`#${arguments[0]} .topic`)];
        const topic = topics.find((one) => !one.disabled && one.innerText.trim() === arguments[1]);
        topic?.click();
        return !!topic";
    page.wait_for(&format!("{topic} can be pressed"), script, &[json!(exchange), json!(topic)]).await.map(drop)
}

async fn is_open(page: &Page) -> Outcome {
    page.wait_for("evidence is open", "return document.getElementById('evidence')", &[]).await.map(drop)
}

async fn headings_and_outline_say_what_it_is_about(page: Page) -> Outcome {
    page.open("").await?;
    let (headings, outline) = said(&page).await?;
    ensure!(headings.len() == 7 && headings[1].starts_with("中俄关系"), "{headings:?}");
    ensure!(headings[3].contains("中美关系") && !headings[5].contains("日本"), "{headings:?}");
    ensure!(outline[1] == "2 塔斯社 · 中俄关系", "{outline:?}");
    ensure!(outline[5] == "6 凤凰卫视 · 台湾", "{outline:?}");
    page.set("ui", "en").await?;
    let (headings, _) = said(&page).await?;
    ensure!(headings[1].starts_with("China–Russia relations"), "{headings:?}");
    Ok(())
}

async fn a_topic_shows_its_words_and_marks_them(page: Page) -> Outcome {
    page.open("").await?;
    press(&page, "x2", "中俄关系").await?;
    is_open(&page).await?;
    let marks = marked(&page, "shilu-evidence").await?;
    ensure!(marks.len() > 3 && marks.iter().any(|mark| mark == "中俄关系"), "{marks:?} are marked");
    let elsewhere: usize = page
        .run(
            "const ranges = [...(CSS.highlights?.get('shilu-evidence') ?? document.querySelectorAll('mark.shilu-evidence'))];
            const node = (range) => range.startContainer?.parentElement ?? range;
            return ranges.filter((range) => node(range).closest('.exchange').id !== 'x2').length",
            &[],
        )
        .await?;
    ensure!(elsewhere == 0, "{elsewhere} are marked in another exchange");
    press(&page, "x2", "中俄关系").await?;
    page.wait_for("evidence is shut", "return !document.getElementById('evidence')", &[]).await?;
    ensure!(marked(&page, "shilu-evidence").await?.is_empty(), "its words are still marked");
    Ok(())
}

async fn a_word_of_evidence_leads_to_its_place(page: Page) -> Outcome {
    page.open("").await?;
    press(&page, "x6", "台湾").await?;
    is_open(&page).await?;
    let script = "const term = [...document.querySelectorAll('#evidence [data-deed=term]')].find((one) => one.dataset.topics === '台独');
        term?.click();
        return !!term";
    page.wait_for("there is the word", script, &[]).await?;
    let only = "const ranges = CSS.highlights?.get('shilu-evidence');
        const words = ranges ? [...ranges].map(String) : [...document.querySelectorAll('mark.shilu-evidence')].map((one) => one.textContent);
        return words.length > 1 && words.every((word) => word === '台独')";
    page.wait_for("only it is marked", only, &[]).await?;
    let in_view = "const ranges = [...(CSS.highlights?.get('shilu-evidence') ?? document.querySelectorAll('mark.shilu-evidence'))];
        return ranges.some((range) => { const { top, bottom } = range.getBoundingClientRect(); return top > 0 && bottom < innerHeight; })";
    page.wait_for("it is in view", in_view, &[]).await.map(drop)
}

async fn what_is_only_named_shows_its_words_too(page: Page) -> Outcome {
    page.open("").await?;
    press(&page, "x6", "台湾").await?;
    is_open(&page).await?;
    let script = "const named = [...document.querySelectorAll('#evidence button')].find((one) => one.innerText.trim() === '日本');
        named?.click();
        return !!named";
    page.wait_for("日本 is named", script, &[]).await?;
    page.wait_for(
        "its role is told",
        "return document.querySelector('#evidence .role')?.innerText.trim() === '提及'",
        &[],
    )
    .await?;
    let marks = marked(&page, "shilu-evidence").await?;
    ensure!(!marks.is_empty() && marks.iter().all(|mark| mark.contains('日')), "{marks:?} are marked");
    ensure!(page.count("#evidence [data-deed=only]").await? == 0, "what is only named cannot be chosen");
    Ok(())
}

async fn evidence_follows_the_language(page: Page) -> Outcome {
    page.open("").await?;
    press(&page, "x7", "中日关系").await?;
    is_open(&page).await?;
    says(&page, "evidence", "依据：").await?;
    page.set("ui", "en").await?;
    let said: String = page.run("return document.getElementById('evidence').innerText", &[]).await?;
    ensure!(said.contains("Evidence:") && !said.contains("依据"), "{said}");
    Ok(())
}

async fn the_keyboard_opens_and_shuts_evidence(page: Page) -> Outcome {
    page.open("").await?;
    let script = "const topic = document.querySelector('#x5 .topic:enabled'); topic?.focus(); return document.activeElement === topic";
    page.wait_for("it has the focus", script, &[]).await?;
    page.press(Key::Enter).await?;
    is_open(&page).await?;
    let expanded = "return document.activeElement.getAttribute('aria-expanded')";
    ensure!(page.run::<String>(expanded, &[]).await? == "true", "it is not said to be open");
    page.press(Key::Enter).await?;
    page.wait_for("evidence is shut", "return !document.getElementById('evidence')", &[]).await?;
    ensure!(page.run::<String>(expanded, &[]).await? == "false", "it is said to be open");
    Ok(())
}

async fn a_topic_becomes_a_choice(page: Page) -> Outcome {
    page.open("").await?;
    press(&page, "x2", "中俄关系").await?;
    is_open(&page).await?;
    page.tell("document.querySelector('#evidence [data-deed=only]').click()", &[]).await?;
    shown(&page, &[2]).await
}

/// The dictionary comes when the page is idle, and is unpacked in the worker: a busy machine takes its time.
async fn keywords(page: &Page) -> Outcome {
    let script = "return document.querySelectorAll('#keywords li').length > 3";
    if page.wait_for("the dictionary is there", script, &[]).await.is_err() {
        page.wait_for("the dictionary is there at last", script, &[]).await?;
    }
    Ok(())
}

async fn keywords_come_with_the_dictionary_and_are_searched_for(page: Page) -> Outcome {
    page.open("").await?;
    keywords(&page).await?;
    let script = "const word = [...document.querySelectorAll('#keywords button')].find((one) => one.textContent.startsWith('台独'));
        word?.click();
        return !!word";
    page.wait_for("台独 is among them", script, &[]).await?;
    counts(&page, "1 / 6").await?;
    press(&page, "x5", "乌克兰").await?;
    is_open(&page).await?;
    ensure!(page.count("#evidence [data-deed=word]").await? > 2, "the exchange has no keywords");
    Ok(())
}

async fn the_dictionary_changes_no_topic(page: Page) -> Outcome {
    page.open("").await?;
    page.wait_for("there is something to choose", "return document.querySelectorAll('.facet li').length > 20", &[])
        .await?;
    let facets = "return [...document.querySelectorAll('.facet[data-group]')].map((one) => one.textContent)";
    let before = (said(&page).await?, page.run::<Vec<String>>(facets, &[]).await?);
    keywords(&page).await?;
    let after = (said(&page).await?, page.run::<Vec<String>>(facets, &[]).await?);
    ensure!(before == after, "{before:?} became {after:?}");
    Ok(())
}

async fn without_the_dictionary_everything_else_works(page: Page) -> Outcome {
    page.site().insert("Object.defineProperty(self, 'shiluData', { get: () => async () => { throw new Error('gone'); }, set: () => {} });");
    page.open("#topic=place.jp").await?;
    shown(&page, &[7]).await?;
    press(&page, "x7", "中日关系").await?;
    is_open(&page).await?;
    ensure!(page.count("#keywords").await? == 0, "there are keywords");
    Ok(())
}

const LEXICON: &str = "# 我的词表\ntheme.mine = 我的议题 | 我的議題 | My topic\n5 中俄关系\n";

async fn ones_own_lexicon_is_opened_like_a_text(page: Page) -> Outcome {
    page.open("").await?;
    drop_texts(&page, &[("mine.txt", LEXICON.as_bytes())]).await?;
    says(&page, "status", "正在使用你的词表，新增议题 1 个").await?;
    // It may stand among those that are offered on demand.
    let choice = "const choice = document.getElementById('facet-theme.mine');
        if (!choice) document.querySelector('#more-theme[aria-expanded=\"false\"]')?.click();
        return !!choice";
    page.wait_for("it is a choice", choice, &[]).await?;
    let (headings, _) = said(&page).await?;
    ensure!(headings[1].contains("我的议题"), "{headings:?}");
    page.tell("document.getElementById('facet-theme.mine').click()", &[]).await?;
    shown(&page, &[2]).await?;
    page.tell("document.getElementById('own-lexicon').click()", &[]).await?;
    says(&page, "status", "已改回内置词表。").await?;
    shown(&page, &[]).await?;
    let (headings, _) = said(&page).await?;
    ensure!(!headings[1].contains("我的议题"), "{headings:?}");
    Ok(())
}

async fn a_wrong_lexicon_is_told_by_its_line(page: Page) -> Outcome {
    in_english(&page, "").await?;
    open_sheet(&page).await?;
    drop_texts(&page, &[("mine.txt", "theme.mine = 甲\n5 乙\n".as_bytes())]).await?;
    says(&page, "status", "Line 2 of the lexicon is wrong: a word needs at least two characters.").await?;
    page.visit(&Visit::default()).await
}
