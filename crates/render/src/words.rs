//! Days, dates and numbers as people write them.

use chrono::{Datelike, NaiveDate};
use dateline_core::{Moment, Precision, When};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A day with its weekday, short: `Mon 13 Feb 2023`.
#[must_use]
pub fn day(day: NaiveDate) -> String {
    let weekday = DAYS.get(day.weekday().num_days_from_monday() as usize);
    let month = MONTHS.get(day.month0() as usize);
    format!(
        "{} {} {} {}",
        weekday.unwrap_or(&""),
        day.day(),
        month.unwrap_or(&""),
        day.year()
    )
}

/// The month, short: `Feb`.
pub(crate) fn month(day: NaiveDate) -> &'static str {
    MONTHS.get(day.month0() as usize).copied().unwrap_or("")
}

/// A moment: its day, and the clock time where one is known.
#[must_use]
pub fn moment(moment: &Moment) -> String {
    match moment {
        Moment::Day(date) => day(*date),
        Moment::Instant(instant) => format!(
            "{}, {}",
            day(instant.date_naive()),
            instant.format("%H:%M %:z")
        ),
    }
}

/// A resolved time in full, with a note where the words name no day or no zone.
#[must_use]
pub fn when(when: &When) -> String {
    match note(when) {
        Some(note) => format!("{when} ({note})"),
        None => when.to_string(),
    }
}

/// What a reader should know of how finely the words name the time.
pub(crate) fn note(when: &When) -> Option<&'static str> {
    match when.precision {
        Precision::Century
        | Precision::Decade
        | Precision::Year
        | Precision::Half
        | Precision::Quarter
        | Precision::Season
        | Precision::Month
        | Precision::Week => Some("day not given"),
        Precision::Minute if when.zone.is_none() => Some("time zone not stated"),
        _ => None,
    }
}

/// A number with its noun: `no articles`, `1 article`, `412 articles`, `2 stories`.
#[must_use]
pub fn count(number: u64, noun: &str) -> String {
    match number {
        0 => format!("no {}", several(noun)),
        1 => format!("1 {noun}"),
        _ => format!("{number} {}", several(noun)),
    }
}

/// The plural: `stories`, `days`, `feeds`, `entries`, `watches`.
fn several(noun: &str) -> String {
    if noun.ends_with("ch") {
        return format!("{noun}es");
    }
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Interval;

    fn date(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).expect("a calendar day")
    }

    #[test]
    fn a_month_says_that_the_day_is_not_given_and_a_day_does_not() {
        let month = Interval::days(date(2026, 12, 1), date(2026, 12, 31)).expect("in order");
        assert_eq!(
            when(&When::new(month, Precision::Month)),
            "December 2026 (day not given)"
        );
        let one = When::day(date(2026, 12, 4)).expect("inside the calendar");
        assert_eq!(when(&one), "Friday 4 December 2026");
    }

    #[test]
    fn a_clock_time_without_zone_says_so() {
        let at = date(2026, 12, 4).and_hms_opt(18, 30, 0).expect("a time");
        let mut minute = When::new(Interval::minute(at).expect("inside"), Precision::Minute);
        assert_eq!(
            when(&minute),
            "Friday 4 December 2026, 18:30 (time zone not stated)"
        );
        minute.zone = Some("+05:30".into());
        assert_eq!(when(&minute), "Friday 4 December 2026, 18:30 (+05:30)");
    }

    #[test]
    fn moments_show_a_clock_only_where_one_is_known() {
        let read = |text| Moment::parse(text).expect("a written moment");
        assert_eq!(moment(&read("2023-02-13")), "Mon 13 Feb 2023");
        assert_eq!(
            moment(&read("2023-02-13T10:48+05:30")),
            "Mon 13 Feb 2023, 10:48 +05:30"
        );
    }

    #[test]
    fn numbers_take_their_noun_along() {
        assert_eq!(count(0, "article"), "no articles");
        assert_eq!(count(1, "article"), "1 article");
        assert_eq!(count(412, "article"), "412 articles");
    }
}
