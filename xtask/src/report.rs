//! What the benches found, as rows: written to `target/bench/report.json`, and to `report.md` for a person to read.
//!
//! A run of one part puts its rows in the place of those of its last run; `cargo xtask bench` begins anew. Knows no bench.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::files;
use crate::row::short;
pub use crate::row::{Aim, Peer, Row};
use crate::steps::say;

/// The parts, in the order of the report: what their rows are called by, and their headings.
const PARTS: [(&str, &str); 6] = [
    ("parse", "Parse"),
    ("search", "Search"),
    ("topics", "Topics and words"),
    ("cards", "Cards"),
    ("check", "Check"),
    ("load", "Load"),
];

/// The name of the variable that says into which file a bench writes its rows, one a line.
pub const HANDED: &str = "SHILU_BENCH_ROWS";

/// What a file of a page weighs in bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weight {
    /// Whose page.
    pub page: String,
    /// Its path there.
    pub file: String,
    /// As it lies there.
    pub plain: usize,
    /// After gzip 9.
    pub gzip: usize,
    /// After brotli 11.
    pub brotli: usize,
}

/// Everything that was found.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// On what it ran.
    pub machine: String,
    /// Parts, or halves of one, that could not run, and why.
    pub skipped: Vec<(String, String)>,
    /// The figures.
    pub rows: Vec<Row>,
    /// The transfer sizes.
    pub weights: Vec<Weight>,
}

impl Report {
    /// Returns the report of the last run, or an empty one.
    pub fn last() -> Self {
        let json = fs::read_to_string(folder().join("report.json")).unwrap_or_default();
        serde_json::from_str(&json).unwrap_or_default()
    }

    /// Forgets what could not run of a part before.
    pub fn renew(&mut self, part: &str) {
        self.skipped.retain(|(skipped, _)| skipped != part);
    }

    /// Takes a row, instead of one that measured the same before.
    pub fn add(&mut self, row: Row) {
        match self.rows.iter_mut().find(|one| one.measures_as(&row)) {
            Some(one) => *one = row,
            None => self.rows.push(row),
        }
    }

    /// Takes what could not run, and says it.
    pub fn skip(&mut self, part: &str, reason: impl std::fmt::Display) {
        let reason = reason.to_string();
        say(&format!("skipped: {part}: {reason}"));
        self.skipped.push((part.to_owned(), reason));
    }

    /// Takes the rows that a bench has written into the file.
    pub fn take(&mut self, handed: &Path) -> Result<()> {
        let lines = fs::read_to_string(handed).unwrap_or_default();
        for line in lines.lines() {
            let row: Value = serde_json::from_str(line).context("a row of a bench")?;
            match row.get("skipped").and_then(Value::as_str) {
                Some(reason) => {
                    self.skipped.push((row["part"].as_str().unwrap_or_default().to_owned(), reason.to_owned()));
                }
                None => self.add(serde_json::from_value(row).context("a row of a bench")?),
            }
        }
        Ok(())
    }

    /// Writes both files and returns where they are.
    pub fn write(&mut self) -> Result<[PathBuf; 2]> {
        self.machine = machine();
        self.rows.iter_mut().for_each(Row::settle);
        fs::create_dir_all(folder())?;
        let paths = ["report.md", "report.json"].map(|name| folder().join(name));
        let [md, json] = &paths;
        fs::write(md, self.text()).with_context(|| md.display().to_string())?;
        fs::write(json, serde_json::to_string_pretty(self)?).with_context(|| json.display().to_string())?;
        Ok(paths)
    }

