//! The outlets whose reporters ask: from a printed label (日本《读卖新闻》记者) to who that is.
//! Knows the gazetteer in `src/data/` and how labels are dressed; knows no transcript.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The gazetteer: one outlet a line.
const TABLE: &str = include_str!("../data/outlets.tsv");

/// Traditional and Japanese characters of the gazetteer's names, each before its simplified form.
const FOLDS: &str = include_str!("../data/outlets_fold.txt");

/// No label that names an outlet is longer, in code points; longer ones are sentences.
const LONGEST_LABEL: usize = 40;

/// An alias of so many Chinese characters may begin a longer label (人民日报海外版), whatever follows.
const SAFE_START: usize = 4;

/// An alias of so many may do so when what follows is one of [`AFTER`].
const CAREFUL_START: usize = 2;

/// What a label may print before the outlet's name: its country, its place, its parent.
const BEFORE: &[&str] = &[
    "中央广播电视台总台",
    "中央广播电视总台",
    "中央广电总台",
    "哈萨克斯坦",
    "阿联酋",
    "印度尼西亚",
    "马来西亚",
    "巴基斯坦",
    "澳大利亚",
    "吉尔吉斯斯坦",
    "乌兹别克斯坦",
    "沙特阿拉伯",
    "白俄罗斯",
    "孟加拉国",
    "阿富汗",
    "葡萄牙",
    "西班牙",
    "意大利",
    "土耳其",
    "新加坡",
    "俄罗斯",
    "加拿大",
    "乌克兰",
    "伊拉克",
    "以色列",
    "菲律宾",
    "比利时",
    "奥地利",
    "匈牙利",
    "塞尔维亚",
    "阿根廷",
    "墨西哥",
    "新西兰",
    "爱尔兰",
    "卡塔尔",
    "黎巴嫩",
    "尼日利亚",
    "肯尼亚",
    "委内瑞拉",
    "哥伦比亚",
    "中央电视台",
    "总台",
    "央视",
    "日本",
    "美国",
    "英国",
    "法国",
    "德国",
    "韩国",
    "印度",
    "巴西",
    "澳洲",
    "荷兰",
    "瑞士",
    "瑞典",
    "挪威",
    "芬兰",
    "丹麦",
    "波兰",
    "捷克",
    "希腊",
    "伊朗",
    "埃及",
    "印尼",
    "越南",
    "泰国",
    "蒙古",
    "沙特",
    "古巴",
    "智利",
    "秘鲁",
    "南非",
    "朝鲜",
    "尼泊尔",
    "香港",
    "澳门",
    "台湾",
    "中国",
    "北京",
    "上海",
    "广东",
    "福建",
    "湖北",
    "湖南",
    "浙江",
    "江苏",
    "山东",
    "河南",
    "四川",
    "重庆",
    "天津",
    "深圳",
    "厦门",
];

/// What a label may print after the outlet's name.
const AFTER: &[&str] = &[
    "新闻频道",
    "新闻台",
    "新闻网",
    "电视新闻",
    "电视频道",
    "电视台",
    "电视",
    "广播公司",
    "广播",
    "通讯社",
    "新闻",
    "频道",
    "杂志社",
    "杂志",
    "周刊",
    "报社",
    "日报",
    "中文网",
    "中文",
    "网站",
    "网",
    "社",
    "台",
    "报",
    "驻",
    "和",
    "与",
    "及",
    "/",
    "、",
    "，",
    ",",
];

/// What follows the outlet's name because a person of it speaks.
const REPORTER: &[&str] = &["记者", "特派员", "提问", "追问", "reporter", "correspondent", "journalist"];

/// An outlet, under its usual short names.
#[derive(Debug, PartialEq, Eq)]
pub struct Outlet {
    /// A readable, stable id: `tass`.
    pub id: &'static str,
    /// The usual name in simplified Chinese: 塔斯社.
    pub zh: &'static str,
    /// The usual name in English: TASS.
    pub en: &'static str,
    /// Where it is at home: an ISO 3166-1 alpha-2 code.
    pub country: &'static str,
    /// Other names in print, parted by `|`.
    aliases: &'static str,
}

