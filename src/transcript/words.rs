//! The small words of press conferences: generic labels, offices, what gives the floor. Data, in five languages.

use crate::text::{is_blank, is_han};

/// What a generic label means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// 问, Q
    Ask,
    /// 追问
    Follow,
    /// 答, A
    Answer,
    /// 主持人
    Lead,
    /// 来源, 第一: a word before a colon that names no speaker.
    Never,
}

const ASK: [&str; 34] = [
    "问",
    "問",
    "提问",
    "提問",
    "记者",
    "記者",
    "记者问",
    "記者問",
    "有记者问",
    "有記者問",
    "现场记者",
    "外国记者",
    "外媒记者",
    "网友",
    "網友",
    "質問",
    "质询",
    "Q",
    "Question",
    "QUESTION",
    "Questions",
    "Reporter",
    "REPORTER",
    "Journalist",
    "JOURNALIST",
    "Press",
    "Media",
    "P",
    "Pregunta",
    "PREGUNTA",
    "Periodista",
    "PERIODISTA",
    "PREGUNTA DE PRENSA",
    "THE PRESS",
];
const FOLLOW: [&str; 8] = ["追问", "追問", "再问", "再問", "又问", "又問", "Follow-up", "Repregunta"];
const ANSWER: [&str; 14] = [
    "答",
    "回答",
    "答复",
    "答覆",
    "答記者",
    "答记者",
    "回應",
    "回应",
    "応答",
    "A",
    "Answer",
    "ANSWER",
    "Respuesta",
    "RESPUESTA",
];
const LEAD: [&str; 22] = [
    "主持人",
    "主持",
    "司仪",
    "司儀",
    "主持人（译）",
    "司会",
    "司会者",
    "進行役",
    "新闻官",
    "新聞官",
    "发布会主持人",
    "Moderator",
    "MODERATOR",
    "Host",
    "HOST",
    "Operator",
    "OPERATOR",
    "Facilitator",
    "Chair",
    "Moderador",
    "Moderadora",
    "MODERADOR",
];
const NEVER: [&str; 74] = [
    "来源",
    "來源",
    "原标题",
    "原標題",
    "标题",
    "標題",
    "编辑",
    "編輯",
    "责任编辑",
    "責任編輯",
    "责编",
    "責編",
    "作者",
    "摄影",
    "攝影",
    "时间",
    "時間",
    "日期",
    "地点",
    "地點",
    "日時",
    "場所",
    "注",
    "註",
    "备注",
    "備註",
    "附",
    "附件",
    "附录",
    "例如",
    "比如",
    "譬如",
    "主题",
    "主題",
    "题",
    "图",
    "圖",
    "图片",
    "图为",
    "電話",
    "电话",
    "邮箱",
    "传真",
    "延伸阅读",
    "相关链接",
    "相关阅读",
    "关键词",
    "關鍵詞",
    "摘要",
    "导语",
    "译者",
    "校对",
    "审核",
    "监制",
    "字号",
    "分享",
    "首先",
    "其次",
    "再次",
    "最后",
    "总之",
    "另外",
    "问题",
    "PS",
    "Note",
    "Notes",
    "Source",
    "Editor",
    "Date",
    "Time",
    "Appendix",
    "Photo",
    "Updated",
    "Location",
];

/// Returns what a label means by itself. A number or letter after it does not matter: 问1, 记者A, Q2.
pub(super) fn known(key: &str) -> Option<Known> {
    let plain = key.trim_end_matches(|c: char| c.is_ascii_digit() || is_blank(c) || "一二三四五".contains(c));
    let bare = if plain.chars().any(is_han) { plain.trim_end_matches(|c: char| c.is_ascii_uppercase()) } else { plain };
    let table: [(&[&str], Known); 5] = [
        (&ASK, Known::Ask),
        (&FOLLOW, Known::Follow),
        (&ANSWER, Known::Answer),
        (&LEAD, Known::Lead),
        (&NEVER, Known::Never),
    ];
    for word in [key, bare] {
        if let Some((_, known)) = table.iter().find(|(words, _)| words.contains(&word)) {
            return Some(*known);
        }
    }
    // 第一： 一是： 一、 1. head a list, and a label never ends as a verb of saying does.
    let ordinal = key.starts_with(['第', '1', '2', '3', '4', '5', '6', '7', '8', '9'].as_slice())
        || key.ends_with(['是', '说', '說', '为', '為', '者'].as_slice())
            && !is_reporter(key)
            && !key.ends_with("司会者");
    let saying =
        ["表示", "指出", "强调", "強調", "认为", "如下", "包括", "方面", "问题", "內容", "内容", "宣布", "标准"];
    (ordinal || saying.iter().any(|s| key.ends_with(s))).then_some(Known::Never)
}

