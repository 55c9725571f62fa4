//! The element `<shilu-transcript>` in somebody else's page.

use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::ensure;
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};

use crate::attacks::{PORTION, all, turn};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        an_embed_shows_its_fallback_until_the_program_runs,
        an_embed_without_its_transcript_keeps_its_fallback_and_says_so,
        an_embed_of_something_that_is_no_text_says_so,
        the_attributes_of_an_embed_are_live,
        a_quotation_is_marked_in_its_answer_or_refused,
        the_page_around_hears_what_the_reader_does,
        an_embed_is_searched_by_keyboard,
        words_selected_in_an_embed_are_a_quotation,
        a_hostile_style_sheet_changes_nothing_inside,
        an_embed_changes_nothing_outside,
        an_embed_works_under_the_policy_that_is_written_for_it,
        three_embeds_share_one_program,
        an_embed_below_the_fold_waits,
        an_embed_that_comes_and_goes_fifty_times_leaves_nothing,
        an_embed_moved_within_its_page_goes_on,
        axe_finds_nothing_inside_an_embed,
        attacks_as_attributes_stay_text,
        attacks_in_an_embedded_transcript_stay_text,
        the_package_works_without_a_page_beside_it,
    ]
}

/// The transcript that the page ships with.
pub(crate) const TEXT: &str = "zh_wang_yi_20250307.txt";

/// What every host page of these tests has: a heading, text, and an ear for the embed's events.
const EARS: &str = "window.heard = [];
    for (const kind of ['navigate', 'quote', 'error'])
        addEventListener(`shilu-${kind}`, ({ detail }) => heard.push([kind, detail]));
    window.embed = (n = 0) => document.querySelectorAll('shilu-transcript')[n];
    window.inside = (css, n = 0) => embed(n).shadowRoot.querySelector(css);";

/// Opens a page that embeds what `body` says.
pub(crate) async fn host(page: &Page, head: &str, body: &str) -> Outcome {
    let html = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><link rel=icon href='data:,'><title>host</title>{head}\
         <script>{EARS}</script><script type=module src=embed.js></script></head><body><main><h1>An article</h1>\
         <p id=before>Before.</p>{body}<p id=after>After.</p></main></body></html>"
    );
    page.site().add("host.html", &html);
    go(page, &page.site().address(&fresh("host.html"))).await
}

/// Returns an address that has not been visited: WebKit does not wait, and the page before has the same.
pub(crate) fn fresh(page: &str) -> String {
    static VISITS: AtomicUsize = AtomicUsize::new(0);
    format!("{page}?{}", VISITS.fetch_add(1, Ordering::Relaxed))
}

/// Goes to an address that is no page of ours, and waits for its scripts.
pub(crate) async fn go(page: &Page, address: &str) -> Outcome {
    page.browser().enter_default_frame().await?;
    page.browser().goto(address).await?;
    let there = "return location.href === arguments[0] && document.readyState !== 'loading'";
    page.wait_for("the host is there", there, &[json!(address)]).await.map(drop)
}

/// An embed of the shipped transcript with more attributes.
fn embed(attributes: &str) -> String {
    format!(
        "<shilu-transcript src='{TEXT}' lang='zh-Hans' {attributes}><blockquote>fallback</blockquote></shilu-transcript>"
    )
}

async fn until(page: &Page, what: &str, script: &str) -> anyhow::Result<Value> {
    page.wait_for(what, &format!("return {script}"), &[]).await
}

/// Waits until an embed shows exactly these exchanges.
async fn shows(page: &Page, numbers: &[u32]) -> Outcome {
    let script = "const shown = [...(embed()?.shadowRoot?.querySelectorAll('section.exchange') ?? [])];
        return JSON.stringify(shown.map((one) => Number(one.dataset.number))) === arguments[0]";
    let numbers = json!(serde_json::to_string(numbers)?);
    page.wait_for(&format!("the exchanges {numbers} are shown"), script, &[numbers]).await.map(drop)
}

