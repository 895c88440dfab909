//! Days that have names, from the rows of `data/named_days.txt`, and where they fall in a year.

use crate::tokens::Tokens;
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use std::sync::LazyLock;

/// A named day.
#[derive(Debug, PartialEq)]
pub(crate) struct NamedDay {
    name: &'static str,
    words: Vec<&'static str>,
    falls: Falls,
    /// The one year it means, if it means only one.
    pub(crate) year: Option<i32>,
}

#[derive(Debug, Clone, PartialEq)]
enum Falls {
    On {
        month: u32,
        day: u32,
    },
    /// So many days from a feast that moves.
    Feast {
        feast: Feast,
        days: i64,
    },
    /// On these days, one a year; no other year is known.
    Listed(Vec<NaiveDate>),
    Nth {
        nth: i8,
        weekday: Weekday,
        month: u32,
        /// Days behind it: "Tuesday after the first Monday".
        days: i64,
    },
}

/// A feast whose day is reckoned.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Feast {
    Easter,
    OrthodoxEaster,
    Passover,
}

static DAYS: LazyLock<Vec<NamedDay>> = LazyLock::new(|| {
    include_str!("../data/named_days.txt")
        .lines()
        .filter_map(row)
        .collect()
});

fn row(line: &'static str) -> Option<NamedDay> {
    let (name, when) = line.split_once(" = ")?;
    let parts: Vec<&str> = when.split(' ').collect();
    let listed = parts.iter().map(|part| part.parse::<NaiveDate>().ok());
    if let Some(days) = listed.collect::<Option<Vec<_>>>() {
        return Some(NamedDay {
            name,
            words: split(name),
            falls: Falls::Listed(days),
            year: None,
        });
    }
    let (falls, year) = match *parts.as_slice() {
        [nth, weekday, month] => (nth_weekday(nth, weekday, month, "0")?, None),
        [nth, weekday, month, days] => (nth_weekday(nth, weekday, month, days)?, None),
        [day, year] => (fixed(day)?, year.parse().ok()),
        [day] => (fixed(day)?, None),
        _ => return None,
    };
    Some(NamedDay {
        name,
        words: split(name),
        falls,
        year,
    })
}

/// The words and marks of a name, as the tokenizer cuts them.
fn split(name: &'static str) -> Vec<&'static str> {
    let inner = |piece: &'static str| piece.split_inclusive(['\'', '-', '.']);
    let cut = |piece: &'static str| match piece.char_indices().next_back() {
        Some((at, '\'' | '-' | '.')) => [piece.get(..at), piece.get(at..)],
        _ => [Some(piece), None],
    };
    name.split(' ')
        .flat_map(inner)
        .flat_map(cut)
        .flatten()
        .filter(|word| !word.is_empty())
        .collect()
}

fn fixed(text: &str) -> Option<Falls> {
    for (name, feast) in [
        ("easter", Feast::Easter),
        ("orthodox", Feast::OrthodoxEaster),
        ("passover", Feast::Passover),
    ] {
        if let Some(days) = text.strip_prefix(name) {
            let days = days.parse().ok()?;
            return Some(Falls::Feast { feast, days });
        }
    }
    let (month, day) = text.split_once('-')?;
    Some(Falls::On {
        month: month.parse().ok()?,
        day: day.parse().ok()?,
    })
}

fn nth_weekday(nth: &str, weekday: &str, month: &str, days: &str) -> Option<Falls> {
    Some(Falls::Nth {
        nth: nth.parse().ok()?,
        weekday: weekday.parse().ok()?,
        month: month.parse().ok()?,
        days: days.parse().ok()?,
    })
}

/// The words that the tokenizer looks out for.
pub(crate) fn first_words() -> impl Iterator<Item = &'static str> {
    DAYS.iter().filter_map(|day| day.words.first().copied())
}

/// The named day that begins at token `at`, with the token behind it.
pub(crate) fn match_at(tokens: &Tokens, at: usize) -> Option<(&'static NamedDay, usize)> {
    DAYS.iter()
        .filter_map(|day| Some((day, spelled(tokens, at, &day.words)?)))
        .max_by_key(|(_, end)| *end)
}

/// The token behind `name`, if it is spelled at `at`; curly apostrophes count as straight ones.
fn spelled(tokens: &Tokens, at: usize, words: &[&str]) -> Option<usize> {
    let mut here = at;
    for &word in words {
        let same = tokens.is(here, word) || (word == "'" && tokens.apostrophe(here));
        if !same {
            return None;
        }
        here += 1;
    }
    Some(here)
}

