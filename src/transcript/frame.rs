//! The frame: what stands above and below what is said — headline, lead, event, credit, the people named there.

use super::model::{Event, Headline};
use super::{dates, words};
use crate::text::{Span, is_han};

/// Words that tell of a conference: a paragraph with one of them above the first label is a lead.
const CONFERENCE: [&str; 16] = [
    "记者会",
    "記者會",
    "发布会",
    "發佈會",
    "發布會",
    "答记者问",
    "答記者問",
    "记者提问",
    "記者提問",
    "中外记者",
    "会见传媒",
    "會見傳媒",
    "会見",
    "press conference",
    "Press Conference",
    "Press Briefing",
];

/// A title is at most this many columns long — a Han character takes two — and ends without a mark.
const TITLE: usize = 120;

/// Headings that part a printed conference.
const HEADINGS: [&str; 20] = [
    "冒頭発言",
    "質疑応答",
    "开场白",
    "開場白",
    "问答环节",
    "問答環節",
    "提问环节",
    "提問環節",
    "答问环节",
    "答記者問",
    "记者提问",
    "記者提問",
    "现场问答",
    "現場問答",
    "Opening remarks",
    "Opening statement",
    "Questions and answers",
    "Questions and Answers",
    "Q&A",
    "Preguntas y respuestas",
];

/// Tells whether a line is a heading inside the text: one that is known, or a line that is all in 【】.
pub(super) fn is_heading(line: &str) -> bool {
    let bare = line.trim_matches(['#', '*', ' ', ':', '：', '－', '-'].as_slice());
    let boxed = bare.strip_prefix('【').and_then(|rest| rest.strip_suffix('】'));
    HEADINGS.contains(&bare) || boxed.is_some_and(|inside| inside.len() <= 48 && !inside.contains('】'))
}

/// Tells whether a line is the caption of a photograph: 新华社记者李明摄.
fn is_caption(line: &str) -> bool {
    line.ends_with(['摄', '攝'].as_slice()) || line.starts_with("图为") || line.starts_with("圖為")
}

/// Tells whether a line could be a title.
pub(super) fn is_title(line: &str) -> bool {
    if is_caption(line) || is_heading(line) {
        return false;
    }
    line.chars().count() <= TITLE
        && !line.ends_with(['。', '；', '，', '：', '.', ':'].as_slice())
        && !line.starts_with(['（', '('].as_slice())
}

/// Tells whether a line is nothing but a date, which is no headline: 2024年5月6日（星期一）, May 6, 2024.
fn is_date(line: &str) -> bool {
    const PARTS: &str = "年月日号號星期周週曜一二三四五六七八九十〇零天火水木金土";
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "（），、".contains(c);
    let mut has_number = false;
    let is_part = |word: &str| {
        let is_number = word.chars().all(|c| c.is_numeric() || PARTS.contains(c));
        has_number |= is_number;
        // 6th, 1st
        is_number
            || word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().count() <= 4
            || word.len() <= 9 && MONTHS.iter().chain(&DAYS).any(|name| word.starts_with(name))
    };
    line.chars().count() <= 30 && line.split(is_mark).filter(|word| !word.is_empty()).all(is_part) && has_number
}

/// Tells whether words tell of a conference.
pub(super) fn is_conference(line: &str) -> bool {
    CONFERENCE.iter().any(|w| line.contains(w))
}

/// Tells whether the first of two title lines is a kicker (引题): it tells of the conference and the other, which is
/// more than a date, does not.
pub(super) fn is_kicker(first: &str, second: &str) -> bool {
    is_conference(first) && !is_conference(second) && !is_date(second)
}

/// Reads kicker, headline and subtitle from the title lines above the text.
pub(super) fn headline(text: &str, titles: &[Span]) -> Headline {
    match titles {
        [] => Headline::default(),
        [main] => Headline { main: Some(*main), ..Headline::default() },
        [first, second, ..] if is_kicker(first.of(text), second.of(text)) => {
            Headline { kicker: Some(*first), main: Some(*second), sub: titles.get(2).copied() }
        }
        [first, second, ..] => Headline { kicker: None, main: Some(*first), sub: Some(*second) },
    }
}

