//! How the page loads, beside a plain page of the same conference, and that with Pagefind's interface:
//! `cargo xtask bench load`. Nothing fails over the aims.
//!
//! First paint is the browser's own first-contentful-paint. Interactive is the first moment after which the search field
//! takes a key and answers, not before the paint: for Shilu `html[data-app=ready]`, for Pagefind its field's arrival; a page
//! without a search is so when it is parsed. Blocked is the sum, over the tasks from the first paint to a second after that, of
//! what each takes beyond 50 ms. Each run has a browser of its own, so that nothing is cached.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};
use shilu::article::{self, About};
use shilu::topics::{Lexicon, assign};
use shilu::transcript::parse;

use crate::chromium::Chromium;
use crate::fallback::SLOWED;
use crate::files::{self, Files};
use crate::peers::{self, within};
use crate::report::{Aim, Peer, Report, Row, Weight};
use crate::steps::step;
use crate::{dist, embed, pagefind, serve, single, size};

/// The median of so many runs counts.
const RUNS: usize = 5;
/// What of a task blocks nobody, in ms.
const SHORT: f64 = 50.0;
/// So long after the page is interactive tasks still count, in ms.
const AFTER: f64 = 1000.0;

/// The conditions: what they are called, how many times the processor is slowed, whether the network is.
const CONDITIONS: [(&str, u32, bool); 3] = [("local", 1, false), ("local", SLOWED, false), ("slow 4G", 1, true)];

/// A page that is loaded: what it is called, its kind for `load.js`, its address.
struct Page {
    name: &'static str,
    kind: &'static str,
    address: String,
}

/// What one run found, in ms and bytes.
#[derive(Clone, Copy)]
struct Run {
    paint: f64,
    interactive: f64,
    blocked: f64,
    answered: f64,
    bytes: f64,
}

/// Measures the transfer sizes and the load.
pub fn load(report: &mut Report) -> Result<()> {
    let ours = served()?;
    report.weights.clear();
    let plain = plain(&ours)?;
    let with_search = step("Pagefind's index of the plain page", || with_pagefind(&plain));
    let (mut pages, mut absent) = (Vec::new(), None);
    let folders =
        [("Shilu", "shilu", Ok(ours)), ("plain page", "plain", Ok(plain)), ("with Pagefind", "pagefind", with_search)];
    for (name, kind, files) in folders {
        match files {
            Ok(files) => {
                let folder = peers::write(&format!("load-{kind}"), &files)?;
                let packed = step(&format!("packing: {name}"), || pack(name, &folder, &files, &mut report.weights))?;
                pages.push(Page { name, kind, address: serve::packed(folder, packed)? });
            }
            Err(error) => absent = Some(Peer::missing(name, format!("{error:#}"))),
        }
    }
    if let Some(missing) = Chromium::missing() {
        report.skip("load", format!("Chromium: {missing} is not here"));
        return Ok(());
    }
    for (network, slowed, is_slow) in CONDITIONS {
        let mut found = Vec::new();
        for page in &pages {
            let what = format!("{}, {network}, {slowed}×", page.name);
            found.push((page.name, step(&what, || median(page, slowed, is_slow))));
        }
        add(report, network, slowed, found, absent.as_ref());
    }
    Ok(())
}

