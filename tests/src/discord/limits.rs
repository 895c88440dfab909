//! Discord's limits on what a bot sends, and our own law that no message pings anyone.

use serde_json::{Map, Value as Json, json};
use std::{collections::BTreeSet, fmt};

/// A place in a body that breaks a limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Breach {
    /// Where, as keys and numbers with dots between.
    path: String,
    message: String,
}

impl Breach {
    pub(crate) fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.path, self.message)
    }
}

/// The `errors` object of Discord's error 50035.
pub(crate) fn errors(breaches: &[Breach]) -> Json {
    let mut root = json!({});
    for breach in breaches {
        let mut here = &mut root;
        for key in breach.path.split('.') {
            here = &mut here[key];
            if here.is_null() {
                *here = Json::Object(Map::new());
            }
        }
        here["_errors"] = json!([{"code": "BASE_TYPE_BAD_LENGTH", "message": breach.message}]);
    }
    root
}

/// Collects breaches below one place of a body.
struct Check<'a> {
    at: String,
    json: &'a Json,
    found: &'a mut Vec<Breach>,
}

impl Check<'_> {
    fn fault(&mut self, key: &str, message: impl Into<String>) {
        let path = [self.at.as_str(), key]
            .into_iter()
            .filter(|part| !part.is_empty());
        let path = path.collect::<Vec<_>>().join(".");
        self.found.push(Breach::new(path, message));
    }

    /// A text that may be absent, and has so many characters if it is there.
    fn text(&mut self, key: &str, least: usize, most: usize) {
        let value = &self.json[key];
        if value.is_null() {
            return;
        }
        let length = value.as_str().map(|text| text.trim().chars().count());
        if !length.is_some_and(|length| (least..=most).contains(&length)) {
            let is = length.map_or_else(|| "no text".to_owned(), |length| length.to_string());
            self.fault(
                key,
                format!("Must be between {least} and {most} in length (is {is})."),
            );
        }
    }

    fn required(&mut self, key: &str, least: usize, most: usize) {
        if self.json[key].is_null() {
            self.fault(key, "This field is required");
        }
        self.text(key, least, most);
    }

    /// A list that may be absent; each of its items is then looked at.
    fn list(&mut self, key: &str, least: usize, most: usize, mut look: impl FnMut(&mut Check<'_>)) {
        let Some(items) = self.json[key].as_array() else {
            return;
        };
        if !(least..=most).contains(&items.len()) {
            self.fault(
                key,
                format!(
                    "Must be between {least} and {most} in length (is {}).",
                    items.len()
                ),
            );
        }
        for (number, json) in items.iter().enumerate() {
            let parts = [self.at.as_str(), key, &number.to_string()].map(str::to_owned);
            let at = parts
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(".");
            look(&mut Check {
                at,
                json,
                found: self.found,
            });
        }
    }

    fn address(&mut self, key: &str) {
        let url = self.json[key].as_str();
        let known = |url: &str| {
            ["http://", "https://", "attachment://"]
                .iter()
                .any(|scheme| url.starts_with(scheme))
        };
        if url.is_some_and(|url| !known(url) || url.contains(char::is_whitespace)) {
            self.fault(key, "Not a well formed URL.");
        }
    }
}

