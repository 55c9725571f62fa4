//! Offline: the page keeps a copy of itself, whole or not at all; a new version is offered and waits; the switch takes
//! everything back. A deployment is made by adding files and their list.

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use shilu_browser_tests::{Engine, Outcome, Page, Sentence, Visit, Wait, digest, dist, screenshots, sentences};

use crate::expected::ASKERS;
use crate::gestures::{counts, shows_home, write_query};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        the_second_visit_needs_no_server,
        a_new_version_is_offered_and_taken_by_the_button_only,
        the_offer_fits_where_it_stands,
        axe_finds_nothing_in_the_offer,
        a_page_of_the_old_version_keeps_its_own_files,
        half_a_deployment_is_not_taken,
        half_a_first_deployment_leaves_the_page_and_keeps_nothing,
        a_program_that_fails_makes_way_for_the_next_version,
        the_switch_takes_every_copy_back,
        a_page_without_its_start_is_readable,
    ]
}

const IS_KEPT: &str =
    "return navigator.serviceWorker.getRegistration().then((one) => one?.active?.state === 'activated')";

/// What other pages of the origin keep, one of them in a folder within the page's.
const OTHERS: &str = "return Promise.all([`shilu ${new URL('c/', location)} 1`, 'else'].map((one) => caches.open(one))).then(() => true)";
const OTHERS_STAY: &str =
    "return caches.keys().then((all) => all.includes('else') && all.some((one) => one.endsWith('c/ 1')))";
/// The names of what the page keeps.
const KEPT: &str =
    "return caches.keys().then((all) => all.filter((one) => one.startsWith(`shilu ${new URL('.', location)} `)))";

/// Opens the page, and again when a copy is there.
pub(crate) async fn installed(page: &Page) -> Outcome {
    page.site().installable();
    page.open("").await?;
    page.wait_for("a copy is kept", IS_KEPT, &[]).await?;
    page.run::<bool>(OTHERS, &[]).await?;
    page.reload().await?;
    ensure!(page.run::<bool>("return !!navigator.serviceWorker.controller", &[]).await?, "the copy is not in use");
    Ok(())
}

fn built(name: &str) -> anyhow::Result<String> {
    std::fs::read_to_string(dist().join(name)).with_context(|| name.to_owned())
}

/// Returns start.js of another build, which says so when the program runs.
fn start_of(build: &str) -> anyhow::Result<String> {
    Ok(format!("{};document.documentElement.dataset.build = '{build}';", built("start.js")?))
}

/// Adds the service worker of another build, with these files in it, those without content left out; the files
/// themselves are another matter.
fn list(page: &Page, build: &str, files: &[(&str, &str)]) -> Outcome {
    let mut script = String::new();
    for line in built("sw.js")?.lines() {
        if !files.iter().any(|(name, _)| line.trim_start().starts_with(&format!("\"{name}\": "))) {
            script.push_str(&line.replacen("const VERSION = \"", &format!("const VERSION = \"{build}"), 1));
            script.push('\n');
        }
        if line.starts_with("const FILES = {") {
            for (name, content) in files.iter().filter(|(_, content)| !content.is_empty()) {
                script.push_str(&format!("\"{name}\": \"{}\",\n", digest(content.as_bytes())));
            }
        }
    }
    page.site().add("sw.js", &script);
    Ok(())
}

/// Serves another build, whole: one with another start.
fn deploy(page: &Page, build: &str) -> Outcome {
    let start = start_of(build)?;
    page.site().add("start.js", &start);
    list(page, build, &[("start.js", &start)])
}

/// Lets the browser look whether there is another worker, and waits until that is there or has failed.
async fn look_for_another(page: &Page) -> Outcome {
    let before = asked_for(page, "/sw.js");
    // A question may be taken for the page's own, whose answer is on its way since before the deployment.
    while asked_for(page, "/sw.js") == before {
        let script =
            "return navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => true, () => true)";
        page.run::<bool>(script, &[]).await?;
    }
    let script = "return navigator.serviceWorker.getRegistration().then((one) => !one?.installing)";
    page.wait_for("nothing is being installed", script, &[]).await.map(drop)
}

/// Returns how often the server has been asked for what ends so.
fn asked_for(page: &Page, ending: &str) -> usize {
    page.site().requests().iter().filter(|request| request.path.ends_with(ending)).count()
}

async fn is_offered(page: &Page) -> Outcome {
    let script = "return !!document.querySelector('#update > p')?.checkVisibility()";
    page.wait_for("the new version is offered", script, &[]).await.map(drop)
}

