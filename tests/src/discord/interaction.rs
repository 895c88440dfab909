//! What a person does with the bot, put into the interaction that Discord makes of it.

use super::{
    callbacks::{self, Interaction, Kind},
    models,
    people::{Person, Talk},
    posts,
    state::{Place, Snowflake, State, Stored},
};
use serde_json::{Map, Value as Json, json};
use std::time::Instant;

/// What a person gives for an option of a command.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text, or the name or value of a choice.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// The id of a person.
    User(String),
    /// The id of a channel.
    Channel(String),
    /// The id of a role.
    Role(String),
    /// A file that is uploaded with the command.
    File(File),
}

/// A file as a person uploads it.
#[derive(Clone, Debug)]
pub struct File {
    name: String,
    content_type: String,
    bytes: Vec<u8>,
    claimed: Option<usize>,
    is_missing: bool,
    address: Option<String>,
}

impl Value {
    /// A file to upload; the CDN hands out these bytes.
    pub fn file(name: &str, content_type: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::File(File {
            name: name.to_owned(),
            content_type: content_type.to_owned(),
            bytes: bytes.into(),
            claimed: None,
            is_missing: false,
            address: None,
        })
    }

    /// The interaction says another size than the file has: the CDN then sends more, or less.
    #[must_use]
    pub fn claims_size(self, size: usize) -> Self {
        self.changed(|file| file.claimed = Some(size))
    }

    /// The interaction gives this address for the file.
    #[must_use]
    pub fn lies_at(self, address: &str) -> Self {
        self.changed(|file| file.address = Some(address.to_owned()))
    }

    /// The CDN answers 404 for the file.
    #[must_use]
    pub fn gone_from_the_cdn(self) -> Self {
        self.changed(|file| file.is_missing = true)
    }

