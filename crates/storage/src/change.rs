//! What goes into a store and what its log tells: changes, sequences, heads, versions.

use crate::Record;
use dateline_core::{ArchiveId, ArticleId, Event, EventId};
use std::{
    fmt,
    hash::{BuildHasher, RandomState},
};

/// One thing to change in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// Stores a story with its reports, in place of what was stored under its id.
    Article(Box<Record>),
    /// Stores an event, in place of what was stored under its id.
    Event(Event),
    /// Keeps beside a story what was read in it, in a form that only the reader of it knows; dropped unless the same
    /// batch has stored the story or changed it. It goes when the story changes or goes, and gets no number in the log.
    Reading(ArticleId, Vec<u8>),
    /// Removes a story; its reports leave their events, and an event without reports goes too.
    ForgetArticle(ArticleId),
    /// Removes an event; its reports stay with their stories.
    RemoveEvent(EventId),
}

impl Change {
    /// Stores a story with its reports.
    #[must_use]
    pub fn article(record: Record) -> Self {
        Self::Article(Box::new(record))
    }
}

/// The sequence numbers that a batch got: `first..=last`, none where nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// One more than the head before.
    pub first: u64,
    /// The head since.
    pub last: u64,
}

impl Appended {
    /// How many entries the log gained; 0 where all was there already.
    #[must_use]
    pub fn count(&self) -> u64 {
        (self.last + 1).saturating_sub(self.first)
    }
}

/// What one sequence number stands for; entries say what to read again, not what it held.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// The story was stored or replaced.
    Put(ArticleId),
    /// The story was removed.
    Forgot(ArticleId),
    /// The event was stored or replaced.
    Event(EventId),
    /// The event was removed.
    RemovedEvent(EventId),
    /// All of the archive was removed.
    ForgotArchive,
    /// Something in an archive that was forgotten since: nothing to do.
    Erased,
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// Counts from 1 without gaps, over all archives.
    pub sequence: u64,
    /// Where.
    pub archive: ArchiveId,
    /// What.
    pub what: What,
}

/// Names one store for its life: an index that names another one was made from other data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct StoreId(u64);

impl StoreId {
    /// The id of that number.
    #[must_use]
    pub const fn new(number: u64) -> Self {
        Self(number)
    }

    /// An id that two stores hardly share, from the random keys of the standard library's hash maps.
    #[must_use]
    pub fn random() -> Self {
        Self(RandomState::new().hash_one("store"))
    }

    /// The number.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for StoreId {
    /// 16 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// How far a store is: what a derived index compares itself with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Which store.
    pub store: StoreId,
    /// How its values are written.
    pub schema: u32,
    /// The newest sequence number; 0 for a store in which nothing ever changed.
    pub sequence: u64,
}

/// A value kept under a key, with the version that compare-and-set expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateValue {
    /// Rises with every change in the store; no two values ever had the same.
    pub version: u64,
    /// The value.
    pub bytes: Vec<u8>,
}

/// How much an archive holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Stories.
    pub articles: u64,
    /// Their revisions.
    pub revisions: u64,
    /// Reports in all revisions.
    pub reports: u64,
    /// Events.
    pub events: u64,
    /// Values kept under keys.
    pub values: u64,
}
