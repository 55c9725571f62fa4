//! What the page must show of the conference it ships with, found by reading the text by hand.

/// Who asked, in order, as printed.
pub(crate) const ASKERS: [&str; 7] = [
    "中央广播电视台总台央视记者",
    "塔斯社记者",
    "新华社记者",
    "美国有线电视新闻网记者",
    "彭博社记者",
    "凤凰卫视记者",
    "共同社记者",
];

/// The headline.
pub(crate) const HEADLINE: &str = "坚守人间正道 把握时代潮流";

/// A sentence in the middle of an answer, and one far down, by id and beginning.
pub(crate) const SENTENCES: [(&str, &str); 3] =
    [("x2a1.p3.s1", "去年是中俄建交75周年"), ("x5a1.p2.s3", "但冲突无法有赢家"), ("x7q1.p1.s1", "去年11月，日本首相")];

/// The words that newspaper columns had torn apart, as they read when mended.
pub(crate) const MENDED: [&str; 3] = ["条“不结盟、不对抗", "不能唯利是图", "《波茨坦公告》都明确规定"];

/// What the date of the conference is inferred from.
pub(crate) const DATE_BASIS: &str = "十四届全国人大三次会议";

/// A text without any structure of a conference.
pub(crate) const PROSE: &str = "这是一段没有问答的文字。\n\n它只是两个段落，谁也没有提问。\n";
