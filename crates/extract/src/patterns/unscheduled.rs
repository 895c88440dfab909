//! An event that is put off or called off: "the launch was pushed back from May 3 to May 9", "they scrapped the march".

use super::{Found, Mention, Pattern};
use crate::{
    clause::{Group, Kind},
    lexicon::Frame,
    scene::Scene,
    title,
    word::Tag,
};
use dateline_core::Status;

pub(super) const PATTERN: Pattern = Pattern {
    name: "unscheduled",
    reads: "an event that is postponed, moved or cancelled, with its old or new date",
    read,
};

fn read(scene: &Scene<'_>, mention: &Mention<'_>) -> Option<Found> {
    let group = mention.group?;
    if let Some(found) = turned(scene, group, mention) {
        return Some(found);
    }
    // "The board on Friday called off the regatta": the day of the deed dates no regatta.
    if group.subject.contains(&mention.at) && !group.tense.passive {
        return None;
    }
    if !matches!(group.frame(), Frame::Off | Frame::Late) {
        return None;
    }
    let redated = redated(scene, group, mention);
    let event = if group.tense.passive || redated {
        group.subject.clone()
    } else {
        object(scene, group)
    };
    let named = redated || scene.names_event(&event);
    let (event, named) =
        match behind_date(scene, group, mention).filter(|_| !named && !group.tense.passive) {
            Some(behind) => (behind, true),
            None => (event, named),
        };
    let title = title::event(scene, &event);
    let vague = moves(group);
    if title.is_empty() || !named && (vague || !group.tense.passive) {
        return None;
    }
    let (status, title, was) = told(scene, group, mention, title);
    Some(Found {
        title,
        time: Some(mention.time),
        was,
        status,
        open: group.tense.open,
        words: group.subject.start..group.rest.end,
        actors: if group.tense.passive {
            event
        } else {
            group.subject.clone()
        },
        weight: 80,
        rule: PATTERN.name,
    })
}

/// Verbs that befall things as well as events.
fn moves(group: &Group) -> bool {
    const VAGUE: [&str; 6] = ["move", "push", "shift", "extend", "suspend", "slip"];
    group.verb.is_some_and(|verb| VAGUE.contains(&verb.lemma))
}

/// "has been moved to Monday", "moves from May 3 to May 9": whatever the verb moves is an event, for it is moved to a date.
fn redated(scene: &Scene<'_>, group: &Group, mention: &Mention<'_>) -> bool {
    let led = matches!(
        scene.preposition(mention.at),
        "to" | "until" | "till" | "from"
    );
    let own = scene
        .words
        .get(mention.at)
        .is_some_and(|word| word.possessive);
    let between = group.range.end..mention.at.max(group.range.end);
    let straight = scene.words.get(between).is_some_and(|between| {
        between
            .iter()
            .all(|word| matches!(word.tag, Tag::Grammar(_) | Tag::Time | Tag::Length))
    });
    let late = group.frame() == Frame::Late && group.kind == Kind::Finite;
    late && led && !own && straight && scene.names_thing(&group.subject)
}

/// What the preposition before the date says of the event: its new date, its old one, or the day of the deed.
fn told(
    scene: &Scene<'_>,
    group: &Group,
    mention: &Mention<'_>,
    title: String,
) -> (Status, String, Option<usize>) {
    let off = group.frame() == Frame::Off;
    match scene.preposition(mention.at) {
        "to" | "until" | "till" | "for" if !off => {
            (Status::Scheduled, title, old(scene, group, mention.at))
        }
        "from" => (Status::Postponed, title, None),
        _ if group.tense.passive && !scene.ahead(mention) => {
            let noun = if off {
                "cancellation of"
            } else {
                "postponement of"
            };
            (Status::Happened, title::joined(&[noun, &title]), None)
        }
        _ if off => (Status::Cancelled, title, None),
        _ => (Status::Postponed, title, None),
    }
}

/// "Also called off was next week's regatta": the verb stands first and the event last.
fn turned(scene: &Scene<'_>, group: &Group, mention: &Mention<'_>) -> Option<Found> {
    let first = scene
        .groups
        .first()
        .filter(|first| first.subject.is_empty())?;
    let status = match first.frame() {
        Frame::Off => Status::Cancelled,
        Frame::Late => Status::Postponed,
        _ => return None,
    };
    let behind =
        group.copula && group.range.start >= first.range.end && group.rest.contains(&mention.at);
    let event = scene.whole_phrase(&group.rest);
    scene.event_in(&event).filter(|_| behind)?;
    Some(Found {
        title: title::event(scene, &event),
        time: Some(mention.time),
        was: None,
        status,
        open: false,
        words: event.clone(),
        actors: event,
        weight: 95,
        rule: PATTERN.name,
    })
}

/// What a sentence without a date puts off or calls off: "the summit was cancelled".
pub(crate) fn undated(scene: &Scene<'_>, group: &Group) -> Option<Found> {
    let status = match group.frame() {
        Frame::Off => Status::Cancelled,
        Frame::Late => Status::Postponed,
        _ => return None,
    };
    let tense = group.tense;
    let told = (tense.past || tense.perfect || tense.passive) && group.kind == Kind::Finite;
    let vague = moves(group);
    if !told
        || vague
        || tense.negated
        || tense.future
        || tense.open
        || tense.would
        || tense.planned_before
    {
        return None;
    }
    let event = if tense.passive {
        group.subject.clone()
    } else {
        object(scene, group)
    };
    if !scene.names_event(&event) {
        return None;
    }
    Some(Found {
        title: title::event(scene, &event),
        time: None,
        was: None,
        status,
        open: false,
        words: group.subject.start..group.rest.end,
        actors: if tense.passive {
            event
        } else {
            group.subject.clone()
        },
        weight: 10,
        rule: PATTERN.name,
    })
}

/// "put off until May a ruling on the ferry": what stands behind the date.
fn behind_date(
    scene: &Scene<'_>,
    group: &Group,
    mention: &Mention<'_>,
) -> Option<std::ops::Range<usize>> {
    let event = scene.whole_phrase(&(mention.at + 1..group.rest.end.max(mention.at + 1)));
    let noun = scene.first_phrase(&event);
    scene.event_in(&noun).map(|_| event)
}

fn object(scene: &Scene<'_>, group: &Group) -> std::ops::Range<usize> {
    let particle = |at: &usize| matches!(scene.lower(*at), "off" | "back" | "forward" | "up");
    let skipped = group.rest.clone().take_while(particle).count();
    scene.whole_phrase(&(group.rest.start + skipped..group.rest.end))
}

/// The date behind "from" in the same clause.
fn old(scene: &Scene<'_>, group: &Group, at: usize) -> Option<usize> {
    let mut dates = group
        .rest
        .clone()
        .filter(|&other| other != at && scene.tag(other) == Some(Tag::Time));
    let from = dates.find(|&other| scene.preposition(other) == "from")?;
    scene.words.get(from)?.time
}
