//! **Find dates here**, in the menu of a message: the times and events in it, for the asker alone; nothing is stored.

use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome},
    fault::Fault,
    message_words::{Written, written},
    place::Place,
    reply::Seen,
};
use dateline_core::{Draft, Moment, Report};
use dateline_render::discord::{commands, found};
use serenity::all::{CommandInteraction, ResolvedTarget};

pub(super) const COMMAND: Command = Command {
    described: commands::FIND_DATES,
    found: Found::OnMessages,
    options: Vec::new,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: None,
    form: None,
    press: None,
};

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    let Written { words, at } = picked(bot, &place, given).await?;
    let read = bot.at_desk(&place, move |_, _| {
        let times = dateline_timex::times(&words, &at);
        Ok(found::found(&at, &times, &reports(&words, at)?))
    });
    Ok(Outcome::Card(read.await?, Seen::ByAsker))
}

/// The words of the message that was picked.
pub(super) async fn picked(
    bot: &Bot,
    place: &Place,
    given: &CommandInteraction,
) -> Result<Written, Fault> {
    let customs = bot.customs(place).await?;
    match given.data.target() {
        Some(ResolvedTarget::Message(message)) => Ok(written(message, &customs)),
        _ => Err(Fault::Unexpected("a message menu without a message")),
    }
}

/// The events that some words report, written at that time.
pub(super) fn reports(words: &str, at: Moment) -> Result<Vec<Report>, dateline_desk::Error> {
    let page = dateline_reader::paste(words);
    // A message has no headline: its first line is a sentence of it.
    let draft = Draft {
        text: words.to_owned(),
        language: page.language,
        ..Draft::published(at)
    };
    Ok(dateline_desk::events(draft)?)
}
