//! Which gateway events the bot gets to see, and what of a message they show.

use super::{
    gateway::Order,
    models,
    state::{Post, Snowflake, State},
};
use serde_json::{Value as Json, json};

/// Intent bits: `GUILDS`.
pub(crate) const GUILDS: u64 = 1;
const GUILD_MESSAGES: u64 = 1 << 9;
const DIRECT_MESSAGES: u64 = 1 << 12;
/// Intents that Discord grants only on request; this bot has asked for none.
pub(crate) const PRIVILEGED: u64 = 1 << 1 | 1 << 8 | 1 << 15;

/// What Discord keeps of an identified bot, so that it can resume after a cut.
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) intents: u64,
    /// Every event so far, as it was sent; the first has the sequence number 1.
    pub(crate) history: Vec<String>,
}

impl State {
    /// Sends an event that needs no intent.
    pub(crate) fn dispatch(&mut self, name: &str, data: &Json) {
        let Some(session) = &mut self.session else {
            return;
        };
        let own = data["author"]["id"] == json!(self.bot.id.to_string());
        let from_a_person = matches!(name, "INTERACTION_CREATE" | "MESSAGE_CREATE") && !own;
        let times = if self.twice && from_a_person { 2 } else { 1 };
        self.twice &= times == 1;
        for _ in 0..times {
            let sequence = session.history.len() + 1;
            let event = json!({"op": 0, "s": sequence, "t": name, "d": data}).to_string();
            session.history.push(event.clone());
            if let Some(connection) = &self.connection {
                connection.send(Order::Send(event));
            }
        }
    }

    /// Sends an event if the bot asked for its kind.
    pub(crate) fn dispatch_to(&mut self, intent: u64, name: &str, data: &Json) {
        if self
            .session
            .as_ref()
            .is_some_and(|session| session.intents & intent != 0)
        {
            self.dispatch(name, data);
        }
    }

    /// Tells the bot of a message: a new one, or one that changed.
    pub(crate) fn dispatch_post(&mut self, name: &str, id: Snowflake) {
        let Some(post) = self.posts.get(&id) else {
            return;
        };
        let event = shown(self, post, models::message_event(self, post));
        let intent = if event.get("guild_id").is_some() {
            GUILD_MESSAGES
        } else {
            DIRECT_MESSAGES
        };
        self.dispatch_to(intent, name, &event);
    }

    /// Tells the bot that a message is gone.
    pub(crate) fn dispatch_deletion(&mut self, post: &Post) {
        let mut event = json!({"id": post.id.to_string(), "channel_id": post.channel.to_string()});
        let guild = self.guild_of(post.channel);
        if let Some(guild) = guild {
            event["guild_id"] = json!(guild.to_string());
        }
        let intent = guild.map_or(DIRECT_MESSAGES, |_| GUILD_MESSAGES);
        self.dispatch_to(intent, "MESSAGE_DELETE", &event);
    }
}

/// A message object as the bot may read it without the message-content intent.
/// What others say in a server is blanked unless it mentions the bot, and so is what it answers.
pub(crate) fn shown(state: &State, post: &Post, mut event: Json) -> Json {
    if state.guild_of(post.channel).is_none() {
        return event;
    }
    blank_unless_told(state, &mut event);
    if event["referenced_message"].is_object() {
        blank_unless_told(state, &mut event["referenced_message"]);
    }
    event
}

fn blank_unless_told(state: &State, message: &mut Json) {
    let bot = json!(state.bot.id.to_string());
    let mentions = message["mentions"].as_array();
    let told = mentions.is_some_and(|mentions| mentions.iter().any(|user| user["id"] == bot));
    if told || message["author"]["id"] == bot {
        return;
    }
    message["content"] = json!("");
    for list in ["embeds", "attachments", "components"] {
        message[list] = json!([]);
    }
}
