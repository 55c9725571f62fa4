//! Copying what is in hand, and links to words: exactly there, in another copy of the conference too, or nowhere.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};
use thirtyfour::Key;

use crate::gestures::{SHORT, SHORT_TITLE, in_english, marked, open_sheet, paste_in, press_with, says, shows};
use crate::selecting::{SENTENCE, WORDS, holds, press};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        what_is_copied_can_be_pasted,
        plain_text_and_html_are_copied_together,
        each_command_copies_its_own,
        without_a_clipboard_the_text_is_there_to_copy_by_hand,
        where_only_plain_text_can_be_copied_it_is,
        a_copied_link_leads_exactly_there,
        of_a_sentence_that_stands_twice_the_right_one_is_marked,
        words_within_a_sentence_are_marked_alone,
        the_short_form_leads_there_too,
        a_link_finds_its_words_in_another_copy_in_traditional_characters,
        a_link_whose_words_are_missing_says_so,
        a_link_shows_the_open_transcript_that_it_names,
        a_link_opens_the_kept_transcript_that_it_names,
        a_link_to_words_steals_no_focus_and_takes_nothing_in_hand,
        without_a_worker_links_lead_there_too,
    ]
}

/// Catches what is put on the clipboard.
const CLIPBOARD: &str = "window.copied = [];
    const read = async (item) => { const all = {}; for (const type of item.types) all[type] = await (await item.getType(type)).text(); return all; };
    Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => ({
        writeText: async (text) => { copied.push({ 'text/plain': text }); },
        write: async ([item]) => { copied.push(await read(item)); },
    }) });";

async fn next(page: &Page) -> anyhow::Result<Value> {
    page.wait_for("something is copied", "return copied.shift() ?? null", &[]).await
}

async fn take(page: &Page) -> Outcome {
    press(page, SENTENCE).await?;
    holds(page, WORDS).await
}

async fn what_is_copied_can_be_pasted(page: Page) -> Outcome {
    page.open("").await?;
    take(&page).await?;
    page.click("#copy-quote").await?;
    says(&page, "hand-said", "已复制").await?;
    page.click("#open-check").await?;
    page.click("#pasted").await?;
    press_with(&page, Key::Control, "v").await?;
    let script = "return document.getElementById('pasted').value.includes(arguments[0])";
    page.wait_for("it is pasted", script, &[json!(format!("“{WORDS}”\n——王毅，答塔斯社记者问"))]).await.map(drop)
}

async fn plain_text_and_html_are_copied_together(page: Page) -> Outcome {
    page.site().insert(CLIPBOARD);
    page.open("").await?;
    take(&page).await?;
    page.click("#copy-quote").await?;
    let copied = next(&page).await?;
    let (plain, html) = (&copied["text/plain"], &copied["text/html"]);
    let (plain, html) = (plain.as_str().context("no plain text")?, html.as_str().context("no HTML")?);
    ensure!(plain.starts_with(&format!("“{WORDS}”\n——王毅，答塔斯社记者问，")), "{plain}");
    let address = page.site().address("");
    ensure!(plain.contains(&format!("\n{address}#x2a1.p1.s1&doc=df04523f&exact=")), "{plain}");
    ensure!(plain.contains(":~:text="), "there is no directive in {plain}");
    ensure!(html.starts_with("<figure><blockquote cite=\"http") && html.contains("<figcaption>——<a href="), "{html}");
    Ok(())
}

async fn each_command_copies_its_own(page: Page) -> Outcome {
    page.site().insert(CLIPBOARD);
    in_english(&page, "").await?;
    take(&page).await?;
    for (css, beginning, said) in [
        ("#hand .scope button:nth-of-type(1)", "> 中俄关系每年", "Copied: Markdown"),
        ("#copy-link", "http://127.0.0.1", "Copied: Link"),
        ("#hand .scope button:nth-of-type(2)", "王毅. ", "Copied: GB/T 7714"),
        ("#hand .scope button:nth-of-type(3)", "王毅. ([2025, March 7]). ", "Copied: APA"),
        ("#hand .scope button:nth-of-type(4)", "王毅. “", "Copied: Chicago"),
        ("#hand .scope button:nth-of-type(5)", "王毅, “", "Copied: Plain"),
    ] {
        page.click(css).await?;
        let copied = next(&page).await?;
        let plain = copied["text/plain"].as_str().context("no plain text")?;
        let begins = plain.starts_with(beginning) || css == "#copy-link" && plain.starts_with("http://");
        ensure!(begins && copied.as_object().is_some_and(|types| types.len() == 1), "{css} copies {copied}");
        says(&page, "hand-said", said).await?;
    }
    Ok(())
}

