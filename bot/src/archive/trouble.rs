//! What goes wrong with an archive, as troubles that a person can do something about.

use dateline_desk::Error;
use dateline_render::{ArchiveFault, Trouble, refusal};
use std::{fs, path::Path};

/// The file in which the process that has the folder open leaves its id.
pub(super) const HOLDER: &str = "process";

/// What a person has to know of an error; `folder` is named where the error names no path.
pub(crate) fn trouble(error: &Error, folder: &Path) -> Trouble {
    let found = match error {
        Error::Refused(why) => return Trouble::Stored { why: refusal(why) },
        Error::Storage(why) => storage_fault(why, folder),
        Error::Search(why) => search_fault(why, folder),
        _ => None,
    };
    match found {
        Some((path, fault)) => Trouble::Archive {
            path: path.to_owned(),
            fault,
        },
        None => Trouble::Stored {
            why: error.to_string(),
        },
    }
}

fn storage_fault<'a>(
    error: &'a dateline_storage::Error,
    folder: &'a Path,
) -> Option<(&'a Path, ArchiveFault)> {
    use dateline_storage::Error as E;
    Some(match error {
        E::Busy { path } => (path, in_use(folder)),
        E::Damaged {
            path, set_aside, ..
        } => {
            let kept = set_aside.clone();
            (path, ArchiveFault::SetAside { kept })
        }
        E::Newer { schema } => (folder, ArchiveFault::Newer { schema: *schema }),
        E::Exists { path } => (path, ArchiveFault::Exists),
        E::NotEmpty { path } => (path, ArchiveFault::NotEmpty),
        E::NotABackup { path } => (path, ArchiveFault::NotABackup),
        E::NewerBackup { path } => (path, ArchiveFault::NewerBackup),
        E::BrokenBackup { path, offset, why } => {
            let (offset, why) = (*offset, why.clone());
            (path, ArchiveFault::BrokenBackup { offset, why })
        }
        E::Io { path, source } => (path, io(source)),
        _ => return None,
    })
}

fn search_fault<'a>(
    error: &'a dateline_search::Error,
    folder: &'a Path,
) -> Option<(&'a Path, ArchiveFault)> {
    use dateline_search::Error as E;
    Some(match error {
        E::InUse(path) => (path, in_use(folder)),
        E::NotAnIndex(path) => (path, io("it holds other files than the search index")),
        E::Disk(why) => (folder, io(why)),
        _ => return None,
    })
}

fn io(why: impl ToString) -> ArchiveFault {
    let why = why.to_string();
    ArchiveFault::Io { why }
}

/// Which process has the folder open, as far as it says.
fn in_use(folder: &Path) -> ArchiveFault {
    let written = fs::read_to_string(folder.join(HOLDER)).ok();
    ArchiveFault::InUse {
        process: written.and_then(|id| id.trim().parse().ok()),
    }
}
