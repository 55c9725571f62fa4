//! Choosing exchanges: what is chosen is shown and nothing else, the counts follow, the address says it, and the way
//! back leads back.

use anyhow::ensure;
use serde_json::json;
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, sentences};
use thirtyfour::Key;

use crate::gestures::{OTHER, SHORT, SHORT_TITLE, counts, drop_texts, in_english, says, shows, write_query};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        a_choice_hides_the_others_and_keeps_their_numbers,
        choices_combine_and_the_counts_follow,
        of_a_group_any_or_all_are_wanted,
        the_way_back_takes_a_choice_back,
        a_link_chooses_at_once,
        the_keyboard_chooses_and_keeps_its_place,
        nothing_left_is_said_and_can_be_undone,
        the_outline_leads_to_what_is_hidden,
        what_is_hidden_can_be_found_by_the_browser,
        a_link_to_a_hidden_place_shows_it,
        the_search_looks_only_in_what_is_chosen,
        words_that_stand_nowhere_lead_to_their_topic,
        everywhere_what_passes_is_listed_and_leads_there,
        a_choice_goes_along_to_another_text,
        more_is_offered_on_demand,
        on_a_phone_the_choices_are_in_the_sheet,
        axe_finds_nothing_while_something_is_chosen,
        without_a_worker_one_can_choose_too,
    ]
}

/// Presses a choice, when it is there.
pub(crate) async fn choose(page: &Page, id: &str) -> Outcome {
    let script = "const choice = document.getElementById(`facet-${arguments[0]}`);
        choice?.click();
        return !!choice";
    page.wait_for(&format!("{id} can be chosen"), script, &[json!(id)]).await.map(drop)
}

/// Waits until exactly these exchanges are shown.
pub(crate) async fn shown(page: &Page, numbers: &[usize]) -> Outcome {
    let script = "const shown = [...document.querySelectorAll('#article .exchange:not([hidden])')];
        return JSON.stringify(shown.map((one) => Number(one.querySelector('.number').textContent))) === JSON.stringify(arguments[0])";
    page.wait_for(&format!("{numbers:?} are shown"), script, &[json!(numbers)]).await.map(drop)
}

/// Waits until a choice counts so many; `None`: until it is not offered.
async fn offers(page: &Page, id: &str, count: Option<usize>) -> Outcome {
    let script =
        "const count = document.querySelector(`[id=\"facet-${arguments[0]}\"] .count`)?.textContent.trim() ?? null;
        return count === (arguments[1] === null ? null : String(arguments[1]))";
    page.wait_for(&format!("{id} counts {count:?}"), script, &[json!(id), json!(count)]).await.map(drop)
}

async fn hash(page: &Page) -> anyhow::Result<String> {
    page.run("return decodeURIComponent(location.hash)", &[]).await
}

async fn a_choice_hides_the_others_and_keeps_their_numbers(page: Page) -> Outcome {
    page.open("").await?;
    offers(&page, "place.us", Some(3)).await?;
    choose(&page, "place.us").await?;
    shown(&page, &[2, 4, 5]).await?;
    says(&page, "showing", "显示 3 / 7").await?;
    ensure!(hash(&page).await? == "#topic=place.us", "the fragment is {}", hash(&page).await?);
    // What nobody asked for is no exchange: it stays.
    let opening: bool = page.run("return document.querySelector('#article .opening').checkVisibility()", &[]).await?;
    ensure!(opening, "the opening is hidden");
    let pressed: String =
        page.run("return document.getElementById('facet-place.us').getAttribute('aria-pressed')", &[]).await?;
    ensure!(pressed == "true", "it is not pressed");
    page.click("#clear-choices").await?;
    shown(&page, &[1, 2, 3, 4, 5, 6, 7]).await?;
    says(&page, "showing", "").await?;
    ensure!(hash(&page).await?.is_empty(), "the fragment is {}", hash(&page).await?);
    Ok(())
}

