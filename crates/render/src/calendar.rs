//! Events as an iCalendar file (RFC 5545): what a calendar shows of them, and how it learns that one has changed.

use crate::{
    corrections::{self, Voice},
    discord, events, link_at, safe, told,
};
use chrono::{DateTime, Utc};
use dateline_core::{Certainty, Dossier, Moment, Precision, Status, When};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

/// Who made the file, as the format wants it told.
const MAKER: &str = "-//Dateline//Dateline//EN";

/// A calendar of that name with every event that has a date; a calendar of none is one too.
///
/// The UID of an event stays the same, SEQUENCE counts its changes, corrections among them, and nothing in the file depends on
/// when it is written: a calendar that reads it again takes what is new. Days are days (`VALUE=DATE`, the end excluded), clock
/// times are UTC where their zone is known, else the reader's own.
#[must_use]
pub fn calendar(name: &str, found: &[Dossier], now: &Moment) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(Property::new("VERSION", "2.0"))
        .append_property(Property::new("PRODID", MAKER))
        .append_property(Property::new("CALSCALE", "GREGORIAN"))
        .append_property(Property::new("X-WR-CALNAME", safe::line(name)));
    for event in found {
        if let Some(when) = &event.view.when {
            calendar.push(entry(event, when, now));
        }
    }
    calendar.to_string()
}

/// How many of the events a calendar shows.
#[must_use]
pub fn dated(found: &[Dossier]) -> usize {
    let dated = found.iter().filter(|event| event.view.when.is_some());
    dated.count()
}

