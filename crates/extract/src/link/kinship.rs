//! How near a report stands to an event: by the words of their titles, their dates, their people and places.

use super::Known;
use crate::{lexicon, merge};
use dateline_core::{EventView, Report, Status, When};
use std::{
    collections::{BTreeSet, HashMap},
    rc::Rc,
};

/// How near: hundredths of shared meaning, dates that agree before dates that moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Bond {
    dates_agree: bool,
    shared: u32,
}

/// Days within which an event that took place may have slipped from its date.
const SLIP: i64 = 31;

/// What titles say, each worked out once: stories that are taken together are held against the same reports again and
/// again.
#[derive(Debug, Default)]
pub struct Titles(HashMap<String, Rc<Title>>);

impl Titles {
    fn of(&mut self, title: &str) -> Rc<Title> {
        if let Some(known) = self.0.get(title) {
            return Rc::clone(known);
        }
        let read = Rc::new(Title::of(title));
        self.0.insert(title.to_owned(), Rc::clone(&read));
        read
    }
}

/// The words of a title.
#[derive(Debug)]
struct Title {
    written: String,
    words: BTreeSet<String>,
    deeds: BTreeSet<String>,
    /// A bit for each deed: titles without a common bit have no common deed.
    sign: u64,
    /// What all words weigh.
    weight: u32,
}

impl Title {
    fn of(title: &str) -> Self {
        let words = merge::words(title);
        let deeds: BTreeSet<String> = words.iter().filter(|word| is_deed(word)).cloned().collect();
        Self {
            written: title.to_owned(),
            sign: deeds.iter().fold(0, |sign, deed| sign | bit(deed)),
            weight: words.iter().map(|word| weight(word)).sum(),
            deeds,
            words,
        }
    }

    fn shares_deed(&self, other: &Self) -> bool {
        self.sign & other.sign != 0 && !self.deeds.is_disjoint(&other.deeds)
    }
}

/// One of 64 bits for a word.
fn bit(word: &str) -> u64 {
    let mixed = word.bytes().fold(0_u64, |mixed, byte| {
        (mixed ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    1 << (mixed >> 58)
}

/// What the title, people and place of a report say, worked out once for all comparisons.
pub(super) struct Marks {
    title: Rc<Title>,
    people: BTreeSet<String>,
    place: Option<String>,
}

impl Marks {
    pub(super) fn of(report: &Report, titles: &mut Titles) -> Self {
        let people = report.participants().iter();
        Self {
            title: titles.of(report.title()),
            people: people
                .filter_map(|name| name.split(' ').next_back().map(str::to_lowercase))
                .collect(),
            place: report.place().map(|place| place.name.to_lowercase()),
        }
    }
}

/// Hundredths of meaning that the report shares with the nearest report of an event; none where they speak of
/// different things whatever their dates.
pub(super) fn shared(report: &Marks, known: &[Marks]) -> Option<u32> {
    let best = known.iter().map(|other| likeness(report, other)).max()?;
    (best >= 50 && !disagree(report, known)).then_some(best)
}

/// The bond of a report with an event as it was known, or none where their dates keep them apart.
pub(super) fn bond(
    (report, marks): (&Report, &Marks),
    (known, others): (&Known, &[Marks]),
    view: &EventView,
    shared: u32,
) -> Option<Bond> {
    let dates_agree = match (report.when(), &view.when) {
        (Some(new), Some(old)) => agree(new, old),
        _ => true,
    };
    let was_known = known.reports.iter().any(|other| dated_like(report, other));
    let unique = || others.iter().any(|other| unique(marks, other));
    let joins = dates_agree || was_known || shared >= 75 && moved(report, known, view, unique);
    joins.then_some(Bond {
        dates_agree,
        shared,
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
fn moved(report: &Report, known: &Known, view: &EventView, unique: impl FnOnce() -> bool) -> bool {
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
            new.interval.last_day() >= published && (!lapsed || unique())
        }
        Status::Happened if !same_story => {
            later && (new.interval.start() - old.interval.start()).num_days() <= SLIP
        }
        _ => false,
    }
}

/// Whether titles name different members of a series, or different places stand under one bare title.
fn disagree(report: &Marks, known: &[Marks]) -> bool {
    known.iter().any(|other| {
        numbered(&report.title.words, &other.title.words)
            || sides(&report.title.written, &other.title.written)
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
fn likeness(one: &Marks, other: &Marks) -> u32 {
    let (bare, other_bare) = (one.title.sign == 0, other.title.sign == 0);
    if !(bare && other_bare || one.title.shares_deed(&other.title)) {
        return 0;
    }
    let shared: Vec<&String> = one.title.words.intersection(&other.title.words).collect();
    let specific = shared.iter().any(|word| !is_deed(word) && !common(word));
    if !specific && !same_people(one, other) {
        return 0;
    }
    let least = one.title.weight.min(other.title.weight).max(1);
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
fn unique(one: &Marks, other: &Marks) -> bool {
    let shared = one.title.words.intersection(&other.title.words);
    shared
        .filter(|word| !common(word) && !is_deed(word))
        .count()
        > 1
}

fn same_people(one: &Marks, other: &Marks) -> bool {
    !one.people.is_disjoint(&other.people) || one.place.is_some() && one.place == other.place
}
