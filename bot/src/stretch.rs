//! Stretches of time as people name them: a range by its word, days from and to, since when.

use crate::zone::Zone;
use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta, Weekday};
use clap::ValueEnum;
use dateline_core::{Error, Interval, Moment};
use dateline_render::{Trouble, day, help};

/// How far an agenda goes whose end is not said.
const OPEN_DAYS: u64 = 30;

/// The most characters of a topic or place.
const WORDS: usize = 200;

/// The longest time that changes can be asked back for.
const LONGEST_HOURS: i64 = 24 * 3_660;

/// A stretch that is counted from today; a week starts on Monday where nobody says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Range {
    /// The day of asking.
    Today,
    /// The day behind it.
    Tomorrow,
    /// Its week, such as Monday to Sunday.
    Week,
    /// The week behind it.
    NextWeek,
    /// Its calendar month.
    Month,
}

impl Range {
    /// Every range, as commands name it.
    pub(crate) const ALL: [(&'static str, Self); 5] = [
        ("today", Self::Today),
        ("tomorrow", Self::Tomorrow),
        ("week", Self::Week),
        ("next-week", Self::NextWeek),
        ("month", Self::Month),
    ];

    /// The range of that name; the week where there is none.
    pub(crate) fn of(name: &str) -> Self {
        let found = Self::ALL.into_iter().find(|(word, _)| *word == name);
        found.map_or(Self::Week, |(_, range)| range)
    }

    /// The days of the range, in weeks that start on that day.
    pub(crate) fn at(self, now: &Moment, start: Weekday) -> Result<Interval, Error> {
        let today = now.day();
        let ahead = |day: NaiveDate, days: u64| {
            let there = day.checked_add_days(Days::new(days));
            there.ok_or(Error::OutsideCalendar)
        };
        let first = today.week(start).first_day();
        match self {
            Self::Today => Interval::days(today, today),
            Self::Tomorrow => {
                let tomorrow = ahead(today, 1)?;
                Interval::days(tomorrow, tomorrow)
            }
            Self::Week => Interval::days(first, ahead(first, 6)?),
            Self::NextWeek => Interval::days(ahead(first, 7)?, ahead(first, 13)?),
            Self::Month => {
                let first = today.with_day(1).ok_or(Error::OutsideCalendar)?;
                let next = first.checked_add_months(Months::new(1));
                let last = next.and_then(|next| next.pred_opt());
                Interval::days(first, last.ok_or(Error::OutsideCalendar)?)
            }
        }
    }
}

/// From day to day, both included; without an end a month long, without a beginning from today.
pub(crate) fn between(
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    now: &Moment,
) -> Result<Interval, Error> {
    let first = from.unwrap_or_else(|| now.day());
    let last = match to {
        Some(last) => last,
        None => first
            .checked_add_days(Days::new(OPEN_DAYS))
            .ok_or(Error::OutsideCalendar)?,
    };
    Interval::days(first, last)
}

/// A time back to which changes are asked for, and how it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Since {
    /// What was known by then is not new.
    pub(crate) moment: Moment,
    /// In words.
    pub(crate) told: String,
}

/// Reads `24h`, `7d`, `2w`, or a day or time; a day is told of from its beginning.
pub(crate) fn since(given: &str, zone: &Zone, now: &Moment) -> Result<Since, Trouble> {
    read_since(given.trim(), zone, now).map_err(|_| Trouble::NotSince {
        given: given.to_owned(),
    })
}

