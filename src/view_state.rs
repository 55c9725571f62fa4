//! The state in the address: what stands after `#`. Knows the grammar, knows no browser.
//!
//! `#ID&key=value&…`, each part percent-coded. The id may be missing, a key may be unknown: it is kept, so that a
//! later Shilu's link survives an earlier one. Printing what was read and reading it again changes nothing.

use std::fmt;

mod percent;

/// What an address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewState {
    /// A place in the transcript: an item, a turn, a paragraph or a sentence (`x2a1.p3.s1`).
    pub id: Option<String>,
    /// The document: the first 8 hexadecimal digits of its source's SHA-256.
    pub doc: Option<String>,
    /// The words that stand at the place.
    pub words: Words,
    /// The short form: 6 base32 characters of the digest of the folded words.
    pub short: Option<String>,
    /// What is searched for.
    pub query: Option<String>,
    /// The chosen topics (`place.ru`), in the order chosen.
    pub topics: Vec<String>,
    /// The chosen outlets (`tass`), in the order chosen.
    pub outlets: Vec<String>,
    /// The chosen speakers (`wang-yi`), in the order chosen.
    pub speakers: Vec<String>,
    /// The groups (`theme`, `place`, `speaker`) of which every choice is needed.
    pub all: Vec<String>,
    /// Whose words are searched.
    pub scope: Option<Scope>,
    /// Keys that this version does not know, in order.
    pub other: Vec<(String, String)>,
}

/// The words of a place, with a little before and after.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words themselves.
    pub exact: Option<String>,
    /// What stands before them.
    pub pre: Option<String>,
    /// What stands after them.
    pub post: Option<String>,
}

/// Whose words are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What was asked.
    Question,
    /// What was answered.
    Answer,
    /// Who asked.
    Media,
}

impl Scope {
    const ALL: [Self; 3] = [Self::Question, Self::Answer, Self::Media];

    fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Media => "media",
        }
    }
}

impl ViewState {
    /// Reads what stands after `#`, with or without the `#`. Never fails: what cannot be read is kept as it is.
    pub fn parse(fragment: &str) -> Self {
        let mut state = Self::default();
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        for (n, part) in fragment.split('&').enumerate() {
            match part.split_once('=') {
                Some((key, value)) => state.take(percent::decode(key), percent::decode(value)),
                None if part.is_empty() => {}
                None if n == 0 => state.id = Some(percent::decode(part)),
                None => state.take(percent::decode(part), String::new()),
            }
        }
        state
    }

    /// Takes one key. A second value of a key that has one place, and a value out of its form, count as unknown.
    fn take(&mut self, key: String, value: String) {
        let slot = match key.as_str() {
            "doc" if is_doc(&value) => &mut self.doc,
            "exact" => &mut self.words.exact,
            "pre" => &mut self.words.pre,
            "post" => &mut self.words.post,
            "w" if is_short(&value) => &mut self.short,
            "q" => &mut self.query,
            "topic" => return self.topics.push(value),
            "outlet" => return self.outlets.push(value),
            "speaker" => return self.speakers.push(value),
            "all" => return self.all.push(value),
            "scope" if self.scope.is_none() => match Scope::ALL.into_iter().find(|scope| scope.name() == value) {
                Some(scope) => return self.scope = Some(scope),
                None => return self.other.push((key, value)),
            },
            _ => return self.other.push((key, value)),
        };
        match slot {
            None => *slot = Some(value),
            Some(_) => self.other.push((key, value)),
        }
    }

    /// Tells whether there is more than a place: then the browser does not scroll by itself.
    pub fn says_more_than_a_place(&self) -> bool {
        *self != Self { id: self.id.clone(), ..Self::default() }
    }

    /// Tells whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Prints the fragment without its `#`: the id first, then the keys in the order of the fields.
impl fmt::Display for ViewState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = |key: &'static str, value: &Option<String>| value.clone().map(|value| (key.to_owned(), value));
        let many = |key: &'static str, values: &[String]| {
            values.iter().map(|value| (key.to_owned(), value.clone())).collect::<Vec<_>>()
        };
        let pairs = one("doc", &self.doc)
            .into_iter()
            .chain(one("exact", &self.words.exact))
            .chain(one("pre", &self.words.pre))
            .chain(one("post", &self.words.post))
            .chain(one("w", &self.short))
            .chain(one("q", &self.query))
            .chain(many("topic", &self.topics))
            .chain(many("outlet", &self.outlets))
            .chain(many("speaker", &self.speakers))
            .chain(many("all", &self.all))
            .chain(self.scope.map(|scope| ("scope".to_owned(), scope.name().to_owned())))
            .chain(self.other.iter().cloned());
        if let Some(id) = &self.id {
            write!(f, "{}", percent::encode(id))?;
        }
        for (n, (key, value)) in pairs.enumerate() {
            if n > 0 || self.id.is_some() {
                f.write_str("&")?;
            }
            write!(f, "{}={}", percent::encode(&key), percent::encode(&value))?;
        }
        Ok(())
    }
}

