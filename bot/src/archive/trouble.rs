//! What goes wrong with an archive, as troubles that a person can do something about.

use dateline_desk::Error;
use dateline_render::{ArchiveFault, Trouble, refusal};
use std::{fs, path::Path};

/// The file in which the process that has the folder open leaves its id.
pub(super) const HOLDER: &str = "process";

/// What a person has to know of an error; `folder` is named where the error names no path.
pub(crate) fn trouble(error: &Error, folder: &Path) -> Trouble {
    match error {
        Error::Refused(why) => Trouble::Stored { why: refusal(why) },
        Error::Storage(why) => storage_trouble(why, folder),
        Error::Search(why) => search_trouble(why, folder),
        other => Trouble::Stored {
            why: other.to_string(),
        },
    }
}

fn storage_trouble(error: &dateline_storage::Error, folder: &Path) -> Trouble {
    use dateline_storage::Error as E;
    let (path, fault) = match error {
        E::Busy { path } => (path.as_path(), in_use(folder)),
        E::Damaged {
            path, set_aside, ..
        } => (
            path.as_path(),
            ArchiveFault::SetAside {
                kept: set_aside.clone(),
            },
        ),
        E::Newer { schema } => (folder, ArchiveFault::Newer { schema: *schema }),
        E::Io { path, source } => (
            path.as_path(),
            ArchiveFault::Io {
                why: source.to_string(),
            },
        ),
        other => {
            return Trouble::Stored {
                why: other.to_string(),
            };
        }
    };
    Trouble::Archive {
        path: path.to_owned(),
        fault,
    }
}

fn search_trouble(error: &dateline_search::Error, folder: &Path) -> Trouble {
    use dateline_search::Error as E;
    let (path, fault) = match error {
        E::InUse(path) => (path.as_path(), in_use(folder)),
        E::NotAnIndex(path) => {
            let why = "it holds other files than the search index".to_owned();
            (path.as_path(), ArchiveFault::Io { why })
        }
        E::Disk(why) => (
            folder,
            ArchiveFault::Io {
                why: why.to_string(),
            },
        ),
        other => {
            return Trouble::Stored {
                why: other.to_string(),
            };
        }
    };
    Trouble::Archive {
        path: path.to_owned(),
        fault,
    }
}

/// Which process has the folder open, as far as it says.
fn in_use(folder: &Path) -> ArchiveFault {
    let written = fs::read_to_string(folder.join(HOLDER)).ok();
    ArchiveFault::InUse {
        process: written.and_then(|id| id.trim().parse().ok()),
    }
}