async fn heard(page: &Page, kind: &str) -> anyhow::Result<Value> {
    let script = "return heard.filter(([kind]) => kind === arguments[0]).at(-1)?.[1]";
    page.wait_for(&format!("the host hears of {kind}"), script, &[json!(kind)]).await
}

async fn an_embed_shows_its_fallback_until_the_program_runs(page: Page) -> Outcome {
    page.site().hold("_bg.wasm");
    host(&page, "", &embed("exchange=2")).await?;
    until(
        &page,
        "the fallback is seen",
        "embed().shadowRoot?.querySelector('slot') && document.querySelector('blockquote').offsetHeight > 0",
    )
    .await?;
    page.site().release();
    shows(&page, &[2]).await?;
    until(&page, "the fallback is gone", "document.querySelector('blockquote').offsetHeight === 0").await?;
    let words: String = page.run("return inside('#x2a1\\\\.p1').textContent", &[]).await?;
    ensure!(words.starts_with("中俄关系每年都会被问到"), "{words}");
    Ok(())
}

async fn an_embed_without_its_transcript_keeps_its_fallback_and_says_so(page: Page) -> Outcome {
    page.excuse("missing.txt");
    for source in ["missing.txt", "", "javascript:alert(1)", "http://[", "http://127.0.0.1:1/no"] {
        page.excuse("127.0.0.1:1/no");
        let body = format!("<shilu-transcript src='{source}'><blockquote>fallback</blockquote></shilu-transcript>");
        host(&page, "", &body).await?;
        let error = heard(&page, "error").await?;
        ensure!(error["kind"] == "source", "{source}: {error}");
        until(&page, "the fallback is seen", "document.querySelector('blockquote').offsetHeight > 0").await?;
    }
    Ok(())
}

async fn an_embed_of_something_that_is_no_text_says_so(page: Page) -> Outcome {
    page.site().add("scan.pdf", "%PDF-1.7 binary");
    host(&page, "", "<shilu-transcript src=scan.pdf lang=en><blockquote>fallback</blockquote></shilu-transcript>")
        .await?;
    let error = heard(&page, "error").await?;
    ensure!(
        error["kind"] == "unreadable" && error["message"].as_str().is_some_and(|said| said.contains("PDF")),
        "{error}"
    );
    until(&page, "the fallback is seen", "document.querySelector('blockquote').offsetHeight > 0").await.map(drop)
}

async fn the_attributes_of_an_embed_are_live(page: Page) -> Outcome {
    page.site().add("short.txt", crate::gestures::SHORT);
    host(&page, "", &embed("exchange=2")).await?;
    shows(&page, &[2]).await?;
    let set = |name: &'static str, value: Value| {
        let page = page.clone();
        async move {
            let script = "if (arguments[1] === null) embed().removeAttribute(arguments[0]);
                else embed().setAttribute(arguments[0], arguments[1])";
            page.tell(script, &[json!(name), value]).await
        }
    };
    set("exchange", json!("3")).await?;
    shows(&page, &[3]).await?;
    set("exchange", Value::Null).await?;
    shows(&page, &[1, 2, 3, 4, 5, 6, 7]).await?;
    set("exchange", json!("99")).await?;
    shows(&page, &[1, 2, 3, 4, 5, 6, 7]).await?;
    ensure!(heard(&page, "error").await?["kind"] == "exchange", "a number that is missing is said");
    until(&page, "the reader is told", "inside('.said').textContent.includes('没有这一问')").await?;
    set("exchange", json!("1")).await?;
    shows(&page, &[1]).await?;
    until(&page, "nothing more is said", "inside('.said').textContent === ''").await?;
    set("lang", json!("en")).await?;
    until(&page, "it speaks English", "inside('.whole').innerText.trim() === 'Show all 7 questions'").await?;
    set("lang", json!("zh-TW")).await?;
    until(&page, "it speaks traditional Chinese", "inside('.whole').innerText.trim() === '顯示全文（7 問）'").await?;
    set("theme", json!("dark")).await?;
    until(&page, "it is dark", "getComputedStyle(inside('.shilu')).backgroundColor === 'rgb(23, 24, 26)'").await?;
    set("theme", json!("light")).await?;
    until(&page, "it is light", "getComputedStyle(inside('.shilu')).backgroundColor === 'rgb(251, 250, 246)'").await?;
    ensure!(page.run::<bool>("return inside('.finder').offsetHeight > 0", &[]).await?, "there is a search");
    set("hide", json!("search outline link")).await?;
    until(&page, "the search is hidden", "inside('.finder').offsetHeight === 0 && inside('.home').offsetHeight === 0")
        .await?;
    set("exchange", Value::Null).await?;
    set("src", json!("short.txt")).await?;
    shows(&page, &[1, 2]).await
}

