//! Who put a story into the archive by hand, and how: such a story is an unverified source.

use serde::{Deserialize, Serialize};

/// Stands for a person who has asked to be forgotten: no account has this number.
pub const FORGOTTEN: u64 = 0;

/// A person saved the story: put it in, or had it fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Saved {
    /// The person, by the number that names their own archive ([`ArchiveId::user`](crate::ArchiveId::user)).
    pub by: u64,
    /// How it came.
    pub how: Intake,
}

/// How a story came that a person saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Intake {
    /// Text put into a form.
    Pasted,
    /// A text file.
    File,
    /// An address, from which it was fetched: no words of theirs are in it.
    Link,
}
