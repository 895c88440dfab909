//! One transaction: gathered first, then applied at once, then made durable.

use super::{
    blobs::{LARGE, Name, sync_folder},
    engine::{Engine, Table, io_error, number},
    keys,
};
use crate::{Error, Statistics, What, format, format::v1, stage::Outcome};
use dateline_core::{ArchiveId, ArticleId, EventId};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    fs::{self, File},
    io,
};

/// What a transaction will write; the last word on a key counts.
pub(super) struct Write {
    changes: BTreeMap<(Table, Vec<u8>), Option<Vec<u8>>>,
    before: u64,
    head: u64,
    version: u64,
}

impl Write {
    /// A transaction on top of what stands.
    pub(super) fn after(engine: &Engine) -> Result<Self, Error> {
        let head = engine.number(keys::HEAD)?.unwrap_or_default();
        Ok(Self {
            changes: BTreeMap::new(),
            before: head,
            head,
            version: engine.number(keys::VERSION)?.unwrap_or_default(),
        })
    }

    pub(super) fn head(&self) -> u64 {
        self.head
    }

    /// The rows that it is about.
    pub(super) fn keys(&self) -> Vec<(Table, Vec<u8>)> {
        self.changes.keys().cloned().collect()
    }

    pub(super) fn remove(&mut self, table: Table, key: Vec<u8>) {
        self.changes.insert((table, key), None);
    }

    fn put(&mut self, table: Table, key: Vec<u8>, value: &impl Serialize) -> Result<(), Error> {
        let bytes = format::write(value).map_err(|why| unfit(table, &key, why))?;
        self.changes.insert((table, key), Some(bytes));
        Ok(())
    }

    fn set(
        &mut self,
        table: Table,
        key: Vec<u8>,
        value: Option<impl Serialize>,
    ) -> Result<(), Error> {
        match value {
            Some(value) => self.put(table, key, &value),
            None => {
                self.remove(table, key);
                Ok(())
            }
        }
    }

    pub(super) fn outcome(&mut self, archive: &ArchiveId, outcome: &Outcome) -> Result<(), Error> {
        for (id, record) in &outcome.articles {
            let key = keys::article(archive, id);
            let stored = record.as_ref().map(v1::Record::try_from).transpose();
            let stored = stored.map_err(|why| unfit(Table::Article, &key, why))?;
            self.set(Table::Article, key, stored)?;
        }
        for (id, event) in &outcome.events {
            let stored = event.as_ref().map(v1::Event::from);
            self.set(Table::Event, keys::event(archive, id), stored)?;
        }
        for (identity, id) in &outcome.identities {
            let key = keys::in_archive(archive, identity.as_bytes());
            self.set(Table::Url, key, id.as_ref().map(ArticleId::as_str))?;
        }
        for (alias, id) in &outcome.aliases {
            let key = keys::alias(archive, alias);
            self.set(Table::Event, key, id.as_ref().map(EventId::as_str))?;
        }
        for (id, events) in &outcome.members {
            let names = events.iter().map(EventId::as_str).collect::<Vec<_>>();
            let names = Some(names).filter(|names| !names.is_empty());
            self.set(Table::Event, keys::member(archive, id), names)?;
        }
        for (id, bytes) in &outcome.readings {
            let key = (Table::Reading, keys::article(archive, id));
            let packed = bytes.as_deref().map(format::pack).transpose();
            let packed = packed.map_err(|why| unfit(key.0, &key.1, why))?;
            self.changes.insert(key, packed);
        }
        self.statistics(archive, outcome.statistics)
    }

    pub(super) fn statistics(
        &mut self,
        archive: &ArchiveId,
        sums: Statistics,
    ) -> Result<(), Error> {
        let kept = Some(sums).filter(|sums| *sums != Statistics::default());
        self.set(
            Table::Archive,
            keys::archive(archive),
            kept.map(v1::Statistics::from),
        )
    }

    pub(super) fn value(
        &mut self,
        archive: &ArchiveId,
        key: &str,
        bytes: &[u8],
    ) -> Result<u64, Error> {
        self.version += 1;
        let (version, bytes) = (self.version, bytes.to_vec());
        let key = keys::in_archive(archive, key.as_bytes());
        self.put(Table::State, key, &v1::StateValue { version, bytes })?;
        self.changes
            .insert((Table::Meta, keys::VERSION.to_vec()), Some(number(version)));
        Ok(version)
    }

    pub(super) fn log(&mut self, archive: &ArchiveId, entries: &[What]) -> Result<(), Error> {
        for what in entries {
            self.head += 1;
            self.entry(self.head, archive, what)?;
        }
        self.changes
            .insert((Table::Meta, keys::HEAD.to_vec()), Some(number(self.head)));
        Ok(())
    }

    fn entry(&mut self, sequence: u64, archive: &ArchiveId, what: &What) -> Result<(), Error> {
        let (archive, what) = (archive.to_string(), v1::What::from(what));
        let entry = v1::LogEntry { archive, what };
        self.put(Table::Log, keys::sequence(sequence), &entry)
    }

