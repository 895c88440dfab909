//! Which reports speak of the same event: a pure function over candidates that the caller gathers.
//!
//! Where it is unsure it begins a new event: two events for one are a smaller fault than a date moved by mistake.

mod kinship;
mod names;

use dateline_core::{Event, EventId, EventView, Moment, Report, ReportId};
use kinship::{Bond, Key, Marks, bond, shared};
use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap, HashSet},
};

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
    let mut waiting: Vec<Named<'_>> = new.iter().map(|(id, report)| (id, report)).collect();
    let parts = known.iter().map(|known| (known, parted(known, &from)));
    let parts: Vec<(&Known, Parted<'_>)> = parts.collect();
    waiting.extend(parts.iter().flat_map(|(_, (_, late))| late));
    waiting.sort_by(|(one, a), (other, b)| order(one, a).cmp(&order(other, b)));
    waiting.dedup_by(|(one, _), (other, _)| one == other);
    let waiting = waiting.into_iter();
    let waiting = waiting.map(|(id, report)| (id, report, Marks::of(report, titles)));
    let waiting: Vec<(&ReportId, &Report, Marks)> = waiting.collect();
    let keys: HashSet<Key> = waiting
        .iter()
        .flat_map(|(_, _, marks)| marks.keys())
        .collect();
    let (mut all, mut met) = (Candidates::default(), Vec::new());
    for (known, (early, late)) in parts {
        if late.is_empty() && is_apart(known, &keys, titles) {
            continue;
        }
        met.push(known);
        if let Some(early) = early {
            all.add(Candidate::of(early, titles));
        }
    }
    for (id, report, marks) in waiting {
        all.take(id, report, marks);
    }
    changed(all, new, &met)
}

/// What new reports look for among the events that are known.
#[derive(Debug)]
pub struct Sought {
    keys: HashSet<Key>,
    from: i64,
}

impl Sought {
    /// What these look for.
    #[must_use]
    pub fn by(new: &[(ReportId, Report)], titles: &mut Titles) -> Self {
        let keys = new
            .iter()
            .flat_map(|(_, report)| titles.keys(report.title()));
        let from = new
            .iter()
            .map(|(_, report)| report.visible_from().sort_key());
        Self {
            keys: keys.collect(),
            from: from.min().unwrap_or(i64::MAX),
        }
    }

    /// Whether linking may change an event with reports of these titles, the youngest known from then: others need not
    /// be given.
    pub fn may_meet<'a>(
        &self,
        mut of: impl Iterator<Item = &'a str>,
        youngest: i64,
        titles: &mut Titles,
    ) -> bool {
        youngest >= self.from || of.any(|title| titles.has_key(title, &self.keys))
    }
}

/// The events that hold new reports, or are others than those that were met.
fn changed(all: Candidates<'_>, new: &[(ReportId, Report)], met: &[&Known]) -> Vec<Event> {
    let stood = met.iter().map(|known| (known.event.id(), &known.event));
    let stood: HashMap<&EventId, &Event> = stood.collect();
    let before = |event: &Event| stood.get(event.id()) == Some(&event);
    let told = |event: &Event| new.iter().any(|(id, _)| holds(event, id));
    let events = all.list.into_iter();
    let events = events.map(|candidate| candidate.event.into_owned());
    let mut events = names::kept(events.collect(), met);
    events.retain(|event| told(event) || !before(event));
    events
}

/// The place of a report in the order of publication.
fn order<'a>(id: &'a ReportId, report: &Report) -> (i64, &'a ReportId) {
    (report.visible_from().sort_key(), id)
}

/// A report with its name.
type Named<'a> = (&'a ReportId, &'a Report);

/// Whether no report that waits may join an event, as most do not: it is left as it is, unlooked at.
fn is_apart(known: &Known, keys: &HashSet<Key>, titles: &mut Titles) -> bool {
    let mut reports = known.reports.iter();
    known.event.reports().len() == known.reports.len()
        && !reports.any(|report| titles.has_key(report.title(), keys))
}

/// An event with what its reports say.
type Told<'a> = (Cow<'a, Event>, Vec<&'a Report>);

/// The early part of an event, and its late reports.
type Parted<'a> = (Option<Told<'a>>, Vec<Named<'a>>);

