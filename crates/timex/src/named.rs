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

#[derive(Debug, Clone, Copy, PartialEq)]
enum Falls {
    On {
        month: u32,
        day: u32,
    },
    Easter {
        days: i64,
    },
    Nth {
        nth: i8,
        weekday: Weekday,
        month: u32,
    },
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
    let (falls, year) = match *parts.as_slice() {
        [nth, weekday, month] => (nth_weekday(nth, weekday, month)?, None),
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
    if let Some(days) = text.strip_prefix("easter") {
        return Some(Falls::Easter {
            days: days.parse().ok()?,
        });
    }
    let (month, day) = text.split_once('-')?;
    Some(Falls::On {
        month: month.parse().ok()?,
        day: day.parse().ok()?,
    })
}

fn nth_weekday(nth: &str, weekday: &str, month: &str) -> Option<Falls> {
    Some(Falls::Nth {
        nth: nth.parse().ok()?,
        weekday: weekday.parse().ok()?,
        month: month.parse().ok()?,
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
        match self.falls {
            Falls::On { month, day } => NaiveDate::from_ymd_opt(year, month, day),
            Falls::Easter { days } => easter(year)?.checked_add_signed(TimeDelta::days(days)),
            Falls::Nth {
                nth,
                weekday,
                month,
            } => nth_in_month(year, month, weekday, nth),
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
