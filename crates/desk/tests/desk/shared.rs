//! A store that several desks share, on a disk that may be full.

use dateline_core::{ArchiveId, ArticleId};
use dateline_storage::{
    Appended, BackupWriter, Change, Error, Head, LogEntry, MemoryStore, Record, StateValue,
    Statistics, Store, Verification,
};
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// One store that several desks open, one after the other, as a program that is started again does.
pub(crate) struct Shared {
    store: Arc<MemoryStore>,
    is_full: Arc<AtomicBool>,
}

impl Shared {
    pub(crate) fn new(store: Arc<MemoryStore>) -> Self {
        let is_full = Arc::default();
        Self { store, is_full }
    }

    /// The store on a disk without room while the switch is on.
    pub(crate) fn on_a_disk(store: Arc<MemoryStore>, is_full: Arc<AtomicBool>) -> Self {
        Self { store, is_full }
    }

    fn to_write(&self) -> Stored<&MemoryStore> {
        if self.is_full.load(Ordering::Acquire) {
            let source = io::Error::from(io::ErrorKind::StorageFull);
            let path = "archive".into();
            return Err(Error::Io { path, source });
        }
        Ok(&self.store)
    }
}

type Stored<T> = Result<T, Error>;

impl Store for Shared {
    fn append(&self, archive: &ArchiveId, batch: Vec<Change>) -> Stored<Appended> {
        self.to_write()?.append(archive, batch)
    }
    fn forget(&self, archive: &ArchiveId) -> Stored<Appended> {
        self.to_write()?.forget(archive)
    }
    fn article(&self, archive: &ArchiveId, id: &ArticleId) -> Stored<Option<Record>> {
        self.store.article(archive, id)
    }
    fn articles(&self, archive: &ArchiveId, ids: &[ArticleId]) -> Stored<Vec<Record>> {
        self.store.articles(archive, ids)
    }
    fn reading(&self, archive: &ArchiveId, id: &ArticleId) -> Stored<Option<Vec<u8>>> {
        self.store.reading(archive, id)
    }
    fn by_identity(&self, archive: &ArchiveId, identity: &str) -> Stored<Option<ArticleId>> {
        self.store.by_identity(archive, identity)
    }
    fn scan(
        &self,
        archive: &ArchiveId,
        after: Option<&ArticleId>,
        limit: usize,
    ) -> Stored<Vec<Record>> {
        self.store.scan(archive, after, limit)
    }
    fn event(
        &self,
        archive: &ArchiveId,
        id: &dateline_core::EventId,
    ) -> Stored<Option<dateline_core::Event>> {
        self.store.event(archive, id)
    }
    fn events_named(
        &self,
        archive: &ArchiveId,
        prefix: &str,
        limit: usize,
    ) -> Stored<Vec<dateline_core::Event>> {
        self.store.events_named(archive, prefix, limit)
    }
    fn events_of(&self, archive: &ArchiveId, id: &ArticleId) -> Stored<Vec<dateline_core::Event>> {
        self.store.events_of(archive, id)
    }
    fn count(&self, archive: &ArchiveId) -> Stored<Statistics> {
        self.store.count(archive)
    }
    fn archives(&self) -> Stored<Vec<ArchiveId>> {
        self.store.archives()
    }
    fn log(&self, after: u64, limit: usize) -> Stored<Vec<LogEntry>> {
        self.store.log(after, limit)
    }
    fn head(&self) -> Stored<Head> {
        self.store.head()
    }
    fn state_get(&self, archive: &ArchiveId, key: &str) -> Stored<Option<StateValue>> {
        self.store.state_get(archive, key)
    }
    fn state_list(&self, archive: &ArchiveId, prefix: &str) -> Stored<Vec<(String, StateValue)>> {
        self.store.state_list(archive, prefix)
    }
    fn state_put(&self, archive: &ArchiveId, key: &str, bytes: &[u8]) -> Stored<u64> {
        self.to_write()?.state_put(archive, key, bytes)
    }
    fn state_compare_and_set(
        &self,
        archive: &ArchiveId,
        key: &str,
        expected: Option<u64>,
        bytes: &[u8],
    ) -> Stored<u64> {
        self.to_write()?
            .state_compare_and_set(archive, key, expected, bytes)
    }
    fn state_remove(&self, archive: &ArchiveId, key: &str) -> Stored<bool> {
        self.to_write()?.state_remove(archive, key)
    }
    fn verify(&self) -> Stored<Verification> {
        self.store.verify()
    }
    fn back_up(&self, to: &mut BackupWriter, progress: &mut dyn FnMut(u64)) -> Stored<(u64, u64)> {
        self.store.back_up(to, progress)
    }
}
