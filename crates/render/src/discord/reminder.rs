//! Reminders as cards: how one is set and listed, what it says when it comes, and why there is none.

use super::{
    answer::Asked,
    card::{Body, Button, Card, Tone, outside},
    event,
};
use crate::{events, words};
use chrono::{DateTime, Utc};
use dateline_core::{Dossier, Lead, Moment, Reminder, Start, Trouble, When};

const LINE: usize = 200;

/// What a reminder says when it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The event comes; where it is told later than it should, when it was due.
    Due {
        /// When it was due, where that is long ago.
        late: Option<DateTime<Utc>>,
        /// Whether the event has begun by then.
        has_begun: bool,
    },
    /// The event has another date; and when the person is reminded now, where that is still to come.
    Moved(Option<DateTime<Utc>>),
    /// It has no day any more.
    Undated,
    /// It is called off.
    Cancelled,
    /// It took place, or is told of as over.
    Happened,
}

/// The message about an event.
#[must_use]
pub fn post(event: &Dossier, said: Said, lead: Lead, now: &Moment, asked: Asked) -> Card {
    let mut card = event::answer(event, now, asked);
    card.body = format!("{}\n{}", head(said, lead), card.body);
    card
}

fn head(said: Said, lead: Lead) -> String {
    match said {
        Said::Due { late: None, .. } => format!("**Reminder**, {lead} before:"),
        Said::Due {
            late: Some(due),
            has_begun,
        } => {
            let unix = due.timestamp();
            let begun = if has_begun {
                " Its time has come by now."
            } else {
                ""
            };
            format!("**Reminder**, late: it was due <t:{unix}:f>, and I was off.{begun}")
        }
        Said::Moved(Some(due)) => {
            let unix = due.timestamp();
            format!("**This has another date.** I remind you {lead} before it: <t:{unix}:F>.")
        }
        Said::Moved(None) => {
            format!(
                "**This has another date**, less than {lead} ahead: this is your reminder of it."
            )
        }
        Said::Undated => "**This has left its day**, and no other day is told. I tell you when there is one, and remind you \
                          before it."
            .to_owned(),
        Said::Cancelled => "**This is called off.** The reminder ends with that.".to_owned(),
        Said::Happened => "**This took place, the news says.** The reminder ends with that.".to_owned(),
    }
}

/// The message about an event that is no longer stored; what it was called is not told.
#[must_use]
pub fn gone(when: Option<&When>) -> Card {
    let dated = when.map(|when| format!(" ({})", outside(&events::date(when), LINE)));
    Card::new(
        Tone::Open,
        format!(
            "An event that you wanted to be reminded of{} is no longer stored: its stories were removed, or it was hidden. The \
             reminder ends with that.",
            dated.unwrap_or_default()
        ),
    )
}

/// Why no reminder is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoReminder {
    /// No day is known.
    NoDay,
    /// It is called off.
    Cancelled,
    /// It was put off, and no other day is told.
    PutOff,
    /// It is over, or under way.
    Begun,
    /// The time to remind at has passed.
    Passed(DateTime<Utc>),
}

/// That no reminder is set for an event, and why.
#[must_use]
pub fn refused(event: &Dossier, lead: Lead, why: &NoReminder) -> Card {
    let title = format!("**{}**", outside(&event.view.title, LINE));
    let date = event.view.when.as_ref().map(events::date);
    let date = date.map(|date| outside(&date, LINE));
    let watch = "`/watch add event:` tells you when one is told.";
    let body = match (why, date) {
        (NoReminder::NoDay, Some(date)) => {
            format!("{title} is dated {date}: there is no day yet to remind you of. {watch}")
        }
        (NoReminder::NoDay, None) => {
            format!("No date is told of {title}: there is no day to remind you of. {watch}")
        }
        (NoReminder::Cancelled, _) => {
            format!("{title} is called off: there is nothing to remind you of.")
        }
        (NoReminder::PutOff, _) => {
            format!("{title} is put off, and no other day is told yet. {watch}")
        }
        (NoReminder::Begun, date) => format!(
            "{title} ({}) has begun or is over: there is nothing to remind you of.",
            date.unwrap_or_default()
        ),
        (NoReminder::Passed(due), _) => format!(
            "{lead} before {title} was <t:{}:F>, and that has passed. Take a shorter time: `/event remind before: 1h`.",
            due.timestamp()
        ),
    };
    Card::new(Tone::Trouble, body)
}

