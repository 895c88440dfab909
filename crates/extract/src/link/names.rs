//! Names of events outlive what their reports are linked to.
//!
//! An event is called after one of its reports ([`EventId::first`]), so no two events ever have one name.

use super::Known;
use dateline_core::{Event, EventId, ReportId};
use std::collections::BTreeMap;

/// The events, each under the oldest name that people know it by; further names of its reports are aliases.
pub(super) fn kept(events: Vec<Event>, known: &[&Known]) -> Vec<Event> {
    let mut names: BTreeMap<&ReportId, Vec<(&EventId, bool)>> = BTreeMap::new();
    for event in known.iter().map(|known| &known.event) {
        for name in [event.id()].into_iter().chain(event.aliases()) {
            let mut reports = event.reports().iter();
            let root = reports.find(|report| EventId::first(report) == *name);
            // Where the report that it was called after is forgotten, the name is kept as an alias.
            let is_own = root.is_some() && name == event.id();
            if let Some(report) = root.or(event.reports().first()) {
                names.entry(report).or_default().push((name, is_own));
            }
        }
    }
    let named = events.into_iter().map(|event| named(event, &names));
    named.collect()
}

fn named(event: Event, names: &BTreeMap<&ReportId, Vec<(&EventId, bool)>>) -> Event {
    let known = event
        .reports()
        .iter()
        .filter_map(|report| names.get(report));
    let known: Vec<&(&EventId, bool)> = known.flatten().collect();
    let own = known.iter().find(|(_, is_own)| *is_own);
    let first = || event.reports().first().map(EventId::first);
    let id = own.map(|(name, _)| (*name).clone()).or_else(first);
    let Some(id) = id else { return event };
    let mut aliases: Vec<EventId> = Vec::new();
    for (name, _) in known {
        if **name != id && !aliases.contains(name) {
            aliases.push((*name).clone());
        }
    }
    let reports = event.reports().to_vec();
    Event::stored(id, aliases, reports).unwrap_or(event)
}
