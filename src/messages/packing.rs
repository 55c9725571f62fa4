//! What making one file of transcripts says, and the page of a single exchange.

use super::{Message, filled, fixed};

/// Says that the page is missing which is to be filled, and how it is made. `page` is its name, `made` the command.
pub fn no_page(page: &str, made: &str) -> Message {
    filled(
        format!("这里没有 {page}。先用 {made} 做出来，放在 shilu 旁边，或用 --page 指明它在哪里。"),
        format!("這裡沒有 {page}。先用 {made} 做出來，放在 shilu 旁邊，或用 --page 指明它在哪裡。"),
        format!(
            "There is no {page} here. Make it with {made} and put it beside shilu, or say with --page where it is."
        ),
    )
}

/// Leads from an exchange on a page of its own to where it stands.
pub const IN_FULL: Message = fixed("在全文中阅读", "在全文中閱讀", "Read it in the full text");
