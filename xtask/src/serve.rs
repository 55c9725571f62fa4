//! Serves `dist/` on 127.0.0.1. Knows HTTP as far as static files need it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::steps::say;
use crate::{dist, files};

const PORT: u16 = 8080;
/// How many ports are tried from the first one on.
const TRIES: u16 = 20;
/// A browser opens six connections to a host.
const THREADS: usize = 6;
/// What a page is asked for before it may measure its memory.
const ISOLATION: [(&str, &str); 2] =
    [("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Embedder-Policy", "require-corp")];

/// Files in other codings: by their whole path the codings, best first.
pub type Packed = BTreeMap<PathBuf, Vec<(&'static str, Vec<u8>)>>;

/// Builds the page and serves it until the process is ended.
pub fn serve(port: Option<u16>) -> Result<()> {
    dist::dist(None)?;
    let server = match port {
        Some(port) => bind(port)?,
        None => (PORT..PORT + TRIES).find_map(|port| bind(port).ok()).context("no free port from 8080 on")?,
    };
    say(&format!("▸ http://{}/  (Ctrl+C ends it)", server.server_addr()));
    let folder = files::dist();
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Ok(request) = server.recv() {
                    answer(request, &folder, &[], &Packed::new());
                }
            });
        }
    });
    Ok(())
}

/// Serves a folder until the program ends, as a page that may measure its memory; returns its address.
pub fn isolated(folder: PathBuf) -> Result<String> {
    let server = bind(0)?;
    let address = format!("http://{}/", server.server_addr());
    std::thread::spawn(move || {
        while let Ok(request) = server.recv() {
            answer(request, &folder, &ISOLATION, &Packed::new());
        }
    });
    Ok(address)
}

/// Serves a folder until the program ends, packed as a good host has it; returns its address.
pub fn packed(folder: PathBuf, packed: Packed) -> Result<String> {
    let server = Arc::new(bind(0)?);
    let address = format!("http://{}/", server.server_addr());
    let shared = Arc::new((folder, packed));
    for _ in 0..THREADS {
        let (server, shared) = (server.clone(), shared.clone());
        std::thread::spawn(move || {
            while let Ok(request) = server.recv() {
                answer(request, &shared.0, &[], &shared.1);
            }
        });
    }
    Ok(address)
}

fn bind(port: u16) -> Result<Server> {
    Server::http(("127.0.0.1", port)).map_err(|error| anyhow::anyhow!("cannot serve on port {port}: {error}"))
}

/// Returns whether who asks takes a coding (RFC 9110, § 12.5.3; no client of ours gives weights).
fn takes(request: &Request, coding: &str) -> bool {
    let header = request.headers().iter().find(|header| header.field.equiv("Accept-Encoding"));
    header.is_some_and(|header| header.value.as_str().split(',').any(|one| one.trim() == coding))
}

fn answer(request: Request, folder: &Path, more: &[(&str, &str)], packed: &Packed) {
    let file = (*request.method() == Method::Get || *request.method() == Method::Head)
        .then(|| locate(folder, request.url()))
        .flatten()
        .and_then(|path| {
            let ready = packed.get(&path).and_then(|all| all.iter().find(|(coding, _)| takes(&request, coding)));
            let (bytes, coding) = match ready {
                Some((coding, bytes)) => (bytes.clone(), Some(*coding)),
                None => (fs::read(&path).ok()?, None),
            };
            Some((bytes, media_type(&path), coding))
        });
    let (status, bytes, kind, coding) = match file {
        Some((bytes, kind, coding)) => (200, bytes, kind, coding),
        None => (404, b"not found".to_vec(), "text/plain", None),
    };
    let mut response = Response::from_data(bytes).with_status_code(status);
    // `no-cache`: ask each time, so that a rebuilt page shows at the next reload.
    let always = [("Content-Type", kind), ("Cache-Control", "no-cache"), ("X-Content-Type-Options", "nosniff")];
    let coding = coding.map(|coding| ("Content-Encoding", coding));
    for (name, value) in always.iter().chain(more).chain(&coding).copied() {
        response.add_header(Header::from_bytes(name, value).unwrap_or_else(|()| unreachable!("a plain header")));
    }
    // The reader went away: nobody is left to tell.
    let _ = request.respond(response);
}

/// Returns the file an address means: inside the folder, or none.
fn locate(folder: &Path, url: &str) -> Option<PathBuf> {
    let address = url.split(['?', '#']).next().unwrap_or_default();
    let address = percent_decode_str(address).decode_utf8().ok()?;
    let mut path = folder.to_path_buf();
    for part in address.split('/').filter(|part| !part.is_empty()) {
        let is_plain = !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
        if !is_plain {
            return None;
        }
        path.push(part);
    }
    if address.ends_with('/') {
        path.push("index.html");
    }
    // A link may lead out of the folder although its name does not.
    let path = path.canonicalize().ok()?;
    (path.is_file() && path.starts_with(folder.canonicalize().ok()?)).then_some(path)
}

/// Returns the media type by the name's ending. WebAssembly compiles while it loads only as `application/wasm`.
fn media_type(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_leave_the_folder() {
        let folder = files::root().join("xtask");
        assert!(locate(&folder, "/Cargo.toml?x=1").is_some());
        assert!(locate(&folder, "/src/serve.rs").is_some());
        for outside in ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/src/..%2f..%2fCargo.toml", "/src%5c..%5cx", "/%00"] {
            assert_eq!(locate(&folder, outside), None, "{outside}");
        }
        assert_eq!(locate(&folder, "/"), None, "a folder without index.html");
    }

    #[test]
    fn wasm_has_the_type_browsers_insist_on() {
        assert_eq!(media_type(Path::new("a-1_bg.wasm")), "application/wasm");
    }
}
