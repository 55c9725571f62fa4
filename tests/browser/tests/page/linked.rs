//! `?src=`: what lies beside the page is read at once, what lies elsewhere when the reader agrees, and what leads
//! nowhere is named. Until then nothing is asked for.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, Site, Visit, dist, sentences};

use crate::gestures::{OTHER, open_sheet};
use crate::gestures::{OTHER_TITLE, SHORT, SHORT_TITLE, in_english, lists, paste_in, says, shows, shows_home};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        a_text_beside_the_page_opens_at_once,
        a_linked_text_opens_at_its_place,
        another_text_takes_the_link_away,
        a_text_that_is_missing_is_named_and_what_is_open_stays,
        a_linked_text_without_a_worker_opens_too,
        nothing_is_asked_for_elsewhere_before_the_reader_agrees,
        what_the_reader_declines_is_left,
        a_text_from_elsewhere_opens_at_its_place_when_the_reader_agrees,
        a_site_that_lets_nobody_read_it_is_named,
        a_site_that_does_not_answer_is_named,
        a_missing_text_elsewhere_is_named,
        what_cannot_be_fetched_is_refused_with_a_sentence,
    ]
}

async fn a_text_beside_the_page_opens_at_once(page: Page) -> Outcome {
    page.site().add("texts/记者会.txt", SHORT);
    page.site().add("texts/%E8%AE%B0%E8%80%85%E4%BC%9A.txt", SHORT);
    page.open("?src=texts/记者会.txt").await?;
    shows(&page, SHORT_TITLE).await?;
    let (search, current): (String, usize) = page
        .run("return [decodeURIComponent(location.search), document.querySelectorAll('#leave').length]", &[])
        .await?;
    ensure!(search == "?src=texts/记者会.txt" && current == 0, "the address became {search}; it asks {current} times");
    // The link leads there again.
    page.reload().await?;
    shows(&page, SHORT_TITLE).await?;
    lists(&page, "listed", &["坚守人间正道 把握时代潮流", SHORT_TITLE]).await
}

/// A conference of twenty questions: its later ones lie below any window.
fn long() -> String {
    let mut text = format!("{SHORT_TITLE}\n\n");
    for n in 1..=20 {
        text.push_str(&format!(
            "路透社记者：第{n}个问题是什么？请发言人回答。\n\n毛宁：这是第{n}个回答。\n\n回答还有第二段，说得更多。\n\n"
        ));
    }
    text
}

const IS_THERE: &str = "const [id] = arguments;
    const marked = [...document.querySelectorAll('#article .current')].map((one) => one.id);
    const { top } = document.getElementById(id)?.getBoundingClientRect() ?? {};
    return marked.length === 1 && marked[0] === id && scrollY > 500 && top > 0 && top < innerHeight * 0.7";

async fn is_at(page: &Page, id: &str) -> Outcome {
    page.wait_for(&format!("{id} is marked and in view"), IS_THERE, &[json!(id)]).await.map(drop)
}

async fn a_linked_text_opens_at_its_place(page: Page) -> Outcome {
    page.site().add("long.txt", &long());
    for fragment in ["#x15a1.p2.s1", "#x15a1.p2.s1&q=%E5%9B%9E%E7%AD%94"] {
        page.open(&format!("?src=long.txt{fragment}")).await?;
        shows(&page, SHORT_TITLE).await?;
        is_at(&page, "x15a1.p2.s1").await.with_context(|| fragment.to_owned())?;
        let hash: String = page.run("return location.hash", &[]).await?;
        ensure!(hash == fragment, "the fragment became {hash}");
    }
    page.open("?src=long.txt#x99").await?;
    shows(&page, SHORT_TITLE).await?;
    says(&page, "status", "没有链接所指的位置").await
}

async fn another_text_takes_the_link_away(page: Page) -> Outcome {
    page.site().add("a.txt", SHORT);
    page.open("?src=a.txt#x2").await?;
    shows(&page, SHORT_TITLE).await?;
    paste_in(&page, OTHER).await?;
    shows(&page, OTHER_TITLE).await?;
    let more: String = page.run("return location.search + location.hash", &[]).await?;
    ensure!(more.is_empty(), "the address still says {more}");
    Ok(())
}

async fn a_text_that_is_missing_is_named_and_what_is_open_stays(page: Page) -> Outcome {
    page.site().refuse("missing.txt");
    page.excuse("missing.txt");
    in_english(&page, "?src=missing.txt").await?;
    says(&page, "status", "There is no such file (404).").await?;
    says(&page, "status", "missing.txt").await?;
    shows_home(&page).await
}

async fn a_linked_text_without_a_worker_opens_too(page: Page) -> Outcome {
    page.site().insert("self.Worker = undefined;");
    page.site().add("a.txt", SHORT);
    page.open("?src=a.txt").await?;
    shows(&page, SHORT_TITLE).await
}

