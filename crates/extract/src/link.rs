//! Which reports speak of the same event: a pure function over candidates that the caller gathers.
//!
//! Where it is unsure it begins a new event: two events for one are a smaller fault than a date moved by mistake.

mod kinship;
mod names;

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

/// The events that `new` reports begin, join or change: each is new, or one of `known` with other reports.
///
/// Reports are linked in the order of their publication, whatever the order in which they come: where a known event
/// holds reports that are younger than a new one, those are linked once more behind it. So what is known up to a day is
/// linked as if nothing had come after it. An event keeps its name as long as its first report is in no other event;
/// then its name is an alias of that one. Events of which only the latest reports are given stay whole.
#[must_use]
pub fn link(new: &[(ReportId, Report)], known: &[Known]) -> Vec<Event> {
    link_with(new, known, &mut Titles::default())
}

/// The same; `titles` are those that were met before, and take in those that are met here.
#[must_use]
pub fn link_with(new: &[(ReportId, Report)], known: &[Known], titles: &mut Titles) -> Vec<Event> {
    let Some(from) = new.iter().map(|(id, report)| order(id, report)).min() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let mut waiting: Vec<(ReportId, Report)> = new.to_vec();
    for event in known {
        let (early, late) = parted(event, &from);
        waiting.extend(late);
        all.extend(early.map(|early| Candidate::known(early, titles)));
    }
    waiting.sort_by(|(one, a), (other, b)| order(one, a).cmp(&order(other, b)));
    waiting.dedup_by(|(one, _), (other, _)| one == other);
    for (id, report) in &waiting {
        let marks = Marks::of(report, titles);
        let held = all.iter().position(|candidate| candidate.holds(id));
        let near = held.or_else(|| closest(report, &marks, &all));
        match near.and_then(|at| all.get_mut(at)) {
            Some(candidate) => candidate.join(id, report, marks),
            None => all.push(Candidate::begin(id, report, marks)),
        }
    }
    let before = |event: &Event| {
        let mut known = known.iter().map(|known| &known.event);
        known.find(|other| other.id() == event.id()) == Some(event)
    };
    let told = |event: &Event| new.iter().any(|(id, _)| event.reports().contains(id));
    let events = all.into_iter().map(|candidate| candidate.known.event);
    let mut events = names::kept(events.collect(), known);
    events.retain(|event| told(event) || !before(event));
    events
}

/// The place of a report in the order of publication.
fn order<'a>(id: &'a ReportId, report: &Report) -> (i64, &'a ReportId) {
    (report.visible_from().sort_key(), id)
}

/// The part of an event that was told before `from`, and the reports from then on; an event whose reports are not all
/// given stays whole.
fn parted(known: &Known, from: &(i64, &ReportId)) -> (Option<Known>, Vec<(ReportId, Report)>) {
    let ids = known.event.reports();
    if ids.len() != known.reports.len() {
        return (Some(known.clone()), Vec::new());
    }
    let pairs = ids.iter().cloned().zip(known.reports.iter().cloned());
    let (early, late): (Vec<_>, Vec<_>) = pairs.partition(|(id, report)| order(id, report) < *from);
    let (ids, reports) = early.into_iter().unzip();
    let event = &known.event;
    let event = Event::stored(event.id().clone(), event.aliases().to_vec(), ids);
    (event.ok().map(|event| Known { event, reports }), late)
}

/// An event that reports may join, with the marks of its reports.
struct Candidate {
    known: Known,
    marks: Vec<Marks>,
}

impl Candidate {
    fn known(known: Known, titles: &mut Titles) -> Self {
        let reports = known.reports.iter();
        Self {
            marks: reports.map(|report| Marks::of(report, titles)).collect(),
            known,
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
        }
    }

    fn holds(&self, id: &ReportId) -> bool {
        self.known.event.reports().contains(id)
    }

    fn join(&mut self, id: &ReportId, report: &Report, marks: Marks) {
        if !self.holds(id) {
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
