//! What each verb of `/feed` does.

use super::super::save::text;
use crate::{
    commands::feed::{BACKFILL, shown, sum},
    discord::{bot::Bot, download, fault::Fault},
    feeds::{self, Change, Office},
};
use dateline_core::{Feed, Pages};
use dateline_fetch::Asked as FetchAsked;
use dateline_render::{
    Trouble,
    discord::{Card, commands, feeds as words},
    feeds::{self as plain, PollSum},
};
use serenity::all::{Attachment, ChannelId, ResolvedOption, ResolvedValue};

/// A verb with what was given to it.
pub(super) struct Asked<'a> {
    pub(super) bot: &'a Bot,
    pub(super) office: &'a Office,
    pub(super) options: &'a [ResolvedOption<'a>],
    /// Where it was asked.
    pub(super) channel: ChannelId,
}

/// What a person gets: a card, perhaps with a file of that name.
pub(super) struct Told {
    pub(super) card: Card,
    pub(super) file: Option<(&'static str, String)>,
}

impl From<Card> for Told {
    fn from(card: Card) -> Self {
        Self { card, file: None }
    }
}

pub(super) async fn run(verb: &str, asked: &Asked<'_>) -> Result<Told, Fault> {
    let is = |described: commands::Described| described.name == verb;
    let card = if is(commands::FEED_ADD) {
        add(asked).await?
    } else if is(commands::FEED_DISCOVER) {
        let found = feeds::discover(asked.office, asked.text(commands::FEED_URL)).await?;
        words::found(
            found
                .iter()
                .map(|link| (link.url.as_str(), link.title.as_deref())),
        )
    } else if is(commands::FEED_EDIT) {
        edit(asked).await?
    } else if is(commands::FEED_EXPORT) {
        return export(asked).await;
    } else if is(commands::FEED_HEALTH) {
        health(asked).await?
    } else if is(commands::FEED_IMPORT) {
        import(asked).await?
    } else if is(commands::FEED_LIST) {
        words::list(&asked.sorted().await?, asked.office.clock.utc())
    } else if is(commands::FEED_PAUSE) || is(commands::FEED_RESUME) {
        let feed = asked.named().await?;
        let changed = feeds::set_paused(asked.office, feed, is(commands::FEED_PAUSE)).await?;
        words::one(&changed, asked.office.clock.utc())
    } else if is(commands::FEED_POLL) {
        poll(asked).await?
    } else if is(commands::FEED_REMOVE) {
        remove(asked).await?
    } else if is(commands::FEED_TEST) {
        test(asked).await?
    } else {
        return Err(Fault::Unexpected("a verb that is not in the list"));
    };
    Ok(card.into())
}

impl Asked<'_> {
    fn text(&self, described: commands::Described) -> &str {
        text(self.options, described)
    }

    fn value(&self, described: commands::Described) -> Option<&ResolvedValue<'_>> {
        let found = self
            .options
            .iter()
            .find(|option| option.name == described.name);
        found.map(|option| &option.value)
    }

    async fn all(&self) -> Result<Vec<Feed>, Trouble> {
        self.office.at_archive(|archive| archive.feeds()).await
    }

    async fn sorted(&self) -> Result<Vec<Feed>, Trouble> {
        let mut feeds = self.all().await?;
        feeds.sort_by_key(|feed| feed.title().to_lowercase());
        Ok(feeds)
    }

    /// The feed that is meant.
    async fn named(&self) -> Result<Feed, Trouble> {
        let feeds = self.all().await?;
        feeds::named(&feeds, self.text(commands::WHICH_FEED)).cloned()
    }

    fn change(&self) -> Change {
        let said = |described| Some(self.text(described)).filter(|text| !text.is_empty());
        let channel = match self.value(commands::FEED_CHANNEL) {
            Some(ResolvedValue::Channel(channel)) => Some(channel.id.get()),
            _ => None,
        };
        Change {
            name: said(commands::FEED_NAME).map(str::to_owned),
            topic: said(commands::FEED_TOPIC).map(feeds::topic),
            pages: match self.text(commands::FEED_PAGES) {
                "always" => Some(Pages::Always),
                "never" => Some(Pages::Never),
                "auto" => Some(Pages::Auto),
                _ => None,
            },
            channel,
            ..Change::default()
        }
    }
}

async fn add(asked: &Asked<'_>) -> Result<Card, Fault> {
    let backfill = match asked.value(commands::FEED_BACKFILL) {
        Some(ResolvedValue::Integer(number)) => u32::try_from(*number).unwrap_or(BACKFILL),
        _ => BACKFILL,
    };
    let said = asked.change();
    let said = Change {
        backfill: Some(backfill),
        channel: said.channel.or(Some(asked.channel.get())),
        ..said
    };
    let added = feeds::add(asked.office, asked.text(commands::FEED_URL), &said).await?;
    let stories = match &added.polling.came {
        Ok(brought) => shown(&brought.stories),
        Err(_) => Vec::new(),
    };
    let now = asked.office.clock.utc();
    Ok(words::added(
        &added.polling.feed,
        &sum(&added.polling),
        &stories,
        now,
    ))
}

