//! Events that were published among a server's events at Discord: one task that keeps them in step with the news.
//!
//! What is to be done is said by `dateline_desk::publishing`, what is to be shown by [`due`], and [`send`] does it.

pub(super) mod due;
pub(super) mod send;

use super::{bot::Bot, link::Link};
use dateline_core::{ArchiveId, Publication};
use dateline_desk::{
    Desk, Error,
    publishing::{self, Due, Outcome, Step},
};
use serenity::all::Http;
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::{Notify, watch};
use tracing::warn;

/// What changed elsewhere (a feed, another command on the socket) is seen after so long at the latest.
const LOOK: Duration = Duration::from_secs(20);

/// Which archives have events published; the others are never looked at.
#[derive(Debug, Default)]
pub(super) struct Publishing {
    archives: Mutex<BTreeSet<ArchiveId>>,
    changed: Notify,
}

impl Publishing {
    /// Events of that archive are published from now on.
    pub(super) fn joins(&self, archive: &ArchiveId) {
        self.known(|archives| archives.insert(archive.clone()));
        self.changed.notify_one();
    }

    /// Something was done in that archive.
    pub(super) fn look(&self, archive: &ArchiveId) {
        if self.known(|archives| archives.contains(archive)) {
            self.changed.notify_one();
        }
    }

    fn known<T>(&self, with: impl FnOnce(&mut BTreeSet<ArchiveId>) -> T) -> T {
        with(&mut self.archives.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Keeps what is published in step until `stop` turns true.
pub(crate) async fn keep_in_step(link: Link, bot: Arc<Bot>, mut stop: watch::Receiver<bool>) {
    let known = at_desk(&bot, |desk| {
        let mut known = BTreeSet::new();
        for archive in desk.archives()? {
            if !desk.publications(&archive)?.is_empty() {
                known.insert(archive);
            }
        }
        Ok(known)
    });
    let known = known.await.unwrap_or_default();
    bot.publishing().known(|archives| archives.extend(known));
    loop {
        for archive in bot.publishing().known(|archives| archives.clone()) {
            keep_archive(&link, &bot, &archive, &stop).await;
        }
        tokio::select! {
            _ = stop.wait_for(|stop| *stop) => return,
            () = bot.publishing().changed.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

async fn keep_archive(
    link: &Link,
    bot: &Arc<Bot>,
    archive: &ArchiveId,
    stop: &watch::Receiver<bool>,
) {
    let (place, now) = (archive.clone(), bot.clock().now());
    let read = at_desk(bot, move |desk| {
        let published = desk.publications(&place)?.into_iter();
        published
            .map(|publication| {
                let event = desk.event(&place, &publication.event, &now)?;
                let due = due::of(&publication, event.as_ref());
                Ok((publication, due))
            })
            .collect::<Result<Vec<_>, Error>>()
    });
    let Some(published) = read.await else { return };
    if published.is_empty() {
        bot.publishing().known(|archives| archives.remove(archive));
    }
    for (publication, due) in published {
        if *stop.borrow() {
            return;
        }
        advance(link.requests(), bot, archive, (publication, due)).await;
    }
}

/// Takes one publication as far as it goes.
async fn advance(
    http: &Http,
    bot: &Arc<Bot>,
    archive: &ArchiveId,
    (mut publication, due): (Publication, Due),
) {
    loop {
        let now = bot.clock().utc();
        let step = publishing::next(&publication, &due, now);
        if matches!(step, Step::Wait(_)) {
            return;
        }
        if step == Step::Make {
            publication = publishing::making(&publication, &due, now);
            if !kept(bot, archive, &publication).await {
                return;
            }
        }
        let outcome = send::send(http, archive, &publication, &step).await;
        let now = bot.clock().utc();
        match publishing::learn(&publication, (&step, &due), outcome, now) {
            Some(record) if kept(bot, archive, &record).await => publication = record,
            Some(_) => return,
            None => {
                let (archive, event) = (archive.clone(), publication.event.clone());
                at_desk(bot, move |desk| desk.end_publication(&archive, &event)).await;
                return;
            }
        }
    }
}

async fn kept(bot: &Arc<Bot>, archive: &ArchiveId, publication: &Publication) -> bool {
    let (archive, publication) = (archive.clone(), publication.clone());
    let kept = at_desk(bot, move |desk| {
        desk.keep_publication(&archive, &publication)
    });
    kept.await.unwrap_or_default()
}

/// Makes an event that was just kept as to be made, and gives what it is at Discord; where it is not known, the task finds out.
pub(super) async fn make(
    bot: &Bot,
    http: &Http,
    archive: &ArchiveId,
    publication: &Publication,
) -> Result<Outcome, Error> {
    let outcome = send::send(http, archive, publication, &Step::Make).await;
    // What is shown was kept already; only where it stands is new.
    let learnt = publishing::learn(
        publication,
        (&Step::Make, &Due::Dateless),
        outcome,
        bot.clock().utc(),
    );
    match learnt {
        Some(record) => {
            bot.desk().keep_publication(archive, &record)?;
            bot.publishing().joins(archive);
        }
        None => bot.desk().end_publication(archive, &publication.event)?,
    }
    Ok(outcome)
}

/// Removes all that is published of an archive which is about to be forgotten. What Discord does not let go is logged: its words
/// cannot be found again.
pub(super) async fn take_down(bot: &Bot, http: &Http, archive: &ArchiveId) {
    let published = bot.desk().publications(archive).unwrap_or_default();
    for publication in published {
        if let dateline_core::Stage::Shown(id) = publication.stage {
            let outcome = send::send(http, archive, &publication, &Step::Remove(id)).await;
            if !matches!(outcome, Outcome::Done | Outcome::Missing) {
                warn!("an event of {archive} at Discord could not be removed: {outcome:?}");
            }
        }
    }
}

/// Works at the desk, away from the threads that wait; what fails is logged.
async fn at_desk<T: Send + 'static>(
    bot: &Arc<Bot>,
    work: impl FnOnce(&Desk) -> Result<T, Error> + Send + 'static,
) -> Option<T> {
    bot.behind("published events", work).await
}