impl NamedDay {
    /// The name, in lower case.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The day it falls on in `year`.
    pub(crate) fn in_year(&self, year: i32) -> Option<NaiveDate> {
        match &self.falls {
            Falls::On { month, day } => NaiveDate::from_ymd_opt(year, *month, *day),
            Falls::Feast { feast, days } => {
                let feast = match feast {
                    Feast::Easter => easter(year)?,
                    Feast::OrthodoxEaster => orthodox_easter(year)?,
                    Feast::Passover => passover(year)?,
                };
                feast.checked_add_signed(TimeDelta::days(*days))
            }
            Falls::Listed(days) => days.iter().find(|day| day.year() == year).copied(),
            Falls::Nth {
                nth,
                weekday,
                month,
                days,
            } => {
                let day = nth_in_month(year, *month, *weekday, *nth)?;
                day.checked_add_signed(TimeDelta::days(*days))
            }
        }
    }
}

fn nth_in_month(year: i32, month: u32, weekday: Weekday, nth: i8) -> Option<NaiveDate> {
    if let Ok(nth) = u8::try_from(nth) {
        return NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth);
    }
    (4..=5)
        .rev()
        .find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth))
}

/// Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    if !(1583..=9999).contains(&year) {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    let easter = NaiveDate::from_ymd_opt(year, month.try_into().ok()?, day.try_into().ok()?)?;
    (easter.weekday() == Weekday::Sun).then_some(easter)
}

/// Easter Sunday of the Orthodox churches as a Gregorian day (Meeus, *Astronomical Algorithms*, chapter 8, Julian Easter).
fn orthodox_easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 4, year % 7, year % 19);
    let d = (19 * c + 15) % 30;
    let e = (2 * a + 4 * b - d + 34) % 7;
    let days = d + e + 114;
    from_julian(year, days / 31, days % 31 + 1)
}

/// The first day of Passover, 15 Nisan, as a Gregorian day (the formula of Gauss, in the whole parts of a day that the
/// Hebrew calendar counts: 25,920 in a day).
fn passover(year: i32) -> Option<NaiveDate> {
    const DAY: i64 = 492_480;
    let hebrew = i64::from(year) + 3_760;
    let (a, b) = ((12 * hebrew + 17) % 19, hebrew % 4);
    // 32.0440931611436 + 1.5542417966211826 a + 0.25 b - 0.0031777940220922675 A, in parts of DAY.
    let parts = 15_781_075 + 765_433 * a + 123_120 * b - 1_565 * hebrew;
    let (mut march, rest) = (parts.div_euclid(DAY), parts.rem_euclid(DAY));
    let weekday = (march + 3 * hebrew + 5 * b + 5).rem_euclid(7);
    // The postponements: never on Monday, Wednesday or Friday, and the two of leap years' neighbours.
    march += match weekday {
        2 | 4 | 6 => 1,
        1 if a > 6 && rest >= 311_676 => 2,
        0 if a > 11 && rest >= 442_111 => 1,
        _ => 0,
    };
    from_julian(year, 3, 1)?.checked_add_signed(TimeDelta::try_days(march - 1)?)
}

/// A day of the Julian calendar as a Gregorian one; from March on.
fn from_julian(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    let ahead = year / 100 - year / 400 - 2;
    let same = NaiveDate::from_ymd_opt(year, month.try_into().ok()?, 1)?;
    same.checked_add_signed(TimeDelta::days(i64::from(day - 1 + ahead)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn falls(name: &str, days: &[&str]) {
        let named = DAYS.iter().find(|day| day.name() == name).expect("a row");
        for day in days {
            let day: NaiveDate = day.parse().expect("a day");
            assert_eq!(named.in_year(day.year()), Some(day), "{name}");
        }
    }

    #[test]
    fn moving_feasts_fall_where_calendars_print_them() {
        falls(
            "easter",
            &[
                "2000-04-23",
                "2008-03-23",
                "2011-04-24",
                "2024-03-31",
                "2027-03-28",
            ],
        );
        falls(
            "orthodox easter",
            &["2023-04-16", "2024-05-05", "2025-04-20", "2026-04-12"],
        );
        falls(
            "passover",
            &[
                "2015-04-04",
                "2016-04-23",
                "2017-04-11",
                "2018-03-31",
                "2019-04-20",
                "2020-04-09",
                "2021-03-28",
                "2022-04-16",
                "2023-04-06",
                "2024-04-23",
                "2025-04-13",
                "2026-04-02",
                "2027-04-22",
            ],
        );
        falls(
            "rosh hashanah",
            &["2019-09-30", "2020-09-19", "2023-09-16", "2025-09-23"],
        );
        falls("yom kippur", &["2021-09-16", "2024-10-12"]);
        falls("election day", &["1998-11-03", "2020-11-03", "2024-11-05"]);
        falls("diwali", &["2023-11-12"]);
    }

    #[test]
    fn a_listed_feast_is_not_guessed_in_other_years() {
        let diwali = DAYS
            .iter()
            .find(|day| day.name() == "diwali")
            .expect("a row");
        assert_eq!(diwali.in_year(1850), None);
    }

    #[test]
    fn every_row_is_read() {
        let rows = include_str!("../data/named_days.txt").lines();
        let rows = rows.filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        assert_eq!(rows.count(), DAYS.len());
    }
}
