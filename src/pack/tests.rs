//! Pages are small here: what an element must have, and what may not be believed.

use proptest::prelude::*;

use super::*;
use crate::transcript::parse;

const TEXT: &str = "外交部发言人主持例行记者会\n\n路透社记者：请问有何评论？\n\n毛宁：没有评论。\n\n法新社记者：谢谢，再问一次？\n\n毛宁：谢谢。\n";

const PAGE: &str = "<!doctype html>\n<html lang=\"zh-Hans\" data-ui=\"zh-Hans\"><head>\
    <!-- <title>no</title> --><title>甲</title><meta name=\"description\" content=\"乙\">\
    <script>const a = '<article class=\"transcript\">' < \"</article>\";</script><style>a > b { }</style></head>\
    <body><nav id=\"outline\"><ol><li>丙</li></ol></nav><main><article class=\"transcript\" lang=\"en\">丁</article></main>\
    <script type=\"application/json\" id=\"source\">{}</script><script id=\"glue\">if (a<b) c()</script></body></html>\n";

/// As the embed is agreed to look.
const EMBED: &str = "<!doctype html><html lang=\"en\" data-ui=en><head><meta http-equiv=\"Content-Security-Policy\" \
    content=\"default-src 'none'\"><title>a</title><style>a{}</style></head><body><shilu-transcript data-a='>'>\
    <article class=\"transcript\" lang=\"en\"><section>b</section></article></shilu-transcript>\
    <script type=\"application/json\" id=\"source\">{\"name\":\"a\"}</script><script>run()</script></body></html>";

fn filled(page: &str, texts: &[(&str, &str)]) -> String {
    let transcripts: Vec<Transcript> = texts.iter().map(|(_, text)| parse(text)).collect();
    let carried = texts.iter().zip(&transcripts).map(|((name, _), transcript)| Carried { name, transcript });
    fill(page, &carried.collect::<Vec<_>>()).unwrap()
}

fn between<'p>(page: &'p str, before: &str, after: &str) -> &'p str {
    page.split_once(before).unwrap().1.split_once(after).unwrap().0
}

/// Returns all scripts and style sheets that a policy names by their hashes.
fn programs(page: &str) -> Vec<String> {
    let page = Page::of(page);
    let programs = page
        .tags
        .iter()
        .enumerate()
        .filter(|(_, tag)| ["script", "style"].contains(&tag.name) && !tag.has("id", "source"));
    programs.map(|(at, _)| page.whole(at).and_then(|(from, to)| page.html.get(from..to)).unwrap().to_owned()).collect()
}

#[test]
fn everything_that_says_which_transcript_it_is_is_filled() {
    let page = filled(PAGE, &[("甲.txt", TEXT)]);
    assert_eq!(between(&page, "</title> --><title>", "<"), "外交部发言人主持例行记者会 · 实录");
    assert_eq!(between(&page, "name=\"description\" content=\"", "\""), "请问有何评论？");
    assert_eq!(between(&page, "<nav id=\"outline\">", "</nav>").matches("<li>").count(), 2);
    assert_eq!(between(&page, "<main>", "</main>").matches("<section class=\"item exchange\"").count(), 2);
    assert!(!page.contains('丙') && !page.contains('丁'), "{page}");
    let source: Value = serde_json::from_str(between(&page, "id=\"source\">", "</script>")).unwrap();
    assert_eq!((source["name"].as_str(), source["text"].as_str()), (Some("甲.txt"), Some(TEXT)));
    let (english, _) = filled(PAGE, &[("a", "Q: Why?\n\nA: Because it is so, and it has been so for years.")])
        .split_once(" data-ui")
        .map(|(head, _)| (head.to_owned(), ()))
        .unwrap();
    assert!(english.ends_with("<html lang=\"en\""), "{english}");
}

#[test]
fn a_page_that_was_filled_can_be_filled_again() {
    let once = filled(PAGE, &[("a.txt", TEXT)]);
    let other = filled(PAGE, &[("b.txt", "Nobody asked anything. <b>&amp;</b> \"'")]);
    assert_eq!(filled(&other, &[("a.txt", TEXT)]), once);
}

#[test]
fn scripts_and_styles_stay_as_the_policy_names_them() {
    for page in [PAGE, EMBED] {
        let hostile = "</script></style><script>alert(1)</script>\n\n记者：<!--？\n\n王毅：</article></title>\n";
        let filled = filled(page, &[(hostile, hostile), ("b", TEXT)]);
        assert_eq!(programs(&filled), programs(page));
        assert_eq!(filled.matches("</script").count(), page.matches("</script").count(), "{filled}");
        assert_eq!(filled.matches("</title").count(), page.matches("</title").count(), "{filled}");
    }
}