/// Another site, with a text that it lets others read, or does not.
async fn elsewhere(page: &Page, is_readable: bool) -> anyhow::Result<(Site, String)> {
    let site = Site::open(dist()).await?;
    site.add("a.txt", &long());
    if is_readable {
        site.let_others_read();
    }
    let address = site.address("a.txt");
    // What the frame asks for on the reader's order; the browser's own words about a refusal.
    page.excuse(&address);
    Ok((site, address))
}

async fn asks(page: &Page, address: &str) -> Outcome {
    let script = "const question = document.getElementById('leave');
        const [, host] = arguments[0].split(/\\/+/);
        return question?.checkVisibility() && question.textContent.includes(host)
            && question.querySelector('.address').textContent === arguments[0]";
    page.wait_for("the page asks", script, &[json!(address)]).await.map(drop)
}

async fn nothing_is_asked_for_elsewhere_before_the_reader_agrees(page: Page) -> Outcome {
    let (site, address) = elsewhere(&page, true).await?;
    page.open(&format!("?src={address}")).await?;
    asks(&page, &address).await?;
    page.wait_until_still().await?;
    let frames: Value = page.run("return [frames.length, performance.getEntriesByType('resource').filter((entry) => entry.name.includes('fetch.')).length]", &[]).await?;
    ensure!(frames == json!([0, 0]), "there are frames, or the frame's files: {frames}");
    ensure!(site.requests().is_empty(), "it was asked for {:?}", site.requests());
    // The question is put in words that a screen reader finds, and does not hide the text.
    let named = "const question = document.getElementById('leave');
        return document.getElementById(question.getAttribute('aria-labelledby')).textContent.length > 8";
    ensure!(page.run::<bool>(named, &[]).await?, "the question has no name");
    shows_home(&page).await?;
    site.close();
    Ok(())
}

async fn what_the_reader_declines_is_left(page: Page) -> Outcome {
    let (site, address) = elsewhere(&page, true).await?;
    page.open(&format!("?src={address}")).await?;
    asks(&page, &address).await?;
    page.click("#decline").await?;
    page.wait_for("the question is gone", "return !document.getElementById('leave')", &[]).await?;
    page.wait_until_still().await?;
    ensure!(site.requests().is_empty(), "it was asked for {:?}", site.requests());
    shows_home(&page).await?;
    // The page goes on as if nothing had been.
    open_sheet(&page).await?;
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    site.close();
    Ok(())
}

async fn a_text_from_elsewhere_opens_at_its_place_when_the_reader_agrees(page: Page) -> Outcome {
    let (site, address) = elsewhere(&page, true).await?;
    page.open(&format!("?src={address}#x15a1.p2.s1")).await?;
    asks(&page, &address).await?;
    page.click("#agree").await?;
    shows(&page, SHORT_TITLE).await?;
    is_at(&page, "x15a1.p2.s1").await?;
    let asked: Vec<String> = site.requests().into_iter().map(|request| request.path).collect();
    ensure!(asked == ["/a/b/a.txt"], "it was asked for {asked:?}");
    let left: Value = page.run("return [frames.length, document.querySelectorAll('#leave').length]", &[]).await?;
    ensure!(left == json!([0, 0]), "a frame or the question stays: {left}");
    site.close();
    Ok(())
}

async fn fails_elsewhere(page: &Page, address: &str, sentence: &str) -> Outcome {
    in_english(page, &format!("?src={address}")).await?;
    asks(page, address).await?;
    page.click("#agree").await?;
    says(page, "status", sentence).await?;
    ensure!(page.run::<u32>("return frames.length", &[]).await? == 0, "the frame stays");
    shows_home(page).await
}

const UNREACHABLE: &str = "It cannot be read: there is no network, or that site does not let other pages read it.";

async fn a_site_that_lets_nobody_read_it_is_named(page: Page) -> Outcome {
    let (site, address) = elsewhere(&page, false).await?;
    fails_elsewhere(&page, &address, UNREACHABLE).await?;
    site.close();
    Ok(())
}

async fn a_site_that_does_not_answer_is_named(page: Page) -> Outcome {
    let (site, address) = elsewhere(&page, true).await?;
    site.close();
    fails_elsewhere(&page, &address, UNREACHABLE).await
}

async fn a_missing_text_elsewhere_is_named(page: Page) -> Outcome {
    let (site, address) = elsewhere(&page, true).await?;
    site.refuse("a.txt");
    fails_elsewhere(&page, &address, "There is no such file (404).").await?;
    site.close();
    Ok(())
}

async fn what_cannot_be_fetched_is_refused_with_a_sentence(page: Page) -> Outcome {
    let scheme = "https://[";
    for address in [
        "javascript:alert(1)",
        "data:text/plain,记者：甲？",
        "file:///etc/passwd",
        "blob:null/0",
        "ftp://a.example/a.txt",
        scheme,
    ] {
        let storage = vec![("shilu.ui", "en")];
        page.visit(&Visit { fragment: format!("?src={address}"), storage, ..Visit::default() }).await?;
        says(&page, "status", "The address’s src cannot be read").await.with_context(|| address.to_owned())?;
        ensure!(page.count("#leave").await? == 0, "it asks whether to read {address}");
        shows_home(&page).await?;
    }
    Ok(())
}
