//! The frame: one document that shows one transcript inside a page that runs no scripts of ours.

use std::time::Duration;

use anyhow::ensure;
use serde_json::{Value, json};
use shilu_browser_tests::{Outcome, Page, Sentence, sentences};
use tokio::time::sleep;

use crate::attacks::all;
use crate::embedded::{fresh, go};

pub(crate) fn sentences() -> Vec<Sentence> {
    sentences![
        a_frame_works_in_a_sandbox_of_scripts_alone,
        a_frame_works_under_a_host_that_allows_frames_only,
        a_frame_shows_what_its_fragment_asks_for,
        a_frame_is_as_high_as_what_it_shows,
        a_page_with_frames_believes_its_own_frames_only,
        a_frame_listens_to_nobody,
        axe_finds_nothing_inside_a_frame,
        attacks_in_a_frames_fragment_stay_text,
        a_frame_opens_from_a_folder,
        a_frame_watched_for_a_minute_does_not_grow,
    ]
}

/// Opens a page with frames; `policy` is its CSP.
async fn host(page: &Page, policy: &str, body: &str) -> Outcome {
    let policy = if policy.is_empty() {
        String::new()
    } else {
        format!("<meta http-equiv=Content-Security-Policy content=\"{policy}\">")
    };
    let html = format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><link rel=icon href='data:,'><title>host</title>{policy}</head>\
         <body><main><h1>An article</h1>{body}<p>After.</p></main></body></html>"
    );
    page.site().add("host.html", &html);
    go(page, &page.site().address(&fresh("host.html"))).await
}

fn frame(fragment: &str, attributes: &str) -> String {
    format!("<iframe title=实录 width=700 height=400 {attributes} src='embed.html{fragment}'></iframe>")
}

/// Enters the frame and waits until its program shows these exchanges.
async fn shows(page: &Page, numbers: &[u32]) -> Outcome {
    page.browser().enter_default_frame().await?;
    page.wait_for("there is a frame", "return !!document.querySelector('iframe')", &[]).await?;
    page.browser().enter_frame(0).await?;
    let script = "const root = document.querySelector('shilu-transcript')?.shadowRoot;
        const shown = [...(root?.querySelectorAll('section.exchange') ?? [])];
        return JSON.stringify(shown.map((one) => Number(one.dataset.number))) === arguments[0]";
    let numbers = json!(serde_json::to_string(numbers)?);
    page.wait_for(&format!("the frame shows {numbers}"), script, &[numbers]).await.map(drop)
}

const INSIDE: &str = "const root = document.querySelector('shilu-transcript').shadowRoot; ";

