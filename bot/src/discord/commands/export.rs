//! `/export`: what is stored, as files that other programs read; for those who manage the server.

use super::save::text;
use crate::{
    commands::export,
    discord::{
        bot::Bot,
        command::{Command, Deed, Found, Outcome, option},
        fault::Fault,
        place::Place,
        reply, rights,
    },
};
use dateline_render::{
    calendar, csv, dated,
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
    let topic = || option(CommandOptionType::String, commands::TOPIC).max_length(200);
    let forms = [
        commands::EXPORT_CSV,
        commands::EXPORT_ICS,
        commands::EXPORT_JSON,
    ];
    let form = |described| option(CommandOptionType::SubCommand, described).add_sub_option(topic());
    forms.into_iter().map(form).collect()
}

/// A big archive takes a while: the person is told to wait first.
async fn run(bot: &Bot, http: &Http, given: &CommandInteraction) -> Result<Outcome, Fault> {
    let place = Place::of_command(given);
    rights::to_export(&place, given.member.as_deref())?;
    let options = given.data.options();
    let (form, inner): (&str, &[ResolvedOption<'_>]) = match options.first() {
        Some(ResolvedOption {
            name,
            value: ResolvedValue::SubCommand(inner),
            ..
        }) => (name, inner),
        _ => return Err(Fault::Unexpected("an export without a form")),
    };
    reply::respond(http, (given.id, &given.token), reply::later()).await?;
    match written(bot, &place, form, text(inner, commands::TOPIC).trim()).await {
        Ok((card, Some((name, file)))) => {
            let file = CreateAttachment::bytes(file.into_bytes(), name);
            reply::complete_with(http, given, &card, file).await?;
        }
        Ok((card, None)) => reply::complete(http, given, &card).await?,
        Err(fault) => {
            let card = fault.told(&format!("/export {form}")).card();
            reply::complete(http, given, &card).await?;
        }
    }
    Ok(Outcome::Said)
}

/// A card, with the name and the text of a file where there is one.
type Filed = (Card, Option<(String, String)>);

async fn written(bot: &Bot, place: &Place, form: &str, topic: &str) -> Result<Filed, Fault> {
    let (archive, topic, form) = (place.archive.clone(), topic.to_owned(), form.to_owned());
    let filed = bot.at_desk(place, move |desk, now| {
        let (name, found) = if topic.is_empty() {
            (plain::CALENDAR, desk.every_event(&archive, now)?)
        } else {
            (topic.as_str(), desk.timeline(&archive, &topic, now)?)
        };
        let (file, told) = if form == commands::EXPORT_ICS.name {
            (Ok(calendar(name, &found, now)), dated(&found))
        } else if form == commands::EXPORT_CSV.name {
            (Ok(csv(&found)), found.len())
        } else {
            (export::lines(&found), found.len())
        };
        let card = event::calendar_card(name, told, found.len());
        Ok((
            card,
            (told > 0).then_some((event::file_of(name, &form), file)),
        ))
    });
    let (card, file) = filed.await?;
    Ok(match file {
        Some((name, text)) => (card, Some((name, text?))),
        None => (card, None),
    })
}
