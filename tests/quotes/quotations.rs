//! Quotations, citations and the collection: what is copied says who said it, and nothing that was not said.

use proptest::prelude::*;
use shilu::library::Field;
use shilu::messages::Ui;
use shilu::quotes::cite::{Style, cite};
use shilu::quotes::collection::{Collection, Kept};
use shilu::quotes::quote::{Fault, Quote};
use shilu::quotes::{Selector, resolve};
use shilu::transcript::{Role, parse};
use shilu::view_state::ViewState;

use crate::texts::{all, find, sentences, wang_yi};

const BASE: &str = "https://example.org/shilu/";

fn quote(words: &[&str]) -> Quote {
    let transcript = wang_yi();
    let spans: Vec<_> = words.iter().map(|words| find(&transcript, words)).collect();
    Quote::of(&transcript, &spans, None).unwrap()
}

#[test]
fn a_quotation_carries_who_where_when_and_who_had_asked() {
    let quote = quote(&["谈判桌是冲突的终点，也是和平的起点。"]);
    assert_eq!((quote.speaker.as_deref(), quote.role), (Some("王毅"), Role::Answer));
    assert_eq!(
        quote.plain(Ui::Hans),
        "“谈判桌是冲突的终点，也是和平的起点。”\n——王毅，答彭博社记者问，十四届全国人大三次会议记者会，2025年3月7日（推定），据新华社"
    );
}

#[test]
fn the_words_of_a_question_are_those_of_who_asked() {
    let quote = quote(&["您如何看待中俄关系？"]);
    assert_eq!(
        (quote.speaker.as_deref(), quote.role, quote.asked_by.as_deref()),
        (Some("塔斯社记者"), Role::Question, None)
    );
}

#[test]
fn what_is_left_out_is_marked_and_repaired_lines_are_whole() {
    let quote = quote(&["大国应承担起国际义务", "更不能恃强凌弱。"]);
    assert_eq!(quote.text, "大国应承担起国际义务……更不能恃强凌弱。");
    let transcript = wang_yi();
    let (from, to) = (find(&transcript, "不能\n\n唯利是图"), find(&transcript, "朋友应当是永远的"));
    let broken = Quote::of(&transcript, &[from.join(to)], None).unwrap();
    assert!(broken.text.starts_with("不能唯利是图，更不能恃强凌弱。西方有句话"), "{}", broken.text);
}

#[test]
fn what_is_no_quotation_is_refused() {
    let transcript = wang_yi();
    let (one, other) = (find(&transcript, "内生动力不减"), find(&transcript, "中国终将统一"));
    assert_eq!(Quote::of(&transcript, &[], None), Err(Fault::Empty));
    assert_eq!(Quote::of(&transcript, &[one, other], None), Err(Fault::SeveralTurns));
    let (first, second) = (find(&transcript, "铭记历史"), find(&transcript, "淡忘历史"));
    assert_eq!(Quote::of(&transcript, &[second, first], None), Err(Fault::OutOfOrder));
}

#[test]
fn a_link_leads_back_to_the_words() {
    let transcript = wang_yi();
    let span = find(&transcript, "借台湾生事，就是给日本找事");
    let link = Quote::of(&transcript, &[span], Some(BASE)).unwrap().link.unwrap();
    let (page, fragment) = link.split_once('#').unwrap();
    let (fragment, directive) = fragment.split_once(":~:").unwrap();
    assert_eq!(page, BASE);
    assert!(directive.starts_with("text=%E5%80%9F"), "{directive}");
    let selector = Selector::from_state(&ViewState::parse(fragment));
    assert_eq!(resolve(&transcript, &selector), Ok(span));
    assert_eq!(Quote::of(&transcript, &[span], None).unwrap().link, None);
    let local = Quote::of(&transcript, &[span], Some("file:///a/shilu.html")).unwrap().link.unwrap();
    assert!(!local.contains(":~:"), "{local}");
}

#[test]
fn html_and_markdown_are_escaped() {
    let text = "记者会\n\n路透社记者<b>：可以吗？\n\n王<i>毅：\"<script>\" & 'x' *不* [是](y) 。\n";
    let transcript = parse(text);
    let span = find(&transcript, "\"<script>\" & 'x' *不* [是](y) 。");
    let quote = Quote::of(&transcript, &[span], Some("https://example.org/\"><script>")).unwrap();
    let html = quote.html(Ui::Hans);
    assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("<i>"), "{html}");
    assert!(html.starts_with("<figure><blockquote cite=\"https://example.org/&quot;&gt;&lt;script&gt;#"), "{html}");
    let markdown = quote.markdown(Ui::Hans);
    use pulldown_cmark::{Event, Tag};
    let events: Vec<Event> = pulldown_cmark::Parser::new(&markdown).collect();
    let is_markup =
        |event: &Event| matches!(event, Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Emphasis));
    assert!(!events.iter().any(is_markup), "{events:?}");
    let links = events.iter().filter(|event| matches!(event, Event::Start(Tag::Link { .. }))).count();
    assert!(links == 1 && matches!(events[0], Event::Start(Tag::BlockQuote(_))), "{events:?}");
}

