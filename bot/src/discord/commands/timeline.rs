//! `/timeline`: the events of a topic, the oldest first, page by page.

use super::{agenda::words_of, save::text};
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome, option},
    fault::Fault,
    pages::{self, Asking, Press},
    place::Place,
    reply::Seen,
};
use dateline_core::{Coverage, Dossier, Moment};
use dateline_render::discord::{Notice, commands, lists};
use serenity::all::{
    CommandInteraction, CommandOptionType, ComponentInteraction, CreateCommandOption,
};

/// The most letters of a topic: it stands in the ids of buttons.
const TOPIC: u16 = 60;

pub(super) const COMMAND: Command = Command {
    described: commands::TIMELINE,
    found: Found::Typed,
    options,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: None,
    form: None,
    press: Some(|bot, given| Box::pin(turn(bot, given)) as Deed<'_>),
};

fn options() -> Vec<CreateCommandOption> {
    let topic = commands::TIMELINE_TOPIC;
    let option = option(CommandOptionType::String, topic);
    vec![option.required(true).max_length(TOPIC)]
}

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    let options = given.data.options();
    let topic = text(&options, commands::TIMELINE_TOPIC).trim();
    let topic = words_of(Some(topic), commands::TIMELINE_TOPIC)?.unwrap_or_default();
    let (found, coverage, now) = looked_up(bot, &place, &topic).await?;
    if let Some(card) = lists::begin(coverage, place.asked) {
        return Ok(Outcome::Card(card, Seen::AsSet));
    }
    let pages = lists::timeline(&topic, &found, coverage, &now, place.asked);
    Ok(asking(&place, &topic).begin(&pages))
}

async fn turn(bot: &Bot, pressed: &ComponentInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_press(pressed);
    let press = Press::read(pressed, &place)?;
    let topic = words_of(Some(&press.given), commands::TIMELINE_TOPIC);
    let topic = topic.ok().flatten().ok_or(Notice::StaleList)?;
    let (found, coverage, now) = looked_up(bot, &place, &topic).await?;
    let pages = lists::timeline(&topic, &found, coverage, &now, place.asked);
    Ok(asking(&place, &topic).turn(&press, &pages))
}

async fn looked_up(
    bot: &Bot,
    place: &Place,
    topic: &str,
) -> Result<(Vec<Dossier>, Coverage, Moment), Fault> {
    let (archive, topic) = (place.archive.clone(), topic.to_owned());
    let looked_up = pages::at_desk(bot, place, move |desk, now| {
        Ok((
            desk.timeline(&archive, &topic, now)?,
            desk.coverage(&archive, now)?,
        ))
    });
    let ((found, coverage), now) = looked_up.await?;
    Ok((found, coverage, now))
}

fn asking<'a>(place: &'a Place, given: &'a str) -> Asking<'a> {
    Asking {
        command: commands::TIMELINE.name,
        place,
        given,
    }
}
