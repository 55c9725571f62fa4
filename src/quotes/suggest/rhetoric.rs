//! The marks of rhetoric: frames, pairs, pictures. Knows words and nothing of who says them.

use std::sync::LazyLock;

use crate::quotes::Words;

/// Frames that set one thing against another: what the first part has, and the second after it.
const ANTITHESES: [(&str, &str); 14] = [
    ("不是", "而是"),
    ("不是", "就是"),
    ("而不是", ""),
    ("，不是", ""),
    ("不在于", "而在于"),
    ("没有", "只有"),
    ("从来都是", "不是"),
    ("与其", "不如"),
    ("不仅不", "反而"),
    ("无法有", "不会有"),
    ("应当", "而不能"),
    ("应当", "不应"),
    ("可以", "但不能"),
    ("不怕", "更不"),
];

/// Frames that bind two parts together.
const FRAMES: [(&str, &str); 15] = [
    ("只有", "才"),
    ("唯有", "才"),
    ("只要", "就"),
    ("越", "越"),
    ("既", "又"),
    ("既", "更"),
    ("既", "也"),
    ("，是为了", ""),
    ("从不", "更不"),
    ("不能", "更不能"),
    ("宁可", "也不"),
    ("哪里", "哪里"),
    ("谁", "谁"),
    ("没有", "就没有"),
    ("终将", "必将"),
];

/// Opposites, in the words of press conferences.
const OPPOSITES: [(&str, &str); 42] = [
    ("终点", "起点"),
    ("机遇", "威胁"),
    ("机遇", "挑战"),
    ("赢家", "输家"),
    ("恒量", "变量"),
    ("确定", "不确定"),
    ("安全", "不安全"),
    ("铭记", "淡忘"),
    ("合作", "对抗"),
    ("对话", "对抗"),
    ("开放", "封闭"),
    ("和平", "战争"),
    ("向前", "倒退"),
    ("团结", "分裂"),
    ("合作", "冲突"),
    ("伙伴", "对手"),
    ("朋友", "敌人"),
    ("朋友", "利益"),
    ("真", "假"),
    ("进步", "倒退"),
    ("正义", "强权"),
    ("公理", "强权"),
    ("建设", "破坏"),
    ("光明", "黑暗"),
    ("历史", "未来"),
    ("昨天", "明天"),
    ("加法", "减法"),
    ("桥", "墙"),
    ("建桥", "拆桥"),
    ("双赢", "零和"),
    ("共赢", "零和"),
    ("多边", "单边"),
    ("大国", "小国"),
    ("强", "弱"),
    ("问题", "答案"),
    ("过去", "今后"),
    ("过去", "未来"),
    ("冰冻三尺", "一日"),
    ("起来", "下去"),
    ("上升", "下降"),
    ("生", "死"),
    ("一时", "长远"),
];

/// Pictures.
static PICTURES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "恒量 变量 丛林 赢家 输家 玩火 螳臂 压舱石 稳定器 绊脚石 试金石 基石 灯塔 快车 独木桥 阳关道 高墙 小院 \
    桥梁 纽带 棋子 棋盘 逆流 洪流 春风 寒冬 桎梏 枷锁 画饼 火药桶 导火索 双刃剑 照妖镜 遮羞布 挡箭牌 提款机 \
    搅局 泼脏水 甩锅 贼喊捉贼 搬起石头 抱薪救火 饮鸩止渴 掩耳盗铃 缘木求鱼 南辕北辙 同舟 大船 小船 破浪 远航 \
    舞台 独角戏 回旋镖 天花板 起跑线 终点 起点 球在 钥匙 药方 解铃 蚍蜉 大树 玻璃 后花园",
    )
});

/// Where somebody takes a stand.
static STANDS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "我们从不 我们绝不 我们决不 中国从不 中国绝不 中国决不 中方绝不 绝不会 决不会 决不允许 绝不允许 绝不接受 \
    决不接受 不惹事 不怕事 必将 终将 注定 奉陪到底 不会屈服 不吃这一套 不容 从来不是 坚定站在 坚决反对 \
    没有资格 不信邪 站在历史正确 无可撼动 不可阻挡",
    )
});

/// What brings an old saying.
static SAYINGS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "古人 古语 古话 老话 俗话 常言 谚语 成语 有句话 诗云 会当凌绝顶 己所不欲 冰冻三尺 得道多助 多行不义 \
    若要人不知 清者自清 有道是",
    )
});

/// Tells whether one thing is set against another.
pub(super) fn is_antithesis(words: &str, clauses: &[Vec<char>]) -> bool {
    let framed = ANTITHESES.iter().any(|(first, second)| {
        words.find(first).is_some_and(|at| words.get(at + first.len()..).is_some_and(|rest| rest.contains(second)))
    });
    framed || is_turned(clauses)
}

