//! Searching: what is typed is found, counted, marked and listed, wherever it stands, and the address says it.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu_browser_tests::{Engine, Outcome, Page, Sentence, Visit, sentences};
use thirtyfour::Key;

use crate::attacks::{Effect, PORTION, all, guarded, harmless, turn};
use crate::gestures::{
    OTHER, OTHER_TITLE, SHORT, SHORT_TITLE, counts, drop_texts, in_english, marked, says, shows, write_query,
};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        what_is_typed_is_found_and_counted,
        what_is_being_composed_is_not_searched,
        a_link_searches_at_once,
        a_link_says_whose_words_are_searched,
        the_address_follows_the_search,
        one_goes_back_to_another_search,
        escape_ends_the_search_from_the_hits_too,
        only_the_count_is_announced,
        it_is_chosen_whose_words_are_searched,
        letters_are_read_as_pinyin_and_that_can_be_switched_off,
        terms_that_never_meet_bring_the_best_of_them,
        what_is_nowhere_is_said_to_be_nowhere,
        all_open_texts_are_searched_and_a_click_opens_the_other,
        years_and_outlets_are_filters,
        another_text_is_searched_when_it_is_shown,
        without_a_worker_it_searches_too,
        attacks_searched_for_do_nothing,
    ]
}

async fn what_is_typed_is_found_and_counted(page: Page) -> Outcome {
    page.open("").await?;
    for (query, count) in [
        ("台湾", 15),
        ("臺灣", 15),
        // Across a break that newspaper columns had made.
        ("不结盟", 1),
        ("２０２４", 2),
        ("2024", 2),
        ("\"中俄关系\"", 3),
        ("中俄", 10),
        ("中俄 合作", 11),
        ("合作　-中俄", 0),
        ("提问:中俄", 3),
        ("回答：中俄", 7),
        ("媒体:塔斯社 合作", 1),
    ] {
        write_query(&page, query).await?;
        if query.contains('-') {
            // What is left depends on the whole text: it is enough that no hit is in the exchange about Russia.
            let script = "const exchanges = [...document.querySelectorAll('#hits .hit .number')];
                return exchanges.length > 3 && !exchanges.some((one) => one.textContent === '2')";
            page.wait_for(&format!("{query} has hits, and none in the second"), script, &[]).await?;
            continue;
        }
        counts(&page, &format!("1 / {count}")).await.with_context(|| query.to_owned())?;
        says(&page, "counted", &format!("{count} 处")).await?;
    }
    Ok(())
}

async fn what_is_being_composed_is_not_searched(page: Page) -> Outcome {
    page.open("").await?;
    page.tell(
        "window.said = [];
        new MutationObserver(() => said.push(document.getElementById('heard').textContent))
            .observe(document.getElementById('heard'), { childList: true, characterData: true, subtree: true });
        const before = history.replaceState;
        window.addresses = [];
        history.replaceState = function (state, title, address) { addresses.push(decodeURIComponent(address)); before.call(this, state, title, address); };",
        &[],
    )
    .await?;
    page.compose("#q", &["t", "tai", "taiw", "taiwan"], "台湾").await?;
    counts(&page, "1 / 15").await?;
    let (said, addresses): (Vec<String>, Vec<String>) = page.run("return [said, addresses]", &[]).await?;
    ensure!(said.iter().all(|said| said == "15 处"), "it has said {said:?}");
    let strange = addresses.iter().find(|address| !address.ends_with("#q=台湾"));
    ensure!(strange.is_none() && !addresses.is_empty(), "the address was {addresses:?}");
    // Enter and Escape belong to the input method while it composes.
    let keys = "const field = document.getElementById('q');
        for (const key of ['Enter', 'Escape'])
            field.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }))";
    page.tell(keys, &[]).await?;
    counts(&page, "1 / 15").await
}

async fn a_link_searches_at_once(page: Page) -> Outcome {
    page.open("#q=%E4%B8%AD%E4%BF%84").await?;
    counts(&page, "1 / 10").await?;
    let script = "return document.getElementById('q').value";
    let value: String = page.run(script, &[]).await?;
    ensure!(value == "中俄", "in the field there is {value}");
    ensure!(marked(&page, "shilu-found").await?.len() == 10, "the hits are not marked");
    Ok(())
}

