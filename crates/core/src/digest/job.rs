//! One post as it is kept, of a digest, a reminder or a watch: what is to be said, frozen, and how far saying it has come.
//!
//! Its names are pure functions of what it is, so that a post that was begun twice is one post.

use super::DigestKind;
use crate::{ArchiveId, Error, EventId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Characters of an id and of a nonce; Discord takes 25.
const LENGTH: usize = 24;

/// Characters of the code that people see below a post.
const CODE: usize = 10;

/// Where a post goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Recipient {
    /// Into that channel of a server.
    Channel(u64),
    /// To that person, directly.
    Person(u64),
}

impl Recipient {
    /// The number of the channel or the person.
    #[must_use]
    pub const fn number(self) -> u64 {
        match self {
            Self::Channel(number) | Self::Person(number) => number,
        }
    }

    fn name(self) -> String {
        match self {
            Self::Channel(channel) => channel.to_string(),
            Self::Person(person) => format!("person {person}"),
        }
    }
}

/// What a post is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Post {
    /// The digest of that kind of its channel.
    Digest(DigestKind),
    /// The reminder of that number.
    Reminder(u64),
    /// The watch of that number.
    Watch(u64),
}

impl Post {
    fn name(self) -> String {
        match self {
            Self::Digest(kind) => kind.word().to_owned(),
            Self::Reminder(number) => format!("reminder {number}"),
            Self::Watch(number) => format!("watch {number}"),
        }
    }
}

/// What a post was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    /// The slot of its date.
    Slot,
    /// Somebody asked for it, with that interaction.
    Asked(u64),
    /// It is what a reminder or a watch has to tell behind so many posts.
    Turn(u32),
}

/// Names a post: the same for the same archive, recipient, kind, date and occasion, and for no others.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JobId(String);

impl JobId {
    /// The name of a post.
    #[must_use]
    pub fn of(
        archive: &ArchiveId,
        (to, post): (Recipient, Post),
        date: NaiveDate,
        occasion: Occasion,
    ) -> Self {
        let occasion = match occasion {
            Occasion::Slot => "slot".to_owned(),
            Occasion::Asked(interaction) => format!("asked {interaction}"),
            Occasion::Turn(turn) => format!("turn {turn}"),
        };
        Self(short_hash(&[
            archive.as_str(),
            &to.name(),
            &post.name(),
            &date.format("%Y-%m-%d").to_string(),
            &occasion,
        ]))
    }

    /// The nonce of its part of that number.
    #[must_use]
    pub fn nonce(&self, part: usize) -> Nonce {
        Nonce(short_hash(&[&self.0, &part.to_string()]))
    }

    /// As written: 24 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for JobId {
    type Err = Error;

    /// 24 hexadecimal digits, lower case.
    fn from_str(id: &str) -> Result<Self, Error> {
        let digits = id.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
        if digits && id.len() == LENGTH {
            Ok(Self(id.into()))
        } else {
            Err(Error::NotAJobId(id.into()))
        }
    }
}

impl TryFrom<String> for JobId {
    type Error = Error;

    fn try_from(id: String) -> Result<Self, Error> {
        id.parse()
    }
}

impl From<JobId> for String {
    fn from(id: JobId) -> Self {
        id.0
    }
}

impl fmt::Display for JobId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Tells Discord that two requests mean one message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Nonce(String);

impl Nonce {
    /// As sent: 24 hexadecimal digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its beginning, which stands below the message: Discord does not show the nonces of old messages.
    #[must_use]
    pub fn code(&self) -> &str {
        self.0.get(..CODE).unwrap_or(&self.0)
    }
}

/// The first 24 digits of a BLAKE3 hash over texts that are kept apart by their lengths.
fn short_hash(texts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        hasher.update(&(text.len() as u64).to_be_bytes());
        hasher.update(text.as_bytes());
    }
    let digits = hasher.finalize().to_hex();
    digits.chars().take(LENGTH).collect()
}

/// Why a post is not, or not wholly, where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trouble {
    /// The bot may not write in the channel; the digest is switched off.
    Forbidden,
    /// The channel is gone; the digest is switched off.
    Gone,
    /// Whether a message arrived is unknown and cannot be looked up; it was not sent again.
    Unsure,
    /// Discord refuses what it says.
    Refused,
    /// Discord could not be reached for so long that it is no longer news.
    Stale,
}

impl Trouble {
    /// Whether later posts would fail too.
    #[must_use]
    pub const fn is_lasting(self) -> bool {
        match self {
            Self::Forbidden | Self::Gone => true,
            Self::Unsure | Self::Refused | Self::Stale => false,
        }
    }
}

/// How far one message of a post has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PartState {
    /// Nothing was requested yet, or Discord said that it did nothing.
    Waiting,
    /// An earlier message is to be edited.
    Edits(u64),
    /// Requests were made that may have brought the message about.
    Tried {
        /// The first of them.
        since: DateTime<Utc>,
        /// How many nobody knows the outcome of.
        open: u32,
    },
    /// It stands there.
    Stands(u64),
    /// It is left out.
    Omitted,
}

