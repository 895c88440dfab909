//! The REST API and the CDN: one table of routes, and what stands before every one of them.

use super::{
    body::{self, Body},
    callbacks,
    faults::Harm,
    limits, models, openapi, posts, proxy, scheduled,
    state::{Guild, Hub, Request, Snowflake, State},
};
use http_body_util::{BodyExt, Full};
use hyper::{
    Response,
    body::{Bytes, Incoming},
    header,
};
use serde_json::{Value as Json, json};
use std::{convert::Infallible, future, sync::Arc, time::Instant};

/// A request, read.
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) host: &'static str,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) authorization: Option<String>,
    pub(crate) body: Body,
    /// When it was read, before anything was checked.
    pub(crate) arrived: Instant,
}

impl Call {
    /// A parameter of the query.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let pairs = self
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        pairs
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value)
            .next()
    }
}

/// What goes back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    content_type: String,
    bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(json: &Json) -> Self {
        Self {
            status: 200,
            content_type: "application/json".to_owned(),
            bytes: json.to_string().into_bytes(),
        }
    }

    pub(crate) fn nothing() -> Self {
        Self {
            status: 204,
            content_type: "application/json".to_owned(),
            bytes: Vec::new(),
        }
    }

    /// An error as Discord words it.
    pub(crate) fn error(status: u16, code: u32, message: &str) -> Self {
        let body = json!({"code": code, "message": message});
        Self {
            status,
            ..Self::json(&body)
        }
    }

    /// A body that breaks limits: each fault is recorded, and all of them go back.
    pub(crate) fn bad_form(state: &mut State, call: &Call, faults: &[limits::Breach]) -> Self {
        for fault in faults {
            state.violate(format!("{} {}: {fault}", call.method, call.path));
        }
        let body = json!({"code": 50035, "message": "Invalid Form Body", "errors": limits::errors(faults)});
        Self {
            status: 400,
            ..Self::json(&body)
        }
    }
}

/// Answers one HTTP request.
pub(crate) async fn answer(
    hub: Arc<Hub>,
    host: &'static str,
    request: hyper::Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, incoming) = request.into_parts();
    let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let content_type = text(header::CONTENT_TYPE).unwrap_or_default();
    let bytes = match incoming.collect().await {
        Ok(collected) => collected.to_bytes(),
        Err(_) => Bytes::new(),
    };
    let read = body::read(content_type, &bytes);
    let fault = read.as_ref().err().cloned();
    let call = Call {
        method: head.method.to_string(),
        host,
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        authorization: text(header::AUTHORIZATION).map(str::to_owned),
        body: read.unwrap_or_default(),
        arrived: Instant::now(),
    };
    match hub.change(|state| respond(state, &call, fault)) {
        Some(answer) => Ok(response(answer)),
        None => future::pending().await,
    }
}

/// Records a request and carries it out; none when it is never to be answered.
pub(crate) fn respond(
    state: &mut State,
    call: &Call,
    unreadable: Option<String>,
) -> Option<Answer> {
    state.requests.push(Request {
        method: call.method.clone(),
        host: call.host.to_owned(),
        path: call.path.clone(),
        query: call.query.clone(),
        body: call.body.json.clone(),
    });
    if call.host == proxy::API {
        let faults = unreadable.map_or_else(
            || openapi::faults(&call.method, &call.path, &call.body.json),
            |fault| vec![fault],
        );
        for fault in faults {
            state.violate(format!("{} {}: {fault}", call.method, call.path));
        }
    }
    match state.meets(&call.method, &call.path) {
        Some(Harm::Hangs) => None,
        Some(Harm::Refused(status)) => Some(harmed(status)),
        Some(Harm::Lost(status)) => {
            route(state, call);
            Some(harmed(status))
        }
        Some(Harm::Spared) | None => Some(route(state, call)),
    }
}

fn harmed(status: u16) -> Answer {
    if status == 429 {
        let body =
            json!({"message": "You are being rate limited.", "retry_after": 0.1, "global": false});
        return Answer {
            status,
            ..Answer::json(&body)
        };
    }
    Answer::error(status, 0, &format!("{status}: injected by a test"))
}

