//! Cards in Chromium beside the libraries that make pictures of a page: `cargo xtask bench cards`. Nothing fails over the aims.

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::fallback::{NO_WORKER, SLOWED};
use crate::peers::within;
use crate::report::{Aim, Peer, Report, Row};
use crate::steps::step;
use crate::{node, peers, serve};

/// The peers' packages. The last draws with font files alone, of which Chinese has none of a page's size.
const PEERS: [(&str, &str); 3] = [("html2canvas", "1.4.1"), ("html-to-image", "1.11.13"), ("satori", node::SATORI)];

/// The system's font for satori, and which face of it is the one for simplified characters.
const FONT: (&str, u32) = ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2);

/// So many cards by each; a fourth of that where the page is slowed.
const TIMES: u32 = 20;
const SIZE: &str = "1080 × 1080 px";

/// Measures the studio and the peers in one run.
pub fn cards(report: &mut Report) -> Result<()> {
    if let Some(missing) = Chromium::missing().or((!node::is_here()).then_some("Node")) {
        report.skip("cards", format!("cards in Chromium: {missing} is not here"));
        return Ok(());
    }
    let mut page = peers::page()?;
    // They are one script: without one of them there is none.
    for (name, version) in PEERS {
        node::package(name, version)?.with_context(|| format!("{name} is not here"))?;
    }
    page.insert("peers/cards.js".into(), peers::bundle("cards.js")?.into_bytes());
    page.insert(
        "peers/cards.html".into(),
        b"<!doctype html><meta charset=utf-8><body><script src=cards.js></script>".to_vec(),
    );
    if let Ok(font) = fs::read(FONT.0) {
        page.insert("peers/font.ttc".into(), font);
    }
    let has_font = page.contains_key("peers/font.ttc");
    let address = serve::isolated(peers::write("cards", &page)?)?;
    for (slowed, times) in [(1, TIMES), (SLOWED, TIMES / 4)] {
        // Where it fails, the peers still run; the rows then say why ours is missing.
        let studio = step(&format!("the studio at {slowed}×"), || studio(&address, slowed, times));
        let (studio, reason) = match studio {
            Ok(studio) => (studio, None),
            Err(error) => (Value::Null, Some(format!("{error:#}"))),
        };
        let mut others = Vec::new();
        for (name, version) in PEERS {
            let called = format!("{name} {version}");
            let took = step(&format!("{name} at {slowed}×"), || {
                ensure!(name != "satori" || has_font, "it needs a font file, and {} is not here", FONT.0);
                peer(&address, name, slowed, times)
            });
            others.push((called, took));
        }
        let aims = [("the painted preview", 0, 30.0), ("the PNG", 1, 150.0)];
        for (what, at, aim) in aims {
            let row = |from: &str, share, called| {
                let figure = within(&column(&studio[from], at), share);
                let from = if from == "first" { "a sentence" } else { "a choice" };
                let row = Row::new("cards", format!("from {from} to {what}, {called}"), SIZE, figure, "ms").at(slowed);
                Row { reason: reason.clone(), ..row }
            };
            if slowed == 1 {
                report.add(row("first", 0.5, "p50").aim(Aim::AtMost(aim)));
            }
            for (share, called) in [(0.5, "p50"), (0.95, "p95")] {
                let mut row = row("chosen", share, called);
                if slowed == 1 {
                    row = row.aim(Aim::AtMost(aim));
                }
                // What they make is the PNG.
                for (name, took) in others.iter().filter(|_| at == 1) {
                    row = row.peer(match took {
                        Ok(took) => Peer::ran(name, within(took, share)),
                        Err(error) => Peer::missing(name, format!("{error:#}")),
                    });
                }
                report.add(row);
            }
        }
    }
    Ok(())
}

/// Measures Shilu's page; slowed, it has no worker either.
fn studio(address: &str, slowed: u32, times: u32) -> Result<Value> {
    let chromium = Chromium::start()?;
    let script = peers::source("studio.js")?;
    if slowed == 1 {
        chromium.before_each_page(&script)?;
    } else {
        chromium.before_each_page(&[NO_WORKER, &script].concat())?;
        chromium.slow(slowed)?;
    }
    chromium.open(address)?;
    chromium.wait_for("measureStudio(arguments[0])", &json!([times]))
}

fn peer(address: &str, name: &str, slowed: u32, times: u32) -> Result<Vec<f64>> {
    let chromium = Chromium::start()?;
    chromium.slow(slowed)?;
    chromium.open(&format!("{address}peers/cards.html"))?;
    let took = chromium.wait_for("measurePeer(...arguments)", &json!([name, times, FONT.1]))?;
    Ok(took.as_array().into_iter().flatten().filter_map(Value::as_f64).collect())
}

fn column(pairs: &Value, at: usize) -> Vec<f64> {
    pairs.as_array().into_iter().flatten().filter_map(|pair| pair[at].as_f64()).collect()
}
