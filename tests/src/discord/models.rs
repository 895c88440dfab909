//! The JSON objects of Discord's API: users, members, servers, channels, messages.

use super::state::{Account, Channel, Guild, Place, Post, Snowflake, State};
use serde_json::{Value as Json, json};

/// Every moment is this one: the fake has no clock.
pub(crate) const MOMENT: &str = "2026-11-23T12:00:00.000000+00:00";
/// Message flag: only the person who caused the message sees it.
pub(crate) const EPHEMERAL: u64 = 1 << 6;
/// Message flag: a deferred answer that has not been edited yet.
pub(crate) const LOADING: u64 = 1 << 7;

/// What the bot may do in a channel: everything but administration.
const BOT_PERMISSIONS: &str = "2222085186649792";

/// The same without Read Message History.
const WITHOUT_HISTORY: &str = "2222085186584256";

pub(crate) fn user(account: &Account) -> Json {
    json!({
        "id": account.id.to_string(),
        "username": account.name,
        "global_name": if account.is_bot { Json::Null } else { json!(account.name) },
        "discriminator": if account.is_bot { "4242" } else { "0" },
        "avatar": null,
        "bot": account.is_bot,
        "public_flags": 0,
        "flags": 0,
    })
}

/// A member object without its user, as messages carry it.
pub(crate) fn partial_member() -> Json {
    json!({
        "nick": null,
        "avatar": null,
        "banner": null,
        "roles": [],
        "joined_at": MOMENT,
        "premium_since": null,
        "deaf": false,
        "mute": false,
        "flags": 0,
        "pending": false,
        "communication_disabled_until": null,
        "unusual_dm_activity_until": null,
    })
}

/// A member object as interactions carry it.
pub(crate) fn member(account: &Account, permissions: u64, roles: &[String]) -> Json {
    let mut member = partial_member();
    member["roles"] = json!(roles);
    member["user"] = user(account);
    member["permissions"] = json!(permissions.to_string());
    member
}

pub(crate) fn channel(state: &State, channel: &Channel) -> Json {
    let id = channel.id.to_string();
    match channel.place {
        Place::Server(guild) => json!({
            "id": id, "type": 0, "guild_id": guild.to_string(), "name": channel.name,
            "position": 0, "permission_overwrites": [], "nsfw": false, "topic": null, "flags": 0,
            "last_message_id": null, "parent_id": null, "rate_limit_per_user": 0,
        }),
        Place::Direct(person) => json!({
            "id": id, "type": 1, "last_message_id": null, "flags": 0,
            "recipients": state.account(person).map(user).into_iter().collect::<Vec<_>>(),
        }),
    }
}

/// A channel object as interactions carry it.
pub(crate) fn interaction_channel(state: &State, place: &Channel) -> Json {
    let mut object = channel(state, place);
    object["permissions"] = json!(BOT_PERMISSIONS);
    object
}

/// What an interaction says the bot may do where it happens.
pub(crate) fn app_permissions(state: &State) -> Json {
    let all: u64 = BOT_PERMISSIONS.parse().expect("bits");
    let events = if state.forbids_events {
        0
    } else {
        CREATE_EVENTS
    };
    json!((all & !CREATE_EVENTS | events).to_string())
}

/// Send Messages and Embed Links.
const POSTING: u64 = 1 << 11 | 1 << 14;

/// May make events of a server, and change its own.
const CREATE_EVENTS: u64 = 1 << 44;

/// A server with its channels, as GUILD_CREATE brings it.
pub(crate) fn guild(state: &State, guild: &Guild) -> Json {
    let id = guild.id.to_string();
    let here = Place::Server(guild.id);
    let channels = state.channels.iter().filter(|open| open.place == here);
    let channels: Vec<Json> = channels.map(|open| channel(state, open)).collect();
    let mut bot = partial_member();
    bot["user"] = user(&state.bot);
    let mut event = json!({
        "id": id, "name": guild.name, "roles": [everyone(state, guild)], "channels": channels,
        "owner_id": state.people.first().map_or(state.bot.id, |owner| owner.id).to_string(),
        "member_count": state.people.len() + 1, "members": [bot],
        "joined_at": MOMENT, "large": false, "unavailable": false, "preferred_locale": "en-US",
        "max_members": 500_000, "afk_timeout": 300, "widget_enabled": false,
        "premium_progress_bar_enabled": false,
    });
    for list in EMPTY_LISTS {
        event[list] = json!([]);
    }
    for choice in UNCHANGED_SETTINGS {
        event[choice] = json!(0);
    }
    for absent in ABSENT_PARTS {
        event[absent] = Json::Null;
    }
    event
}

