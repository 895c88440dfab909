//! Changing, pausing and removing feeds.

use super::{Several, all, out::FeedOut, some, those};
use crate::{
    console::Console,
    feeds::{self, Change, Office},
};
use dateline_core::Feed;
use dateline_render::{Trouble, feeds as words};

pub(super) async fn edit(
    office: &Office,
    name: &str,
    change: &Change,
    console: &mut Console,
) -> Result<(), Trouble> {
    let feeds = all(office).await?;
    let feed = feeds::named(&feeds, name)?.clone();
    let changed = feeds::edit(office, feed, change).await?;
    tell(&changed, office, console)
}

pub(super) async fn set_paused(
    office: &Office,
    several: &Several,
    is_paused: bool,
    console: &mut Console,
) -> Result<(), Trouble> {
    for feed in meant(office, several, console).await? {
        let changed = feeds::set_paused(office, feed, is_paused).await?;
        tell(&changed, office, console)?;
    }
    Ok(())
}

pub(super) async fn remove(
    office: &Office,
    several: &Several,
    with_stories: bool,
    console: &mut Console,
) -> Result<(), Trouble> {
    for feed in meant(office, several, console).await? {
        let removed = feeds::remove(office, feed.id().clone(), with_stories).await?;
        if console.writes_json() {
            console.json(&serde_json::json!({
                "id": feed.id(), "removed": true, "stories_removed": removed
            }))?;
        } else {
            console.say(&words::removed(&feed, with_stories.then_some(removed)))?;
        }
    }
    Ok(())
}

/// The feeds that are meant; where there is none at all, that is told.
async fn meant(
    office: &Office,
    several: &Several,
    console: &mut Console,
) -> Result<Vec<Feed>, Trouble> {
    if several.all {
        return some(office, console).await;
    }
    let feeds = all(office).await?;
    Ok(those(&feeds, &several.feeds, console))
}

fn tell(feed: &Feed, office: &Office, console: &mut Console) -> Result<(), Trouble> {
    let now = office.clock.utc();
    if console.writes_json() {
        console.json(&FeedOut::of(feed, now))
    } else {
        console.say(&words::line(feed, now))
    }
}
