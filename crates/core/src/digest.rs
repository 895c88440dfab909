//! A digest that a channel gets on a schedule: what people said of it, and what posting it has shown so far.
//!
//! How its text is composed and how it is sent stand elsewhere. When it is due is said by a zone that the caller hands in, for
//! this crate knows no table of zones.

mod job;
mod section;
mod slot;
mod weekdays;

pub use job::{Job, JobId, JobPart, Nonce, Occasion, PartState, Post, Recipient, Trouble};
pub use section::{Covered, Section};
pub use slot::{Due, GRACE_MINUTES, Slot, Then, wall_instant};
pub use weekdays::Weekdays;

use crate::EventId;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

/// What a digest tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DigestKind {
    /// What is on that day.
    Today,
    /// What is on in the seven days from then.
    Week,
    /// What was announced since the digest before.
    New,
    /// What became of events that the channel was told about.
    Changed,
}

impl DigestKind {
    /// Every kind, in the order in which people are offered them.
    pub const ALL: [Self; 4] = [Self::Today, Self::Week, Self::New, Self::Changed];

    /// In one word: as stored keys and options of commands name it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Week => "week",
            Self::New => "new",
            Self::Changed => "changed",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What becomes of slots that passed while nothing could be posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CatchUp {
    /// One post covers them all and says that it is late.
    #[default]
    Latest,
    /// Nothing: the next slot is the next post.
    Skip,
}

/// What people said of a digest; a channel has at most one of each kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// The Discord channel that gets it.
    pub channel: u64,
    /// What it tells.
    pub kind: DigestKind,
    /// The time on the wall clocks of its zone.
    pub at: NaiveTime,
    /// The IANA name of its zone.
    pub zone: String,
    /// On which days.
    pub days: Weekdays,
    /// Only events that have to do with it; none: all.
    pub topic: Option<String>,
    /// The role that a new post pings.
    pub mention: Option<u64>,
    /// Whether the earlier post is edited instead of a new one made.
    pub is_rolling: bool,
    /// Whether a post rings nowhere.
    pub is_silent: bool,
    /// Whether nothing is posted where there is nothing to tell.
    pub skips_empty: bool,
    /// Whether the newest post is pinned.
    pub is_pinned: bool,
    /// Whether people paused it.
    pub is_paused: bool,
    /// What becomes of missed slots.
    pub catch_up: CatchUp,
    /// Slots before it do not count: when its schedule was set, or it was resumed.
    pub since: DateTime<Utc>,
    /// Who set it, and hears of trouble; none where that person was forgotten.
    pub set_by: Option<u64>,
}

impl Digest {
    /// A digest of that channel at that time every day, with nothing else said of it.
    #[must_use]
    pub fn daily(
        channel: u64,
        kind: DigestKind,
        at: NaiveTime,
        zone: &str,
        since: DateTime<Utc>,
    ) -> Self {
        Self {
            channel,
            kind,
            at,
            zone: zone.to_owned(),
            days: Weekdays::ALL,
            topic: None,
            mention: None,
            is_rolling: false,
            is_silent: true,
            skips_empty: false,
            is_pinned: false,
            is_paused: false,
            catch_up: CatchUp::default(),
            since,
            set_by: None,
        }
    }
}

/// What posting a digest has shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Posted {
    /// The date of the last slot that was taken up, whatever came of it: no slot up to it is taken up again.
    pub last: Option<NaiveDate>,
    /// Up to when its posts have told the news.
    pub told_to: Option<DateTime<Utc>>,
    /// The messages of its last post, in order: a rolling digest edits them.
    pub messages: Vec<u64>,
    /// Why it was switched off, and when; nothing is posted until somebody resumes it.
    pub off: Option<(Trouble, DateTime<Utc>)>,
}

/// An event that a channel was told of: what becomes of it is a change to that channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Which.
    pub event: EventId,
    /// When it was told last.
    pub at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_the_kinds_both_ways() {
        for kind in DigestKind::ALL {
            assert_eq!(DigestKind::of_word(kind.word()), Some(kind));
        }
        assert_eq!(DigestKind::of_word("yearly"), None);
    }
}
