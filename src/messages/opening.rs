//! What opening and exporting say.

use super::{Message, filled, fixed, plural};
use crate::export::Format;
use crate::text::decode::DecodeError;

/// The button, and the heading of its sheet.
pub const OPEN: Message = fixed("打开", "開啟", "Open");
/// Chooses files.
pub const FILES: Message = fixed("选择文件", "選擇檔案", "Choose files");
/// Chooses a folder.
pub const FOLDER: Message = fixed("选择文件夹", "選擇資料夾", "Choose a folder");
/// What a mouse can do.
pub const DROP: Message = fixed(
    "也可以把文件或文件夹拖到页面的任何地方。",
    "也可以把檔案或資料夾拖到頁面的任何地方。",
    "Or drop files or a folder anywhere on the page.",
);
/// While files hover over the page.
pub const RELEASE: Message = fixed("松开鼠标，打开文件", "放開滑鼠，開啟檔案", "Release to open");
/// The box for text.
pub const PASTE: Message = fixed("或把文字粘贴在这里", "或把文字貼在這裡", "Or paste the text here");
/// Opens what is in the box.
pub const OPEN_PASTED: Message = fixed("打开这段文字", "開啟這段文字", "Open this text");
/// The name of a text that has neither title nor file.
pub const PASTED: Message = fixed("粘贴的文字", "貼上的文字", "Pasted text");
/// The list of what is open.
pub const LISTED: Message = fixed("已打开的实录", "已開啟的實錄", "Open transcripts");
/// Ends the reading of files.
pub const CANCEL: Message = fixed("取消", "取消", "Cancel");
/// A file that the browser does not give out.
pub const WITHHELD: Message =
    fixed("浏览器读不到这个文件。", "瀏覽器讀不到這個檔案。", "The browser cannot read this file.");
/// An address that leads to nothing that could be read.
pub const BAD_SOURCE: Message = fixed(
    "网址里的 src 读不到：只能读取网上（http、https）的实录，而且从文件打开的页面不能读取。请改用“打开”。",
    "網址裡的 src 讀不到：只能讀取網上（http、https）的實錄，而且從檔案開啟的頁面不能讀取。請改用「開啟」。",
    "The address’s src cannot be read: it must be on the web (http, https), and a page opened from a file cannot read it. Use “Open” instead.",
);
/// A server that does not answer, or not to pages of other sites.
pub const UNREACHABLE: Message = fixed(
    "读不到：网络不通，或那个网站不允许别的网页读取。可以下载后再打开。",
    "讀不到：網路不通，或那個網站不允許別的網頁讀取。可以下載後再開啟。",
    "It cannot be read: there is no network, or that site does not let other pages read it. Download it and open the file.",
);
/// What reading from elsewhere means.
pub const LEAVE_MEANS: Message = fixed(
    "那个网站会收到一次请求，得知你的网络地址；别的什么也不会发出。",
    "那個網站會收到一次請求，得知你的網路位址；別的什麼也不會送出。",
    "That site will get one request and see your network address; nothing else is sent.",
);
/// Agrees to it.
pub const LEAVE: Message = fixed("读取", "讀取", "Read");
/// Does not.
pub const LEAVE_NOT: Message = fixed("不读取", "不讀取", "Do not read");

/// Asks whether to read from another site.
pub fn leave(host: &str) -> Message {
    filled(
        format!("要从 {host} 读取实录吗？"),
        format!("要從 {host} 讀取實錄嗎？"),
        format!("Read the transcript from {host}?"),
    )
}

/// Says what a server answered instead of a text.
pub fn status(status: u16) -> Message {
    if status == 404 {
        return fixed("那里没有这个文件（404）。", "那裡沒有這個檔案（404）。", "There is no such file (404).");
    }
    filled(
        format!("服务器没有给出文件（{status}）。"),
        format!("伺服器沒有給出檔案（{status}）。"),
        format!("The server did not deliver the file ({status})."),
    )
}

/// The button of the export, and the heading of its menu.
pub const EXPORT: Message = fixed("导出", "匯出", "Export");

