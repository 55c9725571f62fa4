//! Walking: by keys into the field, from hit to hit and back to where one was; the list leads there, too.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, sentences};
use thirtyfour::Key;

use crate::gestures::{counts, marked, press_with, write_query};

pub(crate) fn sentences() -> Vec<Sentence> {
    let mut all = sentences![
        enter_walks_and_the_hit_is_in_view,
        f3_walks_from_anywhere,
        the_buttons_walk_too,
        one_begins_where_one_reads,
        a_click_in_the_list_goes_there,
        more_hits_are_listed_on_request,
        a_slash_and_ctrl_k_begin_the_search,
        a_slash_is_a_letter_where_somebody_types,
        escape_clears_and_gives_the_focus_back,
        the_list_is_put_away_and_comes_back_with_the_next_word,
        on_a_phone_a_button_brings_the_field,
        nothing_scrolls_sideways_while_one_searches,
        a_hit_is_not_hidden_under_the_list_on_a_phone,
    ];
    for (width, frame) in [(320, Some((320, 640))), (1280, None)] {
        for theme in ["light", "dark"] {
            let name = format!("axe_finds_nothing_in_the_search_at_{width}_px_{theme}");
            all.push(Sentence::new(name, move |page| axe_finds_nothing(page, frame, theme)));
        }
    }
    all
}

/// Returns whether the hit where the reader is can be seen: below the bar and above what lies over the foot.
const IN_VIEW: &str =
    "const here = [...(CSS.highlights?.get('shilu-here') ?? [])][0] ?? document.querySelector('mark.shilu-here');
    if (!here) return false;
    const { left, top, right, bottom } = here.getBoundingClientRect();
    const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return top > 0 && bottom <= innerHeight && !!over?.closest('#article')";

async fn is_in_view(page: &Page) -> Outcome {
    page.wait_for("the hit is in view", IN_VIEW, &[]).await.map(drop)
}

async fn is_focused(page: &Page, id: &str) -> Outcome {
    let script = "return document.activeElement.id === arguments[0]";
    page.wait_for(&format!("#{id} has the focus"), script, &[json!(id)]).await.map(drop)
}

async fn enter_walks_and_the_hit_is_in_view(page: Page) -> Outcome {
    page.open("").await?;
    write_query(&page, "台湾").await?;
    counts(&page, "1 / 15").await?;
    for at in [1, 2, 3] {
        page.press(Key::Enter).await?;
        counts(&page, &format!("{at} / 15")).await?;
        is_in_view(&page).await.with_context(|| format!("hit {at}"))?;
        ensure!(marked(&page, "shilu-here").await? == ["台湾"], "another is marked");
    }
    for at in [2, 1, 15, 14] {
        press_with(&page, Key::Shift, Key::Enter).await?;
        counts(&page, &format!("{at} / 15")).await?;
        is_in_view(&page).await.with_context(|| format!("back to hit {at}"))?;
    }
    is_focused(&page, "q").await
}

async fn f3_walks_from_anywhere(page: Page) -> Outcome {
    page.open("").await?;
    write_query(&page, "台湾").await?;
    counts(&page, "1 / 15").await?;
    page.tell("document.activeElement.blur()", &[]).await?;
    for (shift, at) in [(false, 1), (false, 2), (false, 3), (true, 2)] {
        if shift {
            press_with(&page, Key::Shift, Key::F3).await?;
        } else {
            page.press(Key::F3).await?;
        }
        counts(&page, &format!("{at} / 15")).await?;
        is_in_view(&page).await?;
    }
    let focus: String = page.run("return document.activeElement.localName", &[]).await?;
    ensure!(focus == "body", "the focus went to {focus}");
    Ok(())
}

async fn the_buttons_walk_too(page: Page) -> Outcome {
    page.open("").await?;
    write_query(&page, "台湾").await?;
    counts(&page, "1 / 15").await?;
    for (id, at) in [("after", 1), ("after", 2), ("before", 1), ("before", 15)] {
        page.click(&format!("#{id}")).await?;
        counts(&page, &format!("{at} / 15")).await?;
        is_in_view(&page).await?;
    }
    page.click("#clear").await?;
    page.wait_for("the list is gone", "return document.getElementById('found').hidden", &[]).await.map(drop)
}

/// A heading stands where it stood, give or take a line.
async fn one_begins_where_one_reads(page: Page) -> Outcome {
    page.open("").await?;
    page.tell("document.getElementById('x7').scrollIntoView({ block: 'start', behavior: 'instant' })", &[]).await?;
    page.wait_until_still().await?;
    let place = "return document.querySelector('#x7 h2').getBoundingClientRect().top";
    let before: f64 = page.run(place, &[]).await?;
    page.press("/").await?;
    is_focused(&page, "q").await?;
    for letter in ["a", "b", "c"] {
        page.press(letter).await?;
    }
    page.wait_for("the list is there", "return document.getElementById('found').checkVisibility()", &[]).await?;
    page.wait_until_still().await?;
    let after: f64 = page.run(place, &[]).await?;
    ensure!((before - after).abs() < 60.0, "what stood at {before} px stands at {after} px");
    write_query(&page, "台湾").await?;
    counts(&page, "13 / 15").await?;
    page.press(Key::Enter).await?;
    counts(&page, "13 / 15").await?;
    is_in_view(&page).await?;
    page.press(Key::Escape).await?;
    page.wait_for("the list is gone", "return document.getElementById('found').hidden", &[]).await.map(drop)
}

