//! The store in a folder: sled 0.34.7, with an acknowledgement that survives losing power.
//!
//! | table | key | value |
//! |---|---|---|
//! | meta | `schema`, `store`, `head`, `version` | a big-endian number |
//! | archive | archive | its counts |
//! | article | archive, article id | the story with its revisions and reports |
//! | url | archive, identity | article id |
//! | event | archive, `e`, event id; `a`, former name; `m`, article id | the event; its id; the events of the article |
//! | log | sequence number, big-endian | archive and what changed |
//! | state | archive, key | version and bytes |
//! | reading | archive, article id | what was read in the story, for those who read it; derived, and absent at will |
//!
//! An archive in a key is its length in one byte and its name, so that no archive's keys begin with another's.

mod blobs;
mod copy;
mod engine;
mod keys;
mod open;
mod restore;
mod shelf;
mod write;

use crate::{
    Appended, BackupWriter, Change, Conflict, Error, Head, LogEntry, Record, SCHEMA, StateValue,
    Statistics, Store, StoreId, Verification, What, format::v1, shelf::Shelf as _, stage::plan,
};
use copy::Changed;
use dateline_core::{ArchiveId, ArticleId, Event, EventId};
use engine::{Engine, Table};
use shelf::Shelf;
use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError, RwLock},
};
use write::{Synced, Write};

/// Archives in a folder, which one process has open at a time.
///
/// An acknowledgement means: the transaction is in sled's log, flushed, and `fdatasync` came back. Values over
/// 100 KB are files of their own, removed when the value is. What is forgotten can no longer be read at once; the
/// engine uses its room again later, and a backup made before still holds it.
#[derive(Debug)]
pub struct SledStore {
    engine: Engine,
    id: StoreId,
    writer: Mutex<Synced>,
    /// Readers that look twice hold it; a writer holds it while a transaction becomes visible.
    gate: RwLock<()>,
    changed: Changed,
}

impl SledStore {
    /// Opens the folder, or makes it, then under the name `id`; a store that exists keeps its own.
    ///
    /// A folder that another process has open is [`Error::Busy`]. One that cannot be opened for damage is renamed to
    /// `<folder>.damaged-<n>`, and the next call starts an empty one: restore a backup first.
    pub fn open(folder: impl AsRef<Path>, id: StoreId) -> Result<Self, Error> {
        let (engine, id) = open::open(folder.as_ref(), id)?;
        Ok(Self {
            engine,
            id,
            writer: Mutex::default(),
            gate: RwLock::default(),
            changed: Changed::default(),
        })
    }

    /// Makes a store of a backup in a folder that is not there or empty, and verifies it; tells how many rows of how many
    /// are there. The store gets the name `id`, so that no index of another takes it for its own.
    ///
    /// The backup is read through before anything is written; one that was cut off or changed is refused, and where it fails
    /// or is cut short the folder stays as it was.
    pub fn restore(
        from: &Path,
        folder: &Path,
        id: StoreId,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<Verification, Error> {
        restore::restore(from, folder, id, progress)
    }

    // Neither lock guards anything that a panic can leave half done: the engine's transactions are whole.
    fn read<T>(&self, read: impl FnOnce(&Engine) -> Result<T, Error>) -> Result<T, Error> {
        let _gate = self.gate.read().unwrap_or_else(PoisonError::into_inner);
        read(&self.engine)
    }

    fn lock(&self) -> MutexGuard<'_, Synced> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the transaction visible, then durable.
    fn commit(&self, synced: &mut Synced, write: Write) -> Result<(), Error> {
        let keys = if self.changed.is_watched() {
            write.keys()
        } else {
            Vec::new()
        };
        let staged = write.stage(&self.engine)?;
        synced.begin();
        {
            let _gate = self.gate.write().unwrap_or_else(PoisonError::into_inner);
            staged.apply(&self.engine)?;
        }
        self.changed.note(keys);
        synced.settle(&self.engine)?;
        staged.clean(&self.engine)
    }

    fn shelf<'a>(&'a self, archive: &'a ArchiveId) -> Shelf<'a> {
        Shelf::new(&self.engine, archive)
    }

    fn put(
        &self,
        synced: &mut Synced,
        archive: &ArchiveId,
        key: &str,
        value: &[u8],
    ) -> Result<u64, Error> {
        let stands = self.state_get(archive, key)?.is_some();
        let mut sums = self.shelf(archive).statistics()?;
        sums.values += u64::from(!stands);
        let mut write = Write::after(&self.engine)?;
        let version = write.value(archive, key, value)?;
        write.statistics(archive, sums)?;
        self.commit(synced, write)?;
        Ok(version)
    }

    /// Appends the entries at the end of the log in the same transaction.
    fn finish(
        &self,
        synced: &mut Synced,
        archive: &ArchiveId,
        mut write: Write,
        log: &[What],
    ) -> Result<Appended, Error> {
        let first = write.head() + 1;
        if log.is_empty() {
            synced.settle(&self.engine)?;
        } else {
            write.log(archive, log)?;
        }
        let last = write.head();
        if !log.is_empty() {
            self.commit(synced, write)?;
        }
        Ok(Appended { first, last })
    }
}

impl Store for SledStore {
    fn append(&self, archive: &ArchiveId, batch: Vec<Change>) -> Result<Appended, Error> {
        let mut synced = self.lock();
        let outcome = plan(&self.shelf(archive), batch)?;
        let mut write = Write::after(&self.engine)?;
        write.outcome(archive, &outcome)?;
        self.finish(&mut synced, archive, write, &outcome.log)
    }

