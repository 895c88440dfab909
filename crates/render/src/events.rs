//! What every list and page of events says, and in which words; how it is laid out and escaped is not known here.

use crate::{
    corrections, safe,
    told::{place_words, sentence},
    words,
};
use chrono::{Datelike, NaiveDate};
use dateline_core::{
    Agenda, Changed, Dossier, Interval, Moment, Precision, Standing, Status, Turn, TurnKind,
    Wanted, When,
};

/// A stretch of days as one says it aloud in that year: `23–29 Nov`, `30 Nov – 6 Dec`, `24 Nov`, `1–7 Jan 2027`.
#[must_use]
pub fn stretch(stretch: &Interval, now: &Moment) -> String {
    days(stretch.first_day(), stretch.last_day(), now.day().year())
}

fn days(first: NaiveDate, last: NaiveDate, known_year: i32) -> String {
    let year = |day: NaiveDate| {
        let told = (day.year() != known_year).then(|| format!(" {}", day.year()));
        told.unwrap_or_default()
    };
    let end = format!("{} {}{}", last.day(), words::month(last), year(last));
    if first == last {
        end
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("{}–{end}", first.day())
    } else if first.year() == last.year() {
        format!("{} {} – {end}", first.day(), words::month(first))
    } else {
        let begin = format!("{} {} {}", first.day(), words::month(first), first.year());
        format!(
            "{begin} – {} {} {}",
            last.day(),
            words::month(last),
            last.year()
        )
    }
}

/// A date in a list: `Fri 4 Dec 2026`, `Fri 4 Dec 2026, 18:30 (+05:30)`, `4 to 6 December 2026`,
/// `December 2026 (day not given)`.
#[must_use]
pub fn date(when: &When) -> String {
    let day = when.interval.first_day();
    let is_day = day == when.interval.last_day() && when.modifier.is_none();
    match when.precision {
        Precision::Day if is_day => words::day(day),
        Precision::Minute if is_day => {
            let zone = when.zone.as_deref().unwrap_or("time zone not stated");
            let clock = when.interval.start().format("%H:%M");
            format!("{}, {clock} ({})", words::day(day), safe::line(zone))
        }
        _ => words::when(when),
    }
}

/// Where an event stands at a time: its status; what was set for a time now past and told of no more is not confirmed.
#[must_use]
pub fn status(standing: &Standing, now: &Moment) -> &'static str {
    let is_over = |when: &When| when.interval.end() <= now.wall();
    match standing.status {
        Status::Scheduled if standing.when.as_ref().is_some_and(is_over) => {
            "was set, not confirmed"
        }
        other => other.word(),
    }
}

/// Title, status and place of an event: what stands beside its date.
pub(crate) fn facts(event: &Dossier, now: &Moment) -> Vec<String> {
    let view = &event.view;
    let mut facts = vec![safe::line(&view.title)];
    facts.push(status(&view.standing(), now).to_owned());
    let place = view.place.as_ref();
    facts.extend(place.and_then(|place| place_words(place, Some(view.status), "")));
    facts
}

/// An event on one line: `Fri 4 Dec 2026 · harbour fair · scheduled · Bergen`.
pub(crate) fn line(event: &Dossier, now: &Moment) -> Vec<String> {
    let when = event.view.when.as_ref();
    let date = when.map_or_else(|| "no date".to_owned(), date);
    let mut pieces = vec![date];
    pieces.extend(facts(event, now));
    pieces
}

/// What an agenda shows in one place: a day, or the times that name no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Section {
    /// A calendar day.
    Day(NaiveDate),
    /// Times longer than a day that name none, or a range too long to be told day by day.
    Longer,
}

/// A range of more days is told once, not on each of them.
const RANGE_DAYS: i64 = 14;

/// One entry of an agenda.
#[derive(Debug, Clone)]
pub(crate) struct Entry<'a> {
    pub(crate) section: Section,
    pub(crate) event: &'a Dossier,
    /// What is said of its time within the section: nothing for a whole day.
    pub(crate) time: Option<String>,
    /// Whether an earlier day of this agenda has told it in full.
    pub(crate) is_repeated: bool,
}

