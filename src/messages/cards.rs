//! What is said of a card that is checked: where its words stand, what is proved, and what is not; and what stands on a
//! card beside the words.

use super::{Message, filled, fixed};
use crate::card::png;
use crate::card::proof::Fault;
use crate::card::verify::{Answer, By, Outcome, Proves, Source};

/// The heading.
pub const CHECK: Message = fixed("核对卡片", "核對卡片", "Check a card");
/// The picture carries nothing.
pub const NOTHING: Message = fixed(
    "这张图片里没有卡片的数据，也没有可以读出的二维码，无法核对。",
    "這張圖片裡沒有卡片的資料，也沒有可以讀出的 QR 碼，無法核對。",
    "This picture has no card data and no readable QR code, so it cannot be checked.",
);
/// Who is said to have said it, where and when, is not what the transcript says.
pub const OTHER_ATTRIBUTION: Message = fixed(
    "卡片附带的说明（谁说的、何时何地）与实录不同，以实录为准。",
    "卡片附帶的說明（誰說的、何時何地）與實錄不同，以實錄為準。",
    "The card and the transcript disagree on who said it, where or when; the transcript counts.",
);

/// Says what a card is, in a sentence.
pub fn outcome(answer: &Answer) -> Message {
    match (&answer.outcome, answer.by) {
        (Outcome::Verified(verified), by) => {
            let place = place(verified.quote.exchange, &verified.quote.sentence);
            let around = match by {
                Some(By::Code) => fixed("二维码指向", "QR 碼指向", "The QR code leads to "),
                _ => fixed("这些话见于", "這些話見於", "These words stand in "),
            };
            let joined = |around: &str, place: &str, stop: &str| [around, place, stop].concat();
            filled(
                joined(&around.hans, &place.hans, "。"),
                joined(&around.hant, &place.hant, "。"),
                joined(&around.en, &place.en, "."),
            )
        }
        (Outcome::Differs(_), _) => fixed(
            "卡片所据的实录已经打开，但其中这个位置的话与卡片不同。",
            "卡片所據的實錄已經開啟，但其中這個位置的話與卡片不同。",
            "The card’s transcript is open here, but its words at that place differ from the card’s.",
        ),
        (Outcome::Unknown, None) => NOTHING,
        (Outcome::Unknown, Some(_)) => fixed(
            "这张卡片不是出自现在打开的实录。请打开它所据的实录，再核对一次。",
            "這張卡片不是出自現在開啟的實錄。請開啟它所據的實錄，再核對一次。",
            "This card is not from a transcript open here. Open the one it was made from and check again.",
        ),
    }
}

/// Names a place.
fn place(exchange: Option<u32>, sentence: &str) -> Message {
    match exchange {
        Some(n) => filled(
            format!("第 {n} 问（{sentence}）"),
            format!("第 {n} 問（{sentence}）"),
            format!("exchange {n}, sentence {sentence}"),
        ),
        None => filled(
            format!("实录（{sentence}）"),
            format!("實錄（{sentence}）"),
            format!("the transcript, sentence {sentence}"),
        ),
    }
}

/// Says in which text the words were looked for.
pub fn source(source: Source) -> Message {
    match source {
        Source::Same => fixed(
            "现在打开的就是制作卡片所用的文本。",
            "現在開啟的就是製作卡片所用的文字。",
            "The text open here is the one the card was made from.",
        ),
        Source::OtherCopy => fixed(
            "现在打开的不是制作卡片所用的文本，而是同一场记者会的另一份文本。",
            "現在開啟的不是製作卡片所用的文字，而是同一場記者會的另一份文字。",
            "The card was made from another copy of this conference, not from the text open here.",
        ),
    }
}

/// Says from what the card is known.
pub fn by(by: By) -> Message {
    match by {
        By::Metadata => fixed("据图片附带的数据。", "據圖片附帶的資料。", "From the picture’s metadata."),
        By::Code => fixed("据画面上的二维码。", "據畫面上的 QR 碼。", "From the QR code in the picture."),
    }
}

/// Says what is proved, and what is not.
pub fn proves(proves: Proves) -> Message {
    match proves {
        Proves::CarriedWords => fixed(
            "核对的是图片附带的话，不是画面上看到的字：画面可能改过而数据未改，请与原文对看。",
            "核對的是圖片附帶的話，不是畫面上看到的字：畫面可能改過而資料未改，請與原文對看。",
            "The words in the metadata were checked, not those you see: a picture can be changed and keep its metadata. \
             Compare it with the text.",
        ),
        Proves::Place => fixed(
            "二维码只指出出处；画面上的字没有核对，请与原文对看。",
            "QR 碼只指出出處；畫面上的字沒有核對，請與原文對看。",
            "The QR code only leads to the place; the words you see were not checked. Compare them with the text.",
        ),
        Proves::Nothing => fixed("什么也没有证明。", "什麼也沒有證明。", "Nothing is proved."),
    }
}

/// Says why there is nothing to be had from a picture.
pub fn fault(fault: &Fault) -> Message {
    match fault {
        Fault::NoPicture | Fault::Png(png::Fault::NotPng) => {
            fixed("这不是 PNG 或 SVG 图片。", "這不是 PNG 或 SVG 圖片。", "This is neither a PNG nor an SVG picture.")
        }
        Fault::Png(png::Fault::Incomplete) => {
            fixed("这张 PNG 图片不完整。", "這張 PNG 圖片不完整。", "The PNG picture is incomplete.")
        }
        Fault::Version(version) => filled(
            format!("卡片数据的版本是 {version}，这里只认得版本 1。请更新“实录”。"),
            format!("卡片資料的版本是 {version}，這裡只認得版本 1。請更新「實錄」。"),
            format!("The card’s data have version {version}; only version 1 is known here. Update Shilu."),
        ),
        Fault::Png(png::Fault::Damaged | png::Fault::Packed | png::Fault::TooLong | png::Fault::Twice)
        | Fault::Damaged
        | Fault::Format
        | Fault::Form(_) => fixed(
            "图片附带的卡片数据已损坏，不能采信。",
            "圖片附帶的卡片資料已損壞，不能採信。",
            "The card’s data in this picture are damaged and cannot be relied on.",
        ),
    }
}

/// Who is named asks this: on a card, under the words of a question.
pub const ASKS: Message = fixed("提问", "提問", "asks");
