//! What the page says about privacy and licences: static, so that it can be read whatever else fails.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::files;

/// Where it stands in index.html.
const MARKER: &str = "<!--about-->";
/// The file that the page leads to.
pub const NOTICES: &str = "NOTICES.txt";

const TAGS: [&str; 3] = ["zh-Hans", "zh-Hant", "en"];

/// Puts it into index.html, in the three languages of which the style sheet shows one.
pub fn put(html: &str) -> Result<String> {
    if html.matches(MARKER).count() != 1 {
        bail!("index.html does not hold {MARKER} once");
    }
    let path = files::root().join("assets/about.html");
    let about = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(html.replacen(MARKER, &in_three(&about)?, 1))
}

/// Returns the notices of everything that ships.
pub fn notices() -> Result<Vec<u8>> {
    fs::read(files::root().join("NOTICES.md")).context("there is no NOTICES.md")
}

/// Puts the notices themselves where the link to them stands: the one file leads nowhere.
pub fn with_notices(html: &str, notices: &str) -> Result<String> {
    let link = format!("<p><a href=\"{NOTICES}\">");
    let (before, rest) = html.split_once(&link).context("the page does not lead to its notices")?;
    let (words, after) = rest.split_once("</a></p>").context("the link to the notices does not end")?;
    let notices = notices.replace('&', "&amp;").replace('<', "&lt;");
    Ok(format!("{before}<details><summary>{words}</summary><pre>{notices}</pre></details>{after}"))
}

/// Writes `[[简|繁|English]]` as three elements.
fn in_three(text: &str) -> Result<String> {
    let mut rest = text;
    let mut written = String::new();
    while let Some((before, after)) = rest.split_once("[[") {
        let (words, after) = after.split_once("]]").context("a message does not end")?;
        let words: Vec<&str> = words.split('|').collect();
        if words.len() != TAGS.len() {
            bail!("{words:?} are not three languages");
        }
        written.push_str(before);
        for (n, (tag, words)) in TAGS.iter().zip(words).enumerate() {
            let hidden = if n == 0 { "" } else { " hidden" };
            written.push_str(&format!("<span data-ui=\"{tag}\" lang=\"{tag}\"{hidden}>{words}</span>"));
        }
        rest = after;
    }
    Ok(written + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_written_in_three_languages_or_not_at_all() {
        assert_eq!(
            in_three("<p>[[甲|乙|c]]</p>").unwrap(),
            "<p><span data-ui=\"zh-Hans\" lang=\"zh-Hans\">甲</span><span data-ui=\"zh-Hant\" lang=\"zh-Hant\" hidden>乙</span>\
             <span data-ui=\"en\" lang=\"en\" hidden>c</span></p>"
        );
        assert!(in_three("[[甲|乙]]").is_err() && in_three("[[甲|乙|c").is_err());
        assert!(put("<!--about-->").is_ok() && put("").is_err());
    }
}
