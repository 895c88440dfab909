//! The sentences that cover a question well enough to be read for its answer.

use crate::{
    cite,
    page::{Page, Passage},
    question::Tense,
    scene::{Cover, Scene, cover},
    trace::Trace,
};
use dateline_core::{AnswerParts, Lack, Span, State};

/// A sentence worth reading.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'s, 'a> {
    /// The story.
    pub page: &'s Page<'a>,
    /// The sentence.
    pub passage: &'s Passage<'a>,
    /// How far it covers the question.
    pub cover: Cover,
    /// How good it is before anything is read in it.
    pub worth: f32,
    /// Where notes are taken on what is read in it.
    pub trace: Option<&'a Trace>,
}

/// How much of a question must be covered.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Demand {
    /// With what stands around the sentence.
    pub all: f32,
    /// By the sentence itself.
    pub own: f32,
}

/// The sentences that meet a demand and hold every distinguishing word.
pub(crate) fn grounds<'s, 'a>(scene: &'s Scene<'a>, demand: Demand) -> Vec<Ground<'s, 'a>> {
    grounds_by(scene, &scene.weights, demand)
}

/// The same with other weights of the topic words, 0 for words that need not be there.
pub(crate) fn grounds_by<'s, 'a>(
    scene: &'s Scene<'a>,
    weights: &[f32],
    demand: Demand,
) -> Vec<Ground<'s, 'a>> {
    let mut found = Vec::new();
    for page in &scene.pages {
        let fresh = freshness(scene, page);
        for passage in &page.passages {
            let cover = cover(weights, passage);
            let enough = cover.all >= demand.all && cover.own >= demand.own;
            let distinguished = enough && scene.distinguishes(page, passage);
            if let Some(trace) = scene.trace {
                let lacks = lack(cover, demand).or((!distinguished).then_some(Lack::Name));
                trace.sentence((page, passage), (cover, scene.by.own, fresh), lacks);
            }
            if distinguished {
                let worth = cover.all + scene.by.own * cover.own + fresh;
                found.push(Ground {
                    page,
                    passage,
                    cover,
                    worth,
                    trace: scene.trace,
                });
            }
        }
    }
    found
}

/// Of which words a sentence has too few.
fn lack(cover: Cover, demand: Demand) -> Option<Lack> {
    if cover.all < demand.all {
        Some(Lack::Words)
    } else {
        (cover.own < demand.own).then_some(Lack::OwnWords)
    }
}

/// Names alone are not what was asked about: something of the deed or event stands in the sentence or just before.
pub(crate) fn says_what(scene: &Scene<'_>, ground: &Ground<'_, '_>) -> bool {
    let around = ground.passage.own.iter().zip(&ground.passage.near);
    let named = scene.names.iter().zip(&scene.question.terms);
    let mut others = named
        .zip(around)
        .filter(|((name, term), _)| !**name && term.number.is_none() && !term.supposed)
        .peekable();
    others.peek().is_none()
        || others.any(|(_, (own, near))| *own > 0.0 || *near >= scene.by.just_before)
}

/// What looks ahead is best told by the newest story; a story of years ago is seldom what a question means.
fn freshness(scene: &Scene<'_>, page: &Page<'_>) -> f32 {
    let (most, days) = match scene.question.tense {
        Tense::Present | Tense::Future => (scene.by.fresh_ahead, 15.0),
        Tense::Past | Tense::Planned => (scene.by.fresh_back, 30.0),
    };
    let age = scene.age(page);
    most * (-age / days).exp() - scene.by.stale * (1.0 - (-age / 180.0).exp())
}

/// Words of a sentence that may be the answer.
pub(crate) struct Choice<'s, 'a> {
    /// Where they were read.
    pub ground: Ground<'s, 'a>,
    /// Where they stand.
    pub span: Span,
    /// The bare answer.
    pub text: String,
    /// How good it is in all.
    pub score: f32,
    /// The name of the pattern that read it.
    pub rule: &'static str,
}

impl Choice<'_, '_> {
    /// The answer that it makes.
    pub(crate) fn found(&self, kind: &str) -> Option<AnswerParts> {
        Some(AnswerParts {
            text: self.text.clone(),
            cited: Some(cite::passage(
                self.ground.page,
                self.ground.passage,
                self.span,
            )?),
            rules: vec![format!("{kind}: {}", self.rule)],
            ..AnswerParts::empty(State::Found)
        })
    }
}

/// The best choice of at least `least`; where the question asks how things stand, one that a newer story gives is heard first if
/// it is nearly as good.
pub(crate) fn newest<'s, 'a>(
    scene: &Scene<'_>,
    choices: Vec<Choice<'s, 'a>>,
    least: f32,
) -> Option<Choice<'s, 'a>> {
    let published =
        |choice: &Choice<'_, '_>| choice.ground.page.candidate.article.published().day();
    let stands = matches!(scene.question.tense, Tense::Present | Tense::Future);
    let top = choices
        .iter()
        .filter(|choice| choice.score >= least)
        .max_by(|a, b| a.score.total_cmp(&b.score));
    let bar = top.map(|top| {
        (
            published(top),
            top.score - scene.by.newer,
            top.ground.cover.all - 0.1,
        )
    });
    let (newer, others): (Vec<_>, Vec<_>) = choices.into_iter().partition(|choice| {
        bar.is_some_and(|(day, score, cover)| {
            stands
                && published(choice) > day
                && choice.score >= score.max(least)
                && choice.ground.cover.all >= cover
        })
    });
    best(newer, least).or_else(|| best(others, least))
}

/// The best choice of at least `least`, the first read where two are equal.
pub(crate) fn best<'s, 'a>(choices: Vec<Choice<'s, 'a>>, least: f32) -> Option<Choice<'s, 'a>> {
    let mut best: Option<Choice<'s, 'a>> = None;
    for choice in choices {
        if let Some(trace) = choice.ground.trace {
            trace.choice(&choice, least);
        }
        let better = best.as_ref().is_none_or(|best| choice.score > best.score);
        if choice.score >= least && better {
            best = Some(choice);
        }
    }
    best
}
