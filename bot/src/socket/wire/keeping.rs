//! What goes through the socket to look after archives.

use dateline_core::{ArchiveId, ArticleId};
use dateline_storage::BackupInfo;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What is to be done for archives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::socket) enum Keeping {
    /// Read everything of all archives once.
    Verify,
    /// Write a backup of all archives to that absolute path.
    BackUp { to: PathBuf, replaces: bool },
    /// Make again all that is derived.
    Rebuild,
    /// Show what reading every story anew would find.
    RereadShown { archive: ArchiveId },
    /// Give some stories as lines; a reply may hold few, and names no further one only at the end.
    ExportStories {
        archive: ArchiveId,
        after: Option<ArticleId>,
    },
    /// Give as lines what stands beside the stories.
    ExportRest { archive: ArchiveId },
    /// Take lines.
    Import {
        archive: ArchiveId,
        lines: Vec<String>,
    },
}

/// A backup that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BackedUp {
    /// The entry of the log at which it stands.
    pub(crate) sequence: u64,
    /// How many rows it holds.
    pub(crate) rows: u64,
    /// How long the file is.
    pub(crate) bytes: u64,
}

impl From<BackupInfo> for BackedUp {
    fn from(info: BackupInfo) -> Self {
        Self {
            sequence: info.sequence,
            rows: info.rows,
            bytes: info.bytes,
        }
    }
}
