//! What a digest tells this time: the events, before anybody words them.

use crate::{Agenda, Changed, Coverage, EventId, Interval, Moment};
use chrono::NaiveDate;

/// What a post covers: its days on the calendar, and the time since the news was told last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Covered {
    /// The first day: before that of the slot where slots were missed.
    pub first: NaiveDate,
    /// The day of the slot.
    pub date: NaiveDate,
    /// Up to then the news was told.
    pub since: Moment,
}

/// What is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Section {
    /// What is on in those days.
    Days {
        /// The events.
        agenda: Box<Agenda>,
        /// The days.
        days: Interval,
    },
    /// What was announced or became of events since then.
    Changes {
        /// The changes.
        changes: Vec<Changed>,
        /// Since when.
        since: Moment,
        /// How much was looked through.
        coverage: Coverage,
    },
}

impl Section {
    /// Whether there is nothing to tell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events().next().is_none()
    }

    /// The events that are told, each as often as it is listed.
    pub fn events(&self) -> impl Iterator<Item = &EventId> {
        let (agenda, changes) = match self {
            Self::Days { agenda, .. } => (agenda.events.as_slice(), &[][..]),
            Self::Changes { changes, .. } => (&[][..], changes.as_slice()),
        };
        let changed = changes.iter().map(|change| &change.event.id);
        agenda.iter().map(|event| &event.id).chain(changed)
    }
}
