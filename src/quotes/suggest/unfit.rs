//! What nobody quotes: courtesies, announcements, fragments, what leans on words before it. Knows words only.

use std::sync::LazyLock;

use crate::quotes::{Words, list};

/// Words of courtesy and of running a conference.
static COURTESIES: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "上午好 下午好 大家好 各位好 早上好 晚上好 新年好 欢迎 谢谢 感谢 再见 提问 您的问题 你的问题 这个问题 \
    记者朋友 各位记者 下面 首先介绍 我愿介绍 我愿回答 请问 请坐 记者会 例行 发布会 我可以告诉你 我没有可以 \
    没有更多 不了解你 我不掌握 建议你向 请你向 请向 建议你 已经回答 已多次 已经多次 多次就 刚才 刚刚 上述 \
    我注意到 我们注意到 注意到有关 有关报道 你提到 你提及 你所说 你说的 正如你 我在这里 我看到 补充 \
    祝大家 祝各位 拜年 快乐",
    )
});

/// Words of announcements and of news about what took place or will.
static NEWS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "主题 新增 确诊 病例 消息， 应邀 将于 将对 将率团 将出席 将访问 举行会谈 会见了 会谈 致电 贺电 致辞 通电话 \
    表示慰问 表示哀悼 深切 召开 举办 举行 抵达 启程 应外交部长 应国务 出席 发表了 签署 主持 宣布， 发布消息 \
    据报道 据了解 据统计 数据显示 万吨 亿元 亿美元 同比 增长 百分之 % ％ 截至 年底 本月 \
    依法逮捕 刑事拘留 涉嫌 初步核实 经核实 经过调查 据中国驻 伤亡",
    )
});

/// Beginnings that lean on what stands before.
static LEANING: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "这 那 其 此 该 他 她 它 对此 因此 所以 但 而 同时 此外 另外 并 且 也 还 还有 于是 不过 然而 例如 比如 \
    第一 第二 第三 一是 二是 三是 四是 首先 其次 最后 再次 其中 包括 以及 或 又 从而 进而 否则 至于 关于 \
    只有这样 唯有这样 只有如此 唯有如此 就此 对于 当然 总之 换句话 也就是 尤其 特别是 即 才 就 双方 两国 两位 有关 如何 什么 为什么 并将",
    )
});

/// Words that point elsewhere, wherever they stand in a short stretch.
static POINTING: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "这一 这种 这个 这些 那些 那个 该国 此次 此事 有关问题 有关方面 相关方面 上述 该问题 你们 你 您 他们 她 \
    前者 后者 本次 就此 为此 这其中 我想这 我认为这",
    )
});

/// Endings that leave something open.
const OPEN_ENDS: &str = "的 和 与 是 在 对 把 将 以 向 为 从 而 但 上 中 时 后 前 下 期间 之际 以来 同时 方面 来看";

/// Tells whether a whole sentence is out of the question.
pub(super) fn sentence(words: &str, opens: bool) -> bool {
    let trimmed = words.trim_end_matches(['”', '"', ' ']);
    let asks = trimmed.ends_with(['？', '?']);
    let ends = trimmed.ends_with(['。', '！', '!', '.']);
    let is_reported = ["表示，", "指出，", "强调，", "说，", "称，", "认为，", "报告，"].iter().any(|verb| {
        let own =
            ["我们认为，", "我认为，", "中方认为，", "我要说，", "我要强调，", "我想说，", "应该说，", "可以说，"];
        words.contains(verb) && !own.iter().any(|own| words.contains(own))
    });
    // The first sentence of an answer mostly takes the question up.
    let takes_up = opens && ["是", "对", "不", "好", "我"].iter().any(|word| words.starts_with(&format!("{word}，")));
    asks || !ends || takes_up || is_reported || COURTESIES.stand_in(words)
}

/// Beginnings that have lost their subject to a clause before.
static SUBJECTLESS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "是 更 都 会 能 要 应 可 被 使 让 成为 站在 继续 将继续 不断 推动 不 没有 将为 将同 共同 始终 一直 为 对 \
    向 与 同 在 从 按 根据 通过 坚持 有 加强 维护 促进 愿 树立 以便 希望 确保",
    )
});

/// Beginnings of a clause that has its own subject, or begins with its means: others are left over from a sentence.
static SUBJECTS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "我们 我 中国 中方 中俄 中美 中日 中欧 中非 中华 台湾 一个 一国 任何 各国 每个 所有 世界 人类 人民 国家 \
    国际 大国 小国 历史 未来 时代 和平 战争 冲突 安全 发展 合作 对话 对抗 谈判 朋友 利益 民主 人权 自由 真相 \
    事实 正义 公理 公道 规则 主权 团结 开放 时间 天下 只有 唯有 没有 谁 以 将以 借 打压 遏制",
    )
});

