//! The ways storing and reading can fail, by what the caller can do about it.

use dateline_core::{ArticleId, EventId, ReportId};
use std::{io, path::PathBuf};

/// Why a store could not do as asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Wait for the other process to end, or ask it.
    #[error("another Dateline process has this archive open: {}", path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// Restore a backup: the folder could not be opened and was kept under a new name; nothing was deleted.
    #[error("{} is damaged ({why}) and was set aside as {}", path.display(), set_aside.display())]
    Damaged {
        /// Where the folder was.
        path: PathBuf,
        /// Where it is now.
        set_aside: PathBuf,
        /// What the engine said.
        why: String,
    },
    /// Use a newer version of the program; nothing was touched.
    #[error(
        "this archive was written by a newer version of Dateline (schema {schema}, this one reads up to {})",
        crate::SCHEMA
    )]
    Newer {
        /// The schema that was found.
        schema: u32,
    },
    /// Take the other file away, give another name, or say that it may give way.
    #[error("{} is there already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// Give another folder: only an empty one is filled from a backup.
    #[error("{} holds an archive already", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// Give a file that was written as a backup.
    #[error("{} is not a backup", path.display())]
    NotABackup {
        /// The file.
        path: PathBuf,
    },
    /// Use a newer version of the program.
    #[error("{} was written by a newer version of Dateline", path.display())]
    NewerBackup {
        /// The file.
        path: PathBuf,
    },
    /// Take another backup: this one was cut off or changed, and nothing of it was used.
    #[error("{} is broken at byte {offset}: {why}", path.display())]
    BrokenBackup {
        /// The file.
        path: PathBuf,
        /// Where, from the file's beginning.
        offset: u64,
        /// What is wrong there.
        why: String,
    },
    /// Mend what the system complains of (room, rights) and try again; a batch may be there already, and appending
    /// it again is safe.
    #[error("{} could not be read or written", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// One stored value cannot be read; the rest can. `verify` lists all of them.
    #[error("the stored {what} cannot be read: {why}")]
    Unreadable {
        /// Which value.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// Build the value otherwise: as given it could not be read back the same.
    #[error("{what} cannot be stored: {why}")]
    Unfit {
        /// Which value.
        what: String,
        /// What is wrong with it.
        why: String,
    },
    /// Read again what is stored and decide anew; nothing of the batch was stored.
    #[error(transparent)]
    Conflict(#[from] Conflict),
}

/// What a batch contradicts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Conflict {
    /// Two articles would be the same story.
    #[error("article {article} is the same story as {owner}")]
    SameStory {
        /// The article of the batch.
        article: ArticleId,
        /// The one that has the identity.
        owner: ArticleId,
    },
    /// An event would hold a report that is not stored.
    #[error("event {event} holds report {} of article {} revision {}, which is not stored", report.index, report.article, report.revision)]
    MissingReport {
        /// The event.
        event: EventId,
        /// What it names.
        report: ReportId,
    },
    /// Two events would answer to one name.
    #[error("events {event} and {other} would share the name {alias}")]
    SharedName {
        /// The name.
        alias: EventId,
        /// The event of the batch.
        event: EventId,
        /// The one that has the name.
        other: EventId,
    },
    /// A value has another version than expected.
    #[error("{key:?} was changed meanwhile")]
    Changed {
        /// The key.
        key: String,
        /// The version that stands; none where the key holds nothing.
        version: Option<u64>,
    },
}
