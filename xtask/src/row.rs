//! A figure of the report: what was measured of how much, by us and by others, and what is wanted. Knows no file.

use serde::{Deserialize, Serialize};

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

    /// Returns whether both are the same figure, perhaps of two runs.
    pub fn measures_as(&self, other: &Self) -> bool {
        let is_growth = |row: &Self| !row.growth.is_empty();
        let slowed = |row: &Self| row.throttle.unwrap_or(1);
        (&self.part, &self.what, slowed(self)) == (&other.part, &other.what, slowed(other))
            && is_growth(self) == is_growth(other)
    }

    /// Fills in what follows from the rest.
    pub fn settle(&mut self) {
        if !self.growth.is_empty() {
            self.ours = exponent(&self.growth);
        }
        let yardstick = self.peers.iter().find_map(|peer| peer.value);
        self.ratio = ratio(self.ours, yardstick);
        self.met = self.aim.and_then(|aim| match aim {
            Aim::AtMost(most) => self.ours.map(|ours| ours <= most),
            Aim::AtLeast(least) => self.ours.map(|ours| ours >= least),
            Aim::RatioAtMost(most) => self.ratio.map(|ratio| ratio <= most),
            Aim::RatioAtLeast(least) => self.ratio.map(|ratio| ratio >= least),
        });
    }

    /// Writes it as a line of a table: what, work, CPU, ours, peers, ratio, aim, met, memory, bytes.
    pub fn line(&self) -> String {
        let figure = |value: f64| format!("{} {}", short(value), self.unit);
        let missing = |reason: &Option<String>| format!("none: {}", reason.as_deref().unwrap_or("not measured"));
        let ours = self.ours.map_or_else(|| missing(&self.reason), figure);
        let mut peers = Vec::new();
        for peer in &self.peers {
            let value = peer.value.map_or_else(|| missing(&peer.reason), figure);
            let ratio = ratio(self.ours, peer.value).map(|ratio| format!(" ({}×)", short(ratio)));
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

/// Returns ours divided by theirs; `None` where that is no number.
fn ratio(ours: Option<f64>, theirs: Option<f64>) -> Option<f64> {
    ours.zip(theirs).map(|(ours, theirs)| ours / theirs).filter(|ratio| ratio.is_finite())
}

/// Returns a figure with as many digits as it is worth.
pub fn short(value: f64) -> String {
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
fn exponent(points: &[[f64; 2]]) -> Option<f64> {
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
    fn the_exponent_of_a_power_is_found() {
        let points = |power: f64| [1.0, 10.0, 100.0_f64].map(|x| [x, 3.0 * x.powf(power)]);
        for power in [0.0, 1.0, 1.5, 2.0] {
            assert!((exponent(&points(power)).unwrap() - power).abs() < 1e-9);
        }
        assert_eq!(exponent(&[[1.0, 1.0]]), None);
        assert_eq!(exponent(&[]), None);
    }
}
