//! What topics, their evidence and the choice of exchanges say.

use super::{Message, filled, fixed, plural};
use crate::protocol::{Group, Taken};
use crate::topics::{Problem, TopicRole};

/// The choices under the outline.
pub const FILTER: Message = fixed("筛选", "篩選", "Filter");
/// One choice of a group is enough.
pub const ANY: Message = fixed("任一", "任一", "Any");
/// Every choice of a group is needed.
pub const ALL: Message = fixed("全部", "全部", "All");
/// How the choices of a group count.
pub const HOW: Message = fixed("符合", "符合", "Match");
/// More choices.
pub const MORE: Message = fixed("更多", "更多", "More");
/// Fewer choices.
pub const FEWER: Message = fixed("收起", "收起", "Fewer");
/// Takes all choices back.
pub const CLEAR: Message = fixed("清除筛选", "清除篩選", "Clear the filter");
/// Nothing passes.
pub const NONE: Message =
    fixed("没有一问符合所选的全部条件。", "沒有一問符合所選的全部條件。", "No question matches every choice.");
/// An exchange that does not pass, in the outline.
pub const HIDDEN: Message = fixed("未显示，点按即显示", "未顯示，點按即顯示", "Hidden; follow the link to show it");
/// The exchanges of all documents that pass.
pub const PASSING: Message = fixed("符合筛选的问答", "符合篩選的問答", "Questions that match");
/// The search looks only there.
pub const WITHIN: Message =
    fixed("只搜索符合筛选的问答。", "只搜尋符合篩選的問答。", "Searching only the questions that match the filter.");
/// What a query names that stands nowhere.
pub const ABOUT: Message =
    fixed("原文没有这些字；谈到它的问答：", "原文沒有這些字；談到它的問答：", "Not in these words, but about it:");
/// The words that show a topic.
pub const EVIDENCE: Message = fixed("依据：", "依據：", "Evidence: ");
/// Topics that are only named.
pub const ALSO: Message = fixed("还提到：", "還提到：", "Also mentioned: ");
/// Chooses a topic.
pub const ONLY: Message = fixed("只看这个议题", "只看這個議題", "Only this topic");
/// Words that set the conference apart.
pub const KEYWORDS: Message = fixed("本场关键词", "本場關鍵字", "Keywords of this conference");
/// Words that set an exchange apart.
pub const OWN_KEYWORDS: Message = fixed("关键词：", "關鍵字：", "Keywords: ");
/// Goes back to the house's lexicon.
pub const OWN_LEXICON: Message = fixed("改回内置词表", "改回內建詞表", "Back to the built-in lexicon");

/// Returns the name of a group.
pub fn group(group: Group) -> Message {
    match group {
        Group::Theme => fixed("议题", "議題", "Topics"),
        Group::Place => fixed("国家、地区与组织", "國家、地區與組織", "Places and organisations"),
        Group::Outlet => fixed("提问媒体", "提問媒體", "Outlets"),
        Group::Speaker => fixed("答问人", "答問人", "Speakers"),
    }
}

/// Says how much an exchange is about a topic.
pub fn role(role: TopicRole) -> Message {
    match role {
        TopicRole::Primary => fixed("主要", "主要", "Main topic"),
        TopicRole::Secondary => fixed("次要", "次要", "Also a topic"),
        TopicRole::Mention => fixed("提及", "提及", "Mentioned"),
    }
}

/// Says how many exchanges are shown.
pub fn showing(n: usize, all: usize) -> Message {
    let of = [n.to_string().as_str(), " / ", &all.to_string()].concat();
    filled(["显示 ", &of].concat(), ["顯示 ", &of].concat(), ["Showing ", &of].concat())
}

/// Counts what passes in all documents.
pub fn passing(exchanges: usize, conferences: usize) -> Message {
    let (questions, here) = (exchanges.to_string(), conferences.to_string());
    let en = [&*plural(exchanges, "question", "questions"), " in ", &*plural(conferences, "conference", "conferences")];
    filled(
        ["共 ", &questions, " 问，见于 ", &here, " 场"].concat(),
        ["共 ", &questions, " 問，見於 ", &here, " 場"].concat(),
        en.concat(),
    )
}

/// Says what became of a lexicon.
pub fn taken(taken: Taken) -> Message {
    match taken {
        Taken::Own => fixed("已改回内置词表。", "已改回內建詞表。", "The built-in lexicon is in use again."),
        Taken::Lexicon(more) => {
            let more = more.to_string();
            filled(
                ["正在使用你的词表，新增议题 ", &more, " 个；关闭页面即失效。"].concat(),
                ["正在使用你的詞表，新增議題 ", &more, " 個；關閉頁面即失效。"].concat(),
                ["Your lexicon is in use until the page is closed; new topics: ", &more, "."].concat(),
            )
        }
        Taken::Wrong(line, problem) => {
            let (line, why) = (line.to_string(), wrong(problem));
            filled(
                ["词表第 ", &line, " 行有误：", &*why.hans].concat(),
                ["詞表第 ", &line, " 行有誤：", &*why.hant].concat(),
                ["Line ", &line, " of the lexicon is wrong: ", &*why.en].concat(),
            )
        }
    }
}

fn wrong(problem: Problem) -> Message {
    match problem {
        Problem::Unknown => {
            fixed("既不是议题，也不是词。", "既不是議題，也不是詞。", "it names no topic and holds no words.")
        }
        Problem::NoTopic => fixed("词的前面没有议题。", "詞的前面沒有議題。", "no topic stands before these words."),
        Problem::NoNames => fixed("新议题没有名称。", "新議題沒有名稱。", "a new topic needs its names."),
        Problem::Short => fixed("词至少要有两个字。", "詞至少要有兩個字。", "a word needs at least two characters."),
        Problem::Twice => fixed("同一个词出现了两次。", "同一個詞出現了兩次。", "a word occurs twice in one topic."),
        Problem::NoPlace => fixed("没有这个国家或地区。", "沒有這個國家或地區。", "there is no such place."),
    }
}
