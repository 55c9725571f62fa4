//! What the studio says around cards.

use super::{Message, filled, fixed, plural};
use crate::card::design::{Choice, Part};

/// The button, and the name of the dialog.
pub const CARD: Message = fixed("卡片", "卡片", "Card");
/// The name of the dialog.
pub const STUDIO: Message = fixed("引语卡片", "引語卡片", "Quotation card");
/// What is shown beside the words.
pub const PARTS: Message = fixed("显示", "顯示", "Show");
/// How fine the picture is.
pub const SCALE: Message = fixed("倍率", "倍率", "Scale");
/// Keeps the picture.
pub const SAVE_PNG: Message = fixed("下载 PNG", "下載 PNG", "Download PNG");
/// Keeps the drawing.
pub const SAVE_SVG: Message = fixed("下载 SVG", "下載 SVG", "Download SVG");
/// Copies the picture.
pub const COPY: Message = fixed("复制图片", "複製圖片", "Copy picture");
/// The share sheet.
pub const SHARE: Message = fixed("分享", "分享", "Share");
/// Copies the alternative text.
pub const ALT: Message = fixed("复制图片说明", "複製圖片說明", "Copy alt text");
/// The picture is on the clipboard.
pub const COPIED: Message = fixed("图片已复制。", "圖片已複製。", "The picture is copied.");
/// The alternative text is on the clipboard.
pub const ALT_COPIED: Message = fixed("图片说明已复制。", "圖片說明已複製。", "The alt text is copied.");
/// The clipboard is refused.
pub const NOT_COPIED: Message = fixed(
    "浏览器不允许复制。请下载，或长按图片保存。",
    "瀏覽器不允許複製。請下載，或長按圖片儲存。",
    "The browser does not let this page copy. Download it, or press and hold the picture.",
);
/// The words are not in a transcript that is open.
pub const NO_WORDS: Message = fixed(
    "打开的实录里没有这几句话，做不成卡片。请打开它们所在的实录。",
    "開啟的實錄裡沒有這幾句話，做不成卡片。請開啟它們所在的實錄。",
    "These words are in no open transcript, so there is no card. Open the transcript they are from.",
);
/// The canvas fails.
pub const NO_PICTURE: Message = fixed(
    "浏览器画不出图片。可以下载 SVG。",
    "瀏覽器畫不出圖片。可以下載 SVG。",
    "The browser cannot draw the picture. You can download the SVG.",
);
/// The words do not fit.
pub const TOO_LONG: Message = fixed(
    "这段话在最小的字号下也放不进一张卡片。可以只留几个分句，略去的以“……”标明。",
    "這段話在最小的字級下也放不進一張卡片。可以只留幾個分句，略去的以「……」標明。",
    "These words do not fit on one card at the smallest size. Keep some clauses; what is left out is marked “……”.",
);
/// The clauses.
pub const CLAUSES: Message = fixed("分句", "分句", "Clauses");
/// The numbered card before.
pub const BACK: Message = fixed("前一张", "前一張", "Previous card");
/// The numbered card after.
pub const ON: Message = fixed("后一张", "後一張", "Next card");
/// The day is inferred.
pub const INFERRED: Message = fixed(
    "日期是推定的：原文没有印出年份或月份。",
    "日期是推定的：原文沒有印出年份或月份。",
    "The date is inferred: the text does not print all of it.",
);
/// Without an address there is no code.
pub const NO_CODE: Message = fixed(
    "没有网址，所以没有二维码。",
    "沒有網址，所以沒有 QR 碼。",
    "There is no web address, so there is no QR code.",
);
/// What the card proves.
pub const PROVES: Message = fixed(
    "图片里附有出处。把它拖回“实录”，就能核对。",
    "圖片裡附有出處。把它拖回「實錄」，就能核對。",
    "The picture carries the source of its words. Drop it on Shilu to check it.",
);
/// A card of every kept quotation.
pub const ALL: Message = fixed("全部做成卡片", "全部做成卡片", "Make cards of all");
/// Wants no more.
pub const CANCEL: Message = fixed("取消", "取消", "Cancel");
/// The reader did not want to wait.
pub const CANCELLED: Message =
    fixed("已取消，没有生成文件。", "已取消，沒有產生檔案。", "Cancelled; no file was made.");

