//! Messages of the bot: posting, editing, reading and deleting them.

use super::{
    body::Upload,
    events, limits, models, proxy,
    rest::{Answer, Call},
    state::{Post, Snowflake, State, Stored},
};
use serde_json::{Value as Json, json};

/// Routes below `channels/{id}/messages`.
pub(crate) fn route(
    state: &mut State,
    call: &Call,
    channel: Snowflake,
    rest: &[&str],
) -> Option<Answer> {
    Some(match (call.method.as_str(), rest) {
        ("POST", []) => create_in(state, call, channel),
        ("GET", []) => list(state, call, channel),
        ("GET", [id]) => match public_post(state, channel, id) {
            Some(post) => Answer::json(&events::shown(state, post, post.body.clone())),
            None => unknown_message(),
        },
        ("PATCH", [id]) => match public_post(state, channel, id).map(|post| (post.id, post.author))
        {
            Some((id, author)) if author == state.bot.id => edit(state, call, id),
            Some(_) => Answer::error(403, 50005, "Cannot edit a message authored by another user"),
            None => unknown_message(),
        },
        ("DELETE", [id]) => match public_post(state, channel, id).map(|post| post.id) {
            Some(id) => delete(state, id),
            None => unknown_message(),
        },
        _ => return None,
    })
}

pub(crate) fn unknown_message() -> Answer {
    Answer::error(404, 10008, "Unknown Message")
}

fn public_post<'a>(state: &'a State, channel: Snowflake, id: &str) -> Option<&'a Post> {
    let post = state.posts.get(&Snowflake::parse(id)?)?;
    (post.channel == channel && !post.is_deleted && !post.is_private).then_some(post)
}

fn list(state: &State, call: &Call, channel: Snowflake) -> Answer {
    let bound = |name| call.parameter(name).and_then(Snowflake::parse);
    let (before, after) = (bound("before"), bound("after"));
    let limit = call
        .parameter("limit")
        .and_then(|limit| limit.parse().ok())
        .unwrap_or(50);
    let posts = state.posts.values().rev().filter(|post| {
        !state.hides_history
            && post.channel == channel
            && !post.is_deleted
            && !post.is_private
            && before.is_none_or(|before| post.id < before)
            && after.is_none_or(|after| post.id > after)
    });
    let shown = posts.map(|post| {
        let mut shown = events::shown(state, post, post.body.clone());
        // A nonce is shown to whoever sends it and never again.
        if let Some(object) = shown.as_object_mut() {
            object.remove("nonce");
        }
        shown
    });
    Answer::json(&shown.take(limit).collect())
}

/// Refuses a message body that breaks a limit or could ping someone.
/// None means that it is fine.
pub(crate) fn refusal(state: &mut State, call: &Call, body: &Json) -> Option<Answer> {
    if let Some(fault) = limits::pings(body, &state.pinged_by_choice) {
        state.violate(format!("{} {}: {fault}", call.method, call.path));
    }
    let faults = limits::message(body);
    (!faults.is_empty()).then(|| Answer::bad_form(state, call, &faults))
}

pub(crate) fn empty_message(state: &mut State, call: &Call) -> Answer {
    state.violate(format!("{} {}: an empty message", call.method, call.path));
    Answer::error(400, 50006, "Cannot send an empty message")
}

fn create_in(state: &mut State, call: &Call, channel: Snowflake) -> Answer {
    let body = &call.body.json;
    if let Some(refusal) = refusal(state, call, body) {
        return refusal;
    }
    if let Some(earlier) = same_nonce(state, channel, body) {
        return Answer::json(&earlier);
    }
    let Ok(reference) = reference(state, channel, body) else {
        let fault = limits::Breach::new("message_reference", "Unknown message");
        return Answer::bad_form(state, call, &[fault]);
    };
    if limits::is_empty(body) && call.body.files.is_empty() {
        return empty_message(state, call);
    }
    let id = create(state, channel, body, &call.body.files, |message| {
        if let Some((target, object)) = reference {
            message["type"] = json!(19);
            message["message_reference"] = target;
            message["referenced_message"] = object;
        }
    });
    Answer::json(&state.posts[&id].body)
}

/// The message that an earlier try with the same nonce posted.
fn same_nonce(state: &State, channel: Snowflake, body: &Json) -> Option<Json> {
    let nonce = body.get("nonce").filter(|nonce| !nonce.is_null())?;
    let known = |post: &&Post| post.channel == channel && post.id > state.nonces_forgotten;
    let posts = state.posts.values().filter(known);
    let mut same = posts.filter(|post| post.body.get("nonce") == Some(nonce));
    let enforced = body["enforce_nonce"] == json!(true);
    same.next()
        .filter(|_| enforced)
        .map(|post| post.body.clone())
}

/// The reference of a reply, completed, and the message that it means.
fn reference(state: &State, channel: Snowflake, body: &Json) -> Result<Option<(Json, Json)>, ()> {
    let asked = &body["message_reference"];
    let Some(id) = Snowflake::read(&asked["message_id"]) else {
        return Ok(None);
    };
    let found = state.posts.get(&id);
    match found.filter(|post| post.channel == channel && !post.is_deleted) {
        Some(post) => Ok(Some((refer_to(state, post), flat(&post.body)))),
        None if asked["fail_if_not_exists"] == json!(false) => Ok(None),
        None => Err(()),
    }
}

/// A `message_reference` to a message.
pub(crate) fn refer_to(state: &State, post: &Post) -> Json {
    let mut target = json!({"type": 0, "message_id": post.id.to_string(), "channel_id": post.channel.to_string()});
    if let Some(guild) = state.guild_of(post.channel) {
        target["guild_id"] = json!(guild.to_string());
    }
    target
}

