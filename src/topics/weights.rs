//! The weights by which words become topics. Tuned on the tuning half of `tests/topics/labels.tsv`.

/// How words found become roles. A *unit* is what a name, or a word of weight 3, counts for in an answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weights {
    /// Units of a word by its weight in the lexicon, 0 to 5.
    pub(super) units: [f32; 6],
    /// What the same word is worth again, as a share of the first time.
    pub(super) again: f32,
    /// How many times a word counts at most.
    pub(super) times: u32,
    /// What a question's units are worth, beside an answer's: the question says what the exchange is about.
    pub(super) question: f32,
    /// Most units a theme has from the question, so that many words for one thing do not bury a second thing.
    pub(super) question_most: f32,
    /// Most units a theme has from the answer, which is long and full of formulas.
    pub(super) answer_most: f32,
    /// What a theme gains from a primary place whose relations with China it is.
    pub(super) circle: f32,
    /// Score from which a theme of its own leaves one that only follows from a place secondary.
    pub(super) own: f32,
    /// Least score of a primary theme.
    pub(super) theme_least: f32,
    /// Least share of the first theme's score that makes a second one primary.
    pub(super) second: f32,
    /// Least share of the first theme's score that makes one secondary.
    pub(super) secondary: f32,
    /// What a word is worth, as a share, that names only where, when or in which paper.
    pub(super) aside: f32,
    /// What each further mention of a place is worth, as a share of the first.
    pub(super) mentions: [f32; 6],
    /// How close two words for a place are one mention (俄罗斯总统普京), in bytes.
    pub(super) close: u32,
    /// Least share of the first place's score that makes another one primary where the answer takes it up.
    pub(super) place: f32,
    /// The same where the answer does not.
    pub(super) place_dropped: f32,
    /// Least units from the question of what is more than a mention.
    pub(super) named: f32,
    /// Least units from the answer of a primary place that the question does not name.
    pub(super) answered: f32,
    /// Least score of a primary organisation.
    pub(super) organisation: f32,
}

/// The weights in use.
pub(super) const WEIGHTS: Weights = Weights {
    units: [0.0, 0.3, 0.6, 1.0, 1.3, 2.2],
    again: 0.5,
    times: 3,
    question: 3.0,
    question_most: 4.0,
    answer_most: 6.0,
    circle: 4.0,
    own: 3.0,
    theme_least: 2.0,
    second: 0.75,
    secondary: 0.3,
    aside: 0.3,
    mentions: [1.0, 0.6, 0.4, 0.3, 0.2, 0.0],
    close: 24,
    place: 0.6,
    place_dropped: 0.6,
    named: 0.5,
    answered: 2.3,
    organisation: 5.0,
};
