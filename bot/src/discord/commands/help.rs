//! `/help`: what can be asked, with examples from what is stored; for the asker alone.

use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome},
    fault::Fault,
    place::Place,
    reply::Seen,
};
use dateline_render::discord::{self, commands};
use serenity::all::CommandInteraction;

/// So many examples are shown.
const EXAMPLES: usize = 3;

pub(super) const COMMAND: Command = Command {
    described: commands::HELP,
    found: Found::Typed,
    options: Vec::new,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: None,
    form: None,
    press: None,
};

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    let archive = place.archive.clone();
    let (articles, examples) = bot
        .at_desk(&place, move |desk, now| {
            let articles = desk.statistics(&archive)?.articles;
            Ok((articles, desk.some_reports(&archive, now, EXAMPLES)?))
        })
        .await?;
    let card = discord::help(place.asked, articles, &examples);
    Ok(Outcome::Card(card, Seen::ByAsker))
}
