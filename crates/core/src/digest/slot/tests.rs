//! Slots through years with clock changes, whenever somebody looks.

use super::*;
use crate::{DigestKind, Weekdays};
use chrono_tz::Tz;
use proptest::prelude::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

fn time(text: &str) -> NaiveTime {
    text.parse().expect("a time")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn zone(name: &str) -> Tz {
    name.parse().expect("a zone")
}

fn digest(wall: &str, name: &str, since: &str) -> Digest {
    Digest::daily(7, DigestKind::Today, time(wall), name, at(since))
}

fn check_instant(name: &str, wall: &str, instant: &str) {
    let (date, clock) = wall.split_once(' ').expect("a date and a time");
    let found = wall_instant(&zone(name), day(date), time(clock));
    assert_eq!(found, Some(at(instant)), "{wall} in {name}");
}

#[test]
fn a_time_that_does_not_exist_is_the_end_of_the_gap_and_one_that_exists_twice_is_the_first() {
    check_instant("Europe/Oslo", "2026-03-29 02:30:00", "2026-03-29T01:00:00Z");
    check_instant("Europe/Oslo", "2026-10-25 02:30:00", "2026-10-25T00:30:00Z");
    check_instant(
        "America/New_York",
        "2026-03-08 02:00:00",
        "2026-03-08T07:00:00Z",
    );
    check_instant(
        "America/New_York",
        "2026-11-01 01:30:00",
        "2026-11-01T05:30:00Z",
    );
    check_instant(
        "Africa/Cairo",
        "2026-04-24 00:15:00",
        "2026-04-23T22:00:00Z",
    );
    check_instant(
        "Australia/Lord_Howe",
        "2026-10-04 02:10:00",
        "2026-10-03T15:30:00Z",
    );
    check_instant(
        "Pacific/Apia",
        "2011-12-30 09:00:00",
        "2011-12-30T10:00:00Z",
    );
}

/// Looks every so many minutes through a year and gives what was posted.
fn walk(digest: &Digest, zone: &Tz, minutes: usize) -> Vec<Slot> {
    let (mut last, mut posted) = (None, Vec::new());
    for minute in (0..366 * 24 * 60).step_by(minutes) {
        let now = digest.since + TimeDelta::minutes(minute);
        if let Some(due) = digest.due(zone, last, now) {
            assert_eq!((&due.before, due.then), (&Vec::new(), Then::Post), "{now}");
            last = Some(due.slot.date);
            posted.push(due.slot);
        }
    }
    posted
}

#[test]
fn a_year_in_three_zones_has_one_post_a_day_at_the_same_wall_time_but_for_gaps() {
    let gaps = [
        ("Europe/Oslo", "02:30:00", Some("2026-03-29")),
        ("America/New_York", "01:30:00", None),
        ("Australia/Sydney", "02:15:00", Some("2026-10-04")),
    ];
    for (name, wall, gap) in gaps {
        let (zone, digest) = (zone(name), digest(wall, name, "2026-01-01T00:00:00Z"));
        let posted = walk(&digest, &zone, 7);
        let dates: Vec<NaiveDate> = posted.iter().map(|slot| slot.date).collect();
        let whole: Vec<NaiveDate> = dates[0].iter_days().take(366).collect();
        assert!(dates.len() >= 365 && whole.starts_with(&dates), "{name}");
        let shown = |slot: &Slot| slot.due.with_timezone(&zone).naive_local();
        let odd = posted.iter().filter(|slot| shown(slot).time() != digest.at);
        let odd: Vec<String> = odd.map(|slot| slot.date.to_string()).collect();
        assert_eq!(odd, Vec::from_iter(gap), "{name}");
    }
}

#[test]
fn only_the_chosen_weekdays_have_slots_and_the_next_one_is_known() {
    let mut digest = digest("09:00:00", "Asia/Kolkata", "2026-11-23T00:00:00Z");
    digest.days = "mon, thu".parse().expect("days");
    let zone = zone("Asia/Kolkata");
    let next = |last: Option<&str>, now| {
        let slot = digest.next_slot(&zone, last.map(day), at(now));
        slot.map(|slot| slot.due.to_rfc3339())
    };
    let monday = "2026-11-23T03:30:00+00:00".to_owned();
    let thursday = "2026-11-26T03:30:00+00:00".to_owned();
    assert_eq!(next(None, "2026-11-23T03:29:59Z"), Some(monday));
    assert_eq!(next(None, "2026-11-23T03:30:00Z"), Some(thursday.clone()));
    assert_eq!(
        next(Some("2026-11-23"), "2026-11-23T02:00:00Z"),
        Some(thursday)
    );
}

#[test]
fn after_a_gap_the_latest_slot_covers_it_or_all_are_skipped() {
    let mut digest = digest("09:00:00", "UTC", "2026-11-20T00:00:00Z");
    let due = |digest: &Digest, now| digest.due(&Tz::UTC, Some(day("2026-11-20")), at(now));
    let late = due(&digest, "2026-11-23T12:00:00Z").expect("due");
    assert_eq!(late.slot.date, day("2026-11-23"));
    assert_eq!(late.before, [day("2026-11-21"), day("2026-11-22")]);
    assert_eq!(late.then, Then::PostLate);
    let covering = due(&digest, "2026-11-23T09:00:01Z").expect("due");
    assert_eq!(covering.then, Then::PostLate);
    digest.catch_up = CatchUp::Skip;
    assert_eq!(
        due(&digest, "2026-11-23T12:00:00Z").map(|due| due.then),
        Some(Then::Skip)
    );
    assert_eq!(
        due(&digest, "2026-11-23T09:10:00Z").map(|due| due.then),
        Some(Then::Post)
    );
    digest.is_paused = true;
    assert_eq!(due(&digest, "2026-11-23T12:00:00Z"), None);
}

#[test]
fn another_time_on_a_day_that_had_its_post_gives_no_second_one() {
    let mut digest = digest("09:00:00", "UTC", "2026-11-20T00:00:00Z");
    let last = Some(day("2026-11-23"));
    digest.at = time("18:00:00");
    digest.since = at("2026-11-23T10:00:00Z");
    assert_eq!(digest.due(&Tz::UTC, last, at("2026-11-23T19:00:00Z")), None);
    digest.at = time("08:00:00");
    let before = Some(day("2026-11-22"));
    assert_eq!(
        digest.due(&Tz::UTC, before, at("2026-11-23T10:01:00Z")),
        None
    );
}

fn zones() -> impl Strategy<Value = &'static str> {
    prop::sample::select(
        &[
            "UTC",
            "Europe/Oslo",
            "America/New_York",
            "Australia/Lord_Howe",
            "Africa/Cairo",
            "America/Santiago",
            "Pacific/Apia",
        ][..],
    )
}

