//! Reads the dates of feeds: RFC 822 and ISO 8601 with all that feeds do to them; an absent zone is told, never guessed.

use crate::pattern::pattern;
use crate::{months, stamp, zones};
use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use dateline_core::Moment;
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// A date as a feed means it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    /// The day, or the instant; UTC where no zone is written.
    pub(super) moment: Moment,
    /// Whether a zone that we know is written.
    pub(super) has_zone: bool,
}

/// The longest text that is read as a date.
const LONGEST: usize = 100;

/// Letters and digits of numeric dates, names of months as any letters.
static DAYS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"^(?<year>\d{4})[-/.](?<number>\d{1,2})[-/.](?<day>\d{1,2})(?:[Tt\s,]+(?<rest>.*))?$",
        r"^(?<year>\d{4})(?<number>\d{2})(?<day>\d{2})(?:[Tt\s,]*(?<rest>.*))?$",
        r"^(?:\p{L}+\.?\s*,?\s*)?(?<day>\d{1,2})(?:st|nd|rd|th)?\.?[\s/-]+(?:de\s+)?(?<month>\p{L}+)\.?,?[\s/-]+(?:de\s+)?(?<year>\d{2,4})\b[,\s]*(?<rest>.*)$",
        r"^(?:\p{L}+\.?,?\s+)?(?<month>\p{L}+)\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})\b[,\s]*(?<rest>.*)$",
        r"^(?:\p{L}+\.?,?\s+)?(?<month>\p{L}+)\.?\s+(?<day>\d{1,2})\s+(?<rest>\d{1,2}:\d{2}(?::\d{2})?(?:\s+[^\d\s]\S*)?)\s+(?<year>\d{4})$",
    ]
    .map(pattern)
    .into()
});

static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:at\s+|um\s+)?(?<hour>\d{1,2})(?::|\.|h|)(?<minute>\d{2})(?:[:.]?(?<second>\d{2})(?:[.,:]\d+)?)?\s*(?<half>[ap]\.?m\b\.?)?\s*(?<zone>.*)$",
    )
});

static OFFSET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:GMT|UTC?|Z)?\s*(?<sign>[+\u{2212}\u{2013}-])\s*(?<hours>\d{1,2}):?(?<minutes>\d{2})?(?:\s*\(?[A-Za-z /]*\)?)?$",
    )
});

/// Reads a date; `None` where no calendar has it or it stands for "not set".
pub(super) fn date(text: &str) -> Option<Dated> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = words.join(" ");
    if words.is_empty() || words.len() > LONGEST {
        return None;
    }
    let found = epoch(&words).or_else(|| written(&words)).or_else(|| {
        let stamp = stamp::stamp(&words)?;
        let has_zone = stamp.zone.is_some();
        let moment = stamp.moment(&[])?;
        Some(Dated { moment, has_zone })
    });
    found.filter(|dated| is_set(&dated.moment))
}

/// News is younger than 1900 and older than 2200; the first instant of 1970 is what programs write for no date.
fn is_set(moment: &Moment) -> bool {
    let day = moment.day();
    let unset = moment.sort_key() == 0;
    !unset && (1900..2200).contains(&day.year())
}

/// Seconds or thousandths of seconds since 1970.
fn epoch(words: &str) -> Option<Dated> {
    if !words.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: i64 = words.parse().ok()?;
    let seconds = match words.len() {
        9 | 10 => number,
        13 => number / 1000,
        _ => return None,
    };
    let instant = DateTime::from_timestamp(seconds, 0)?.fixed_offset();
    Some(Dated {
        moment: Moment::Instant(instant),
        has_zone: true,
    })
}

fn written(words: &str) -> Option<Dated> {
    DAYS.iter().find_map(|look| {
        let found = look.captures(words)?;
        let day = calendar_day(&found)?;
        let rest = found.name("rest").map_or("", |rest| rest.as_str().trim());
        Some(clock(day, rest).unwrap_or(Dated {
            moment: Moment::Day(day),
            has_zone: false,
        }))
    })
}

fn number<T: std::str::FromStr>(found: &Captures<'_>, name: &str) -> Option<T> {
    found.name(name)?.as_str().parse().ok()
}

