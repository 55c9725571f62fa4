//! Warnings: what a quotation makes of words that stand. Knows how Chinese denies, conditions and quotes others; knows
//! no verdict.

use super::align::Run;
use crate::quotes::letters::{Glyph, Reading, is_letter};
use crate::quotes::list;
use crate::quotes::select::is_quotation_mark;
use crate::text::fold;

/// What a reader must know beside the verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// A denial or a condition is lost (or a denial is new): the words no longer mean what was said.
    Negation,
    /// The speaker quotes these words in order to reject them.
    Quoted,
}

impl Warning {
    /// Returns the word for it in the JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Quoted => "quoted",
        }
    }
}

/// What denies.
const DENIALS: [char; 9] = ['不', '未', '没', '非', '无', '勿', '莫', '别', '休'];

/// Words with a character of denial that deny nothing.
const NO_DENIALS: &str = "不仅 不但 不断 不少 不同 不久 不过 不只 不止 不管 不论 不妨 不愧 不惜 不懈 不禁 不得不 不能不 不可不 \
    不会不 无不 莫不 无非 未必不 不一 不尽 不足 不安 不良 不幸 不法 不屈不挠 不约而同 无论 无疑 无数 无比 \
    无限 无私 无价 未来 未尝不 非常 非洲 非盟 非凡 非但 非正式 非传统 莫斯科 莫过于 莫桑比克 别国 别的 别人 \
    区别 特别 分别 个别 级别 北非 南非";

/// Words that deny without such a character.
const DENYING: &str = "反对 拒绝 否认 难以 杜绝 避免 防止 绝不 从未 停止 禁止";

/// What makes the rest of a sentence conditional.
const CONDITIONS: &str = "如果 假如 假使 倘若 要是 一旦 除非 只要 只有 试想 若 即使 前提是";

/// How many letters may stand between a denial and the cut after it: 不应搞什么|双重标准.
const REACH: usize = 4;

/// Folded letters and the marks between them, as one line.
fn line(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| fold(glyph.c)).filter(|c| !is_quotation_mark(*c) && !c.is_whitespace()).collect()
}

