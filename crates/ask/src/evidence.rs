//! What a question and the sentence of a date have in common: the features of [`crate::ranking`].
//!
//! Shares are of the weight of the question's topic words. "Deed" words are those that are neither names nor numbers:
//! they tell what is done or held.

use crate::{
    ground::{Ground, says_what},
    page::{Page, Passage},
    question::Tense,
    ranking::{FEATURES, Features},
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
    /// How well the clause of the date holds it.
    clause: f32,
    /// How well the title of the event dated holds it.
    title: f32,
    /// How far the story has it in few sentences, and not in its headline.
    rare: f32,
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
    /// How well its clause holds each topic word.
    pub clause: Vec<f32>,
    /// How far the story has each topic word in few sentences; see [`rare`].
    pub rare: &'w [f32],
    /// How well the title of the event that it dates holds each topic word; none where no event was read.
    pub title: Option<&'w [f32]>,
    /// How many times the sentence names.
    pub times: usize,
    /// What else speaks for or against it.
    pub parts: Parts,
}

/// What speaks for or against a date, each as [`crate::signs`] works it out.
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
    /// Whether it takes the place of another date.
    pub replaces: f32,
}

/// For each topic word one over the number of sentences that hold it, 0 for one that the headline or no sentence has: a word of few
/// sentences speaks of these, one of the headline of them all.
pub(crate) fn rare(page: &Page<'_>, terms: usize) -> Vec<f32> {
    let titled = |term: usize| page.title.get(term).is_some_and(|held| *held >= HELD);
    let holds = |passage: &&Passage<'_>, term: usize| {
        let own = passage.own.get(term);
        own.is_some_and(|own| *own >= HELD)
    };
    let each = (0..terms).map(|term| {
        let holding = page.passages.iter().filter(|passage| holds(passage, term));
        match holding.count() {
            0 => 0.0,
            _ if titled(term) => 0.0,
            many => 1.0 / count(many),
        }
    });
    each.collect()
}

/// How well a word must be held to be there.
const HELD: f32 = 0.5;

/// The features of a date; those that compare it with others are still 0, and its story as good as the newest.
pub(crate) fn features(scene: &Scene<'_>, ground: &Ground<'_, '_>, seen: &Seen<'_>) -> Features {
    let words = Words(words(scene, ground, seen));
    let cover = cover(&words, ground);
    let deed = deed(&words, says_what(scene, ground));
    let all = cover.into_iter().chain(deed);
    let all = all
        .chain(clause(&words))
        .chain(date(scene, ground, seen))
        .chain(among(scene, ground))
        .chain(names(&words))
        .chain(strangers(&words, ground))
        .chain(now(scene, seen));
    let mut features = [0.0; FEATURES];
    for (slot, value) in features.iter_mut().zip(all) {
        *slot = value;
    }
    features
}

/// The topic words around a date.
struct Words(Vec<Word>);

impl Words {
    /// A sum by weight over all of them.
    fn sum(&self, of: impl Fn(&Word) -> f32) -> f32 {
        self.0.iter().map(|word| word.share * of(word)).sum()
    }

    fn most(&self, of: impl Fn(&Word) -> f32) -> f32 {
        self.0.iter().map(of).fold(0.0, f32::max)
    }

    /// How well the worst of some is held.
    fn least(&self, wanted: impl Fn(&Word) -> bool) -> f32 {
        let held = self.0.iter().filter(|word| wanted(word));
        held.map(|word| word.all).fold(1.0, f32::min)
    }

    /// A mean by weight over some of them; `none` where there are none.
    fn mean(&self, wanted: impl Fn(&Word) -> bool, of: impl Fn(&Word) -> f32, none: f32) -> f32 {
        let weight = self.sum(|word| flag(wanted(word)));
        if weight > 0.0 {
            self.sum(|word| flag(wanted(word)) * of(word)) / weight
        } else {
            none
        }
    }

    fn deed(&self, of: impl Fn(&Word) -> f32) -> f32 {
        self.mean(Word::is_deed, of, 0.0)
    }

