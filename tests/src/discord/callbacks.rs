//! How the bot answers interactions: the one callback, then edits and follow-ups by the interaction's token.

use super::{
    limits, models, posts,
    rest::{Answer, Call},
    state::{Snowflake, State},
};
use serde_json::{Value as Json, json};
use std::time::Instant;

/// What a person did that the bot has to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Command,
    Autocomplete,
    Component,
    /// A modal that was filled in; whether a message's component had opened it.
    Modal {
        from_message: bool,
    },
}

#[derive(Clone, Debug)]
pub(crate) struct Interaction {
    pub(crate) id: Snowflake,
    pub(crate) token: String,
    pub(crate) kind: Kind,
    pub(crate) channel: Snowflake,
    pub(crate) person: Snowflake,
    /// The message whose component it came from.
    pub(crate) source: Option<Snowflake>,
    pub(crate) sent: Instant,
    pub(crate) answered: Option<Answered>,
    pub(crate) follow_ups: Vec<Snowflake>,
    /// Whether the person installed the bot for themselves.
    pub(crate) is_own_install: bool,
}

impl Interaction {
    fn own_install(&self) -> Option<Snowflake> {
        self.is_own_install.then_some(self.person)
    }
}

/// The callback to an interaction.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    /// Discord's callback type.
    pub(crate) kind: u64,
    /// The message right after the callback; of a modal and of choices, their data.
    pub(crate) shown: Json,
    /// What `@original` means.
    pub(crate) post: Option<Snowflake>,
    /// How many edits that message had seen by then.
    pub(crate) edits: usize,
    pub(crate) at: Instant,
}

impl State {
    pub(crate) fn interaction(&self, token: &str) -> Option<&Interaction> {
        self.interactions
            .iter()
            .find(|interaction| interaction.token == token)
    }
}

/// The first answer to an interaction.
pub(crate) fn callback(state: &mut State, call: &Call, id: &str, token: &str) -> Answer {
    let known = state
        .interaction(token)
        .filter(|known| known.id.to_string() == id);
    let Some(interaction) = known.cloned() else {
        return Answer::error(404, 10062, "Unknown interaction");
    };
    if interaction.answered.is_some() {
        return Answer::error(400, 40060, "Interaction has already been acknowledged.");
    }
    let kind = call.body.json["type"].as_u64().unwrap_or(0);
    if !fits(interaction.kind, kind) {
        let what = format!(
            "callback type {kind} does not answer {:?}",
            interaction.kind
        );
        return Answer::bad_form(state, call, &[limits::Breach::new("type", what)]);
    }
    match carry_out(state, call, &interaction, kind) {
        Ok(answered) => acknowledge(state, call, token, answered),
        Err(refusal) => refusal,
    }
}

fn fits(asked: Kind, callback: u64) -> bool {
    match asked {
        Kind::Command => matches!(callback, 4 | 5 | 9),
        Kind::Autocomplete => callback == 8,
        Kind::Component => matches!(callback, 4..=7 | 9),
        Kind::Modal { from_message } => {
            matches!(callback, 4 | 5) || from_message && matches!(callback, 6 | 7)
        }
    }
}

fn carry_out(
    state: &mut State,
    call: &Call,
    interaction: &Interaction,
    kind: u64,
) -> Result<Answered, Answer> {
    let data = &call.body.json["data"];
    let post = match kind {
        4 => Some(say(state, call, interaction, data)?),
        5 => {
            let flags = data["flags"].as_u64().unwrap_or(0) | models::LOADING;
            let nothing = json!({"flags": flags});
            Some(posts::create(
                state,
                interaction.channel,
                &nothing,
                &[],
                signed(state, interaction),
            ))
        }
        7 => {
            let source = interaction.source.ok_or_else(posts::unknown_message)?;
            let answer = posts::edit_by(state, call, source, data);
            if answer.status != 200 {
                return Err(answer);
            }
            Some(source)
        }
        6 => interaction.source,
        _ => {
            let faults = if kind == 8 {
                limits::choices(data)
            } else {
                limits::modal(data)
            };
            if !faults.is_empty() {
                return Err(Answer::bad_form(state, call, &faults));
            }
            None
        }
    };
    let held = post.and_then(|post| state.posts.get(&post));
    Ok(Answered {
        kind,
        shown: held.map_or_else(|| data.clone(), |held| held.body.clone()),
        post,
        edits: held.map_or(0, |held| held.edits.len()),
        at: call.arrived,
    })
}