    /// Removes all of the archive, and what the log says of it; false where there is nothing.
    pub(super) fn erase(&mut self, engine: &Engine, archive: &ArchiveId) -> Result<bool, Error> {
        let prefix = keys::archive(archive);
        if engine.raw(Table::Archive, &prefix)?.is_none() {
            return Ok(false);
        }
        for table in [
            Table::Archive,
            Table::Article,
            Table::Url,
            Table::Event,
            Table::State,
            Table::Reading,
        ] {
            for entry in engine.scan(table, &prefix) {
                self.remove(table, entry?.0.to_vec());
            }
        }
        for entry in super::shelf::log(engine, 0) {
            let entry = entry?;
            if &entry.archive == archive && entry.what != What::Erased {
                self.entry(entry.sequence, archive, &What::Erased)?;
            }
        }
        Ok(true)
    }

    /// Writes large values to their files, durably, and finds the files that will no longer be named.
    pub(super) fn stage(self, engine: &Engine) -> Result<Staged, Error> {
        let mut staged = Staged {
            batches: Table::ALL
                .iter()
                .map(|_| ::sled::Batch::default())
                .collect(),
            unused: Vec::new(),
            before: self.before,
        };
        let mut files = false;
        for ((table, key), value) in self.changes {
            let old = engine
                .raw(table, &key)?
                .and_then(|raw| engine.blobs.named(&raw));
            let value = match value {
                Some(value) if value.len() > LARGE => {
                    files = true;
                    Some(engine.blobs.write(table, &key, &value)?)
                }
                other => other,
            };
            let new = value.as_ref().and_then(|raw| engine.blobs.named(raw));
            staged
                .unused
                .extend(old.filter(|old| new.as_ref() != Some(old)));
            if let Some(batch) = staged.batches.get_mut(table as usize) {
                match value {
                    Some(value) => batch.insert(key, value),
                    None => batch.remove(key),
                }
            }
        }
        if files {
            engine.blobs.sync()?;
        }
        Ok(staged)
    }
}

/// A transaction ready to be applied.
pub(super) struct Staged {
    batches: Vec<::sled::Batch>,
    unused: Vec<Name>,
    before: u64,
}

impl Staged {
    /// Applies it at once, if the head is still the one that it was made for.
    pub(super) fn apply(&self, engine: &Engine) -> Result<(), Error> {
        use ::sled::{
            Transactional,
            transaction::{ConflictableTransactionError, TransactionError, TransactionalTree},
        };
        let before = number(self.before);
        let run = |trees: &Vec<TransactionalTree>| {
            let meta = trees.get(Table::Meta as usize);
            let stands = meta.map(|meta| meta.get(keys::HEAD)).transpose()?.flatten();
            if stands.is_some_and(|head| head.as_ref() != before.as_slice()) {
                return Err(ConflictableTransactionError::Abort(()));
            }
            for (tree, batch) in trees.iter().zip(&self.batches) {
                tree.apply_batch(batch)?;
            }
            Ok(())
        };
        engine
            .trees
            .as_slice()
            .transaction(run)
            .map_err(|error| match error {
                TransactionError::Storage(error) => engine.failed(error),
                TransactionError::Abort(()) => {
                    let moved = io::Error::other("another writer moved the head of the log");
                    io_error(&engine.folder, moved)
                }
            })
    }

    /// Removes the files that nothing names now.
    pub(super) fn clean(self, engine: &Engine) -> Result<(), Error> {
        self.unused
            .iter()
            .try_for_each(|name| engine.blobs.remove(name))
    }
}

/// What the single writer knows of the disk.
#[derive(Debug, Default)]
pub(super) struct Synced {
    behind: bool,
    files: BTreeSet<OsString>,
}

impl Synced {
    /// From here on something may be visible that is not durable.
    pub(super) fn begin(&mut self) {
        self.behind = true;
    }

    /// Makes durable whatever is not yet, an earlier batch whose sync failed included.
    pub(super) fn settle(&mut self, engine: &Engine) -> Result<(), Error> {
        if self.behind {
            self.sync(engine)?;
            self.behind = false;
        }
        Ok(())
    }

    /// sled's own flush does not reach the disk on Linux, and its files for large pages are never synced by it.
    pub(super) fn sync(&mut self, engine: &Engine) -> Result<(), Error> {
        engine.db.flush().map_err(|error| engine.failed(error))?;
        let synced = engine.file.sync_data();
        synced.map_err(|error| io_error(&engine.folder, error))?;
        let folder = engine.folder.join(super::open::SLED).join("blobs");
        let mut now = BTreeSet::new();
        for entry in fs::read_dir(&folder).map_err(|error| io_error(&folder, error))? {
            now.insert(entry.map_err(|error| io_error(&folder, error))?.file_name());
        }
        let new = now.difference(&self.files).collect::<Vec<_>>();
        for name in &new {
            let path = folder.join(name);
            match File::open(&path).and_then(|file| file.sync_data()) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(io_error(&path, error));
                }
                _ => {}
            }
        }
        if !new.is_empty() {
            sync_folder(&folder)?;
        }
        self.files = now;
        Ok(())
    }
}

fn unfit(table: Table, key: &[u8], why: String) -> Error {
    let what = super::engine::describe(table, key);
    Error::Unfit { what, why }
}
