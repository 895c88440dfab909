//! Following feeds: each is polled, what is new in it becomes stories, and who follows it learns once when it breaks.
//!
//! Everything that blocks (the archive, reading) is done away from the threads that wait for the network.

mod entries;
mod named;
mod outcome;
mod poll;
mod round;
mod stories;
mod verbs;
mod watch;

pub(crate) use named::named;
pub(crate) use outcome::{Polling, Story, Word};
pub(crate) use round::round;
pub(crate) use stories::{fetched, fetched_for, read as read_page, stories_of, story_of};
pub(crate) use verbs::{
    Change, add, discover, edit, export, import, remove, set_paused, topic, try_out,
};
pub(crate) use watch::keep_polling;

use crate::{archive::Archive, clock::Clock};
use dateline_fetch::Fetcher;
use dateline_render::Trouble;
use std::sync::Arc;

/// The most feeds of an archive at the shell.
pub(crate) const MOST: usize = 10_000;

/// The most entries of a list of feeds.
pub(crate) const MOST_LISTED: usize = 500;

/// Where feeds are followed: an archive, the network, a clock.
#[derive(Clone)]
pub(crate) struct Office {
    pub(crate) archive: Arc<Archive>,
    pub(crate) fetcher: Fetcher,
    pub(crate) clock: Clock,
    /// The most feeds that the archive may follow.
    pub(crate) most: usize,
}

impl Office {
    /// Works at the archive, away from the threads that wait for the network.
    pub(crate) async fn at_archive<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Archive) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Trouble> {
        let archive = Arc::clone(&self.archive);
        apart(move || work(&archive)).await?
    }
}

/// Does what takes time on a thread of its own; a fault of ours there is told and ends nothing else.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Trouble> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => Ok(done),
        // Nobody cancels but the end of the process, which nobody has to be told of.
        Err(error) if error.is_cancelled() => std::future::pending().await,
        Err(error) => Err(Trouble::Told {
            sentence: format!("Something failed here: {error}."),
        }),
    }
}
