//! Filtering as the page asks for it: what is offered, what passes, and what shows it.

use super::*;
use crate::engine::Engine;
use crate::protocol::{Choices, Document, Request, Response, Search, Taken};
use crate::text::decode::EncodingRs;

const FIRST: &str = include_str!("../../../transcripts/zh_wang_yi_20250307.txt");
const SECOND: &str = "外交部发言人主持例行记者会\n\n2024年5月6日，外交部发言人毛宁主持例行记者会。\n\n\
    路透社记者：中方对台湾问题有何评论？\n\n毛宁：台湾是中国的一部分，反对“台独”。\n\n\
    塔斯社记者：中俄关系如何？\n\n毛宁：中俄关系很好，俄罗斯是友好邻邦。\n";

fn engine() -> Engine {
    let mut engine = Engine::new(Box::new(EncodingRs));
    for text in [FIRST, SECOND] {
        engine.handle(Request::Take(Document { text: text.into(), ..Document::default() }), &[]);
    }
    engine
}

fn filter(engine: &mut Engine, filter: Filter) -> Facets {
    match engine.handle(Request::Filter(filter), &[]) {
        Response::Facets(facets) => facets,
        other => panic!("{other:?}"),
    }
}

fn choose(ids: &[(Group, &str)]) -> Choices {
    Choices { chosen: ids.iter().map(|(group, id)| (*group, (*id).to_owned())).collect(), all: Vec::new() }
}

fn shown(engine: &mut Engine, choices: Choices) -> Facets {
    filter(engine, Filter { choices, ..Filter::default() })
}

fn count(facets: &Facets, id: &str) -> Option<usize> {
    facets.facets.iter().find(|facet| facet.id == id).map(|facet| facet.count)
}

#[test]
fn without_a_choice_everything_passes_and_is_counted() {
    let facets = shown(&mut engine(), Choices::default());
    assert_eq!((facets.total, facets.passing, facets.here), (7, 7, 7));
    assert!(facets.hidden.is_empty());
    assert_eq!(count(&facets, "王毅"), Some(7));
    assert_eq!(count(&facets, "relation.place.ru"), Some(1));
    let tass = facets.facets.iter().find(|facet| facet.id == "tass").unwrap();
    assert_eq!((tass.names[0].as_str(), tass.country[0].as_str(), tass.count), ("塔斯社", "俄罗斯", 1));
    assert_eq!(tass.country[2], "Russia");
}

#[test]
fn exchange_four_is_found_under_the_us_and_under_relations_with_it() {
    for id in ["place.us", "relation.place.us"] {
        let facets = shown(&mut engine(), choose(&[(Group::of(id), id)]));
        assert!(!facets.hidden.contains(&4), "{id}: {:?}", facets.hidden);
    }
}

#[test]
fn what_is_only_named_does_not_pass() {
    let facets = shown(&mut engine(), choose(&[(Group::Place, "place.jp")]));
    assert_eq!(facets.hidden, [1, 2, 3, 4, 5, 6]);
}

#[test]
fn of_a_group_any_choice_is_enough_unless_all_are_wanted() {
    let mut engine = engine();
    let both = [(Group::Place, "place.ru"), (Group::Place, "place.jp")];
    assert_eq!(shown(&mut engine, choose(&both)).hidden, [1, 3, 4, 6]);
    let all = Choices { all: vec![Group::Place], ..choose(&both) };
    let facets = shown(&mut engine, all);
    assert_eq!((facets.passing, facets.hidden.len()), (0, 7));
    assert_eq!(count(&facets, "place.ru"), Some(0), "what is chosen is offered still");
}

#[test]
fn counts_follow_what_is_chosen_elsewhere_and_not_in_the_group_itself() {
    let facets = shown(&mut engine(), choose(&[(Group::Place, "place.ru")]));
    assert_eq!(count(&facets, "tass"), Some(1));
    assert_eq!(count(&facets, "place.jp"), Some(1), "{facets:?}");
    assert_eq!(facets.facets.iter().filter(|facet| facet.group == Group::Outlet).count(), 2);
}

#[test]
fn what_nobody_knows_is_chosen_in_vain() {
    let facets = shown(&mut engine(), choose(&[(Group::Theme, "theme.nothing")]));
    assert_eq!((facets.passing, count(&facets, "theme.nothing")), (0, Some(0)));
}

#[test]
fn everywhere_the_newest_conference_comes_first() {
    let choices = choose(&[(Group::Theme, "relation.place.ru")]);
    let facets = filter(&mut engine(), Filter { choices, everywhere: true, limit: 20, ..Filter::default() });
    assert_eq!((facets.total, facets.passing), (9, 2));
    assert_eq!(facets.conferences, [(0, 1), (1, 1)]);
    let listed: Vec<_> = facets.listed.iter().map(|one| (one.n, one.number, one.asker.as_str())).collect();
    assert_eq!(listed, [(0, 2, "塔斯社"), (1, 2, "塔斯社")]);
    assert!(facets.listed.iter().all(|one| one.topics[0].contains("中俄关系")), "{:?}", facets.listed);
    assert_eq!(facets.here, 7);
}