/// The agenda by its sections, days first: what takes several days stands on each of them, under its range.
pub(crate) fn entries<'a>(agenda: &'a Agenda, stretch: &Interval) -> Vec<Entry<'a>> {
    let mut dated = Vec::new();
    let mut longer = Vec::new();
    for event in &agenda.events {
        let Some(when) = &event.view.when else {
            continue;
        };
        let span = &when.interval;
        let length = (span.last_day() - span.first_day()).num_days() + 1;
        if when.precision < Precision::Range || length > RANGE_DAYS {
            longer.push(Entry {
                section: Section::Longer,
                event,
                time: Some(words::when(when)),
                is_repeated: false,
            });
            continue;
        }
        let first = span.first_day().max(stretch.first_day());
        let last = span.last_day().min(stretch.last_day());
        for day in first.iter_days().take_while(|day| *day <= last) {
            let number = (day - span.first_day()).num_days() + 1;
            dated.push(Entry {
                section: Section::Day(day),
                event,
                time: within_day(when, number, length),
                is_repeated: day != first,
            });
        }
    }
    dated.sort_by_key(|entry| match entry.section {
        Section::Day(day) => (
            day,
            entry.event.view.when.as_ref().map(|when| when.interval),
        ),
        Section::Longer => (NaiveDate::MAX, None),
    });
    dated.extend(longer);
    dated
}

fn within_day(when: &When, number: i64, length: i64) -> Option<String> {
    if length > 1 {
        return Some(format!("{when}, day {number} of {length}"));
    }
    if when.precision == Precision::Day && when.modifier.is_none() {
        return None;
    }
    let words = words::when(when);
    let clock = words.split_once(", ").map(|(_, clock)| clock.to_owned());
    Some(match when.modifier {
        None => clock.unwrap_or(words),
        Some(_) => words,
    })
}

/// How the section is headed.
pub(crate) fn heading(section: &Section) -> String {
    match section {
        Section::Day(day) => words::day(*day),
        Section::Longer => "Over a longer time, or day not given".to_owned(),
    }
}

/// What is looked for, as a clause behind "Nothing dated in 23–29 Nov": ` about “ferry” in Oslo, cancelled`.
pub(crate) fn wanted(wanted: &Wanted) -> String {
    let quoted = |words: &String| format!("“{}”", safe::line(words));
    let topic = wanted
        .topic
        .as_ref()
        .map(|topic| format!(" about {}", quoted(topic)));
    let place = wanted
        .place
        .as_ref()
        .map(|place| format!(" at {}", quoted(place)));
    let status = wanted.status.map(|status| format!(", {status}"));
    [topic, place, status].into_iter().flatten().collect()
}

/// That nothing lies in the stretch, and what comes behind it: `Nothing dated in 23–29 Nov. Next known: 4 Dec, harbour
/// fair, scheduled, Bergen.`
#[must_use]
pub fn nothing_dated(agenda: &Agenda, span: &Interval, limits: &Wanted, now: &Moment) -> String {
    let preposition = if span.first_day() == span.last_day() {
        "on"
    } else {
        "in"
    };
    let head = format!(
        "Nothing dated {preposition} {}{}.",
        stretch(span, now),
        wanted(limits)
    );
    match &agenda.next {
        Some(next) => {
            let when = next.view.when.as_ref();
            let when = when.map(|when| short(when, now));
            let pieces: Vec<String> = when.into_iter().chain(facts(next, now)).collect();
            format!("{head} Next known: {}.", pieces.join(", "))
        }
        None => format!("{head} Nothing later is known either."),
    }
}

/// `4 Dec`, `4–6 Dec`, `December 2026 (day not given)`.
fn short(when: &When, now: &Moment) -> String {
    let is_days =
        matches!(when.precision, Precision::Day | Precision::Range) && when.modifier.is_none();
    if is_days && !when.has_clock() {
        stretch(&when.interval, now)
    } else {
        date(when)
    }
}

/// The head of a group of changes, and its place among the groups.
pub(crate) fn group(change: &Changed) -> (u8, &'static str) {
    let is_over = change.turn.to.status == Status::Happened;
    match change.turn.kind {
        TurnKind::Announced if is_over => (7, "Newly reported, over already"),
        TurnKind::Announced => (0, "Newly announced"),
        TurnKind::Moved => (1, "Moved"),
        TurnKind::Postponed => (2, "Postponed"),
        TurnKind::Cancelled => (3, "Cancelled"),
        TurnKind::Begun => (4, "Under way"),
        TurnKind::Happened => (5, "Confirmed as happened"),
        TurnKind::Dated => (6, "Date given"),
        TurnKind::Corrected => (8, "Corrected"),
    }
}

