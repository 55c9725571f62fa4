//! The metadata of an SVG: `<metadata id="shilu-card">…</metadata>`, written and found again. Knows the little of XML that
//! this takes; knows nothing of what the words say.
//!
//! Own code because an XML parser is too heavy for the page, and only one element is wanted: whatever else a picture
//! holds is passed over and never interpreted.

/// The element's id, and the keyword in a PNG.
pub const NAME: &str = "shilu-card";

/// Tells whether a text may be an SVG: its first kilobytes have the root element.
pub fn is_svg(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(4_096)).unwrap_or(text);
    head.trim_start_matches('\u{FEFF}').trim_start().starts_with('<') && cut(head, "<svg").is_some()
}

/// Writes the element around words. They may hold anything that XML may hold (XML 1.0, § 2.2).
pub fn element(words: &str) -> String {
    let mut element = ["<metadata id=\"", NAME, "\">"].concat();
    for c in words.chars() {
        match c {
            '&' => element.push_str("&amp;"),
            '<' => element.push_str("&lt;"),
            '>' => element.push_str("&gt;"),
            _ => element.push(c),
        }
    }
    element.push_str("</metadata>");
    element
}

/// Returns the words of the element in an SVG, where there is exactly one. Comments, CDATA sections and instructions
/// elsewhere hold no elements; elements inside it count as no words.
pub fn words(svg: &str) -> Option<String> {
    let mut found = None;
    let mut rest = svg;
    while let Some((_, behind)) = cut(rest, "<") {
        rest = rest.get(rest.len() - behind.len() - 1..)?;
        if let Some(behind) = passed_over(rest) {
            rest = behind;
            continue;
        }
        let (tag, behind) = tag(rest)?;
        rest = behind;
        if is_ours(tag) {
            let (inside, behind) = cut(rest, "</metadata")?;
            rest = behind;
            if found.is_some() {
                return None;
            }
            found = Some(unescaped(inside)?);
        }
    }
    found
}

/// Returns what stands before a mark, and what stands behind it. One function for all marks: each kind of search of the
/// standard library would be half a kilobyte of the page.
fn cut<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let at = memchr::memmem::find(text.as_bytes(), mark.as_bytes())?;
    text.get(..at).zip(text.get(at + mark.len()..))
}

/// Returns what stands behind a comment, a CDATA section or an instruction; of one that never ends, nothing.
fn passed_over(text: &str) -> Option<&str> {
    let ends = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
    let (open, close) = ends.into_iter().find(|(open, _)| text.starts_with(open))?;
    Some(cut(text.get(open.len()..)?, close).map_or("", |(_, behind)| behind))
}

/// Cuts a tag off: what stands between `<` and `>`, and what stands behind. A `>` in an attribute's value ends no tag.
fn tag(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('<')?;
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return inside.get(..at).zip(inside.get(at + 1..)),
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

/// Tells whether a tag opens a `metadata` element with our id.
fn is_ours(tag: &str) -> bool {
    let Some(mut rest) = tag.strip_prefix("metadata").filter(|rest| rest.starts_with(char::is_whitespace)) else {
        return false;
    };
    // The attributes, one after another: `id` in the value of another is none.
    while let Some((name, behind)) = cut(rest, "=") {
        let behind = behind.trim_start();
        let Some(quote) = behind.get(..1).filter(|quote| matches!(*quote, "\"" | "'")) else { return false };
        let Some((value, after)) = behind.get(1..).and_then(|value| cut(value, quote)) else { return false };
        if name.trim() == "id" {
            return value == NAME && !tag.ends_with('/');
        }
        rest = after;
    }
    false
}

/// Returns words with their references resolved: the five entities of XML and numbers (XML 1.0, § 4.1 and § 4.6), in
/// CDATA sections none. Anything else is refused.
fn unescaped(text: &str) -> Option<String> {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<')) {
        let (plain, special) = rest.split_at_checked(at)?;
        words.push_str(plain);
        if let Some(behind) = special.strip_prefix("<![CDATA[") {
            let (inside, behind) = cut(behind, "]]>")?;
            words.push_str(inside);
            rest = behind;
            continue;
        }
        let (name, behind) = cut(special.strip_prefix('&')?, ";")?;
        words.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            _ => number(name.strip_prefix('#')?)?,
        });
        rest = behind;
    }
    words.push_str(rest);
    Some(words)
}

