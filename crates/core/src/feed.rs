//! A feed that an archive follows: what people said of it, and what polling it has shown so far.

use crate::Error;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Names a feed in its archive: made from the address it was added under, and kept when that address changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FeedId(String);

/// Hexadecimal digits of an id: short enough to type, and two of a thousand feeds share one once in a billion archives.
const DIGITS: usize = 12;

impl FeedId {
    /// The id of a feed added under that address.
    #[must_use]
    pub fn of(address: &str) -> Self {
        let hash = blake3::hash(address.as_bytes()).to_hex();
        Self(hash.chars().take(DIGITS).collect())
    }

    /// The id as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FeedId {
    type Err = Error;

    /// 12 hexadecimal digits, lower case.
    fn from_str(id: &str) -> Result<Self, Error> {
        let digits = id.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
        if digits && id.len() == DIGITS {
            Ok(Self(id.into()))
        } else {
            Err(Error::NotAFeedId(id.into()))
        }
    }
}

impl TryFrom<String> for FeedId {
    type Error = Error;

    fn try_from(id: String) -> Result<Self, Error> {
        id.parse()
    }
}

impl From<FeedId> for String {
    fn from(id: FeedId) -> Self {
        id.0
    }
}

impl fmt::Display for FeedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether the pages that a feed links to are fetched for the whole story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pages {
    /// Where the feed gives a teaser only.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never: what the feed gives is the story.
    Never,
}

/// What people said of a feed; polling changes none of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// Its name in the archive.
    pub id: FeedId,
    /// The address that people gave.
    pub url: String,
    /// What people call it; else its own title stands.
    pub name: Option<String>,
    /// The folders of an OPML list that it lies in, outermost first.
    #[serde(default)]
    pub folder: Vec<String>,
    /// Whether linked pages are fetched.
    #[serde(default)]
    pub pages: Pages,
    /// Only stories with one of these words or phrases are stored; empty: all.
    #[serde(default)]
    pub topic: Vec<String>,
    /// How many of the stories that stand in it when it is added are stored, the newest first; none: all of them.
    pub backfill: Option<u32>,
    /// Whether it is left alone until somebody resumes it.
    #[serde(default)]
    pub is_paused: bool,
    /// The Discord channel that is told when it breaks, and when it works again.
    pub channel: Option<u64>,
    /// When it was added.
    pub added: DateTime<Utc>,
    /// It is due since then whatever polling planned: set when it is resumed or gets another address.
    pub due_from: Option<DateTime<Utc>>,
}

impl Subscription {
    /// A feed of that address, added then, with nothing else said of it.
    #[must_use]
    pub fn new(url: &str, added: DateTime<Utc>) -> Self {
        Self {
            id: FeedId::of(url),
            url: url.to_owned(),
            name: None,
            folder: Vec::new(),
            pages: Pages::Auto,
            topic: Vec::new(),
            backfill: None,
            is_paused: false,
            channel: None,
            added,
            due_from: None,
        }
    }
}

/// An entry that was seen in a feed: two hashes of 64 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Seen {
    /// Of its identity.
    pub entry: u64,
    /// Of what it said.
    pub content: u64,
}

impl Seen {
    /// The mark of an entry with that identity and that content, the same on every machine and in every version.
    #[must_use]
    pub fn of(identity: &str, content: &[&str]) -> Self {
        Self {
            entry: short_hash(&[identity]),
            content: short_hash(content),
        }
    }
}

/// The first 64 bits of a BLAKE3 hash over parts that are kept apart by their lengths.
fn short_hash(parts: &[&str]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let hash = hasher.finalize();
    let first = hash.as_bytes().iter().take(8);
    first.fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

/// Why a feed does not work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// A sentence for people.
    pub words: String,
    /// Since when it fails.
    pub since: DateTime<Utc>,
    /// How many polls in a row failed.
    pub polls: u32,
    /// Whether it was reported; it is, once.
    pub is_told: bool,
}

/// What polling has shown of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Polled {
    /// Where it moved for good.
    pub moved: Option<String>,
    /// Its own title.
    pub title: Option<String>,
    /// The address of its site.
    pub home: Option<String>,
    /// The validator `ETag` of its last answer.
    pub etag: Option<String>,
    /// The validator `Last-Modified` of its last answer.
    pub last_modified: Option<String>,
    /// How often it was polled.
    pub polls: u64,
    /// The last poll.
    pub last: Option<DateTime<Utc>>,
    /// The last poll that it answered.
    pub last_good: Option<DateTime<Utc>>,
    /// The last poll that brought a story.
    pub last_new: Option<DateTime<Utc>>,
    /// Not polled again before then.
    pub next: Option<DateTime<Utc>>,
    /// Minutes between polls, as planned last.
    pub minutes: u32,
    /// Why it does not work, while it does not.
    pub failure: Option<Failure>,
    /// Whether it said that it is gone for good; then it is polled no more.
    pub is_gone: bool,
    /// What was wrong with its last answer and could be mended, a few words each.
    pub mended: Vec<String>,
    /// Stories that came from it.
    pub stories: u64,
    /// Entries that were seen lately, those of the last answer first.
    pub seen: Vec<Seen>,
}

/// How a feed is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FeedCondition {
    /// Not polled yet.
    New,
    /// It answered last time.
    Working,
    /// It answers, and nothing new came for a month.
    Quiet,
    /// It did not answer last time, or not with a feed.
    Failing,
    /// It is left alone.
    Paused,
    /// It said that it is gone for good.
    Gone,
}