async fn a_quotation_is_marked_in_its_answer_or_refused(page: Page) -> Outcome {
    host(&page, "", &embed("quote='不结盟、不对抗、不针对第三方'")).await?;
    shows(&page, &[2]).await?;
    let marked = "[...embed().shadowRoot.querySelectorAll('mark.quoted')].map((one) => one.textContent).join('')";
    until(&page, "the words are marked", &format!("{marked} === '不结盟、不对抗、不针对第三方'")).await?;
    for (words, said) in [("不结盟、不对抗、针对第三方", "不见于"), ("中俄关系", "不止一处")] {
        page.tell("heard.length = 0; embed().setAttribute('quote', arguments[0])", &[json!(words)]).await?;
        shows(&page, &[1, 2, 3, 4, 5, 6, 7]).await?;
        ensure!(heard(&page, "error").await?["kind"] == "quote", "{words} is refused");
        until(&page, "nothing is marked", &format!("{marked} === ''")).await?;
        let told: String = page.run("return inside('.said').textContent", &[]).await?;
        ensure!(told.contains(said), "{words}: {told}");
    }
    Ok(())
}

async fn the_page_around_hears_what_the_reader_does(page: Page) -> Outcome {
    host(&page, "", &embed("")).await?;
    shows(&page, &[1, 2, 3, 4, 5, 6, 7]).await?;
    let before: (String, u32) = page.run("return [location.href, history.length]", &[]).await?;
    page.tell("inside('summary').click(); inside('.contents a[href=\"#x4\"]').click()", &[]).await?;
    let navigated = heard(&page, "navigate").await?;
    ensure!(navigated == json!({ "id": "x4", "exchange": 4 }), "{navigated}");
    page.tell("inside('#x2a1\\\\.p1\\\\.s1').click()", &[]).await?;
    let quoted = heard(&page, "quote").await?;
    ensure!(quoted["exact"] == "中俄关系每年都会被问到，但角度每次都不同。", "{quoted}");
    let link = quoted["link"].as_str().unwrap_or_default();
    let home = format!("{}?src=", page.site().address(""));
    ensure!(link.starts_with(&home) && link.contains("#x2a1.p1.s1&doc=df04523f"), "{link}");
    let attribution = quoted["attribution"].as_str().unwrap_or_default();
    ensure!(attribution.starts_with("王毅，答塔斯社记者"), "{attribution}");
    until(&page, "the hand is there", "inside('.hand').offsetHeight > 0").await?;
    page.tell("inside('.away').click()", &[]).await?;
    until(&page, "the hand is gone", "inside('.hand').offsetHeight === 0").await?;
    let after: (String, u32) = page.run("return [location.href, history.length]", &[]).await?;
    ensure!(before == after, "the host's address was {before:?} and is {after:?}");
    Ok(())
}

async fn an_embed_is_searched_by_keyboard(page: Page) -> Outcome {
    host(&page, "", &embed("")).await?;
    shows(&page, &[1, 2, 3, 4, 5, 6, 7]).await?;
    page.tell("inside('.q').focus()", &[]).await?;
    page.press("中俄").await?;
    until(&page, "it is found", "inside('.position').textContent === '1 / 10'").await?;
    let marks = "embed().shadowRoot.querySelectorAll('mark.found').length";
    ensure!(page.run::<usize>(&format!("return {marks}"), &[]).await? == 10, "each place is marked");
    page.press(thirtyfour::Key::Enter + "").await?;
    until(&page, "the next is the current one", "inside('.position').textContent === '2 / 10' && inside('mark.here')")
        .await?;
    let shown: bool = page.run("return getComputedStyle(inside('.step.after')).display !== 'none'", &[]).await?;
    ensure!(shown, "there is a way to the next");
    page.tell("inside('.q').value = ''; inside('.q').dispatchEvent(new InputEvent('input', { bubbles: true }))", &[])
        .await?;
    until(&page, "nothing is marked", &format!("{marks} === 0 && inside('.position').textContent === ''"))
        .await
        .map(drop)
}

