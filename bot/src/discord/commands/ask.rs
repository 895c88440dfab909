//! `/ask`: a question, answered where all can see it.

use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome, option},
    fault::Fault,
    place::Place,
    reply::Seen,
};
use dateline_render::discord::commands;
use serenity::all::{CommandInteraction, CommandOptionType, CreateCommandOption, ResolvedValue};

pub(super) const COMMAND: Command = Command {
    described: commands::ASK,
    found: Found::Typed,
    options,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: None,
    form: None,
    press: None,
};

fn options() -> Vec<CreateCommandOption> {
    let question = commands::QUESTION;
    // No greatest length: a question that is too long is told so in our words, and where to put a story.
    let option = option(CommandOptionType::String, question);
    vec![option.required(true)]
}

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    let options = given.data.options();
    let question = options.iter().find_map(|option| match option.value {
        ResolvedValue::String(text) => Some(text),
        _ => None,
    });
    let card = bot.answer(&place, question.unwrap_or_default()).await?;
    Ok(Outcome::Card(card, Seen::AsSet))
}