async fn edit(asked: &Asked<'_>) -> Result<Card, Fault> {
    let url = asked.text(commands::FEED_URL);
    let change = Change {
        url: Some(url.to_owned()).filter(|url| !url.is_empty()),
        ..asked.change()
    };
    let feed = asked.named().await?;
    let changed = feeds::edit(asked.office, feed, &change).await?;
    Ok(words::one(&changed, asked.office.clock.utc()))
}

async fn export(asked: &Asked<'_>) -> Result<Told, Fault> {
    let feeds = asked.sorted().await?;
    let now = asked.office.clock.utc();
    let file = (!feeds.is_empty()).then(|| {
        let list = feeds::export(plain::LIST_TITLE, &feeds);
        ("feeds.opml", list)
    });
    Ok(Told {
        card: words::exported(&feeds, now),
        file,
    })
}

/// One feed in full, or all of which something is to be said.
async fn health(asked: &Asked<'_>) -> Result<Card, Fault> {
    let now = asked.office.clock.utc();
    if asked.text(commands::WHICH_FEED).is_empty() {
        return Ok(words::unwell(&asked.sorted().await?, now));
    }
    Ok(words::health(&asked.named().await?, now))
}

async fn import(asked: &Asked<'_>) -> Result<Card, Fault> {
    let file: &Attachment = match asked.value(commands::OPML) {
        Some(ResolvedValue::Attachment(file)) => file,
        _ => return Err(Fault::Unexpected("an import without a file")),
    };
    let bytes = download::fetch(file, asked.bot.patience()).await?;
    let said = Change {
        backfill: Some(BACKFILL),
        channel: Some(asked.channel.get()),
        ..Change::default()
    };
    let imported = feeds::import(asked.office, &file.filename, bytes, &said).await?;
    Ok(words::imported(
        imported.added.len() as u64,
        imported.known as u64,
        &imported.refused,
    ))
}

async fn poll(asked: &Asked<'_>) -> Result<Card, Fault> {
    let named = !asked.text(commands::WHICH_FEED).is_empty();
    let wanted = if named {
        vec![asked.named().await?]
    } else {
        let feeds = asked.all().await?.into_iter();
        feeds.filter(|feed| feed.due().is_some()).collect()
    };
    let by = if named {
        FetchAsked::ByPerson
    } else {
        FetchAsked::BySchedule
    };
    let (mut all, mut failing, mut stories) = (PollSum::default(), Vec::new(), Vec::new());
    let count = wanted.len() as u64;
    let round = feeds::round(asked.office, wanted, by, |polling| {
        all = all.and(&sum(&polling));
        match polling.came {
            Ok(brought) => stories.extend(brought.stories),
            Err(_) => failing.push(polling.feed),
        }
        Ok(())
    });
    round.await?;
    let now = asked.office.clock.utc();
    Ok(words::polled(
        count,
        &failing,
        (&all, &shown(&stories)),
        now,
    ))
}

async fn remove(asked: &Asked<'_>) -> Result<Card, Fault> {
    let with_stories = matches!(
        asked.value(commands::FEED_STORIES),
        Some(ResolvedValue::Boolean(true))
    );
    let feed = asked.named().await?;
    let removed = feeds::remove(asked.office, feed.id().clone(), with_stories).await?;
    Ok(words::removed(&feed, with_stories.then_some(removed)))
}

/// A feed that is followed is tried at its address; anything else is an address.
async fn test(asked: &Asked<'_>) -> Result<Card, Fault> {
    let given = asked.text(commands::WHICH_FEED);
    let known = asked.all().await?;
    let url = match feeds::named(&known, given) {
        Ok(feed) => feed.address().to_owned(),
        Err(several @ Trouble::SeveralFeeds { .. }) => return Err(several.into()),
        Err(_) => given.to_owned(),
    };
    let tried = feeds::try_out(asked.office, &url).await?;
    let items = tried.items.iter().map(|item| {
        let (reports, why) = match &item.reports {
            Ok(reports) => (reports.as_slice(), None),
            Err(why) => (&[][..], Some(why)),
        };
        let line = plain::item(&item.title, item.published, item.is_whole, why);
        (line, reports)
    });
    let head = plain::tried(tried.title.as_deref(), &tried.url, tried.entries as u64);
    Ok(words::tried(&head, items))
}
