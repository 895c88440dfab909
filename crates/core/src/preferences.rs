//! What the people of an archive have set for it: where they live, how they write dates, who sees answers.

use chrono::{Days, NaiveDateTime, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

/// Which number of `04/05/2026` is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// The first: 4 May.
    DayFirst,
    /// The second: 5 April.
    MonthFirst,
}

impl DateOrder {
    /// Both, as commands name them.
    pub const ALL: [(&'static str, Self); 2] = [
        ("day-first", Self::DayFirst),
        ("month-first", Self::MonthFirst),
    ];
}

/// The day on which weeks start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WeekStart {
    /// As ISO 8601 has it.
    Monday,
    /// As in the Middle East.
    Saturday,
    /// As in North America.
    Sunday,
}

impl WeekStart {
    /// Every one, as commands name it.
    pub const ALL: [(&'static str, Self); 3] = [
        ("monday", Self::Monday),
        ("saturday", Self::Saturday),
        ("sunday", Self::Sunday),
    ];

    /// The day itself.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Mon,
            Self::Saturday => Weekday::Sat,
            Self::Sunday => Weekday::Sun,
        }
    }
}

/// Who sees what was asked for by a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everybody in the channel.
    Everyone,
    /// Who asked.
    Asker,
}

impl Visibility {
    /// Both, as commands name them.
    pub const ALL: [(&'static str, Self); 2] =
        [("everyone", Self::Everyone), ("asker", Self::Asker)];
}

/// Hours of every day in which nothing is posted that nobody asked for just then; they may go over midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    /// When they begin.
    pub from: NaiveTime,
    /// When they end.
    pub to: NaiveTime,
}

impl Quiet {
    /// When they end, where a time on the same clocks lies in them.
    #[must_use]
    pub fn until(&self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let (day, time) = (now.date(), now.time());
        let is_over_midnight = self.to <= self.from;
        if is_over_midnight && time >= self.from {
            let next = day.checked_add_days(Days::new(1))?;
            return Some(next.and_time(self.to));
        }
        let has_begun = is_over_midnight || time >= self.from;
        (has_begun && time < self.to).then(|| day.and_time(self.to))
    }
}

/// What is set for an archive; what is not set is as the process has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The IANA zone in which times are read and told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// How a date in numbers is read that people type; without it such a date is asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// The first day of "this week" and "next week" of an agenda.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub week_start: Option<WeekStart>,
    /// Who sees the answers to commands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Visibility>,
    /// The channels in which commands and mentions are answered, by number; all where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<u64>,
    /// The role that stories can be saved with, by number; without it everybody can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub save_role: Option<u64>,
    /// When nothing is posted by itself, on the clocks of the zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet: Option<Quiet>,
    /// So many days after their publication stories are forgotten that nobody kept; without it none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_hold_within_a_day_and_over_midnight() {
        let time = |text: &str| text.parse().expect("a time");
        let at = |text: &str| text.parse::<NaiveDateTime>().expect("a time");
        let quiet = |from, to| Quiet {
            from: time(from),
            to: time(to),
        };
        let night = quiet("22:00:00", "07:00:00");
        for (now, until) in [
            ("2026-12-04T21:59:00", None),
            ("2026-12-04T22:00:00", Some("2026-12-05T07:00:00")),
            ("2026-12-05T06:59:00", Some("2026-12-05T07:00:00")),
            ("2026-12-05T07:00:00", None),
        ] {
            assert_eq!(night.until(at(now)), until.map(at), "{now}");
        }
        let noon = quiet("12:00:00", "13:30:00");
        assert_eq!(noon.until(at("2026-12-04T11:59:00")), None);
        assert_eq!(
            noon.until(at("2026-12-04T12:00:00")),
            Some(at("2026-12-04T13:30:00"))
        );
        assert_eq!(noon.until(at("2026-12-04T13:30:00")), None);
    }
}
