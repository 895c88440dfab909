//! The store that keeps nothing: every promise but that of surviving its process.

use crate::{
    Appended, BackupWriter, Change, Conflict, Error, Head, LogEntry, Record, SCHEMA, StateValue,
    Statistics, Store, StoreId, Verification, What,
    shelf::{Entries, Inventory, Shelf},
    stage::{Outcome, plan},
};
use dateline_core::{ArchiveId, ArticleId, Event, EventId};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
    sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard},
};

/// Archives in memory, for tests, trials and programs that keep nothing.
#[derive(Debug)]
pub struct MemoryStore {
    id: StoreId,
    inner: RwLock<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    archives: BTreeMap<ArchiveId, Archive>,
    log: Vec<(ArchiveId, What)>,
    version: u64,
}

#[derive(Debug, Default)]
struct Archive {
    articles: BTreeMap<ArticleId, Record>,
    events: BTreeMap<EventId, Event>,
    identities: BTreeMap<String, ArticleId>,
    aliases: BTreeMap<EventId, EventId>,
    members: BTreeMap<ArticleId, BTreeSet<EventId>>,
    readings: BTreeMap<ArticleId, Vec<u8>>,
    values: BTreeMap<String, StateValue>,
    statistics: Statistics,
}

impl MemoryStore {
    /// An empty store of that name.
    #[must_use]
    pub fn new(id: StoreId) -> Self {
        let inner = RwLock::default();
        Self { id, inner }
    }

    // A batch is applied by steps that cannot panic, so what a poisoned lock guards is whole.
    fn read(&self) -> RwLockReadGuard<'_, Inner> {
        self.inner.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Inner> {
        self.inner.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<T: Default>(&self, archive: &ArchiveId, read: impl FnOnce(&Archive) -> T) -> T {
        self.read()
            .archives
            .get(archive)
            .map(read)
            .unwrap_or_default()
    }
}

impl Inner {
    fn head(&self) -> u64 {
        self.log.len() as u64
    }

    fn record(&mut self, archive: &ArchiveId, log: Vec<What>) -> Appended {
        let first = self.head() + 1;
        self.log
            .extend(log.into_iter().map(|what| (archive.clone(), what)));
        let last = self.head();
        Appended { first, last }
    }

    fn put(&mut self, archive: &ArchiveId, key: &str, bytes: &[u8]) -> u64 {
        self.version += 1;
        let version = self.version;
        let bytes = bytes.to_vec();
        let archive = self.archives.entry(archive.clone()).or_default();
        archive
            .values
            .insert(key.into(), StateValue { version, bytes });
        archive.statistics.values = archive.values.len() as u64;
        version
    }

    fn tidy(&mut self, archive: &ArchiveId) {
        let empty = |kept: &Archive| kept.statistics == Statistics::default();
        if self.archives.get(archive).is_some_and(empty) {
            self.archives.remove(archive);
        }
    }
}

impl Archive {
    fn take(&mut self, outcome: Outcome) -> Vec<What> {
        put_all(&mut self.articles, outcome.articles);
        put_all(&mut self.events, outcome.events);
        put_all(&mut self.identities, outcome.identities);
        put_all(&mut self.aliases, outcome.aliases);
        put_all(&mut self.readings, outcome.readings);
        let filled = |events: BTreeSet<EventId>| Some(events).filter(|events| !events.is_empty());
        let members = outcome.members.into_iter();
        put_all(
            &mut self.members,
            members.map(|(id, events)| (id, filled(events))),
        );
        self.statistics = outcome.statistics;
        outcome.log
    }
}

fn put_all<K: Ord, V>(map: &mut BTreeMap<K, V>, changes: impl IntoIterator<Item = (K, Option<V>)>) {
    for (key, value) in changes {
        match value {
            Some(value) => map.insert(key, value),
            None => map.remove(&key),
        };
    }
}

impl Store for MemoryStore {
    fn append(&self, archive: &ArchiveId, batch: Vec<Change>) -> Result<Appended, Error> {
        let mut inner = self.write();
        let kept = inner.archives.entry(archive.clone()).or_default();
        let log = plan(kept, batch).map(|outcome| kept.take(outcome));
        inner.tidy(archive);
        Ok(inner.record(archive, log?))
    }

