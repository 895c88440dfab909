//! `/export`: what is stored, as files that other programs read; for those who manage the server.

use super::save::text;
use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome},
    fault::Fault,
    place::Place,
    reply, rights,
};
use dateline_render::{
    calendar, dated,
    discord::{Card, commands, event},
    plain,
};
use serenity::all::{
    CommandInteraction, CommandOptionType, CreateAttachment, CreateCommandOption, Http,
    ResolvedOption, ResolvedValue,
};

pub(super) const COMMAND: Command = Command {
    described: commands::EXPORT,
    found: Found::TypedByManagers,
    options,
    run: |bot, http, given| Box::pin(run(bot, http, given)) as Deed<'_>,
    suggest: None,
    form: None,
    press: None,
};

fn options() -> Vec<CreateCommandOption> {
    let option = |kind, described: commands::Described| {
        CreateCommandOption::new(kind, described.name, described.about)
    };
    let topic = option(CommandOptionType::String, commands::TOPIC).max_length(200);
    vec![option(CommandOptionType::SubCommand, commands::EXPORT_ICS).add_sub_option(topic)]
}

/// A big archive takes a while: the person is told to wait first.
async fn run(bot: &Bot, http: &Http, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    rights::to_export(&place, given.member.as_deref())?;
    let options = given.data.options();
    let inner: &[ResolvedOption<'_>] = match options.first().map(|option| &option.value) {
        Some(ResolvedValue::SubCommand(inner)) => inner,
        _ => return Err(Fault::Unexpected("an export without a form")),
    };
    reply::respond(http, (given.id, &given.token), reply::later()).await?;
    match ics(bot, &place, text(inner, commands::TOPIC).trim()).await {
        Ok((card, Some((name, file)))) => {
            let file = CreateAttachment::bytes(file.into_bytes(), name);
            reply::complete_with(http, given, &card, file).await?;
        }
        Ok((card, None)) => reply::complete(http, given, &card).await?,
        Err(fault) => {
            let card = fault.told("/export ics").card();
            reply::complete(http, given, &card).await?;
        }
    }
    Ok(Outcome::Said)
}

/// A card, with the name and the text of a file where there is one.
type Filed = (Card, Option<(String, String)>);

async fn ics(bot: &Bot, place: &Place, topic: &str) -> Result<Filed, Fault> {
    let (archive, topic) = (place.archive.clone(), topic.to_owned());
    let filed = bot.at_desk(move |desk, now| {
        let (name, found) = if topic.is_empty() {
            (plain::CALENDAR, desk.every_event(&archive, now)?)
        } else {
            (topic.as_str(), desk.timeline(&archive, &topic, now)?)
        };
        let card = event::calendar_card(name, dated(&found), found.len());
        let file = (event::calendar_file(name), calendar(name, &found, now));
        Ok((card, (dated(&found) > 0).then_some(file)))
    });
    filed.await
}
