//! `/timeline`: the events of a topic, the oldest first, page by page.

use super::{
    agenda::{Shown, words_of},
    save::text,
};
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome, option},
    fault::Fault,
    pages::{Asking, Press},
    place::Place,
    reply::Seen,
};
use dateline_render::{
    discord::{Notice, commands, lists},
    picture,
};
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
    let shown = looked_up(bot, &place, &topic).await?;
    if let Some(card) = lists::begin(shown.coverage, place.asked) {
        return Ok(Outcome::Card(card, Seen::AsSet));
    }
    Ok(asking(&place, &topic).begin_with(&shown.pages, shown.picture))
}

async fn turn(bot: &Bot, pressed: &ComponentInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_press(pressed);
    let press = Press::read(pressed, &place)?;
    let topic = words_of(Some(&press.given), commands::TIMELINE_TOPIC);
    let topic = topic.ok().flatten().ok_or(Notice::StaleList)?;
    let shown = looked_up(bot, &place, &topic).await?;
    Ok(asking(&place, &topic).turn_with(&press, &shown.pages, shown.picture))
}

async fn looked_up(bot: &Bot, place: &Place, topic: &str) -> Result<Shown, Fault> {
    let (archive, asked, topic) = (place.archive.clone(), place.asked, topic.to_owned());
    bot.at_desk(place, move |desk, now| {
        let found = desk.timeline(&archive, &topic, now)?;
        let coverage = desk.coverage(&archive, now)?;
        Ok(Shown {
            coverage,
            pages: lists::timeline(&topic, &found, coverage, now, asked),
            picture: picture::timeline(&topic, &found, now),
        })
    })
    .await
}

fn asking<'a>(place: &'a Place, given: &'a str) -> Asking<'a> {
    Asking {
        command: commands::TIMELINE.name,
        place,
        given,
    }
}
