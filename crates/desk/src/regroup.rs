//! From events as linking made them to events as people corrected them: merged, split, and each with its corrections.

use crate::{error::Error, ledger::Ledger, shelf::Shelf};
use dateline_core::{Amendment, Correction, Event, EventId, Mark, Moment, ReportId};
use std::collections::{BTreeMap, BTreeSet};

/// An event with the corrections of it that are known, those that were taken back included, the oldest first.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) event: Event,
    pub(crate) corrections: Vec<Correction>,
}

/// Regroups the events by what is known at `asked`, in the order of their names; events that are merged with one of them
/// come too.
pub(crate) fn regroup(
    events: Vec<Event>,
    ledger: &Ledger,
    shelf: &mut Shelf<'_>,
    asked: &Moment,
) -> Result<Vec<Shown>, Error> {
    if ledger.is_empty() {
        let plain = events.into_iter().map(|event| Shown {
            event,
            corrections: Vec::new(),
        });
        return Ok(plain.collect());
    }
    let (events, placed) = gathered(events, ledger, shelf, asked)?;
    let mut pieces: Vec<Piece> = events.into_values().map(Piece::from).collect();
    for place in &placed {
        if place.correction.stands_at(asked) {
            place.apply(&mut pieces);
        }
    }
    let mut shown: Vec<Shown> = pieces
        .into_iter()
        .filter_map(|piece| piece.shown(&placed))
        .collect();
    shown.sort_by(|one, other| one.event.id().cmp(other.event.id()));
    Ok(shown)
}

/// The report that a correction holds on to: the first of its places that is still reported.
pub(crate) fn held(marks: &[Mark], shelf: &mut Shelf<'_>) -> Result<Option<ReportId>, Error> {
    for mark in marks {
        if let Some(report) = reported(mark, shelf)? {
            return Ok(Some(report));
        }
    }
    Ok(None)
}

fn reported(mark: &Mark, shelf: &mut Shelf<'_>) -> Result<Option<ReportId>, Error> {
    let Some(record) = shelf.record(&mark.article)? else {
        return Ok(None);
    };
    let revision = record.revision(mark.revision);
    let best = revision.and_then(|revision| mark.best(revision.reports().iter()));
    let index = best.and_then(|index| u32::try_from(index).ok());
    Ok(index.map(|index| ReportId {
        article: mark.article.clone(),
        revision: mark.revision,
        index,
    }))
}

/// A correction with the reports that it means.
struct Placed<'a> {
    correction: &'a Correction,
    about: Option<ReportId>,
    /// Of a merge the other event, of a split what leaves.
    others: Vec<ReportId>,
}

impl<'a> Placed<'a> {
    fn new(correction: &'a Correction, shelf: &mut Shelf<'_>) -> Result<Self, Error> {
        let mut others = Vec::new();
        match &correction.what {
            Amendment::Merge(marks) => others.extend(held(marks, shelf)?),
            Amendment::Split(marks) => {
                for mark in marks {
                    others.extend(reported(mark, shelf)?);
                }
            }
            _ => {}
        }
        Ok(Self {
            correction,
            about: held(&correction.about, shelf)?,
            others,
        })
    }

    fn apply(&self, pieces: &mut Vec<Piece>) {
        match &self.correction.what {
            Amendment::Merge(_) => self.merge(pieces),
            Amendment::Split(_) => self.split(pieces),
            _ => {}
        }
    }

    fn merge(&self, pieces: &mut Vec<Piece>) {
        let at = |report: Option<&ReportId>| {
            let report = report?;
            pieces.iter().position(|piece| piece.holds(report))
        };
        let (into, other) = (at(self.about.as_ref()), at(self.others.first()));
        let (Some(into), Some(other)) = (into, other) else {
            return;
        };
        if into == other {
            return;
        }
        let other = pieces.remove(other);
        let into = pieces.iter_mut().find(|piece| {
            self.about
                .as_ref()
                .is_some_and(|report| piece.holds(report))
        });
        if let Some(into) = into {
            into.aliases.push(other.id);
            into.aliases.extend(other.aliases);
            into.reports.extend(other.reports);
        }
    }

