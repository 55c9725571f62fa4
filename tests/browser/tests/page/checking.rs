//! The check: what is pasted, the verdict of each passage, its place, and what differs.

use anyhow::ensure;
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, sentences};
use thirtyfour::Key;

use crate::gestures::{SHORT, drop_texts, in_english, marked, press_with, says, shows};
use crate::selecting::{SENTENCE, WORDS, holds, judged, press};

pub(crate) fn sentences() -> Vec<Sentence> {
    let mut all = sentences![
        each_verdict_is_said_in_words_and_with_a_sign,
        what_differs_is_struck_out_and_put_in,
        a_lost_denial_and_a_rejected_saying_are_warned_of,
        a_place_leads_into_the_text,
        everything_open_is_looked_through,
        what_is_in_hand_is_checked_at_once,
        an_empty_box_is_named,
        what_is_pasted_is_never_markup,
        the_box_keeps_what_was_checked,
        without_a_worker_it_checks_too,
    ];
    for (name, frame) in [("a_desk", None), ("a_phone", Some((390, 844)))] {
        for theme in ["light", "dark"] {
            let name = format!("axe_finds_nothing_in_a_check_on_{name}_{theme}");
            all.push(Sentence::new(name, move |page| axe_finds_nothing(page, frame, theme)));
        }
    }
    all
}

pub(crate) async fn check(page: &Page, text: &str) -> Outcome {
    let is_open = "return document.getElementById('checking').open";
    if !page.run::<bool>(is_open, &[]).await? {
        page.tell("if (document.getElementById('hand').hidden) document.getElementById('quotes').click()", &[]).await?;
        page.click("#open-check").await?;
    }
    page.tell(
        "document.getElementById('pasted').value = arguments[0]; document.querySelector('#passages').dataset.old = '1'",
        &[json!(text)],
    )
    .await?;
    page.tell("document.getElementById('check').click()", &[]).await?;
    let script = "return /checked|核对了/.test(document.getElementById('check-said').textContent)";
    page.wait_for("it is checked", script, &[]).await.map(drop)
}

/// Waits until the passages have these signs and verdicts.
pub(crate) async fn judges(page: &Page, expected: &[(&str, &str)]) -> Outcome {
    let script = "const found = [...document.querySelectorAll('#passages > li > .verdict')].map((one) =>
            [one.querySelector('.sign').textContent, one.lastElementChild.textContent]);
        return JSON.stringify(found) === JSON.stringify(arguments[0]) || (window.judged = JSON.stringify(found), false)";
    let waited = page.wait_for(&format!("it judges {expected:?}"), script, &[json!(expected)]).await;
    if let Err(why) = waited {
        let judged: Value = page.run("return window.judged", &[]).await?;
        return Err(why.context(format!("it judges {judged}")));
    }
    Ok(())
}

async fn each_verdict_is_said_in_words_and_with_a_sign(page: Page) -> Outcome {
    in_english(&page, "").await?;
    for (text, sign, verdict) in [
        ("“中俄关系每年都会被问到，但角度每次都不同”", "✓", "Verbatim"),
        ("「中俄關係每年都會被問到,但角度每次都不同」", "✓", "Verbatim"),
        ("王毅说：“去年以来，中俄领导人密集互动，两国关系健康发展。”", "⇄", "Somebody else’s words"),
        ("“无论国际环境如何变化……内生动力不减”", "…", "Verbatim, with marked omissions"),
        ("“中俄关系每年都会被问到，借台湾生事，就是给日本找事”", "+", "Stitched together"),
        ("“中俄关系每月都会被问到，但角度每次都不同”", "≠", "Altered"),
        ("“量子纠缠需要更多的观测站和更好的望远镜”", "∅", "Not found"),
    ] {
        check(&page, text).await?;
        judges(&page, &[(sign, verdict)]).await?;
    }
    check(&page, "他说“中俄关系每年都会被问到”，又说“量子纠缠需要更多的观测站和更好的望远镜”。").await?;
    judges(&page, &[("✓", "Verbatim"), ("∅", "Not found")]).await?;
    says(&page, "check-said", "2 passages checked").await
}

async fn what_differs_is_struck_out_and_put_in(page: Page) -> Outcome {
    in_english(&page, "").await?;
    check(&page, "“中俄关系每月都会被问到，但是角度每次都不同”").await?;
    judges(&page, &[("≠", "Altered")]).await?;
    let script = "const place = document.querySelector('#passages .places > li');
        const all = (css) => [...place.querySelectorAll(css)].map((one) => one.textContent);
        return { del: all('del'), ins: all('ins'), told: all('.differences > li'), who: place.querySelector('.who > span').textContent }";
    let seen: Value = page.run(script, &[]).await?;
    ensure!(seen["del"] == json!(["月", "是"]) && seen["ins"] == json!(["年"]), "{seen}");
    ensure!(seen["told"] == json!(["changed “月” (original: “年”)", "added “是”"]), "{seen}");
    ensure!(seen["who"].as_str().is_some_and(|who| who.starts_with("王毅 · Question 2 · 2025-03-07")), "{seen}");
    // How words are written changes no verdict, and is told.
    check(&page, "「中俄關係每年都會被問到」").await?;
    judges(&page, &[("✓", "Verbatim")]).await?;
    let script = "return [document.querySelectorAll('#passages :is(del, ins)').length, document.querySelector('.differences').textContent]";
    let (marks, told): (usize, String) = page.run(script, &[]).await?;
    ensure!(marks == 0 && told.contains("simplified or traditional “關係”"), "{marks} marks, and {told}");
    Ok(())
}