fn is_doc(value: &str) -> bool {
    value.len() == crate::article::DOC_DIGITS && value.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Crockford's base32 in lower case, which has no i, l, o, u.
fn is_short(value: &str) -> bool {
    value.len() == 6
        && value
            .bytes()
            .all(|b| b.is_ascii_digit() || (b.is_ascii_lowercase() && !matches!(b, b'i' | b'l' | b'o' | b'u')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(fragment: &str, expect: ViewState) {
        assert_eq!(ViewState::parse(fragment), expect);
        assert_eq!(ViewState::parse(&expect.to_string()), expect);
    }

    #[test]
    fn a_sentence_alone() {
        check("#x2a1.p3.s1", ViewState { id: Some("x2a1.p3.s1".into()), ..ViewState::default() });
        assert_eq!(ViewState::parse("#x2a1.p3.s1").to_string(), "x2a1.p3.s1");
        assert!(!ViewState::parse("#x2a1.p3.s1").says_more_than_a_place());
    }

    #[test]
    fn nothing_at_all() {
        for nothing in ["", "#", "#&", "#&&"] {
            check(nothing, ViewState::default());
        }
        assert!(ViewState::parse("#").is_empty());
    }

    #[test]
    fn a_sentence_names_its_document_and_its_words() {
        check(
            "#x2a1.p2.s3&doc=df04523f&exact=%E4%B8%80%E4%B8%AA&pre=a%26b&post=50%25",
            ViewState {
                id: Some("x2a1.p2.s3".into()),
                doc: Some("df04523f".into()),
                words: Words { exact: Some("一个".into()), pre: Some("a&b".into()), post: Some("50%".into()) },
                ..ViewState::default()
            },
        );
    }

    #[test]
    fn the_short_form() {
        let state = ViewState::parse("#x2a1.p2.s3&doc=df04523f&w=7k2m0q");
        assert_eq!(state.short.as_deref(), Some("7k2m0q"));
        assert!(state.says_more_than_a_place());
    }

    #[test]
    fn a_search_without_a_place() {
        check(
            "#q=中俄&topic=place.ru&topic=theme.taiwan&outlet=tass&scope=answer",
            ViewState {
                query: Some("中俄".into()),
                topics: vec!["place.ru".into(), "theme.taiwan".into()],
                outlets: vec!["tass".into()],
                scope: Some(Scope::Answer),
                ..ViewState::default()
            },
        );
    }

    #[test]
    fn what_is_unknown_or_out_of_form_is_kept() {
        let fragment = "x1&doc=zz&w=ILOU&scope=all&q=a&q=b&new=1&flag=";
        let state = ViewState::parse(fragment);
        assert_eq!(state.doc, None);
        assert_eq!(state.query.as_deref(), Some("a"));
        assert_eq!(state.to_string(), "x1&q=a&doc=zz&w=ILOU&scope=all&q=b&new=1&flag=");
    }

    #[test]
    fn a_broken_percent_sign_stands_for_itself() {
        assert_eq!(ViewState::parse("#q=100%&topic=%zz").query.as_deref(), Some("100%"));
        assert_eq!(ViewState::parse("#q=%E4%B8").query.as_deref(), Some("\u{FFFD}"));
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "[&=%#+ ?中国“”—a-z0-9]{0,12}"]
    }

    prop_compose! {
        fn any_state()(
            id in proptest::option::of(text().prop_filter("an id has a letter", |id| !id.is_empty())),
            doc in proptest::option::of("[0-9a-f]{8}"),
            short in proptest::option::of("[0-9a-hjkmnp-tv-z]{6}"),
            words in (proptest::option::of(text()), proptest::option::of(text()), proptest::option::of(text())),
            query in proptest::option::of(text()),
            topics in proptest::collection::vec(text(), 0..3),
            outlets in proptest::collection::vec(text(), 0..3),
            speakers in proptest::collection::vec(text(), 0..2),
            all in proptest::collection::vec(text(), 0..2),
            scope in proptest::option::of(prop_oneof![
                Just(Scope::Question), Just(Scope::Answer), Just(Scope::Media)
            ]),
            other in proptest::collection::vec(("[a-z]{3,6}x", text()), 0..3),
        ) -> ViewState {
            let words = Words { exact: words.0, pre: words.1, post: words.2 };
            ViewState { id, doc, words, short, query, topics, outlets, speakers, all, scope, other }
        }
    }

    proptest! {
        #[test]
        fn every_state_comes_back_from_its_address(state in any_state()) {
            let printed = state.to_string();
            prop_assert_eq!(ViewState::parse(&printed), state);
            prop_assert!(printed.is_ascii());
        }

        #[test]
        fn any_fragment_reads_and_settles(fragment in text()) {
            let once = ViewState::parse(&fragment);
            prop_assert_eq!(ViewState::parse(&once.to_string()), once);
        }
    }
}
