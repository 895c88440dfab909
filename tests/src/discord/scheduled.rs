//! The events of servers: made, listed, changed and removed by the bot, as Discord takes them.

use super::{
    limits::Breach,
    models,
    people::Server,
    rest::{Answer, Call},
    state::{Snowflake, State},
};
use serde_json::{Value as Json, json};

/// The most open events of a server.
const MOST: usize = 100;

/// Discord's states of an event.
const SCHEDULED: u64 = 1;
const ACTIVE: u64 = 2;
const COMPLETED: u64 = 3;
const CANCELED: u64 = 4;

/// An event of a server.
#[derive(Clone, Debug)]
pub(crate) struct Scheduled {
    pub(crate) guild: Snowflake,
    pub(crate) id: Snowflake,
    pub(crate) body: Json,
}

impl Scheduled {
    fn status(&self) -> u64 {
        self.body["status"].as_u64().unwrap_or_default()
    }

    fn is_open(&self) -> bool {
        matches!(self.status(), SCHEDULED | ACTIVE)
    }
}

/// Routes below `guilds/{id}/scheduled-events`.
pub(crate) fn route(
    state: &mut State,
    call: &Call,
    guild: Snowflake,
    rest: &[&str],
) -> Option<Answer> {
    let changes = call.method != "GET";
    if changes && state.forbids_events {
        return Some(Answer::error(403, 50013, "Missing Permissions"));
    }
    Some(match (call.method.as_str(), rest) {
        ("GET", []) => {
            let here = state.scheduled.iter().filter(|event| event.guild == guild);
            Answer::json(&here.map(|event| event.body.clone()).collect())
        }
        ("POST", []) => create(state, call, guild),
        ("PATCH", [id]) => match position(state, guild, id) {
            Some(at) => edit(state, call, at),
            None => unknown(),
        },
        ("DELETE", [id]) => match position(state, guild, id) {
            Some(at) => {
                state.scheduled.remove(at);
                Answer::nothing()
            }
            None => unknown(),
        },
        _ => return None,
    })
}

fn unknown() -> Answer {
    Answer::error(404, 10070, "Unknown Guild Scheduled Event")
}

fn position(state: &State, guild: Snowflake, id: &str) -> Option<usize> {
    let id = Snowflake::parse(id)?;
    let mut events = state.scheduled.iter();
    events.position(|event| event.guild == guild && event.id == id)
}

fn create(state: &mut State, call: &Call, guild: Snowflake) -> Answer {
    let body = &call.body.json;
    let faults = faults(body);
    if !faults.is_empty() {
        return Answer::bad_form(state, call, &faults);
    }
    let open = state.scheduled.iter().filter(|event| event.is_open());
    if open.filter(|event| event.guild == guild).count() >= MOST {
        return Answer::error(
            400,
            30038,
            "Maximum number of guild scheduled events reached (100)",
        );
    }
    let id = state.next_id();
    let mut whole = json!({
        "id": id.to_string(), "guild_id": guild.to_string(), "channel_id": null, "entity_id": null,
        "creator_id": state.bot.id.to_string(), "creator": models::user(&state.bot), "image": null,
        "status": SCHEDULED, "description": null,
    });
    take_over(&mut whole, body);
    let answer = Answer::json(&whole);
    state.scheduled.push(Scheduled {
        guild,
        id,
        body: whole,
    });
    answer
}

fn edit(state: &mut State, call: &Call, at: usize) -> Answer {
    let (body, event) = (&call.body.json, state.scheduled[at].clone());
    let mut whole = event.body.clone();
    take_over(&mut whole, body);
    let faults = faults(&whole);
    let allowed = matches!(
        (event.status(), body["status"].as_u64()),
        (SCHEDULED | ACTIVE, None)
            | (SCHEDULED, Some(ACTIVE | CANCELED))
            | (ACTIVE, Some(COMPLETED))
    );
    if !allowed {
        return Answer::error(400, 180_000, "Cannot update a finished event");
    }
    if !faults.is_empty() {
        return Answer::bad_form(state, call, &faults);
    }
    let answer = Answer::json(&whole);
    state.scheduled[at].body = whole;
    answer
}

