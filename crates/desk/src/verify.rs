//! Everything read through once: the store, the values that people and polling left in it, and the index beside it.

use crate::{Desk, Error, feeds, reread, saved, step};
use chrono::NaiveDate;
use dateline_core::{ArchiveId, ArticleId, Moment, Polled, Preferences, Subscription};
use dateline_storage::Store;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// So many stories are named at once.
const PAGE: usize = 200;

/// So many stories that are in the index or in the store alone are named; the others are counted.
const NAMED: usize = 5;

/// Reads a value as whoever uses it would.
type Reads = fn(&str, &[u8]) -> Result<(), Error>;

/// The values whose forms the desk knows, by what their keys begin with; those of corrections and digests are the store's.
const VALUES: [(&str, Reads); 5] = [
    ("brought/", |key, bytes| {
        feeds::read::<Vec<ArticleId>>(key, bytes).map(drop)
    }),
    ("feed/", |key, bytes| {
        feeds::read::<Subscription>(key, bytes).map(drop)
    }),
    ("polled/", |key, bytes| {
        feeds::read::<Polled>(key, bytes).map(drop)
    }),
    ("preferences", |key, bytes| {
        feeds::read::<Preferences>(key, bytes).map(drop)
    }),
    ("saved/", saved::readable),
];

/// What was read through, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Verified {
    /// Archives that hold anything.
    pub archives: u64,
    /// Stories.
    pub articles: u64,
    /// Their revisions.
    pub revisions: u64,
    /// Reports, each with words that stand verbatim in its revision.
    pub reports: u64,
    /// Events, all of whose reports are stored.
    pub events: u64,
    /// Values under keys, by what their keys begin with: `feed`, `correction`, `preferences`.
    pub values: BTreeMap<String, u64>,
    /// Entries of the log, without a gap.
    pub log: u64,
    /// Stories in the index.
    pub indexed: u64,
    /// What is wrong; empty where all is well.
    pub faults: Vec<Fault>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Where; none for what belongs to all archives.
    pub archive: Option<ArchiveId>,
    /// What, in a clause without full stop.
    pub what: String,
}

impl Verified {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    fn fault(&mut self, archive: Option<&ArchiveId>, what: impl ToString) {
        let (archive, what) = (archive.cloned(), what.to_string());
        self.faults.push(Fault { archive, what });
    }
}

impl Desk {
    /// Reads everything once and tells what is wrong: what cannot be read, what points nowhere, what is not in step.
    ///
    /// Questions are answered meanwhile; whoever stores something waits.
    pub fn verify(&self) -> Result<Verified, Error> {
        let mut found = Verified::default();
        let _writing = match self.write() {
            Ok(writing) => writing,
            Err(Error::Search(why)) => {
                found.fault(None, format!("the index does not follow the log: {why}"));
                self.lock()
            }
            Err(error) => return Err(error),
        };
        let read = self.store().verify()?;
        found.archives = read.archives;
        found.articles = read.articles;
        found.revisions = read.revisions;
        found.reports = read.reports;
        found.events = read.events;
        found.log = read.log;
        for fault in read.faults {
            found.fault(fault.archive.as_ref(), fault.what);
        }
        for archive in self.archives()? {
            values(self.store(), &archive, &mut found)?;
            if let Err(error) = self.compare(&archive, &mut found) {
                found.fault(Some(&archive), error);
            }
        }
        let head = self.store().head()?;
        if self.index().position() != Some(step::position(&head, head.sequence)) {
            found.fault(None, "the index is not at the head of the log");
        }
        Ok(found)
    }

    /// Holds the stories of the index against those of the store.
    fn compare(&self, archive: &ArchiveId, found: &mut Verified) -> Result<(), Error> {
        let ever = Moment::Day(NaiveDate::MAX);
        let never = Moment::Day(NaiveDate::MIN);
        let mut indexed = self.index().come(archive, &never, &ever)?;
        found.indexed += indexed.len() as u64;
        let mut missing = BTreeSet::new();
        let mut after: Option<ArticleId> = None;
        loop {
            let records = self.store().scan(archive, after.as_ref(), PAGE)?;
            let Some(last) = records.last() else { break };
            after = Some(last.id().clone());
            for record in &records {
                if !indexed.remove(record.id()) {
                    missing.insert(record.id().clone());
                }
            }
        }
        for (stories, what) in [
            (missing, "is not in the index"),
            (indexed, "is in the index and not stored"),
        ] {
            let more = stories.len().saturating_sub(NAMED);
            for id in stories.iter().take(NAMED) {
                found.fault(Some(archive), format!("article {id} {what}"));
            }
            if more > 0 {
                found.fault(Some(archive), format!("of {more} more the same: {what}"));
            }
        }
        Ok(())
    }
}

/// Reads the values of an archive whose forms are known, and counts all.
fn values(store: &dyn Store, archive: &ArchiveId, found: &mut Verified) -> Result<(), Error> {
    let listed = match store.state_list(archive, "") {
        Ok(listed) => listed,
        // What cannot be read stands among the faults of the store.
        Err(dateline_storage::Error::Unreadable { .. }) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    for (key, value) in listed {
        let group = key.split('/').next().unwrap_or_default().to_owned();
        *found.values.entry(group).or_default() += 1;
        if key == reread::UNDER_WAY {
            found.fault(
                Some(archive),
                "reading anew was cut short and some events are missing; run: dateline reread",
            );
        }
        let known = VALUES.iter().find(|(prefix, _)| key.starts_with(prefix));
        if let Some(Err(error)) = known.map(|(_, reads)| reads(&key, &value.bytes)) {
            found.fault(Some(archive), error);
        }
    }
    Ok(())
}
