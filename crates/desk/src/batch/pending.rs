//! The events that begin or change in a batch, found by story and by word.

use dateline_core::{ArticleId, Event, EventId, Report, ReportId};
use dateline_extract::link::{Sought, Titles};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An event, and what later stories of the batch may share with it.
pub(super) struct Pending {
    pub(super) event: Event,
    words: BTreeSet<String>,
    titles: BTreeSet<String>,
    youngest: i64,
}

impl Pending {
    /// An event with those of the reports that are its own.
    pub(super) fn new<'a>(
        event: Event,
        reports: impl Iterator<Item = (&'a ReportId, &'a Report)>,
    ) -> Self {
        let mut pending = Self {
            event,
            words: BTreeSet::new(),
            titles: BTreeSet::new(),
            youngest: i64::MIN,
        };
        for (name, report) in reports {
            if pending.event.reports().contains(name) {
                pending.words.extend(super::title_words(report));
                pending.titles.insert(report.title().to_owned());
                pending.youngest = pending.youngest.max(report.visible_from().sort_key());
            }
        }
        pending
    }

    fn with(mut self, earlier: Self) -> Self {
        self.words.extend(earlier.words);
        self.titles.extend(earlier.titles);
        self.youngest = self.youngest.max(earlier.youngest);
        self
    }
}

/// All of them.
#[derive(Default)]
pub(super) struct Pendings {
    events: BTreeMap<EventId, Pending>,
    by_article: HashMap<ArticleId, BTreeSet<EventId>>,
    by_word: HashMap<String, BTreeSet<EventId>>,
}

impl Pendings {
    pub(super) fn holds(&self, id: &EventId) -> bool {
        self.events.contains_key(id)
    }

    /// Puts an event in the place of what stood under its name; words that were shared stay shared.
    pub(super) fn put(&mut self, pending: Pending) {
        let id = pending.event.id().clone();
        let pending = match self.remove(&id) {
            Some(earlier) => pending.with(earlier),
            None => pending,
        };
        for report in pending.event.reports() {
            let article = report.article.clone();
            self.by_article
                .entry(article)
                .or_default()
                .insert(id.clone());
        }
        for word in &pending.words {
            match self.by_word.get_mut(word) {
                Some(events) => drop(events.insert(id.clone())),
                None => drop(
                    self.by_word
                        .insert(word.clone(), BTreeSet::from([id.clone()])),
                ),
            }
        }
        self.events.insert(id, pending);
    }

    pub(super) fn remove(&mut self, id: &EventId) -> Option<Pending> {
        let pending = self.events.remove(id)?;
        for report in pending.event.reports() {
            if let Some(events) = self.by_article.get_mut(&report.article) {
                events.remove(id);
            }
        }
        for word in &pending.words {
            if let Some(events) = self.by_word.get_mut(word) {
                events.remove(id);
            }
        }
        Some(pending)
    }

    /// Those that hold a report of the article.
    pub(super) fn of(&self, article: &ArticleId) -> impl Iterator<Item = &Event> {
        let ids = self.by_article.get(article).into_iter().flatten();
        let pending = ids.filter_map(|id| self.events.get(id));
        pending.map(|pending| &pending.event)
    }

    /// Those with a report whose title has one of the words, if what is sought may join them.
    pub(super) fn sharing<'a>(
        &'a self,
        words: &BTreeSet<String>,
        sought: &Sought,
        titles: &mut Titles,
    ) -> Vec<&'a Event> {
        let ids = words.iter().filter_map(|word| self.by_word.get(word));
        let ids: BTreeSet<&EventId> = ids.flatten().collect();
        let pending = ids.into_iter().filter_map(|id| self.events.get(id));
        let mut may_meet = |pending: &&Pending| {
            let of = pending.titles.iter().map(String::as_str);
            sought.may_meet(of, pending.youngest, titles)
        };
        let met = pending.filter(|pending| may_meet(pending));
        met.map(|pending| &pending.event).collect()
    }

    pub(super) fn into_events(self) -> impl Iterator<Item = Event> {
        self.events.into_values().map(|pending| pending.event)
    }
}