/// Tells whether a label names a reporter of whatever outlet.
pub(super) fn is_reporter(key: &str) -> bool {
    const ENDINGS: [&str; 10] =
        ["记者", "記者", "记者提问", "記者提問", "记者问", "特派员", "通讯员", "Reporter", "reporter", "Journalist"];
    let base = key.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase() && key.chars().any(is_han));
    ENDINGS.iter().any(|e| base.ends_with(e)) || key.contains("记者 ") || key.starts_with("Reporter ")
}

/// Tells whether a label carries an office: its bearer answers more often than asks.
pub(super) fn has_office(key: &str) -> bool {
    const HAN: [&str; 34] = [
        "发言人",
        "發言人",
        "报道官",
        "総理",
        "总理",
        "總理",
        "部长",
        "部長",
        "外长",
        "外長",
        "主席",
        "大臣",
        "長官",
        "长官",
        "局长",
        "局長",
        "司长",
        "司長",
        "处长",
        "處長",
        "市长",
        "市長",
        "省长",
        "主任",
        "书记",
        "委员",
        "院长",
        "院長",
        "会長",
        "会长",
        "總統",
        "总统",
        "特首",
        "大使",
    ];
    const LATIN: [&str; 24] = [
        "MR",
        "MS",
        "MRS",
        "DR",
        "Mr",
        "Ms",
        "Mrs",
        "Dr",
        "Minister",
        "President",
        "PRESIDENT",
        "SECRETARY",
        "Secretary",
        "Spokesperson",
        "Spokesman",
        "Spokeswoman",
        "Chancellor",
        "Ambassador",
        "Governor",
        "Commissioner",
        "General",
        "Presidente",
        "Ministro",
        "Ministra",
    ];
    if key.chars().any(is_han) {
        HAN.iter().any(|o| key.ends_with(o) || key.starts_with(o))
    } else {
        key.split(|c: char| !c.is_alphabetic()).any(|w| LATIN.contains(&w))
    }
}

/// Tells whether a Latin label is set in capitals: `MS. JEAN-PIERRE`.
pub(super) fn shouted(key: &str) -> bool {
    key.chars().filter(|c| c.is_uppercase()).count() >= 3 && !key.chars().any(char::is_lowercase)
}

/// The hundred most frequent Chinese surnames of one character (China's 2020 census report), and some of two.
const SURNAMES: &str = "王李张劉刘陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎\
    閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文洪华華耿安牛闕阙";

/// Tells whether a Han label looks like the name of a person: a surname and one or two characters.
pub(super) fn person_like(key: &str) -> bool {
    let length = key.chars().count();
    (2..=3).contains(&length) && key.starts_with(|c| SURNAMES.contains(c)) && key.chars().all(is_han)
        || key.contains('·') && length <= 14 && key.chars().all(|c| is_han(c) || c == '·')
}

/// Tells whether a Latin label looks like the name of a person: two or three words with a capital each.
pub(super) fn latin_person_like(key: &str) -> bool {
    let capital = |w: &str| {
        w.starts_with(|c: char| c.is_uppercase()) && w.chars().skip(1).all(|c| c.is_alphabetic() && !c.is_uppercase())
    };
    (2..=3).contains(&key.split(' ').count()) && key.split(' ').all(capital)
}

/// Tells whether a label could name a person or an office: short, without the words of prose.
pub(super) fn name_like(key: &str) -> bool {
    if !key.chars().any(is_han) {
        return true;
    }
    let length = key.chars().count();
    let prose = key.contains([
        '的', '是', '在', '了', '和', '有', '不', '就', '要', '这', '這', '我', '对', '對', '为', '為', '与',
    ]);
    (2..=12).contains(&length) && (person_like(key) || !prose)
}

/// Tells whether what is said ends as a question: with a question mark, or with thanks soon after one.
pub(super) fn ends_asking(said: &str) -> bool {
    let said = said.trim_end_matches(|c: char| is_blank(c) || matches!(c, '*' | '”' | '"' | '）' | ')'));
    if said.ends_with(['？', '?'].as_slice()) {
        return true;
    }
    let tail_from = said.char_indices().rev().nth(24).map_or(0, |(i, _)| i);
    let tail = said.get(tail_from..).unwrap_or_default();
    tail.contains(['？', '?'].as_slice())
        && ["谢谢", "謝謝", "Thank", "thank", "Gracias", "お願い"].iter().any(|t| tail.contains(t))
        || said.ends_with("お願いします。")
        || said.ends_with("でしょうか。")
}

/// Tells whether what is said gives the floor to somebody.
pub(super) fn invites(said: &str) -> bool {
    const WORDS: [&str; 26] = [
        "提问",
        "提問",
        "下一个问题",
        "下一個問題",
        "最后一个问题",
        "最後一個問題",
        "下一位",
        "现在请",
        "現在請",
        "有请",
        "有請",
        "接下来请",
        "接下來請",
        "请记者",
        "請記者",
        "记者会到此结束",
        "記者會到此結束",
        "发布会到此结束",
        "我们请",
        "next question",
        "last question",
        "go ahead",
        "the floor",
        "take questions",
        "先请",
        "記者會開始",
    ];
    WORDS.iter().any(|w| said.contains(w))
}