async fn a_frame_works_in_a_sandbox_of_scripts_alone(page: Page) -> Outcome {
    host(&page, "", &frame("#exchange=2", "sandbox=allow-scripts")).await?;
    shows(&page, &[2]).await?;
    ensure!(page.run::<String>("return self.origin", &[]).await? == "null", "the origin is opaque");
    let script = format!(
        "{INSIDE} root.querySelector('.s').click();
        return ['.home', '.copy', '.hand .link'].filter((css) => root.querySelector(css).offsetHeight > 0)"
    );
    let shown: Vec<String> = page.run(&script, &[]).await?;
    ensure!(shown.is_empty(), "what cannot work is offered: {shown:?}");
    let script = format!("{INSIDE} const field = root.querySelector('.q'); field.value = '中俄';
        field.dispatchEvent(new InputEvent('input', {{ bubbles: true }})); return root.querySelectorAll('mark.found').length");
    ensure!(page.run::<usize>(&script, &[]).await? > 0, "it is searched");
    page.tell(&format!("{INSIDE} root.querySelector('.whole').click()"), &[]).await?;
    shows(&page, &[1, 2, 3, 4, 5, 6, 7]).await
}

async fn a_frame_works_under_a_host_that_allows_frames_only(page: Page) -> Outcome {
    // What the harness itself does in the host's page is forbidden there, too.
    page.excuse("/__test/");
    page.excuse("inline");
    host(&page, "default-src 'none'; frame-src 'self'", &frame("#exchange=2", "sandbox=allow-scripts")).await?;
    shows(&page, &[2]).await
}

async fn a_frame_shows_what_its_fragment_asks_for(page: Page) -> Outcome {
    let fragment = "#exchange=5&lang=en&theme=dark&hide=search";
    host(&page, "", &frame(fragment, "")).await?;
    shows(&page, &[5]).await?;
    let script = format!(
        "{INSIDE} const shilu = root.querySelector('.shilu');
        return [shilu.dataset.ui, getComputedStyle(shilu).backgroundColor, root.querySelector('.finder').offsetHeight,
            root.querySelector('.home').href]"
    );
    let looks: (String, String, u32, String) = page.run(&script, &[]).await?;
    let home = format!("{}#x5", page.site().address(""));
    ensure!(looks == ("en".into(), "rgb(23, 24, 26)".into(), 0, home), "{looks:?}");
    page.tell("location.hash = '#quote=' + encodeURIComponent('不结盟、不对抗、不针对第三方')", &[]).await?;
    shows(&page, &[2]).await?;
    page.wait_for("the words are marked", &format!("{INSIDE} return !!root.querySelector('mark.quoted')"), &[])
        .await
        .map(drop)
}

/// Waits until the frame is as high as what it shows, and returns how high that is, in CSS px.
async fn fitting(page: &Page, exchanges: &[u32]) -> anyhow::Result<f64> {
    let mut last = (0.0, 0.0);
    for _ in 0..40 {
        shows(page, exchanges).await?;
        let high = "return document.querySelector('shilu-transcript').getBoundingClientRect().height";
        let wanted: f64 = page.run(high, &[]).await?;
        page.browser().enter_default_frame().await?;
        let there: f64 = page.run("return document.querySelector('iframe').clientHeight", &[]).await?;
        if (wanted - there).abs() <= 4.0 {
            return Ok(there);
        }
        last = (wanted, there);
        sleep(Duration::from_millis(100)).await;
    }
    anyhow::bail!("the frame shows {} px in {}", last.0, last.1)
}

async fn a_frame_is_as_high_as_what_it_shows(page: Page) -> Outcome {
    let body = [&frame("#exchange=2", "data-shilu sandbox=allow-scripts"), "<script src=frame.js></script>"].concat();
    host(&page, "", &body).await?;
    let one = fitting(&page, &[2]).await?;
    shows(&page, &[2]).await?;
    page.tell(&format!("{INSIDE} root.querySelector('.whole').click()"), &[]).await?;
    let all = fitting(&page, &[1, 2, 3, 4, 5, 6, 7]).await?;
    ensure!(all > 2.0 * one, "{all} px for all, {one} for one");
    Ok(())
}

async fn a_page_with_frames_believes_its_own_frames_only(page: Page) -> Outcome {
    // The one that counts as ours is in the enemy's hands: it says what it likes.
    let frames =
        "<iframe data-shilu title=ours height=400 srcdoc='ours'></iframe><iframe title=other srcdoc='other'></iframe>";
    host(&page, "", &[frames, "<p style='height: 3000px'></p><script src=frame.js></script>"].concat()).await?;
    let there =
        "return [...document.querySelectorAll('iframe')].every((one) => one.contentDocument?.body?.textContent)";
    page.wait_for("the frames are there", there, &[]).await?;
    let say = "const [messages, who] = arguments;
        const { contentDocument: speaker } = document.querySelectorAll('iframe')[who];
        const script = speaker.createElement('script');
        script.textContent = `for (const message of ${messages}) parent.postMessage(message, '*')`;
        speaker.body.append(script)";
    let settled = "const [frame] = document.querySelectorAll('iframe'); return [frame.clientHeight, scrollY]";
    let before: [f64; 2] = page.run(settled, &[]).await?;
    // From another frame and from the page itself; from ours, but malformed, or while nobody is at work in it.
    let right = "[{ shilu: 1, type: 'height', height: 5000 }, { shilu: 1, type: 'reveal', top: 5000 }]";
    page.tell(say, &[json!(right), json!(1)]).await?;
    page.tell(&format!("for (const message of {right}) postMessage(message, '*')"), &[]).await?;
    let attacks: Vec<Value> = all()?.into_iter().take(200).map(Value::from).collect();
    // `<` is written as an escape, lest a string end the script it stands in.
    let attacks = serde_json::to_string(&attacks)?.replace('<', "\\u003c");
    let wrong = format!(
        "[null, 1, 'x', [], {{ shilu: 2, type: 'height', height: 9 }}, {{ shilu: 1 }}, {{ shilu: 1, type: 'height' }},
        ...['900', null, {{}}, [900], true, NaN, Infinity, -Infinity, ...{attacks}].map((height) => ({{ shilu: 1, type: 'height', height }})),
        {{ shilu: 1, type: 'reveal', top: 900 }}, ...{attacks}]"
    );
    page.tell(say, &[json!(wrong), json!(0)]).await?;
    sleep(Duration::from_millis(300)).await;
    let after: [f64; 2] = page.run(settled, &[]).await?;
    ensure!(before == after, "{before:?} became {after:?}");
    for (height, wanted) in [("1e9", 20_000.0), ("-5", 80.0), ("300.2", 301.0)] {
        page.tell(say, &[json!(format!("[{{ shilu: 1, type: 'height', height: {height} }}]")), json!(0)]).await?;
        let script = "return document.querySelector('iframe').clientHeight === arguments[0]";
        page.wait_for(&format!("{height} becomes {wanted}"), script, &[json!(wanted)]).await?;
    }
    Ok(())
}

