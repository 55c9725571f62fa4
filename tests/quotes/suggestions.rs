//! Suggestions: what is suggested of the first transcript, and what never is.

use shilu::quotes::suggest::suggest;
use shilu::transcript::parse;

use crate::texts::{all, wang_yi};

#[test]
fn what_the_press_quoted_is_among_the_first_twelve() {
    let transcript = wang_yi();
    let twelve = suggest(&transcript, 12);
    let words: Vec<_> = twelve.iter().map(|suggestion| transcript.shown(suggestion.span).into_owned()).collect();
    for quoted in [
        "以中国的确定性稳住不确定的世界",
        "借台湾生事，就是给日本找事",
        "我们从不惹事，更不怕事",
        "谈判桌是冲突的终点，也是和平的起点",
        "动荡世界中的恒量，不是地缘博弈里的变量",
        "从来都是机遇，而不是威胁",
    ] {
        assert!(words.iter().any(|words| words.contains(quoted)), "{quoted} is not in {words:#?}");
    }
    assert!(twelve.iter().all(|suggestion| !suggestion.reasons.is_empty()));
    assert!(twelve.windows(2).all(|pair| pair[0].score >= pair[1].score));
}

#[test]
fn courtesies_questions_announcements_and_fragments_are_never_suggested() {
    let text = "记者会\n\n路透社记者：和平不是口号，而是行动吗？\n\n毛宁：各位好，不是我们欢迎你们，而是你们欢迎我们。\n\n这不是选择，而是责任。应越南外长邀请，不是王毅，而是李强将访问越南。\n\n美国不是朋友，而是什么？\n";
    let transcript = parse(text);
    let found: Vec<_> = suggest(&transcript, 9).iter().map(|s| transcript.shown(s.span).into_owned()).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_suggestion_is_a_span_of_one_answer_in_every_fixture() {
    for (name, transcript) in all() {
        for suggestion in suggest(&transcript, 99) {
            let sentence = crate::texts::sentences(&transcript).into_iter().find(|(id, _)| *id == suggestion.sentence);
            assert!(sentence.unwrap().1.contains(suggestion.span), "{name}");
        }
    }
}
