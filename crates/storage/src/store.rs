//! The promises that every place to keep things makes.

use crate::{
    Appended, BackupWriter, Change, Error, Head, LogEntry, Record, StateValue, Statistics,
    Verification,
};
use dateline_core::{ArchiveId, ArticleId, Event, EventId};

/// A place that keeps archives. What is written here are promises; the contract tests hold every backend to them.
///
/// Nothing in one archive is ever seen, counted or changed by a call that names another. Calls may come from many
/// threads at once; writers wait for each other, readers see a batch whole or not at all, and may see it a moment
/// before it is durable.
pub trait Store: Send + Sync {
    /// Applies the batch in order, as one transaction, and gives each change its sequence numbers.
    ///
    /// Durable on return. All or nothing: on an error nothing of it is stored (only after [`Error::Io`] it may be,
    /// and appending it again is safe). A change whose content is there already changes nothing and gets no number.
    ///
    /// Refused as [`Error::Conflict`] where afterwards two articles would have one identity, an event would hold a
    /// report that is not stored, or two events would answer to one name; what counts is the state after the batch.
    fn append(&self, archive: &ArchiveId, batch: Vec<Change>) -> Result<Appended, Error>;

    /// Removes everything of the archive, values under keys included, and what the log says of it.
    ///
    /// Durable on return. One [`What::ForgotArchive`](crate::What::ForgotArchive) remains; an archive that holds
    /// nothing gets no entry.
    fn forget(&self, archive: &ArchiveId) -> Result<Appended, Error>;

    /// The story of that id, with all its revisions and reports.
    fn article(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Option<Record>, Error>;

    /// The stories of those ids that are stored, in the order asked.
    fn articles(&self, archive: &ArchiveId, ids: &[ArticleId]) -> Result<Vec<Record>, Error>;

    /// What was kept beside the story as it stands ([`Change::Reading`]); it may be missing for any story at any time.
    fn reading(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Option<Vec<u8>>, Error>;

    /// The story one of whose revisions has that identity ([`Article::identity`](dateline_core::Article::identity)).
    fn by_identity(&self, archive: &ArchiveId, identity: &str) -> Result<Option<ArticleId>, Error>;

    /// At most `limit` stories in the byte order of their ids, those behind `after`.
    fn scan(
        &self,
        archive: &ArchiveId,
        after: Option<&ArticleId>,
        limit: usize,
    ) -> Result<Vec<Record>, Error>;

    /// The event that has this name, or had it before a merge.
    fn event(&self, archive: &ArchiveId, id: &EventId) -> Result<Option<Event>, Error>;

    /// At most `limit` events whose own names begin with `prefix`, in the order of their names.
    fn events_named(
        &self,
        archive: &ArchiveId,
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<Event>, Error>;

    /// The events that hold a report of the article, in the order of their ids.
    fn events_of(&self, archive: &ArchiveId, id: &ArticleId) -> Result<Vec<Event>, Error>;

    /// How much the archive holds, without reading it through.
    fn count(&self, archive: &ArchiveId) -> Result<Statistics, Error>;

    /// Every archive that holds anything, in order.
    fn archives(&self) -> Result<Vec<ArchiveId>, Error>;

    /// At most `limit` entries with sequence numbers above `after`, in order and without gaps.
    fn log(&self, after: u64, limit: usize) -> Result<Vec<LogEntry>, Error>;

    /// Which store this is and how far its log goes.
    fn head(&self) -> Result<Head, Error>;

    /// The value under the key.
    fn state_get(&self, archive: &ArchiveId, key: &str) -> Result<Option<StateValue>, Error>;

    /// Keys that begin with `prefix`, in byte order, with their values.
    fn state_list(
        &self,
        archive: &ArchiveId,
        prefix: &str,
    ) -> Result<Vec<(String, StateValue)>, Error>;

    /// Keeps the value whatever stood there, and returns its new version; durable on return.
    fn state_put(&self, archive: &ArchiveId, key: &str, bytes: &[u8]) -> Result<u64, Error>;

    /// Keeps the value only where `expected` is the version that stands (none: where the key holds nothing), and
    /// returns its new version; else [`Conflict::Changed`](crate::Conflict::Changed). Durable on return.
    fn state_compare_and_set(
        &self,
        archive: &ArchiveId,
        key: &str,
        expected: Option<u64>,
        bytes: &[u8],
    ) -> Result<u64, Error>;

    /// Removes the value; says whether there was one. Durable on return.
    fn state_remove(&self, archive: &ArchiveId, key: &str) -> Result<bool, Error>;

    /// Reads everything once: every record and event decodes, every event's reports exist, every index agrees with
    /// what it was made from, the counts are right, the log has no gap. Writers wait meanwhile, readers do not.
    fn verify(&self) -> Result<Verification, Error>;

    /// Puts every row into a backup, as all stands at one place of the log, while reading and writing go on; tells how many
    /// rows it has put. Returns that place and the newest version of a value. [`back_up`](crate::back_up) makes a file of it.
    ///
    /// A store that ends with its process has nothing to back up: [`Error::Unfit`].
    fn back_up(
        &self,
        to: &mut BackupWriter,
        progress: &mut dyn FnMut(u64),
    ) -> Result<(u64, u64), Error>;
}
