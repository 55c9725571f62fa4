//! What a reader would say: 大国关系 and 俄罗斯 are 中俄关系. Knows topics and names; draws nothing.

use super::lexicon::{Kind, Lexicon};
use super::{Topic, TopicRole};

/// Topics under one name: one of the lexicon, or a theme that is about relations together with a place of its circle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Composed {
    /// Index of the theme, place or organisation; of a pair, of the theme.
    pub subject: usize,
    /// Of a pair, the index of the place.
    pub partner: Option<usize>,
    /// How much the exchange is about it; of a pair, the greater role.
    pub role: TopicRole,
}

impl Composed {
    /// Returns its name in a language (`zh-Hans`, `zh-Hant`, `en`): 中俄关系 for a pair.
    pub fn name(&self, lexicon: &Lexicon, language: &str) -> String {
        match self.partner.and_then(|partner| lexicon.subject(partner)) {
            Some(place) if !place.short[0].is_empty() => relation(&place.short, language),
            _ => lexicon.subject(self.subject).map(|subject| subject.name(language).to_owned()).unwrap_or_default(),
        }
    }
}

/// Composes the primary and secondary topics: a theme that is about relations, together with a place of that circle,
/// becomes one.
pub fn composed(topics: &[Topic], lexicon: &Lexicon) -> Vec<Composed> {
    let named: Vec<&Topic> = topics.iter().filter(|topic| topic.role < TopicRole::Mention).collect();
    let pair = |theme: usize| named.iter().find(|topic| is_pair(lexicon, theme, topic.subject));
    let mut said = Vec::new();
    let mut within = Vec::new();
    for topic in &named {
        let partner = pair(topic.subject);
        within.extend(partner.map(|partner| partner.subject));
        let role = partner.map_or(topic.role, |partner| partner.role.min(topic.role));
        said.push(Composed { subject: topic.subject, partner: partner.map(|partner| partner.subject), role });
    }
    said.retain(|one| !within.contains(&one.subject));
    said
}

/// Tells whether relations with a place are what a theme is about, and the pair has a name: its own (中俄关系), or one
/// that both have (台湾).
fn is_pair(lexicon: &Lexicon, theme: usize, place: usize) -> bool {
    let is_theme = lexicon.subject(theme).is_some_and(|theme| theme.kind() == Kind::Theme);
    let place = lexicon.subject(place);
    let theme_name = lexicon.subject(theme).map(|theme| &theme.names);
    is_theme
        && place.is_some_and(|place| {
            place.circle == Some(theme) && (!place.short[0].is_empty() || theme_name == Some(&place.names))
        })
}

/// Returns the primary and secondary topics as a person names them, in a language.
pub fn compose(topics: &[Topic], lexicon: &Lexicon, language: &str) -> Vec<String> {
    composed(topics, lexicon).iter().map(|one| one.name(lexicon, language)).collect()
}

/// Names the relations of China with a place, by its short forms.
fn relation([simplified, traditional, english]: &[String; 3], language: &str) -> String {
    match language {
        "zh-Hant" => ["中", traditional, "關係"].concat(),
        "en" => ["China–", english, " relations"].concat(),
        _ => ["中", simplified, "关系"].concat(),
    }
}
