//! The little of JSON (RFC 8259) that a card carries: one object. Knows syntax; knows no key.
//!
//! Own code because of its weight in the page, which reads no other JSON in Rust: serde_json's reader is 18 KB after
//! brotli. The tests hold it to serde_json's judgement.

/// Values may be nested so deep.
const DEEPEST: usize = 16;

/// A value, as far as it is wanted.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    /// A yes or no.
    Flag,
    /// A number of code points.
    Number(u32),
    /// A number of any other kind.
    Unfit,
    Text(String),
    List(Vec<Value>),
    Object(Object),
}

/// The keys of an object and their values, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Object(Vec<(String, Value)>);

impl Object {
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        match self.get(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// Reads a document that is an object; `None` where it is none, or where a key stands twice.
pub(super) fn read(json: &str) -> Option<Object> {
    let mut reader = Reader { rest: json, depth: 0 };
    let value = reader.value()?;
    match value {
        Value::Object(object) if reader.next().is_none() => Some(object),
        _ => None,
    }
}

struct Reader<'j> {
    rest: &'j str,
    depth: usize,
}

impl<'j> Reader<'j> {
    /// Steps over blank space and returns the character that stands there.
    fn next(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.rest.chars().next()
    }

    /// Steps over a mark, if it stands there.
    fn takes(&mut self, mark: &str) -> bool {
        self.next();
        let behind = self.rest.strip_prefix(mark);
        self.rest = behind.unwrap_or(self.rest);
        behind.is_some()
    }

    fn value(&mut self) -> Option<Value> {
        match self.next()? {
            '"' => self.text().map(Value::Text),
            '[' | '{' if self.depth == DEEPEST => None,
            '[' => {
                let mut list = Vec::new();
                self.each("[", "]", |reader| {
                    list.push(reader.value()?);
                    Some(())
                })?;
                Some(Value::List(list))
            }
            '{' => {
                let mut keys: Vec<(String, Value)> = Vec::new();
                self.each("{", "}", |reader| {
                    let key = Some(reader.next()?).filter(|c| *c == '"').and_then(|_| reader.text())?;
                    let value = Some(reader.takes(":")).filter(|takes| *takes).and_then(|_| reader.value())?;
                    let is_new = keys.iter().all(|(name, _)| *name != key);
                    keys.push((key, value));
                    is_new.then_some(())
                })?;
                Some(Value::Object(Object(keys)))
            }
            '-' | '0'..='9' => self.number(),
            _ if self.takes("null") => Some(Value::Null),
            _ if self.takes("true") || self.takes("false") => Some(Value::Flag),
            _ => None,
        }
    }

    /// Reads what stands between two brackets, with commas between.
    fn each(&mut self, open: &str, close: &str, mut read: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.takes(open);
        self.depth += 1;
        if !self.takes(close) {
            loop {
                read(self)?;
                if self.takes(close) {
                    break;
                }
                if !self.takes(",") {
                    return None;
                }
            }
        }
        self.depth -= 1;
        Some(())
    }

    fn number(&mut self) -> Option<Value> {
        let end = self.rest.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'));
        let (number, behind) = self.rest.split_at_checked(end.unwrap_or(self.rest.len()))?;
        self.rest = behind;
        let figures = number.strip_prefix('-').unwrap_or(number);
        let (figures, power) = figures.split_once(['e', 'E']).map_or((figures, None), |(f, power)| (f, Some(power)));
        let (whole, part) = figures.split_once('.').map_or((figures, None), |(whole, part)| (whole, Some(part)));
        let is_figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = |power: &str| is_figures(power.strip_prefix(['+', '-']).unwrap_or(power));
        let is_number = is_figures(whole)
            && (whole.len() == 1 || !whole.starts_with('0'))
            && part.is_none_or(is_figures)
            && power.is_none_or(unsigned);
        is_number.then(|| number.parse().map_or(Value::Unfit, Value::Number))
    }

    /// Reads a string; the quotation mark stands next.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        let mut rest = self.rest.get(1..)?;
        loop {
            let at = rest.find(|c: char| matches!(c, '"' | '\\') || c < ' ')?;
            let (plain, special) = rest.split_at_checked(at)?;
            text.push_str(plain);
            if let Some(behind) = special.strip_prefix('"') {
                self.rest = behind;
                return Some(text);
            }
            let escape = special.strip_prefix('\\')?;
            let c = escape.chars().next()?;
            rest = escape.get(c.len_utf8()..)?;
            text.push(match c {
                '"' | '\\' | '/' => c,
                'b' => '\u{8}',
                'f' => '\u{C}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let (c, behind) = coded(rest)?;
                    rest = behind;
                    c
                }
                _ => return None,
            });
        }
    }
}

