//! The feeds that an archive follows, kept beside its stories.
//!
//! What people said of a feed and what polling has shown lie under two keys, so that neither overwrites the other.

use crate::{Desk, Error};
use dateline_core::{ArchiveId, ArticleId, Feed, FeedId, Polled, Subscription};
use dateline_storage::Store;
use serde::{Serialize, de::DeserializeOwned};

/// Before every value: the version of its form.
const FORM: &str = "1 ";

fn said_key(id: &FeedId) -> String {
    format!("feed/{id}")
}

fn polled_key(id: &FeedId) -> String {
    format!("polled/{id}")
}

/// Under these keys stand the ids of the stories that a feed brought, a value for each poll.
fn brought_prefix(id: &FeedId) -> String {
    format!("brought/{id}/")
}

impl Desk {
    /// Every feed that the archive follows, in the order of their ids.
    pub fn feeds(&self, archive: &ArchiveId) -> Result<Vec<Feed>, Error> {
        let store = self.store();
        let said = store.state_list(archive, "feed/")?;
        said.iter()
            .map(|(key, value)| self.with_polled(archive, read(key, &value.bytes)?))
            .collect()
    }

    /// One feed, if the archive follows it.
    pub fn feed(&self, archive: &ArchiveId, id: &FeedId) -> Result<Option<Feed>, Error> {
        let key = said_key(id);
        let said = self.store().state_get(archive, &key)?;
        said.map(|value| self.with_polled(archive, read(&key, &value.bytes)?))
            .transpose()
    }

    fn with_polled(&self, archive: &ArchiveId, subscription: Subscription) -> Result<Feed, Error> {
        let key = polled_key(&subscription.id);
        let polled = self.store().state_get(archive, &key)?;
        let polled = polled.map(|value| read(&key, &value.bytes)).transpose()?;
        Ok(Feed {
            polled: polled.unwrap_or_default(),
            subscription,
        })
    }

    /// Follows a feed, or changes what was said of it; durable on return.
    pub fn keep_feed(&self, archive: &ArchiveId, subscription: &Subscription) -> Result<(), Error> {
        let key = said_key(&subscription.id);
        write(self.store(), archive, &key, subscription)
    }

    /// Keeps what a poll has shown and which stories it brought; durable on return. A feed that was removed meanwhile stays
    /// removed.
    pub fn keep_poll(
        &self,
        archive: &ArchiveId,
        id: &FeedId,
        polled: &Polled,
        brought: &[ArticleId],
    ) -> Result<(), Error> {
        let store = self.store();
        if store.state_get(archive, &said_key(id))?.is_none() {
            return Ok(());
        }
        if !brought.is_empty() {
            let key = format!("{}{:010}", brought_prefix(id), polled.polls);
            write(store, archive, &key, &brought)?;
        }
        write(store, archive, &polled_key(id), polled)
    }

    /// Follows a feed no longer; its stories stay. Says whether it was followed.
    pub fn remove_feed(&self, archive: &ArchiveId, id: &FeedId) -> Result<bool, Error> {
        let store = self.store();
        let was_there = store.state_remove(archive, &said_key(id))?;
        store.state_remove(archive, &polled_key(id))?;
        for (key, _) in store.state_list(archive, &brought_prefix(id))? {
            store.state_remove(archive, &key)?;
        }
        Ok(was_there)
    }

    /// The stories that a feed brought, the oldest poll first; those that were removed since are still named.
    pub fn brought_by(&self, archive: &ArchiveId, id: &FeedId) -> Result<Vec<ArticleId>, Error> {
        let values = self.store().state_list(archive, &brought_prefix(id))?;
        let mut brought = Vec::new();
        for (key, value) in values {
            brought.extend(read::<Vec<ArticleId>>(&key, &value.bytes)?);
        }
        Ok(brought)
    }
}

fn write(
    store: &dyn Store,
    archive: &ArchiveId,
    key: &str,
    value: &impl Serialize,
) -> Result<(), Error> {
    store.state_put(archive, key, written(key, value)?.as_bytes())?;
    Ok(())
}

/// The value as it is kept.
pub(crate) fn written(key: &str, value: &impl Serialize) -> Result<String, Error> {
    let json = serde_json::to_string(value).map_err(|error| dateline_storage::Error::Unfit {
        what: key.to_owned(),
        why: error.to_string(),
    })?;
    Ok(format!("{FORM}{json}"))
}

/// The value; one in a form that this version does not know is named, never overlooked.
pub(crate) fn read<T: DeserializeOwned>(key: &str, bytes: &[u8]) -> Result<T, Error> {
    let unreadable = |why: String| dateline_storage::Error::Unreadable {
        what: format!("value {key}"),
        why,
    };
    let json = bytes
        .strip_prefix(FORM.as_bytes())
        .ok_or_else(|| unreadable("its form is not known to this version".into()))?;
    Ok(serde_json::from_slice(json).map_err(|error| unreadable(error.to_string()))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_core::Draft;

    fn desk() -> (Desk, ArchiveId, Subscription) {
        let added = "2026-11-23T09:00:00Z".parse().expect("an instant");
        let desk = Desk::in_memory().expect("a desk");
        let feed = Subscription::new("https://news.example/feed", added);
        (desk, ArchiveId::local(), feed)
    }

    #[test]
    fn what_people_say_and_what_polling_shows_are_kept_apart() {
        let (desk, local, mut feed) = desk();
        desk.keep_feed(&local, &feed).expect("kept");
        let polled = Polled {
            polls: 1,
            title: Some("News".into()),
            ..Polled::default()
        };
        desk.keep_poll(&local, &feed.id, &polled, &[])
            .expect("kept");
        feed.is_paused = true;
        desk.keep_feed(&local, &feed).expect("kept");
        let kept = desk.feed(&local, &feed.id).expect("read").expect("there");
        assert!(kept.subscription.is_paused);
        assert_eq!(kept.polled, polled);
        assert_eq!(desk.feeds(&local).expect("read"), [kept]);
        assert_eq!(desk.feeds(&ArchiveId::user(7)).expect("read"), []);
    }

    #[test]
    fn a_feed_that_is_removed_while_it_is_polled_stays_removed() {
        let (desk, local, feed) = desk();
        desk.keep_feed(&local, &feed).expect("kept");
        let day = dateline_core::Moment::parse("2026-11-23").expect("a day");
        let story = Draft {
            title: "Fair to open".into(),
            ..Draft::published(day)
        };
        let id = desk.take(&local, story).expect("taken").id;
        let polled = Polled::default();
        let brought = [id];
        desk.keep_poll(&local, &feed.id, &polled, &brought)
            .expect("kept");
        assert_eq!(desk.brought_by(&local, &feed.id).expect("read"), brought);
        assert!(desk.remove_feed(&local, &feed.id).expect("removed"));
        assert!(
            !desk
                .remove_feed(&local, &feed.id)
                .expect("nothing to remove")
        );
        desk.keep_poll(&local, &feed.id, &polled, &brought)
            .expect("nothing kept");
        assert_eq!(desk.statistics(&local).expect("counted").values, 0);
    }

    #[test]
    fn a_value_of_a_form_that_is_not_known_is_named() {
        let (desk, local, feed) = desk();
        desk.store()
            .state_put(&local, &said_key(&feed.id), b"2 {}")
            .expect("put");
        let error = desk.feeds(&local).expect_err("not read");
        assert!(error.to_string().contains(feed.id.as_str()), "{error}");
    }
}
