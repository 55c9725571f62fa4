//! Lighthouse's judgement of the page, from a server that packs its files as a host would. Knows the tool's command and
//! what its report is called, not what it looks at.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::steps::{run_quietly, say, step};
use crate::{load, node, peers, serve};

/// The version from npm (Apache-2.0).
const VERSION: &str = "12.8.2";
/// What each category must have, of 100.
const ENOUGH: f64 = 95.0;
/// How often it is run: a machine that does something else spoils a run, and the median stands.
const RUNS: usize = 3;

/// Runs it and prints the four scores; fails where one is too low.
pub fn lighthouse() -> Result<()> {
    let tool = node::package("lighthouse", VERSION)?.context("Lighthouse comes through npm, which is not here")?;
    let files = load::served()?;
    let folder = peers::write("lighthouse", &files)?;
    let address = serve::packed(folder.clone(), load::pack("page", &folder, &files, &mut Vec::new())?)?;
    let report = folder.with_extension("json");
    let mut runs = Vec::new();
    for n in 1..=RUNS {
        step(&format!("Lighthouse, {n} of {RUNS}"), || {
            let mut command = Command::new("node");
            command.arg(tool.join("cli/index.js")).arg(&address).args(["--quiet", "--output=json"]);
            command.arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu");
            command.arg(format!("--output-path={}", report.display()));
            run_quietly(&mut command)?;
            runs.push(scores(&fs::read_to_string(&report)?)?);
            Ok(())
        })?;
    }
    let mut low = Vec::new();
    for (n, (category, _)) in runs.first().context("no run")?.iter().enumerate() {
        let mut all: Vec<f64> = runs.iter().filter_map(|run| Some(run.get(n)?.1)).collect();
        all.sort_by(f64::total_cmp);
        let median = all.get(all.len() / 2).copied().unwrap_or_default();
        say(&format!("  {category}: {median:.0}"));
        if median < ENOUGH {
            low.push(category.clone());
        }
    }
    if !low.is_empty() {
        bail!("less than {ENOUGH} for {}", low.join(", "));
    }
    Ok(())
}

/// Reads the categories of a report, each with its score of 100.
fn scores(report: &str) -> Result<Vec<(String, f64)>> {
    let report: Value = serde_json::from_str(report)?;
    let categories = report.get("categories").and_then(Value::as_object).context("the report has no categories")?;
    let score = |(name, category): (&String, &Value)| {
        Some((name.clone(), category.get("score")?.as_f64().unwrap_or_default() * 100.0))
    };
    Ok(categories.iter().filter_map(score).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scores_are_read_and_one_that_is_missing_counts_nothing() {
        let report = r#"{"categories":{"seo":{"score":1},"performance":{"score":null}}}"#;
        let mut scores = scores(report).unwrap();
        scores.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(scores, [("performance".to_owned(), 0.0), ("seo".to_owned(), 100.0)]);
        assert!(super::scores("{}").is_err());
    }
}
