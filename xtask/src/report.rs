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

/// One figure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Row {
    /// One of the parts.
    pub part: String,
    /// What is measured.
    pub what: String,
    /// The size of the work.
    pub work: String,
    /// `MB/s` and `F1` are better when larger, everything else when smaller.
    pub unit: String,
    /// The figure; none where it could not be had.
    pub ours: Option<f64>,
    /// Why there is none.
    pub reason: Option<String>,
    /// The first is the yardstick.
    pub peers: Vec<Peer>,
    /// Ours divided by the first peer's that could run. Set when written.
    pub ratio: Option<f64>,
    /// What is wanted.
    pub aim: Option<Aim>,
    /// Whether it is so. Set when written.
    pub met: Option<bool>,
    /// Bytes held.
    pub memory: Option<f64>,
    /// Bytes made or sent.
    pub bytes: Option<f64>,
    /// How many times the processor is slowed; nothing is 1.
    pub throttle: Option<u32>,
    /// The size of the work and what it took, where growth is measured. `ours` is then the exponent; set when written.
    pub growth: Vec<[f64; 2]>,
}

/// The same by something else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Peer {
    /// What it is called, with its version.
    pub name: String,
    /// Its figure, in the row's unit.
    pub value: Option<f64>,
    /// Why it has none.
    pub reason: Option<String>,
    /// What else is to be said of it.
    pub note: Option<String>,
    /// Bytes held.
    pub memory: Option<f64>,
}

/// What is wanted of a row.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// Of the figure.
    AtMost(f64),
    /// Of the figure.
    AtLeast(f64),
    /// Of the ratio to the first peer.
    RatioAtMost(f64),
    /// Of the ratio to the first peer.
    RatioAtLeast(f64),
}

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

impl Row {
    /// Makes a row with a figure.
    pub fn new(part: &str, what: impl Into<String>, work: impl Into<String>, ours: f64, unit: &str) -> Self {
        let (what, work) = (what.into(), work.into());
        // What is no number was not measured, and JSON has no word for it.
        let ours = ours.is_finite().then_some(ours);
        Self { part: part.into(), what, work, unit: unit.into(), ours, ..Self::default() }
    }

    /// Says what is wanted.
    pub fn aim(self, aim: Aim) -> Self {
        Self { aim: Some(aim), ..self }
    }

    /// Says that the processor was slowed.
    pub fn at(self, throttle: u32) -> Self {
        Self { throttle: Some(throttle), ..self }
    }

    /// Says how many bytes were held.
    pub fn memory(self, bytes: f64) -> Self {
        Self { memory: bytes.is_finite().then_some(bytes), ..self }
    }

    /// Adds a peer.
    pub fn peer(mut self, peer: Peer) -> Self {
        self.peers.push(peer);
        self
    }

    fn measures_as(&self, other: &Self) -> bool {
        let is_growth = |row: &Self| !row.growth.is_empty();
        let slowed = |row: &Self| row.throttle.unwrap_or(1);
        (&self.part, &self.what, slowed(self)) == (&other.part, &other.what, slowed(other))
            && is_growth(self) == is_growth(other)
    }

    /// Fills in what follows from the rest.
    fn settle(&mut self) {
        if !self.growth.is_empty() {
            self.ours = exponent(&self.growth);
        }
        let yardstick = self.peers.iter().find_map(|peer| peer.value);
        self.ratio = self.ours.zip(yardstick).map(|(ours, theirs)| ours / theirs).filter(|ratio| ratio.is_finite());
        self.met = self.aim.and_then(|aim| match aim {
            Aim::AtMost(most) => self.ours.map(|ours| ours <= most),
            Aim::AtLeast(least) => self.ours.map(|ours| ours >= least),
            Aim::RatioAtMost(most) => self.ratio.map(|ratio| ratio <= most),
            Aim::RatioAtLeast(least) => self.ratio.map(|ratio| ratio >= least),
        });
    }

    fn line(&self) -> String {
        let figure = |value: f64| format!("{} {}", short(value), self.unit);
        let missing = |reason: &Option<String>| format!("none: {}", reason.as_deref().unwrap_or("not measured"));
        let ours = self.ours.map_or_else(|| missing(&self.reason), figure);
        let mut peers = Vec::new();
        for peer in &self.peers {
            let value = peer.value.map_or_else(|| missing(&peer.reason), figure);
            let ratio = self.ours.zip(peer.value).map(|(ours, theirs)| format!(" ({}×)", short(ours / theirs)));
            let memory = peer.memory.map(|bytes| format!(", {} MB held", short(bytes / 1e6)));
            let note = peer.note.as_ref().map(|note| format!(", {note}"));
            let more = [ratio, memory, note].into_iter().flatten().collect::<String>();
            peers.push(format!("{}: {value}{more}", peer.name));
        }
        let aim = self.aim.map(|aim| match aim {
            Aim::AtMost(most) => format!("≤ {}", figure(most)),
            Aim::AtLeast(least) => format!("≥ {}", figure(least)),
            Aim::RatioAtMost(most) => format!("≤ {}× of the first", short(most)),
            Aim::RatioAtLeast(least) => format!("≥ {}× of the first", short(least)),
        });
        let met = self.met.map_or("", |met| if met { "yes" } else { "**no**" });
        let cells = [
            self.what.clone(),
            self.work.clone(),
            format!("{}×", self.throttle.unwrap_or(1)),
            ours,
            peers.join("<br>"),
            self.ratio.map(|ratio| format!("{}×", short(ratio))).unwrap_or_default(),
            aim.unwrap_or_default(),
            met.to_owned(),
            self.memory.map(|bytes| format!("{} MB", short(bytes / 1e6))).unwrap_or_default(),
            self.bytes.map(|bytes| format!("{} KB", short(bytes / 1e3))).unwrap_or_default(),
        ];
        format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|").replace('\n', " ")).join(" | "))
    }
}

