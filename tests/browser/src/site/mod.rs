//! The test's own web server: the built page in the nested folder `/a/b/`, on a random port, for one test.
//! It logs every request and can misbehave on order; what it knows of the page is that it is a folder of files.

mod answer;

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, anyhow};
use serde::Deserialize;
use tiny_http::Server;

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
    listener: Mutex<Option<Arc<Server>>>,
    state: Mutex<State>,
    changed: Condvar,
}

/// How the server behaves, and what it has seen.
#[derive(Default)]
struct State {
    held: Vec<String>,
    refused: Vec<String>,
    is_scriptless: bool,
    has_axe: bool,
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

impl Site {
    /// Serves a built page until [`Site::close`].
    pub fn open(dist: PathBuf) -> Result<Self> {
        let server = Server::http(("127.0.0.1", 0)).map_err(|why| anyhow!("cannot serve: {why}"))?;
        let port = server.server_addr().to_ip().context("no port")?.port();
        let server = Arc::new(server);
        let site = Self(Arc::new(Inner {
            origin: format!("http://127.0.0.1:{port}"),
            dist,
            listener: Mutex::new(Some(Arc::clone(&server))),
            state: Mutex::default(),
            changed: Condvar::new(),
        }));
        let answering = site.clone();
        std::thread::spawn(move || {
            while let Ok(request) = server.recv() {
                let site = answering.clone();
                // A thread a request: one that is held back must not hold back the others.
                std::thread::spawn(move || site.answer(request));
            }
        });
        Ok(site)
    }

    /// Returns the address of the page, with its fragment.
    pub fn address(&self, fragment: &str) -> String {
        format!("{}{FOLDER}{fragment}", self.0.origin)
    }

    /// Returns the address of one of the harness's own pages.
    pub(crate) fn harness(&self, page: &str) -> String {
        format!("{}{HARNESS}{page}", self.0.origin)
    }

    /// Holds back the answer to every request whose path ends so, until [`Site::release`].
    pub fn hold(&self, ending: &str) {
        self.state().held.push(ending.to_owned());
    }

    /// Lets go what was held back.
    pub fn release(&self) {
        self.state().held.clear();
        self.0.changed.notify_all();
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

    /// Serves one more file below the page's folder, or another in the place of a built one.
    pub fn add(&self, name: &str, content: &str) {
        self.state().pages.push((format!("{FOLDER}{name}"), content.to_owned()));
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

    /// Stops serving and lets go what was held back.
    pub fn close(&self) {
        self.release();
        let listener = self.0.listener.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(server) = listener {
            server.unblock();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn without_query(path: &str) -> &str {
    path.split(['?', '#']).next().unwrap_or(path)
}
