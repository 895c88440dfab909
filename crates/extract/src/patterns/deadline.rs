//! How long somebody has to do something: "the party has until Friday to table the text".

use super::{Found, Mention, Pattern};
use crate::{clause::Group, lexicon::Grammar, scene::Scene, title, word::Tag};
use dateline_core::Status;
use std::ops::Range;

pub(super) const PATTERN: Pattern = Pattern {
    name: "deadline",
    reads: "a day until which somebody has time, or is given time, to do something",
    read,
};

fn read(scene: &Scene<'_>, mention: &Mention<'_>) -> Option<Found> {
    let group = mention.group?;
    let task = task(scene, mention)?;
    let who = whose(scene, group, mention.at)?;
    let named = title::phrase(scene, &who, ACTORS);
    let title = title::joined(&[
        "deadline",
        if named.is_empty() { "" } else { "for" },
        &named,
        &title::phrase(scene, &task, TASK),
    ]);
    Some(Found {
        title,
        time: Some(mention.time),
        was: None,
        status: if scene.past(mention) {
            Status::Happened
        } else {
            Status::Scheduled
        },
        open: false,
        words: group.subject.start..task.end,
        actors: if who == group.subject {
            who
        } else {
            group.subject.start..who.end
        },
        weight: 85,
        rule: PATTERN.name,
    })
}

/// The most words that say for whom the deadline is, and for what.
const ACTORS: usize = 4;
const TASK: usize = 8;

/// "to table the text": what is to be done, behind a date that "until" leads to.
fn task(scene: &Scene<'_>, mention: &Mention<'_>) -> Option<Range<usize>> {
    if !matches!(scene.preposition(mention.at), "until" | "till") {
        return None;
    }
    let comma = usize::from(scene.tag(mention.at + 1) == Some(Tag::Comma));
    let to = mention.at + 1 + comma;
    let verb = scene.words.get(to + 1).is_some_and(|word| {
        word.tag == Tag::Finite || word.is(Grammar::Be) || word.is(Grammar::Have)
    });
    (scene.lower(to) == "to" && verb)
        .then(|| to..scene.whole_phrase(&(to + 2..scene.words.len())).end)
}

/// Who has the time: the subject of "have", or the object of "give".
fn whose(scene: &Scene<'_>, group: &Group, at: usize) -> Option<Range<usize>> {
    let has = (group.range.start..at).any(|at| matches!(scene.lower(at), "has" | "have" | "had"));
    let gives = group.verb.is_some_and(|verb| verb.lemma == "give");
    if gives && !group.tense.passive {
        let object = scene.first_phrase(&group.rest);
        return (!object.is_empty()).then_some(object);
    }
    let plain = group.verb.is_none_or(|verb| verb.lemma == "have");
    // "By law the mayor has 14 days"
    let subject = group.subject.clone();
    let led = usize::from(scene.lower(subject.start) == "law");
    (gives || has && plain).then(|| subject.start + led..subject.end)
}
