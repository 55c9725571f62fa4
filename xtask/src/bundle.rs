//! Fewer and smaller files: one style sheet of many, and no comments. Knows what Trunk writes for a link.

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

/// Returns a script as wasm-bindgen writes it without the comments and the indentation that take whole lines.
///
/// Only whole lines: to find the others, one would have to read JavaScript.
pub fn without_comment_lines(script: &str) -> String {
    let mut plain = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        let starts = line.starts_with("/*");
        if starts || in_comment {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            plain.push_str(line);
            plain.push('\n');
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_loses_the_lines_that_are_comments() {
        let script = "/**\n * a\n */\nf() {\n    // b\n    g(); // c\n\n}\n/* d */\nh();";
        assert_eq!(without_comment_lines(script), "f() {\ng(); // c\n}\nh();\n");
    }

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
