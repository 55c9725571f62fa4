//! What several rooms do with the page: open its sheet, paste, drop, read what it says, catch what it hands out.

use anyhow::ensure;
use serde_json::json;
use shilu_browser_tests::{Outcome, Page, Visit};
use thirtyfour::Key;

/// A conference with two questions, and its title.
pub(crate) const SHORT: &str = "外交部发言人主持例行记者会\n\n2024年5月6日，外交部发言人毛宁主持例行记者会。\n\n路透社记者：请问中方有何评论？\n\n毛宁：我没有评论。\n\n\
    法新社记者：谢谢，能否再问一次？\n\n毛宁：谢谢你的提问。再见。\n";
pub(crate) const SHORT_TITLE: &str = "外交部发言人主持例行记者会";
/// Another, with one question.
pub(crate) const OTHER: &str = "商务部召开例行新闻发布会\n\n彭博社记者：出口情况如何？\n\n何咏前：出口保持平稳。\n";
pub(crate) const OTHER_TITLE: &str = "商务部召开例行新闻发布会";

/// Opens the page in English, whose messages a test can read without tables.
pub(crate) async fn in_english(page: &Page, fragment: &str) -> Outcome {
    let (fragment, storage) = (fragment.to_owned(), vec![("shilu.ui", "en")]);
    page.visit(&Visit { fragment, storage, ..Visit::default() }).await
}

/// Opens the sheet by its button.
pub(crate) async fn open_sheet(page: &Page) -> Outcome {
    let is_open = "return document.getElementById('opening').matches(':popover-open')";
    if !page.run::<bool>(is_open, &[]).await? {
        page.click("#open").await?;
    }
    page.wait_for("the sheet is open", is_open, &[]).await.map(drop)
}

/// Writes a text into the box and opens it.
pub(crate) async fn paste_in(page: &Page, text: &str) -> Outcome {
    open_sheet(page).await?;
    page.tell("document.getElementById('paste').value = arguments[0]", &[json!(text)]).await?;
    page.click("#open-pasted").await
}

/// Drops texts on the page, each under its name.
pub(crate) async fn drop_texts(page: &Page, files: &[(&str, &[u8])]) -> Outcome {
    let files: Vec<_> = files.iter().map(|(name, bytes)| (*name, "", *bytes)).collect();
    page.drop_files("#article", &files).await
}

/// Waits until a transcript is shown that has this headline.
pub(crate) async fn shows(page: &Page, title: &str) -> Outcome {
    let script = "const headline = document.querySelector('#article h1')?.textContent.trim() ?? '';
        return headline === arguments[0] && document.title === `${arguments[0]} · 实录`";
    page.wait_for(&format!("{title} is shown"), script, &[json!(title)]).await.map(drop)
}

/// Waits until the transcript that the page came with is shown, and nothing else.
pub(crate) async fn shows_home(page: &Page) -> Outcome {
    let exchanges = page.count("#article section.exchange").await?;
    ensure!(exchanges == 7, "the text that was open has {exchanges} exchanges now");
    Ok(())
}

/// Waits until an element says something with these words in it.
pub(crate) async fn says(page: &Page, id: &str, words: &str) -> Outcome {
    let script = "const said = document.getElementById(arguments[0])?.textContent ?? '';
        return said.includes(arguments[1]) || (window.heard = said, false)";
    let waited = page.wait_for(&format!("#{id} says {words:?}"), script, &[json!(id), json!(words)]).await;
    if let Err(why) = waited {
        let said = page.content(&format!("#{id}")).await?;
        return Err(why.context(format!("#{id} says {said:?}")));
    }
    Ok(())
}

/// Returns the titles of a list in the sheet: `listed` (what is open) or `kept` (the library).
pub(crate) async fn titles(page: &Page, list: &str) -> anyhow::Result<Vec<String>> {
    let script = "return [...document.querySelectorAll(`#${arguments[0]} .title`)].map((one) => one.textContent)";
    page.run(script, &[json!(list)]).await
}

/// Waits until a list in the sheet has these titles.
pub(crate) async fn lists(page: &Page, list: &str, expected: &[&str]) -> Outcome {
    // The lists are drawn when they are looked at.
    open_sheet(page).await?;
    let script =
        "const titles = [...document.querySelectorAll(`#${arguments[0]} .title`)].map((one) => one.textContent);
        return JSON.stringify(titles) === JSON.stringify(arguments[1])";
    let waited = page.wait_for(&format!("#{list} is {expected:?}"), script, &[json!(list), json!(expected)]).await;
    if let Err(why) = waited {
        return Err(why.context(format!("#{list} is {:?}", titles(page, list).await?)));
    }
    Ok(())
}

/// Catches what the page hands out as a file instead of letting the browser keep it: name, type, text.
pub(crate) const CATCH: &str = "window.handedOut = [];
    const blobs = new Map();
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { const url = make.call(URL, blob); blobs.set(url, blob); return url; };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
        if (!this.download) return click.call(this);
        const blob = blobs.get(this.href);
        const name = this.download;
        // Not `text()`, which drops a mark of byte order.
        const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
        blob.arrayBuffer().then((bytes) => handedOut.push([name, blob.type, decoder.decode(bytes)]));
    };";

/// Waits for the next file that the page hands out; [`CATCH`] must have been inserted.
pub(crate) async fn handed_out(page: &Page) -> anyhow::Result<(String, String, String)> {
    let file = page.wait_for("a file is handed out", "return handedOut.shift() ?? null", &[]).await?;
    Ok(serde_json::from_value(file)?)
}

/// Writes into the field of the search what an input method would.
pub(crate) async fn write_query(page: &Page, query: &str) -> Outcome {
    let script = "const field = document.getElementById('q');
        field.focus();
        field.value = arguments[0];
        field.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    page.tell(script, &[json!(query)]).await
}

/// Presses a key while another is held.
pub(crate) async fn press_with(page: &Page, held: Key, key: impl Into<thirtyfour::TypingData>) -> Outcome {
    let keys = page.browser().action_chain().key_down(held.clone()).send_keys(key).key_up(held);
    Ok(keys.perform().await?)
}

/// Waits until the search counts so: `1 / 15`.
pub(crate) async fn counts(page: &Page, position: &str) -> Outcome {
    let script = "return document.getElementById('position').textContent === arguments[0]";
    let waited = page.wait_for(&format!("it counts {position}"), script, &[json!(position)]).await;
    if let Err(why) = waited {
        let found = page.content("#position").await?;
        return Err(why.context(format!("it counts {found}")));
    }
    Ok(())
}

/// Returns the words that are marked under a name, beside the nodes or in elements.
pub(crate) async fn marked(page: &Page, name: &str) -> anyhow::Result<Vec<String>> {
    let script = "const ranges = CSS.highlights?.get(arguments[0]);
        const marks = () => [...document.querySelectorAll(`#article mark.${arguments[0]}`)].map((mark) => mark.textContent);
        return CSS.highlights ? [...(ranges ?? [])].map((range) => range.toString()) : marks()";
    page.run(script, &[json!(name)]).await
}
