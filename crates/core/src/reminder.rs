//! A reminder before an event: what a person asked for, and what the person was told so far.
//!
//! It follows the event: what counts is the date that stands when somebody looks. What it says is worded elsewhere, and the
//! table of zones is the caller's.

use crate::{EventId, Mark, Occasion, Post, Precision, Recipient, Standing, Status, Trouble, When};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The longest lead, in minutes: a year.
const LONGEST: u32 = 366 * 24 * 60;

/// How long before an event a reminder comes, in whole minutes, a year at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lead(u32);

impl Lead {
    /// A day.
    pub const DAY: Self = Self(24 * 60);
    /// An hour.
    pub const HOUR: Self = Self(60);
    /// A week.
    pub const WEEK: Self = Self(7 * 24 * 60);

    /// So many minutes; none for more than a year.
    #[must_use]
    pub const fn of_minutes(minutes: u32) -> Option<Self> {
        if minutes <= LONGEST {
            Some(Self(minutes))
        } else {
            None
        }
    }

    /// In minutes.
    #[must_use]
    pub const fn minutes(self) -> u32 {
        self.0
    }

    /// As a length of time.
    #[must_use]
    pub fn length(self) -> TimeDelta {
        TimeDelta::minutes(i64::from(self.0))
    }
}

impl FromStr for Lead {
    type Err = crate::Error;

    /// `1d`, `1h`, `90m`, `2w`, `1 day`, `36 hours`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || crate::Error::NotALead(text.to_owned());
        let plain = text.trim().to_lowercase();
        let letters = plain
            .find(|c: char| !c.is_ascii_digit())
            .ok_or_else(refused)?;
        let (digits, unit) = plain.split_at(letters);
        let number: u32 = digits.parse().map_err(|_| refused())?;
        let minutes = match unit.trim() {
            "m" | "min" | "mins" | "minute" | "minutes" => 1,
            "h" | "hour" | "hours" => 60,
            "d" | "day" | "days" => 24 * 60,
            "w" | "week" | "weeks" => 7 * 24 * 60,
            _ => return Err(refused()),
        };
        let minutes = number.checked_mul(minutes);
        minutes.and_then(Self::of_minutes).ok_or_else(refused)
    }
}

impl fmt::Display for Lead {
    /// In the greatest unit that divides it: `1 day`, `36 hours`, `90 minutes`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = [
            (7 * 24 * 60, "week"),
            (24 * 60, "day"),
            (60, "hour"),
            (1, "minute"),
        ];
        let fits = |(size, _): &(u32, &str)| self.0 != 0 && self.0.is_multiple_of(*size);
        let (size, unit) = units.into_iter().find(fits).unwrap_or((1, "minute"));
        let count = self.0 / size;
        let plural = if count == 1 { "" } else { "s" };
        write!(f, "{count} {unit}{plural}")
    }
}

/// What a reminder counts back from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// A time of day on the clocks at the event.
    Clock(NaiveDateTime),
    /// A day without a time: it counts from an hour that is said.
    Day(NaiveDate),
}

impl Start {
    /// Of a date; none where no day is known.
    #[must_use]
    pub fn of(when: &When) -> Option<Self> {
        match when.precision {
            Precision::Minute => Some(Self::Clock(when.interval.start())),
            Precision::Range if when.has_clock() => Some(Self::Clock(when.interval.start())),
            Precision::Range | Precision::Day | Precision::PartOfDay => {
                Some(Self::Day(when.interval.first_day()))
            }
            Precision::Century
            | Precision::Decade
            | Precision::Year
            | Precision::Half
            | Precision::Quarter
            | Precision::Season
            | Precision::Month
            | Precision::Week => None,
        }
    }
}

/// What the post that is under way tells, kept before it is begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saying {
    /// How the event stands in it; none where it is no longer stored.
    pub told: Option<Standing>,
    /// Whether the reminder ends with it.
    pub is_last: bool,
}

/// What a person asked to be reminded of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminder {
    /// Names it in its archive: the number of the interaction that asked for it.
    pub number: u64,
    /// Who asked.
    pub person: u64,
    /// Where it comes.
    pub to: Recipient,
    /// Whether it pings the person, in a channel.
    pub pings: bool,
    /// The event, as it was called then.
    pub event: EventId,
    /// Places where the event was reported, without what it was called there: by these it is found under another name.
    pub marks: Vec<Mark>,
    /// How long before.
    pub lead: Lead,
    /// The IANA name of the person's zone.
    pub zone: String,
    /// When it was asked for.
    pub since: DateTime<Utc>,
    /// How the event stood when the person was told of it last.
    pub told: Standing,
    /// How many posts it has made.
    pub said: u32,
    /// What the post under way tells.
    pub saying: Option<Saying>,
    /// Why it was switched off, and when.
    pub off: Option<(Trouble, DateTime<Utc>)>,
}

