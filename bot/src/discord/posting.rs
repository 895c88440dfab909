//! Posting digests, reminders and what watches find: one task that wakes when something is due, makes posts at the desk, and
//! sends them, one message at a time.
//!
//! How a post goes on is said by `dateline_desk::posting`; what it says, by [`compose`], [`reminders`] and [`watches`]; each record
//! is kept before what it speaks of is done.

pub(super) mod compose;
mod plan;
pub(super) mod reminders;
mod send;
pub(super) mod watches;

use super::{bot::Bot, link::Link};
use chrono::{DateTime, TimeDelta, Utc};
use dateline_core::{ArchiveId, Job};
use dateline_desk::{
    Desk, Error,
    posting::{self, Outcome, Step},
};
use plan::Plan;
use send::Sender;
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// What others changed is seen after so long at the latest.
const LOOK: Duration = Duration::from_secs(20);

/// Posts what is due until `stop` turns true; what is under way then goes on at the next start.
pub(crate) async fn keep_posting(link: Link, bot: Arc<Bot>, mut stop: watch::Receiver<bool>) {
    let sender = Sender {
        link,
        bot: Arc::clone(&bot),
    };
    let mut plan = Plan::default();
    loop {
        let now = bot.clock().utc();
        let mut known = std::mem::take(&mut plan);
        let zone = bot.clock().zone().clone();
        let look = at_desk(&bot, move |desk| {
            let jobs = known.look(desk, &zone, now)?;
            Ok((known, jobs))
        });
        // Where the look failed, everything is looked at anew.
        let jobs;
        (plan, jobs) = look.await.unwrap_or_default();
        let is_at_work = !jobs.is_empty();
        for (archive, job) in jobs {
            if *stop.borrow() {
                return;
            }
            let again = advance(&sender, &archive, job, &stop).await;
            // Behind a post there may be more to tell.
            plan.wake_for(&archive, again.or(Some(now)));
        }
        if is_at_work && plan.next().is_some_and(|next| next <= now) {
            continue;
        }
        let wait = plan
            .next()
            .map_or(LOOK, |wake| until(wake, bot.clock().utc()).min(LOOK));
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
        match keep(bot, archive, &kept).await {
            Some(true) => {}
            Some(false) => return None,
            None => return Some(later(bot)),
        }
        let outcome = match step {
            Step::SwitchOff(trouble) => {
                let (archive, job, now) = (archive.clone(), kept.clone(), bot.clock().utc());
                let off = at_desk(bot, move |desk| {
                    desk.switch_off(&archive, &job, trouble, now)
                });
                off.await.map_or(Outcome::Failed, |()| Outcome::Done)
            }
            request => sender.send(archive, &kept, request).await,
        };
        job = posting::learn(&kept, step, outcome, bot.clock().utc());
        match keep(bot, archive, &job).await {
            Some(true) => {}
            Some(false) => return None,
            None => return Some(later(bot)),
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
    bot.behind("a post", work).await
}