/// A message without the message that it refers to: references are one deep.
pub(crate) fn flat(message: &Json) -> Json {
    let mut flat = message.clone();
    if let Some(object) = flat.as_object_mut() {
        object.remove("referenced_message");
    }
    flat
}

/// Posts a message of the bot and tells the bot of it, as Discord does.
pub(crate) fn create(
    state: &mut State,
    channel: Snowflake,
    body: &Json,
    files: &[Upload],
    finish: impl FnOnce(&mut Json),
) -> Snowflake {
    let id = state.next_id();
    let bot = state.bot.clone();
    let mut message = models::message(state, id, channel, &bot);
    write(state, &mut message, body);
    message["attachments"] = Json::Array(
        files
            .iter()
            .map(|file| attach(state, channel, file, body))
            .collect(),
    );
    message["flags"] = json!(body["flags"].as_u64().unwrap_or(0));
    if let Some(nonce) = body.get("nonce").filter(|nonce| !nonce.is_null()) {
        message["nonce"] = nonce.clone();
    }
    finish(&mut message);
    let is_private = message["flags"].as_u64().unwrap_or(0) & models::EPHEMERAL != 0;
    let author = bot.id;
    let post = Post {
        id,
        channel,
        author,
        body: message,
        edits: Vec::new(),
        is_private,
        is_deleted: false,
    };
    state.posts.insert(id, post);
    state.dispatch_post("MESSAGE_CREATE", id);
    id
}

/// Takes over what a body says of text, embeds and components.
fn write(state: &State, message: &mut Json, body: &Json) {
    if let Some(content) = body["content"].as_str() {
        message["content"] = json!(content.trim());
        let people = models::mentioned(state, content);
        message["mentions"] = people.into_iter().map(models::user).collect();
    } else if body.get("content").is_some() {
        message["content"] = json!("");
    }
    if let Some(embeds) = body.get("embeds") {
        let embeds = embeds.as_array().cloned().unwrap_or_default();
        let rich = |mut embed: Json| {
            embed["type"] = json!("rich");
            embed
        };
        message["embeds"] = embeds.into_iter().map(rich).collect();
    }
    if let Some(components) = body.get("components") {
        message["components"] = components
            .as_array()
            .cloned()
            .map_or_else(|| json!([]), Json::Array);
    }
}

fn attach(state: &mut State, channel: Snowflake, file: &Upload, body: &Json) -> Json {
    let told = body["attachments"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let number = |told: &Json| {
        told["id"]
            .as_u64()
            .or_else(|| told["id"].as_str()?.parse().ok())
    };
    let told = told.iter().find(|told| number(told) == Some(file.number));
    let described = told.map_or(Json::Null, |told| told["description"].clone());
    let stored = Stored {
        content_type: file.content_type.clone(),
        bytes: file.bytes.clone(),
    };
    let mut object = store(state, channel, &file.name, stored);
    object["description"] = described;
    object
}

/// Puts a file on the CDN and gives its attachment object.
pub(crate) fn store(state: &mut State, channel: Snowflake, name: &str, file: Stored) -> Json {
    let id = state.next_id();
    let safe = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_');
    let name: String = name
        .chars()
        .map(|letter| if safe(letter) { letter } else { '_' })
        .collect();
    let path = format!("/attachments/{channel}/{id}/{name}");
    let url = format!("https://{}{path}?ex=6a000000&is=69000000&hm=00", proxy::CDN);
    let object = json!({
        "id": id.to_string(), "filename": name, "size": file.bytes.len(), "url": url,
        "proxy_url": url.replace(proxy::CDN, "media.discordapp.net"),
        "content_type": file.content_type, "ephemeral": false,
    });
    state.files.insert(path, file);
    object
}

/// Edits a message of the bot by the call's body.
pub(crate) fn edit(state: &mut State, call: &Call, id: Snowflake) -> Answer {
    edit_by(state, call, id, &call.body.json)
}

/// Edits a message of the bot by a body that stands somewhere inside the call's.
pub(crate) fn edit_by(state: &mut State, call: &Call, id: Snowflake, body: &Json) -> Answer {
    if let Some(refusal) = refusal(state, call, body) {
        return refusal;
    }
    let Some(post) = state.posts.get(&id).filter(|post| !post.is_deleted) else {
        return unknown_message();
    };
    let (channel, mut message) = (post.channel, post.body.clone());
    write(state, &mut message, body);
    let mut attachments = message["attachments"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    if let Some(kept) = body["attachments"].as_array() {
        attachments.retain(|held| kept.iter().any(|kept| kept["id"] == held["id"]));
    }
    attachments.extend(
        call.body
            .files
            .iter()
            .map(|file| attach(state, channel, file, body)),
    );
    message["attachments"] = Json::Array(attachments);
    if limits::is_empty(&message) {
        return empty_message(state, call);
    }
    let flags = message["flags"].as_u64().unwrap_or(0);
    message["flags"] = json!(flags & !models::LOADING);
    message["edited_timestamp"] = json!(models::MOMENT);
    if let Some(post) = state.posts.get_mut(&id) {
        post.body = message.clone();
        post.edits.push(message.clone());
    }
    state.dispatch_post("MESSAGE_UPDATE", id);
    Answer::json(&message)
}

pub(crate) fn delete(state: &mut State, id: Snowflake) -> Answer {
    let Some(post) = state.posts.get_mut(&id) else {
        return unknown_message();
    };
    post.is_deleted = true;
    let post = post.clone();
    state.dispatch_deletion(&post);
    Answer::nothing()
}