async fn a_click_in_the_list_goes_there(page: Page) -> Outcome {
    page.open("").await?;
    write_query(&page, "台湾").await?;
    page.wait_for("all are listed", "return document.querySelectorAll('#hits .hit').length === 15", &[]).await?;
    let script = "return [...document.querySelectorAll('#hits .hit')].map((hit) =>
        [hit.querySelector('.number').textContent, hit.querySelector('.who').textContent, [...hit.querySelectorAll('mark')].map((mark) => mark.textContent)])";
    let lines: Vec<(String, String, Vec<String>)> = page.run(script, &[]).await?;
    for (number, who, marks) in &lines {
        ensure!(!marks.is_empty() && marks.iter().all(|mark| mark == "台湾"), "{who}: {marks:?}");
        ensure!(number == "6" || number == "7", "{who} is in exchange {number}");
    }
    ensure!(lines[0].1.contains("凤凰卫视") && lines[2].1.contains("王毅 → 凤凰卫视"), "{:?}", &lines[..3]);
    for n in [13, 3] {
        page.click(&format!("#hits > li:nth-child({n}) .hit")).await?;
        counts(&page, &format!("{n} / 15")).await?;
        is_in_view(&page).await?;
    }
    Ok(())
}

async fn more_hits_are_listed_on_request(page: Page) -> Outcome {
    page.open("").await?;
    write_query(&page, "的").await?;
    let listed = |n: usize| {
        let page = page.clone();
        async move {
            let script = "return document.querySelectorAll('#hits .hit').length === arguments[0]";
            page.wait_for(&format!("{n} are listed"), script, &[json!(n)]).await.map(drop)
        }
    };
    listed(20).await?;
    page.press(Key::Enter).await?;
    page.press(Key::Enter).await?;
    let position = page.content("#position").await?;
    page.click("#more").await?;
    listed(80).await?;
    ensure!(page.content("#position").await? == position, "the reader is elsewhere than {position}");
    Ok(())
}

async fn a_slash_and_ctrl_k_begin_the_search(page: Page) -> Outcome {
    page.open("").await?;
    page.press("/").await?;
    is_focused(&page, "q").await?;
    let value: String = page.run("return document.getElementById('q').value", &[]).await?;
    ensure!(value.is_empty(), "{value} is written");
    write_query(&page, "台湾").await?;
    counts(&page, "1 / 15").await?;
    page.tell("document.activeElement.blur()", &[]).await?;
    press_with(&page, Key::Control, "k").await?;
    is_focused(&page, "q").await?;
    let selected = "const field = document.getElementById('q');
        return field.selectionStart === 0 && field.selectionEnd === 2";
    page.wait_for("what is written is selected", selected, &[]).await?;
    // What a browser does itself stays: it searches the page.
    let script =
        "const event = new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, bubbles: true, cancelable: true });
        document.body.dispatchEvent(event);
        return event.defaultPrevented";
    ensure!(!page.run::<bool>(script, &[]).await?, "Ctrl+F is taken from the browser");
    Ok(())
}

async fn a_slash_is_a_letter_where_somebody_types(page: Page) -> Outcome {
    page.open("").await?;
    page.click("#open").await?;
    page.type_into("#paste", "a/b").await?;
    let (value, focus): (String, String) =
        page.run("return [document.getElementById('paste').value, document.activeElement.id]", &[]).await?;
    ensure!(value == "a/b" && focus == "paste", "{value} is written, the focus is on {focus}");
    Ok(())
}

async fn escape_clears_and_gives_the_focus_back(page: Page) -> Outcome {
    page.open("").await?;
    page.tell("document.getElementById('export').focus()", &[]).await?;
    press_with(&page, Key::Control, "k").await?;
    is_focused(&page, "q").await?;
    write_query(&page, "台湾").await?;
    counts(&page, "1 / 15").await?;
    page.press(Key::Enter).await?;
    // To begin again while one searches forgets nothing.
    press_with(&page, Key::Control, "k").await?;
    page.press(Key::Escape).await?;
    is_focused(&page, "export").await?;
    let (value, hash): (String, String) =
        page.run("return [document.getElementById('q').value, location.hash]", &[]).await?;
    ensure!(value.is_empty() && hash.is_empty(), "left: {value} {hash}");
    ensure!(marked(&page, "shilu-found").await?.is_empty(), "something is marked");
    // Where nobody had it, nobody has it.
    page.tell("document.activeElement.blur()", &[]).await?;
    page.press("/").await?;
    is_focused(&page, "q").await?;
    page.press(Key::Escape).await?;
    page.wait_for("nobody has the focus", "return document.activeElement === document.body", &[]).await.map(drop)
}

