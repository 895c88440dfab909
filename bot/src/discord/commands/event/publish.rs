//! `/event publish`: an event among the server's events at Discord. What the news does not say, a form asks for.

use super::{correct, look};
use crate::{
    discord::{
        acts::PUBLISH,
        bot::Bot,
        command::Outcome,
        commands::save::{text, typed},
        customs::Customs,
        fault::Fault,
        pages::{own_id, own_parts},
        place::Place,
        publishing::{self, due, send},
        reply, rights,
    },
    given,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dateline_core::{Billing, Dossier, EventId, Moment, Publication, Stage, Status};
use dateline_desk::publishing::Outcome as Came;
use dateline_render::discord::{
    Card, EventNotice, Notice, commands,
    publish::{self, NotPublished, PUBLISH_FORM},
};
use serenity::all::{CommandInteraction, Http, ModalInteraction, Permissions, ResolvedOption};

/// The most days that an event takes.
const LONGEST: i64 = 60;

/// The most events that a server may have; Discord's.
const MOST: usize = 100;

/// What a person gives beside the event: beginning, end and place, as they are typed.
type Given<'a> = [&'a str; 3];

pub(super) async fn run(
    bot: &Bot,
    http: &Http,
    place: &Place,
    given: &CommandInteraction,
    options: &[ResolvedOption<'_>],
) -> Result<Outcome, Fault> {
    rights::to_publish(place, given.member.as_deref())?;
    may_create(given.app_permissions)?;
    let id = correct::one(bot, place, text(options, commands::WHICH_EVENT)).await?;
    let (event, _) = look::one(bot, place, &id).await?;
    is_open(&event)?;
    let said = |described| text(options, described).trim();
    let typed = [
        commands::PUBLISH_START,
        commands::PUBLISH_END,
        commands::EVENT_PLACE,
    ]
    .map(said);
    let known = known(&event);
    let whole = filled(typed, &known);
    let [start, end, at] = whole;
    // Of the day alone that the news names it is asked when it begins.
    let is_begun = !typed[0].is_empty() || start.contains(':');
    if !is_begun || end.is_empty() || at.is_empty() {
        let form_id = own_id(
            commands::EVENT.name,
            PUBLISH,
            &place.archive,
            event.id.as_str(),
        );
        let form = reply::form_as(&form_id, &PUBLISH_FORM, whole);
        return Ok(Outcome::Response(Box::new(form)));
    }
    let order = ordered(bot, place, event, whole).await?;
    reply::respond(http, (given.id, &given.token), reply::later()).await?;
    let card = shown(made(bot, http, place, order).await);
    reply::complete(http, given, &card).await?;
    Ok(Outcome::Said)
}

/// Takes the form.
pub(super) async fn take(
    bot: &Bot,
    http: &Http,
    given: &ModalInteraction,
) -> Result<Outcome, Fault> {
    let place = Place::of_form(bot, given);
    rights::to_publish(&place, given.member.as_ref())?;
    may_create(given.app_permissions)?;
    let stale = || Notice::Event(EventNotice::StaleEvent);
    let (_, id) = own_parts(&given.data.custom_id, &place.archive).ok_or_else(stale)?;
    let id: EventId = id.parse().map_err(|_| stale())?;
    let (event, _) = look::one(bot, &place, &id).await?;
    is_open(&event)?;
    let values = PUBLISH_FORM
        .inputs
        .map(|input| typed(given, input.id).trim());
    let order = ordered(bot, &place, event, values).await?;
    reply::respond(http, (given.id, &given.token), reply::later()).await?;
    let card = shown(made(bot, http, &place, order).await);
    reply::complete_form(http, given, &card).await?;
    Ok(Outcome::Said)
}

fn shown(done: Result<Card, Fault>) -> Card {
    done.unwrap_or_else(|fault| fault.told("/event publish").card())
}

/// What the news says of beginning, end and place, as it would be typed.
fn known(event: &Dossier) -> [String; 3] {
    let place = due::place_of(event).unwrap_or_default();
    [publish::start_typed(event), String::new(), place]
}

fn filled<'a>(typed: Given<'a>, known: &'a [String; 3]) -> Given<'a> {
    let [start, end, place] = typed;
    let or = |typed: &'a str, at: usize| {
        if typed.is_empty() {
            known.get(at).map_or("", String::as_str)
        } else {
            typed
        }
    };
    [or(start, 0), or(end, 1), or(place, 2)]
}

/// What Discord tells of the bot's permissions here; where it tells nothing, its answer does.
fn may_create(held: Option<Permissions>) -> Result<(), Notice> {
    let needed = Permissions::CREATE_EVENTS;
    match held {
        Some(held) if !held.contains(needed) && !held.contains(Permissions::ADMINISTRATOR) => {
            Err(Notice::NotPublished(NotPublished::NoPermission))
        }
        _ => Ok(()),
    }
}

fn is_open(event: &Dossier) -> Result<(), Notice> {
    let why = match event.view.status {
        _ if event.hidden().is_some() => NotPublished::Hidden,
        status @ (Status::Cancelled | Status::Happened | Status::Ongoing) => {
            NotPublished::Closed(status)
        }
        Status::Scheduled | Status::Postponed => return Ok(()),
    };
    Err(Notice::NotPublished(why))
}

