//! Running the sentences: one browser an engine, one test at a time in it, the engines beside one another.

use std::collections::HashMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail, ensure};
use libtest_mimic::{Arguments, Completion, Failed, Trial};
use tokio::runtime::Runtime;
use tokio::sync::{Mutex, Semaphore, watch};
use tokio::time::timeout;

use crate::engine::Engine;
use crate::page::Page;
use crate::places;
use crate::sentence::{Outcome, Sentence};
use crate::session::Session;
use crate::site::Site;

/// How long one test may take.
const TEST: Duration = Duration::from_secs(90);
/// How many sentences that failed are judged again, of a thousand: more than these are no accident.
const AGAIN: usize = 15;
/// How long ending every browser may take when the run is interrupted.
const FAREWELL: Duration = Duration::from_secs(25);

/// Runs the sentences as cargo's test arguments ask, and ends every browser and driver.
pub fn main(sentences: Vec<Sentence>) -> ExitCode {
    let mut arguments = Arguments::from_args();
    // A test waits for its engine's browser, so many may wait at once and no engine is ever idle.
    arguments.test_threads = arguments.test_threads.or(Some(4 * Engine::ALL.len()));
    let fleet = match Fleet::new() {
        Ok(fleet) => Arc::new(fleet),
        Err(why) => {
            eprintln!("{why:#}");
            return ExitCode::FAILURE;
        }
    };
    fleet.end_on_interrupt();
    let conclusion = libtest_mimic::run(&arguments, trials(&fleet, &sentences));
    fleet.runtime.block_on(fleet.end());
    conclusion.exit_code()
}

fn trials(fleet: &Arc<Fleet>, sentences: &[Sentence]) -> Vec<Trial> {
    let mut trials = Vec::new();
    for sentence in sentences {
        for &engine in &sentence.engines {
            let (fleet, sentence) = (Arc::clone(fleet), sentence.clone());
            let name = format!("{}::{engine}", sentence.name);
            trials.push(Trial::ignorable_test(name, move || fleet.judge(engine, &sentence)));
        }
    }
    trials
}

/// The browsers at hand, started when first needed.
struct Fleet {
    runtime: Runtime,
    browsers: HashMap<Engine, Mutex<Option<Session>>>,
    missing: HashMap<Engine, String>,
    /// As many browsers work at once as there are processors, so that none is late because of another.
    processors: Semaphore,
    /// How many have been judged again.
    again: AtomicUsize,
    /// Whether the run has been interrupted: then tests give their browsers back at once.
    interrupted: watch::Sender<bool>,
}

