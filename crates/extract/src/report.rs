//! From what a pattern found to a report: its place, its participants and its quote.

use crate::{lexicon::Grammar, patterns::Found, scene::Scene, word::Tag};
use dateline_core::{Certainty, Part, Place, Quote, Report, ReportParts};
use dateline_text::NameKind;
use std::ops::Range;

/// The most participants that a report names.
const MOST: usize = 6;

/// The report of what was found; none where its title is empty.
pub(crate) fn report(scene: &Scene<'_>, found: &Found) -> Option<Report> {
    let mut time = found.time.and_then(|at| scene.times.get(at)).cloned();
    if let Some(when) = time
        .as_mut()
        .and_then(|time| time.when.as_mut())
        .filter(|_| found.open)
    {
        when.certainty = Certainty::Tentative;
    }
    let was = found
        .was
        .and_then(|at| scene.times.get(at))
        .and_then(|time| time.when.clone());
    let rules = [
        Some(found.rule.to_owned()),
        time.as_ref().map(|time| time.rule.clone()),
    ];
    let quote = Quote::of(scene.article, Part::Body, scene.sentence.span).ok()?;
    Report::new(ReportParts {
        title: found.title.clone(),
        time,
        was,
        place: place(scene, found),
        participants: participants(scene, found),
        status: found.status,
        quote,
        visible_from: scene.article.visible_from(),
        rules: rules.into_iter().flatten().collect(),
    })
    .ok()
}

/// The first place behind "in", "at" or a verb of motion in the clause.
fn place(scene: &Scene<'_>, found: &Found) -> Option<Place> {
    let behind = found.actors.end.max(found.words.start)..found.words.end;
    let mut words = behind.chain(found.words.clone());
    let at = words.find(|&at| leads_to_place(scene, at))?;
    let name = scene.words.get(place_word(scene, at)?)?.name?;
    let span = scene.document.names.get(name)?.span;
    let text = span.read(scene.article.text())?;
    let certainty = if found.open {
        Certainty::Tentative
    } else {
        Certainty::Stated
    };
    Some(Place {
        name: text
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .to_owned(),
        certainty,
    })
}

fn leads_to_place(scene: &Scene<'_>, at: usize) -> bool {
    let leads = scene.words.get(at).is_some_and(|word| {
        matches!(word.lower.as_str(), "in" | "at" | "to" | "outside" | "near")
            || word.verb.is_some_and(|verb| {
                matches!(
                    verb.lemma,
                    "reach" | "visit" | "enter" | "leave" | "depart" | "tour"
                )
            }) && !matches!(word.tag, Tag::Event)
    });
    leads && place_word(scene, at).is_some()
}

/// The place's first word, one article behind what leads to it.
fn place_word(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let article = scene
        .words
        .get(at + 1)
        .is_some_and(|word| word.is(Grammar::Determiner));
    let first = at + 1 + usize::from(article);
    let word = scene.words.get(first)?;
    if word.possessive {
        return None;
    }
    let building = scene.lower(at) == "at" && word.name.is_some_and(|name| is_body(scene, name));
    (scene.is_place(first) || building).then_some(first)
}

fn is_body(scene: &Scene<'_>, name: usize) -> bool {
    scene
        .document
        .names
        .get(name)
        .is_some_and(|name| matches!(name.kind, NameKind::Organisation | NameKind::Other))
}

/// Persons and organisations of the clause, nations among its actors, and an actor without a name.
fn participants(scene: &Scene<'_>, found: &Found) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (range, actor) in [(&found.actors, true), (&found.words, false)] {
        for name in names(scene, range) {
            let Some(name) = scene.document.names.get(name) else {
                continue;
            };
            let wanted = match name.kind {
                NameKind::Person | NameKind::Organisation => true,
                NameKind::Place => actor,
                _ => false,
            };
            let text = name.bare.read(scene.article.text()).unwrap_or_default();
            let text = text.trim_end_matches("'s").trim_end_matches("’s");
            if wanted
                && !text.is_empty()
                && !all.iter().any(|known| known == text)
                && all.len() < MOST
            {
                all.push(text.to_owned());
            }
        }
    }
    let pronoun = found
        .actors
        .clone()
        .next()
        .map(|at| scene.lower(at).to_owned());
    if let Some(who) = pronoun.and_then(|lower| scene.memory.pronoun(&lower).map(str::to_owned))
        && !all.contains(&who)
    {
        all.push(who);
    }
    all
}

fn names(scene: &Scene<'_>, range: &Range<usize>) -> Vec<usize> {
    let mut names: Vec<usize> = scene
        .words
        .get(range.clone())
        .unwrap_or_default()
        .iter()
        .filter_map(|word| word.name)
        .collect();
    names.dedup();
    names
}
