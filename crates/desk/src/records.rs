//! The records and events that were loaded for questions lately, so that none is unpacked twice in a row.

use dateline_core::{ArchiveId, ArticleId, Event};
use dateline_storage::Record;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// So many stories' records and events are kept; then all are let go.
const MOST: usize = 1024;

/// Records and events as they stand in the store at one place of its log; a change of anything lets go of all.
#[derive(Debug, Default)]
pub(crate) struct Records {
    loaded: Mutex<Loaded>,
}

#[derive(Debug, Default)]
struct Loaded {
    sequence: u64,
    records: HashMap<Key, Arc<Record>>,
    events: HashMap<Key, Arc<[Event]>>,
}

type Key = (ArchiveId, ArticleId);

/// The records at one place of the log: what was loaded before it or behind it is neither given nor kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept<'a> {
    records: &'a Records,
    sequence: u64,
}

impl Records {
    /// What is known at the head of the log, which the caller has just asked for.
    pub(crate) fn at(&self, sequence: u64) -> Kept<'_> {
        let mut loaded = self.lock();
        if sequence > loaded.sequence {
            *loaded = Loaded {
                sequence,
                ..Loaded::default()
            };
        }
        drop(loaded);
        Kept {
            records: self,
            sequence,
        }
    }

    /// Lets go of everything, as after something was forgotten.
    pub(crate) fn clear(&self) {
        let mut loaded = self.lock();
        loaded.records.clear();
        loaded.events.clear();
    }

    // What it guards is whole between any two lines.
    fn lock(&self) -> MutexGuard<'_, Loaded> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept<'_> {
    pub(crate) fn of(&self, archive: &ArchiveId, id: &ArticleId) -> Option<Arc<Record>> {
        self.found(|loaded| &loaded.records, archive, id)
    }

    pub(crate) fn keep(&self, archive: &ArchiveId, id: &ArticleId, record: Arc<Record>) {
        self.put(|loaded| &mut loaded.records, archive, id, record);
    }

    /// The events that hold a report of the article.
    pub(crate) fn events_of(&self, archive: &ArchiveId, id: &ArticleId) -> Option<Arc<[Event]>> {
        self.found(|loaded| &loaded.events, archive, id)
    }

    pub(crate) fn keep_events(&self, archive: &ArchiveId, id: &ArticleId, events: Arc<[Event]>) {
        self.put(|loaded| &mut loaded.events, archive, id, events);
    }

    fn found<T: Clone>(
        &self,
        of: impl Fn(&Loaded) -> &HashMap<Key, T>,
        archive: &ArchiveId,
        id: &ArticleId,
    ) -> Option<T> {
        let loaded = self.records.lock();
        let found = of(&loaded).get(&(archive.clone(), id.clone())).cloned();
        found.filter(|_| loaded.sequence == self.sequence)
    }

    fn put<T>(
        &self,
        of: impl Fn(&mut Loaded) -> &mut HashMap<Key, T>,
        archive: &ArchiveId,
        id: &ArticleId,
        value: T,
    ) {
        let mut loaded = self.records.lock();
        if loaded.sequence != self.sequence {
            return;
        }
        let held = of(&mut loaded);
        if held.len() >= MOST {
            held.clear();
        }
        held.insert((archive.clone(), id.clone()), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::{Article, Draft, Moment};
    use dateline_storage::Revision;

    fn record() -> Arc<Record> {
        let day = Moment::parse("2026-04-02").expect("a day");
        let story = Article::new(Draft {
            text: "One.".into(),
            ..Draft::published(day)
        });
        let revision = Revision::new(story.expect("a story"), Vec::new());
        Arc::new(Record::first(revision.expect("no reports")))
    }

    #[test]
    fn a_record_is_kept_until_the_log_goes_on() {
        let (records, here, one) = (Records::default(), ArchiveId::local(), record());
        let now = records.at(1);
        now.keep(&here, one.id(), Arc::clone(&one));
        assert!(records.at(1).of(&here, one.id()).is_some());
        assert!(records.at(1).of(&ArchiveId::user(1), one.id()).is_none());
        let later = records.at(2);
        assert!(later.of(&here, one.id()).is_none());
        now.keep(&here, one.id(), Arc::clone(&one));
        assert!(later.of(&here, one.id()).is_none());
        assert!(now.of(&here, one.id()).is_none());
    }
}
