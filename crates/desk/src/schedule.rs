//! When a feed is polled next, from what it said and how it did: a pure function of values.
//!
//! A feed that brings news often is polled often, one that sleeps seldom. The gap between polls is half the median gap
//! between its newest entries, but never less than a tenth of the time since the newest one, and within ten minutes and
//! twelve hours; a feed may ask for more (`ttl`, `max-age`, `Retry-After`) and gets it, up to a day. The polls of many feeds
//! are spread by a tenth of the gap either way.

use chrono::{DateTime, TimeDelta, Utc};

/// The shortest gap between two polls, in minutes.
pub const SHORTEST: u32 = 10;
/// The longest gap that we choose by ourselves, in minutes.
pub const LONGEST: u32 = 12 * 60;
/// The longest gap that a feed can ask for, in minutes.
pub const LONGEST_ASKED: u32 = 24 * 60;
/// The gap where nothing is known, in minutes.
pub const USUAL: u32 = 60;

/// Entries whose gaps are looked at.
const LATEST: usize = 10;

/// What a poll that a feed answered tells of when to come again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signs {
    /// When its entries were published, in any order; those without a date are left out.
    pub entries: Vec<DateTime<Utc>>,
    /// Minutes between the polls before; 0 where there was none.
    pub before: u32,
    /// Whether this poll brought anything.
    pub is_new: bool,
    /// The minutes that the feed itself asks for.
    pub asked: Option<u32>,
}

/// Minutes until the next poll, without the spread.
///
/// ```
/// use dateline_desk::schedule::{Signs, minutes};
///
/// let hourly = |hour: u32| format!("2026-11-23T{hour:02}:00:00Z").parse();
/// let entries = (0..10).map(hourly).collect::<Result<Vec<_>, _>>()?;
/// let signs = Signs { entries, ..Signs::default() };
/// assert_eq!(minutes(&signs, "2026-11-23T09:10:00Z".parse()?), 30);
/// assert_eq!(minutes(&signs, "2026-11-24T09:00:00Z".parse()?), 144);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn minutes(signs: &Signs, now: DateTime<Utc>) -> u32 {
    let chosen = by_entries(signs, now).unwrap_or_else(|| by_habit(signs));
    let chosen = chosen.clamp(SHORTEST, LONGEST);
    match signs.asked {
        Some(asked) => chosen.max(asked.min(LONGEST_ASKED)),
        None => chosen,
    }
}

/// From the dates of the entries, where at least three have one that is not ahead.
fn by_entries(signs: &Signs, now: DateTime<Utc>) -> Option<u32> {
    let entries = signs.entries.iter().copied();
    let mut past: Vec<DateTime<Utc>> = entries.filter(|at| *at <= now).collect();
    past.sort_unstable_by(|one, other| other.cmp(one));
    past.truncate(LATEST);
    let mut gaps: Vec<i64> = past
        .iter()
        .zip(past.iter().skip(1))
        .map(|(later, earlier)| (*later - *earlier).num_minutes())
        .collect();
    if gaps.len() < 2 {
        return None;
    }
    gaps.sort_unstable();
    let median = gaps.get(gaps.len() / 2)?;
    let asleep = (now - *past.first()?).num_minutes() / 10;
    u32::try_from((median / 2).max(asleep)).ok()
}

/// Without dates: half as long after news, half as long again after none.
fn by_habit(signs: &Signs) -> u32 {
    match (signs.before, signs.is_new) {
        (0, _) => USUAL,
        (before, true) => before / 2,
        (before, false) => before.saturating_add(before / 2),
    }
}

/// The time of the next poll: so many minutes from now, a tenth more or less by a random number.
#[must_use]
pub fn next(now: DateTime<Utc>, minutes: u32, random: u64) -> DateTime<Utc> {
    let seconds = i64::from(minutes) * 60;
    let spread = seconds / 5;
    let shift = i64::try_from(random % 1_000).unwrap_or_default() * spread / 1_000 - spread / 2;
    now + TimeDelta::seconds(seconds + shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    fn every(minutes: i64, count: i32) -> Vec<DateTime<Utc>> {
        let newest = at("2026-11-23T09:00:00Z");
        (0..count)
            .map(|n| newest - TimeDelta::minutes(minutes * i64::from(n)))
            .collect()
    }

    #[test]
    fn a_busy_feed_is_polled_often_and_a_sleeping_one_seldom() {
        let now = at("2026-11-23T09:00:00Z");
        let gap = |entries| {
            let signs = Signs {
                entries,
                ..Signs::default()
            };
            minutes(&signs, now)
        };
        assert_eq!(gap(every(1, 20)), SHORTEST);
        assert_eq!(gap(every(60, 20)), 30);
        assert_eq!(gap(every(60 * 24 * 7, 20)), LONGEST);
        let slept = Signs {
            entries: every(60, 20),
            ..Signs::default()
        };
        assert_eq!(minutes(&slept, at("2026-11-28T09:00:00Z")), LONGEST);
    }

    #[test]
    fn without_dates_news_halves_the_gap_and_silence_lengthens_it() {
        let gap = |before, is_new| {
            let signs = Signs {
                before,
                is_new,
                ..Signs::default()
            };
            minutes(&signs, at("2026-11-23T09:00:00Z"))
        };
        assert_eq!(gap(0, true), USUAL);
        assert_eq!(gap(60, true), 30);
        assert_eq!(gap(60, false), 90);
        assert_eq!(gap(10, true), SHORTEST);
        assert_eq!(gap(u32::MAX, false), LONGEST);
    }

    #[test]
    fn what_a_feed_asks_for_is_given_up_to_a_day_and_never_shortens() {
        let gap = |asked| {
            let signs = Signs {
                before: 60,
                asked: Some(asked),
                ..Signs::default()
            };
            minutes(&signs, at("2026-11-23T09:00:00Z"))
        };
        assert_eq!(gap(1), 90);
        assert_eq!(gap(300), 300);
        assert_eq!(gap(u32::MAX), LONGEST_ASKED);
    }

    #[test]
    fn entries_dated_ahead_say_nothing() {
        let signs = Signs {
            entries: vec![at("2027-01-01T00:00:00Z"); 9],
            ..Signs::default()
        };
        assert_eq!(minutes(&signs, at("2026-11-23T09:00:00Z")), USUAL);
    }

    #[test]
    fn polls_are_spread_by_a_tenth_either_way() {
        let now = at("2026-11-23T09:00:00Z");
        let away = |random| (next(now, 100, random) - now).num_seconds();
        assert_eq!(away(0), 90 * 60);
        assert!((6_590..=6_600).contains(&away(999)), "{}", away(999));
        assert_eq!(away(u64::MAX), away(u64::MAX % 1_000));
    }
}
