//! The bot as a process: its token, its data folder, its clock, and a stop within seconds.

mod facts;
mod log;
mod stop;
mod token;

pub(crate) use log::{Form, Level, Log};
pub(crate) use token::Token;

use crate::{
    archive,
    clock::Clock,
    discord::{self, Bot, Limits, Link, Patience},
    feeds::{self, Polling},
    metrics::{Door, Ended},
    socket::{self, Connection, Health},
};
use anyhow::Context;
use dateline_desk::Desk;
use dateline_fetch::Fetcher;
use dateline_render::Trouble;
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::watch;
use tracing::{info, warn};

/// What people had forgotten is out of the index's files after so long at the latest.
const TIDY: Duration = Duration::from_secs(60);

/// Requests of other commands, and then threads that still work at the desk, get so long when everything else has ended.
const LAST_WORK: Duration = Duration::from_millis(500);

/// What the bot is run with.
pub(crate) struct Serving {
    pub(crate) folder: PathBuf,
    pub(crate) token: Token,
    pub(crate) clock: Clock,
    pub(crate) patience: Patience,
    pub(crate) fetcher: Fetcher,
    /// The most feeds of a server.
    pub(crate) feeds: usize,
    /// How much one person may ask and save.
    pub(crate) limits: Limits,
    pub(crate) log: Log,
    /// Where counts are shown, if anywhere.
    pub(crate) metrics: Option<SocketAddr>,
}

/// Runs the bot on the folder until it is told to stop.
pub(crate) fn run(serving: Serving) -> anyhow::Result<()> {
    serving.log.begin();
    let folder = serving.folder;
    let desk = Arc::new(archive::desk(&folder)?);
    let link = Link::new(serving.token, serving.patience)?;
    let bot = Arc::new(Bot::new(
        Arc::clone(&desk),
        (serving.fetcher, serving.feeds),
        serving.clock,
        (serving.patience, serving.limits),
    ));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    let runtime = runtime.context("no threads for the bot")?;
    let ended = runtime.block_on(until_stopped(link, bot, (&desk, &folder), serving.metrics));
    runtime.shutdown_timeout(LAST_WORK);
    drop(desk);
    info!("stopped");
    ended
}

/// Speaks to Discord and to the socket until a signal comes, or until Discord refuses the bot for good.
async fn until_stopped(
    link: Link,
    bot: Arc<Bot>,
    (desk, folder): (&Arc<Desk>, &Path),
    metrics: Option<SocketAddr>,
) -> anyhow::Result<()> {
    let (stopping, stop) = watch::channel(false);
    let told = stop::told()?;
    if let Some(address) = metrics {
        show_counts(address, &bot, folder, stop.clone()).await?;
    }
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
    let tidying = tokio::spawn(keep_tidy(Arc::clone(desk), stop.clone()));
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
    tidying.abort();
    publishing.abort();
    forgetting.abort();
    // A request that does not come to its end keeps nobody from stopping.
    let _ = tokio::time::timeout(LAST_WORK, door).await;
    Ok(ended?)
}

/// Shows on an address how the bot is doing, as long as it runs.
async fn show_counts(
    address: SocketAddr,
    bot: &Arc<Bot>,
    folder: &Path,
    stop: watch::Receiver<bool>,
) -> Result<(), Trouble> {
    let door = Door::open(address).await?;
    if let Some(address) = door.address() {
        info!("counts are shown on http://{address}/metrics");
    }
    let metrics = Arc::clone(bot.metrics());
    let (bot, folder) = (Arc::clone(bot), folder.to_owned());
    let look = Arc::new(move || facts::look(&bot, &folder));
    tokio::spawn(door.answer(metrics, look, stop));
    Ok(())
}

/// Polls the feeds of every archive, and tells their channels when one breaks or works again.
async fn poll(link: Link, bot: Arc<Bot>, desk: Arc<Desk>, stop: watch::Receiver<bool>) {
    let (fetcher, clock) = (bot.fetcher().clone(), bot.clock().clone());
    let report = move |polling: Polling| {
        let (ended, stories) = match &polling.came {
            Ok(brought) => (Ended::Well, brought.stories.len()),
            Err(_) => (Ended::Failed, 0),
        };
        bot.metrics().polled(ended, stories);
        let Polling { feed, word, .. } = polling;
        let channel = feed.subscription.channel.filter(|channel| *channel != 0);
        if let Some((channel, word)) = channel.zip(word) {
            tokio::spawn(discord::tell_of_feed(link.clone(), channel, feed, word));
        }
    };
    feeds::keep_polling(desk, fetcher, clock, report, stop).await;
}

/// Tells of archives whose reading anew was cut short, then takes out of the index's files what people had forgotten, until `stop`
/// turns true.
async fn keep_tidy(desk: Arc<Desk>, mut stop: watch::Receiver<bool>) {
    let cut_short = |desk: &Desk| -> Result<Vec<_>, dateline_desk::Error> {
        let mut found = desk.archives()?;
        found.retain(|archive| desk.is_being_reread(archive).unwrap_or(false));
        Ok(found)
    };
    for archive in cut_short(&desk).unwrap_or_default() {
        warn!(
            "reading {archive} anew was cut short and some events are missing; run: dateline reread --archive {archive}"
        );
    }
    loop {
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = tokio::time::sleep(TIDY) => {}
        }
        let desk = Arc::clone(&desk);
        if let Ok(Err(error)) = tokio::task::spawn_blocking(move || desk.purge()).await {
            warn!("what was forgotten still lies in the files of the index: {error}");
        }
    }
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
