//! Cards: from the hand and the collection, what is seen and what is handed out, and a card that comes back.

use anyhow::{Context, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use shilu::card::design::{Preset, Shade, Template, Writing};
use shilu::card::face::EmMeasure;
use shilu::card::{Design, Matter, Proof, compose, svg};
use shilu::messages::Ui;
use shilu::quotes::Quote;
use shilu::text::Span;
use shilu::transcript::parse;
use shilu_browser_tests::{Engine, Outcome, Page, Sentence, Visit, screenshots, sentences};
use thirtyfour::Key;

use crate::gestures::{in_english, says, shows};

pub(crate) fn sentences() -> Vec<Sentence> {
    let mut all = sentences![
        a_card_is_made_of_what_is_in_hand,
        what_is_chosen_changes_the_card,
        the_preview_is_the_picture_that_is_handed_out,
        a_picture_has_the_size_of_its_format,
        an_svg_is_handed_out_that_says_the_same,
        words_that_do_not_fit_are_spread_or_cut_at_clauses,
        what_the_picture_says_is_copied_with_one_key,
        a_card_that_is_dropped_is_verified,
        a_card_of_another_text_is_unknown_and_one_of_other_words_differs,
        a_picture_that_carries_nothing_says_so,
        the_studio_is_used_with_the_keyboard_alone,
        the_studio_is_accessible,
        every_kept_quotation_becomes_a_card_in_one_file,
    ];
    // MiniBrowser gives no clipboard for pictures to a page that is driven.
    all.push(Sentence::new("a_picture_is_copied", a_picture_is_copied).only(&[Engine::Chromium, Engine::Firefox]));
    all.push(Sentence::new("a_contact_sheet_is_printed", a_contact_sheet_is_printed).only(&[Engine::Chromium]));
    all
}

/// A sentence of an answer, and its words.
const SENTENCE: &str = "x6a1.p3.s3";
const WORDS: &str = "台湾从来不是一个国家，过去不是，今后更绝无可能。";

/// Takes a sentence in hand, wherever it stands.
async fn take(page: &Page, id: &str) -> Outcome {
    page.tell("document.getElementById(arguments[0]).click()", &[json!(id)]).await?;
    let held =
        "return document.getElementById('held').textContent === document.getElementById(arguments[0]).textContent";
    page.wait_for("it is in hand", held, &[json!(id)]).await.map(drop)
}

/// Takes a sentence in hand and opens the studio.
pub(crate) async fn make(page: &Page, id: &str) -> Outcome {
    take(page, id).await?;
    page.click("#card-quote").await?;
    drawn(page).await
}

/// Waits until the picture that is shown is that of the card as it stands.
async fn drawn(page: &Page) -> Outcome {
    let script = "const picture = document.getElementById('card-picture');
        const canvas = document.getElementById('card-canvas');
        return picture.src && picture.complete && picture.naturalWidth === canvas.width
            && picture.naturalHeight === canvas.height && !picture.hidden";
    page.wait_for("the card is drawn", script, &[]).await.map(drop)
}

/// Presses a choice and waits until the picture is another.
async fn choose(page: &Page, css: &str) -> Outcome {
    let before: String = page.run("return document.getElementById('card-picture').src", &[]).await?;
    page.click(css).await?;
    let other = "return document.getElementById('card-picture').src !== arguments[0]";
    page.wait_for("the picture is another", other, &[json!(before)]).await?;
    drawn(page).await
}

/// Stands before everything: keeps what the page makes addresses of, and what it hands out.
pub(crate) const BLOBS: &str = "window.blobs = new Map();
    window.files = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => { const url = make.call(URL, blob); blobs.set(url, blob); return url; };
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
        if (!this.download) return click.call(this);
        files.push([this.download, this.href]);
    };
    window.read = (address) => new Promise((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result.split(',')[1]);
        reader.readAsDataURL(blobs.get(address));
    });";

/// Returns the bytes of what the page made an address of; `address` is an expression.
async fn bytes(page: &Page, address: &str) -> anyhow::Result<Vec<u8>> {
    page.tell(&format!("window.text = null; read({address}).then((text) => {{ window.text = text; }})"), &[]).await?;
    let text = page.wait_for("it is read", "return window.text", &[]).await?;
    Ok(BASE64_STANDARD.decode(text.as_str().context("no text")?)?)
}