/// Counts denials in folded words, words that only look like one left out.
fn denials(words: &str) -> usize {
    let mut count = 0;
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let skipped = list(NO_DENIALS).find(|word| rest.starts_with(*word));
        let denies = list(DENYING).find(|word| rest.starts_with(*word));
        let length = match (skipped, denies) {
            (Some(word), _) => word.len(),
            (None, Some(word)) => {
                count += 1;
                word.len()
            }
            (None, None) => {
                count += usize::from(DENIALS.contains(&c));
                c.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    count
}

fn ends_clause(c: char) -> bool {
    !is_letter(c) && !is_quotation_mark(c) && !c.is_whitespace() && c != '、' && c != '·'
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';' | '\n')
}

/// Tells whether words that begin at `first` have lost a denial or a condition that stands just before them.
pub(super) fn is_cut_off(source: &Reading, first: usize) -> bool {
    let before = source.glyphs.get(..first).unwrap_or_default();
    let after = source.glyphs.get(first..).unwrap_or_default();
    let clause = before.iter().rposition(|glyph| ends_clause(glyph.c)).map_or(0, |at| at + 1);
    denies_what_follows(&line(before.get(clause..).unwrap_or_default()), &line(after.get(..4).unwrap_or(after)))
        || is_conditional(before)
}

/// Tells whether the words of a clause end with a denial of what follows.
fn denies_what_follows(clause: &str, next: &str) -> bool {
    let letters: Vec<(usize, char)> = clause.char_indices().collect();
    let from = letters.len().saturating_sub(REACH + 2);
    let tail = letters.get(from).and_then(|(at, _)| clause.get(*at..)).unwrap_or_default();
    // The word that the cut goes through may be none that denies: 不|断推进.
    let both = [tail, next].concat();
    let Some(last) = last_denial(&both, tail.len()) else { return false };
    let between: Vec<char> = tail.get(last..).unwrap_or_default().chars().collect();
    between.len() <= REACH && !between.iter().any(|c| matches!(c, '的' | '地' | '得' | '而' | '、' | '之' | '于'))
}

/// Returns where the last denial before `limit` ends, in bytes.
fn last_denial(words: &str, limit: usize) -> Option<usize> {
    let mut at = 0;
    let mut last = None;
    while at < limit {
        let rest = words.get(at..)?;
        let c = rest.chars().next()?;
        let skipped = list(NO_DENIALS).find(|word| rest.starts_with(*word));
        let denies = list(DENYING).find(|word| rest.starts_with(*word));
        at += match (skipped, denies) {
            (Some(word), _) => word.len(),
            (None, Some(word)) => {
                last = Some(at + word.len());
                word.len()
            }
            (None, None) => {
                if DENIALS.contains(&c) {
                    last = Some(at + c.len_utf8());
                }
                c.len_utf8()
            }
        };
    }
    last.filter(|last| *last <= limit)
}

/// Tells whether a condition stands before the words in their sentence.
fn is_conditional(before: &[Glyph]) -> bool {
    let sentence = before.iter().rposition(|glyph| ends_sentence(glyph.c)).map_or(0, |at| at + 1);
    let words = line(before.get(sentence..).unwrap_or_default());
    list(CONDITIONS).any(|condition| words.contains(condition))
}

/// Tells whether what lies between two runs, or what the quotation put there, turns the meaning round.
pub(super) fn is_turned(pasted: &Reading, source: &Reading, runs: &[Run], is_marked: bool) -> bool {
    runs.iter().zip(runs.iter().skip(1)).any(|(run, next)| {
        let stretch = |reading: &Reading, from: usize, to: usize| {
            let glyphs = reading.glyphs.get(reading.owner(from - 1) + 1..reading.owner(to)).unwrap_or_default();
            glyphs.to_vec()
        };
        let lost = stretch(source, run.source + run.length, next.source);
        let added = stretch(pasted, run.quoted + run.length, next.quoted);
        let (lost_words, added_words) = (line(&lost), line(&added));
        // Whole clauses may go, and take their denials with them; a condition may not.
        let is_within = !lost.iter().any(|glyph| ends_clause(glyph.c));
        let condition = !is_within && !is_marked && {
            let last = lost_words.rsplit(ends_sentence).next().unwrap_or_default();
            list(CONDITIONS).any(|word| last.contains(word) && !added_words.contains(word))
        };
        let cut = !is_within && is_cut_off(source, source.owner(next.source));
        let within = is_within && {
            // The runs beside the gap decide what is a word: 不|断.
            let tail = |reading: &Reading, from: usize| {
                let glyph = reading.owner(from);
                line(reading.glyphs.get(glyph..(glyph + 2).min(reading.glyphs.len())).unwrap_or_default())
            };
            let lost = denials(&[lost_words.as_str(), &tail(source, next.source)].concat());
            let had = denials(&[added_words.as_str(), &tail(pasted, next.quoted)].concat());
            let lost_condition = list(CONDITIONS).any(|c| lost_words.contains(c) && !added_words.contains(c));
            lost != had || lost_condition
        };
        let cut = cut && denials(&added_words) == 0;
        within || condition || cut
    })
}

/// Tells whether what the quotation puts before its first aligned letters denies something.
pub(super) fn denies(glyphs: &[Glyph]) -> bool {
    denials(&line(glyphs)) > 0
}

/// What stands before words that the speaker does not share.
const REJECTING_BEFORE: &str = "所谓 鼓吹 叫嚣 炒作 渲染 散布 宣扬 妄称 谎称 声称 诬称 污蔑 抹黑 诬蔑 炮制 编造 歪曲 鼓噪 兜售 贩卖 杜绝 \
    反对 摒弃 抛弃 放弃 拒绝 抵制 打着 借口 与其 究竟是 不是 并非 绝非 贴上 扣上 指责 攻击 论调 谬论 制造 搞 \
    强加";

/// What stands after words that the speaker does not share.
const REJECTING_AFTER: &str = "无异于 只会 只能 论调 谬论 说法 谎言 叙事 不符合 不成立 站不住 荒谬 错误 虚假 注定 必将失败 没有出路 \
    不得人心 不接受 行不通 违背 是对 走不通 的帽子";

/// What brings others' words without judging them.
const REPORTING: &str = "有句话 有人 有些人 一些人 个别 某些 西方 外界 他们 有一种 有观点 有声音 论调 美方";

/// What turns against it afterwards.
const TURNING: &str = "而在 但 然而 可是 事实上 其实 恰恰 而我们 而中 不如 我不";

/// How many letters before a quotation are looked at, and how many after it.
const AROUND: usize = 12;

/// Tells whether the glyphs stand within words that the speaker quotes in order to reject them.
pub(super) fn is_rejected(source: &Reading, first: usize, last: usize) -> bool {
    let Some((open, close)) = around(source, first, last) else { return false };
    let before = source.glyphs.get(..open).unwrap_or_default();
    let after = source.glyphs.get(close + 1..).unwrap_or_default();
    let sentence = before.iter().rposition(|glyph| ends_sentence(glyph.c)).map_or(0, |at| at + 1);
    let frame = line(before.get(sentence..).unwrap_or_default());
    let near: String = {
        let letters: Vec<char> = frame.chars().collect();
        letters.get(letters.len().saturating_sub(AROUND)..).unwrap_or_default().iter().collect()
    };
    // A clause that ended before the quotation has had its say.
    let near = near.rsplit(['。', '；', '!', '?']).next().unwrap_or_default();
    let follows: String = line(after).chars().take(AROUND).collect();
    let then = follows.trim_start_matches(|c: char| !is_letter(c));
    let clause = follows.split(|c: char| !is_letter(c) && c != '、').find(|part| !part.is_empty()).unwrap_or_default();
    list(REJECTING_BEFORE).any(|cue| near.contains(cue))
        || list(REJECTING_AFTER).any(|cue| clause.contains(cue))
        || list(REPORTING).any(|cue| frame.contains(cue)) && list(TURNING).any(|cue| then.starts_with(cue))
}

/// Returns the marks of the innermost quotation that holds these glyphs.
fn around(source: &Reading, first: usize, last: usize) -> Option<(usize, usize)> {
    let mut open: Vec<usize> = Vec::new();
    for (n, glyph) in source.glyphs.iter().enumerate().take(first) {
        match glyph.c {
            '“' | '「' | '『' | '‘' => open.push(n),
            '”' | '」' | '』' => {
                open.pop();
            }
            '’' if !source.glyphs.get(n + 1).is_some_and(|next| next.c.is_ascii_alphabetic()) => {
                open.pop();
            }
            '"' | '＂' => {
                if open.last().and_then(|n| source.glyphs.get(*n)).is_some_and(|last| last.c == glyph.c) {
                    open.pop();
                } else {
                    open.push(n);
                }
            }
            // A mark that was never closed does not reach beyond its paragraph.
            '\n' => open.clear(),
            _ => {}
        }
    }
    let start = open.pop()?;
    let mut depth = 0;
    for (n, glyph) in source.glyphs.iter().enumerate().skip(first) {
        match glyph.c {
            '“' | '「' | '『' | '‘' => depth += 1,
            '”' | '」' | '』' | '’' | '"' | '＂' if depth == 0 => return (n > last).then_some((start, n)),
            '”' | '」' | '』' | '’' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(before: &str, after: &str) -> bool {
        let reading = Reading::of_text(&[before, after].concat());
        is_cut_off(&reading, before.chars().count())
    }

    #[test]
    fn a_cut_just_after_a_denial_is_one() {
        assert!(cut("台湾从来不", "是一个国家"));
        assert!(cut("一国的安全不能", "建立在别国的不安全之上"));
        assert!(cut("任何人都不应搞什么", "双重标准"));
        assert!(cut("都无法", "撼动中国人民的众志成城"));
        assert!(!cut("台湾", "从来不是一个国家"));
        assert!(!cut("我们从不惹事，", "更不怕事"));
        assert!(!cut("中国不断", "推进改革"));
        assert!(!cut("中国不", "断推进改革"));
        assert!(!cut("台湾是中国领土不可分割的", "一部分"));
        assert!(!cut("无论", "国际环境如何变化"));
    }

    #[test]
    fn a_cut_within_a_condition_is_one() {
        assert!(cut("试想如果每个国家都强调本国优先，", "那这个世界将倒退回丛林法则"));
        assert!(cut("只有心怀“大家”，", "才能成为真正的“赢家”"));
        assert!(!cut("没有永远的朋友，只有永远的利益。", "朋友应当是永远的"));
    }

    #[test]
    fn words_that_are_quoted_to_be_rejected() {
        let check = |text: &str, words: &str| {
            let reading = Reading::of_text(text);
            let at = text.find(words).unwrap();
            let first = text.get(..at).unwrap().chars().count();
            is_rejected(&reading, first, first + words.chars().count() - 1)
        };
        assert!(check("与其鼓吹“台湾有事，日本有事”，不如谨记。", "台湾有事"));
        assert!(check("西方有句话，“没有永远的朋友，只有永远的利益”。而在中国看来，朋友是永远的。", "没有永远的朋友"));
        assert!(check("“以台制华”无异于螳臂挡车。", "以台制华"));
        assert!(!check("中国有句古话，“会当凌绝顶，一览众山小”。我们高兴地看到，", "会当凌绝顶"));
        assert!(!check("探索出一条“不结盟、不对抗”的相处之道", "不结盟"));
        assert!(!check("与其鼓吹“台湾有事，日本有事”，不如谨记。", "不如谨记"));
    }
}