    fn changed(self, change: impl FnOnce(&mut File)) -> Self {
        match self {
            Self::File(mut file) => {
                change(&mut file);
                Self::File(file)
            }
            other => panic!("{other:?} is no file"),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<&Person> for Value {
    fn from(person: &Person) -> Self {
        Self::User(person.id())
    }
}

/// What someone sends: the kind and data of an interaction, and the message it comes from.
pub(crate) struct Deed {
    pub(crate) kind: Kind,
    pub(crate) data: Json,
    pub(crate) source: Option<Snowflake>,
}

/// Delivers a deed to the bot and gives the token of its interaction.
pub(crate) fn send(state: &mut State, talk: &Talk, deed: Deed) -> String {
    let id = state.next_id();
    let token = format!("interaction-{id}-token");
    let event = event(state, talk, &deed, id, &token);
    state.interactions.push(Interaction {
        id,
        token: token.clone(),
        kind: deed.kind,
        channel: talk.channel,
        person: talk.person.id,
        source: deed.source,
        sent: Instant::now(),
        answered: None,
        follow_ups: Vec::new(),
        is_own_install: talk.is_own_install,
    });
    state.dispatch("INTERACTION_CREATE", &event);
    token
}

fn event(state: &State, talk: &Talk, deed: &Deed, id: Snowflake, token: &str) -> Json {
    let kind = match deed.kind {
        Kind::Command => 2,
        Kind::Component => 3,
        Kind::Autocomplete => 4,
        Kind::Modal { .. } => 5,
    };
    let channel = state.channel(talk.channel).expect("a talk has a channel");
    let mut event = json!({
        "id": id.to_string(), "application_id": state.bot.id.to_string(), "type": kind,
        "data": deed.data, "token": token, "version": 1, "locale": "en-US",
        "channel_id": channel.id.to_string(), "channel": models::interaction_channel(state, channel),
        "app_permissions": models::app_permissions(state), "entitlements": [],
        "authorizing_integration_owners": callbacks::owners(state, talk.channel, talk.is_own_install.then_some(talk.person.id)),
        "attachment_size_limit": 10_485_760,
    });
    match channel.place {
        Place::Server(guild) => {
            event["context"] = json!(0);
            event["guild_id"] = json!(guild.to_string());
            event["guild"] = json!({"id": guild.to_string(), "locale": "en-US", "features": []});
            event["guild_locale"] = json!("en-US");
            event["member"] = models::member(&talk.person, talk.permissions, &talk.roles);
        }
        Place::Direct(_) => {
            event["context"] = json!(1);
            event["user"] = models::user(&talk.person);
        }
    }
    if let Some(post) = deed.source.and_then(|source| state.posts.get(&source)) {
        event["message"] = posts::flat(&post.body);
    }
    event
}

/// The registered command of this kind and name, if this person is offered it here.
fn offered<'a>(state: &'a State, talk: &Talk, kind: u64, name: &str) -> &'a Json {
    let commands = state.commands.as_ref().and_then(Json::as_array);
    let commands = commands.map(Vec::as_slice).unwrap_or_default();
    let known = |command: &&Json| command["name"] == name && command["type"] == kind;
    let command = commands.iter().find(known).unwrap_or_else(|| {
        let names: Vec<&Json> = commands.iter().map(|command| &command["name"]).collect();
        panic!("the bot registered no command {name:?} of type {kind}, only {names:?}")
    });
    let context = u64::from(state.guild_of(talk.channel).is_none());
    let contexts = command["contexts"].as_array();
    let here = contexts.is_none_or(|contexts| contexts.contains(&json!(context)));
    assert!(here, "{name:?} is not offered in context {context}");
    let installs = |kind: u64| {
        let kinds = command["integration_types"].as_array();
        kinds.is_none_or(|kinds| kinds.contains(&json!(kind)))
    };
    let guild = state.guild_of(talk.channel);
    let has_bot = guild.is_none_or(|guild| state.guilds.iter().any(|known| known.id == guild));
    assert!(
        has_bot && installs(0) || talk.is_own_install && installs(1),
        "{name:?} is installed neither here nor by {}",
        talk.person.name
    );
    let bits = &command["default_member_permissions"];
    let needed = bits
        .as_u64()
        .or_else(|| bits.as_str()?.parse().ok())
        .unwrap_or(0);
    assert!(
        context == 1 || !has_bot || talk.holds(needed) && (bits != "0" || talk.manages()),
        "{} is not offered {name:?}: it needs the permissions {needed}",
        talk.person.name
    );
    command
}

/// The data of a slash command, with its options as the bot registered them.
pub(crate) fn command(
    state: &mut State,
    talk: &Talk,
    words: &str,
    given: &[(&str, Value)],
) -> Deed {
    let mut parts = words.split_whitespace();
    let name = parts.next().expect("a command has a name");
    let command = offered(state, talk, 1, name).clone();
    let mut resolved = Map::new();
    let options = nested(&command, parts.collect(), &mut |level| {
        options(state, talk, level, given, &mut resolved)
    });
    let mut data = json!({"id": command["id"], "name": name, "type": 1, "options": options});
    if !resolved.is_empty() {
        data["resolved"] = Json::Object(resolved);
    }
    Deed {
        kind: Kind::Command,
        data,
        source: None,
    }
}

/// Goes down the sub-commands that `words` name, and fills in the options of the last.
fn nested(level: &Json, words: Vec<&str>, fill: &mut dyn FnMut(&Json) -> Json) -> Json {
    let known = level["options"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let is_level = |option: &&Json| matches!(option["type"].as_u64(), Some(1 | 2));
    let Some((word, rest)) = words.split_first() else {
        let inner = known.iter().find(is_level);
        assert!(inner.is_none(), "{} needs a sub-command", level["name"]);
        return fill(level);
    };
    let mut inner = known.iter().filter(is_level);
    let inner = inner.find(|option| option["name"] == *word);
    let inner = inner.unwrap_or_else(|| panic!("{} has no sub-command {word:?}", level["name"]));
    let options = nested(inner, rest.to_vec(), fill);
    json!([{"name": word, "type": inner["type"], "options": options}])
}

fn options(
    state: &mut State,
    talk: &Talk,
    level: &Json,
    given: &[(&str, Value)],
    resolved: &mut Map<String, Json>,
) -> Json {
    let known = level["options"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    for option in known.iter().filter(|option| option["required"] == true) {
        let is_given = given.iter().any(|(name, _)| option["name"] == *name);
        assert!(
            is_given,
            "{} requires the option {}",
            level["name"], option["name"]
        );
    }
    let fill = |(name, value): &(&str, Value)| {
        let option = known.iter().find(|option| option["name"] == *name);
        let option = option.unwrap_or_else(|| panic!("{} has no option {name:?}", level["name"]));
        let value = typed(state, talk, option, value, resolved);
        json!({"name": name, "type": option["type"], "value": value})
    };
    given.iter().map(fill).collect()
}

/// A value as its option's type sends it; panics where Discord would not let a person send it.
fn typed(
    state: &mut State,
    talk: &Talk,
    option: &Json,
    value: &Value,
    resolved: &mut Map<String, Json>,
) -> Json {
    let name = &option["name"];
    match (option["type"].as_u64(), value) {
        (Some(3), Value::Text(text)) => text_value(option, text),
        (Some(4), Value::Whole(number)) => number_value(option, json!(number)),
        (Some(10), Value::Number(number)) => number_value(option, json!(number)),
        (Some(4 | 10), Value::Text(text)) if option["choices"].is_array() => chosen(option, text),
        (Some(5), Value::Flag(flag)) => json!(flag),
        (Some(6), Value::User(id)) => {
            let user = Snowflake::parse(id)
                .and_then(|id| state.account(id))
                .map(models::user);
            resolve(resolved, "users", id, user.expect("a known person"));
            if state.guild_of(talk.channel).is_some() {
                resolve(resolved, "members", id, models::partial_member());
            }
            json!(id)
        }
        (Some(7), Value::Channel(id)) => {
            let known = Snowflake::parse(id).and_then(|id| state.channel(id));
            let channel = known.map(|open| models::interaction_channel(state, open));
            resolve(resolved, "channels", id, channel.expect("a known channel"));
            json!(id)
        }
        (Some(8), Value::Role(id)) => {
            resolve(resolved, "roles", id, models::role(state, id));
            json!(id)
        }
        (Some(11), Value::File(file)) => {
            let object = upload(state, talk, file);
            let id = object["id"].clone();
            resolve(
                resolved,
                "attachments",
                id.as_str().unwrap_or_default(),
                object,
            );
            id
        }
        (kind, value) => panic!("nobody can send {value:?} for the option {name} of type {kind:?}"),
    }
}

fn resolve(resolved: &mut Map<String, Json>, kind: &str, id: &str, object: Json) {
    let all = resolved.entry(kind).or_insert_with(|| json!({}));
    all[id] = object;
}

fn text_value(option: &Json, text: &str) -> Json {
    if option["choices"]
        .as_array()
        .is_some_and(|choices| !choices.is_empty())
    {
        return chosen(option, text);
    }
    let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
    let least = option["min_length"].as_u64().unwrap_or(0);
    let most = option["max_length"].as_u64().unwrap_or(6000);
    let name = &option["name"];
    assert!(
        (least..=most).contains(&length),
        "the option {name} takes {least} to {most} characters, not {length}"
    );
    assert!(
        !text.trim().is_empty(),
        "Discord sends no empty text for the option {name}"
    );
    json!(text)
}

/// The value of a choice, by its name or its value.
fn chosen(option: &Json, text: &str) -> Json {
    let choices = option["choices"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let choice = choices
        .iter()
        .find(|choice| choice["name"] == text || choice["value"] == text);
    let choice =
        choice.unwrap_or_else(|| panic!("the option {} offers no choice {text:?}", option["name"]));
    choice["value"].clone()
}

fn number_value(option: &Json, number: Json) -> Json {
    let value = number.as_f64().unwrap_or(f64::NAN);
    let least = option["min_value"].as_f64().unwrap_or(f64::NEG_INFINITY);
    let most = option["max_value"].as_f64().unwrap_or(f64::INFINITY);
    assert!(
        (least..=most).contains(&value),
        "the option {} takes {least} to {most}, not {value}",
        option["name"]
    );
    number
}

fn upload(state: &mut State, talk: &Talk, file: &File) -> Json {
    let stored = Stored {
        content_type: file.content_type.clone(),
        bytes: file.bytes.clone(),
    };
    let mut object = posts::store(state, talk.channel, &file.name, stored);
    object["ephemeral"] = json!(true);
    if let Some(size) = file.claimed {
        object["size"] = json!(size);
    }
    if let Some(address) = &file.address {
        object["url"] = json!(address);
    }
    if file.is_missing {
        let url = object["url"].as_str().unwrap_or_default();
        state.files.retain(|path, _| !url.contains(path.as_str()));
    }
    object
}

/// The data of a slash command while a person types into one of its options.
pub(crate) fn typing(
    state: &mut State,
    talk: &Talk,
    words: &str,
    option: &str,
    typed: &str,
) -> Deed {
    let mut parts = words.split_whitespace();
    let name = parts.next().expect("a command has a name");
    let command = offered(state, talk, 1, name).clone();
    let options = nested(&command, parts.collect(), &mut |level| {
        let known = level["options"].as_array().into_iter().flatten();
        let mut known = known.filter(|known| known["name"] == option);
        let known = known
            .next()
            .unwrap_or_else(|| panic!("{words:?} has no option {option:?}"));
        assert!(
            known["autocomplete"] == true,
            "the option {option:?} completes nothing"
        );
        json!([{"name": option, "type": known["type"], "value": typed, "focused": true}])
    });
    let data = json!({"id": command["id"], "name": name, "type": 1, "options": options});
    Deed {
        kind: Kind::Autocomplete,
        data,
        source: None,
    }
}

/// The data of a command in the menu of a message.
pub(crate) fn message_menu(state: &State, talk: &Talk, name: &str, message: Snowflake) -> Deed {
    let command = offered(state, talk, 3, name);
    let target = message.to_string();
    let object = posts::flat(&state.posts[&message].body);
    let data = json!({
        "id": command["id"], "name": name, "type": 3, "target_id": target,
        "resolved": {"messages": {target: object}},
    });
    Deed {
        kind: Kind::Command,
        data,
        source: None,
    }
}