const EMPTY_LISTS: [&str; 9] = [
    "emojis",
    "features",
    "stickers",
    "voice_states",
    "threads",
    "presences",
    "stage_instances",
    "guild_scheduled_events",
    "soundboard_sounds",
];

const UNCHANGED_SETTINGS: [&str; 8] = [
    "verification_level",
    "default_message_notifications",
    "explicit_content_filter",
    "mfa_level",
    "system_channel_flags",
    "premium_tier",
    "premium_subscription_count",
    "nsfw_level",
];

const ABSENT_PARTS: [&str; 12] = [
    "icon",
    "splash",
    "discovery_splash",
    "afk_channel_id",
    "application_id",
    "system_channel_id",
    "rules_channel_id",
    "vanity_url_code",
    "description",
    "banner",
    "public_updates_channel_id",
    "safety_alerts_channel_id",
];

/// The role that everyone has; its id is the server's own.
fn everyone(state: &State, guild: &Guild) -> Json {
    let mut role = role(state, &guild.id.to_string());
    role["name"] = json!("@everyone");
    role
}

/// A role of that id.
pub(crate) fn role(state: &State, id: &str) -> Json {
    let permissions = if state.hides_history {
        WITHOUT_HISTORY
    } else {
        BOT_PERMISSIONS
    };
    let bits: u64 = permissions.parse().expect("bits");
    let denied = if state.forbids_posting { POSTING } else { 0 };
    let permissions = (bits & !denied).to_string();
    json!({
        "id": id, "name": "role", "color": 0,
        "colors": {"primary_color": 0, "secondary_color": null, "tertiary_color": null},
        "hoist": false, "icon": null, "unicode_emoji": null, "position": 0,
        "permissions": permissions, "managed": false, "mentionable": false, "flags": 0,
    })
}

/// An application object as `applications/@me` gives it.
pub(crate) fn application(state: &State) -> Json {
    json!({
        "id": state.bot.id.to_string(), "name": state.bot.name, "icon": null,
        "description": "", "summary": "", "type": null, "bot_public": true,
        "bot_require_code_grant": false, "verify_key": "00", "flags": 0, "team": null,
        "owner": state.people.first().map_or_else(|| user(&state.bot), user),
        "redirect_uris": [], "interactions_endpoint_url": null,
    })
}

/// A new message object, before anything is said in it.
pub(crate) fn message(state: &State, id: Snowflake, channel: Snowflake, author: &Account) -> Json {
    let mut message = json!({
        "id": id.to_string(), "channel_id": channel.to_string(), "author": user(author),
        "content": "", "timestamp": MOMENT, "edited_timestamp": null, "tts": false,
        "mention_everyone": false, "mentions": [], "mention_roles": [], "attachments": [],
        "embeds": [], "pinned": false, "type": 0, "flags": 0, "components": [],
    });
    if author.id == state.bot.id {
        message["application_id"] = json!(state.bot.id.to_string());
    }
    message
}

/// A message as the gateway brings it: in a server with its server and its author as a member.
/// What only one person sees comes without its server.
pub(crate) fn message_event(state: &State, post: &Post) -> Json {
    let mut event = post.body.clone();
    if let Some(guild) = state.guild_of(post.channel).filter(|_| !post.is_private) {
        event["guild_id"] = json!(guild.to_string());
        event["member"] = partial_member();
    }
    event
}

/// The people (and the bot) whom a text names as `<@id>`.
pub(crate) fn mentioned<'a>(state: &'a State, text: &str) -> Vec<&'a Account> {
    let named = |account: &&Account| {
        text.contains(&format!("<@{}>", account.id))
            || text.contains(&format!("<@!{}>", account.id))
    };
    let all = std::iter::once(&state.bot).chain(&state.people);
    all.filter(named).collect()
}
