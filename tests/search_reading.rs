//! What a person reads of a search: pinyin, snippets, keywords in context, and `shilu search`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

use std::process::Command;
use std::sync::Arc;

use shilu::search::{Corpus, Key, Order, Pinyin, Query, Scope, Wish, rows, snippet, sort, table};
use shilu::transcript::parse;

const FIRST: &str = include_str!("../transcripts/zh_wang_yi_20250307.txt");
const PINYIN: &[u8] = include_bytes!("../src/data/pinyin.bin");

fn corpus(text: &str) -> Corpus {
    let mut corpus = Corpus::default();
    corpus.add(0, Arc::new(parse(text)), None);
    corpus
}

#[test]
fn characters_have_all_their_readings() {
    let pinyin = Pinyin::read(PINYIN).unwrap();
    let table = [
        ('重', "chong zhong"),
        ('庆', "qing"),
        ('行', "hang heng xing"),
        ('长', "chang zhang"),
        ('乐', "le yue"),
        ('女', "nv"),
        ('绿', "lu lv"),
        ('略', "lve"),
        ('会', "hui kuai"),
        ('藏', "cang zang"),
        ('灣', "wan"),
        ('，', ""),
        ('a', ""),
    ];
    for (c, readings) in table {
        assert_eq!(pinyin.readings(c).join(" "), readings, "{c}");
    }
    let unread = ('\u{4E00}'..'\u{9FA6}').filter(|c| pinyin.readings(*c).is_empty()).count();
    assert!(unread < 200, "{unread} of the 20,902 characters have no reading");
}

#[test]
fn words_are_found_by_how_they_are_read() {
    let pinyin = Pinyin::read(PINYIN).unwrap();
    let corpus = corpus("问：重庆的银行行长（笑）和妇女的绿色战略，西安、台湾呢？\n\n答：重大。\n");
    let table = [
        ("chongqing", "重庆"),
        ("cq", "重庆"),
        ("yinhang", "银行"),
        ("hangzhang", "行长"),
        ("xingchang", "行长"),
        ("yhhz", "银行行长"),
        ("funv", "妇女"),
        ("fnv", ""),
        ("lvse", "绿色"),
        ("zhanlve", "战略"),
        ("zhanlue", "战略"),
        ("xian", "西安"),
        ("xi'an", "西安"),
        ("tai wan", "台湾"),
        ("TW", "台湾"),
        ("ｔａｉｗａｎ", "台湾"),
        ("taiw", "台湾"),
        ("zhongda", "重大"),
        ("a", ""),
        ("taiwan1", ""),
        ("台湾", ""),
        ("\"taiwan\"", ""),
    ];
    for (typed, words) in table {
        let spelled = corpus.spelled(&Query::read(typed), &Scope::default(), Wish::default(), &pinyin);
        let found: Vec<_> = spelled.words.iter().map(|(word, count)| (word.as_str(), *count)).collect();
        assert_eq!(found, if words.is_empty() { vec![] } else { vec![(words, 1)] }, "{typed}");
        assert_eq!(spelled.results.hits.len(), spelled.results.count as usize, "{typed}");
    }
}

#[test]
fn the_first_transcript_is_found_by_pinyin() {
    let pinyin = Pinyin::read(PINYIN).unwrap();
    let corpus = corpus(FIRST);
    for typed in ["taiwan", "tw"] {
        let spelled = corpus.spelled(&Query::read(typed), &Scope::default(), Wish::default(), &pinyin);
        assert_eq!(spelled.words[0], ("台湾".to_owned(), 15), "{typed}");
    }
}