async fn a_frame_listens_to_nobody(page: Page) -> Outcome {
    host(&page, "", &frame("#exchange=2", "")).await?;
    shows(&page, &[2]).await?;
    let look = "const { shadowRoot } = document.querySelector('shilu-transcript'); return shadowRoot.innerHTML + location.href";
    let before: String = page.run(look, &[]).await?;
    page.browser().enter_default_frame().await?;
    let script = "for (const message of arguments[0]) {
            document.querySelector('iframe').contentWindow.postMessage(message, '*');
            document.querySelector('iframe').contentWindow.postMessage({ shilu: 1, type: message, height: message, quote: message }, '*');
        }";
    page.tell(script, &[json!(all()?)]).await?;
    sleep(Duration::from_millis(300)).await;
    shows(&page, &[2]).await?;
    ensure!(page.run::<String>(look, &[]).await? == before, "a message changed something");
    Ok(())
}

async fn axe_finds_nothing_inside_a_frame(page: Page) -> Outcome {
    page.with_axe()?;
    for fragment in ["", "#exchange=2&theme=dark&lang=en"] {
        go(&page, &page.site().address(&format!("{}{fragment}", fresh("embed.html")))).await?;
        let shown =
            "return !!document.querySelector('shilu-transcript')?.shadowRoot?.querySelector('section.exchange')";
        page.wait_for("it is shown", shown, &[]).await?;
        let violations: Vec<String> = page.violations().await?.iter().map(ToString::to_string).collect();
        ensure!(violations.is_empty(), "{fragment}: {}", violations.join("\n"));
    }
    Ok(())
}

async fn attacks_in_a_frames_fragment_stay_text(page: Page) -> Outcome {
    page.site().insert(
        "window.executed = []; for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'msgbox'])
            window[name] = (...values) => { executed.push(`${name}(${values})`); };",
    );
    go(&page, &page.site().address("embed.html")).await?;
    let shown = "return !!document.querySelector('shilu-transcript')?.shadowRoot?.querySelector('section.exchange')";
    page.wait_for("it is shown", shown, &[]).await?;
    let script = "const done = arguments[arguments.length - 1];
        (async () => {
            const root = document.querySelector('shilu-transcript').shadowRoot;
            const kinds = () => new Set([...root.querySelectorAll('*')].map((one) => one.localName));
            const usual = kinds().add('mark'), found = [];
            for (const attack of arguments[0]) {
                const words = encodeURIComponent(attack);
                location.hash = `#exchange=${words}&quote=${words}&lang=${words}&theme=${words}&hide=${words}&home=${words}&src=${words}`;
                await new Promise((resolve) => setTimeout(resolve, 4));
                for (const kind of kinds()) if (!usual.has(kind)) found.push(`${attack}: ${kind}`);
            }
            return found.concat(executed);
        })().then(done, (why) => done([String(why)]))";
    // A browser takes only so many changes of an address in a while.
    let some: Vec<String> = all()?.into_iter().step_by(6).filter(|one| !has_lone_surrogate(one)).collect();
    page.browser().set_script_timeout(Duration::from_secs(40)).await?;
    let answer = page.browser().execute_async(script, vec![json!(some)]).await;
    page.browser().set_script_timeout(Duration::from_secs(20)).await?;
    let found: Vec<String> = answer?.convert()?;
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

fn has_lone_surrogate(text: &str) -> bool {
    text.contains('\u{FFFD}')
}

async fn a_frame_opens_from_a_folder(page: Page) -> Outcome {
    let file = shilu_browser_tests::dist().join("embed.html").canonicalize()?;
    page.browser().goto(format!("file://{}#exchange=3", file.display())).await?;
    let script = "return location.protocol === 'file:' && document.querySelector('shilu-transcript')?.shadowRoot?.querySelectorAll('section.exchange').length === 1";
    page.wait_for("it is shown", script, &[]).await?;
    page.browser().goto(page.site().address("embed.html")).await.map_err(Into::into)
}

/// Sixty seconds are what the issue asks for; what grows by itself grows in the first of them.
async fn a_frame_watched_for_a_minute_does_not_grow(page: Page) -> Outcome {
    host(&page, "", &[&frame("#exchange=2", "data-shilu"), "<script src=frame.js></script>"].concat()).await?;
    shows(&page, &[2]).await?;
    page.browser().enter_default_frame().await?;
    sleep(Duration::from_secs(2)).await;
    page.tell(
        "window.told = 0; window.high = document.querySelector('iframe').clientHeight; addEventListener('message', () => told++);",
        &[],
    )
    .await?;
    sleep(Duration::from_secs(60)).await;
    let (told, before, after): (u32, f64, f64) =
        page.run("return [told, high, document.querySelector('iframe').clientHeight]", &[]).await?;
    ensure!(told == 0 && before == after, "{told} messages, {before} became {after}");
    Ok(())
}