async fn without_a_clipboard_the_text_is_there_to_copy_by_hand(page: Page) -> Outcome {
    page.site().insert(
        "const no = async () => { throw new DOMException('no', 'NotAllowedError'); };
        Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => ({ writeText: no, write: no }) });",
    );
    in_english(&page, "").await?;
    take(&page).await?;
    page.click("#copy-quote").await?;
    says(&page, "hand-said", "The browser does not let this page copy.").await?;
    let script = "const box = document.getElementById('by-hand');
        return document.activeElement === box && box.selectionEnd - box.selectionStart === box.value.length && box.value";
    let text = page.wait_for("the text is selected", script, &[]).await?;
    ensure!(text.as_str().is_some_and(|text| text.starts_with(&format!("“{WORDS}”\n— 王毅"))), "{text}");
    // What is taken next has not been refused yet.
    page.click("#more-quote").await?;
    page.wait_for("the box is gone", "return document.getElementById('by-hand').hidden", &[]).await.map(drop)
}

async fn where_only_plain_text_can_be_copied_it_is(page: Page) -> Outcome {
    page.site().insert(
        "window.copied = [];
        window.ClipboardItem = undefined;
        Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => ({ writeText: async (text) => { copied.push(text); } }) });",
    );
    page.open("").await?;
    take(&page).await?;
    page.click("#copy-quote").await?;
    let copied = next(&page).await?;
    ensure!(copied.as_str().is_some_and(|text| text.starts_with('“')), "{copied}");
    Ok(())
}

/// Returns the fragment of the link to what is in hand.
async fn link(page: &Page) -> anyhow::Result<String> {
    page.click("#copy-link").await?;
    let copied = next(page).await?;
    let link = copied["text/plain"].as_str().context("no link")?.to_owned();
    Ok(link.split_once('#').map(|(_, fragment)| format!("#{fragment}")).unwrap_or_default())
}

/// Waits until these words are marked as where a link leads, and in view.
async fn leads_to(page: &Page, words: &str) -> Outcome {
    let script = "const ranges = [...(CSS.highlights?.get('shilu-linked') ?? [])];
        const text = CSS.highlights ? ranges.map((range) => range.toString()).join('')
            : [...document.querySelectorAll('#article mark.shilu-linked')].map((mark) => mark.textContent).join('');
        const box = (ranges[0] ?? document.querySelector('#article mark.shilu-linked'))?.getBoundingClientRect();
        return text === arguments[0] && box.top > 0 && box.bottom < innerHeight";
    // The first answer waits for the engine to start.
    let (what, wanted) = (format!("{words:?} is marked and in view"), [json!(words)]);
    let mut waited = page.wait_for(&what, script, &wanted).await;
    if waited.is_err() {
        waited = page.wait_for(&what, script, &wanted).await;
    }
    if let Err(why) = waited {
        let found = marked(page, "shilu-linked").await?;
        let said = page.content("#status").await?;
        return Err(why.context(format!("marked is {found:?}; the page says {said:?}")));
    }
    Ok(())
}

async fn a_copied_link_leads_exactly_there(page: Page) -> Outcome {
    page.site().insert(CLIPBOARD);
    page.open("").await?;
    press(&page, "x6a1.p2.s1").await?;
    let words = page.wait_for("it is in hand", "return document.getElementById('held').textContent", &[]).await?;
    let fragment = link(&page).await?;
    page.open(&fragment).await?;
    leads_to(&page, words.as_str().unwrap_or_default()).await
}

/// A sentence that stands in two answers, and a traditional copy with other line breaks.
const TWICE: &str = "例行记者会\n\n路透社记者：请问甲事？\n\n毛宁：我没有评论。中方的立场是一贯的、明确的。\n\n\
    法新社记者：请问乙事？\n\n毛宁：这是另一回事。中方的立场是一贯的、明确的。我们会继续努力。\n";

async fn of_a_sentence_that_stands_twice_the_right_one_is_marked(page: Page) -> Outcome {
    page.site().insert(CLIPBOARD);
    page.site().add("a.txt", TWICE);
    page.open("?src=a.txt").await?;
    shows(&page, "例行记者会").await?;
    for id in ["x1a1.p1.s2", "x2a1.p1.s2"] {
        press(&page, id).await?;
        holds(&page, "中方的立场是一贯的、明确的。").await?;
        let fragment = link(&page).await?;
        page.open(&format!("?src=a.txt{fragment}")).await?;
        leads_to(&page, "中方的立场是一贯的、明确的。").await?;
        let script = "const [range] = CSS.highlights?.get('shilu-linked') ?? [];
            const start = range?.startContainer.parentElement ?? document.querySelector('mark.shilu-linked');
            return start.closest('.s').id";
        let found: String = page.run(script, &[]).await?;
        ensure!(found == id, "the link to {id} leads to {found}");
    }
    Ok(())
}

async fn words_within_a_sentence_are_marked_alone(page: Page) -> Outcome {
    page.open("#x2a1.p1.s1&doc=df04523f&exact=%E6%AF%8F%E5%B9%B4%E9%83%BD%E4%BC%9A%E8%A2%AB%E9%97%AE%E5%88%B0").await?;
    leads_to(&page, "每年都会被问到").await?;
    ensure!(page.count("#article .current").await? == 0, "the whole sentence is marked, too");
    // The next address clears it.
    page.go_to("#x3").await?;
    page.wait_for("the mark is gone", "return !(CSS.highlights?.get('shilu-linked')?.size)", &[]).await.map(drop)
}

