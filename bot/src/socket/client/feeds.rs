//! What is asked about feeds.

use super::{Client, Errand, Reply, Request, SocketFault, Trouble};
use dateline_core::{ArchiveId, ArticleId, Feed, FeedId, Polled, Subscription};

impl Client {
    /// Every feed of the archive, in the order of their ids.
    pub(crate) fn feeds(&self, archive: &ArchiveId) -> Result<Vec<Feed>, Trouble> {
        let mut all: Vec<Feed> = Vec::new();
        loop {
            let request = Request::Feeds {
                archive: archive.clone(),
                after: all.last().map(|feed| feed.id().clone()),
            };
            match self.exchange(&request, Errand::Read)? {
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
        self.done(&Request::KeepFeed {
            archive: archive.clone(),
            subscription: subscription.clone(),
        })
    }

    /// Keeps what a poll has shown and which stories it brought.
    pub(crate) fn keep_poll(
        &self,
        archive: &ArchiveId,
        id: &FeedId,
        polled: &Polled,
        brought: &[ArticleId],
    ) -> Result<(), Trouble> {
        self.done(&Request::KeepPoll {
            archive: archive.clone(),
            id: id.clone(),
            polled: polled.clone(),
            brought: brought.to_vec(),
        })
    }

    fn done(&self, request: &Request) -> Result<(), Trouble> {
        match self.exchange(request, Errand::Store)? {
            Reply::Done => Ok(()),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }

    /// Follows a feed no longer; tells whether it was followed.
    pub(crate) fn remove_feed(&self, archive: &ArchiveId, id: &FeedId) -> Result<bool, Trouble> {
        let (archive, id) = (archive.clone(), id.clone());
        match self.exchange(&Request::RemoveFeed { archive, id }, Errand::Remove)? {
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
        let (archive, id) = (archive.clone(), id.clone());
        match self.exchange(&Request::BroughtBy { archive, id }, Errand::Read)? {
            Reply::Ids(ids) => Ok(ids),
            _ => Err(self.trouble(SocketFault::Garbled)),
        }
    }
}
