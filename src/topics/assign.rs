//! From words found to topics: the question weighs more than the answer, and what is only named stays a mention.
//! Knows exchanges and weights; knows no word.

use super::lexicon::{Kind, Lexicon};
use super::scan::{Abbreviation, Folded, Found, scan};
use super::weights::{WEIGHTS, Weights};
use super::{Topic, TopicRole, Topics};
use crate::order::{order as put_in_order, order_by_key};
use crate::text::Span;
use crate::transcript::{Item, Transcript, Turn};

/// The theme of visits, which goes together with the relations it is about.
const VISIT: &str = "theme.summit";

/// The theme of relations that no other theme is about.
const GENERAL: &str = "theme.order";

/// Returns the topics of each exchange, in the order of the transcript.
pub fn assign(transcript: &Transcript, lexicon: &Lexicon) -> Vec<Topics> {
    let mut folded = Folded::default();
    let mut all = Vec::new();
    for item in transcript.exchanges() {
        let topics = Weighing::read(transcript, lexicon, item, &mut folded).topics();
        all.push(Topics { number: item.ordinal, topics });
    }
    all
}

/// What one subject has.
#[derive(Clone, Debug, Default)]
struct Share {
    subject: usize,
    /// Units in the question and in the answer.
    question: f32,
    answer: f32,
    score: f32,
    role: Option<TopicRole>,
    evidence: Vec<Span>,
}

/// One exchange on the scales.
struct Weighing<'l> {
    lexicon: &'l Lexicon,
    weights: &'static Weights,
    /// Sorted by subject.
    shares: Vec<Share>,
}

impl<'l> Weighing<'l> {
    fn read(transcript: &Transcript, lexicon: &'l Lexicon, item: &Item, folded: &mut Folded) -> Self {
        let mut weighing = Self { lexicon, weights: &WEIGHTS, shares: Vec::new() };
        let mut turns = |turns: &[Turn]| {
            let (mut found, mut short) = (Vec::new(), Vec::new());
            for paragraph in turns.iter().flat_map(|turn| &turn.paragraphs) {
                folded.fill(transcript, paragraph);
                scan(lexicon, folded, &mut found, &mut short);
            }
            (found, short)
        };
        let [(mut asked, asked_short), (mut answered, answered_short)] = [turns(item.question()), turns(item.answer())];
        let known: Vec<Found> = asked.iter().chain(&answered).copied().collect();
        weighing.resolve(transcript, &known, &asked_short, &mut asked);
        weighing.resolve(transcript, &known, &answered_short, &mut answered);
        weighing.fill(&mut asked, true);
        weighing.fill(&mut answered, false);
        weighing
    }

    /// Gives 厄方 to the one country of the exchange whose name begins so.
    fn resolve(&self, transcript: &Transcript, known: &[Found], short: &[Abbreviation], found: &mut Vec<Found>) {
        for abbreviation in short {
            let letter = abbreviation.letter;
            let mut meant = known.iter().filter(|one| {
                let begins =
                    || one.span.of(&transcript.source.text).chars().next().map(crate::text::fold) == Some(letter);
                self.kind(one.subject.into()) == Kind::Place && begins()
            });
            let Some(first) = meant.next() else { continue };
            if meant.all(|other| other.subject == first.subject) {
                let word = u32::from(letter);
                found.push(Found { subject: first.subject, weight: 3, word, span: abbreviation.span, aside: false });
            }
        }
    }

    fn kind(&self, subject: usize) -> Kind {
        self.lexicon.subject(subject).map_or(Kind::Theme, |subject| subject.kind())
    }

    fn share(&mut self, subject: usize) -> &mut Share {
        let at = self.shares.partition_point(|share| share.subject < subject);
        if self.shares.get(at).is_none_or(|share| share.subject != subject) {
            self.shares.insert(at, Share { subject, ..Share::default() });
        }
        // It stands there now.
        #[allow(clippy::indexing_slicing)]
        &mut self.shares[at]
    }

    /// Adds the words of one side.
    fn fill(&mut self, found: &mut Vec<Found>, question: bool) {
        // Stable: words of one place in the text keep the lexicon's order.
        order_by_key(found, |one| (one.subject, one.span));
        for group in found.chunk_by(|a, b| a.subject == b.subject) {
            let Some(subject) = group.first().map(|one| usize::from(one.subject)) else { continue };
            let units = if self.kind(subject) == Kind::Theme { self.words(group) } else { self.mentions(group) };
            let share = self.share(subject);
            share.evidence.extend(group.iter().map(|one| one.span));
            *if question { &mut share.question } else { &mut share.answer } += units;
        }
    }

    fn units(&self, one: &Found) -> f32 {
        let units = self.weights.units.get(usize::from(one.weight)).copied().unwrap_or_default();
        if one.aside { units * self.weights.aside } else { units }
    }

    /// Weighs a theme's words: each counts less the second time.
    fn words(&self, group: &[Found]) -> f32 {
        let mut sum = 0.0;
        for (at, one) in group.iter().enumerate() {
            let before = group.iter().take(at).filter(|other| other.word == one.word).count();
            sum += self.units(one)
                * match before {
                    0 => 1.0,
                    n if (n as u32) < self.weights.times => self.weights.again,
                    _ => 0.0,
                };
        }
        sum
    }

    /// Weighs a place's mentions: words close together are one, and each further mention counts less.
    fn mentions(&self, group: &[Found]) -> f32 {
        let close = |a: &Found, b: &Found| b.span.start <= a.span.end + self.weights.close;
        let mentions = group.chunk_by(close).map(|near| near.iter().map(|one| self.units(one)).fold(0.0, f32::max));
        mentions.filter(|units| *units > 0.0).zip(self.weights.mentions).map(|(units, share)| units * share).sum()
    }