fn take_over(whole: &mut Json, body: &Json) {
    for (key, value) in body.as_object().into_iter().flatten() {
        whole[key] = value.clone();
    }
}

/// What Discord does not take of an event that is held at a place of its own. Whether it begins in the past only the bot's clock
/// knows.
fn faults(body: &Json) -> Vec<Breach> {
    let mut faults = Vec::new();
    let mut long = |key: &str, value: &Json, most: usize| {
        let units = value.as_str().unwrap_or_default().encode_utf16().count();
        if units > most {
            faults.push(Breach::new(
                key,
                format!("{units} characters; {most} are taken"),
            ));
        }
    };
    long("name", &body["name"], 100);
    long("description", &body["description"], 1_000);
    long("location", &body["entity_metadata"]["location"], 100);
    for key in ["name", "scheduled_start_time", "scheduled_end_time"] {
        if body[key].as_str().is_none_or(str::is_empty) {
            faults.push(Breach::new(key, "is needed"));
        }
    }
    if body["entity_metadata"]["location"]
        .as_str()
        .is_none_or(str::is_empty)
    {
        faults.push(Breach::new("entity_metadata", "a location is needed"));
    }
    if body["entity_type"] != 3 || body["privacy_level"] != 2 {
        faults.push(Breach::new("entity_type", "only 3 in servers is known"));
    }
    let at = |key: &str| body[key].as_str().unwrap_or_default().to_owned();
    if at("scheduled_end_time") <= at("scheduled_start_time") {
        faults.push(Breach::new("scheduled_end_time", "lies before the start"));
    }
    faults
}

/// What people see and do among the events of a server.
impl Server {
    /// The open events of the server, as Discord tells them.
    pub fn events(&self) -> Vec<Json> {
        let (hub, guild) = self.parts();
        let state = hub.look();
        let here = state.scheduled.iter().filter(|event| event.guild == guild);
        let open = here.filter(|event| event.is_open());
        open.map(|event| event.body.clone()).collect()
    }

    /// Waits until the open events of the server are as wanted.
    pub fn waits_for_events(&self, what: &str, wanted: impl Fn(&[Json]) -> bool) -> Vec<Json> {
        let (hub, guild) = self.parts();
        hub.wait(super::people::PATIENCE, what, |state| {
            let here = state.scheduled.iter().filter(|event| event.guild == guild);
            let open = here.filter(|event| event.is_open());
            let open: Vec<Json> = open.map(|event| event.body.clone()).collect();
            wanted(&open).then_some(open)
        })
    }

    /// Someone removes all events of the server.
    pub fn removes_its_events(&self) {
        let (hub, guild) = self.parts();
        hub.change(|state| state.scheduled.retain(|event| event.guild != guild));
    }

    /// The events of the server begin.
    pub fn begins_its_events(&self) {
        let (hub, guild) = self.parts();
        hub.change(|state| {
            let events = state.scheduled.iter_mut();
            for event in events.filter(|event| event.guild == guild) {
                event.body["status"] = json!(ACTIVE);
            }
        });
    }

    /// People make so many events.
    pub fn makes_events(&self, number: usize) {
        let (hub, guild) = self.parts();
        hub.change(|state| {
            for _ in 0..number {
                let id = state.next_id();
                let body = json!({
                    "id": id.to_string(), "guild_id": guild.to_string(), "name": "a talk", "status": SCHEDULED,
                    "scheduled_start_time": "2027-01-01T10:00:00+00:00", "scheduled_end_time": "2027-01-01T11:00:00+00:00",
                    "entity_type": 3, "privacy_level": 2, "entity_metadata": {"location": "here"}, "channel_id": null,
                    "entity_id": null, "creator_id": null, "description": null, "image": null,
                });
                state.scheduled.push(Scheduled { guild, id, body });
            }
        });
    }

    /// The bot may not make events in servers any more.
    pub fn forbids_events(&self) {
        self.parts().0.change(|state| state.forbids_events = true);
    }
}