async fn build(page: &Page) -> anyhow::Result<Option<String>> {
    page.root("data-build").await
}

/// Goes to the page anew, with no help of a server.
async fn revisit(page: &Page, place: &str) -> Outcome {
    // Not every driver waits until the page that is left is gone.
    page.tell("document.documentElement.dataset.app = 'leaving'", &[]).await?;
    page.browser().goto(page.site().address(place)).await?;
    page.wait_until_ready().await
}

/// The engine's worker runs. WebKit, when it is very busy, refuses it a module now and then; the page then answers itself.
async fn worker_runs(page: &Page) -> Outcome {
    let script = "const start = (left) => new Promise((done) => {
            const worker = shiluWorker();
            worker.onmessage = () => done('it runs');
            worker.onerror = ({ message }) => done(left ? start(left - 1) : `it fails: ${message}`);
        });
        return start(arguments[0])";
    let tries = if page.engine() == Engine::WebKit { 3 } else { 0 };
    let worker: String = page.run(script, &[json!(tries)]).await?;
    ensure!(worker == "it runs", "the worker: {worker}");
    Ok(())
}

async fn the_second_visit_needs_no_server(page: Page) -> Outcome {
    installed(&page).await?;
    page.site().close();
    page.reload().await?;
    shows_home(&page).await?;
    revisit(&page, "?again#x2").await?;
    let script = "return document.querySelector(':target')?.id === 'x2' && scrollY > 300";
    page.wait_for("the link leads to its place", script, &[]).await?;
    let text = page.text("article").await?;
    ensure!(ASKERS.iter().all(|asker| text.contains(asker)), "the text is not whole");
    // The engine in its worker, then what comes late: the readings, the dictionary.
    worker_runs(&page).await?;
    write_query(&page, "台湾").await?;
    counts(&page, "1 / 15").await?;
    write_query(&page, "taiwan").await?;
    counts(&page, "1 / 15").await?;
    let script =
        "return [...document.querySelectorAll('#keywords button')].some((one) => one.textContent.startsWith('台独'))";
    page.wait_for("the dictionary has come", script, &[]).await?;
    let icon = "return fetch('icon-192.png').then(({ status }) => status)";
    ensure!(page.run::<u16>(icon, &[]).await? == 200, "an icon is missing");
    Ok(())
}

async fn a_new_version_is_offered_and_taken_by_the_button_only(page: Page) -> Outcome {
    installed(&page).await?;
    page.tell("document.getElementById('x4').scrollIntoView({ behavior: 'instant' }); document.getElementById('article').focus()", &[]).await?;
    page.wait_until_still().await?;
    let place = "return [Math.round(scrollY), document.activeElement.id, document.querySelectorAll('#update > p[hidden]').length,
        Math.round(document.getElementById('x4').getBoundingClientRect().top)]";
    let before: Value = page.run(place, &[]).await?;
    deploy(&page, "two")?;
    look_for_another(&page).await?;
    is_offered(&page).await?;
    let after: Value = page.run(place, &[]).await?;
    ensure!(after == json!([before[0], before[1], 0, before[3]]), "the reader was at {before} and is at {after}");
    let words = page.text("#update").await?;
    ensure!(words.contains("有新版本") && words.contains("重新载入"), "it says {words}");
    let covers = "const { left, right, top, bottom } = document.querySelector('#update').getBoundingClientRect();
        const bar = document.querySelector('#bar').getBoundingClientRect();
        return !(left >= bar.left && right <= bar.right && top >= bar.top && bottom <= bar.bottom)";
    ensure!(!page.run::<bool>(covers, &[]).await?, "the offer stands over the text");
    // A reload, for whatever reason, is no consent.
    page.reload().await?;
    ensure!(build(&page).await?.is_none(), "the new version came without being asked for");
    is_offered(&page).await?;
    page.click("#update button").await?;
    let script =
        "return document.documentElement.dataset.build === 'two' && document.documentElement.dataset.app === 'ready'";
    page.wait_for("the new version is there", script, &[]).await?;
    ensure!(page.count("#update > p[hidden]").await? == 1, "it is still offered");
    // After one more, the first is gone, and what others keep is not.
    deploy(&page, "three")?;
    look_for_another(&page).await?;
    is_offered(&page).await?;
    page.click("#update button").await?;
    page.wait_for("the third version is there", &script.replace("two", "three"), &[]).await?;
    let kept: Vec<String> = page.run(KEPT, &[]).await?;
    ensure!(kept.len() == 2 && kept[0].contains(" two") && kept[1].contains(" three"), "it keeps {kept:?}");
    ensure!(page.run::<bool>(OTHERS_STAY, &[]).await?, "what others keep is gone");
    page.site().close();
    page.reload().await?;
    ensure!(build(&page).await?.as_deref() == Some("three"), "it is not the third version without a server");
    Ok(())
}