async fn words_selected_in_an_embed_are_a_quotation(page: Page) -> Outcome {
    host(&page, "", &embed("exchange=2")).await?;
    shows(&page, &[2]).await?;
    let select = "const [first, last] = ['#x2a1\\\\.p1\\\\.s1', '#x2a1\\\\.p1\\\\.s2'].map((css) => inside(css));
        const text = (node, last) => { while (node.firstChild) node = last ? node.lastChild : node.firstChild; return node };
        getSelection().setBaseAndExtent(text(first), 2, text(last, false), 5);
        inside('.text').dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }))";
    page.tell(select, &[]).await?;
    let quoted = heard(&page, "quote").await?;
    ensure!(quoted["exact"] == "关系每年都会被问到，但角度每次都不同。我要强调的", "{quoted}");
    Ok(())
}

/// What a host that means harm, or no good, does to everything on its page.
const HOSTILE: &str = "<style>
    html { font-size: 5px; writing-mode: vertical-rl; overflow-y: scroll; }
    * { color: red !important; letter-spacing: 9px !important; font: italic 7px monospace !important;
        text-transform: uppercase !important; line-height: 3 !important; text-align: right !important;
        word-spacing: 1em !important; visibility: visible; text-indent: 2em !important; cursor: wait !important; }
    :root { --ink: lime; --paper: black; --body: 3px; --song: monospace; --measure: 10px; --space-4: 90px; direction: rtl; }
    mark, p, section, h1, h2, article, button, input { display: none !important; }
    main { writing-mode: horizontal-tb; width: 800px; }
    shilu-transcript { width: 800px; }
    </style>";
const CALM: &str = "<style>html { overflow-y: scroll } main { width: 800px } shilu-transcript { width: 800px }</style>";

/// How everything in an embed looks: each element's box within it and what it inherits.
const LOOK: &str = "const origin = inside('.shilu').getBoundingClientRect();
    return [...embed().shadowRoot.querySelectorAll('.shilu, .shilu *')].map((one) => {
        const { left, top, width, height } = one.getBoundingClientRect();
        const style = getComputedStyle(one);
        const seen = ['color', 'backgroundColor', 'fontFamily', 'fontSize', 'fontStyle', 'letterSpacing', 'lineHeight', 'textAlign',
            'textTransform', 'wordSpacing', 'writingMode', 'direction', 'display', 'visibility', 'textIndent'].map((name) => style[name]);
        const box = width && height ? [left - origin.left, top - origin.top, width, height].map(Math.round) : [];
        return [[one.localName, one.className, ...seen].join(' '), box];
    })";

async fn a_hostile_style_sheet_changes_nothing_inside(page: Page) -> Outcome {
    let mut looks: Vec<Vec<(String, Vec<f64>)>> = Vec::new();
    for head in [CALM, HOSTILE] {
        host(&page, head, &embed("exchange=2")).await?;
        shows(&page, &[2]).await?;
        looks.push(page.run(LOOK, &[]).await?);
    }
    let [calm, hostile] = looks.as_slice() else { anyhow::bail!("two looks") };
    ensure!(calm.len() == hostile.len() && calm.len() > 40, "{} elements, {}", calm.len(), hostile.len());
    for (calm, hostile) in calm.iter().zip(hostile) {
        // Half a pixel up or down is where the host puts the whole embed.
        let is_there = calm.1.iter().zip(&hostile.1).all(|(calm, hostile)| (calm - hostile).abs() <= 1.0);
        ensure!(calm.0 == hostile.0 && is_there, "inside the embed\n{calm:?}\nbecame\n{hostile:?}");
    }
    Ok(())
}

