//! Prints the first transcript into `index.html`, so that it can be read before and without WebAssembly.
//!
//! Knows the markers of index.html; how the article looks is known by `shilu::article` alone.

use anyhow::{Result, bail};
use serde_json::json;
use shilu::article::{self, About};
use shilu::topics::{Lexicon, assign};
use shilu::transcript::{Transcript, parse};

/// Fills the markers with the article, its outline and the text it was read from.
pub fn prerender(html: &str, name: &str, text: &str) -> Result<String> {
    let transcript = parse(text);
    let lexicon = Lexicon::built_in();
    let about = About { lexicon, topics: &assign(&transcript, lexicon) };
    let html = put(html, "<!--article-->", &article::page(&transcript, &about).to_html())?;
    let html = put(&html, "<!--outline-->", &article::outline(&transcript, &about).to_html())?;
    let html = put(&html, "<!--source-->", &source(name, text))?;
    let html = replace_between(&html, "<html lang=\"", "\"", transcript.language)?;
    let html = replace_between(&html, "<title>", "</title>", &escape(&title(&transcript)))?;
    replace_between(&html, "<meta name=\"description\" content=\"", "\"", &escape(&description(&transcript)))
}

/// Returns the element from which the page reads the same text again.
pub(crate) fn source(name: &str, text: &str) -> String {
    // `<` is written as an escape, lest a text that holds `</script>` end the element.
    let json = json!({ "name": name, "text": text }).to_string().replace('<', "\\u003c");
    format!("<script type=\"application/json\" id=\"source\">{json}</script>")
}

/// Returns what a tab and a search engine call the page.
fn title(transcript: &Transcript) -> String {
    let main = article::title(transcript).unwrap_or_default();
    let main = main.split_whitespace().collect::<Vec<_>>().join(" ");
    if main.is_empty() { "实录".to_owned() } else { format!("{main} · 实录") }
}

/// Returns what a search engine shows below: the first paragraph of what was said.
fn description(transcript: &Transcript) -> String {
    let paragraphs = transcript.items.iter().flat_map(|item| &item.turns).flat_map(|turn| &turn.paragraphs);
    paragraphs.map(|paragraph| transcript.shown(paragraph.span)).next().unwrap_or_default().trim().to_owned()
}

fn put(html: &str, marker: &str, words: &str) -> Result<String> {
    match html.matches(marker).count() {
        1 => Ok(html.replacen(marker, words, 1)),
        count => bail!("index.html holds {marker} {count} times instead of once"),
    }
}

fn replace_between(html: &str, before: &str, after: &str, words: &str) -> Result<String> {
    let Some((head, rest)) = html.split_once(before) else { bail!("index.html holds no {before}") };
    let Some((_, tail)) = rest.split_once(after) else { bail!("index.html holds no {after} after {before}") };
    Ok(format!("{head}{before}{words}{after}{tail}"))
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "<html lang=\"zh-Hans\"><title>x</title><meta name=\"description\" content=\"\">\
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
