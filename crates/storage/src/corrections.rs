//! Corrections as an archive keeps them: values under keys of their own, numbered, never lost with what is derived.

use crate::{
    Error, Store,
    format::{self, Unpacker, v1},
    shelf::Inventory,
};
use dateline_core::{ArchiveId, Correction, CorrectionId};

/// Before the number of each correction, in digits that sort.
const PREFIX: &str = "correction/";

/// Under this key stands the number that was given last, so that none is ever given again.
const LAST: &str = "corrections/last";

fn key(id: CorrectionId) -> String {
    format!("{PREFIX}{:020}", id.number())
}

/// Every correction of the archive, the oldest first.
pub fn corrections(store: &dyn Store, archive: &ArchiveId) -> Result<Vec<Correction>, Error> {
    let (stored, unpacker) = (store.state_list(archive, PREFIX)?, Unpacker::default());
    stored
        .iter()
        .map(|(key, value)| read(&unpacker, key, &value.bytes))
        .collect()
}

/// Keeps a new correction under the next number; durable on return.
pub fn add_correction(
    store: &dyn Store,
    archive: &ArchiveId,
    make: impl FnOnce(CorrectionId) -> Correction,
) -> Result<Correction, Error> {
    let last = store.state_get(archive, LAST)?;
    let number = last.as_ref().map_or(Ok(0), |value| number(&value.bytes))? + 1;
    let expected = last.map(|value| value.version);
    store.state_compare_and_set(archive, LAST, expected, number.to_string().as_bytes())?;
    let correction = make(CorrectionId::new(number));
    keep_correction(store, archive, &correction)?;
    Ok(correction)
}

/// Keeps a correction under the number that it has, which no other has; durable on return. No number up to it is given again.
pub fn place_correction(
    store: &dyn Store,
    archive: &ArchiveId,
    correction: &Correction,
) -> Result<(), Error> {
    let last = store.state_get(archive, LAST)?;
    let given = last.map_or(Ok(0), |value| number(&value.bytes))?;
    if given < correction.id.number() {
        let number = correction.id.number().to_string();
        store.state_put(archive, LAST, number.as_bytes())?;
    }
    keep_correction(store, archive, correction)
}

/// Keeps a correction in place of what stands under its number; durable on return.
pub fn keep_correction(
    store: &dyn Store,
    archive: &ArchiveId,
    correction: &Correction,
) -> Result<(), Error> {
    let key = key(correction.id);
    let bytes = v1::Correction::try_from(correction).and_then(|stored| format::write(&stored));
    let bytes = bytes.map_err(|why| Error::Unfit {
        what: format!("correction {}", correction.id),
        why,
    })?;
    store.state_put(archive, &key, &bytes)?;
    Ok(())
}

/// Removes a correction; says whether there was one. Its number stays given.
pub fn remove_correction(
    store: &dyn Store,
    archive: &ArchiveId,
    id: CorrectionId,
) -> Result<bool, Error> {
    store.state_remove(archive, &key(id))
}

/// The corrections of an archive that cannot be read, by key and why.
pub(crate) fn unreadable_in(shelf: &dyn Inventory) -> Result<Vec<String>, Error> {
    let (stored, unpacker) = (shelf.values_under(PREFIX)?, Unpacker::default());
    let read = stored
        .iter()
        .map(|(key, value)| read(&unpacker, key, &value.bytes));
    Ok(read
        .filter_map(Result::err)
        .map(|error| error.to_string())
        .collect())
}

fn read(unpacker: &Unpacker, key: &str, bytes: &[u8]) -> Result<Correction, Error> {
    let stored = unpacker.read::<v1::Correction>(bytes);
    stored
        .and_then(Correction::try_from)
        .map_err(|why| unreadable(key, why))
}

fn number(bytes: &[u8]) -> Result<u64, Error> {
    let text = std::str::from_utf8(bytes).ok();
    text.and_then(|text| text.parse().ok())
        .ok_or_else(|| unreadable(LAST, "it is no number".into()))
}

fn unreadable(key: &str, why: String) -> Error {
    let what = format!("value {key}");
    Error::Unreadable { what, why }
}
