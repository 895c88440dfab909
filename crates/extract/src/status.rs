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
        return Status::Postponed;
    }
    if tense.negated && tense.future {
        return Status::Cancelled;
    }
    if scene.ahead(mention) {
        return Status::Scheduled;
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
