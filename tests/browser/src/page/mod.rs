//! The page as a test sees it: opened, asked, waited for. What a reader does with it lies in `input`, how it looks in
//! `look`, what it must never do in `complaint`.

mod complaint;
mod input;
mod look;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{By, WebDriver, WebElement};
use tokio::time::{Instant, sleep, timeout};

use crate::engine::Engine;
use crate::site::Site;

pub use look::Violation;

/// How long the page may take to do what a reader waits for.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long starting may take: three browsers share a small machine.
const START: Duration = Duration::from_secs(20);
/// How long one question may take; it is put again after that.
const ANSWER: Duration = Duration::from_secs(3);
/// How often the page is asked.
const INTERVAL: Duration = Duration::from_millis(40);

/// One page in one browser, on one test's own origin. Clones are the same page.
#[derive(Clone)]
pub struct Page {
    engine: Engine,
    browser: WebDriver,
    site: Site,
    excused: Arc<Mutex<Vec<String>>>,
    has_opened: Arc<AtomicBool>,
    is_emulating: Arc<AtomicBool>,
}

/// How a page is opened. `Visit::default()` is the bare address in a window of 1280 × 900.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// The fragment, with its `#`, or the query.
    pub fragment: String,
    /// What storage holds beforehand, such as `("shilu.theme", "dark")`.
    pub storage: Vec<(&'static str, &'static str)>,
    /// Width and height in CSS px of the frame that the page is put into; narrow windows exist in no engine.
    pub frame: Option<(u32, u32)>,
    /// What to wait for.
    pub wait: Wait,
}

/// When a page counts as opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wait {
    /// The app says that it is ready.
    #[default]
    Ready,
    /// The text stands there; the app may not run, yet or at all.
    Text,
}

impl Page {
    pub(crate) fn new(engine: Engine, browser: WebDriver, site: Site) -> Self {
        let (excused, has_opened, is_emulating) = Default::default();
        Self { engine, browser, site, excused, has_opened, is_emulating }
    }

    /// Returns the engine that shows the page.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Returns the server behind the page.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Returns the WebDriver session, for what has no helper here.
    pub fn browser(&self) -> &WebDriver {
        &self.browser
    }

    /// Opens the page at a fragment and waits until the app is ready.
    pub async fn open(&self, fragment: &str) -> Result<()> {
        self.visit(&Visit { fragment: fragment.to_owned(), ..Visit::default() }).await
    }

    /// Opens the page, always anew.
    pub async fn visit(&self, visit: &Visit) -> Result<()> {
        let address = self.site.address(&visit.fragment);
        self.browser.enter_default_frame().await?;
        // From a page that differs in the fragment only, going there would not load anything.
        if self.has_opened.swap(true, Ordering::Relaxed) || !visit.storage.is_empty() {
            let blank = self.site.harness("blank");
            self.load(&blank).await?;
            self.poll("storage is set", START, STORE, &[json!(blank), json!(visit.storage)]).await?;
        }
        match visit.frame {
            None => self.load(&address).await?,
            Some((width, height)) => {
                self.load(&self.site.harness("frame")).await?;
                let size = [json!(width), json!(height), json!(address)];
                self.poll("the frame is there", START, PUT_FRAME, &size).await?;
                // Asked from outside: WebKit never answers a script whose document is replaced under it.
                self.poll("the frame has its page", START, HAS_FRAME, &[]).await?;
                self.browser.enter_frame(0).await?;
            }
        }
        match visit.wait {
            Wait::Ready => self.wait_until_ready().await,
            Wait::Text => self.wait_until_text().await,
        }
    }

    async fn load(&self, address: &str) -> Result<()> {
        self.browser.goto(address).await?;
        if self.engine == Engine::WebKit {
            // It does not wait for anything, and loses scripts that meet the change of pages.
            sleep(2 * INTERVAL).await;
        }
        Ok(())
    }

    /// Loads the page again and waits until the app is ready.
    pub async fn reload(&self) -> Result<()> {
        // Not WebDriver's refresh, which reloads the page around a frame.
        self.tell("document.documentElement.dataset.app = 'leaving'; location.reload()", &[]).await?;
        self.wait_until_ready().await
    }

    /// Waits until the app says that it is ready.
    pub async fn wait_until_ready(&self) -> Result<()> {
        let script = "const app = document.documentElement.dataset.app;
            const failure = document.getElementById('failure')?.textContent ?? '';
            return location.href.startsWith(arguments[0]) && document.readyState !== 'loading' && (app === 'ready' || (app === 'failed' && `failed: ${failure}`))";
        let answer = self.poll("the app is ready", START, script, &[json!(self.site.address(""))]).await?;
        match answer.as_str() {
            Some(failure) => bail!("the app did not start: {failure}"),
            None => Ok(()),
        }
    }

