//! `dateline feed`: the feeds of an archive, from the shell.

mod lists;
mod manage;
mod out;
mod poll;
mod seek;

pub(crate) use out::sum;
pub(crate) use poll::shown;

use crate::{
    archive::Archive,
    console::Console,
    ending::Ending,
    feeds::{self, Change, Office},
    fetching::{self, FetchOptions},
    settings::Settings,
};
use clap::{Args, Subcommand, ValueEnum};
use dateline_core::{Feed, Pages};
use dateline_render::{Trouble, help};
use std::{path::PathBuf, sync::Arc};

/// So many of the stories that stand in a feed when it is added are stored where nothing else is said.
pub(crate) const BACKFILL: u32 = 20;

/// What `feed` takes.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
    #[arg(long, global = true, value_name = "TIME", help = help::option::AT)]
    at: Option<String>,
    #[command(flatten)]
    fetch: FetchOptions,
}

#[derive(Debug, Subcommand)]
enum Deed {
    #[command(about = help::FEED_ADD)]
    Add {
        #[arg(required = true, value_name = "URL", help = help::option::FEED_URLS)]
        urls: Vec<String>,
        #[command(flatten)]
        first: First,
    },
    #[command(about = help::FEED_EDIT)]
    Edit {
        #[arg(help = help::option::FEED)]
        feed: String,
        #[arg(long, help = help::option::FEED_NEW_URL)]
        url: Option<String>,
        #[command(flatten)]
        said: Said,
    },
    #[command(about = help::FEED_DISCOVER)]
    Discover {
        #[arg(help = help::option::FEED_URL)]
        url: String,
    },
    #[command(about = help::FEED_TEST)]
    Test {
        #[arg(help = help::option::FEED_OR_URL)]
        feed: String,
    },
    #[command(about = help::FEED_LIST)]
    List,
    #[command(about = help::FEED_PAUSE)]
    Pause(Several),
    #[command(about = help::FEED_RESUME)]
    Resume(Several),
    #[command(about = help::FEED_REMOVE)]
    Remove {
        #[command(flatten)]
        feeds: Several,
        #[arg(long, help = help::option::FEED_STORIES)]
        stories: bool,
    },
    #[command(about = help::FEED_HEALTH)]
    Health {
        #[arg(value_name = "FEED", help = help::option::FEED)]
        feeds: Vec<String>,
    },
    #[command(about = help::FEED_POLL)]
    Poll {
        #[arg(value_name = "FEED", help = help::option::FEED)]
        feeds: Vec<String>,
        #[arg(long, conflicts_with = "feeds", help = help::option::FEED_DUE)]
        due: bool,
    },
    #[command(about = help::FEED_IMPORT)]
    Import {
        #[arg(required = true, value_name = "FILE", help = help::option::OPML)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        first: First,
    },
    #[command(about = help::FEED_EXPORT)]
    Export,
}

/// Feeds that are named, or all of them.
#[derive(Debug, Args)]
struct Several {
    #[arg(value_name = "FEED", required_unless_present = "all", help = help::option::FEED)]
    feeds: Vec<String>,
    #[arg(long, conflicts_with = "feeds", help = help::option::FEED_ALL)]
    all: bool,
}

/// What can be said of a feed.
#[derive(Debug, Args)]
struct Said {
    #[arg(long, help = help::option::FEED_NAME)]
    name: Option<String>,
    #[arg(long, value_name = "WORDS", help = help::option::FEED_TOPIC)]
    topic: Option<String>,
    #[arg(long, value_enum, help = help::option::FEED_PAGES)]
    pages: Option<WhichPages>,
}

/// What is said of a feed when it is followed first.
#[derive(Debug, Args)]
struct First {
    #[command(flatten)]
    said: Said,
    #[arg(long, value_name = "N", default_value = "20", value_parser = backfill, help = help::option::FEED_BACKFILL)]
    backfill: Backfill,
}

