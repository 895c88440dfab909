//! Lists of events as pictures: a week or a month as a sheet of days, a topic as events along a line of time. Pure: events in,
//! the bytes of a PNG file out, with the words for those who do not see it.

mod canvas;
mod letters;
mod line;
mod marks;
mod sheet;

use crate::{events, safe, words};
use chrono::Weekday;
use dateline_core::{Agenda, Dossier, Interval, Moment, Wanted};

/// Most characters of the words beside a picture: Discord takes 1,024.
const LONGEST: usize = 1_000;

/// A picture, and what stands in its place where it is not seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// A PNG file.
    pub png: Vec<u8>,
    /// What it shows, in at most a thousand characters.
    pub about: String,
}

/// The events of a stretch as a sheet of days; none where there is no event. Up to seven days stand side by side, more as
/// weeks that start on that day, six of them at most.
#[must_use]
pub fn agenda(
    agenda: &Agenda,
    stretch: &Interval,
    wanted: &Wanted,
    now: &Moment,
    week_start: Weekday,
) -> Option<Picture> {
    if agenda.events.is_empty() {
        return None;
    }
    let head = events::agenda_head(agenda.events.len(), stretch, wanted, now);
    let name = events::agenda_name(stretch, wanted, now);
    let png = sheet::drawn(agenda, stretch, (&name, now), week_start)?;
    let about = about(&format!("A calendar: {head}."), &agenda.events, now);
    Some(Picture { png, about })
}

/// The events of a topic along a line of time, with how each was moved; none where there is no event.
#[must_use]
pub fn timeline(topic: &str, found: &[Dossier], now: &Moment) -> Option<Picture> {
    if found.is_empty() {
        return None;
    }
    let png = line::drawn(topic, found, now)?;
    let count = words::count(found.len() as u64, "event");
    let head = format!("A line of time: {}, {count}.", safe::line(topic));
    let about = about(&head, found, now);
    Some(Picture { png, about })
}

/// What the picture shows: as many events as there is room for, each with its date, its status and how it was moved.
fn about(head: &str, found: &[Dossier], now: &Moment) -> String {
    let mut told: String = head.chars().take(LONGEST / 2).collect();
    for (number, event) in found.iter().enumerate() {
        let moves = events::moves(event).map(events::told_turn);
        let line: Vec<String> = events::line(event, now).into_iter().chain(moves).collect();
        let line = format!(" {}.", line.join(", "));
        let more = format!(" {} more.", found.len() - number);
        let length = [&told, &line, &more].map(|text| text.chars().count());
        if length.iter().sum::<usize>() > LONGEST {
            told.push_str(&more);
            break;
        }
        told.push_str(&line);
    }
    told
}

#[cfg(test)]
mod tests;
