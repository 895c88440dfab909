//! `dateline healthcheck`: how the process that serves the data folder is doing.

use crate::{
    console::Console,
    settings::Settings,
    socket::{Client, Connection, Health},
};
use clap::Args;
use dateline_render::{Trouble, plain};
use serde::Serialize;

/// What `healthcheck` takes: nothing of its own.
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

#[derive(Serialize)]
struct HealthOut<'a> {
    healthy: bool,
    #[serde(flatten)]
    health: &'a Health,
}

pub(crate) fn run(
    _given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let health = Client::connect(&settings.data_folder()?)?.health()?;
    if console.writes_json() {
        console.json(&HealthOut {
            healthy: health.is_healthy(),
            health: &health,
        })?;
    } else {
        console.say(&line(&health))?;
    }
    match health.discord {
        Connection::Connected => {}
        Connection::Connecting => console.trouble(&Trouble::DiscordConnecting),
        Connection::Off => console.trouble(&Trouble::DiscordOff),
    }
    Ok(())
}

fn line(health: &Health) -> String {
    match health.discord {
        Connection::Connected => plain::serving(health.seconds, health.servers),
        Connection::Connecting => plain::serving_while_connecting(health.seconds),
        Connection::Off => plain::serving_without_discord(health.seconds),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn health(discord: Connection) -> Health {
        Health {
            discord,
            servers: 2,
            seconds: 61,
            version: "0.1.0".into(),
        }
    }

    #[test]
    fn only_one_who_speaks_to_discord_is_healthy() {
        for (discord, healthy) in [
            (Connection::Connected, true),
            (Connection::Connecting, false),
            (Connection::Off, false),
        ] {
            assert_eq!(health(discord).is_healthy(), healthy);
        }
    }

    #[test]
    fn the_json_line_is_flat() {
        let health = health(Connection::Connected);
        let shown = HealthOut {
            healthy: health.is_healthy(),
            health: &health,
        };
        assert_eq!(
            serde_json::to_string(&shown).unwrap(),
            "{\"healthy\":true,\"discord\":\"connected\",\"servers\":2,\"seconds\":61,\"version\":\"0.1.0\"}"
        );
    }
}