async fn a_link_says_whose_words_are_searched(page: Page) -> Outcome {
    page.open("#x2&q=中俄&scope=answer").await?;
    page.wait_for("seven are found", "return document.getElementById('position').textContent.endsWith(' / 7')", &[])
        .await?;
    let script = "const { top } = document.querySelector('#x2 h2').getBoundingClientRect();
        return [top > 0 && top < innerHeight / 2, document.querySelector('.scope [aria-pressed=true]').textContent]";
    let (is_there, pressed): (bool, String) = page.run(script, &[]).await?;
    ensure!(is_there && pressed == "回答", "at the place: {is_there}; chosen: {pressed}");
    Ok(())
}

async fn the_address_follows_the_search(page: Page) -> Outcome {
    page.open("#x2").await?;
    let length = "return history.length";
    let before: usize = page.run(length, &[]).await?;
    let is = |hash: &str| {
        let (page, hash) = (page.clone(), hash.to_owned());
        async move {
            let what = format!("the fragment is {hash}");
            page.wait_for(&what, "return decodeURIComponent(location.hash) === arguments[0]", &[json!(hash)])
                .await
                .map(drop)
        }
    };
    write_query(&page, "中俄").await?;
    counts_end(&page, 10).await?;
    is("#x2&q=中俄").await?;
    page.click("#found .scope button:nth-of-type(2)").await?;
    counts_end(&page, 3).await?;
    is("#x2&q=中俄&scope=question").await?;
    page.reload().await?;
    counts_end(&page, 3).await?;
    page.tell("document.getElementById('q').focus()", &[]).await?;
    page.press(Key::Escape).await?;
    page.wait_for("the list is gone", "return document.getElementById('found').hidden", &[]).await?;
    page.wait_for("no query is left", "return !location.hash.includes('q=')", &[]).await?;
    let after: usize = page.run(length, &[]).await?;
    ensure!(before == after, "there were {before} steps to go back, there are {after}");
    Ok(())
}

async fn escape_ends_the_search_from_the_hits_too(page: Page) -> Outcome {
    page.open("").await?;
    write_query(&page, "中俄").await?;
    counts_end(&page, 10).await?;
    page.tell("document.querySelector('#hits .hit button, #hits button, #in-context').focus()", &[]).await?;
    page.press(Key::Escape).await?;
    page.wait_for("the list is gone", "return document.getElementById('found').hidden", &[]).await?;
    page.wait_for("no query is left", "return !location.hash.includes('q=')", &[]).await.map(drop)
}

/// Waits until so many hits are counted, whichever the reader is at.
async fn counts_end(page: &Page, count: usize) -> Outcome {
    let script = "return document.getElementById('position').textContent.endsWith(arguments[0])";
    page.wait_for(&format!("{count} are counted"), script, &[json!(format!(" / {count}"))]).await.map(drop)
}

async fn one_goes_back_to_another_search(page: Page) -> Outcome {
    page.open("#q=中俄").await?;
    counts_end(&page, 10).await?;
    page.go_to("#q=台湾").await?;
    counts_end(&page, 15).await?;
    page.tell("history.back()", &[]).await?;
    counts_end(&page, 10).await?;
    let value: String = page.run("return document.getElementById('q').value", &[]).await?;
    ensure!(value == "中俄", "in the field there is {value}");
    page.tell("history.forward()", &[]).await?;
    counts_end(&page, 15).await
}

async fn only_the_count_is_announced(page: Page) -> Outcome {
    in_english(&page, "").await?;
    write_query(&page, "台湾").await?;
    says(&page, "heard", "15 hits").await?;
    let heard = page.content("#heard").await?;
    ensure!(heard == "15 hits", "it says {heard}");
    let script = "return [...document.querySelectorAll('[aria-live], [role=status], [role=alert], output')]
        .filter((one) => one.innerText.trim() && one.checkVisibility()).map((one) => one.id)";
    let live: Vec<String> = page.run(script, &[]).await?;
    ensure!(live == ["heard"], "these are announced: {live:?}");
    Ok(())
}

async fn it_is_chosen_whose_words_are_searched(page: Page) -> Outcome {
    page.open("").await?;
    write_query(&page, "中俄").await?;
    counts_end(&page, 10).await?;
    for (choice, count) in [("提问", 3), ("回答", 7), ("全部", 10)] {
        let script =
            "[...document.querySelectorAll('.scope button')].find((one) => one.textContent === arguments[0]).click()";
        page.tell(script, &[json!(choice)]).await?;
        counts_end(&page, count).await.with_context(|| choice.to_owned())?;
        let script = "return document.querySelector('.scope [aria-pressed=true]').textContent";
        let pressed: String = page.run(script, &[]).await?;
        ensure!(pressed == choice, "{pressed} is chosen, not {choice}");
    }
    Ok(())
}

