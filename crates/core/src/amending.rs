//! What people ask for when they correct an event, and what comes of it.

use crate::{Correction, CorrectionId, Dossier, EventId, Status, When};
use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

/// What is to be corrected of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Amend {
    /// It is then.
    Date(When),
    /// It begins at that time of the day on which it is; in that zone, where one is told.
    Clock(NaiveTime, Option<String>),
    /// It stands so.
    Status(Status),
    /// It is there.
    Place(String),
    /// It is called so.
    Title(String),
    /// That event is the same.
    Merge(EventId),
    /// Those of its reports, counted from 1 in the order in which they are shown, tell of another event.
    Split(Vec<usize>),
    /// It is shown no more.
    Hide,
    /// It is shown again.
    Restore,
}

/// Why an event was not corrected; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NotAmended {
    /// No event has that name.
    NoEvent(EventId),
    /// It has no report of that number.
    NoReport(usize),
    /// None of its reports would be left.
    AllLeave,
    /// An event cannot be merged with itself.
    Itself,
    /// It is so already.
    SameAlready,
    /// It is not hidden.
    NotHidden,
    /// It has no day whose time could be told.
    NoDay,
    /// No correction has that name.
    NoCorrection(CorrectionId),
    /// It was taken back before.
    UndoneAlready(CorrectionId),
    /// So many corrections are kept, the most that may be.
    Full(usize),
}

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The correction, with who took it back.
    pub correction: Correction,
    /// The event as it stands now; none where it is gone.
    pub event: Option<Dossier>,
}

/// A correction as a list of them tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The correction.
    pub correction: Correction,
    /// The event that it is of; none where nothing is reported any more that it holds on to: then it changes nothing.
    pub event: Option<EventId>,
}

/// An event as a person gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByHand {
    /// What it is called.
    pub title: String,
    /// When it is.
    pub when: When,
    /// Where.
    pub place: Option<String>,
}
