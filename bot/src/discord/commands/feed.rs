//! `/feed`: the feeds of a server, for those who manage it.

mod options;
mod verbs;

use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome},
    fault::Fault,
    place::Place,
    reply,
};
use dateline_render::discord::commands;
use serenity::all::{CommandInteraction, CreateAttachment, Http, ResolvedOption, ResolvedValue};

pub(super) const COMMAND: Command = Command {
    described: commands::FEED,
    found: Found::TypedByManagers,
    options: options::options,
    run: |bot, http, given| Box::pin(run(bot, http, given)) as Deed<'_>,
    form: None,
    press: None,
};

/// Every verb may fetch or wait for the archive: the person is told to wait first.
async fn run(bot: &Bot, http: &Http, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let options = given.data.options();
    let (verb, inner): (&str, &[ResolvedOption<'_>]) = match options.first() {
        Some(ResolvedOption {
            name,
            value: ResolvedValue::SubCommand(inner),
            ..
        }) => (name, inner),
        _ => return Err(Fault::Unexpected("a feed command without a verb")),
    };
    reply::respond(http, (given.id, &given.token), reply::later()).await?;
    let office = bot.office(&Place::of_command(given));
    let asked = verbs::Asked {
        bot,
        office: &office,
        options: inner,
        channel: given.channel_id,
    };
    match verbs::run(verb, &asked).await {
        Ok(verbs::Told { card, file: None }) => reply::complete(http, given, &card).await?,
        Ok(verbs::Told {
            card,
            file: Some((name, text)),
        }) => {
            let file = CreateAttachment::bytes(text.into_bytes(), name);
            reply::complete_with(http, given, &card, file).await?;
        }
        Err(fault) => {
            let card = fault.told(&format!("/feed {verb}")).card();
            reply::complete(http, given, &card).await?;
        }
    }
    Ok(Outcome::Said)
}