fn say(
    state: &mut State,
    call: &Call,
    interaction: &Interaction,
    data: &Json,
) -> Result<Snowflake, Answer> {
    if let Some(refusal) = posts::refusal(state, call, data) {
        return Err(refusal);
    }
    let files = &call.body.files;
    if limits::is_empty(data) && files.is_empty() {
        return Err(posts::empty_message(state, call));
    }
    let sign = signed(state, interaction);
    Ok(posts::create(state, interaction.channel, data, files, sign))
}

/// Adds to a message which interaction it answers.
fn signed(state: &State, interaction: &Interaction) -> impl FnOnce(&mut Json) + use<> {
    let person = state.account(interaction.person).map(models::user);
    let owners = owners(state, interaction.channel, interaction.own_install());
    let (id, kind, source) = (
        interaction.id.to_string(),
        interaction.kind,
        interaction.source,
    );
    let application = state.bot.id.to_string();
    move |message| {
        message["webhook_id"] = json!(application);
        let mut metadata =
            json!({"id": id, "user": person, "authorizing_integration_owners": owners});
        match (kind, source) {
            (Kind::Command, _) => metadata["type"] = json!(2),
            (Kind::Component, Some(source)) => {
                metadata["type"] = json!(3);
                metadata["interacted_message_id"] = json!(source.to_string());
            }
            (Kind::Component | Kind::Autocomplete | Kind::Modal { .. }, _) => return,
        }
        message["interaction_metadata"] = metadata;
        if kind == Kind::Command {
            message["type"] = json!(20);
        }
    }
}

/// Who installed the bot where an interaction happens: the server that has it, the direct messages with it, the person.
pub(crate) fn owners(state: &State, channel: Snowflake, person: Option<Snowflake>) -> Json {
    let mut owners = json!({});
    match state.guild_of(channel) {
        Some(guild) if state.guilds.iter().any(|known| known.id == guild) => {
            owners["0"] = json!(guild.to_string());
        }
        Some(_) => {}
        None => owners["0"] = json!("0"),
    }
    if let Some(person) = person {
        owners["1"] = json!(person.to_string());
    }
    owners
}

fn acknowledge(state: &mut State, call: &Call, token: &str, answered: Answered) -> Answer {
    let wants_it = call.parameter("with_response") == Some("true");
    let resource = answered
        .post
        .map(|_| json!({"type": answered.kind, "message": answered.shown}));
    let mut interactions = state.interactions.iter_mut();
    if let Some(interaction) = interactions.find(|interaction| interaction.token == token) {
        interaction.answered = Some(answered);
        if wants_it {
            let told = json!({"id": interaction.id.to_string(), "type": 2});
            return Answer::json(&json!({"interaction": told, "resource": resource}));
        }
    }
    Answer::nothing()
}

fn unknown_webhook() -> Answer {
    Answer::error(404, 10015, "Unknown Webhook")
}

/// `webhooks/{application}/{token}/messages/{message}`, where `@original` is the first answer.
pub(crate) fn answered_message(
    state: &mut State,
    call: &Call,
    token: &str,
    message: &str,
) -> Option<Answer> {
    let Some(answered) = state
        .interaction(token)
        .and_then(|known| known.answered.clone())
    else {
        return Some(unknown_webhook());
    };
    let id = if message == "@original" {
        answered.post
    } else {
        Snowflake::parse(message)
    };
    let post = id
        .and_then(|id| state.posts.get(&id))
        .filter(|post| !post.is_deleted);
    let Some((id, body)) = post.map(|post| (post.id, post.body.clone())) else {
        return Some(posts::unknown_message());
    };
    Some(match call.method.as_str() {
        "GET" => Answer::json(&body),
        "PATCH" => posts::edit(state, call, id),
        "DELETE" => posts::delete(state, id),
        _ => return None,
    })
}

/// A further message for an interaction; after a deferral, the first is the answer itself.
pub(crate) fn follow_up(state: &mut State, call: &Call, token: &str) -> Answer {
    let known = state
        .interaction(token)
        .filter(|known| known.answered.is_some());
    let Some(interaction) = known.cloned() else {
        return unknown_webhook();
    };
    let original = interaction
        .answered
        .as_ref()
        .and_then(|answered| answered.post);
    let loading = original.filter(|id| {
        state
            .posts
            .get(id)
            .is_some_and(|post| post.is_loading() && !post.is_deleted)
    });
    if let Some(original) = loading {
        return posts::edit(state, call, original);
    }
    match say(state, call, &interaction, &call.body.json) {
        Ok(id) => {
            let mut interactions = state.interactions.iter_mut();
            if let Some(known) = interactions.find(|known| known.token == token) {
                known.follow_ups.push(id);
            }
            Answer::json(&state.posts[&id].body)
        }
        Err(refusal) => refusal,
    }
}
