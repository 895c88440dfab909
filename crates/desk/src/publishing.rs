//! How a published event is kept in step with the news: a pure function of its record, of how the event stands, and of the time.
//!
//! It knows no network and no store. Whoever drives it does the step that [`next`] gives and keeps the record that [`learn`]
//! returns. Making an event has no nonce at Discord: that it is to be made is kept before the request, and where it is not known
//! what came of that, Discord's list is looked through for the code below the event before it is made again. Everything else may
//! be done twice. What a person removed at Discord is forgotten here and never made anew.

use chrono::{DateTime, TimeDelta, Utc};
use dateline_core::{Billing, Publication, Stage, When};

/// A request that makes an event is under way for so long at most, in seconds.
const UNDER_WAY: i64 = 120;
/// After a failure so long passes before the next try, in seconds.
const PAUSE: i64 = 60;
/// Where the bot may not, it asks again after so long, in hours.
const FORBIDDEN: i64 = 6;
/// What rests is waited for so long, in days.
const PATIENCE: i64 = 400;

/// How an event stands, as far as Discord is to show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// To be shown so, for what the news says of date and place.
    Shown {
        /// What is to be shown.
        billing: Billing,
        /// The date as the news gives it.
        when: Option<When>,
        /// The place as the news gives it.
        place: Option<String>,
    },
    /// Called off.
    Cancelled,
    /// Put off without a date, or told with none that names a day.
    Dateless,
    /// Hidden or forgotten: nothing of it may be shown any more.
    Gone,
}

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Nothing until then; none: until something changes.
    Wait(Option<DateTime<Utc>>),
    /// Look for the event by its code.
    Look,
    /// Make it, once the record that says so is kept.
    Make,
    /// Change what is shown under that number.
    Change(u64, Billing),
    /// Call off what is shown under that number.
    Cancel(u64),
    /// Remove what is shown under that number.
    Remove(u64),
    /// Forget that it was published.
    Forget,
}

/// What a step gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// Discord shows it under that number: it was made, or found.
    Stands(u64),
    /// Discord's list was read, and it is not in it.
    NotFound,
    /// It is no longer there: a person removed it.
    Missing,
    /// The bot may not.
    Forbidden,
    /// The server has as many events as it may.
    Full,
    /// Discord does not take what it says.
    Refused,
    /// No answer, or one that leaves open whether it was done.
    Failed,
}

/// What is to be done.
#[must_use]
pub fn next(publication: &Publication, due: &Due, now: DateTime<Utc>) -> Step {
    if let Some(until) = publication.not_before.filter(|until| *until > now) {
        return Step::Wait(Some(until));
    }
    match publication.stage {
        Stage::Making => {
            let settled = publication.made + TimeDelta::seconds(UNDER_WAY);
            if settled > now {
                Step::Wait(Some(settled))
            } else {
                Step::Look
            }
        }
        Stage::Shown(id) => of_shown(publication, id, due, now),
        Stage::Resting => of_resting(publication, due, now),
    }
}

fn of_shown(publication: &Publication, id: u64, due: &Due, now: DateTime<Utc>) -> Step {
    match due {
        Due::Gone => Step::Remove(id),
        // What is over at Discord is closed there.
        _ if publication.billing.end <= now => Step::Forget,
        Due::Cancelled | Due::Dateless => Step::Cancel(id),
        Due::Shown { billing, .. } if *billing == publication.billing => Step::Wait(None),
        // A date that is past already is none that Discord takes; the one that it shows is wrong.
        Due::Shown { billing, .. }
            if billing.start <= now && billing.start != publication.billing.start =>
        {
            Step::Cancel(id)
        }
        Due::Shown { billing, .. } => Step::Change(id, billing.clone()),
    }
}

fn of_resting(publication: &Publication, due: &Due, now: DateTime<Utc>) -> Step {
    let is_given_up = publication.billing.end + TimeDelta::days(PATIENCE) <= now;
    match due {
        Due::Shown { billing, .. } if billing.start > now => Step::Make,
        Due::Dateless if !is_given_up => Step::Wait(None),
        Due::Shown { .. } | Due::Dateless | Due::Cancelled | Due::Gone => Step::Forget,
    }
}

/// The record before an event is made: that it is to be made, now, and how.
#[must_use]
pub fn making(publication: &Publication, due: &Due, now: DateTime<Utc>) -> Publication {
    let kept = Publication {
        stage: Stage::Making,
        made: now,
        not_before: None,
        ..publication.clone()
    };
    followed(kept, due)
}

fn followed(publication: Publication, due: &Due) -> Publication {
    match due {
        Due::Shown {
            billing,
            when,
            place,
        } => Publication {
            billing: billing.clone(),
            when: when.clone(),
            place: place.clone(),
            ..publication
        },
        Due::Cancelled | Due::Dateless | Due::Gone => publication,
    }
}

/// The record behind a step; none where it was published no longer.
#[must_use]
pub fn learn(
    publication: &Publication,
    (step, due): (&Step, &Due),
    outcome: Outcome,
    now: DateTime<Utc>,
) -> Option<Publication> {
    let staged = |stage| Publication {
        stage,
        not_before: None,
        ..publication.clone()
    };
    let later = |after: TimeDelta| Publication {
        not_before: Some(now + after),
        ..publication.clone()
    };
    match (step, outcome) {
        (Step::Forget, _) | (Step::Remove(_), Outcome::Done | Outcome::Missing) => None,
        (_, Outcome::Failed) => Some(later(TimeDelta::seconds(PAUSE))),
        (Step::Make, Outcome::Forbidden | Outcome::Full | Outcome::Refused | Outcome::Missing) => {
            None
        }
        (_, Outcome::Forbidden) => Some(later(TimeDelta::hours(FORBIDDEN))),
        (_, Outcome::Missing) => None,
        (Step::Look | Step::Make, Outcome::Stands(id)) => Some(staged(Stage::Shown(id))),
        // It was never made: it is, if it still can be.
        (Step::Look, Outcome::NotFound) => Some(staged(Stage::Resting)),
        (Step::Change(id, _), Outcome::Done) => Some(followed(staged(Stage::Shown(*id)), due)),
        (Step::Cancel(_), Outcome::Done) if *due == Due::Dateless => Some(staged(Stage::Resting)),
        (Step::Cancel(_), Outcome::Done) => None,
        // Ended or called off by a person: then it is theirs.
        (Step::Change(..) | Step::Cancel(_) | Step::Remove(_), Outcome::Refused) => None,
        _ => Some(publication.clone()),
    }
}

#[cfg(test)]
mod tests;
