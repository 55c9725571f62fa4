//! The rules of line breaking, each with the smallest example.

use super::class::{begins_no_line, ends_no_line};
use super::{Line, Manner, Style, Text};
use crate::card::face::{EmMeasure, Face, Measure, Weight};

fn manner(language: &str) -> Manner<'_> {
    Manner { language, vertical: false, face: Face::Song, weight: Weight::Regular, measure: &EmMeasure::Han }
}

/// Breaks a text into lines of so many em, the fewest that hold it.
fn set(text: &str, measure: f32, style: Style) -> (Vec<String>, Vec<Line>) {
    let text = Text::new(text, &manner("zh-Hans"));
    let lines = text.wrap(measure, text.count(measure).unwrap(), style).unwrap();
    (lines.iter().map(|line| text.words(line).to_owned()).collect(), lines)
}

/// Breaks as running text is: each line as full as can be.
#[track_caller]
fn full(text: &str, measure: f32, expect: &[&str]) {
    assert_eq!(set(text, measure, Style::Justified).0, expect);
}

/// Returns where each unit of a single line begins, and where its ink ends, in em.
fn places(text: &str) -> (Vec<f32>, f32) {
    let line = set(text, 99.0, Style::Balanced).1.remove(0);
    (line.places, line.width)
}

#[test]
fn no_line_begins_with_a_stop_or_a_closing_mark() {
    // The last place of a line is for a character and its mark: one is pushed out with it.
    full("一二三四五。六七八九", 5.0, &["一二三四", "五。六七", "八九"]);
    for mark in "，。、；：！？）》」』】”’〉］｝·～—…".chars() {
        assert!(begins_no_line(mark), "{mark}");
        let text = format!("一二三四{mark}五六七八");
        for line in set(&text, 4.0, Style::Balanced).0.iter().skip(1) {
            assert!(!line.starts_with(mark), "{line}");
        }
    }
}

#[test]
fn no_line_ends_with_an_opening_mark() {
    full("一二三（四五六七八）", 4.0, &["一二三", "（四五六", "七八）"]);
    for mark in "（《「『【“‘〈［｛".chars() {
        assert!(ends_no_line(mark), "{mark}");
        for line in set(&format!("一二三{mark}四五六七"), 4.0, Style::Balanced).0 {
            assert!(!line.ends_with(mark), "{line}");
        }
    }
}

#[test]
fn a_dash_of_two_and_dots_of_two_are_never_parted() {
    full("一二三——四五六七", 4.0, &["一二", "三——四", "五六七"]);
    full("一二三……四五六七", 4.0, &["一二", "三……四", "五六七"]);
}

#[test]
fn a_number_stays_with_its_unit_and_its_percent() {
    full("一二三14亿四五六", 4.0, &["一二三", "14亿四", "五六"]);
    full("一二三75%四五六七", 4.0, &["一二三", "75%四", "五六七"]);
    full("一二三75％四五六七", 4.0, &["一二三", "75％四", "五六七"]);
    full("大地上有190多个国家", 5.0, &["大地上有", "190多个", "国家"]);
    full("一二三2024年四五六", 5.0, &["一二三", "2024年四", "五六"]);
}

#[test]
fn a_latin_word_is_never_parted() {
    full("一二三WTO四五六七", 4.0, &["一二三", "WTO四", "五六七"]);
    full("一二三it’s四五六七八", 4.0, &["一二三", "it’s四五", "六七八"]);
}

#[test]
fn two_marks_share_their_blank() {
    // ” and 。: 2 em become 1.5, and the last one's blank is dropped at the line's end.
    assert_eq!(places("一”。"), (vec![0.0, 1.0, 1.5], 2.0));
    assert_eq!(places("一”。二"), (vec![0.0, 1.0, 1.5, 2.5], 3.5));
    // ， and “: both blanks are between them, one remains.
    assert_eq!(places("一，“二"), (vec![0.0, 1.0, 1.5, 2.5], 3.5));
    assert_eq!(places("一（《二"), (vec![0.0, 1.0, 1.5, 2.5], 3.5));
    // Three: 3 em become 2.
    assert_eq!(places("一》”，二").1, 4.0);
}

#[test]
fn a_mark_at_the_end_of_a_line_is_half_as_wide_and_at_its_beginning_hangs() {
    assert_eq!(places("一二。"), (vec![0.0, 1.0, 2.0], 2.5));
    assert_eq!(places("“一二"), (vec![-0.5, 0.5, 1.5], 2.5));
}

