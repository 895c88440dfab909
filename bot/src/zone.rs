//! The zone of times that are written without one.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use dateline_core::{Error, Moment};
use std::str::FromStr;

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
    fn what_is_no_zone_is_refused() {
        for bad in ["", "Mars/Olympus", "5:30", "+25:00", "local"] {
            assert!(bad.parse::<Zone>().is_err(), "{bad}");
        }
    }
}