#[test]
fn a_table_that_was_cut_short_or_made_up_is_refused_or_read_without_harm() {
    for length in (0..PINYIN.len()).step_by(97) {
        if let Some(pinyin) = Pinyin::read(&PINYIN[..length]) {
            pinyin.readings('重');
        }
    }
    let noise: Vec<u8> = (0..60_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    if let Some(pinyin) = Pinyin::read(&noise) {
        corpus(FIRST).spelled(&Query::read("taiwan"), &Scope::default(), Wish::default(), &pinyin);
    }
}

/// A snippet on one line: the hit in brackets, other marks in braces, an ellipsis where it is cut.
fn line(corpus: &Corpus, query: &str, n: usize, around: usize) -> String {
    let hits = corpus.search(&Query::read(query), &Scope::default(), Wish::default()).hits;
    let text = corpus.text(0).unwrap();
    let found = snippet(text, &hits[n], &hits, around);
    let mut words = found.words.clone();
    for mark in found.marks.iter().rev() {
        let [open, close] = if *mark == found.hit { ["[", "]"] } else { ["{", "}"] };
        words.insert_str(mark.end as usize, close);
        words.insert_str(mark.start as usize, open);
    }
    let [before, after] = [found.cut_before, found.cut_after].map(|cut| if cut { "…" } else { "" });
    let exchange = found.exchange.map(|n| format!(" {n}")).unwrap_or_default();
    format!("{}{exchange} {} | {before}{words}{after}", found.speaker, found.asker)
}

#[test]
fn a_snippet_breaks_at_punctuation_and_shows_the_hit_in_full() {
    let corpus = corpus(
        "塔斯社记者：中俄关系如何？\n\n王毅：第一句话。第二句话很长很长，说到中俄合作和中俄贸易（笑）前景，还有别的。最后一句。\n",
    );
    assert_eq!(line(&corpus, "中俄", 0, 20), "塔斯社记者 1  | [中俄]关系如何？");
    assert_eq!(line(&corpus, "中俄", 1, 10), "王毅 1 塔斯社记者 | …说到[中俄]合作和{中俄}贸易（笑）…");
    assert_eq!(
        line(&corpus, "中俄", 1, 100),
        "王毅 1 塔斯社记者 | 第一句话。第二句话很长很长，说到[中俄]合作和{中俄}贸易（笑）前景，还有别的。最后一句。"
    );
    assert_eq!(line(&corpus, "贸易前景", 0, 3), "王毅 1 塔斯社记者 | …和中俄[贸易（笑）前景]，…");
    assert_eq!(line(&corpus, "塔斯社", 0, 3), "塔斯社记者 1  | [塔斯社]记者");
}

#[test]
fn keywords_stand_in_a_column_and_are_sorted_by_what_is_around_them() {
    let corpus = corpus("路透社记者：丙台湾甲？\n\n王毅：甲台湾丙。\n\n乙台湾乙。\n");
    let hits = corpus.search(&Query::read("臺灣"), &Scope::default(), Wish::default()).hits;
    let mut rows = rows(&corpus, &hits, 5);
    let mut by = |key| {
        sort(&mut rows, key);
        rows.iter().map(|row| format!("{}|{}|{}", row.left, row.keyword, row.right)).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(by(Key::Left), "丙|台湾|甲？ 乙|台湾|乙。 甲|台湾|丙。");
    assert_eq!(by(Key::Right), "甲|台湾|丙。 乙|台湾|乙。 丙|台湾|甲？");
    assert_eq!(by(Key::Speaker), "甲|台湾|丙。 乙|台湾|乙。 丙|台湾|甲？");
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let corpus = corpus("问：=1+1,台湾呢？\n\n答：台湾\"好\"，@SUM(A1)。\n");
    let hits = corpus.search(&Query::read("台湾"), &Scope::default(), Wish::default()).hits;
    let table = table(&rows(&corpus, &hits, 20));
    let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{FEFF}').as_bytes());
    let cells: Vec<String> =
        reader.records().flat_map(|r| r.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
    assert!(cells.contains(&"'=1+1,".to_owned()), "{cells:?}");
    assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{cells:?}");
}

/// Runs `shilu search` in the project's folder.
fn run(arguments: &[&str]) -> String {
    let shilu = Command::new(env!("CARGO_BIN_EXE_shilu"))
        .arg("search")
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(shilu.status.success(), "{}", String::from_utf8_lossy(&shilu.stderr));
    String::from_utf8(shilu.stdout).unwrap()
}

#[test]
fn the_command_prints_spans_in_code_points() {
    let file = "transcripts/zh_wang_yi_20250307.txt";
    let letters: Vec<char> = FIRST.chars().collect();
    for (query, count) in [("台湾", 15), ("臺灣", 15), ("不结盟", 1), ("坚守人间正道 把握时代潮流", 6), ("火星", 0)]
    {
        let answer: serde_json::Value = serde_json::from_str(&run(&[query, file, "--json"])).unwrap();
        assert_eq!(answer["count"], answer["hits"].as_array().unwrap().len());
        if query.chars().all(|c| c != ' ') {
            assert_eq!(answer["count"], count, "{query}");
        }
        for hit in answer["hits"].as_array().unwrap() {
            assert_eq!(hit["file"], file);
            let [from, to] = [0, 1].map(|n| hit["span"][n].as_u64().unwrap() as usize);
            let words: String = letters[from..to].iter().filter(|c| !c.is_whitespace()).collect();
            assert!(["台湾", "不结盟", "坚守人间正道", "把握时代潮流"].contains(&words.as_str()), "{words}");
        }
        assert!(answer["pinyin"].as_array().unwrap().is_empty());
        assert_eq!(answer["partial"].is_null(), answer["count"] != 0, "{query}");
    }
    let answer: serde_json::Value = serde_json::from_str(&run(&["tw", file, "--json"])).unwrap();
    assert_eq!(answer["count"], 0);
    assert!(answer["pinyin"].as_array().unwrap().len() >= 15);
    let answer: serde_json::Value = serde_json::from_str(&run(&["中俄 火星", file, "--json"])).unwrap();
    assert_eq!(answer["partial"]["dropped"][0], "火星");
    assert!(run(&["台湾", file]).starts_with("15 in 1 of 1 files\n"));
    assert!(run(&["台湾", file, "--csv", "--order", "left"]).lines().count() == 16);
}

#[test]
fn what_came_first_stays_when_the_dictionary_has_loaded() {
    /// Cuts before each 台.
    struct Cuts;
    impl shilu::search::Boundaries for Cuts {
        fn boundaries(&self, sentence: &str) -> Vec<u32> {
            sentence.match_indices('台').map(|(at, _)| at as u32).collect()
        }
    }
    let corpus = corpus(FIRST);
    let find = |boundaries: Option<&dyn shilu::search::Boundaries>| {
        let wish = Wish { order: Order::Best, limit: 10, boundaries };
        let hits = corpus.search(&Query::read("台湾"), &Scope::default(), wish).hits;
        let mut spans: Vec<_> = hits.iter().map(|hit| hit.span).collect();
        spans.sort();
        (spans, hits.iter().map(|hit| hit.score).max())
    };
    let (before, after) = (find(None), find(Some(&Cuts)));
    assert_eq!(before.0, after.0);
    assert!(after.1 > before.1);
}