/// Returns the bytes of the picture that is shown.
async fn picture(page: &Page) -> anyhow::Result<Vec<u8>> {
    bytes(page, "document.getElementById('card-picture').src").await
}

/// Returns name and bytes of the next file that is handed out.
pub(crate) async fn handed_out(page: &Page) -> anyhow::Result<(String, Vec<u8>)> {
    let file = page.wait_for("a file is handed out", "return files[0] ?? null", &[]).await?;
    let bytes = bytes(page, "files[0][1]").await?;
    page.tell("files.shift()", &[]).await?;
    Ok((file[0].as_str().context("no name")?.to_owned(), bytes))
}

/// Drops a card on the page.
async fn drop_card(page: &Page, name: &str, bytes: &[u8]) -> Outcome {
    drop_file(page, name, bytes).await?;
    page.wait_for("the card is judged", "return document.getElementById('judged').open", &[]).await.map(drop)
}

async fn drop_file(page: &Page, name: &str, bytes: &[u8]) -> Outcome {
    page.tell("for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close()", &[]).await?;
    let script = "const data = new DataTransfer();
        const bytes = Uint8Array.from(atob(arguments[1]), (c) => c.charCodeAt(0));
        data.items.add(new File([bytes], arguments[0]));
        document.getElementById('article').dispatchEvent(
            new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))";
    page.tell(script, &[json!(name), json!(BASE64_STANDARD.encode(bytes))]).await
}

/// Returns width and height that a PNG says it has (PNG 3rd ed., § 11.2.1).
pub(crate) fn size(png: &[u8]) -> anyhow::Result<[u32; 2]> {
    let number = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    Ok([number(16).context("no width")?, number(20).context("no height")?])
}

async fn a_card_is_made_of_what_is_in_hand(page: Page) -> Outcome {
    page.site().insert(BLOBS);
    page.open("").await?;
    make(&page, SENTENCE).await?;
    let alt: String = page.run("return document.getElementById('card-picture').alt", &[]).await?;
    ensure!(alt.contains(WORDS) && alt.contains("王毅") && alt.contains("问，"), "{alt}");
    let proof = Proof::in_card(&picture(&page).await?)?.context("the picture carries nothing")?;
    ensure!(proof.text == WORDS && proof.alt == alt && proof.sentence == SENTENCE, "{proof:?}");
    ensure!(proof.link.is_some_and(|link| link.starts_with(&page.site().address("#x6a1"))), "no link");
    Ok(())
}

async fn what_is_chosen_changes_the_card(page: Page) -> Outcome {
    page.open("").await?;
    make(&page, SENTENCE).await?;
    for css in ["#seal", "#vertical", "#dark", "#indigo", "#dialogue", "#horizontal", "#night"] {
        choose(&page, css).await?;
        let pressed: String =
            page.run("return document.querySelector(arguments[0]).ariaPressed", &[json!(css)]).await?;
        ensure!(pressed == "true", "{css} is not chosen");
    }
    // What is shown beside the words is left out one by one.
    for nth in 2..=5 {
        choose(&page, &format!(".choices .scope:nth-of-type(6) button:nth-of-type({})", nth - 1)).await?;
    }
    Ok(())
}

async fn the_preview_is_the_picture_that_is_handed_out(page: Page) -> Outcome {
    page.site().insert(BLOBS);
    page.open("").await?;
    make(&page, SENTENCE).await?;
    // The picture, decoded again, has the pixels of the canvas under it.
    let script = "const canvas = document.getElementById('card-canvas');
        const other = document.createElement('canvas');
        [other.width, other.height] = [canvas.width, canvas.height];
        other.getContext('2d').drawImage(document.getElementById('card-picture'), 0, 0);
        const [a, b] = [canvas, other].map((one) => one.getContext('2d').getImageData(0, 0, one.width, one.height).data);
        let [differ, inked] = [0, 0];
        for (let n = 0; n < a.length; n += 4) {
            if (Math.abs(a[n] - b[n]) > 2) differ += 1;
            if (a[n] < 90) inked += 1;
        }
        return [differ, inked]";
    let [differ, inked]: [usize; 2] = page.run(script, &[]).await?;
    ensure!(differ == 0 && inked > 2_000, "{differ} pixels differ, {inked} have ink");
    let shown = picture(&page).await?;
    page.click("#save-png").await?;
    let (name, saved) = handed_out(&page).await?;
    ensure!(saved == shown && name.ends_with(".png") && name.starts_with("台湾"), "{name}");
    Ok(())
}

