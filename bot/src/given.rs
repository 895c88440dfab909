//! When an event is, as people give it who correct or add one: a date of any length, a time of day.

use crate::zone::Zone;
use chrono::{NaiveTime, TimeDelta};
use dateline_core::{DateOrder, Interval, Moment, Precision, When};

/// Why words are no date of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OddDate {
    /// They name none.
    None,
    /// They can be read in two ways.
    Two,
}

/// Reads `2026-12-05`, `5 Dec 2026`, `4-6 Dec 2026`, `December 2026`, `tomorrow`, `2026-12-05 18:30`.
pub(crate) fn date(given: &str, now: &Moment) -> Result<When, OddDate> {
    let typed = given.trim();
    if let Ok(Moment::Day(day)) = Moment::parse(typed) {
        return When::day(day).map_err(|_| OddDate::None);
    }
    if let Some((day, clock)) = typed.split_once([' ', 'T'])
        && let (Ok(Moment::Day(day)), Some((time, zone))) = (Moment::parse(day), clock_in(clock))
    {
        let minute = Interval::minute(day.and_time(time)).map_err(|_| OddDate::None)?;
        return Ok(When {
            zone,
            ..When::new(minute, Precision::Minute)
        });
    }
    let mentions = dateline_timex::times(typed, now);
    let [mention] = mentions.as_slice() else {
        return Err(OddDate::None);
    };
    let around = [
        typed.get(..mention.span.start()),
        typed.get(mention.span.end()..),
    ];
    let is_blank =
        |part: Option<&str>| part.is_some_and(|part| !part.contains(char::is_alphanumeric));
    let when = mention.when.as_ref();
    let when = when.filter(|when| when.interval.length() <= longest());
    match when.filter(|_| around.into_iter().all(is_blank)) {
        None => Err(OddDate::None),
        Some(_) if mention.doubt.is_some() || is_two_days(typed) => Err(OddDate::Two),
        Some(when) => Ok(When {
            certainty: dateline_core::Certainty::Stated,
            ..when.clone()
        }),
    }
}

/// A date says something as long as it is no longer than a year.
fn longest() -> TimeDelta {
    TimeDelta::days(366)
}

/// Whether it is all numbers, of which day and month could change places: `04/05/2026`.
pub(crate) fn is_two_days(typed: &str) -> bool {
    let numbers: Option<Vec<u32>> = typed
        .split(['/', '.', '-'])
        .map(|n| n.trim().parse().ok())
        .collect();
    let may_be_month = |number: &u32| (1..=12).contains(number);
    match numbers.as_deref() {
        Some([one, other, _]) => may_be_month(one) && may_be_month(other) && one != other,
        _ => false,
    }
}

/// A date in numbers with its year first, where it is known which number is the day: `04/05/2026` as `2026-05-04`. What stands
/// behind it stays; all else is given back as it is.
pub(crate) fn in_order(typed: &str, order: Option<DateOrder>) -> String {
    let typed = typed.trim();
    let (date, rest) = typed.split_at(typed.find(' ').unwrap_or(typed.len()));
    let parts: Vec<&str> = date.split(['/', '.', '-']).collect();
    match (order, parts.as_slice()) {
        (Some(order), [one, other, year]) if is_two_days(date) && year.len() == 4 => {
            let (day, month) = match order {
                DateOrder::DayFirst => (one, other),
                DateOrder::MonthFirst => (other, one),
            };
            format!("{year}-{month:0>2}-{day:0>2}{rest}")
        }
        _ => typed.to_owned(),
    }
}

/// Reads `18:30`, `6:30 pm`, `6 pm`, `18:30 Europe/Oslo`: the time, and the zone where one is told.
pub(crate) fn clock_in(given: &str) -> Option<(NaiveTime, Option<String>)> {
    let given = given.trim();
    if let Some(time) = clock(given) {
        return Some((time, None));
    }
    let (time, zone) = given.rsplit_once(' ')?;
    zone.parse::<Zone>().ok()?;
    Some((clock(time.trim())?, Some(zone.to_owned())))
}

fn clock(given: &str) -> Option<NaiveTime> {
    let upper = given.to_uppercase().replace(' ', "");
    if let Ok(time) = NaiveTime::parse_from_str(&upper, "%H:%M") {
        return Some(time);
    }
    let (digits, half) = upper.split_at_checked(upper.len().checked_sub(2)?)?;
    let whole = if digits.contains(':') {
        format!("{digits}{half}")
    } else {
        format!("{digits}:00{half}")
    };
    NaiveTime::parse_from_str(&whole, "%I:%M%p").ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &str) -> Result<String, OddDate> {
        let now = Moment::parse("2026-11-24T09:00").expect("a time");
        date(given, &now).map(|when| when.to_string())
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (given, words) in [
            ("2026-12-05", "Saturday 5 December 2026"),
            (" 5 Dec 2026 ", "Saturday 5 December 2026"),
            ("December 5, 2026", "Saturday 5 December 2026"),
            ("tomorrow", "Wednesday 25 November 2026"),
            ("December 2026", "December 2026"),
            ("2026-12-05 18:30", "Saturday 5 December 2026, 18:30"),
            (
                "2026-12-05T18:30 Europe/Oslo",
                "Saturday 5 December 2026, 18:30 (Europe/Oslo)",
            ),
        ] {
            assert_eq!(read(given), Ok(words.to_owned()), "{given}");
        }
        for odd in [
            "",
            "soon",
            "the fair on 5 December 2026",
            "5 Dec 2026 or 6 Dec 2026",
            "the 1990s",
        ] {
            assert_eq!(read(odd), Err(OddDate::None), "{odd}");
        }
        assert_eq!(read("04/05/2026"), Err(OddDate::Two));
    }

    #[test]
    fn a_date_in_numbers_is_put_in_order_where_the_order_is_known() {
        let (day, month) = (Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst));
        for (given, order, ordered) in [
            ("04/05/2026", day, "2026-05-04"),
            ("04/05/2026", month, "2026-04-05"),
            ("4.5.2026 18:30", day, "2026-05-04 18:30"),
            ("04/05/2026", None, "04/05/2026"),
            ("23/11/2026", month, "23/11/2026"),
            ("04/05/26", day, "04/05/26"),
            ("2026-05-04", month, "2026-05-04"),
            ("tomorrow", day, "tomorrow"),
            ("é", day, "é"),
        ] {
            assert_eq!(in_order(given, order), ordered, "{given}");
        }
    }

    #[test]
    fn times_of_day_are_read_with_and_without_a_zone() {
        let shown = |given: &str| {
            clock_in(given).map(|(time, zone)| {
                let zone = zone.unwrap_or_default();
                format!("{} {zone}", time.format("%H:%M")).trim().to_owned()
            })
        };
        for (given, told) in [
            ("18:30", "18:30"),
            ("6:30 pm", "18:30"),
            ("6pm", "18:00"),
            ("12 am", "00:00"),
            ("18:30 Europe/Oslo", "18:30 Europe/Oslo"),
            ("6:30 pm +05:30", "18:30 +05:30"),
        ] {
            assert_eq!(shown(given).as_deref(), Some(told), "{given}");
        }
        for odd in ["", "noonish", "25:00", "18:30 Mars", "é", "13 pm"] {
            assert_eq!(shown(odd), None, "{odd}");
        }
    }
}