    fn text(&self) -> String {
        let mut text = format!(
            "# What was measured\n\n{}\n\nA peer's figure stands with ours ÷ its own. CPU: how many times the page is slowed; \
             what runs natively is not.\n",
            self.machine
        );
        for (part, heading) in PARTS {
            let rows: Vec<&Row> = self.rows.iter().filter(|row| row.part == part).collect();
            let (growth, figures): (Vec<&Row>, Vec<&Row>) = rows.into_iter().partition(|row| !row.growth.is_empty());
            let skipped: Vec<_> = self.skipped.iter().filter(|(skipped, _)| skipped == part).collect();
            if figures.is_empty() && growth.is_empty() && skipped.is_empty() {
                continue;
            }
            let _ = writeln!(text, "\n## {heading}\n");
            if !figures.is_empty() {
                text.push_str("| what | work | CPU | ours | peers | ratio | aim | met | memory | bytes |\n");
                text.push_str("|---|---|---:|---:|---|---:|---:|---|---:|---:|\n");
                figures.iter().for_each(|row| text.push_str(&row.line()));
            }
            for row in growth {
                let steps = row.growth.iter().map(|[size, took]| format!("{}: {} ms", short(*size), short(*took)));
                let exponent = row.ours.map_or("none".to_owned(), |value| format!("{value:.3}"));
                let steps = steps.collect::<Vec<_>>().join(", ");
                let _ = writeln!(text, "\nGrowth of {} by {}: {steps}; exponent {exponent}", row.what, row.work);
            }
            for (_, reason) in skipped {
                let _ = writeln!(text, "\nNot run: {reason}");
            }
        }
        if !self.weights.is_empty() {
            text.push_str(
                "\n## Transfer sizes\n\n| page | file | bytes | gzip 9 | brotli 11 |\n|---|---|---:|---:|---:|\n",
            );
            for Weight { page, file, plain, gzip, brotli } in &self.weights {
                let _ = writeln!(text, "| {page} | {file} | {plain} | {gzip} | {brotli} |");
            }
        }
        text
    }
}

/// Returns the folder of the reports.
pub fn folder() -> PathBuf {
    files::root().join("target/bench")
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().filter(|word| !word.is_empty()).unwrap_or("unknown").to_owned();
    let (system, kind) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("{system} {kind}, {cores} cores; load when this was written: {load}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_can_be_read_by_a_person_and_by_a_program() {
        let peer = Peer::ran("other 1.0", 8.0).note("recall 0.5");
        let row = Row::new("search", "answer", "17 MB", 4.0, "ms").aim(Aim::AtMost(8.0)).at(4).memory(2e6);
        let growth = Row { growth: vec![[1.0, 2.0], [10.0, 20.0]], ..Row::new("search", "search", "MB", 0.0, "") };
        let mut rows = vec![row.peer(peer).peer(Peer::missing("third", "needs | a font")), growth];
        rows.iter_mut().for_each(Row::settle);
        let skipped = vec![("check".to_owned(), "there is no corpus".to_owned())];
        let weights = vec![Weight { page: "ours".into(), file: "a.js".into(), plain: 3, gzip: 2, brotli: 1 }];
        let report = Report { machine: "m".into(), skipped, rows, weights };
        let text = report.text();
        assert!(text.contains(
            "| answer | 17 MB | 4× | 4.00 ms | other 1.0: 8.00 ms (0.50×), recall 0.5<br>third: none: needs \\| a font | \
             0.50× | ≤ 8.00 ms | yes | 2.00 MB |  |\n"
        ));
        assert!(text.contains("Growth of search by MB: 1.00: 2.00 ms, 10.0: 20.0 ms; exponent 1.000\n"), "{text}");
        assert!(
            text.contains("## Check\n\n\nNot run: there is no corpus\n")
                && text.contains("| ours | a.js | 3 | 2 | 1 |")
        );
        let again: Report = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
        assert_eq!((again.rows, again.weights), (report.rows, report.weights));
    }

    #[test]
    fn a_row_takes_the_place_of_the_one_that_measured_the_same() {
        let mut report = Report::default();
        let row = |part, what, ours| Row::new(part, what, "b", ours, "ms");
        let rows =
            [row("parse", "a", 1.0), row("load", "a", 2.0), row("parse", "a", 3.0), row("parse", "a", 4.0).at(4)];
        rows.into_iter().for_each(|row| report.add(row));
        assert_eq!(report.rows.iter().filter_map(|row| row.ours).collect::<Vec<_>>(), [3.0, 2.0, 4.0]);
    }
}
