//! Reads the dates and clock times that bylines and page fields are stamped with; sentences are none of its business.

use crate::pattern::pattern;
use crate::{months, zones};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use dateline_core::Moment;
use regex::{Captures, Regex};
use std::{collections::HashSet, sync::LazyLock};

/// A zone as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Zone {
    /// "IST", "ET".
    Word(String),
    /// "+05:30", "GMT+3".
    Offset(FixedOffset),
}

/// What a stamp says; each field may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Year, month and day.
    pub(crate) day: Option<NaiveDate>,
    /// Month and day without a year ("March 3").
    pub(crate) yearless: Option<(u32, u32)>,
    /// "03/04/2025": its two numbers and the year, where each may be the month.
    either: Option<(i32, u32, u32)>,
    /// Clock time.
    pub(crate) time: Option<NaiveTime>,
    /// Zone, as written.
    pub(crate) zone: Option<Zone>,
}

/// Which number of "03/04/2025" is the month, where the page tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// As in most of the world.
    DayFirst,
    /// As in the United States.
    MonthFirst,
    /// Not told.
    Unknown,
}

impl Stamp {
    /// The moment, with the zone decided by the places told; UTC where a time stands without a zone.
    pub(crate) fn moment(&self, places: &[&str]) -> Option<Moment> {
        self.moment_in(places, Order::Unknown)
    }

    /// The moment on a page that writes its dates in an order.
    pub(crate) fn moment_in(&self, places: &[&str], order: Order) -> Option<Moment> {
        let day = self.day(order)?;
        let Some(time) = self.time else {
            return Some(Moment::Day(day));
        };
        let wall = day.and_time(time);
        let offset = match &self.zone {
            Some(Zone::Offset(offset)) => *offset,
            Some(Zone::Word(word)) => zones::offset(word, wall, places)?,
            None => FixedOffset::east_opt(0)?,
        };
        let instant = wall.checked_sub_offset(offset)?.and_utc();
        Some(Moment::Instant(DateTime::with_timezone(&instant, &offset)))
    }

    /// Whether the stamp names a day, with or without its year.
    pub(crate) fn has_day(&self) -> bool {
        self.day.is_some() || self.yearless.is_some() || self.either.is_some()
    }

    /// Whether the stamp names a day without its year.
    pub(crate) fn is_yearless(&self) -> bool {
        self.yearless.is_some()
    }

    fn day(&self, order: Order) -> Option<NaiveDate> {
        let american = matches!(&self.zone, Some(Zone::Word(word)) if zones::is_american(word));
        self.day.or_else(|| {
            let (year, first, second) = self.either?;
            match order {
                _ if american => NaiveDate::from_ymd_opt(year, first, second),
                Order::MonthFirst => NaiveDate::from_ymd_opt(year, first, second),
                Order::DayFirst => NaiveDate::from_ymd_opt(year, second, first),
                Order::Unknown => None,
            }
        })
    }
}

/// A stamp that is the whole text.
pub(crate) fn stamp(text: &str) -> Option<Stamp> {
    prefix(text)
        .filter(|(_, rest)| rest.is_empty())
        .map(|(stamp, _)| stamp)
}

