//! What an embed says.

use super::{Message, filled, fixed};

/// The name of the field.
pub const FIND: Message = fixed("搜索这份实录", "搜尋這份實錄", "Search this transcript");
/// Leads to the page with everything else.
pub const HOME: Message = fixed("在“实录”中打开", "在「實錄」中開啟", "Open in Shilu");
/// There is no exchange of the number that was asked for.
pub const NO_EXCHANGE: Message =
    fixed("没有这一问，这里是全文。", "沒有這一問，這裡是全文。", "There is no such question; this is the whole text.");
/// The quotation that was asked for does not stand in the text.
pub const NOT_QUOTED: Message = fixed(
    "嵌入页面所引的话不见于这份实录。",
    "嵌入頁面所引的話不見於這份實錄。",
    "The words that the embedding page quotes are not in this transcript.",
);
/// It stands there more than once.
pub const QUOTED_TWICE: Message = fixed(
    "嵌入页面所引的话在这份实录里不止一处，未加标示。",
    "嵌入頁面所引的話在這份實錄裡不止一處，未加標示。",
    "The words that the embedding page quotes occur more than once here; none are marked.",
);
/// The clipboard is refused.
pub const NOT_COPIED: Message = fixed(
    "浏览器不允许写入剪贴板，请选中文字自行复制。",
    "瀏覽器不允許寫入剪貼簿，請選取文字自行複製。",
    "The browser does not let this page copy. Select the words and copy them by hand.",
);
/// Offers the whole conference where one exchange is shown.
pub fn whole(exchanges: usize) -> Message {
    filled(
        format!("显示全文（{exchanges} 问）"),
        format!("顯示全文（{exchanges} 問）"),
        format!("Show all {exchanges} questions"),
    )
}
