//! Feeds in lists: shown, examined, brought in and written out.

use super::{out::FeedOut, some, those};
use crate::{
    console::Console,
    feeds::{self, Change, Office},
    input::Given,
};
use dateline_render::{Trouble, feeds as words};
use std::path::PathBuf;

pub(super) async fn list(office: &Office, console: &mut Console) -> Result<(), Trouble> {
    let mut feeds = some(office, console).await?;
    feeds.sort_by_key(|feed| feed.title().to_lowercase());
    let now = office.clock.utc();
    feeds.iter().try_for_each(|feed| {
        if console.writes_json() {
            console.json(&FeedOut::of(feed, now))
        } else {
            console.say(&words::line(feed, now))
        }
    })
}

pub(super) async fn health(
    office: &Office,
    names: &[String],
    console: &mut Console,
) -> Result<(), Trouble> {
    let feeds = some(office, console).await?;
    let wanted = if names.is_empty() {
        feeds
    } else {
        those(&feeds, names, console)
    };
    let now = office.clock.utc();
    for (at, feed) in wanted.iter().enumerate() {
        if console.writes_json() {
            console.json(&FeedOut::of(feed, now))?;
            continue;
        }
        if at > 0 {
            console.say("")?;
        }
        console.say(&words::health_table(feed, now))?;
    }
    Ok(())
}

pub(super) async fn import(
    office: &Office,
    files: &[PathBuf],
    said: &Change,
    console: &mut Console,
) -> Result<(), Trouble> {
    for file in files {
        let given = Given::of(file);
        let bytes = match given.bytes() {
            Ok(bytes) => bytes,
            Err(trouble) => {
                console.trouble(&trouble);
                continue;
            }
        };
        let imported = match feeds::import(office, &given.name(), bytes, said).await {
            Ok(imported) => imported,
            Err(trouble) => {
                console.trouble(&trouble);
                continue;
            }
        };
        for trouble in &imported.refused {
            console.trouble(trouble);
        }
        let now = office.clock.utc();
        for feed in &imported.added {
            if console.writes_json() {
                console.json(&FeedOut::of(feed, now))?;
            } else {
                console.say(&words::line(feed, now))?;
            }
        }
        console.remark(&words::imported(
            imported.added.len() as u64,
            imported.known as u64,
            imported.refused.len() as u64,
        ));
    }
    Ok(())
}

pub(super) async fn export(office: &Office, console: &mut Console) -> Result<(), Trouble> {
    let feeds = some(office, console).await?;
    if feeds.is_empty() {
        return Ok(());
    }
    console.say(feeds::export(words::LIST_TITLE, &feeds).trim_end())
}