async fn the_offer_fits_where_it_stands(page: Page) -> Outcome {
    for (ui, frame) in [("zh-Hans", (320, 700)), ("en", (320, 700)), ("en", (900, 700)), ("en", (1280, 700))] {
        page.visit(&Visit { storage: vec![("shilu.ui", ui)], frame: Some(frame), ..Visit::default() }).await?;
        let script = "const [offer] = document.querySelectorAll('#update > p');
            const places = () => JSON.stringify(['#article', '#outline'].map((one) =>
                document.querySelector(one).getBoundingClientRect()));
            const before = places();
            offer.hidden = false;
            const [{ left, right, top, bottom }, bar] = [offer, document.getElementById('bar')].map((one) => one.getBoundingClientRect());
            const tools = document.getElementById('tools').getBoundingClientRect();
            const isInBar = left >= bar.left && right <= bar.right && top >= bar.top && bottom <= bar.bottom;
            const meetsTools = right > tools.left && bottom > tools.top;
            return [isInBar, meetsTools, places() === before, document.documentElement.scrollWidth <= innerWidth]";
        let fits: Value = page.run(script, &[]).await?;
        ensure!(
            fits == json!([true, false, true, true]),
            "{ui} in {frame:?}: in the bar, on the tools, still, fits: {fits}"
        );
    }
    Ok(())
}

async fn axe_finds_nothing_in_the_offer(page: Page) -> Outcome {
    page.with_axe()?;
    page.open("").await?;
    page.tell("document.querySelector('#update > p').hidden = false", &[]).await?;
    let file = screenshots().join(format!("offer-{}.png", page.engine()));
    page.picture(&file).await?;
    let violations = page.violations().await?;
    ensure!(violations.is_empty(), "{}", violations.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    Ok(())
}

/// Another window lets a new version take over while this one is still of the old. The one between was never in use.
async fn a_page_of_the_old_version_keeps_its_own_files(page: Page) -> Outcome {
    installed(&page).await?;
    let size = "return shiluData('pinyin.bin').then(({ byteLength }) => byteLength)";
    let before: usize = page.run(size, &[]).await?;
    deploy(&page, "two")?;
    look_for_another(&page).await?;
    let glue: String =
        page.run("return document.querySelector('script[data-glue]').dataset.glue.slice(2)", &[]).await?;
    let other = "app-0123456789abcdef.js";
    let (html, program) = (built("index.html")?.replace(&glue, other), built(&glue)?);
    let start = start_of("three")?;
    let files = [
        ("index.html", html.as_str()),
        ("start.js", &start),
        (other, &program),
        ("pinyin.bin", "another kind of readings"),
        ("worker.js", "throw new Error('of another version');"),
    ];
    for (name, content) in files {
        page.site().add(name, content);
    }
    list(&page, "three", &[&files[..], &[(&glue, "")]].concat())?;
    look_for_another(&page).await?;
    is_offered(&page).await?;
    let take_over = "document.querySelector('#update > p').hidden = true;
        navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting.postMessage('take over'))";
    page.tell(take_over, &[]).await?;
    // It is not forced to go, and hears of it.
    is_offered(&page).await?;
    let is_in_use = "return navigator.serviceWorker.getRegistration()
        .then(({ active, waiting }) => active.state === 'activated' && !waiting)";
    page.wait_for("the new version is in use", is_in_use, &[]).await?;
    page.site().close();
    ensure!(page.run::<usize>(size, &[]).await? == before, "the old program has new readings");
    worker_runs(&page).await?;
    let new: String = page.run("return fetch('pinyin.bin').then((one) => one.text())", &[]).await?;
    ensure!(new == "another kind of readings", "the new version keeps other readings");
    let kept: Vec<String> = page.run(KEPT, &[]).await?;
    ensure!(kept.len() == 2 && kept[1].contains(" three") && !kept[0].contains(" two"), "it keeps {kept:?}");
    Ok(())
}