#[test]
fn an_embed_has_neither_outline_nor_description() {
    let page = filled(EMBED, &[("a.txt", TEXT)]);
    let inside = between(&page, "<shilu-transcript data-a='>'>", "</shilu-transcript>");
    assert!(inside.starts_with("<article class=\"transcript\" lang=\"zh-Hans\"") && inside.ends_with("</article>"));
    assert!(page.contains("data-ui=en") && page.ends_with("<script>run()</script></body></html>"), "{page}");
}

#[test]
fn several_are_carried_as_a_list_and_the_first_is_shown() {
    let page = filled(PAGE, &[("a.txt", TEXT), ("b.txt", "Another one.")]);
    let source: Value = serde_json::from_str(between(&page, "id=\"source\">", "</script>")).unwrap();
    assert_eq!(source[1]["text"], "Another one.");
    let known = ["doc", "title", "exchanges"].map(|key| source[0][key].as_str().unwrap_or_default());
    assert_eq!(known, [parse(TEXT).sha256().get(..8).unwrap(), "外交部发言人主持例行记者会", "2"]);
    let twice = filled(PAGE, &[("a.txt", TEXT), ("again.txt", TEXT)]);
    assert_eq!(twice, filled(PAGE, &[("a.txt", TEXT)]), "the engine lists it once");
    assert!(!between(&page, "<main>", "</main>").contains("Another"));
}

#[test]
fn what_is_known_of_the_bytes_is_carried() {
    let mut transcript = parse(TEXT);
    transcript.source.digest = Some([7; 32]);
    transcript.source.encoding = "gb18030";
    let page = fill(PAGE, &[Carried { name: "a", transcript: &transcript }]).unwrap();
    assert!(page.contains("data-doc=\"07070707\""), "{page}");
    let source: Value = serde_json::from_str(between(&page, "id=\"source\">", "</script>")).unwrap();
    assert_eq!(
        (source["sha256"].as_str(), source["encoding"].as_str()),
        (Some("07".repeat(32).as_str()), Some("gb18030"))
    );
}

#[test]
fn a_page_that_lacks_something_is_refused_and_never_half_filled() {
    let transcript = parse(TEXT);
    let carried = [Carried { name: "a", transcript: &transcript }];
    let refused = |page: &str| fill(page, &carried).unwrap_err();
    assert_eq!(fill(PAGE, &[]), Err(Fault::Nothing));
    assert_eq!(refused(""), Fault::Not("<html>", 0));
    assert_eq!(refused(&PAGE.replace("<title>甲</title>", "")), Fault::Not("<title>", 0));
    assert_eq!(refused(&PAGE.replace("id=\"source\"", "id=\"text\"")), Fault::Not("#source", 0));
    assert_eq!(
        refused(&PAGE.replace("<main>", "<main><article class=\"transcript\"></article>")),
        Fault::Not("<article>", 2)
    );
    assert_eq!(refused(&PAGE.replace("<ol>", "").replace("</ol>", "")), Fault::Broken("#outline"));
    assert_eq!(refused(&PAGE.replace(" lang=\"zh-Hans\"", "")), Fault::Broken("<html>"));
    assert_eq!(refused(&PAGE.replace(" content=\"乙\"", "")), Fault::Broken("the description"));
    for cut in (0..PAGE.len()).filter_map(|at| PAGE.get(..at)) {
        // Whatever is missing at the end, nothing panics.
        let _ = fill(cut, &carried);
    }
}

#[test]
fn what_a_parser_would_change_is_written_so_that_it_stays() {
    let page = filled(PAGE, &[("a", "甲\r\n乙：丙\r丁\r戊")]);
    assert!(!page.contains('\r'), "{page}");
    assert_eq!(crate::article::Node::text("\r\u{A0}<").to_html(), "&#13;&nbsp;&lt;");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 96 } else { 512 }))]

    /// Whatever is said, in whatever file: the programs stay, the texts come back, and the page can be filled again.
    #[test]
    fn any_texts_come_back(
        texts in prop::collection::vec(("\\PC{0,12}", "(?s)([<>/!&\"'-]|script|style|title|article|：|记者|\n\n|.){0,60}"), 1..3),
    ) {
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let page = filled(EMBED, &texts);
        prop_assert_eq!(programs(&page), programs(EMBED));
        let source: Value = serde_json::from_str(between(&page, "id=\"source\">", "</script>")).unwrap();
        let is_one = texts.iter().all(|(_, text)| *text == texts[0].1);
        for (n, (name, text)) in texts.iter().enumerate().take(if is_one { 1 } else { texts.len() }) {
            let one = if is_one { &source } else { &source[n] };
            prop_assert_eq!((one["name"].as_str(), one["text"].as_str()), (Some(*name), Some(*text)));
        }
        prop_assert_eq!(filled(&page, &[("a.txt", TEXT)]), filled(EMBED, &[("a.txt", TEXT)]));
    }
}
