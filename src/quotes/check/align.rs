//! Alignment: which letters of a quotation stand, in order, in a stretch of a transcript. Knows units only.
//!
//! Own and not a crate's: a diff finds the fewest edits between two whole texts and will pair single characters
//! anywhere to save one; what is wanted here is the place in a longer stretch that shares the longest runs.

/// The most cells of one table: a byte each.
const CELLS: usize = 16 << 20;
/// What a letter counts that continues a run, and one that begins a run: few long runs win over many short ones.
const CONTINUES: u32 = 8;
const BEGINS: u32 = 2;
/// What each letter of the stretch costs that is passed over between two runs: near runs win over far ones.
const SKIP: u32 = 1;
/// A single letter farther than this from the next run on both sides is chance.
const CHANCE: usize = 2;

/// A run of equal letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The first unit in the quotation.
    pub(super) quoted: usize,
    /// The first unit in the stretch.
    pub(super) source: usize,
    /// How many units.
    pub(super) length: usize,
}

/// Returns the runs that a quotation shares with a stretch, in the order of both.
pub(super) fn align(quoted: &[u16], source: &[u16]) -> Vec<Run> {
    // What is equal at the ends needs no table.
    let head = quoted.iter().zip(source).take_while(|(a, b)| a == b).count();
    if head > 0 && head == quoted.len() {
        return vec![Run { quoted: 0, source: 0, length: head }];
    }
    let width = source.len() + 1;
    if quoted.is_empty() || quoted.len().saturating_mul(width) > CELLS {
        return Vec::new();
    }
    without_chance(table(quoted, source, width))
}

const MATCH: u8 = 1;
const CONTINUED: u8 = 2;
const UP: u8 = 4;
const LEFT: u8 = 8;

/// Smith and Waterman's table, in which letters of the quotation may be missing for nothing.
fn table(quoted: &[u16], source: &[u16], width: usize) -> Vec<Run> {
    let mut moves = vec![0_u8; (quoted.len() + 1) * width];
    // Of the row before: the best score, and the best that ends with a pair just there.
    let (mut best, mut paired) = (vec![0_u32; width], vec![0_u32; width]);
    for (letter, row) in quoted.iter().zip(moves.chunks_mut(width).skip(1)) {
        let (mut corner_best, mut corner_paired, mut left) = (0, 0, 0_u32);
        let columns = best.iter_mut().zip(paired.iter_mut()).zip(row.iter_mut());
        for (n, ((best, paired), step)) in columns.enumerate() {
            let above = *best;
            let mut here = 0;
            if n > 0 && source.get(n - 1) == Some(letter) {
                let (begins, continues) = (corner_best + BEGINS, corner_paired + CONTINUES);
                here = if corner_paired > 0 && continues >= begins {
                    *step |= CONTINUED;
                    continues
                } else {
                    begins
                };
            }
            (corner_best, corner_paired) = (above, *paired);
            *paired = here;
            let passed = left.saturating_sub(SKIP);
            if here > 0 && here >= above && here >= passed {
                *step |= MATCH;
                *best = here;
            } else if above > 0 && above >= passed {
                *step |= UP;
            } else {
                *best = passed;
                *step |= if passed > 0 { LEFT } else { 0 };
            }
            left = *best;
        }
    }
    let top = best.iter().max().copied().unwrap_or(0);
    let column = best.iter().position(|score| *score == top).unwrap_or(0);
    walk_back(&moves, width, quoted.len(), column)
}

fn walk_back(moves: &[u8], width: usize, mut row: usize, mut column: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    while row > 0 && column > 0 {
        let step = moves.get(row * width + column).copied().unwrap_or(0);
        if step & MATCH == 0 {
            if step & UP != 0 {
                row -= 1
            } else {
                column -= 1
            }
            continue;
        }
        // A run goes back as long as each pair continued the one before it.
        let mut length = 1;
        let mut at = step;
        while at & CONTINUED != 0 && row > length && column > length {
            at = moves.get((row - length) * width + column - length).copied().unwrap_or(0);
            length += 1;
        }
        row -= length;
        column -= length;
        runs.push(Run { quoted: row, source: column, length });
    }
    runs.reverse();
    runs
}

/// Leaves out what any two texts share by chance.
fn without_chance(mut runs: Vec<Run>) -> Vec<Run> {
    let distance = |a: &Run, b: &Run| b.source - (a.source + a.length);
    let all = runs.clone();
    let mut n = 0_usize;
    runs.retain(|run| {
        let before = n
            .checked_sub(1)
            .and_then(|n| all.get(n))
            .map(|before| distance(before, run).max(run.quoted - (before.quoted + before.length)));
        let after = all.get(n + 1).map(|after| distance(run, after).max(after.quoted - (run.quoted + run.length)));
        n += 1;
        run.length > 1 || [before, after].into_iter().flatten().any(|gap| gap <= CHANCE)
    });
    runs
}

/// Returns how many letters are in the runs.
pub(super) fn aligned(runs: &[Run]) -> usize {
    runs.iter().map(|run| run.length).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(quoted: &str, source: &str, expect: &[&str]) {
        let [quoted, source] = [quoted, source].map(|text| text.encode_utf16().collect::<Vec<_>>());
        let runs = align(&quoted, &source);
        let words = |run: &Run| String::from_utf16_lossy(&quoted[run.quoted..run.quoted + run.length]);
        assert_eq!(runs.iter().map(words).collect::<Vec<_>>(), expect);
        for run in &runs {
            assert_eq!(quoted[run.quoted..run.quoted + run.length], source[run.source..run.source + run.length]);
        }
    }

    #[test]
    fn a_lost_word_leaves_two_runs() {
        check("台湾从来是一个国家", "台湾从来不是一个国家过去不是", &["台湾从来", "是一个国家"]);
    }

    #[test]
    fn a_changed_word_leaves_what_is_around_it() {
        check("中国必将统一", "大势所趋中国终将统一", &["中国", "将统一"]);
        check("中国必将统一", "大势所趋中国终将统一也必将统一", &["中国", "必将统一"]);
    }

    #[test]
    fn single_letters_far_away_are_chance() {
        check("我们明天去公园的湖边", "中国将坚定地走和平发展的道路我们", &["我们"]);
    }

    #[test]
    fn what_is_equal_is_one_run() {
        check("和平", "和平发展", &["和平"]);
        check("发展", "和平发展", &["发展"]);
        check("", "和平", &[]);
    }
}
