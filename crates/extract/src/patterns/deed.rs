//! A verb with its date: "the envoy left the capital on Friday".

use super::{Found, Mention, Pattern};
use crate::{lexicon::Frame, scene::Scene, status, title};

pub(super) const PATTERN: Pattern = Pattern {
    name: "deed",
    reads: "a verb that is itself the event, beside its date",
    read,
};

fn read(scene: &Scene<'_>, mention: &Mention<'_>) -> Option<Found> {
    let group = mention.group?;
    let led = scene.preposition(mention.at);
    // "Karin Lie will lead the office from Saturday"
    let begins = group.tense.future && matches!(led, "from") && group.frame() == Frame::State;
    if group.copula || matches!(group.frame(), Frame::State | Frame::Say) && !begins {
        return None;
    }
    let put_off =
        matches!(group.frame(), Frame::Off | Frame::Late) && group.subject.contains(&mention.at);
    let undone = put_off || group.tense.negated && !group.tense.future;
    let behind = group.range.start < mention.at;
    let bound = matches!(led, "until" | "till" | "before" | "after");
    let clock = scene.clock(mention) && matches!(led, "before" | "after");
    let bound = bound && !clock && !status::not_before(scene, group, mention);
    let beside = led == "since" || behind && bound;
    if undone || beside {
        return None;
    }
    let rest = scene.whole_phrase(&super::near(scene, group, mention.at));
    let title = title::deed(scene, group, &rest);
    let (status, open) = status::of(scene, group, mention);
    Some(Found {
        title,
        time: Some(mention.time),
        was: None,
        status,
        open,
        words: group.subject.start..group.rest.end,
        actors: group.subject.clone(),
        weight: 50,
        rule: PATTERN.name,
    })
}
