//! Search against a naive search that shares nothing with it, and against what a person counted.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use shilu::search::{Corpus, Order, Query, Results, Scope, Term, Wish};
use shilu::text::{Span, fold};
use shilu::transcript::{DiagnosticKind, Transcript, parse};

const FIRST: &str = include_str!("../transcripts/zh_wang_yi_20250307.txt");

/// So many pieces of the fixtures are looked for.
const SAMPLES: usize = 1_000;
/// Where the choice of pieces begins: the same pieces each time, others with another number in `SHILU_SEED`.
const SEED: u64 = 20_250_307;

/// Every fixture, and the first transcript.
fn fixtures() -> Vec<(String, Arc<Transcript>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/layouts");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let read = |path: &std::path::PathBuf| (path.display().to_string(), std::fs::read_to_string(path).unwrap());
    let first = ("the first transcript".to_owned(), FIRST.to_owned());
    let texts = paths.iter().map(read).chain([first, ("scene notes".to_owned(), SCENES.to_owned())]);
    texts.map(|(name, text)| (name, Arc::new(parse(&text)))).collect()
}

const SCENES: &str = "主持人：请提问。\n\n新华社记者：您怎么看（笑）这个问题？\n\n\
    王毅：我看（笑声）很好（掌声），哈哈（笑）哈哈。谢谢（笑）！\n";

/// A block as a person sees it: each character, and what it stands for in the source.
struct Shown {
    letters: Vec<(char, Span)>,
    /// What the ids of its hits begin with; without sentences the ids themselves.
    id: String,
    sentences: Vec<Span>,
}

/// What is shown of a transcript, and each paragraph with scene notes once more without them.
fn shown(transcript: &Transcript) -> (Vec<Shown>, Vec<Shown>) {
    let source = &transcript.source.text;
    let letters = |span: Span| {
        let mut letters = Vec::new();
        let mut at = span.start;
        while at < span.end {
            if let Some(repair) = transcript.repairs.iter().find(|r| r.span.start == at && r.span.end <= span.end) {
                letters.extend(repair.inserted.chars().map(|c| (c, repair.span)));
                if !repair.span.is_empty() {
                    at = repair.span.end;
                    continue;
                }
            }
            let c = source.get(at as usize..).unwrap().chars().next().unwrap();
            let end = at + c.len_utf8() as u32;
            letters.push((c, Span { start: at, end }));
            at = end;
        }
        letters
    };
    let (mut blocks, mut seams) = (Vec::new(), Vec::new());
    let headline = transcript.headline;
    for (id, span) in [("h.kicker", headline.kicker), ("h.main", headline.main), ("h.sub", headline.sub)] {
        blocks.extend(span.map(|span| Shown { letters: letters(span), id: id.into(), sentences: vec![] }));
    }
    let notes: Vec<Span> =
        transcript.diagnostics.iter().filter(|d| d.kind == DiagnosticKind::Scene).map(|d| d.span).collect();
    for (id, turn) in transcript.items.iter().flat_map(|item| item.turns_with_ids()) {
        if let Some(spoken) = turn.speaker {
            blocks.push(Shown { letters: letters(spoken.label), id: format!("{id}.label"), sentences: vec![] });
        }
        for (n, paragraph) in turn.paragraphs.iter().enumerate() {
            let id = format!("{id}.p{}", n + 1);
            let all = letters(paragraph.span);
            let inside: Vec<_> =
                notes.iter().filter(|note| paragraph.span.contains(**note) && **note != paragraph.span).collect();
            if !inside.is_empty() {
                let without = all.iter().filter(|(_, span)| !inside.iter().any(|note| note.contains(*span)));
                let letters = without.copied().collect();
                seams.push(Shown { letters, id: id.clone(), sentences: paragraph.sentences.clone() });
            }
            blocks.push(Shown { letters: all, id, sentences: paragraph.sentences.clone() });
        }
    }
    (blocks, seams)
}

