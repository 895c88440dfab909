//! A resolved interval of wall-clock time at the event.

use crate::Error;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A half-open interval `start..end` of wall-clock time, never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(
    try_from = "(NaiveDateTime, NaiveDateTime)",
    into = "(NaiveDateTime, NaiveDateTime)"
)]
pub struct Interval {
    start: NaiveDateTime,
    end: NaiveDateTime,
}

impl Interval {
    /// From `start` up to but without `end`; refused where nothing lies between.
    pub fn new(start: NaiveDateTime, end: NaiveDateTime) -> Result<Self, Error> {
        if start < end {
            Ok(Self { start, end })
        } else {
            Err(Error::EmptyInterval(start, end))
        }
    }

    /// Whole days, both included.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Result<Self, Error> {
        let behind = last.succ_opt().ok_or(Error::OutsideCalendar)?;
        Self::new(
            first.and_time(NaiveTime::MIN),
            behind.and_time(NaiveTime::MIN),
        )
    }

    /// One minute.
    pub fn minute(at: NaiveDateTime) -> Result<Self, Error> {
        let start = at
            .with_second(0)
            .and_then(|t| t.with_nanosecond(0))
            .ok_or(Error::OutsideCalendar)?;
        Self::new(
            start,
            start
                .checked_add_signed(TimeDelta::minutes(1))
                .ok_or(Error::OutsideCalendar)?,
        )
    }

    /// First instant.
    #[must_use]
    pub fn start(&self) -> NaiveDateTime {
        self.start
    }

    /// Instant behind the last.
    #[must_use]
    pub fn end(&self) -> NaiveDateTime {
        self.end
    }

    /// First calendar day touched.
    #[must_use]
    pub fn first_day(&self) -> NaiveDate {
        self.start.date()
    }

    /// Last calendar day touched.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.last_minute().date()
    }

    /// The last minute included, as JSON and people write it.
    #[must_use]
    pub fn last_minute(&self) -> NaiveDateTime {
        self.end
            .checked_sub_signed(TimeDelta::minutes(1))
            .map_or(self.start, |last| last.max(self.start))
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share an instant.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Length.
    #[must_use]
    pub fn length(&self) -> TimeDelta {
        self.end - self.start
    }
}

impl TryFrom<(NaiveDateTime, NaiveDateTime)> for Interval {
    type Error = Error;

    fn try_from((start, end): (NaiveDateTime, NaiveDateTime)) -> Result<Self, Error> {
        Self::new(start, end)
    }
}

impl From<Interval> for (NaiveDateTime, NaiveDateTime) {
    fn from(interval: Interval) -> Self {
        (interval.start, interval.end)
    }
}

/// How finely the words name the time, coarse first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Precision {
    /// A hundred years.
    Century,
    /// Ten years.
    Decade,
    /// A calendar (or fiscal) year.
    Year,
    /// Half a year.
    Half,
    /// Three months.
    Quarter,
    /// Spring, summer, autumn or winter.
    Season,
    /// A calendar month.
    Month,
    /// Seven days.
    Week,
    /// From one named time to another.
    Range,
    /// A calendar day.
    Day,
    /// Morning, afternoon, evening, night.
    PartOfDay,
    /// A clock time.
    Minute,
}

/// What the words add to the interval; the TIMEX3 `mod` in [`Modifier::timex`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    /// About then.
    Approximate,
    /// Its beginning ("early next month").
    Start,
    /// Its middle ("mid-2024").
    Middle,
    /// Its end ("late May").
    End,
    /// Earlier than it ("before 5 May").
    Before,
    /// Not later than it ("by 5 May").
    OnOrBefore,
    /// Later than it ("after 5 May").
    After,
    /// Not earlier than it ("from 5 May", "since May").
    OnOrAfter,
    /// More than a length.
    MoreThan,
    /// Less than a length.
    LessThan,
}

impl Modifier {
    /// The value of the TIMEX3 attribute `mod` (TimeML 1.2.1, section 2.2.3).
    #[must_use]
    pub fn timex(self) -> &'static str {
        match self {
            Self::Approximate => "APPROX",
            Self::Start => "START",
            Self::Middle => "MID",
            Self::End => "END",
            Self::Before => "BEFORE",
            Self::OnOrBefore => "ON_OR_BEFORE",
            Self::After => "AFTER",
            Self::OnOrAfter => "ON_OR_AFTER",
            Self::MoreThan => "MORE_THAN",
            Self::LessThan => "LESS_THAN",
        }
    }
}

