//! Furniture: lines that are no content — rules, timestamps, addresses, what a page prints around its text.

use crate::text::{Span, is_blank};

/// What a page prints around its text. A line that is made of such words only is layout.
const NAVIGATION: [&str; 22] = [
    "简体版",
    "繁體版",
    "繁体版",
    "寄给朋友",
    "寄給朋友",
    "政府新闻网",
    "政府新聞網",
    "列印此页",
    "列印此頁",
    "打印本页",
    "打印",
    "关闭窗口",
    "关闭",
    "分享到",
    "分享",
    "返回顶部",
    "首页",
    "上一页",
    "下一页",
    "我要分享",
    "扫码阅读",
    "字号",
];

/// Tells whether a line is layout.
pub(super) fn is_furniture(line: &str) -> bool {
    let Some(first) = line.chars().next() else { return true };
    if !(first.is_ascii() || line.len() < 120) {
        return false;
    }
    if !line.chars().any(char::is_alphabetic) {
        // Rules (****), junk (">), times (10:23), page numbers.
        return true;
    }
    // 1:26 P.M. EST, 10:23 AM
    let upper = line.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, ':' | '.' | ' '));
    if upper && line.len() < 20 && line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(':') {
        return true;
    }
    if line.starts_with("{{<") || line.starts_with("<") && line.ends_with('>') {
        return true;
    }
    if (line.starts_with("http://") || line.starts_with("https://")) && !line.contains(is_blank) {
        return true;
    }
    let mut words = line.split(is_blank).filter(|w| !w.is_empty()).peekable();
    line.len() < 120
        && words.peek().is_some()
        && words.all(|w| NAVIGATION.contains(&w) || w.chars().all(|c| c.is_ascii_digit()))
}

/// Returns the span of a YAML front matter at the beginning of the text, with both its rules.
pub(super) fn front_matter(text: &str) -> Option<Span> {
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let body = text.get(start..)?;
    let inner = body.strip_prefix("---\n").or_else(|| body.strip_prefix("---\r\n"))?;
    let end = inner.find("\n---")?;
    let from = text.len() - inner.len();
    Some(Span::new(start, from + end + 4))
}
