//! Registers the commands: by one bulk overwrite, only where they changed, and again until it succeeds.

use super::{bot::Bot, commands::COMMANDS, link::Link};
use serde_json::Value;
use serenity::all::Http;
use std::sync::Arc;
use tracing::{info, warn};

/// Registers the commands, however often it takes; the bot answers meanwhile.
pub(super) async fn keep_trying(link: Link, bot: Arc<Bot>) {
    let (Some(application), Ok(ours)) = (bot.application(), ours()) else {
        warn!("the commands could not be written down; none is registered");
        return;
    };
    let http = link.requests();
    http.set_application_id(application);
    match link
        .insist("that it took the commands", || register(http, &ours))
        .await
    {
        Ok(true) => info!("the commands are registered; Discord shows them within minutes"),
        Ok(false) => info!("the commands are registered already"),
        Err(trouble) => warn!("{trouble}"),
    }
}

/// Overwrites the commands where they are others than ours; says whether they were.
async fn register(http: &Http, ours: &Value) -> serenity::Result<bool> {
    let theirs = http.get_global_commands_with_localizations().await?;
    if stands(ours, &serde_json::to_value(theirs)?) {
        return Ok(false);
    }
    http.create_global_commands(ours).await?;
    Ok(true)
}

fn ours() -> Result<Value, serde_json::Error> {
    let commands: Vec<_> = COMMANDS
        .iter()
        .map(|command| command.definition())
        .collect();
    serde_json::to_value(commands)
}

/// Whether the registered commands are ours and no others.
fn stands(ours: &Value, theirs: &Value) -> bool {
    let (Some(ours), Some(theirs)) = (ours.as_array(), theirs.as_array()) else {
        return false;
    };
    ours.len() == theirs.len()
        && ours.iter().all(|command| {
            let same =
                |their: &&Value| their["name"] == command["name"] && kind(their) == kind(command);
            theirs
                .iter()
                .find(same)
                .is_some_and(|their| is_within(command, their))
        })
}

/// What sort of command it is: 1, a slash command, where it does not say.
fn kind(command: &Value) -> u64 {
    command["type"].as_u64().unwrap_or(1)
}

/// Whether everything that we say is also said there; what is empty or false may be left out.
fn is_within(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => ours
            .iter()
            .all(|(key, value)| is_within(value, theirs.get(key).unwrap_or(&Value::Null))),
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len()
                && ours
                    .iter()
                    .zip(theirs)
                    .all(|(our, their)| is_within(our, their))
        }
        (ours, Value::Null) => is_empty(ours),
        (ours, theirs) => ours == theirs,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::String(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_discord_gives_back_of_our_own_commands_stands() {
        let ours = ours().expect("definitions are JSON");
        let mut registered = ours.clone();
        for command in registered.as_array_mut().expect("a list") {
            // Discord fills in what was left away.
            if command["type"].is_null() {
                command["type"] = json!(1);
            }
            if command["description"].is_null() {
                command["description"] = json!("");
            }
            command["id"] = json!("5");
            command["application_id"] = json!("6");
            command["version"] = json!("7");
            if command["default_member_permissions"].is_null() {
                command["default_member_permissions"] = Value::Null;
            }
        }
        let read: Vec<serenity::all::Command> =
            serde_json::from_value(registered).expect("commands");
        let theirs = serde_json::to_value(read).expect("JSON");
        assert!(stands(&ours, &theirs), "{ours:#}\n{theirs:#}");
    }

    #[test]
    fn commands_stand_where_discord_says_the_same_and_more() {
        let ours = json!([{"name": "ask", "type": 1, "options": [{"name": "question", "required": true, "choices": []}], "nsfw": false}]);
        let theirs = json!([{"id": "5", "name": "ask", "type": 1, "version": "9", "options": [{"name": "question", "required": true}]}]);
        assert!(stands(&ours, &theirs));
        for (path, value) in [("name", json!("when")), ("options", json!([]))] {
            let mut changed = theirs.clone();
            changed[0][path] = value;
            assert!(!stands(&ours, &changed), "{path}");
        }
        assert!(!stands(&ours, &json!([])));
        let one_more = json!([theirs[0].clone(), {"name": "old", "type": 1}]);
        assert!(!stands(&ours, &one_more), "one of theirs has to go");
    }
}
