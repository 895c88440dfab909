//! Where an event is that no word leads to: in the town that its name begins with, in the land of those who vote, where the
//! court sits, or where the story was filed.

use crate::{
    cast, dateline,
    lexicon::{self, Site},
    patterns::Found,
    scene::Scene,
};
use dateline_core::Status;
use dateline_text::{Name, NameKind};

/// The place that the story lets one infer.
pub(super) fn inferred(scene: &Scene<'_>, found: &Found) -> Option<String> {
    named_after(scene, found)
        .or_else(|| land_of(scene, found))
        .or_else(|| court_of(scene, found))
        .or_else(|| filed(scene, found))
}

/// "the Bergen Marathon": the town that the name of the event begins with.
fn named_after(scene: &Scene<'_>, found: &Found) -> Option<String> {
    let words = scene.words.get(found.words.clone()).unwrap_or_default();
    let names = words.iter().filter_map(|word| word.name);
    let mut names = names.filter_map(|at| scene.document.names.get(at));
    names.find_map(|name| {
        let whole = cast::bare(scene.article, name);
        let (town, event) = whole.rsplit_once(' ')?;
        let first = town.split(' ').next()?;
        let town = [town, first]
            .into_iter()
            .find(|town| dateline_text::is_place(town))?;
        let held = cast::is_event(event) || matches!(event, "Games" | "Open" | "Biennale");
        (held && name.kind == NameKind::Other && found.title.contains(&whole))
            .then(|| town.to_owned())
    })
}

/// "A Bergen judge", and where no court is named the town that the story was filed from: where somebody is tried.
fn court_of(scene: &Scene<'_>, found: &Found) -> Option<String> {
    let courts = |word: &str| {
        matches!(
            word,
            "judge"
                | "judges"
                | "magistrate"
                | "magistrates"
                | "jury"
                | "court"
                | "prosecutors"
                | "prosecutor"
        )
    };
    let mut judged = found
        .actors
        .clone()
        .chain(found.words.clone())
        .filter(|&at| at > 0);
    let town = judged.find(|&at| courts(scene.lower(at)) && scene.is_place(at - 1));
    if let Some(name) = town.and_then(|at| scene.words.get(at - 1)?.name) {
        let name = scene.document.names.get(name)?;
        return Some(cast::bare(scene.article, name));
    }
    let tried = |word: &str| {
        matches!(
            lexicon::event_noun(&word.to_lowercase()),
            Some(
                "trial"
                    | "verdict"
                    | "sentencing"
                    | "hearing"
                    | "arraignment"
                    | "conviction"
                    | "plea"
                    | "retrial"
            )
        )
    };
    let chamber = |word: &str| {
        let lower = word.to_lowercase();
        ["parliament", "senat", "congress", "committee", "budget"]
            .iter()
            .any(|stem| lower.starts_with(stem))
    };
    let mut words = found.title.split(' ');
    let tried = words.clone().any(tried) && !words.any(chamber);
    dateline::place(scene.article, scene.document).filter(|_| tried)
}

/// "French unions have called for strikes": the land of those who vote or strike.
fn land_of(scene: &Scene<'_>, found: &Found) -> Option<String> {
    let votes = |word: &str| {
        let noun = lexicon::event_noun(&word.to_lowercase());
        noun.is_some_and(|noun| lexicon::sites(noun).contains(&Site::Vote))
    };
    let words = [&found.actors, &found.words]
        .into_iter()
        .flat_map(Clone::clone);
    let mut names = words.filter_map(|at| scene.document.names.get(scene.words.get(at)?.name?));
    if !found.title.split(' ').any(votes) {
        return None;
    }
    let people = names
        .clone()
        .find(|name| name.kind == NameKind::Nationality);
    let land = people.and_then(|name| dateline_text::country_of(&cast::bare(scene.article, name)));
    let elects = |word: &str| {
        let noun = lexicon::event_noun(&word.to_lowercase());
        matches!(noun, Some("election" | "referendum" | "census"))
    };
    let whole = || {
        scene
            .cast
            .land()
            .filter(|_| found.title.split(' ').any(elects))
    };
    land.map(str::to_owned)
        .or_else(|| names.find_map(|name| governed(scene, name)))
        .or_else(|| whole().map(str::to_owned))
}

/// "Alabama Gov. Liv Hansen", "Norway's President": the land of an office.
fn governed(scene: &Scene<'_>, name: &Name) -> Option<String> {
    let role = name.role?.read(scene.article.text())?;
    let words: Vec<&str> = role.split(' ').collect();
    let lands = (1..words.len().min(LAND + 1)).rev().filter_map(|count| {
        let land = words.get(..count)?.join(" ");
        let land = dateline_text::without_possessive(&land).to_owned();
        dateline_text::is_place(&land).then_some(land)
    });
    lands.into_iter().next()
}

/// The most words that the name of a land before an office has.
const LAND: usize = 3;

/// What the first sentence tells of these days is where the story was filed.
fn filed(scene: &Scene<'_>, found: &Found) -> Option<String> {
    let first = scene
        .document
        .sentences
        .iter()
        .find(|sentence| sentence.kind.tells())?;
    let when = scene.times.get(found.time?)?.when.as_ref()?;
    let age = (scene.published() - when.interval.last_day()).num_days();
    let fresh = (0..=FRESH).contains(&age) && found.status == Status::Happened;
    let deed = found.rule == "deed" || found.rule == "holding";
    (first.span == scene.sentence.span && fresh && deed)
        .then(|| dateline::place(scene.article, scene.document))?
}

/// So many days old is what a correspondent tells from where it happened.
const FRESH: i64 = 2;
