//! A lexicon of one's own, other scripts and languages, and what must not show a topic.

use shilu::topics::{Lexicon, TopicRole, assign};
use shilu::transcript::parse;

/// Returns the ids in a role of the first exchange.
fn ids(lexicon: &Lexicon, text: &str, role: TopicRole) -> Vec<String> {
    let topics = assign(&parse(text), lexicon);
    let of_role = topics[0].topics.iter().filter(|topic| topic.role == role);
    of_role.map(|topic| lexicon.subject(topic.subject).unwrap().id.clone()).collect()
}

fn primary(text: &str) -> Vec<String> {
    ids(Lexicon::built_in(), text, TopicRole::Primary)
}

#[test]
fn ones_own_lexicon_adds_to_the_houses() {
    let own =
        Lexicon::with("# 自用\ntheme.pandas = 熊猫 | 熊貓 | Pandas\n5 竹子、圆滚滚\nplace.fr\n3 埃菲尔铁塔\n").unwrap();
    let text = "问：埃菲尔铁塔下的竹子够不够？\n答：够。\n";
    assert_eq!(ids(&own, text, TopicRole::Primary), ["theme.pandas", "place.fr"]);
}

#[test]
fn traditional_characters_show_the_same() {
    assert_eq!(primary("問：請問發言人對台獨勢力有何評論？\n答：臺灣是中國的一部分。\n"), ["theme.taiwan", "place.tw"]);
    assert_eq!(
        primary("問：南韓總統將訪問中國，有何評論？\n答：歡迎。\n"),
        ["theme.neighbours", "theme.summit", "place.kr"]
    );
}

#[test]
fn english_words_stand_for_themselves() {
    let text = "Q: Will the United States lift its tariffs on China?\n\nA: We have made our position clear.\n";
    assert_eq!(primary(text), ["theme.trade", "place.us"]);
    assert!(!primary("Q: What about Chadwick?\n\nA: Nothing.\n").contains(&"place.td".to_owned()));
}

#[test]
fn short_forms_show_countries_only_where_no_other_word_begins() {
    assert!(
        primary("问：21日美方有何评论？其中法律问题如何？\n答：没有。\n")
            .iter()
            .all(|id| id != "place.fr" && id != "place.jp")
    );
    let two = primary("问：俄美领导人通电话，有何评论？\n答：支持俄美对话。\n");
    assert!(two.contains(&"place.ru".to_owned()) && two.contains(&"place.us".to_owned()), "{two:?}");
    let own = primary("问：肯尼亚同中国的合作如何？\n答：中肯合作很好，愿同肯方一道努力。\n");
    assert!(own.contains(&"place.ke".to_owned()), "{own:?}");
}

#[test]
fn a_medium_is_not_its_country() {
    let text = "问：据日本媒体报道，乌克兰危机升级，有何评论？\n答：乌克兰危机应政治解决。\n";
    assert_eq!(primary(text), ["theme.conflicts", "place.ua"]);
}

#[test]
fn the_same_text_has_the_same_topics() {
    let transcript = parse(include_str!("../../transcripts/zh_wang_yi_20250307.txt"));
    let lexicon = Lexicon::built_in();
    assert_eq!(assign(&transcript, lexicon), assign(&transcript, lexicon));
}
