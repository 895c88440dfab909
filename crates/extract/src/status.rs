//! Where an event stands, by the helping words of its verb and the side of its date.

use crate::{
    clause::{Group, Kind},
    lexicon::{Frame, Grammar},
    patterns::Mention,
    scene::Scene,
};
use dateline_core::Status;

/// The status that a verb group gives to what it dates, and whether the words leave it open.
pub(crate) fn of(scene: &Scene<'_>, group: &Group, mention: &Mention<'_>) -> (Status, bool) {
    (status(scene, group, mention), group.tense.open)
}

fn status(scene: &Scene<'_>, group: &Group, mention: &Mention<'_>) -> Status {
    let tense = group.tense;
    if group.frame() == Frame::Off {
        return Status::Cancelled;
    }
    if tense.planned_before || formerly(scene, group) {
        return overruled(scene, group).unwrap_or(Status::Postponed);
    }
    if not_before(scene, group, mention) {
        return Status::Scheduled;
    }
    if tense.negated && tense.future {
        return Status::Cancelled;
    }
    let once = tense.past && tense.future || tense.would && tense.passive;
    if scene.ahead(mention) {
        let later = overruled(scene, group).filter(|_| once);
        return later.unwrap_or(Status::Scheduled);
    }
    if tense.future || tense.would {
        return if scene.past(mention) && !tense.future {
            Status::Happened
        } else {
            Status::Scheduled
        };
    }
    if tense.progressive && !tense.past && group.kind == Kind::Finite {
        return Status::Ongoing;
    }
    Status::Happened
}

/// "will not fly before May 3", "will not begin until Friday": the first day on which it may.
pub(crate) fn not_before(scene: &Scene<'_>, group: &Group, mention: &Mention<'_>) -> bool {
    let bound = matches!(scene.preposition(mention.at), "before" | "until" | "till");
    let behind = group.range.start < mention.at;
    bound && behind && group.tense.negated && (group.tense.future || group.tense.would)
}

/// What a later verb with the same subject does to the plan: "the vote set for May was cancelled".
pub(crate) fn overruled(scene: &Scene<'_>, group: &Group) -> Option<Status> {
    let before = scene
        .groups
        .iter()
        .rfind(|other| other.range.start < group.range.start && relative_of(scene, other, group));
    match before.map(Group::frame) {
        Some(Frame::Off) => return Some(Status::Cancelled),
        Some(Frame::Late) => return Some(Status::Postponed),
        _ => {}
    }
    let later = scene
        .groups
        .iter()
        .filter(|other| other.range.start > group.range.start);
    later
        .filter(|other| {
            other.subject == group.subject
                || other.subject.end <= group.range.end
                    && other.subject.start == group.subject.start
                || other.subject.is_empty()
        })
        .find_map(|other| match other.frame() {
            Frame::Off => Some(Status::Cancelled),
            Frame::Late => Some(Status::Postponed),
            _ if anew(scene, other) => Some(Status::Postponed),
            _ => undone(scene, other).then_some(Status::Cancelled),
        })
}

/// "called off the final, which was to be held today": a clause on the object of a verb that stands before.
fn relative_of(scene: &Scene<'_>, verb: &Group, clause: &Group) -> bool {
    let led = scene.lower(clause.range.start.wrapping_sub(1));
    let object = verb.rest.contains(&clause.subject.start) && !clause.subject.is_empty();
    object && matches!(led, "which" | "that") && !verb.tense.passive
}

/// "which was to be held on Friday, will now be held on Monday".
fn anew(scene: &Scene<'_>, group: &Group) -> bool {
    let words = scene.words.get(group.range.clone()).unwrap_or_default();
    let again = words
        .iter()
        .any(|word| matches!(word.lower.as_str(), "now" | "instead"));
    again && group.tense.future && matches!(group.frame(), Frame::Hold | Frame::Phase | Frame::Set)
}

/// "will be dropped", "was halted": what stops a plan, said of the plan.
fn undone(scene: &Scene<'_>, group: &Group) -> bool {
    let stops = group
        .verb
        .is_some_and(|verb| matches!(verb.lemma, "drop" | "halt" | "stop" | "block" | "ban"));
    stops
        && scene
            .words
            .get(group.range.clone())
            .is_some_and(|words| words.iter().any(|word| word.is(Grammar::Be)))
}

/// "originally", "previously" beside a plan.
fn formerly(scene: &Scene<'_>, group: &Group) -> bool {
    let plan = group.copula && group.tense.past || group.frame() == Frame::Set;
    let words = scene.words.get(group.range.clone()).unwrap_or_default();
    plan && words.iter().any(|word| {
        word.is(Grammar::Adverb)
            && matches!(
                word.lower.as_str(),
                "originally" | "previously" | "initially"
            )
    })
}
