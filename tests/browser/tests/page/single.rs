//! The page as one file, opened from a folder without any server: everything works, and nothing is requested.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu_browser_tests::{Engine, Outcome, Page, Sentence, dist, sentences};

use crate::cards::{BLOBS, handed_out, make, size};
use crate::checking::{check, judges};
use crate::expected::{ASKERS, HEADLINE, PROSE, SENTENCES};
use crate::filtering::{choose, shown};
use crate::gestures::{
    OTHER, OTHER_TITLE, SHORT, SHORT_TITLE, counts, drop_texts, lists, marked, open_sheet, paste_in, says, shows,
    write_query,
};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        one_file_opens_from_a_folder,
        one_file_adopts_the_text_that_stands_there,
        one_file_keeps_the_settings,
        one_file_opens_another_text,
        one_file_opens_what_is_pasted_and_dropped_and_keeps_it,
        one_file_says_that_it_follows_no_link_to_a_text,
        one_file_follows_links_to_sentences,
        one_file_searches_and_reads_letters_as_pinyin,
        one_file_links_to_where_the_reader_says_it_is,
        one_file_makes_a_card_and_hands_it_out,
        one_file_chooses_exchanges_by_topic,
        one_file_brings_its_dictionary,
        one_file_checks_quotations,
        one_file_carries_every_byte,
        one_file_says_when_its_program_fails,
        one_file_allows_nothing_unsafe,
    ]
}

/// Stands before everything in the watched copy: the harness's probe, which has nobody to report to here, and what
/// the text consisted of before the program ran.
const WATCH: &str = concat!(
    "window.fetch = async (address) => {
        if (!`${address}`.startsWith('/__test/')) __probe.reports.push({ kind: 'request', text: `${address}` });
    };
    addEventListener('DOMContentLoaded', () => {
        const walker = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_ALL);
        window.kept = { nodes: [walker.root], app: document.documentElement.dataset.app ?? null };
        while (walker.nextNode()) kept.nodes.push(walker.currentNode);
    });\n",
    include_str!("../../src/site/probe.js")
);

/// Returns the one file as it is built.
pub(crate) fn built() -> anyhow::Result<String> {
    let file = dist().join("shilu.html");
    std::fs::read_to_string(&file)
        .with_context(|| format!("{} is not there: `cargo xtask dist --single` writes it", file.display()))
}

/// Writes a copy of a page that is one file, which tells what goes on in it, and returns where.
pub(crate) fn watched(html: &str, name: &str, engine: Engine) -> anyhow::Result<PathBuf> {
    let (before, after) = html.split_once("<head>").context("there is no head")?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("实录 one file");
    std::fs::create_dir_all(&folder)?;
    let copy = folder.join(format!("{name}-{engine}.html"));
    std::fs::write(&copy, format!("{before}<head><script>{WATCH}</script>{after}"))?;
    Ok(copy)
}

/// Opens a file by its address in the file system and waits until the app is ready.
pub(crate) async fn open(page: &Page, file: &Path, fragment: &str) -> Outcome {
    // A page that differs in the fragment only would not load.
    page.browser().goto("about:blank").await?;
    // WebKit does not wait, and the file before this one would say that it is ready.
    page.wait_for("the page is blank", "return location.href === 'about:blank'", &[]).await?;
    page.browser().goto(format!("{}{fragment}", address(file)?)).await?;
    wait_until_ready(page).await
}

fn address(file: &Path) -> anyhow::Result<String> {
    let path = file.canonicalize()?;
    // `%`, `#` and `?` mean something in an address; browsers encode the rest themselves.
    let path = path.to_string_lossy().replace('%', "%25").replace('#', "%23").replace('?', "%3F");
    Ok(format!("file://{path}"))
}

async fn wait_until_ready(page: &Page) -> Outcome {
    let script = "const app = document.documentElement.dataset.app;
        return location.protocol === 'file:' && document.readyState === 'complete' && (app === 'ready' || app === 'failed')
            && app";
    let mut app = page.wait_for("the app has started", script, &[]).await;
    if app.is_err() {
        // Three browsers unpacking at once may take longer than a reader's patience.
        app = page.wait_for("the app has started", script, &[]).await;
    }
    ensure!(app? == "ready", "the app failed");
    Ok(())
}