async fn a_picture_has_the_size_of_its_format(page: Page) -> Outcome {
    page.site().insert(BLOBS);
    page.open("").await?;
    make(&page, SENTENCE).await?;
    ensure!(size(&picture(&page).await?)? == [1080, 1080], "square");
    for (css, wanted) in
        [("#portrait", [1080, 1350]), ("#story", [1080, 1920]), ("#landscape", [1200, 630]), ("#print", [1240, 1748])]
    {
        choose(&page, css).await?;
        let is = size(&picture(&page).await?)?;
        ensure!(is == wanted, "{css}: {is:?}");
    }
    choose(&page, ".choices .scope:nth-of-type(7) button:nth-of-type(2)").await?;
    let twice = size(&picture(&page).await?)?;
    ensure!(twice == [2480, 3496], "{twice:?}");
    Ok(())
}

async fn an_svg_is_handed_out_that_says_the_same(page: Page) -> Outcome {
    page.site().insert(BLOBS);
    page.open("").await?;
    make(&page, SENTENCE).await?;
    let shown = Proof::in_card(&picture(&page).await?)?;
    page.click("#save-svg").await?;
    let (name, svg) = handed_out(&page).await?;
    ensure!(name.ends_with(".svg") && Proof::in_card(&svg)? == shown, "{name}");
    let svg = String::from_utf8(svg)?;
    ensure!(svg.contains("width=\"1080\" height=\"1080\"") && !svg.contains("foreignObject"), "{svg}");
    Ok(())
}

async fn words_that_do_not_fit_are_spread_or_cut_at_clauses(page: Page) -> Outcome {
    page.site().insert(BLOBS);
    in_english(&page, "").await?;
    // A whole answer is far too much for a card.
    let script = "const [first, last] = [...arguments].map((id) => document.getElementById(id));
        const range = document.createRange();
        range.setStart(first.firstChild, 0);
        range.setEndAfter(last.lastChild);
        getSelection().removeAllRanges();
        getSelection().addRange(range)";
    page.tell(script, &[json!("x2a1.p1.s1"), json!(last_sentence(&page, "x2a1").await?)]).await?;
    page.wait_for("something is in hand", "return document.getElementById('held').textContent.length > 200", &[])
        .await?;
    page.click("#card-quote").await?;
    // They fill a square; across they are too many.
    drawn(&page).await?;
    page.click("#landscape").await?;
    page.wait_for("clauses are offered", "return document.querySelectorAll('#clauses .scope button').length > 5", &[])
        .await?;
    ensure!(page.content("#clauses").await?.contains("do not fit on one card"), "it is not said why");
    page.click("#spread-card").await?;
    drawn(&page).await?;
    let number = page.content("#card-number").await?;
    let (first, count) = number.split_once(" / ").context("no number")?;
    ensure!(first == "1" && count.parse::<usize>()? > 1, "{number}");
    page.click("#card-on").await?;
    page.wait_for(
        "the next is shown",
        "return document.getElementById('card-number').textContent.startsWith('2 /')",
        &[],
    )
    .await?;
    drawn(&page).await
}

/// Returns the id of the last sentence of a turn.
async fn last_sentence(page: &Page, turn: &str) -> anyhow::Result<String> {
    let script = "return [...document.querySelectorAll(`[id^=\"${arguments[0]}.p\"].s`)].at(-1).id";
    page.run(script, &[json!(turn)]).await
}

async fn what_the_picture_says_is_copied_with_one_key(page: Page) -> Outcome {
    page.site().insert(
        "window.copied = [];
        Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => ({ writeText: async (text) => { copied.push(text); } }) });",
    );
    in_english(&page, "").await?;
    make(&page, SENTENCE).await?;
    page.find("#seal").await?.send_keys("a").await?;
    says(&page, "card-said", "The alt text is copied.").await?;
    let same = "return copied[0] === document.getElementById('card-picture').alt && copied[0].includes(arguments[0])";
    page.wait_for("it is what the picture says", same, &[json!(WORDS)]).await.map(drop)
}

