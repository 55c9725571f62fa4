//! The size at which a text fills its field, found by search. Knows fields and lines; knows no character.

use super::super::line::{Line, Manner, Style, Text};

/// Measures from so many em on, in so many lines, are set as a justified column.
const COLUMN: (f32, usize) = (11.5, 5);
/// The sizes that are tried beside the largest, as shares of it: a smaller one may break where a reader breathes.
const TRIED: [f32; 5] = [1.0, 0.94, 0.88, 0.82, 0.76];
/// Texts of more units are not tried at other sizes: among many lines one break more or less is not seen.
const FEW: usize = 90;
/// What it costs to set words at half their size, where a break within a phrase at every line costs [`BROKEN`].
const SMALLER: f32 = 0.9;
/// See [`SMALLER`].
const BROKEN: f32 = 0.55;
/// What one more line costs.
const LINE: f32 = 0.05;
/// Rounding, in px.
const HAIR: f32 = 0.01;

/// The room for a text, in CSS px.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// Width and height.
    pub field: [f32; 2],
    /// The smallest size.
    pub least: f32,
    /// The largest size.
    pub most: f32,
    /// From line to line, in em.
    pub leading: f32,
}

/// A text set: its lines, how large, how much room they take.
pub struct Block<'t> {
    /// The text, cut where it had to be.
    pub text: Text<'t>,
    /// The lines.
    pub lines: Vec<Line>,
    /// The size in CSS px.
    pub size: f32,
    /// From line to line, in em.
    pub leading: f32,
    /// Width and height that the ink may take, in CSS px.
    pub extent: [f32; 2],
    /// Whether both edges are even.
    pub style: Style,
}

impl Block<'_> {
    /// Returns the lines as they stand in the source.
    pub fn words(&self) -> Vec<String> {
        self.lines.iter().map(|line| self.text.words(line).to_owned()).collect()
    }
}

/// Returns how deep lines are, in px.
fn depth(lines: usize, size: f32, leading: f32) -> f32 {
    (lines.saturating_sub(1) as f32 * leading + 1.0) * size
}

/// Sets a text as large as its room allows; nothing where it does not fit at the smallest size.
pub fn fit<'t>(text: Text<'t>, manner: &Manner, room: &Room) -> Option<Block<'t>> {
    let [along, across] = if manner.vertical { [room.field[1], room.field[0]] } else { room.field };
    let fits = |text: &Text, size: f32| {
        let count = text.count(along / size)?;
        (depth(count, size, room.leading) <= across + HAIR).then_some(count)
    };
    if text.units.is_empty() || along < room.least {
        return None;
    }
    // A word longer than a line at the smallest size is cut there; at any larger one it does not fit.
    let text = match text.count(along / room.least) {
        Some(_) => text,
        None => text.for_emergency(along / room.least, manner),
    };
    fits(&text, room.least)?;
    let (mut low, mut high) = (room.least, room.most.max(room.least));
    if fits(&text, high).is_some() {
        low = high;
    }
    while high - low > 1.0 {
        let middle = ((low + high) / 2.0).floor();
        let middle = if middle <= low { low + 1.0 } else { middle };
        if middle < high && fits(&text, middle).is_some() {
            low = middle;
        } else {
            high = middle;
        }
    }
    let largest = low;
    let count = fits(&text, largest)?;
    if !manner.is_latin() && along / largest >= COLUMN.0 && count >= COLUMN.1 {
        // A column is a whole number of characters wide.
        let size = along / (along / largest).ceil();
        let size = if size >= room.least { size } else { largest };
        let measure = (along / size + HAIR).floor();
        if let Some(count) = text.count(measure).filter(|count| depth(*count, size, room.leading) <= across + HAIR)
            && let Some(lines) = text.wrap(measure, count, Style::Justified)
        {
            return Some(block(text, lines, size, manner, room, Style::Justified));
        }
    }
    let mut best: Option<(f32, f32, Vec<Line>)> = None;
    for share in TRIED {
        let size = (largest * share).floor().max(room.least);
        let loss = SMALLER * (1.0 - size / largest);
        // What is smaller still cannot be better.
        if best.as_ref().is_some_and(|(least, _, _)| *least <= loss) {
            break;
        }
        let fewest = fits(&text, size).unwrap_or(usize::MAX);
        for more in 0..=1 {
            let loss = loss + LINE * more as f32;
            let count = fewest.saturating_add(more);
            let is_better = best.as_ref().is_none_or(|(least, _, _)| loss < *least);
            if !is_better || depth(count, size, room.leading) > across + HAIR {
                break;
            }
            let Some(lines) = text.wrap(along / size, count, Style::Balanced) else { continue };
            let worth = unrest(&text, &lines) + loss;
            if best.as_ref().is_none_or(|(least, _, _)| worth < *least - 1e-4) {
                best = Some((worth, size, lines));
            }
            if text.units.len() > FEW {
                break;
            }
        }
        if text.units.len() > FEW && best.is_some() || size <= room.least {
            break;
        }
    }
    let (_, size, lines) = best?;
    Some(block(text, lines, size, manner, room, Style::Balanced))
}

/// Returns how restless lines are: breaks within phrases, and uneven lengths.
fn unrest(text: &Text, lines: &[Line]) -> f32 {
    let breaks = lines.len().saturating_sub(1);
    if breaks == 0 {
        return 0.0;
    }
    let inner = lines.iter().take(breaks);
    let strain: f32 = inner.map(|line| text.units.get(line.to - 1).map_or(0.0, |unit| unit.strain)).sum();
    let longest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
    let shortest = lines.iter().map(|line| line.width).fold(longest, f32::min);
    BROKEN * strain / breaks as f32 + 0.25 * (1.0 - shortest / longest)
}

fn block<'t>(text: Text<'t>, lines: Vec<Line>, size: f32, manner: &Manner, room: &Room, style: Style) -> Block<'t> {
    let along = lines.iter().map(|line| line.width).fold(0.0, f32::max) * size;
    let across = depth(lines.len(), size, room.leading);
    let extent = if manner.vertical { [across, along] } else { [along, across] };
    Block { text, lines, size, leading: room.leading, extent, style }
}
