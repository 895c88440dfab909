//! A stretch of the calendar: its TIMEX3 value, its interval, its neighbours; checked at every step.

use crate::lexicon::Unit;
use chrono::{Datelike, Months, NaiveDate, TimeDelta};
use dateline_core::{Interval, Precision};

/// One named piece of the calendar, from a century to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stretch {
    /// Its first two digits.
    Century(i32),
    /// Its first three digits.
    Decade(i32),
    Year(i32),
    Half(i32, u8),
    Quarter(i32, u8),
    /// 1 is spring, 4 the winter that begins in December of the year.
    Season(i32, u8),
    Month(i32, u8),
    /// The Monday it begins on.
    Week(NaiveDate),
    /// The Monday of the week it ends.
    Weekend(NaiveDate),
    /// Seven days that need not begin on a Monday.
    SevenDays(NaiveDate),
    Day(NaiveDate),
}

/// The Monday on or before `day`.
pub(crate) fn monday(day: NaiveDate) -> Option<NaiveDate> {
    days_after(day, -i64::from(day.weekday().num_days_from_monday()))
}

/// `days` later, or earlier where negative.
pub(crate) fn days_after(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(TimeDelta::try_days(days)?)
}

/// `months` later, or earlier where negative; the last day of a shorter month.
pub(crate) fn months_after(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 {
        day.checked_sub_months(count)
    } else {
        day.checked_add_months(count)
    }
}

fn first_of(year: i32, month: u8) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, u32::from(month), 1)
}

/// The month of a date as a small number.
pub(crate) fn month_of(day: NaiveDate) -> u8 {
    u8::try_from(day.month()).unwrap_or(1)
}

