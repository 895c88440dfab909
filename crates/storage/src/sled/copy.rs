//! A consistent copy of all tables while writing goes on: a pass over everything, then what changed meanwhile, again and
//! again, and the last few rows while writers wait.

use super::{
    SledStore,
    engine::{Engine, Table},
    keys,
};
use crate::{
    Error,
    backup::{BackupWriter, Row},
};
use std::{
    collections::BTreeSet,
    mem,
    ops::Bound,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// So many rows are read between two writers.
const PAGE: usize = 256;

/// When no more rows changed than these, the rest is copied while writers wait.
const FEW: usize = 512;

/// So often writers are tried to be caught up with before they wait.
const ROUNDS: usize = 16;

pub(super) type Key = (Table, Vec<u8>);

/// The rows that changed since a copy began; nothing is noted while none is made.
#[derive(Debug, Default)]
pub(super) struct Changed {
    /// Whoever copies holds it: one copy at a time.
    copying: Mutex<()>,
    noted: Mutex<Option<BTreeSet<Key>>>,
}

impl Changed {
    /// Whether what changes is to be noted; stays so while the writer's lock is held.
    pub(super) fn is_watched(&self) -> bool {
        self.noted().is_some()
    }

    /// Notes rows that are visible as changed by now.
    pub(super) fn note(&self, keys: Vec<Key>) {
        if let Some(noted) = self.noted().as_mut() {
            noted.extend(keys);
        }
    }

    fn take(&self) -> BTreeSet<Key> {
        self.noted().as_mut().map(mem::take).unwrap_or_default()
    }

    // What they guard is whole between any two lines.
    fn noted(&self) -> MutexGuard<'_, Option<BTreeSet<Key>>> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the noting, however the copy ends.
struct Watch<'a>(&'a Changed);

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        *self.0.noted() = None;
    }
}

impl SledStore {
    /// Copies every row; returns the head of the log and the newest version that the copy stands at.
    pub(super) fn copy(
        &self,
        to: &mut BackupWriter,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(u64, u64), Error> {
        let copying = self.changed.copying.lock();
        let _copying = copying.unwrap_or_else(PoisonError::into_inner);
        let writer = self.lock();
        *self.changed.noted() = Some(BTreeSet::new());
        drop(writer);
        let _watch = Watch(&self.changed);
        for table in Table::ALL {
            if table != Table::Meta {
                self.copy_table(table, to, progress)?;
            }
        }
        let mut left = self.changed.take();
        for _ in 0..ROUNDS {
            if left.len() <= FEW {
                break;
            }
            self.copy_rows(&left, to)?;
            progress(to.rows());
            left = self.changed.take();
        }
        // Writers wait from here on, and what the last of them wrote is durable before it is copied.
        let mut synced = self.lock();
        synced.settle(&self.engine)?;
        left.extend(self.changed.take());
        self.copy_rows(&left, to)?;
        progress(to.rows());
        let number = |key| Ok::<_, Error>(self.engine.number(key)?.unwrap_or_default());
        Ok((number(keys::HEAD)?, number(keys::VERSION)?))
    }

    fn copy_table(
        &self,
        table: Table,
        to: &mut BackupWriter,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(), Error> {
        let mut after: Option<Vec<u8>> = None;
        loop {
            let page = self.read(|engine| page(engine, table, after.as_deref()))?;
            for (key, value) in &page {
                let value = Some(value.as_slice());
                put(to, table, key, value)?;
            }
            progress(to.rows());
            match page.into_iter().next_back() {
                Some((last, _)) => after = Some(last),
                None => return Ok(()),
            }
        }
    }

    fn copy_rows(&self, keys: &BTreeSet<Key>, to: &mut BackupWriter) -> Result<(), Error> {
        for (table, key) in keys.iter().filter(|(table, _)| *table != Table::Meta) {
            let value = self.read(|engine| engine.whole(*table, key))?;
            put(to, *table, key, value.as_deref())?;
        }
        Ok(())
    }
}

fn put(to: &mut BackupWriter, table: Table, key: &[u8], value: Option<&[u8]>) -> Result<(), Error> {
    let table = table as u8;
    to.row(&Row { table, key, value })
}

type Rows = Vec<(Vec<u8>, Vec<u8>)>;

/// The next rows of a table with their whole values, wherever these lie.
fn page(engine: &Engine, table: Table, after: Option<&[u8]>) -> Result<Rows, Error> {
    let from = after.map_or(Bound::Unbounded, Bound::Excluded);
    let rows = engine
        .tree(table)
        .range::<&[u8], _>((from, Bound::Unbounded))
        .take(PAGE);
    rows.map(|row| {
        let (key, raw) = row.map_err(|error| engine.failed(error))?;
        let value = match engine.blobs.named(&raw) {
            Some(name) => engine.blobs.read(&name, table, &key)?,
            None => raw.to_vec(),
        };
        Ok((key.to_vec(), value))
    })
    .collect()
}
