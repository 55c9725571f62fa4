//! What makes the page installable: its icons, its manifests in three languages, and the service worker with the list of
//! what it keeps. Knows the finished page as files; how the worker works stands in assets/sw.js.

use std::fs;

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::files::{self, Files};
use crate::icon::{self, Shape};

/// What index.html says for this, after the colours; the page as one file is not installed and does without.
pub const LINKS: &str =
    "<link rel=\"manifest\" href=\"manifest.webmanifest\"><link rel=\"apple-touch-icon\" href=\"icon-180.png\">";

/// Where `LINKS` go.
const MARKER: &str = "<!--installable-->";

/// Name, shape and width in pixels of each icon; the last is Apple's, which no manifest names.
const ICONS: [(&str, Shape, u16); 4] = [
    ("icon-192.png", Shape::Rounded, 192),
    ("icon-512.png", Shape::Rounded, 512),
    // The mark within the circle that no mask cuts: four fifths of the width.
    ("icon-maskable.png", Shape::Full(0.8), 512),
    ("icon-180.png", Shape::Full(0.9), 180),
];

/// What the system calls the page: language, short name, name, description. The first is for everybody else.
const NAMES: [[&str; 4]; 3] = [
    ["zh-Hans", "实录", "实录：记者会阅读", "记者会实录：逐问阅读，全文在本机解析，离线可用。"],
    ["zh-Hant", "實錄", "實錄：記者會閱讀", "記者會實錄：逐問閱讀，全文在本機解析，離線可用。"],
    [
        "en",
        "Shilu",
        "Shilu: press conferences, read closely",
        "Press-conference transcripts, read question by question, on your own machine, offline too.",
    ],
];