    async fn wait_until_text(&self) -> Result<()> {
        let script = "return location.href.startsWith(arguments[0]) && document.readyState !== 'loading'
            && !!document.querySelector('article')";
        self.poll("the text stands there", START, script, &[json!(self.site.address(""))]).await.map(drop)
    }

    /// Runs a script, the body of a function of `arguments`, in the page and returns what it returns.
    pub async fn run<T: DeserializeOwned>(&self, script: &str, arguments: &[Value]) -> Result<T> {
        let answer = self.browser.execute(script, arguments.to_vec()).await.with_context(|| excerpt(script))?;
        answer.convert().with_context(|| format!("{} returned {}", excerpt(script), answer.json()))
    }

    /// Runs a script whose value does not matter.
    pub async fn tell(&self, script: &str, arguments: &[Value]) -> Result<()> {
        self.browser.execute(script, arguments.to_vec()).await.with_context(|| excerpt(script)).map(drop)
    }

    /// Runs a script until it returns something true, and returns that; `what` is said when it never does.
    pub async fn wait_for(&self, what: &str, script: &str, arguments: &[Value]) -> Result<Value> {
        self.poll(what, PATIENCE, script, arguments).await
    }

    async fn poll(&self, what: &str, patience: Duration, script: &str, arguments: &[Value]) -> Result<Value> {
        let deadline = Instant::now() + patience;
        loop {
            // A page that is just being left cannot be asked; that is no answer, not a failure. (WebKit then loses the
            // script and its timeout with the page, so the clock is here.)
            let last = match timeout(ANSWER, self.browser.execute(script, arguments.to_vec())).await {
                Ok(Ok(answer)) if is_true(answer.json()) => return Ok(answer.json().clone()),
                Ok(Ok(answer)) => answer.json().to_string(),
                Ok(Err(error)) => error.to_string(),
                Err(_) => format!("none within {ANSWER:?}"),
            };
            if Instant::now() > deadline {
                bail!("waited {patience:?} in vain until {what}; the last answer was {last}");
            }
            sleep(INTERVAL).await;
        }
    }

    /// Waits until the page has come to rest: where it is scrolled to is the same for some frames.
    pub async fn wait_until_still(&self) -> Result<()> {
        let script = "const now = `${scrollX},${scrollY},${document.documentElement.scrollHeight}`;
            const still = window.__still?.at === now ? window.__still : { at: now, times: 0 };
            window.__still = { at: now, times: still.times + 1 };
            return window.__still.times > 4";
        self.poll("the page has come to rest", PATIENCE, script, &[]).await.map(drop)
    }

    /// Finds an element by its selector.
    pub async fn find(&self, css: &str) -> Result<WebElement> {
        self.browser.find(By::Css(css)).await.map_err(|_| anyhow!("there is no `{css}` in the page"))
    }

    /// Returns the text that can be seen in an element, as WebDriver defines it.
    pub async fn text(&self, css: &str) -> Result<String> {
        Ok(self.find(css).await?.text().await?)
    }

    /// Returns the text of an element whether seen or not, without white space at its ends.
    pub async fn content(&self, css: &str) -> Result<String> {
        self.run("return document.querySelector(arguments[0])?.textContent.trim() ?? null", &[json!(css)])
            .await
            .with_context(|| format!("the content of `{css}`"))
    }

    /// Returns how many elements match.
    pub async fn count(&self, css: &str) -> Result<usize> {
        self.run("return document.querySelectorAll(arguments[0]).length", &[json!(css)]).await
    }

    /// Returns an attribute of the root element, which carries the reader's settings.
    pub async fn root(&self, attribute: &str) -> Result<Option<String>> {
        self.run("return document.documentElement.getAttribute(arguments[0])", &[json!(attribute)]).await
    }

    /// Goes to a fragment within the page, as a link would.
    pub async fn go_to(&self, fragment: &str) -> Result<()> {
        self.tell("location.hash = arguments[0]", &[json!(fragment)]).await
    }
}

const STORE: &str = "const [blank, values] = arguments;
    if (location.href !== blank) return false;
    for (const [key, value] of values) localStorage.setItem(key, value);
    return true";

const PUT_FRAME: &str = "const frame = document.getElementById('frame');
    if (frame && !frame.src) [frame.width, frame.height, frame.src] = arguments;
    return !!frame";

const HAS_FRAME: &str = "const { contentDocument: page } = document.getElementById('frame');
    return page.URL !== 'about:blank' && page.readyState !== 'loading'";

fn is_true(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(is_true) => *is_true,
        Value::String(text) => !text.is_empty(),
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::Array(_) | Value::Object(_) => true,
    }
}

fn excerpt(script: &str) -> String {
    let mut line: String = script.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
    line.insert(0, '`');
    line.push('`');
    line
}
