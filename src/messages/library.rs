//! What the library says.

use super::{Message, filled, fixed, plural};
use crate::library::Fault;

/// The heading.
pub const LIBRARY: Message = fixed("本机书库", "本機書庫", "On this device");
/// Keeps the open transcript.
pub const KEEP: Message = fixed("保存在本机", "儲存在本機", "Keep on this device");
/// What stands there instead, once it is kept.
pub const KEPT: Message = fixed("已保存在本机", "已儲存在本機", "Kept on this device");
/// Nothing is kept.
pub const NOTHING_KEPT: Message = fixed(
    "还没有保存任何实录。只有按下“保存在本机”，才会留在这台设备上。",
    "還沒有儲存任何實錄。只有按下「儲存在本機」，才會留在這台裝置上。",
    "Nothing is kept yet. Only what you choose to keep stays on this device.",
);
/// An entry that goes with the page.
pub const UNTIL_CLOSED: Message = fixed("关闭页面即消失", "關閉頁面即消失", "gone when you close the page");
/// Gives an entry another title.
pub const RENAME: Message = fixed("改名", "改名", "Rename");
/// The field for the other title.
pub const NEW_TITLE: Message = fixed("新名称", "新名稱", "New title");
/// Removes an entry.
pub const REMOVE: Message = fixed("移除", "移除", "Remove");
/// Removes every entry.
pub const REMOVE_ALL: Message = fixed("全部移除", "全部移除", "Remove all");
/// Brings back what was removed.
pub const UNDO: Message = fixed("撤销", "復原", "Undo");
/// Writes the library's file.
pub const EXPORT: Message = fixed("导出书库", "匯出書庫", "Export the library");
/// Reads a library's file.
pub const IMPORT: Message = fixed("导入书库", "匯入書庫", "Import a library");
/// A record whose text is missing or no text.
pub const TEXT_DAMAGED: Message = fixed(
    "这份实录的记录已损坏，打不开；没有改动它。",
    "這份實錄的紀錄已損壞，無法開啟；沒有改動它。",
    "This record is damaged and cannot be opened; it was left as it is.",
);
/// A file that is no library.
pub const NO_LIBRARY: Message = fixed(
    "这不是书库文件，什么也没有导入。",
    "這不是書庫檔案，什麼也沒有匯入。",
    "This is not a library file; nothing was imported.",
);
/// A transcript that is opened where the reader stopped.
pub const RESUMED: Message =
    fixed("已回到上次读到的地方。", "已回到上次讀到的地方。", "You are back where you stopped reading.");
/// What becomes of a transcript that cannot be stored.
pub const HELD: Message = fixed(
    "实录只留到关闭本页为止；已保存的都在。",
    "實錄只留到關閉本頁為止；已儲存的都在。",
    "The transcript lasts until you close this page; what is stored is untouched.",
);
/// What becomes of a change that cannot be stored.
pub const UNCHANGED: Message = fixed("什么也没有改动。", "什麼也沒有改動。", "Nothing was changed.");

/// Returns why the store does not do what is asked.
pub fn fault(fault: Fault) -> Message {
    match fault {
        Fault::Refused => fixed(
            "浏览器不允许本页在本机保存。",
            "瀏覽器不允許本頁在本機儲存。",
            "The browser does not let this page store anything.",
        ),
        Fault::Full => fixed(
            "本机空间已满，没有保存。请移除一些再试。",
            "本機空間已滿，沒有儲存。請移除一些再試。",
            "The storage is full. Remove something and try again.",
        ),
        Fault::Newer => fixed(
            "书库已由较新版本的“实录”接管，请重新载入本页。",
            "書庫已由較新版本的「實錄」接管，請重新載入本頁。",
            "A newer version has taken over the library: reload this page.",
        ),
        Fault::Busy => fixed(
            "书库没有回应，可能被另一个标签页占用。请关闭那个标签页再试。",
            "書庫沒有回應，可能被另一個分頁佔用。請關閉那個分頁再試。",
            "The library does not answer. Another tab may be using it: close that tab and try again.",
        ),
        Fault::Damaged => {
            fixed("书库已损坏，无法读写。", "書庫已損壞，無法讀寫。", "The library is damaged and cannot be used.")
        }
    }
}

/// Returns how many records in the store do not hold.
pub fn broken(n: usize) -> Message {
    filled(
        format!("另有 {n} 条记录已损坏，未列出，也未改动。"),
        format!("另有 {n} 筆紀錄已損壞，未列出，也未改動。"),
        format!("{}, not listed and not changed.", plural(n, "damaged record", "damaged records")),
    )
}

/// Returns how many records were removed.
pub fn removed(n: usize) -> Message {
    filled(
        format!("已移除 {n} 份。"),
        format!("已移除 {n} 份。"),
        format!("{} removed.", plural(n, "transcript", "transcripts")),
    )
}

/// Returns what an import brought.
pub fn imported(new: usize, known: usize, broken: usize) -> Message {
    filled(
        format!("导入 {new} 份，已有 {known} 份，损坏 {broken} 份。"),
        format!("匯入 {new} 份，已有 {known} 份，損壞 {broken} 份。"),
        format!("{new} imported, {known} already there, {broken} damaged."),
    )
}

/// Returns how much storage is used.
pub fn used(bytes: u64) -> Message {
    let size = size(bytes);
    filled(format!("占用 {size}"), format!("佔用 {size}"), format!("{size} used"))
}

/// Writes a size as the system's own windows do: in powers of 1000, with one digit after the point from MB on.
fn size(bytes: u64) -> String {
    let (unit, tenths) = match bytes {
        0..1_000_000 => return format!("{} KB", bytes.div_ceil(1000)),
        1_000_000..1_000_000_000 => ("MB", bytes / 100_000),
        _ => ("GB", bytes / 100_000_000),
    };
    format!("{}.{} {unit}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Ui;

    #[test]
    fn a_size_has_a_unit_that_suits_it() {
        let sizes = [0, 1, 12_345, 999_999, 1_000_000, 17_700_000, 3_249_000_000].map(size);
        assert_eq!(sizes, ["0 KB", "1 KB", "13 KB", "1000 KB", "1.0 MB", "17.7 MB", "3.2 GB"]);
        assert_eq!(used(17_700_000).to(Ui::Hans), "占用 17.7 MB");
    }

    #[test]
    fn counts_read_as_sentences() {
        assert_eq!(removed(1).to(Ui::En), "1 transcript removed.");
        assert_eq!(broken(2).to(Ui::Hant), "另有 2 筆紀錄已損壞，未列出，也未改動。");
        assert_eq!(imported(3, 2, 1).to(Ui::Hans), "导入 3 份，已有 2 份，损坏 1 份。");
    }
}