async fn the_list_is_put_away_and_comes_back_with_the_next_word(page: Page) -> Outcome {
    page.open("").await?;
    write_query(&page, "台湾").await?;
    counts(&page, "1 / 15").await?;
    page.click("#away").await?;
    page.wait_for("the list is gone", "return document.getElementById('found').hidden", &[]).await?;
    ensure!(marked(&page, "shilu-found").await?.len() == 15, "the marks are gone, too");
    counts(&page, "1 / 15").await?;
    write_query(&page, "中俄").await?;
    counts(&page, "1 / 10").await?;
    page.wait_for("it is back", "return !document.getElementById('found').hidden", &[]).await.map(drop)
}

async fn on_a_phone(page: &Page, frame: (u32, u32), size: &'static str) -> Outcome {
    let storage = vec![("shilu.size", size), ("shilu.ui", "en")];
    page.visit(&Visit { frame: Some(frame), storage, ..Visit::default() }).await?;
    ensure!(!page.find("#q").await?.is_displayed().await?, "the field is there before anybody asked");
    page.click("#find").await?;
    is_focused(page, "q").await
}

async fn on_a_phone_a_button_brings_the_field(page: Page) -> Outcome {
    on_a_phone(&page, (390, 844), "m").await?;
    write_query(&page, "台湾").await?;
    counts(&page, "1 / 15").await?;
    let ([_, top, _, bottom], (_, height)) = (page.place("#found").await?, page.viewport().await?);
    ensure!(top > height * 0.45 && bottom <= height, "the list is at {top} to {bottom} of {height}");
    // Fingers need 44 px.
    let small = "return [...document.querySelectorAll('#finder button, #found button')].filter((one) => one.checkVisibility())
        .map((one) => [one.id || one.textContent, one.getBoundingClientRect().height]).filter(([, height]) => height < 24)";
    let small: Value = page.run(small, &[]).await?;
    ensure!(small == json!([]), "too small: {small}");
    page.click("#clear").await?;
    let gone =
        "return !document.getElementById('q').checkVisibility() && !document.getElementById('found').checkVisibility()";
    page.wait_for("field and list are gone", gone, &[]).await.map(drop)
}

async fn nothing_scrolls_sideways_while_one_searches(page: Page) -> Outcome {
    let wide = "const root = document.documentElement, list = document.getElementById('found');
        const wide = [root, list, document.getElementById('finder')].map((one) => one.scrollWidth - one.clientWidth);
        const over = [...document.querySelectorAll('#finder *, #found *')].filter((one) => one.checkVisibility()
            && one.getBoundingClientRect().right > root.clientWidth + 1).map((one) => one.id || one.className || one.localName);
        return wide.some((over) => over > 0) || over.length ? [wide, over.slice(0, 6)] : null";
    for size in ["m", "xl"] {
        on_a_phone(&page, (320, 640), size).await?;
        for query in ["taiwan", "量子力学 中俄", &"的".repeat(60)] {
            write_query(&page, query).await?;
            let script = "return document.getElementById('heard').textContent && document.getElementById('found').checkVisibility()";
            page.wait_for("the list is there", script, &[]).await?;
            page.wait_until_still().await?;
            let found: Value = page.run(wide, &[]).await?;
            ensure!(found.is_null(), "{query} with text size {size}: {found}");
        }
    }
    Ok(())
}

async fn a_hit_is_not_hidden_under_the_list_on_a_phone(page: Page) -> Outcome {
    on_a_phone(&page, (390, 844), "m").await?;
    write_query(&page, "台湾").await?;
    counts(&page, "1 / 15").await?;
    for at in ["1 / 15", "2 / 15", "3 / 15", "4 / 15"] {
        page.click("#after").await?;
        counts(&page, at).await?;
        is_in_view(&page).await.with_context(|| at.to_owned())?;
    }
    Ok(())
}

async fn axe_finds_nothing(page: Page, frame: Option<(u32, u32)>, theme: &'static str) -> Outcome {
    page.with_axe()?;
    page.visit(&Visit { storage: vec![("shilu.theme", theme)], frame, ..Visit::default() }).await?;
    if frame.is_some() {
        page.click("#find").await?;
    }
    for (query, count) in [("taiwan", "1 / 15"), ("中俄", "1 / 10")] {
        write_query(&page, query).await?;
        counts(&page, count).await?;
    }
    let found: Vec<String> = page.violations().await?.iter().map(ToString::to_string).collect();
    ensure!(found.is_empty(), "axe finds {} in the list:\n    {}", found.len(), found.join("\n    "));
    page.click("#in-context").await?;
    page.wait_for("the rows are there", "return document.querySelectorAll('#rows > li').length === 10", &[]).await?;
    let found: Vec<String> = page.violations().await?.iter().map(ToString::to_string).collect();
    ensure!(found.is_empty(), "axe finds {} in the rows:\n    {}", found.len(), found.join("\n    "));
    Ok(())
}
