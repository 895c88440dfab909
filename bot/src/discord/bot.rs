//! What every event handler shares: the desk, the clock, and how the bot is doing.

use super::{
    acts,
    customs::Customs,
    fault::Fault,
    limits::{Counted, Limits},
    link::{Link, Patience},
    place::Place,
    publishing::Publishing,
    seen::Seen,
};
use crate::{answers, archive::Archive, clock::Clock, feeds::Office, metrics::Metrics};
use dateline_core::{ArchiveId, Moment};
use dateline_desk::{Desk, Error};
use dateline_fetch::Fetcher;
use dateline_render::discord::{self, Card, Notice};
use serenity::all::{ApplicationId, GuildId, UserId};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::Duration,
};
use tokio::sync::{Notify, watch};
use tracing::warn;

/// Whether Discord is connected, and how many servers have the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Condition {
    pub(crate) is_connected: bool,
    pub(crate) servers: usize,
}

/// The bot as its handlers see it.
pub(crate) struct Bot {
    desk: Arc<Desk>,
    fetcher: Fetcher,
    feeds: usize,
    clock: Clock,
    patience: Patience,
    application: OnceLock<ApplicationId>,
    account: OnceLock<UserId>,
    is_connected: Mutex<bool>,
    servers: Mutex<BTreeSet<GuildId>>,
    seen: Mutex<Seen>,
    working: watch::Sender<usize>,
    posting: Notify,
    publishing: Publishing,
    counted: Counted,
    link: OnceLock<Link>,
    metrics: Arc<Metrics>,
}

/// Counts an answer under way for as long as it lives.
pub(crate) struct Working<'a>(&'a watch::Sender<usize>);

impl Drop for Working<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count = count.saturating_sub(1));
    }
}

impl Bot {
    pub(crate) fn new(
        desk: Arc<Desk>,
        (fetcher, feeds): (Fetcher, usize),
        clock: Clock,
        (patience, limits): (Patience, Limits),
    ) -> Self {
        Self {
            desk,
            fetcher,
            feeds,
            clock,
            patience,
            application: OnceLock::new(),
            account: OnceLock::new(),
            is_connected: Mutex::new(false),
            servers: Mutex::default(),
            seen: Mutex::default(),
            working: watch::Sender::new(0),
            posting: Notify::new(),
            publishing: Publishing::default(),
            counted: Counted::new(limits),
            link: OnceLock::new(),
            metrics: Arc::new(Metrics::new()),
        }
    }

    /// Told when something was done, so that nothing that is due by it waits for the next look.
    pub(super) fn posting(&self) -> &Notify {
        &self.posting
    }

    /// Counts a question of a person; refused where there were too many lately.
    pub(super) fn counts_question(&self, person: UserId) -> Result<(), Notice> {
        self.counted.question(person, self.clock.utc())
    }

    /// Counts a story that is to be saved; refused where there were too many lately.
    pub(super) fn counts_save(&self, place: &Place) -> Result<(), Notice> {
        let now = self.clock.utc();
        self.counted.save(place.person, &place.archive, now)
    }

    /// By which way requests go to Discord.
    pub(super) fn is_linked_by(&self, link: &Link) {
        let _ = self.link.set(link.clone());
    }

    /// For requests that no interaction brings a way for.
    pub(super) fn link(&self) -> Option<&Link> {
        self.link.get()
    }

    /// Which archives have events published, and whether one of them may have changed.
    pub(super) fn publishing(&self) -> &Publishing {
        &self.publishing
    }

    /// What is counted.
    pub(crate) fn metrics(&self) -> &Arc<Metrics> {
        &self.metrics
    }

