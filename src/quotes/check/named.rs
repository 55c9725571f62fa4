//! Who a text says is speaking. Knows names and the words around them; knows no transcript.

use super::passages::holds;
use crate::quotes::list;
use crate::text::Span;

/// Whom the words are ascribed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// A speaker of a transcript, by the name found.
    Speaker(String),
    /// Some reporter.
    Reporter,
    /// Whoever answers, by office.
    Host,
    /// Somebody who speaks in none of the transcripts.
    Stranger,
}

/// People to whom quotations are ascribed in posts and who may not speak in the transcript at hand.
const PEOPLE: &str = "特朗普 川普 拜登 普京 普丁 泽连斯基 布林肯 鲁比奥 石破茂 岸田文雄 安倍晋三 赖清德 蔡英文 莫迪 马克龙 \
    朔尔茨 默茨 冯德莱恩 古特雷斯 内塔尼亚胡 基辛格 拉夫罗夫 佩洛西 万斯 习近平 李强 李克强 毛泽东 周恩来 \
    邓小平 毛宁 林剑 郭嘉昆 汪文斌 赵立坚 华春莹 耿爽 秦刚";

/// Offices whose holders a conference's speaker is not, as a rule.
const OFFICES: &str = "总统 首相 国务卿 秘书长 议员 总理 专家 学者 教授 网友 国防部长";

/// Offices of those who answer, unless they are another country's.
const HOSTS: [&str; 8] = ["外长", "外長", "外交部长", "外交部長", "发言人", "發言人", "外交部", "中方"];

/// Countries whose officials are quoted most, beside the host's own.
const COUNTRIES: &str = "美国 日本 俄罗斯 俄 法国 德国 英国 韩国 印度 欧盟 乌克兰 以色列 伊朗 朝鲜 菲律宾 越南 澳大利亚 加拿大 \
    美方 白宫";

/// What stands before somebody who is spoken to, reported from or asked, and does not speak.
const BEFORE_OBJECTS: &str = "回答 回應 回应 答复 答 针对 就 对 對 向 告诉 问 問 据 與 与 关于";

/// What follows an outlet whose reporter speaks.
const ASKS: &str = "记者 記者 问 問 提问 提問 ： : 主播 主持 特派 的问题";

/// What follows 记者 where no reporter speaks.
const NO_REPORTER: &str = "会 會 招待 获悉 報 报 朋友 们 站";

/// How far back a name may stand, in characters.
const BACK: usize = 80;

/// Returns whom a text ascribes a passage to: whoever is named last before it, else first after it, else earlier.
/// `text` has blanks where the passages are; `people` and `outlets` are names of the speakers.
pub(super) fn named(text: &str, passage: Span, people: &[String], outlets: &[String]) -> Option<Named> {
    let before = Span { start: 0, end: passage.start }.of(text);
    let skipped = before.chars().count().saturating_sub(BACK);
    let near = before.char_indices().nth(skipped).map_or(before, |(at, _)| before.get(at..).unwrap_or_default());
    let last = near.lines().rev().find(|line| line.chars().any(char::is_alphanumeric)).unwrap_or_default();
    if last.contains("被问") || last.contains("被問") {
        return None;
    }
    let subject = |words: &str| mentions(words, people, outlets).into_iter().next().map(|(_, named)| named);
    let clauses = last.rsplit(|c: char| "，。！？；,!?;  ".contains(c));
    if let Some(named) = clauses.into_iter().find_map(subject) {
        return Some(named);
    }
    let after = Span { start: passage.end, end: u32::try_from(text.len()).unwrap_or(u32::MAX) }.of(text);
    let line = after.split('\n').find(|line| line.chars().any(char::is_alphanumeric)).unwrap_or_default();
    let clause = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let clause = clause.split(|c: char| "，。！？；,!?;“「".contains(c)).next().unwrap_or_default();
    if clause.chars().count() <= 24
        && let Some(named) = subject(clause)
    {
        return Some(named);
    }
    // Whoever was named last in the text so far goes on speaking.
    let earlier = mentions(before, people, outlets).into_iter().rev();
    earlier.map(|(_, named)| named).find(|named| matches!(named, Named::Speaker(_)))
}