async fn choices_combine_and_the_counts_follow(page: Page) -> Outcome {
    page.open("").await?;
    choose(&page, "place.us").await?;
    shown(&page, &[2, 4, 5]).await?;
    offers(&page, "kyodo", None).await?;
    offers(&page, "tass", Some(1)).await?;
    offers(&page, "place.jp", Some(1)).await?;
    choose(&page, "tass").await?;
    shown(&page, &[2]).await?;
    offers(&page, "place.us", Some(1)).await?;
    choose(&page, "bloomberg").await?;
    shown(&page, &[2, 5]).await?;
    let country = page.content("[id='facet-bloomberg'] .country").await?;
    ensure!(country.contains("美国"), "its country is {country}");
    choose(&page, "place.us").await?;
    shown(&page, &[2, 5]).await?;
    ensure!(hash(&page).await? == "#outlet=tass&outlet=bloomberg", "the fragment is {}", hash(&page).await?);
    Ok(())
}

async fn of_a_group_any_or_all_are_wanted(page: Page) -> Outcome {
    in_english(&page, "").await?;
    choose(&page, "place.us").await?;
    shown(&page, &[2, 4, 5]).await?;
    ensure!(page.count("#all-place").await? == 0, "one choice is any and all");
    choose(&page, "place.ru").await?;
    shown(&page, &[2, 4, 5]).await?;
    page.wait_for("all can be wanted", "return document.getElementById('all-place')", &[]).await?;
    page.click("#all-place").await?;
    shown(&page, &[2, 5]).await?;
    says(&page, "showing", "Showing 2 / 7").await?;
    ensure!(hash(&page).await?.ends_with("&all=place"), "the fragment is {}", hash(&page).await?);
    page.click("#any-place").await?;
    shown(&page, &[2, 4, 5]).await
}

async fn the_way_back_takes_a_choice_back(page: Page) -> Outcome {
    page.open("#x2").await?;
    // By a finger: without one, what is chosen early is no step of its own for Chromium.
    for (id, left) in [("place.us", &[2, 4, 5][..]), ("theme.conflicts", &[5])] {
        offers(&page, id, Some(left.len())).await?;
        page.click(&format!("[id='facet-{id}']")).await?;
        shown(&page, left).await?;
    }
    page.tell("history.back()", &[]).await?;
    shown(&page, &[2, 4, 5]).await?;
    says(&page, "showing", "显示 3 / 7").await?;
    page.tell("history.back()", &[]).await?;
    shown(&page, &[1, 2, 3, 4, 5, 6, 7]).await?;
    page.tell("history.forward()", &[]).await?;
    shown(&page, &[2, 4, 5]).await
}

async fn a_link_chooses_at_once(page: Page) -> Outcome {
    page.open("#topic=relation.place.us").await?;
    shown(&page, &[4]).await?;
    page.open("#topic=place.us&topic=place.ru&all=place&speaker=王毅").await?;
    shown(&page, &[2, 5]).await?;
    // What nobody knows is chosen all the same, and can be taken back.
    page.open("#topic=theme.nothing").await?;
    shown(&page, &[]).await?;
    choose(&page, "theme.nothing").await?;
    shown(&page, &[1, 2, 3, 4, 5, 6, 7]).await
}

async fn the_keyboard_chooses_and_keeps_its_place(page: Page) -> Outcome {
    page.open("").await?;
    offers(&page, "place.us", Some(3)).await?;
    page.tell("document.getElementById('facet-place.us').focus()", &[]).await?;
    page.press(Key::Enter).await?;
    shown(&page, &[2, 4, 5]).await?;
    let focused = "return document.activeElement.id === 'facet-place.us'";
    page.wait_for("the focus stays", focused, &[]).await?;
    page.press(" ").await?;
    shown(&page, &[1, 2, 3, 4, 5, 6, 7]).await?;
    page.wait_for("the focus stays", focused, &[]).await.map(drop)
}

async fn nothing_left_is_said_and_can_be_undone(page: Page) -> Outcome {
    in_english(&page, "#topic=place.jp&outlet=tass").await?;
    shown(&page, &[]).await?;
    says(&page, "none", "No question matches every choice.").await?;
    says(&page, "showing", "Showing 0 / 7").await?;
    page.click("#clear-choices").await?;
    shown(&page, &[1, 2, 3, 4, 5, 6, 7]).await?;
    page.wait_for("it says so no more", "return !document.getElementById('none')", &[]).await.map(drop)
}

