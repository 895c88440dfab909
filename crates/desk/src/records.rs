//! The records and events that were loaded lately, so that none is unpacked twice in a row.
//!
//! A writer says which stories it is about to change; all others stay as they are.

use dateline_core::{ArchiveId, ArticleId, Event};
use dateline_storage::Record;
use std::{
    collections::{BTreeSet, HashMap},
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// So many stories' records and events one generation holds; there are two.
const GENERATION: usize = 1024;

/// Records and events as they stand in the store; a change that was not announced lets go of all.
#[derive(Debug, Default)]
pub(crate) struct Records {
    loaded: Mutex<Loaded>,
}

#[derive(Debug, Default)]
struct Loaded {
    /// The place in the store's log.
    sequence: u64,
    /// Counted up with each change: what was loaded before one is not kept behind it.
    epoch: u64,
    /// The stories that are being changed, while they are.
    changing: Option<BTreeSet<Key>>,
    records: Generations<Arc<Record>>,
    events: Generations<Arc<[Event]>>,
}

type Key = (ArchiveId, ArticleId);

#[derive(Debug)]
struct Generations<T> {
    young: HashMap<Key, T>,
    old: HashMap<Key, T>,
}

impl<T> Default for Generations<T> {
    fn default() -> Self {
        Self {
            young: HashMap::new(),
            old: HashMap::new(),
        }
    }
}

impl<T: Clone> Generations<T> {
    fn find(&mut self, key: &Key) -> Option<T> {
        if let Some(young) = self.young.get(key) {
            return Some(young.clone());
        }
        let old = self.old.remove(key)?;
        self.keep(key.clone(), old.clone());
        Some(old)
    }

    fn keep(&mut self, key: Key, value: T) {
        if self.young.len() >= GENERATION {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }

    fn remove(&mut self, key: &Key) {
        self.young.remove(key);
        self.old.remove(key);
    }
}

/// The records since one change: what was loaded before it is not kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept<'a> {
    records: &'a Records,
    epoch: u64,
}

impl Records {
    /// What is known at the head of the log, which the caller has just asked for.
    pub(crate) fn at(&self, sequence: u64) -> Kept<'_> {
        let mut loaded = self.lock();
        if sequence > loaded.sequence && loaded.changing.is_none() {
            loaded.clear();
            loaded.sequence = sequence;
        }
        let epoch = loaded.epoch;
        drop(loaded);
        Kept {
            records: self,
            epoch,
        }
    }

    /// Lets go of everything, as after something was forgotten.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    /// Changes these stories, or events that report of them, and nothing else; `change` returns the log's new head.
    pub(crate) fn change<E>(
        &self,
        archive: &ArchiveId,
        stories: BTreeSet<ArticleId>,
        change: impl FnOnce() -> Result<u64, E>,
    ) -> Result<(), E> {
        let keys = stories.into_iter().map(|id| (archive.clone(), id));
        self.lock().begin(keys.collect());
        let changed = change();
        let mut loaded = self.lock();
        loaded.epoch += 1;
        loaded.changing = None;
        match changed {
            Ok(head) => loaded.sequence = head,
            Err(_) => loaded.clear(),
        }
        drop(loaded);
        changed.map(drop)
    }

    // What it guards is whole between any two lines.
    fn lock(&self) -> MutexGuard<'_, Loaded> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Loaded {
    fn clear(&mut self) {
        self.epoch += 1;
        self.records = Generations::default();
        self.events = Generations::default();
    }

    fn begin(&mut self, keys: BTreeSet<Key>) {
        self.epoch += 1;
        for key in &keys {
            self.records.remove(key);
            self.events.remove(key);
        }
        self.changing = Some(keys);
    }

    /// Whether what is loaded of it since `epoch` may be kept.
    fn is_settled(&self, key: &Key, epoch: u64) -> bool {
        let changing = self.changing.as_ref();
        self.epoch == epoch && !changing.is_some_and(|keys| keys.contains(key))
    }
}

impl Kept<'_> {
    pub(crate) fn of(&self, archive: &ArchiveId, id: &ArticleId) -> Option<Arc<Record>> {
        let key = (archive.clone(), id.clone());
        self.records.lock().records.find(&key)
    }

    pub(crate) fn keep(&self, archive: &ArchiveId, id: &ArticleId, record: Arc<Record>) {
        let key = (archive.clone(), id.clone());
        let mut loaded = self.records.lock();
        if loaded.is_settled(&key, self.epoch) {
            loaded.records.keep(key, record);
        }
    }

    /// The events that hold a report of the article.
    pub(crate) fn events_of(&self, archive: &ArchiveId, id: &ArticleId) -> Option<Arc<[Event]>> {
        let key = (archive.clone(), id.clone());
        self.records.lock().events.find(&key)
    }

    pub(crate) fn keep_events(&self, archive: &ArchiveId, id: &ArticleId, events: Arc<[Event]>) {
        let key = (archive.clone(), id.clone());
        let mut loaded = self.records.lock();
        if loaded.is_settled(&key, self.epoch) {
            loaded.events.keep(key, events);
        }
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

    #[test]
    fn an_announced_change_lets_go_of_its_own_stories_alone() {
        let (records, here, one) = (Records::default(), ArchiveId::local(), record());
        let other: ArticleId = "other".parse().expect("an id");
        let before = records.at(1);
        for id in [one.id(), &other] {
            before.keep(&here, id, Arc::clone(&one));
        }
        let changed = records.change(&here, BTreeSet::from([other.clone()]), || {
            let during = records.at(2);
            assert!(during.of(&here, one.id()).is_some());
            during.keep(&here, &other, Arc::clone(&one));
            assert!(during.of(&here, &other).is_none());
            Ok::<_, ()>(2)
        });
        assert_eq!(changed, Ok(()));
        before.keep(&here, &other, Arc::clone(&one));
        let behind = records.at(2);
        assert!(behind.of(&here, one.id()).is_some());
        assert!(behind.of(&here, &other).is_none());
        let failed = records.change(&here, BTreeSet::new(), || Err(()));
        assert_eq!(failed, Err(()));
        assert!(records.at(2).of(&here, one.id()).is_none());
    }
}