/// Media types and the endings of the files that can be opened with the page.
const OPENS: [(&str, &str); 7] = [
    ("text/plain", ".txt"),
    ("text/markdown", ".md"),
    ("text/html", ".html"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    ("application/x-subrip", ".srt"),
    ("text/vtt", ".vtt"),
    ("application/json", ".json"),
];

/// What no copy keeps: the workers themselves, and what is for other sites' pages.
fn is_kept(name: &str) -> bool {
    let is_for_others = crate::embed::is_for_others(name) || name.starts_with("x/") || name.ends_with("oembed.json");
    !is_for_others && !["sw.js", "sw-off.js", crate::single::NAME].contains(&name)
}

/// Adds all of it to a finished page.
pub fn add(page: &mut Files) -> Result<()> {
    let svg = asset("icon.svg")?;
    for (name, shape, size) in ICONS {
        page.insert(name.to_owned(), icon::png(&svg, size, shape)?);
    }
    let tokens = fs::read_to_string(files::root().join("style/tokens.css")).context("cannot read the tokens")?;
    let (light, dark) = paper(&tokens)?;
    for (n, names) in NAMES.iter().enumerate() {
        let name = if n == 0 { String::new() } else { format!("{}.", names[0]) };
        let manifest = serde_json::to_vec_pretty(&manifest(names, light))?;
        page.insert(format!("manifest.{name}webmanifest"), manifest);
    }
    let html = page.get_mut("index.html").context("there is no index.html")?;
    *html = with_links(std::str::from_utf8(html)?, light, dark)?.into_bytes();
    let worker = with_list(&asset("sw.js")?, page)?;
    page.insert("sw.js".to_owned(), worker.into_bytes());
    page.insert("sw-off.js".to_owned(), asset("sw-off.js")?.into_bytes());
    Ok(())
}

fn asset(name: &str) -> Result<String> {
    fs::read_to_string(files::root().join("assets").join(name)).with_context(|| format!("cannot read {name}"))
}

/// Returns the colour of the paper, light and dark.
fn paper(tokens: &str) -> Result<(&str, &str)> {
    let value = tokens.split_once("--paper: light-dark(").and_then(|(_, rest)| rest.split_once(')'));
    value.and_then(|(both, _)| both.split_once(", ")).context("the tokens name no paper")
}

fn with_links(html: &str, light: &str, dark: &str) -> Result<String> {
    ensure!(html.matches(MARKER).count() == 1, "index.html does not hold {MARKER} once");
    let colour = |scheme: &str, colour: &str| {
        format!("<meta name=\"theme-color\" media=\"(prefers-color-scheme: {scheme})\" content=\"{colour}\">\n")
    };
    Ok(html.replace(MARKER, &[colour("light", light), colour("dark", dark), LINKS.to_owned()].concat()))
}

/// Returns a manifest as W3C's "Web Application Manifest" has it.
///
/// It has no `id`: one would be resolved against the origin and be the same in every folder. Without, the page is known
/// by its `start_url`, which is the same in the three languages.
fn manifest([lang, short, name, description]: &[&str; 4], colour: &str) -> Value {
    let mut icons = vec![json!({ "src": "icon.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any" })];
    for (name, shape, size) in &ICONS[..3] {
        let purpose = if *shape == Shape::Rounded { "any" } else { "maskable" };
        icons.push(json!({ "src": name, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose }));
    }
    let accept: serde_json::Map<String, Value> =
        OPENS.map(|(kind, ending)| (kind.to_owned(), json!([ending]))).into_iter().collect();
    let shares: Vec<&str> = OPENS.iter().flat_map(|(kind, ending)| [*kind, *ending]).collect();
    json!({
        "lang": lang,
        "dir": "ltr",
        "name": name,
        "short_name": short,
        "description": description,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": colour,
        "background_color": colour,
        "categories": ["news", "books", "productivity"],
        "icons": icons,
        // What is being read stays in its window.
        "launch_handler": { "client_mode": ["navigate-new", "auto"] },
        "file_handlers": [{ "action": "./", "accept": accept }],
        "share_target": {
            "action": "./?shared",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": { "title": "title", "text": "text", "url": "url", "files": [{ "name": "files", "accept": shares }] },
        },
    })
}

/// Fills in what the worker keeps, and a name for that.
fn with_list(script: &str, page: &Files) -> Result<String> {
    let integrity = |bytes: &[u8]| format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)));
    let kept = page.iter().filter(|(name, _)| is_kept(name));
    let list: serde_json::Map<String, Value> =
        kept.map(|(name, bytes)| (name.clone(), integrity(bytes).into())).collect();
    let list = serde_json::to_string_pretty(&list)?;
    // Another script is another version, although it keeps the same.
    let version = files::digest(format!("{list}{script}").as_bytes());
    let mut script = script.to_owned();
    for (empty, full) in [
        ("const VERSION = \"\";", format!("const VERSION = \"{version:.16}\";")),
        ("const FILES = {};", format!("const FILES = {list};")),
    ] {
        ensure!(script.matches(empty).count() == 1, "sw.js does not hold {empty} once");
        script = script.replace(empty, &full);
    }
    Ok(script)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Files {
        let html = format!("<head>{MARKER}</head>");
        let files = [("index.html", html.as_str()), ("app-1.js", "1"), ("embed-1.js", "2"), ("npm/shilu.js", "3")];
        files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn added() -> Files {
        let mut page = page();
        add(&mut page).unwrap();
        page
    }

    fn text<'p>(page: &'p Files, name: &str) -> &'p str {
        std::str::from_utf8(page.get(name).unwrap()).unwrap()
    }

    #[test]
    fn the_list_names_what_is_kept_with_its_digest_and_nothing_else() {
        let page = added();
        let worker = text(&page, "sw.js");
        let (_, list) = worker.split_once("const FILES = ").unwrap();
        let (list, _) = list.split_once("};").unwrap();
        let list: serde_json::Map<String, Value> = serde_json::from_str(&format!("{list}}}")).unwrap();
        let names: Vec<&str> = list.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "app-1.js",
                "icon-180.png",
                "icon-192.png",
                "icon-512.png",
                "icon-maskable.png",
                "index.html",
                "manifest.en.webmanifest",
                "manifest.webmanifest",
                "manifest.zh-Hant.webmanifest",
            ]
        );
        // openssl dgst -sha256 -binary | base64, of `1`.
        assert_eq!(list["app-1.js"], "sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s=");
        let html = page.get("index.html").unwrap();
        assert_eq!(list["index.html"], format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(html))));
    }

    #[test]
    fn another_page_is_another_version_and_the_same_page_the_same() {
        let version = |page: &Files| text(page, "sw.js").split_once("VERSION = \"").unwrap().1[..16].to_owned();
        let mut changed = page();
        changed.insert("app-1.js".to_owned(), b"4".to_vec());
        add(&mut changed).unwrap();
        assert!(version(&added()).chars().all(|c| c.is_ascii_hexdigit()));
        assert_eq!(version(&added()), version(&added()));
        assert_ne!(version(&added()), version(&changed));
    }

    #[test]
    fn every_manifest_names_the_same_page_and_icons_that_are_there() {
        let page = added();
        for name in ["manifest.webmanifest", "manifest.zh-Hant.webmanifest", "manifest.en.webmanifest"] {
            let manifest: Value = serde_json::from_str(text(&page, name)).unwrap();
            assert!(manifest.get("id").is_none() && manifest["start_url"] == "./" && manifest["scope"] == "./");
            for icon in manifest["icons"].as_array().unwrap() {
                let src = icon["src"].as_str().unwrap();
                assert!(src == "icon.svg" || page.contains_key(src), "{src}");
            }
        }
    }

    #[test]
    fn the_page_has_the_colours_of_its_paper_and_its_links() {
        let page = added();
        let html = text(&page, "index.html");
        assert!(html.contains("(prefers-color-scheme: dark)\" content=\"#17181a\"") && html.contains(LINKS), "{html}");
    }

    #[test]
    fn a_worker_without_its_places_is_an_error() {
        assert!(with_list("const FILES = {};", &page()).is_err());
    }
}