/// Says over how many cards the words can be spread.
pub fn spread(cards: usize) -> Message {
    let n = cards.to_string();
    filled(["分成 ", &n, " 张"].concat(), ["分成 ", &n, " 張"].concat(), ["Spread over ", &n, " cards"].concat())
}

/// Says how many cards are made, and of how many.
pub fn making((made, all): (usize, usize)) -> Message {
    let zh = [&made.to_string(), " / ", &all.to_string()].concat();
    filled(zh.clone(), zh.clone(), zh)
}

/// Says how many cards were made, and of how many quotations the words are not here.
pub fn all_made(made: usize, lost: usize) -> Message {
    let cards = ["Made cards of ", &plural(made, "quotation", "quotations")].concat();
    let (made, lost_n) = (made.to_string(), lost.to_string());
    if lost == 0 {
        return filled(
            ["已生成 ", &made, " 条引语的卡片。"].concat(),
            ["已產生 ", &made, " 條引語的卡片。"].concat(),
            [&cards, "."].concat(),
        );
    }
    filled(
        ["已生成 ", &made, " 条引语的卡片；另 ", &lost_n, " 条的实录没有打开。"].concat(),
        ["已產生 ", &made, " 條引語的卡片；另 ", &lost_n, " 條的實錄沒有開啟。"].concat(),
        [&cards, "; ", &lost_n, " skipped: transcript not open."].concat(),
    )
}

/// Names what can be chosen.
pub fn choice(choice: Choice) -> Message {
    match choice {
        Choice::Preset => fixed("尺寸", "尺寸", "Format"),
        Choice::Writing => fixed("方向", "方向", "Direction"),
        Choice::Template => fixed("版式", "版式", "Template"),
        Choice::Shade => fixed("明暗", "明暗", "Shade"),
        Choice::Accent => fixed("强调色", "強調色", "Colour"),
    }
}

/// Names a choice.
pub fn chosen(word: &str) -> Message {
    match word {
        "square" => fixed("方 1080×1080", "方 1080×1080", "Square 1080×1080"),
        "portrait" => fixed("竖 1080×1350", "直 1080×1350", "Portrait 1080×1350"),
        "story" => fixed("长 1080×1920", "長 1080×1920", "Story 1080×1920"),
        "landscape" => fixed("横 1200×630", "橫 1200×630", "Landscape 1200×630"),
        "print" => fixed("A6 印刷", "A6 印刷", "A6 print"),
        "horizontal" => fixed("横排", "橫排", "Horizontal"),
        "vertical" => fixed("竖排", "直排", "Vertical"),
        "plain" => fixed("素纸", "素紙", "Plain"),
        "bold" => fixed("大字", "大字", "Bold"),
        "seal" => fixed("钤印", "鈐印", "Seal"),
        "dialogue" => fixed("问答", "問答", "Dialogue"),
        "night" => fixed("夜色", "夜色", "Night"),
        "column" => fixed("专栏", "專欄", "Column"),
        "light" => fixed("浅", "淺", "Light"),
        "dark" => fixed("深", "深", "Dark"),
        "vermilion" => fixed("朱", "朱", "Vermilion"),
        "indigo" => fixed("靛", "靛", "Indigo"),
        "pine" => fixed("松", "松", "Pine"),
        "ochre" => fixed("赭", "赭", "Ochre"),
        _ => fixed("墨", "墨", "Ink"),
    }
}

/// Names a part.
pub fn part(part: Part) -> Message {
    match part {
        Part::Asked => fixed("谁问的", "誰問的", "Who asked"),
        Part::Date => fixed("日期", "日期", "Date"),
        Part::Source => fixed("场合与来源", "場合與來源", "Occasion, source"),
        Part::Code => fixed("二维码", "QR 碼", "QR code"),
    }
}