async fn the_short_form_leads_there_too(page: Page) -> Outcome {
    page.open("").await?;
    // The first 30 bits of the SHA-256 of the sentence's letters.
    let script = "const letters = document.getElementById(arguments[0]).textContent.replace(/[，。]/g, '');
        const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(letters)));
        const bits = ((hash[0] << 24) | (hash[1] << 16) | (hash[2] << 8) | hash[3]) >>> 0;
        return [...Array(6).keys()].map((n) => '0123456789abcdefghjkmnpqrstvwxyz'[(bits >>> (27 - 5 * n)) & 31]).join('')";
    let script = format!("return (async function () {{ {script} }}).apply(null, arguments)");
    let short: String = page.run(&script, &[json!(SENTENCE)]).await?;
    page.open(&format!("#{SENTENCE}&doc=df04523f&w={short}")).await?;
    leads_to(&page, WORDS).await
}

const COPY: &str = "外交部長記者會\n\n塔斯社記者：您如何看待中俄關係？\n\n王毅：各位好。中俄關係每年都會被問到，\n但角度每次都不同。\n我要強調的是，今天很好。\n";

async fn a_link_finds_its_words_in_another_copy_in_traditional_characters(page: Page) -> Outcome {
    page.site().insert(CLIPBOARD);
    page.site().add("copy.txt", COPY);
    page.open("").await?;
    take(&page).await?;
    // From a transcript that is not at hand there.
    let fragment = link(&page).await?.replace("doc=df04523f", "doc=00000000");
    page.open(&format!("?src=copy.txt{fragment}")).await?;
    shows(&page, "外交部長記者會").await?;
    leads_to(&page, "中俄關係每年都會被問到，但角度每次都不同。").await
}

async fn a_link_whose_words_are_missing_says_so(page: Page) -> Outcome {
    page.site().add("short.txt", SHORT);
    let words = "%E8%BF%99%E5%8F%A5%E8%AF%9D%E6%B2%A1%E6%9C%89%E4%BA%BA%E8%AF%B4%E8%BF%87";
    for (fragment, said) in [
        (format!("#x1a1.p1.s1&doc=df04523f&exact={words}"), "The linked words are not in this transcript."),
        (format!("#x1a1.p1.s1&doc=00000000&exact={words}"), "This link belongs to another transcript"),
        ("#x2&doc=00000000".to_owned(), "This link belongs to another transcript"),
        ("#x2&doc=df04523f&w=000000".to_owned(), "The linked words are not in this transcript."),
    ] {
        in_english(&page, &fragment).await?;
        says(&page, "status", said).await.context(fragment)?;
        ensure!(
            marked(&page, "shilu-linked").await?.is_empty() && page.count("#article .current").await? == 0,
            "something is marked"
        );
    }
    Ok(())
}

async fn a_link_shows_the_open_transcript_that_it_names(page: Page) -> Outcome {
    page.site().insert(CLIPBOARD);
    page.open("").await?;
    take(&page).await?;
    let fragment = link(&page).await?;
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    page.go_to(fragment.split(":~:").next().unwrap_or_default()).await?;
    shows(&page, "坚守人间正道 把握时代潮流").await?;
    leads_to(&page, WORDS).await
}

async fn a_link_opens_the_kept_transcript_that_it_names(page: Page) -> Outcome {
    page.site().insert(CLIPBOARD);
    page.open("").await?;
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    press(&page, "x1a1.p1.s1").await?;
    holds(&page, "我没有评论。").await?;
    let fragment = link(&page).await?;
    open_sheet(&page).await?;
    page.click("#keep").await?;
    page.wait_for("it is kept", "return document.getElementById('keep').getAttribute('aria-disabled') === 'true'", &[])
        .await?;
    page.open(&fragment).await?;
    shows(&page, SHORT_TITLE).await?;
    leads_to(&page, "我没有评论。").await
}

async fn a_link_to_words_steals_no_focus_and_takes_nothing_in_hand(page: Page) -> Outcome {
    page.open("#x2a1.p1.s1&doc=df04523f&exact=%E6%AF%8F%E5%B9%B4%E9%83%BD%E4%BC%9A%E8%A2%AB%E9%97%AE%E5%88%B0").await?;
    leads_to(&page, "每年都会被问到").await?;
    let (focused, hidden): (String, bool) =
        page.run("return [document.activeElement.tagName, document.getElementById('hand').hidden]", &[]).await?;
    ensure!(focused == "BODY" && hidden, "the focus is on {focused}; the panel is shut: {hidden}");
    Ok(())
}

async fn without_a_worker_links_lead_there_too(page: Page) -> Outcome {
    page.site().insert("self.Worker = undefined;");
    page.open("#x2a1.p1.s1&doc=df04523f&exact=%E6%AF%8F%E5%B9%B4%E9%83%BD%E4%BC%9A%E8%A2%AB%E9%97%AE%E5%88%B0").await?;
    leads_to(&page, "每年都会被问到").await
}
