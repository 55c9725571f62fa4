//! Cards in Chromium beside the libraries that make pictures of a page: `cargo xtask bench cards`. Nothing fails over the aims.

use anyhow::Result;
use serde_json::{Value, json};

use crate::chromium::Chromium;
use crate::steps::{cargo, run, say, step};
use crate::{node, peers, serve};

/// The peers' packages. Satori is none of them: it draws with font files alone, and Chinese has none of a page's size.
const PEERS: [(&str, &str); 2] = [("html2canvas", "1.4.1"), ("html-to-image", "1.11.13")];

/// So many cards by each.
const TIMES: u32 = 20;

/// Measures the setting natively, then the studio and the peers in one run.
pub fn cards() -> Result<()> {
    run(&mut cargo(["bench", "--no-default-features", "--features", "cli", "--bench", "cards"]))?;
    if let Some(missing) = Chromium::missing().or((!node::is_here()).then_some("Node")) {
        say(&format!("skipped: cards in Chromium: {missing} is not here"));
        return Ok(());
    }
    let mut page = peers::page()?;
    for (name, version) in PEERS {
        node::package(name, version)?;
    }
    page.insert("peers/cards.js".into(), peers::bundle("cards.js")?.into_bytes());
    page.insert(
        "peers/cards.html".into(),
        b"<!doctype html><meta charset=utf-8><body><script src=cards.js></script>".to_vec(),
    );
    let address = serve::isolated(peers::write("cards", &page)?)?;
    let studio = step("the studio", || {
        let chromium = Chromium::start()?;
        chromium.before_each_page(&peers::source("studio.js")?)?;
        chromium.open(&address)?;
        chromium.wait_for("measureStudio(arguments[0])", &json!([TIMES]))
    })?;
    let others = step("the peers", || {
        let chromium = Chromium::start()?;
        chromium.open(&format!("{address}peers/cards.html"))?;
        chromium.wait_for("measurePeers(arguments[0])", &json!([TIMES]))
    })?;
    let both = |pairs: &Value, at: usize| {
        let times: Vec<f64> = pairs.as_array().into_iter().flatten().filter_map(|pair| pair[at].as_f64()).collect();
        format!("{:.1} / {:.1} ms", peers::within(&times, 0.5), peers::within(&times, 0.95))
    };
    say("p50 / p95 of a card of 1080 × 1080 px");
    say(&format!("  from a sentence to the painted preview (aim 30)   {}", both(&studio["first"], 0)));
    say(&format!("  from a choice to the painted preview              {}", both(&studio["chosen"], 0)));
    say(&format!("  from a choice to the PNG (aim 150)                {}", both(&studio["chosen"], 1)));
    for (name, _) in PEERS {
        let times: Vec<f64> = others[name].as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        let [half, most] = [0.5, 0.95].map(|share| peers::within(&times, share));
        say(&format!("  {name}, to the PNG                          {half:.1} / {most:.1} ms"));
    }
    Ok(())
}
