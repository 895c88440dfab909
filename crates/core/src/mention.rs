//! A phrase that names a time.

use crate::{Modifier, Span, When};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The TIMEX3 types (TimeML 1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar time of a day or coarser.
    Date,
    /// A time of day.
    Time,
    /// A length.
    Duration,
    /// A repetition.
    Set,
}

/// A second reading that the words allow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// What else it may mean.
    pub other: When,
    /// Why the words allow it too, as a clause without full stop ("some count weeks from Monday").
    pub why: String,
}

/// A phrase that names a time, with the span where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeMention {
    /// Where, in bytes of the text that was read.
    pub span: Span,
    /// The words at the span.
    pub text: String,
    /// TIMEX3 type.
    pub kind: TimexType,
    /// TIMEX3 value; never empty.
    pub value: String,
    /// TIMEX3 mod.
    pub modifier: Option<Modifier>,
    /// The resolved interval; none for lengths, repetitions and vague words.
    pub when: Option<When>,
    /// The day the words were counted from; none where the words name the date in full.
    pub anchor: Option<NaiveDate>,
    /// Another reading that the words allow.
    pub doubt: Option<Doubt>,
    /// Name of the rule that read it.
    pub rule: String,
}