    fn forget(&self, archive: &ArchiveId) -> Result<Appended, Error> {
        let mut synced = self.lock();
        let mut write = Write::after(&self.engine)?;
        let log: &[What] = if write.erase(&self.engine, archive)? {
            &[What::ForgotArchive]
        } else {
            &[]
        };
        self.finish(&mut synced, archive, write, log)
    }

    fn article(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Option<Record>, Error> {
        self.read(|_| self.shelf(archive).record(id))
    }

    fn articles(&self, archive: &ArchiveId, ids: &[ArticleId]) -> Result<Vec<Record>, Error> {
        let shelf = self.shelf(archive);
        self.read(|_| {
            ids.iter()
                .filter_map(|id| shelf.record(id).transpose())
                .collect()
        })
    }

    fn reading(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Option<Vec<u8>>, Error> {
        let key = keys::article(archive, id);
        self.read(|engine| engine.packed(Table::Reading, &key))
    }

    fn by_identity(&self, archive: &ArchiveId, identity: &str) -> Result<Option<ArticleId>, Error> {
        self.read(|_| self.shelf(archive).owner(identity))
    }

    fn scan(
        &self,
        archive: &ArchiveId,
        after: Option<&ArticleId>,
        limit: usize,
    ) -> Result<Vec<Record>, Error> {
        let shelf = self.shelf(archive);
        self.read(|_| shelf.records(after).take(limit).collect())
    }

    fn event(&self, archive: &ArchiveId, id: &EventId) -> Result<Option<Event>, Error> {
        let shelf = self.shelf(archive);
        self.read(|_| match shelf.event(id)? {
            Some(event) => Ok(Some(event)),
            None => match shelf.alias(id)? {
                Some(own) => shelf.event(&own),
                None => Ok(None),
            },
        })
    }

    fn events_named(
        &self,
        archive: &ArchiveId,
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<Event>, Error> {
        let shelf = self.shelf(archive);
        self.read(|_| shelf.events_named(prefix).take(limit).collect())
    }

    fn events_of(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Vec<Event>, Error> {
        let shelf = self.shelf(archive);
        self.read(|_| {
            let names = shelf.members(id)?.into_iter();
            names
                .filter_map(|name| shelf.event(&name).transpose())
                .collect()
        })
    }

    fn count(&self, archive: &ArchiveId) -> Result<Statistics, Error> {
        self.read(|_| self.shelf(archive).statistics())
    }

    fn archives(&self) -> Result<Vec<ArchiveId>, Error> {
        let found = self.read(|engine| {
            let entries = engine.scan(Table::Archive, &[]);
            entries
                .map(|entry| keys::archive_of(&entry?.0))
                .collect::<Result<BTreeSet<_>, _>>()
        })?;
        Ok(found.into_iter().collect())
    }

    fn log(&self, after: u64, limit: usize) -> Result<Vec<LogEntry>, Error> {
        self.read(|engine| shelf::log(engine, after).take(limit).collect())
    }

    fn head(&self) -> Result<Head, Error> {
        Ok(Head {
            store: self.id,
            schema: SCHEMA,
            sequence: self.engine.number(keys::HEAD)?.unwrap_or_default(),
        })
    }

    fn state_get(&self, archive: &ArchiveId, key: &str) -> Result<Option<StateValue>, Error> {
        let key = keys::in_archive(archive, key.as_bytes());
        let stored = self.read(|engine| engine.get::<v1::StateValue>(Table::State, &key))?;
        Ok(stored.map(shelf::value))
    }

    fn state_list(
        &self,
        archive: &ArchiveId,
        prefix: &str,
    ) -> Result<Vec<(String, StateValue)>, Error> {
        let shelf = self.shelf(archive);
        self.read(|_| shelf.values(prefix).collect())
    }

    fn state_put(&self, archive: &ArchiveId, key: &str, bytes: &[u8]) -> Result<u64, Error> {
        self.put(&mut self.lock(), archive, key, bytes)
    }

    fn state_compare_and_set(
        &self,
        archive: &ArchiveId,
        key: &str,
        expected: Option<u64>,
        bytes: &[u8],
    ) -> Result<u64, Error> {
        let mut synced = self.lock();
        let version = self.state_get(archive, key)?.map(|value| value.version);
        if version != expected {
            let key = key.into();
            return Err(Conflict::Changed { key, version }.into());
        }
        self.put(&mut synced, archive, key, bytes)
    }

    fn state_remove(&self, archive: &ArchiveId, key: &str) -> Result<bool, Error> {
        let mut synced = self.lock();
        if self.state_get(archive, key)?.is_none() {
            synced.settle(&self.engine)?;
            return Ok(false);
        }
        let mut sums = self.shelf(archive).statistics()?;
        sums.values = sums.values.saturating_sub(1);
        let mut write = Write::after(&self.engine)?;
        write.remove(Table::State, keys::in_archive(archive, key.as_bytes()));
        write.statistics(archive, sums)?;
        self.commit(&mut synced, write)?;
        Ok(true)
    }

    fn verify(&self) -> Result<Verification, Error> {
        // Where nobody writes nothing changes, and whoever reads need not wait.
        let _synced = self.lock();
        shelf::verify(&self.engine)
    }

    fn back_up(
        &self,
        to: &mut BackupWriter,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(u64, u64), Error> {
        self.copy(to, progress)
    }
}
