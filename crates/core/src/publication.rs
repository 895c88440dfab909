//! An event that was published among a server's events at Discord: what Discord shows of it, and what the news said of it then.

use crate::{ArchiveId, EventId, When};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Characters of the code below an event.
const CODE: usize = 10;

/// What Discord shows of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Billing {
    /// Its name, within Discord's length.
    pub name: String,
    /// What is said of it: the quote and its source.
    pub about: String,
    /// When it begins.
    pub start: DateTime<Utc>,
    /// When it ends.
    pub end: DateTime<Utc>,
    /// Where it is.
    pub place: String,
}

/// How far publishing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// It was kept that it is to be made; whether Discord has made it is not known.
    Making,
    /// Discord shows it under that number.
    Shown(u64),
    /// Taken down, until the news names a new date.
    Resting,
}

/// One published event, as it is kept. What Discord shows stands until the news says something else than it said then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Which event.
    pub event: EventId,
    /// What stands below its description, by which it is found again.
    pub code: String,
    /// How far it has come.
    pub stage: Stage,
    /// What Discord shows, or is to show first.
    pub billing: Billing,
    /// The date that the news gave when that was said.
    pub when: Option<When>,
    /// The place that the news gave then.
    pub place: Option<String>,
    /// The zone in which its clock times are told.
    pub zone: String,
    /// When making it was begun.
    pub made: DateTime<Utc>,
    /// Who published it; none once they are forgotten.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<u64>,
    /// Not before then is anything tried again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<DateTime<Utc>>,
}

impl Publication {
    /// The code of a publication: ten letters that no two share, the same for the same event begun at the same time.
    #[must_use]
    pub fn code(archive: &ArchiveId, event: &EventId, made: DateTime<Utc>) -> String {
        let words = format!("{archive} {event} {}", made.to_rfc3339());
        let hash = blake3::hash(words.as_bytes()).to_hex();
        hash.chars().take(CODE).collect()
    }
}