async fn opened(page: &Page, fragment: &str) -> Outcome {
    open(page, &watched(&built()?, "shilu", page.engine())?, fragment).await
}

/// As it is built, without the probe.
async fn one_file_opens_from_a_folder(page: Page) -> Outcome {
    open(&page, &dist().join("shilu.html"), "").await?;
    let script = "return [...document.querySelectorAll('article section.exchange')].map((one) => one.textContent)";
    let exchanges: Vec<String> = page.run(script, &[]).await?;
    ensure!(exchanges.len() == 7, "{} exchanges", exchanges.len());
    for (exchange, asker) in exchanges.iter().zip(ASKERS) {
        ensure!(exchange.contains(asker), "{asker} is not named in {exchange}");
    }
    let headline = page.content("h1").await?;
    ensure!(headline.split_whitespace().eq(HEADLINE.split_whitespace()), "the headline is {headline}");
    let (requests, icon): (Vec<String>, String) = page
        .run(
            "return [performance.getEntriesByType('resource').map((entry) => entry.name),
                document.querySelector('link[rel=icon]').href.slice(0, 5)]",
            &[],
        )
        .await?;
    let foreign: Vec<_> =
        requests.iter().filter(|name| !name.starts_with("data:") && !name.starts_with("blob:")).collect();
    ensure!(foreign.is_empty() && icon == "data:", "it asked for {foreign:?}, its icon is {icon}");
    Ok(())
}

async fn one_file_adopts_the_text_that_stands_there(page: Page) -> Outcome {
    opened(&page, "").await?;
    let script = "const inside = (node) => document.querySelector('article').contains(node);
        return [kept.app, kept.nodes.length, kept.nodes.filter((node) => !inside(node)).length]";
    let (app, count, lost): (Option<String>, usize, usize) = page.run(script, &[]).await?;
    ensure!(app.is_none() && count > 300, "before the program: {app:?}, {count} nodes");
    ensure!(lost == 0, "{lost} of {count} nodes were replaced");
    Ok(())
}

async fn one_file_keeps_the_settings(page: Page) -> Outcome {
    opened(&page, "").await?;
    // All files share one storage in some engines.
    page.tell("localStorage.clear()", &[]).await?;
    for (setting, value) in [("ui", "en"), ("theme", "dark"), ("size", "l")] {
        page.set(setting, value).await?;
        let script = "return document.documentElement.getAttribute(arguments[0]) === arguments[1]";
        let attribute = format!("data-{setting}");
        page.wait_for(&format!("{attribute} is {value}"), script, &[json!(attribute), json!(value)]).await?;
    }
    opened(&page, "").await?;
    let kept =
        "const { ui, theme, size } = document.documentElement.dataset; localStorage.clear(); return [ui, theme, size]";
    let kept: Vec<String> = page.run(kept, &[]).await?;
    ensure!(kept == ["en", "dark", "l"], "after loading it again: {kept:?}");
    Ok(())
}

async fn one_file_opens_another_text(page: Page) -> Outcome {
    opened(&page, "").await?;
    page.signal("shilu-test-open", json!({ "name": "prose.txt", "text": PROSE })).await?;
    let script = "const text = document.querySelector('article')?.textContent ?? '';
        return text.includes('谁也没有提问') && !document.querySelector('article section.exchange')";
    page.wait_for("the text is shown", script, &[]).await.map(drop)
}

async fn one_file_opens_what_is_pasted_and_dropped_and_keeps_it(page: Page) -> Outcome {
    opened(&page, "").await?;
    paste_in(&page, SHORT).await?;
    shows(&page, SHORT_TITLE).await?;
    drop_texts(&page, &[("b.txt", OTHER.as_bytes()), ("c.pdf", b"%PDF-1.7\n")]).await?;
    shows(&page, OTHER_TITLE).await?;
    says(&page, "status", "c.pdf：这是 PDF。").await?;
    // Some engines give files no storage; then it lasts until the page is closed.
    open_sheet(&page).await?;
    page.click("#keep").await?;
    page.wait_for("it is kept", "return document.querySelectorAll('#kept > li').length > 0", &[]).await?;
    says(&page, "keep", "已保存在本机").await?;
    // All files share one storage in some engines.
    page.click("#remove-all").await?;
    lists(&page, "kept", &[]).await
}