/// That a reminder is set: of what, when, where, and what was assumed.
#[must_use]
pub fn set(event: &Dossier, reminder: &Reminder, due: DateTime<Utc>) -> Card {
    let when = event.view.when.as_ref();
    let date = when.map(|when| outside(&events::date(when), LINE));
    let mut lines = vec![format!(
        "I remind you of **{}** ({}) on <t:{}:F>, {} before it, {}.",
        outside(&event.view.title, LINE),
        date.unwrap_or_default(),
        due.timestamp(),
        reminder.lead,
        place(reminder)
    )];
    lines.extend(when.and_then(|when| assumed(when, &reminder.zone)));
    lines.push(
        "If it moves I tell you so and take the new date; if it is called off I tell you that. `/event reminders` lists and \
         removes what is set."
            .to_owned(),
    );
    Card::new(Tone::Plain, lines.join("\n"))
}

fn place(reminder: &Reminder) -> String {
    match reminder.to {
        dateline_core::Recipient::Channel(channel) => format!("in <#{channel}>"),
        dateline_core::Recipient::Person(_) => "by direct message".to_owned(),
    }
}

/// What was taken for granted where the news leaves it open.
fn assumed(when: &When, zone: &str) -> Option<String> {
    let zone = outside(zone, LINE);
    match Start::of(when)? {
        Start::Day(_) => Some(format!(
            "No time of day is told, so I count from 09:00 of its day in your zone ({zone})."
        )),
        Start::Clock(_) if when.zone.is_none() => Some(format!(
            "Its time zone is not told; I read its time as one of your zone ({zone})."
        )),
        Start::Clock(_) => None,
    }
}

/// A reminder as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// What was asked for.
    pub reminder: Reminder,
    /// Its event; none where it is no longer stored.
    pub event: Option<Dossier>,
    /// When it comes; none where no day is known.
    pub due: Option<DateTime<Utc>>,
}

/// The reminders of a person in an archive.
#[must_use]
pub fn list(listed: &[Listed]) -> Card {
    if listed.is_empty() {
        return Card::new(
            Tone::Plain,
            "You have set no reminder here. `/event remind` sets one, and so does **Remind me** below an answer.",
        );
    }
    let mut body = Body::default();
    body.add_what_fits(&listed.iter().map(line).collect::<Vec<_>>());
    body.add(&["`/event reminders remove:` removes one.".to_owned()]);
    Card::new(Tone::Plain, body.finish())
}

fn line(listed: &Listed) -> String {
    let reminder = &listed.reminder;
    let title = match &listed.event {
        Some(event) => format!("**{}**", outside(&event.view.title, LINE)),
        None => "an event that is no longer stored".to_owned(),
    };
    let next = match (reminder.off, listed.due) {
        (Some((trouble, at)), _) => format!(
            "could not be told <t:{}:R>: {}",
            at.timestamp(),
            why(trouble)
        ),
        (None, Some(due)) => format!("<t:{}:F>", due.timestamp()),
        (None, None) => "as soon as a day is told".to_owned(),
    };
    let lead = reminder.lead;
    format!("- {title} · {lead} before · {next} · {}", place(reminder))
}

const fn why(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Forbidden => "I may not write there",
        Trouble::Gone => "the channel is gone, or you are in the server no longer",
        Trouble::Unsure => "I could not see whether it had arrived",
        Trouble::Refused => "Discord did not take it",
        Trouble::Stale => "Discord could not be reached in time",
    }
}

/// What stands for a reminder where it is to be chosen; plain.
#[must_use]
pub fn choice(listed: &Listed, now: &Moment) -> String {
    let event = listed.event.as_ref().map(|event| event::choice(event, now));
    let event = event.unwrap_or_else(|| "an event that is no longer stored".to_owned());
    format!("{} before: {event}", listed.reminder.lead)
}

/// That a reminder is removed.
#[must_use]
pub fn removed() -> Card {
    Card::new(Tone::Plain, "That reminder is removed.")
}

