//! Sizes and places, each rule with the smallest example.

use super::{Block, Paint, Room, fit, place, swapped};
use crate::card::face::{EmMeasure, Face, Weight};
use crate::card::line::{Manner, Text};
use crate::card::sheet::{Color, Mark, Run};

fn manner(language: &str, vertical: bool) -> Manner<'_> {
    Manner { language, vertical, face: Face::Song, weight: Weight::Regular, measure: &EmMeasure::Han }
}

fn room(width: f32, height: f32) -> Room {
    Room { field: [width, height], least: 28.0, most: 100.0, leading: 1.5 }
}

/// Sets a text in columns of one size and returns its runs.
fn columns(text: &str, language: &str) -> Vec<Run> {
    let manner = manner(language, true);
    let room = Room { least: 100.0, ..room(1000.0, 1000.0) };
    drawn(&fit(Text::new(text, &manner), &manner, &room).unwrap(), &manner)
}

fn drawn(block: &Block, manner: &Manner) -> Vec<Run> {
    let paint = Paint { face: manner.face, weight: manner.weight, color: Color(0), is_words: true };
    let mut marks = Vec::new();
    place(block, manner, [0.0, 0.0], paint, &mut marks);
    marks.into_iter().filter_map(|mark| if let Mark::Run(run) = mark { Some(run) } else { None }).collect()
}

fn run<'r>(runs: &'r [Run], text: &str) -> &'r Run {
    runs.iter().find(|run| run.text.contains(text)).unwrap_or_else(|| panic!("{text} in {runs:?}"))
}

#[test]
fn a_text_is_as_large_as_its_field_allows() {
    let manner = manner("zh-Hans", false);
    let size = |text: &str, room: &Room| fit(Text::new(text, &manner), &manner, room).map(|block| block.size);
    assert_eq!(size("一二三四", &room(300.0, 100.0)), Some(75.0));
    assert_eq!(size("一二三四", &room(4000.0, 400.0)), Some(100.0), "the largest is the largest");
    assert_eq!(size(&"一".repeat(100), &room(280.0, 280.0)), None, "the smallest does not suffice");
    let long = "一".repeat(60);
    let block = fit(Text::new(&long, &manner), &manner, &room(500.0, 700.0)).unwrap();
    assert!(block.extent[0] <= 500.0 && block.extent[1] <= 700.0 && block.size >= 28.0);
    assert!(block.extent[1] > 500.0, "the field is filled: {:?}", block.extent);
}

#[test]
fn columns_go_from_right_to_left() {
    let manner = manner("zh-Hans", true);
    let room = Room { least: 100.0, ..room(400.0, 300.0) };
    let runs = drawn(&fit(Text::new("天地人和平安", &manner), &manner, &room).unwrap(), &manner);
    assert_eq!((runs[0].text.as_str(), runs[1].text.as_str()), ("天地人", "和平安"));
    assert!(runs[0].at[0][0] > runs[1].at[0][0]);
    assert!(runs[0].at[0][1] < runs[0].at[1][1] && runs[0].at[0][0] == runs[0].at[1][0]);
}

#[test]
fn stops_go_to_the_upper_right_in_simplified_and_stay_in_the_middle_in_traditional_columns() {
    let runs = columns("一。二", "zh-Hans");
    let at = &runs[0].at;
    assert!(at[1][0] > at[0][0] + 40.0 && at[1][1] < at[0][1] + 60.0, "{at:?}");
    let at = &columns("一。二", "zh-Hant")[0].at;
    assert_eq!(at[1], [at[0][0], at[0][1] + 100.0]);
}

#[test]
fn quotation_marks_become_corner_brackets_in_columns_and_are_turned() {
    let runs = columns("“一”‘二’", "zh-Hans");
    assert_eq!(runs.iter().map(|run| run.text.as_str()).collect::<String>(), "『一』「二」");
    assert!(run(&runs, "『").turned && run(&runs, "」").turned && !run(&runs, "一").turned);
    assert_eq!(swapped("“It’s”", &manner("zh-Hans", true)), "『It’s』");
    let level = manner("zh-Hans", false);
    let block = fit(Text::new("“一”", &level), &level, &room(900.0, 900.0)).unwrap();
    assert_eq!(drawn(&block, &level).iter().map(|run| run.text.as_str()).collect::<String>(), "“一”");
}

#[test]
fn dashes_dots_and_brackets_are_turned_in_columns() {
    let runs = columns("一——二……《三》", "zh-Hans");
    for turned in ["——", "……", "《", "》"] {
        assert!(run(&runs, turned).turned, "{turned}");
    }
    assert!(!run(&runs, "一").turned);
    let runs = columns("ヨーロッパ", "ja");
    assert!(run(&runs, "ー").turned && !run(&runs, "ロ").turned);
    let at = &run(&runs, "ッ").at;
    assert!(at[1][0] > at[0][0] && at[1][1] < at[0][1] + 100.0, "a small kana stands at the upper right: {at:?}");
}

#[test]
fn a_number_of_two_digits_stands_upright_and_a_longer_one_is_turned() {
    let runs = columns("第80次2758号3", "zh-Hans");
    assert!(!run(&runs, "80").turned && run(&runs, "80").at.len() == 1);
    assert!(run(&runs, "2758").turned && !run(&runs, "3").turned);
    assert!(run(&columns("一WTO二", "zh-Hans"), "WTO").turned);
}

#[test]
fn every_character_of_a_line_stands_on_one_baseline() {
    let manner = manner("zh-Hans", false);
    let block = fit(Text::new("中WTO国，“7日”", &manner), &manner, &room(2000.0, 100.0)).unwrap();
    let runs = drawn(&block, &manner);
    assert!(runs.iter().flat_map(|run| &run.at).all(|at| at[1] == runs[0].at[0][1]));
    assert!(runs.iter().all(|run| !run.turned));
}

#[test]
fn two_marks_are_never_in_one_run() {
    // Some browsers would space them once more.
    let manner = manner("zh-Hans", false);
    let block = fit(Text::new("一”，“二”。", &manner), &manner, &room(2000.0, 100.0)).unwrap();
    let is_mark = |c: char| "”，“。".contains(c);
    for run in drawn(&block, &manner) {
        let chars: Vec<char> = run.text.chars().collect();
        assert!(!chars.windows(2).any(|pair| is_mark(pair[0]) && is_mark(pair[1])), "{}", run.text);
    }
}

#[test]
fn marks_among_kai_are_set_in_song() {
    let manner = Manner { face: Face::Kai, ..manner("zh-Hans", false) };
    let block = fit(Text::new("一，二", &manner), &manner, &room(2000.0, 100.0)).unwrap();
    let runs = drawn(&block, &manner);
    assert_eq!(runs.iter().map(|run| run.face).collect::<Vec<_>>(), [Face::Kai, Face::Song, Face::Kai]);
}
