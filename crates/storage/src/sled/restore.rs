//! A store made from a backup: beside the place where it belongs, and moved there once it is whole and verified.

use super::{
    blobs::{LARGE, sync_folder},
    engine::{Engine, Table, io_error, number},
    keys, open, shelf,
    write::Synced,
};
use crate::{
    Error, StoreId, Verification,
    backup::{Piece, Reader, check_backup},
};
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

/// Makes the store of the backup in a folder that is not there or empty, under a new name; returns what was verified.
///
/// The backup is read through first. Cut short at any moment, the folder is as it was; beside it lies
/// `<folder>.restoring`, which the next restoring removes.
pub(super) fn restore(
    from: &Path,
    into: &Path,
    id: StoreId,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Verification, Error> {
    refuse_filled(into)?;
    let info = check_backup(from)?;
    let work = beside(into);
    remove(&work)?;
    let made = make(from, &work, id, &mut |rows| progress(rows, info.rows));
    let found = match made {
        Ok(found) => found,
        Err(error) => {
            // Nothing of it is of use, and where it cannot be removed now, it will be by the next.
            let _ = fs::remove_dir_all(&work);
            return Err(error);
        }
    };
    refuse_filled(into)?;
    if into.exists() {
        fs::remove_dir(into).map_err(|error| io_error(into, error))?;
    }
    fs::rename(&work, into).map_err(|error| io_error(into, error))?;
    if let Some(above) = into.parent().filter(|above| above.exists()) {
        sync_folder(above)?;
    }
    Ok(found)
}

fn refuse_filled(folder: &Path) -> Result<(), Error> {
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            Some(_) => {
                let path = folder.into();
                Err(Error::NotEmpty { path })
            }
            None => Ok(()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(io_error(folder, error)),
    }
}

fn beside(into: &Path) -> PathBuf {
    let mut name = into.file_name().map(OsString::from).unwrap_or_default();
    name.push(".restoring");
    into.with_file_name(name)
}

fn remove(work: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(work) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error(work, error)),
        _ => Ok(()),
    }
}

fn make(
    from: &Path,
    work: &Path,
    id: StoreId,
    progress: &mut dyn FnMut(u64),
) -> Result<Verification, Error> {
    let (engine, _) = open::open(work, id)?;
    let mut reader = Reader::open(from)?;
    let mut rows = 0;
    while let Some(piece) = reader.piece()? {
        rows += fill(&engine, &piece)?;
        progress(rows);
    }
    let end = reader.end()?;
    let mut last = ::sled::Batch::default();
    last.insert(keys::SCHEMA, reader.schema().to_be_bytes().as_slice());
    last.insert(keys::HEAD, number(end.sequence));
    last.insert(keys::VERSION, number(end.version));
    let kept = engine.tree(Table::Meta).apply_batch(last);
    kept.map_err(|error| engine.failed(error))?;
    engine.blobs.sync()?;
    Synced::default().sync(&engine)?;
    let found = shelf::verify(&engine)?;
    match found.faults.first() {
        None => Ok(found),
        Some(fault) => Err(Error::Unreadable {
            what: format!("backup {}", from.display()),
            why: fault.what.clone(),
        }),
    }
}

fn fill(engine: &Engine, piece: &Piece) -> Result<u64, Error> {
    let unknown = |what: &str| keys::unreadable("backup", what);
    let mut rows = 0;
    let mut batches: Vec<::sled::Batch> = Table::ALL
        .iter()
        .map(|_| ::sled::Batch::default())
        .collect();
    for row in piece.rows() {
        let row = row.ok_or_else(|| unknown("a row does not read"))?;
        rows += 1;
        let table = Table::ALL.get(usize::from(row.table)).copied();
        let table = table.ok_or_else(|| unknown("a row is of no known table"))?;
        let Some(batch) = batches.get_mut(table as usize) else {
            continue;
        };
        match row.value {
            Some(value) if value.len() > LARGE => {
                batch.insert(row.key, engine.blobs.write(table, row.key, value)?);
            }
            Some(value) => batch.insert(row.key, value),
            None => batch.remove(row.key),
        }
    }
    for (table, batch) in Table::ALL.iter().zip(batches) {
        let kept = engine.tree(*table).apply_batch(batch);
        kept.map_err(|error| engine.failed(error))?;
    }
    Ok(rows)
}