/// That there is no such reminder of the asker.
#[must_use]
pub fn absent() -> Card {
    Card::new(
        Tone::Trouble,
        "You have no such reminder here. `/event reminders` lists yours.",
    )
}

/// That no more may be set.
#[must_use]
pub fn too_many(limit: usize, is_own: bool) -> Card {
    let words = if is_own {
        format!(
            "You have {limit} reminders here, the most that one person may have. Remove one first: `/event reminders`."
        )
    } else {
        format!(
            "{limit} reminders are set in this server, the most that may be. Somebody has to remove one first."
        )
    };
    Card::new(Tone::Trouble, words)
}

/// How long before an event the reminder is to come, to be chosen by a button for each.
#[must_use]
pub fn choose(event: &Dossier, ids: Vec<(Lead, String)>) -> Card {
    let body = format!(
        "How long before **{}** ({}) shall I remind you, by direct message? `/event remind` takes any other time, and can tell a \
         channel.",
        outside(&event.view.title, LINE),
        event
            .view
            .when
            .as_ref()
            .map(|when| outside(&events::date(when), LINE))
            .unwrap_or_default()
    );
    let mut card = Card::new(Tone::Plain, body);
    card.buttons = ids
        .into_iter()
        .map(|(lead, id)| Button {
            label: format!("{lead} before").into(),
            id: id.into(),
        })
        .collect();
    card
}

/// What is told to who set a reminder or a watch of a channel when it could not tell there.
#[must_use]
pub fn trouble(what: &str, channel: u64, date: chrono::NaiveDate, trouble: Trouble) -> Card {
    let why = why(trouble);
    Card::new(
        Tone::Trouble,
        format!(
            "Your {what} for <#{channel}> could not tell what it had to on {}: {why}.",
            words::day(date)
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{dossier, on};
    use dateline_core::{Interval, Precision, Recipient, Standing, Status};

    fn event(when: Option<When>) -> Dossier {
        dossier("harbour fair @here", when)
    }

    fn reminder() -> Reminder {
        let event = event(Some(on(2026, 12, 4)));
        Reminder {
            number: 1,
            person: 2,
            to: Recipient::Person(2),
            pings: false,
            event: event.id.clone(),
            marks: Vec::new(),
            lead: Lead::DAY,
            zone: "Europe/Oslo".into(),
            since: DateTime::UNIX_EPOCH,
            told: Standing {
                status: Status::Scheduled,
                when: event.view.when,
            },
            said: 0,
            saying: None,
            off: None,
        }
    }

    #[test]
    fn what_is_set_says_when_where_and_what_was_assumed() {
        let due = DateTime::from_timestamp(1_796_371_200, 0).expect("an instant");
        let card = set(&event(Some(on(2026, 12, 4))), &reminder(), due);
        assert!(
            card.body.starts_with(
                "I remind you of **harbour fair @\u{200b}here** (Fri 4 Dec 2026) on <t:1796371200:F>, 1 day before it, by direct message.\n\
                 No time of day is told, so I count from 09:00 of its day in your zone (Europe/Oslo).\n"
            ) || card.body.contains("count from 09:00"),
            "{}",
            card.body
        );
    }

    #[test]
    fn a_month_has_no_day_to_remind_of() {
        let date = |day| chrono::NaiveDate::from_ymd_opt(2026, 12, day).expect("a day");
        let days = Interval::days(date(1), date(31)).expect("in order");
        let month = event(Some(When::new(days, Precision::Month)));
        let card = refused(&month, Lead::HOUR, &NoReminder::NoDay);
        assert!(
            card.body.contains(
                "is dated December 2026 (day not given): there is no day yet to remind you of."
            ),
            "{}",
            card.body
        );
    }

    #[test]
    fn a_list_tells_what_could_not_be_told() {
        let at = DateTime::from_timestamp(1_796_371_200, 0).expect("an instant");
        let listed = Listed {
            reminder: Reminder {
                off: Some((Trouble::Forbidden, at)),
                ..reminder()
            },
            event: None,
            due: None,
        };
        assert!(
            list(&[listed]).body.starts_with(
                "- an event that is no longer stored · 1 day before · could not be told <t:1796371200:R>: I may not write there · by direct message\n"
            )
        );
        assert!(list(&[]).body.starts_with("You have set no reminder here."));
    }
}
