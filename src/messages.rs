//! What a person reads, in the three languages of the interface. Knows no screen.
//!
//! A [`Message`] holds all three: one that lacks a language does not compile.

pub mod cards;
pub mod embed;
pub mod embedding;
pub mod finding;
pub mod library;
pub mod opening;
pub mod packing;
pub mod quotes;
pub mod quoting;
pub mod studio;
pub mod topics;

use std::borrow::Cow;

use crate::transcript::{DiagnosticKind, ItemKind, Role};

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ui {
    /// 简体中文.
    #[default]
    Hans,
    /// 繁體中文.
    Hant,
    /// English.
    En,
}

impl Ui {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Hans, Self::Hant, Self::En];

    /// Returns the BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Hans => "zh-Hans",
            Self::Hant => "zh-Hant",
            Self::En => "en",
        }
    }

    /// Returns the language of a tag, where it is one of the three.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ui| ui.tag() == tag)
    }

    /// Returns the language's name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hans => "简体",
            Self::Hant => "繁體",
            Self::En => "English",
        }
    }
}

/// One thing to say, in all three languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    hans: Cow<'static, str>,
    hant: Cow<'static, str>,
    en: Cow<'static, str>,
}

impl Message {
    /// Returns the words for one language.
    pub fn to(&self, ui: Ui) -> &str {
        match ui {
            Ui::Hans => &self.hans,
            Ui::Hant => &self.hant,
            Ui::En => &self.en,
        }
    }

    /// Returns this sentence and another after it.
    pub fn and(&self, other: &Self) -> Self {
        let zh = |one: &str, other: &str| [one, other].concat();
        filled(zh(&self.hans, &other.hans), zh(&self.hant, &other.hant), [&*self.en, " ", &other.en].concat())
    }
}

/// Makes a message of names that stand in all three languages.
pub fn named(hans: String, hant: String, en: String) -> Message {
    filled(hans, hant, en)
}

const fn fixed(hans: &'static str, hant: &'static str, en: &'static str) -> Message {
    Message { hans: Cow::Borrowed(hans), hant: Cow::Borrowed(hant), en: Cow::Borrowed(en) }
}

fn filled(hans: String, hant: String, en: String) -> Message {
    Message { hans: hans.into(), hant: hant.into(), en: en.into() }
}

// The frame.
/// What the page is, beside its name.
pub const TAGLINE: Message = fixed("记者会阅读", "記者會閱讀", "Press conferences, read closely");
/// The link past everything that stands before the text.
pub const SKIP: Message = fixed("跳到正文", "跳到正文", "Skip to the text");
/// The program failed.
pub const FAILED: Message = fixed(
    "程序出了故障，正文仍可阅读。",
    "程式出了故障，正文仍可閱讀。",
    "The program failed; the text can still be read.",
);
/// The button below that.
pub const RELOAD: Message = fixed("重新载入", "重新載入", "Reload");
/// The heading of the outline.
pub const OUTLINE: Message = fixed("目录", "目錄", "Contents");
/// The button and the heading of the settings.
pub const SETTINGS: Message = fixed("设置", "設定", "Settings");
/// The settings: the language of the interface.
pub const LANGUAGE: Message = fixed("界面语言", "介面語言", "Language");
/// The settings: light or dark.
pub const THEME: Message = fixed("明暗", "明暗", "Theme");
/// The settings: as the system is.
pub const THEME_AUTO: Message = fixed("随系统", "隨系統", "Auto");
/// The settings: light.
pub const THEME_LIGHT: Message = fixed("浅色", "淺色", "Light");
/// The settings: dark.
pub const THEME_DARK: Message = fixed("深色", "深色", "Dark");
/// The settings: the size of the text.
pub const SIZE: Message = fixed("字号", "字級", "Text size");
/// The settings: small text.
pub const SIZE_S: Message = fixed("小", "小", "Small");
/// The settings: text of the usual size.
pub const SIZE_M: Message = fixed("标准", "標準", "Normal");
/// The settings: large text.
pub const SIZE_L: Message = fixed("大", "大", "Large");
/// The settings: the largest text.
pub const SIZE_XL: Message = fixed("特大", "特大", "Largest");
/// A preference that the browser would not keep.
pub const NOT_KEPT: Message = fixed(
    "浏览器不允许保存设置，仅本次有效。",
    "瀏覽器不允許儲存設定，僅本次有效。",
    "The browser does not save settings here: this one lasts until you leave.",
);
/// An address whose place is not in the open transcript.
pub const NO_SUCH_PLACE: Message = fixed(
    "这份实录里没有链接所指的位置。",
    "這份實錄裡沒有連結所指的位置。",
    "The place this link points to is not in this transcript.",
);
/// An address that names a transcript other than the open one.
pub const OTHER_DOCUMENT: Message = fixed(
    "这个链接指向另一份实录，不是现在打开的这一份。",
    "這個連結指向另一份實錄，不是現在開啟的這一份。",
    "This link belongs to another transcript, not to the one that is open.",
);

