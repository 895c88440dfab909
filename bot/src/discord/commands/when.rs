//! `/when`: the date of one event, chosen while its title is typed; words that mean no event are asked as a question.

use super::{event::look, save::text};
use crate::discord::{
    acts::WHEN,
    bot::Bot,
    command::{Command, Deed, Found, Outcome, Suggesting, option, typed},
    fault::Fault,
    place::Place,
    reply::Seen,
};
use dateline_core::{Dossier, EventId, Moment};
use dateline_render::discord::{Notice, commands, event};
use serenity::all::{
    CommandInteraction, CommandOptionType, CreateCommandOption, ResolvedOption, ResolvedValue,
};

/// Which events are looked at.
const UPCOMING: &str = "upcoming";
const PAST: &str = "past";
const ANY: &str = "any";

pub(super) const COMMAND: Command = Command {
    described: commands::WHEN,
    found: Found::Typed,
    options,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: Some(|bot, given| Box::pin(suggest(bot, given)) as Suggesting<'_>),
    form: None,
    press: None,
};

fn options() -> Vec<CreateCommandOption> {
    let ranges = [UPCOMING, PAST, ANY].into_iter();
    let range = option(CommandOptionType::String, commands::WHEN_RANGE);
    vec![
        option(CommandOptionType::String, commands::WHAT)
            .required(true)
            .max_length(200)
            .set_autocomplete(true),
        ranges.fold(range, |option, word| option.add_string_choice(word, word)),
        option(CommandOptionType::Boolean, commands::PRIVATE),
    ]
}

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    let options = given.data.options();
    let words = text(&options, commands::WHAT).trim();
    if !words.contains(char::is_alphanumeric) {
        let option = commands::WHAT.name;
        return Err(Notice::NoWords { option }.into());
    }
    let seen = if is_private(&options) {
        Seen::ByAsker
    } else {
        Seen::AsSet
    };
    let (mut found, now) = look::meant(bot, &place, words).await?;
    let range = text(&options, commands::WHEN_RANGE);
    let is_known = !found.is_empty();
    // An id out of the list means that very event, whenever it is.
    let is_id = words.parse::<EventId>().is_ok();
    found.retain(|event| is_id || is_within(event, range, &now));
    if let [event] = found.as_slice() {
        return Ok(Outcome::Card(
            look::page_as(WHEN, event, &now, &place),
            seen,
        ));
    }
    if !found.is_empty() {
        return Ok(look::which(&place, WHEN, words, (&found, &now)));
    }
    if is_known {
        let card = event::none_in_range(words, range == UPCOMING);
        return Ok(Outcome::Card(card, seen));
    }
    let card = bot.answer(&place, &format!("when is {words}")).await?;
    Ok(Outcome::Card(card, seen))
}

fn is_private(options: &[ResolvedOption<'_>]) -> bool {
    options
        .iter()
        .any(|option| matches!(option.value, ResolvedValue::Boolean(true)))
}

fn is_within(event: &Dossier, range: &str, now: &Moment) -> bool {
    let when = event.view.when.as_ref();
    let is_over = when.is_some_and(|when| when.interval.end() <= now.wall());
    match range {
        UPCOMING => !is_over,
        PAST => is_over,
        _ => true,
    }
}

async fn suggest(bot: &Bot, given: &CommandInteraction) -> Result<Vec<(String, String)>, Fault> {
    let typed = typed(given);
    let place = Place::of_command(given);
    let archive = place.archive.clone();
    let choices = bot.at_desk(&place, move |desk, now| {
        let found = desk.events_like(&archive, &typed, now, event::MOST)?;
        let choice = |found: &Dossier| (event::choice(found, now), found.id.to_string());
        Ok(found.iter().map(choice).collect())
    });
    choices.await
}
