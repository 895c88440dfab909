//! The unfinished posts: kept before the first request for them is made, gone when nothing is left to do.

use crate::{Conflict, Error, Store, format::v1, shelf::Inventory, values};
use dateline_core::{ArchiveId, DigestKind, Job, Occasion, Post, Recipient};

const PREFIX: &str = "job/";

/// What the keys of the posts of one digest, reminder or watch begin with.
fn of(to: Recipient, post: Post) -> String {
    match post {
        Post::Digest(kind) => format!("{PREFIX}{:020}/{}/", to.number(), kind.word()),
        Post::Reminder(number) => own("reminder", number),
        Post::Watch(number) => own("watch", number),
    }
}

fn own(word: &str, number: u64) -> String {
    format!("{PREFIX}{word}/{number:020}/")
}

fn key(job: &Job) -> String {
    let occasion = match job.occasion {
        Occasion::Slot => "slot".to_owned(),
        Occasion::Asked(interaction) => format!("asked-{interaction:020}"),
        Occasion::Turn(turn) => format!("turn-{turn:010}"),
    };
    let of = of(job.to, job.post);
    match job.post {
        Post::Digest(_) => format!("{of}{}/{occasion}", job.date.format("%Y-%m-%d")),
        Post::Reminder(_) | Post::Watch(_) => format!("{of}{occasion}"),
    }
}

/// The unfinished posts of the archive.
pub fn jobs(store: &dyn Store, archive: &ArchiveId) -> Result<Vec<Job>, Error> {
    values::under(store, archive, PREFIX, |stored: v1::Job| stored.try_into())
}

/// Keeps a new post, durable on return; where one of that name is under way already, that one is what counts, and is returned.
pub fn begin_job(store: &dyn Store, archive: &ArchiveId, job: Job) -> Result<Job, Error> {
    let key = key(&job);
    let bytes = values::bytes(&key, v1::Job::try_from(&job))?;
    match store.state_compare_and_set(archive, &key, None, &bytes) {
        Ok(_) => Ok(job),
        Err(Error::Conflict(Conflict::Changed { .. })) => {
            let standing = values::one(store, archive, &key, |stored: v1::Job| stored.try_into());
            Ok(standing?.unwrap_or(job))
        }
        Err(error) => Err(error),
    }
}

/// Keeps how far a post has come, durable on return; says whether it is still wanted: one whose digest,
/// reminder or watch was removed is not, and stays removed.
pub fn keep_job(store: &dyn Store, archive: &ArchiveId, job: &Job) -> Result<bool, Error> {
    let key = key(job);
    let Some(standing) = store.state_get(archive, &key)? else {
        return Ok(false);
    };
    let bytes = values::bytes(&key, v1::Job::try_from(job))?;
    match store.state_compare_and_set(archive, &key, Some(standing.version), &bytes) {
        Ok(_) => Ok(true),
        Err(Error::Conflict(Conflict::Changed { version: None, .. })) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Removes a post with which nothing is left to do.
pub fn end_job(store: &dyn Store, archive: &ArchiveId, job: &Job) -> Result<(), Error> {
    store.state_remove(archive, &key(job))?;
    Ok(())
}

/// Removes the posts of a digest.
pub(crate) fn remove_of_digest(
    store: &dyn Store,
    archive: &ArchiveId,
    channel: u64,
    kind: DigestKind,
) -> Result<(), Error> {
    remove_of(
        store,
        archive,
        &of(Recipient::Channel(channel), Post::Digest(kind)),
    )
}

/// Removes the posts of a reminder.
pub(crate) fn remove_of_reminder(
    store: &dyn Store,
    archive: &ArchiveId,
    number: u64,
) -> Result<(), Error> {
    remove_of(store, archive, &own("reminder", number))
}

/// Removes the posts of a watch.
pub(crate) fn remove_of_watch(
    store: &dyn Store,
    archive: &ArchiveId,
    number: u64,
) -> Result<(), Error> {
    remove_of(store, archive, &own("watch", number))
}

fn remove_of(store: &dyn Store, archive: &ArchiveId, prefix: &str) -> Result<(), Error> {
    for (key, _) in store.state_list(archive, prefix)? {
        store.state_remove(archive, &key)?;
    }
    Ok(())
}

/// The posts that cannot be read.
pub(crate) fn unreadable_in(shelf: &dyn Inventory) -> Result<Vec<String>, Error> {
    values::faults(shelf, PREFIX, |stored: v1::Job| Job::try_from(stored))
}