/// One message of a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobPart {
    /// What it says, in the form of whoever sends it; never composed again.
    pub content: String,
    /// The events that it tells.
    pub events: Vec<EventId>,
    /// How far it has come.
    pub state: PartState,
}

/// One post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Its name.
    pub id: JobId,
    /// Where it goes.
    pub to: Recipient,
    /// What it is of.
    pub post: Post,
    /// The local date that it is for.
    pub date: NaiveDate,
    /// What it was made for.
    pub occasion: Occasion,
    /// When its content was frozen.
    pub made: DateTime<Utc>,
    /// Its messages, in order.
    pub parts: Vec<JobPart>,
    /// Messages of the post before that a rolling digest no longer needs.
    pub surplus: Vec<u64>,
    /// Whether its first message is still to be pinned.
    pub is_to_pin: bool,
    /// Nothing is requested before then.
    pub not_before: Option<DateTime<Utc>>,
    /// Requests in a row that failed.
    pub failures: u32,
    /// What went wrong for good.
    pub trouble: Option<Trouble>,
    /// Whether the digest was switched off, where the trouble lasts.
    pub is_switched_off: bool,
    /// Whether people were told of the trouble.
    pub is_told: bool,
}

impl Job {
    /// A post of these messages that is still to be sent, and nothing else.
    #[must_use]
    pub fn begun(
        archive: &ArchiveId,
        (to, post): (Recipient, Post),
        (date, occasion): (NaiveDate, Occasion),
        made: DateTime<Utc>,
    ) -> Self {
        Self {
            id: JobId::of(archive, (to, post), date, occasion),
            to,
            post,
            date,
            occasion,
            made,
            parts: Vec::new(),
            surplus: Vec::new(),
            is_to_pin: false,
            not_before: None,
            failures: 0,
            trouble: None,
            is_switched_off: false,
            is_told: false,
        }
    }

    /// The channel and the kind of the digest that it is of; none where it is of something else.
    #[must_use]
    pub const fn digest(&self) -> Option<(u64, DigestKind)> {
        match (self.to, self.post) {
            (Recipient::Channel(channel), Post::Digest(kind)) => Some((channel, kind)),
            _ => None,
        }
    }

    /// The messages that stand, in order.
    pub fn messages(&self) -> impl Iterator<Item = u64> {
        self.parts.iter().filter_map(|part| match part.state {
            PartState::Stands(message) => Some(message),
            PartState::Waiting
            | PartState::Edits(_)
            | PartState::Tried { .. }
            | PartState::Omitted => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(server: u64, channel: u64, kind: DigestKind, date: &str, occasion: Occasion) -> JobId {
        let (to, post) = (Recipient::Channel(channel), Post::Digest(kind));
        named(server, (to, post), date, occasion)
    }

    fn named(server: u64, of: (Recipient, Post), date: &str, occasion: Occasion) -> JobId {
        let date = date.parse().expect("a date");
        JobId::of(&ArchiveId::server(server), of, date, occasion)
    }

    #[test]
    fn names_never_change_from_version_to_version() {
        let id = id(1, 2, DigestKind::Today, "2026-11-23", Occasion::Slot);
        assert_eq!(id.as_str(), "bfd0c03b4b2eb04d1b67aab0");
        assert_eq!(id.nonce(0).as_str(), "6b88eb24c0d074312855a754");
        assert_eq!(id.nonce(0).code(), "6b88eb24c0");
        let of = (Recipient::Person(2), Post::Reminder(3));
        let id = named(1, of, "2026-11-23", Occasion::Turn(0));
        assert_eq!(id.as_str(), "4c55a0605568d57da6c63644");
        let of = (Recipient::Channel(2), Post::Watch(3));
        let id = named(1, of, "2026-11-23", Occasion::Turn(4));
        assert_eq!(id.as_str(), "612b1e888bed9f16f6ce047b");
    }

    #[test]
    fn whatever_differs_gives_another_name() {
        use DigestKind::{New, Today};
        let own = |to, post| named(1, (to, post), "2026-11-23", Occasion::Turn(0));
        let ids = [
            id(1, 2, Today, "2026-11-23", Occasion::Slot),
            id(12, 2, Today, "2026-11-23", Occasion::Slot),
            id(1, 22, Today, "2026-11-23", Occasion::Slot),
            id(1, 2, New, "2026-11-23", Occasion::Slot),
            id(1, 2, Today, "2026-11-24", Occasion::Slot),
            id(1, 2, Today, "2026-11-23", Occasion::Asked(1)),
            id(1, 2, Today, "2026-11-23", Occasion::Asked(2)),
            id(1, 2, Today, "2026-11-23", Occasion::Turn(2)),
            own(Recipient::Channel(2), Post::Reminder(3)),
            own(Recipient::Person(2), Post::Reminder(3)),
            own(Recipient::Person(2), Post::Reminder(4)),
            own(Recipient::Person(2), Post::Watch(3)),
        ];
        let mut names: Vec<Nonce> = Vec::new();
        for name in ids.iter().flat_map(|id| (0..12).map(|part| id.nonce(part))) {
            assert_eq!(name.as_str().len(), 24);
            assert!(!names.iter().any(|other| other.code() == name.code()));
            names.push(name);
        }
    }
}
