//! `/digest`: what is posted in the channels of a server on a schedule, for those who manage it.

mod options;
mod verbs;

use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome},
    fault::Fault,
    permits,
    place::Place,
    reply::Seen,
    rights,
};
use dateline_render::discord::{Asked, commands, digest};
use serenity::all::{CommandInteraction, ResolvedOption, ResolvedValue};

pub(super) const COMMAND: Command = Command {
    described: commands::DIGEST,
    found: Found::TypedByManagers,
    options: options::options,
    run: |bot, _, given| Box::pin(run(bot, given)) as Deed<'_>,
    suggest: None,
    form: None,
    press: Some(|bot, given| {
        Box::pin(permits::recheck(bot, given, commands::DIGEST.name)) as Deed<'_>
    }),
};

async fn run(bot: &Bot, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    if place.asked == Asked::Person {
        return Ok(Outcome::Card(digest::servers_only(), Seen::ByAsker));
    }
    rights::to_schedule(&place, given.member.as_deref())?;
    let options = given.data.options();
    let (verb, inner): (&str, &[ResolvedOption<'_>]) = match options.first() {
        Some(ResolvedOption {
            name,
            value: ResolvedValue::SubCommand(inner),
            ..
        }) => (name, inner),
        _ => return Err(Fault::Unexpected("a digest command without a verb")),
    };
    let asked = verbs::Asked {
        bot,
        archive: place.archive.clone(),
        place: &place,
        person: given.user.id,
        options: options::Given(inner),
        here: given.channel_id,
        interaction: given.id,
    };
    let card = verbs::run(verb, &asked).await?;
    let posts = [
        commands::DIGEST_SET,
        commands::DIGEST_RESUME,
        commands::DIGEST_RUN,
    ];
    let card = if posts.iter().any(|described| described.name == verb) {
        let channel = asked.options.channel().unwrap_or(given.channel_id.get());
        permits::checked(bot, &place, commands::DIGEST.name, (channel, card)).await
    } else {
        card
    };
    Ok(Outcome::Card(card, Seen::ByAsker))
}