/// `是…，不是…` and `冲突无法…，和平不会…`: two clauses of about the same length, of which one denies what the other has.
fn is_turned(clauses: &[Vec<char>]) -> bool {
    clauses.iter().zip(clauses.iter().skip(1)).any(|(a, b)| {
        let near = a.len().abs_diff(b.len()) <= 2 && a.len() >= 4;
        let denies = |clause: &[char]| clause.iter().any(|c| matches!(c, '不' | '没' | '无' | '非'));
        let shared = a.iter().filter(|c| b.contains(c)).count();
        near && denies(a) != denies(b) && shared * 2 >= a.len().min(b.len())
    })
}

/// Counts the clauses that repeat the frame of the one before: two fifths of their characters in the same order. A
/// frame of more than half counts twice.
pub(super) fn parallels(clauses: &[Vec<char>]) -> usize {
    let pairs = clauses.iter().zip(clauses.iter().skip(1));
    pairs.map(|(a, b)| parallel(a, b)).sum()
}

fn parallel(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > 3 || a.len() < 4 || b.len() < 4 {
        return 0;
    }
    let mut at = 0;
    // Characters of the one that come in the same order in the other.
    let shared = a.iter().filter(|c| match b.get(at..).and_then(|rest| rest.iter().position(|d| d == *c)) {
        Some(skipped) => {
            at += skipped + 1;
            true
        }
        None => false,
    });
    let shared = shared.count();
    let least = a.len().min(b.len());
    let is_frame = shared >= 2 && shared * 5 >= least * 2 && a != b;
    usize::from(is_frame) + usize::from(is_frame && shared * 2 > least)
}

/// Tells whether a word of two or more characters comes back, within a few characters, as its own denial or turned to
/// another use: 确定性…不确定.
pub(super) fn is_echo(words: &str, letters: &[char]) -> bool {
    letters.windows(2).enumerate().any(|(n, word)| {
        let rest = letters.get(n + 2..(n + 22).min(letters.len())).unwrap_or_default();
        let denied =
            rest.windows(3).any(|later| matches!(later.first(), Some('不' | '无')) && later.get(1..) == Some(word));
        // 借台湾生事，就是给日本找事: two words of one frame end alike.
        let before = n.checked_sub(1).and_then(|n| letters.get(n));
        denied && !matches!(word, ['是', '不'] | ['会', '不'] | [_, '的'] | ['的', _]) && !matches!(before, Some('不'))
    }) || is_rhyme(words)
}

/// Two short clauses that end with the same character and are joined by 就是, 就, 才: 借台湾生事，就是给日本找事.
fn is_rhyme(words: &str) -> bool {
    let clause = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<Vec<_>>();
    let clauses: Vec<Vec<char>> =
        words.split(['，', '。', '；', '！']).map(clause).filter(|clause| !clause.is_empty()).collect();
    clauses.iter().zip(clauses.iter().skip(1)).any(|(a, b)| {
        let joined = matches!(
            b.as_slice(),
            ['就', '是' | '会' | '能' | '要' | '有', ..] | ['才', ..] | ['更', ..] | ['也', ..] | ['则', ..]
        );
        joined && a.last() == b.last() && (4..=14).contains(&a.len()) && (4..=14).contains(&b.len())
    })
}

/// Counts the pairs of opposites.
pub(super) fn contrasts(words: &str) -> usize {
    let pairs = OPPOSITES
        .iter()
        .filter(|(a, b)| a.chars().count() > 1 && words.contains(a) && words.replacen(a, "", 1).contains(b));
    pairs.count()
}

/// Tells whether two parts are bound by a frame.
pub(super) fn has_frame(words: &str) -> bool {
    FRAMES.iter().any(|(first, second)| {
        let Some(at) = words.find(first) else { return false };
        let rest = words.get(at + first.len()..).unwrap_or_default();
        let Some(next) = rest.find(second) else { return false };
        // Within one sentence, not within one word: 是…，也是….
        let between = rest.get(..next).unwrap_or_default();
        between.contains(['，', '、', '；']) && !between.contains('。') || first.chars().count() > 1 && next > 0
    })
}

/// Tells whether there is a picture.
pub(super) fn has_metaphor(words: &str) -> bool {
    PICTURES.stand_in(words)
}

/// Tells whether somebody takes a stand.
pub(super) fn takes_a_stand(words: &str) -> bool {
    STANDS.stand_in(words)
}

/// Tells whether an old saying is quoted.
pub(super) fn is_saying(words: &str) -> bool {
    SAYINGS.stand_in(words)
}
