//! `/about`: what this is, what is stored here, and what is kept of whom; for the asker alone.

use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome},
    fault::Fault,
    place::Place,
    reply::Seen,
};
use dateline_render::discord::{
    commands,
    own::{self, Extent},
};
use serenity::all::CommandInteraction;

pub(super) const COMMAND: Command = Command {
    described: commands::ABOUT,
    found: Found::Typed,
    options: Vec::new,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: None,
    form: None,
    press: None,
};

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    let extent = extent(bot, &place).await?;
    let card = own::about(env!("CARGO_PKG_VERSION"), &extent, place.asked);
    Ok(Outcome::Card(card, Seen::ByAsker))
}

/// How much is stored in an archive.
pub(super) async fn extent(bot: &Bot, place: &Place) -> Result<Extent, Fault> {
    let archive = place.archive.clone();
    let extent = bot.at_desk(place, move |desk, now| {
        let sums = desk.statistics(&archive)?;
        Ok(Extent {
            articles: sums.articles,
            events: sums.events,
            corrections: desk.corrections(&archive, now)?.len() as u64,
            newest: desk.newest(&archive, now, 1)?.pop(),
            feeds: desk.feeds(&archive)?,
        })
    });
    extent.await
}
