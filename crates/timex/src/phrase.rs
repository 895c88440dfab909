//! A phrase of time as its words say it, before anything is counted from anywhere.

use crate::lexicon::{DayPart, Unit};
use dateline_core::Modifier;

/// A phrase that a rule found: where, and what its words say.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phrase {
    /// First token.
    pub(crate) start: usize,
    /// Token behind the last.
    pub(crate) end: usize,
    pub(crate) says: Says,
    /// A clock time or part of the day that the phrase adds.
    pub(crate) hour: Option<Hour>,
    pub(crate) modifier: Option<Modifier>,
    pub(crate) rule: &'static str,
}

impl Phrase {
    pub(crate) fn new(start: usize, end: usize, says: Says) -> Self {
        Self {
            start,
            end,
            says,
            hour: None,
            modifier: None,
            rule: "",
        }
    }

    pub(crate) fn at(self, hour: Option<Hour>) -> Self {
        Self { hour, ..self }
    }
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Hour {
    Clock(Clock),
    Part(DayPart),
}

/// A clock time as read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Clock {
    pub(crate) hour: u8,
    pub(crate) minute: Option<u8>,
    pub(crate) zone: Option<&'static crate::zones::Zone>,
}

/// Which way a word points: "last", "this", "next".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pick {
    Last,
    This,
    Next,
    /// "that", "the same": the one spoken of.
    Same,
}

/// How the year of a date is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YearSaid {
    Given(i32),
    /// "of last year" is -1.
    Relative(i32),
    /// "of that year".
    Same,
    Unsaid,
}

/// How a month is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MonthSaid {
    Named(u8),
    /// "of next month" is 1.
    Relative(i32),
}

/// How many, as told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Count {
    Whole(u32),
    /// A whole number and tenths ("2.5", "two and a half").
    Tenths(u32, u8),
    /// "several".
    Some,
}

/// From where a distance is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// "ago", "from now": the moment of speaking.
    Speaking,
    /// "later", "earlier": the time spoken of.
    Spoken,
}

/// A day that another is counted from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum DayNamed {
    /// "today" is 0.
    FromToday(i32),
    /// With the side that the words before it choose.
    Weekday(u8, Option<Pick>),
    Named {
        day: &'static crate::named::NamedDay,
        year: YearSaid,
    },
}

impl DayNamed {
    /// The day that a phrase names, where it names it plainly.
    pub(crate) fn of(says: Says) -> Option<Self> {
        Some(match says {
            Says::FromToday(days) => Self::FromToday(days),
            Says::Weekday { weekday, pick } => Self::Weekday(weekday, pick),
            Says::Named { day, year, .. } => Self::Named { day, year },
            _ => return None,
        })
    }

    /// What the day says by itself.
    pub(crate) fn says(self) -> Says {
        match self {
            Self::FromToday(days) => Says::FromToday(days),
            Self::Weekday(weekday, pick) => Says::Weekday { weekday, pick },
            Self::Named { day, year } => Says::Named {
                day,
                year,
                pick: None,
            },
        }
    }
}