async fn one_file_says_that_it_follows_no_link_to_a_text(page: Page) -> Outcome {
    opened(&page, "?src=a.txt").await?;
    says(&page, "status", "从文件打开的页面不能读取").await?;
    ensure!(page.count("#leave").await? == 0, "it asks whether to read it");
    Ok(())
}

async fn one_file_follows_links_to_sentences(page: Page) -> Outcome {
    let marked = "const marked = document.querySelectorAll('article .current');
        const { top, bottom } = document.getElementById(arguments[0]).getBoundingClientRect();
        return marked.length === 1 && marked[0].id === arguments[0] && top > 0 && bottom <= innerHeight";
    for (id, _) in SENTENCES {
        opened(&page, &format!("#{id}&q=%E4%B8%AD")).await?;
        page.wait_for(&format!("{id} is marked and in view"), marked, &[json!(id)]).await?;
    }
    Ok(())
}

async fn one_file_searches_and_reads_letters_as_pinyin(page: Page) -> Outcome {
    opened(&page, "#q=%E4%B8%AD%E4%BF%84").await?;
    counts(&page, "1 / 10").await?;
    for (query, count, words) in [("臺灣", 15, "台湾"), ("taiwan", 15, "台湾")] {
        // Both count alike: what the one before has counted must not be taken for it.
        write_query(&page, "中俄").await?;
        counts(&page, "1 / 10").await?;
        write_query(&page, query).await?;
        counts(&page, &format!("1 / {count}")).await?;
        let found = marked(&page, "shilu-found").await?;
        ensure!(found.len() == count && found.iter().all(|one| one == words), "{query} marks {found:?}");
    }
    Ok(())
}

async fn one_file_links_to_where_the_reader_says_it_is(page: Page) -> Outcome {
    opened(&page, "").await?;
    // Files share what they keep.
    page.tell("localStorage.removeItem('shilu.base')", &[]).await?;
    page.click("#x2a1\\.p1\\.s1").await?;
    let offers = "const shown = (id) => document.getElementById(id).getClientRects().length > 0;
        return shown('home') === arguments[0] && shown('copy-link') === !arguments[0]";
    page.wait_for("an address is asked for", offers, &[json!(true)]).await?;
    let write = "const home = document.getElementById('home');
        home.value = arguments[0];
        home.dispatchEvent(new Event('change', { bubbles: true }))";
    for wrong in ["example.org", "javascript:alert(1)", "file:///tmp/x.html"] {
        page.tell(write, &[json!(wrong)]).await?;
        says(&page, "hand-said", "这不是网址").await?;
    }
    page.tell(write, &[json!(" https://example.org/a/shilu.html#x1 ")]).await?;
    page.wait_for("there is a link", offers, &[json!(false)]).await?;
    page.click("#put-down").await?;
    page.click("#x2a1\\.p1\\.s2").await?;
    page.wait_for("the next quotation has one, too", offers, &[json!(false)]).await?;
    page.tell("localStorage.removeItem('shilu.base')", &[]).await
}

async fn one_file_makes_a_card_and_hands_it_out(page: Page) -> Outcome {
    opened(&page, "").await?;
    page.tell(BLOBS, &[]).await?;
    make(&page, "x2a1.p1.s1").await?;
    page.click("#save-png").await?;
    let (name, png) = handed_out(&page).await?;
    ensure!(name.ends_with(".png") && size(&png)? == [1080, 1080], "{name}: {:?}", size(&png)?);
    Ok(())
}

async fn one_file_chooses_exchanges_by_topic(page: Page) -> Outcome {
    opened(&page, "").await?;
    choose(&page, "place.us").await?;
    shown(&page, &[2, 4, 5]).await?;
    page.click("#clear-choices").await?;
    shown(&page, &[1, 2, 3, 4, 5, 6, 7]).await
}

