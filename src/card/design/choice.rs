//! What can be chosen of a card, by name: the studio's buttons.

use super::{Accent, Design, Preset, Shade, Template, Writing};

/// What is chosen of a card, each as the place of the choice in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The format.
    Preset,
    /// The direction.
    Writing,
    /// The template.
    Template,
    /// Light or dark.
    Shade,
    /// The one colour.
    Accent,
}

impl Choice {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Template, Self::Preset, Self::Writing, Self::Shade, Self::Accent];

    /// Returns the names of what can be chosen.
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Preset => Preset::ALL.iter().map(|one| one.word()).collect(),
            Self::Writing => Writing::ALL.iter().map(|one| one.word()).collect(),
            Self::Template => Template::ALL.iter().map(|one| one.word()).collect(),
            Self::Shade => Shade::ALL.iter().map(|one| one.word()).collect(),
            Self::Accent => Accent::ALL.iter().map(|one| one.word()).collect(),
        }
    }

    /// Returns the name of what is chosen.
    pub fn standing(self, design: &Design) -> &'static str {
        match self {
            Self::Preset => design.preset.word(),
            Self::Writing => design.writing.word(),
            Self::Template => design.template.word(),
            Self::Shade => design.shade.word(),
            Self::Accent => design.accent.word(),
        }
    }

    /// Chooses by name; a name that there is not changes nothing.
    pub fn choose(self, design: &mut Design, word: &str) {
        match self {
            Self::Preset => design.preset = Preset::from_word(word).unwrap_or(design.preset),
            Self::Writing => design.writing = Writing::from_word(word).unwrap_or(design.writing),
            Self::Template => design.template = Template::from_word(word).unwrap_or(design.template),
            Self::Shade => design.shade = Shade::from_word(word).unwrap_or(design.shade),
            Self::Accent => design.accent = Accent::from_word(word).unwrap_or(design.accent),
        }
    }
}

/// What is shown beside the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Who asked.
    Asked,
    /// The day.
    Date,
    /// The occasion and the credit line.
    Source,
    /// The QR code.
    Code,
}

impl Part {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Date, Self::Source, Self::Code];

    /// Returns whether it is shown, to be changed.
    pub fn of(self, design: &mut Design) -> &mut bool {
        match self {
            Self::Asked => &mut design.parts.asked,
            Self::Date => &mut design.parts.date,
            Self::Source => &mut design.parts.source,
            Self::Code => &mut design.parts.code,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_chosen_by_its_name() {
        let mut design = Design::default();
        for choice in Choice::ALL {
            for word in choice.words() {
                choice.choose(&mut design, word);
                assert_eq!(choice.standing(&design), word);
                choice.choose(&mut design, "nothing");
                assert_eq!(choice.standing(&design), word);
            }
        }
    }
}
