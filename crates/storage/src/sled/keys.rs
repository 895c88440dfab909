//! The bytes of keys: the archive first, numbers big-endian.

use crate::Error;
use dateline_core::{ArchiveId, ArticleId, EventId};

pub(super) const SCHEMA: &[u8] = b"schema";
pub(super) const STORE: &[u8] = b"store";
pub(super) const HEAD: &[u8] = b"head";
pub(super) const VERSION: &[u8] = b"version";

/// Leads the keys of events under their own names.
pub(super) const EVENT: u8 = b'e';
/// Leads the keys of former names.
pub(super) const ALIAS: u8 = b'a';
/// Leads the keys of articles that events hold reports of.
pub(super) const MEMBER: u8 = b'm';

/// What every key of the archive begins with, and no key of another.
pub(super) fn archive(archive: &ArchiveId) -> Vec<u8> {
    let name = archive.as_str().as_bytes();
    // An archive's name has at most 100 bytes.
    let length = u8::try_from(name.len()).unwrap_or(u8::MAX);
    let mut key = vec![length];
    key.extend_from_slice(name);
    key
}

pub(super) fn in_archive(of: &ArchiveId, rest: &[u8]) -> Vec<u8> {
    let mut key = archive(of);
    key.extend_from_slice(rest);
    key
}

pub(super) fn article(of: &ArchiveId, id: &ArticleId) -> Vec<u8> {
    in_archive(of, id.as_str().as_bytes())
}

pub(super) fn kind(of: &ArchiveId, kind: u8) -> Vec<u8> {
    in_archive(of, &[kind])
}

pub(super) fn event(of: &ArchiveId, id: &EventId) -> Vec<u8> {
    named(of, EVENT, id.as_str())
}

/// What the keys of events begin with whose names begin with `prefix`.
pub(super) fn events_named(of: &ArchiveId, prefix: &str) -> Vec<u8> {
    named(of, EVENT, prefix)
}

pub(super) fn alias(of: &ArchiveId, id: &EventId) -> Vec<u8> {
    named(of, ALIAS, id.as_str())
}

pub(super) fn member(of: &ArchiveId, id: &ArticleId) -> Vec<u8> {
    named(of, MEMBER, id.as_str())
}

fn named(of: &ArchiveId, group: u8, name: &str) -> Vec<u8> {
    let mut key = kind(of, group);
    key.extend_from_slice(name.as_bytes());
    key
}

pub(super) fn sequence(number: u64) -> Vec<u8> {
    number.to_be_bytes().to_vec()
}

pub(super) fn sequence_of(key: &[u8]) -> Result<u64, Error> {
    let number = key.try_into().map(u64::from_be_bytes);
    number.map_err(|_| unreadable("log entry", "its key is not a sequence number"))
}

/// Whose key it is.
pub(super) fn archive_of(key: &[u8]) -> Result<ArchiveId, Error> {
    let (&length, rest) = key.split_first().ok_or_else(foreign)?;
    let name = rest.get(..usize::from(length)).ok_or_else(foreign)?;
    let name = std::str::from_utf8(name).map_err(|_| foreign())?;
    name.parse().map_err(|_| foreign())
}

/// What of a key lies behind `prefix`, as text.
pub(super) fn behind<'a>(key: &'a [u8], prefix: &[u8]) -> Result<&'a str, Error> {
    let rest = key.strip_prefix(prefix).ok_or_else(foreign)?;
    std::str::from_utf8(rest).map_err(|_| foreign())
}

fn foreign() -> Error {
    unreadable("key", "it names no archive")
}

pub(super) fn unreadable(what: impl Into<String>, why: impl Into<String>) -> Error {
    let (what, why) = (what.into(), why.into());
    Error::Unreadable { what, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_archive_has_a_key_that_begins_with_all_of_anothers() {
        let names = ["local", "local2", "server:1", "server:12", "user:1"];
        let prefix = |name: &str| archive(&name.parse().expect("an archive"));
        for one in names {
            for other in names.iter().filter(|other| **other != one) {
                assert!(!prefix(other).starts_with(&prefix(one)), "{one} {other}");
            }
            assert_eq!(archive_of(&prefix(one)).expect("a key").as_str(), one);
        }
    }
}