impl Reminder {
    /// What its posts are of.
    #[must_use]
    pub const fn post(&self) -> Post {
        Post::Reminder(self.number)
    }

    /// What its next post is made for.
    #[must_use]
    pub const fn occasion(&self) -> Occasion {
        Occasion::Turn(self.said)
    }
}

/// What became of an event since a person was told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum News {
    /// Nothing that changes when to remind.
    None,
    /// Its date is told more finely, or not in other words: that changes when, and is not told by itself.
    Refined,
    /// It has another date, or one where it had none.
    Moved,
    /// It is put off, or has lost its day: no day is known.
    Undated,
    /// It is called off.
    Cancelled,
    /// It took place.
    Happened,
}

impl News {
    /// From how it stood to how it stands; an event that has left its day stands without a date.
    #[must_use]
    pub fn between(told: &Standing, now: &Standing) -> Self {
        let has_day = |standing: &Standing| standing.when.as_ref().and_then(Start::of).is_some();
        let ended = |status| now.status == status && told.status != status;
        if ended(Status::Cancelled) {
            return Self::Cancelled;
        }
        if ended(Status::Happened) {
            return Self::Happened;
        }
        match (&told.when, &now.when) {
            (old, new) if old == new => Self::None,
            _ if !has_day(now) && has_day(told) => Self::Undated,
            _ if !has_day(now) => Self::Refined,
            (Some(old), Some(new)) if is_within(new, old) && has_day(told) => Self::Refined,
            _ => Self::Moved,
        }
    }
}

fn is_within(new: &When, old: &When) -> bool {
    old.interval.contains(&new.interval) && new.interval.first_day() == old.interval.first_day()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Interval;

    #[test]
    fn leads_are_read_as_people_type_them_and_told_in_whole_units() {
        for (typed, told) in [
            ("1d", "1 day"),
            ("24h", "1 day"),
            (" 36 Hours ", "36 hours"),
            ("90m", "90 minutes"),
            ("2 weeks", "2 weeks"),
            ("0m", "0 minutes"),
        ] {
            let lead: Result<Lead, _> = typed.parse();
            assert_eq!(
                lead.map(|lead| lead.to_string()),
                Ok(told.into()),
                "{typed}"
            );
        }
        for odd in [
            "",
            "1",
            "d",
            "soon",
            "1.5h",
            "-1d",
            "400d",
            "99999999999d",
            "1 moon",
        ] {
            assert!(odd.parse::<Lead>().is_err(), "{odd}");
        }
    }

    fn day(day: u32) -> When {
        let day = NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        When::day(day).expect("a day")
    }

    fn month() -> When {
        let date = |day| NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        let days = Interval::days(date(1), date(31)).expect("in order");
        When::new(days, Precision::Month)
    }

    fn stands(status: Status, when: Option<When>) -> Standing {
        Standing { status, when }
    }

    #[test]
    fn what_became_of_an_event_is_told_once_and_in_one_word() {
        let six = chrono::NaiveTime::from_hms_opt(18, 0, 0).expect("a time");
        let at_six = day(4).at_clock(six, None).expect("a day");
        let set = |when| stands(Status::Scheduled, Some(when));
        let put_off = stands(Status::Postponed, None);
        let cases = [
            (set(day(4)), set(day(4)), News::None),
            (set(day(4)), set(day(11)), News::Moved),
            (set(day(4)), set(at_six), News::Refined),
            (set(day(4)), set(month()), News::Undated),
            (set(day(4)), put_off.clone(), News::Undated),
            (put_off.clone(), put_off.clone(), News::None),
            (put_off.clone(), set(month()), News::Refined),
            (put_off.clone(), set(day(11)), News::Moved),
            (put_off, stands(Status::Cancelled, None), News::Cancelled),
            (set(month()), set(day(4)), News::Moved),
            (
                set(day(4)),
                stands(Status::Happened, Some(day(4))),
                News::Happened,
            ),
            (
                set(day(4)),
                stands(Status::Ongoing, Some(day(4))),
                News::None,
            ),
        ];
        for (told, now, news) in cases {
            assert_eq!(News::between(&told, &now), news, "{told:?} -> {now:?}");
        }
    }

    #[test]
    fn a_day_counts_from_an_hour_and_a_month_from_nothing() {
        assert!(matches!(Start::of(&day(4)), Some(Start::Day(_))));
        assert_eq!(Start::of(&month()), None);
    }
}
