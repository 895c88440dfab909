//! What can go wrong at the desk, by what the caller can do about it.

/// Why the desk did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The story itself cannot be taken: mend it, then take it again.
    #[error(transparent)]
    Refused(#[from] dateline_core::Error),
    /// The store failed: its own error says whether to wait, to mend the disk or to restore a backup.
    #[error(transparent)]
    Storage(#[from] dateline_storage::Error),
    /// The index failed; what was stored is safe, and the next call brings the index in step again.
    ///
    /// Where its own error says that it is damaged: [`crate::Desk::rebuild`].
    #[error(transparent)]
    Search(#[from] dateline_search::Error),
}