async fn a_picture_is_copied(page: Page) -> Outcome {
    page.site().insert(
        "window.copied = [];
        Object.defineProperty(Navigator.prototype, 'clipboard',
            { get: () => ({ write: async ([item]) => { copied.push(...item.types); } }) });",
    );
    in_english(&page, "").await?;
    make(&page, SENTENCE).await?;
    page.click("#copy-card").await?;
    says(&page, "card-said", "The picture is copied.").await?;
    let types: Vec<String> = page.run("return copied", &[]).await?;
    ensure!(types == ["image/png"], "{types:?}");
    Ok(())
}

async fn a_card_that_is_dropped_is_verified(page: Page) -> Outcome {
    page.site().insert(BLOBS);
    in_english(&page, "").await?;
    make(&page, SENTENCE).await?;
    let card = picture(&page).await?;
    page.click("#save-svg").await?;
    let (_, svg) = handed_out(&page).await?;
    for (name, card) in [("a.png", &card), ("b.svg", &svg)] {
        drop_card(&page, name, card).await?;
        let said = page.content("#finding").await?;
        ensure!(said.contains("exchange 6") && said.contains(WORDS), "{said}");
        ensure!(!said.contains("disagree on who said it"), "{said}");
        ensure!(said.contains("not those you see"), "it is not said what is not proved: {said}");
    }
    page.click("#go-to-judged").await?;
    let there = "const { top, bottom } = document.getElementById(arguments[0]).getBoundingClientRect();
        return top > 0 && bottom < innerHeight && !document.getElementById('judged').open";
    page.wait_for("the words are in view", there, &[json!(SENTENCE)]).await.map(drop)
}

async fn a_card_of_another_text_is_unknown_and_one_of_other_words_differs(page: Page) -> Outcome {
    page.site().insert(BLOBS);
    in_english(&page, "").await?;
    make(&page, SENTENCE).await?;
    let card = picture(&page).await?;
    let proof = Proof::in_card(&card)?.context("nothing is carried")?;
    let changed = Proof { text: WORDS.replace("从来不是", "从来就是"), ..proof.clone() };
    drop_card(&page, "a.png", &changed.into_png(&card)?).await?;
    let said = page.content("#finding").await?;
    ensure!(said.contains("differ from the card’s") && said.contains("从来就是"), "{said}");
    let elsewhere = Proof {
        sha256: "0".repeat(64),
        selector: "#x1&doc=00000000&exact=%E5%88%AB%E7%9A%84".into(),
        text: "别的话。".into(),
        ..proof
    };
    drop_card(&page, "a.png", &elsewhere.into_png(&card)?).await?;
    let said = page.content("#finding").await?;
    ensure!(said.contains("not from a transcript open here"), "{said}");
    Ok(())
}

async fn a_picture_that_carries_nothing_says_so(page: Page) -> Outcome {
    in_english(&page, "").await?;
    let title: String = page.run("return document.querySelector('article h1').textContent", &[]).await?;
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    drop_file(&page, "a.svg", svg.as_bytes()).await?;
    says(&page, "status", "a.svg: This is a picture").await?;
    drop_card(&page, "b.svg", b"<svg><metadata id=\"shilu-card\">{\"format\":\"shilu-card/9\"}</metadata></svg>")
        .await?;
    let said = page.content("#finding").await?;
    ensure!(said.contains("have version 9"), "{said}");
    // What was open is still there.
    shows(&page, &title).await
}

async fn the_studio_is_used_with_the_keyboard_alone(page: Page) -> Outcome {
    in_english(&page, "").await?;
    make(&page, SENTENCE).await?;
    let before: String = page.run("return document.getElementById('card-picture').src", &[]).await?;
    page.run::<Value>("document.getElementById('bold').focus(); return null", &[]).await?;
    page.find("#bold").await?.send_keys(Key::Enter + "").await?;
    let other = "return document.getElementById('card-picture').src !== arguments[0]
        && document.activeElement.id === 'bold'";
    page.wait_for("the card is another and the focus stays", other, &[json!(before)]).await?;
    page.find("#bold").await?.send_keys(Key::Escape + "").await?;
    page.wait_for("the studio is closed", "return !document.getElementById('studio').open", &[]).await.map(drop)
}

