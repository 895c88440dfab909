//! What a person may do in a place, asked again where the thing is done: that Discord hid a command is no promise.

use super::place::Place;
use dateline_render::discord::{Asked, Notice};
use serenity::all::{Member, Permissions};

/// Whether a person may correct events here: who may manage the server's events, and everybody in their own archive.
pub(super) fn to_correct(place: &Place, member: Option<&Member>) -> Result<(), Notice> {
    holds(place, member, Permissions::MANAGE_EVENTS)
        .then_some(())
        .ok_or(Notice::NoRight {
            permission: "Manage Events",
            deed: "correct events",
        })
}

/// Whether a person may put events among those of a server: who may manage the server's events. Elsewhere there are none.
pub(super) fn to_publish(place: &Place, member: Option<&Member>) -> Result<(), Notice> {
    if place.asked == Asked::Person {
        return Err(Notice::OnlyInServers);
    }
    holds(place, member, Permissions::MANAGE_EVENTS)
        .then_some(())
        .ok_or(Notice::NoRight {
            permission: "Manage Events",
            deed: "publish events",
        })
}

/// Whether a person may take what is stored away: who may manage the server, and everybody from their own archive.
pub(super) fn to_export(place: &Place, member: Option<&Member>) -> Result<(), Notice> {
    manages(place, member, "export what is stored")
}

/// Whether a person may have a server forgotten: who may manage it.
pub(super) fn to_forget(place: &Place, member: Option<&Member>) -> Result<(), Notice> {
    manages(place, member, "have this server forgotten")
}

/// Whether a person may say how the bot works here: who may manage the server, and everybody in their own archive.
pub(super) fn to_set(place: &Place, member: Option<&Member>) -> Result<(), Notice> {
    manages(place, member, "change the settings")
}

/// Whether a person may save stories here: who has the role that it takes, and who may manage the server.
pub(super) fn to_save(
    place: &Place,
    member: Option<&Member>,
    needed: Option<u64>,
) -> Result<(), Notice> {
    let Some(role) = needed else { return Ok(()) };
    let has = member.is_some_and(|member| member.roles.iter().any(|held| held.get() == role));
    (has || holds(place, member, Permissions::MANAGE_GUILD))
        .then_some(())
        .ok_or(Notice::NoRole { role })
}

/// Whether a person may follow feeds here, and see how they do.
pub(super) fn to_feed(place: &Place, member: Option<&Member>) -> Result<(), Notice> {
    manages(place, member, "manage feeds")
}

/// Whether a person may see how the bot is doing here.
pub(super) fn to_see_status(place: &Place, member: Option<&Member>) -> Result<(), Notice> {
    manages(place, member, "see how I am doing")
}

fn manages(place: &Place, member: Option<&Member>, deed: &'static str) -> Result<(), Notice> {
    holds(place, member, Permissions::MANAGE_GUILD)
        .then_some(())
        .ok_or(Notice::NoRight {
            permission: "Manage Server",
            deed,
        })
}

/// Whether a person may set what is posted: who may manage the server.
pub(super) fn to_schedule(place: &Place, member: Option<&Member>) -> Result<(), Notice> {
    holds(place, member, Permissions::MANAGE_GUILD)
        .then_some(())
        .ok_or(Notice::NoRight {
            permission: "Manage Server",
            deed: "set digests",
        })
}

/// Whether a person may remove any story here, and have it read anew; their own everybody may.
pub(super) fn to_change_any(place: &Place, member: Option<&Member>) -> bool {
    holds(place, member, Permissions::MANAGE_GUILD)
}

/// Discord tells the permissions of the one who acts with each interaction; without them nothing is allowed.
fn holds(place: &Place, member: Option<&Member>, needed: Permissions) -> bool {
    let held = member.and_then(|member| member.permissions);
    let held = held.unwrap_or_else(Permissions::empty);
    place.asked == Asked::Person
        || held.contains(needed)
        || held.contains(Permissions::ADMINISTRATOR)
}
