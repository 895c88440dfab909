//! Looking at an event: its page, its history, a choice where several are meant.

use crate::discord::{
    acts::{self, HISTORY, ICS, PICK, SHOW, WHEN},
    bot::Bot,
    command::Outcome,
    fault::Fault,
    pages::{self, Asking, Press, own_id},
    place::Place,
    reply::{File, Seen},
};
use dateline_core::{Dossier, EventId, Moment};
use dateline_render::discord::{Card, EventNotice, Notice, commands, event, lists::Pages};
use serenity::all::ComponentInteraction;

/// The event that words mean, for whom answers are for; where several are meant, a menu of them for the asker.
pub(super) async fn named(
    bot: &Bot,
    place: &Place,
    verb: &'static str,
    words: &str,
) -> Result<Outcome, Fault> {
    let (mut found, now) = meant(bot, place, words).await?;
    match (found.pop(), found.is_empty()) {
        (None, _) => Err(no_event(words)),
        (Some(event), true) if verb == ICS => Ok(calendar_of(&event, &now)),
        (Some(event), true) => Ok(Outcome::Card(
            page_as(verb, &event, &now, place),
            Seen::AsSet,
        )),
        (Some(last), false) => {
            found.push(last);
            Ok(which(place, verb, words, (&found, &now)))
        }
    }
}

/// A menu of the events that are meant, for the asker.
pub(in crate::discord::commands) fn which(
    place: &Place,
    verb: &str,
    words: &str,
    (found, now): (&[Dossier], &Moment),
) -> Outcome {
    let menu = own_id(commands::EVENT.name, PICK, &place.archive, verb);
    let card = event::which(words, found, now, menu);
    Outcome::Card(card, Seen::ByAsker)
}

/// An event as a calendar file, for the asker.
fn calendar_of(event: &Dossier, now: &Moment) -> Outcome {
    let (title, one) = (&event.view.title, std::slice::from_ref(event));
    let file = dateline_render::calendar(title, one, now);
    let card = event::calendar_card(title, dateline_render::dated(one), 1);
    let file = File::text(event::calendar_file(title), file);
    Outcome::File(card, file, Seen::ByAsker)
}

/// What a verb shows of an event: its first page, or the answer of `/when`.
pub(in crate::discord::commands) fn page_as(
    verb: &str,
    event: &Dossier,
    now: &Moment,
    place: &Place,
) -> Card {
    if verb == WHEN {
        let card = event::answer(event, now, place.asked);
        return acts::with_acts(card, event, &place.archive);
    }
    let pages = page_of(verb, event, now, place);
    asking(place, &written(verb, &event.id)).first(&pages)
}

/// The events that words, or an id out of the list of choices, mean.
pub(in crate::discord::commands) async fn meant(
    bot: &Bot,
    place: &Place,
    words: &str,
) -> Result<(Vec<Dossier>, Moment), Fault> {
    let (archive, words) = (place.archive.clone(), words.to_owned());
    pages::at_desk(bot, place, move |desk, now| {
        desk.event_named(&archive, &words, now)
    })
    .await
}

pub(in crate::discord::commands) fn no_event(words: &str) -> Fault {
    let given = words.to_owned();
    Notice::Event(EventNotice::NoEvent { given }).into()
}

/// The event that was chosen out of a menu, in place of the menu.
pub(super) async fn chosen(
    bot: &Bot,
    place: &Place,
    verb: &str,
    id: &EventId,
) -> Result<Outcome, Fault> {
    let (event, now) = one(bot, place, id).await?;
    if verb == ICS {
        return Ok(calendar_of(&event, &now));
    }
    Ok(pages::update(&page_as(verb, &event, &now, place)))
}

/// The event of a button of an answer, for who pressed it alone.
pub(super) async fn privately(
    bot: &Bot,
    place: &Place,
    verb: &str,
    id: &EventId,
) -> Result<Outcome, Fault> {
    let (event, now) = one(bot, place, id).await?;
    if verb == ICS {
        return Ok(calendar_of(&event, &now));
    }
    let card = page_as(verb, &event, &now, place);
    Ok(Outcome::Card(card, Seen::ByAsker))
}

/// An event by its id; one that is gone, or is another archive's, is told so.
pub(super) async fn one(
    bot: &Bot,
    place: &Place,
    id: &EventId,
) -> Result<(Dossier, Moment), Fault> {
    let (archive, id) = (place.archive.clone(), id.clone());
    let found = pages::at_desk(bot, place, move |desk, now| desk.event(&archive, &id, now));
    let (found, now) = found.await?;
    let found = found.ok_or(Notice::Event(EventNotice::StaleEvent))?;
    Ok((found, now))
}

/// Another page of an event.
pub(super) async fn turn(
    bot: &Bot,
    pressed: &ComponentInteraction,
    place: &Place,
) -> Result<Outcome, Fault> {
    let press = Press::read(pressed, place)?;
    let (verb, id) = press.given.split_once(' ').ok_or(Notice::StaleList)?;
    let id = id.parse().map_err(|_| Notice::StaleList)?;
    let (event, now) = one(bot, place, &id).await?;
    let pages = page_of(verb, &event, &now, place);
    Ok(asking(place, &press.given).turn(&press, &pages))
}

fn page_of(verb: &str, event: &Dossier, now: &Moment, place: &Place) -> Pages {
    if verb == HISTORY {
        event::history(event, now, place.asked)
    } else {
        event::shown(event, now, place.asked)
    }
}

/// The page of an event that was just corrected.
pub(super) fn page(event: &Dossier, now: &Moment, place: &Place) -> Card {
    let pages = page_of(SHOW, event, now, place);
    asking(place, &written(SHOW, &event.id)).first(&pages)
}

fn written(verb: &str, id: &EventId) -> String {
    format!("{verb} {id}")
}

fn asking<'a>(place: &'a Place, given: &'a str) -> Asking<'a> {
    Asking {
        command: commands::EVENT.name,
        place,
        given,
    }
}