/// The stamp at the beginning of a text, and what follows it without leading blanks and commas.
pub(crate) fn prefix(text: &str) -> Option<(Stamp, &str)> {
    // Every day and every time has a digit; most lines that are asked about have none.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut stamp = Stamp::default();
    let mut rest = text.trim();
    if !may_begin(rest) {
        return None;
    }
    loop {
        let seen = PIECES.iter().find_map(|piece| piece.read(&stamp, rest));
        let Some((next, length)) = seen else { break };
        stamp = next;
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    let rest = rest.trim_start_matches([',', ' ', '.']);
    (stamp.has_day() || stamp.time.is_some()).then_some((stamp, rest))
}

/// Whether a stamp may begin with the first word: none does with a word that begins as no month, no weekday and none of
/// the words before these. The pieces would say the same and take much longer.
fn may_begin(text: &str) -> bool {
    let Some(first) = text.as_bytes().first_chunk::<3>() else {
        return true;
    };
    let first = first.map(|letter| letter.to_ascii_lowercase());
    let plain = first[0].is_ascii_alphabetic() && first.is_ascii();
    !plain || first.starts_with(b"at") || first.starts_with(b"on") || BEGINNINGS.contains(&first)
}

/// The first three letters of what a stamp may begin with, "at" and "on" left out.
static BEGINNINGS: LazyLock<HashSet<[u8; 3]>> = LazyLock::new(|| {
    let before = ["hrs", "hours", "uhr"];
    let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let names = months::names().chain(before).chain(weekdays);
    let first = names.filter_map(|name| name.as_bytes().first_chunk().copied());
    first.collect()
});

/// One thing a stamp is made of: how it looks, and what it adds.
struct Piece {
    look: Regex,
    add: fn(&Stamp, &Captures<'_>) -> Option<Stamp>,
}

impl Piece {
    fn new(look: &str, add: fn(&Stamp, &Captures<'_>) -> Option<Stamp>) -> Self {
        let look = look
            .replace("MONTH", &months::pattern())
            .replace("WEEKDAY", WEEKDAY)
            .replace("HALF", r"[ap]\.?\s?m\b\.?");
        Self {
            look: pattern(&look),
            add,
        }
    }

    fn read(&self, stamp: &Stamp, text: &str) -> Option<(Stamp, usize)> {
        let found = self.look.captures(text)?;
        let length = found.get(0)?.end();
        (self.add)(stamp, &found).map(|next| (next, length))
    }
}

const WEEKDAY: &str = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?";

// Sooner pieces win: a date of numbers before a clock time with a point.
static PIECES: LazyLock<Vec<Piece>> = LazyLock::new(|| {
    vec![
        Piece::new(
            r"^(?<year>\d{4})[-/.](?<number>\d{1,2})[-/.](?<day>\d{1,2})(?:T|\b)",
            calendar_day,
        ),
        Piece::new(
            r"^(?<year>\d{4})\s?[年년]\s?(?<number>\d{1,2})\s?[月월]\s?(?<day>\d{1,2})\s?[日일]",
            calendar_day,
        ),
        Piece::new(
            r"(?i)^(?<year>(?:19|20)\d{2})\.?,?\s(?:ж\.\s)?MONTH\b\.?\s?(?<day>\d{1,2})\b\.?",
            calendar_day,
        ),
        Piece::new(
            r"(?i)^(?:WEEKDAY\b\.?,?\s*)?MONTH\b\.?\s?(?<day>\d{1,2})(?:st|nd|rd|th)?\b,?\s*(?<year>(?:19|20)\d{2})\b",
            calendar_day,
        ),
        Piece::new(
            r"(?i)^(?:WEEKDAY\b\.?,?\s*)?(?<day>\d{1,2})(?:st|nd|rd|th|er|º|°|ª)?[\s.-]*(?:of\s|de\s)?MONTH\b\.?(?:\s?/\s?\p{Arabic}+)?,?[\s-]*(?:de\s|del\s)?(?<year>(?:19|20)\d{2})\b",
            calendar_day,
        ),
        Piece::new(
            r"^(?<first>\d{1,2})(?<sign>[/.-])(?<second>\d{1,2})[/.-](?<year>(?:19|20)\d{2})\b",
            numeric_day,
        ),
        Piece::new(
            r"^(?<first>\d{1,2})(?<sign>\.)(?<second>\d{1,2})\.(?<short>\d{2})\b",
            numeric_day,
        ),
        Piece::new(r"^(?<year>(?:19|20)\d{2})\b", late_year),
        Piece::new(
            r"(?i)^(?:WEEKDAY\b\.?,?\s*)?MONTH\b\.?\s?(?<day>\d{1,2})(?:st|nd|rd|th)?\b",
            yearless_day,
        ),
        Piece::new(
            r"(?i)^(?:WEEKDAY\b\.?,?\s*)?(?<day>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?MONTH\b\.?",
            yearless_day,
        ),
        Piece::new(
            r"(?i)^(?<hour>\d{1,2})[:.h](?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d+)?)?\s?(?<half>HALF)?",
            clock_time,
        ),
        Piece::new(r"(?i)^(?<hour>\d{1,2})\s?(?<half>HALF)", clock_time),
        Piece::new(
            r"^(?<hour>\d{2})(?<minute>\d{2})\s?(?:hrs|hours|h)?\s?\(?(?:GMT|UTC)\b\)?",
            clock_time_utc,
        ),
        Piece::new(
            r"^\(?(?:GMT|UTC)?\s?(?<sign>[+\u{2212}-])(?<hours>\d{1,2}):?(?<minutes>\d{2})?\b\)?",
            offset,
        ),
        Piece::new(r"^\(?(?<zone>[A-Z]{1,4})\b(?:\s?time\b)?\)?", zone_word),
        Piece::new(
            r"(?i)^(?<zone>eastern|central|mountain|pacific)(?:\s(?:standard|daylight))?\stime\b",
            zone_name,
        ),
        Piece::new(r"^\(\d{4}\s[A-Z]{2,4}\)", nothing),
        Piece::new(
            r"(?i)^(?:WEEKDAY\b\.?|at\b|on\b|(?:hrs|hours|uhr)\b|,|\()",
            nothing,
        ),
    ]
});

fn number<T: std::str::FromStr>(found: &Captures<'_>, name: &str) -> Option<T> {
    found.name(name)?.as_str().parse().ok()
}

fn month(found: &Captures<'_>) -> Option<u32> {
    if found.name("number").is_some() {
        return number(found, "number");
    }
    months::number(found.name("month")?.as_str())
}

fn calendar_day(stamp: &Stamp, found: &Captures<'_>) -> Option<Stamp> {
    if stamp.has_day() {
        return None;
    }
    let day =
        NaiveDate::from_ymd_opt(number(found, "year")?, month(found)?, number(found, "day")?)?;
    Some(Stamp {
        day: Some(day),
        ..stamp.clone()
    })
}

fn yearless_day(stamp: &Stamp, found: &Captures<'_>) -> Option<Stamp> {
    if stamp.has_day() {
        return None;
    }
    let (month, day) = (month(found)?, number(found, "day")?);
    // 2024 has every day that a year can have.
    NaiveDate::from_ymd_opt(2024, month, day)?;
    Some(Stamp {
        yearless: Some((month, day)),
        ..stamp.clone()
    })
}

/// "Mon Mar 3 09:15:00 UTC 2025": the year behind the time.
fn late_year(stamp: &Stamp, found: &Captures<'_>) -> Option<Stamp> {
    let (month, day) = stamp.yearless.filter(|_| stamp.time.is_some())?;
    let day = NaiveDate::from_ymd_opt(number(found, "year")?, month, day)?;
    Some(Stamp {
        day: Some(day),
        yearless: None,
        ..stamp.clone()
    })
}

/// Day before month with points, as in Europe; with other signs only where no second reading exists.
fn numeric_day(stamp: &Stamp, found: &Captures<'_>) -> Option<Stamp> {
    if stamp.has_day() {
        return None;
    }
    let (first, second): (u32, u32) = (number(found, "first")?, number(found, "second")?);
    let short = || number(found, "short").map(|year: i32| 2000 + year);
    let year = number(found, "year").or_else(short)?;
    let day_first = NaiveDate::from_ymd_opt(year, second, first);
    let month_first = NaiveDate::from_ymd_opt(year, first, second);
    let pointed = found.name("sign").is_some_and(|sign| sign.as_str() == ".");
    let next = stamp.clone();
    match (day_first, month_first) {
        (Some(day), Some(other)) if !pointed && day != other => Some(Stamp {
            either: Some((year, first, second)),
            ..next
        }),
        (Some(day), _) | (None, Some(day)) => Some(Stamp {
            day: Some(day),
            ..next
        }),
        (None, None) => None,
    }
}

fn clock_time(stamp: &Stamp, found: &Captures<'_>) -> Option<Stamp> {
    if stamp.time.is_some() {
        return None;
    }
    let hour: u32 = number(found, "hour")?;
    let half = found.name("half").map(|half| half.as_str().to_lowercase());
    let hour = match half.as_deref().and_then(|half| half.chars().next()) {
        Some('p') if hour < 12 => hour + 12,
        Some('a') if hour == 12 => 0,
        Some('a') if hour > 12 => return None,
        _ => hour,
    };
    let minute = number(found, "minute").unwrap_or(0);
    let second = number(found, "second").unwrap_or(0);
    let time = NaiveTime::from_hms_opt(hour, minute, second)?;
    Some(Stamp {
        time: Some(time),
        ..stamp.clone()
    })
}

fn clock_time_utc(stamp: &Stamp, found: &Captures<'_>) -> Option<Stamp> {
    let zone = Some(Zone::Word("UTC".into()));
    clock_time(stamp, found).map(|next| Stamp { zone, ..next })
}

fn offset(stamp: &Stamp, found: &Captures<'_>) -> Option<Stamp> {
    if stamp.time.is_none() || stamp.zone.is_some() {
        return None;
    }
    let (hours, minutes): (i32, i32) = (
        number(found, "hours")?,
        number(found, "minutes").unwrap_or(0),
    );
    let seconds = (hours * 60 + minutes) * 60;
    let west = found.name("sign").is_some_and(|sign| sign.as_str() != "+");
    let offset = FixedOffset::east_opt(if west { -seconds } else { seconds })?;
    Some(Stamp {
        zone: Some(Zone::Offset(offset)),
        ..stamp.clone()
    })
}

fn zone_word(stamp: &Stamp, found: &Captures<'_>) -> Option<Stamp> {
    with_zone(stamp, found.name("zone")?.as_str())
}

fn zone_name(stamp: &Stamp, found: &Captures<'_>) -> Option<Stamp> {
    let first = found.name("zone")?.as_str().get(..1)?.to_uppercase();
    with_zone(stamp, &format!("{first}T"))
}

fn with_zone(stamp: &Stamp, word: &str) -> Option<Stamp> {
    let fits = stamp.time.is_some() && stamp.zone.is_none() && zones::is_zone(word);
    fits.then(|| Stamp {
        zone: Some(Zone::Word(word.to_owned())),
        ..stamp.clone()
    })
}

fn nothing(stamp: &Stamp, _: &Captures<'_>) -> Option<Stamp> {
    Some(stamp.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let moment = stamp(text).and_then(|stamp| stamp.moment(&[]));
        assert_eq!(
            moment.map(|moment| moment.to_string()).as_deref(),
            Some(expected),
            "{text}"
        );
    }

    #[test]
    fn days_and_times_are_read_in_the_shapes_that_sites_use() {
        check("March 3, 2025 09:15 am IST", "2025-03-03T09:15:00+05:30");
        check("3 March 2025, 09:15 GMT", "2025-03-03T09:15:00+00:00");
        check("Monday, 3 Mar 2025", "2025-03-03");
        check("10:05, 3 March 2025", "2025-03-03T10:05:00+00:00");
        check(
            "Mar. 3rd, 2025 at 9:15 p.m. ET",
            "2025-03-03T21:15:00-05:00",
        );
        check("Sept 3 2025 12:05 AM PDT", "2025-09-03T00:05:00-07:00");
        check("3 آذار / مارس 2025", "2025-03-03");
        check("3 במרץ 2025", "2025-03-03");
        check("1er mars 2025", "2025-03-01");
        check("2025. március 3.", "2025-03-03");
        check("2025年3月3日09:15", "2025-03-03T09:15:00+00:00");
        check("Mon Mar 3 09:15:00 UTC 2025", "2025-03-03T09:15:00+00:00");
        check("03.03.25", "2025-03-03");
        check("2025-03-03T09:15:27.123+03:00", "2025-03-03T09:15:27+03:00");
        check("2025-03-03 09:15", "2025-03-03T09:15:00+00:00");
        check("2025-03-03T09:15:00Z", "2025-03-03T09:15:00+00:00");
        check("2025/03/03", "2025-03-03");
        check(
            "Mon, 03 Mar 2025 09:15:00 +0300",
            "2025-03-03T09:15:00+03:00",
        );
        check(
            "0915 GMT (1715 HKT) March 3, 2025",
            "2025-03-03T09:15:00+00:00",
        );
    }

    #[test]
    fn a_date_in_numbers_is_read_only_where_one_reading_exists() {
        check("23/11/2025", "2025-11-23");
        check("11/23/2025", "2025-11-23");
        check("04.03.2025", "2025-03-04");
        check("03/04/2025 09:15 EDT", "2025-03-04T09:15:00-04:00");
        let doubtful = stamp("03/04/2025").expect("a stamp");
        assert_eq!(doubtful.moment(&[]), None);
        let said = |order| doubtful.moment_in(&[], order).map(|at| at.to_string());
        assert_eq!(said(Order::DayFirst).as_deref(), Some("2025-04-03"));
        assert_eq!(said(Order::MonthFirst).as_deref(), Some("2025-03-04"));
    }

    #[test]
    fn words_that_go_on_are_no_stamp() {
        for text in [
            "March 3, 2025 was a Monday",
            "on Monday",
            "May",
            "3 may rise",
            "30 February 2025",
            "IST",
        ] {
            assert_eq!(stamp(text), None, "{text}");
        }
    }
}
