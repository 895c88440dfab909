//! Watches as cards: how one is set and listed, and what it tells.

use super::{
    card::{Body, Card, Tone, outside},
    lists::{quote, titled},
};
use crate::{
    events::{self, facts, told_turn},
    safe,
};
use dateline_core::{Cause, Dossier, Moment, Recipient, Trouble, Watch, Watched};

const LINE: usize = 200;

/// The title of a message leaves room for what stands around it.
const TITLE: usize = 120;

/// One thing that a watch tells: the event, and which of its reports is new.
pub type Heard<'a> = (&'a Dossier, usize);

/// The message of all that a watch found in one look.
#[must_use]
pub fn post(watch: &Watch, event: Option<&Dossier>, heard: &[Heard<'_>], now: &Moment) -> Card {
    let mut body = Body::with_room_for("");
    let mut shown = 0;
    for (event, told) in heard {
        if !body.add(&entry(event, *told, now)) {
            break;
        }
        shown += 1;
    }
    let mut text = body.finish();
    let left = heard.len() - shown;
    if left > 0 {
        text.push_str(&format!("\n*{left} more: `/changes` shows them.*"));
    }
    let title = format!("Watch: {}", plainly(&watch.what, event));
    let mut card = Card::new(Tone::Told, text).titled(Some(&title));
    card.footer = Some("/watch list".to_owned());
    card
}

fn entry(event: &Dossier, told: usize, now: &Moment) -> Vec<String> {
    let when = event.view.when.as_ref();
    let mut pieces = vec![when.map_or_else(|| "no date".to_owned(), events::date)];
    pieces.extend(facts(event, now).into_iter().skip(1));
    let mut lines = vec![titled(event, &pieces)];
    let turn = event
        .turns
        .iter()
        .find(|turn| turn.by == Cause::Report(told));
    let news = turn.map_or_else(|| "Reported again".to_owned(), told_turn);
    lines.push(format!("*{}*", outside(&news, LINE)));
    lines.extend(event.told.get(told).map(quote).unwrap_or_default());
    lines
}

/// What is watched, plain.
fn plainly(what: &Watched, event: Option<&Dossier>) -> String {
    match what {
        Watched::Words(words) => format!("“{}”", super::card::cut(&safe::line(words), TITLE)),
        Watched::Place(place) => {
            format!("events in {}", super::card::cut(&safe::line(place), TITLE))
        }
        Watched::Event { .. } => match event {
            Some(event) => super::card::cut(&safe::line(&event.view.title), TITLE),
            None => "an event that is no longer stored".to_owned(),
        },
    }
}

/// That a watch is set.
#[must_use]
pub fn set(watch: &Watch, event: Option<&Dossier>) -> Card {
    let what = outside(&plainly(&watch.what, event), 2 * LINE);
    let place = place(watch);
    let body = format!(
        "From now on I tell you {place} what new stories say of {what}: each new report once, with its sentence and source. What \
         is stored already is not told. `/watch list` shows your watches."
    );
    Card::new(Tone::Plain, body)
}

fn place(watch: &Watch) -> String {
    match watch.to {
        Recipient::Channel(channel) if watch.pings => format!("in <#{channel}>, with a ping,"),
        Recipient::Channel(channel) => format!("in <#{channel}>"),
        Recipient::Person(_) => "by direct message".to_owned(),
    }
}

/// A watch with its event, where it is of one that is stored.
pub type Listed = (Watch, Option<Dossier>);

/// The watches of a person in an archive.
#[must_use]
pub fn list(listed: &[Listed]) -> Card {
    if listed.is_empty() {
        return Card::new(
            Tone::Plain,
            "You watch nothing here. `/watch add` sets a watch: for words or a name, for a place, or for one event.",
        );
    }
    let lines = listed
        .iter()
        .map(|(watch, event)| line(watch, event.as_ref()));
    let mut body = Body::default();
    body.add_what_fits(&lines.collect::<Vec<_>>());
    Card::new(Tone::Plain, body.finish())
}

fn line(watch: &Watch, event: Option<&Dossier>) -> String {
    let what = outside(&plainly(&watch.what, event), 2 * LINE);
    let mut line = format!("- **{what}** · {}", place(watch).trim_end_matches(','));
    match watch.off {
        Some((trouble, at)) => line.push_str(&format!(
            " · switched off <t:{}:R>: {}; `/watch resume` takes it up again",
            at.timestamp(),
            why(trouble)
        )),
        None if watch.is_paused => line.push_str(" · paused"),
        None => {}
    }
    line
}

const fn why(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Forbidden => "I may not write there",
        Trouble::Gone => "the channel is gone, or you are in the server no longer",
        Trouble::Unsure => "I could not see whether a message had arrived",
        Trouble::Refused => "Discord did not take a message",
        Trouble::Stale => "Discord could not be reached in time",
    }
}