/// Where a piece stands, by comparing it with every place.
fn naive(transcript: &Transcript, piece: &str) -> Vec<(Span, String)> {
    let wanted: Vec<char> = piece.chars().map(fold).collect();
    let (blocks, seams) = shown(transcript);
    let mut found = Vec::new();
    for block in blocks.iter().chain(&seams) {
        for window in block.letters.windows(wanted.len()) {
            if window.iter().map(|(c, _)| fold(*c)).eq(wanted.iter().copied()) {
                let span = window.iter().fold(window[0].1, |all, (_, span)| all.join(*span));
                let sentence = block.sentences.iter().rposition(|s| s.start <= span.start);
                let id = match block.sentences.len() {
                    0 => block.id.clone(),
                    _ => format!("{}.s{}", block.id, sentence.unwrap_or(0) + 1),
                };
                found.push((span, id));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn corpus(transcript: &Arc<Transcript>) -> Corpus {
    let mut corpus = Corpus::default();
    corpus.add(0, transcript.clone(), None);
    corpus
}

fn search(corpus: &Corpus, query: &Query) -> Results {
    corpus.search(query, &Scope::default(), Wish::default())
}

fn literal(piece: &str) -> Query {
    Query { terms: vec![Term::new(piece)], ..Query::default() }
}

/// What the search finds, in the form of [`naive`].
fn found(corpus: &Corpus, piece: &str) -> Vec<(Span, String)> {
    let results = search(corpus, &literal(piece));
    assert_eq!(results.count as usize, results.hits.len(), "count of {piece:?}");
    let mut found: Vec<_> = results.hits.into_iter().map(|hit| (hit.span, hit.sentence)).collect();
    found.sort();
    found
}

/// A generator of numbers that depends on nothing but its seed (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

#[test]
fn what_is_found_is_what_a_naive_search_finds() {
    let seed = std::env::var("SHILU_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(SEED);
    let mut numbers = Numbers(seed);
    let fixtures = fixtures();
    let mut traditional = BTreeMap::new();
    for c in '\u{4E00}'..'\u{A000}' {
        traditional.entry(fold(c)).or_insert(c);
    }
    let (mut pieces, mut hits) = (0, 0);
    // Each fixture has its turn, so that every one is sampled.
    for (name, transcript) in fixtures.iter().cycle() {
        if pieces >= SAMPLES {
            break;
        }
        let corpus = corpus(transcript);
        let (blocks, seams) = shown(transcript);
        let blocks: Vec<_> = blocks.iter().chain(&seams).filter(|block| !block.letters.is_empty()).collect();
        if blocks.is_empty() {
            continue;
        }
        for _ in 0..10 {
            let letters = &blocks[numbers.below(blocks.len())].letters;
            let length = 1 + numbers.below(letters.len().min(12));
            let from = numbers.below(letters.len() - length + 1);
            let piece: String = letters[from..from + length].iter().map(|(c, _)| c).collect();
            let expect = naive(transcript, &piece);
            assert!(!expect.is_empty());
            assert_eq!(found(&corpus, &piece), expect, "{piece:?} in {name}, seed {seed}");
            let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).filter(|_| c.is_ascii_graphic()).unwrap_or(c);
            let variants: [String; 3] = [
                piece.chars().map(|c| traditional.get(&c).copied().unwrap_or(c)).collect(),
                piece.chars().map(wide).collect(),
                piece.to_uppercase(),
            ];
            for variant in variants.iter().filter(|variant| variant.chars().count() == length) {
                assert_eq!(found(&corpus, variant), expect, "{variant:?} in {name}, seed {seed}");
            }
            pieces += 1;
            hits += expect.len();
        }
    }
    println!("{pieces} pieces of {} texts, {hits} hits", fixtures.len());
}

#[test]
fn the_counts_of_the_first_transcript_are_those_a_person_counted() {
    let corpus = corpus(&Arc::new(parse(FIRST)));
    let counts = [
        ("中国", 50),
        ("台湾", 15),
        ("和平", 14),
        ("中俄", 10),
        ("合作", 9),
        ("元首外交", 5),
        ("全球南方", 3),
        ("人类命运共同体", 3),
        ("乌克兰危机", 3),
        ("一个中国", 3),
        ("一带一路", 1),
        ("中美", 0),
        ("台湾问题", 0),
        ("不结盟", 1),
        ("不能唯利是图", 1),
        ("都明确规定", 1),
    ];
    for (words, count) in counts {
        assert_eq!(search(&corpus, &literal(words)).count, count, "{words}");
    }
}

#[test]
fn a_scene_note_is_found_as_printed_and_stepped_over() {
    let transcript = Arc::new(parse(SCENES));
    let corpus = corpus(&transcript);
    let spans = |query: &str| -> Vec<String> {
        let hits = search(&corpus, &Query::read(query)).hits;
        hits.iter().map(|hit| format!("{} {}", hit.sentence, hit.span.of(SCENES))).collect()
    };
    assert_eq!(spans("怎么看这个"), ["x1q1.p1.s1 怎么看（笑）这个"]);
    assert_eq!(spans("看(笑)这"), ["x1q1.p1.s1 看（笑）这"]);
    assert_eq!(spans("很好，哈"), ["x1a1.p1.s1 很好（掌声），哈"]);
    assert_eq!(spans("哈哈"), ["x1a1.p1.s1 哈哈", "x1a1.p1.s1 哈（笑）哈", "x1a1.p1.s1 哈哈"]);
    assert_eq!(spans("\"怎么看这个\""), [""; 0]);
}

#[test]
fn nothing_reaches_from_one_paragraph_or_turn_into_another() {
    let text = "问：甲乙\n\n丙丁？\n\n答：戊己。\n";
    let corpus = corpus(&Arc::new(parse(text)));
    for (words, count) in [("甲乙", 1), ("乙丙", 0), ("丁？戊", 0), ("？", 1), ("问", 1), ("问甲", 0)] {
        assert_eq!(search(&corpus, &literal(words)).count, count, "{words}");
    }
}

/// Two conferences in which terms meet in every way.
fn two() -> Corpus {
    let first = "中国与世界\n\n塔斯社记者：中俄关系如何？\n\n王毅：合作很好。中俄合作、能源合作都很好。\n\n贸易也好。\n\n\
        路透社记者：台湾呢？\n\n王毅：台湾是中国的一部分。\n";
    let second = "问：能源价格如何？\n\n答：台湾以外都涨了。\n";
    let mut corpus = Corpus::default();
    let date = |year| time::Date::from_calendar_date(year, time::Month::March, 7).ok();
    corpus.add(1, Arc::new(parse(first)), date(2025));
    corpus.add(2, Arc::new(parse(second)), date(2026));
    corpus
}

fn ids(results: &Results) -> Vec<String> {
    results.hits.iter().map(|hit| format!("{}:{}", hit.conference, hit.sentence)).collect()
}

#[test]
fn several_terms_meet_in_one_exchange() {
    let corpus = two();
    let table: [(&str, &[&str]); 14] = [
        ("中俄 贸易", &["1:x1q1.p1.s1", "1:x1a1.p1.s2", "1:x1a1.p2.s1"]),
        ("塔斯社 贸易", &["1:x1q1.label", "1:x1a1.p2.s1"]),
        ("中俄 -贸易", &[]),
        ("台湾 -中国", &["2:x1a1.p1.s1"]),
        ("提问:台湾", &["1:x2q1.p1.s1"]),
        ("回答:臺灣", &["1:x2a1.p1.s1", "2:x1a1.p1.s1"]),
        ("question:能源 answer:涨", &["2:x1q1.p1.s1", "2:x1a1.p1.s1"]),
        ("title:中国", &["1:h.main"]),
        ("媒体:塔斯社", &["1:x1q1.label"]),
        ("媒体:tass 中俄", &["1:x1q1.p1.s1", "1:x1a1.p1.s2"]),
        ("outlet:路透 中俄", &[]),
        ("\"臺灣\"", &[]),
        ("\"台湾\" 中国", &["1:x2q1.p1.s1", "1:x2a1.p1.s1", "1:x2a1.p1.s1"]),
        ("", &[]),
    ];
    for (query, expect) in table {
        let results = search(&corpus, &Query::read(query));
        assert_eq!(ids(&results), expect, "{query}");
        assert_eq!(results.count as usize, expect.len(), "{query}");
    }
}

#[test]
fn counts_come_by_conference_year_and_outlet() {
    let corpus = two();
    let results = search(&corpus, &Query::read("台湾"));
    assert_eq!(results.conferences, [(1, 2), (2, 1)]);
    assert_eq!(results.years, [(2025, 2), (2026, 1)]);
    let outlets: Vec<_> = results.outlets.iter().map(|(id, _, count)| (id.as_str(), *count)).collect();
    assert_eq!(outlets, [("reuters", 2)]);
    let newest = Wish { order: Order::Newest, limit: 1, ..Wish::default() };
    assert_eq!(ids(&corpus.search(&Query::read("台湾"), &Scope::default(), newest)), ["2:x1a1.p1.s1"]);
    let scope = Scope { years: vec![2025], outlets: vec!["reuters".into()], ..Scope::default() };
    assert_eq!(corpus.search(&Query::read("台湾"), &scope, Wish::default()).count, 2);
    let scope = Scope { outlets: vec!["tass".into()], ..Scope::default() };
    assert_eq!(corpus.search(&Query::read("台湾"), &scope, Wish::default()).count, 0);
}

#[test]
fn where_the_terms_meet_closest_comes_first() {
    let corpus = two();
    let best = Wish { order: Order::Best, ..Wish::default() };
    let results = corpus.search(&Query::read("中俄 合作"), &Scope::default(), best);
    assert_eq!(ids(&results)[0], "1:x1a1.p1.s2");
    assert_eq!(results.hits.len(), 5);
    let results = corpus.search(&Query::read("能源 合作 中俄"), &Scope::default(), best);
    assert_eq!(ids(&results)[0], "1:x1a1.p1.s2");
}

#[test]
fn what_never_meets_is_told_with_what_does() {
    let corpus = two();
    let partial = |query: &str| {
        let results = search(&corpus, &Query::read(query));
        assert_eq!((results.count, results.hits.len()), (0, 0), "{query}");
        results.partial.map(|p| (p.kept.join(" "), p.dropped.join(" "), p.apart, p.found.count))
    };
    let expect = |kept: &str, dropped: &str, apart, count| Some((kept.to_owned(), dropped.to_owned(), apart, count));
    // In one conference, in different exchanges.
    assert_eq!(partial("中俄 台湾"), expect("中俄 台湾", "", true, 4));
    // In different conferences, or nowhere.
    assert_eq!(partial("中俄 合作 价格"), expect("中俄 合作", "价格", false, 5));
    assert_eq!(partial("中俄 火星"), expect("中俄", "火星", false, 2));
    // One term: its longest pieces.
    assert_eq!(partial("中俄关系史"), expect("中俄关系", "史", false, 1));
    assert_eq!(partial("中俄军事合作"), expect("中俄 合作", "军事", false, 5));
    assert_eq!(partial("火星"), None);
}

#[test]
fn a_conference_can_be_replaced_and_removed() {
    let mut corpus = two();
    corpus.add(1, Arc::new(parse("问：火星？\n\n答：好。\n")), None);
    assert_eq!(search(&corpus, &Query::read("中俄")).count, 0);
    assert_eq!(search(&corpus, &Query::read("火星")).count, 1);
    corpus.remove(1);
    assert_eq!((search(&corpus, &Query::read("火星")).count, corpus.len()), (0, 1));
}