async fn an_embed_changes_nothing_outside(page: Page) -> Outcome {
    let look = "return [...document.querySelectorAll('html, body, main, h1, p')].flatMap((one) => {
            const style = getComputedStyle(one);
            // How high the page is, is what an embed may change.
            const seen = [...style].filter((name) => !/height|block-size|-origin|bottom|inset-block-end/.test(name));
            return seen.map((name) => `${one.localName} ${name}: ${style.getPropertyValue(name)}`);
        }).concat(Object.keys(window).filter((name) => !/^(heard|embed|inside|__|\\d)/.test(name)).map((name) => `window.${name}`),
            `sheets: ${document.adoptedStyleSheets.length + document.styleSheets.length}`, `highlights: ${CSS.highlights?.size}`)";
    host(&page, CALM, "").await?;
    let before: Vec<String> = page.run(look, &[]).await?;
    host(&page, CALM, &embed("exchange=2 quote='不结盟、不对抗、不针对第三方'")).await?;
    shows(&page, &[2]).await?;
    let after: Vec<String> = page.run(look, &[]).await?;
    let changed: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).take(5).collect();
    ensure!(before == after, "{changed:?}");
    Ok(())
}

/// What docs/embed.md says that a host must allow, and the least of it: no style, and no use of markup as text. The inline
/// scripts are the test's own.
async fn an_embed_works_under_the_policy_that_is_written_for_it(page: Page) -> Outcome {
    let least = "default-src 'none'; img-src data:; style-src 'none'; connect-src 'self'; \
        script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";
    let head = |policy: &str| format!("<meta http-equiv=Content-Security-Policy content=\"{policy}\">");
    host(&page, &head(least), &embed("exchange=2")).await?;
    shows(&page, &[2]).await?;
    let measure: String = page.run("return getComputedStyle(inside('.frame')).maxInlineSize", &[]).await?;
    ensure!(measure != "none", "its style is not there");
    // What is missing is named, and what stands between the tags remains.
    for complaint in ["wasm", "WebAssembly", "Content Security Policy", "Content-Security-Policy"] {
        page.excuse(complaint);
    }
    host(&page, &head(&least.replace(" 'wasm-unsafe-eval'", "")), &embed("exchange=2")).await?;
    let error = heard(&page, "error").await?;
    ensure!(error["kind"] == "program", "{error}");
    ensure!(page.run::<bool>("return !!embed().shadowRoot.querySelector('slot')", &[]).await?, "the fallback is gone");
    Ok(())
}

async fn three_embeds_share_one_program(page: Page) -> Outcome {
    let three = [embed("exchange=1"), embed("exchange=2"), embed("exchange=3")].concat();
    host(&page, "", &three).await?;
    let all = "[0, 1, 2].every((n) => embed(n).scrollIntoView() ?? inside(`#x${n + 1}`, n))";
    until(&page, "all are shown", all).await?;
    for ending in ["_bg.wasm", ".css", "embed.js"] {
        let count = page.site().requests().iter().filter(|request| request.path.ends_with(ending)).count();
        ensure!(count == 1, "{ending} was asked for {count} times");
    }
    Ok(())
}

async fn an_embed_below_the_fold_waits(page: Page) -> Outcome {
    host(&page, "", &format!("<div style='height: 6000px'></div>{}", embed("exchange=2"))).await?;
    until(&page, "the element is there", "customElements.get('shilu-transcript')").await?;
    tokio::time::sleep(std::time::Duration::from_millis(600)).await;
    let asked = |ending: &str| page.site().requests().iter().any(|request| request.path.ends_with(ending));
    ensure!(!asked("_bg.wasm") && !asked(TEXT), "nothing is loaded before it is near");
    page.tell("scrollTo(0, 5800)", &[]).await?;
    shows(&page, &[2]).await
}

