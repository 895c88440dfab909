//! `/event remind` and `/event reminders`, and **Remind me** below an answer: what is to be told before an event, set by anybody
//! for themselves.

use super::look;
use crate::discord::{
    acts::REMIND,
    bot::Bot,
    command::{Outcome, option},
    commands::save::text,
    fault::Fault,
    pages::{self, own_id},
    place::Place,
    posting::reminders as posting,
    reply::Seen,
};
use chrono::{DateTime, Utc};
use dateline_core::{ArchiveId, Dossier, EventId, Lead, Moment, Recipient, Reminder};
use dateline_desk::{Desk, Error, places_of};
use dateline_render::discord::{
    Asked, Card, EventNotice, Notice, commands,
    reminder::{self, Listed, NoReminder},
};
use serenity::all::{
    ChannelId, CommandInteraction, CommandOptionType, ComponentInteraction, CreateCommandOption,
    ResolvedOption, ResolvedValue,
};

/// So many reminders one person may have in an archive, and so many a server.
const MOST: usize = 25;
const MOST_HERE: usize = 100;

/// What the buttons of **Remind me** offer, and what is offered while a length is typed.
const OFFERED: [Lead; 3] = [Lead::HOUR, Lead::DAY, Lead::WEEK];
const TYPED: [&str; 7] = ["1d", "1h", "30m", "3h", "2d", "1w", "2w"];

/// The ways of telling, as they are shown and as they come back.
const WAYS: [(&str, &str); 2] = [("direct message", "dm"), ("this channel", HERE)];
const HERE: &str = "channel";

/// Where something is told that a person ordered.
pub(in crate::discord::commands) fn told_where() -> CreateCommandOption {
    let told = option(CommandOptionType::String, commands::TOLD_WHERE);
    WAYS.into_iter().fold(told, |option, (name, value)| {
        option.add_string_choice(name, value)
    })
}

/// Whether it pings there.
pub(in crate::discord::commands) fn told_ping() -> CreateCommandOption {
    option(CommandOptionType::Boolean, commands::TOLD_PING)
}

/// How somebody wishes to be reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wish {
    lead: Lead,
    is_here: bool,
    pings: bool,
}

impl Wish {
    fn directly(lead: Lead) -> Self {
        Self {
            lead,
            is_here: false,
            pings: false,
        }
    }

    /// As it stands in the id of a menu.
    fn written(self) -> String {
        let flag = |is_so: bool| u8::from(is_so);
        format!(
            "{REMIND} {} {} {}",
            self.lead.minutes(),
            flag(self.is_here),
            flag(self.pings)
        )
    }

    /// Reads it again; none where the menu is for something else.
    pub(super) fn read(written: &str) -> Option<Self> {
        let mut parts = written.strip_prefix(REMIND)?.split_ascii_whitespace();
        let lead = parts.next()?.parse().ok().and_then(Lead::of_minutes)?;
        let mut flag = || parts.next().map(|flag| flag == "1");
        let (is_here, pings) = (flag()?, flag()?);
        Some(Self {
            lead,
            is_here,
            pings,
        })
    }

    fn to(self, place: &Place, here: ChannelId) -> Recipient {
        if self.is_here && place.asked == Asked::Server {
            Recipient::Channel(here.get())
        } else {
            Recipient::Person(place.person.get())
        }
    }
}