/// A resolved time: an interval, how finely it was named, and what the words add to it.
///
/// ```
/// use dateline_core::{Interval, Precision, When};
/// use chrono::NaiveDate;
/// let day = |d| NaiveDate::from_ymd_opt(2023, 2, d).expect("a February day");
/// let talks = When::new(Interval::days(day(13), day(16))?, Precision::Range);
/// assert_eq!(talks.to_string(), "13 to 16 February 2023");
/// # Ok::<(), dateline_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct When {
    /// The interval; wall time at the event.
    pub interval: Interval,
    /// How finely it was named.
    pub precision: Precision,
    /// What the words add.
    pub modifier: Option<Modifier>,
    /// How sure the words or the reading are.
    pub certainty: crate::Certainty,
    /// IANA name or `+05:30`, where the words or the place tell it.
    pub zone: Option<String>,
}

impl When {
    /// A stated time without modifier or zone.
    #[must_use]
    pub fn new(interval: Interval, precision: Precision) -> Self {
        Self {
            interval,
            precision,
            modifier: None,
            certainty: crate::Certainty::Stated,
            zone: None,
        }
    }

    /// One calendar day.
    pub fn day(day: NaiveDate) -> Result<Self, Error> {
        Ok(Self::new(Interval::days(day, day)?, Precision::Day))
    }

    /// The same day at that time, in that zone where one is told; none where it names no single day.
    #[must_use]
    pub fn at_clock(&self, time: NaiveTime, zone: Option<&str>) -> Option<Self> {
        let is_day = self.precision >= Precision::Day
            && self.interval.first_day() == self.interval.last_day();
        let start = is_day.then(|| self.interval.first_day().and_time(time))?;
        let zone = zone.map(str::to_owned).or_else(|| self.zone.clone());
        Some(Self {
            zone,
            ..Self::new(Interval::minute(start).ok()?, Precision::Minute)
        })
    }

    /// Whether the words name a time of day.
    #[must_use]
    pub fn has_clock(&self) -> bool {
        let midnight = |t: NaiveDateTime| t.time() == NaiveTime::MIN;
        !(midnight(self.interval.start) && midnight(self.interval.end))
    }

    /// Start and last included end as JSON writes them: days, or minutes where the words name a time of day.
    #[must_use]
    pub fn bounds(&self) -> (String, String) {
        let form = if self.has_clock() {
            "%Y-%m-%dT%H:%M"
        } else {
            "%Y-%m-%d"
        };
        (
            self.interval.start.format(form).to_string(),
            self.interval.last_minute().format(form).to_string(),
        )
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(day: NaiveDate) -> &'static str {
    MONTHS
        .get(day.month0() as usize)
        .copied()
        .unwrap_or_default()
}

fn day_words(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day), day.year())
}

fn range_words(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        day_words(first)
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{} to {}", first.day(), day_words(last))
    } else if first.year() == last.year() {
        format!(
            "{} {} to {}",
            first.day(),
            month_name(first),
            day_words(last)
        )
    } else {
        format!("{} to {}", day_words(first), day_words(last))
    }
}

fn part_of_day(start: NaiveTime) -> &'static str {
    match start.hour() {
        0..=4 => "night",
        5..=11 => "morning",
        12..=16 => "afternoon",
        17..=20 => "evening",
        _ => "night",
    }
}

impl fmt::Display for When {
    /// Plain English: `March 2023`, `13 to 16 February 2023`, `Sunday 12 February 2023, afternoon`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.interval.first_day(), self.interval.last_day());
        if let Some(word) = self.modifier.and_then(modifier_words) {
            write!(f, "{word} ")?;
        }
        if let Some(unit) = calendar_unit(self.precision, first, last) {
            return f.write_str(&unit);
        }
        let clock = self.precision == Precision::Range && self.has_clock() && first == last;
        match (self.precision, clock) {
            (Precision::Day | Precision::PartOfDay | Precision::Minute, _) | (_, true) => {
                write!(f, "{} {}", first.format("%A"), day_words(first))?;
                self.clock_words(f)
            }
            (_, false) => f.write_str(&range_words(first, last)),
        }
    }
}