fn response(answer: Answer) -> Response<Full<Bytes>> {
    let remaining = if answer.status == 429 { "0" } else { "4999" };
    let mut builder = Response::builder()
        .status(answer.status)
        .header("content-type", answer.content_type)
        .header("x-ratelimit-bucket", "fake")
        .header("x-ratelimit-limit", "5000")
        .header("x-ratelimit-remaining", remaining)
        .header("x-ratelimit-reset", "1795435200.000")
        .header("x-ratelimit-reset-after", "0.100");
    if answer.status == 429 {
        builder = builder
            .header("retry-after", "0.1")
            .header("x-ratelimit-scope", "user");
    }
    builder
        .body(Full::new(Bytes::from(answer.bytes)))
        .expect("every header above is a plain string")
}

fn route(state: &mut State, call: &Call) -> Answer {
    if call.host == proxy::CDN {
        return file(state, call);
    }
    let rest = call.path.strip_prefix("/api/v10/").unwrap_or_default();
    let segments: Vec<&str> = rest.split('/').collect();
    if state.refuses_token {
        return unauthorized();
    }
    if let Some(answer) = open_route(state, call, &segments) {
        return answer;
    }
    if call.authorization.as_deref() != Some(&format!("Bot {}", state.token)) {
        return unauthorized();
    }
    bot_route(state, call, &segments).unwrap_or_else(|| {
        state.violate(format!("no such route: {} {}", call.method, call.path));
        Answer::error(404, 0, "404: Not Found")
    })
}

fn unauthorized() -> Answer {
    Answer::error(401, 0, "401: Unauthorized")
}

/// Routes that need no token of the bot: they are open, or a token stands in their path.
fn open_route(state: &mut State, call: &Call, segments: &[&str]) -> Option<Answer> {
    Some(match (call.method.as_str(), segments) {
        ("GET", ["gateway"]) => Answer::json(&json!({"url": state.gateway_url})),
        ("POST", ["interactions", id, token, "callback"]) => {
            callbacks::callback(state, call, id, token)
        }
        ("POST", ["webhooks", _, token]) => callbacks::follow_up(state, call, token),
        (_, ["webhooks", _, token, "messages", message]) => {
            callbacks::answered_message(state, call, token, message)?
        }
        _ => return None,
    })
}

fn bot_route(state: &mut State, call: &Call, segments: &[&str]) -> Option<Answer> {
    Some(match (call.method.as_str(), segments) {
        ("GET", ["gateway", "bot"]) => Answer::json(&json!({
            "url": state.gateway_url, "shards": 1,
            "session_start_limit": {"total": 1000, "remaining": 999, "reset_after": 14_400_000, "max_concurrency": 1},
        })),
        ("GET", ["users", "@me"]) => Answer::json(&models::user(&state.bot)),
        ("GET", ["oauth2", "applications", "@me"] | ["applications", "@me"]) => {
            Answer::json(&models::application(state))
        }
        ("POST", ["users", "@me", "channels"]) => open_direct(state, call),
        ("GET", ["applications", _, "commands"]) => {
            Answer::json(state.commands.as_ref().unwrap_or(&json!([])))
        }
        ("PUT", ["applications", _, "commands"]) => register(state, call),
        ("GET", ["channels", id]) => channel(state, id),
        ("GET", ["guilds", id]) => match known_guild(state, id) {
            Some(guild) => Answer::json(&models::guild(state, guild)),
            None => unknown_guild(),
        },
        ("GET", ["guilds", id, "members", person]) => member(state, id, person),
        (_, ["guilds", id, "scheduled-events", rest @ ..]) => match known_guild(state, id) {
            Some(guild) => scheduled::route(state, call, guild.id, rest)?,
            None => unknown_guild(),
        },
        ("PUT", ["channels", id, "pins", message]) => pin(state, id, message),
        ("POST", ["channels", id, "typing"]) => match known_channel(state, id) {
            Some(_) => Answer::nothing(),
            None => unknown_channel(),
        },
        (_, ["channels", id, "messages", rest @ ..]) => match known_channel(state, id) {
            Some(channel) => posts::route(state, call, channel, rest)?,
            None => unknown_channel(),
        },
        _ => return None,
    })
}

