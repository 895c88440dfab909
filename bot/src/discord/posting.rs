//! Posting digests: one task that wakes when one is due, makes posts at the desk, and sends them, one message at a time.
//!
//! How a post goes on is said by `dateline_desk::posting`; what it says, by [`compose`]; each record is kept before what it
//! speaks of is done.

pub(super) mod compose;
mod send;

use super::{bot::Bot, link::Link};
use chrono::{DateTime, TimeDelta, Utc};
use dateline_core::{ArchiveId, Job};
use dateline_desk::{
    Desk, Error,
    posting::{self, Outcome, Step},
};
use send::Sender;
use std::{sync::Arc, time::Duration};
use tokio::{sync::watch, task::spawn_blocking};
use tracing::warn;

/// What others changed is seen after so long at the latest.
const LOOK: Duration = Duration::from_secs(20);

/// Posts what is due until `stop` turns true; what is under way then goes on at the next start.
pub(crate) async fn keep_posting(link: Link, bot: Arc<Bot>, mut stop: watch::Receiver<bool>) {
    let sender = Sender {
        link,
        bot: Arc::clone(&bot),
    };
    loop {
        let now = bot.clock().utc();
        let clock = bot.clock().clone();
        let look = at_desk(&bot, move |desk| compose::look(desk, &clock, now)).await;
        let look = look.unwrap_or_default();
        let mut wake = look.wake;
        for (archive, job) in look.jobs {
            if *stop.borrow() {
                return;
            }
            let again = advance(&sender, &archive, job, &stop).await;
            wake = [wake, again].into_iter().flatten().min();
        }
        let wait = wake.map_or(LOOK, |wake| until(wake, bot.clock().utc()).min(LOOK));
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = bot.posting().notified() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

fn until(wake: DateTime<Utc>, now: DateTime<Utc>) -> Duration {
    (wake - now).to_std().unwrap_or_default()
}

/// Takes a post as far as it goes, and gives until when it waits; none where nothing is left to do.
async fn advance(
    sender: &Sender,
    archive: &ArchiveId,
    mut job: Job,
    stop: &watch::Receiver<bool>,
) -> Option<DateTime<Utc>> {
    let bot = &sender.bot;
    while !*stop.borrow() {
        let (kept, step) = posting::next(&job, bot.clock().utc());
        match step {
            Step::Wait(until) => return Some(until),
            Step::Finish => {
                let archive = archive.clone();
                let settled = at_desk(bot, move |desk| desk.settle_job(&archive, &kept)).await;
                return settled.map_or_else(|| Some(later(bot)), |()| None);
            }
            _ => {}
        }
        if !keep(bot, archive, &kept).await? {
            return None;
        }
        let outcome = match step {
            Step::SwitchOff(trouble) => {
                let (archive, of, now) = (
                    archive.clone(),
                    (kept.channel, kept.kind),
                    bot.clock().utc(),
                );
                let off = at_desk(bot, move |desk| desk.switch_off(&archive, of, trouble, now));
                off.await.map_or(Outcome::Failed, |()| Outcome::Done)
            }
            request => sender.send(archive, &kept, request).await,
        };
        job = posting::learn(&kept, step, outcome, bot.clock().utc());
        if !keep(bot, archive, &job).await? {
            return None;
        }
    }
    None
}

/// Keeps how far a post has come, before anything more is done; says whether it is still wanted. None where it could not be
/// kept: then nothing more is done for now.
async fn keep(bot: &Arc<Bot>, archive: &ArchiveId, job: &Job) -> Option<bool> {
    let (archive, job) = (archive.clone(), job.clone());
    at_desk(bot, move |desk| desk.keep_job(&archive, &job)).await
}

/// When to look again after the archive failed.
fn later(bot: &Bot) -> DateTime<Utc> {
    bot.clock().utc() + TimeDelta::from_std(LOOK).unwrap_or_default()
}

/// Works at the desk, away from the threads that wait; what fails is logged.
async fn at_desk<T: Send + 'static>(
    bot: &Arc<Bot>,
    work: impl FnOnce(&Desk) -> Result<T, Error> + Send + 'static,
) -> Option<T> {
    let desk = Arc::clone(bot.desk());
    match spawn_blocking(move || work(&desk)).await {
        Ok(Ok(done)) => Some(done),
        Ok(Err(error)) => {
            warn!("a digest: {error}");
            None
        }
        Err(error) => {
            warn!("work on a digest broke off: {error}");
            None
        }
    }
}
