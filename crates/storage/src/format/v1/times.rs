//! Days, wall-clock times and intervals in format 1, counted in plain numbers.

use crate::format::codes::Coded;
use chrono::{
    DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike,
};
use dateline_core::Interval;
use serde::{Deserialize, Serialize};

/// Days since the first of January of the year 1, which is day 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Day(i32);

/// A wall-clock time; `nanos` from a thousand million on are a leap second, as chrono counts them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Wall {
    day: Day,
    seconds: u32,
    nanos: u32,
}

/// A day, or a wall-clock time with its offset in seconds east of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) enum Moment {
    Day(Day),
    Instant { wall: Wall, offset: i32 },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct When {
    start: Wall,
    end: Wall,
    precision: u8,
    modifier: Option<u8>,
    certainty: u8,
    zone: Option<String>,
}

impl From<NaiveDate> for Day {
    fn from(day: NaiveDate) -> Self {
        Self(day.num_days_from_ce())
    }
}

impl Day {
    pub(super) fn read(self) -> Result<NaiveDate, String> {
        NaiveDate::from_num_days_from_ce_opt(self.0).ok_or_else(outside)
    }
}

impl From<NaiveDateTime> for Wall {
    fn from(wall: NaiveDateTime) -> Self {
        Self {
            day: wall.date().into(),
            seconds: wall.time().num_seconds_from_midnight(),
            nanos: wall.time().nanosecond(),
        }
    }
}

impl Wall {
    fn read(self) -> Result<NaiveDateTime, String> {
        let second = NaiveTime::from_num_seconds_from_midnight_opt(self.seconds, 0);
        let time = second.and_then(|time| time.with_nanosecond(self.nanos));
        Ok(self.day.read()?.and_time(time.ok_or_else(outside)?))
    }
}

impl From<dateline_core::Moment> for Moment {
    fn from(moment: dateline_core::Moment) -> Self {
        match moment {
            dateline_core::Moment::Day(day) => Self::Day(day.into()),
            dateline_core::Moment::Instant(instant) => Self::Instant {
                wall: instant.naive_local().into(),
                offset: instant.offset().local_minus_utc(),
            },
        }
    }
}

impl Moment {
    pub(super) fn read(self) -> Result<dateline_core::Moment, String> {
        match self {
            Self::Day(day) => day.read().map(dateline_core::Moment::Day),
            Self::Instant { wall, offset } => {
                let offset = FixedOffset::east_opt(offset).ok_or_else(outside)?;
                let placed = offset.from_local_datetime(&wall.read()?).single();
                let instant: DateTime<FixedOffset> = placed.ok_or_else(outside)?;
                Ok(dateline_core::Moment::Instant(instant))
            }
        }
    }
}

impl TryFrom<&dateline_core::When> for When {
    type Error = String;

    fn try_from(when: &dateline_core::When) -> Result<Self, String> {
        Ok(Self {
            start: when.interval.start().into(),
            end: when.interval.end().into(),
            precision: when.precision.code()?,
            modifier: when.modifier.map(Coded::code).transpose()?,
            certainty: when.certainty.code()?,
            zone: when.zone.clone(),
        })
    }
}

impl TryFrom<When> for dateline_core::When {
    type Error = String;

    fn try_from(stored: When) -> Result<Self, String> {
        let interval = Interval::new(stored.start.read()?, stored.end.read()?);
        Ok(Self {
            interval: interval.map_err(|error| error.to_string())?,
            precision: Coded::of(stored.precision)?,
            modifier: stored.modifier.map(Coded::of).transpose()?,
            certainty: Coded::of(stored.certainty)?,
            zone: stored.zone,
        })
    }
}

fn outside() -> String {
    "a date lies outside the calendar".into()
}