impl Outlet {
    /// Returns the other names in print, in simplified characters.
    pub fn aliases(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.aliases.split('|').filter(|alias| !alias.is_empty())
    }
}

/// Returns all outlets, in the order of the gazetteer.
pub fn all() -> &'static [Outlet] {
    &gazetteer().outlets
}

/// Returns the outlet that a printed label names, whatever dresses the name: 记者, 《》, brackets, its country.
///
/// A label that names two gets the first. A country, 记者 or a person alone is no outlet.
pub fn find(label: &str) -> Option<&'static Outlet> {
    if label.chars().nth(LONGEST_LABEL).is_some() {
        return None;
    }
    let gazetteer = gazetteer();
    let name = undressed(label);
    if let Some(found) = gazetteer.named(&name) {
        return Some(found);
    }
    // 记者（路透社）, CNN (Beijing): the bracket or what stands before it.
    let (before, inside) = label.trim_end().strip_suffix(['）', ')', ']', '】'])?.split_once(['（', '(', '[', '【'])?;
    [before, inside].iter().find_map(|part| gazetteer.named(&undressed(part)))
}

struct Gazetteer {
    outlets: Vec<Outlet>,
    /// Folded names, each with the index of its outlet. Looked up, never walked: the order of a hash is not seen.
    names: HashMap<String, usize>,
}

/// Returns the gazetteer, which is read once.
fn gazetteer() -> &'static Gazetteer {
    static READ: OnceLock<Gazetteer> = OnceLock::new();
    READ.get_or_init(Gazetteer::read)
}

impl Gazetteer {
    fn read() -> Self {
        let outlets: Vec<Outlet> = TABLE.lines().filter_map(row).collect();
        let mut names = HashMap::with_capacity(outlets.len() * 4);
        for (index, outlet) in outlets.iter().enumerate() {
            let printed = [outlet.zh, outlet.en].into_iter().chain(outlet.aliases());
            for name in printed.map(fold).filter(|name| !is_everyday_word(name)) {
                names.insert(name, index);
            }
        }
        Self { outlets, names }
    }

    /// Returns the outlet of exactly this folded name.
    fn exactly(&self, name: &str) -> Option<&Outlet> {
        self.outlets.get(*self.names.get(name)?)
    }

    /// Returns the outlet of a folded name that may have a country before it and a station's word after it.
    ///
    /// The order is that of certainty: the whole name, then less of it, from either end.
    fn named(&self, name: &str) -> Option<&Outlet> {
        if name.is_empty() {
            return None;
        }
        let shorter = without_before(name);
        self.exactly(name)
            .or_else(|| shorter.iter().find_map(|rest| self.exactly(rest)))
            .or_else(|| std::iter::once(&name).chain(&shorter).find_map(|rest| self.beginning(rest)))
            .or_else(|| self.exactly(latin_part(name)?))
    }

    /// Returns the outlet with the longest name that the label begins with, when the rest speaks for it.
    fn beginning(&self, name: &str) -> Option<&Outlet> {
        let mut cut = name.char_indices().map(|(at, _)| at).skip(1).collect::<Vec<_>>();
        while let Some(at) = cut.pop() {
            let (start, rest) = name.split_at_checked(at)?;
            if may_begin(start, rest)
                && let Some(found) = self.exactly(start.trim_end())
            {
                return Some(found);
            }
        }
        None
    }
}

/// Reads a row of the gazetteer; comments and broken rows are no rows.
fn row(line: &'static str) -> Option<Outlet> {
    if line.starts_with('#') {
        return None;
    }
    let mut fields = line.split('\t');
    Some(Outlet {
        id: fields.next()?,
        zh: fields.next()?,
        en: fields.next()?,
        country: fields.next()?,
        aliases: fields.next().unwrap_or_default(),
    })
}

/// Says whether a name may stand for an outlet when the label goes on with `rest`.
fn may_begin(start: &str, rest: &str) -> bool {
    let length = start.chars().count();
    let goes_on = AFTER.iter().chain(REPORTER).any(|word| rest.starts_with(word));
    if start.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        let parted = !rest.starts_with(|c: char| c.is_alphanumeric());
        return length > 1 && (goes_on || (length > CAREFUL_START && parted));
    }
    length >= SAFE_START || (length >= CAREFUL_START && goes_on)
}

