//! The zone of times that are written without one.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use dateline_core::{Error, Moment, wall_instant};
use std::{fmt, str::FromStr};

/// An IANA zone, or an offset that never changes.
#[derive(Debug, Clone)]
pub(crate) enum Zone {
    /// `Asia/Kolkata`
    Named(Tz),
    /// `+05:30`
    Fixed(FixedOffset),
}

impl Zone {
    /// An instant with the offset that the zone has then.
    pub(crate) fn at(&self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        match self {
            Self::Named(zone) => instant.with_timezone(&instant.with_timezone(zone).offset().fix()),
            Self::Fixed(offset) => instant.with_timezone(offset),
        }
    }

    /// The instant at which its wall clocks show that time; the first of two, and behind a gap where they jump over it.
    pub(crate) fn instant(&self, date: NaiveDate, at: NaiveTime) -> Option<DateTime<Utc>> {
        match self {
            Self::Named(zone) => wall_instant(zone, date, at),
            Self::Fixed(offset) => wall_instant(offset, date, at),
        }
    }

    /// A written day or time; a time without a zone is one of this zone.
    pub(crate) fn moment(&self, text: &str) -> Result<Moment, Error> {
        Moment::parse_in(text, |local| self.place(local))
    }

    /// A wall-clock time here; the earlier one where clocks are set back, none where they jump over it.
    fn place(&self, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        match self {
            Self::Named(zone) => {
                let there = zone.from_local_datetime(&local).earliest()?;
                Some(there.with_timezone(&there.offset().fix()))
            }
            Self::Fixed(offset) => offset.from_local_datetime(&local).single(),
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(zone) => zone.fmt(f),
            Self::Fixed(offset) => offset.fmt(f),
        }
    }
}

/// The names of zones that hold what is typed, as in `kolk` or `new york`; those that begin with it first. While nothing is
/// typed, one for each hour where many people live.
pub(crate) fn zones_like(typed: &str) -> Vec<&'static str> {
    let plain = |text: &str| text.to_lowercase().replace('_', " ");
    let typed = plain(typed.trim());
    if typed.is_empty() {
        return OFFERED.to_vec();
    }
    let city = |name: &'static str| name.rsplit_once('/').map_or(name, |(_, city)| city);
    let named = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let mut found: Vec<&str> = named.filter(|name| plain(name).contains(&typed)).collect();
    found.sort_by_key(|name| {
        (
            !plain(city(name)).starts_with(&typed),
            !plain(name).starts_with(&typed),
        )
    });
    found
}

/// What is offered before anything is typed.
const OFFERED: [&str; 24] = [
    "UTC",
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Africa/Cairo",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Europe/Istanbul",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Dhaka",
    "Asia/Jakarta",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
    "America/Sao_Paulo",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "Pacific/Honolulu",
];

impl FromStr for Zone {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let named = text.parse::<Tz>().map(Self::Named);
        named.or_else(|_| {
            offset(text)
                .map(Self::Fixed)
                .ok_or_else(|| Error::NotAZone(text.to_owned()))
        })
    }
}

/// `+05:30`, `-0800` or `Z`.
fn offset(text: &str) -> Option<FixedOffset> {
    if text == "Z" {
        return FixedOffset::east_opt(0);
    }
    text.starts_with(['+', '-'])
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(zone: &str, text: &str, moment: &str) {
        let zone: Zone = zone.parse().expect("a zone");
        assert_eq!(
            zone.moment(text).map(|m| m.to_string()),
            Ok(moment.to_owned())
        );
    }

    #[test]
    fn a_time_without_zone_is_placed_and_one_with_zone_is_kept() {
        check(
            "Asia/Kolkata",
            "2026-11-23T10:48",
            "2026-11-23T10:48:00+05:30",
        );
        check("-08:00", "2026-11-23T10:48", "2026-11-23T10:48:00-08:00");
        check("UTC", "2026-11-23T10:48+01:00", "2026-11-23T10:48:00+01:00");
        check("Asia/Kolkata", "2026-11-23", "2026-11-23");
    }

    #[test]
    fn a_repeated_hour_is_the_earlier_one_and_a_skipped_hour_is_refused() {
        check(
            "Europe/Oslo",
            "2026-10-25T02:30",
            "2026-10-25T02:30:00+02:00",
        );
        let oslo: Zone = "Europe/Oslo".parse().expect("a zone");
        assert!(oslo.moment("2026-03-29T02:30").is_err());
    }

    #[test]
    fn zones_are_found_by_what_people_call_them() {
        assert_eq!(zones_like("kolk").first(), Some(&"Asia/Kolkata"));
        assert_eq!(zones_like("New York").first(), Some(&"America/New_York"));
        assert_eq!(zones_like("europe/os"), ["Europe/Oslo"]);
        assert_eq!(zones_like("mars"), Vec::<&str>::new());
        for zone in zones_like("") {
            assert!(zone.parse::<Zone>().is_ok(), "{zone}");
        }
    }

    #[test]
    fn what_is_no_zone_is_refused() {
        for bad in ["", "Mars/Olympus", "5:30", "+25:00", "local"] {
            assert!(bad.parse::<Zone>().is_err(), "{bad}");
        }
    }
}
