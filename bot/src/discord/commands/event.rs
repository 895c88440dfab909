//! `/event`: one event, how it changed, reminders of it, and the verbs that correct it; with the buttons of its cards.

mod correct;
mod form;
pub(super) mod look;
mod options;
mod publish;
pub(super) mod remind;

use super::save::text;
use crate::discord::{
    acts::{FIX, HISTORY, ICS, PICK, PUBLISH, REMIND, SHOW, UNDO},
    bot::Bot,
    command::{Command, Deed, Found, Outcome, Suggesting, typed},
    fault::Fault,
    pages::own_parts,
    place::Place,
};
use dateline_core::{Dossier, EventId};
use dateline_render::discord::{EventNotice, Notice, commands, event};
use serenity::all::{
    CommandInteraction, ComponentInteraction, ComponentInteractionDataKind, Http, ModalInteraction,
    ResolvedOption, ResolvedValue,
};

pub(super) const COMMAND: Command = Command {
    described: commands::EVENT,
    found: Found::Typed,
    options: options::options,
    run: |bot, http, given| Box::pin(run(bot, http, given)) as Deed<'_>,
    suggest: Some(|bot, given| Box::pin(suggest(bot, given)) as Suggesting<'_>),
    form: Some(|bot, http, given| Box::pin(take(bot, http, given)) as Deed<'_>),
    press: Some(|bot, given| Box::pin(press(bot, given)) as Deed<'_>),
};

async fn run(bot: &Bot, http: &Http, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let options = given.data.options();
    let Some(ResolvedOption {
        name,
        value: ResolvedValue::SubCommand(inner),
        ..
    }) = options.first()
    else {
        return Err(Fault::Unexpected("an event command without a verb"));
    };
    let place = Place::of_command(given);
    let is = |described: commands::Described| described.name == *name;
    let verbs = [
        (commands::EVENT_SHOW, SHOW),
        (commands::EVENT_HISTORY, HISTORY),
        (commands::EVENT_ICS, ICS),
    ];
    if let Some((_, verb)) = verbs.into_iter().find(|(described, _)| is(*described)) {
        let words = text(inner, commands::WHICH_EVENT);
        return look::named(bot, &place, verb, words).await;
    }
    if is(commands::EVENT_PUBLISH) {
        return publish::run(bot, http, &place, given, inner).await;
    }
    if is(commands::EVENT_REMIND) {
        return remind::run(bot, &place, given, inner).await;
    }
    if is(commands::EVENT_REMINDERS) {
        return remind::listed(bot, &place, text(inner, commands::REMINDER)).await;
    }
    correct::run(bot, &place, given, (name, inner)).await
}

/// The form that publishes an event, or the one that corrects it.
async fn take(bot: &Bot, http: &Http, given: &ModalInteraction) -> Result<Outcome, Fault> {
    let verb = given.data.custom_id.split(':').nth(1);
    if verb == Some(PUBLISH) {
        return publish::take(bot, http, given).await;
    }
    form::take(bot, given).await
}

/// A page that is turned, a choice out of a menu, a correction taken back, a form asked for.
async fn press(bot: &Bot, pressed: &ComponentInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_press(pressed);
    let id = &pressed.data.custom_id;
    let is_page = |verb: &str| verb.bytes().all(|b| b.is_ascii_digit());
    if id.split(':').nth(1).is_some_and(is_page) {
        return look::turn(bot, pressed, &place).await;
    }
    let stale = Notice::Event(EventNotice::StaleEvent);
    let (verb, rest) = own_parts(id, &place.archive).ok_or(stale.clone())?;
    match (verb, &pressed.data.kind) {
        (PICK, ComponentInteractionDataKind::StringSelect { values }) => {
            let chosen = values.first().and_then(|value| value.parse().ok());
            let chosen = chosen.ok_or(stale)?;
            if let Some(wish) = remind::Wish::read(rest) {
                return remind::chosen(bot, &place, pressed, (&wish, &chosen)).await;
            }
            look::chosen(bot, &place, rest, &chosen).await
        }
        (UNDO, _) => correct::take_back(bot, &place, pressed, rest).await,
        (FIX, _) => {
            let id = rest.parse().map_err(|_| stale)?;
            form::open(bot, &place, pressed.member.as_ref(), &id).await
        }
        (REMIND, _) => remind::press(bot, &place, pressed, rest).await,
        (SHOW | HISTORY | ICS, _) => {
            let id: EventId = rest.parse().map_err(|_| stale)?;
            look::privately(bot, &place, verb, &id).await
        }
        _ => Err(stale.into()),
    }
}

/// What completes the option that is being typed: events, hidden ones to be restored, or corrections to be taken back.
async fn suggest(bot: &Bot, given: &CommandInteraction) -> Result<Vec<(String, String)>, Fault> {
    let options = given.data.options();
    let verb = options
        .first()
        .map(|option| option.name)
        .unwrap_or_default();
    let typed = typed(given);
    let place = Place::of_command(given);
    let focused = given.data.autocomplete().map(|option| option.name);
    if focused == Some(commands::REMIND_BEFORE.name) {
        return Ok(remind::leads(&typed));
    }
    if focused == Some(commands::REMINDER.name) {
        return remind::choices(bot, &place, &typed).await;
    }
    if verb == commands::EVENT_UNDO.name {
        return correct::corrections(bot, &place, &typed).await;
    }
    let is_restoring = verb == commands::EVENT_RESTORE.name;
    let archive = place.archive.clone();
    let choices = bot.at_desk(&place, move |desk, now| {
        let found = if is_restoring {
            desk.hidden_events(&archive, now)?
        } else {
            desk.events_like(&archive, &typed, now, event::MOST)?
        };
        let choice = |found: &Dossier| (event::choice(found, now), found.id.to_string());
        Ok(found.iter().map(choice).collect())
    });
    choices.await
}