    fn split(&self, pieces: &mut Vec<Piece>) {
        let holder = self
            .others
            .first()
            .and_then(|report| pieces.iter_mut().find(|piece| piece.holds(report)));
        let left = holder.and_then(|piece| piece.without(&self.others));
        pieces.extend(left);
    }
}

/// The events with those that they are merged with, and the corrections that may be of one of them.
fn gathered<'a>(
    events: Vec<Event>,
    ledger: &'a Ledger,
    shelf: &mut Shelf<'_>,
    asked: &Moment,
) -> Result<(BTreeMap<EventId, Event>, Vec<Placed<'a>>), Error> {
    let mut placed: BTreeMap<usize, Placed<'a>> = BTreeMap::new();
    let mut found: BTreeMap<EventId, Event> = BTreeMap::new();
    let mut new = events;
    while let Some(event) = new.pop() {
        if found.contains_key(event.id()) {
            continue;
        }
        let articles: BTreeSet<_> = event.reports().iter().map(|r| &r.article).collect();
        for at in articles.into_iter().flat_map(|article| ledger.of(article)) {
            let Some(correction) = ledger.all().get(*at).filter(|one| one.is_known_at(asked))
            else {
                continue;
            };
            if placed.contains_key(at) {
                continue;
            }
            let place = Placed::new(correction, shelf)?;
            if matches!(correction.what, Amendment::Merge(_)) {
                for report in place.about.iter().chain(&place.others) {
                    let events = shelf.events_of(&report.article)?;
                    new.extend(
                        events
                            .iter()
                            .filter(|event| event.reports().contains(report))
                            .cloned(),
                    );
                }
            }
            placed.insert(*at, place);
        }
        found.insert(event.id().clone(), event);
    }
    Ok((found, placed.into_values().collect()))
}

/// An event under way to be shown.
struct Piece {
    id: EventId,
    aliases: Vec<EventId>,
    reports: Vec<ReportId>,
}

impl From<Event> for Piece {
    fn from(event: Event) -> Self {
        Self {
            id: event.id().clone(),
            aliases: event.aliases().to_vec(),
            reports: event.reports().to_vec(),
        }
    }
}

impl Piece {
    fn holds(&self, report: &ReportId) -> bool {
        self.reports.contains(report)
    }

    /// Takes reports out and makes an event of them, named after the first; none where nothing or everything would leave.
    ///
    /// Where the old event bears that name already, the rest is named anew.
    fn without(&mut self, leaving: &[ReportId]) -> Option<Self> {
        let is_leaving = |report: &&ReportId| leaving.contains(report);
        let reports: Vec<ReportId> = self.reports.iter().filter(is_leaving).cloned().collect();
        let rest: Vec<ReportId> = self
            .reports
            .iter()
            .filter(|r| !is_leaving(r))
            .cloned()
            .collect();
        let id = EventId::first(reports.first()?);
        let rest_id = EventId::first(rest.first()?);
        if id == self.id {
            self.id = rest_id;
        }
        let id_here = self.id.clone();
        self.aliases
            .retain(|alias| *alias != id && *alias != id_here);
        self.reports = rest;
        let aliases = Vec::new();
        Some(Self {
            id,
            aliases,
            reports,
        })
    }

    fn shown(self, placed: &[Placed<'_>]) -> Option<Shown> {
        let is_of = |place: &&Placed<'_>| {
            let mut reports = place.about.iter().chain(&place.others);
            reports.any(|report| self.holds(report))
        };
        let corrections = placed.iter().filter(is_of);
        let corrections = corrections.map(|place| place.correction.clone()).collect();
        let event = Event::stored(self.id, self.aliases, self.reports).ok()?;
        Some(Shown { event, corrections })
    }
}
