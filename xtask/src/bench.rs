//! Runs the measurements: those in `benches/` natively, the others in Chromium; what they find goes into the report.

use std::fs;

use anyhow::Result;

use crate::report::{self, Report};
use crate::steps::{cargo, run, say, step};
use crate::{cards, load, peers, subjects, test, words};

/// A part of the report: it adds its rows.
type Part = fn(&mut Report) -> Result<()>;

/// Runs every part, one after the other. What cannot run is named with the reason, and the others go on.
pub fn all() -> Result<()> {
    let mut report = Report::default();
    let parts: [(&str, Part); 6] = [
        ("parse", parse),
        ("search", search),
        ("topics", words),
        ("cards", cards),
        ("check", check),
        ("load", load::load),
    ];
    for (n, (name, part)) in parts.into_iter().enumerate() {
        if let Err(error) = step(&format!("bench {}/{}: {name}", n + 1, parts.len()), || part(&mut report)) {
            report.skip(name, format!("{error:#}"));
        }
        // Whoever ends it early has what was found so far.
        report.write()?;
    }
    tell(&mut report)
}

/// Runs a part, or half of one, alone: its rows take the place of those of its last run.
pub fn alone(name: &str, part: Part) -> Result<()> {
    let mut report = Report::last();
    report.renew(name);
    let done = part(&mut report);
    tell(&mut report)?;
    done
}

fn tell(report: &mut Report) -> Result<()> {
    for path in report.write()? {
        say(&format!("▸ {}", path.display()));
    }
    Ok(())
}

/// Runs a bench of `benches/` with the texts, and takes its rows.
pub fn native(report: &mut Report, name: &str) -> Result<()> {
    let handed = report::folder().join("rows.jsonl");
    fs::create_dir_all(report::folder())?;
    // The rows of the bench before.
    let _ = fs::remove_file(&handed);
    let what = ["bench", "--quiet", "--no-default-features", "--features", "cli", "--bench", name];
    step(&format!("{name}, natively"), || {
        run(cargo(what).env("SHILU_TEXTS", test::texts()).env(report::HANDED, &handed))
    })?;
    report.take(&handed)
}

/// Measures the parser.
pub fn parse(report: &mut Report) -> Result<()> {
    native(report, "parse")
}

/// Runs the parser's bench with words of its own (`cargo xtask bench growth`); it is printed and not reported.
pub fn parse_with(words: &[&str]) -> Result<()> {
    let what = ["bench", "--no-default-features", "--features", "cli", "--bench", "parse", "--"];
    run(cargo(what).args(words).env("SHILU_TEXTS", test::texts()))
}

/// Measures topics and words over the corpus, with the dictionary built anew.
pub fn words(report: &mut Report) -> Result<()> {
    words::write()?;
    native(report, "words")?;
    subjects::subjects(report)
}

/// Measures the search: alone, then in Chromium beside its peers.
pub fn search(report: &mut Report) -> Result<()> {
    native(report, "search")?;
    peers::peers(report)
}

/// Measures the setting of cards: alone, then in Chromium beside its peers.
pub fn cards(report: &mut Report) -> Result<()> {
    native(report, "cards")?;
    cards::cards(report)
}

/// Measures the check of a post against the whole corpus, alone and in Chromium, and the suggestions for all of it.
pub fn check(report: &mut Report) -> Result<()> {
    native(report, "check")?;
    subjects::check(report)
}

/// Prints precision and recall of primary topics on the labelled exchanges, and the confusions.
pub fn eval_topics() -> Result<()> {
    let what = ["test", "--no-default-features", "--features", "cli", "--test", "topics", "agree", "--", "--nocapture"];
    run(cargo(what).env("SHILU_TEXTS", test::texts()))
}