async fn letters_are_read_as_pinyin_and_that_can_be_switched_off(page: Page) -> Outcome {
    in_english(&page, "").await?;
    // The initials fit other words, too.
    for (typed, count) in [("taiwan", "15"), ("tw", "21")] {
        page.type_into("#q", typed).await?;
        counts(&page, &format!("1 / {count}")).await.with_context(|| typed.to_owned())?;
        let found = marked(&page, "shilu-found").await?;
        ensure!(found.iter().filter(|one| *one == "台湾").count() == 15, "{typed} marks {found:?}");
        let group = page.content("#hits > .group").await?;
        ensure!(group == "Pinyin", "above the hits there is {group}");
        // They are listed, so it must not say that there are none.
        says(&page, "counted", count).await.with_context(|| typed.to_owned())?;
        says(&page, "heard", count).await?;
        page.press(Key::Escape).await?;
    }
    page.type_into("#q", "taiwan").await?;
    counts(&page, "1 / 15").await?;
    let switch = "[...document.querySelectorAll('.scope button')].find((one) => one.textContent === 'Pinyin').click()";
    page.tell(switch, &[]).await?;
    counts(&page, "0 / 0").await?;
    ensure!(page.count("#hits .hit").await? == 0, "there are hits nevertheless");
    page.tell(switch, &[]).await?;
    counts(&page, "1 / 15").await?;
    let word =
        "const word = [...document.querySelectorAll('.scope button')].find((one) => one.textContent === '台湾 15');
        word?.click();
        return !!word";
    page.wait_for("the word itself is offered", word, &[]).await?;
    page.wait_for("it is searched for", "return document.getElementById('q').value === '台湾'", &[]).await?;
    counts(&page, "1 / 15").await
}

async fn terms_that_never_meet_bring_the_best_of_them(page: Page) -> Outcome {
    in_english(&page, "").await?;
    write_query(&page, "量子力学 中俄").await?;
    says(&page, "partial", "“量子力学” not found; these have “中俄”.").await?;
    says(&page, "heard", "“量子力学” not found; these have “中俄”.").await?;
    let found = marked(&page, "shilu-found").await?;
    ensure!(found.len() == 10 && found.iter().all(|one| one == "中俄"), "{found:?} are marked");
    ensure!(page.count("#hits .hit").await? == 10, "they are not listed");
    // Both stand in the conference, but nobody is asked about both.
    write_query(&page, "台湾 特朗普").await?;
    says(&page, "partial", "No question with its answer has all these words").await?;
    ensure!(page.count("#hits .hit").await? > 10, "they are not listed");
    write_query(&page, "中俄").await?;
    counts(&page, "1 / 10").await?;
    ensure!(page.content("#partial").await?.is_empty(), "it still says what was dropped");
    Ok(())
}

async fn what_is_nowhere_is_said_to_be_nowhere(page: Page) -> Outcome {
    in_english(&page, "").await?;
    write_query(&page, "龘").await?;
    counts(&page, "0 / 0").await?;
    says(&page, "counted", "Nothing found").await?;
    says(&page, "heard", "Nothing found").await?;
    // Walking where there is nothing goes nowhere.
    page.press(Key::Enter).await?;
    page.press(Key::F3).await?;
    counts(&page, "0 / 0").await?;
    ensure!(
        page.count("#in-context").await? == 1 && !page.find("#in-context").await?.is_displayed().await?,
        "rows of nothing"
    );
    Ok(())
}

/// Opens two more texts and searches in all of them.
pub(crate) async fn everywhere(page: &Page, query: &str) -> Outcome {
    in_english(page, "").await?;
    drop_texts(page, &[("a.txt", SHORT.as_bytes()), ("b.txt", OTHER.as_bytes())]).await?;
    shows(page, SHORT_TITLE).await?;
    write_query(page, query).await?;
    choose(page, "All 3 open").await
}