impl Fleet {
    fn new() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let browsers = Engine::ALL.map(|engine| (engine, Mutex::new(None))).into();
        let missing = Engine::ALL.into_iter().filter_map(|engine| Some((engine, engine.missing()?))).collect();
        let (processors, again) = (Semaphore::new(processors()), AtomicUsize::new(0));
        Ok(Self { runtime, browsers, missing, processors, again, interrupted: watch::Sender::new(false) })
    }

    fn judge(&self, engine: Engine, sentence: &Sentence) -> Result<Completion, Failed> {
        if let Some(why) = self.missing.get(&engine) {
            if std::env::var_os("CI").is_some() {
                return Err(why.into());
            }
            eprintln!("skipped: {}: {why}", sentence.name);
            return Ok(Completion::ignored_with(why));
        }
        match self.runtime.block_on(self.run_or_again(engine, sentence)) {
            Ok(()) => Ok(Completion::Completed),
            Err(why) => Err(format!("{why:#}").into()),
        }
    }

    /// Runs a sentence. One that fails is judged again with the machine to itself, and that verdict stands; the first is
    /// printed, so that nobody takes an unsteady sentence for a steady one.
    async fn run_or_again(&self, engine: Engine, sentence: &Sentence) -> Outcome {
        let Err(why) = self.run(engine, sentence, 1).await else { return Ok(()) };
        if *self.interrupted.borrow() || self.again.fetch_add(1, Ordering::Relaxed) >= AGAIN {
            return Err(why);
        }
        // In a browser of its own: what the first has done to the one it ran in is nobody else's business.
        if let Some(browser) = self.browsers.get(&engine)
            && let Some(session) = browser.lock().await.take()
        {
            session.end().await;
        }
        eprintln!("failed, and judged again by itself: {}::{engine}: {why:#}", sentence.name);
        let verdict = self.run(engine, sentence, processors()).await;
        if verdict.is_ok() {
            eprintln!("unsteady: {}::{engine} holds when the machine does nothing else", sentence.name);
        }
        verdict
    }

    /// Runs a sentence with so many of the processors kept for it.
    async fn run(&self, engine: Engine, sentence: &Sentence, share: usize) -> Outcome {
        let dist = places::dist();
        if !dist.join("index.html").is_file() {
            bail!("there is no page in {}: `cargo xtask dist` builds it", dist.display());
        }
        let browser = self.browsers.get(&engine).context("an engine without a place")?;
        let mut browser = browser.lock().await;
        let _kept = self.processors.acquire_many(u32::try_from(share)?).await?;
        ensure!(!*self.interrupted.borrow(), "interrupted");
        if browser.is_none() {
            *browser = Some(Session::start(engine).await?);
        }
        let Some(session) = browser.as_ref() else { bail!("no session") };
        // An origin of its own for each test: no storage, cache or service worker of another.
        let site = Site::open(dist).await?;
        let page = Page::new(session.engine, session.browser.clone(), site.clone());
        let outcome = tokio::select! {
            outcome = told(sentence, &page) => outcome,
            () = self.interruption() => Err(anyhow!("interrupted")),
        };
        page.undo_emulation().await;
        let is_well = session.clear().await;
        site.close();
        drop(page);
        if !is_well && let Some(session) = browser.take() {
            session.end().await;
        }
        outcome
    }

    async fn end(&self) {
        for browser in self.browsers.values() {
            if let Some(session) = browser.lock().await.take() {
                session.end().await;
            }
        }
    }

    async fn interruption(&self) {
        // The sender lives as long as the fleet, so waiting cannot fail.
        let _ = self.interrupted.subscribe().wait_for(|is_so| *is_so).await;
    }

    /// Lets no browser outlive a test run that is interrupted.
    fn end_on_interrupt(self: &Arc<Self>) {
        let fleet = Arc::clone(self);
        self.runtime.spawn(async move {
            if asked_to_end().await.is_ok() {
                fleet.interrupted.send_replace(true);
                let _ = timeout(FAREWELL, fleet.end()).await;
                std::process::exit(130);
            }
        });
    }
}

/// Returns how many browsers may work at once.
fn processors() -> usize {
    available_parallelism().map_or(1, usize::from).clamp(1, Engine::ALL.len())
}

#[cfg(unix)]
async fn asked_to_end() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn asked_to_end() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// Runs a test's body and what every test must satisfy; says what the browser showed if either fails.
async fn told(sentence: &Sentence, page: &Page) -> Outcome {
    let body = tokio::spawn((sentence.body)(page.clone()));
    let abort = body.abort_handle();
    let shown = match timeout(TEST, body).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(error)) => Err(error.try_into_panic().map_or_else(|_| anyhow!("cancelled"), said)),
        Err(_) => {
            abort.abort();
            Err(anyhow!("not done after {TEST:?}"))
        }
    };
    let complaints = page.complaints().await;
    let mut reasons: Vec<String> = shown.err().map(|why| format!("{why:#}")).into_iter().collect();
    if !complaints.is_empty() {
        reasons.push(format!("the page complains:\n    {}", complaints.join("\n    ")));
    }
    if reasons.is_empty() {
        return Ok(());
    }
    reasons.push(page.describe(&sentence.name).await);
    bail!("{}", reasons.join("\n"))
}

fn said(panic: Box<dyn std::any::Any + Send>) -> anyhow::Error {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    anyhow!("{}", text.unwrap_or("panicked"))
}
