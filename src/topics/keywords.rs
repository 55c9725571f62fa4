//! Words that set a text apart (本场关键词): by how much more often they stand there than in the texts the dictionary was
//! counted in. Knows segmentation and exchanges; topics do not need it.

use std::collections::BTreeMap;

use crate::text::{Span, fold, is_han};
use crate::transcript::{Item, Transcript};
use crate::words::Words;

/// Words that every press conference is full of: they set none apart.
const HOUSE: &str = "中方 记者 记者会 发言人 外交部 评论 回应 请问 表示 介绍 有关 报道 问题 关于 对此 是否 我们 方面 相关 \
    情况 立场 中国 据报道 注意到 强调 指出 认为 希望 进一步 此次 双方 各国 国家 今天 昨天 日前 近日 主持 例行 大家 能否 \
    何 如何 任何 哪些 什么 怎么 怎样 越来越 一个 一些 这个 这种 已经 可以 没有 不是 就是 进行 作出 目前 继续 具体 国际 世界 政府 两国 发展 合作";

/// How often a word has to stand in a text before it can set it apart.
const LEAST: u32 = 2;

/// The frequency a word that the dictionary lacks counts as having.
const UNKNOWN: f64 = 1.0;

/// A word that sets a text apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyword {
    /// The word, folded.
    pub word: String,
    /// Where it stands, in the order of the source.
    pub spans: Vec<Span>,
    /// How far it sets the text apart: the log-likelihood ratio (Dunning 1993). No unit; more is more.
    pub keyness: f64,
}

/// The keywords of a conference.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keywords {
    /// Those of the whole, the most telling first.
    pub conference: Vec<Keyword>,
    /// Those of each exchange, with its printed number.
    pub exchanges: Vec<(u32, Vec<Keyword>)>,
}

/// Returns at most `most` keywords for the conference and for each exchange.
pub fn keywords(transcript: &Transcript, words: &Words, most: usize) -> Keywords {
    let mut all = Count::default();
    let mut exchanges = Vec::new();
    for item in &transcript.items {
        let count = Count::of(transcript, item, words);
        if item.number().is_some() {
            exchanges.push((item.ordinal, count.rank(words, most)));
        }
        all.join(count);
    }
    Keywords { conference: all.rank(words, most), exchanges }
}

/// Words and where they stand.
#[derive(Default)]
struct Count {
    spans: BTreeMap<String, Vec<Span>>,
    /// All words of the text, also those that cannot set it apart.
    total: u32,
}

impl Count {
    fn of(transcript: &Transcript, item: &Item, words: &Words) -> Self {
        let mut count = Self::default();
        for paragraph in item.turns.iter().flat_map(|turn| &turn.paragraphs) {
            // Between repairs: a word that a repair joins is counted where it begins.
            let shown = transcript.shown(paragraph.span);
            let repairs = transcript.repairs_in(paragraph.span);
            let mut from = 0;
            for end in words.cut(&shown) {
                let piece = from as usize..end as usize;
                let word: String = shown.get(piece).unwrap_or_default().chars().map(fold).collect();
                count.total += 1;
                if tells(&word) {
                    let span = source(paragraph.span.start, from, end, repairs);
                    count.spans.entry(word).or_default().push(span);
                }
                from = end;
            }
        }
        count
    }

    fn join(&mut self, other: Self) {
        self.total += other.total;
        for (word, spans) in other.spans {
            self.spans.entry(word).or_default().extend(spans);
        }
    }

    fn rank(&self, words: &Words, most: usize) -> Vec<Keyword> {
        let mut ranked = Vec::new();
        for (word, spans) in &self.spans {
            let count = spans.len() as u32;
            let usual = words.frequency(word).map_or(UNKNOWN, f64::from);
            let keyness = keyness(f64::from(count), f64::from(self.total), usual, words.total() as f64);
            if count >= LEAST && keyness > 0.0 {
                ranked.push(Keyword { word: word.clone(), spans: spans.clone(), keyness });
            }
        }
        crate::order::order(&mut ranked, |a, b| b.keyness.total_cmp(&a.keyness).then_with(|| a.word.cmp(&b.word)));
        ranked.truncate(most);
        ranked
    }
}

/// Tells whether a word can set a text apart: Chinese, of two characters and more, and no word of the house's trade.
fn tells(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(is_han) && !HOUSE.split_whitespace().any(|house| house == word)
}

/// The log-likelihood ratio of a word that stands `count` times among `total` words, and `usual` times among `all`;
/// 0 where it is rarer than usual.
fn keyness(count: f64, total: f64, usual: f64, all: f64) -> f64 {
    let share = (count + usual) / (total + all);
    let (expected, expected_usual) = (total * share, all * share);
    if count <= expected {
        return 0.0;
    }
    2.0 * (count * (count / expected).ln() + usual * (usual / expected_usual).ln())
}

/// Returns where a piece of a paragraph's shown words stands in the source.
fn source(start: u32, from: u32, end: u32, repairs: &[crate::transcript::Repair]) -> Span {
    let (mut first, mut last) = (start + from, start + end);
    let mut moved = 0;
    for repair in repairs {
        let inserted = repair.inserted.len() as u32;
        // Where the repair stands in the shown words.
        let at = repair.span.start.saturating_sub(start).saturating_sub(moved);
        let removed = repair.span.len() as u32;
        if from >= at + inserted {
            first = (first + removed).saturating_sub(inserted);
        }
        if end > at {
            last = (last + removed).saturating_sub(inserted);
        }
        moved = (moved + removed).saturating_sub(inserted);
    }
    Span { start: first, end: last }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::parse;

    #[test]
    fn what_is_said_more_often_than_usual_sets_a_text_apart() {
        let words = Words::read("乌克兰 50\n危机 3000\n发展 40000\n和平 5000\n元首 300\n问题 90000\n").unwrap();
        let text =
            "问：乌克兰危机？\n答：乌克兰危机要和平。\n\n问：元首？\n答：元首元首，发展问题，发展问题，乌克兰。\n";
        let keywords = keywords(&parse(text), &words, 2);
        let said = |list: &[Keyword]| list.iter().map(|one| one.word.clone()).collect::<Vec<_>>();
        assert_eq!(said(&keywords.conference), ["乌克兰", "元首"]);
        assert_eq!(keywords.exchanges.len(), 2);
        assert_eq!(said(&keywords.exchanges[0].1), ["乌克兰", "危机"]);
        let spans = &keywords.exchanges[1].1[0].spans;
        assert!(spans.iter().all(|span| span.of(text) == "元首"), "{spans:?}");
    }
}