/// Returns all who are named as subjects, in order of where they stand.
fn mentions(words: &str, people: &[String], outlets: &[String]) -> Vec<(usize, Named)> {
    let mut found: Vec<(usize, Named)> = Vec::new();
    let mut add = |at: usize, length: usize, named: Named| {
        let before = words.get(..at).unwrap_or_default();
        let after = words.get(at + length..).unwrap_or_default();
        if !list(BEFORE_OBJECTS).any(|cue| before.ends_with(cue)) && !after.starts_with('被') {
            found.push((at, named));
        }
    };
    for name in people {
        words.match_indices(name.as_str()).for_each(|(at, found)| add(at, found.len(), Named::Speaker(name.clone())));
        // 王外长
        if let Some(family) = name.chars().next().filter(|_| name.chars().count() <= 3) {
            for office in ["外长", "外長", "部长", "部長", "主任", "总理"] {
                let title = format!("{family}{office}");
                words
                    .match_indices(title.as_str())
                    .for_each(|(at, found)| add(at, found.len(), Named::Speaker(name.clone())));
            }
        }
    }
    for name in outlets {
        for (at, _) in words.match_indices(name.as_str()) {
            let rest = words.get(at + name.len()..).unwrap_or_default();
            let asks = list(ASKS).find(|cue| rest.starts_with(*cue));
            let reports = asks.is_some_and(|cue| {
                let after = rest.get(cue.len()..).unwrap_or_default();
                list(NO_REPORTER).any(|word| after.starts_with(word))
            });
            if asks.is_some() && !reports || name.ends_with("记者") {
                add(at, name.len(), Named::Speaker(name.clone()));
            }
        }
    }
    for person in list(PEOPLE).filter(|person| !people.iter().any(|name| name.as_str() == *person)) {
        for (at, _) in words.match_indices(person) {
            let rest = words.get(at + person.len()..).unwrap_or_default();
            if super::passages::says(clause_of(rest)) || rest.starts_with(['：', ':']) {
                add(at, person.len(), Named::Stranger);
            }
        }
    }
    for office in list(OFFICES) {
        for (at, _) in words.match_indices(office) {
            let rest = words.get(at + office.len()..).unwrap_or_default();
            if super::passages::says(clause_of(rest)) || rest.starts_with(['：', ':']) {
                add(at, office.len(), Named::Stranger);
            }
        }
    }
    for office in HOSTS {
        for (at, _) in words.match_indices(office) {
            let rest = words.get(at + office.len()..).unwrap_or_default();
            let before = words.get(..at).unwrap_or_default();
            // An office before a name is part of the name.
            if people.iter().any(|name| clause_of(rest).contains(name.as_str())) {
                continue;
            }
            if super::passages::says(clause_of(rest)) || rest.starts_with(['：', ':']) {
                let is_foreign = list(COUNTRIES).any(|country| before.ends_with(country));
                add(at, office.len(), if is_foreign { Named::Stranger } else { Named::Host });
            }
        }
    }
    for reporter in ["记者", "記者"] {
        for (at, _) in words.match_indices(reporter) {
            let before = words.get(..at).unwrap_or_default();
            let rest = words.get(at + reporter.len()..).unwrap_or_default();
            let is_known = outlets
                .iter()
                .any(|name| before.ends_with(name.as_str()) || name.ends_with(reporter) && holds(words, name));
            let speaks = rest.starts_with(['：', ':']) || super::passages::says(clause_of(rest));
            if !is_known && speaks && !list(NO_REPORTER).any(|word| rest.starts_with(word)) && !before.ends_with("中外")
            {
                add(at, reporter.len(), Named::Reporter);
            }
        }
    }
    crate::order::order(&mut found, |(a, _), (b, _)| a.cmp(b));
    found
}

/// Returns the words up to the next mark.
fn clause_of(words: &str) -> &str {
    words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<Named>) {
        let at = text.find('甲').unwrap();
        let passage = Span::new(at, at + '甲'.len_utf8());
        assert_eq!(
            named(&text.replace('甲', "   "), passage, &["王毅".into()], &["塔斯社".into(), "新华社".into()]),
            expect,
            "{text}"
        );
    }

    #[test]
    fn the_subject_speaks() {
        let minister = Some(Named::Speaker("王毅".into()));
        check("王毅：“甲”", minister.clone());
        check("王毅在回答塔斯社记者提问时说：“甲”", minister.clone());
        check("“甲”，王毅说。", minister.clone());
        check("据新华社报道，王毅表示“甲”", minister.clone());
        check("王外长表示，甲", minister);
        check("塔斯社记者向王毅提问：“甲”", Some(Named::Speaker("塔斯社".into())));
        check("王毅被塔斯社记者问到：“甲”", Some(Named::Speaker("塔斯社".into())));
        check("新华社北京3月7日电：“甲”", None);
        check("记者会上，“甲”", None);
        check("记者问：“甲”", Some(Named::Reporter));
        check("特朗普：“甲”", Some(Named::Stranger));
        check("中国外长：“甲”", Some(Named::Host));
        check("日本外长表示，“甲”", Some(Named::Stranger));
        check("外交部长王毅说，“甲”", Some(Named::Speaker("王毅".into())));
    }
}