fn number(figures: &str) -> Option<char> {
    let code = match figures.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => figures.parse(),
    };
    char::from_u32(code.ok()?).filter(|c| *c != '\0')
}

/// Returns JSON in which everything that XML may not hold is written as `\uXXXX`, which means the same. What a JSON
/// text has outside its strings is ASCII, and control characters are written so already.
pub(super) fn for_xml(json: &str) -> String {
    let mut written = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{FFFE}' => written.push_str("\\ufffe"),
            '\u{FFFF}' => written.push_str("\\uffff"),
            _ => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(inside: &str, expect: Option<&str>) {
        let svg =
            format!("<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\">{inside}<text>甲</text></svg>");
        assert_eq!(words(&svg).as_deref(), expect, "{inside}");
    }

    #[test]
    fn the_element_is_found_by_its_name_and_its_id() {
        check("<metadata id=\"shilu-card\">{}</metadata>", Some("{}"));
        check("<metadata\n  class='a' id = 'shilu-card' >{}</metadata >", Some("{}"));
        check("<metadata id=\"other\">{}</metadata><metadata id=\"shilu-card\">甲</metadata>", Some("甲"));
        check("<metadata>{}</metadata>", None);
        check("<g id=\"shilu-card\">{}</g>", None);
        check("<metadata data-id=\"shilu-card\">{}</metadata>", None);
        check("<metadata class=\" id='shilu-card'\">{}</metadata>", None);
        check("<metadatas id=\"shilu-card\">{}</metadatas>", None);
        check("<metadata id=\"shilu-card\"/>", None);
    }

    #[test]
    fn what_is_written_elsewhere_is_no_element() {
        check("<!-- <metadata id=\"shilu-card\">{}</metadata> -->", None);
        check("<![CDATA[<metadata id=\"shilu-card\">{}</metadata>]]>", None);
        check("<?a <metadata id=\"shilu-card\">{}</metadata>?>", None);
        check("<g title='<metadata id=\"shilu-card\">{}</metadata>'/>", None);
        check("<!-- never closed <metadata id=\"shilu-card\">{}</metadata>", None);
    }

    #[test]
    fn references_are_resolved_and_markup_inside_is_refused() {
        check("<metadata id=\"shilu-card\">&lt;&amp;&gt;&quot;&apos;&#20013;&#x4e2d;</metadata>", Some("<&>\"'中中"));
        check("<metadata id=\"shilu-card\"><![CDATA[<&amp;]]>&amp;</metadata>", Some("<&amp;&"));
        for wrong in ["<b/>", "<!-- -->", "&nbsp;", "&", "&#0;", "&#xD800;", "&#;", "&#-1;", "<![CDATA["] {
            check(&format!("<metadata id=\"shilu-card\">{wrong}</metadata>"), None);
        }
        check("<metadata id=\"shilu-card\">never closed", None);
    }

    #[test]
    fn of_two_elements_neither_counts() {
        check(&element("甲").repeat(2), None);
    }

    #[test]
    fn an_svg_is_known_by_its_root() {
        assert!(is_svg("\u{FEFF}<?xml version=\"1.0\"?>\n<!-- 甲 -->\n<svg>"));
        for other in ["", "<html>", "svg", "{\"a\":\"<svg>\"}"] {
            assert!(!is_svg(other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn any_words_come_back(words_in in "[\\PC\n\t]{0,200}", before in "[<>&;a-z\"'/!= -]{0,40}") {
            let svg = format!("<svg>{}<text>{}</text></svg>", element(&words_in), before.replace('<', "&lt;"));
            prop_assert_eq!(words(&svg), Some(words_in));
        }

        #[test]
        fn no_text_makes_it_fail_otherwise(pieces in proptest::collection::vec(prop_oneof![
            Just("<metadata id=\"shilu-card\">"), Just("</metadata>"), Just("<metadata"), Just("<!--"), Just("-->"),
            Just("<![CDATA["), Just("]]>"), Just("<?"), Just("&"), Just("&#"), Just(";"), Just("\""), Just("'"),
            Just("<"), Just(">"), Just("="), Just(" id"), Just("甲"), Just("x4e"),
        ], 0..40)) {
            let _ = words(&pieces.concat());
        }
    }
}