async fn half_a_deployment_is_not_taken(page: Page) -> Outcome {
    page.excuse("late.js");
    installed(&page).await?;
    let start = start_of("two")?;
    // The list is new, and a file that it names is still the old one; or is not there yet.
    for missing in [("start.js", start.as_str()), ("late.js", "'late'")] {
        list(&page, "two", &[missing])?;
        look_for_another(&page).await?;
        let kept: Vec<String> = page.run(KEPT, &[]).await?;
        ensure!(kept.len() == 1, "{} is not there, and it keeps {kept:?}", missing.0);
        page.reload().await?;
        ensure!(page.count("#update > p[hidden]").await? == 1, "half a version is offered");
        shows_home(&page).await?;
    }
    // What remains of the old build on the server may be gone as well: the copy has it.
    page.site().add("late.js", "'late'");
    look_for_another(&page).await?;
    is_offered(&page).await?;
    page.click("#update button").await?;
    let script = "return !document.querySelector('#update > p')?.checkVisibility() && document.documentElement.dataset.app === 'ready'";
    page.wait_for("the whole version is there", script, &[]).await?;
    page.site().close();
    page.reload().await?;
    shows_home(&page).await
}

async fn half_a_first_deployment_leaves_the_page_and_keeps_nothing(page: Page) -> Outcome {
    page.site().installable();
    list(&page, "two", &[("start.js", &start_of("two")?)])?;
    page.open("").await?;
    // By the page, then by the worker.
    while asked_for(&page, "/start.js") < 2 {
        page.run::<bool>("return new Promise((done) => setTimeout(done, 100, true))", &[]).await?;
    }
    let script = "return navigator.serviceWorker.getRegistration().then((one) => !one)";
    page.wait_for("nothing is kept", script, &[]).await?;
    let kept: Vec<String> = page.run(KEPT, &[]).await?;
    ensure!(kept.is_empty(), "it keeps {kept:?}");
    shows_home(&page).await?;
    page.reload().await?;
    shows_home(&page).await
}

/// A build whose program cannot start is kept, as it is whole; the button of its message brings the next.
async fn a_program_that_fails_makes_way_for_the_next_version(page: Page) -> Outcome {
    page.excuse("an unlucky build");
    let start = built("start.js")?;
    let broken =
        start.replacen("WebAssembly.compileStreaming", "await (() => { throw new Error('an unlucky build'); })", 1);
    ensure!(broken != start, "start.js compiles in another way");
    installed(&page).await?;
    page.site().add("start.js", &broken);
    list(&page, "two", &[("start.js", &broken)])?;
    look_for_another(&page).await?;
    is_offered(&page).await?;
    page.click("#update button").await?;
    page.wait_for("it fails, and says so", "return document.querySelector('#failure')?.checkVisibility()", &[]).await?;
    shows_home(&page).await?;
    deploy(&page, "three")?;
    look_for_another(&page).await?;
    page.click("#failure button").await?;
    let script =
        "return document.documentElement.dataset.build === 'three' && document.documentElement.dataset.app === 'ready'";
    page.wait_for("the next version is there", script, &[]).await.map(drop)
}

async fn the_switch_takes_every_copy_back(page: Page) -> Outcome {
    installed(&page).await?;
    page.tell("window.isOld = true", &[]).await?;
    page.site().add("sw.js", &built("sw-off.js")?);
    page.site().add("start.js", &start_of("two")?);
    look_for_another(&page).await?;
    let gone = format!("{}.then((all) => all.length === 0)", KEPT);
    page.wait_for("what was kept is gone", &gone, &[]).await?;
    ensure!(page.run::<bool>(OTHERS_STAY, &[]).await?, "what others keep is gone");
    ensure!(page.run::<bool>("return window.isOld === true", &[]).await?, "the page was loaded anew by force");
    shows_home(&page).await?;
    for _ in 0..2 {
        page.reload().await?;
        ensure!(build(&page).await?.as_deref() == Some("two"), "it is not what the server has");
        let script = "return navigator.serviceWorker.getRegistration().then((one) => !one)";
        page.wait_for("no worker stays", script, &[]).await?;
    }
    ensure!(!page.run::<bool>("return !!navigator.serviceWorker.controller", &[]).await?, "a worker is in use");
    Ok(())
}

async fn a_page_without_its_start_is_readable(page: Page) -> Outcome {
    page.site().refuse("start.js");
    page.excuse("start.js");
    page.visit(&Visit { wait: Wait::Text, ..Visit::default() }).await?;
    let text = page.text("article").await?;
    ensure!(ASKERS.iter().all(|asker| text.contains(asker)), "the text is gone");
    Ok(())
}
