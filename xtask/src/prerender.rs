//! Prints the first transcript into `index.html`, so that it can be read before and without WebAssembly.
//!
//! How that is done is known by `shilu::pack` alone, which does it for anybody's transcripts.

use anyhow::{Context, Result};
use shilu::pack::{Carried, fill};
use shilu::transcript::parse;

/// Fills the page with the article, its outline and the text it was read from.
pub fn prerender(html: &str, name: &str, text: &str) -> Result<String> {
    fill(html, &[Carried { name, transcript: &parse(text) }]).context("index.html")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files;

    #[test]
    fn the_page_has_all_that_is_to_be_filled() {
        let html = std::fs::read_to_string(files::root().join("index.html")).unwrap();
        let html = prerender(&html, "a.txt", "记者：问？\n\n王毅：答。").unwrap();
        assert!(html.contains("<ol><li>") && html.contains("\"name\":\"a.txt\""), "{html}");
        assert!(html.contains("<meta name=\"description\" content=\"问？\">"), "{html}");
    }
}
