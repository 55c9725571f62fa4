//! Scripts: which language a text is written in, by its characters alone.

/// Characters that only simplified text has, the frequent ones of press conferences; in the order of their numbers.
const SIMPLIFIED: [char; 36] = [
    '与', '东', '个', '为', '于', '们', '会', '关', '务', '华', '发', '变', '国', '实', '对', '将', '应', '时', '来',
    '欢', '经', '见', '让', '议', '记', '设', '说', '请', '谢', '边', '迎', '这', '进', '问', '际', '题',
];
/// Their traditional counterparts that simplified text never has; in the order of their numbers.
const TRADITIONAL: [char; 35] = [
    '來', '個', '們', '務', '問', '國', '實', '將', '對', '應', '於', '時', '會', '東', '歡', '為', '發', '經', '與',
    '華', '見', '記', '設', '說', '請', '謝', '議', '變', '讓', '這', '進', '邊', '關', '際', '題',
];

/// How much of a text is read for the decision, in bytes: the beginning tells enough.
const SAMPLE: usize = 64 * 1024;

/// Returns the language of a text as a BCP 47 tag: `zh-Hans`, `zh-Hant`, `ja`, `es` or `en`.
pub fn language(text: &str) -> &'static str {
    let (mut han, mut kana, mut latin, mut spanish, mut simplified, mut traditional) = (0, 0, 0, 0, 0, 0);
    for (at, c) in text.char_indices() {
        if at > SAMPLE {
            break;
        }
        match c {
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{3041}'..='\u{30FA}' => kana += 1,
            'ñ' | 'á' | 'í' | 'ó' | 'ú' | '¿' | '¡' => spanish += 1,
            '\u{3400}'..='\u{9FFF}' => {
                han += 1;
                simplified += i32::from(SIMPLIFIED.binary_search(&c).is_ok());
                traditional += i32::from(TRADITIONAL.binary_search(&c).is_ok());
            }
            _ => {}
        }
    }
    // A Latin word of five letters weighs as much as two Han characters.
    if han + kana > latin / 5 {
        if kana * 5 > han {
            "ja"
        } else if traditional > simplified {
            "zh-Hant"
        } else {
            "zh-Hans"
        }
    } else if spanish * 100 > latin {
        "es"
    } else {
        "en"
    }
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn the_tables_rise() {
        assert!(super::SIMPLIFIED.is_sorted() && super::TRADITIONAL.is_sorted());
    }

    #[test]
    fn five_languages_are_told_apart() {
        assert_eq!(language("各位记者朋友，上午好！"), "zh-Hans");
        assert_eq!(language("各位記者朋友，歡迎來到發布會！"), "zh-Hant");
        assert_eq!(language("今年の最初の訪問先としまして、"), "ja");
        assert_eq!(language("¿Qué opina el ministro de la situación?"), "es");
        assert_eq!(language("Good afternoon, everyone."), "en");
        assert_eq!(language(""), "en");
    }
}