/// What stands for a watch where it is to be chosen; plain.
#[must_use]
pub fn choice((watch, event): &Listed) -> String {
    plainly(&watch.what, event.as_ref())
}

/// How a watch stands behind a change.
#[must_use]
pub fn one((watch, event): &Listed) -> Card {
    Card::new(Tone::Plain, line(watch, event.as_ref()))
}

/// That a watch is removed.
#[must_use]
pub fn removed() -> Card {
    Card::new(Tone::Plain, "That watch is removed.")
}

/// That there is no such watch of the asker.
#[must_use]
pub fn absent() -> Card {
    Card::new(
        Tone::Trouble,
        "You have no such watch here. `/watch list` shows yours.",
    )
}

/// That not one thing was said to be watched.
#[must_use]
pub fn not_one_thing() -> Card {
    Card::new(
        Tone::Trouble,
        "Say one thing to watch: `words:` for a topic or a name, `place:`, or `event:`.",
    )
}

/// That no more may be set.
#[must_use]
pub fn too_many(limit: usize, is_own: bool) -> Card {
    let words = if is_own {
        format!(
            "You have {limit} watches here, the most that one person may have. Remove one first: `/watch remove`."
        )
    } else {
        format!(
            "{limit} watches are set in this server, the most that may be. Somebody has to remove one first."
        )
    };
    Card::new(Tone::Trouble, words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::moved;
    use chrono::DateTime;

    fn watch(what: Watched) -> Watch {
        Watch {
            number: 1,
            person: 2,
            to: Recipient::Channel(7),
            pings: true,
            what,
            is_paused: false,
            since: DateTime::UNIX_EPOCH,
            seen: 0,
            told: Vec::new(),
            seeing: None,
            said: 0,
            off: None,
        }
    }

    #[test]
    fn several_hits_are_one_message_and_what_does_not_fit_is_counted() {
        let (event, now) = (moved(), Moment::parse("2026-11-24").expect("a day"));
        let words = watch(Watched::Words("*fair*".into()));
        let card = post(&words, None, &[(&event, 1)], &now);
        assert_eq!(card.title.as_deref(), Some("Watch: “\\*fair\\*”"));
        assert!(
            card.body
                .contains("\n*Moved: Fri 4 Dec 2026 → Fri 11 Dec 2026*\n> “"),
            "{}",
            card.body
        );
        let many = vec![(&event, 1); 40];
        let body = post(&words, None, &many, &now).body;
        assert!(body.ends_with(" more: `/changes` shows them.*"), "{body}");
    }

    #[test]
    fn a_line_tells_what_is_watched_where_and_whether_it_is_on() {
        let mut place = watch(Watched::Place("Bergen".into()));
        let seen = |watch: &Watch| list(&[(watch.clone(), None)]).body;
        assert_eq!(
            seen(&place),
            "- **events in Bergen** · in <#7>, with a ping"
        );
        place.is_paused = true;
        assert!(seen(&place).ends_with(" · paused"));
        place.off = Some((Trouble::Gone, DateTime::UNIX_EPOCH));
        assert!(seen(&place).contains("switched off <t:0:R>: the channel is gone"));
    }
}
