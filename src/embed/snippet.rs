//! The lines that an editor pastes into a page of their own. Knows HTML's attributes, knows no screen.

use crate::article::escape;
use crate::messages::Ui;

/// What of a conference is embedded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum What {
    /// All of it.
    #[default]
    Whole,
    /// One exchange, by its number.
    Exchange(u32),
    /// A quotation, in the exchange that it is of.
    Quotation {
        /// The words, character for character.
        words: String,
        /// Who says them, where and when.
        attribution: String,
        /// The exchange, where it is of one.
        exchange: Option<u32>,
    },
}

/// What a snippet is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The address of the folder that Shilu lies in; ends with `/`.
    pub folder: String,
    /// The address of the transcript, where it has one.
    pub source: Option<String>,
    /// What the conference is called.
    pub title: String,
    /// What of it.
    pub what: What,
    /// The language of the interface.
    pub ui: Ui,
}

impl Snippet {
    /// Writes the element with its script; inside it stands what is shown where it does not start.
    pub fn element(&self) -> String {
        let mut html = String::new();
        let folder = escaped(&self.folder);
        html.push_str(&format!("<script type=\"module\" src=\"{folder}embed.js\"></script>\n<shilu-transcript"));
        let source = self.source.as_deref().unwrap_or("…");
        for (name, value) in [("src", source.to_owned())].into_iter().chain(self.wishes()) {
            html.push_str(&format!(" {name}=\"{}\"", escaped(&value)));
        }
        let inside = match &self.what {
            What::Quotation { words, attribution, .. } => {
                format!("<blockquote><p>{}</p><p>——{}</p></blockquote>", escaped(words), escaped(attribution))
            }
            _ => format!("<p><a href=\"{folder}{}\">{}</a></p>", escaped(&self.place()), escaped(&self.title)),
        };
        html.push_str(&format!(">\n  {inside}\n</shilu-transcript>\n"));
        html
    }

    /// Writes the frame, for pages that run no scripts of others.
    pub fn frame(&self) -> String {
        format!(
            "<iframe src=\"{}embed.html{}\" title=\"{}\" width=\"100%\" height=\"600\" loading=\"lazy\" \
             allow=\"clipboard-write\"></iframe>\n",
            escaped(&self.folder),
            escaped(&self.fragment()),
            escaped(&self.title),
        )
    }

    /// Returns the fragment with which the frame shows this (application/x-www-form-urlencoded, with `%20` for a blank).
    pub fn fragment(&self) -> String {
        let wishes = self.wishes().map(|(name, value)| format!("{name}={}", coded(&value)));
        format!("#{}", wishes.collect::<Vec<_>>().join("&"))
    }

    fn wishes(&self) -> impl Iterator<Item = (&'static str, String)> {
        let (exchange, quote) = match &self.what {
            What::Whole => (None, None),
            What::Exchange(number) => (Some(*number), None),
            What::Quotation { words, exchange, .. } => (*exchange, Some(words.clone())),
        };
        let exchange = exchange.map(|number| ("exchange", number.to_string()));
        let quote = quote.map(|words| ("quote", words));
        exchange.into_iter().chain(quote).chain([("lang", self.ui.tag().to_owned())])
    }

    fn place(&self) -> String {
        match self.what {
            What::Exchange(number) => format!("#x{number}"),
            _ => String::new(),
        }
    }
}

fn escaped(text: &str) -> String {
    let mut html = String::new();
    escape(text, &mut html);
    html
}

/// Codes every byte but letters and figures, so that neither an address nor an attribute can end within it.
fn coded(text: &str) -> String {
    let mut coded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            coded.push(char::from(byte));
        } else {
            coded.push_str(&format!("%{byte:02X}"));
        }
    }
    coded
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    fn snippet(what: What) -> Snippet {
        Snippet {
            folder: "https://example.org/shilu/".into(),
            source: Some("https://example.org/a.txt?x=1&y=2".into()),
            title: "坚守 \"正道\"".into(),
            what,
            ui: Ui::Hans,
        }
    }

    #[test]
    fn an_exchange_as_an_element() {
        expect![[r##"
            <script type="module" src="https://example.org/shilu/embed.js"></script>
            <shilu-transcript src="https://example.org/a.txt?x=1&amp;y=2" exchange="2" lang="zh-Hans">
              <p><a href="https://example.org/shilu/#x2">坚守 &quot;正道&quot;</a></p>
            </shilu-transcript>
        "##]]
        .assert_eq(&snippet(What::Exchange(2)).element());
    }

    #[test]
    fn a_quotation_as_a_frame() {
        let words = "一<二？".to_owned();
        let quoted = What::Quotation { words, attribution: "王毅".into(), exchange: Some(2) };
        expect![[r##"
            <iframe src="https://example.org/shilu/embed.html#exchange=2&amp;quote=%E4%B8%80%3C%E4%BA%8C%EF%BC%9F&amp;lang=zh-Hans" title="坚守 &quot;正道&quot;" width="100%" height="600" loading="lazy" allow="clipboard-write"></iframe>
        "##]]
        .assert_eq(&snippet(quoted.clone()).frame());
        assert!(snippet(quoted).element().contains("<blockquote><p>一&lt;二？</p><p>——王毅</p></blockquote>"));
    }

    #[test]
    fn no_attribute_can_be_ended_by_what_is_in_it() {
        let hostile = "\"><script>alert(1)</script>' onload='x";
        let what = What::Quotation { words: hostile.into(), attribution: hostile.into(), exchange: None };
        let snippet = Snippet { title: hostile.into(), source: Some(hostile.into()), ..snippet(what) };
        assert_eq!(snippet.element().matches("<script").count(), 1);
        assert_eq!(snippet.frame().matches('<').count(), 2);
    }
}
