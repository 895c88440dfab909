//! Values of an archive that are structs of format 1: written, read, and named where they cannot be.

use crate::{
    Conflict, Error, Store,
    format::{self, Unpacker},
    shelf::Inventory,
};
use dateline_core::ArchiveId;
use serde::{Serialize, de::DeserializeOwned};

/// The bytes of a struct; `what` names it where format 1 cannot write it.
pub(crate) fn bytes(key: &str, stored: Result<impl Serialize, String>) -> Result<Vec<u8>, Error> {
    let bytes = stored.and_then(|stored| format::write(&stored));
    bytes.map_err(|why| Error::Unfit {
        what: format!("value {key}"),
        why,
    })
}

/// What bytes were made of.
pub(crate) fn read<S: DeserializeOwned, T>(
    key: &str,
    bytes: &[u8],
    open: impl FnOnce(S) -> Result<T, String>,
) -> Result<T, Error> {
    let stored = Unpacker::default().read::<S>(bytes);
    stored.and_then(open).map_err(|why| Error::Unreadable {
        what: format!("value {key}"),
        why,
    })
}

/// The value under a key.
pub(crate) fn one<S: DeserializeOwned, T>(
    store: &dyn Store,
    archive: &ArchiveId,
    key: &str,
    open: impl FnOnce(S) -> Result<T, String>,
) -> Result<Option<T>, Error> {
    let value = store.state_get(archive, key)?;
    value.map(|value| read(key, &value.bytes, open)).transpose()
}

/// Changes the value under a key, whoever else changes it meanwhile; gives it as it is kept, durable on return. None where there
/// is none.
pub(crate) fn change<S: DeserializeOwned + Serialize, T>(
    store: &dyn Store,
    (archive, key): (&ArchiveId, &str),
    (open, close): (
        impl Fn(S) -> Result<T, String>,
        impl Fn(&T) -> Result<S, String>,
    ),
    mut edit: impl FnMut(&mut T),
) -> Result<Option<T>, Error> {
    loop {
        let Some(standing) = store.state_get(archive, key)? else {
            return Ok(None);
        };
        let mut value = read(key, &standing.bytes, &open)?;
        edit(&mut value);
        let changed = bytes(key, close(&value))?;
        match store.state_compare_and_set(archive, key, Some(standing.version), &changed) {
            Ok(_) => return Ok(Some(value)),
            Err(Error::Conflict(Conflict::Changed { .. })) => {}
            Err(error) => return Err(error),
        }
    }
}

/// The values whose keys begin so, in the order of their keys.
pub(crate) fn under<S: DeserializeOwned, T>(
    store: &dyn Store,
    archive: &ArchiveId,
    prefix: &str,
    open: impl Fn(S) -> Result<T, String>,
) -> Result<Vec<T>, Error> {
    let values = store.state_list(archive, prefix)?;
    values
        .iter()
        .map(|(key, value)| read(key, &value.bytes, &open))
        .collect()
}

/// What is wrong with the values whose keys begin so.
pub(crate) fn faults<S: DeserializeOwned, T>(
    shelf: &dyn Inventory,
    prefix: &str,
    open: impl Fn(S) -> Result<T, String>,
) -> Result<Vec<String>, Error> {
    let values = shelf.values_under(prefix)?;
    let read = values
        .iter()
        .map(|(key, value)| read(key, &value.bytes, &open));
    let faults = read.filter_map(Result::err);
    Ok(faults.map(|error| error.to_string()).collect())
}