async fn the_outline_leads_to_what_is_hidden(page: Page) -> Outcome {
    page.open("#topic=place.us").await?;
    shown(&page, &[2, 4, 5]).await?;
    let passed: Vec<String> = page
        .run("return [...document.querySelectorAll('#outline a.passed .number')].map((one) => one.textContent)", &[])
        .await?;
    ensure!(passed == ["1", "3", "6", "7"], "{passed:?} are marked as hidden");
    page.click("#outline a[href='#x6']").await?;
    shown(&page, &[2, 4, 5, 6]).await?;
    says(&page, "showing", "显示 4 / 7").await?;
    ensure!(hash(&page).await? == "#x6&topic=place.us", "the fragment is {}", hash(&page).await?);
    let in_view = "const { top } = document.getElementById('x6').getBoundingClientRect();
        return top >= 0 && top < innerHeight / 2";
    page.wait_for("it is in view", in_view, &[]).await?;
    ensure!(page.count("#outline a.passed[href='#x6']").await? == 0, "it is still marked as hidden");
    Ok(())
}

async fn what_is_hidden_can_be_found_by_the_browser(page: Page) -> Outcome {
    page.open("#topic=place.us").await?;
    shown(&page, &[2, 4, 5]).await?;
    let hidden: String = page.run("return document.getElementById('x7').getAttribute('hidden')", &[]).await?;
    ensure!(hidden == "until-found", "it is hidden by {hidden:?}");
    let height: f64 = page.run("return document.getElementById('x7').getBoundingClientRect().height", &[]).await?;
    ensure!(height < 1.0, "what is hidden is {height} px high");
    // What the browser's own search does; it cannot be asked for it.
    let found = "document.getElementById('x7').dispatchEvent(new Event('beforematch', { bubbles: true }))";
    page.tell(found, &[]).await?;
    shown(&page, &[2, 4, 5, 7]).await?;
    says(&page, "showing", "显示 4 / 7").await
}

async fn a_link_to_a_hidden_place_shows_it(page: Page) -> Outcome {
    page.open("#x7a1.p1&topic=place.us").await?;
    shown(&page, &[2, 4, 5, 7]).await
}

async fn the_search_looks_only_in_what_is_chosen(page: Page) -> Outcome {
    in_english(&page, "").await?;
    write_query(&page, "中俄").await?;
    counts(&page, "1 / 10").await?;
    ensure!(!page.find("#within").await?.is_displayed().await?, "it says that it looks only there");
    choose(&page, "place.jp").await?;
    shown(&page, &[7]).await?;
    counts(&page, "0 / 0").await?;
    says(&page, "within", "Searching only the questions that match the filter.").await?;
    ensure!(page.find("#within").await?.is_displayed().await?, "it does not say so");
    choose(&page, "place.jp").await?;
    counts(&page, "1 / 10").await
}

async fn words_that_stand_nowhere_lead_to_their_topic(page: Page) -> Outcome {
    page.open("").await?;
    // Once the dictionary is there, places with both characters are shown, too.
    write_query(&page, "中美").await?;
    let topic = "const topic = [...document.querySelectorAll('#found .scope button')].find((one) => one.textContent === '中美关系 1');
        topic?.click();
        return !!topic";
    page.wait_for("the topic is offered", topic, &[]).await?;
    shown(&page, &[4]).await?;
    let query: String = page.run("return document.getElementById('q').value", &[]).await?;
    ensure!(query.is_empty(), "{query} is still searched for");
    Ok(())
}

/// Three texts are open, and something is chosen in all of them.
async fn everywhere(page: &Page, id: &str) -> Outcome {
    in_english(page, "").await?;
    let taiwan = SHORT.replace("没有评论", "反对台独，台湾是中国的一部分").replace("请问中方", "请问对台湾问题");
    drop_texts(page, &[("a.txt", taiwan.as_bytes()), ("b.txt", OTHER.as_bytes())]).await?;
    shows(page, SHORT_TITLE).await?;
    let all = "const all = document.getElementById('facets-everywhere');
        if (all?.textContent.includes('All 3 open')) all.click();
        return all?.getAttribute('aria-pressed') === 'true'";
    page.wait_for("all three can be chosen from", all, &[]).await?;
    choose(page, id).await
}

