//! What is said of quotations: attribution, citation, the check, suggestions, the collection.

use super::{Message, filled, fixed, plural};
use crate::quotes::check::{Kind, Verdict, Warning};
use crate::quotes::cite::Style;
use crate::quotes::quote::Fault;
use crate::quotes::select::Orphan;
use crate::quotes::suggest::Reason;

/// Copies the quotation with who said it.
pub const COPY: Message = fixed("复制", "複製", "Copy");
/// Copies it as Markdown.
pub const COPY_MARKDOWN: Message = fixed("复制为 Markdown", "複製為 Markdown", "Copy as Markdown");
/// Copies the link to exactly these words.
pub const COPY_LINK: Message = fixed("复制链接", "複製連結", "Copy link");
/// Copies a citation.
pub const CITE: Message = fixed("复制出处", "複製出處", "Copy citation");
/// Keeps it in the collection.
pub const KEEP: Message = fixed("收藏", "收藏", "Keep");
/// Opens the check.
pub const CHECK: Message = fixed("核对引语", "核對引語", "Check a quotation");
/// What is to be pasted there.
pub const PASTE: Message = fixed(
    "粘贴一段帖子、标题或引语：有引号的逐条核对，没有引号的逐句核对。",
    "貼上一段貼文、標題或引語：有引號的逐條核對，沒有引號的逐句核對。",
    "Paste a post, a headline or a quotation: what is in quotation marks is checked, or else each sentence.",
);
/// The heading of the suggestions.
pub const SUGGESTED: Message = fixed("金句", "金句", "Quotable");
/// The heading of the collection.
pub const COLLECTION: Message = fixed("我的摘录", "我的摘錄", "My quotations");
/// What stands before the places of an absent passage.
pub const NEAREST: Message = fixed("最接近的句子", "最接近的句子", "The nearest sentences");
/// What kind of text is cited.
pub const TRANSCRIPT: Message = fixed("记者会实录", "記者會實錄", "Press conference transcript");

/// Returns whose question an answer answers.
pub fn asked_by(label: &str) -> Message {
    filled(format!("答{label}问"), format!("答{label}問"), format!("answering {label}"))
}

/// Returns the name of a style of citation.
pub fn style(style: Style) -> Message {
    match style {
        Style::Gb7714 => fixed("国标 GB/T 7714", "國標 GB/T 7714", "GB/T 7714"),
        Style::Apa => fixed("APA", "APA", "APA"),
        Style::Chicago => fixed("芝加哥", "芝加哥", "Chicago"),
        Style::Plain => fixed("通用", "通用", "Plain"),
    }
}

/// Returns why something cannot be quoted.
pub fn fault(fault: Fault) -> Message {
    match fault {
        Fault::Empty => fixed("没有选中文字。", "沒有選取文字。", "Nothing is selected."),
        Fault::SeveralTurns => fixed(
            "一条引语只能出自一个人的一段话。",
            "一條引語只能出自一個人的一段話。",
            "A quotation must come from one turn of one speaker.",
        ),
        Fault::OutOfOrder => {
            fixed("引语各段须依原文先后。", "引語各段須依原文先後。", "The pieces must follow the order of the text.")
        }
    }
}

/// Returns why a link has no place here.
pub fn orphan(orphan: Orphan) -> Message {
    match orphan {
        Orphan::NoPlace => super::NO_SUCH_PLACE,
        Orphan::Gone => fixed(
            "这份实录里没有链接所引的原话。",
            "這份實錄裡沒有連結所引的原話。",
            "The linked words are not in this transcript.",
        ),
        Orphan::Ambiguous => fixed(
            "链接所引的话在这里不止一处，无法确定是哪一处。",
            "連結所引的話在這裡不止一處，無法確定是哪一處。",
            "The linked words occur here more than once; it cannot be told which place is meant.",
        ),
    }
}

/// Returns the verdict in a word or two.
pub fn verdict(verdict: Verdict) -> Message {
    match verdict {
        Verdict::Verbatim => fixed("原话", "原話", "Verbatim"),
        Verdict::OtherSpeaker => fixed("是别人的话", "是別人的話", "Somebody else’s words"),
        Verdict::Omission => fixed("有标明的省略", "有標明的省略", "Verbatim, with marked omissions"),
        Verdict::Stitched => fixed("拼接", "拼接", "Stitched together"),
        Verdict::Altered => fixed("与原话不同", "與原話不同", "Altered"),
        Verdict::Absent => fixed("没有找到", "沒有找到", "Not found"),
    }
}

/// Returns a warning in a sentence.
pub fn warning(warning: Warning) -> Message {
    match warning {
        Warning::Negation => fixed(
            "原话在这里有否定或条件，引语里没有了。",
            "原話在這裡有否定或條件，引語裡沒有了。",
            "The original has a negation or a condition here; the quotation drops it.",
        ),
        Warning::Quoted => fixed(
            "这是说话人为反驳而引用的别人的话。",
            "這是說話人為反駁而引用的別人的話。",
            "The speaker quotes these words in order to reject them.",
        ),
    }
}

/// Returns the name of a difference.
pub fn difference(kind: Kind) -> Message {
    match kind {
        Kind::Punctuation => fixed("标点", "標點", "punctuation"),
        Kind::Quotes => fixed("引号", "引號", "quotation marks"),
        Kind::Width => fixed("全角半角", "全形半形", "full or half width"),
        Kind::Case => fixed("大小写", "大小寫", "case"),
        Kind::Script => fixed("繁简", "繁簡", "simplified or traditional"),
        Kind::Omitted => fixed("已标明省略", "已標明省略", "omitted, marked"),
        Kind::Missing => fixed("缺少", "缺少", "missing"),
        Kind::Added => fixed("多出", "多出", "added"),
        Kind::Changed => fixed("改动", "改動", "changed"),
    }
}

/// Returns why a sentence is suggested.
pub fn reason(reason: Reason) -> Message {
    match reason {
        Reason::Antithesis => fixed("正反对举", "正反對舉", "antithesis"),
        Reason::Parallel => fixed("排比", "排比", "parallelism"),
        Reason::Echo => fixed("回环", "回環", "echo"),
        Reason::Contrast => fixed("对比", "對比", "contrast"),
        Reason::Frame => fixed("句式", "句式", "set pattern"),
        Reason::Metaphor => fixed("比喻", "比喻", "metaphor"),
        Reason::Stand => fixed("表态", "表態", "taking a stand"),
        Reason::Saying => fixed("古语俗语", "古語俗語", "an old saying"),
        Reason::Length => fixed("长短合适", "長短合適", "a good length"),
    }
}

/// Returns how many quotations are kept.
pub fn kept(n: usize) -> Message {
    filled(format!("{n} 条摘录"), format!("{n} 條摘錄"), plural(n, "quotation", "quotations"))
}