#[test]
fn each_style_cites_as_its_manual_does() {
    let transcript = wang_yi();
    let span = find(&transcript, "中国终将统一，也必将统一。");
    let check = |base: Option<&str>, style, ui, expect: &str| {
        let quote = Quote::of(&transcript, &[span], base).unwrap();
        let cited = cite(&quote, style, ui);
        let cited = quote.link.as_ref().map_or(cited.clone(), |link| cited.replace(link.as_str(), "LINK"));
        assert_eq!(cited, expect);
    };
    check(
        None,
        Style::Gb7714,
        Ui::Hans,
        "王毅. 坚守人间正道 把握时代潮流：十四届全国人大三次会议记者会[Z]. 新华社, [2025-03-07].",
    );
    check(
        Some(BASE),
        Style::Gb7714,
        Ui::Hans,
        "王毅. 坚守人间正道 把握时代潮流：十四届全国人大三次会议记者会[EB/OL]. 新华社, ([2025-03-07]). LINK.",
    );
    check(
        Some(BASE),
        Style::Apa,
        Ui::En,
        "王毅. ([2025, March 7]). 坚守人间正道 把握时代潮流 [Press conference transcript]. 十四届全国人大三次会议记者会. 新华社. LINK",
    );
    check(
        None,
        Style::Chicago,
        Ui::En,
        "王毅. “坚守人间正道 把握时代潮流”. Press conference transcript, 十四届全国人大三次会议记者会, [March 7, 2025]. 新华社.",
    );
    check(
        None,
        Style::Plain,
        Ui::Hant,
        "王毅，《坚守人间正道 把握时代潮流》，十四届全国人大三次会议记者会，2025年3月7日（推定），新华社",
    );
}

#[test]
fn every_sentence_of_every_fixture_can_be_quoted_and_cited() {
    for (name, transcript) in all() {
        for (id, span) in sentences(&transcript) {
            let quote =
                Quote::of(&transcript, &[span], Some(BASE)).unwrap_or_else(|fault| panic!("{name} {id} {fault}"));
            assert_eq!(quote.sentence, id);
            for style in Style::ALL {
                for ui in Ui::ALL {
                    assert!(!cite(&quote, style, ui).contains(". ."), "{name} {id}");
                }
            }
        }
    }
}

fn kept(words: &str) -> Kept {
    let transcript = wang_yi();
    let span = find(&transcript, words);
    Kept::of(&Quote::of(&transcript, &[span], Some(BASE)).unwrap(), Selector::of(&transcript, span), 7)
}

fn three() -> (Collection, [String; 3]) {
    let mut collection = Collection::default();
    let all = ["铭记历史，是为了更好开创未来。", "淡忘历史，就会迷失前进方向。", "中国终将统一"].map(kept);
    let keys = all.clone().map(|kept| kept.key);
    for kept in all {
        assert!(collection.keep(kept.clone()));
        assert!(!collection.keep(kept));
    }
    (collection, keys)
}

fn order(collection: &Collection, keys: &[String; 3]) -> Vec<usize> {
    collection.quotes().iter().map(|kept| keys.iter().position(|key| *key == kept.key).unwrap()).collect()
}

#[test]
fn the_reader_orders_annotates_tags_and_removes_with_undo() {
    let (mut collection, keys) = three();
    collection.move_to(&keys[2], 0);
    assert_eq!(order(&collection, &keys), [2, 0, 1]);
    collection.annotate(&keys[0], " 讲稿开头\u{0} ");
    collection.tag(&keys[0], "#历史，讲稿、历史");
    assert_eq!(collection.get(&keys[0]).unwrap().note, "讲稿开头");
    assert_eq!(collection.tags(), ["历史", "讲稿"]);
    collection.remove(Some(&keys[0]));
    assert_eq!((order(&collection, &keys), collection.undoable()), (vec![2, 1], 1));
    collection.undo();
    assert_eq!((order(&collection, &keys), collection.undoable()), (vec![2, 0, 1], 0));
    collection.remove(None);
    assert!(collection.quotes().is_empty());
    collection.undo();
    assert_eq!(order(&collection, &keys), [2, 0, 1]);
}

#[test]
fn the_collection_is_exported_and_read_back() {
    let (mut collection, keys) = three();
    collection.annotate(&keys[0], "=HYPERLINK(\"http://evil\")\n第二行 *星*");
    collection.tag(&keys[0], "历史, -1");
    let json: serde_json::Value = serde_json::from_str(&collection.json()).unwrap();
    assert_eq!(json["format"], "shilu-quotes/1");
    let read = |record: &serde_json::Value| {
        Kept::read(&|key| match &record[key] {
            serde_json::Value::Null => Field::Missing,
            serde_json::Value::String(text) => Field::Text(text.clone()),
            serde_json::Value::Number(number) => number.as_u64().map_or(Field::Other, Field::Number),
            _ => Field::Other,
        })
    };
    let mut again = Collection::default();
    again.load(json["quotes"].as_array().unwrap().iter().map(read));
    assert_eq!(again, collection);
    let text = collection.csv();
    let mut csv = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let rows: Vec<_> = csv.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    assert!(rows[0][7].starts_with("'=HYPERLINK"));
    assert!(collection.markdown().contains("> 铭记历史，是为了更好开创未来。\n>\n> ——[王毅，"));
}

fn field() -> impl Strategy<Value = Field> {
    prop_oneof![
        Just(Field::Missing),
        any::<String>().prop_map(Field::Text),
        any::<u64>().prop_map(Field::Number),
        Just(Field::Other)
    ]
}

proptest! {
    #[test]
    fn a_hostile_record_is_read_or_left(fields in prop::collection::vec(field(), 17)) {
        let names = Kept::default().fields().map(|(name, _)| name);
        let get = |key: &str| {
            let at = names.iter().position(|name| *name == key).unwrap_or(16);
            fields[at].clone()
        };
        if let Some(kept) = Kept::read(&get) {
            let mut collection = Collection::default();
            collection.load([Some(kept), None]);
            prop_assert_eq!(collection.broken(), 1);
            prop_assert!(serde_json::from_str::<serde_json::Value>(&collection.json()).is_ok());
        }
    }
}
