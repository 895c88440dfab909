//! What a question and the sentence of a date have in common: the features of [`crate::ranking`].
//!
//! Shares are of the weight of the question's topic words. "Deed" words are those that are neither names nor numbers:
//! they tell what is done or held.

use crate::{
    ground::{Ground, says_what},
    question::Tense,
    ranking::Features,
    scene::Scene,
};
use dateline_core::{Precision, When};

/// Days in which how things stand at all is out of date.
const STALE: f32 = 180.0;

/// How one topic word is found around a date.
struct Word {
    /// Its part of the weight of all.
    share: f32,
    /// How well the sentence holds it.
    own: f32,
    /// How well the sentence and what stands around it do.
    all: f32,
    /// How well the story does.
    story: f32,
    /// How close it stands to the date.
    near: f32,
    /// How well the title of the event dated holds it.
    title: f32,
    is_name: bool,
    is_number: bool,
    /// Whether no story holds it.
    is_unseen: bool,
}

impl Word {
    fn is_deed(&self) -> bool {
        !self.is_name && !self.is_number
    }
}

/// A date in its sentence.
pub(crate) struct Seen<'w> {
    /// What it comes to.
    pub when: &'w When,
    /// How close each topic word stands to it.
    pub near: Vec<f32>,
    /// How well the title of the event that it dates holds each topic word; none where no event was read.
    pub title: Option<&'w [f32]>,
    /// How many times the sentence names.
    pub times: usize,
    /// What else speaks for or against it.
    pub parts: Parts,
}

/// What speaks for or against a date, each as [`crate::dating`] works it out.
pub(crate) struct Parts {
    /// 1 where the event dated has none of the deed asked about in its title.
    pub other_deed: f32,
    /// Whether it lies on the side of the asking that the question looks to.
    pub side: f32,
    /// The time that was asked about.
    pub limits: f32,
    /// How coarse it is.
    pub coarse: f32,
    /// A date given up.
    pub given_up: f32,
    /// The day of the saying.
    pub saying: f32,
    /// A reserve date.
    pub reserve: f32,
    /// The clock of a place.
    pub zone: f32,
    /// Start or end.
    pub edge: f32,
}

/// The features of a date; those that compare it with others are still 0, and its story as good as the newest.
pub(crate) fn features(scene: &Scene<'_>, ground: &Ground<'_, '_>, seen: &Seen<'_>) -> Features {
    let words = words(scene, ground, seen);
    let flag = |is: bool| f32::from(u8::from(is));
    let sum =
        |of: &dyn Fn(&Word) -> f32| words.iter().map(|word| word.share * of(word)).sum::<f32>();
    let most = |of: &dyn Fn(&Word) -> f32| words.iter().map(of).fold(0.0, f32::max);
    let share = |wanted: &dyn Fn(&Word) -> bool, of: &dyn Fn(&Word) -> f32, none: f32| {
        let held: Vec<&Word> = words.iter().filter(|word| wanted(word)).collect();
        let weight: f32 = held.iter().map(|word| word.share).sum();
        let part: f32 = held.iter().map(|word| word.share * of(word)).sum();
        if weight > 0.0 { part / weight } else { none }
    };
    let deed = |of: &dyn Fn(&Word) -> f32| share(&Word::is_deed, of, 0.0);
    let (all, own) = (ground.cover.all, ground.cover.own);
    let (near, deed_near) = (sum(&|word| word.near), deed(&|word| word.near));
    let deed_all = deed(&|word| word.all);
    let names_all = share(&|word| !word.is_deed(), &|word| word.all, 1.0);
    let least = |wanted: &dyn Fn(&Word) -> bool| {
        let held = words.iter().filter(|word| wanted(word));
        held.map(|word| word.all).fold(1.0, f32::min)
    };
    let best_deed_near = words.iter().filter(|word| word.is_deed());
    let best_deed_near = best_deed_near.map(|word| word.near).fold(0.0, f32::max);
    let missing = |wanted: &dyn Fn(&Word) -> bool| {
        let missed = words.iter().filter(|word| wanted(word) && word.all < 0.5);
        missed.map(|word| word.share).sum::<f32>()
    };
    let published = ground.page.candidate.article.published().day();
    let days = (seen.when.interval.first_day() - published).num_days();
    let past = scene.question.tense == Tense::Past;
    let ahead = matches!(scene.question.tense, Tense::Present | Tense::Future);
    let age = scene.age(ground.page);
    let count = |number: usize| f32::from(u16::try_from(number).unwrap_or(u16::MAX));
    let parts = &seen.parts;
    [
        all,
        own,
        near,
        sum(&|word| word.title),
        flag(seen.title.is_some()),
        most(&|word| word.share * (1.0 - word.all)),
        most(&|word| word.share * (1.0 - word.own)),
        missing(&|word| word.is_name),
        missing(&|word| word.is_number),
        deed(&|word| word.own),
        sum(&|word| flag(word.is_unseen)),
        flag(says_what(scene, ground)),
        parts.other_deed,
        parts.side,
        parts.limits,
        parts.coarse,
        parts.given_up,
        parts.saying,
        parts.reserve,
        parts.zone,
        parts.edge,
        flag(ahead),
        flag(!ahead),
        1.0 - (-age / STALE).exp(),
        1.0 / count(seen.times.max(1)),
        all * own,
        near * own,
        own * own,
        sum(&|word| word.story),
        0.0,
        flag(ground.passage.sentence <= 1),
        least(&|_| true),
        1.0 / (1.0 + count(words.len())),
        near * near,
        (0.5 - all).max(0.0),
        (0.2 - near).max(0.0),
        deed_near,
        deed(&|word| word.title),
        deed_all,
        names_all,
        least(&Word::is_deed),
        best_deed_near,
        deed_near * deed_all,
        flag(past && days > 0),
        flag(!past && days < 0),
        flag(days == 0),
        flag(seen.when.precision == Precision::Year),
        deed_near * names_all,
        flag(!words.iter().any(Word::is_deed)),
        0.0,
        0.0,
        0.0,
    ]
}

fn words(scene: &Scene<'_>, ground: &Ground<'_, '_>, seen: &Seen<'_>) -> Vec<Word> {
    let total: f32 = scene.weights.iter().sum::<f32>().max(0.001);
    let at = |list: &[f32], index: usize| list.get(index).copied().unwrap_or(0.0);
    let terms = scene.question.terms.iter().enumerate();
    let each = terms.map(|(index, term)| {
        let own = at(&ground.passage.own, index);
        Word {
            share: at(&scene.weights, index) / total,
            own,
            all: own.max(at(&ground.passage.near, index)),
            story: at(&ground.page.whole, index),
            near: at(&seen.near, index),
            title: seen.title.map_or(0.0, |title| at(title, index)),
            is_name: scene.names.get(index) == Some(&true),
            is_number: term.number.is_some(),
            is_unseen: scene.unseen.get(index) == Some(&true),
        }
    });
    each.collect()
}