fn known_channel(state: &State, id: &str) -> Option<Snowflake> {
    Snowflake::parse(id).filter(|id| state.channel(*id).is_some())
}

fn pin(state: &mut State, channel: &str, message: &str) -> Answer {
    let Some(channel) = known_channel(state, channel) else {
        return unknown_channel();
    };
    let post = Snowflake::parse(message).and_then(|id| state.posts.get_mut(&id));
    match post.filter(|post| post.channel == channel && !post.is_deleted) {
        Some(post) => {
            post.body["pinned"] = json!(true);
            Answer::nothing()
        }
        None => posts::unknown_message(),
    }
}

fn known_guild<'a>(state: &'a State, id: &str) -> Option<&'a Guild> {
    let id = Snowflake::parse(id)?;
    state.guilds.iter().find(|guild| guild.id == id)
}

fn unknown_guild() -> Answer {
    Answer::error(404, 10004, "Unknown Guild")
}

fn member(state: &State, guild: &str, person: &str) -> Answer {
    let account = Snowflake::parse(person).and_then(|id| state.account(id));
    match (known_guild(state, guild), account) {
        (None, _) => unknown_guild(),
        (_, None) => unknown_member(),
        (Some(guild), Some(account)) if state.left.contains(&(guild.id, account.id)) => {
            unknown_member()
        }
        (Some(_), Some(account)) => {
            let mut member = models::partial_member();
            member["user"] = models::user(account);
            Answer::json(&member)
        }
    }
}

fn unknown_member() -> Answer {
    Answer::error(404, 10007, "Unknown Member")
}

fn unknown_channel() -> Answer {
    Answer::error(404, 10003, "Unknown Channel")
}

fn channel(state: &State, id: &str) -> Answer {
    let found = known_channel(state, id).and_then(|id| state.channel(id));
    found.map_or_else(unknown_channel, |found| {
        Answer::json(&models::channel(state, found))
    })
}

fn open_direct(state: &mut State, call: &Call) -> Answer {
    let person = Snowflake::read(&call.body.json["recipient_id"]);
    let Some(person) = person.filter(|id| state.account(*id).is_some()) else {
        return Answer::error(400, 50033, "Invalid Recipient(s)");
    };
    let id = state.direct_channel(person);
    channel(state, &id.to_string())
}

/// Replaces the commands by those of the body.
/// A command that stays keeps its id, and each gets what Discord adds.
fn register(state: &mut State, call: &Call) -> Answer {
    let faults = limits::commands(&call.body.json);
    if !faults.is_empty() {
        return Answer::bad_form(state, call, &faults);
    }
    let before = state.commands.take().unwrap_or_else(|| json!([]));
    let mut commands = call.body.json.as_array().cloned().unwrap_or_default();
    for command in &mut commands {
        let olds = before.as_array().map(Vec::as_slice).unwrap_or_default();
        let old = olds.iter().find(|old| old["name"] == command["name"]);
        let id = old.map_or_else(
            || json!(state.next_id().to_string()),
            |old| old["id"].clone(),
        );
        command["id"] = id;
        command["application_id"] = json!(state.bot.id.to_string());
        command["version"] = json!(state.next_id().to_string());
        let defaults = [
            ("type", json!(1)),
            ("default_member_permissions", Json::Null),
            ("nsfw", json!(false)),
            ("description", json!("")),
        ];
        for (key, value) in defaults {
            if command.get(key).is_none() {
                command[key] = value;
            }
        }
    }
    let answer = Answer::json(&json!(commands));
    state.commands = Some(json!(commands));
    state.command_puts += 1;
    answer
}

fn file(state: &mut State, call: &Call) -> Answer {
    state.cdn_hits += 1;
    match state.files.get(&call.path) {
        Some(file) => Answer {
            status: 200,
            content_type: file.content_type.clone(),
            bytes: file.bytes.clone(),
        },
        None => Answer {
            status: 404,
            content_type: "text/plain".to_owned(),
            bytes: b"This content is no longer available.".to_vec(),
        },
    }
}
