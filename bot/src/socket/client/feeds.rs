//! What is asked about feeds.

use super::{Client, Errand, Reply, Request, SocketFault, Trouble};
use crate::socket::wire::Feeding;
use dateline_core::{ArchiveId, ArticleId, Feed, FeedId, Polled, Subscription};

impl Client {
    /// Every feed of the archive, in the order of their ids.
    pub(crate) fn feeds(&self, archive: &ArchiveId) -> Result<Vec<Feed>, Trouble> {
        let mut all: Vec<Feed> = Vec::new();
        loop {
            let after = all.last().map(|feed| feed.id().clone());
            match self.about_feeds(archive, Feeding::List { after }, Errand::Read)? {
                Reply::Feeds(feeds) if feeds.is_empty() => return Ok(all),
                Reply::Feeds(feeds) => all.extend(feeds),
                _ => return Err(self.trouble(SocketFault::Garbled)),
            }
        }
    }

    /// Follows a feed, or changes what was said of it.
    pub(crate) fn keep_feed(
        &self,
        archive: &ArchiveId,
        subscription: &Subscription,
    ) -> Result<(), Trouble> {
        let subscription = subscription.clone();
        self.done(archive, Feeding::Keep { subscription })
    }

    /// Keeps what a poll has shown and which stories it brought.
    pub(crate) fn keep_poll(
        &self,
        archive: &ArchiveId,
        id: &FeedId,
        polled: &Polled,
        brought: &[ArticleId],
    ) -> Result<(), Trouble> {
        let work = Feeding::KeepPoll {
            id: id.clone(),
            polled: polled.clone(),
            brought: brought.to_vec(),
        };
        self.done(archive, work)
    }

    fn about_feeds(
        &self,
        archive: &ArchiveId,
        work: Feeding,
        errand: Errand,
    ) -> Result<Reply, Trouble> {
        let archive = archive.clone();
        self.exchange(&Request::Feed { archive, work }, errand)
    }

    fn done(&self, archive: &ArchiveId, work: Feeding) -> Result<(), Trouble> {
        match self.about_feeds(archive, work, Errand::Store)? {
            Reply::Done => Ok(()),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Follows a feed no longer; tells whether it was followed.
    pub(crate) fn remove_feed(&self, archive: &ArchiveId, id: &FeedId) -> Result<bool, Trouble> {
        let work = Feeding::Remove { id: id.clone() };
        match self.about_feeds(archive, work, Errand::Remove)? {
            Reply::Forgotten(was_there) => Ok(was_there),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// The stories that a feed brought.
    pub(crate) fn brought_by(
        &self,
        archive: &ArchiveId,
        id: &FeedId,
    ) -> Result<Vec<ArticleId>, Trouble> {
        let work = Feeding::BroughtBy { id: id.clone() };
        match self.about_feeds(archive, work, Errand::Read)? {
            Reply::Ids(ids) => Ok(ids),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }
}