    pub(crate) fn desk(&self) -> &Arc<Desk> {
        &self.desk
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(crate) fn fetcher(&self) -> &Fetcher {
        &self.fetcher
    }

    /// Where the feeds of a place are followed.
    pub(super) fn office(&self, place: &Place) -> Office {
        let archive = Archive::of(Arc::clone(&self.desk), place.archive.clone());
        Office {
            archive: Arc::new(archive),
            fetcher: self.fetcher.clone(),
            clock: self.clock.clone(),
            most: self.feeds,
        }
    }

    pub(crate) fn patience(&self) -> Patience {
        self.patience
    }

    /// How the bot is doing.
    pub(crate) fn condition(&self) -> Condition {
        Condition {
            is_connected: *locked(&self.is_connected),
            servers: locked(&self.servers).len(),
        }
    }

    pub(super) fn is_application(&self, id: ApplicationId) {
        let _ = self.application.set(id);
    }

    pub(super) fn application(&self) -> Option<ApplicationId> {
        self.application.get().copied()
    }

    /// The bot's own account, as Discord told when it connected.
    pub(super) fn is_account(&self, id: UserId) {
        let _ = self.account.set(id);
    }

    /// The bot's own account; before it is told, the application's number, which is the same for all but old bots.
    pub(super) fn me(&self) -> Option<UserId> {
        let same = || self.application().map(|id| UserId::new(id.get()));
        self.account.get().copied().or_else(same)
    }

    /// Whether that is the bot itself.
    pub(super) fn is_me(&self, user: UserId) -> bool {
        self.me() == Some(user)
    }

    pub(super) fn connected(&self, is_connected: bool) {
        *locked(&self.is_connected) = is_connected;
    }

    pub(super) fn joined(&self, servers: impl IntoIterator<Item = GuildId>) {
        locked(&self.servers).extend(servers);
    }

    /// Whether the bot is in that server.
    pub(super) fn is_in(&self, server: GuildId) -> bool {
        locked(&self.servers).contains(&server)
    }

    pub(super) fn left(&self, server: GuildId) {
        locked(&self.servers).remove(&server);
    }

    /// Whether an event of that id came for the first time; Discord delivers some twice.
    pub(super) fn is_new(&self, id: u64) -> bool {
        locked(&self.seen).is_new(id)
    }

    /// Counts an answer under way until what is returned is dropped.
    pub(super) fn begin(&self) -> Working<'_> {
        self.working.send_modify(|count| *count += 1);
        Working(&self.working)
    }

    /// Waits for the answers under way, but not longer than that.
    pub(super) async fn finish_answers(&self, most: Duration) {
        let mut working = self.working.subscribe();
        // Whoever is not done by then gets no answer; the bot has to stop.
        let _ = tokio::time::timeout(most, working.wait_for(|count| *count == 0)).await;
    }

    /// What is set in a place, with the clock as it hangs there.
    pub(super) async fn customs(&self, place: &Place) -> Result<Customs, Fault> {
        let (desk, clock, archive) = self.of(place);
        let read = move || Customs::of(&desk, &archive, &clock);
        let customs = tokio::task::spawn_blocking(read).await;
        Ok(customs.map_err(Fault::Broken)??)
    }

    fn of(&self, place: &Place) -> (Arc<Desk>, Clock, ArchiveId) {
        let (desk, clock) = (Arc::clone(&self.desk), self.clock.clone());
        (desk, clock, place.archive.clone())
    }

    /// Works at the desk, away from the threads that listen to Discord; now is what the clocks of the place show.
    pub(super) async fn at_desk<T: Send + 'static>(
        &self,
        place: &Place,
        work: impl FnOnce(&Desk, &Moment) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Fault> {
        let (desk, clock, archive) = self.of(place);
        let done = tokio::task::spawn_blocking(move || {
            let now = Customs::of(&desk, &archive, &clock)?.now();
            work(&desk, &now)
        });
        let done = done.await;
        Ok(done.map_err(Fault::Broken)??)
    }

    /// Works at the desk for nobody who waits for an answer; what fails is logged as that, and comes to nothing.
    pub(super) async fn behind<T: Send + 'static>(
        &self,
        what: &'static str,
        work: impl FnOnce(&Desk) -> Result<T, Error> + Send + 'static,
    ) -> Option<T> {
        let desk = Arc::clone(&self.desk);
        match tokio::task::spawn_blocking(move || work(&desk)).await {
            Ok(Ok(done)) => Some(done),
            Ok(Err(error)) => {
                warn!("{what}: {error}");
                None
            }
            Err(error) => {
                warn!("{what}: the work broke off: {error}");
                None
            }
        }
    }

    /// The answer to a question, as a card; one that is too long is told so.
    pub(super) async fn answer(&self, place: &Place, question: &str) -> Result<Card, Fault> {
        let length = question.chars().count();
        if length > answers::LIMIT {
            let limit = answers::LIMIT;
            return Err(Notice::LongQuestion { limit, length }.into());
        }
        if !question.contains(char::is_alphanumeric) {
            return Err(Notice::NoQuestion.into());
        }
        let question = self.customs(place).await?.question(question);
        let archive = place.archive.clone();
        let told = self.at_desk(place, move |desk, now| {
            let answer = desk.ask(&archive, &question, now)?;
            let event = desk.event_behind(&archive, &answer, now)?;
            Ok((answer, event))
        });
        let (answer, event) = told.await?;
        self.metrics.answered(answer.state());
        let card = discord::answer(&answer, place.asked);
        Ok(match &event {
            Some(event) => acts::with_acts(card, event, &place.archive),
            None => card,
        })
    }
}

/// The value, whatever became of the last holder: each is whole at every moment.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
