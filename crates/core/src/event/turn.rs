//! What one report, or one correction, changes of an event.

use crate::{EventView, Report, Status, When};
use serde::{Deserialize, Serialize};

/// Where an event stands and when it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Where it stands.
    pub status: Status,
    /// When it is.
    pub when: Option<When>,
}

/// The ways in which an event can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TurnKind {
    /// Told of for the first time.
    Announced,
    /// Given another date.
    Moved,
    /// Put off.
    Postponed,
    /// Called off.
    Cancelled,
    /// Under way.
    Begun,
    /// Confirmed to have taken place.
    Happened,
    /// Given a date where it had none, or a finer one.
    Dated,
    /// Corrected by a person, or the correction taken back.
    Corrected,
}

impl TurnKind {
    /// Every kind, in the order in which lists show them.
    pub const ALL: [Self; 8] = [
        Self::Announced,
        Self::Moved,
        Self::Postponed,
        Self::Cancelled,
        Self::Begun,
        Self::Happened,
        Self::Dated,
        Self::Corrected,
    ];

    /// The word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Announced => "announced",
            Self::Moved => "moved",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
            Self::Begun => "begun",
            Self::Happened => "happened",
            Self::Dated => "dated",
            Self::Corrected => "corrected",
        }
    }
}

/// What changed an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cause {
    /// That report of those that were folded.
    Report(usize),
    /// That correction of those that are known of the event.
    Correction(usize),
    /// That that correction was taken back.
    Undoing(usize),
}

/// What changed of an event: from where to where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// In which way.
    pub kind: TurnKind,
    /// How it stood before; none where nothing was told of it, and nothing of an earlier date.
    pub from: Option<Standing>,
    /// How it stood then.
    pub to: Standing,
    /// What changed it.
    pub by: Cause,
}

impl Turn {
    /// What a report changed, if it changed anything: `before` is how the event stood, `view` the event with the report.
    pub(crate) fn between(
        before: Option<&Standing>,
        view: &EventView,
        (by, report): (usize, &Report),
    ) -> Option<Self> {
        let to = view.standing();
        let told_was = || {
            let was = report.was().cloned()?;
            Some(Standing {
                status: Status::Scheduled,
                when: Some(was),
            })
        };
        let (kind, from) = match before {
            None => (TurnKind::Announced, told_was()),
            Some(before) => {
                let from = match before.when {
                    None => told_was().unwrap_or_else(|| before.clone()),
                    Some(_) => before.clone(),
                };
                (kind(before, &to)?, Some(from))
            }
        };
        let by = Cause::Report(by);
        Some(Self { kind, from, to, by })
    }

    /// What a person changed.
    pub(super) fn corrected(from: Standing, to: Standing, by: Cause) -> Self {
        Self {
            kind: TurnKind::Corrected,
            from: Some(from),
            to,
            by,
        }
    }
}

fn kind(before: &Standing, after: &Standing) -> Option<TurnKind> {
    let turned = before.status != after.status;
    match after.status {
        Status::Postponed if turned => return Some(TurnKind::Postponed),
        Status::Cancelled if turned => return Some(TurnKind::Cancelled),
        Status::Happened if turned => return Some(TurnKind::Happened),
        Status::Ongoing if turned => return Some(TurnKind::Begun),
        _ => {}
    }
    match (&before.when, &after.when) {
        (Some(old), Some(new)) if old.interval == new.interval => None,
        (Some(old), Some(new)) if old.interval.contains(&new.interval) => Some(TurnKind::Dated),
        // What is over was not moved: a later report names its day otherwise.
        (Some(_), Some(_)) if after.status == Status::Happened => Some(TurnKind::Dated),
        (Some(_), Some(_)) => Some(TurnKind::Moved),
        (None, Some(_)) => Some(TurnKind::Dated),
        (_, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn standing(status: Status, day: Option<u32>) -> Standing {
        let day = day.and_then(|day| NaiveDate::from_ymd_opt(2026, 12, day));
        Standing {
            status,
            when: day.and_then(|day| When::day(day).ok()),
        }
    }

    #[test]
    fn a_change_has_the_name_of_what_it_does_to_status_and_date() {
        use Status::{Cancelled, Happened, Ongoing, Postponed, Scheduled};
        for (before, after, named) in [
            ((Scheduled, Some(4)), (Scheduled, Some(4)), None),
            (
                (Scheduled, Some(4)),
                (Scheduled, Some(6)),
                Some(TurnKind::Moved),
            ),
            (
                (Scheduled, Some(4)),
                (Postponed, Some(4)),
                Some(TurnKind::Postponed),
            ),
            (
                (Scheduled, Some(4)),
                (Postponed, Some(6)),
                Some(TurnKind::Postponed),
            ),
            (
                (Postponed, Some(4)),
                (Scheduled, Some(6)),
                Some(TurnKind::Moved),
            ),
            (
                (Scheduled, None),
                (Scheduled, Some(6)),
                Some(TurnKind::Dated),
            ),
            (
                (Scheduled, Some(4)),
                (Cancelled, Some(4)),
                Some(TurnKind::Cancelled),
            ),
            (
                (Scheduled, Some(4)),
                (Ongoing, Some(4)),
                Some(TurnKind::Begun),
            ),
            (
                (Scheduled, Some(4)),
                (Happened, Some(4)),
                Some(TurnKind::Happened),
            ),
            (
                (Happened, Some(4)),
                (Happened, Some(5)),
                Some(TurnKind::Dated),
            ),
        ] {
            let (old, new) = (standing(before.0, before.1), standing(after.0, after.1));
            assert_eq!(kind(&old, &new), named, "{old:?} {new:?}");
        }
    }
}
