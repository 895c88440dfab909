//! Digests as an archive keeps them: what people said and what posting has shown under two keys, so that neither overwrites
//! the other, and what each channel was told.

use crate::{Error, Store, format::v1, jobs, shelf::Inventory, values};
use chrono::{DateTime, Utc};
use dateline_core::{ArchiveId, Digest, DigestKind, EventId, Heard, Posted};

const SAID: &str = "digest/";
const SHOWN: &str = "posted/";
const HEARD: &str = "heard/";

/// So many events a channel is remembered to have heard of, those told last.
const MEMORY: usize = 5_000;

/// Of a digest, in digits that sort.
fn of(prefix: &str, channel: u64, kind: DigestKind) -> String {
    format!("{prefix}{channel:020}/{}", kind.word())
}

fn heard_key(channel: u64) -> String {
    format!("{HEARD}{channel:020}")
}

/// The digests of the archive, by channel.
pub fn digests(store: &dyn Store, archive: &ArchiveId) -> Result<Vec<Digest>, Error> {
    values::under(store, archive, SAID, |stored: v1::Digest| stored.try_into())
}

/// The digest of that kind in that channel.
pub fn digest(
    store: &dyn Store,
    archive: &ArchiveId,
    channel: u64,
    kind: DigestKind,
) -> Result<Option<Digest>, Error> {
    let key = of(SAID, channel, kind);
    values::one(store, archive, &key, |stored: v1::Digest| stored.try_into())
}

/// Keeps a digest in place of what was said of it; durable on return.
pub fn keep_digest(store: &dyn Store, archive: &ArchiveId, digest: &Digest) -> Result<(), Error> {
    let key = of(SAID, digest.channel, digest.kind);
    let bytes = values::bytes(&key, v1::Digest::try_from(digest))?;
    store.state_put(archive, &key, &bytes)?;
    Ok(())
}

/// Removes a digest, what was shown of it and its unfinished posts; what its channel heard is forgotten with the channel's
/// last digest. Says whether there was one.
pub fn remove_digest(
    store: &dyn Store,
    archive: &ArchiveId,
    channel: u64,
    kind: DigestKind,
) -> Result<bool, Error> {
    let was_there = store.state_remove(archive, &of(SAID, channel, kind))?;
    store.state_remove(archive, &of(SHOWN, channel, kind))?;
    jobs::remove_of_digest(store, archive, channel, kind)?;
    let others = store.state_list(archive, &format!("{SAID}{channel:020}/"))?;
    if others.is_empty() {
        store.state_remove(archive, &heard_key(channel))?;
    }
    Ok(was_there)
}

/// What posting a digest has shown; nothing where it was never posted.
pub fn posted(
    store: &dyn Store,
    archive: &ArchiveId,
    channel: u64,
    kind: DigestKind,
) -> Result<Posted, Error> {
    let key = of(SHOWN, channel, kind);
    let shown = values::one(store, archive, &key, |stored: v1::Posted| stored.try_into());
    Ok(shown?.unwrap_or_default())
}

/// Keeps what posting a digest has shown; durable on return. One that was removed meanwhile stays removed.
pub fn keep_posted(
    store: &dyn Store,
    archive: &ArchiveId,
    (channel, kind): (u64, DigestKind),
    posted: &Posted,
) -> Result<(), Error> {
    let said = store.state_get(archive, &of(SAID, channel, kind))?;
    if said.is_none() {
        return Ok(());
    }
    let key = of(SHOWN, channel, kind);
    let bytes = values::bytes(&key, v1::Posted::try_from(posted))?;
    store.state_put(archive, &key, &bytes)?;
    Ok(())
}

/// The events that a channel was told of, those told last at the end.
pub fn heard(store: &dyn Store, archive: &ArchiveId, channel: u64) -> Result<Vec<Heard>, Error> {
    let heard = values::one(store, archive, &heard_key(channel), v1::Heard::read)?;
    Ok(heard.unwrap_or_default())
}

/// Keeps that a channel was told of events at that time; durable on return.
pub fn hear(
    store: &dyn Store,
    archive: &ArchiveId,
    channel: u64,
    events: &[EventId],
    at: DateTime<Utc>,
) -> Result<(), Error> {
    let mut known = heard(store, archive, channel)?;
    known.retain(|heard| !events.contains(&heard.event));
    let new = events.iter().cloned().map(|event| Heard { event, at });
    known.extend(new);
    let surplus = known.len().saturating_sub(MEMORY);
    known.drain(..surplus);
    let key = heard_key(channel);
    let bytes = values::bytes(&key, Ok(v1::Heard::from(known.as_slice())))?;
    store.state_put(archive, &key, &bytes)?;
    Ok(())
}

/// What of the digests of an archive cannot be read.
pub(crate) fn unreadable_in(shelf: &dyn Inventory) -> Result<Vec<String>, Error> {
    let mut faults = values::faults(shelf, SAID, |stored: v1::Digest| Digest::try_from(stored))?;
    faults.extend(values::faults(shelf, SHOWN, |stored: v1::Posted| {
        Posted::try_from(stored)
    })?);
    faults.extend(values::faults(shelf, HEARD, v1::Heard::read)?);
    faults.extend(jobs::unreadable_in(shelf)?);
    Ok(faults)
}
