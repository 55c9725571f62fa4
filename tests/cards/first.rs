//! The first transcript: all its sentences, all formats, both directions, all templates.

use shilu::card::compose::clauses;
use shilu::card::design::{Parts, Preset, Template, Writing};
use shilu::card::face::EmMeasure;
use shilu::card::sheet::Mark;
use shilu::card::{Design, Matter, compose, matter};
use shilu::messages::Ui;
use shilu::quotes::Quote;
use shilu::text::Span;
use shilu::transcript::{Transcript, parse};

use crate::judge::{Count, judge};

pub(crate) const WANG_YI: &str = include_str!("../../transcripts/zh_wang_yi_20250307.txt");

/// Where every sentence that somebody says stands.
pub(crate) fn sentences(transcript: &Transcript) -> Vec<Span> {
    let turns = transcript.items.iter().flat_map(|item| &item.turns);
    let paragraphs = turns.flat_map(|turn| &turn.paragraphs).filter(|paragraph| !paragraph.scene);
    paragraphs.flat_map(|paragraph| paragraph.sentences.iter().copied()).collect()
}

/// A span as the matter of a card, where it is words.
pub(crate) fn matter_of(transcript: &Transcript, span: Span) -> Option<Matter> {
    let quote = Quote::of(transcript, &[span], None).ok()?;
    // A stage direction within a paragraph is stepped over: of a sentence that is nothing else, no words are left.
    Some(Matter::of(transcript, &quote, None, Ui::Hans)).filter(|matter| !matter.text.is_empty())
}

fn matters(transcript: &Transcript) -> Vec<Matter> {
    sentences(transcript).into_iter().filter_map(|span| matter_of(transcript, span)).collect()
}

/// Returns the matter of the words that begin and end so.
pub(crate) fn matter(transcript: &Transcript, words: &str) -> Matter {
    let at = transcript.source.text.find(words).unwrap_or_else(|| panic!("{words} does not stand there"));
    let quote = Quote::of(transcript, &[Span::new(at, at + words.len())], None).unwrap();
    Matter::of(transcript, &quote, Some("https://example.org/shilu/"), Ui::Hans)
}

#[test]
fn every_sentence_of_the_first_transcript_is_set_well_in_every_format() {
    let transcript = parse(WANG_YI);
    let matters = matters(&transcript);
    let mut count = Count::default();
    for matter in &matters {
        for &preset in Preset::ALL {
            for &writing in Writing::ALL {
                judge(matter, preset, writing, Template::Plain, &mut count);
            }
        }
    }
    println!("{} sentences: {count:?}", matters.len());
    assert!(matters.len() >= 113, "{}", matters.len());
    assert_eq!((count.emergencies, count.widows), (0, 0));
}

#[test]
fn every_template_sets_every_sentence() {
    let transcript = parse(WANG_YI);
    let mut count = Count::default();
    for (n, matter) in matters(&transcript).iter().enumerate() {
        for &template in Template::ALL.iter().filter(|template| **template != Template::Plain) {
            for &writing in Writing::ALL {
                judge(matter, Preset::ALL[n % Preset::ALL.len()], writing, template, &mut count);
            }
        }
    }
    println!("{count:?}");
    assert_eq!((count.emergencies, count.widows), (0, 0));
}

#[test]
fn a_question_is_of_whoever_asked_it_and_an_answer_says_whom_it_answers() {
    let transcript = parse(WANG_YI);
    let question = matter(&transcript, "您如何看待中俄关系？");
    assert!(question.asks && question.role.is_none() && question.asked_by.is_none());
    assert_eq!(question.speaker.as_deref(), Some("塔斯社记者"));
    let answer = matter(&transcript, "中俄关系每年都会被问到，但角度每次都不同。");
    assert_eq!(answer.speaker.as_deref(), Some("王毅"));
    assert_eq!(answer.role.as_deref(), Some("外交部长"));
    assert_eq!(answer.asked_by.as_deref(), Some("塔斯社记者"));
    assert!(answer.question.unwrap().ends_with("您如何看待中俄关系？"));
    assert!(answer.link.unwrap().len() < 80);
}