// The article.
/// The headline of a text that has none.
pub const UNTITLED: Message = fixed("无标题文本", "無標題文字", "Untitled text");
/// After a date that is inferred.
pub const INFERRED: Message = fixed("（推定）", "（推定）", " (inferred)");
/// An exchange whose answer is not printed.
pub const NO_ANSWER: Message = fixed("原文没有回答。", "原文沒有回答。", "No answer is printed.");
/// An exchange whose question is not printed.
pub const NO_QUESTION: Message = fixed("原文未载提问", "原文未載提問", "No question printed");
/// A question whose asker is not printed.
pub const UNNAMED: Message = fixed("提问者未署名", "提問者未署名", "Unnamed asker");
/// The list of repairs says what it lists.
pub const REPAIRS_EXPLAINED: Message = fixed(
    "报纸转栏把一个段落断成了两截，这里接了回去；正文中以竖线标出断处，文字未改。",
    "報紙轉欄把一個段落斷成了兩截，這裡接了回去；正文中以豎線標出斷處，文字未改。",
    "Newspaper columns had broken a paragraph in two; it is joined here. A bar in the text marks each break. \
     No word is changed.",
);

/// Returns the word for what a turn does.
pub fn role(role: Role) -> Message {
    match role {
        Role::Question => fixed("问", "問", "asks"),
        Role::Answer => fixed("答", "答", "answers"),
        Role::Statement => fixed("说", "說", "says"),
        Role::Moderator => fixed("主持", "主持", "moderates"),
        Role::Scene => fixed("现场", "現場", "scene"),
    }
}

/// Returns the heading of a part that prints none, where it wants one.
pub fn part(kind: ItemKind) -> Option<Message> {
    match kind {
        ItemKind::Opening => Some(fixed("开场", "開場", "Opening remarks")),
        ItemKind::Statement => Some(fixed("讲话", "講話", "Statement")),
        ItemKind::Announcement => Some(fixed("发布", "發布", "Announcement")),
        ItemKind::Closing => Some(fixed("结束语", "結束語", "Closing remarks")),
        ItemKind::Exchange
        | ItemKind::Scene
        | ItemKind::Heading
        | ItemKind::Lead
        | ItemKind::Credit
        | ItemKind::Other => None,
    }
}

/// Returns what the reader should be told above the text, where a diagnostic concerns all of it.
pub fn notice(kind: DiagnosticKind) -> Option<Message> {
    match kind {
        DiagnosticKind::NoExchange => Some(fixed(
            "没有在这份文本中认出问答，按原文显示。",
            "沒有在這份文字中認出問答，按原文顯示。",
            "No questions and answers were recognised in this text: it is shown as it stands.",
        )),
        DiagnosticKind::Undecodable => Some(fixed(
            "部分字节无法解读为文字，以 \u{FFFD} 代替。",
            "部分位元組無法解讀為文字，以 \u{FFFD} 代替。",
            "Some bytes are not text; \u{FFFD} stands in their place.",
        )),
        DiagnosticKind::Empty => Some(fixed("这份文本是空的。", "這份文字是空的。", "This text is empty.")),
        DiagnosticKind::Scene | DiagnosticKind::Unanswered | DiagnosticKind::Unasked => None,
    }
}

