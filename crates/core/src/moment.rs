//! When something was published or asked: a day, or a minute with its offset.

use crate::Error;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day, or an instant with the offset it was written in.
///
/// A day counts from its first minute and is compared with other moments by calendar day; two instants are compared
/// on the time line.
///
/// ```
/// use dateline_core::Moment;
/// let published = Moment::parse("2023-02-13T10:48:00+05:30")?;
/// let asked = Moment::parse("2023-02-13T20:00")?; // no zone written: UTC
/// assert!(published.is_known_at(&asked));
/// # Ok::<(), dateline_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Moment {
    /// Only the calendar day is known.
    Day(NaiveDate),
    /// The minute is known, with the offset of the place where it was written.
    Instant(DateTime<FixedOffset>),
}

impl Moment {
    /// Reads `2026-11-23`, `2026-11-23T10:48[:00[.0]]` (taken as UTC) or the same with `Z` or an offset.
    ///
    /// A blank may stand for the `T`.
    pub fn parse(text: &str) -> Result<Self, Error> {
        Self::parse_in(text, |local| Some(local.and_utc().fixed_offset()))
    }

    /// Like [`Moment::parse`]; a time without a zone is placed by `zone`, which may refuse a time that does not exist.
    pub fn parse_in(
        text: &str,
        zone: impl FnOnce(NaiveDateTime) -> Option<DateTime<FixedOffset>>,
    ) -> Result<Self, Error> {
        let refused = || Error::NotAMoment(text.to_owned());
        let trimmed = text.trim();
        if let Ok(day) = NaiveDate::parse_from_str(trimmed, "%Y-%m-%d") {
            return Ok(Self::Day(day));
        }
        let joined = trimmed.replacen(' ', "T", 1);
        if let Ok(instant) = DateTime::parse_from_rfc3339(&joined) {
            return Ok(Self::Instant(instant));
        }
        for form in [
            "%Y-%m-%dT%H:%M%:z",
            "%Y-%m-%dT%H:%M%z",
            "%Y-%m-%dT%H:%M:%S%z",
        ] {
            if let Ok(instant) = DateTime::parse_from_str(&joined.replace('Z', "+00:00"), form) {
                return Ok(Self::Instant(instant));
            }
        }
        for form in ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"] {
            if let Ok(local) = NaiveDateTime::parse_from_str(&joined, form) {
                return zone(local).map(Self::Instant).ok_or_else(refused);
            }
        }
        Err(refused())
    }

    /// The calendar day where it was written.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        match self {
            Self::Day(day) => *day,
            Self::Instant(instant) => instant.date_naive(),
        }
    }

    /// The wall-clock time where it was written; midnight for a day.
    #[must_use]
    pub fn wall(&self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(NaiveTime::MIN),
            Self::Instant(instant) => instant.naive_local(),
        }
    }

    /// The offset it was written in, if a time was.
    #[must_use]
    pub fn offset(&self) -> Option<FixedOffset> {
        match self {
            Self::Day(_) => None,
            Self::Instant(instant) => Some(*instant.offset()),
        }
    }

    /// Whether something published at `self` is known to one who asks at `asked`.
    #[must_use]
    pub fn is_known_at(&self, asked: &Self) -> bool {
        match (self, asked) {
            (Self::Instant(published), Self::Instant(asked)) => published <= asked,
            (Self::Day(_), _) | (_, Self::Day(_)) => self.day() <= asked.day(),
        }
    }

    /// Seconds since 1970 in UTC of its first instant, for ordering; a day starts at 00:00 UTC.
    #[must_use]
    pub fn sort_key(&self) -> i64 {
        match self {
            Self::Day(_) => self.wall().and_utc().timestamp(),
            Self::Instant(instant) => instant.timestamp(),
        }
    }
}

impl TryFrom<String> for Moment {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        Self::parse(&text)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl fmt::Display for Moment {
    /// `2026-11-23`, or `2026-11-23T10:48:00+05:30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{}", day.format("%Y-%m-%d")),
            Self::Instant(instant) => write!(f, "{}", instant.format("%Y-%m-%dT%H:%M:%S%:z")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, printed: &str) {
        assert_eq!(
            Moment::parse(text).map(|m| m.to_string()),
            Ok(printed.to_owned()),
            "{text}"
        );
    }

    #[test]
    fn days_and_times_are_read_with_their_offset() {
        check("2026-11-23", "2026-11-23");
        check("2026-11-23T10:48", "2026-11-23T10:48:00+00:00");
        check("2026-11-23 10:48:12+05:30", "2026-11-23T10:48:12+05:30");
        check("2026-11-23T10:48Z", "2026-11-23T10:48:00+00:00");
        check("2026-11-23T10:48:59.123", "2026-11-23T10:48:59+00:00");
    }

    #[test]
    fn what_is_no_date_is_refused_by_name() {
        for bad in [
            "",
            "tomorrow",
            "2026-13-01",
            "2026-11-23T25:00",
            "23/11/2026",
        ] {
            assert_eq!(Moment::parse(bad), Err(Error::NotAMoment(bad.into())));
        }
    }

    #[test]
    fn a_day_is_known_all_day_and_an_instant_from_then_on() {
        let at = |text| Moment::parse(text).expect("a written moment");
        assert!(at("2026-11-23").is_known_at(&at("2026-11-23T00:00")));
        assert!(!at("2026-11-24").is_known_at(&at("2026-11-23T23:59")));
        assert!(at("2026-11-23T10:00+05:30").is_known_at(&at("2026-11-23T04:30")));
        assert!(!at("2026-11-23T10:00+05:30").is_known_at(&at("2026-11-23T04:29")));
    }
}
