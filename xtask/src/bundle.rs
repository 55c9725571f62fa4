//! One style sheet of many: a reader's browser asks once instead of once a room. Knows what Trunk writes for a link.

use anyhow::{Context, Result};

use crate::files::{Files, digest};

const BEFORE: &str = "<link rel=\"stylesheet\" href=\"./";
const AFTER: &str = "\"/>";

/// Replaces the style sheets of the page by one, in their order and without comments; returns the new index.html.
pub fn bundle(page: &mut Files, html: &str) -> Result<String> {
    let mut all = String::new();
    let mut rest = html;
    let mut links = Vec::new();
    while let Some((_, after)) = rest.split_once(BEFORE) {
        let (name, after) = after.split_once(AFTER).context("a style sheet's link does not end")?;
        let sheet = page.remove(name).with_context(|| format!("there is no style sheet {name}"))?;
        all.push_str(&without_comments(std::str::from_utf8(&sheet).context("a style sheet is no UTF-8")?));
        links.push(format!("{BEFORE}{name}{AFTER}"));
        rest = after;
    }
    let mut html = html.to_owned();
    if let Some((first, others)) = links.split_first() {
        let name = format!("style-{:.16}.css", digest(all.as_bytes()));
        html = html.replacen(first, &format!("{BEFORE}{name}{AFTER}"), 1);
        for link in others {
            html = html.replacen(link, "", 1);
        }
        page.insert(name, all.into_bytes());
    }
    Ok(html)
}

/// Returns a style sheet without comments and without the blank space at the ends of its lines.
pub fn without_comments(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_keep_their_order_and_lose_their_comments() {
        let mut page = Files::from([
            ("b-1.css".to_owned(), b"/* second\n*/ b { margin: 0 }\n".to_vec()),
            ("a-1.css".to_owned(), b"@layer a, b;\n\n  a { margin: 0 }".to_vec()),
        ]);
        let html = "<link rel=\"stylesheet\" href=\"./a-1.css\"/>\n<link rel=\"stylesheet\" href=\"./b-1.css\"/>";
        let html = bundle(&mut page, html).unwrap();
        assert_eq!(html.matches("stylesheet").count(), 1);
        let sheet = page.first_key_value().unwrap();
        assert!(html.contains(sheet.0.as_str()) && page.len() == 1);
        assert_eq!(String::from_utf8_lossy(sheet.1), "@layer a, b;\na { margin: 0 }\nb { margin: 0 }\n");
    }
}
