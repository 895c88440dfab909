//! The feeds of an archive, wherever its desk is.

use super::{Archive, Place, told};
use dateline_core::{ArticleId, Feed, FeedId, Polled, Subscription};
use dateline_render::Trouble;

impl Archive {
    /// Every feed that is followed, in the order of their ids.
    pub(crate) fn feeds(&self) -> Result<Vec<Feed>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.feeds(&self.id)),
            Place::There(client) => client.feeds(&self.id),
        }
    }

    /// Follows a feed, or changes what was said of it.
    pub(crate) fn keep_feed(&self, subscription: &Subscription) -> Result<(), Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.keep_feed(&self.id, subscription)),
            Place::There(client) => client.keep_feed(&self.id, subscription),
        }
    }

    /// Keeps what a poll has shown and which stories it brought.
    pub(crate) fn keep_poll(
        &self,
        id: &FeedId,
        polled: &Polled,
        brought: &[ArticleId],
    ) -> Result<(), Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.keep_poll(&self.id, id, polled, brought)),
            Place::There(client) => client.keep_poll(&self.id, id, polled, brought),
        }
    }

    /// Follows a feed no longer; tells whether it was followed.
    pub(crate) fn remove_feed(&self, id: &FeedId) -> Result<bool, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.remove_feed(&self.id, id)),
            Place::There(client) => client.remove_feed(&self.id, id),
        }
    }

    /// The stories that a feed brought.
    pub(crate) fn brought_by(&self, id: &FeedId) -> Result<Vec<ArticleId>, Trouble> {
        match &self.desk {
            Place::Here(desk) => told(desk.brought_by(&self.id, id)),
            Place::There(client) => client.brought_by(&self.id, id),
        }
    }
}
