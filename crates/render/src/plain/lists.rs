//! Lists of events for a terminal: agenda, timeline, changes, one event with its reports and its history.

use super::answer::citation;
use crate::{
    arithmetic,
    corrections::{self, Voice},
    events,
    events::{Section, entries, facts, groups, heading, moves, told_turn},
    safe, told, words,
};
use dateline_core::{
    Agenda, Changed, Correction, Dossier, EventId, Interval, Moment, Told, Wanted,
};

/// The events of a stretch, day by day; where there is none, what comes next.
#[must_use]
pub fn agenda(agenda: &Agenda, stretch: &Interval, wanted: &Wanted, now: &Moment) -> String {
    if agenda.events.is_empty() {
        return events::nothing_dated(agenda, stretch, wanted, now);
    }
    let mut lines = vec![events::agenda_head(
        agenda.events.len(),
        stretch,
        wanted,
        now,
    )];
    let mut section: Option<Section> = None;
    for entry in entries(agenda, stretch) {
        if section.as_ref() != Some(&entry.section) {
            lines.extend([String::new(), heading(&entry.section)]);
            section = Some(entry.section.clone());
        }
        let mut pieces: Vec<String> = entry.time.iter().map(|time| safe::line(time)).collect();
        pieces.extend(facts(entry.event, now));
        lines.push(format!("  {}", named(&pieces, entry.event)));
        if !entry.is_repeated {
            lines.extend(indented(evidence(entry.event), "  "));
            lines.extend(indented(amended(entry.event), "  "));
        }
    }
    lines.join("\n")
}

/// The events of a topic, the oldest first, each with its quote and how it changed.
#[must_use]
pub fn timeline(topic: &str, found: &[Dossier], now: &Moment) -> String {
    if found.is_empty() {
        return events::no_timeline(topic);
    }
    let count = words::count(found.len() as u64, "event");
    let mut blocks = vec![format!("{}: {count}", safe::line(topic))];
    blocks.extend(found.iter().map(|event| {
        let mut lines = vec![event_line(event, now)];
        lines.extend(evidence(event));
        lines.extend(indented(corrections::beside(event, Voice::PLAIN), "  "));
        lines.extend(moves(event).flat_map(|turn| {
            let mut lines = vec![format!("  {}", told_turn(turn))];
            let cause = event.cause(turn);
            let cause = cause.filter(|told| Some(*told) != event.dating());
            lines.extend(cause.map(quote).unwrap_or_default());
            let deed = corrections::of_turn(event, turn, Voice::PLAIN);
            lines.extend(deed.map(|deed| format!("  {deed}")));
            lines
        }));
        lines.join("\n")
    }));
    blocks.join("\n\n")
}

/// What changed, by what became of it, each with the sentence that tells it.
#[must_use]
pub fn changes(changes: &[Changed], since: &str, topic: Option<&str>, now: &Moment) -> String {
    if changes.is_empty() {
        return events::nothing_changed(since, topic);
    }
    let count = words::count(changes.len() as u64, "change");
    let mut lines = vec![format!("{count} since {since}")];
    for (heading, members) in groups(changes) {
        lines.extend([String::new(), heading.to_owned()]);
        for change in members {
            let mut pieces = vec![events::turned(&change.turn)];
            pieces.extend(facts(&change.event, now));
            lines.push(format!("  {}", named(&pieces, &change.event)));
            let cause = change.event.cause(&change.turn);
            lines.extend(indented(cause.map(quote).unwrap_or_default(), "  "));
            let deed = corrections::of_turn(&change.event, &change.turn, Voice::PLAIN);
            lines.extend(deed.map(|deed| format!("    {deed}")));
        }
    }
    lines.join("\n")
}

/// An event on one line, with its name.
#[must_use]
pub fn event_line(event: &Dossier, now: &Moment) -> String {
    named(&events::line(event, now), event)
}

/// All that is known of an event: how it stands, what that rests on, and every report.
#[must_use]
pub fn event_page(event: &Dossier, now: &Moment) -> String {
    let mut lines = vec![events::line(event, now).join(" · ")];
    if !event.view.participants.is_empty() {
        let who = event.view.participants.join(", ");
        lines.push(format!("Who: {}", safe::line(&who)));
    }
    lines.extend(evidence(event));
    let counted = event.arithmetic();
    lines.extend(counted.as_ref().map(arithmetic::arithmetic));
    lines.extend(moves(event).map(told_turn));
    lines.extend(event.corrected.iter().map(|one| {
        let told = corrections::told(one, Voice::PLAIN);
        format!("{told} [{}]", one.correction.id)
    }));
    lines.push(format!(
        "\n{}:",
        told::sentence(&words::count(event.told.len() as u64, "report"))
    ));
    lines.extend((1..).zip(&event.told).flat_map(report));
    lines.push(format!("\nid {}", event.id));
    if !event.aliases.is_empty() {
        let names: Vec<&str> = event.aliases.iter().map(|id| id.as_str()).collect();
        lines.push(format!("formerly {}", names.join(", ")));
    }
    lines.join("\n")
}

