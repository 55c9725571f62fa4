//! Opening: whatever a person pastes, drops or chooses is read and shown, and what cannot be read is named in one
//! sentence while the text that is open stays.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, Visit, sentences};
use thirtyfour::Key;

use crate::gestures::{
    OTHER, OTHER_TITLE, SHORT, SHORT_TITLE, drop_texts, in_english, lists, open_sheet, paste_in, says, shows,
    shows_home,
};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        a_pasted_text_opens,
        a_pasted_page_of_markup_is_read_for_its_text,
        an_empty_box_is_named,
        a_text_opens_by_keyboard_alone,
        a_chosen_file_opens,
        a_chosen_folder_opens,
        a_dropped_file_opens,
        a_pasted_file_opens,
        of_many_files_the_readable_ones_open_and_the_others_are_counted,
        a_dropped_folder_opens_with_all_that_is_in_it,
        many_files_show_their_progress_and_can_be_cancelled,
        the_same_text_is_listed_once,
        one_switches_between_open_texts,
        a_place_in_the_old_text_means_nothing_in_the_new_one,
        files_that_hover_are_hinted_at,
        axe_finds_nothing_in_the_sheet_when_wide,
        axe_finds_nothing_in_the_sheet_when_narrow,
    ]
}

async fn a_pasted_text_opens(page: Page) -> Outcome {
    page.open("#x2a1.p3.s1").await?;
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    says(&page, "heard", SHORT_TITLE).await?;
    let state = "return {
        exchanges: document.querySelectorAll('#article section.exchange').length,
        articles: document.querySelectorAll('#article > article').length,
        links: [...document.querySelectorAll('#outline a')].map((link) => link.getAttribute('href')),
        dangling: [...document.querySelectorAll('#outline a')].filter((link) => !document.querySelector(link.getAttribute('href'))).length,
        isOpen: document.getElementById('opening').matches(':popover-open'),
        focus: document.activeElement.id || document.activeElement.localName,
        box: document.getElementById('paste').value,
        more: location.search + location.hash,
        scroll: scrollY,
        date: document.querySelector('#article time')?.dateTime ?? null }";
    let state: Value = page.run(state, &[]).await?;
    ensure!(state["exchanges"] == 2 && state["articles"] == 1, "the text is {state}");
    ensure!(state["links"].as_array().is_some_and(|links| links.len() >= 2) && state["dangling"] == 0, "{state}");
    ensure!(state["isOpen"] == false && state["focus"] == "open", "the sheet and the focus: {state}");
    ensure!(state["box"] == "" && state["more"] == "" && state["scroll"] == 0, "{state}");
    ensure!(state["date"] == "2024-05-06", "{state}");
    lists(&page, "listed", &["坚守人间正道 把握时代潮流", SHORT_TITLE]).await
}

async fn a_pasted_page_of_markup_is_read_for_its_text(page: Page) -> Outcome {
    page.open("").await?;
    let html = "<!doctype html><html><head><title>发布会</title><style>p{}</style></head><body><h1>商务部召开例行新闻发布会</h1>\
        <p><strong>彭博社记者：</strong>出口情况如何？</p><p><strong>何咏前：</strong>出口&nbsp;保持平稳。</p></body></html>";
    paste_in(&page, html).await?;
    shows(&page, OTHER_TITLE).await?;
    let text = page.content("#article").await?;
    ensure!(!text.contains('<') && text.contains("彭博社"), "the text is {text}");
    ensure!(page.count("#article section.exchange").await? == 1, "there is no exchange");
    Ok(())
}

async fn an_empty_box_is_named(page: Page) -> Outcome {
    in_english(&page, "").await?;
    paste_in(&page, " \n\u{3000}\n").await?;
    says(&page, "opening-said", "empty").await?;
    shows_home(&page).await
}

