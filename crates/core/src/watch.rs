//! A watch: what a person wants to hear of as soon as the news tells it, and how far the news was looked through.

use crate::{ArticleId, EventId, Mark, Occasion, Post, Recipient, Trouble};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is watched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Watched {
    /// Events that these words are about: a topic, a name.
    Words(String),
    /// Events at that place.
    Place(String),
    /// One event.
    Event {
        /// As it was called then.
        id: EventId,
        /// Places where it was reported, without what it was called there.
        marks: Vec<Mark>,
    },
}

/// A revision of a story.
pub type Version = (ArticleId, u32);

/// How far the post that is under way looked, kept before it is begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seeing {
    /// The entry of the log up to which it looked.
    pub to: u64,
    /// The stories that it tells of.
    pub told: Vec<Version>,
}

/// What a person said of a watch, and what it has shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// Names it in its archive: the number of the interaction that asked for it.
    pub number: u64,
    /// Whose it is.
    pub person: u64,
    /// Where it tells.
    pub to: Recipient,
    /// Whether it pings the person, in a channel.
    pub pings: bool,
    /// What is watched.
    pub what: Watched,
    /// Whether the person paused it.
    pub is_paused: bool,
    /// What was published earlier is no news to it: when it was set or resumed.
    pub since: DateTime<Utc>,
    /// The entry of the log up to which the news was looked through.
    pub seen: u64,
    /// The stories that it told of, the last at the end: what is read anew is not told anew.
    pub told: Vec<Version>,
    /// What the post under way tells.
    pub seeing: Option<Seeing>,
    /// How many posts it has made.
    pub said: u32,
    /// Why it was switched off, and when.
    pub off: Option<(Trouble, DateTime<Utc>)>,
}

/// So many stories a watch remembers to have told of.
const MEMORY: usize = 200;

impl Watch {
    /// Behind the post that was under way.
    pub fn has_told(&mut self) {
        self.said = self.said.saturating_add(1);
        if let Some(seeing) = self.seeing.take() {
            self.seen = self.seen.max(seeing.to);
            self.told.extend(seeing.told);
            let surplus = self.told.len().saturating_sub(MEMORY);
            self.told.drain(..surplus);
        }
    }

    /// What its posts are of.
    #[must_use]
    pub const fn post(&self) -> Post {
        Post::Watch(self.number)
    }

    /// What its next post is made for.
    #[must_use]
    pub const fn occasion(&self) -> Occasion {
        Occasion::Turn(self.said)
    }
}