proptest! {
    #[test]
    fn no_slot_is_lost_or_doubled_whenever_somebody_looks(
        name in zones(),
        minute in 0..24 * 60_u32,
        days in 1..128_u8,
        start in 0..365 * 24 * 60_i64,
        waits in prop::collection::vec(prop_oneof![3 => 0..90_i64, 2 => 60..3_000_i64, 1 => 3_000..40_000_i64], 1..60),
    ) {
        let zone = zone(name);
        let since = at("2026-01-01T00:00:00Z") + TimeDelta::minutes(start);
        let wall = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).expect("a time");
        let mut digest = Digest::daily(7, DigestKind::New, wall, name, since);
        let chosen = (0..7).filter(|day| days & (1 << day) != 0);
        let chosen = chosen.map(|day| chrono::Weekday::try_from(day).expect("a weekday"));
        digest.days = Weekdays::of(chosen).expect("a day");
        let (mut now, mut last, mut taken) = (since, None, Vec::new());
        for wait in waits {
            now += TimeDelta::minutes(wait);
            if let Some(due) = digest.due(&zone, last, now) {
                prop_assert!(due.slot.due <= now);
                last = Some(due.slot.date);
                taken.extend(due.before);
                taken.push(due.slot.date);
            }
            prop_assert_eq!(digest.due(&zone, last, now), None);
            let next = digest.next_slot(&zone, last, now).expect("there is always a next one");
            prop_assert!(next.due > now);
        }
        let first = (since - TimeDelta::days(3)).date_naive();
        let expected: Vec<NaiveDate> = first.iter_days()
            .take_while(|date| *date <= (now + TimeDelta::days(3)).date_naive())
            .filter(|date| digest.days.contains(date.weekday()))
            .filter(|date| wall_instant(&zone, *date, wall).is_some_and(|due| since <= due && due <= now))
            .collect();
        prop_assert_eq!(taken, expected);
    }
}
