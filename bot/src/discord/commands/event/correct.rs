//! Correcting an event: for those who may manage the server's events, and for everybody in their own archive.

use super::{form, look};
use crate::{
    discord::{
        acts::UNDO, bot::Bot, command::Outcome, commands::save::text, customs::Customs,
        fault::Fault, pages::own_id, place::Place, reply::Seen, rights,
    },
    given::{self, OddDate},
};
use chrono::NaiveTime;
use dateline_core::{
    Amend, Amendment, ByHand, Correction, CorrectionId, Corrector, Done, Dossier, EventId, Moment,
    NotAmended, When,
};
use dateline_render::discord::{Card, EventNotice, Notice, commands, event};
use serenity::all::{CommandInteraction, ComponentInteraction, ResolvedOption};

/// A verb with what was given to it.
type Verb<'a> = (&'a str, &'a [ResolvedOption<'a>]);

pub(super) async fn run(
    bot: &Bot,
    place: &Place,
    given: &CommandInteraction,
    (verb, options): Verb<'_>,
) -> Result<Outcome, Fault> {
    rights::to_correct(place, given.member.as_deref())?;
    let is = |described: commands::Described| described.name == verb;
    if is(commands::EVENT_ADD) {
        return add(bot, place, options).await;
    }
    if is(commands::EVENT_UNDO) {
        let typed = text(options, commands::CORRECTION);
        return undo(bot, place, &correction(typed)?).await;
    }
    let event = one(bot, place, text(options, commands::WHICH_EVENT)).await?;
    let amends = if is(commands::EVENT_FIX) {
        let amends = fixes(&bot.customs(place).await?, options)?;
        if amends.is_empty() {
            return form::open(bot, place, given.member.as_deref(), &event).await;
        }
        amends
    } else if is(commands::EVENT_HIDE) {
        vec![Amend::Hide]
    } else if is(commands::EVENT_RESTORE) {
        vec![Amend::Restore]
    } else if is(commands::EVENT_MERGE) {
        let other = one(bot, place, text(options, commands::OTHER_EVENT)).await?;
        vec![Amend::Merge(other)]
    } else if is(commands::EVENT_SPLIT) {
        vec![Amend::Split(numbers(text(options, commands::REPORTS)))]
    } else {
        return Err(Fault::Unexpected("a verb that is not in the list"));
    };
    let card = amend(bot, place, event, amends).await?;
    Ok(Outcome::Card(card, Seen::ByAll))
}

/// The one event that is meant.
pub(super) async fn one(bot: &Bot, place: &Place, words: &str) -> Result<EventId, Fault> {
    let (mut found, _) = look::meant(bot, place, words).await?;
    let events = found.len();
    match found.pop() {
        None => Err(look::no_event(words)),
        Some(event) if events == 1 => Ok(event.id),
        Some(_) => Err(Notice::Event(EventNotice::SeveralEvents {
            given: words.to_owned(),
            events,
        })
        .into()),
    }
}

fn fixes(customs: &Customs, options: &[ResolvedOption<'_>]) -> Result<Vec<Amend>, Notice> {
    let said = |described| Some(text(options, described).trim()).filter(|text| !text.is_empty());
    let mut amends = Vec::new();
    if let Some(typed) = said(commands::EVENT_DATE) {
        amends.push(Amend::Date(date(customs, typed)?));
    }
    if let Some(typed) = said(commands::EVENT_CLOCK) {
        let (time, zone) = clock(typed)?;
        amends.push(Amend::Clock(time, zone));
    }
    if let Some(typed) = said(commands::EVENT_STATUS) {
        amends.push(Amend::Status(status(typed)?));
    }
    amends.extend(said(commands::EVENT_PLACE).map(|place| Amend::Place(place.to_owned())));
    amends.extend(said(commands::EVENT_TITLE).map(|title| Amend::Title(title.to_owned())));
    Ok(amends)
}

pub(super) fn date(customs: &Customs, typed: &str) -> Result<When, Notice> {
    customs.date(typed).map_err(|odd| {
        Notice::Event(EventNotice::EventDate {
            option: commands::EVENT_DATE.name,
            given: typed.to_owned(),
            is_two: odd == OddDate::Two,
        })
    })
}

pub(super) fn clock(typed: &str) -> Result<(NaiveTime, Option<String>), Notice> {
    given::clock_in(typed).ok_or_else(|| {
        Notice::Event(EventNotice::Clock {
            option: commands::EVENT_CLOCK.name,
            given: typed.to_owned(),
        })
    })
}

pub(super) fn status(typed: &str) -> Result<dateline_core::Status, Notice> {
    event::status_typed(typed).ok_or_else(|| {
        let given = typed.to_owned();
        Notice::Event(EventNotice::NoStatus { given })
    })
}

/// The numbers in `2, 3`; a word that is none counts as no report.
fn numbers(typed: &str) -> Vec<usize> {
    let words = typed.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| word.parse().unwrap_or(0)).collect()
}

