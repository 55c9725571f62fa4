//! The test's own web server: the built page in the nested folder `/a/b/`, on a random port, for one test.
//! It logs every request and can misbehave on order; what it knows of the page is that it is a folder of files.

mod answer;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};

pub use answer::digest;

/// The folder that the page lives in: nested, so that an absolute address shows itself by missing.
pub(crate) const FOLDER: &str = "/a/b/";
/// The harness's own pages and scripts; requests below it are nobody's business.
pub(crate) const HARNESS: &str = "/__test/";

/// A running server. Clones are the same server.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

struct Inner {
    origin: String,
    dist: PathBuf,
    /// The endings of paths whose answers wait.
    held: watch::Sender<Vec<String>>,
    state: Mutex<State>,
    serving: Mutex<Option<AbortHandle>>,
}

/// How the server behaves, and what it has seen.
#[derive(Default)]
struct State {
    refused: Vec<String>,
    is_scriptless: bool,
    has_axe: bool,
    is_installable: bool,
    is_readable: bool,
    inserted: String,
    pages: Vec<(String, String)>,
    requests: Vec<Request>,
    reports: Vec<Report>,
}

/// A request as it came and was answered.
#[derive(Clone, Debug)]
pub struct Request {
    /// The path with its query.
    pub path: String,
    /// The status of the answer.
    pub status: u16,
}

/// What `probe.js` tells.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) kind: String,
    pub(crate) text: String,
}

/// Listens on a port that no site of this run has had: what one test has stored is not the next one's.
async fn fresh() -> Result<TcpListener> {
    static HAD: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        if HAD.lock().unwrap_or_else(PoisonError::into_inner).insert(port) {
            return Ok(listener);
        }
    }
}

impl Site {
    /// Serves a built page until [`Site::close`].
    pub async fn open(dist: PathBuf) -> Result<Self> {
        let listener = fresh().await.context("cannot serve")?;
        let site = Self(Arc::new(Inner {
            origin: format!("http://{}", listener.local_addr()?),
            dist,
            held: watch::Sender::new(vec![]),
            state: Mutex::default(),
            serving: Mutex::default(),
        }));
        let serving = tokio::spawn(site.clone().serve(listener)).abort_handle();
        *site.0.serving.lock().unwrap_or_else(PoisonError::into_inner) = Some(serving);
        Ok(site)
    }

    async fn serve(self, listener: TcpListener) {
        // Connections belong to this task: when it is aborted they are cut, as if the server had died.
        let mut connections = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            let site = self.clone();
            let service = service_fn(move |request| {
                let site = site.clone();
                async move { Ok::<_, Infallible>(site.answer(request).await) }
            });
            connections.spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
        }
    }

    /// Returns the address of the page, with its fragment.
    pub fn address(&self, fragment: &str) -> String {
        format!("{}{FOLDER}{fragment}", self.0.origin)
    }

    /// Returns the address of one of the harness's own pages.
    pub(crate) fn harness(&self, page: &str) -> String {
        format!("{}{HARNESS}{page}", self.0.origin)
    }

    /// Returns the address of a blank page on the same origin that is none of the page's.
    pub fn elsewhere(&self) -> String {
        self.harness("blank")
    }

    /// Holds back the answer to every request whose path ends so, until [`Site::release`].
    pub fn hold(&self, ending: &str) {
        self.0.held.send_modify(|held| held.push(ending.to_owned()));
    }

    /// Lets go what was held back.
    pub fn release(&self) {
        self.0.held.send_modify(Vec::clear);
    }

    /// Answers 404 to every request whose path ends so.
    pub fn refuse(&self, ending: &str) {
        self.state().refused.push(ending.to_owned());
    }

    /// Serves the page with its scripts switched off, by the header `Content-Security-Policy: sandbox allow-same-origin`.
    pub fn without_scripts(&self) {
        self.state().is_scriptless = true;
    }

    /// Puts axe-core into the page.
    pub(crate) fn with_axe(&self) {
        self.state().has_axe = true;
    }

    /// Lets pages opened from now on keep a copy of themselves; else the probe takes service workers away.
    pub fn installable(&self) {
        self.state().is_installable = true;
    }

    /// Lets pages of other origins read every answer from now on (CORS).
    pub fn let_others_read(&self) {
        self.state().is_readable = true;
    }

    /// Runs a script before the page's own in every page from now on: a browser that refuses what others allow.
    pub fn insert(&self, script: &str) {
        self.state().inserted = script.to_owned();
    }

    /// Serves one more file below the page's folder, or another in the place of a built one.
    pub fn add(&self, name: &str, content: &str) {
        let name = format!("{FOLDER}{}", if name.is_empty() { "index.html" } else { name });
        let mut state = self.state();
        state.pages.retain(|(page, _)| *page != name);
        state.pages.push((name, content.to_owned()));
    }

    /// Returns every request so far.
    pub fn requests(&self) -> Vec<Request> {
        self.state().requests.clone()
    }

    pub(crate) fn reports(&self) -> Vec<Report> {
        self.state().reports.clone()
    }

    /// Says what was asked for that the page has no business asking for: files outside its folder, and missing ones.
    pub(crate) fn improper_requests(&self) -> Vec<String> {
        let state = self.state();
        let is_refused = |path: &str| state.refused.iter().any(|ending| without_query(path).ends_with(ending));
        let mut found = Vec::new();
        for Request { path, status } in state.requests.iter().filter(|request| !request.path.starts_with(HARNESS)) {
            if !path.starts_with(FOLDER) {
                found.push(format!("a request outside the page's folder: {path}"));
            } else if *status != 200 && !is_refused(path) {
                found.push(format!("{path} was answered with {status}"));
            }
        }
        found
    }

    /// Ends the server: connections are cut, and new ones refused.
    pub fn close(&self) {
        if let Some(serving) = self.0.serving.lock().unwrap_or_else(PoisonError::into_inner).take() {
            serving.abort();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn without_query(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or(path)
}
