//! The Discord bot: what comes from Discord is answered from the desk.
//!
//! Raw serenity, without a framework: commands are a list of ours, so that every reply, error and registration goes one
//! way. Nothing from Discord is logged but ids of our own faults; tokens and message contents never are.

mod acts;
mod bot;
mod command;
mod commands;
mod customs;
mod download;
mod events;
mod fault;
mod limits;
mod link;
mod message;
mod message_words;
mod pages;
mod permits;
mod place;
mod posting;
mod publishing;
mod register;
mod reply;
mod retention;
mod rights;
mod seen;

pub(crate) use bot::Bot;
pub(crate) use limits::Limits;
pub(crate) use link::{Link, Patience};
pub(crate) use posting::keep_posting;
pub(crate) use publishing::keep_in_step;
pub(crate) use retention::keep_forgetting;

use crate::feeds::Word;
use dateline_core::Feed;
use dateline_render::Trouble;
use events::Events;
use serenity::{
    Client,
    all::{ChannelId, GatewayIntents},
};
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;
use tracing::{info, warn};

/// Servers, and messages that mention the bot or are written to it; nothing privileged.
const INTENTS: GatewayIntents = GatewayIntents::GUILDS
    .union(GatewayIntents::GUILD_MESSAGES)
    .union(GatewayIntents::DIRECT_MESSAGES);

/// How long answers under way may take to finish when the bot is told to stop.
const LAST_ANSWERS: Duration = Duration::from_millis(2_500);

/// How long the farewell to Discord may take: serenity alone waits 5 seconds for a connection that is just being made.
const FAREWELL: Duration = Duration::from_millis(500);

/// Runs the bot until it is told to stop, or until Discord refuses it for good.
pub(crate) async fn run(
    link: Link,
    bot: Arc<Bot>,
    mut stop: watch::Receiver<bool>,
) -> Result<(), Trouble> {
    bot.is_linked_by(&link);
    let connect = connect(&link, &bot);
    let mut client = tokio::select! {
        client = connect => client?,
        _ = stop.wait_for(|stop| *stop) => return Ok(()),
    };
    let shards = Arc::clone(&client.shard_manager);
    let registering = tokio::spawn(register::keep_trying(link, Arc::clone(&bot)));
    let ended = tokio::select! {
        ended = client.start() => ended.map_err(|error| link::refusal(&error)),
        _ = stop.wait_for(|stop| *stop) => {
            bot.finish_answers(LAST_ANSWERS).await;
            // Discord notices by itself that a bot without a farewell is gone.
            let _ = tokio::time::timeout(FAREWELL, shards.shutdown_all()).await;
            Ok(())
        }
    };
    registering.abort();
    ended
}

/// Tells a channel, once, that a feed broke or works again. Where the bot may not write there, only the log says so.
pub(crate) async fn tell_of_feed(link: Link, channel: u64, feed: Feed, word: Word) {
    let card = dateline_render::discord::feeds::word(&feed, word == Word::WorksAgain);
    let told = reply::tell(link.requests(), ChannelId::new(channel), &card).await;
    if let Err(error) = told {
        warn!(
            "a channel could not be told of a feed: {}",
            link::told(&error)
        );
    }
}

async fn connect(link: &Link, bot: &Arc<Bot>) -> Result<Client, Trouble> {
    let application = link.application().await?;
    bot.is_application(application.id);
    info!(
        "{}",
        dateline_render::discord::invitation(Some(&application.id.to_string()))
    );
    let gateway = link.gateway().await?;
    let built = serenity::client::ClientBuilder::new_with_http(link.http(), INTENTS)
        .event_handler(Events::new(Arc::clone(bot)))
        .await;
    let client = built.map_err(|error| link::refusal(&error))?;
    // The builder asks once more and falls back on an address of its own; what was answered before stands.
    *client.ws_url.lock().await = gateway;
    Ok(client)
}
