//! What single people have ordered of an archive: reminders and watches, a key each.

use crate::{Conflict, Error, Store, format::v1, jobs, shelf::Inventory, values};
use dateline_core::{ArchiveId, Reminder, Watch};

const REMINDERS: &str = "reminder/";
const WATCHES: &str = "watch/";

fn reminder_key(number: u64) -> String {
    format!("{REMINDERS}{number:020}")
}

fn watch_key(number: u64) -> String {
    format!("{WATCHES}{number:020}")
}

/// The reminders of the archive, the oldest first.
pub fn reminders(store: &dyn Store, archive: &ArchiveId) -> Result<Vec<Reminder>, Error> {
    values::under(store, archive, REMINDERS, v1::Reminder::read)
}

/// Keeps a new reminder; durable on return. One of that number stays as it is.
pub fn add_reminder(
    store: &dyn Store,
    archive: &ArchiveId,
    reminder: &Reminder,
) -> Result<(), Error> {
    let key = reminder_key(reminder.number);
    let bytes = values::bytes(&key, v1::Reminder::try_from(reminder))?;
    add(store, archive, &key, &bytes)
}

/// Changes a reminder, and gives it as it is kept; none where it was removed.
pub fn change_reminder(
    store: &dyn Store,
    archive: &ArchiveId,
    number: u64,
    edit: impl FnMut(&mut Reminder),
) -> Result<Option<Reminder>, Error> {
    let key = reminder_key(number);
    let forms = (v1::Reminder::read, |reminder: &Reminder| {
        v1::Reminder::try_from(reminder)
    });
    values::change(store, (archive, &key), forms, edit)
}

/// Removes a reminder with its unfinished posts; says whether there was one.
pub fn remove_reminder(store: &dyn Store, archive: &ArchiveId, number: u64) -> Result<bool, Error> {
    let was_there = store.state_remove(archive, &reminder_key(number))?;
    jobs::remove_of_reminder(store, archive, number)?;
    Ok(was_there)
}

/// The watches of the archive, the oldest first.
pub fn watches(store: &dyn Store, archive: &ArchiveId) -> Result<Vec<Watch>, Error> {
    values::under(store, archive, WATCHES, v1::Watch::read)
}

/// Keeps a new watch; durable on return. One of that number stays as it is.
pub fn add_watch(store: &dyn Store, archive: &ArchiveId, watch: &Watch) -> Result<(), Error> {
    let key = watch_key(watch.number);
    let bytes = values::bytes(&key, v1::Watch::try_from(watch))?;
    add(store, archive, &key, &bytes)
}

/// Changes a watch, and gives it as it is kept; none where it was removed.
pub fn change_watch(
    store: &dyn Store,
    archive: &ArchiveId,
    number: u64,
    edit: impl FnMut(&mut Watch),
) -> Result<Option<Watch>, Error> {
    let key = watch_key(number);
    let forms = (v1::Watch::read, |watch: &Watch| v1::Watch::try_from(watch));
    values::change(store, (archive, &key), forms, edit)
}

/// Removes a watch with its unfinished posts; says whether there was one.
pub fn remove_watch(store: &dyn Store, archive: &ArchiveId, number: u64) -> Result<bool, Error> {
    let was_there = store.state_remove(archive, &watch_key(number))?;
    jobs::remove_of_watch(store, archive, number)?;
    Ok(was_there)
}

/// An interaction that is delivered twice adds one.
fn add(store: &dyn Store, archive: &ArchiveId, key: &str, bytes: &[u8]) -> Result<(), Error> {
    match store.state_compare_and_set(archive, key, None, bytes) {
        Ok(_) | Err(Error::Conflict(Conflict::Changed { .. })) => Ok(()),
        Err(error) => Err(error),
    }
}

/// What of the reminders and watches of an archive cannot be read.
pub(crate) fn unreadable_in(shelf: &dyn Inventory) -> Result<Vec<String>, Error> {
    let mut faults = values::faults(shelf, REMINDERS, v1::Reminder::read)?;
    faults.extend(values::faults(shelf, WATCHES, v1::Watch::read)?);
    Ok(faults)
}