/// Verbs that begin a clause without a subject, unless it says what they amount to (就是, 才).
static VERBS: LazyLock<Words> = LazyLock::new(|| {
    Words::of(
        "多做 多说 多考虑 分享 尊重 重视 实现 拒绝 拿出 停止 企图 将 必将遭 站在 以免 因为 以实际 停止 反对 顺应 \
    防止 弘扬 坚持 支持 推动 推进 维护 加强 促进 追求 超越 解决 构建 尊重 敦促 呼吁 强调 指出 鼓噪 大搞 统筹 \
    应 希望 开辟 欢迎 存在 避免 继续 愿 希望 要求 需要 既 反而 理应 至少 相比之下 面对 在 无论 随着 为了 \
    根据 按照 通过 作为",
    )
});

/// What hands the word to others.
static OTHERS: LazyLock<Words> =
    LazyLock::new(|| Words::of("有句话 有人说 有些人 一些人 有一种 有观点 有声音 有种说法 外界认为"));

/// Returns how many characters of conjunction (但, 而) a sentence begins with, without which it stands as well.
pub(super) fn conjunction(sentence: &str) -> usize {
    let found = ["但是，", "然而，", "但是", "然而", "但", "而"].into_iter().find(|word| sentence.starts_with(word));
    let goes_on = ["而且", "而言", "而是", "而不"].iter().any(|word| sentence.starts_with(word));
    found.filter(|_| !goes_on).map_or(0, |word| word.chars().count())
}

/// Tells whether a stretch cannot stand alone; `before` and `after` are the rest of its sentence, and
/// `is_later` says that clauses come before it.
pub(super) fn stretch(words: &str, before: &str, after: &str, is_later: bool) -> bool {
    let is_piece = !before.is_empty() || after.chars().any(char::is_alphanumeric);
    let bare = words.trim_start_matches(['“', '「', '"', '《']);
    if LEANING.begin(bare) || POINTING.stand_in(words) {
        return true;
    }
    // 只有 and 没有 need their other half; without it they are one.
    let halves = [("只有", "才"), ("唯有", "才"), ("没有", "只有")];
    if is_later && halves.iter().any(|(word, other)| bare.starts_with(word) && !words.contains(other)) {
        return true;
    }
    if is_later && (SUBJECTLESS.begin(bare) || !SUBJECTS.begin(bare) && !super::rhetoric::is_saying(bare)) {
        return true;
    }
    let clause = bare.split(['，', '；', '。']).next().unwrap_or_default();
    let amounts = ["就", "才", "等于", "意味着"].iter().any(|word| clause.contains(word));
    if VERBS.begin(bare) && !amounts || OTHERS.stand_in(words) {
        return true;
    }
    if NEWS.stand_in(words) {
        return true;
    }
    let end = words.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '”');
    if list(OPEN_ENDS).any(|word| end.ends_with(word)) || words.matches('“').count() != words.matches('”').count() {
        return true;
    }
    if !is_piece {
        return false;
    }
    // What is left out after a piece may be what it is about: only a semicolon parts two statements.
    if after.chars().any(char::is_alphanumeric) && !after.starts_with(['；', ';']) {
        return true;
    }
    // A piece of a sentence must neither lose what it denies or depends on, nor leave its other half behind.
    let depends = [
        "如果", "只有", "只要", "若", "试想", "除非", "一旦", "与其", "不是", "既", "虽", "尽管", "因为", "由于",
        "无论", "不仅",
    ];
    let loses = depends.iter().any(|word| before.contains(word) && !words.contains(word) && !has_answer(before, word));
    let opens = depends.iter().any(|word| words.contains(word) && !after.is_empty() && !has_answer(words, word));
    let follows =
        ["而是", "而不是", "而非", "不是", "就是", "才", "也", "更", "都", "则", "但", "反而", "从来都是", "是"];
    let next = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    let answered = after.starts_with(['，', '；']) && follows.iter().any(|word| next.starts_with(word));
    // A piece that is no clause of its own: 、 before it, a verb without a subject.
    loses || opens || answered || before.ends_with(['、', '“', '：']) && !before.ends_with("要强调的是：")
}

fn has_answer(words: &str, word: &str) -> bool {
    let answers: &[&str] = match word {
        "如果" | "只要" | "若" | "一旦" | "试想" => &["就", "那", "将", "会"],
        "只有" => &["才", "，"],
        "除非" => &["否则"],
        "与其" => &["不如"],
        "不是" => &["，"],
        "既" => &["又", "也", "更"],
        "虽" | "尽管" => &["但", "却"],
        _ => &["，"],
    };
    let at = words.find(word).map_or(0, |at| at + word.len());
    answers.iter().any(|answer| words.get(at..).is_some_and(|rest| rest.contains(answer)))
}