fn checked(json: &Json, look: impl FnOnce(&mut Check<'_>)) -> Vec<Breach> {
    let mut found = Vec::new();
    look(&mut Check {
        at: String::new(),
        json,
        found: &mut found,
    });
    found
}

/// Breaches in the body of a message or of an edit.
pub(crate) fn message(body: &Json) -> Vec<Breach> {
    checked(body, |check| {
        check.text("content", 0, 2000);
        check.list("embeds", 0, 10, embed);
        let embeds = body["embeds"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        if embeds.iter().map(embed_size).sum::<usize>() > 6000 {
            check.fault("embeds", "Embed size exceeds maximum size of 6000");
        }
        let mut ids = BTreeSet::new();
        check.list("components", 0, 5, |row| self::row(row, &mut ids));
    })
}

/// Whether there is nothing to see in a message.
pub(crate) fn is_empty(body: &Json) -> bool {
    let blank = |key: &str| body[key].as_array().is_none_or(Vec::is_empty);
    body["content"]
        .as_str()
        .unwrap_or_default()
        .trim()
        .is_empty()
        && ["embeds", "components", "attachments", "sticker_ids"]
            .into_iter()
            .all(blank)
}

/// Every message has to say that it mentions nobody, whatever its text holds.
/// Whom a body may ping: nobody but the one role or person that somebody chose for that.
pub(crate) fn pings(body: &Json, chosen: &BTreeSet<String>) -> Option<&'static str> {
    let allowed = &body["allowed_mentions"];
    let named = |key: &str| allowed[key].as_array().cloned().unwrap_or_default();
    let all = [named("users"), named("roles")].concat();
    let is_chosen = |id: &Json| id.as_str().is_some_and(|id| chosen.contains(id));
    if !allowed["parse"].as_array().is_some_and(Vec::is_empty) {
        Some("allowed_mentions does not say \"parse\": []")
    } else if all.len() > 1 || !all.iter().all(is_chosen) {
        Some("allowed_mentions names someone who was not chosen")
    } else if allowed["replied_user"] == json!(true) {
        Some("allowed_mentions pings the person replied to")
    } else {
        None
    }
}

fn embed_size(embed: &Json) -> usize {
    let size = |text: &Json| text.as_str().map_or(0, |text| text.chars().count());
    let fields = embed["fields"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let fields = fields
        .iter()
        .map(|field| size(&field["name"]) + size(&field["value"]));
    size(&embed["title"])
        + size(&embed["description"])
        + size(&embed["footer"]["text"])
        + size(&embed["author"]["name"])
        + fields.sum::<usize>()
}

fn embed(embed: &mut Check<'_>) {
    embed.text("title", 0, 256);
    embed.text("description", 0, 4096);
    embed.address("url");
    embed.list("fields", 0, 25, |field| {
        field.required("name", 1, 256);
        field.required("value", 1, 1024);
    });
    let parts = [("footer", "text", 2048), ("author", "name", 256)];
    for (part, key, most) in parts {
        if embed.json[part].is_object() {
            let at = format!("{}.{part}", embed.at);
            let mut check = Check {
                at,
                json: &embed.json[part],
                found: embed.found,
            };
            check.required(key, 1, most);
            check.address("url");
        }
    }
    if embed_size(embed.json) == 0
        && embed.json["image"].is_null()
        && embed.json["thumbnail"].is_null()
    {
        embed.fault("description", "This field is required");
    }
}

fn row(row: &mut Check<'_>, ids: &mut BTreeSet<String>) {
    if row.json["type"] != json!(1) {
        row.fault("type", "The fake knows rows of components only");
    }
    row.list("components", 1, 5, |part| {
        match part.json["type"].as_u64() {
            Some(2) => button(part),
            Some(3) => select(part),
            Some(5..=8) => part.required("custom_id", 1, 100),
            _ => part.fault("type", "Not a component of a message"),
        }
        let id = part.json["custom_id"].as_str();
        if id.is_some_and(|id| !ids.insert(id.to_owned())) {
            part.fault("custom_id", "Component custom id cannot be duplicated");
        }
    });
    let parts = row.json["components"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    if parts.len() > 1 && parts.iter().any(|part| part["type"] != json!(2)) {
        row.fault("components", "A select menu has a row of its own");
    }
}

fn button(button: &mut Check<'_>) {
    button.text("label", 1, 80);
    if button.json["label"].is_null() && button.json["emoji"].is_null() {
        button.fault("label", "A button must have a label or emoji");
    }
    if button.json["style"] == json!(5) {
        button.required("url", 1, 512);
        button.address("url");
    } else {
        button.required("custom_id", 1, 100);
    }
}

fn select(select: &mut Check<'_>) {
    select.required("custom_id", 1, 100);
    select.text("placeholder", 0, 150);
    if select.json["options"].is_null() {
        select.fault("options", "This field is required");
    }
    select.list("options", 1, 25, |option| {
        option.required("label", 1, 100);
        option.required("value", 1, 100);
        option.text("description", 0, 100);
    });
}

/// Breaches in a modal.
pub(crate) fn modal(data: &Json) -> Vec<Breach> {
    checked(data, |check| {
        check.required("custom_id", 1, 100);
        check.required("title", 1, 45);
        if data["components"].is_null() {
            check.fault("components", "This field is required");
        }
        check.list("components", 1, 5, |row| {
            row.list("components", 1, 1, input)
        });
    })
}

fn input(input: &mut Check<'_>) {
    if input.json["type"] != json!(4) {
        input.fault("type", "The fake knows text inputs in modals only");
    }
    input.required("custom_id", 1, 100);
    input.required("label", 1, 45);
    input.text("value", 0, 4000);
    input.text("placeholder", 0, 100);
    for (key, least) in [("min_length", 0), ("max_length", 1)] {
        let length = input.json[key].as_u64();
        if length.is_some_and(|length| !(least..=4000).contains(&length)) {
            input.fault(key, format!("Must be between {least} and 4000"));
        }
    }
    let most = input.json["max_length"]
        .as_u64()
        .and_then(|most| usize::try_from(most).ok());
    input.text("value", 0, most.unwrap_or(4000).min(4000));
}

/// Breaches in the choices offered while someone types.
pub(crate) fn choices(data: &Json) -> Vec<Breach> {
    checked(data, |check| check.list("choices", 0, 25, choice))
}

fn choice(choice: &mut Check<'_>) {
    choice.required("name", 1, 100);
    if choice.json["value"].is_string() {
        choice.text("value", 1, 100);
    }
}

/// Breaches in a list of commands.
pub(crate) fn commands(list: &Json) -> Vec<Breach> {
    let whole = json!({"commands": list});
    let mut names = BTreeSet::new();
    checked(&whole, |check| {
        if !list.is_array() {
            check.fault("commands", "Must be a list");
        }
        check.list("commands", 0, 130, |command| {
            let kind = command.json["type"].as_u64().unwrap_or(1);
            command.required("name", 1, 32);
            if kind == 1 {
                lower_case(command);
                command.required("description", 1, 100);
            }
            if !names.insert((kind, command.json["name"].to_string())) {
                command.fault("name", "Application command names must be unique");
            }
            command.list("options", 0, 25, option);
        });
    })
}

fn lower_case(named: &mut Check<'_>) {
    let name = named.json["name"].as_str().unwrap_or_default();
    let fine = |letter: char| {
        letter.is_alphanumeric() && !letter.is_uppercase() || matches!(letter, '-' | '_' | '\'')
    };
    if !name.chars().all(fine) {
        named.fault("name", "Command name is invalid");
    }
}

fn option(option: &mut Check<'_>) {
    option.required("name", 1, 32);
    lower_case(option);
    option.required("description", 1, 100);
    option.list("choices", 0, 25, choice);
    let mut optional = false;
    option.list("options", 0, 25, |inner| {
        self::option(inner);
        let required = inner.json["required"] == json!(true);
        if required && optional {
            inner.fault(
                "required",
                "Required options must be placed before non-required options",
            );
        }
        optional |= !required;
    });
}
