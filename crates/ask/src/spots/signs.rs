//! What speaks for words as the answer to a question: the features of `data/spots.txt`.

use super::{
    Spot,
    choices::is_place_lead,
    phrases::led_by,
    reasons::reason_of,
    wanted::{Role, Wanted, part},
};
use crate::{ground::Choice, kinds::who, page::Page, people, question::Tense, scene::Scene, times};
use dateline_core::Interval;
use dateline_text::{Name, NameKind};
use std::{collections::HashSet, ops::Range, sync::LazyLock};

/// Days in which what a story says of the time to come is out of date.
const FRESH: f32 = 15.0;

/// How many features words have.
pub(crate) const FEATURES: usize = 27;

/// What is seen of words, in the order of [`NAMES`].
pub(crate) type Features = [f32; FEATURES];

/// The names of the features.
pub(crate) const NAMES: [&str; FEATURES] = [
    "all",
    "near",
    "deed_near",
    "deed_all",
    "other_time",
    "fresh",
    "nouns_about",
    "nouns_missing",
    "right_part",
    "wrong_part",
    "repeats",
    "definite",
    "short",
    "speaker",
    "person",
    "people",
    "place",
    "led",
    "venue",
    "which_named",
    "reason",
    "who",
    "where",
    "what",
    "why",
    "all_behind_best",
    "near_behind_best",
];

/// Where a feature stands in [`NAMES`]; 0 for no feature.
fn place(name: &str) -> usize {
    let at = NAMES.iter().position(|known| *known == name);
    at.unwrap_or_default()
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

/// What is seen of words that may be the answer; what compares them with others is still 0.
pub(crate) fn signs(scene: &Scene<'_>, wanted: &Wanted, choice: &Choice<'_, '_>) -> Features {
    let all = cover(scene, choice).into_iter();
    let all = all
        .chain(grammar(scene, wanted, choice))
        .chain(sort(scene, wanted, choice));
    let mut features = [0.0; FEATURES];
    for (slot, value) in features.iter_mut().zip(all) {
        *slot = value;
    }
    features
}

/// Works out what compares choices with one another.
pub(crate) fn compare(spots: &mut [Spot<'_, '_>]) {
    for (of, behind) in [("all", "all_behind_best"), ("near", "near_behind_best")] {
        let (of, behind) = (place(of), place(behind));
        let best = most(spots, of);
        for spot in spots.iter_mut() {
            let value = value(spot, of);
            if let Some(slot) = spot.features.get_mut(behind) {
                *slot = value - best;
            }
        }
    }
    let fresh = place("fresh");
    let newest = most(spots, fresh).max(0.001);
    for spot in spots {
        if let Some(slot) = spot.features.get_mut(fresh) {
            *slot /= newest;
        }
    }
}

fn value(spot: &Spot<'_, '_>, at: usize) -> f32 {
    spot.features.get(at).copied().unwrap_or(0.0)
}

fn most(spots: &[Spot<'_, '_>], at: usize) -> f32 {
    let values = spots.iter().map(|spot| value(spot, at));
    values.fold(0.0, f32::max)
}

/// How far the sentence and what stands near the words cover the question.
fn cover(scene: &Scene<'_>, choice: &Choice<'_, '_>) -> [f32; 6] {
    let (ground, page) = (&choice.ground, choice.ground.page);
    let near = scene.nears(page, ground.passage, choice.span);
    let at = |list: &[f32], index: usize| list.get(index).copied().unwrap_or(0.0);
    let around = |index: usize| {
        let own = at(&ground.passage.own, index);
        own.max(at(&ground.passage.near, index))
    };
    let is_deed = |index: usize| is_deed(scene, index);
    let terms = 0..scene.weights.len();
    let mean = |wanted: &dyn Fn(usize) -> bool, of: &dyn Fn(usize) -> f32, none: f32| {
        let weight = |index: usize| flag(wanted(index)) * at(&scene.weights, index);
        let all: f32 = terms.clone().map(weight).sum();
        let part: f32 = terms.clone().map(|index| weight(index) * of(index)).sum();
        if all > 0.0 { part / all } else { none }
    };
    let ahead = matches!(scene.question.tense, Tense::Present | Tense::Future);
    let fresh = (-scene.age(page) / if ahead { FRESH } else { 4.0 * FRESH }).exp();
    let deeds = terms.clone().filter(|index| is_deed(*index));
    [
        mean(&|_| true, &around, 0.0),
        mean(&|_| true, &|index| at(&near, index), 0.0),
        deeds.map(|index| at(&near, index)).fold(0.0, f32::max),
        mean(&is_deed, &around, 1.0),
        other_time(scene, choice),
        fresh,
    ]
}

fn is_deed(scene: &Scene<'_>, term: usize) -> bool {
    let numbered = scene.question.terms.get(term);
    scene.names.get(term) != Some(&true) && numbered.is_some_and(|term| term.number.is_none())
}

/// Which part the words have in the deed, and how they are worded.
fn grammar(scene: &Scene<'_>, wanted: &Wanted, choice: &Choice<'_, '_>) -> [f32; 8] {
    let (ground, page) = (&choice.ground, choice.ground.page);
    let tokens = page.tokens_at(choice.span);
    let name = name_in(page, choice);
    let about = name.map_or(tokens.clone(), |name| people::about(ground, name));
    let (nouns, none) = match scene.question.kind.name {
        "how_many" => counted(wanted, choice),
        _ => nouns_about(scene, wanted, page, &about),
    };
    let parts = part((page, ground.passage), &tokens, &|term| {
        scene.names.get(term) != Some(&true)
    });
    let (right, wrong) = match parts {
        Some((role, quality)) if role == wanted.role => (quality, 0.0),
        Some((_, quality)) if wanted.role != Role::Any => (0.0, quality),
        _ => (0.0, 0.0),
    };
    let first = page.token(tokens.start.saturating_sub(1)).to_lowercase();
    let definite = ["the", "this", "that", "its", "their", "these", "his", "her"];
    [
        nouns,
        none,
        right,
        wrong,
        repeated(page, &tokens),
        flag(definite.contains(&first.as_str())),
        1.0 / count(tokens.len().max(1)),
        flag(name.is_some_and(|name| who::speaker(scene, ground, name) < 0.0)),
    ]
}

/// What sort of words they are, against the sort that is asked for.
fn sort(scene: &Scene<'_>, wanted: &Wanted, choice: &Choice<'_, '_>) -> [f32; 11] {
    let page = choice.ground.page;
    let tokens = page.tokens_at(choice.span);
    let kind = scene.question.kind.name;
    let of = |wanted: &str| flag(kind == wanted);
    let name = name_in(page, choice);
    let is = |kind: NameKind| flag(name.is_some_and(|name| name.kind == kind));
    let venue = |at: usize| VENUES.contains(page.token(at).to_lowercase().as_str());
    let lead = is_place_lead(&led_by(page, tokens.start));
    let why = of("why") + of("what");
    let mut words = scene.question.words.iter();
    let which = !wanted.nouns.is_empty() && words.any(|word| word.text == "which");
    [
        of("who") * is(NameKind::Person),
        of("who") * flag(choice.rule == "people"),
        of("where") * is(NameKind::Place),
        of("where") * flag(lead),
        of("where") * flag(tokens.clone().any(venue)),
        of("what") * flag(name.is_some() && which),
        why * reason_of(choice),
        of("who"),
        of("where"),
        of("what"),
        of("why"),
    ]
}

/// The name that the words are, or begin with.
fn name_in<'a>(page: &Page<'a>, choice: &Choice<'_, '_>) -> Option<&'a Name> {
    let names = &page.candidate.reading.text.names;
    names
        .iter()
        .find(|name| name.span.contains(choice.span) || name.bare.start() == choice.span.start())
}

