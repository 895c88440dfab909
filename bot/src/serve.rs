//! The bot as a process: its token, its data folder, its clock, and a stop within seconds.

mod stop;
mod token;

pub(crate) use token::Token;

use crate::{
    archive,
    clock::Clock,
    discord::{self, Bot, Link, Patience},
};
use anyhow::Context;
use std::{path::Path, sync::Arc, time::Duration};
use tokio::sync::watch;
use tracing::info;

/// Threads that still work at the desk get so long when everything else has ended.
const LAST_WORK: Duration = Duration::from_secs(1);

/// Runs the bot on the folder until it is told to stop.
pub(crate) fn run(folder: &Path, token: Token, clock: Clock, patience: Patience) -> anyhow::Result<()> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false)
        .init();
    let desk = Arc::new(archive::desk(folder)?);
    let link = Link::new(token, patience)?;
    let bot = Arc::new(Bot::new(Arc::clone(&desk), clock, patience));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.context("no threads for the bot")?;
    let ended = runtime.block_on(until_stopped(link, bot, &desk, folder));
    runtime.shutdown_timeout(LAST_WORK);
    info!("stopped");
    Ok(ended?)
}