fn calendar_day(found: &Captures<'_>) -> Option<NaiveDate> {
    let month = match found.name("month") {
        Some(name) => month(name.as_str())?,
        None => number(found, "number")?,
    };
    let year: i32 = number(found, "year")?;
    // RFC 2822: two digits end at 2049, three count from 1900.
    let year = match found.name("year")?.len() {
        2 if year < 50 => year + 2000,
        2 | 3 => year + 1900,
        _ => year,
    };
    NaiveDate::from_ymd_opt(year, month, number(found, "day")?)
}

/// A month by its name, or by the first three letters of an English one ("Janu").
fn month(name: &str) -> Option<u32> {
    let short = || name.get(..3).filter(|_| name.len() > 3);
    months::number(name).or_else(|| months::number(short()?))
}

/// The instant of a clock time and a zone on a day.
fn clock(day: NaiveDate, rest: &str) -> Option<Dated> {
    let found = CLOCK.captures(rest)?;
    let half = found.name("half").map(|half| half.as_str().to_lowercase());
    let hour: u32 = number(&found, "hour")?;
    let hour = match half.as_deref().and_then(|half| half.chars().next()) {
        Some('p') if hour < 12 => hour + 12,
        Some('a') if hour == 12 => 0,
        _ => hour,
    };
    let minute = number(&found, "minute")?;
    // A leap second is the second before.
    let second = number::<u32>(&found, "second").unwrap_or(0);
    let second = if second == 60 { 59 } else { second };
    let (day, hour) = match (hour, minute, second) {
        (24, 0, 0) => (day.checked_add_days(Days::new(1))?, 0),
        _ => (day, hour),
    };
    let wall = day.and_time(NaiveTime::from_hms_opt(hour, minute, second)?);
    let zone = zone(found.name("zone").map_or("", |zone| zone.as_str()), wall);
    let offset = zone.or_else(|| FixedOffset::east_opt(0))?;
    let instant = wall.checked_sub_offset(offset)?.and_utc();
    Some(Dated {
        moment: Moment::Instant(DateTime::with_timezone(&instant, &offset)),
        has_zone: zone.is_some(),
    })
}

/// The offset that is written behind a time, as a number or as a word.
fn zone(written: &str, wall: NaiveDateTime) -> Option<FixedOffset> {
    let bare = written
        .trim_matches(|letter: char| matches!(letter, '(' | ')' | '[' | ']' | ' ' | ',' | ';'));
    let signed = if bare.len() == 4 && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("+{bare}")
    } else {
        bare.to_owned()
    };
    let Some(found) = OFFSET.captures(&signed) else {
        return bare
            .split([' ', '(', ')'])
            .find_map(|word| zone_word(word, wall));
    };
    let hours: i32 = number(&found, "hours")?;
    let minutes: i32 = number(&found, "minutes").unwrap_or(0);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let seconds = (hours * 60 + minutes) * 60;
    let west = found.name("sign").is_some_and(|sign| sign.as_str() != "+");
    FixedOffset::east_opt(if west { -seconds } else { seconds })
}

