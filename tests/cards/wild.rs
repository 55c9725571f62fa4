//! Words that no conference has: whatever is quoted, the card holds it, or says that it is too long.

use proptest::prelude::*;
use shilu::card::design::{Preset, Template, Writing};
use shilu::card::face::EmMeasure;
use shilu::card::{Design, Matter, compose, svg};

use crate::judge::words_of;

fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[国和平的不发展人民大中美日稳定合作一二三]{1,12}",
        "[，。、；：！？）》」』】”’（《「『【“‘·～—…]{1,9}",
        "[a-zA-Z0-9%.,'’-]{1,40}",
        "[ 　\n\t]{1,3}",
        "[\u{1F600}-\u{1F64F}\u{20000}-\u{20010}\u{300}-\u{310}\u{5D0}-\u{5EA}かなカナっー<>&\"]{1,6}",
    ];
    proptest::collection::vec(piece, 1..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_words_are_held_by_their_field(
        text in words(),
        preset in proptest::sample::select(Preset::ALL),
        writing in proptest::sample::select(Writing::ALL),
        template in proptest::sample::select(Template::ALL),
        language in proptest::sample::select(&["zh-Hans", "zh-Hant", "ja", "en"][..]),
    ) {
        let matter = Matter { text: text.clone(), language: language.to_owned(), ..Matter::default() };
        let design = Design { preset, writing, template, split: true, ..Design::default() };
        let sheets = compose(&matter, &design, &EmMeasure::of(language));
        prop_assert!(sheets.is_ok() || text.trim().is_empty(), "{text:?}: {sheets:?}");
        let mut read = String::new();
        for sheet in sheets.into_iter().flatten() {
            prop_assert!(sheet.extent[0] <= sheet.field[0] + 0.05 && sheet.extent[1] <= sheet.field[1] + 0.05);
            prop_assert!(sheet.font_size >= preset.least());
            read.push_str(&words_of(&svg::write(&sheet)));
        }
        let plain = |text: &str| -> String {
            let swapped = text.chars().filter(|c| !c.is_whitespace());
            swapped.map(|c| match c { '“' | '‘' | '『' => '「', '”' | '’' | '』' => '」', c => c }).collect()
        };
        prop_assert_eq!(plain(&read), plain(&text));
    }
}
