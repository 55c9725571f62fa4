//! Breaking: the fewest lines first, then the best of them by dynamic programming. Knows units; knows no character.
//!
//! A line that is too long first gives up the blank of its last mark, then what its joints can give (something is
//! pulled in), and else leaves its last unit to the next (something is pushed out). No forbidden break is ever made.

use super::unit::{Manner, Unit, cut, units};
use crate::text::Span;

/// Nothing is this bad.
const NEVER: f32 = 1e12;
/// What a last line of one character and a mark costs: more than any unevenness.
const WIDOW: f32 = 1e6;
/// What it costs to take all that the joints give, in em².
const PULL: f32 = 0.4;
/// What a break within a phrase costs, as a share of the measure, squared: how uneven lines may be for the breath's sake.
const BREATH: f32 = 0.24;
/// Measures beyond so many em, in more than so many lines, are read as running text: there the breath matters less
/// than the edge.
const SHORT: f32 = 14.0;
/// See [`SHORT`].
const FEW: usize = 4;
/// How much a justified line may be spread, in em a joint.
const SPREAD: f32 = 0.2;
/// Rounding, in em.
const HAIR: f32 = 2e-4;

/// What lines are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Lines of nearly one length that end where a reader breathes.
    Balanced,
    /// Lines that fill the measure, the last as it comes.
    Justified,
}

/// A line: units, and where each begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The first unit.
    pub from: usize,
    /// One past the last unit.
    pub to: usize,
    /// Where the ink ends, in em.
    pub width: f32,
    /// Where each unit's em begins, in em; the blank of a mark at the start hangs before 0.
    pub places: Vec<f32>,
}

/// A line that could be made: where it ends, and what it costs.
struct Step {
    to: usize,
    cost: f32,
}

/// A text taken apart, ready to be broken at any measure.
pub struct Text<'t> {
    /// The words.
    pub source: &'t str,
    /// Its units.
    pub units: Vec<Unit>,
    /// Bytes at which a word was cut because it is longer than a line.
    pub emergencies: Vec<u32>,
    /// `wide[n]`: the natural width of the first n units with their joints.
    wide: Vec<f32>,
    /// `give[n]`: what the joints of the first n units can give.
    give: Vec<f32>,
}

impl<'t> Text<'t> {
    /// Takes a text apart.
    pub fn new(source: &'t str, manner: &Manner) -> Self {
        Self::of(source, units(source, manner), Vec::new())
    }

    fn of(source: &'t str, units: Vec<Unit>, emergencies: Vec<u32>) -> Self {
        let (mut wide, mut give) = (Vec::with_capacity(units.len() + 1), Vec::with_capacity(units.len() + 1));
        let (mut w, mut g) = (0.0, 0.0);
        for unit in &units {
            wide.push(w);
            give.push(g);
            w += unit.width + unit.after;
            g += unit.give;
        }
        wide.push(w);
        give.push(g);
        Self { source, units, emergencies, wide, give }
    }

    /// Cuts every word that is longer than `measure` (em), and records where. Where so many marks stand together that
    /// no break is allowed within a line, one is.
    pub fn for_emergency(&self, measure: f32, manner: &Manner) -> Self {
        let mut units = Vec::with_capacity(self.units.len());
        let mut emergencies = Vec::new();
        for unit in &self.units {
            if unit.width <= measure + HAIR {
                units.push(*unit);
            } else {
                let parts = cut(self.source, unit, measure, manner);
                emergencies.extend(parts.iter().skip(1).map(|part| part.span.start));
                units.extend(parts);
            }
        }
        let mut text = Self::of(self.source, units, emergencies);
        let mut from = 0;
        while from < text.units.len() {
            if let Some(to) = text.reach(from, measure) {
                from = to;
                continue;
            }
            // As much as fits, at least one unit.
            let fits = (from + 1..=text.units.len()).take_while(|to| text.least(from, *to) <= measure + HAIR).last();
            let to = fits.unwrap_or(from + 1);
            if let Some(unit) = text.units.get_mut(to - 1) {
                unit.breaks = true;
                text.emergencies.push(unit.span.end);
            }
            from = to;
        }
        text
    }

    fn at(list: &[f32], n: usize) -> f32 {
        list.get(n).copied().unwrap_or(0.0)
    }

    /// Returns the natural width of the units `from..to` as a line, in em.
    pub fn width(&self, from: usize, to: usize) -> f32 {
        let (Some(first), Some(last)) = (self.units.get(from), self.units.get(to.wrapping_sub(1))) else { return 0.0 };
        Self::at(&self.wide, to) - Self::at(&self.wide, from) - last.after - last.trail - first.lead
    }

    /// Returns the width when all joints give.
    fn least(&self, from: usize, to: usize) -> f32 {
        self.width(from, to) - (Self::at(&self.give, to.saturating_sub(1)) - Self::at(&self.give, from)).max(0.0)
    }

    fn may_end(&self, to: usize) -> bool {
        to == self.units.len() || self.units.get(to - 1).is_some_and(|unit| unit.breaks)
    }

    /// Returns the farthest end of a line that begins here.
    fn reach(&self, from: usize, measure: f32) -> Option<usize> {
        let mut best = None;
        for to in from + 1..=self.units.len() {
            // Marks that share their blank can make a longer line shorter, by one em at most.
            if self.least(from, to) > measure + 1.0 {
                break;
            }
            if self.may_end(to) && self.least(from, to) <= measure + HAIR {
                best = Some(to);
            }
        }
        best
    }