    fn topics(mut self) -> Vec<Topic> {
        self.places();
        self.organisations();
        self.themes();
        let mut topics: Vec<(Topic, f32)> = Vec::new();
        for mut share in self.shares {
            // The longest words first where several begin: 中俄关系 says 中俄 too.
            order_by_key(&mut share.evidence, |span| (span.start, core::cmp::Reverse(span.end)));
            let mut end = 0;
            share.evidence.retain(|span| {
                let longer = span.end > end;
                end = end.max(span.end);
                longer
            });
            let role = share.role.unwrap_or(TopicRole::Mention);
            topics.push((Topic { subject: share.subject, role, evidence: share.evidence }, share.score));
        }
        let lexicon = self.lexicon;
        let kind = |topic: &Topic| lexicon.subject(topic.subject).map(|subject| subject.kind());
        put_in_order(&mut topics, |(a, x), (b, y)| {
            (a.role, kind(a)).cmp(&(b.role, kind(b))).then(y.total_cmp(x)).then(a.subject.cmp(&b.subject))
        });
        topics.into_iter().map(|(topic, _)| topic).collect()
    }

    fn places(&mut self) {
        let weights = self.weights;
        let lexicon = self.lexicon;
        let places = |share: &&mut Share| lexicon.subject(share.subject).is_some_and(|s| s.kind() == Kind::Place);
        let mut first = 0.0_f32;
        for share in self.shares.iter_mut().filter(places) {
            share.score = share.question * weights.question + share.answer;
            // A sea or a region is no rival of the states that quarrel over it.
            if share.question > 0.0 && lexicon.subject(share.subject).is_some_and(|subject| subject.circle.is_some()) {
                first = first.max(share.score);
            }
        }
        let asked = self.shares.iter_mut().any(|share| places(&share) && share.question > 0.0);
        for share in self.shares.iter_mut().filter(places) {
            share.role = match () {
                () if share.question >= weights.named
                    && share.score
                        >= first * if share.answer > 0.0 { weights.place } else { weights.place_dropped } =>
                {
                    Some(TopicRole::Primary)
                }
                () if !asked && share.answer >= weights.answered => Some(TopicRole::Primary),
                () if share.question >= weights.named || share.answer >= weights.answered => Some(TopicRole::Secondary),
                () => None,
            };
        }
    }

    fn organisations(&mut self) {
        let weights = self.weights;
        let lexicon = self.lexicon;
        let kind = |share: &&mut Share| lexicon.subject(share.subject).is_some_and(|s| s.kind() == Kind::Organisation);
        for share in self.shares.iter_mut().filter(kind) {
            share.score = share.question * weights.question + share.answer;
            share.role = match () {
                () if share.question > 0.0 && share.score >= weights.organisation => Some(TopicRole::Primary),
                () if share.question >= weights.named || share.answer >= weights.answered => Some(TopicRole::Secondary),
                () => None,
            };
        }
    }

    fn themes(&mut self) {
        let weights = self.weights;
        let lexicon = self.lexicon;
        let is_theme = |share: &Share| lexicon.subject(share.subject).is_some_and(|s| s.kind() == Kind::Theme);
        for share in self.shares.iter_mut().filter(|share| is_theme(share)) {
            share.score =
                share.question.min(weights.question_most) * weights.question + share.answer.min(weights.answer_most);
        }
        let said = |share: &&Share| is_theme(share) && share.question > 0.0 && share.score >= weights.own;
        let said: Vec<usize> = self.shares.iter().filter(said).map(|share| share.subject).collect();
        let circles = self.circles();
        let mut order: Vec<(f32, bool, usize)> = Vec::new();
        for share in self.shares.iter().filter(|share| is_theme(share)) {
            order.push((share.score, share.question > 0.0, share.subject));
        }
        put_in_order(&mut order, |a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
        // What only follows from a place leads where nothing is said of another matter.
        let may_lead = |(score, _, subject): &&(f32, bool, usize)| {
            *score >= weights.theme_least && (said.is_empty() || said.contains(subject))
        };
        let Some(&(most, leader_asked, leader)) = order.iter().find(may_lead) else { return };
        let may_second = |(score, asked, subject): &&(f32, bool, usize)| {
            *subject != leader && *asked && leader_asked && *score >= weights.second * most
        };
        let is_visit = lexicon.subject(leader).is_some_and(|subject| subject.id == VISIT);
        let is_relation = |theme: usize| lexicon.subject(theme).is_some_and(|subject| subject.id != GENERAL);
        let partner = circles.iter().copied().find(|theme| is_visit && is_relation(*theme));
        let second = order.iter().find(may_second).map(|(.., subject)| *subject).or(partner);
        for (score, _, subject) in order {
            let role = match () {
                () if subject == leader || Some(subject) == second => Some(TopicRole::Primary),
                () if score >= weights.secondary * most || circles.contains(&subject) => Some(TopicRole::Secondary),
                () => None,
            };
            self.share(subject).role = role;
        }
    }

    /// Gives the themes that follow from the primary places their due and returns them.
    fn circles(&mut self) -> Vec<usize> {
        let mut circles: Vec<(usize, Vec<Span>)> = Vec::new();
        for share in self.shares.iter().filter(|share| share.role == Some(TopicRole::Primary)) {
            if let Some(circle) = self.lexicon.subject(share.subject).and_then(|subject| subject.circle) {
                circles.push((circle, share.evidence.clone()));
            }
        }
        let mut gained = Vec::new();
        for (circle, evidence) in circles {
            let bonus = if gained.contains(&circle) { 0.0 } else { self.weights.circle };
            let share = self.share(circle);
            share.score += bonus;
            share.evidence.extend(evidence);
            gained.push(circle);
        }
        gained
    }
}