#[test]
fn words_that_do_not_fit_offer_clauses_and_a_number_of_cards() {
    let transcript = parse(WANG_YI);
    let from = transcript.source.text.find("作为大国大党领袖").unwrap();
    let to = transcript.source.text.find("2025年对中国和世界都是").unwrap();
    let long = transcript.source.text[from..to].trim().to_owned();
    let twice = Matter { text: long.repeat(3), ..matter(&transcript, &long) };
    let design = Design { preset: Preset::Landscape, ..Design::default() };
    let fault = compose(&twice, &design, &EmMeasure::Han).unwrap_err();
    let tiles: String = fault.clauses.iter().map(|clause| clause.of(&twice.text)).collect();
    assert_eq!(tiles, twice.text);
    assert!(fault.clauses.len() > 9 && fault.clauses.iter().all(|clause| !clause.of(&twice.text).starts_with('，')));
    let cards = compose(&twice, &Design { split: true, ..design }, &EmMeasure::Han).unwrap();
    assert_eq!(Some(cards.len()), fault.cards);
    assert!(cards.len() > 1 && cards.iter().all(|card| card.font_size == cards[0].font_size));
    assert!(cards[0].alt.ends_with(&format!(" (1/{})", cards.len())), "{}", cards[0].alt);
}

#[test]
fn the_same_words_are_the_same_picture() {
    let transcript = parse(WANG_YI);
    let matter = matter(&transcript, "谈判桌是冲突的终点，也是和平的起点。");
    let write = || {
        compose(&matter, &Design::default(), &EmMeasure::Han)
            .unwrap()
            .iter()
            .map(shilu::card::svg::write)
            .collect::<String>()
    };
    assert_eq!(write(), write());
}

#[test]
fn what_is_turned_off_does_not_stand_on_the_card() {
    let transcript = parse(WANG_YI);
    let matter = matter(&transcript, "谈判桌是冲突的终点，也是和平的起点。");
    let text = |parts| {
        let sheet = compose(&matter, &Design { parts, ..Design::default() }, &EmMeasure::Han).unwrap().remove(0);
        let runs =
            sheet.marks.into_iter().filter_map(|mark| if let Mark::Run(run) = mark { Some(run.text) } else { None });
        runs.collect::<String>()
    };
    let all = text(Parts::default());
    for part in ["外交部长", "王毅", "答彭博社记者问", "十四届全国人大三次会议记者会", "2025年3月7日", "据新华社"]
    {
        assert!(all.contains(part), "{part} in {all}");
    }
    let none = text(Parts { asked: false, date: false, source: false, code: false });
    assert_eq!(none, "谈判桌是冲突的终点，也是和平的起点。外交部长王毅");
}

#[test]
fn every_choice_has_a_name_that_is_read_back() {
    for &preset in Preset::ALL {
        assert_eq!(Preset::from_word(preset.word()), Some(preset));
    }
    for &template in Template::ALL {
        assert_eq!(Template::from_word(template.word()), Some(template));
    }
    assert_eq!((Writing::from_word("vertical"), Writing::from_word("slant")), (Some(Writing::Vertical), None));
}

#[test]
fn chosen_clauses_are_spans_of_the_source_again() {
    let transcript = parse(WANG_YI);
    // A newspaper's column has broken the paragraph in the middle of these words.
    let words = "中俄已探索出一条";
    let from = transcript.source.text.find(words).unwrap();
    let to = from + transcript.source.text[from..].find('。').unwrap() + '。'.len_utf8();
    let quote = Quote::of(&transcript, &[Span::new(from, to)], None).unwrap();
    let clauses = clauses(&quote.text);
    let pick = |chosen: &[usize]| {
        let clauses: Vec<Span> = chosen.iter().map(|n| clauses[*n]).collect();
        Quote::of(&transcript, &matter::chosen(&transcript, &quote, &clauses), None).unwrap().text
    };
    let all: Vec<usize> = (0..clauses.len()).collect();
    assert_eq!(pick(&all), quote.text);
    let [first, .., last] = clauses.as_slice() else { panic!("one clause") };
    assert_eq!(pick(&[0, clauses.len() - 1]), [first.of(&quote.text), last.of(&quote.text)].join("……"));
}
