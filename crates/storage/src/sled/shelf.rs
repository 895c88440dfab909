//! One archive in the tables, and the whole log.

use super::{
    engine::{Engine, Table, describe},
    keys,
};
use crate::{
    Error, LogEntry, Record, StateValue, Statistics, Verification,
    format::v1,
    shelf::{Entries, Inventory},
};
use dateline_core::{ArchiveId, ArticleId, Event, EventId};
use std::{collections::BTreeSet, ops::Bound};

/// One archive in the tables.
pub(super) struct Shelf<'a> {
    engine: &'a Engine,
    archive: &'a ArchiveId,
}

impl<'a> Shelf<'a> {
    pub(super) fn new(engine: &'a Engine, archive: &'a ArchiveId) -> Self {
        Self { engine, archive }
    }

    /// The stories behind `after`, in the order of their ids.
    pub(super) fn records(
        &self,
        after: Option<&ArticleId>,
    ) -> impl Iterator<Item = Result<Record, Error>> {
        let prefix = keys::archive(self.archive);
        let start = after.map(|id| keys::article(self.archive, id));
        let from = start.map_or_else(|| Bound::Included(prefix.clone()), Bound::Excluded);
        let tree = self.engine.tree(Table::Article);
        let entries = tree
            .range::<Vec<u8>, _>((from, Bound::Unbounded))
            .map(|entry| entry.map_err(|error| self.engine.failed(error)));
        entries
            .take_while(move |entry| {
                (entry.as_ref()).map_or(true, |(key, _)| key.starts_with(&prefix))
            })
            .map(|entry| entry.and_then(|(key, raw)| self.record_in(&key, &raw)))
    }

    fn record_in(&self, key: &[u8], raw: &[u8]) -> Result<Record, Error> {
        let stored = self.engine.decode::<v1::Record>(Table::Article, key, raw)?;
        let record =
            Record::try_from(stored).map_err(|why| unreadable(Table::Article, key, why))?;
        if keys::article(self.archive, record.id()) == key {
            Ok(record)
        } else {
            Err(unreadable(
                Table::Article,
                key,
                "it holds another story".into(),
            ))
        }
    }

    fn event_in(&self, key: &[u8], raw: &[u8]) -> Result<Event, Error> {
        let stored = self.engine.decode::<v1::Event>(Table::Event, key, raw)?;
        let event = Event::try_from(stored).map_err(|why| unreadable(Table::Event, key, why))?;
        if keys::event(self.archive, event.id()) == key {
            Ok(event)
        } else {
            Err(unreadable(
                Table::Event,
                key,
                "it holds another event".into(),
            ))
        }
    }

    /// Events whose names begin with `prefix`, in order.
    pub(super) fn events_named(&self, prefix: &str) -> impl Iterator<Item = Result<Event, Error>> {
        let start = keys::events_named(self.archive, prefix);
        let entries = self.engine.scan(Table::Event, &start);
        entries.map(|entry| entry.and_then(|(key, raw)| self.event_in(&key, &raw)))
    }

    /// Values whose keys begin with `prefix`, in order.
    pub(super) fn values(
        &self,
        prefix: &str,
    ) -> impl Iterator<Item = Result<(String, StateValue), Error>> {
        let archive = keys::archive(self.archive);
        let start = keys::in_archive(self.archive, prefix.as_bytes());
        self.engine.scan(Table::State, &start).map(move |entry| {
            let (key, raw) = entry?;
            let stored = self.engine.decode(Table::State, &key, &raw)?;
            Ok((keys::behind(&key, &archive)?.to_owned(), value(stored)))
        })
    }

    fn name<T>(
        &self,
        table: Table,
        key: &[u8],
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Error> {
        let name = self.engine.get::<String>(table, key)?;
        let read = name.map(|name| read(&name)).transpose();
        read.map_err(|why| unreadable(table, key, why))
    }

    fn names(&self, key: &[u8], names: &[String]) -> Result<BTreeSet<EventId>, Error> {
        let read = names.iter().map(|name| v1::event_id(name)).collect();
        Result::map_err(read, |why| unreadable(Table::Event, key, why))
    }
}

impl crate::shelf::Shelf for Shelf<'_> {
    fn record(&self, id: &ArticleId) -> Result<Option<Record>, Error> {
        let key = keys::article(self.archive, id);
        let raw = self.engine.raw(Table::Article, &key)?;
        raw.map(|raw| self.record_in(&key, &raw)).transpose()
    }

    fn event(&self, id: &EventId) -> Result<Option<Event>, Error> {
        let key = keys::event(self.archive, id);
        let raw = self.engine.raw(Table::Event, &key)?;
        raw.map(|raw| self.event_in(&key, &raw)).transpose()
    }

    fn owner(&self, identity: &str) -> Result<Option<ArticleId>, Error> {
        let key = keys::in_archive(self.archive, identity.as_bytes());
        self.name(Table::Url, &key, v1::article_id)
    }

    fn alias(&self, alias: &EventId) -> Result<Option<EventId>, Error> {
        self.name(
            Table::Event,
            &keys::alias(self.archive, alias),
            v1::event_id,
        )
    }

