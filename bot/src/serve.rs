//! The bot as a process: its token, its data folder, its clock, and a stop within seconds.

mod stop;
mod token;

pub(crate) use token::Token;

use crate::{
    archive,
    clock::Clock,
    discord::{self, Bot, Limits, Link, Patience},
    feeds::{self, Report},
    socket::{self, Connection, Health},
};
use anyhow::Context;
use dateline_desk::Desk;
use dateline_fetch::Fetcher;
use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::watch;
use tracing::{info, level_filters::LevelFilter, warn};
use tracing_subscriber::{Layer, filter::Targets, layer::SubscriberExt, util::SubscriberInitExt};

/// Requests of other commands, and then threads that still work at the desk, get so long when everything else has ended.
const LAST_WORK: Duration = Duration::from_millis(500);

/// Runs the bot on the folder until it is told to stop.
pub(crate) fn run(
    folder: &Path,
    token: Token,
    clock: Clock,
    (patience, limits): (Patience, Limits),
    (fetcher, feeds): (Fetcher, usize),
) -> anyhow::Result<()> {
    begin_log();
    let desk = Arc::new(archive::desk(folder)?);
    let link = Link::new(token, patience)?;
    let bot = Arc::new(Bot::new(
        Arc::clone(&desk),
        (fetcher, feeds),
        clock,
        (patience, limits),
    ));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.context("no threads for the bot")?;
    let ended = runtime.block_on(until_stopped(link, bot, &desk, folder));
    runtime.shutdown_timeout(LAST_WORK);
    drop(desk);
    info!("stopped");
    ended
}

/// Logs what this program says, and nothing of the libraries below it: serenity's log repeats events word by word.
fn begin_log() {
    let ours = Targets::new().with_target(env!("CARGO_CRATE_NAME"), LevelFilter::INFO);
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false);
    tracing_subscriber::registry()
        .with(lines.with_filter(ours))
        .init();
}

/// Speaks to Discord and to the socket until a signal comes, or until Discord refuses the bot for good.
async fn until_stopped(
    link: Link,
    bot: Arc<Bot>,
    desk: &Arc<Desk>,
    folder: &Path,
) -> anyhow::Result<()> {
    let (stopping, stop) = watch::channel(false);
    let told = stop::told()?;
    let door = tokio::spawn(listen(
        folder.to_owned(),
        Arc::clone(desk),
        Arc::clone(&bot),
        stop.clone(),
    ));
    let polling = tokio::spawn(poll(
        link.clone(),
        Arc::clone(&bot),
        Arc::clone(desk),
        stop.clone(),
    ));
    let posting = tokio::spawn(discord::keep_posting(
        link.clone(),
        Arc::clone(&bot),
        stop.clone(),
    ));
    let publishing = tokio::spawn(discord::keep_in_step(
        link.clone(),
        Arc::clone(&bot),
        stop.clone(),
    ));
    let forgetting = tokio::spawn(discord::keep_forgetting(Arc::clone(&bot), stop.clone()));
    let running = discord::run(link, bot, stop);
    tokio::pin!(running);
    let ended = tokio::select! {
        ended = &mut running => ended,
        () = told => {
            info!("stopping");
            let _ = stopping.send(true);
            running.await
        }
    };
    let _ = stopping.send(true);
    polling.abort();
    posting.abort();
    publishing.abort();
    forgetting.abort();
    // A request that does not come to its end keeps nobody from stopping.
    let _ = tokio::time::timeout(LAST_WORK, door).await;
    Ok(ended?)
}

/// Polls the feeds of every archive, and tells their channels when one breaks or works again.
async fn poll(link: Link, bot: Arc<Bot>, desk: Arc<Desk>, stop: watch::Receiver<bool>) {
    let report = move |report: Report| {
        let Report { feed, word } = report;
        if let Some(channel) = feed.subscription.channel.filter(|channel| *channel != 0) {
            tokio::spawn(discord::tell_of_feed(link.clone(), channel, feed, word));
        }
    };
    let (fetcher, clock) = (bot.fetcher().clone(), bot.clock().clone());
    feeds::keep_polling(desk, fetcher, clock, report, stop).await;
}

/// Lets other commands reach the desk through the socket of the folder; without one they have to wait for the bot to end.
#[cfg(unix)]
async fn listen(
    folder: std::path::PathBuf,
    desk: Arc<Desk>,
    bot: Arc<Bot>,
    stop: watch::Receiver<bool>,
) {
    let began = Instant::now();
    let health = move || {
        let condition = bot.condition();
        Health {
            discord: if condition.is_connected {
                Connection::Connected
            } else {
                Connection::Connecting
            },
            servers: condition.servers as u64,
            seconds: began.elapsed().as_secs(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    };
    let served = match socket::Listener::bind(&folder) {
        Ok(listener) => socket::serve(listener, desk, health, stop).await,
        Err(error) => Err(error),
    };
    if let Err(error) = served {
        warn!("other commands cannot reach the bot: {error}");
    }
}

#[cfg(not(unix))]
async fn listen(_: std::path::PathBuf, _: Arc<Desk>, _: Arc<Bot>, _: watch::Receiver<bool>) {}