/// Adds the rows of one condition: ours is the first.
fn add(report: &mut Report, network: &str, slowed: u32, found: Vec<(&str, Result<Run>)>, absent: Option<&Peer>) {
    let Some(((_, ours), theirs)) = found.split_first() else { return };
    let ours = match ours {
        Ok(ours) => ours,
        Err(error) => return report.skip("load", format!("Shilu, {network}, {slowed}×: {error:#}")),
    };
    let mut row = |what: &str, unit: &str, figure: &dyn Fn(&Run) -> f64, aim: Option<Aim>| {
        let mut row = Row::new("load", format!("{what}, {network}"), "one conference", figure(ours), unit).at(slowed);
        row.aim = aim;
        row.bytes = ours.bytes.is_finite().then_some(ours.bytes);
        for (name, run) in theirs {
            row.peers.push(match run {
                Ok(run) if figure(run).is_finite() => Peer::ran(*name, figure(run)),
                Ok(_) => Peer::missing(*name, "it has no search"),
                Err(error) => Peer::missing(*name, format!("{error:#}")),
            });
        }
        row.peers.extend(absent.cloned());
        report.add(row);
    };
    row("first contentful paint", "ms", &|run| run.paint, Some(Aim::RatioAtMost(1.1)));
    row("interactive", "ms", &|run| run.interactive, None);
    let is_plain = slowed == 1 && network == "local";
    row("from paint to interactive", "ms", &|run| run.interactive - run.paint, is_plain.then_some(Aim::AtMost(300.0)));
    row("total blocking time", "ms", &|run| run.blocked, (slowed == SLOWED).then_some(Aim::AtMost(50.0)));
    row("the first search, typed a second later", "ms", &|run| run.answered, None);
    row("transferred by then", "KB", &|run| run.bytes / 1e3, None);
}

/// Returns what a reader of the built page is sent: nothing for other people's pages.
pub fn served() -> Result<Files> {
    let folder = match std::env::var_os("SHILU_DIST") {
        Some(folder) => files::root().join(folder),
        None => {
            dist::dist(None)?;
            files::dist()
        }
    };
    files::read(&folder, &|name| name == single::NAME || name == "x" || name == "npm" || embed::is_for_others(name))
}

/// Makes a plain page of the same conference: its article and the page's own style sheet, no script.
fn plain(ours: &Files) -> Result<Files> {
    let name = ours.keys().find(|name| name.ends_with(".css")).context("the page has no style sheet")?;
    let text = std::fs::read_to_string(files::root().join("transcripts").join(dist::TRANSCRIPT))?;
    let transcript = parse(&text);
    let lexicon = Lexicon::built_in();
    let about = About { lexicon, topics: &assign(&transcript, lexicon) };
    let html = format!(
        "<!doctype html>\n<html lang=\"zh-Hans\" data-ui=\"zh-Hans\" data-theme=\"auto\" data-size=\"m\">\n<head>\n\
         <meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{}</title>\n<link rel=\"stylesheet\" href=\"{name}\">\n<!--search--></head>\n<body>\n<!--field-->\
         <main id=\"article\">{}</main>\n</body>\n</html>\n",
        article::title(&transcript).unwrap_or_default(),
        article::page(&transcript, &about).to_html(),
    );
    let sheet = ours.get(name).cloned().unwrap_or_default();
    Ok(Files::from([("index.html".to_owned(), html.into_bytes()), (name.clone(), sheet)]))
}

/// Makes the same page with Pagefind's interface, and its index of it.
fn with_pagefind(plain: &Files) -> Result<Files> {
    let mut page = plain.clone();
    let html = page.get_mut("index.html").context("there is no page")?;
    *html = String::from_utf8(std::mem::take(html))?
        .replace(
            "<!--search-->",
            "<link rel=\"stylesheet\" href=\"pagefind/pagefind-ui.css\">\n<script src=\"pagefind/pagefind-ui.js\"></script>\n",
        )
        .replace(
            "<!--field-->",
            "<div id=\"search\"></div>\n<script>addEventListener('DOMContentLoaded', () => new PagefindUI({ element: \
             '#search' }))</script>\n",
        )
        .into_bytes();
    let folder = peers::write("load-pagefind", &page)?;
    pagefind::index_pages(&folder)?;
    // What it writes for other interfaces nobody loads here.
    let others = ["component-ui", "modular-ui", "highlight"].map(|name| format!("pagefind/pagefind-{name}."));
    files::read(&folder, &|name| others.iter().any(|other| name.starts_with(other)))
}

