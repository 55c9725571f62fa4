//! The address at which a page will lie: what canonical, Open Graph and oEmbed need, since they take absolute ones only.

use anyhow::{Result, ensure};

/// An http or https address that ends with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Reads an address that a person wrote; a missing `/` at its end is added.
    pub fn of(written: &str) -> Result<Self> {
        let rest = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"));
        let host = rest.and_then(|rest| rest.split('/').next()).unwrap_or_default();
        ensure!(!host.is_empty(), "--base wants an address that begins with https:// or http://, not {written}");
        let is_plain = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}#?".contains(c);
        ensure!(written.chars().all(is_plain), "--base wants an address as it is sent, without # and ?: {written}");
        let slash = if written.ends_with('/') { "" } else { "/" };
        Ok(Self(format!("{written}{slash}")))
    }

    /// Returns the address of something in the page's folder.
    pub fn join(&self, path: &str) -> String {
        [&self.0, path].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_ends_with_a_slash_and_is_absolute() {
        for (written, is) in [("https://a.example/b", "https://a.example/b/"), ("http://a/", "http://a/")] {
            assert_eq!(Base::of(written).unwrap().join("x/2/"), format!("{is}x/2/"));
        }
        for wrong in [
            "",
            "a.example",
            "https://",
            "https:///b",
            "ftp://a/",
            "//a/",
            "https://a/#b",
            "https://a/?b",
            "https://a/\"><",
            "https://甲/",
            "https://a b/",
        ] {
            assert!(Base::of(wrong).is_err(), "{wrong}");
        }
    }
}
