//! Whether the bot may post in a channel: asked of Discord when people choose one, and again when they press the button.

use super::{
    bot::Bot,
    command::Outcome,
    fault::Fault,
    link,
    pages::{self, own_id, own_parts},
    place::Place,
};
use dateline_render::discord::{Card, Notice, permits};
use serenity::all::{ChannelId, ComponentInteraction, Permissions};
use std::time::Duration;

/// What it takes to post there.
const NEEDED: [(Permissions, &str); 3] = [
    (Permissions::VIEW_CHANNEL, "View Channel"),
    (Permissions::SEND_MESSAGES, "Send Messages"),
    (Permissions::EMBED_LINKS, "Embed Links"),
];

/// Longer than that nobody waits for an answer.
const BUDGET: Duration = Duration::from_millis(1_500);

/// The verb of the ids of the button.
const CHECK: &str = "check";

/// The card, with what the bot lacks in the channel; where Discord does not tell, the card as it is.
pub(super) async fn checked(
    bot: &Bot,
    place: &Place,
    command: &str,
    (channel, card): (u64, Card),
) -> Card {
    let missing = missing(bot, channel).await;
    if missing.is_empty() {
        return card;
    }
    permits::lacking(&card, channel, &missing, id(place, command, channel))
}

/// A press of the button.
pub(super) async fn recheck(
    bot: &Bot,
    pressed: &ComponentInteraction,
    command: &str,
) -> Result<Outcome, Fault> {
    let place = Place::of_press(pressed);
    let own = own_parts(&pressed.data.custom_id, &place.archive);
    let channel = own.filter(|(verb, _)| *verb == CHECK);
    let channel: Option<u64> = channel.and_then(|(_, channel)| channel.parse().ok());
    let channel = channel.ok_or(Notice::Stale)?;
    let missing = missing(bot, channel).await;
    let card = if missing.is_empty() {
        permits::complete(channel)
    } else {
        permits::still_lacking(channel, &missing, id(&place, command, channel))
    };
    Ok(pages::update(&card))
}

fn id(place: &Place, command: &str, channel: u64) -> String {
    own_id(command, CHECK, &place.archive, &channel.to_string())
}

/// The names of what the bot lacks there; none where it lacks nothing, or nobody can tell.
async fn missing(bot: &Bot, channel: u64) -> Vec<&'static str> {
    let asked = tokio::time::timeout(BUDGET, held(bot, channel)).await;
    let Ok(Some(held)) = asked else {
        return Vec::new();
    };
    let lacking = NEEDED.into_iter().filter(|(one, _)| !held.contains(*one));
    lacking.map(|(_, name)| name).collect()
}

/// What the bot may do in a channel.
async fn held(bot: &Bot, channel: u64) -> Option<Permissions> {
    let (http, me) = (bot.link()?.requests(), bot.me()?);
    let channel = match http.get_channel(ChannelId::new(channel.max(1))).await {
        Ok(channel) => channel.guild()?,
        // It is not even shown to the bot.
        Err(error) if matches!(link::status(&error), Some(403 | 404)) => {
            return Some(Permissions::empty());
        }
        Err(_) => return None,
    };
    let server = http.get_guild(channel.guild_id).await.ok()?;
    let member = http.get_member(channel.guild_id, me).await.ok()?;
    Some(server.user_permissions_in(&channel, &member))
}