async fn everywhere_what_passes_is_listed_and_leads_there(page: Page) -> Outcome {
    everywhere(&page, "theme.taiwan").await?;
    shown(&page, &[1]).await?;
    says(&page, "passing-counted", "questions in 2 conferences").await?;
    let groups: Vec<String> = page
        .run("return [...document.querySelectorAll('#passing .group')].map((one) => one.firstChild.textContent)", &[])
        .await?;
    ensure!(groups == ["坚守人间正道 把握时代潮流", SHORT_TITLE], "{groups:?} are listed");
    page.click("#passing .hit").await?;
    page.wait_for("it is shown", "return document.querySelectorAll('#article .exchange').length === 7", &[]).await?;
    shown(&page, &[6, 7]).await?;
    ensure!(hash(&page).await? == "#topic=theme.taiwan", "the fragment is {}", hash(&page).await?);
    Ok(())
}

async fn a_choice_goes_along_to_another_text(page: Page) -> Outcome {
    page.open("#outlet=reuters").await?;
    shown(&page, &[]).await?;
    drop_texts(&page, &[("a.txt", SHORT.as_bytes())]).await?;
    shows(&page, SHORT_TITLE).await?;
    shown(&page, &[1]).await?;
    says(&page, "showing", "显示 1 / 2").await
}

async fn more_is_offered_on_demand(page: Page) -> Outcome {
    page.open("").await?;
    let count = "return document.querySelectorAll('.facet[data-group=theme] li').length";
    page.wait_for("few are offered", &format!("{count} === 8"), &[]).await?;
    page.click("#more-theme").await?;
    page.wait_for("all are offered", &format!("{count} > 8"), &[]).await?;
    page.click("#more-theme").await?;
    page.wait_for("few are offered", &format!("{count} === 8"), &[]).await.map(drop)
}

async fn on_a_phone_the_choices_are_in_the_sheet(page: Page) -> Outcome {
    page.visit(&Visit { frame: Some((390, 844)), ..Visit::default() }).await?;
    page.click("#contents").await?;
    page.wait_for("the sheet is open", "return document.getElementById('outline').matches(':popover-open')", &[])
        .await?;
    choose(&page, "place.us").await?;
    shown(&page, &[2, 4, 5]).await?;
    let sizes: Vec<f64> = page
        .run("return [...document.querySelectorAll('.facet li > button')].map((one) => one.getBoundingClientRect().height)", &[])
        .await?;
    ensure!(sizes.iter().all(|height| *height >= 24.0), "they are {sizes:?} px high");
    ensure!(
        page.run::<bool>("return document.getElementById('outline').matches(':popover-open')", &[]).await?,
        "it is shut"
    );
    page.click("#outline a[href='#x4']").await?;
    page.wait_for("the sheet is shut", "return !document.getElementById('outline').matches(':popover-open')", &[])
        .await?;
    ensure!(hash(&page).await? == "#x4&topic=place.us", "the fragment is {}", hash(&page).await?);
    shown(&page, &[2, 4, 5]).await
}

async fn axe_finds_nothing_while_something_is_chosen(page: Page) -> Outcome {
    page.with_axe()?;
    for theme in ["light", "dark"] {
        let fragment = "#topic=place.us&topic=place.ru".to_owned();
        page.visit(&Visit { fragment, storage: vec![("shilu.theme", theme)], ..Visit::default() }).await?;
        shown(&page, &[2, 4, 5]).await?;
        page.tell("document.querySelector('#x2 .topic').click()", &[]).await?;
        page.wait_for("evidence is open", "return document.getElementById('evidence')", &[]).await?;
        let found: Vec<String> = page.violations().await?.iter().map(ToString::to_string).collect();
        ensure!(found.is_empty(), "axe finds {}:\n    {}", found.len(), found.join("\n    "));
    }
    Ok(())
}

async fn without_a_worker_one_can_choose_too(page: Page) -> Outcome {
    page.site().insert("self.Worker = undefined;");
    page.open("#topic=place.jp").await?;
    shown(&page, &[7]).await?;
    page.click("#clear-choices").await?;
    shown(&page, &[1, 2, 3, 4, 5, 6, 7]).await
}