impl When {
    /// What stands behind the day: ", afternoon", ", 14:17 (+05:30)", ", 19:00 to 21:00"; nothing for a whole day.
    fn clock_words(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = self.interval.start.format("%H:%M");
        match self.precision {
            Precision::PartOfDay => write!(f, ", {}", part_of_day(self.interval.start.time())),
            Precision::Minute => {
                let zone = self.zone.as_deref().map(|zone| format!(" ({zone})"));
                write!(f, ", {start}{}", zone.unwrap_or_default())
            }
            Precision::Range => write!(
                f,
                ", {start} to {}",
                self.interval.last_minute().format("%H:%M")
            ),
            Precision::Century
            | Precision::Decade
            | Precision::Year
            | Precision::Half
            | Precision::Quarter
            | Precision::Season
            | Precision::Month
            | Precision::Week
            | Precision::Day => Ok(()),
        }
    }
}

/// The name of a whole century, decade, year, half, quarter or month; none where the days must be named.
fn calendar_unit(precision: Precision, first: NaiveDate, last: NaiveDate) -> Option<String> {
    let (year, month) = (first.year(), first.month0());
    match precision {
        Precision::Century => Some(format!("{year} to {}", last.year())),
        Precision::Decade => Some(format!("the {year}s")),
        Precision::Year => (month == 0 && last.month() == 12).then(|| year.to_string()),
        Precision::Month => {
            (first.month() == last.month()).then(|| format!("{} {year}", month_name(first)))
        }
        Precision::Quarter => {
            (month % 3 == 0).then(|| format!("the {} quarter of {year}", ordinal(month / 3)))
        }
        Precision::Half => {
            (month % 6 == 0).then(|| format!("the {} half of {year}", ordinal(month / 6)))
        }
        Precision::Season | Precision::Week | Precision::Range => None,
        Precision::Day | Precision::PartOfDay | Precision::Minute => None,
    }
}

fn ordinal(index: u32) -> &'static str {
    match index {
        0 => "first",
        1 => "second",
        2 => "third",
        _ => "fourth",
    }
}

fn modifier_words(modifier: Modifier) -> Option<&'static str> {
    match modifier {
        Modifier::Approximate => Some("about"),
        Modifier::Start => Some("early"),
        Modifier::Middle => Some("mid"),
        Modifier::End => Some("late"),
        Modifier::Before => Some("before"),
        Modifier::OnOrBefore => Some("by"),
        Modifier::After => Some("after"),
        Modifier::OnOrAfter => Some("from"),
        Modifier::MoreThan | Modifier::LessThan => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a calendar day")
    }

    fn check(first: NaiveDate, last: NaiveDate, precision: Precision, words: &str) {
        let when = When::new(
            Interval::days(first, last).expect("days in order"),
            precision,
        );
        assert_eq!(when.to_string(), words);
    }

    #[test]
    fn days_are_worded_as_people_write_them() {
        check(
            date(2023, 3, 1),
            date(2023, 3, 31),
            Precision::Month,
            "March 2023",
        );
        check(
            date(2023, 2, 12),
            date(2023, 2, 12),
            Precision::Day,
            "Sunday 12 February 2023",
        );
        check(
            date(2023, 2, 27),
            date(2023, 3, 5),
            Precision::Week,
            "27 February to 5 March 2023",
        );
        check(
            date(2025, 1, 1),
            date(2025, 12, 31),
            Precision::Year,
            "2025",
        );
        check(
            date(1980, 1, 1),
            date(1989, 12, 31),
            Precision::Decade,
            "the 1980s",
        );
        check(
            date(2025, 7, 1),
            date(2025, 9, 30),
            Precision::Quarter,
            "the third quarter of 2025",
        );
    }

    #[test]
    fn a_minute_ends_with_itself() {
        let at = date(2022, 9, 3)
            .and_hms_opt(14, 17, 0)
            .expect("a clock time");
        let when = When::new(
            Interval::minute(at).expect("inside the calendar"),
            Precision::Minute,
        );
        assert_eq!(
            when.bounds(),
            ("2022-09-03T14:17".into(), "2022-09-03T14:17".into())
        );
    }

    #[test]
    fn the_end_of_the_calendar_is_an_error_and_no_panic() {
        assert_eq!(When::day(NaiveDate::MAX), Err(Error::OutsideCalendar));
    }
}