/// From the top of the page: to the button, into the sheet, to the box, to its button.
async fn a_text_opens_by_keyboard_alone(page: Page) -> Outcome {
    page.open("").await?;
    let focus = "return document.activeElement.id || document.activeElement.localName";
    let mut way = vec![];
    for (id, most) in [("open", 12), ("paste", 12)] {
        for step in 0.. {
            let here: String = page.run(focus, &[]).await?;
            if here == id {
                break;
            }
            ensure!(step < most, "no way by Tab to #{id}: {way:?}");
            way.push(here);
            page.press(Key::Tab).await?;
        }
        if id == "open" {
            page.press(Key::Enter).await?;
            let script = "return document.getElementById('opening').matches(':popover-open')";
            page.wait_for("the sheet is open", script, &[]).await?;
        }
    }
    // Typing Chinese needs an input method; the box is written as one would.
    page.compose("#paste", &["shang", "shangwu"], OTHER).await?;
    page.press(Key::Tab).await?;
    page.press(Key::Enter).await?;
    shows(&page, OTHER_TITLE).await?;
    let here: String = page.run(focus, &[]).await?;
    ensure!(here == "open", "the focus is on {here}");
    // What opens can be put away without a deed.
    page.press(Key::Enter).await?;
    open_sheet(&page).await?;
    page.press(Key::Escape).await?;
    let script =
        "return !document.getElementById('opening').matches(':popover-open') && document.activeElement.id === 'open'";
    page.wait_for("Escape closes the sheet", script, &[]).await.map(drop)
}

async fn a_chosen_file_opens(page: Page) -> Outcome {
    page.open("").await?;
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("chosen");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("记者会.txt");
    std::fs::write(&file, SHORT)?;
    open_sheet(&page).await?;
    page.type_into("#files", file.to_str().context("a path that is no text")?).await?;
    shows(&page, SHORT_TITLE).await?;
    // The same file again, as after a change in it: a field that keeps its value would not notice.
    std::fs::write(&file, OTHER)?;
    open_sheet(&page).await?;
    page.type_into("#files", file.to_str().context("a path that is no text")?).await?;
    shows(&page, OTHER_TITLE).await
}

/// WebDriver chooses no folders: the field gets what a browser would put into it.
async fn a_chosen_folder_opens(page: Page) -> Outcome {
    in_english(&page, "").await?;
    open_sheet(&page).await?;
    let script = "const field = document.getElementById('folder');
        const data = new DataTransfer();
        for (const [name, text] of arguments[0]) data.items.add(new File([text], name));
        field.files = data.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));
        return [field.webkitdirectory, field.files.length]";
    let files = json!([["b.txt", OTHER], [".DS_Store", "x"], ["a.txt", SHORT]]);
    let field: Value = page.run(script, &[files]).await?;
    ensure!(field == json!([true, 0]), "the field takes folders, and is empty again: {field}");
    shows(&page, SHORT_TITLE).await?;
    says(&page, "status", "2 transcripts opened.").await
}

async fn a_dropped_file_opens(page: Page) -> Outcome {
    page.open("").await?;
    drop_texts(&page, &[("记者会.txt", SHORT.as_bytes())]).await?;
    shows(&page, SHORT_TITLE).await?;
    ensure!(page.count("#article section.exchange").await? == 2, "the questions are not there");
    let hovers = page.root("data-drop").await?;
    ensure!(hovers.as_deref() != Some("over"), "the hint stays");
    Ok(())
}

async fn a_pasted_file_opens(page: Page) -> Outcome {
    page.open("").await?;
    let script = "const data = new DataTransfer();
        data.items.add(new File([arguments[0]], 'a.txt'));
        const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        if (!event.clipboardData?.files.length) Object.defineProperty(event, 'clipboardData', { value: data });
        document.body.dispatchEvent(event)";
    page.tell(script, &[json!(SHORT)]).await?;
    shows(&page, SHORT_TITLE).await
}

async fn of_many_files_the_readable_ones_open_and_the_others_are_counted(page: Page) -> Outcome {
    in_english(&page, "").await?;
    drop_texts(&page, &[("b.txt", OTHER.as_bytes()), ("c.pdf", b"%PDF-1.7\n%"), ("a.txt", SHORT.as_bytes())]).await?;
    // In the order of their names, and the first is shown.
    shows(&page, SHORT_TITLE).await?;
    lists(&page, "listed", &["坚守人间正道 把握时代潮流", SHORT_TITLE, OTHER_TITLE]).await?;
    says(&page, "status", "2 transcripts opened, 1 file could not be read. c.pdf: This is a PDF.").await?;
    let hidden = "return document.getElementById('progress').hidden";
    page.wait_for("the progress is gone", hidden, &[]).await.map(drop)
}