/// Each change of an event, the oldest first, with the sentence that tells it.
#[must_use]
pub fn event_history(event: &Dossier, now: &Moment) -> String {
    let mut lines = vec![event_line(event, now)];
    for turn in &event.turns {
        let cause = event.cause(turn);
        let day = event.known_from(turn).map(|known| words::day(known.day()));
        lines.push(format!(
            "\n{}  {}",
            day.unwrap_or_default(),
            told_turn(turn)
        ));
        lines.extend(cause.map(quote).unwrap_or_default());
        let deed = corrections::of_turn(event, turn, Voice::PLAIN);
        lines.extend(deed.map(|deed| format!("  {deed}")));
    }
    lines.join("\n")
}

/// Every correction, a line each.
#[must_use]
pub fn correction_line(correction: &Correction, event: Option<&EventId>) -> String {
    corrections::listed(correction, event.map(EventId::as_str), Voice::PLAIN)
}

/// That several events are meant, and what to do.
#[must_use]
pub fn several_events(number: usize) -> String {
    format!("{number} events are meant; give the id of one.")
}

fn named(pieces: &[String], event: &Dossier) -> String {
    format!("{}  [{}]", pieces.join(" · "), event.id)
}

/// The sentence that dates it, and the one that tells where it stands where that is another.
fn evidence(event: &Dossier) -> Vec<String> {
    let (dated, stands) = (event.dating(), event.standing());
    let other = stands.filter(|stands| Some(*stands) != dated);
    dated.into_iter().chain(other).flat_map(quote).collect()
}

/// What was corrected of an event, below its evidence in a list.
fn amended(event: &Dossier) -> Vec<String> {
    indented(corrections::standing(event, Voice::PLAIN), "  ")
}

fn quote(told: &Told) -> Vec<String> {
    citation(&told.cited)
}

fn report((number, told): (usize, &Told)) -> Vec<String> {
    let date = told
        .report
        .when()
        .map_or_else(|| "no date".to_owned(), events::date);
    let head = [
        words::day(told.report.visible_from().day()),
        told.report.status().word().to_owned(),
        date,
    ];
    let mut lines = vec![format!("  {number}. {}", head.join(" · "))];
    lines.extend(indented(quote(told), "  "));
    lines
}

fn indented(lines: Vec<String>, by: &str) -> Vec<String> {
    lines
        .into_iter()
        .map(|line| format!("{by}{line}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{date, moved, on, redated};

    fn now() -> Moment {
        Moment::parse("2026-11-24").expect("a day")
    }

    #[test]
    fn an_agenda_shows_day_event_quote_and_source() {
        let list = Agenda {
            events: vec![moved()],
            next: None,
            coverage: dateline_core::Coverage::default(),
        };
        let span = Interval::days(date(2026, 12, 7), date(2026, 12, 13)).expect("in order");
        assert_eq!(
            agenda(&list, &span, &Wanted::default(), &now()),
            "1 event in 7–13 Dec\n\nFri 11 Dec 2026\n  harbour fair · scheduled · Bergen  [eaaaaaaaaaaaa]\n    \
             “The harbour fair moves to December 11.”\n    Harbour Post · Ministers plan water talks · Mon 23 Nov 2026\n    \
             https://news.example/water#:~:text=The%20harbour%20fair%20moves%20to%20December%2011."
        );
    }

    #[test]
    fn a_change_and_a_history_go_from_old_to_new() {
        let event = moved();
        let turn = event.turns.last().cloned().expect("a turn");
        assert_eq!(turn.to.when, Some(on(2026, 12, 11)));
        let told = changes(
            &[Changed {
                turn,
                event: event.clone(),
            }],
            "yesterday",
            None,
            &now(),
        );
        assert!(
            told.starts_with(
                "1 change since yesterday\n\nMoved\n  Fri 4 Dec 2026 → Fri 11 Dec 2026 · harbour fair · scheduled · Bergen"
            ),
            "{told}"
        );
        let history = event_history(&event, &now());
        let steps: Vec<&str> = history
            .lines()
            .filter(|line| line.starts_with(['M', 'T']))
            .collect();
        assert_eq!(
            steps,
            [
                "Mon 23 Nov 2026  Announced: Fri 4 Dec 2026",
                "Tue 24 Nov 2026  Moved: Fri 4 Dec 2026 → Fri 11 Dec 2026"
            ]
        );
        let fixed = event_history(&redated(), &now());
        assert!(
            fixed.ends_with(
                "\n\nTue 24 Nov 2026  Corrected: Fri 11 Dec 2026 → Sat 12 Dec 2026\n  Date corrected by user 42 on \
                 Tue 24 Nov 2026 to Sat 12 Dec 2026; the news said Fri 11 Dec 2026."
            ),
            "{fixed}"
        );
        let page = event_page(&event, &now());
        assert!(page.contains("\n2 reports:\n"), "{page}");
        assert!(page.ends_with("\nid eaaaaaaaaaaaa"), "{page}");
    }
}
