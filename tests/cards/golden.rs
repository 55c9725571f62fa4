//! Golden pictures: telling cases, each an SVG beside this file. `UPDATE_EXPECT=1` writes them anew.

use std::path::Path;

use shilu::card::design::{Accent, Parts, Preset, Shade, Template, Writing};
use shilu::card::face::EmMeasure;
use shilu::card::{Design, Matter, compose, svg};
use shilu::messages::Ui;
use shilu::transcript::parse;

use crate::first::{WANG_YI, matter};

/// Writes or compares the cards of a matter.
#[track_caller]
fn golden(name: &str, matter: &Matter, design: Design) {
    let sheets = compose(matter, &design, &EmMeasure::of(&matter.language)).unwrap();
    for (sheet, number) in sheets.iter().zip(1..) {
        let number = if sheets.len() > 1 { format!("-{number}") } else { String::new() };
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cards/golden/{name}{number}.svg"));
        expect_test::expect_file![file].assert_eq(&svg::write(sheet));
    }
}

fn said(words: &str) -> Matter {
    matter(&parse(WANG_YI), words)
}

/// Words in another language, with nothing else to them.
fn own(language: &str, text: &str) -> Matter {
    Matter { text: text.to_owned(), language: language.to_owned(), ..Matter::default() }
}

const DESK: &str = "谈判桌是冲突的终点，也是和平的起点。";
const BOTH: Parts = Parts { asked: true, date: true, source: true, code: false };

fn design(template: Template, preset: Preset, writing: Writing) -> Design {
    Design { template, preset, writing, parts: BOTH, ..Design::default() }
}

#[test]
fn each_template_in_both_directions() {
    for &template in Template::ALL {
        for &writing in Writing::ALL {
            let name = format!("{}-{}", template.word(), writing.word());
            golden(&name, &said(DESK), design(template, Preset::Square, writing));
        }
    }
}

#[test]
fn marks_and_numbers_in_a_column() {
    let words = "还有100多个国家支持“三大全球倡议”，更有超过四分之三的国家加入共建“一带一路”大家庭。";
    golden("numbers-vertical", &said(words), design(Template::Seal, Preset::Portrait, Writing::Vertical));
    let marks = own("zh-Hans", "他说：“‘和’为贵——《论语》有云……”7日，75%的人、2758号，WTO成员！对吗？（对）；");
    golden("marks-vertical", &marks, design(Template::Plain, Preset::Square, Writing::Vertical));
    golden("marks-horizontal", &marks, design(Template::Plain, Preset::Square, Writing::Horizontal));
    let hant = own("zh-Hant", "對話，才是出路；對抗，沒有贏家。「和」字當頭。");
    golden("traditional-vertical", &hant, design(Template::Seal, Preset::Square, Writing::Vertical));
}

#[test]
fn a_question_in_kai() {
    let design = design(Template::Plain, Preset::Landscape, Writing::Horizontal);
    golden("question", &said("您如何看待中俄关系？"), design);
}

#[test]
fn words_spread_over_numbered_cards() {
    let text = "第一句话说到这里，第二句话也说到这里。".repeat(24);
    let design = Design { split: true, ..design(Template::Plain, Preset::Landscape, Writing::Horizontal) };
    golden("split", &own("zh-Hans", &text), design);
}

#[test]
fn other_languages_and_looks() {
    let english = own("en", "Nobody wins a conflict — and in peace, nobody loses. “That,” he said, “is all.”");
    let dark = Design {
        shade: Shade::Dark,
        accent: Accent::Indigo,
        ui: Ui::En,
        ..design(Template::Bold, Preset::Landscape, Writing::Horizontal)
    };
    golden("english-dark", &english, dark);
    let japanese = own("ja", "今年の最初の訪問先は、ヨーロッパです。");
    golden("japanese-vertical", &japanese, design(Template::Night, Preset::Square, Writing::Vertical));
}
