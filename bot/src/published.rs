//! A publication date as people type it into a form.

use crate::{given::is_two_days, zone::Zone};
use dateline_core::{Moment, Precision, TimeMention};
use dateline_render::discord::Notice;

/// A day is still today somewhere while it is tomorrow here; clocks differ by some minutes.
const AHEAD_HOURS: i64 = 14;

/// Reads `2026-11-23`, `23 Nov 2026`, `November 23, 2026 10:48 am`, `yesterday`; a time without a zone is one of `zone`.
///
/// Refused where it is no day or time, where it can be two days, and where it lies ahead.
pub(crate) fn read(given: &str, zone: &Zone, now: &Moment) -> Result<Moment, Notice> {
    not_ahead(typed(given, zone, now)?, now)
}

/// Reads the same, and days ahead too: `2026-12-04`, `tomorrow`, `4 Dec 2026`.
pub(crate) fn typed(given: &str, zone: &Zone, now: &Moment) -> Result<Moment, Notice> {
    let typed = given.trim();
    match zone.moment(typed) {
        Ok(moment) => Ok(moment),
        Err(_) => in_words(typed, zone, now),
    }
}

/// The same moment, unless it lies ahead.
pub(crate) fn not_ahead(moment: Moment, now: &Moment) -> Result<Moment, Notice> {
    let latest = match now {
        Moment::Instant(now) => Moment::Instant(*now + chrono::TimeDelta::hours(AHEAD_HOURS)),
        Moment::Day(_) => *now,
    };
    if moment.is_known_at(&latest) {
        Ok(moment)
    } else {
        Err(Notice::Future { given: moment })
    }
}

fn in_words(typed: &str, zone: &Zone, now: &Moment) -> Result<Moment, Notice> {
    let no_date = || Notice::NotADate {
        given: typed.to_owned(),
    };
    let mentions = dateline_timex::times(typed, now);
    let [mention] = mentions.as_slice() else {
        return Err(no_date());
    };
    let left_over = [
        typed.get(..mention.span.start()),
        typed.get(mention.span.end()..),
    ];
    let is_blank =
        |part: Option<&str>| part.is_some_and(|part| !part.contains(char::is_alphanumeric));
    if !left_over.into_iter().all(is_blank) {
        return Err(no_date());
    }
    if mention.doubt.is_some() || is_two_days(typed) {
        return Err(Notice::TwoDates {
            given: typed.to_owned(),
        });
    }
    moment(mention, zone).ok_or_else(no_date)
}

/// The day or minute that a mention names; none where it names a longer time.
fn moment(mention: &TimeMention, zone: &Zone) -> Option<Moment> {
    let when = mention
        .when
        .as_ref()
        .filter(|when| when.modifier.is_none())?;
    match when.precision {
        Precision::Day => Some(Moment::Day(when.interval.first_day())),
        Precision::Minute => {
            let named = when
                .zone
                .as_deref()
                .and_then(|zone| zone.parse::<Zone>().ok());
            let written = when.interval.start().format("%Y-%m-%dT%H:%M").to_string();
            named.as_ref().unwrap_or(zone).moment(&written).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(given: &str, read_as: &str) {
        assert_eq!(
            publication(given).map(|m| m.to_string()),
            Ok(read_as.to_owned()),
            "{given}"
        );
    }

    fn publication(given: &str) -> Result<Moment, Notice> {
        let zone: Zone = "Asia/Kolkata".parse().expect("a zone");
        let now = Moment::parse("2026-11-24T09:00+05:30").expect("a moment");
        read(given, &zone, &now)
    }

    #[test]
    fn days_and_times_are_read_as_people_write_them() {
        check("2026-11-23", "2026-11-23");
        check(" 2026-11-23 10:48 ", "2026-11-23T10:48:00+05:30");
        check("23 Nov 2026", "2026-11-23");
        check("November 23, 2026", "2026-11-23");
        check("Nov. 23, 2026", "2026-11-23");
        check("23 November 2026.", "2026-11-23");
        check("yesterday", "2026-11-23");
        check("23/11/2026", "2026-11-23");
    }

    #[test]
    fn what_is_no_day_or_two_days_or_ahead_is_refused() {
        for odd in [
            "soon",
            "the 40th of Febtember",
            "next month",
            "2026",
            "",
            "Monday or 23 Nov 2026",
            "🎉",
        ] {
            assert_eq!(
                publication(odd),
                Err(Notice::NotADate { given: odd.into() }),
                "{odd}"
            );
        }
        assert_eq!(
            publication("04/05/2026"),
            Err(Notice::TwoDates {
                given: "04/05/2026".into()
            })
        );
        let ahead = publication("2026-12-24");
        assert!(matches!(ahead, Err(Notice::Future { .. })), "{ahead:?}");
        check("2026-11-24", "2026-11-24");
    }
}