/// Counts what is listened to, and keeps the program's memory in sight.
const COUNT: &str = "window.listeners = 0;
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (...words) { listeners++; return add.apply(this, words); };
    EventTarget.prototype.removeEventListener = function (...words) { listeners--; return remove.apply(this, words); };
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const make = WebAssembly[name];
        WebAssembly[name] = async (...words) => {
            const made = await make.apply(WebAssembly, words);
            window.memory = (made.instance ?? made).exports.memory;
            return made;
        };
    }";

async fn an_embed_that_comes_and_goes_fifty_times_leaves_nothing(page: Page) -> Outcome {
    page.site().insert(COUNT);
    let three = [embed("exchange=1"), embed("exchange=2"), embed("exchange=3")].concat();
    host(&page, "", &format!("<div id=place>{three}</div>")).await?;
    until(&page, "all are shown", "[0, 1, 2].every((n) => embed(n).scrollIntoView() ?? inside(`#x${n + 1}`, n))")
        .await?;
    let turn = "const done = arguments[arguments.length - 1];
        (async () => {
            const place = document.getElementById('place'), html = place.innerHTML;
            const figures = [];
            for (let turn = 0; turn < arguments[0]; turn++) {
                place.replaceChildren();
                await new Promise((resolve) => setTimeout(resolve));
                place.innerHTML = html;
                for (const n of [0, 1, 2]) {
                    while (!embed(n).shadowRoot.querySelector(`#x${n + 1}`)) {
                        embed(n).scrollIntoView();
                        await new Promise((resolve) => setTimeout(resolve, 5));
                    }
                }
                figures.push([listeners, memory.buffer.byteLength, document.querySelectorAll('*').length]);
            }
            return [figures[4], figures.at(-1)];
        })().then(done, (why) => done(String(why)))";
    page.browser().set_script_timeout(std::time::Duration::from_secs(60)).await?;
    let answer = page.browser().execute_async(turn, vec![json!(50)]).await;
    page.browser().set_script_timeout(std::time::Duration::from_secs(20)).await?;
    let [early, late]: [[u64; 3]; 2] = answer?.convert()?;
    ensure!(early[0] == late[0], "listeners: {} after 5 turns, {} after 50", early[0], late[0]);
    // What is dropped is freed at once; a page of wasm, or a few, is how it falls into place.
    ensure!(late[1] <= early[1] + 8 * 65_536, "memory: {} bytes after 5 turns, {} after 50", early[1], late[1]);
    ensure!(early[2] == late[2], "elements: {} after 5 turns, {} after 50", early[2], late[2]);
    Ok(())
}

async fn an_embed_moved_within_its_page_goes_on(page: Page) -> Outcome {
    host(&page, "", &embed("exchange=2")).await?;
    shows(&page, &[2]).await?;
    page.tell("window.stood = inside('#x2'); document.querySelector('main').prepend(embed())", &[]).await?;
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    until(&page, "the same nodes stand", "inside('#x2') === stood").await?;
    page.tell("heard.length = 0; inside('#x2a1\\\\.p1\\\\.s1').click()", &[]).await?;
    heard(&page, "quote").await.map(drop)
}

async fn axe_finds_nothing_inside_an_embed(page: Page) -> Outcome {
    page.with_axe()?;
    for attributes in ["", "exchange=2 theme=dark", "quote='不结盟、不对抗、不针对第三方'"] {
        host(&page, "", &embed(attributes)).await?;
        until(&page, "it is shown", "inside('section.exchange')").await?;
        page.tell("inside('#x2a1\\\\.p1\\\\.s1').click(); inside('summary')?.click()", &[]).await?;
        until(&page, "something is in hand", "inside('.hand').offsetHeight > 0").await?;
        let violations = page.violations().await?;
        // The masthead's heading stands below the host's own.
        let violations: Vec<String> = violations.iter().map(ToString::to_string).collect();
        ensure!(violations.is_empty(), "{attributes}: {}", violations.join("\n"));
    }
    Ok(())
}

/// Whatever calls one of these was executed.
const CANARY: &str = "window.executed = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'msgbox'])
        window[name] = (...values) => { executed.push(`${name}(${values})`); };";

