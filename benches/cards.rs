//! How fast cards are laid out: every sentence of the first transcript in every format, both directions. The aim: at
//! most 0.2 ms a card, median. Nothing fails over it.
//!
//! `cargo bench --no-default-features --bench cards`
#![allow(clippy::indexing_slicing, clippy::expect_used, reason = "a bench may fail")]

mod rows;

use std::hint::black_box;
use std::time::Instant;

use rows::hand;
use serde_json::json;
use shilu::card::design::{Preset, Template, Writing};
use shilu::card::face::EmMeasure;
use shilu::card::{Design, Matter, compose, svg};
use shilu::messages::Ui;
use shilu::quotes::Quote;
use shilu::transcript::parse;

const WANG_YI: &str = include_str!("../transcripts/zh_wang_yi_20250307.txt");
/// The best of so many runs counts: what is slower was disturbed by something else.
const RUNS: usize = 7;

fn main() {
    let transcript = parse(WANG_YI);
    let turns = transcript.items.iter().flat_map(|item| &item.turns);
    let sentences = turns.flat_map(|turn| &turn.paragraphs).flat_map(|paragraph| &paragraph.sentences);
    let quotes = sentences.filter_map(|span| Quote::of(&transcript, &[*span], None).ok());
    let matters: Vec<Matter> = quotes.map(|quote| Matter::of(&transcript, &quote, None, Ui::Hans)).collect();
    for &template in Template::ALL {
        let mut times = Vec::new();
        let mut written = Vec::new();
        for matter in &matters {
            for &preset in Preset::ALL {
                for &writing in Writing::ALL {
                    let design = Design { preset, writing, template, split: true, ..Design::default() };
                    let (mut best, mut best_written) = (f64::INFINITY, f64::INFINITY);
                    for _ in 0..RUNS {
                        let began = Instant::now();
                        let sheets = black_box(compose(matter, &design, &EmMeasure::Han));
                        best = best.min(began.elapsed().as_secs_f64() * 1e3);
                        for sheet in sheets.iter().flatten() {
                            black_box(svg::write(sheet));
                        }
                        best_written = best_written.min(began.elapsed().as_secs_f64() * 1e3);
                    }
                    times.push(best);
                    written.push(best_written);
                }
            }
        }
        for list in [&mut times, &mut written] {
            list.sort_by(f64::total_cmp);
        }
        println!(
            "{:9} {} cards: layout median {:.3} ms, 95 % {:.3} ms, longest {:.3} ms; with its SVG median {:.3} ms",
            template.word(),
            times.len(),
            times[times.len() / 2],
            times[times.len() * 95 / 100],
            times[times.len() - 1],
            written[written.len() / 2],
        );
        let what = format!("a card's layout, {}, natively, median", template.word());
        hand(&json!({
            "part": "cards", "what": what, "work": format!("{} cards", times.len()), "unit": "ms",
            "ours": times[times.len() / 2], "aim": { "at_most": 0.2 },
        }));
    }
    growth(&matters);
}

/// Hands on how the typesetting grows with the words: 10, 100 and 1,000 characters, over as many sheets as they need.
fn growth(matters: &[Matter]) {
    let all: String = matters.iter().map(|matter| matter.text.as_str()).collect();
    let point = |length: usize| {
        let mut matter = matters[0].clone();
        matter.text = all.chars().take(length).collect();
        let design = Design { split: true, ..Design::default() };
        let run = |_| {
            let began = Instant::now();
            black_box(compose(&matter, &design, &EmMeasure::Han)).expect("it is spread over several cards");
            began.elapsed().as_secs_f64() * 1e3
        };
        [length as f64, (0..10 * RUNS).map(run).fold(f64::INFINITY, f64::min)]
    };
    let growth = [10, 100, 1_000].map(point);
    println!("growth, characters and ms: {growth:.3?}");
    hand(&json!({ "part": "cards", "what": "typesetting", "work": "characters", "growth": growth }));
}
