//! Each step of a publication as a request to Discord, and what Discord's answer says of it.

use crate::discord::link;
use dateline_core::{ArchiveId, Billing, Publication};
use dateline_desk::publishing::{Outcome, Step};
use dateline_render::discord::publish;
use serde_json::{Value as Json, json};
use serenity::all::{GuildId, Http, ScheduledEventId};
use std::time::Duration;
use tracing::warn;

/// A request with all its waiting for rate limits is given up after that.
const BUDGET: Duration = Duration::from_secs(60);

/// Discord's numbers.
const GUILD_ONLY: u8 = 2;
const EXTERNAL: u8 = 3;
const COMPLETED: u8 = 3;
const CANCELED: u8 = 4;

/// Discord's code for a server that has as many events as it may.
const FULL: isize = 30_038;

/// Does a step.
pub(crate) async fn send(
    http: &Http,
    archive: &ArchiveId,
    publication: &Publication,
    step: &Step,
) -> Outcome {
    let Some(server) = server(archive) else {
        return Outcome::Missing;
    };
    match tokio::time::timeout(BUDGET, request(http, server, publication, step)).await {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(error)) => {
            warn!("an event of {archive}: {}", link::told(&error));
            meaning(&error)
        }
        Err(_) => Outcome::Failed,
    }
}

/// The server of an archive; other archives have no events at Discord.
pub(crate) fn server(archive: &ArchiveId) -> Option<GuildId> {
    let number: u64 = archive.as_str().strip_prefix("server:")?.parse().ok()?;
    (number != 0).then(|| GuildId::new(number))
}

async fn request(
    http: &Http,
    server: GuildId,
    publication: &Publication,
    step: &Step,
) -> serenity::Result<Outcome> {
    Ok(match step {
        Step::Look => {
            let events = http.get_scheduled_events(server, false).await?;
            let ours = events.into_iter().find(|event| {
                let about = event.description.as_deref().unwrap_or_default();
                publish::holds(about, &publication.code)
            });
            ours.map_or(Outcome::NotFound, |event| Outcome::Stands(event.id.get()))
        }
        Step::Make => {
            let new = new(&publication.billing);
            let made = http.create_scheduled_event(server, &new, None).await?;
            Outcome::Stands(made.id.get())
        }
        Step::Change(id, billing) => {
            let changed = changed(billing, &publication.billing);
            http.edit_scheduled_event(server, event(*id), &changed, None)
                .await?;
            Outcome::Done
        }
        Step::Cancel(id) => {
            let off = json!({"status": CANCELED});
            let called_off = http.edit_scheduled_event(server, event(*id), &off, None);
            if let Err(error) = called_off.await {
                if link::status(&error) != Some(400) {
                    return Err(error);
                }
                // What has begun there can only be ended.
                let ended = json!({"status": COMPLETED});
                http.edit_scheduled_event(server, event(*id), &ended, None)
                    .await?;
            }
            Outcome::Done
        }
        Step::Remove(id) => {
            http.delete_scheduled_event(server, event(*id)).await?;
            Outcome::Done
        }
        Step::Wait(_) | Step::Forget => Outcome::Done,
    })
}

fn event(id: u64) -> ScheduledEventId {
    ScheduledEventId::new(id.max(1))
}

/// A new event of Discord: held at a place of its own, for those of the server.
fn new(billing: &Billing) -> Json {
    json!({
        "name": billing.name, "description": billing.about,
        "scheduled_start_time": billing.start.to_rfc3339(), "scheduled_end_time": billing.end.to_rfc3339(),
        "privacy_level": GUILD_ONLY, "entity_type": EXTERNAL, "entity_metadata": {"location": billing.place},
    })
}

/// What is another than Discord shows; a time that stays is not sent, for of one that has begun Discord takes no start.
fn changed(billing: &Billing, shown: &Billing) -> Json {
    let mut edit = serde_json::Map::new();
    if billing.name != shown.name {
        edit.insert("name".into(), json!(billing.name));
    }
    if billing.about != shown.about {
        edit.insert("description".into(), json!(billing.about));
    }
    if (billing.start, billing.end) != (shown.start, shown.end) {
        let [start, end] = [billing.start, billing.end].map(|at| at.to_rfc3339());
        edit.insert("scheduled_start_time".into(), json!(start));
        edit.insert("scheduled_end_time".into(), json!(end));
    }
    if billing.place != shown.place {
        let place = json!({"location": billing.place});
        edit.insert("entity_metadata".into(), place);
    }
    Json::Object(edit)
}

/// What an error says of the deed.
fn meaning(error: &serenity::Error) -> Outcome {
    match (link::status(error), link::code(error)) {
        (_, Some(FULL)) => Outcome::Full,
        (Some(403), _) => Outcome::Forbidden,
        (Some(404), _) => Outcome::Missing,
        (Some(400), _) => Outcome::Refused,
        (Some(_) | None, _) => Outcome::Failed,
    }
}
