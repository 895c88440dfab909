//! `/status`: how the bot is doing in a place, for those who manage it; for the asker alone.

use super::about::extent;
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome},
    fault::Fault,
    place::Place,
    reply::Seen,
    rights,
};
use dateline_render::discord::{commands, own};
use serenity::all::CommandInteraction;

pub(super) const COMMAND: Command = Command {
    described: commands::STATUS_OF_BOT,
    found: Found::TypedByManagers,
    options: Vec::new,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: None,
    form: None,
    press: None,
};

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    rights::to_see_status(&place, given.member.as_deref())?;
    let extent = extent(bot, &place).await?;
    let servers = bot.condition().servers;
    let now = bot.customs(&place).await?.now();
    let card = own::status(&extent, servers, &now, place.asked);
    Ok(Outcome::Card(card, Seen::ByAsker))
}