/// Returns the name without one and without two of the words that stand before names.
fn without_before(name: &str) -> Vec<&str> {
    let strip = |name: &'_ str| -> Option<usize> {
        let word = BEFORE.iter().find(|word| name.len() > word.len() && name.starts_with(*word))?;
        Some(word.len())
    };
    let mut found = Vec::new();
    let mut rest = name;
    while let Some(shorter) = strip(rest).and_then(|cut| rest.get(cut..)) {
        found.push(shorter);
        rest = shorter;
    }
    found
}

/// Returns the one Latin word of a Chinese label (日本放送NHK), three capitals at least.
fn latin_part(name: &str) -> Option<&str> {
    let mut words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let word = words.next()?;
    (words.next().is_none() && word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase())).then_some(word)
}

/// Short capitalised words (Dawn, Kan) are people's names more often than newspapers.
fn is_everyday_word(name: &str) -> bool {
    name.len() <= 4 && name.bytes().all(|b| b.is_ascii_lowercase())
}

/// Takes brackets and the reporter off a label, and folds it.
fn undressed(label: &str) -> String {
    let folded = fold(label);
    let mut name = folded.as_str();
    // 新华社记者李鑫: what follows 记者 is a person; 记者 alone at the start names nobody.
    if let Some((outlet, _person)) = name.split_once("记者").filter(|(outlet, _)| !outlet.is_empty()) {
        name = outlet;
    }
    loop {
        let shorter = REPORTER.iter().find_map(|word| name.strip_suffix(word).or_else(|| name.strip_prefix(word)));
        match shorter {
            Some(rest) => name = rest.trim().trim_start_matches("from ").trim_start_matches("of "),
            None => return name.to_owned(),
        }
    }
}

/// Folds a name for comparison: simplified, half-width, lower case but for a lone acronym, without brackets;
/// blank space stays, once, between Latin words only.
fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.chars().map(simplified).map(half_width) {
        if c.is_whitespace() {
            gap = true;
        } else if !is_dress(c) {
            if gap && c.is_ascii() && folded.ends_with(|before: char| before.is_ascii()) {
                folded.push(' ');
            }
            gap = false;
            folded.push(c);
        }
    }
    let letters = || folded.chars().filter(|c| c.is_alphabetic() && c.is_ascii());
    let acronym = letters().count() <= 5 && letters().all(|c| c.is_ascii_uppercase()) && !folded.contains(' ');
    if acronym { folded } else { folded.to_ascii_lowercase() }
}

/// Returns the simplified form of a character, where the gazetteer has one.
fn simplified(c: char) -> char {
    static PAIRS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let pairs = PAIRS.get_or_init(|| {
        let written = FOLDS.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        written
            .filter_map(|pair| {
                let mut both = pair.chars();
                Some((both.next()?, both.next()?))
            })
            .collect()
    });
    // The file is sorted, which a test holds it to.
    match pairs.binary_search_by_key(&c, |pair| pair.0) {
        Ok(at) => pairs.get(at).map_or(c, |pair| pair.1),
        Err(_) => c,
    }
}

/// Returns the half-width form of full-width ASCII.
fn half_width(c: char) -> char {
    match c {
        '！'..='～' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        '—' | '–' => '-',
        _ => c,
    }
}

