//! The stories that one call looks at, each loaded from the store once.

use crate::{error::Error, records::Kept};
use dateline_core::{ArchiveId, Article, ArticleId, Event, Moment, Report};
use dateline_extract::link::Known;
use dateline_storage::{Record, Store};
use std::{collections::BTreeMap, sync::Arc};

/// Records of one archive; those that a batch has made but not stored yet stand in front of the stored ones.
pub(crate) struct Shelf<'a> {
    store: &'a dyn Store,
    archive: &'a ArchiveId,
    kept: Option<Kept<'a>>,
    records: BTreeMap<ArticleId, Option<Arc<Record>>>,
    events: BTreeMap<ArticleId, Arc<[Event]>>,
}

impl<'a> Shelf<'a> {
    pub(crate) fn new(store: &'a dyn Store, archive: &'a ArchiveId) -> Self {
        Self {
            store,
            archive,
            kept: None,
            records: BTreeMap::new(),
            events: BTreeMap::new(),
        }
    }

    /// The shelf with records that were loaded for questions before.
    pub(crate) fn beside(self, kept: Kept<'a>) -> Self {
        let kept = Some(kept);
        Self { kept, ..self }
    }

    pub(crate) fn archive(&self) -> &'a ArchiveId {
        self.archive
    }

    pub(crate) fn store(&self) -> &'a dyn Store {
        self.store
    }

    /// The record of that article, if it is stored.
    pub(crate) fn record(&mut self, id: &ArticleId) -> Result<Option<&Record>, Error> {
        if !self.records.contains_key(id) {
            let record = self.load(id)?;
            self.records.insert(id.clone(), record);
        }
        Ok(self.records.get(id).and_then(Option::as_deref))
    }

    /// The stored events that hold a report of the article.
    pub(crate) fn events_of(&mut self, id: &ArticleId) -> Result<&[Event], Error> {
        if !self.events.contains_key(id) {
            let events = self.load_events(id)?;
            self.events.insert(id.clone(), events);
        }
        Ok(self.events.get(id).map_or(&[], |events| events))
    }

    fn load_events(&self, id: &ArticleId) -> Result<Arc<[Event]>, Error> {
        let kept = self.kept.as_ref();
        if let Some(events) = kept.and_then(|kept| kept.events_of(self.archive, id)) {
            return Ok(events);
        }
        let events: Arc<[Event]> = self.store.events_of(self.archive, id)?.into();
        if let Some(kept) = kept {
            kept.keep_events(self.archive, id, Arc::clone(&events));
        }
        Ok(events)
    }

    fn load(&self, id: &ArticleId) -> Result<Option<Arc<Record>>, Error> {
        let kept = self.kept.as_ref();
        if let Some(record) = kept.and_then(|kept| kept.of(self.archive, id)) {
            return Ok(Some(record));
        }
        let record = self.store.article(self.archive, id)?.map(Arc::new);
        if let (Some(kept), Some(record)) = (kept, &record) {
            kept.keep(self.archive, id, Arc::clone(record));
        }
        Ok(record)
    }

    /// Puts a record in front of the stored one.
    pub(crate) fn put(&mut self, record: Record) {
        self.records
            .insert(record.id().clone(), Some(Arc::new(record)));
    }

    /// The newest revision that is known at `asked`.
    pub(crate) fn known_article(
        &mut self,
        id: &ArticleId,
        asked: &Moment,
    ) -> Result<Option<&Article>, Error> {
        let Some(record) = self.record(id)? else {
            return Ok(None);
        };
        let known = record.revisions().filter_map(|revision| {
            let article = revision.article();
            article.visible_from().is_known_at(asked).then_some(article)
        });
        Ok(known.last())
    }

    /// The events, with what the latest of their reports say.
    pub(crate) fn latest(&mut self, events: Vec<Event>, most: usize) -> Result<Vec<Known>, Error> {
        let mut known = Vec::with_capacity(events.len());
        for event in events {
            let earlier = event.reports().len().saturating_sub(most);
            let mut reports = Vec::new();
            for id in event.reports().iter().skip(earlier) {
                let record = self.record(&id.article)?;
                reports.extend(record.and_then(|record| record.report(id)).cloned());
            }
            if !reports.is_empty() {
                known.push(Known { event, reports });
            }
        }
        Ok(known)
    }

    /// The events with those of their reports that are wanted; events without such reports are left out.
    pub(crate) fn known(
        &mut self,
        events: Vec<Event>,
        wanted: impl Fn(&Report) -> bool,
    ) -> Result<Vec<Known>, Error> {
        let mut known = Vec::with_capacity(events.len());
        for event in events {
            let (mut ids, mut reports) = (Vec::new(), Vec::new());
            for id in event.reports() {
                let record = self.record(&id.article)?;
                if let Some(report) = record.and_then(|r| r.report(id)).filter(|r| wanted(r)) {
                    ids.push(id.clone());
                    reports.push(report.clone());
                }
            }
            let left = Event::stored(event.id().clone(), event.aliases().to_vec(), ids);
            known.extend(left.ok().map(|event| Known { event, reports }));
        }
        Ok(known)
    }
}