async fn attacks_as_attributes_stay_text(page: Page) -> Outcome {
    page.site().insert(CANARY);
    // An address among them may be asked for, by the page that wrote it there; that it fails is right.
    for excused in ["was answered with 404", "a request outside the page's folder", "a resource outside", "rejection"] {
        page.excuse(excused);
    }
    host(&page, "", &embed("exchange=2")).await?;
    shows(&page, &[2]).await?;
    let script = "const done = arguments[arguments.length - 1];
        (async () => {
            const kinds = () => new Set([...embed().shadowRoot.querySelectorAll('*')].flatMap((one) =>
                [one.localName, ...[...one.attributes].map(({ name }) => `${name}=`)]));
            embed().removeAttribute('exchange');
            embed().removeAttribute('quote');
            inside('#x2a1\\\\.p1\\\\.s1').click();
            const usual = kinds(), found = [];
            for (const name of ['data-exchange=', 'mark', 'href=', 'data-theme=', 'data-hide=']) usual.add(name);
            for (const attack of arguments[0]) {
                for (const name of ['exchange', 'quote', 'lang', 'theme', 'hide', 'home']) embed().setAttribute(name, attack);
                await new Promise((resolve) => setTimeout(resolve));
                for (const kind of kinds()) if (!usual.has(kind)) found.push(`${attack}: ${kind}`);
                for (const link of embed().shadowRoot.querySelectorAll('a[href]'))
                    if (!/^(#|https?:)/.test(link.getAttribute('href'))) found.push(`${attack}: ${link.href}`);
            }
            return found.concat(executed);
        })().then(done, (why) => done([String(why)]))";
    // Every third in one engine, the next one in the next: each is a new drawing of the whole text.
    let attacks: Vec<String> = all()?.into_iter().skip(turn(&page)).step_by(3).collect();
    for portion in attacks.chunks(PORTION) {
        let found: Vec<String> = page.browser().execute_async(script, vec![json!(portion)]).await?.convert()?;
        ensure!(found.is_empty(), "{}", found.join("\n"));
    }
    Ok(())
}

async fn attacks_in_an_embedded_transcript_stay_text(page: Page) -> Outcome {
    page.site().insert(CANARY);
    let attacks = all()?;
    for portion in attacks.chunks(150) {
        let lines: String = portion.iter().map(|attack| format!("{}\n\n", attack.replace('\n', " "))).collect();
        page.site().add("attacks.txt", &format!("标题\n\n某社记者：有何评论？\n\n发言人：{lines}"));
        host(&page, "", "<shilu-transcript src=attacks.txt lang=en></shilu-transcript>").await?;
        until(&page, "it is shown", "inside('.transcript')").await?;
        let script = "return [...embed().shadowRoot.querySelectorAll('.text *')].filter((one) =>
            !['ARTICLE', 'HEADER', 'H1', 'H2', 'P', 'UL', 'LI', 'OL', 'SPAN', 'SECTION', 'DIV', 'BUTTON', 'DETAILS', 'SUMMARY', 'A', 'I', 'TIME']
                .includes(one.tagName) || [...one.attributes].some(({ name }) => name.startsWith('on') || name === 'style'))
            .map((one) => one.outerHTML).concat(executed)";
        let found: Vec<String> = page.run(script, &[]).await?;
        ensure!(found.is_empty(), "{}", found.join("\n"));
    }
    Ok(())
}

async fn the_package_works_without_a_page_beside_it(page: Page) -> Outcome {
    page.site().add(
        "host.html",
        &format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8><link rel=icon href='data:,'><title>host</title>\
             <script>{EARS}</script><script type=module>import './npm/embed.js'</script></head><body>{}</body></html>",
            embed("exchange=2")
        ),
    );
    go(&page, &page.site().address("host.html")).await?;
    shows(&page, &[2]).await?;
    ensure!(page.run::<bool>("return inside('.home').offsetHeight === 0", &[]).await?, "no link leads nowhere");
    page.tell("embed().setAttribute('home', 'https://example.org/shilu/')", &[]).await?;
    let link = "inside('.home').offsetHeight > 0 && inside('.home').href.startsWith('https://example.org/shilu/?src=')";
    until(&page, "it leads where the host says", link).await.map(drop)
}
