//! Which reports speak of the same event: a pure function over candidates that the caller gathers.
//!
//! Where it is unsure it begins a new event: two events for one are a smaller fault than a date moved by mistake.

mod kinship;

use dateline_core::{Event, EventView, Moment, Report, ReportId};
use kinship::{Bond, bond};

/// An event with its reports, in the order of [`Event::reports`].
#[derive(Debug, Clone)]
pub struct Known {
    /// The event.
    pub event: Event,
    /// What its reports say.
    pub reports: Vec<Report>,
}

/// The events that `new` reports begin or join: each is new, or one of `known` with reports added.
///
/// Reports join an event in their own order, so an event's name is that of its first report.
#[must_use]
pub fn link(new: &[(ReportId, Report)], known: &[Known]) -> Vec<Event> {
    let mut all: Vec<(Known, bool)> = known.iter().map(|known| (known.clone(), false)).collect();
    for (id, report) in new {
        let held = all
            .iter()
            .position(|(known, _)| known.event.reports().contains(id));
        match held.or_else(|| closest(report, &all)) {
            Some(at) => join(&mut all, at, id, report),
            None => all.push((begin(id, report), true)),
        }
    }
    let changed = all.into_iter().filter(|(_, changed)| *changed);
    changed.map(|(known, _)| known.event).collect()
}

fn begin(id: &ReportId, report: &Report) -> Known {
    Known {
        event: Event::begin(id.clone()),
        reports: vec![report.clone()],
    }
}

fn join(all: &mut [(Known, bool)], at: usize, id: &ReportId, report: &Report) {
    let Some((known, changed)) = all.get_mut(at) else {
        return;
    };
    *changed = true;
    if !known.event.reports().contains(id) {
        known.event = known.event.clone().with(id.clone());
        known.reports.push(report.clone());
    }
}

/// The event that a report speaks of, if one is near enough; the earlier of two equally near.
fn closest(report: &Report, all: &[(Known, bool)]) -> Option<usize> {
    let mut best: Option<(Bond, usize)> = None;
    for (at, (known, _)) in all.iter().enumerate() {
        let Some(view) = as_known(known, &report.visible_from()) else {
            continue;
        };
        if let Some(bond) = bond(report, known, &view)
            && best.as_ref().is_none_or(|(other, _)| bond > *other)
        {
            best = Some((bond, at));
        }
    }
    best.map(|(_, at)| at)
}

/// The event as it is known when the report appears; as it is known at last, where all of it is younger.
fn as_known(known: &Known, at: &Moment) -> Option<EventView> {
    let reports: Vec<&Report> = known.reports.iter().collect();
    let youngest = reports
        .iter()
        .map(|report| report.visible_from())
        .max_by_key(Moment::sort_key)?;
    EventView::fold(&reports, at).or_else(|| EventView::fold(&reports, &youngest))
}
