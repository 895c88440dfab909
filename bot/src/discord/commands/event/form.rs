//! The form that corrects an event: it opens with how the event is told, and what comes back otherwise is a correction.

use super::{correct, look};
use crate::discord::{
    acts::FIX,
    bot::Bot,
    command::Outcome,
    commands::save::typed,
    customs::Customs,
    fault::Fault,
    pages::{own_id, own_parts, print},
    place::Place,
    reply::{self, Seen},
    rights,
};
use dateline_core::{Amend, EventId};
use dateline_render::discord::{EventNotice, Notice, commands, event};
use serenity::all::{Member, ModalInteraction};

/// Opens the form for an event.
pub(super) async fn open(
    bot: &Bot,
    place: &Place,
    member: Option<&Member>,
    id: &EventId,
) -> Result<Outcome, Fault> {
    rights::to_correct(place, member)?;
    let (event, _) = look::one(bot, place, id).await?;
    let values = event::fix_values(&event);
    let rest = format!("{}:{}", event.id, print(&values.join("\n")));
    let id = own_id(commands::EVENT.name, FIX, &place.archive, &rest);
    let values = values.each_ref().map(String::as_str);
    let form = reply::form_as(&id, &event::FIX_FORM, values);
    Ok(Outcome::Response(Box::new(form)))
}

/// Takes the form; one that was opened for another state of the event corrects nothing.
pub(super) async fn take(bot: &Bot, given: &ModalInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_form(bot, given);
    rights::to_correct(&place, given.member.as_ref())?;
    let stale = Notice::Event(EventNotice::StaleEvent);
    let own = own_parts(&given.data.custom_id, &place.archive);
    let rest = own.filter(|(verb, _)| *verb == FIX).map(|(_, rest)| rest);
    let (id, opened) = rest
        .and_then(|rest| rest.split_once(':'))
        .ok_or(stale.clone())?;
    let id: EventId = id.parse().map_err(|_| stale)?;
    let (event, _) = look::one(bot, &place, &id).await?;
    let stood = event::fix_values(&event);
    if print(&stood.join("\n")) != opened {
        return Err(Notice::Event(EventNotice::EventChanged).into());
    }
    let values = event::FIX_FORM.inputs.map(|input| typed(given, input.id));
    let amends = changed(&bot.customs(&place).await?, values, &stood)?;
    if amends.is_empty() {
        return Err(Notice::Event(EventNotice::NothingToCorrect).into());
    }
    let card = correct::amend(bot, &place, event.id, amends).await?;
    Ok(Outcome::Card(card, Seen::ByAll))
}

/// What is said otherwise than it stood; what was emptied stays as it is.
fn changed(
    customs: &Customs,
    values: [&str; 5],
    stood: &[String; 5],
) -> Result<Vec<Amend>, Notice> {
    let mut typed = values.iter().zip(stood).map(|(value, stood)| {
        Some(value.trim()).filter(|value| !value.is_empty() && value != stood)
    });
    let mut next = || typed.next().flatten();
    let [title, date, time, status, place] = [next(), next(), next(), next(), next()];
    let mut amends = Vec::new();
    amends.extend(title.map(|title| Amend::Title(title.to_owned())));
    if let Some(date) = date {
        amends.push(Amend::Date(correct::date(customs, date)?));
    }
    if let Some(time) = time.or(date
        .and(Some(values[2]))
        .filter(|time| !time.trim().is_empty()))
    {
        let (time, zone) = correct::clock(time)?;
        amends.push(Amend::Clock(time, zone));
    }
    if let Some(status) = status {
        amends.push(Amend::Status(correct::status(status)?));
    }
    amends.extend(place.map(|place| Amend::Place(place.to_owned())));
    Ok(amends)
}