    /// Returns how few lines of a measure (em) hold the text, if any do.
    pub fn count(&self, measure: f32) -> Option<usize> {
        let (mut from, mut lines) = (0, 0);
        while from < self.units.len() {
            from = self.reach(from, measure)?;
            lines += 1;
        }
        Some(lines)
    }

    /// Tells whether the last line would be one character and marks.
    fn is_widow(&self, from: usize) -> bool {
        let rest = self.units.get(from..).unwrap_or_default();
        let full = rest.iter().filter(|unit| unit.is_full).count();
        from > 0
            && full <= 1
            && rest.iter().all(|unit| unit.is_full || unit.width <= 1.0 || unit.kind == super::Kind::Mark)
    }

    /// Breaks the text into exactly `count` lines of a measure (em), the best there are.
    pub fn wrap(&self, measure: f32, count: usize, style: Style) -> Option<Vec<Line>> {
        let n = self.units.len();
        let (steps, starts) = self.steps(measure, count, style);
        // `costs[to]`: the least cost of the lines so far that end before the unit `to`.
        let mut costs = vec![NEVER; n + 1];
        *costs.first_mut()? = 0.0;
        let mut back = Vec::with_capacity(count);
        for line in 1..=count {
            let (mut next, mut came) = (vec![NEVER; n + 1], vec![0_u32; n + 1]);
            for (from, so_far) in (0_u32..).zip(&costs).filter(|(_, so_far)| **so_far < NEVER) {
                let here = starts.get(from as usize).zip(starts.get(from as usize + 1));
                let here = here.and_then(|(start, end)| steps.get(*start..*end)).unwrap_or_default();
                for step in here.iter().filter(|step| (step.to == n) == (line == count)) {
                    let cost = so_far + step.cost;
                    if let Some((least, came)) = next.get_mut(step.to).zip(came.get_mut(step.to))
                        && cost < *least
                    {
                        (*least, *came) = (cost, from);
                    }
                }
            }
            costs = next;
            back.push(came);
        }
        if *costs.last()? >= NEVER {
            return None;
        }
        let mut lines = Vec::with_capacity(count);
        let mut to = n;
        for came in back.iter().rev() {
            let from = *came.get(to)? as usize;
            lines.push(self.line(from, to, measure, style == Style::Justified && to < n));
            to = from;
        }
        lines.reverse();
        Some(lines)
    }

    /// Returns every line there can be with its cost, and for each unit where those that begin with it start.
    fn steps(&self, measure: f32, count: usize, style: Style) -> (Vec<Step>, Vec<usize>) {
        let n = self.units.len();
        let mean = self.width(0, n) / count as f32;
        let is_running = style == Style::Justified || measure > SHORT && count > FEW;
        let breath = BREATH * measure.min(SHORT) * if is_running { 0.3 } else { 1.0 };
        let breath = breath * breath;
        let (mut steps, mut starts) = (Vec::with_capacity(n * 8), Vec::with_capacity(n + 1));
        for from in 0..n {
            starts.push(steps.len());
            for (to, unit) in (from + 1..).zip(self.units.iter().skip(from)) {
                let is_last = to == n;
                let width = self.width(from, to);
                let least = if width > measure { self.least(from, to) } else { width };
                if least > measure + 1.0 {
                    break;
                }
                if !unit.breaks && !is_last || least > measure + HAIR {
                    continue;
                }
                let share = if width > measure + HAIR { (width - measure) / (width - least).max(HAIR) } else { 0.0 };
                let short = match style {
                    Style::Balanced => mean - width.min(measure),
                    Style::Justified if is_last => (measure * 0.25 - width).max(0.0),
                    Style::Justified => 2.0 * (measure - width.min(measure)),
                };
                let end = match is_last {
                    true if self.is_widow(from) => WIDOW,
                    true => 0.0,
                    false => breath * unit.strain,
                };
                steps.push(Step { to, cost: PULL * share * share + short * short + end });
            }
        }
        starts.push(steps.len());
        (steps, starts)
    }

    /// Places the units of a line: natural where it fits, tighter where it does not, wider where it is justified.
    fn line(&self, from: usize, to: usize, measure: f32, is_justified: bool) -> Line {
        let natural = self.width(from, to);
        let units = self.units.get(from..to).unwrap_or_default();
        let (over, can) = (natural - measure, natural - self.least(from, to));
        let tight = if over > 0.0 && can > 0.0 { (over / can).min(1.0) } else { 0.0 };
        let joints = units.len().saturating_sub(1).max(1) as f32;
        let loose = if is_justified && over < 0.0 { -over / joints } else { 0.0 };
        let loose = if loose > SPREAD { 0.0 } else { loose };
        let mut at = -units.first().map_or(0.0, |unit| unit.lead);
        let mut line = Line { from, to, width: 0.0, places: Vec::with_capacity(units.len()) };
        for unit in units {
            line.places.push(at);
            line.width = at + unit.width - unit.trail;
            at += unit.width + unit.after - unit.give * tight + loose;
        }
        line
    }

    /// Returns the words of a line, without the blank space at its end.
    pub fn words(&self, line: &Line) -> &'t str {
        let (first, last) = (self.units.get(line.from), self.units.get(line.to.wrapping_sub(1)));
        let span = first.zip(last).map(|(first, last)| Span { start: first.span.start, end: last.ink });
        span.unwrap_or_default().of(self.source)
    }
}
