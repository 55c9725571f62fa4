//! The lexicon itself: no word twice, none that cannot be reached, faults named by their line.

use shilu::topics::{Kind, Lexicon, LexiconError, Problem, assign};
use shilu::transcript::parse;

#[test]
fn the_lexicon_says_nothing_twice() {
    assert_eq!(Lexicon::check(), Ok(()));
}

#[test]
fn every_topic_has_three_names() {
    let lexicon = Lexicon::built_in();
    assert!(lexicon.subjects().len() > 250);
    assert_eq!(lexicon.subjects().iter().filter(|subject| subject.kind() == Kind::Theme).count(), 20);
    for subject in lexicon.subjects() {
        assert!(subject.names.iter().all(|name| !name.is_empty()), "{}", subject.id);
    }
}

#[test]
fn a_fault_is_named_by_its_line() {
    let fault = |text| Lexicon::with(text).err();
    let at = |line, problem| Some(LexiconError { line, problem });
    assert_eq!(fault("theme.sea = 海 | 海 | Sea\n3 海洋\n"), None);
    assert_eq!(fault("3 海洋\n"), at(1, Problem::NoTopic));
    assert_eq!(fault("# 注\nthing.sea = 海\n"), at(2, Problem::Unknown));
    assert_eq!(fault("theme.sea\n"), at(1, Problem::NoNames));
    assert_eq!(fault("theme.sea = 海\n7 海洋\n"), at(2, Problem::Unknown));
    assert_eq!(fault("theme.sea = 海\n3 海\n"), at(2, Problem::Short));
    assert_eq!(fault("theme.sea = 海\n@ zz\n"), at(2, Problem::NoPlace));
}

#[test]
fn every_word_can_be_reached() {
    let lexicon = Lexicon::built_in();
    let mut unreachable = Vec::new();
    for (word, subjects) in lexicon.entries() {
        let topics = assign(&parse(&format!("问：关于{word}，有何评论？\n答：没有。\n")), lexicon);
        let shown = |subject: &usize| topics[0].topics.iter().any(|topic| topic.subject == *subject);
        if !subjects.iter().all(shown) {
            unreachable.push(word);
        }
    }
    assert!(unreachable.is_empty(), "{unreachable:?}");
}
