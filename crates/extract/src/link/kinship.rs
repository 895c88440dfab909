//! How near a report stands to an event: by the words of their titles, their dates, their people and places.

use super::Known;
use crate::{lexicon, merge};
use dateline_core::{EventView, Report, Status, When};
use std::collections::BTreeSet;

/// How near: hundredths of shared meaning, dates that agree before dates that moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bond {
    dates_agree: bool,
    shared: u32,
}

/// Days within which an event that took place may have slipped from its date.
const SLIP: i64 = 31;

/// The bond of a report with an event as it was known, or none where they speak of different things.
pub(super) fn bond(report: &Report, known: &Known, view: &EventView) -> Option<Bond> {
    let best = known
        .reports
        .iter()
        .map(|other| likeness(report, other))
        .max()?;
    if best == 0 || disagree(report, known) {
        return None;
    }
    let dates_agree = match (report.when(), &view.when) {
        (Some(new), Some(old)) => agree(new, old),
        _ => true,
    };
    let was_known = known.reports.iter().any(|other| dated_like(report, other));
    if dates_agree || was_known {
        return (best >= 50).then_some(Bond {
            dates_agree,
            shared: best,
        });
    }
    (best >= 75 && moved(report, known, view)).then_some(Bond {
        dates_agree,
        shared: best,
    })
}

fn agree(one: &When, other: &When) -> bool {
    one.interval.overlaps(&other.interval)
        || (one.interval.first_day() == other.interval.first_day())
}

/// Whether the report says when the event was to be, or repeats an earlier date of it.
fn dated_like(report: &Report, other: &Report) -> bool {
    let was = report.was().zip(other.when());
    was.is_some_and(|(was, when)| agree(was, when))
}

/// Whether the report may move the date that is known.
fn moved(report: &Report, known: &Known, view: &EventView) -> bool {
    let (Some(new), Some(old)) = (report.when(), &view.when) else {
        return false;
    };
    let article = report.quote().article();
    let same_story = known
        .reports
        .iter()
        .any(|other| other.quote().article() == article);
    let put_off = |status: Status| matches!(status, Status::Postponed | Status::Cancelled);
    let published = report.visible_from().day();
    let later = new.interval.start() > old.interval.start();
    match report.status() {
        _ if view.status == Status::Happened => false,
        Status::Scheduled if same_story => put_off(view.status) && later,
        Status::Postponed if same_story => view.status == Status::Scheduled && !later,
        Status::Scheduled => {
            let lapsed = view.status == Status::Scheduled && old.interval.last_day() < published;
            new.interval.last_day() >= published
                && (!lapsed || known.reports.iter().any(|other| unique(report, other)))
        }
        Status::Happened if !same_story => {
            later && (new.interval.start() - old.interval.start()).num_days() <= SLIP
        }
        _ => false,
    }
}

/// Whether titles name different members of a series, or different places stand under one bare title.
fn disagree(report: &Report, known: &Known) -> bool {
    let words = merge::words(report.title());
    known.reports.iter().any(|other| {
        numbered(&words, &merge::words(other.title())) || sides(report.title(), other.title())
    })
}

/// The start and the end of a thing, or a thing and its announcement or cancellation, are two events.
///
/// The words themselves are compared: "reopening postponed" is the reopening, no postponement.
fn sides(one: &str, other: &str) -> bool {
    const EDGES: [(&str, &str); 3] = [
        ("start", "end"),
        ("opening", "close"),
        ("arrival", "departure"),
    ];
    const APART: [&str; 6] = [
        "announcement",
        "cancellation",
        "confirmation",
        "post",
        "postponement",
        "statement",
    ];
    let has = |title: &str, word: &str| {
        let mut words = title.split(|c: char| !c.is_alphanumeric());
        words.any(|said| said.eq_ignore_ascii_case(word))
    };
    EDGES.iter().any(|(start, end)| {
        has(one, start) && has(other, end) || has(one, end) && has(other, start)
    }) || APART.iter().any(|word| has(one, word) != has(other, word))
}

/// "first round" and "second round"; "next" and "last" say nothing across stories.
fn numbered(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let relative = ["last", "next", "previous", "final"];
    let fixed = |words: &BTreeSet<String>| -> BTreeSet<String> {
        words
            .iter()
            .filter(|word| !relative.contains(&word.as_str()))
            .cloned()
            .collect()
    };
    merge::contradict(&fixed(one), &fixed(other))
}

/// Hundredths of the shorter title's weight that the longer shares; 0 without a shared deed or a shared name for it.
fn likeness(one: &Report, other: &Report) -> u32 {
    let (first, second) = (merge::words(one.title()), merge::words(other.title()));
    let deeds = |words: &BTreeSet<String>| -> BTreeSet<String> {
        words.iter().filter(|word| is_deed(word)).cloned().collect()
    };
    let (deed, twin) = (deeds(&first), deeds(&second));
    let shares_deed = deed.intersection(&twin).next().is_some();
    if !(shares_deed || deed.is_empty() && twin.is_empty()) {
        return 0;
    }
    let shared: Vec<&String> = first.intersection(&second).collect();
    let specific = shared.iter().any(|word| !is_deed(word) && !common(word));
    if !specific && !same_people(one, other) {
        return 0;
    }
    let weigh = |words: &BTreeSet<String>| words.iter().map(|word| weight(word)).sum::<u32>();
    let least = weigh(&first).min(weigh(&second)).max(1);
    let both: u32 = shared.iter().map(|word| weight(word)).sum();
    both.saturating_mul(100) / least
}

fn weight(word: &str) -> u32 {
    if common(word) {
        1
    } else if is_deed(word) {
        2
    } else {
        4
    }
}

fn is_deed(stem: &str) -> bool {
    lexicon::event_stem(stem)
}

/// Words that many titles hold.
fn common(stem: &str) -> bool {
    const COMMON: [&str; 18] = [
        "start", "end", "date", "day", "new", "next", "last", "first", "second", "third", "offici",
        "plan", "time", "week", "month", "year", "two", "more",
    ];
    COMMON.contains(&stem)
}

/// Whether two words of the titles that name nothing common are shared: then a date that has passed was moved, not repeated.
fn unique(one: &Report, other: &Report) -> bool {
    let (first, second) = (merge::words(one.title()), merge::words(other.title()));
    first
        .intersection(&second)
        .filter(|word| !common(word) && !is_deed(word))
        .count()
        > 1
}

fn same_people(one: &Report, other: &Report) -> bool {
    let names = |report: &Report| -> BTreeSet<String> {
        let people = report.participants().iter();
        people
            .filter_map(|name| name.split(' ').next_back().map(str::to_lowercase))
            .collect()
    };
    let place = |report: &Report| report.place().map(|place| place.name.to_lowercase());
    let people = names(one).intersection(&names(other)).next().is_some();
    people || place(one).is_some() && place(one) == place(other)
}
