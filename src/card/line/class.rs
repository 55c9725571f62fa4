//! Classes of characters for breaking lines: what may begin or end one, and where the blank of a mark is.
//!
//! CLREQ § 3.1 (punctuation and its place in the em box) and its table of line-start and line-end prohibition;
//! JLREQ § 3.1.7 for small kana.

/// What a character is to the line it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// An ideograph, a kana, anything that fills its em.
    Full,
    /// A full-width opening mark: its first half is blank.
    Open,
    /// A full-width closing mark: its second half is blank.
    Close,
    /// ，、；： — a stop within a sentence.
    Comma,
    /// 。！？ — the end of a sentence.
    Stop,
    /// · between the parts of a name.
    Middle,
    /// — and ～.
    Dash,
    /// ….
    Dots,
    /// Part of a word: Latin letters, digits, their marks.
    Word,
    /// Blank space at which a line may break.
    Space,
}

/// Sorts a character. In `latin` text the marks that both worlds share (“ ” ’ — …) belong to words.
pub fn class(c: char, latin: bool) -> Class {
    match c {
        ' ' | '\t' | '\n' | '\r' | '\u{2000}'..='\u{200A}' | '\u{3000}' => Class::Space,
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' if latin => Class::Word,
        '（' | '《' | '「' | '『' | '【' | '“' | '‘' | '〈' | '［' | '｛' | '〔' | '〖' => Class::Open,
        '）' | '》' | '」' | '』' | '】' | '”' | '’' | '〉' | '］' | '｝' | '〕' | '〗' => Class::Close,
        '，' | '、' | '；' | '：' => Class::Comma,
        '。' | '！' | '？' | '．' => Class::Stop,
        '·' | '・' | '‧' => Class::Middle,
        '—' | '～' | '⸺' | '〜' => Class::Dash,
        '…' => Class::Dots,
        '\u{21}'..='\u{24F}' | '\u{370}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}' => Class::Word,
        '\u{2010}'..='\u{2022}' | '\u{2030}'..='\u{203E}' | '\u{20A0}'..='\u{20BF}' => Class::Word,
        // A combining mark belongs to what it stands on.
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{FE00}'..='\u{FE0F}' => Class::Word,
        _ => Class::Full,
    }
}

/// Characters that begin no line: FACTS' list, the half-width ones beside it, small kana and marks of repetition.
const NO_START: &str = "，。、；：！？）》」』】”’〉］｝〕〗·・‧～—…．％‰℃／,.;:!?)]}%々〻ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶゝゞヽヾ";
/// Characters that end no line.
const NO_END: &str = "（《「『【“‘〈［｛〔〖([{$¥￥£€";

/// Tells whether a line may not begin with a character.
pub fn begins_no_line(c: char) -> bool {
    NO_START.contains(c)
}

/// Tells whether a line may not end with a character.
pub fn ends_no_line(c: char) -> bool {
    NO_END.contains(c)
}

/// Characters that count or measure what the number before them says: 14亿, 2024年, 80周年, 100多.
const COUNTERS: &str = "年月日号號时時点點分秒周週岁歲世万萬亿億兆千百十多余餘几幾个個名位国國人次届屆元美倍米公吨噸度条條场場项項件天期度％%‰℃°";

/// Tells whether a character may be the unit of the number before it.
pub fn counts(c: char) -> bool {
    COUNTERS.contains(c)
}

/// Words that lean on the one before: no rule forbids them at a line's start, a careful setter avoids it.
const LEANING: &str = "的地得了着著过過们們吗嗎呢吧啊者性化";

/// Tells whether a character leans on the one before it.
pub fn leans(c: char) -> bool {
    LEANING.contains(c)
}