/// The part of an event that was told before `from`, and the reports from then on; an event whose reports are not all
/// given stays whole.
fn parted<'a>(known: &'a Known, from: &(i64, &ReportId)) -> Parted<'a> {
    let ids = known.event.reports();
    let is_early = |(id, report): &Named<'a>| order(id, report) < *from;
    let whole = ids.len() != known.reports.len();
    if whole || ids.iter().zip(&known.reports).all(|named| is_early(&named)) {
        let all = known.reports.iter().collect();
        return (Some((Cow::Borrowed(&known.event), all)), Vec::new());
    }
    let pairs = ids.iter().zip(&known.reports);
    let (early, late): (Vec<_>, Vec<_>) = pairs.partition(is_early);
    let (ids, reports): (Vec<&ReportId>, Vec<&Report>) = early.into_iter().unzip();
    let (event, ids) = (&known.event, ids.into_iter().cloned().collect());
    let event = Event::stored(event.id().clone(), event.aliases().to_vec(), ids);
    let early = event.ok().map(|event| (Cow::Owned(event), reports));
    (early, late)
}

/// An event that reports may join, with what its reports say.
struct Candidate<'a> {
    event: Cow<'a, Event>,
    reports: Vec<&'a Report>,
    marks: Vec<Marks>,
}

impl<'a> Candidate<'a> {
    fn of((event, reports): Told<'a>, titles: &mut Titles) -> Self {
        let marks = reports.iter().map(|report| Marks::of(report, titles));
        Self {
            event,
            marks: marks.collect(),
            reports,
        }
    }

    fn begin(id: &ReportId, report: &'a Report, marks: Marks) -> Self {
        Self {
            event: Cow::Owned(Event::begin(id.clone())),
            reports: vec![report],
            marks: vec![marks],
        }
    }

    fn join(&mut self, id: &ReportId, report: &'a Report, marks: Marks) {
        if !holds(&self.event, id) {
            let event = self.event.as_ref().clone();
            self.event = Cow::Owned(event.with(id.clone()));
            self.reports.push(report);
            self.marks.push(marks);
        }
    }

    fn bond(&self, report: &Report, marks: &Marks) -> Option<Bond> {
        let shared = shared(marks, &self.marks)?;
        let view = as_known(&self.reports, &report.visible_from())?;
        let known = (self.reports.as_slice(), self.marks.as_slice());
        bond((report, marks), known, &view, shared)
    }
}

/// Whether the event holds the report; the number in the story tells most reports apart.
fn holds(event: &Event, id: &ReportId) -> bool {
    let mut reports = event.reports().iter();
    reports.any(|report| report.index == id.index && report == id)
}

/// The events that reports may join, in the order in which they began.
#[derive(Default)]
struct Candidates<'a> {
    list: Vec<Candidate<'a>>,
    /// Which of them hold a report with that key.
    by_key: HashMap<Key, BTreeSet<usize>>,
}

impl<'a> Candidates<'a> {
    fn add(&mut self, candidate: Candidate<'a>) {
        for key in candidate.marks.iter().flat_map(Marks::keys) {
            self.by_key.entry(key).or_default().insert(self.list.len());
        }
        self.list.push(candidate);
    }

    /// Puts a report to the event that holds it or is nearest to it; else it begins one.
    fn take(&mut self, id: &ReportId, report: &'a Report, marks: Marks) {
        let mut list = self.list.iter();
        let held = list.position(|candidate| holds(&candidate.event, id));
        let near = held.or_else(|| self.closest(report, &marks));
        let Some((at, candidate)) = near.and_then(|at| Some((at, self.list.get_mut(at)?))) else {
            self.add(Candidate::begin(id, report, marks));
            return;
        };
        for key in marks.keys() {
            self.by_key.entry(key).or_default().insert(at);
        }
        candidate.join(id, report, marks);
    }

    /// The event that a report speaks of, if one is near enough; the earlier of two equally near.
    fn closest(&self, report: &Report, marks: &Marks) -> Option<usize> {
        let like = marks.keys().filter_map(|key| self.by_key.get(&key));
        let like: BTreeSet<usize> = like.flatten().copied().collect();
        let mut best: Option<(Bond, usize)> = None;
        for at in like {
            let bond = (self.list.get(at)).and_then(|candidate| candidate.bond(report, marks));
            if let Some(bond) = bond
                && best.as_ref().is_none_or(|(other, _)| bond > *other)
            {
                best = Some((bond, at));
            }
        }
        best.map(|(_, at)| at)
    }
}

/// The event as it is known when the report appears; as it is known at last, where all of it is younger.
fn as_known(reports: &[&Report], at: &Moment) -> Option<EventView> {
    let youngest = reports
        .iter()
        .map(|report| report.visible_from())
        .max_by_key(Moment::sort_key)?;
    EventView::fold(reports, at).or_else(|| EventView::fold(reports, &youngest))
}
