//! A set of weekdays, as people write it.

use crate::Error;
use chrono::Weekday;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Some days of the week; at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<Weekday>", into = "Vec<Weekday>")]
pub struct Weekdays(u8);

/// Monday first.
const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

const fn bit(day: Weekday) -> u8 {
    1 << day.num_days_from_monday()
}

impl Weekdays {
    /// Every day.
    pub const ALL: Self = Self(0b111_1111);

    /// Those days; none where there are none.
    #[must_use]
    pub fn of(days: impl IntoIterator<Item = Weekday>) -> Option<Self> {
        let bits = days.into_iter().fold(0, |bits, day| bits | bit(day));
        (bits != 0).then_some(Self(bits))
    }

    /// Whether that day is one of them.
    #[must_use]
    pub const fn contains(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// The days, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        WEEK.into_iter().filter(move |day| self.contains(*day))
    }
}

impl TryFrom<Vec<Weekday>> for Weekdays {
    type Error = Error;

    fn try_from(days: Vec<Weekday>) -> Result<Self, Error> {
        Self::of(days).ok_or_else(|| Error::NotWeekdays(String::new()))
    }
}

impl From<Weekdays> for Vec<Weekday> {
    fn from(days: Weekdays) -> Self {
        days.iter().collect()
    }
}

impl FromStr for Weekdays {
    type Err = Error;

    /// `daily`, `weekdays`, `weekends`, or days and ranges of them: `mon, wed-fri`. A range may run over Sunday.
    fn from_str(text: &str) -> Result<Self, Error> {
        let refused = || Error::NotWeekdays(text.to_owned());
        let lower = text.to_lowercase().replace('–', "-");
        let (monday_to_friday, weekend) = WEEK.split_at(5);
        match lower.trim() {
            "daily" | "every day" | "all" => return Ok(Self::ALL),
            "weekdays" => return Self::of(monday_to_friday.to_vec()).ok_or_else(refused),
            "weekends" => return Self::of(weekend.to_vec()).ok_or_else(refused),
            _ => {}
        }
        let mut days = Vec::new();
        for word in lower.split([',', ' ', ';']).filter(|word| !word.is_empty()) {
            let (first, last) = word.split_once('-').unwrap_or((word, word));
            let day = |name: &str| name.parse::<Weekday>().map_err(|_| refused());
            days.extend(range(day(first)?, day(last)?));
        }
        Self::of(days).ok_or_else(refused)
    }
}

fn range(first: Weekday, last: Weekday) -> Vec<Weekday> {
    let length = (last.num_days_from_monday() + 7 - first.num_days_from_monday()) % 7 + 1;
    let length = usize::try_from(length).unwrap_or(7);
    let days = WEEK.into_iter().cycle().skip_while(|day| *day != first);
    days.take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, days: &str) {
        let read = text.parse::<Weekdays>().map(|days| {
            let days: Vec<String> = days.iter().map(|day| day.to_string()).collect();
            days.join(" ")
        });
        assert_eq!(read, Ok(days.to_owned()), "{text}");
    }

    #[test]
    fn days_ranges_and_words_are_read() {
        check("daily", "Mon Tue Wed Thu Fri Sat Sun");
        check("Weekdays", "Mon Tue Wed Thu Fri");
        check("weekends", "Sat Sun");
        check("mon", "Mon");
        check("Friday, monday", "Mon Fri");
        check("mon wed-fri", "Mon Wed Thu Fri");
        check("sat–mon", "Mon Sat Sun");
        check("sun-sun", "Sun");
    }

    #[test]
    fn what_names_no_day_is_refused() {
        for bad in ["", " , ", "someday", "mon-", "1-5"] {
            assert!(bad.parse::<Weekdays>().is_err(), "{bad}");
        }
    }

    #[test]
    fn days_are_written_as_a_list_and_an_empty_list_is_refused() {
        let days: Weekdays = "sun, mon".parse().expect("days");
        let json = serde_json::to_string(&days).expect("JSON");
        assert_eq!(json, r#"["Mon","Sun"]"#);
        assert_eq!(serde_json::from_str::<Weekdays>(&json).ok(), Some(days));
        assert!(serde_json::from_str::<Weekdays>("[]").is_err());
    }
}
