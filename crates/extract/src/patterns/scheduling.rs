//! An event that is set for a date: "the hearing is scheduled for May 4", "the vote, slated for June".

use super::{Found, Mention, Pattern};
use crate::{
    clause::{Group, Kind},
    lexicon::{Frame, Grammar},
    scene::Scene,
    status, title,
    word::Tag,
};
use dateline_core::Status;

pub(super) const PATTERN: Pattern = Pattern {
    name: "scheduling",
    reads: "an event that somebody sets, slates or plans for a date",
    read,
};

fn read(scene: &Scene<'_>, mention: &Mention<'_>) -> Option<Found> {
    let group = mention.group?;
    let planned = group.copula && group.range.clone().any(|at| super::plans(scene.lower(at)));
    if group.frame() != Frame::Set && !planned {
        return None;
    }
    let object = scene.whole_phrase(&super::near(scene, group, mention.at));
    let active = !group.tense.passive && !planned && group.kind == Kind::Finite;
    let title = if active && scene.event_in(&object).is_some() {
        title::event(scene, &object)
    } else {
        if !scene.names_event(&group.subject) && !planned_for(scene, group, mention) {
            return None;
        }
        title::event(scene, &group.subject)
    };
    let (mut status, open) = status::of(scene, group, mention);
    let past = group.tense.perfect && group.tense.past;
    if past || group.tense.past && !scene.ahead(mention) {
        status = Status::Postponed;
    } else if status == Status::Happened && !scene.past(mention) {
        status = Status::Scheduled;
    }
    status = status::overruled(scene, group).unwrap_or(status);
    Some(Found {
        title,
        time: Some(mention.time),
        was: None,
        status,
        open,
        words: group.subject.start..group.rest.end,
        actors: group.subject.clone(),
        weight: 70,
        rule: PATTERN.name,
    })
}

/// "planned for Saturday", "had been pencilled in for May 3": whatever is planned for a date is an event, or somebody's task; so are
/// opening remarks that "are expected on May 3", where more words than one name them.
fn planned_for(scene: &Scene<'_>, group: &Group, mention: &Mention<'_>) -> bool {
    let between = scene.words.get(group.range.end..mention.at);
    let straight = between.is_some_and(|between| {
        between
            .iter()
            .all(|word| matches!(word.tag, Tag::Grammar(Grammar::Preposition)))
    });
    let told = group.tense.passive || group.copula;
    let dated = match scene.preposition(mention.at) {
        "for" => true,
        "on" => title::phrase(scene, &group.subject, 3).contains(' '),
        _ => false,
    };
    straight && dated && told && scene.names_thing(&group.subject)
}