/// Reads name, venue and date of the event from the words above the first question.
pub(super) fn event(text: &str, head: Span) -> Event {
    let words = head.of(text);
    let venue = words.find("举行").and_then(|end| {
        let before = words.get(..end)?;
        let from = before.rfind('在')? + '在'.len_utf8();
        let place = before.get(from..)?;
        let base = head.start as usize + from;
        (place.chars().count() <= 20 && place.chars().all(is_han)).then(|| Span::new(base, base + place.len()))
    });
    let name = words.find("次会议").and_then(|at| {
        let end = at + "次会议".len();
        let from = words.get(..at)?.rfind(|c: char| "，。\n、日 ".contains(c)).map_or(0, |i| i);
        let name = words.get(from..end)?.trim_start_matches(|c: char| "，。\n、日 ".contains(c));
        is_conference(words).then(|| format!("{name}记者会"))
    });
    Event { name, venue, date: dates::date(text, head) }
}

/// Returns the people named above the text: after an office, before what they do there.
pub(super) fn names(head: &str) -> Vec<&str> {
    const OFFICES: [&str; 14] = [
        "发言人",
        "發言人",
        "外交部长",
        "外交部長",
        "部长",
        "部長",
        "外长",
        "总理",
        "總理",
        "主席",
        "主任",
        "行政长官",
        "行政長官",
        "局长",
    ];
    const DOES: [&str; 17] = [
        "主持", "就", "答", "回答", "在", "举行", "舉行", "今日", "会见", "會見", "出席", "将", "於", "同", "接受",
        "：", "\n",
    ];
    let mut found: Vec<&str> = Vec::new();
    for office in OFFICES {
        for (at, _) in head.match_indices(office) {
            let Some(rest) = head.get(at + office.len()..) else { continue };
            let end = DOES.iter().filter_map(|d| rest.find(d)).min().unwrap_or(rest.len());
            let name = rest.get(..end).unwrap_or_default();
            if words::person_like(name) && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    for line in head.lines() {
        // 王毅就中国外交政策…回答, 李克强总理答中外记者问
        let end = DOES.iter().chain(&OFFICES).filter_map(|d| line.find(d)).min().unwrap_or(0);
        let name = line.get(..end).unwrap_or_default();
        if words::person_like(name) && !found.contains(&name) {
            found.push(name);
        }
    }
    for office in ["Spokesperson ", "Minister ", "Secretary ", "President "] {
        for (at, _) in head.match_indices(office) {
            let rest = head.get(at + office.len()..).unwrap_or_default();
            let words_of = rest.split([' ', '\n'].as_slice()).take_while(|w| w.starts_with(char::is_uppercase)).take(3);
            let length: usize = words_of.map(|w| w.len() + 1).sum();
            let name = rest.get(..length.saturating_sub(1)).unwrap_or_default();
            let name = name.split(['\'', '’'].as_slice()).next().unwrap_or_default();
            if name.contains(' ') && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// Tells whether the last line is a credit: 据新华社, （新华社北京3月7日电）, 来源：…
pub(super) fn is_credit(line: &str) -> bool {
    let bare = line.trim_matches(['（', '）', '(', ')', '[', ']'].as_slice());
    bare.chars().count() <= 30
        && (bare.starts_with('据')
            || bare.starts_with("来源")
            || bare.starts_with("來源")
            || bare.starts_with("原标题")
            || bare.starts_with("Source:")
            || bare.len() < line.len() && (bare.ends_with('电') || bare.ends_with("国际") || bare.ends_with('社')))
}

/// Tells whether a line below the text tells when it was said: 2008年7月4日(星期五), 香港时间20时00分.
pub(super) fn is_dateline(line: &str) -> bool {
    let dated = line.starts_with(|c: char| c.is_ascii_digit()) && line.contains('月') && line.contains('日');
    let timed = line.contains("时间") && line.contains('时') && line.ends_with('分');
    line.chars().count() <= 30 && (dated || timed)
}

/// Tells whether the last unlabelled paragraph announces another event: no words of the last answer.
pub(super) fn is_notice(line: &str) -> bool {
    let soon = || ["将于", "将在", "將於", "定于"].iter().any(|w| line.contains(w));
    let held = || ["吹风会", "记者会", "发布会", "例行"].iter().any(|w| line.contains(w));
    line.contains("举行") && soon() && held()
        // What is reported of the time after the conference is told, not said.
        || line.starts_with("会后，有记者")
        || line.starts_with("会后有记者")
}