async fn the_studio_is_accessible(page: Page) -> Outcome {
    page.with_axe()?;
    for (frame, theme) in [(None, "light"), (Some((390, 800)), "dark")] {
        let storage = vec![("shilu.theme", theme), ("shilu.ui", "en")];
        page.visit(&Visit { frame, storage, ..Visit::default() }).await?;
        make(&page, SENTENCE).await?;
        let violations = page.violations().await?;
        ensure!(violations.is_empty(), "{theme} {frame:?}: {violations:?}");
        let wide: bool = page.run("return document.getElementById('studio').scrollWidth > innerWidth", &[]).await?;
        ensure!(!wide, "the studio is wider than the page");
    }
    Ok(())
}

async fn every_kept_quotation_becomes_a_card_in_one_file(page: Page) -> Outcome {
    page.site().insert(BLOBS);
    in_english(&page, "").await?;
    for id in [SENTENCE, "x2a1.p1.s1"] {
        take(&page, id).await?;
        page.click("#keep-quote").await?;
        page.wait_for("it is kept", "return document.getElementById('keep-quote').textContent === 'Kept'", &[]).await?;
    }
    page.click("#open-excerpts").await?;
    page.click("#export-cards").await?;
    let (name, zip) = handed_out(&page).await?;
    says(&page, "excerpts-said", "Made cards of 2 quotations.").await?;
    // Stored as they are: each picture begins after the head of its file.
    let pictures = zip.windows(8).filter(|window| *window == b"\x89PNG\r\n\x1a\n").count();
    ensure!(name == "shilu-cards.zip" && zip.starts_with(b"PK\x03\x04") && pictures == 2, "{name}: {pictures}");
    Ok(())
}

/// Width of a card on the contact sheet, in CSS px.
const THUMB: u32 = 200;

/// All templates, formats, directions and shades on one picture, for people to look at: `target/screenshots/cards.png`.
async fn a_contact_sheet_is_printed(page: Page) -> Outcome {
    let transcript = parse(include_str!("../../../../transcripts/zh_wang_yi_20250307.txt"));
    let at = transcript.source.text.find(WORDS).context("the words are gone")?;
    let quote = Quote::of(&transcript, &[Span::new(at, at + WORDS.len())], None)?;
    let matter = Matter::of(&transcript, &quote, Some("https://example.org/shilu/"), Ui::Hans);
    let mut html = String::from(
        "<!doctype html><meta charset=utf-8><link rel=icon href=\"data:,\"><style>body{margin:12px;background:#8a8a86}
        .row{display:flex;gap:12px;margin-bottom:12px;align-items:flex-start}svg{height:auto}</style>",
    );
    for &template in Template::ALL {
        for &writing in Writing::ALL {
            html.push_str("<div class=row>");
            for &shade in Shade::ALL {
                for &preset in Preset::ALL {
                    let design = Design { template, writing, shade, preset, ..Design::default() };
                    let sheets = compose(&matter, &design, &EmMeasure::Han)?;
                    let sheet = sheets.first().context("no sheet")?;
                    let size = format!("width=\"{}\" height=\"{}\"", sheet.width, sheet.height);
                    html.push_str(&svg::write(sheet).replacen(&size, &format!("width=\"{THUMB}\""), 1));
                }
            }
            html.push_str("</div>");
        }
    }
    page.site().add("cards.html", &html);
    let columns = u32::try_from(Shade::ALL.len() * Preset::ALL.len())?;
    let rows = u32::try_from(Template::ALL.len() * Writing::ALL.len())?;
    page.emulate((columns * (THUMB + 12) + 12, rows * (THUMB * 16 / 9 + 12) + 12), 1.0).await?;
    page.browser().goto(page.site().address("cards.html")).await?;
    page.wait_for("the cards are there", "return document.readyState === 'complete'", &[]).await?;
    let file = screenshots().join("cards.png");
    page.picture(&file).await?;
    ensure!(std::fs::metadata(&file)?.len() > 100_000, "{} is all but empty", file.display());
    Ok(())
}
