//! What can go wrong with an index, by what the caller can do about it.

use std::path::PathBuf;
use tantivy::TantivyError;

/// Why the index did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Another process writes to this index: end it, or ask it.
    #[error("another process has the index in {} open", .0.display())]
    InUse(PathBuf),
    /// The folder holds other things than an index: choose another folder.
    #[error("{} is not an empty folder and not an index", .0.display())]
    NotAnIndex(PathBuf),
    /// The folder or disk refused: free some space or mend the permissions, then try again.
    #[error("the index could not be read or written")]
    Disk(#[source] std::io::Error),
    /// The index contradicts itself: clear it and put every story again.
    #[error("the index is damaged")]
    Damaged(#[source] TantivyError),
}

impl From<TantivyError> for Error {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::IoError(inner) => {
                Self::Disk(std::io::Error::new(inner.kind(), inner.to_string()))
            }
            other => Self::Damaged(other),
        }
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Disk(error)
    }
}
