//! What must hold for every card, judged by rules of its own: it knows FACTS' lists and looks at what was drawn.

use shilu::card::design::{Preset, Template, Writing};
use shilu::card::face::EmMeasure;
use shilu::card::{Design, Matter, Sheet, compose, svg};

/// Not at the beginning of a line, not at its end (W3C CLREQ, line-start and line-end prohibition).
const NO_START: &str = "，。、；：！？）》」』】”’〉］｝·～—…";
const NO_END: &str = "（《「『【“‘〈［｛";

/// What was counted.
#[derive(Debug, Default)]
pub(crate) struct Count {
    pub(crate) cards: usize,
    pub(crate) split: usize,
    pub(crate) lines: usize,
    pub(crate) emergencies: usize,
    pub(crate) widows: usize,
}

/// Composes the card or the cards of some words and checks them.
pub(crate) fn judge(matter: &Matter, preset: Preset, writing: Writing, template: Template, count: &mut Count) {
    let design = Design { preset, writing, template, split: true, ..Design::default() };
    let told = || format!("{} {preset:?} {writing:?} {template:?}: {}", matter.proof.sentence, matter.text);
    let sheets = compose(matter, &design, &EmMeasure::Han).unwrap_or_else(|fault| panic!("{}: {fault:?}", told()));
    count.cards += sheets.len();
    count.split += usize::from(sheets.len() > 1);
    let mut read = String::new();
    for sheet in &sheets {
        fits(sheet, preset, &told);
        lines(sheet, &told, count);
        read.push_str(&words_of(&svg::write(sheet)));
    }
    let drawn = drawn(&matter.text, &matter.language, writing == Writing::Vertical);
    assert_eq!(read, drawn, "{}", told());
}

fn fits(sheet: &Sheet, preset: Preset, told: &dyn Fn() -> String) {
    let ([width, height], field) = (sheet.extent, sheet.field);
    assert!(width <= field[0] + 0.05 && height <= field[1] + 0.05, "{:?} in {field:?}: {}", sheet.extent, told());
    assert!(sheet.font_size >= if preset == Preset::Print { 38.0 } else { 28.0 }, "{}: {}", sheet.font_size, told());
    let [w, h] = preset.size();
    assert!((sheet.width, sheet.height) == (w, h) && field[0] < w as f32 && field[1] < h as f32, "{}", told());
}

/// Checks each break that was made.
fn lines(sheet: &Sheet, told: &dyn Fn() -> String, count: &mut Count) {
    let lines = &sheet.lines;
    count.lines += lines.len();
    count.emergencies += sheet.emergencies.len();
    let may_be_forced = !sheet.emergencies.is_empty();
    for pair in lines.windows(2) {
        let (end, start) = (pair[0].chars().next_back().unwrap(), pair[1].chars().next().unwrap());
        let place = || format!("{} | {}: {}", pair[0], pair[1], told());
        if may_be_forced {
            continue;
        }
        assert!(!NO_START.contains(start), "begins with {start}: {}", place());
        assert!(!NO_END.contains(end), "ends with {end}: {}", place());
        let is_digit = |c: char| c.is_ascii_digit();
        assert!(!(is_digit(end) && "%％年月日亿万个多".contains(start)), "a number from its unit: {}", place());
        let is_letter = |c: char| c.is_ascii_alphanumeric();
        let blank = sheet.language == "en" || sheet.alt.contains(&format!("{} {}", pair[0], pair[1]));
        assert!(!(is_letter(end) && is_letter(start)) || blank, "a word in two: {}", place());
    }
    if let [_, .., last] = lines.as_slice() {
        let is_mark = |c: char| NO_START.contains(c) || NO_END.contains(c);
        let letters = last.chars().filter(|c| !is_mark(*c)).count();
        let has_latin = last.chars().any(|c| c.is_ascii());
        count.widows += usize::from(letters <= 1 && !has_latin);
    }
}

/// Reads the quoted words back from an SVG.
pub(crate) fn words_of(svg: &str) -> String {
    let tree = roxmltree::Document::parse(svg).unwrap();
    let groups = tree.descendants().filter(|node| node.attribute("class") == Some("words"));
    groups
        .flat_map(|group| group.children().filter(|node| node.has_tag_name("text")))
        .filter_map(|node| node.text().map(str::to_owned))
        .collect()
}

/// What a column draws for the quotation marks of Chinese; a ’ within a Latin word stays.
fn drawn(text: &str, language: &str, is_vertical: bool) -> String {
    if !is_vertical || language != "zh-Hans" {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let latin = |n: Option<&char>| n.is_some_and(char::is_ascii_alphanumeric);
    let draw = |(n, c): (usize, &char)| match c {
        '“' => '『',
        '”' => '』',
        '‘' => '「',
        '’' if n > 0 && latin(chars.get(n - 1)) && latin(chars.get(n + 1)) => '’',
        '’' => '」',
        c => *c,
    };
    chars.iter().enumerate().map(draw).collect()
}