fn zone_word(word: &str, wall: NaiveDateTime) -> Option<FixedOffset> {
    let large = word.trim_matches('.').to_uppercase();
    match large.as_str() {
        "Z" | "UT" | "UTC" | "GMT" => FixedOffset::east_opt(0),
        "" => None,
        _ => zones::offset(&large, wall, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, moment: &str, has_zone: bool) {
        let found = date(text).map(|found| (found.moment.to_string(), found.has_zone));
        assert_eq!(found, Some((moment.to_owned(), has_zone)), "{text}");
    }

    #[test]
    fn dates_of_mail_are_read_with_their_zone() {
        for (text, moment) in [
            ("Mon, 03 Mar 2025 09:15:00 GMT", "2025-03-03T09:15:00+00:00"),
            (
                "Mon, 3 Mar 2025 09:15:00 +0530",
                "2025-03-03T09:15:00+05:30",
            ),
            ("3 Mar 25 09:15 EST", "2025-03-03T09:15:00-05:00"),
            ("Wed, 03 Mar 2025 09:15:00 EDT", "2025-03-03T09:15:00-04:00"),
            ("Mon,3 March 2025 9:15:00 PST", "2025-03-03T09:15:00-08:00"),
            (
                "Monday, 03-Mar-25 09:15:00 UTC",
                "2025-03-03T09:15:00+00:00",
            ),
            (
                "Mon, 03 Mar 2025 09:15:00 GMT+7",
                "2025-03-03T09:15:00+07:00",
            ),
            (
                "Mon, 03 Mar 2025 09:15:00 GMT+07:00",
                "2025-03-03T09:15:00+07:00",
            ),
            (
                "Mon, 03 Mar 2025 09:15:00 +5:30",
                "2025-03-03T09:15:00+05:30",
            ),
            (
                "Mon, 03 Mar 2025 09:15:00 +0100 (CET)",
                "2025-03-03T09:15:00+01:00",
            ),
            (
                "Mon, 03 Mar 2025 09:15:00 -0000",
                "2025-03-03T09:15:00+00:00",
            ),
            (
                "Mon, 03 Mar 2025 09:15:00 0000",
                "2025-03-03T09:15:00+00:00",
            ),
            ("Mon, 03 Mar 2025 9:15 PM EST", "2025-03-03T21:15:00-05:00"),
            (
                "Mo, 03 März 2025 09:15:00 +0100",
                "2025-03-03T09:15:00+01:00",
            ),
            (
                "lun, 03 mars 2025 09:15:00 +0100",
                "2025-03-03T09:15:00+01:00",
            ),
            ("Mon Mar 3 09:15:00 EST 2025", "2025-03-03T09:15:00-05:00"),
            ("March 3, 2025 09:15 GMT", "2025-03-03T09:15:00+00:00"),
        ] {
            check(text, moment, true);
        }
        check(
            "Mon Mar  3 09:15:00 2025",
            "2025-03-03T09:15:00+00:00",
            false,
        );
    }

    #[test]
    fn dates_of_iso_8601_are_read_with_their_zone() {
        check("2025-03-03T09:15:00Z", "2025-03-03T09:15:00+00:00", true);
        check(
            "2025-03-03T09:15:00.123+02:00",
            "2025-03-03T09:15:00+02:00",
            true,
        );
        check(
            "2025-03-03 09:15:00 +0200",
            "2025-03-03T09:15:00+02:00",
            true,
        );
        check("2025-03-03T09:15+0200", "2025-03-03T09:15:00+02:00", true);
        check("2025-03-03t09:15z", "2025-03-03T09:15:00+00:00", true);
        check("20250303T091500Z", "2025-03-03T09:15:00+00:00", true);
        check("20250303091500", "2025-03-03T09:15:00+00:00", false);
        check("2025/03/03 09:15 ET", "2025-03-03T09:15:00-05:00", true);
        check("2025-03-03T24:00:00Z", "2025-03-04T00:00:00+00:00", true);
        check("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00", true);
    }

    #[test]
    fn numbers_of_seconds_are_instants() {
        check("1741000500", "2025-03-03T11:15:00+00:00", true);
        check("1741000500000", "2025-03-03T11:15:00+00:00", true);
    }

    #[test]
    fn a_missing_or_unknown_zone_is_told_and_a_day_stays_a_day() {
        check(
            "Mon, 03 Mar 2025 09:15:00",
            "2025-03-03T09:15:00+00:00",
            false,
        );
        check("2025-03-03T09:15:00", "2025-03-03T09:15:00+00:00", false);
        check(
            "Mon, 03 Mar 2025 09:15:00 XQT",
            "2025-03-03T09:15:00+00:00",
            false,
        );
        check(
            "Mon, 03 Mar 2025 09:15:00 +9900",
            "2025-03-03T09:15:00+00:00",
            false,
        );
        check("Mon, 03 Mar 2025", "2025-03-03", false);
        check("20250303", "2025-03-03", false);
        check("2025-03-03", "2025-03-03", false);
        check("Mon, 03 Mar 2025 at noon", "2025-03-03", false);
    }

    #[test]
    fn what_no_calendar_has_and_what_means_no_date_is_none() {
        for text in [
            "",
            "yesterday",
            "Mon, 30 Feb 2025 09:15:00 GMT",
            "2025-13-01",
            "0000-00-00 00:00:00",
            "0001-01-01T00:00:00Z",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "-0001-11-30T00:00:00+00:00",
            "2025-03",
            "0",
            "Sat, 00 Jan 2025 10:00:00 GMT",
            "9999-12-31T23:59:59Z",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
