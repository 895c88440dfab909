//! Reads an archive through and compares everything derived with what it was made from.

use crate::{
    Error, Record, Statistics, corrections, digests, orders,
    shelf::{Entries, Inventory},
    stage::articles_of,
};
use dateline_core::{ArchiveId, ArticleId, Event};

/// What reading everything once found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verification {
    /// Archives that hold anything.
    pub archives: u64,
    /// Stories that could be read.
    pub articles: u64,
    /// Their revisions.
    pub revisions: u64,
    /// What was read in them; each quotes words that stand in its revision.
    pub reports: u64,
    /// Events that could be read.
    pub events: u64,
    /// Values under keys.
    pub values: u64,
    /// What is kept of readings beside stories.
    pub readings: u64,
    /// Entries of the log.
    pub log: u64,
    /// What is wrong; empty where all is well.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where; none for what belongs to the whole store.
    pub archive: Option<ArchiveId>,
    /// What, in a clause without full stop.
    pub what: String,
}

impl Verification {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    pub(crate) fn fault(&mut self, archive: Option<&ArchiveId>, what: String) {
        let archive = archive.cloned();
        self.faults.push(Fault { archive, what });
    }

    /// Reads one archive through and adds what was found.
    pub(crate) fn read(&mut self, archive: &ArchiveId, shelf: &dyn Inventory) -> Result<(), Error> {
        let mut tally = Tally {
            shelf,
            faults: Vec::new(),
            sums: Statistics::default(),
            entries: Entries::default(),
            readings: 0,
        };
        shelf.each_record(&mut |record| tally.record(record))?;
        shelf.each_event(&mut |event| tally.event(event))?;
        shelf.each_reading(&mut |reading| tally.reading(reading))?;
        tally.close()?;
        tally.faults.extend(corrections::unreadable_in(shelf)?);
        tally.faults.extend(digests::unreadable_in(shelf)?);
        tally.faults.extend(orders::unreadable_in(shelf)?);
        self.archives += 1;
        self.articles += tally.sums.articles;
        self.revisions += tally.sums.revisions;
        self.reports += tally.sums.reports;
        self.events += tally.sums.events;
        self.values += tally.sums.values;
        self.readings += tally.readings;
        for what in tally.faults {
            self.fault(Some(archive), what);
        }
        Ok(())
    }
}

struct Tally<'a> {
    shelf: &'a dyn Inventory,
    faults: Vec<String>,
    sums: Statistics,
    entries: Entries,
    readings: u64,
}

impl Tally<'_> {
    fn reading(&mut self, reading: Result<ArticleId, Error>) {
        let Some(article) = self.readable(reading) else {
            return;
        };
        self.readings += 1;
        let held = self.shelf.holds(&article);
        if self.readable(held) == Some(false) {
            self.fault(format!(
                "a reading is kept of article {article}, which is not stored"
            ));
        }
    }

    fn record(&mut self, record: Result<Record, Error>) {
        let Some(record) = self.readable(record) else {
            return;
        };
        let one = Statistics::of(Some(&record));
        self.sums.articles += 1;
        self.sums.revisions += one.revisions;
        self.sums.reports += one.reports;
        for identity in record.identities() {
            self.entries.identities += 1;
            let owner = self.shelf.owner(&identity);
            if self.readable(owner).flatten().as_ref() != Some(record.id()) {
                let id = record.id();
                self.fault(format!("identity {identity} does not find article {id}"));
            }
        }
        self.reports(&record);
    }

    /// What events hold of a story is checked where the story is read, so that each is read once.
    fn reports(&mut self, record: &Record) {
        let article = record.id();
        let members = self.shelf.members(article);
        for name in self.readable(members).unwrap_or_default() {
            let event = self.shelf.event(&name);
            let Some(event) = self.readable(event).flatten() else {
                self.fault(format!(
                    "article {article} lists event {name}, which is not stored"
                ));
                continue;
            };
            let of_article = event.reports().iter().filter(|r| &r.article == article);
            for report in of_article.filter(|report| record.report(report).is_none()) {
                let (index, revision) = (report.index, report.revision);
                self.fault(format!(
                    "event {name} holds report {index} of article {article} revision {revision}, which is not stored"
                ));
            }
        }
    }

    fn event(&mut self, event: Result<Event, Error>) {
        let Some(event) = self.readable(event) else {
            return;
        };
        self.sums.events += 1;
        for alias in event.aliases() {
            self.entries.aliases += 1;
            let found = self.shelf.alias(alias);
            if self.readable(found).flatten().as_ref() != Some(event.id()) {
                self.fault(format!("name {alias} does not find event {}", event.id()));
            }
        }
        for article in articles_of(Some(&event)) {
            self.entries.members += 1;
            let members = self.shelf.members(article);
            let listed = self
                .readable(members)
                .unwrap_or_default()
                .contains(event.id());
            if !listed {
                self.fault(format!(
                    "article {article} does not list event {}",
                    event.id()
                ));
            }
            let held = self.shelf.holds(article);
            if self.readable(held) == Some(false) {
                self.fault(format!(
                    "event {} holds reports of article {article}, which is not stored",
                    event.id()
                ));
            }
        }
    }

    fn close(&mut self) -> Result<(), Error> {
        let (entries, kept) = (self.shelf.entries()?, self.shelf.statistics()?);
        self.entries.values = entries.values;
        self.sums.values = entries.values;
        if entries != self.entries {
            self.fault(format!(
                "the indexes hold {entries:?} where {:?} belong",
                self.entries
            ));
        }
        if kept != self.sums {
            self.fault(format!(
                "the counts say {kept:?} where there are {:?}",
                self.sums
            ));
        }
        Ok(())
    }

    fn fault(&mut self, what: String) {
        self.faults.push(what);
    }

    fn readable<T>(&mut self, read: Result<T, Error>) -> Option<T> {
        read.map_err(|error| self.faults.push(error.to_string()))
            .ok()
    }
}