/// Returns why a file cannot be opened, and what can be done.
pub fn unreadable(error: DecodeError) -> Message {
    match error {
        DecodeError::Empty => fixed("文件是空的。", "檔案是空的。", "The file is empty."),
        DecodeError::TooLarge => {
            fixed("文件超过 200 MB 的上限。", "檔案超過 200 MB 的上限。", "The file exceeds the limit of 200 MB.")
        }
        DecodeError::Pdf => fixed(
            "这是 PDF。请打开它，全选并复制文字，粘贴到这里。",
            "這是 PDF。請打開它，全選並複製文字，貼到這裡。",
            "This is a PDF. Open it, select all, copy the text and paste it here.",
        ),
        DecodeError::Picture => fixed(
            "这是图片，没有文字可读，也不带卡片数据。图上若有二维码，扫一下就到那几句话。",
            "這是圖片，沒有文字可讀，也不帶卡片資料。圖上若有 QR 碼，掃一下就到那幾句話。",
            "This is a picture: it has no text to read and no card data. If it shows a QR code, scan it: it leads to the words.",
        ),
        DecodeError::Media => fixed(
            "这是录音或录像，这里只读文字。",
            "這是錄音或錄影，這裡只讀文字。",
            "This is a sound or video recording; only text can be read.",
        ),
        DecodeError::Archive => fixed(
            "这是压缩包，请解压后再打开。",
            "這是壓縮檔，請解壓縮後再開啟。",
            "This is an archive. Unpack it and open what is inside.",
        ),
        DecodeError::OldWord => fixed(
            "这是旧式的 Word 或 RTF 文档，请另存为 .docx 或纯文本。",
            "這是舊式的 Word 或 RTF 文件，請另存為 .docx 或純文字。",
            "This is an old Word or RTF document. Save it as .docx or plain text.",
        ),
        DecodeError::BrokenDocx => fixed("Word 文档已损坏。", "Word 文件已損壞。", "The Word document is damaged."),
        DecodeError::Binary => fixed("这不是文本文件。", "這不是文字檔。", "This is not a text file."),
    }
}

/// Says of which file something is said.
pub fn of_file(name: &str, said: &Message) -> Message {
    let with = |colon: &str, said: &str| [name, colon, said].concat();
    filled(with("：", &said.hans), with("：", &said.hant), with(": ", &said.en))
}

/// Counts what became of many files.
pub fn opened(opened: usize, failed: usize) -> Message {
    let (zh, hant, en) = match failed {
        0 => Default::default(),
        n => (
            format!("，{n} 个文件打不开"),
            format!("，{n} 個檔案無法開啟"),
            [", ", &plural(n, "file", "files"), " could not be read"].concat(),
        ),
    };
    filled(
        format!("打开了 {opened} 份实录{zh}。"),
        format!("開啟了 {opened} 份實錄{hant}。"),
        [&plural(opened, "transcript", "transcripts"), " opened", &en, "."].concat(),
    )
}

/// Says how far the reading came before it was cancelled.
pub fn stopped(opened: usize, total: usize) -> Message {
    filled(
        format!("已停止：{total} 个文件中打开了 {opened} 个。"),
        format!("已停止：{total} 個檔案中開啟了 {opened} 個。"),
        format!("Stopped: {opened} of {} were opened.", plural(total, "file", "files")),
    )
}

/// Says how far the reading is.
pub fn reading(done: usize, total: usize) -> Message {
    filled(
        format!("正在读取 {done} / {total}"),
        format!("正在讀取 {done} / {total}"),
        format!("Reading {done} / {total}"),
    )
}

/// Says which transcript is shown now.
pub fn shown(title: &str) -> Message {
    filled(format!("已打开：{title}"), format!("已開啟：{title}"), format!("Opened: {title}"))
}

/// Returns the name of a format: what it is for, where its letters do not say so.
pub fn format(format: Format) -> Message {
    match format {
        Format::Json => fixed("JSON（全部内容）", "JSON（全部內容）", "JSON (everything)"),
        Format::Text => fixed("纯文本", "純文字", "Plain text"),
        Format::Markdown => fixed("Markdown", "Markdown", "Markdown"),
        Format::Csv => fixed("CSV（表格）", "CSV（表格）", "CSV (spreadsheet)"),
        Format::Jsonld => fixed("JSON-LD", "JSON-LD", "JSON-LD"),
        Format::Akn => fixed("Akoma Ntoso", "Akoma Ntoso", "Akoma Ntoso"),
        Format::Tei => fixed("TEI", "TEI", "TEI"),
    }
}
