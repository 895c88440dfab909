//! What one article says of one event.

use crate::{Error, Moment, Quote, TimeMention, When};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Where an event stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Set for a time to come.
    Scheduled,
    /// Under way.
    Ongoing,
    /// Took place.
    Happened,
    /// Put off, with or without a new date.
    Postponed,
    /// Will not take place.
    Cancelled,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 5] = [
        Self::Scheduled,
        Self::Ongoing,
        Self::Happened,
        Self::Postponed,
        Self::Cancelled,
    ];

    /// The word that JSON and people read.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Ongoing => "ongoing",
            Self::Happened => "happened",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// How sure a date or place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// The words say so.
    Stated,
    /// A rule chose between readings: the side of a bare weekday, the year of a bare month.
    Inferred,
    /// The words leave it open: "may be held", "is expected to", "could".
    Tentative,
}

/// Where an event is, as the article words it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The name as it stands in the article, without "in" or "at".
    pub name: String,
    /// Whether the words leave it open.
    pub certainty: Certainty,
}

/// The fields of a report before they are checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportParts {
    /// A short noun phrase, at most 14 words.
    pub title: String,
    /// The phrase that dates it; for a date moved, the new one.
    pub time: Option<TimeMention>,
    /// The date it had before, where the report says that it moved.
    pub was: Option<When>,
    /// Where.
    pub place: Option<Place>,
    /// Who takes part, as the article names them.
    pub participants: Vec<String>,
    /// Where it stands.
    pub status: Status,
    /// The sentence that says so.
    pub quote: Quote,
    /// From when on the report is known.
    pub visible_from: Moment,
    /// Names of the rules that read it, in order.
    pub rules: Vec<String>,
}

/// What one article says of one event: has a title, and a quote to show for it.
///
/// Its clones share what they say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ReportParts", into = "ReportParts")]
pub struct Report(Arc<ReportParts>);

impl Report {
    /// Refused without a title.
    pub fn new(parts: ReportParts) -> Result<Self, Error> {
        if parts.title.trim().is_empty() {
            Err(Error::UntitledReport)
        } else {
            Ok(Self(Arc::new(parts)))
        }
    }

    /// A short noun phrase.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.0.title
    }

    /// The phrase that dates it.
    #[must_use]
    pub fn time(&self) -> Option<&TimeMention> {
        self.0.time.as_ref()
    }

    /// The resolved date, if the phrase has one.
    #[must_use]
    pub fn when(&self) -> Option<&When> {
        self.0.time.as_ref().and_then(|time| time.when.as_ref())
    }

    /// The date it had before it moved.
    #[must_use]
    pub fn was(&self) -> Option<&When> {
        self.0.was.as_ref()
    }

    /// Where.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }

    /// Who takes part.
    #[must_use]
    pub fn participants(&self) -> &[String] {
        &self.0.participants
    }

    /// Where it stands.
    #[must_use]
    pub fn status(&self) -> Status {
        self.0.status
    }

    /// The sentence that says so.
    #[must_use]
    pub fn quote(&self) -> &Quote {
        &self.0.quote
    }

    /// From when on the report is known.
    #[must_use]
    pub fn visible_from(&self) -> Moment {
        self.0.visible_from
    }

    /// Names of the rules that read it.
    #[must_use]
    pub fn rules(&self) -> &[String] {
        &self.0.rules
    }
}

impl TryFrom<ReportParts> for Report {
    type Error = Error;

    fn try_from(parts: ReportParts) -> Result<Self, Error> {
        Self::new(parts)
    }
}

impl From<Report> for ReportParts {
    fn from(report: Report) -> Self {
        Arc::unwrap_or_clone(report.0)
    }
}