/// A folder in a folder, its files in two portions, and what the system put there.
async fn a_dropped_folder_opens_with_all_that_is_in_it(page: Page) -> Outcome {
    in_english(&page, "").await?;
    let script = "const file = (name, text) => ({ name, isDirectory: false, isFile: true,
            file: (done) => setTimeout(() => done(new File([text], name))) });
        const folder = (name, ...portions) => ({ name, isDirectory: true, isFile: false, createReader: () => {
            const left = [...portions, []];
            return { readEntries: (done) => setTimeout(() => done(left.shift() ?? [])) };
        } });
        const [short, other] = arguments;
        const prose = '这里没有人提问。\\n';
        const root = folder('conferences', [file('b.txt', other), file('.DS_Store', prose)],
            [folder('2024', [file('a.txt', short)]), folder('.git', [file('config', prose)])]);
        DataTransferItem.prototype.webkitGetAsEntry = () => root;
        const data = new DataTransfer();
        data.items.add(new File([''], 'conferences'));
        const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
        if (!event.dataTransfer?.items.length) Object.defineProperty(event, 'dataTransfer', { value: data });
        document.body.dispatchEvent(event)";
    page.tell(script, &[json!(SHORT), json!(OTHER)]).await?;
    shows(&page, SHORT_TITLE).await?;
    lists(&page, "listed", &["坚守人间正道 把握时代潮流", SHORT_TITLE, OTHER_TITLE]).await?;
    says(&page, "status", "2 transcripts opened.").await
}

async fn many_files_show_their_progress_and_can_be_cancelled(page: Page) -> Outcome {
    // Each file takes a while to come from its disk.
    page.site().insert(
        "const read = File.prototype.arrayBuffer ?? Blob.prototype.arrayBuffer;
        File.prototype.arrayBuffer = async function () {
            await new Promise((done) => setTimeout(done, 40 * Number(this.name.slice(0, 3))));
            return read.call(this);
        };",
    );
    in_english(&page, "").await?;
    let texts: Vec<(String, String)> =
        (0..200).map(|n| (format!("{n:03}.txt"), SHORT.replace("5月6日", &format!("5月6日第{n}场")))).collect();
    let files: Vec<(&str, &[u8])> = texts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    drop_texts(&page, &files).await?;
    let script = "const progress = document.getElementById('progress');
        const [, done, total] = progress.textContent.match(/Reading (\\d+) \\/ (\\d+)/) ?? [];
        return progress.checkVisibility() && done > 2 && total === '200'";
    page.wait_for("the progress is shown", script, &[]).await?;
    page.click("#cancel").await?;
    says(&page, "status", "Stopped: ").await?;
    shows(&page, SHORT_TITLE).await?;
    open_sheet(&page).await?;
    page.wait_for("the list is drawn", "return document.querySelector('#listed > li')", &[]).await?;
    let (open, hidden): (usize, bool) = page
        .run(
            "return [document.querySelectorAll('#listed > li').length, document.getElementById('progress').hidden]",
            &[],
        )
        .await?;
    ensure!((3..120).contains(&open) && hidden, "{open} are open; the progress is hidden: {hidden}");
    let said = page.content("#status").await?;
    ensure!(said == format!("Stopped: {} of 200 files were opened.", open - 1), "{open} are open, and it says {said}");
    // And the page reads on.
    drop_texts(&page, &[("b.txt", OTHER.as_bytes())]).await?;
    shows(&page, OTHER_TITLE).await
}

async fn the_same_text_is_listed_once(page: Page) -> Outcome {
    page.open("").await?;
    drop_texts(&page, &[("a.txt", SHORT.as_bytes())]).await?;
    shows(&page, SHORT_TITLE).await?;
    drop_texts(&page, &[("b.txt", OTHER.as_bytes())]).await?;
    shows(&page, OTHER_TITLE).await?;
    drop_texts(&page, &[("again.txt", SHORT.as_bytes())]).await?;
    shows(&page, SHORT_TITLE).await?;
    paste_in(&page, OTHER).await?;
    shows(&page, OTHER_TITLE).await?;
    lists(&page, "listed", &["坚守人间正道 把握时代潮流", SHORT_TITLE, OTHER_TITLE]).await
}

