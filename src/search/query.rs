//! What a person typed: terms, what must not stand there, and where to look. Knows the grammar, knows no text.
//!
//! `中俄 合作` are two terms, `"good evening"` is verbatim, `-贸易` is excluded, `提问:台湾` must be asked, `回答:台湾`
//! answered, `标题:台湾` stand above the text, and `媒体:塔斯社` is who asks. Colons and blank space may be full-width.

use crate::text::{fold, fold_onto, is_blank};

/// A query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What must stand in the exchange, all of it.
    pub terms: Vec<Term>,
    /// What must not stand in it.
    pub without: Vec<Term>,
    /// Who must ask, as folded pieces of a label or a name: one of them is enough.
    pub outlets: Vec<String>,
}

/// One term of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words as typed.
    pub words: String,
    /// Character for character: nothing is folded.
    pub verbatim: bool,
    /// Where alone it counts.
    pub field: Option<Field>,
}

/// A part of a conference that a term can be confined to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What reporters say.
    Question,
    /// What is answered.
    Answer,
    /// The headline, with what stands above and below it, and headings.
    Title,
}

/// What may stand before a colon, folded.
enum Prefix {
    Field(Field),
    Outlet,
}

const PREFIXES: [(&str, Prefix); 8] = [
    ("提问", Prefix::Field(Field::Question)),
    ("question", Prefix::Field(Field::Question)),
    ("回答", Prefix::Field(Field::Answer)),
    ("answer", Prefix::Field(Field::Answer)),
    ("标题", Prefix::Field(Field::Title)),
    ("title", Prefix::Field(Field::Title)),
    ("媒体", Prefix::Outlet),
    ("outlet", Prefix::Outlet),
];

impl Term {
    /// Makes a plain term.
    pub fn new(words: &str) -> Self {
        Self { words: words.to_owned(), verbatim: false, field: None }
    }

    /// Returns the words as the searchable text holds them.
    pub fn folded(&self) -> Vec<u8> {
        let mut folded = Vec::new();
        fold_onto(&mut folded, &self.words);
        folded
    }
}

impl Query {
    /// Reads what was typed. Nothing typed is wrong: what fits no rule is looked for as it stands.
    pub fn read(typed: &str) -> Self {
        let mut query = Self::default();
        let mut rest = typed.trim_matches(is_blank);
        let mut confined = None;
        while !rest.is_empty() {
            let (excluded, after) = match rest.strip_prefix(['-', '－'].as_slice()) {
                Some(after) if after.starts_with(|c| !is_blank(c)) => (true, after),
                _ => (false, rest),
            };
            let after = match prefix(after) {
                Some((prefix, after)) if !after.is_empty() => {
                    confined = Some(prefix);
                    after
                }
                _ => after,
            };
            let (words, verbatim, after) = token(after);
            let field = match confined.take() {
                Some(Prefix::Outlet) if !excluded => {
                    query.outlets.push(words.chars().map(fold).collect());
                    rest = after;
                    continue;
                }
                Some(Prefix::Field(field)) => Some(*field),
                _ => None,
            };
            let term = Term { words: words.to_owned(), verbatim, field };
            let list = if excluded { &mut query.without } else { &mut query.terms };
            if !list.contains(&term) {
                list.push(term);
            }
            rest = after;
        }
        if query.terms.is_empty() && query.outlets.is_empty() && !query.without.is_empty() {
            // There is nothing to take away from: `-5 ℃` is what is looked for.
            return Self { terms: vec![Term::new(typed.trim_matches(is_blank))], ..Self::default() };
        }
        query
    }

    /// Tells whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.outlets.is_empty()
    }
}

/// Reads a word that confines, with its colon and the blank space after it.
fn prefix(text: &str) -> Option<(&'static Prefix, &str)> {
    let (word, rest) = text.split_once([':', '：'].as_slice())?;
    let (_, prefix) = PREFIXES.iter().find(|(known, _)| word.chars().map(fold).eq(known.chars()))?;
    Some((prefix, rest.trim_start_matches(is_blank)))
}

/// Reads one token: its words, whether they stand in quotes, and what follows without blank space before it.
fn token(text: &str) -> (&str, bool, &str) {
    let quotes = ['"', '＂'];
    if let Some((words, rest)) =
        text.strip_prefix(quotes.as_slice()).and_then(|rest| rest.split_once(quotes.as_slice()))
        && !words.is_empty()
        && rest.chars().next().is_none_or(is_blank)
    {
        return (words, true, rest.trim_start_matches(is_blank));
    }
    let (words, rest) = text.split_at(text.find(is_blank).unwrap_or(text.len()));
    (words, false, rest.trim_start_matches(is_blank))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query on one line: `=` verbatim, `-` excluded, `q:` `a:` `t:` confined, `@` outlets.
    fn line(typed: &str) -> String {
        let query = Query::read(typed);
        let one = |sign: &str, term: &Term| {
            let field = match term.field {
                Some(Field::Question) => "q:",
                Some(Field::Answer) => "a:",
                Some(Field::Title) => "t:",
                None => "",
            };
            format!("{sign}{field}{}[{}]", if term.verbatim { "=" } else { "" }, term.words)
        };
        let terms = query.terms.iter().map(|term| one("", term));
        let without = query.without.iter().map(|term| one("-", term));
        let outlets = query.outlets.iter().map(|name| format!("@[{name}]"));
        terms.chain(without).chain(outlets).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_grammar_of_a_query() {
        let table = [
            ("", ""),
            (" 　", ""),
            ("中俄", "[中俄]"),
            ("中俄 合作", "[中俄] [合作]"),
            ("　中俄　　合作　中俄", "[中俄] [合作]"),
            ("\"good evening\" 台湾", "=[good evening] [台湾]"),
            ("＂一个 中国＂", "=[一个 中国]"),
            ("“一带一路”", "[“一带一路”]"),
            ("\"无尾", "[\"无尾]"),
            ("他说\"好\"了", "[他说\"好\"了]"),
            ("\"\"", "[\"\"]"),
            ("中俄 -贸易", "[中俄] -[贸易]"),
            ("中俄 －\"贸 易\"", "[中俄] -=[贸 易]"),
            ("-5", "[-5]"),
            ("-5 -℃", "[-5 -℃]"),
            ("甲 - 乙", "[甲] [-] [乙]"),
            ("2024-25", "[2024-25]"),
            ("提问:台湾", "q:[台湾]"),
            ("提問：臺灣", "q:[臺灣]"),
            ("Question: Taiwan peace", "q:[Taiwan] [peace]"),
            ("回答：\"一个 中国\"", "a:=[一个 中国]"),
            ("ANSWER:x title:y 标题：z", "a:[x] t:[y] t:[z]"),
            ("提问:台湾 回答:和平", "q:[台湾] a:[和平]"),
            ("中俄 -回答:贸易", "[中俄] -a:[贸易]"),
            ("媒体:塔斯社 中俄", "[中俄] @[塔斯社]"),
            ("媒體：ＴＡＳＳ", "@[tass]"),
            ("outlet:\"Al Jazeera\" Gaza", "[Gaza] @[al jazeera]"),
            ("提问:", "[提问:]"),
            ("台湾 媒体：", "[台湾] [媒体：]"),
            ("注意：台湾", "[注意：台湾]"),
        ];
        for (typed, expect) in table {
            assert_eq!(line(typed), expect, "{typed}");
        }
    }
}