fn correction(typed: &str) -> Result<CorrectionId, Notice> {
    let id = typed.trim().parse();
    id.map_err(|why| Notice::refused_option(commands::CORRECTION.name, &why))
}

/// Corrects an event in one way after the other, and shows it with a button that takes the last one back.
pub(super) async fn amend(
    bot: &Bot,
    place: &Place,
    event: EventId,
    amends: Vec<Amend>,
) -> Result<Card, Fault> {
    let (archive, by) = (place.archive.clone(), Corrector::Person(place.person.get()));
    let done = bot.at_desk(place, move |desk, now| {
        let done = Done { by, at: *now };
        let mut last = Err(NotAmended::SameAlready);
        for amend in &amends {
            match desk.amend(&archive, &event, amend, &done)? {
                // What is so already keeps nothing else from being corrected.
                Err(NotAmended::SameAlready) => {}
                Err(why) => return Ok((Err(why), *now)),
                amended => last = amended,
            }
        }
        Ok((last, *now))
    });
    let (amended, now) = done.await?;
    let event = amended.map_err(|why| Notice::Event(EventNotice::NotAmended(why)))?;
    Ok(shown(place, &event, &now))
}

fn shown(place: &Place, event: &Dossier, now: &Moment) -> Card {
    let last = event.corrected.iter().map(|one| &one.correction);
    let last = last
        .filter(|one| one.undone.is_none())
        .max_by_key(|one| one.id);
    let undo = last.map(|last| {
        let id = last.id.to_string();
        own_id(commands::EVENT.name, UNDO, &place.archive, &id)
    });
    event::amended(look::page(event, now, place), undo)
}

async fn add(bot: &Bot, place: &Place, options: &[ResolvedOption<'_>]) -> Result<Outcome, Fault> {
    let said = |described| Some(text(options, described).trim()).filter(|text| !text.is_empty());
    let title = said(commands::EVENT_TITLE).unwrap_or_default();
    if !title.contains(char::is_alphanumeric) {
        let option = commands::EVENT_TITLE.name;
        return Err(Notice::NoWords { option }.into());
    }
    let customs = bot.customs(place).await?;
    let day = date(&customs, text(options, commands::EVENT_DATE))?;
    let when = match said(commands::EVENT_CLOCK).map(clock).transpose()? {
        None => day,
        Some((time, zone)) => {
            let whole = day.at_clock(time, zone.as_deref());
            whole.ok_or(Notice::Event(EventNotice::NotAmended(NotAmended::NoDay)))?
        }
    };
    let given = ByHand {
        title: title.to_owned(),
        when,
        place: said(commands::EVENT_PLACE).map(str::to_owned),
    };
    let (archive, by) = (place.archive.clone(), Corrector::Person(place.person.get()));
    let added = bot.at_desk(place, move |desk, now| {
        let done = Done { by, at: *now };
        Ok((desk.add_event(&archive, &given, &done)?, *now))
    });
    let (added, now) = added.await?;
    let event = added.ok_or(Fault::Unexpected(
        "an event that is gone as soon as it is added",
    ))?;
    Ok(Outcome::Card(shown(place, &event, &now), Seen::ByAll))
}

/// The button below a correction.
pub(super) async fn take_back(
    bot: &Bot,
    place: &Place,
    pressed: &ComponentInteraction,
    id: &str,
) -> Result<Outcome, Fault> {
    rights::to_correct(place, pressed.member.as_ref())?;
    undo(bot, place, &correction(id)?).await
}

async fn undo(bot: &Bot, place: &Place, id: &CorrectionId) -> Result<Outcome, Fault> {
    let (archive, by, id) = (
        place.archive.clone(),
        Corrector::Person(place.person.get()),
        *id,
    );
    let undone = bot.at_desk(place, move |desk, now| {
        let done = Done { by, at: *now };
        Ok((desk.undo(&archive, id, &done)?, *now))
    });
    let (undone, now) = undone.await?;
    let undone = undone.map_err(|why| Notice::Event(EventNotice::NotAmended(why)))?;
    let card = match (&undone.event, &undone.correction.what) {
        (Some(event), _) => event::amended(look::page(event, &now, place), None),
        (None, Amendment::Add) => event::removed(&undone.correction),
        (None, _) => event::taken_back(&undone.correction),
    };
    Ok(Outcome::Card(card, Seen::ByAll))
}

/// The corrections that can be taken back, the latest first, as far as they hold what is typed.
pub(super) async fn corrections(
    bot: &Bot,
    place: &Place,
    typed: &str,
) -> Result<Vec<(String, String)>, Fault> {
    let (archive, typed) = (place.archive.clone(), typed.to_lowercase());
    let kept = bot.at_desk(place, move |desk, now| desk.corrections(&archive, now));
    let kept = kept.await?.into_iter().rev().map(|kept| kept.correction);
    let choice = |one: Correction| (event::correction_choice(&one), one.id.to_string());
    let choices = kept.filter(|one| one.undone.is_none()).map(choice);
    Ok(choices
        .filter(|(name, _)| name.to_lowercase().contains(&typed))
        .collect())
}
