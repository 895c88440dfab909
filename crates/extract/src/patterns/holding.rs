//! An event beside a verb that only says that it takes place: "the two will hold talks on Monday", "the vote is on Friday".

use super::{Found, Mention, Pattern};
use crate::{clause::Group, lexicon::Frame, scene::Scene, status, title, word::Tag};
use std::ops::Range;

pub(super) const PATTERN: Pattern = Pattern {
    name: "holding",
    reads: "an event that is held, takes place, lasts or simply is at a time",
    read,
};

fn read(scene: &Scene<'_>, mention: &Mention<'_>) -> Option<Found> {
    let group = mention.group.or_else(|| is_the_date(scene, mention.at))?;
    let since = scene.preposition(mention.at) == "since";
    // "a second pass follows in May"
    let follows = group.verb.is_some_and(|verb| verb.lemma == "follow")
        && scene.ahead(mention)
        && !group.tense.passive
        && !direct(scene, group);
    if since || !(group.copula || group.frame() == Frame::Hold || follows) {
        return None;
    }
    let title = if group.copula {
        being(scene, group, mention)?
    } else if group.tense.passive || !direct(scene, group) {
        said_of_subject(scene, group)
    } else {
        let object = scene.before_purpose(&super::near(scene, group, mention.at));
        let actors = title::actors(scene, group);
        held(&actors, &title::event(scene, &object))
    };
    let (status, open) = status::of(scene, group, mention);
    Some(Found {
        title,
        time: Some(mention.time),
        was: None,
        status,
        open,
        words: group.subject.start..group.rest.end,
        actors: group.subject.clone(),
        weight: 65,
        rule: PATTERN.name,
    })
}

/// "Norway and Portugal" and "talks in Washington".
fn held(actors: &str, object: &str) -> String {
    if actors.is_empty() {
        object.to_owned()
    } else if object.is_empty() {
        actors.to_owned()
    } else {
        title::joined(&[&title::owner(actors), object])
    }
}

fn direct(scene: &Scene<'_>, group: &Group) -> bool {
    if group
        .verb
        .is_some_and(|verb| matches!(verb.lemma, "occur" | "happen"))
    {
        return false;
    }
    let first = scene.first_phrase(&group.rest);
    first.clone().any(|at| {
        scene
            .words
            .get(at)
            .is_some_and(|word| word.tag != Tag::Length && word.nominal())
    })
}

/// The subject, or what a later clause says that it is: "the talks … would be the second round of the dialogue".
fn said_of_subject(scene: &Scene<'_>, group: &Group) -> String {
    let is = scene.groups.iter().find(|other| {
        other.copula && other.range.start > group.range.start && other.subject == group.subject
    });
    let complement = is.map(|other| scene.whole_phrase(&other.rest));
    let named = scene
        .event_in(&group.subject)
        .and_then(|at| scene.words.get(at))
        .and_then(|word| scene.memory.title(&title::stem(word)))
        .is_some_and(|title| title.contains(' '));
    match complement.filter(|range| !named && scene.event_in(range).is_some()) {
        Some(range) => title::event(scene, &range),
        None => title::event(scene, &group.subject),
    }
}

/// What a form of "be" dates: an event, or somebody who is due somewhere.
fn being(scene: &Scene<'_>, group: &Group, mention: &Mention<'_>) -> Option<String> {
    let behind = super::near(scene, group, mention.at);
    if scene.names_event(&group.subject) {
        return Some(title::event(scene, &group.subject));
    }
    let due = group.range.clone().any(|at| scene.lower(at) == "due");
    if due && matches!(scene.lower(group.range.end), "in" | "at") {
        return Some(visit(scene, group));
    }
    let complement = scene.whole_phrase(&behind);
    let date = complement
        .clone()
        .any(|at| matches!(scene.lower(at), "date" | "day" | "deadline"));
    if group.subject.contains(&mention.at) || group.subject.is_empty() && date {
        return Some(title::event(scene, &complement)).filter(|_| date);
    }
    scene.event_in(&complement)?;
    let object: Range<usize> = complement;
    Some(title::joined(&[
        &title::owner(&title::actors(scene, group)),
        &title::event(scene, &object),
    ]))
}

/// "June 3 is the backup date".
fn is_the_date<'a>(scene: &'a Scene<'_>, at: usize) -> Option<&'a Group> {
    let next = scene
        .groups
        .iter()
        .find(|group| group.range.start == at + 1)?;
    next.copula.then_some(next)
}

/// "The minister is due in Rome on Friday for talks".
fn visit(scene: &Scene<'_>, group: &Group) -> String {
    let place = scene.first_phrase(&(group.range.end + 1..group.rest.end));
    let purpose = (place.end..group.rest.end).find(|&at| scene.lower(at) == "for");
    let purpose =
        purpose.map(|at| title::phrase(scene, &scene.whole_phrase(&(at..group.rest.end)), 8));
    title::joined(&[
        &title::owner(&title::actors(scene, group)),
        "visit to",
        &title::phrase(scene, &place, 5),
        &purpose.unwrap_or_default(),
    ])
}