    /// What those weigh that are nowhere around.
    fn missing(&self, wanted: impl Fn(&Word) -> bool) -> f32 {
        self.sum(|word| flag(wanted(word) && word.all < 0.5))
    }
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// How far the question is covered.
fn cover(words: &Words, ground: &Ground<'_, '_>) -> [f32; 18] {
    let (all, own) = (ground.cover.all, ground.cover.own);
    let near = words.sum(|word| word.near);
    [
        all,
        own,
        near,
        words.sum(|word| word.title),
        words.sum(|word| word.story),
        words.most(|word| word.share * (1.0 - word.all)),
        words.most(|word| word.share * (1.0 - word.own)),
        words.missing(|word| word.is_name),
        words.missing(|word| word.is_number),
        words.sum(|word| flag(word.is_unseen)),
        words.least(|_| true),
        1.0 / (1.0 + count(words.0.len())),
        all * own,
        near * own,
        own * own,
        near * near,
        (0.5 - all).max(0.0),
        (0.2 - near).max(0.0),
    ]
}

/// How far the deed asked about and the names are.
fn deed(words: &Words, says_what: bool) -> [f32; 11] {
    let (near, all) = (words.deed(|word| word.near), words.deed(|word| word.all));
    let names = words.mean(|word| !word.is_deed(), |word| word.all, 1.0);
    [
        words.deed(|word| word.own),
        flag(says_what),
        near,
        words.deed(|word| word.title),
        all,
        names,
        words.least(Word::is_deed),
        words.most(|word| flag(word.is_deed()) * word.near),
        near * all,
        near * names,
        flag(!words.0.iter().any(Word::is_deed)),
    ]
}

/// What stands in the clause of the date.
fn clause(words: &Words) -> [f32; 3] {
    let names = words.mean(|word| !word.is_deed(), |word| word.clause, 1.0);
    [
        words.sum(|word| word.clause),
        words.deed(|word| word.clause),
        names,
    ]
}

/// How near the names stand, and what of a few other sentences this one lacks.
fn names(words: &Words) -> [f32; 4] {
    let names = |of: fn(&Word) -> f32| words.mean(|word| !word.is_deed(), of, 1.0);
    let elsewhere = |word: &Word| word.rare * (1.0 - word.own);
    [
        names(|word| word.own),
        names(|word| word.near),
        words.sum(elsewhere),
        words.sum(|word| flag(!word.is_deed()) * elsewhere(word)),
    ]
}

/// Whether a name of the question is missing in the sentence, and another name stands there: anywhere, as its subject.
fn strangers(words: &Words, ground: &Ground<'_, '_>) -> [f32; 3] {
    let missing = words.most(|word| flag(word.is_name && word.own < HELD));
    let (page, passage) = (ground.page, ground.passage);
    let Some(sentence) = page.sentence(passage).filter(|_| missing > 0.0) else {
        return [missing, 0.0, 0.0];
    };
    let hits = page.hits.get(passage.hits.clone()).unwrap_or_default();
    let names = page
        .candidate
        .reading
        .text
        .names
        .get(sentence.names.clone());
    let strange = names.unwrap_or_default().iter().filter_map(|name| {
        let tokens = page.tokens_at(name.bare);
        (!hits.iter().any(|hit| tokens.contains(&hit.token))).then_some(tokens.start)
    });
    let strange: Vec<usize> = strange.collect();
    let subject = strange
        .iter()
        .any(|at| *at < sentence.tokens.start + SUBJECT);
    [missing, flag(!strange.is_empty()), flag(subject)]
}

/// So many words at the beginning of a sentence may be its subject.
const SUBJECT: usize = 4;

/// Whether the date takes the place of another, and what becomes of that where the question asks how it stands "now".
fn now(scene: &Scene<'_>, seen: &Seen<'_>) -> [f32; 4] {
    let ahead = matches!(scene.question.tense, Tense::Present | Tense::Future);
    let now = ahead && scene.question.words.iter().any(|word| word.text == "now");
    let replaces = seen.parts.replaces;
    [
        flag(ahead) * replaces,
        flag(now) * replaces,
        flag(now),
        flag(now && seen.parts.given_up < 0.0),
    ]
}

/// What speaks for or against the date itself.
fn date(scene: &Scene<'_>, ground: &Ground<'_, '_>, seen: &Seen<'_>) -> [f32; 16] {
    let published = ground.page.candidate.article.published().day();
    let days = (seen.when.interval.first_day() - published).num_days();
    let past = scene.question.tense == Tense::Past;
    let parts = &seen.parts;
    [
        flag(seen.title.is_some()),
        parts.other_deed,
        parts.side,
        parts.limits,
        parts.coarse,
        parts.given_up,
        parts.saying,
        parts.reserve,
        parts.zone,
        parts.edge,
        1.0 / count(seen.times.max(1)),
        flag(ground.passage.sentence <= 1),
        flag(past && days > 0),
        flag(!past && days < 0),
        flag(days == 0),
        flag(seen.when.precision == Precision::Year),
    ]
}

/// How old the story is; how it stands among the others is worked out where all are known.
fn among(scene: &Scene<'_>, ground: &Ground<'_, '_>) -> [f32; 8] {
    let ahead = matches!(scene.question.tense, Tense::Present | Tense::Future);
    let stale = 1.0 - (-scene.age(ground.page) / STALE).exp();
    [flag(ahead), flag(!ahead), stale, 0.0, 0.0, 0.0, 0.0, 0.0]
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
            clause: at(&seen.clause, index),
            title: seen.title.map_or(0.0, |title| at(title, index)),
            rare: at(seen.rare, index),
            is_name: scene.names.get(index) == Some(&true),
            is_number: term.number.is_some(),
            is_unseen: scene.unseen.get(index) == Some(&true),
        }
    });
    each.collect()
}