/// Where something is told that a person ordered: whether here, and whether it pings.
pub(in crate::discord::commands) fn told_how(options: &[ResolvedOption<'_>]) -> (bool, bool) {
    let is_here = text(options, commands::TOLD_WHERE) == HERE;
    let ping = options
        .iter()
        .find(|option| option.name == commands::TOLD_PING.name);
    let pings = ping.is_some_and(|ping| matches!(ping.value, ResolvedValue::Boolean(true)));
    (is_here, pings)
}

/// `/event remind`
pub(super) async fn run(
    bot: &Bot,
    place: &Place,
    given: &CommandInteraction,
    options: &[ResolvedOption<'_>],
) -> Result<Outcome, Fault> {
    let lead = match text(options, commands::REMIND_BEFORE).trim() {
        "" => Lead::DAY,
        typed => typed
            .parse()
            .map_err(|why| Notice::refused_option(commands::REMIND_BEFORE.name, &why))?,
    };
    let (is_here, pings) = told_how(options);
    let wish = Wish {
        lead,
        is_here,
        pings,
    };
    let words = text(options, commands::WHICH_EVENT);
    let (mut found, now) = look::meant(bot, place, words).await?;
    let event = match (found.pop(), found.is_empty()) {
        (None, _) => return Err(look::no_event(words)),
        (Some(event), true) => event,
        (Some(last), false) => {
            found.push(last);
            return Ok(look::which(place, &wish.written(), words, (&found, &now)));
        }
    };
    let to = wish.to(place, given.channel_id);
    let card = set(bot, place, (given.id.get(), event), (&wish, to)).await?;
    Ok(Outcome::Card(card, Seen::ByAsker))
}

/// The event that was chosen out of a menu, in place of the menu.
pub(super) async fn chosen(
    bot: &Bot,
    place: &Place,
    pressed: &ComponentInteraction,
    (wish, id): (&Wish, &EventId),
) -> Result<Outcome, Fault> {
    let (event, _) = look::one(bot, place, id).await?;
    let to = wish.to(place, pressed.channel_id);
    let card = set(bot, place, (pressed.id.get(), event), (wish, to)).await?;
    Ok(pages::update(&card))
}

/// **Remind me**: first how long before, for who pressed it alone; then it is set.
pub(super) async fn press(
    bot: &Bot,
    place: &Place,
    pressed: &ComponentInteraction,
    rest: &str,
) -> Result<Outcome, Fault> {
    let stale = Notice::Event(EventNotice::StaleEvent);
    let (id, minutes) = match rest.split_once(' ') {
        Some((id, minutes)) => (id, Some(minutes)),
        None => (rest, None),
    };
    let id: EventId = id.parse().map_err(|_| stale.clone())?;
    let (event, _) = look::one(bot, place, &id).await?;
    let Some(minutes) = minutes else {
        let card = offered(bot, place, &event).await?;
        return Ok(Outcome::Card(card, Seen::ByAsker));
    };
    let lead = minutes.parse().ok().and_then(Lead::of_minutes);
    let wish = Wish::directly(lead.ok_or(stale)?);
    let to = wish.to(place, pressed.channel_id);
    let card = set(bot, place, (pressed.id.get(), event), (&wish, to)).await?;
    Ok(pages::update(&card))
}

/// How long before, as far as there is time; where there can be no reminder, why.
async fn offered(bot: &Bot, place: &Place, event: &Dossier) -> Result<Card, Fault> {
    let now = bot.clock().utc();
    let zone = zone(bot, place).await?;
    let zone = zone.parse().unwrap_or_else(|_| bot.clock().zone().clone());
    let plan = |lead| posting::planned(event, lead, &zone, now);
    let button = |lead: &Lead| {
        let rest = format!("{} {}", event.id, lead.minutes());
        let id = own_id(commands::EVENT.name, REMIND, &place.archive, &rest);
        (*lead, id)
    };
    let open: Vec<&Lead> = OFFERED.iter().filter(|lead| plan(**lead).is_ok()).collect();
    Ok(match (open.is_empty(), plan(Lead::HOUR)) {
        (true, Err(why)) => reminder::refused(event, Lead::HOUR, &why),
        _ => reminder::choose(event, open.into_iter().map(button).collect()),
    })
}

/// The zone in which a person reads times: their own, else that of the place.
async fn zone(bot: &Bot, place: &Place) -> Result<String, Fault> {
    let own = Place::in_server(None, place.person);
    let own = bot.customs(&own).await?;
    if own.set.zone.is_some() {
        return Ok(own.zone().to_string());
    }
    Ok(bot.customs(place).await?.zone().to_string())
}

/// What came of setting a reminder.
enum Set {
    Done(Box<Reminder>, DateTime<Utc>),
    Refused(NoReminder),
    TooMany(usize, bool),
}

async fn set(
    bot: &Bot,
    place: &Place,
    (number, event): (u64, Dossier),
    (wish, to): (&Wish, Recipient),
) -> Result<Card, Fault> {
    let now = bot.clock().utc();
    let reminder = Reminder {
        number,
        person: place.person.get(),
        to,
        pings: wish.pings,
        event: event.id.clone(),
        marks: places_of(&event),
        lead: wish.lead,
        zone: zone(bot, place).await?,
        since: now,
        told: event.standing_ahead(),
        said: 0,
        saying: None,
        off: None,
    };
    let (archive, lead) = (place.archive.clone(), wish.lead);
    let done = bot.at_desk(place, move |desk, _| {
        let zone = posting::zone(&reminder);
        match posting::planned(&event, lead, &zone, now) {
            Ok(due) => Ok((add(desk, &archive, reminder, due)?, event)),
            Err(why) => Ok((Set::Refused(why), event)),
        }
    });
    Ok(match done.await? {
        (Set::Done(reminder, due), event) => reminder::set(&event, &reminder, due),
        (Set::Refused(why), event) => reminder::refused(&event, lead, &why),
        (Set::TooMany(limit, is_own), _) => reminder::too_many(limit, is_own),
    })
}

/// Keeps a reminder, where no more than the limit are kept; one that is set already is set.
fn add(
    desk: &Desk,
    archive: &ArchiveId,
    reminder: Reminder,
    due: DateTime<Utc>,
) -> Result<Set, Error> {
    let all = desk.reminders(archive)?;
    let own = all.iter().filter(|other| other.person == reminder.person);
    let is_same = |other: &&Reminder| {
        (&other.event, other.lead, other.to, other.off)
            == (&reminder.event, reminder.lead, reminder.to, reminder.off)
    };
    if let Some(same) = own.clone().find(is_same) {
        return Ok(Set::Done(Box::new(same.clone()), due));
    }
    if own.count() >= MOST {
        return Ok(Set::TooMany(MOST, true));
    }
    if all.len() >= MOST_HERE {
        return Ok(Set::TooMany(MOST_HERE, false));
    }
    desk.add_reminder(archive, &reminder)?;
    Ok(Set::Done(Box::new(reminder), due))
}

/// `/event reminders`: those of the asker, or one of them removed.
pub(super) async fn listed(bot: &Bot, place: &Place, remove: &str) -> Result<Outcome, Fault> {
    let (archive, person) = (place.archive.clone(), place.person.get());
    let card = if remove.trim().is_empty() {
        let listed = bot.at_desk(place, move |desk, now| own(desk, &archive, person, now));
        reminder::list(&listed.await?)
    } else {
        let number: Option<u64> = remove.trim().parse().ok();
        let removed = bot.at_desk(place, move |desk, _| {
            let own = desk.reminders_of(&archive, person)?;
            let meant = own.iter().find(|own| Some(own.number) == number);
            meant.map_or(Ok(false), |own| desk.remove_reminder(&archive, own.number))
        });
        if removed.await? {
            reminder::removed()
        } else {
            reminder::absent()
        }
    };
    Ok(Outcome::Card(card, Seen::ByAsker))
}

fn own(desk: &Desk, archive: &ArchiveId, person: u64, now: &Moment) -> Result<Vec<Listed>, Error> {
    let own = desk.reminders_of(archive, person)?.into_iter();
    let listed = own.map(|reminder| {
        let event = posting::event(desk, archive, &reminder, now)?;
        let zone = posting::zone(&reminder);
        let due = event.as_ref();
        let due = due.and_then(|event| posting::due(event, reminder.lead, &zone));
        Ok(Listed {
            reminder,
            event,
            due,
        })
    });
    listed.collect()
}

/// The asker's reminders, while one is chosen to be removed.
pub(super) async fn choices(
    bot: &Bot,
    place: &Place,
    typed: &str,
) -> Result<Vec<(String, String)>, Fault> {
    let (archive, person, typed) = (
        place.archive.clone(),
        place.person.get(),
        typed.to_lowercase(),
    );
    let choices = bot.at_desk(place, move |desk, now| {
        let own = own(desk, &archive, person, now)?.into_iter();
        let choice = |listed: Listed| {
            let number = listed.reminder.number.to_string();
            (reminder::choice(&listed, now), number)
        };
        let mut choices: Vec<(String, String)> = own.map(choice).collect();
        choices.retain(|(name, _)| name.to_lowercase().contains(&typed));
        Ok(choices)
    });
    choices.await
}

/// Lengths that begin with what is typed; what is typed itself where it is one.
pub(super) fn leads(typed: &str) -> Vec<(String, String)> {
    let typed = typed.trim().to_lowercase();
    let own = typed.parse::<Lead>().is_ok().then_some(typed.as_str());
    let offered = TYPED
        .iter()
        .copied()
        .filter(|lead| lead.starts_with(&typed));
    let mut choices: Vec<(String, String)> = Vec::new();
    for lead in own.into_iter().chain(offered) {
        let name = lead.parse::<Lead>().map(|lead| format!("{lead} before"));
        let choice = (name.unwrap_or_default(), lead.to_owned());
        if choices.iter().all(|(name, _)| *name != choice.0) {
            choices.push(choice);
        }
    }
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_reads_back_from_the_id_of_a_menu_and_nothing_else_is_one() {
        for (is_here, pings) in [(false, false), (true, false), (true, true)] {
            let wish = Wish {
                lead: Lead::WEEK,
                is_here,
                pings,
            };
            assert_eq!(Wish::read(&wish.written()), Some(wish));
        }
        for odd in ["show", "remind", "remind soon 1 1", "remind 60 1", ""] {
            assert_eq!(Wish::read(odd), None, "{odd}");
        }
    }

    #[test]
    fn lengths_are_offered_and_what_is_typed_is_the_first() {
        let named = |typed| leads(typed).into_iter().map(|(name, _)| name);
        assert_eq!(named("").count(), TYPED.len());
        assert_eq!(named("36h").collect::<Vec<_>>(), ["36 hours before"]);
        assert_eq!(
            named("1").collect::<Vec<_>>(),
            ["1 day before", "1 hour before", "1 week before"]
        );
        assert_eq!(named("soon").count(), 0);
    }
}