async fn a_lost_denial_and_a_rejected_saying_are_warned_of(page: Page) -> Outcome {
    in_english(&page, "").await?;
    let warns = "return [...document.querySelectorAll('#passages .warning')].map((one) => one.textContent)";
    check(&page, "“中俄关系因一时一事而变”").await?;
    page.wait_for("it warns", "return document.querySelectorAll('#passages .warning').length === 1", &[]).await?;
    let warned: Vec<String> = page.run(warns, &[]).await?;
    ensure!(warned == ["! The original has a negation or a condition here; the quotation drops it."], "{warned:?}");
    check(&page, "“没有永远的朋友，只有永远的利益”").await?;
    let script = "return document.querySelector('#passages .warning')?.textContent.includes('in order to reject them')";
    page.wait_for("it warns", script, &[]).await.map(drop)
}

async fn a_place_leads_into_the_text(page: Page) -> Outcome {
    page.open("").await?;
    check(&page, "“借台湾生事，就是给日本找事”").await?;
    judges(&page, &[("✓", "原话")]).await?;
    page.click("#passages .places .deed").await?;
    let script = "const [range] = CSS.highlights?.get('shilu-linked') ?? [document.querySelector('mark.shilu-linked')];
        const box = range?.getBoundingClientRect();
        return !document.getElementById('checking').open && box?.top > 0 && box.bottom < innerHeight";
    page.wait_for("the words are in view", script, &[]).await?;
    let found = marked(&page, "shilu-linked").await?.concat();
    ensure!(found.starts_with("借台湾生事，就是给日本找事"), "marked is {found}");
    Ok(())
}

async fn everything_open_is_looked_through(page: Page) -> Outcome {
    in_english(&page, "").await?;
    drop_texts(&page, &[("a.txt", SHORT.as_bytes())]).await?;
    shows(&page, "外交部发言人主持例行记者会").await?;
    check(&page, "“借台湾生事，就是给日本找事”").await?;
    judges(&page, &[("✓", "Verbatim")]).await?;
    let who: String = page.run("return document.querySelector('#passages .who > span').textContent", &[]).await?;
    ensure!(who.contains("坚守人间正道"), "it is said to stand in {who}");
    page.click("#checking .scope button:first-child").await?;
    check(&page, "“借台湾生事，就是给日本找事”").await?;
    judges(&page, &[("∅", "Not found")]).await?;
    page.click("#checking .scope button:last-child").await?;
    check(&page, "“借台湾生事，就是给日本找事”").await?;
    judges(&page, &[("✓", "Verbatim")]).await?;
    page.click("#passages .places .deed").await?;
    shows(&page, "坚守人间正道 把握时代潮流").await?;
    page.wait_for(
        "the words are marked",
        "return CSS.highlights?.get('shilu-linked')?.size > 0 || !!document.querySelector('mark.shilu-linked')",
        &[],
    )
    .await
    .map(drop)
}

async fn what_is_in_hand_is_checked_at_once(page: Page) -> Outcome {
    in_english(&page, "").await?;
    press(&page, SENTENCE).await?;
    holds(&page, WORDS).await?;
    page.click("#check-quote").await?;
    judges(&page, &[("✓", "Verbatim")]).await?;
    let value: String = page.run("return document.getElementById('pasted').value", &[]).await?;
    ensure!(value == WORDS, "in the box there is {value}");
    // Escape puts the check away, and leaves in hand what is there.
    page.press(Key::Escape).await?;
    page.wait_for("the check is away", "return !document.getElementById('checking').open", &[]).await?;
    holds(&page, WORDS).await
}

async fn an_empty_box_is_named(page: Page) -> Outcome {
    in_english(&page, "").await?;
    page.click("#quotes").await?;
    page.click("#open-check").await?;
    page.click("#check").await?;
    says(&page, "check-said", "Paste the text first.").await?;
    page.type_into("#pasted", "quantum").await?;
    press_with(&page, Key::Control, Key::Enter).await?;
    judges(&page, &[("∅", "Not found")]).await
}

async fn what_is_pasted_is_never_markup(page: Page) -> Outcome {
    page.open("").await?;
    check(&page, "“<img src=x onerror=alert(1)>中俄关系每年都会被问到<script>alert(1)</script>”").await?;
    ensure!(page.count("#checking :is(img, script)").await? == 0, "it became markup");
    let words = page.content("#passages .passage").await?;
    ensure!(words.contains("<img src=x"), "the passage is {words}");
    Ok(())
}

async fn the_box_keeps_what_was_checked(page: Page) -> Outcome {
    page.open("").await?;
    check(&page, "“中俄关系每年都会被问到”").await?;
    judges(&page, &[("✓", "原话")]).await?;
    page.click("#close-check").await?;
    page.click("#open-check").await?;
    judges(&page, &[("✓", "原话")]).await?;
    let value: String = page.run("return document.getElementById('pasted').value", &[]).await?;
    ensure!(value == "“中俄关系每年都会被问到”", "in the box there is {value}");
    Ok(())
}

async fn without_a_worker_it_checks_too(page: Page) -> Outcome {
    page.site().insert("self.Worker = undefined;");
    page.open("").await?;
    check(&page, "“中俄关系每年都会被问到”").await?;
    judges(&page, &[("✓", "原话")]).await
}

async fn axe_finds_nothing(page: Page, frame: Option<(u32, u32)>, theme: &'static str) -> Outcome {
    page.with_axe()?;
    page.visit(&Visit { storage: vec![("shilu.theme", theme)], frame, ..Visit::default() }).await?;
    check(&page, "“中俄关系每月都会被问到，但是角度每次都不同”“中俄关系因一时一事而变”“量子纠缠需要更多的观测站”")
        .await?;
    page.wait_for("all are judged", "return document.querySelectorAll('#passages > li').length === 3", &[]).await?;
    judged(&page).await
}