impl Peer {
    /// Makes one that ran.
    pub fn ran(name: impl Into<String>, value: f64) -> Self {
        Self { name: name.into(), value: value.is_finite().then_some(value), ..Self::default() }
    }

    /// Makes one that could not run.
    pub fn missing(name: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        // One line of it is enough for a table.
        let reason = reason.to_string().lines().next().unwrap_or_default().to_owned();
        Self { name: name.into(), reason: Some(reason), ..Self::default() }
    }

    /// Says what else is to be said of it.
    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }
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

/// Returns a figure with as many digits as it is worth.
fn short(value: f64) -> String {
    let digits = match value.abs() {
        0.0 => 0,
        tiny if tiny < 0.1 => 4,
        small if small < 10.0 => 2,
        some if some < 100.0 => 1,
        _ => 0,
    };
    format!("{value:.digits$}")
}

/// Returns the exponent of the power that fits the points best: the slope of the line through their logarithms by least
/// squares. 1 is linear. `None` for fewer than two sizes.
pub fn exponent(points: &[[f64; 2]]) -> Option<f64> {
    let points: Vec<[f64; 2]> =
        points.iter().filter(|[x, y]| *x > 0.0 && *y > 0.0).map(|point| point.map(f64::ln)).collect();
    let count = points.len() as f64;
    let mean = |n: usize| points.iter().map(|point| point[n]).sum::<f64>() / count;
    let (x, y) = (mean(0), mean(1));
    let covariance: f64 = points.iter().map(|point| (point[0] - x) * (point[1] - y)).sum();
    let variance: f64 = points.iter().map(|point| (point[0] - x).powi(2)).sum();
    Some(covariance / variance).filter(|slope| slope.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(mut row: Row) -> Row {
        row.settle();
        row
    }

    #[test]
    fn an_aim_is_met_or_not_and_unknown_without_a_figure() {
        let row = |ours: f64, aim| settled(Row::new("parse", "a", "b", ours, "ms").aim(aim)).met;
        assert_eq!(row(4.0, Aim::AtMost(4.0)), Some(true));
        assert_eq!(row(4.1, Aim::AtMost(4.0)), Some(false));
        assert_eq!(row(0.2, Aim::AtLeast(0.3)), Some(false));
        assert_eq!(row(f64::NAN, Aim::AtMost(4.0)), None);
        assert_eq!(row(4.0, Aim::RatioAtMost(1.1)), None, "there is no peer");
    }

    #[test]
    fn the_ratio_is_to_the_first_peer_that_ran() {
        let row = Row::new("load", "a", "b", 3.0, "ms").aim(Aim::RatioAtMost(1.1));
        let row = row.peer(Peer::missing("x", "no binary\nat all")).peer(Peer::ran("y", 2.0)).peer(Peer::ran("z", 1.0));
        let row = settled(row);
        assert_eq!((row.ratio, row.met), (Some(1.5), Some(false)));
    }

    #[test]
    fn a_report_can_be_read_by_a_person_and_by_a_program() {
        let peer = Peer::ran("other 1.0", 8.0).note("recall 0.5");
        let row = Row::new("search", "answer", "17 MB", 4.0, "ms").aim(Aim::AtMost(8.0)).at(4).memory(2e6);
        let growth = Row { growth: vec![[1.0, 2.0], [10.0, 20.0]], ..Row::new("search", "search", "MB", 0.0, "") };
        let rows = vec![settled(row.peer(peer).peer(Peer::missing("third", "needs | a font"))), settled(growth)];
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

    #[test]
    fn the_exponent_of_a_power_is_found() {
        let points = |power: f64| [1.0, 10.0, 100.0_f64].map(|x| [x, 3.0 * x.powf(power)]);
        for power in [0.0, 1.0, 1.5, 2.0] {
            assert!((exponent(&points(power)).unwrap() - power).abs() < 1e-9);
        }
        assert_eq!(exponent(&[[1.0, 1.0]]), None);
        assert_eq!(exponent(&[]), None);
    }
}
