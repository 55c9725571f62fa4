//! What the search says.

use super::{Message, filled, fixed, plural};
use crate::search::{Field, Key};

/// The button and the name of the field.
pub const FIND: Message = fixed("搜索", "搜尋", "Search");
/// Inside the empty field.
pub const HINT: Message = fixed("搜索原文（按 / 键）", "搜尋原文（按 / 鍵）", "Search the text (press /)");
/// The hit before.
pub const BEFORE: Message = fixed("上一处", "上一處", "Previous");
/// The hit after.
pub const AFTER: Message = fixed("下一处", "下一處", "Next");
/// Takes the search away.
pub const CLEAR: Message = fixed("清除搜索", "清除搜尋", "Clear the search");
/// The list of hits.
pub const HITS: Message = fixed("搜索结果", "搜尋結果", "Results");
/// More of them.
pub const MORE: Message = fixed("显示更多", "顯示更多", "Show more");
/// Whose words are searched.
pub const WHOSE: Message = fixed("谁的话", "誰的話", "Whose words");
/// Everybody's.
pub const ANYBODY: Message = fixed("全部", "全部", "All");
/// Where is searched.
pub const WHERE: Message = fixed("范围", "範圍", "Where");
/// In the document that is shown.
pub const HERE: Message = fixed("本场", "本場", "This one");
/// In what order.
pub const ORDER: Message = fixed("顺序", "順序", "Order");
/// The best first.
pub const BEST: Message = fixed("最相关", "最相關", "Best first");
/// The newest first.
pub const NEWEST: Message = fixed("最新", "最新", "Newest first");
/// What the letters mean as pinyin.
pub const PINYIN: Message = fixed("拼音", "拼音", "Pinyin");
/// The years.
pub const YEARS: Message = fixed("年份", "年份", "Years");
/// The outlets.
pub const OUTLETS: Message = fixed("提问媒体", "提問媒體", "Outlets");
/// Keywords in context.
pub const CONCORDANCE: Message = fixed("上下文", "上下文", "In context");
/// What the rows are sorted by.
pub const SORTED: Message = fixed("排序", "排序", "Sorted by");
/// Copies the rows.
pub const COPY: Message = fixed("复制", "複製", "Copy");
/// That they are copied.
pub const COPIED: Message = fixed("已复制", "已複製", "Copied");
/// Saves the rows as a table.
pub const TABLE: Message = fixed("存为 CSV", "存為 CSV", "Save as CSV");
/// Puts the rows away.
pub const CLOSE: Message = fixed("关闭", "關閉", "Close");
/// A query that says only what must not stand there, or who asks.
pub const NOTHING_ASKED: Message = fixed("请输入要找的字词。", "請輸入要找的字詞。", "Type the words to look for.");

/// Returns the name of a field.
pub fn field(field: Field) -> Message {
    match field {
        Field::Question => fixed("提问", "提問", "Questions"),
        Field::Answer => fixed("回答", "回答", "Answers"),
        Field::Title => fixed("标题", "標題", "Titles"),
    }
}

/// Returns the name of what rows are sorted by.
pub fn key(key: Key) -> Message {
    match key {
        Key::Left => fixed("左侧", "左側", "Words before"),
        Key::Right => fixed("右侧", "右側", "Words after"),
        Key::Conference => fixed("场次", "場次", "Conference"),
        Key::Speaker => fixed("说话人", "說話人", "Speaker"),
    }
}

/// All documents that are open.
pub fn everywhere(n: usize) -> Message {
    filled(format!("已打开的 {n} 场"), format!("已開啟的 {n} 場"), format!("All {n} open"))
}

/// Counts the hits.
pub fn count(n: usize) -> Message {
    match n {
        0 => fixed("没有找到", "沒有找到", "Nothing found"),
        n => filled(format!("{n} 处"), format!("{n} 處"), plural(n, "hit", "hits")),
    }
}

/// Counts the hits here and everywhere.
pub fn counts(here: usize, all: usize) -> Message {
    filled(
        format!("本场 {here} 处，共 {all} 处"),
        format!("本場 {here} 處，共 {all} 處"),
        [here.to_string().as_str(), " here, ", &all.to_string(), " in all"].concat(),
    )
}

/// Says what was dropped of a query that stands nowhere as a whole.
pub fn partial(kept: &[String], dropped: &[String]) -> Message {
    let zh = |words: &[String]| words.iter().map(|word| ["“", word, "”"].concat()).collect::<Vec<_>>().join("、");
    let hant = |words: &[String]| words.iter().map(|word| ["「", word, "」"].concat()).collect::<Vec<_>>().join("、");
    let en = |words: &[String]| words.iter().map(|word| ["“", word, "”"].concat()).collect::<Vec<_>>().join(", ");
    if dropped.is_empty() {
        return fixed(
            "没有哪一问一答同时有这些词；下面是同一场里的。",
            "沒有哪一問一答同時有這些詞；下面是同一場裡的。",
            "No question with its answer has all these words; these conferences do.",
        );
    }
    filled(
        [&zh(dropped), "没有找到；下面是", &zh(kept), "的结果。"].concat(),
        [&hant(dropped), "沒有找到；下面是", &hant(kept), "的結果。"].concat(),
        [&en(dropped), " not found; these have ", &en(kept), "."].concat(),
    )
}
