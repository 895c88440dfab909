//! Polling while the bot runs: every feed of every archive when it is due, until the bot is told to stop.

use super::{
    MOST, Office,
    outcome::{Polling, Word},
    poll::poll,
};
use crate::{archive::Archive, clock::Clock};
use dateline_core::{ArchiveId, Feed, FeedId};
use dateline_desk::{Desk, Error};
use dateline_fetch::{Asked, Fetcher};
use std::{collections::BTreeSet, sync::Arc, time::Duration};
use tokio::{
    sync::{Semaphore, watch},
    task::{JoinSet, spawn_blocking},
};
use tracing::{info, warn};

/// So many feeds are polled at the same time.
const AT_ONCE: usize = 8;

/// What was added or changed by others is seen after so long at the latest.
const LOOK: Duration = Duration::from_secs(20);

/// A feed of an archive.
type Key = (ArchiveId, FeedId);

/// Polls what is due, and reports each poll, until `stop` turns true; what is under way then is given up and taken up again at the next start.
pub(crate) async fn keep_polling(
    desk: Arc<Desk>,
    fetcher: Fetcher,
    clock: Clock,
    report: impl Fn(Polling),
    mut stop: watch::Receiver<bool>,
) {
    let seats = Arc::new(Semaphore::new(AT_ONCE));
    let mut under_way: BTreeSet<Key> = BTreeSet::new();
    let mut polls: JoinSet<(Key, Option<Polling>)> = JoinSet::new();
    loop {
        for (archive, feed) in due(&desk, &clock).await {
            let key = (archive.clone(), feed.id().clone());
            if under_way.insert(key.clone()) {
                let office = Office {
                    archive: Arc::new(Archive::of(Arc::clone(&desk), archive)),
                    fetcher: fetcher.clone(),
                    clock: clock.clone(),
                    most: MOST,
                };
                let seats = Arc::clone(&seats);
                polls.spawn(async move {
                    let seat = seats.acquire_owned().await;
                    let polling = polled(&office, feed).await;
                    drop(seat);
                    if polling.is_none() {
                        // The archive failed, and the feed is due still: not at once again.
                        tokio::time::sleep(LOOK).await;
                    }
                    (key, polling)
                });
            }
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            Some(done) = polls.join_next() => settle(done, &mut under_way, &report),
            () = tokio::time::sleep(LOOK) => {}
        }
        while let Some(done) = polls.try_join_next() {
            settle(done, &mut under_way, &report);
        }
    }
}

fn settle(
    done: Result<(Key, Option<Polling>), tokio::task::JoinError>,
    under_way: &mut BTreeSet<Key>,
    report: &impl Fn(Polling),
) {
    match done {
        Ok((key, polling)) => {
            under_way.remove(&key);
            if let Some(polling) = polling {
                report(polling);
            }
        }
        // Which feed it was is not known; it stays marked, so that one that breaks us is not polled for ever.
        Err(error) => warn!("a poll broke off: {error}"),
    }
}

async fn polled(office: &Office, feed: Feed) -> Option<Polling> {
    let url = feed.address().to_owned();
    match poll(office, feed, Asked::BySchedule).await {
        Ok(polling) => {
            match (&polling.came, &polling.word) {
                (Ok(brought), _) if !brought.stories.is_empty() => {
                    info!("{url}: {} new or changed", brought.stories.len());
                }
                (Err(fault), Some(Word::Broke)) => warn!("{url}: {}", fault.words()),
                _ => {}
            }
            Some(polling)
        }
        Err(trouble) => {
            warn!("{url}: {trouble}");
            None
        }
    }
}

/// The feeds that are to be polled now.
async fn due(desk: &Arc<Desk>, clock: &Clock) -> Vec<(ArchiveId, Feed)> {
    let (desk, now) = (Arc::clone(desk), clock.utc());
    let looked = spawn_blocking(move || -> Result<_, Error> {
        let mut due = Vec::new();
        for archive in desk.archives()? {
            let feeds = desk.feeds(&archive)?.into_iter();
            let feeds = feeds.filter(|feed| feed.is_due(now));
            due.extend(feeds.map(|feed| (archive.clone(), feed)));
        }
        Ok(due)
    });
    match looked.await {
        Ok(Ok(due)) => due,
        Ok(Err(error)) => {
            warn!("the feeds could not be looked up: {error}");
            Vec::new()
        }
        Err(error) => {
            warn!("the feeds could not be looked up: {error}");
            Vec::new()
        }
    }
}
