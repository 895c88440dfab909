//! Reminders that are due or have news of their event, made at the desk: what each says next, kept before it is said.

use super::{compose::of_one, plan::Found};
use crate::{discord::reply::Pings, zone::Zone};
use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use dateline_core::{
    ArchiveId, Dossier, GRACE_MINUTES, Job, Lead, Moment, News, Recipient, Reminder, Saying, Start,
    Status, When,
};
use dateline_desk::{Desk, Error};
use dateline_render::discord::{
    Asked, Card,
    reminder::{self, NoReminder, Said},
};
use serenity::all::UserId;

/// What a day without a time counts from.
const NINE: NaiveTime = match NaiveTime::from_hms_opt(9, 0, 0) {
    Some(nine) => nine,
    None => NaiveTime::MIN,
};

/// What is next for a reminder.
#[derive(Debug)]
enum Next {
    /// Nothing before the news says more.
    Nothing,
    /// It is due then.
    At(DateTime<Utc>),
    /// Something is to be told.
    Say(Box<Saying>, Said),
    /// Its event is no longer stored.
    Gone,
}

/// Takes up what is due of the reminders of an archive, where these posts are under way.
pub(super) fn look(
    desk: &Desk,
    archive: &ArchiveId,
    under_way: &[Job],
    now: DateTime<Utc>,
) -> Result<Found, Error> {
    let mut found = Found::default();
    for reminder in desk.reminders(archive)? {
        let is_under_way = under_way.iter().any(|job| job.post == reminder.post());
        if reminder.off.is_some() || is_under_way {
            continue;
        }
        let zone = zone(&reminder);
        let here = Moment::Instant(zone.at(now));
        let event = event(desk, archive, &reminder, &here)?;
        match next(&reminder, event.as_ref(), &zone, now) {
            Next::Nothing => {}
            Next::At(due) => found.wakes_at(Some(due)),
            Next::Say(saying, said) => {
                let card = event.map(|event| card(archive, &reminder, (&event, said), &here));
                let made = card.map(|card| begin(desk, archive, &reminder, (*saying, card), now));
                found.jobs.extend(made.transpose()?.flatten());
            }
            Next::Gone => {
                let saying = Saying {
                    told: None,
                    is_last: true,
                };
                let card = reminder::gone(reminder.told.when.as_ref());
                found
                    .jobs
                    .extend(begin(desk, archive, &reminder, (saying, card), now)?);
            }
        }
    }
    Ok(found)
}

/// The event of a reminder as it is shown; none where it is hidden or no longer stored.
pub(crate) fn event(
    desk: &Desk,
    archive: &ArchiveId,
    reminder: &Reminder,
    now: &Moment,
) -> Result<Option<Dossier>, Error> {
    let event = desk.event_held(archive, (&reminder.event, &reminder.marks), now)?;
    Ok(event.filter(|event| event.hidden().is_none()))
}

/// The zone of a reminder; what was set was one.
pub(crate) fn zone(reminder: &Reminder) -> Zone {
    let utc = || Zone::Named(chrono_tz::UTC);
    reminder.zone.parse().unwrap_or_else(|_| utc())
}

/// When a reminder of an event is due; none where no day is known. Whole days before a day without a time are counted on the
/// calendar, so that it comes at nine whatever clocks do.
pub(crate) fn due(event: &Dossier, lead: Lead, zone: &Zone) -> Option<DateTime<Utc>> {
    let when = event.standing_ahead().when?;
    match Start::of(&when)? {
        Start::Day(day) if lead.minutes().is_multiple_of(Lead::DAY.minutes()) => {
            let days = lead.minutes() / Lead::DAY.minutes();
            let before = day.checked_sub_days(Days::new(days.into()))?;
            zone.instant(before, NINE)
        }
        start => Some(begins(start, &when, zone)? - lead.length()),
    }
}

/// The instant that a reminder counts back from.
fn begins(start: Start, when: &When, zone: &Zone) -> Option<DateTime<Utc>> {
    match start {
        Start::Clock(wall) => {
            let told = when.zone.as_deref().and_then(|zone| zone.parse().ok());
            told.as_ref()
                .unwrap_or(zone)
                .instant(wall.date(), wall.time())
        }
        Start::Day(day) => zone.instant(day, NINE),
    }
}

