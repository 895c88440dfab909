//! The unit of isolation.

use crate::Error;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Names one archive: `local`, `server:<id>`, `user:<id>`, or a plain word.
///
/// At most 100 bytes of letters, digits, `-` and `_`, with at most one `:` inside. It is the first part of every
/// storage key and of every search filter.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ArchiveId(String);

impl ArchiveId {
    /// The archive of the command line.
    #[must_use]
    pub fn local() -> Self {
        Self("local".into())
    }

    /// The archive of one Discord server.
    #[must_use]
    pub fn server(id: u64) -> Self {
        Self(format!("server:{id}"))
    }

    /// The archive of one person, used in direct messages.
    #[must_use]
    pub fn user(id: u64) -> Self {
        Self(format!("user:{id}"))
    }

    /// The name as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ArchiveId {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        let word = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
        };
        let fits = match name.split_once(':') {
            Some((kind @ ("server" | "user"), id)) => {
                !kind.is_empty() && !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())
            }
            Some(_) => false,
            None => word(name),
        };
        if fits && name.len() <= 100 {
            Ok(Self(name.into()))
        } else {
            Err(Error::NotAnArchive(name.into()))
        }
    }
}

impl TryFrom<String> for ArchiveId {
    type Error = Error;

    fn try_from(name: String) -> Result<Self, Error> {
        name.parse()
    }
}

impl From<ArchiveId> for String {
    fn from(id: ArchiveId) -> Self {
        id.0
    }
}

impl fmt::Display for ArchiveId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_people_and_words_are_archives_and_paths_are_not() {
        for good in ["local", "server:42", "user:1", "my-desk_2"] {
            assert!(good.parse::<ArchiveId>().is_ok(), "{good}");
        }
        for bad in [
            "", "server:", "server:x", "a/b", "..", "guild:1", "a:b:c", "a\u{0}",
        ] {
            assert!(bad.parse::<ArchiveId>().is_err(), "{bad}");
        }
    }
}
