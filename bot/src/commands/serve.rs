//! `dateline serve`: the Discord bot on the data folder.

use crate::{
    clock::Clock,
    discord::Patience,
    serve::{self, Token},
    settings::{self, Settings},
};
use clap::Args;
use dateline_render::{Trouble, help};
use std::time::Duration;

/// The shortest and the longest wait that can be set, in seconds.
const WAITS: std::ops::RangeInclusive<f64> = 0.1..=120.0;

/// What `serve` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[arg(long, value_name = "TIME", help = help::option::SERVE_AT)]
    at: Option<String>,
    #[arg(long, value_name = "SECONDS", env = "DATELINE_DISCORD_TIMEOUT", default_value = "15", value_parser = seconds, help = help::option::DISCORD_TIMEOUT)]
    discord_timeout: Duration,
    #[arg(long, value_name = "SECONDS", env = "DATELINE_DISCORD_RETRY", default_value = "1", value_parser = seconds, help = help::option::DISCORD_RETRY)]
    discord_retry: Duration,
}

pub(crate) fn run(given: &Arguments, settings: &Settings) -> anyhow::Result<()> {
    let at = settings.moment_if_given("--at", given.at.as_ref())?;
    let clock = Clock::new(&settings.zone, at).map_err(|why| Trouble::Option {
        option: "--at",
        why,
    })?;
    let token = Token::read(settings::variable)?;
    let patience = Patience {
        timeout: given.discord_timeout,
        retry: given.discord_retry,
    };
    serve::run(&settings.data_folder()?, token, clock, patience)
}

fn seconds(text: &str) -> Result<Duration, String> {
    let number = text
        .parse::<f64>()
        .ok()
        .filter(|seconds| WAITS.contains(seconds));
    number
        .map(Duration::from_secs_f64)
        .ok_or_else(|| help::option::WAITS.to_owned())
}
