//! Keeps articles and what was read in them: the Store trait, memory, sled.
//!
//! Articles are the truth. What is appended is durable when [`Store::append`] returns, in one transaction with its
//! place in the log, and every call that touches data names the archive. [`MemoryStore`] is for tests, trials and
//! programs that keep nothing; [`SledStore`] keeps a folder. Both keep the same promises: those on [`Store`].
//! What people correct ([`add_correction`]) is truth too, and lies under keys that no rereading touches.
//!
//! ```
//! use dateline_core::{ArchiveId, Article, Draft, Moment};
//! use dateline_storage::{Change, Record, Revision, SledStore, Store, StoreId};
//!
//! # let folder = tempfile::tempdir()?;
//! let store = SledStore::open(folder.path().join("store"), StoreId::random())?;
//! let article = Article::new(Draft {
//!     title: "Harbour bridge to open in May".into(),
//!     ..Draft::published(Moment::parse("2026-11-23")?)
//! })?;
//! let (archive, id) = (ArchiveId::local(), article.id().clone());
//! let record = Record::first(Revision::new(article, Vec::new())?);
//!
//! let appended = store.append(&archive, vec![Change::article(record.clone())])?;
//! assert_eq!(appended.count(), 1);
//! assert_eq!(store.article(&archive, &id)?, Some(record.clone()));
//!
//! // The same story once more changes nothing, and another archive never sees it.
//! assert_eq!(store.append(&archive, vec![Change::article(record)])?.count(), 0);
//! assert_eq!(store.article(&ArchiveId::server(42), &id)?, None);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod backup;
mod change;
mod corrections;
mod digests;
mod error;
mod format;
mod jobs;
mod memory;
mod orders;
mod record;
mod shelf;
mod sled;
mod stage;
mod store;
mod values;
mod verify;

pub use self::sled::SledStore;
pub use backup::{BackupInfo, BackupWriter, Existing, back_up, check_backup};
pub use change::{Appended, Change, Head, LogEntry, StateValue, Statistics, StoreId, What};
pub use corrections::{
    add_correction, corrections, keep_correction, place_correction, remove_correction,
};
pub use digests::{digest, digests, hear, heard, keep_digest, keep_posted, posted, remove_digest};
pub use error::{Conflict, Error};
pub use jobs::{begin_job, end_job, jobs, keep_job};
pub use memory::MemoryStore;
pub use orders::{
    add_reminder, add_watch, change_reminder, change_watch, reminders, remove_reminder,
    remove_watch, watches,
};
pub use record::{Record, Revision};
pub use store::Store;
pub use verify::{Fault, Verification};

/// The schema that this version writes; it reads every one from 1 up to it.
pub const SCHEMA: u32 = 1;