/// Clicks a choice of the search by its words, when it is there.
pub(crate) async fn choose(page: &Page, words: &str) -> Outcome {
    let script = "const choice = [...document.querySelectorAll('.scope button')].find((one) => one.textContent === arguments[0]);
        choice?.click();
        return !!choice";
    page.wait_for(&format!("{words} can be chosen"), script, &[json!(words)]).await.map(drop)
}

/// The groups in the list: name, date and count, and how many hits are listed in each.
async fn groups(page: &Page) -> anyhow::Result<Vec<(String, usize)>> {
    let script = "const groups = [];
        for (const one of document.querySelectorAll('#hits > li')) {
            if (one.classList.contains('group')) groups.push([`${one.firstChild.textContent}|${one.querySelector('.facts')?.textContent ?? ''}`, 0]);
            else if (groups.length) groups.at(-1)[1] += 1;
        }
        return groups";
    page.run(script, &[]).await
}

async fn all_open_texts_are_searched_and_a_click_opens_the_other(page: Page) -> Outcome {
    everywhere(&page, "记者会 ").await?;
    choose(&page, "Newest first").await?;
    says(&page, "counted", "in all").await?;
    page.wait_for("two are listed", "return document.querySelectorAll('#hits > .group').length === 2", &[]).await?;
    let found = groups(&page).await?;
    ensure!(found[0].0.starts_with("坚守人间正道 把握时代潮流|2025-03-07 · 1 hit") && found[0].1 == 1, "{found:?}");
    ensure!(found[1].0.starts_with(&format!("{SHORT_TITLE}|2024-05-06 · ")) && found[1].1 >= 1, "{found:?}");
    page.click("#hits .hit").await?;
    page.wait_for("it is shown", "return document.querySelectorAll('#article .exchange').length === 7", &[]).await?;
    counts(&page, "1 / 1").await?;
    ensure!(marked(&page, "shilu-here").await? == ["记者会"], "the hit is not marked");
    let is_in_view =
        "const range = [...(CSS.highlights?.get('shilu-here') ?? [])][0] ?? document.querySelector('mark.shilu-here');
        const { top, bottom } = range.getBoundingClientRect();
        return top > 0 && bottom < innerHeight";
    page.wait_for("it is in view", is_in_view, &[]).await?;
    let hash: String = page.run("return decodeURIComponent(location.hash)", &[]).await?;
    ensure!(hash.contains("q=记者会"), "the fragment is {hash}");
    ensure!(page.count("#hits .hit").await? >= 2, "the list is gone");
    Ok(())
}

async fn years_and_outlets_are_filters(page: Page) -> Outcome {
    everywhere(&page, "中").await?;
    let all = "return [...document.querySelectorAll('.scope button')].map((one) => one.textContent)";
    choose(&page, "Best first").await?;
    page.wait_for(
        "the years are there",
        "return [...document.querySelectorAll('.scope button')].some((one) => /^2024 \\d+$/.test(one.textContent))",
        &[],
    )
    .await?;
    let names: Vec<String> = page.run(all, &[]).await?;
    let of_2024 = names.iter().find(|name| name.starts_with("2024 ")).context("no year")?.clone();
    ensure!(names.iter().any(|name| name.starts_with("2025 ")), "{names:?}");
    choose(&page, &of_2024).await?;
    let count = of_2024.trim_start_matches("2024 ").to_owned();
    let script = "return document.getElementById('counted').textContent.endsWith(` ${arguments[0]} in all`)";
    page.wait_for("only that year is counted", script, &[json!(count)]).await?;
    let found = groups(&page).await?;
    ensure!(found.len() == 1 && found[0].0.starts_with(SHORT_TITLE), "{found:?}");
    // A filter that is on stays where it can be switched off.
    let names: Vec<String> = page.run(all, &[]).await?;
    ensure!(names.iter().any(|name| name == &of_2024), "{names:?}");
    choose(&page, &of_2024).await?;
    page.wait_for(
        "all are counted again",
        &format!("return !({})", script.trim_start_matches("return ")),
        &[json!(count)],
    )
    .await?;
    let names: Vec<String> = page.run(all, &[]).await?;
    let outlet = names.iter().find(|name| name.contains("路透")).with_context(|| format!("{names:?}"))?.clone();
    let count = outlet.rsplit(' ').next().unwrap_or_default().to_owned();
    choose(&page, &outlet).await?;
    page.wait_for("only that outlet is counted", script, &[json!(count)]).await?;
    let pressed: Value = page
        .run(
            "return [...document.querySelectorAll('.scope button[aria-pressed=true]')].map((one) => one.textContent)",
            &[],
        )
        .await?;
    ensure!(pressed.to_string().contains("路透"), "{pressed}");
    Ok(())
}

