//! What the page says around quotations: the hand, the check, the collection, reading aloud.

use super::{Message, filled, fixed};

/// The button in the bar, and the name of the panel.
pub const QUOTES: Message = fixed("引语", "引語", "Quotes");
/// What to do while nothing is in hand.
pub const HINT: Message = fixed(
    "点一句话，或拖选几个字，就可以复制、引用、核对。",
    "點一句話，或拖選幾個字，就可以複製、引用、核對。",
    "Press a sentence, or select words, to copy, cite or check them.",
);
/// Takes the sentence that is read now.
pub const PICK: Message = fixed("选当前这句", "選目前這句", "Select this sentence");
/// The name of the toolbar, and its keys.
pub const TOOLS: Message = fixed(
    "引语工具：上下键换句，按住 Shift 增减",
    "引語工具：上下鍵換句，按住 Shift 增減",
    "Quotation tools: up and down change the sentence, with Shift they extend",
);
/// Extends by the sentence before.
pub const BACK: Message = fixed("向前一句", "向前一句", "One sentence back");
/// Extends by the sentence after.
pub const ON: Message = fixed("向后一句", "向後一句", "One sentence on");
/// Copies the link.
pub const LINK: Message = fixed("链接", "連結", "Link");
/// Asks where links lead.
pub const HOME: Message = fixed(
    "本页没有网址，链接没有去处。它若也在网上，请填上网址：",
    "本頁沒有網址，連結沒有去處。它若也在網上，請填上網址：",
    "This page has no web address for links to lead to. If it is also on the web, give its address:",
);
/// What was typed is no address.
pub const NO_ADDRESS: Message = fixed(
    "这不是网址。网址以 https:// 开头。",
    "這不是網址。網址以 https:// 開頭。",
    "This is not a web address. Web addresses begin with https://.",
);
/// Storage is refused.
pub const HOME_NOT_KEPT: Message = fixed(
    "浏览器不允许保存，网址无法记住。",
    "瀏覽器不允許儲存，網址無法記住。",
    "The browser does not let this page remember the address.",
);
/// Copies as Markdown.
pub const MARKDOWN: Message = fixed("Markdown", "Markdown", "Markdown");
/// The forms in which it can be copied, too: Markdown and the styles of citation.
pub const FORMS: Message = fixed("复制为", "複製為", "Copy as");
/// Opens the check.
pub const CHECK: Message = fixed("核对", "核對", "Check");
/// It is in the collection.
pub const KEPT: Message = fixed("已收藏", "已收藏", "Kept");
/// Puts the panel away.
pub const CLOSE: Message = fixed("关闭", "關閉", "Close");
/// The clipboard is refused.
pub const NOT_COPIED: Message = fixed(
    "浏览器不允许写入剪贴板。文字在下面，已经选中，请自行复制。",
    "瀏覽器不允許寫入剪貼簿。文字在下面，已經選取，請自行複製。",
    "The browser does not let this page copy. The text is below, selected: copy it by hand.",
);

/// Says what was copied.
pub fn copied(what: &Message) -> Message {
    filled(["已复制：", &what.hans].concat(), ["已複製：", &what.hant].concat(), ["Copied: ", &what.en].concat())
}

/// Says which words are in hand.
pub fn in_hand(words: &str) -> Message {
    filled(["已选：", words].concat(), ["已選：", words].concat(), ["Selected: ", words].concat())
}

// The check.
/// What was pasted, for those who do not see the sentence above it.
pub const PASTED: Message = fixed("要核对的文字", "要核對的文字", "The text to check");
/// Nothing was pasted.
pub const NOTHING_PASTED: Message = fixed("请先粘贴要核对的文字。", "請先貼上要核對的文字。", "Paste the text first.");
/// The check is at work.
pub const CHECKING: Message = fixed("正在核对……", "正在核對……", "Checking…");
/// The differences of a passage.
pub const DIFFERENCES: Message = fixed("出入", "出入", "Differences");
/// Goes to a place in the text.
pub const GO: Message = fixed("看原文", "看原文", "See it in the text");

/// Says how many passages were checked.
pub fn checked(n: usize) -> Message {
    filled(
        ["核对了 ", &n.to_string(), " 条"].concat(),
        ["核對了 ", &n.to_string(), " 條"].concat(),
        super::plural(n, "passage checked", "passages checked"),
    )
}

/// Says in what a quotation differs: what it has, and what stands in the text.
pub fn differs(kind: &Message, quoted: &str, source: &str) -> Message {
    let zh = |kind: &str, open: &str, close: &str| match (quoted.is_empty(), source.is_empty()) {
        (true, _) => [kind, open, source, close].concat(),
        (_, true) => [kind, open, quoted, close].concat(),
        _ => [kind, open, quoted, close, "（原文", open, source, close, "）"].concat(),
    };
    let en = match (quoted.is_empty(), source.is_empty()) {
        (true, _) => [&kind.en, " “", source, "”"].concat(),
        (_, true) => [&kind.en, " “", quoted, "”"].concat(),
        _ => [&kind.en, " “", quoted, "” (original: “", source, "”)"].concat(),
    };
    filled(zh(&kind.hans, "“", "”"), zh(&kind.hant, "「", "」"), en)
}

// The collection.
/// Nothing is kept yet.
pub const NOTHING_KEPT: Message = fixed(
    "还没有摘录。选一句话，按“收藏”。",
    "還沒有摘錄。選一句話，按「收藏」。",
    "Nothing is kept yet. Select a sentence and press Keep.",
);
/// Up in the order.
pub const UP: Message = fixed("上移", "上移", "Move up");
/// Down in the order.
pub const DOWN: Message = fixed("下移", "下移", "Move down");
/// Writes a note and tags.
pub const ANNOTATE: Message = fixed("附注", "附註", "Annotate");
/// The note.
pub const NOTE: Message = fixed("附注", "附註", "Note");
/// The tags.
pub const TAGS: Message = fixed("标签（用逗号隔开）", "標籤（用逗號隔開）", "Tags (separated by commas)");
/// Takes note and tags.
pub const DONE: Message = fixed("完成", "完成", "Done");
/// Removes a quotation.
pub const REMOVE: Message = fixed("移除", "移除", "Remove");
/// Brings back what was removed.
pub const UNDO: Message = fixed("撤销移除", "復原移除", "Undo");
/// All tags.
pub const ALL: Message = fixed("全部", "全部", "All");
/// What the store refuses lasts until the page is closed.
pub const UNTIL_CLOSED: Message =
    fixed("摘录只保留到关闭本页为止。", "摘錄只保留到關閉本頁為止。", "Quotations last until the page is closed.");

// Reading aloud.
/// Reads aloud.
pub const ALOUD: Message = fixed("朗读", "朗讀", "Read aloud");
/// What is in hand.
pub const THIS: Message = fixed("这一句", "這一句", "This");
/// The turn.
pub const TURN: Message = fixed("这段话", "這段話", "This turn");
/// From here to the end.
pub const ON_FROM_HERE: Message = fixed("从这里读完", "從這裡讀完", "From here on");
/// Pauses.
pub const PAUSE: Message = fixed("暂停", "暫停", "Pause");
/// Goes on.
pub const RESUME: Message = fixed("继续", "繼續", "Resume");
/// Ends.
pub const STOP: Message = fixed("停止", "停止", "Stop");
/// How fast.
pub const SPEED: Message = fixed("语速", "語速", "Speed");
/// Whose voice.
pub const VOICE: Message = fixed("声音", "聲音", "Voice");
