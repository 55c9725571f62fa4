//! What is in a file, and who reads it: any encoding is read right, what is no text is named, and the page reads by
//! itself where it has no worker.

use anyhow::ensure;
use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS, WINDOWS_1252};
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, sentences};

use crate::gestures::{
    OTHER, OTHER_TITLE, SHORT, SHORT_TITLE, counts, drop_texts, in_english, open_sheet, paste_in, says, shows,
    shows_home, write_query,
};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        legacy_encodings_are_read_right,
        what_is_no_text_is_named_in_one_sentence_and_what_is_open_stays,
        the_sentence_is_in_the_language_of_the_interface,
        without_a_worker_everything_is_read_in_the_page,
        without_the_workers_script_everything_is_read_in_the_page,
        a_worker_that_breaks_is_followed_by_another_that_knows_as_much,
        a_worker_that_breaks_twice_shows_the_failure,
    ]
}

fn utf_16(text: &str, is_big: bool, mark: bool) -> Vec<u8> {
    let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
    units.flat_map(|unit| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

async fn legacy_encodings_are_read_right(page: Page) -> Outcome {
    page.open("").await?;
    let traditional =
        "行政院會後記者會\n\n記者：請問預算何時送出？\n\n發言人：我們會依照程序辦理，謝謝各位媒體朋友的關心。\n";
    let japanese = "外務大臣会見記録\n\n【記者】日米関係についてお聞かせください。\n\n【大臣】しっかりと取り組んでまいります。ありがとうございます。\n";
    let spanish = "Conferencia de prensa del presidente\n\nPREGUNTA: ¿Cuándo empezará la reunión? Señor, ¿será mañana?\n\nPRESIDENTE: Será en España, según está previsto, el próximo año. «Gracias».\n";
    let legacy = |encoding: &'static Encoding, text: &str| encoding.encode(text).0.into_owned();
    let cases = [
        ("gb18030", legacy(GB18030, SHORT), SHORT),
        ("big5", legacy(BIG5, traditional), traditional),
        ("shift_jis", legacy(SHIFT_JIS, japanese), japanese),
        ("windows-1252", legacy(WINDOWS_1252, spanish), spanish),
        ("utf-16le", utf_16(OTHER, false, true), OTHER),
        ("utf-16be", utf_16(traditional, true, true), traditional),
        ("utf-8", [b"\xEF\xBB\xBF", japanese.as_bytes()].concat(), japanese),
    ];
    for (encoding, bytes, text) in cases {
        let name = format!("{encoding}.txt");
        page.tell("document.querySelector('#article > article').dataset.isOld = true", &[]).await?;
        drop_texts(&page, &[(&name, &bytes)]).await?;
        let script = "const article = document.querySelector('#article > article');
            return article && !article.dataset.isOld";
        page.wait_for(&format!("{name} is shown"), script, &[]).await?;
        let shown: String = page.content("#article").await?;
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        for line in text.lines().filter(|line| !line.is_empty()) {
            // Labels are set apart, and their marks are layout.
            let words = line
                .rsplit(['：', '】'])
                .next()
                .unwrap_or(line)
                .trim_start_matches("PREGUNTA:")
                .trim_start_matches("PRESIDENTE:");
            ensure!(letters(&shown).contains(&letters(words)), "{encoding}: {words} is not in {shown}");
        }
    }
    Ok(())
}

async fn what_is_no_text_is_named_in_one_sentence_and_what_is_open_stays(page: Page) -> Outcome {
    in_english(&page, "").await?;
    page.tell("window.standing = document.querySelector('#article > article')", &[]).await?;
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01";
    let binary: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let cases: [(&str, &[u8], &str); 7] = [
        (
            "a.pdf",
            b"%PDF-1.4\n1 0 obj\n",
            "a.pdf: This is a PDF. Open it, select all, copy the text and paste it here.",
        ),
        ("renamed.txt", b"%PDF-1.4\n1 0 obj\n", "renamed.txt: This is a PDF."),
        ("b.png", png, "b.png: This is a picture"),
        ("c.txt", b"", "c.txt: The file is empty."),
        ("d.bin", &binary, "d.bin: This is not a text file."),
        ("e.zip", b"PK\x03\x04\x14\0\0\0\0\0", "e.zip: This is an archive."),
        ("f.mp3", b"ID3\x04\0\0\0\0\0\0\0\0\0\0", "f.mp3: This is a sound or video recording; only text can be read."),
    ];
    for (name, bytes, sentence) in cases {
        drop_texts(&page, &[(name, bytes)]).await?;
        says(&page, "status", sentence).await?;
        let stays =
            "return window.standing.isConnected && document.querySelectorAll('#article > article').length === 1";
        ensure!(page.run::<bool>(stays, &[]).await?, "{name} has taken the place of the text");
    }
    // 200 MB are not read to find that out.
    let script = "const file = new File(['x'], 'huge.txt');
        Object.defineProperty(file, 'size', { value: 300e6 });
        file.arrayBuffer = () => { throw new Error('it was read'); };
        const data = new DataTransfer();
        data.items.add(file);
        DataTransferItem.prototype.webkitGetAsEntry = () => null;
        DataTransferItem.prototype.getAsFile = () => file;
        const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        if (!event.dataTransfer?.items.length) Object.defineProperty(event, 'dataTransfer', { value: data });
        document.body.dispatchEvent(event)";
    page.tell(script, &[]).await?;
    says(&page, "status", "huge.txt: The file exceeds the limit of 200 MB.").await?;
    shows_home(&page).await
}

async fn the_sentence_is_in_the_language_of_the_interface(page: Page) -> Outcome {
    for (ui, sentence) in [
        ("zh-Hans", "a.pdf：这是 PDF。请打开它，全选并复制文字，粘贴到这里。"),
        ("zh-Hant", "a.pdf：這是 PDF。請打開它，全選並複製文字，貼到這裡。"),
        ("en", "a.pdf: This is a PDF."),
    ] {
        page.visit(&Visit { storage: vec![("shilu.ui", ui)], ..Visit::default() }).await?;
        drop_texts(&page, &[("a.pdf", b"%PDF-1.4\n")]).await?;
        says(&page, "status", sentence).await?;
        let failed = page.count("#article section.exchange").await?;
        ensure!(failed == 7, "what was open is gone");
    }
    Ok(())
}

/// Everything, by whatever way the page goes to its engine.
async fn opens_and_tells(page: &Page) -> Outcome {
    paste_in(page, SHORT).await?;
    shows(page, SHORT_TITLE).await?;
    drop_texts(page, &[("b.txt", &GB18030.encode(OTHER).0), ("c.pdf", b"%PDF-1.7\n")]).await?;
    shows(page, OTHER_TITLE).await?;
    says(page, "status", "c.pdf: This is a PDF.").await?;
    open_sheet(page).await?;
    page.click("#listed > li:first-child button").await?;
    page.wait_for("the first is back", "return document.querySelectorAll('#article .exchange').length === 7", &[])
        .await?;
    let failure = page.find("#failure").await?.is_displayed().await?;
    ensure!(!failure, "the page says that it failed");
    Ok(())
}

async fn without_a_worker_everything_is_read_in_the_page(page: Page) -> Outcome {
    page.site().insert("delete self.Worker; self.Worker = undefined;");
    in_english(&page, "").await?;
    opens_and_tells(&page).await
}

async fn without_the_workers_script_everything_is_read_in_the_page(page: Page) -> Outcome {
    page.site().refuse("worker.js");
    page.excuse("worker.js");
    in_english(&page, "").await?;
    opens_and_tells(&page).await
}

async fn a_worker_that_breaks_is_followed_by_another_that_knows_as_much(page: Page) -> Outcome {
    page.excuse("broken on order");
    page.excuse("the worker failed");
    // The first of them breaks when it is asked for a word; it has a mark in its address.
    page.site().insert(
        "const Whole = self.Worker;
        self.started = 0;
        self.Worker = class extends Whole {
            constructor(url, options) { super(started++ ? url : `${url}#breaks`, options); }
        };",
    );
    page.site().add(
        "worker.js",
        "const breaks = (event) => {
            if (!new TextDecoder().decode(event.data[0]).includes('出口')) return;
            event.stopImmediatePropagation();
            throw new Error('broken on order');
        };
        onmessage = async ({ data: module }) => {
            onmessage = null;
            if (location.hash) addEventListener('message', breaks);
            const { initSync } = await import(new URL(decodeURIComponent(location.search.slice(1)), location));
            initSync({ module });
        };",
    );
    in_english(&page, "").await?;
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    // What lies beside a message is heard again, too.
    drop_texts(&page, &[("b.txt", &GB18030.encode(OTHER).0)]).await?;
    shows(&page, OTHER_TITLE).await?;
    write_query(&page, "出口").await?;
    counts(&page, "1 / 2").await?;
    let started: usize = page.run("return started", &[]).await?;
    ensure!(started == 2, "{started} workers were started");
    open_sheet(&page).await?;
    page.click("#listed > li:nth-child(2) button").await?;
    shows(&page, SHORT_TITLE).await?;
    let failure = page.find("#failure").await?.is_displayed().await?;
    ensure!(!failure, "the page says that it failed");
    Ok(())
}

async fn a_worker_that_breaks_twice_shows_the_failure(page: Page) -> Outcome {
    page.excuse("broken on order");
    page.excuse("the worker failed");
    page.site().add(
        "worker.js",
        // What the page asks by itself goes unanswered; a text that is pasted, whose message begins with 1, breaks it.
        "onmessage = () => {
            onmessage = ({ data }) => { if (data[0][0] === 1) throw new Error('broken on order'); };
            postMessage(true);
        };",
    );
    page.open("").await?;
    paste_in(&page, SHORT).await?;
    let script = "return document.documentElement.dataset.app === 'failed' && document.getElementById('failure').checkVisibility()";
    page.wait_for("the failure is shown", script, &[]).await?;
    shows_home(&page).await
}
