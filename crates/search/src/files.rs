//! The folder of an index: whether it may be used, and how to empty it.

use crate::error::Error;
use std::{fs, io, path::Path};

/// Makes the folder where there is none; refused where it holds files that no index writes.
pub(crate) fn prepare(dir: &Path) -> Result<(), Error> {
    fs::create_dir_all(dir)?;
    for entry in fs::read_dir(dir)? {
        if !is_ours(&entry?.file_name().to_string_lossy()) {
            return Err(Error::NotAnIndex(dir.to_owned()));
        }
    }
    Ok(())
}

/// Removes the files of an index and leaves all others.
pub(crate) fn clear(dir: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if is_ours(&entry.file_name().to_string_lossy()) {
            match fs::remove_file(entry.path()) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
    }
    Ok(())
}

/// `meta.json`, the hidden files beside it, and segments: 32 hexadecimal digits, then one or more endings.
fn is_ours(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let segment = stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
    segment
        || ["meta.json", ".managed.json"].contains(&name)
        || name.starts_with(".tantivy-")
        || name.starts_with(".tmp")
}