/// What is to be published, whole.
async fn ordered(
    bot: &Bot,
    place: &Place,
    event: Dossier,
    [start, end, at]: Given<'_>,
) -> Result<Publication, Fault> {
    let customs = bot.customs(place).await?;
    let made = bot.clock().utc();
    let start = begin(&customs, &event, start)?;
    let end = ending(&customs, start, end)?;
    let place_told = publish::place(at);
    let why = if start <= made {
        Some(NotPublished::Past(start))
    } else if end <= start {
        Some(NotPublished::Backwards)
    } else if end - start > TimeDelta::days(LONGEST) {
        Some(NotPublished::TooLong { days: LONGEST })
    } else {
        None
    };
    let Some(at) = place_told.filter(|_| why.is_none()) else {
        let why = why.unwrap_or(NotPublished::NoPlace);
        return Err(Notice::NotPublished(why).into());
    };
    let code = Publication::code(&place.archive, &event.id, made);
    Ok(Publication {
        billing: Billing {
            name: publish::name(&event),
            about: publish::about(&event, &code),
            start,
            end,
            place: at,
        },
        code,
        stage: Stage::Making,
        when: event.view.when.clone(),
        place: due::place_of(&event),
        event: event.id,
        zone: customs.zone().to_string(),
        made,
        by: Some(place.person.get()),
        not_before: None,
    })
}

/// Makes the event at Discord, once it is kept that it is to be made.
async fn made(
    bot: &Bot,
    http: &Http,
    place: &Place,
    publication: Publication,
) -> Result<Card, Fault> {
    let (archive, kept) = (place.archive.clone(), publication.clone());
    let standing = bot.at_desk(place, move |desk, _| {
        desk.begin_publication(&archive, &kept)
    });
    if let Some(standing) = standing.await? {
        let link = match standing.stage {
            Stage::Shown(id) => link(place, id),
            Stage::Making | Stage::Resting => None,
        };
        return Err(Notice::NotPublished(NotPublished::Already { link }).into());
    }
    let why = match publishing::make(bot, http, &place.archive, &publication).await? {
        Came::Stands(id) => {
            let link = link(place, id).unwrap_or_default();
            return Ok(publish::published(&publication.billing, &link));
        }
        Came::Full => NotPublished::TooMany { limit: MOST },
        Came::Forbidden | Came::Missing => NotPublished::NoPermission,
        Came::Refused | Came::Done | Came::NotFound | Came::Failed => NotPublished::Failed,
    };
    Err(Notice::NotPublished(why).into())
}

fn link(place: &Place, id: u64) -> Option<String> {
    let server = send::server(&place.archive)?;
    Some(format!("https://discord.com/events/{server}/{id}"))
}

/// When it begins: a day and a time, or a time on the day that the news names.
fn begin(customs: &Customs, event: &Dossier, typed: &str) -> Result<DateTime<Utc>, Notice> {
    let no_day = || {
        Notice::NotPublished(NotPublished::NoDay {
            given: typed.to_owned(),
        })
    };
    // The news' own time may be told in a zone of its own.
    let when = event.view.when.as_ref();
    if typed == publish::start_typed(event)
        && let Some(start) = when.and_then(|when| due::clock_of(when, customs.zone()))
    {
        return Ok(start);
    }
    let day = publish::start_typed(event);
    let day = day.split(' ').next().and_then(|day| day.parse().ok());
    let clock = given::clock_in(typed).is_some();
    let start = at(customs, typed, day);
    match start {
        Some(start) => Ok(start),
        None if clock => Err(no_day()),
        None => match customs.typed(typed) {
            Ok(Moment::Day(_)) => Err(no_day()),
            Ok(Moment::Instant(start)) => Ok(start.to_utc()),
            Err(why) => Err(why.of_option(commands::PUBLISH_START.name)),
        },
    }
}

/// A time of day on that day, or a day with a time of day.
fn at(customs: &Customs, typed: &str, day: Option<NaiveDate>) -> Option<DateTime<Utc>> {
    if let Some((time, zone)) = given::clock_in(typed) {
        let zone = zone.and_then(|zone| zone.parse().ok());
        let zone = zone.as_ref().unwrap_or(customs.zone());
        return due::instant(day?.and_time(time), zone);
    }
    match customs.typed(typed) {
        Ok(Moment::Instant(at)) => Some(at.to_utc()),
        Ok(Moment::Day(_)) | Err(_) => None,
    }
}

/// When it ends: how long it takes, a time of day behind the beginning, or a day and a time.
fn ending(customs: &Customs, start: DateTime<Utc>, typed: &str) -> Result<DateTime<Utc>, Notice> {
    if let Some(length) = length(typed) {
        return Ok(start + length);
    }
    let day = customs.zone().at(start).date_naive();
    let same_day = at(customs, typed, Some(day));
    let is_clock = given::clock_in(typed).is_some();
    let end = match same_day {
        Some(end) if is_clock && end <= start => at(customs, typed, day.succ_opt()),
        end => end,
    };
    end.ok_or_else(|| {
        Notice::NotPublished(NotPublished::NoEnd {
            given: typed.to_owned(),
        })
    })
}

/// `90m`, `2h`, `3d`, `2 hours`.
fn length(typed: &str) -> Option<TimeDelta> {
    let typed = typed.trim();
    let digits = typed.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = typed.split_at(digits);
    let number: i64 = number.parse().ok().filter(|number| *number <= 100_000)?;
    match unit.trim().to_lowercase().as_str() {
        "m" | "min" | "minutes" => Some(TimeDelta::minutes(number)),
        "h" | "hour" | "hours" => Some(TimeDelta::hours(number)),
        "d" | "day" | "days" => Some(TimeDelta::days(number)),
        _ => None,
    }
}
