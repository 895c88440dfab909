//! Which reports speak of the same event: a pure function over candidates that the caller gathers.
//!
//! Where it is unsure it begins a new event: two events for one are a smaller fault than a date moved by mistake.

mod kinship;

use dateline_core::{Event, EventView, Moment, Report, ReportId};
use kinship::{Bond, Marks, bond, shared};

pub use kinship::Titles;

/// An event with its reports, in the order of [`Event::reports`]; of many reports the latest may stand for all.
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
    link_with(new, known, &mut Titles::default())
}

/// The same; `titles` are those that were met before, and take in those that are met here.
#[must_use]
pub fn link_with(new: &[(ReportId, Report)], known: &[Known], titles: &mut Titles) -> Vec<Event> {
    let known = known.iter().cloned();
    let mut all: Vec<Candidate> = known.map(|known| Candidate::known(known, titles)).collect();
    for (id, report) in new {
        let marks = Marks::of(report, titles);
        let held = all
            .iter()
            .position(|candidate| candidate.known.event.reports().contains(id));
        match held.or_else(|| closest(report, &marks, &all)) {
            Some(at) => {
                if let Some(candidate) = all.get_mut(at) {
                    candidate.join(id, report, marks);
                }
            }
            None => all.push(Candidate::begin(id, report, marks)),
        }
    }
    let changed = all.into_iter().filter(|candidate| candidate.changed);
    changed.map(|candidate| candidate.known.event).collect()
}

/// An event that reports may join, with the marks of its reports.
struct Candidate {
    known: Known,
    marks: Vec<Marks>,
    changed: bool,
}

impl Candidate {
    fn known(known: Known, titles: &mut Titles) -> Self {
        let reports = known.reports.iter();
        Self {
            marks: reports.map(|report| Marks::of(report, titles)).collect(),
            known,
            changed: false,
        }
    }

    fn begin(id: &ReportId, report: &Report, marks: Marks) -> Self {
        let known = Known {
            event: Event::begin(id.clone()),
            reports: vec![report.clone()],
        };
        Self {
            known,
            marks: vec![marks],
            changed: true,
        }
    }

    fn join(&mut self, id: &ReportId, report: &Report, marks: Marks) {
        self.changed = true;
        if !self.known.event.reports().contains(id) {
            self.known.event = self.known.event.clone().with(id.clone());
            self.known.reports.push(report.clone());
            self.marks.push(marks);
        }
    }
}

/// The event that a report speaks of, if one is near enough; the earlier of two equally near.
fn closest(report: &Report, marks: &Marks, all: &[Candidate]) -> Option<usize> {
    let mut best: Option<(Bond, usize)> = None;
    for (at, candidate) in all.iter().enumerate() {
        let bond = shared(marks, &candidate.marks).and_then(|shared| {
            let view = as_known(&candidate.known, &report.visible_from())?;
            bond(
                (report, marks),
                (&candidate.known, &candidate.marks),
                &view,
                shared,
            )
        });
        if let Some(bond) = bond
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