    fn members(&self, id: &ArticleId) -> Result<BTreeSet<EventId>, Error> {
        let key = keys::member(self.archive, id);
        let names = self.engine.get::<Vec<String>>(Table::Event, &key)?;
        self.names(&key, &names.unwrap_or_default())
    }

    fn statistics(&self) -> Result<Statistics, Error> {
        let key = keys::archive(self.archive);
        let stored = self.engine.get::<v1::Statistics>(Table::Archive, &key)?;
        Ok(stored.map(Statistics::from).unwrap_or_default())
    }
}

impl Inventory for Shelf<'_> {
    fn each_record(&self, visit: &mut dyn FnMut(Result<Record, Error>)) -> Result<(), Error> {
        self.records(None).for_each(visit);
        Ok(())
    }

    fn each_event(&self, visit: &mut dyn FnMut(Result<Event, Error>)) -> Result<(), Error> {
        let entries = self
            .engine
            .scan(Table::Event, &keys::kind(self.archive, keys::EVENT));
        for entry in entries {
            visit(entry.and_then(|(key, raw)| self.event_in(&key, &raw)));
        }
        Ok(())
    }

    fn each_reading(&self, visit: &mut dyn FnMut(Result<ArticleId, Error>)) -> Result<(), Error> {
        let prefix = keys::archive(self.archive);
        for entry in self.engine.scan(Table::Reading, &prefix) {
            let (key, _) = entry?;
            let unpacked = self.engine.packed(Table::Reading, &key);
            let of = unpacked.and_then(|_| keys::behind(&key, &prefix));
            visit(of.and_then(|id| {
                let id = v1::article_id(id);
                id.map_err(|why| unreadable(Table::Reading, &key, why))
            }));
        }
        Ok(())
    }

    fn values_under(&self, prefix: &str) -> Result<Vec<(String, StateValue)>, Error> {
        self.values(prefix).collect()
    }

    fn holds(&self, id: &ArticleId) -> Result<bool, Error> {
        let key = keys::article(self.archive, id);
        Ok(self.engine.raw(Table::Article, &key)?.is_some())
    }

    fn entries(&self) -> Result<Entries, Error> {
        let count = |table, prefix: Vec<u8>| self.engine.scan(table, &prefix).count() as u64;
        let mut members = 0;
        for entry in self
            .engine
            .scan(Table::Event, &keys::kind(self.archive, keys::MEMBER))
        {
            let (key, raw) = entry?;
            let names = self
                .engine
                .decode::<Vec<String>>(Table::Event, &key, &raw)?;
            members += self.names(&key, &names)?.len() as u64;
        }
        let values = self
            .values("")
            .try_fold(0, |sum, value| value.map(|_| sum + 1))?;
        Ok(Entries {
            identities: count(Table::Url, keys::archive(self.archive)),
            aliases: count(Table::Event, keys::kind(self.archive, keys::ALIAS)),
            members,
            values,
        })
    }
}

/// The log behind a sequence number.
pub(super) fn log(engine: &Engine, after: u64) -> impl Iterator<Item = Result<LogEntry, Error>> {
    let start = keys::sequence(after);
    let entries = engine
        .tree(Table::Log)
        .range((Bound::Excluded(start), Bound::Unbounded));
    entries.map(|entry| {
        let (key, raw) = entry.map_err(|error| engine.failed(error))?;
        let stored = engine.decode::<v1::LogEntry>(Table::Log, &key, &raw)?;
        let bad = |why: String| unreadable(Table::Log, &key, why);
        let archive = stored
            .archive
            .parse()
            .map_err(|error: dateline_core::Error| bad(error.to_string()))?;
        Ok(LogEntry {
            sequence: keys::sequence_of(&key)?,
            archive,
            what: stored.what.try_into().map_err(bad)?,
        })
    })
}

/// Reads everything once.
pub(super) fn verify(engine: &Engine) -> Result<Verification, Error> {
    let mut found = Verification::default();
    for entry in log(engine, 0) {
        found.log += 1;
        match entry {
            Ok(entry) if entry.sequence == found.log => {}
            Ok(entry) => found.fault(
                None,
                format!("log entry {} stands at place {}", entry.sequence, found.log),
            ),
            Err(error) => found.fault(None, error.to_string()),
        }
    }
    let head = engine.number(keys::HEAD)?.unwrap_or_default();
    if head != found.log {
        found.fault(
            None,
            format!("the log has {} entries and its head is {head}", found.log),
        );
    }
    let mut archives = BTreeSet::new();
    for table in [
        Table::Archive,
        Table::Article,
        Table::Url,
        Table::Event,
        Table::State,
        Table::Reading,
    ] {
        for entry in engine.scan(table, &[]) {
            match keys::archive_of(&entry?.0) {
                Ok(archive) => drop(archives.insert(archive)),
                Err(error) => found.fault(None, error.to_string()),
            }
        }
    }
    for archive in &archives {
        if let Err(error) = found.read(archive, &Shelf::new(engine, archive)) {
            found.fault(Some(archive), error.to_string());
        }
    }
    Ok(found)
}

pub(super) fn value(stored: v1::StateValue) -> StateValue {
    StateValue {
        version: stored.version,
        bytes: stored.bytes,
    }
}

fn unreadable(table: Table, key: &[u8], why: String) -> Error {
    keys::unreadable(describe(table, key), why)
}
