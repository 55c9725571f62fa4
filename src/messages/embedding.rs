//! What the page says about embedding it elsewhere.

use super::{Message, filled, fixed};

/// The entry of the menu, and the dialog's title.
pub const EMBED: Message = fixed("嵌入网页", "嵌入網頁", "Embed");
/// What of the conference is embedded.
pub const WHAT: Message = fixed("内容", "內容", "Content");
/// All of it.
pub const WHOLE: Message = fixed("全文", "全文", "The whole text");
/// The quotation in hand.
pub const QUOTATION: Message = fixed("选中的引语", "選取的引語", "The selected quotation");
/// How it is embedded.
pub const HOW: Message = fixed("方式", "方式", "Embed as");
/// As an element with a script.
pub const ELEMENT: Message = fixed("网页元素", "網頁元素", "Element");
/// As a frame.
pub const FRAME: Message = fixed("框架（iframe）", "框架（iframe）", "Frame (iframe)");
/// What the lines are for.
pub const HELP: Message =
    fixed("把下面几行粘贴到你的网页里。", "把下面幾行貼到你的網頁裡。", "Paste these lines into your page.");
/// The transcript has no address that another page could name.
pub const NO_SOURCE: Message = fixed(
    "这份实录没有网址：请把文件放到网上，把网址填进 src；或用 shilu pack --embed 做成一个网页。",
    "這份實錄沒有網址：請把檔案放到網上，把網址填進 src；或用 shilu pack --embed 做成一個網頁。",
    "This transcript has no web address: put its file on the web and the address into src, or make a page of it with shilu pack --embed.",
);
/// The preview.
pub const PREVIEW: Message = fixed("预览", "預覽", "Preview");
/// The lines themselves.
pub const LINES: Message = fixed("代码", "程式碼", "Code");
/// Leads to what is said about privacy and licences.
pub const ABOUT: Message = fixed("隐私与许可", "隱私與授權", "Privacy and licences");

/// One exchange.
pub fn exchange(number: u32) -> Message {
    filled(format!("第 {number} 问"), format!("第 {number} 問"), format!("Question {number}"))
}
