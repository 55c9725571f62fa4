//! Plain text and Markdown.

use expect_test::expect_file;
use pulldown_cmark::{Event, Options, Parser, Tag};
use shilu::export;

use crate::sample::sample;

#[test]
fn the_text_is_what_a_reader_sees() {
    expect_file!["sample.txt"].assert_eq(&export::text::write(&sample()));
}

#[test]
fn the_markdown_has_headings_and_labels() {
    expect_file!["sample.md"].assert_eq(&export::markdown::write(&sample()));
}

#[test]
fn words_are_never_markup_in_markdown() {
    let markdown = export::markdown::write(&sample());
    let mut words = String::new();
    for event in Parser::new_ext(&markdown, Options::all()) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Strong | Tag::Emphasis) => {}
            Event::Start(tag) => panic!("{tag:?}"),
            Event::End(_) | Event::SoftBreak => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(words.contains("A & B <b>x</b>。"), "{words}");
    assert!(words.contains("[链接](javascript:0)呢？"), "{words}");
    assert!(words.contains("1_2_3"), "{words}");
}
