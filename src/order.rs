//! Putting things in order. Each sort of the standard library is three to six kilobytes of the page for each kind of thing;
//! here numbers are sorted, always by the same code, and the things follow them.

use std::cmp::Ordering;

/// Puts things in order; equals stay as they came. Takes time for a call per comparison: what is sorted by the ten
/// thousand at every keystroke is better sorted by itself.
pub(crate) fn order<T>(things: &mut Vec<T>, order: impl Fn(&T, &T) -> Ordering) {
    if things.is_sorted_by(|a, b| order(a, b) != Ordering::Greater) {
        return;
    }
    let by_number = |a: usize, b: usize| match (things.get(a), things.get(b)) {
        (Some(a), Some(b)) => order(a, b),
        _ => Ordering::Equal,
    };
    let numbers = numbers(things.len(), &by_number);
    let mut left: Vec<Option<T>> = things.drain(..).map(Some).collect();
    things.extend(numbers.into_iter().filter_map(|number| left.get_mut(number)?.take()));
}

/// Puts things in the order of their keys.
pub(crate) fn order_by_key<T, K: Ord>(things: &mut Vec<T>, key: impl Fn(&T) -> K) {
    order(things, |a, b| key(a).cmp(&key(b)));
}

#[inline(never)]
fn numbers(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..count).collect();
    numbers.sort_by(|a, b| order(*a, *b));
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_come_in_order_and_equals_stay_as_they_came() {
        let mut words = vec!["乙2", "甲1", "乙1", "甲2", "丙"];
        order_by_key(&mut words, |word| word.chars().next());
        assert_eq!(words, ["丙", "乙2", "乙1", "甲1", "甲2"]);
        order(&mut words, |a, b| b.cmp(a));
        assert_eq!(words, ["甲2", "甲1", "乙2", "乙1", "丙"]);
    }
}
