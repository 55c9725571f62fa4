//! What happens when the program fails: the text stays, a message with a button to reload appears.

use super::{Refused, page};

/// Makes every panic say so on the page and in the console.
pub fn install() {
    std::panic::set_hook(Box::new(|info| fail(&info.to_string())));
}

/// Says on the page that the program failed, and in the console why.
pub fn fail(why: &str) {
    web_sys::console::error_1(&why.into());
    // Nobody is left to hear that even the message failed.
    let _ = reveal();
}

fn reveal() -> Result<(), Refused> {
    page::set("app", "failed")?;
    page::html_by_id("failure")?.set_hidden(false);
    Ok(())
}