/// What sets the conference apart is known by the dictionary alone.
async fn one_file_brings_its_dictionary(page: Page) -> Outcome {
    opened(&page, "").await?;
    page.wait_for("there are keywords", "return document.querySelectorAll('#words button').length > 3", &[])
        .await
        .map(drop)
}

async fn one_file_checks_quotations(page: Page) -> Outcome {
    opened(&page, "").await?;
    check(&page, "“借台湾生事，就是给日本找事”").await?;
    judges(&page, &[("✓", "原话")]).await?;
    check(&page, "“中俄关系每月都会被问到，但角度每次都不同”").await?;
    page.wait_for("it differs", "return document.querySelectorAll('#passages del').length > 0", &[]).await.map(drop)
}

/// What an HTML parser would change (NUL, CR, `<`) comes back as it was: a sum over all bytes, here and there. Of the
/// dictionary gzip keeps one itself.
async fn one_file_carries_every_byte(page: Page) -> Outcome {
    opened(&page, "").await?;
    let bytes = std::fs::read(dist().join("pinyin.bin"))?;
    let wanted = bytes.iter().fold(2_166_136_261_u32, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(16_777_619));
    let sum = "Promise.all([shiluData('pinyin.bin'), shiluData('words.bin')]).then(([pinyin, words]) => {
            let sum = 2166136261;
            for (const byte of new Uint8Array(pinyin)) sum = Math.imul(sum ^ byte, 16777619) >>> 0;
            window.sums = [pinyin.byteLength, sum, words.byteLength];
        })";
    page.tell(sum, &[]).await?;
    let sums = page.wait_for("everything is read", "return window.sums", &[]).await?;
    let (length, sum, words): (usize, u32, usize) = serde_json::from_value(sums)?;
    ensure!((length, sum) == (bytes.len(), wanted), "{length} bytes, {sum}, instead of {} and {wanted}", bytes.len());
    ensure!(words > 400_000, "the dictionary has {words} bytes");
    Ok(())
}

async fn one_file_says_when_its_program_fails(page: Page) -> Outcome {
    for what in ["panicked", "unreachable", "RuntimeError", "shilu-test-panic"] {
        page.excuse(what);
    }
    opened(&page, "").await?;
    page.signal("shilu-test-panic", json!(null)).await?;
    let script = "return document.documentElement.dataset.app === 'failed' && document.getElementById('failure').checkVisibility()";
    page.wait_for("the failure is shown", script, &[]).await?;
    page.tell("window.isOld = true", &[]).await?;
    page.click("#failure button").await?;
    page.wait_for("another page is there", "return !window.isOld", &[]).await?;
    wait_until_ready(&page).await
}

/// What an attacker would need, tried from within: a script, a handler, a style, text that is run later.
async fn one_file_allows_nothing_unsafe(page: Page) -> Outcome {
    open(&page, &dist().join("shilu.html"), "").await?;
    let script = "const add = (tag, more) => document.body.append(Object.assign(document.createElement(tag), more));
        window.broken = [];
        const attempt = (work) => { try { work(); } catch {} };
        // No bare `eval`: what a driver runs may eval in spite of the policy.
        attempt(() => setTimeout('broken.push(\"timer\")', 0));
        attempt(() => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=broken.push(0)>'));
        attempt(() => add('script', { textContent: 'broken.push(\"script\")' }));
        const handler = document.createElement('p');
        attempt(() => { handler.setAttribute('onclick', 'broken.push(\"handler\")'); handler.click(); });
        const style = document.createElement('style');
        style.textContent = ':root { --broken: 1 }';
        document.head.append(style);
        if (getComputedStyle(document.documentElement).getPropertyValue('--broken')) broken.push('style');
        const policy = document.querySelector('meta[http-equiv]').content;
        return new Promise((done) => setTimeout(() => done([broken, policy]), 100))";
    let (broken, policy): (Vec<Value>, String) = page.run(script, &[]).await?;
    ensure!(broken.is_empty(), "these were let through: {broken:?}");
    ensure!(!policy.contains("unsafe-inline") && !policy.contains("'self'"), "the policy is {policy}");
    Ok(())
}