#[test]
fn a_quarter_of_an_em_stands_between_han_and_latin_and_is_not_inserted() {
    let gap = |text| places(text).0;
    let wto = EmMeasure::Han.advance("WTO", Face::Song, Weight::Regular, 1.0);
    let near = |places: &[f32], expect: f32| assert!((places[2] - expect).abs() < 1e-3, "{places:?}");
    near(&gap("中WTO国"), 1.25 + wto + 0.25);
    near(&gap("第7日"), 1.25 + 0.549 + 0.25);
    // A mark has blank of its own.
    assert_eq!(gap("，7")[1], 1.0 - 0.5 + 0.5);
    assert_eq!(set("中WTO国", 9.0, Style::Balanced).0, ["中WTO国"]);
    // A blank that stands there is not doubled.
    assert!(gap("中 WTO")[1] < 1.4);
}

#[test]
fn widths_are_adjusted_first_then_something_is_pulled_in_then_pushed_out() {
    // The blank of the last mark is dropped: four and a half em in a line of four and a half.
    full("一二三四，五六七八", 4.5, &["一二三四，", "五六七八"]);
    // A quarter of an em comes out of 、: the line takes its stop in.
    full("一、二三，四五六七", 4.25, &["一、二三，", "四五六七"]);
    let (_, lines) = set("一、二三，四五六七", 4.25, Style::Justified);
    assert!((lines[0].width - 4.25).abs() < 1e-3, "{}", lines[0].width);
    // Nothing can give: the character goes out with its mark.
    full("一二三四，五六七", 4.0, &["一二三", "四，五", "六七"]);
}

#[test]
fn short_lines_are_balanced_and_break_where_one_breathes() {
    let balanced = |text, measure| set(text, measure, Style::Balanced).0;
    assert_eq!(balanced("但冲突无法有赢家，和平不会有输家。", 12.0), ["但冲突无法有赢家，", "和平不会有输家。"]);
    assert_eq!(balanced("一二三四五六七八九十", 7.0), ["一二三四五", "六七八九十"]);
}

#[test]
fn no_last_line_is_one_character_and_a_mark() {
    full("一二三四五六七八九。", 4.0, &["一二三", "四五六七", "八九。"]);
    assert_eq!(set("一二三四五。", 4.0, Style::Balanced).0, ["一二三", "四五。"]);
}

#[test]
fn a_word_longer_than_a_line_is_cut_and_it_is_recorded() {
    let manner = manner("zh-Hans");
    let text = Text::new("见internationalization", &manner);
    assert_eq!(text.count(5.0), None);
    let cut = text.for_emergency(5.0, &manner);
    let lines = cut.wrap(5.0, cut.count(5.0).unwrap(), Style::Balanced).unwrap();
    assert!(!cut.emergencies.is_empty() && lines.iter().all(|line| line.width <= 5.001));
    let words: String = lines.iter().map(|line| cut.words(line)).collect();
    assert_eq!(words, "见internationalization");
    // A row of marks longer than a line, too.
    let marks = "！".repeat(20);
    let cut = Text::new(&marks, &manner).for_emergency(5.0, &manner);
    assert!(cut.count(5.0).is_some() && !cut.emergencies.is_empty());
}

#[test]
fn english_breaks_between_words_and_japanese_before_no_small_kana() {
    let english = manner("en");
    let text = Text::new("Good afternoon, everyone. “Nobody wins,” he said — not one.", &english);
    let lines = text.wrap(10.0, text.count(10.0).unwrap(), Style::Balanced).unwrap();
    let words: Vec<_> = lines.iter().map(|line| text.words(line)).collect();
    assert_eq!(words.join(" "), text.source);
    assert!(words.iter().all(|line| !line.starts_with([',', '—', '”']) && !line.ends_with('“')), "{words:?}");
    let japanese = manner("ja");
    let text = Text::new("日本とチャイナ", &japanese);
    let lines = text.wrap(4.0, text.count(4.0).unwrap(), Style::Justified).unwrap();
    assert_eq!(lines.iter().map(|line| text.words(line)).collect::<Vec<_>>(), ["日本と", "チャイナ"]);
}

#[test]
fn traditional_stops_stand_in_the_middle_of_their_em() {
    let hant = manner("zh-Hant");
    let text = Text::new("一，二", &hant);
    assert_eq!((text.units[1].lead, text.units[1].trail), (0.25, 0.25));
    assert_eq!(Text::new("一，", &hant).width(0, 2), 1.75);
}

#[test]
fn the_units_tile_the_text_whatever_it_is() {
    for text in ["", " 一", "一 二　三", "a\u{301}中", "“”‘’……——", "𠀀𠀁。", "一\n二", "1,000.5%的", "\"一\"二\"三\""]
    {
        let units = super::units(text, &manner("zh-Hans"));
        let tiles: String = units.iter().map(|unit| unit.span.of(text)).collect();
        assert_eq!(tiles, text.trim_start());
    }
}