/// The groups of changes in their order, each with its heading.
pub(crate) fn groups(changes: &[Changed]) -> Vec<(&'static str, Vec<&Changed>)> {
    let mut sorted: Vec<&Changed> = changes.iter().collect();
    sorted.sort_by_key(|change| group(change).0);
    let mut groups: Vec<(&'static str, Vec<&Changed>)> = Vec::new();
    for change in sorted {
        let heading = group(change).1;
        match groups.last_mut() {
            Some((last, members)) if *last == heading => members.push(change),
            _ => groups.push((heading, vec![change])),
        }
    }
    groups
}

/// What a turn did, old to new: `Fri 4 Dec 2026 → Fri 11 Dec 2026`, `Fri 4 Dec 2026 → postponed, new date not announced`.
#[must_use]
pub fn turned(turn: &Turn) -> String {
    let new = turn.to.when.as_ref().map(date);
    let old = turn.from.as_ref().map(past);
    let unchanged = turn
        .from
        .as_ref()
        .is_some_and(|from| from.when == turn.to.when);
    let fresh = new.clone().filter(|_| !unchanged);
    let now = match (turn.kind, new) {
        (TurnKind::Announced | TurnKind::Moved | TurnKind::Dated, new) => {
            new.unwrap_or_else(|| "no date".to_owned())
        }
        (TurnKind::Postponed, _) => match fresh {
            Some(date) => format!("postponed to {date}"),
            None => "postponed, new date not announced".to_owned(),
        },
        (TurnKind::Cancelled, _) => "cancelled".to_owned(),
        (TurnKind::Begun, _) => with_date("under way", fresh),
        (TurnKind::Happened, _) => with_date("took place", fresh),
        (TurnKind::Corrected, _) if unchanged && is_same_status(turn) => {
            return "corrected".to_owned();
        }
        (TurnKind::Corrected, _) => past(&turn.to),
    };
    match old {
        Some(old) => format!("{old} → {now}"),
        None => now,
    }
}

fn is_same_status(turn: &Turn) -> bool {
    let from = turn.from.as_ref();
    from.is_some_and(|from| from.status == turn.to.status)
}

fn with_date(words: &str, date: Option<String>) -> String {
    match date {
        Some(date) => format!("{words} {date}"),
        None => words.to_owned(),
    }
}

/// How it stood: its date, and what had become of it.
fn past(from: &Standing) -> String {
    let when = from
        .when
        .as_ref()
        .map_or_else(|| "no date".to_owned(), date);
    match from.status {
        Status::Scheduled => when,
        Status::Ongoing | Status::Happened | Status::Postponed | Status::Cancelled => {
            format!("{when}, {}", from.status)
        }
    }
}

/// A turn as a sentence: `Announced for Fri 4 Dec 2026.`, `Moved: Fri 4 Dec 2026 → Fri 11 Dec 2026.`
pub(crate) fn told_turn(turn: &Turn) -> String {
    let name = match (turn.kind, turn.to.status) {
        (TurnKind::Announced, Status::Happened) => "reported",
        (TurnKind::Announced, Status::Cancelled) => "first told of as cancelled",
        (TurnKind::Announced, Status::Postponed) => "first told of as postponed",
        (TurnKind::Announced, Status::Scheduled | Status::Ongoing) => "announced",
        (TurnKind::Moved, _) => "moved",
        (TurnKind::Postponed, _) => "postponed",
        (TurnKind::Cancelled, _) => "cancelled",
        (TurnKind::Begun, _) => "under way",
        (TurnKind::Happened, _) => "confirmed as happened",
        (TurnKind::Dated, _) => "date given",
        (TurnKind::Corrected, _) => "corrected",
    };
    format!("{}: {}", sentence(name), turned(turn))
}

/// The turns behind the announcement.
pub(crate) fn moves(event: &Dossier) -> impl Iterator<Item = &Turn> {
    let turns = event.turns.iter();
    turns.filter(|turn| {
        (turn.kind != TurnKind::Announced || turn.from.is_some()) && corrections::is_shown(turn)
    })
}

/// That nothing changed: `Nothing changed since Mon 23 Nov 2026, 09:00 +00:00.`
#[must_use]
pub fn nothing_changed(since: &str, topic: Option<&str>) -> String {
    let limits = Wanted {
        topic: topic.map(str::to_owned),
        ..Wanted::default()
    };
    format!("Nothing changed since {since}{}.", wanted(&limits))
}

/// That no stored story tells of an event like that.
#[must_use]
pub fn no_event(given: &str) -> String {
    format!("No stored event is called “{}”.", safe::line(given))
}

/// That nothing dated is told of a topic.
#[must_use]
pub fn no_timeline(topic: &str) -> String {
    format!(
        "Nothing is told of “{}” in the stored news.",
        safe::line(topic)
    )
}

/// What a calendar of a stretch is called: `23–29 Nov about “ferry”`.
#[must_use]
pub fn agenda_name(span: &Interval, limits: &Wanted, now: &Moment) -> String {
    format!("{}{}", stretch(span, now), wanted(limits))
}

/// How many events a list holds, and of what: `3 events in 23–29 Nov about “ferry”`.
pub(crate) fn agenda_head(events: usize, span: &Interval, limits: &Wanted, now: &Moment) -> String {
    let preposition = if span.first_day() == span.last_day() {
        "on"
    } else {
        "in"
    };
    let count = words::count(events as u64, "event");
    format!(
        "{count} {preposition} {}{}",
        stretch(span, now),
        wanted(limits)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{date as day, dossier, month, on};

    fn at(text: &str) -> Moment {
        Moment::parse(text).expect("a written moment")
    }

    fn span(first: NaiveDate, last: NaiveDate) -> Interval {
        Interval::days(first, last).expect("in order")
    }

    #[test]
    fn a_stretch_is_said_as_shortly_as_it_can_be() {
        let check = |first, last, words: &str| {
            assert_eq!(stretch(&span(first, last), &at("2026-11-24")), words);
        };
        check(day(2026, 11, 23), day(2026, 11, 29), "23–29 Nov");
        check(day(2026, 11, 30), day(2026, 12, 6), "30 Nov – 6 Dec");
        check(day(2026, 11, 24), day(2026, 11, 24), "24 Nov");
        check(
            day(2026, 12, 28),
            day(2027, 1, 3),
            "28 Dec 2026 – 3 Jan 2027",
        );
        check(day(2027, 1, 4), day(2027, 1, 10), "4–10 Jan 2027");
    }

    #[test]
    fn a_change_is_told_from_old_to_new() {
        let standing = |status, when| Standing { status, when };
        let check = |kind, from, to, words: &str| {
            let turn = Turn {
                kind,
                from,
                to,
                by: dateline_core::Cause::Report(0),
            };
            assert_eq!(turned(&turn), words);
        };
        let (old, new) = (Some(on(2026, 12, 4)), Some(on(2026, 12, 11)));
        let scheduled = |when: &Option<When>| standing(Status::Scheduled, when.clone());
        check(
            TurnKind::Moved,
            Some(scheduled(&old)),
            scheduled(&new),
            "Fri 4 Dec 2026 → Fri 11 Dec 2026",
        );
        check(
            TurnKind::Postponed,
            Some(scheduled(&old)),
            standing(Status::Postponed, old.clone()),
            "Fri 4 Dec 2026 → postponed, new date not announced",
        );
        check(
            TurnKind::Cancelled,
            Some(scheduled(&None)),
            standing(Status::Cancelled, None),
            "no date → cancelled",
        );
        check(
            TurnKind::Announced,
            None,
            scheduled(&new),
            "Fri 11 Dec 2026",
        );
        let coarse = standing(Status::Scheduled, Some(month(2026, 12, 31)));
        check(
            TurnKind::Dated,
            Some(coarse),
            scheduled(&old),
            "December 2026 (day not given) → Fri 4 Dec 2026",
        );
    }

    #[test]
    fn what_takes_days_stands_on_each_and_what_names_no_day_at_the_end() {
        let mut fair = on(2026, 11, 22);
        fair.interval = span(day(2026, 11, 22), day(2026, 11, 24));
        fair.precision = Precision::Range;
        let agenda = Agenda {
            events: vec![
                dossier("market", Some(month(2026, 11, 30))),
                dossier("fair", Some(fair)),
                dossier("vote", Some(on(2026, 11, 23))),
            ],
            next: None,
            coverage: dateline_core::Coverage::default(),
        };
        let week = span(day(2026, 11, 23), day(2026, 11, 29));
        let shown: Vec<String> = entries(&agenda, &week)
            .iter()
            .map(|entry| {
                let time = entry.time.clone().unwrap_or_default();
                format!(
                    "{}|{}|{time}",
                    heading(&entry.section),
                    entry.event.view.title
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                "Mon 23 Nov 2026|fair|22 to 24 November 2026, day 2 of 3",
                "Mon 23 Nov 2026|vote|",
                "Tue 24 Nov 2026|fair|22 to 24 November 2026, day 3 of 3",
                "Over a longer time, or day not given|market|November 2026 (day not given)",
            ]
        );
    }

    #[test]
    fn an_empty_stretch_names_what_comes_next() {
        let mut agenda = Agenda {
            events: Vec::new(),
            next: Some(dossier("harbour fair", Some(on(2026, 12, 4)))),
            coverage: dateline_core::Coverage::default(),
        };
        let week = span(day(2026, 11, 23), day(2026, 11, 29));
        let now = at("2026-11-24");
        assert_eq!(
            nothing_dated(&agenda, &week, &Wanted::default(), &now),
            "Nothing dated in 23–29 Nov. Next known: 4 Dec, harbour fair, scheduled."
        );
        agenda.next = None;
        let limits = Wanted {
            topic: Some("ferry".into()),
            place: Some("Oslo".into()),
            status: Some(Status::Cancelled),
        };
        assert_eq!(
            nothing_dated(&agenda, &week, &limits, &now),
            "Nothing dated in 23–29 Nov about “ferry” at “Oslo”, cancelled. Nothing later is known either."
        );
    }
}
