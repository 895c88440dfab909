//! `/feed`: the feeds of a server, for those who manage it.

mod options;
mod verbs;

use crate::discord::{
    bot::Bot,
    command::{Command, Deed, Found, Outcome, Suggesting, typed},
    fault::Fault,
    permits,
    place::Place,
    reply, rights,
};
use dateline_core::Feed;
use dateline_render::discord::{Asked, Card, commands};
use serenity::all::{CommandInteraction, CreateAttachment, Http, ResolvedOption, ResolvedValue};

pub(super) const COMMAND: Command = Command {
    described: commands::FEED,
    found: Found::TypedByManagers,
    options: options::options,
    run: |bot, http, given| Box::pin(run(bot, http, given)) as Deed<'_>,
    suggest: Some(|bot, given| Box::pin(suggest(bot, given)) as Suggesting<'_>),
    form: None,
    press: Some(|bot, given| {
        Box::pin(permits::recheck(bot, given, commands::FEED.name)) as Deed<'_>
    }),
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
    let place = Place::of_command(given);
    rights::to_feed(&place, given.member.as_deref())?;
    reply::respond(http, (given.id, &given.token), reply::later()).await?;
    let office = bot.office(&place);
    let asked = verbs::Asked {
        bot,
        office: &office,
        options: inner,
        channel: given.channel_id,
    };
    match verbs::run(verb, &asked).await {
        Ok(verbs::Told { card, file: None }) => {
            let card = permitted(bot, &place, given, (verb, inner), card).await;
            reply::complete(http, given, &card).await?;
        }
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

/// The card of a feed that was just followed or changed, with what the bot lacks in its channel.
async fn permitted(
    bot: &Bot,
    place: &Place,
    given: &CommandInteraction,
    (verb, options): (&str, &[ResolvedOption<'_>]),
    card: Card,
) -> Card {
    let is_set = [commands::FEED_ADD, commands::FEED_EDIT]
        .iter()
        .any(|one| one.name == verb);
    if !is_set || place.asked == Asked::Person {
        return card;
    }
    let named = options
        .iter()
        .find(|option| option.name == commands::FEED_CHANNEL.name);
    let channel = match named.map(|option| &option.value) {
        Some(ResolvedValue::Channel(channel)) => channel.id,
        _ => given.channel_id,
    };
    permits::checked(bot, place, commands::FEED.name, (channel.get(), card)).await
}

/// The feeds whose title or address holds what is typed so far; what is chosen is the id.
async fn suggest(bot: &Bot, given: &CommandInteraction) -> Result<Vec<(String, String)>, Fault> {
    let typed = typed(given).to_lowercase();
    let place = Place::of_command(given);
    rights::to_feed(&place, given.member.as_deref())?;
    let office = bot.office(&place);
    let mut feeds = office.at_archive(|archive| archive.feeds()).await?;
    feeds.retain(|feed| {
        feed.title().to_lowercase().contains(&typed) || feed.address().contains(&typed)
    });
    feeds.sort_by_key(|feed| feed.title().to_lowercase());
    let choice = |feed: &Feed| (feed.title().to_owned(), feed.id().to_string());
    Ok(feeds.iter().map(choice).collect())
}
