//! What a reader would say: 大国关系 and 俄罗斯 are 中俄关系. Knows topics and names; draws nothing.

use super::lexicon::{Kind, Lexicon};
use super::{Topic, TopicRole};

/// Returns the primary and secondary topics as a person names them, in a language (`zh-Hans`, `zh-Hant`, `en`): a
/// theme that is about relations, together with a place of that circle, becomes 中俄关系.
pub fn compose(topics: &[Topic], lexicon: &Lexicon, language: &str) -> Vec<String> {
    let named = topics.iter().filter(|topic| topic.role < TopicRole::Mention).map(|topic| topic.subject);
    let subjects: Vec<usize> = named.collect();
    let pair = |theme: usize| {
        let is_pair = |place: &&usize| {
            let subject = lexicon.subject(**place);
            subject.is_some_and(|subject| subject.circle == Some(theme) && !subject.short[0].is_empty())
        };
        subjects.iter().find(is_pair).copied()
    };
    let mut said = Vec::new();
    let mut within = Vec::new();
    for subject in &subjects {
        let Some(known) = lexicon.subject(*subject) else { continue };
        let partner = if known.kind() == Kind::Theme { pair(*subject) } else { None };
        if let Some(partner) = partner {
            within.push(partner);
        }
        let relation =
            partner.and_then(|partner| lexicon.subject(partner)).map(|place| relation(&place.short, language));
        said.push((*subject, relation.unwrap_or_else(|| known.name(language).to_owned())));
    }
    said.into_iter().filter(|(subject, _)| !within.contains(subject)).map(|(_, words)| words).collect()
}

/// Names the relations of China with a place, by its short forms.
fn relation([simplified, traditional, english]: &[String; 3], language: &str) -> String {
    match language {
        "zh-Hant" => format!("中{traditional}關係"),
        "en" => format!("China–{english} relations"),
        _ => format!("中{simplified}关系"),
    }
}