#[test]
fn the_search_looks_only_in_what_passes() {
    let mut engine = engine();
    let mut found = |ids: &[(Group, &str)]| {
        let search =
            Search { query: "中俄".into(), everywhere: true, choices: choose(ids), limit: 50, ..Search::default() };
        match engine.handle(Request::Search(search), &[]) {
            Response::Found(found) => found,
            other => panic!("{other:?}"),
        }
    };
    let all = found(&[]);
    let some = found(&[(Group::Speaker, "毛宁")]);
    assert!(some.count > 0 && some.count < all.count, "{} of {}", some.count, all.count);
    assert!(some.lines.iter().all(|line| line.n == 1));
    assert_eq!(found(&[(Group::Outlet, "reuters")]).count, 0);
}

#[test]
fn words_that_stand_nowhere_lead_to_the_topic_they_name() {
    let mut engine = engine();
    let mut meant = |query: &str| {
        let search = Search { query: query.into(), limit: 5, ..Search::default() };
        match engine.handle(Request::Search(search), &[]) {
            Response::Found(found) => {
                (found.count, found.topics.into_iter().map(|(id, _, n)| (id, n)).collect::<Vec<_>>())
            }
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(meant("中美"), (0, vec![("relation.place.us".to_owned(), 1)]));
    assert_eq!(meant("中俄").1, [], "what stands there is found");
    assert_eq!(meant("qqq"), (0, Vec::new()));
}

#[test]
fn each_topic_shows_the_words_and_where_they_stand() {
    let mut engine = engine();
    let Response::Topics(topics) = engine.handle(Request::Evidence(0, 2), &[]) else { panic!("no topics") };
    let russia = topics.iter().find(|topic| topic.id == "place.ru").unwrap();
    let marks: Vec<_> = russia.evidence.iter().flat_map(|evidence| &evidence.marks).collect();
    assert!(marks.iter().all(|mark| mark.block.starts_with("x2") && mark.from < mark.to), "{marks:?}");
    assert!(russia.evidence.iter().any(|evidence| evidence.term == "中俄"));
    assert_eq!(engine.handle(Request::Evidence(0, 99), &[]), Response::Topics(Vec::new()));
    assert_eq!(engine.handle(Request::Evidence(9, 1), &[]), Response::Nothing);
}

#[test]
fn ones_own_lexicon_adds_topics_until_the_own_one_is_wanted_again() {
    let mut engine = engine();
    let lexicon = "# 我的\ntheme.mine = 我的议题 | 我的議題 | Mine\n5 中俄关系\n";
    let taken = |engine: &mut Engine, text: &str| engine.handle(Request::Paste(text.into()), &[]);
    assert_eq!(taken(&mut engine, lexicon), Response::Lexicon(Taken::Lexicon(1)));
    let facets = filter(&mut engine, Filter { shown: 1, ..Filter::default() });
    assert_eq!(count(&facets, "theme.mine"), Some(1));
    let wrong = taken(&mut engine, "theme.mine = 甲\n5 乙\n");
    assert_eq!(wrong, Response::Lexicon(Taken::Wrong(2, crate::topics::Problem::Short)));
    assert_eq!(engine.handle(Request::OwnLexicon, &[]), Response::Lexicon(Taken::Own));
    let facets = filter(&mut engine, Filter { shown: 1, ..Filter::default() });
    assert_eq!(count(&facets, "theme.mine"), None);
}

#[test]
fn the_dictionary_brings_keywords_and_changes_neither_topics_nor_hits() {
    let mut engine = engine();
    let search = Search { query: "合作".into(), everywhere: true, limit: 500, ..Search::default() };
    let asked = [Request::Filter(Filter::default()), Request::Evidence(0, 4)];
    let before = asked.clone().map(|request| engine.handle(request, &[]));
    let Response::Found(found) = engine.handle(Request::Search(search.clone()), &[]) else { panic!("nothing found") };
    assert_eq!(engine.handle(Request::Keywords(0), &[]), Response::Nothing);
    let words = crate::words::pack("乌克兰 50\n危机 300\n合作 4000\n元首 300\n台湾 90\n其他 900000\n", &[]).unwrap();
    engine.handle(Request::Words, &words);
    assert_eq!(asked.map(|request| engine.handle(request, &[])), before);
    let Response::Found(after) = engine.handle(Request::Search(search), &[]) else { panic!("nothing found") };
    let places = |found: &crate::protocol::Found| {
        let mut places: Vec<_> = found.lines.iter().map(|line| format!("{} {:?}", line.n, line.mark)).collect();
        places.sort();
        places
    };
    assert_eq!((after.count, places(&after)), (found.count, places(&found)));
    let Response::Keywords(words, exchanges) = engine.handle(Request::Keywords(0), &[]) else { panic!("no keywords") };
    assert!(words.iter().any(|(word, _)| word == "台湾"), "{words:?}");
    assert_eq!(exchanges.len(), 7);
}