/// How surely a quantity is one of what is asked for, and whether its sentence has nothing of it.
fn counted(wanted: &Wanted, choice: &Choice<'_, '_>) -> (f32, f32) {
    let Some(noun) = wanted.nouns.last() else {
        return (0.0, 0.0);
    };
    let own = choice.ground.passage.own.get(*noun).copied().unwrap_or(0.0);
    let said = choice.rule == "quantity";
    (
        if said { 1.0 } else { own / 2.0 },
        flag(!said && own <= 0.0),
    )
}

/// How much of the nouns that name what is wanted is said of some words, and whether such nouns are there but not said.
fn nouns_about(
    scene: &Scene<'_>,
    wanted: &Wanted,
    page: &Page<'_>,
    about: &Range<usize>,
) -> (f32, f32) {
    let held = |term: usize| {
        let hits = page.hits.iter();
        let hits = hits.filter(|hit| hit.term == term && about.contains(&hit.token));
        hits.map(|hit| hit.quality).fold(0.0, f32::max)
    };
    let weight = |term: usize| scene.weights.get(term).copied().unwrap_or(0.0);
    let total: f32 = wanted.nouns.iter().map(|term| weight(*term)).sum();
    if total <= 0.0 {
        return (0.0, 0.0);
    }
    let each = wanted.nouns.iter();
    let part: f32 = each.map(|term| weight(*term) * held(*term)).sum();
    (part / total, flag(part <= 0.0))
}

/// Words for places and buildings.
static VENUES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/venues.txt").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    rows.flat_map(str::split_ascii_whitespace).collect()
});

/// Whether the sentence, or else the day of its story, lies in another time than the question names.
fn other_time(scene: &Scene<'_>, choice: &Choice<'_, '_>) -> f32 {
    let limits = &scene.question.limits;
    let (page, passage) = (choice.ground.page, choice.ground.passage);
    let within = |interval: &Interval| limits.iter().any(|one| one.interval.overlaps(interval));
    let times = times::in_passage(page, passage).iter();
    let times: Vec<Interval> = times
        .filter_map(|time| Some(time.when.as_ref()?.interval))
        .collect();
    let day = page.candidate.article.published().day();
    let same = limits
        .iter()
        .any(|one| one.interval.first_day() <= day && day <= one.interval.last_day());
    let told = times.iter().any(within) || times.is_empty() && same;
    flag(!limits.is_empty() && !told)
}

/// How much of some words the question holds itself.
fn repeated(page: &Page<'_>, tokens: &Range<usize>) -> f32 {
    let hits = page.hits.iter();
    let mut held: Vec<usize> = hits
        .filter(|hit| tokens.contains(&hit.token) && hit.quality > 0.5)
        .map(|hit| hit.token)
        .collect();
    held.dedup();
    count(held.len()) / count(tokens.len().max(1))
}