fn entry(event: &Dossier, when: &When, now: &Moment) -> Event {
    let view = &event.view;
    let changed = event.turns.last().and_then(|turn| event.known_from(turn));
    let stamp = utc(&changed.unwrap_or(*now));
    let sequence = u32::try_from(event.turns.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let mut entry = Event::new();
    entry
        .uid(&format!("{}@dateline", event.id))
        .sequence(sequence)
        .timestamp(stamp)
        .last_modified(stamp)
        .summary(&summary(event, when))
        .description(&description(event, now))
        .status(status(event, when));
    if let Some(place) = &view.place {
        entry.location(&safe::line(&place.name));
    }
    if when.precision < Precision::Day {
        entry.append_property(Property::new("TRANSP", "TRANSPARENT"));
    }
    let cited = event.dating().map(|told| &told.cited);
    let url = cited.and_then(|cited| cited.url.as_deref());
    if let Some(url) =
        url.filter(|url| url.starts_with("http") && !url.contains(char::is_whitespace))
    {
        entry.url(url);
    }
    place_in_time(&mut entry, when);
    entry.done()
}

fn utc(moment: &Moment) -> DateTime<Utc> {
    match moment {
        Moment::Instant(instant) => instant.to_utc(),
        Moment::Day(_) => moment.wall().and_utc(),
    }
}

fn place_in_time(entry: &mut Event, when: &When) {
    let span = &when.interval;
    if !when.has_clock() {
        entry.starts(span.start().date()).ends(span.end().date());
        return;
    }
    // A clock time names its beginning; how long it takes is not told.
    let is_point = when.precision == Precision::Minute;
    match discord::instant(when) {
        Some(start) => {
            entry.starts(start.to_utc());
            if !is_point {
                entry.ends(start.to_utc() + span.length());
            }
        }
        None => {
            entry.starts(span.start());
            if !is_point {
                entry.ends(span.end());
            }
        }
    }
}

fn status(event: &Dossier, when: &When) -> EventStatus {
    let is_open = when.certainty == Certainty::Tentative || when.precision < Precision::Range;
    match event.view.status {
        Status::Cancelled => EventStatus::Cancelled,
        Status::Postponed if event.has_left_its_day() => EventStatus::Cancelled,
        Status::Postponed => EventStatus::Tentative,
        Status::Scheduled if is_open => EventStatus::Tentative,
        Status::Scheduled | Status::Ongoing | Status::Happened => EventStatus::Confirmed,
    }
}

/// The title, and what its days alone would tell wrongly.
fn summary(event: &Dossier, when: &When) -> String {
    let title = safe::line(&event.view.title);
    let note = match event.view.status {
        Status::Cancelled => Some("cancelled"),
        Status::Postponed if event.has_left_its_day() => Some("postponed, new date not announced"),
        _ if when.precision < Precision::Range => Some("day not given"),
        _ => None,
    };
    match note {
        Some(note) => format!("{title} ({note})"),
        None => title,
    }
}

/// How it stands, the sentence that dates it with its source, and what was corrected; a line each.
fn description(event: &Dossier, now: &Moment) -> String {
    let mut lines = vec![events::line(event, now).join(" · ")];
    if let Some(told) = event.dating() {
        let cited = &told.cited;
        lines.push(told::quoted(cited.quote.text()));
        lines.push(told::origin(cited).join(" · "));
        let url = cited.url.as_deref();
        lines.extend(url.map(|url| link_at(url, cited.quote.text())));
        let saved = told::unverified(cited);
        lines.extend(saved.map(|saved| told::saved(saved, &format!("user {}", saved.by))));
    }
    lines.extend(corrections::standing(event, Voice::PLAIN));
    lines
        .iter()
        .map(|line| safe::line(line))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{dossier, month, moved, on, redated};
    use dateline_core::Interval;

    fn now() -> Moment {
        Moment::parse("2026-11-24T09:00").expect("a time")
    }

    /// The file with its folded lines whole.
    fn unfolded(events: &[Dossier]) -> String {
        let file = calendar("Fairs, and more", events, &now());
        assert!(file.lines().all(|line| line.len() <= 75), "{file}");
        assert!(file.ends_with("END:VCALENDAR\r\n"), "{file}");
        file.replace("\r\n ", "").replace("\r\n", "\n")
    }

    fn has(file: &str, lines: &[&str]) {
        for line in lines {
            assert!(
                file.contains(&format!("\n{line}\n")),
                "{line} is not in:\n{file}"
            );
        }
    }

    #[test]
    fn a_day_ends_with_the_next_and_a_change_counts_the_sequence_up() {
        let file = unfolded(&[moved()]);
        has(
            &file,
            &[
                "DTSTART;VALUE=DATE:20261211",
                "DTEND;VALUE=DATE:20261212",
                "UID:eaaaaaaaaaaaa@dateline",
                "SEQUENCE:1",
                "DTSTAMP:20261124T000000Z",
                "STATUS:CONFIRMED",
                "SUMMARY:harbour fair",
                "LOCATION:Bergen",
                "X-WR-CALNAME:Fairs\\, and more",
            ],
        );
        let fixed = unfolded(&[redated()]);
        has(
            &fixed,
            &[
                "DTSTART;VALUE=DATE:20261212",
                "SEQUENCE:2",
                "DTSTAMP:20261124T090000Z",
            ],
        );
        assert!(
            fixed.contains("Date corrected by user 42 on Tue 24 Nov 2026"),
            "{fixed}"
        );
    }

    #[test]
    fn a_clock_time_is_utc_where_its_zone_is_known_and_floats_where_not() {
        let start = on(2026, 12, 4)
            .interval
            .first_day()
            .and_hms_opt(18, 30, 0)
            .expect("a time");
        let mut when = When::new(Interval::minute(start).expect("inside"), Precision::Minute);
        let file = unfolded(&[dossier("vote", Some(when.clone()))]);
        has(&file, &["DTSTART:20261204T183000", "SEQUENCE:0"]);
        assert!(!file.contains("DTEND"), "{file}");
        when.zone = Some("Europe/Oslo".into());
        has(
            &unfolded(&[dossier("vote", Some(when))]),
            &["DTSTART:20261204T173000Z"],
        );
    }

    #[test]
    fn what_is_off_or_open_says_so_and_what_has_no_date_is_left_out() {
        let mut off = moved();
        off.view.status = Status::Cancelled;
        has(
            &unfolded(&[off]),
            &["STATUS:CANCELLED", "SUMMARY:harbour fair (cancelled)"],
        );
        let mut postponed = moved();
        postponed.view.status = Status::Postponed;
        has(
            &unfolded(&[postponed]),
            &[
                "STATUS:CANCELLED",
                "SUMMARY:harbour fair (postponed\\, new date not announced)",
            ],
        );
        let coarse = dossier("market", Some(month(2026, 12, 31)));
        has(
            &unfolded(&[coarse]),
            &[
                "DTSTART;VALUE=DATE:20261201",
                "DTEND;VALUE=DATE:20270101",
                "STATUS:TENTATIVE",
                "TRANSP:TRANSPARENT",
                "SUMMARY:market (day not given)",
            ],
        );
        let none = [dossier("talks", None)];
        assert_eq!(dated(&none), 0);
        assert!(!unfolded(&none).contains("VEVENT"));
    }

    #[test]
    fn a_title_from_outside_can_add_no_line() {
        let file = unfolded(&[dossier("fair\r\nATTENDEE:x;,\\", Some(on(2026, 12, 4)))]);
        has(&file, &["SUMMARY:fair ATTENDEE:x\\;\\,\\\\"]);
    }
}