/// Reads what stands behind `\u`: four figures, or two times four of a surrogate pair.
fn coded(rest: &str) -> Option<(char, &str)> {
    let (unit, behind) = unit(rest)?;
    if let Some(c) = char::from_u32(unit) {
        return Some((c, behind));
    }
    let (low, behind) = self::unit(behind.strip_prefix("\\u")?)?;
    let pair = [u16::try_from(unit).ok()?, u16::try_from(low).ok()?];
    let c = char::decode_utf16(pair).next()?.ok()?;
    Some((c, behind))
}

fn unit(rest: &str) -> Option<(u32, &str)> {
    let (figures, behind) = rest.split_at_checked(4)?;
    let are_figures = figures.bytes().all(|byte| byte.is_ascii_hexdigit());
    Some((u32::from_str_radix(figures, 16).ok().filter(|_| are_figures)?, behind))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Compares with what serde_json reads.
    fn agrees(json: &str) {
        let theirs: Option<serde_json::Value> = serde_json::from_str(json).ok();
        let theirs = theirs.filter(serde_json::Value::is_object);
        match (read(json), theirs) {
            (Some(ours), Some(theirs)) => assert!(is_same(&Value::Object(ours), &theirs), "{json}"),
            (None, None) => {}
            (ours, theirs) => panic!("{json}: {ours:?}, {theirs:?}"),
        }
    }

    fn is_same(ours: &Value, theirs: &serde_json::Value) -> bool {
        match (ours, theirs) {
            (Value::Null, serde_json::Value::Null) | (Value::Flag, serde_json::Value::Bool(_)) => true,
            (Value::Number(n), theirs) => theirs.as_u64() == Some(u64::from(*n)),
            (Value::Unfit, serde_json::Value::Number(n)) => n.as_u64().is_none_or(|n| n > u64::from(u32::MAX)),
            (Value::Text(text), theirs) => theirs.as_str() == Some(text),
            (Value::List(list), serde_json::Value::Array(theirs)) => {
                list.len() == theirs.len() && list.iter().zip(theirs).all(|(a, b)| is_same(a, b))
            }
            (Value::Object(Object(keys)), serde_json::Value::Object(theirs)) => {
                keys.len() == theirs.len()
                    && keys.iter().all(|(key, value)| theirs.get(key).is_some_and(|b| is_same(value, b)))
            }
            _ => false,
        }
    }

    #[test]
    fn it_judges_as_serde_json_does() {
        for value in [
            "1",
            "0",
            "-0",
            "-1",
            "01",
            "1.",
            ".5",
            "1.5",
            "1e5",
            "1E+5",
            "1e",
            "1e+",
            "+1",
            "--1",
            "4294967295",
            "4294967296",
            "\"\\u4e2d\\uD840\\uDC00\\n\\/\\b\\f\\r\\t\\\"\\\\\"",
            "\"\\uD840\"",
            "\"\\uDC00\\uD840\"",
            "\"\\u+123\"",
            "\"\\x\"",
            "\"\n\"",
            "\"",
            "tru",
            "true",
            "false",
            "null",
            "nul",
            "[",
            "[]",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1,2]",
            "{}",
            "{\"a\"}",
            "{\"a\":}",
            "{a:1}",
            "{\"a\":1,}",
            "'a'",
            "\u{FEFF}1",
            "\u{A0}1",
        ] {
            agrees(&format!("{{\"k\":{value}}}"));
            agrees(&format!(" {{ \"k\" :\t[ {value} , null ]\r\n}} "));
        }
        for whole in ["", "1", "[]", "{", "{}", "{}{}", "{} x", "\u{FEFF}{}"] {
            agrees(whole);
        }
    }

    #[test]
    fn a_key_that_stands_twice_and_a_deep_nest_are_refused() {
        assert_eq!(read("{\"a\":1,\"a\":1}"), None);
        assert!(read(&format!("{{\"a\":{}1{}}}", "[".repeat(15), "]".repeat(15))).is_some());
        assert_eq!(read(&format!("{{\"a\":{}1{}}}", "[".repeat(16), "]".repeat(16))), None);
        assert_eq!(read(&"{\"a\":".repeat(10_000)), None);
    }

    proptest! {
        #[test]
        fn any_pieces_are_judged_as_serde_json_does(pieces in proptest::collection::vec(prop_oneof![
            Just("{"), Just("}"), Just("["), Just("]"), Just(","), Just(":"), Just("\"a\""), Just("\"中\\u4e2d\""),
            Just("12"), Just("-"), Just("."), Just("null"), Just(" "), Just("\\"), Just("true"),
        ], 0..12)) {
            agrees(&format!("{{\"k\":{}}}", pieces.concat()));
        }
    }
}