async fn one_switches_between_open_texts(page: Page) -> Outcome {
    page.open("").await?;
    drop_texts(&page, &[("a.txt", SHORT.as_bytes()), ("b.txt", OTHER.as_bytes())]).await?;
    shows(&page, SHORT_TITLE).await?;
    for (n, title) in [(3, OTHER_TITLE), (1, "坚守人间正道 把握时代潮流"), (2, SHORT_TITLE)] {
        open_sheet(&page).await?;
        page.click(&format!("#listed > li:nth-child({n}) button")).await?;
        if n == 1 {
            page.wait_for(
                "the first is back",
                "return document.querySelectorAll('#article .exchange').length === 7",
                &[],
            )
            .await?;
        } else {
            shows(&page, title).await?;
        }
        says(&page, "heard", title).await?;
        open_sheet(&page).await?;
        page.wait_for("the list is drawn", "return document.querySelector('#listed > li')", &[]).await?;
        let current =
            "return [...document.querySelectorAll('#listed [aria-current=true] .title')].map((one) => one.textContent)";
        let current: Vec<String> = page.run(current, &[]).await?;
        ensure!(current == [title], "the list marks {current:?}, not {title}");
    }
    Ok(())
}

async fn a_place_in_the_old_text_means_nothing_in_the_new_one(page: Page) -> Outcome {
    page.open("#x5a1.p2.s3").await?;
    page.wait_until_still().await?;
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    let state: Value = page
        .run("return [document.querySelectorAll('#article .current').length, location.hash, scrollY, document.getElementById('status').textContent]", &[])
        .await?;
    ensure!(state == json!([0, "", 0, ""]), "{state}");
    Ok(())
}

async fn files_that_hover_are_hinted_at(page: Page) -> Outcome {
    page.open("").await?;
    let hover = "const [kind, file, more] = arguments;
        const data = new DataTransfer();
        if (file) data.items.add(new File(['x'], 'a.txt')); else data.setData('text/plain', 'x');
        const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true, ...more });
        if (!event.dataTransfer?.items.length) Object.defineProperty(event, 'dataTransfer', { value: data });
        document.body.dispatchEvent(event);
        return [event.defaultPrevented, document.getElementById('release').checkVisibility()]";
    for (kind, is_file, expected) in
        [("dragover", false, (false, false)), ("dragover", true, (true, true)), ("dragleave", true, (false, false))]
    {
        let found: (bool, bool) = page.run(hover, &[json!(kind), json!(is_file), json!({})]).await?;
        ensure!(found == expected, "{kind} with a file ({is_file}): taken and hinted at {found:?}");
    }
    Ok(())
}

async fn axe_finds_nothing_in_the_sheet(page: &Page, frame: Option<(u32, u32)>) -> Outcome {
    page.with_axe()?;
    for theme in ["light", "dark"] {
        page.visit(&Visit { storage: vec![("shilu.theme", theme)], frame, ..Visit::default() }).await?;
        drop_texts(page, &[("a.txt", SHORT.as_bytes()), ("c.pdf", b"%PDF-1.7\n")]).await?;
        shows(page, SHORT_TITLE).await?;
        open_sheet(page).await?;
        page.click("#keep").await?;
        lists(page, "kept", &[SHORT_TITLE]).await?;
        let wide = "const sheet = document.getElementById('opening');
            return [sheet.scrollWidth - sheet.clientWidth, document.documentElement.scrollWidth - document.documentElement.clientWidth]";
        let wide: [i32; 2] = page.run(wide, &[]).await?;
        ensure!(wide.iter().all(|over| *over <= 0), "the sheet is too wide by {wide:?}");
        let violations = page.violations().await?;
        let found: Vec<String> = violations.iter().map(ToString::to_string).collect();
        ensure!(found.is_empty(), "axe finds {} ({theme}):\n    {}", found.len(), found.join("\n    "));
    }
    Ok(())
}

async fn axe_finds_nothing_in_the_sheet_when_wide(page: Page) -> Outcome {
    axe_finds_nothing_in_the_sheet(&page, None).await
}

async fn axe_finds_nothing_in_the_sheet_when_narrow(page: Page) -> Outcome {
    axe_finds_nothing_in_the_sheet(&page, Some((320, 640))).await
}
