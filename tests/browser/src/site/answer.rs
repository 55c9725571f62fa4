//! One request, one answer: files with their types, the probe put into pages, the harness's own pages.

use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use http_body_util::{BodyExt, Collected, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue};
use hyper::{Method, Response, StatusCode};
use sha2::{Digest, Sha256};

use super::{FOLDER, HARNESS, Report, Request, Site, without_query};
use crate::places;

const PROBE: &str = include_str!("probe.js");
/// A page of the harness says that it has no icon, or Chromium asks for `/favicon.ico`.
const BLANK: &str = "<!doctype html><meta charset=utf-8><link rel=icon href='data:,'><title>blank</title>";
const FRAME: &str = "<!doctype html><meta charset=utf-8><link rel=icon href='data:,'><title>frame</title>\
    <style>body{margin:0}iframe{border:0;display:block}</style><iframe id=frame></iframe>";

struct Answer {
    status: u16,
    kind: &'static str,
    body: Vec<u8>,
}

impl Answer {
    fn ok(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, kind, body: body.into() }
    }

    fn missing() -> Self {
        Self { status: 404, kind: "text/plain; charset=utf-8", body: b"not found".to_vec() }
    }
}

impl Site {
    pub(super) async fn answer(&self, request: hyper::Request<Incoming>) -> Response<Full<Bytes>> {
        let path = request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
        self.wait_while_held(&path).await;
        let answer = if request.method() == Method::POST && path == format!("{HARNESS}report") {
            let body = request.into_body().collect().await.map(Collected::to_bytes).unwrap_or_default();
            self.state().reports.extend(serde_json::from_slice::<Report>(&body));
            Answer::ok("text/plain", "")
        } else {
            self.look_up(&path)
        };
        self.state().requests.push(Request { path: path.clone(), status: answer.status });
        let is_page = path.starts_with(FOLDER) && answer.kind.starts_with("text/html");
        let mut response = Response::new(Full::from(answer.body));
        *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or_default();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(answer.kind));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        if self.state().is_readable {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        }
        if is_page && self.state().is_scriptless {
            headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox allow-same-origin"));
        }
        response
    }

    async fn wait_while_held(&self, path: &str) {
        let is_free = |held: &Vec<String>| !held.iter().any(|ending| without_query(path).ends_with(ending.as_str()));
        // The sender lives as long as the site, so waiting cannot fail.
        let _ = self.0.held.subscribe().wait_for(is_free).await;
    }

    fn look_up(&self, path: &str) -> Answer {
        let path = without_query(path);
        if let Some(page) = path.strip_prefix(HARNESS) {
            return match page {
                "blank" => Answer::ok("text/html; charset=utf-8", BLANK),
                "frame" => Answer::ok("text/html; charset=utf-8", FRAME),
                "probe.js" => Answer::ok("text/javascript", PROBE),
                "inserted.js" => Answer::ok("text/javascript; charset=utf-8", self.state().inserted.clone()),
                "axe.js" => std::fs::read(places::axe())
                    .map_or_else(|_| Answer::missing(), |axe| Answer::ok("text/javascript; charset=utf-8", axe)),
                _ => Answer::missing(),
            };
        }
        if self.state().refused.iter().any(|ending| path.ends_with(ending.as_str())) {
            return Answer::missing();
        }
        let Some(name) = path.strip_prefix(FOLDER) else { return Answer::missing() };
        let name = if name.is_empty() { "index.html" } else { name };
        let kind = kind(name);
        match self.file(name) {
            Some(body) if kind.starts_with("text/html") => Answer::ok(kind, self.with_probe(&body)),
            Some(body) if name == "sw.js" => Answer::ok(kind, self.with_probed_list(&body)),
            Some(body) => Answer::ok(kind, body),
            None => Answer::missing(),
        }
    }

    /// Returns what lies in the page's folder under a name.
    fn file(&self, name: &str) -> Option<Vec<u8>> {
        let path = format!("{FOLDER}{name}");
        let added = {
            let state = self.state();
            // The newest of a name: a deployment over another.
            let found = state.pages.iter().rev().find(|(page, _)| *page == path);
            found.map(|(_, content)| content.clone().into_bytes())
        };
        // Names come from the page under test; still, nothing outside its folder is served.
        let is_inside = !Path::new(name).components().any(|part| !matches!(part, std::path::Component::Normal(_)));
        added.or_else(|| if is_inside { std::fs::read(self.0.dist.join(name)).ok() } else { None })
    }

    /// Lets the list of what is kept name the pages as they are served: with the probe.
    fn with_probed_list(&self, script: &[u8]) -> String {
        let mut script = String::from_utf8_lossy(script).into_owned();
        for page in ["index.html", "fetch.html"].iter().filter_map(|name| self.file(name)) {
            script = script.replace(&digest(&page), &digest(self.with_probe(&page).as_bytes()));
        }
        script
    }

    /// Puts the probe first into the head, so that it hears everything after it.
    fn with_probe(&self, html: &[u8]) -> String {
        let html = String::from_utf8_lossy(html);
        let state = self.state();
        if state.is_scriptless {
            return html.into_owned();
        }
        let axe = if state.has_axe { "<script src='/__test/axe.js'></script>" } else { "" };
        let inserted = if state.inserted.is_empty() { "" } else { "<script src='/__test/inserted.js'></script>" };
        let mode = if state.is_installable { "?installable" } else { "" };
        let probe = format!("<script src='/__test/probe.js{mode}'></script>{inserted}{axe}");
        match html.split_once("<head>") {
            Some((before, after)) => format!("{before}<head>{probe}{after}"),
            None => format!("{probe}{html}"),
        }
    }
}

/// Returns SHA-256 as `integrity` writes it.
pub fn digest(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// Returns the media type of a file, by its ending; `application/wasm` is what streaming compilation insists on.
fn kind(name: &str) -> &'static str {
    match Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" | "md" | "srt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