impl Stretch {
    /// The stretch of this length that holds `day`; hours and less count as the day.
    pub(crate) fn holding(unit: Unit, day: NaiveDate) -> Option<Self> {
        let (year, month) = (day.year(), month_of(day));
        Some(match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Self::Day(day),
            Unit::Week | Unit::Fortnight => Self::Week(monday(day)?),
            Unit::Weekend => Self::Weekend(monday(day)?),
            Unit::Month => Self::Month(year, month),
            Unit::Quarter => Self::Quarter(year, (month - 1) / 3 + 1),
            Unit::Half => Self::Half(year, (month - 1) / 6 + 1),
            Unit::Year => Self::Year(year),
            Unit::Decade if year <= 0 => Self::Decade(-1 - (1 - year) / 10),
            Unit::Decade => Self::Decade(year / 10),
            Unit::Century if year <= 0 => Self::Century(-1 - (1 - year) / 100),
            Unit::Century => Self::Century(year / 100),
        })
    }

    /// `count` of the same length further on, or back where negative.
    pub(crate) fn shift(self, count: i64) -> Option<Self> {
        let years = |year: i32, count: i64| year.checked_add(i32::try_from(count).ok()?);
        let split = |year: i32, part: u8, parts: i64| {
            let whole = i64::from(year) * parts + i64::from(part) - 1;
            let moved = whole.checked_add(count)?;
            let year = i32::try_from(moved.div_euclid(parts)).ok()?;
            Some((year, u8::try_from(moved.rem_euclid(parts) + 1).ok()?))
        };
        Some(match self {
            Self::Century(c) => Self::Century(years(c, count)?),
            Self::Decade(d) => Self::Decade(years(d, count)?),
            Self::Year(y) => Self::Year(years(y, count)?),
            Self::Half(y, h) => split(y, h, 2).map(|(y, h)| Self::Half(y, h))?,
            Self::Quarter(y, q) => split(y, q, 4).map(|(y, q)| Self::Quarter(y, q))?,
            Self::Season(y, s) => split(y, s, 4).map(|(y, s)| Self::Season(y, s))?,
            Self::Month(y, m) => split(y, m, 12).map(|(y, m)| Self::Month(y, m))?,
            Self::Week(day) => Self::Week(days_after(day, count.checked_mul(7)?)?),
            Self::Weekend(day) => Self::Weekend(days_after(day, count.checked_mul(7)?)?),
            Self::SevenDays(day) => Self::SevenDays(days_after(day, count.checked_mul(7)?)?),
            Self::Day(day) => Self::Day(days_after(day, count)?),
        })
    }

    /// First and last day.
    pub(crate) fn bounds(self) -> Option<(NaiveDate, NaiveDate)> {
        let months = |year: i32, month: u8, count: i64| {
            let first = first_of(year, month)?;
            Some((first, days_after(months_after(first, count)?, -1)?))
        };
        match self {
            // The decade 480-489 BC is the years -488 to -479 of the astronomers.
            Self::Century(c) if c < 0 => months(c.checked_mul(100)?.checked_add(1)?, 1, 1200),
            Self::Century(c) => months(c.checked_mul(100)?, 1, 1200),
            Self::Decade(d) if d < 0 => months(d.checked_mul(10)?.checked_add(2)?, 1, 120),
            Self::Decade(d) => months(d.checked_mul(10)?, 1, 120),
            Self::Year(y) => months(y, 1, 12),
            Self::Half(y, h) => months(y, h.checked_sub(1)? * 6 + 1, 6),
            Self::Quarter(y, q) => months(y, q.checked_sub(1)? * 3 + 1, 3),
            Self::Season(y, s) => months(y, s.checked_mul(3)?, 3),
            Self::Month(y, m) => months(y, m, 1),
            Self::Week(day) | Self::SevenDays(day) => Some((day, days_after(day, 6)?)),
            Self::Weekend(day) => Some((days_after(day, 5)?, days_after(day, 6)?)),
            Self::Day(day) => Some((day, day)),
        }
    }

    /// The days as an interval.
    pub(crate) fn interval(self) -> Option<Interval> {
        let (first, last) = self.bounds()?;
        Interval::days(first, last).ok()
    }

    /// How finely it is named.
    pub(crate) fn precision(self) -> Precision {
        match self {
            Self::Century(_) => Precision::Century,
            Self::Decade(_) => Precision::Decade,
            Self::Year(_) => Precision::Year,
            Self::Half(..) => Precision::Half,
            Self::Quarter(..) => Precision::Quarter,
            Self::Season(..) => Precision::Season,
            Self::Month(..) => Precision::Month,
            Self::Week(_) | Self::SevenDays(_) => Precision::Week,
            Self::Weekend(_) => Precision::Range,
            Self::Day(_) => Precision::Day,
        }
    }

    /// The TIMEX3 value.
    pub(crate) fn value(self) -> String {
        match self {
            Self::Century(c) if c < 0 => format!("BC{:02}", -1 - c),
            Self::Century(c) => format!("{c:02}"),
            Self::Decade(d) if d < 0 => format!("BC{:03}", -1 - d),
            Self::Decade(d) => format!("{d:03}"),
            Self::Year(y) => year_code(y),
            Self::Half(y, h) => format!("{}-H{h}", year_code(y)),
            Self::Quarter(y, q) => format!("{}-Q{q}", year_code(y)),
            Self::Season(y, s) => format!("{}-{}", year_code(y), season_code(s)),
            Self::Month(y, m) => format!("{}-{m:02}", year_code(y)),
            Self::Week(day) | Self::SevenDays(day) => day.format("%G-W%V").to_string(),
            Self::Weekend(day) => day.format("%G-W%V-WE").to_string(),
            Self::Day(day) => format!("{}-{}", year_code(day.year()), day.format("%m-%d")),
        }
    }

    /// The year it belongs to, where it is not longer than one.
    pub(crate) fn year(self) -> Option<i32> {
        match self {
            Self::Century(_) | Self::Decade(_) => None,
            Self::Year(y)
            | Self::Half(y, _)
            | Self::Quarter(y, _)
            | Self::Season(y, _)
            | Self::Month(y, _) => Some(y),
            Self::Week(day) | Self::Weekend(day) | Self::SevenDays(day) | Self::Day(day) => {
                Some(day.year())
            }
        }
    }
}

/// Year 0 of the astronomers is 1 BC.
fn year_code(year: i32) -> String {
    if year <= 0 {
        format!("BC{:04}", 1_i64 - i64::from(year))
    } else {
        format!("{year:04}")
    }
}

/// The code of a season in TIMEX3 values.
pub(crate) fn season_code(season: u8) -> &'static str {
    match season {
        1 => "SP",
        2 => "SU",
        3 => "FA",
        _ => "WI",
    }
}