fn read_since(text: &str, zone: &Zone, now: &Moment) -> Result<Since, Error> {
    if let Some(hours) = length(text) {
        let moment = match now {
            Moment::Instant(now) => Moment::Instant(*now - TimeDelta::hours(hours)),
            Moment::Day(day) => {
                let days = u64::try_from(hours).unwrap_or_default().div_ceil(24);
                let before = day.checked_sub_days(Days::new(days));
                Moment::Day(before.ok_or(Error::OutsideCalendar)?)
            }
        };
        return Ok(Since {
            told: dateline_render::moment(&moment),
            moment,
        });
    }
    let given = zone.moment(text)?;
    let moment = match given {
        // What was published on the day itself is new.
        Moment::Day(day) => Moment::Day(day.pred_opt().ok_or(Error::OutsideCalendar)?),
        Moment::Instant(_) => given,
    };
    Ok(Since {
        moment,
        told: match given {
            Moment::Day(date) => day(date),
            Moment::Instant(_) => dateline_render::moment(&given),
        },
    })
}

/// How a day is written from which on all is new, so that [`since`] reads it again; `known` is the last day that is not.
pub(crate) fn from(known: NaiveDate) -> String {
    known.succ_opt().unwrap_or(known).to_string()
}

/// Words that an option takes: at least one, and not more than a title has.
pub(crate) fn words(text: &str) -> Result<String, String> {
    let fits = text.contains(char::is_alphanumeric) && text.chars().count() <= WORDS;
    fits.then(|| text.trim().to_owned())
        .ok_or_else(|| help::option::SOME_WORDS.to_owned())
}

/// The hours of `24h`, `7d` or `2w`.
fn length(text: &str) -> Option<i64> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let hours = match unit {
        "h" => 1,
        "d" => 24,
        "w" => 168,
        _ => return None,
    };
    let number: i64 = number.parse().ok().filter(|number| *number > 0)?;
    let hours = number.checked_mul(hours)?;
    (hours <= LONGEST_HOURS).then_some(hours)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a written moment")
    }

    #[test]
    fn a_week_starts_on_monday_and_a_month_on_its_first() {
        let check = |range: Range, now: &str, first: &str, last: &str| {
            let days = range
                .at(&at(now), Weekday::Mon)
                .expect("inside the calendar");
            let shown = (days.first_day().to_string(), days.last_day().to_string());
            assert_eq!(
                shown,
                (first.to_owned(), last.to_owned()),
                "{range:?} {now}"
            );
        };
        check(Range::Week, "2026-11-29", "2026-11-23", "2026-11-29");
        check(Range::Week, "2026-11-23T00:00", "2026-11-23", "2026-11-29");
        check(Range::NextWeek, "2026-11-29", "2026-11-30", "2026-12-06");
        check(Range::Tomorrow, "2026-12-31", "2027-01-01", "2027-01-01");
        check(Range::Month, "2028-02-10", "2028-02-01", "2028-02-29");
        check(
            Range::Today,
            "2026-11-24T23:30+02:00",
            "2026-11-24",
            "2026-11-24",
        );
        for (start, first) in [(Weekday::Sun, "2026-11-22"), (Weekday::Sat, "2026-11-21")] {
            let week = Range::Week.at(&at("2026-11-24"), start).expect("days");
            assert_eq!(week.first_day().to_string(), first);
        }
    }

    #[test]
    fn since_counts_back_or_begins_with_a_day() {
        let utc: Zone = "UTC".parse().expect("a zone");
        let check = |text: &str, now: &str, moment: &str| {
            let read = since(text, &utc, &at(now)).map(|since| since.moment.to_string());
            assert_eq!(read, Ok(moment.to_owned()), "{text}");
        };
        check("24h", "2026-11-24T09:00", "2026-11-23T09:00:00+00:00");
        check("7d", "2026-11-24", "2026-11-17");
        check("30h", "2026-11-24", "2026-11-22");
        check("2026-11-23", "2026-11-24T09:00", "2026-11-22");
        check(
            "2026-11-23T10:00",
            "2026-11-24T09:00",
            "2026-11-23T10:00:00+00:00",
        );
        for bad in ["", "h", "0d", "-3d", "soon", "99999999d", "3m", "é"] {
            let refused = since(bad, &utc, &at("2026-11-24"));
            let trouble = Trouble::NotSince { given: bad.into() };
            assert_eq!(refused, Err(trouble), "{bad}");
        }
    }
}
