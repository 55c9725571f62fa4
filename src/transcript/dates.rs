//! Dates: the printed day, and what completes it.

use super::frame::is_conference;
use super::model::EventDate;
use crate::text::Span;

/// Reads the conference's date from the words above the questions.
pub(super) fn date(text: &str, head: Span) -> Option<EventDate> {
    let words = head.of(text);
    full_date(words, head)
        .or_else(|| latin_date(words, head))
        .or_else(|| spanish_date(words, head))
        .or_else(|| by_session(words, head))
        .or_else(|| by_figures(words, head))
}

/// Japanese eras, and the year before each began (Cabinet Orders of 1926, 1989 and 2019), and 民國.
const ERAS: [(&str, i32); 4] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民國", 1911)];

/// The months by their first three letters.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The same in Spanish; September is written with and without its p.
const MESES: [&str; 13] = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic", "set"];

/// `3 de mayo de 2024`
fn spanish_date(words: &str, head: Span) -> Option<EventDate> {
    words.match_indices(" de ").find_map(|(at, de)| {
        let digits = words.get(..at)?.bytes().rev().take_while(u8::is_ascii_digit).count();
        let day = words.get(at - digits..at)?.parse().ok()?;
        let (month, rest) = words.get(at + de.len()..)?.split_once(" de")?;
        let rest = rest.strip_prefix('l').unwrap_or(rest).strip_prefix(' ')?;
        let is_word = month.len() <= 10 && month.chars().all(char::is_alphabetic);
        let named = MESES.iter().position(|name| is_word && month.to_lowercase().starts_with(name))?;
        let month = if named == 12 { 9 } else { u8::try_from(named + 1).ok()? };
        let year = rest.get(..4)?;
        let goes_on = rest.get(4..)?.starts_with(|c: char| c.is_ascii_digit());
        let year = year.parse().ok().filter(|year| (1900..2200).contains(year) && !goes_on)?;
        let end = words.len() - rest.len() + 4;
        let base = head.start as usize;
        let printed = Span::new(base + at - digits, base + end);
        Some(EventDate { value: calendar(year, month, day)?, printed, basis: None })
    })
}

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

/// `2024-04-10 例行記者會`: figures alone (ISO 8601) are the conference's date only in a line that tells of one. Elsewhere they
/// are when a page was put up: then they tell the year of a day that is printed without (`12月14日`), if it is the same day.
fn by_figures(words: &str, head: Span) -> Option<EventDate> {
    let base = head.start as usize;
    let mut at = 0;
    let mut stamp = None;
    for line in words.split_inclusive('\n') {
        if let Some((value, from)) = figures(line) {
            let from = at + from;
            let printed = Span::new(base + from, base + from + ISO);
            if is_conference(line) {
                return Some(EventDate { value, printed, basis: None });
            }
            stamp = stamp.or(Some((value, from)));
        }
        at += line.len();
    }
    let (value, from) = stamp?;
    let day = format!("{}月{}日", u8::from(value.month()), value.day());
    let start = words.match_indices(&day).map(|(at, _)| at).find(|&at| {
        // 12月14日 is not 2月14日.
        !words.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
    })?;
    let printed = Span::new(base + start, base + start + day.len());
    Some(EventDate { value, printed, basis: Some(words.get(from..from + ISO)?.to_owned()) })
}

/// The length of a date in figures, in bytes: `2024-04-10`.
const ISO: usize = 10;

/// Finds the first date in figures, and where it begins.
fn figures(line: &str) -> Option<(time::Date, usize)> {
    line.match_indices('-').find_map(|(hyphen, _)| {
        let from = hyphen.checked_sub(4)?;
        let (before, after) = (line.get(..from)?, line.get(from + ISO..)?);
        let goes_on = before.ends_with(is_part_of_number) || after.starts_with(is_part_of_number);
        let mut parts = line.get(from..from + ISO)?.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let is_number = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        let is_iso = !goes_on && is_number(year, 4) && is_number(month, 2) && is_number(day, 2);
        let value = is_iso.then(|| calendar(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))??;
        Some((value, from))
    })
}

fn is_part_of_number(c: char) -> bool {
    c.is_ascii_digit() || c == '-'
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
        check("Rueda de prensa, 3 de mayo de 2024", Some(("2024-05-03", "3 de mayo de 2024", None)));
        check("Madrid, 12 de Setiembre del 2023.", Some(("2023-09-12", "12 de Setiembre del 2023", None)));
        check("Ministro de Asuntos de España de 2024", None);
    }

    #[test]
    fn figures_are_the_date_of_a_conference_where_they_stand_in_its_title() {
        check("2024-04-10 例行記者會逐字稿\n", Some(("2024-04-10", "2024-04-10", None)));
        check("2024-13-10 例行記者會逐字稿\n", None);
        check("編號 12024-04-10 例行記者會\n", None);
        check("总统出访\n2016-06-28 18:59\n", None);
    }

    #[test]
    fn when_a_page_was_put_up_tells_the_year_of_a_day_that_is_printed() {
        let page = "总统出访\n通讯社2016-06-28 18:59\n6月28日，发言人主持例行记者会。";
        check(page, Some(("2016-06-28", "6月28日", Some("2016-06-28"))));
        check("总统出访\n2016-06-29 08:10\n6月28日，发言人主持例行记者会。", None);
        check("总统出访\n2016-02-14 08:10\n12月14日，发言人主持例行记者会。", None);
    }

    #[test]
    fn the_session_of_the_congress_tells_the_year() {
        check("7日，十四届全国人大三次会议在", Some(("2025-03-07", "7日", Some("十四届全国人大三次会议"))));
        check("3月16日十二届全国人大四次会议", Some(("2016-03-16", "16日", Some("十二届全国人大四次会议"))));
    }
}