/// Says whether a character only dresses a name.
fn is_dress(c: char) -> bool {
    matches!(c, '《' | '》' | '〈' | '〉' | '「' | '」' | '『' | '』' | '【' | '】' | '[' | ']' | '(' | ')' | '“' | '”')
        || matches!(c, '"' | '*' | '#' | ':' | '·' | '\u{200b}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folds_are_sorted() {
        let words: Vec<_> = FOLDS.lines().filter(|l| !l.starts_with('#')).flat_map(str::split_whitespace).collect();
        assert!(
            words.windows(2).all(|pair| pair.first().map(|w| w.chars().next()) < pair.last().map(|w| w.chars().next()))
        );
    }

    #[track_caller]
    fn check(label: &str, id: &str) {
        assert_eq!(find(label).map_or("", |outlet| outlet.id), id, "{label}");
    }

    #[test]
    fn the_seven_of_the_first_transcript_have_their_usual_names() {
        for (label, zh, en) in [
            ("中央广播电视台总台央视记者", "央视", "CCTV"),
            ("塔斯社记者", "塔斯社", "TASS"),
            ("新华社记者", "新华社", "Xinhua"),
            ("美国有线电视新闻网记者", "美国有线电视新闻网", "CNN"),
            ("彭博社记者", "彭博社", "Bloomberg"),
            ("凤凰卫视记者", "凤凰卫视", "Phoenix TV"),
            ("共同社记者", "共同社", "Kyodo"),
        ] {
            let outlet = find(label).unwrap();
            assert_eq!((outlet.zh, outlet.en), (zh, en));
        }
    }

    #[test]
    fn a_label_is_found_under_its_dress() {
        check("日本《读卖新闻》记者", "yomiuri");
        check("日本读卖新闻记者", "yomiuri");
        check("《环球时报》记者", "global-times");
        check("英国独立电视新闻记者", "itv");
        check("总台央视记者", "cctv");
        check("总台央视中文国际频道记者", "cctv");
        check("总台华语环球节目中心记者", "cctv");
        check("中央广播电视总台国广记者", "cri");
        check("总台CGTN记者", "cgtn");
        check("总台中国之声记者", "cnr");
        check("[路透社记者]", "reuters");
        check("记者（路透社）", "reuters");
        check("路透社记者提问", "reuters");
        check("彭博社记者/澳门月刊记者", "bloomberg");
        check("新华社记者李鑫", "xinhua");
        check("日本NHK电视台记者", "nhk");
        check("中国国际电视台CGTN记者", "cgtn");
        check("人民日报海外版记者", "peoples-daily");
        check("北京日报社记者", "beijing-daily");
        check("总台央视华语环球节目中心记者", "cctv");
        check("CNN (Beijing)", "cnn");
    }

    #[test]
    fn traditional_english_and_japanese_labels_are_found() {
        check("鳳凰衛視記者", "phoenix");
        check("中央廣播電視總台央視記者", "cctv");
        check("韓聯社記者", "yonhap");
        check("自由時報", "liberty-times");
        check("年代", "era-news");
        check("Reuters reporter", "reuters");
        check("REUTERS", "reuters");
        check("CNN", "cnn");
        check("The New York Times correspondent", "nyt");
        check("Reporter from Xinhua News Agency", "xinhua");
        check("読売新聞記者", "yomiuri");
        check("ロイター", "reuters");
        check("ＮＨＫ記者", "nhk");
    }

    #[test]
    fn what_names_no_outlet_finds_none() {
        let none = "记者 外国记者 日本记者 问 答 追问 王毅 中国 主持人 总书记 一是 有记者问 Q A MS. The";
        for label in none.split(' ').chain(["", "　", "THE PRESIDENT", "MS. JEAN-PIERRE", "Dawn", "Paper", "dr"]) {
            check(label, "");
        }
        check("我注意到有中方媒体提出过这样一个问题", "");
        check("我想通过你（加拿大环球邮报）说一句", "");
        check(&"路透社".repeat(40), "");
    }

    #[test]
    fn every_name_in_the_gazetteer_finds_its_outlet() {
        assert!(all().len() >= 180);
        for outlet in all() {
            assert!(!outlet.zh.is_empty() && !outlet.en.is_empty(), "{}", outlet.id);
            assert!(outlet.country.len() == 2 && outlet.country.bytes().all(|b| b.is_ascii_uppercase()));
            let names = [outlet.zh].into_iter().chain(outlet.aliases());
            for name in names.filter(|name| !is_everyday_word(&fold(name))) {
                assert_eq!(find(name).map(|found| found.id), Some(outlet.id), "{name}");
                let asking = format!("《{name}》记者");
                assert_eq!(find(&asking).map(|found| found.id), Some(outlet.id), "{asking}");
            }
        }
        let mut ids: Vec<_> = all().iter().map(|outlet| outlet.id).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "an id stands twice");
    }
}