    fn forget(&self, archive: &ArchiveId) -> Result<Appended, Error> {
        let mut inner = self.write();
        if inner.archives.remove(archive).is_none() {
            return Ok(inner.record(archive, Vec::new()));
        }
        for (_, what) in inner.log.iter_mut().filter(|(of, _)| of == archive) {
            *what = What::Erased;
        }
        Ok(inner.record(archive, vec![What::ForgotArchive]))
    }

    fn article(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Option<Record>, Error> {
        Ok(self.with(archive, |kept| kept.articles.get(id).cloned()))
    }

    fn articles(&self, archive: &ArchiveId, ids: &[ArticleId]) -> Result<Vec<Record>, Error> {
        let find = |kept: &Archive| {
            ids.iter()
                .filter_map(|id| kept.articles.get(id).cloned())
                .collect()
        };
        Ok(self.with(archive, find))
    }

    fn reading(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Option<Vec<u8>>, Error> {
        Ok(self.with(archive, |kept| kept.readings.get(id).cloned()))
    }

    fn by_identity(&self, archive: &ArchiveId, identity: &str) -> Result<Option<ArticleId>, Error> {
        Ok(self.with(archive, |kept| kept.identities.get(identity).cloned()))
    }

    fn scan(
        &self,
        archive: &ArchiveId,
        after: Option<&ArticleId>,
        limit: usize,
    ) -> Result<Vec<Record>, Error> {
        let from = after.map_or(Bound::Unbounded, Bound::Excluded);
        Ok(self.with(archive, |kept| {
            let behind = kept.articles.range((from, Bound::Unbounded));
            behind
                .take(limit)
                .map(|(_, record)| record.clone())
                .collect()
        }))
    }

    fn event(&self, archive: &ArchiveId, id: &EventId) -> Result<Option<Event>, Error> {
        Ok(self.with(archive, |kept| {
            let own = kept.aliases.get(id).unwrap_or(id);
            kept.events.get(own).cloned()
        }))
    }

    fn events_named(
        &self,
        archive: &ArchiveId,
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<Event>, Error> {
        Ok(self.with(archive, |kept| {
            let named = kept.events.values();
            let named = named.filter(|event| event.id().as_str().starts_with(prefix));
            named.take(limit).cloned().collect()
        }))
    }

    fn events_of(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Vec<Event>, Error> {
        Ok(self.with(archive, |kept| {
            let names = kept.members.get(id).into_iter().flatten();
            names
                .filter_map(|name| kept.events.get(name).cloned())
                .collect()
        }))
    }

    fn count(&self, archive: &ArchiveId) -> Result<Statistics, Error> {
        Ok(self.with(archive, |kept| kept.statistics))
    }

    fn archives(&self) -> Result<Vec<ArchiveId>, Error> {
        Ok(self.read().archives.keys().cloned().collect())
    }

    fn log(&self, after: u64, limit: usize) -> Result<Vec<LogEntry>, Error> {
        let inner = self.read();
        let entries = (1..)
            .zip(&inner.log)
            .map(|(sequence, (archive, what))| LogEntry {
                sequence,
                archive: archive.clone(),
                what: what.clone(),
            });
        let passed = usize::try_from(after).unwrap_or(usize::MAX);
        Ok(entries.skip(passed).take(limit).collect())
    }

    fn head(&self) -> Result<Head, Error> {
        Ok(Head {
            store: self.id,
            schema: SCHEMA,
            sequence: self.read().head(),
        })
    }

    fn state_get(&self, archive: &ArchiveId, key: &str) -> Result<Option<StateValue>, Error> {
        Ok(self.with(archive, |kept| kept.values.get(key).cloned()))
    }

    fn state_list(
        &self,
        archive: &ArchiveId,
        prefix: &str,
    ) -> Result<Vec<(String, StateValue)>, Error> {
        Ok(self.with(archive, |kept| {
            let from = (Bound::Included(prefix), Bound::Unbounded);
            let behind = kept.values.range::<str, _>(from);
            let matching = behind.take_while(|(key, _)| key.starts_with(prefix));
            matching
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect()
        }))
    }

    fn state_put(&self, archive: &ArchiveId, key: &str, bytes: &[u8]) -> Result<u64, Error> {
        Ok(self.write().put(archive, key, bytes))
    }

    fn state_compare_and_set(
        &self,
        archive: &ArchiveId,
        key: &str,
        expected: Option<u64>,
        bytes: &[u8],
    ) -> Result<u64, Error> {
        let mut inner = self.write();
        let kept = inner.archives.get(archive);
        let version = kept
            .and_then(|kept| kept.values.get(key))
            .map(|value| value.version);
        if version != expected {
            let key = key.into();
            return Err(Conflict::Changed { key, version }.into());
        }
        Ok(inner.put(archive, key, bytes))
    }

    fn state_remove(&self, archive: &ArchiveId, key: &str) -> Result<bool, Error> {
        let mut inner = self.write();
        let Some(kept) = inner.archives.get_mut(archive) else {
            return Ok(false);
        };
        let removed = kept.values.remove(key).is_some();
        kept.statistics.values = kept.values.len() as u64;
        inner.tidy(archive);
        Ok(removed)
    }

    fn verify(&self) -> Result<Verification, Error> {
        let inner = self.read();
        let mut found = Verification {
            log: inner.head(),
            ..Verification::default()
        };
        for (archive, kept) in &inner.archives {
            found.read(archive, kept)?;
        }
        Ok(found)
    }

    fn back_up(
        &self,
        _to: &mut BackupWriter,
        _progress: &mut dyn FnMut(u64),
    ) -> Result<(u64, u64), Error> {
        Err(Error::Unfit {
            what: "a store in memory".into(),
            why: "it keeps nothing that a backup could hold".into(),
        })
    }
}

impl Shelf for Archive {
    fn record(&self, id: &ArticleId) -> Result<Option<Record>, Error> {
        Ok(self.articles.get(id).cloned())
    }

    fn event(&self, id: &EventId) -> Result<Option<Event>, Error> {
        Ok(self.events.get(id).cloned())
    }

    fn owner(&self, identity: &str) -> Result<Option<ArticleId>, Error> {
        Ok(self.identities.get(identity).cloned())
    }

    fn alias(&self, alias: &EventId) -> Result<Option<EventId>, Error> {
        Ok(self.aliases.get(alias).cloned())
    }

    fn members(&self, id: &ArticleId) -> Result<BTreeSet<EventId>, Error> {
        Ok(self.members.get(id).cloned().unwrap_or_default())
    }

    fn statistics(&self) -> Result<Statistics, Error> {
        Ok(self.statistics)
    }
}

impl Inventory for Archive {
    fn each_record(&self, visit: &mut dyn FnMut(Result<Record, Error>)) -> Result<(), Error> {
        self.articles
            .values()
            .for_each(|record| visit(Ok(record.clone())));
        Ok(())
    }

    fn each_event(&self, visit: &mut dyn FnMut(Result<Event, Error>)) -> Result<(), Error> {
        self.events
            .values()
            .for_each(|event| visit(Ok(event.clone())));
        Ok(())
    }

    fn each_reading(&self, visit: &mut dyn FnMut(Result<ArticleId, Error>)) -> Result<(), Error> {
        self.readings.keys().for_each(|id| visit(Ok(id.clone())));
        Ok(())
    }

    fn values_under(&self, prefix: &str) -> Result<Vec<(String, StateValue)>, Error> {
        let under = self
            .values
            .iter()
            .filter(|(key, _)| key.starts_with(prefix));
        Ok(under
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect())
    }

    fn holds(&self, id: &ArticleId) -> Result<bool, Error> {
        Ok(self.articles.contains_key(id))
    }

    fn entries(&self) -> Result<Entries, Error> {
        Ok(Entries {
            identities: self.identities.len() as u64,
            aliases: self.aliases.len() as u64,
            members: self
                .members
                .values()
                .map(|events| events.len() as u64)
                .sum(),
            values: self.values.len() as u64,
        })
    }
}