impl FeedCondition {
    /// In one word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Working => "working",
            Self::Quiet => "quiet",
            Self::Failing => "failing",
            Self::Paused => "paused",
            Self::Gone => "gone",
        }
    }
}

/// Days without a story after which a feed is called quiet.
const QUIET_DAYS: i64 = 30;

/// A feed that an archive follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// What people said of it.
    pub subscription: Subscription,
    /// What polling has shown.
    pub polled: Polled,
}

impl Feed {
    /// A feed that was never polled.
    #[must_use]
    pub fn new(subscription: Subscription) -> Self {
        Self {
            subscription,
            polled: Polled::default(),
        }
    }

    /// Its name in the archive.
    #[must_use]
    pub fn id(&self) -> &FeedId {
        &self.subscription.id
    }

    /// What people call it, else its own title, else its address.
    #[must_use]
    pub fn title(&self) -> &str {
        let named = self.subscription.name.as_deref();
        let own = self.polled.title.as_deref();
        named.or(own).unwrap_or(&self.subscription.url)
    }

    /// Where it is fetched: the address it moved to, else the one people gave.
    #[must_use]
    pub fn address(&self) -> &str {
        self.polled
            .moved
            .as_deref()
            .unwrap_or(&self.subscription.url)
    }

    /// Whether it is to be polled at that time.
    #[must_use]
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.due().is_some_and(|due| due <= now)
    }

    /// When it is to be polled next; never where it is paused or gone.
    #[must_use]
    pub fn due(&self) -> Option<DateTime<Utc>> {
        let (subscription, polled) = (&self.subscription, &self.polled);
        if subscription.is_paused {
            return None;
        }
        let asked_for = subscription.due_from.filter(|due| {
            let polled_since = polled.last.is_some_and(|last| last > *due);
            !polled_since
        });
        match asked_for {
            Some(due) => Some(due),
            None if polled.is_gone => None,
            None => Some(polled.next.unwrap_or(subscription.added)),
        }
    }

    /// How it is doing at that time.
    #[must_use]
    pub fn condition(&self, now: DateTime<Utc>) -> FeedCondition {
        let polled = &self.polled;
        let quiet_since = polled.last_new.unwrap_or(self.subscription.added);
        if self.subscription.is_paused {
            FeedCondition::Paused
        } else if polled.is_gone {
            FeedCondition::Gone
        } else if polled.failure.is_some() {
            FeedCondition::Failing
        } else if polled.last_good.is_none() {
            FeedCondition::New
        } else if (now - quiet_since).num_days() >= QUIET_DAYS {
            FeedCondition::Quiet
        } else {
            FeedCondition::Working
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn feed() -> Feed {
        let added = at("2026-11-01T00:00:00Z");
        Feed::new(Subscription::new("https://news.example/feed", added))
    }

    #[test]
    fn an_id_is_made_from_the_address_and_read_again() {
        let id = FeedId::of("https://news.example/feed");
        assert_eq!(id.as_str().parse(), Ok(id.clone()));
        assert_ne!(id, FeedId::of("https://news.example/feed2"));
        for bad in ["", "news", "0123456789AB", "0123456789abc"] {
            assert!(bad.parse::<FeedId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_feed_is_due_when_added_then_as_planned_and_at_once_when_resumed() {
        let mut feed = feed();
        assert!(feed.is_due(at("2026-11-01T00:00:00Z")));
        feed.polled.last = Some(at("2026-11-01T00:01:00Z"));
        feed.polled.next = Some(at("2026-11-01T06:00:00Z"));
        assert!(!feed.is_due(at("2026-11-01T05:59:00Z")));
        assert!(feed.is_due(at("2026-11-01T06:00:00Z")));
        feed.subscription.is_paused = true;
        assert_eq!(feed.due(), None);
        feed.subscription.is_paused = false;
        feed.subscription.due_from = Some(at("2026-11-01T02:00:00Z"));
        assert!(feed.is_due(at("2026-11-01T02:00:00Z")));
        feed.polled.last = Some(at("2026-11-01T02:00:01Z"));
        assert!(!feed.is_due(at("2026-11-01T05:00:00Z")));
    }

    #[test]
    fn a_feed_that_is_gone_is_polled_again_only_when_somebody_resumes_it() {
        let mut feed = feed();
        feed.polled.is_gone = true;
        feed.polled.last = Some(at("2026-11-02T00:00:00Z"));
        assert_eq!(feed.due(), None);
        assert_eq!(
            feed.condition(at("2026-11-03T00:00:00Z")),
            FeedCondition::Gone
        );
        feed.subscription.due_from = Some(at("2026-11-03T00:00:00Z"));
        assert!(feed.is_due(at("2026-11-03T00:00:00Z")));
    }

    #[test]
    fn a_feed_is_quiet_after_a_month_without_a_story() {
        let mut feed = feed();
        assert_eq!(
            feed.condition(at("2027-11-01T00:00:00Z")),
            FeedCondition::New
        );
        feed.polled.last_good = Some(at("2026-11-30T00:00:00Z"));
        let condition = |day: &str| feed.condition(at(&format!("{day}T00:00:00Z")));
        assert_eq!(condition("2026-11-30"), FeedCondition::Working);
        assert_eq!(condition("2026-12-01"), FeedCondition::Quiet);
    }
}
