//! Prints the first transcript into `index.html`, so that it can be read before and without WebAssembly.
//!
//! Knows the markers of index.html; how the article looks is known by `shilu::article` alone.

use anyhow::{Result, bail};
use serde_json::json;

/// Fills the markers with the article, its outline and the text it was read from.
pub fn prerender(html: &str, name: &str, text: &str) -> Result<String> {
    let html = put(html, "<!--article-->", &escape(text))?;
    let html = put(&html, "<!--outline-->", "")?;
    let html = put(&html, "<!--source-->", &source(name, text))?;
    Ok(html)
}

/// Returns the element from which the page reads the same text again.
fn source(name: &str, text: &str) -> String {
    // `<` is written as an escape, lest a text that holds `</script>` end the element.
    let json = json!({ "name": name, "text": text }).to_string().replace('<', "\\u003c");
    format!("<script type=\"application/json\" id=\"source\">{json}</script>")
}

fn put(html: &str, marker: &str, words: &str) -> Result<String> {
    match html.matches(marker).count() {
        1 => Ok(html.replacen(marker, words, 1)),
        count => bail!("index.html holds {marker} {count} times instead of once"),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "<title>x</title><meta name=\"description\" content=\"\">\
                         <nav><!--outline--></nav><main><!--article--></main><!--source-->";

    #[test]
    fn a_text_cannot_end_the_element_it_is_carried_in() {
        let html = prerender(EMPTY, "a.txt", "</script><script>alert(1)</script>").unwrap();
        assert_eq!(html.matches("<script").count(), 1, "{html}");
        assert_eq!(html.matches("</script").count(), 1, "{html}");
    }

    #[test]
    fn a_missing_marker_is_an_error_and_not_an_empty_page() {
        assert!(prerender("<title></title>", "a.txt", "记者：问？").is_err());
    }
}