async fn another_text_is_searched_when_it_is_shown(page: Page) -> Outcome {
    in_english(&page, "").await?;
    write_query(&page, "评论").await?;
    counts(&page, "0 / 0").await?;
    drop_texts(&page, &[("a.txt", SHORT.as_bytes())]).await?;
    shows(&page, SHORT_TITLE).await?;
    counts(&page, "1 / 2").await?;
    ensure!(marked(&page, "shilu-found").await? == ["评论", "评论"], "they are not marked");
    drop_texts(&page, &[("b.txt", OTHER.as_bytes())]).await?;
    shows(&page, OTHER_TITLE).await?;
    counts(&page, "0 / 0").await?;
    ensure!(marked(&page, "shilu-found").await?.is_empty(), "something is marked");
    Ok(())
}

async fn without_a_worker_it_searches_too(page: Page) -> Outcome {
    page.site().insert("self.Worker = undefined;");
    page.visit(&Visit { fragment: "#q=台湾".into(), ..Visit::default() }).await?;
    counts(&page, "1 / 15").await?;
    page.tell("document.getElementById('q').select()", &[]).await?;
    page.type_into("#q", "zhonge").await?;
    page.wait_for("it is read as pinyin", "return document.querySelector('#hits > .group')", &[]).await?;
    let found = marked(&page, "shilu-found").await?;
    ensure!(found.contains(&"中俄".to_owned()), "{found:?} are marked");
    Ok(())
}

/// Each is searched for where it stands nowhere, and where it stands: what is listed and shown in rows is text.
async fn attacks_searched_for_do_nothing(page: Page) -> Outcome {
    guarded(&page, "", &[]).await?;
    let attacks: Vec<String> = all()?.into_iter().skip(turn(&page)).step_by(Engine::ALL.len()).collect();
    let look = "return (async () => {
        const until = async (isSo) => {
            const began = performance.now();
            while (!isSo() && performance.now() - began < 1500) await new Promise((done) => setTimeout(done, 4));
            return isSo();
        };
        const effects = [];
        const field = document.getElementById('q'), heard = document.getElementById('heard');
        for (const attack of arguments[0]) {
            heard.textContent = '';
            field.value = attack;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            const found = await until(() => heard.textContent || !attack.trim()) ? [] : ['no answer'];
            const rows = document.getElementById('in-context');
            const dialog = document.getElementById('concordance');
            if (!rows.hidden && effects.length % 8 === 0) {
                rows.click();
                if (!await until(() => dialog.open)) found.push('no rows');
                found.push(...audit());
                dialog.close();
            }
            effects.push({ attack, found: [...found, ...audit()] });
        }
        return effects;
    })()";
    // What the list and the rows consist of is learned from words that are nothing else.
    let learn = "for (const element of document.querySelectorAll('#finder, #finder *, #found, #found *, #concordance, #concordance *')) {
            usual.push(`<${element.localName}>`);
            for (const { name } of element.attributes) usual.push(`${name}=`);
        }";
    for (n, portion) in attacks.chunks(PORTION).enumerate() {
        // The first ones are looked for where none of them stands.
        if n > 0 {
            let mut text = String::from("某部举行例行记者会\n\n");
            for attack in portion {
                text.push_str(&format!("记者：甲 {attack} 乙？\n\n王毅：是。\n\n"));
            }
            text.push_str(&format!("记者：第{n}批？\n\n王毅：是。\n"));
            page.signal("shilu-test-open", json!({ "name": "attacks.txt", "text": text })).await?;
            let script = "return document.getElementById('article').textContent.includes(arguments[0])";
            page.wait_for("the text is shown", script, &[json!(format!("第{n}批"))]).await?;
        }
        write_query(&page, "是").await?;
        page.wait_for("it is listed", "return document.querySelector('#hits .hit')", &[]).await?;
        page.click("#in-context").await?;
        page.wait_for("the rows are there", "return document.querySelector('#rows > li')", &[]).await?;
        page.tell(learn, &[]).await?;
        page.click("#close-rows").await?;
        let effects: Vec<Effect> = page.run(look, &[json!(portion)]).await?;
        harmless(&effects)?;
    }
    Ok(())
}
