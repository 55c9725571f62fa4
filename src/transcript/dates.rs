//! Dates: the printed day, and what completes it.

use super::model::EventDate;
use crate::text::Span;

/// Reads the conference's date from the words above the questions.
pub(super) fn date(text: &str, head: Span) -> Option<EventDate> {
    let words = head.of(text);
    full_date(words, head).or_else(|| latin_date(words, head)).or_else(|| by_session(words, head))
}

/// Japanese eras, and the year before each began (Cabinet Orders of 1926, 1989 and 2019), and 民國.
const ERAS: [(&str, i32); 4] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911)];

/// The months by their first three letters.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `July 27, 2018`, `27 July 2018`
fn latin_date(words: &str, head: Span) -> Option<EventDate> {
    let pieces: Vec<&str> = words.split([' ', '\n', '\r', '\u{A0}'].as_slice()).collect();
    let month_of = |w: &str| MONTHS.iter().position(|m| w.starts_with(m)).and_then(|n| u8::try_from(n + 1).ok());
    let number = |w: &str| w.trim_end_matches([',', '.', ')', ':', ';'].as_slice()).parse::<i32>().ok();
    let mut at = 0;
    for (i, piece) in pieces.iter().enumerate() {
        let next = |n: usize| pieces.get(i + n).copied();
        let (month, day) = match (month_of(piece), next(1)) {
            (Some(month), Some(day)) => (month, number(day)),
            (None, Some(month)) => match month_of(month) {
                Some(month) => (month, number(piece)),
                None => (0, None),
            },
            _ => (0, None),
        };
        let day = day.and_then(|d| u8::try_from(d).ok());
        let year = next(2).and_then(number).filter(|y| (1900..2200).contains(y));
        if let (Some(day), Some(year)) = (day, year)
            && let Some(value) = calendar(year, month, day)
        {
            let length: usize = pieces.iter().skip(i).take(3).map(|w| w.len() + 1).sum();
            let printed = words.get(at..at + length - 1)?.trim_end_matches([',', '.', ')', ':', ';'].as_slice());
            let start = head.start as usize + at;
            return Some(EventDate { value, printed: Span::new(start, start + printed.len()), basis: None });
        }
        at += piece.len() + 1;
    }
    None
}

/// `2018年4月2日`, `平成29年1月5日`
fn full_date(words: &str, head: Span) -> Option<EventDate> {
    let mut from = 0;
    while let Some(at) = words.get(from..)?.find('年').map(|i| i + from) {
        from = at + '年'.len_utf8();
        let digits = words.get(..at)?.bytes().rev().take_while(u8::is_ascii_digit).count();
        let mut start = at - digits;
        let Ok(mut year) = words.get(start..at)?.parse::<i32>() else { continue };
        // 平成29年: the era's first year is 1.
        let era = ERAS.iter().find(|(name, _)| words.get(..start).is_some_and(|before| before.ends_with(name)));
        if let Some((name, before)) = era {
            start -= name.len();
            year = year.min(200) + before;
        } else if digits != 4 {
            continue;
        }
        let rest = words.get(from..)?;
        let Some((month, rest)) = number_before(rest, '月') else { continue };
        let Some((day, rest)) = number_before(rest, '日') else { continue };
        let Some(value) = calendar(year, month, day) else { continue };
        let base = head.start as usize;
        let end = words.len() - rest.len();
        return Some(EventDate { value, printed: Span::new(base + start, base + end), basis: None });
    }
    None
}

fn number_before(words: &str, unit: char) -> Option<(u8, &str)> {
    let (number, rest) = words.split_once(unit)?;
    Some((number.trim().parse().ok()?, rest))
}

fn calendar(year: i32, month: u8, day: u8) -> Option<time::Date> {
    time::Date::from_calendar_date(year, time::Month::try_from(month).ok()?, day).ok()
}

/// `7日，十四届全国人大三次会议…`: the session tells the year. The fifth congress first met in 1978 and each sits for
/// five years (Constitution of the PRC, article 60); since 1985 its yearly session is held in March.
fn by_session(words: &str, head: Span) -> Option<EventDate> {
    const CONGRESS: &str = "届全国人大";
    const SESSION: &str = "次会议";
    let at = words.find(CONGRESS)?;
    let (number_from, congress) = han_number_before(words.get(..at)?)?;
    let after = words.get(at + CONGRESS.len()..)?;
    let session_at = after.find(SESSION)?;
    let (_, session) = han_number_before(after.get(..session_at)?)?;
    let day_at = words.find('日')?;
    let digits = words.get(..day_at)?.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = day_at - digits;
    let day: u8 = words.get(start..day_at)?.parse().ok()?;
    let value = calendar(1953 + 5 * congress + session - 1, 3, day)?;
    let basis_end = at + CONGRESS.len() + session_at + SESSION.len();
    let base = head.start as usize;
    Some(EventDate {
        value,
        printed: Span::new(base + start, base + day_at + '日'.len_utf8()),
        basis: Some(words.get(number_from..basis_end)?.to_owned()),
    })
}

/// Reads a number up to ninety-nine in Chinese figures from the end of the words; returns where it begins.
fn han_number_before(words: &str) -> Option<(usize, i32)> {
    const FIGURES: &str = "一二三四五六七八九";
    let figure = |c: char| FIGURES.chars().position(|f| f == c).and_then(|n| i32::try_from(n + 1).ok());
    let from = words.char_indices().rev().take_while(|&(_, c)| c == '十' || figure(c).is_some()).last()?.0;
    let mut value = 0;
    for c in words.get(from..)?.chars() {
        value = if c == '十' { value.max(1) * 10 } else { value + figure(c)? };
    }
    Some((from, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<(&str, &str, Option<&str>)>) {
        let got = date(text, Span::new(0, text.len()));
        let got = got.map(|d| (d.value.to_string(), d.printed.of(text).to_owned(), d.basis));
        let expect = expect.map(|(v, p, b)| (v.to_owned(), p.to_owned(), b.map(str::to_owned)));
        assert_eq!(got, expect);
    }

    #[test]
    fn a_printed_date_is_read() {
        check("2018年4月2日外交部发言人", Some(("2018-04-02", "2018年4月2日", None)));
        check("2018年2月30日", None);
        check("(平成29年1月5日(木曜日)", Some(("2017-01-05", "平成29年1月5日", None)));
        check("Conference on July 27, 2018\n", Some(("2018-07-27", "July 27, 2018", None)));
        check("Frankfurt, 9 June 1998.", Some(("1998-06-09", "9 June 1998", None)));
    }

    #[test]
    fn the_session_of_the_congress_tells_the_year() {
        check("7日，十四届全国人大三次会议在", Some(("2025-03-07", "7日", Some("十四届全国人大三次会议"))));
        check("3月16日十二届全国人大四次会议", Some(("2016-03-16", "16日", Some("十二届全国人大四次会议"))));
    }
}