/// What the words of a phrase say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Says {
    /// "Feb. 13", with or without year and weekday.
    Day {
        year: YearSaid,
        month: u8,
        day: u8,
        /// The weekday told with it.
        weekday: Option<u8>,
        pick: Option<Pick>,
    },
    /// "04/05/2026": digits that leave open which is the month.
    Numeric {
        year: i32,
        first: u8,
        second: u8,
    },
    /// "the 9th", "the 2nd of this month" (0), "of next month" (1).
    DayOfMonth {
        day: u8,
        month: Option<i32>,
        /// The weekday told with it.
        weekday: Option<u8>,
    },
    Month {
        year: YearSaid,
        month: u8,
        pick: Option<Pick>,
    },
    Year(i32),
    /// "Friday", "last Friday".
    Weekday {
        weekday: u8,
        pick: Option<Pick>,
    },
    /// "Friday next week": a weekday of the week so many weeks on.
    WeekdayOfWeek {
        weekday: u8,
        weeks: i32,
    },
    /// "yesterday" is -1.
    FromToday(i32),
    /// "last week" is -1; `spoken` where it counts from the time spoken of ("the following week").
    Unit {
        unit: Unit,
        by: i32,
        spoken: bool,
    },
    /// "two weeks ago" counts -2.
    Distance {
        count: Count,
        unit: Unit,
        back: bool,
        from: From,
    },
    /// "two weeks from Friday", "a month ago today": so many units from a named day, back where negative.
    FromDay {
        by: i32,
        unit: Unit,
        day: DayNamed,
    },
    /// "that day", "the same year".
    SameUnit(Unit),
    /// "the year-ago quarter", and "a year earlier" beside a quarter.
    YearAgo,
    /// "the latest quarter".
    LatestQuarter,
    Season {
        year: YearSaid,
        season: u8,
        pick: Option<Pick>,
    },
    Quarter {
        year: YearSaid,
        quarter: u8,
    },
    Half {
        year: YearSaid,
        half: u8,
    },
    /// First three digits.
    Decade(i32),
    /// "the eighties": the last digit but one.
    NamedDecade(u8),
    /// First two digits.
    Century(i32),
    /// "the last week of February" (`nth` -1), "the second week of May".
    WeekOf {
        nth: i8,
        year: YearSaid,
        month: MonthSaid,
    },
    /// "the last weekend of May".
    WeekendOf {
        nth: i8,
        year: YearSaid,
        month: MonthSaid,
    },
    /// "the week of March 6".
    WeekWith {
        year: YearSaid,
        month: u8,
        day: u8,
    },
    /// "the last day of March", "the first Monday of May" (`weekday`).
    DayOf {
        nth: i8,
        weekday: Option<u8>,
        year: YearSaid,
        month: MonthSaid,
    },
    Named {
        day: &'static crate::named::NamedDay,
        year: YearSaid,
        pick: Option<Pick>,
    },
    Length {
        count: Count,
        unit: Unit,
    },
    /// "every two weeks", "daily".
    Each {
        count: Count,
        unit: Unit,
    },
    /// "every Monday", "Mondays".
    EachWeekday(u8),
    /// "every July".
    EachMonth(u8),
    /// "each summer".
    EachSeason(u8),
    /// `PRESENT_REF` and its like.
    Vague(&'static str),
    /// "former", "recent": told as a time in narratives only.
    VagueInNarrative(&'static str),
    /// A clock time or part of day without a day.
    HourOnly,
}

impl Says {
    /// Takes the year of the end of a range that begins here, where none is told here.
    pub(crate) fn take_year_of(&mut self, last: Self) {
        let place = match last {
            Self::Day {
                year, month, day, ..
            } => (year, month, day),
            Self::Month { year, month, .. } => (year, month, 31),
            _ => return,
        };
        let ((YearSaid::Given(told), month, day), Some((year, first_month, first_day))) =
            (place, self.year_place())
        else {
            return;
        };
        if *year == YearSaid::Unsaid {
            let before = (first_month, first_day) <= (month, day);
            *year = YearSaid::Given(if before { told } else { told - 1 });
        }
    }

    fn year_place(&mut self) -> Option<(&mut YearSaid, u8, u8)> {
        match self {
            Self::Day {
                year, month, day, ..
            } => Some((year, *month, *day)),
            Self::Month { year, month, .. } => Some((year, *month, 1)),
            _ => None,
        }
    }

    /// Whether the words name one day.
    pub(crate) fn is_day(self) -> bool {
        matches!(
            self,
            Self::Day { .. }
                | Self::Numeric { .. }
                | Self::DayOfMonth { .. }
                | Self::Weekday { .. }
                | Self::WeekdayOfWeek { .. }
                | Self::FromToday(_)
                | Self::FromDay { .. }
                | Self::DayOf { .. }
                | Self::Named { .. }
        )
    }
}