/// Returns a date as each language writes it.
pub fn date(day: time::Date) -> Message {
    let (year, month, number) = (day.year(), u8::from(day.month()), day.day());
    let zh = format!("{year}年{month}月{number}日");
    filled(zh.clone(), zh, format!("{number} {} {year}", day.month()))
}

/// Returns why a date is as it is: what is printed, and what completes it.
pub fn date_basis(printed: &str, basis: &str) -> Message {
    filled(
        format!("原文只印“{printed}”，其余据“{basis}”推定。"),
        format!("原文只印「{printed}」，其餘據「{basis}」推定。"),
        format!("The text prints only “{printed}”; the rest follows from “{basis}”."),
    )
}

/// Returns how many exchanges there are.
pub fn exchanges(n: usize) -> Message {
    filled(format!("{n} 问"), format!("{n} 問"), plural(n, "question", "questions"))
}

/// Returns how many characters there are.
pub fn characters(n: usize) -> Message {
    filled(format!("{n} 字"), format!("{n} 字"), plural(n, "character", "characters"))
}

/// Returns how many words there are.
pub fn words(n: usize) -> Message {
    filled(format!("{n} 词"), format!("{n} 詞"), plural(n, "word", "words"))
}

/// Returns how many repairs of the layout there are.
pub fn repairs(n: usize) -> Message {
    filled(format!("版面修复 {n} 处"), format!("版面修復 {n} 處"), plural(n, "layout repair", "layout repairs"))
}

/// Returns which exchange something stands in.
pub fn in_exchange(number: u32) -> Message {
    filled(format!("第 {number} 问"), format!("第 {number} 問"), format!("Question {number}"))
}

fn plural(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(n), if n == 1 { one } else { many })
}

/// Writes a number with a comma between groups of three digits, as English does.
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_counts_have_plurals_and_grouped_digits() {
        let en = |m: Message| m.to(Ui::En).to_owned();
        assert_eq!(en(exchanges(1)), "1 question");
        assert_eq!(en(exchanges(0)), "0 questions");
        assert_eq!(en(characters(4360)), "4,360 characters");
        assert_eq!(en(words(999)), "999 words");
        assert_eq!(en(words(1_234_567)), "1,234,567 words");
    }

    #[test]
    fn chinese_counts_are_set_as_chinese_does() {
        assert_eq!(repairs(3).to(Ui::Hans), "版面修复 3 处");
        assert_eq!(repairs(3).to(Ui::Hant), "版面修復 3 處");
        assert_eq!(characters(4360).to(Ui::Hans), "4360 字");
    }

    #[test]
    fn a_date_is_written_out_in_each_language() {
        let day = time::Date::from_calendar_date(2025, time::Month::March, 7).unwrap_or(time::Date::MIN);
        assert_eq!(date(day).to(Ui::Hans), "2025年3月7日");
        assert_eq!(date(day).to(Ui::En), "7 March 2025");
    }

    /// The frame is plain HTML, so that it stands without the program: its words are these.
    #[test]
    fn the_frame_says_what_stands_here() {
        let frame = include_str!("../index.html");
        for message in [TAGLINE, SKIP, FAILED, RELOAD, OUTLINE] {
            for ui in Ui::ALL {
                let words = message.to(ui);
                assert!(
                    frame.contains(&format!("lang=\"{}\"", ui.tag())) && frame.contains(&format!(">{words}</span>")),
                    "{words}"
                );
            }
        }
    }

    #[test]
    fn every_language_is_found_by_its_tag() {
        for ui in Ui::ALL {
            assert_eq!(Ui::from_tag(ui.tag()), Some(ui));
        }
        assert_eq!(Ui::from_tag("fr"), None);
    }
}