/// Whether an event has begun: a day without a time at the hour that it counts from.
fn has_begun(event: &Dossier, zone: &Zone, now: DateTime<Utc>) -> bool {
    let when = event.standing_ahead().when;
    let begins = when.and_then(|when| begins(Start::of(&when)?, &when, zone));
    begins.is_some_and(|begins| begins <= now)
}

/// When a new reminder would be due, or why there can be none.
pub(crate) fn planned(
    event: &Dossier,
    lead: Lead,
    zone: &Zone,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, NoReminder> {
    let here = zone.at(now).naive_local();
    let is_over = |when: &When| when.interval.end() <= here;
    match event.view.status {
        Status::Cancelled => return Err(NoReminder::Cancelled),
        Status::Happened | Status::Ongoing => return Err(NoReminder::Begun),
        Status::Postponed if event.has_left_its_day() => return Err(NoReminder::PutOff),
        Status::Scheduled | Status::Postponed => {}
    }
    if event.view.when.as_ref().is_some_and(is_over) {
        return Err(NoReminder::Begun);
    }
    let due = due(event, lead, zone).ok_or(NoReminder::NoDay)?;
    if has_begun(event, zone, now) {
        Err(NoReminder::Begun)
    } else if due <= now {
        Err(NoReminder::Passed(due))
    } else {
        Ok(due)
    }
}

fn next(reminder: &Reminder, event: Option<&Dossier>, zone: &Zone, now: DateTime<Utc>) -> Next {
    let Some(event) = event else {
        return Next::Gone;
    };
    let stands = event.standing_ahead();
    let due = due(event, reminder.lead, zone);
    let say = |said, is_last| {
        let told = Some(stands.clone());
        Next::Say(Box::new(Saying { told, is_last }), said)
    };
    match News::between(&reminder.told, &stands) {
        News::Cancelled => say(Said::Cancelled, true),
        News::Happened => say(Said::Happened, true),
        News::Undated => say(Said::Undated, false),
        News::Moved => {
            let ahead = due.filter(|due| *due > now);
            say(Said::Moved(ahead), ahead.is_none())
        }
        News::Refined | News::None => match due {
            None => Next::Nothing,
            Some(due) if due > now => Next::At(due),
            Some(due) => {
                let is_late = now - due > TimeDelta::minutes(GRACE_MINUTES);
                let said = Said::Due {
                    late: is_late.then_some(due),
                    has_begun: has_begun(event, zone, now),
                };
                say(said, true)
            }
        },
    }
}

fn card(
    archive: &ArchiveId,
    reminder: &Reminder,
    (event, said): (&Dossier, Said),
    now: &Moment,
) -> Card {
    let mut card = reminder::post(event, said, reminder.lead, now, Asked::Server);
    card.footer = Some(source(archive, reminder, event));
    card
}

/// Where the news of a message is from.
fn source(archive: &ArchiveId, reminder: &Reminder, event: &Dossier) -> String {
    let whose = match reminder.to {
        Recipient::Channel(_) => "this server",
        Recipient::Person(person) if *archive == ArchiveId::user(person) => "your own archive",
        Recipient::Person(_) => "the server where you asked for it",
    };
    format!("{} · {whose}", event.id)
}

/// Keeps what is to be told, and begins the post; none where the reminder was removed.
fn begin(
    desk: &Desk,
    archive: &ArchiveId,
    reminder: &Reminder,
    (saying, card): (Saying, Card),
    now: DateTime<Utc>,
) -> Result<Option<Job>, Error> {
    let kept = desk.change_reminder(archive, reminder.number, |kept| {
        kept.saying = Some(saying.clone());
    })?;
    let Some(reminder) = kept else {
        return Ok(None);
    };
    let of = (reminder.to, reminder.post());
    let job = Job::begun(archive, of, (now.date_naive(), reminder.occasion()), now);
    let pings = pings(reminder.pings, reminder.to, reminder.person);
    desk.begin_job(archive, of_one(job, card, pings)).map(Some)
}

/// Whom a reminder or watch pings: in a channel the person whose it is, where they wish it.
pub(super) fn pings(is_wished: bool, to: Recipient, person: u64) -> Pings {
    match to {
        Recipient::Channel(_) if is_wished && person != 0 => Pings::Person(UserId::new(person)),
        Recipient::Channel(_) | Recipient::Person(_) => Pings::Nobody,
    }
}

#[cfg(test)]
mod tests;