/// Packs each file as a host would that has them packed beforehand, and notes what it weighs.
pub fn pack(page: &str, folder: &Path, files: &Files, weights: &mut Vec<Weight>) -> Result<serve::Packed> {
    let mut packed = serve::Packed::new();
    for (name, bytes) in files {
        let codings = vec![("br", size::brotli(bytes)?), ("gzip", gzip(bytes)?)];
        let [brotli, gzip] = [0, 1].map(|n: usize| codings[n].1.len());
        weights.push(Weight { page: page.into(), file: name.clone(), plain: bytes.len(), gzip, brotli });
        // What is packed already does not become smaller.
        if brotli < bytes.len() && gzip < bytes.len() {
            let path: PathBuf = folder.join(name).canonicalize()?;
            packed.insert(path, codings);
        }
    }
    Ok(packed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    std::io::Write::write_all(&mut encoder, bytes)?;
    Ok(encoder.finish()?)
}

/// Loads a page some times and returns the median of each figure.
fn median(page: &Page, slowed: u32, is_slow: bool) -> Result<Run> {
    let runs = (0..RUNS).map(|_| once(page, slowed, is_slow)).collect::<Result<Vec<Run>>>()?;
    let of = |figure: &dyn Fn(&Run) -> f64| within(&runs.iter().map(figure).collect::<Vec<_>>(), 0.5);
    Ok(Run {
        paint: of(&|run| run.paint),
        interactive: of(&|run| run.interactive),
        blocked: of(&|run| run.blocked),
        answered: of(&|run| run.answered),
        bytes: of(&|run| run.bytes),
    })
}

fn once(page: &Page, slowed: u32, is_slow: bool) -> Result<Run> {
    let chromium = Chromium::start()?;
    // The browser's own first steps are nobody's: a page that is not there has it make them.
    chromium.open(&format!("{}none", page.address))?;
    chromium.before_each_page(&peers::source("load.js")?)?;
    chromium.slow(slowed)?;
    if is_slow {
        chromium.slow_network()?;
    }
    chromium.open(&format!("{}?kind={}", page.address, page.kind))?;
    let measured = chromium.wait_for("measureLoad()", &json!([]))?;
    let number = |key: &str| measured[key].as_f64().unwrap_or(f64::NAN);
    let tasks: Vec<[f64; 2]> = measured["tasks"].as_array().into_iter().flatten().filter_map(pair).collect();
    Ok(Run {
        paint: number("paint"),
        interactive: number("interactive"),
        blocked: blocked(&tasks, number("paint"), number("interactive") + AFTER),
        answered: number("answered"),
        bytes: number("bytes"),
    })
}

fn pair(value: &Value) -> Option<[f64; 2]> {
    Some([value[0].as_f64()?, value[1].as_f64()?])
}

/// Returns the total blocking time between two moments, in ms: of each task, given by its start and how long it took, what
/// lies between them and is beyond 50 ms.
fn blocked(tasks: &[[f64; 2]], from: f64, to: f64) -> f64 {
    let beyond = tasks.iter().map(|[start, took]| {
        // As Lighthouse counts a task that had begun before: by what is left of it.
        let inside = (start + took).min(to) - start.max(from);
        (inside - SHORT).max(0.0)
    });
    // The sum of nothing would be -0.
    beyond.fold(0.0, |sum, more| sum + more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_task_takes_beyond_fifty_milliseconds_blocks() {
        assert_eq!(blocked(&[], 0.0, 1000.0), 0.0);
        assert_eq!(blocked(&[[100.0, 50.0], [200.0, 51.0], [300.0, 120.0]], 0.0, 1000.0), 71.0);
    }

    #[test]
    fn only_what_lies_between_paint_and_interactive_counts() {
        let tasks = [[0.0, 90.0], [80.0, 120.0], [950.0, 200.0], [2000.0, 500.0]];
        // The second is 100 ms after the paint at 100, the third 110 ms before the end at 1060.
        assert_eq!(blocked(&tasks, 100.0, 1060.0), 50.0 + 60.0);
    }

    #[test]
    fn a_plain_page_has_the_article_and_no_script() {
        let page = plain(&Files::from([("style-1.css".to_owned(), b"a{}".to_vec())])).unwrap();
        let html = String::from_utf8_lossy(&page["index.html"]).into_owned();
        assert!(html.contains("<article") && html.contains("href=\"style-1.css\"") && !html.contains("<script"));
        assert_eq!(page.len(), 2);
    }
}
