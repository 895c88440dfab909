//! Where no rule of a kind finds an answer: every name, phrase and quantity of the sentences that cover the question is
//! weighed, and one is told that is likely enough.
//!
//! The candidates of one question and silence share one unit of probability, as dates do in [`crate::ranking`]; the weights
//! are those of `data/spots.txt`.

mod choices;
mod likelihood;
pub(crate) mod phrases;
mod reasons;
mod signs;
mod wanted;

use crate::{
    ground::{Choice, Ground, says_what},
    model,
    page::Passage,
    scene::{Scene, cover},
};
use dateline_core::Verdict;
use dateline_text::Tag;
use std::collections::HashMap;

pub use likelihood::{Likelihood, Spots};

/// Sentences that cover less of a question, with what stands around them, are not looked at.
const FLOOR: f32 = 0.5;

/// Where a word of this share is missing, a sentence does not tell what was asked.
const HEAVY: f32 = 0.5;

/// So many sentences are read for answers.
const SENTENCES: usize = 25;

/// Words that may be the answer, with what they are weighed by.
pub(crate) struct Spot<'s, 'a> {
    /// The words.
    pub choice: Choice<'s, 'a>,
    /// What is seen of them, in the order of [`Likelihood::names`].
    pub features: signs::Features,
    /// How likely it is that the question asks for them, 0 to 1, the same words elsewhere counted in.
    pub likely: f32,
}

/// The sentences that cover a question best and hold every distinguishing word, with these weights of its topic words.
pub(crate) fn grounds<'s, 'a>(scene: &'s Scene<'a>, weights: &[f32]) -> Vec<Ground<'s, 'a>> {
    let mut found = Vec::new();
    for page in &scene.pages {
        for passage in &page.passages {
            let cover = cover(weights, passage);
            let ground = Ground {
                page,
                passage,
                cover,
                worth: cover.all + cover.own,
                trace: scene.trace,
            };
            let enough = cover.all >= FLOOR && missing(weights, passage) < HEAVY;
            let enough = enough && scene.distinguishes(page, passage);
            if enough && says_what(scene, &ground) && !has_other_object(scene, &ground) {
                found.push(ground);
            }
        }
    }
    found.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    found.truncate(SENTENCES);
    found
}

/// "Stopped the quarry" where the question asks who stopped the pipeline: the same deed, done to something else.
fn has_other_object(scene: &Scene<'_>, ground: &Ground<'_, '_>) -> bool {
    let (page, passage) = (ground.page, ground.passage);
    let text = &page.candidate.reading.text;
    let hits = page.hits.get(passage.hits.clone()).unwrap_or_default();
    let verb = |at: usize| matches!(text.tag(at), Tag::Verb { .. });
    let deeds = hits
        .iter()
        .filter(|hit| hit.quality >= 0.9 && verb(hit.token));
    let mut lacking = deeds.filter(|deed| {
        let terms = &scene.question.terms;
        let beside = terms.get(deed.term).zip(terms.get(deed.term + 1));
        let around = |list: &[f32]| list.get(deed.term + 1).copied().unwrap_or(0.0);
        beside.is_some_and(|(one, two)| two.at <= one.at + 3)
            && around(&passage.own).max(around(&passage.near)) <= 0.0
    });
    lacking.any(|deed| {
        let phrases = text.noun_phrases(passage.sentence);
        let object = phrases.iter().find(|phrase| {
            let from = phrase.tokens.start;
            from > deed.token && from <= deed.token + 2
        });
        object.is_some_and(|phrase| !hits.iter().any(|hit| phrase.tokens.contains(&hit.token)))
    })
}

/// The share of the heaviest topic word that a sentence lacks itself.
fn missing(weights: &[f32], passage: &Passage<'_>) -> f32 {
    let all: f32 = weights.iter().sum();
    let lacks = weights.iter().zip(&passage.own);
    let most = lacks.map(|(weight, own)| weight * (1.0 - own));
    most.fold(0.0, f32::max) / all.max(0.001)
}

/// Everything that may be the answer, the best first.
pub(crate) fn ranked<'s, 'a>(scene: &'s Scene<'a>) -> Vec<Spot<'s, 'a>> {
    let wanted = wanted::wanted(scene.question);
    let choices = choices::choices(scene, &wanted).into_iter();
    let spots = choices.map(|choice| Spot {
        features: signs::signs(scene, &wanted, &choice),
        choice,
        likely: 0.0,
    });
    let mut spots: Vec<Spot<'s, 'a>> = spots.collect();
    signs::compare(&mut spots);
    for spot in &mut spots {
        spot.choice.score = scene.by.spots.score(&spot.features);
    }
    spots.sort_by(|a, b| b.choice.score.total_cmp(&a.choice.score));
    let scores: Vec<f32> = spots.iter().map(|spot| spot.choice.score).collect();
    let mut whole: HashMap<String, f32> = HashMap::new();
    for (spot, likely) in spots.iter().zip(model::probabilities(&scores)) {
        *whole.entry(spot.choice.text.to_lowercase()).or_default() += likely;
    }
    for spot in &mut spots {
        let likely = whole.get(&spot.choice.text.to_lowercase());
        spot.likely = likely.copied().unwrap_or_default();
    }
    spots
}

/// The best of everything that may be the answer, where it is likely enough.
pub(crate) fn likeliest<'s, 'a>(scene: &'s Scene<'a>) -> Option<Choice<'s, 'a>> {
    let spots = ranked(scene);
    let sure = scene.by.spots.sure();
    if let Some(trace) = scene.trace {
        for spot in &spots {
            let weak = spot.likely < sure;
            let verdict = if weak { Verdict::Weak } else { Verdict::Behind };
            let parts = scene.by.spots.parts(&spot.features);
            let told = (spot.choice.text.as_str(), spot.choice.rule);
            trace.note(&spot.choice.ground, told, &parts, verdict);
        }
    }
    let best = spots.into_iter().next()?;
    (best.likely >= sure).then_some(best.choice)
}