impl First {
    fn change(&self) -> Change {
        Change {
            backfill: self.backfill.0,
            ..self.said.change()
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum WhichPages {
    Auto,
    Always,
    Never,
}

/// A number of stories, or all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Backfill(Option<u32>);

fn backfill(text: &str) -> Result<Backfill, String> {
    match text {
        "all" => Ok(Backfill(None)),
        "none" => Ok(Backfill(Some(0))),
        number => number
            .parse()
            .map(|number| Backfill(Some(number)))
            .map_err(|_| help::option::A_BACKFILL.to_owned()),
    }
}

impl Said {
    fn change(&self) -> Change {
        Change {
            name: self.name.clone(),
            topic: self.topic.as_deref().map(feeds::topic),
            pages: self.pages.map(|pages| match pages {
                WhichPages::Auto => Pages::Auto,
                WhichPages::Always => Pages::Always,
                WhichPages::Never => Pages::Never,
            }),
            ..Change::default()
        }
    }
}

pub(crate) fn run(
    given: &Arguments,
    settings: &Settings,
    console: &mut Console,
) -> anyhow::Result<()> {
    let clock = settings.clock(given.at.as_ref())?;
    let office = Office {
        fetcher: given.fetch.fetcher()?,
        archive: Arc::new(Archive::open(settings)?),
        clock,
        most: feeds::MOST,
    };
    fetching::run(deed(&given.deed, &office, console))??;
    Ok(())
}

async fn deed(deed: &Deed, office: &Office, console: &mut Console) -> Result<(), Trouble> {
    match deed {
        Deed::Add { urls, first } => poll::add(office, urls, &first.change(), console).await,
        Deed::Edit { feed, url, said } => {
            let change = Change {
                url: url.clone(),
                ..said.change()
            };
            manage::edit(office, feed, &change, console).await
        }
        Deed::Discover { url } => seek::discover(office, url, console).await,
        Deed::Test { feed } => seek::try_out(office, feed, console).await,
        Deed::List => lists::list(office, console).await,
        Deed::Pause(several) => manage::set_paused(office, several, true, console).await,
        Deed::Resume(several) => manage::set_paused(office, several, false, console).await,
        Deed::Remove { feeds, stories } => manage::remove(office, feeds, *stories, console).await,
        Deed::Health { feeds } => lists::health(office, feeds, console).await,
        Deed::Poll { feeds, due } => poll::poll(office, feeds, *due, console).await,
        Deed::Import { files, first } => {
            lists::import(office, files, &first.change(), console).await
        }
        Deed::Export => lists::export(office, console).await,
    }
}

async fn all(office: &Office) -> Result<Vec<Feed>, Trouble> {
    office.at_archive(|archive| archive.feeds()).await
}

/// All feeds; where there is none, that is told, and how to begin.
async fn some(office: &Office, console: &mut Console) -> Result<Vec<Feed>, Trouble> {
    let feeds = all(office).await?;
    if feeds.is_empty() {
        console.remark(dateline_render::feeds::NONE);
        console.end_with(Ending::NothingFound);
    }
    Ok(feeds)
}

/// The feeds that are named, each once; names that fit none are told.
fn those(feeds: &[Feed], names: &[String], console: &mut Console) -> Vec<Feed> {
    let mut found: Vec<Feed> = Vec::new();
    for name in names {
        match feeds::named(feeds, name) {
            Ok(feed) if found.iter().all(|other| other.id() != feed.id()) => {
                found.push(feed.clone());
            }
            Ok(_) => {}
            Err(trouble) => console.trouble(&trouble),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backfill_is_a_number_none_or_all() {
        assert_eq!(backfill("all"), Ok(Backfill(None)));
        assert_eq!(backfill("none"), Ok(Backfill(Some(0))));
        assert_eq!(backfill("20"), Ok(Backfill(Some(BACKFILL))));
        assert!(backfill("some").is_err());
    }
}
