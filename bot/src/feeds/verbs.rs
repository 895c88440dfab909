//! What people do with feeds: add, change, look for, try out, bring in and take away.

use super::{
    MOST_LISTED, Office, apart,
    outcome::Polling,
    poll::{self, not_a_feed},
    stories::{self, fetched},
};
use crate::fetching;
use dateline_core::{Feed, FeedId, Moment, Pages, Polled, Report, Subscription};
use dateline_fetch::{Asked, Fetched, Kind, Url};
use dateline_reader::{
    feed::{self, FeedLink},
    opml::{self, Outline},
};
use dateline_render::{Fault, FetchFault, LeftOut, Trouble};

/// Entries that a try shows.
const SHOWN: usize = 5;

/// What a person says of a feed; what is not said stays as it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Change {
    pub(crate) url: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) topic: Option<Vec<String>>,
    pub(crate) pages: Option<Pages>,
    pub(crate) backfill: Option<u32>,
    pub(crate) channel: Option<u64>,
}

/// A feed that is followed from now on.
pub(crate) struct Added {
    pub(crate) polling: Polling,
    /// The page that was given, where the feed was found through it.
    pub(crate) through: Option<String>,
}

/// What a feed would bring.
pub(crate) struct Tried {
    pub(crate) title: Option<String>,
    pub(crate) url: String,
    pub(crate) entries: usize,
    pub(crate) items: Vec<Item>,
}

/// An entry of a feed that is tried out.
pub(crate) struct Item {
    pub(crate) title: String,
    pub(crate) published: Option<Moment>,
    pub(crate) is_whole: bool,
    pub(crate) reports: Result<Vec<Report>, LeftOut>,
}

/// What came of a list of feeds.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    pub(crate) added: Vec<Feed>,
    pub(crate) known: usize,
    pub(crate) refused: Vec<Trouble>,
}

impl Change {
    fn applied(&self, mut to: Subscription) -> Subscription {
        let name = self.name.as_ref().map(|name| name.trim().to_owned());
        if let Some(name) = name {
            to.name = Some(name).filter(|name| !name.is_empty());
        }
        if let Some(topic) = &self.topic {
            to.topic.clone_from(topic);
        }
        to.pages = self.pages.unwrap_or(to.pages);
        to.backfill = self.backfill.or(to.backfill);
        to.channel = self.channel.or(to.channel);
        to
    }
}

/// The words of a topic: phrases between commas.
pub(crate) fn topic(words: &str) -> Vec<String> {
    let phrases = words.split(',').map(str::trim);
    phrases
        .filter(|phrase| !phrase.is_empty())
        .map(str::to_owned)
        .collect()
}

fn trouble(name: &str, fault: FetchFault) -> Trouble {
    Trouble::Given {
        name: name.to_owned(),
        fault: Fault::Fetch(fault),
    }
}

fn address(given: &str) -> Result<Url, Trouble> {
    dateline_fetch::address(given).map_err(|error| fetching::not_fetched(given, &error))
}

/// Follows the feed at an address, or the one that the page there names, and takes its stories.
pub(crate) async fn add(office: &Office, given: &str, said: &Change) -> Result<Added, Trouble> {
    let url = address(given)?;
    is_free(office, url.as_str()).await?;
    let (fetched, through) = feed_at(office, url.clone()).await?;
    let kept = match (&through, &fetched.moved) {
        (None, None) => url,
        (None, Some(moved)) => moved.clone(),
        (Some(_), _) => fetched.url.clone(),
    };
    is_free(office, kept.as_str()).await?;
    let now = office.clock.utc();
    let subscription = said.applied(Subscription::new(kept.as_str(), now));
    let feed = Feed::new(subscription.clone());
    office
        .at_archive(move |archive| archive.keep_feed(&subscription))
        .await?;
    let polling = poll::take(office, feed, fetched, now).await?;
    Ok(Added { polling, through })
}

/// Refuses an address that is followed, and one feed too many.
async fn is_free(office: &Office, url: &str) -> Result<(), Trouble> {
    let feeds: Vec<Feed> = office.at_archive(|archive| archive.feeds()).await?;
    let same = |feed: &&Feed| feed.subscription.url == url || feed.address() == url;
    match feeds.iter().find(same) {
        Some(known) => Err(Trouble::FeedKnown {
            url: url.to_owned(),
            title: known.title().to_owned(),
        }),
        None if feeds.len() >= office.most => Err(Trouble::TooManyFeeds { limit: office.most }),
        None => Ok(()),
    }
}

/// What stands at the address if it is a feed; else the only feed that the page there names.
async fn feed_at(office: &Office, url: Url) -> Result<(Fetched, Option<String>), Trouble> {
    let first = fetch(office, &url).await?;
    if feed::is_feed(&first.body) {
        return Ok((first, None));
    }
    let links = links(&first).await?;
    let mut declared: Vec<&FeedLink> = links.iter().filter(|link| link.declared).collect();
    if declared.is_empty() {
        declared = links.iter().collect();
    }
    match declared.as_slice() {
        &[one] => {
            let there = address(&one.url)?;
            let second = fetch(office, &there).await?;
            if feed::is_feed(&second.body) {
                Ok((second, Some(url.into())))
            } else {
                Err(trouble(&one.url, not_a_feed(&second)))
            }
        }
        [] => match usual(office, &first.url).await.into_iter().next() {
            Some(found) => Ok((found, Some(url.into()))),
            None => Err(trouble(url.as_str(), not_a_feed(&first))),
        },
        _ => Err(trouble(url.as_str(), not_a_feed(&first))),
    }
}

async fn fetch(office: &Office, url: &Url) -> Result<Fetched, Trouble> {
    let found = fetched(&office.fetcher, url.clone(), Kind::Feed, Asked::ByPerson).await;
    found
        .map(|fetched| *fetched)
        .map_err(|fault| trouble(url.as_str(), fault))
}

async fn links(page: &Fetched) -> Result<Vec<FeedLink>, Trouble> {
    let (html, at) = (
        String::from_utf8_lossy(&page.body).into_owned(),
        page.url.to_string(),
    );
    apart(move || feed::discover(&html, Some(&at))).await
}

/// Feeds at the addresses where sites usually keep them; the first that is there is enough.
async fn usual(office: &Office, page: &Url) -> Vec<Fetched> {
    for guess in feed::usual_addresses(page.as_str()) {
        let Ok(guess) = Url::parse(&guess) else {
            continue;
        };
        let found = fetch(office, &guess).await;
        if let Some(found) = found.ok().filter(|found| feed::is_feed(&found.body)) {
            return vec![found];
        }
    }
    Vec::new()
}

/// The feeds that belong to an address: itself, those that its page names, else one at a usual address.
pub(crate) async fn discover(office: &Office, given: &str) -> Result<Vec<FeedLink>, Trouble> {
    let page = fetch(office, &address(given)?).await?;
    if feed::is_feed(&page.body) {
        return Ok(vec![itself(page).await?]);
    }
    let mut links = links(&page).await?;
    if links.is_empty() {
        for found in usual(office, &page.url).await {
            links.push(itself(found).await?);
        }
    }
    Ok(links)
}

async fn itself(page: Fetched) -> Result<FeedLink, Trouble> {
    apart(move || {
        let parsed = feed::feed(&page.body, Some(page.url.as_str()), page.charset.as_deref());
        FeedLink {
            title: parsed.ok().and_then(|feed| feed.title),
            url: page.url.into(),
            declared: true,
        }
    })
    .await
}

/// What the feed at an address would bring; nothing is stored.
pub(crate) async fn try_out(office: &Office, given: &str) -> Result<Tried, Trouble> {
    let (fetched, _) = feed_at(office, address(given)?).await?;
    let now = Moment::Instant(office.clock.utc().fixed_offset());
    let url = fetched.url.to_string();
    let tried = apart(move || tried(&fetched, now)).await?;
    tried.map_err(|fault| trouble(&url, fault))
}

fn tried(fetched: &Fetched, now: Moment) -> Result<Tried, FetchFault> {
    let url = fetched.url.as_str();
    let parsed = feed::feed(&fetched.body, Some(url), fetched.charset.as_deref());
    let parsed = parsed.map_err(|_| not_a_feed(fetched))?;
    let stories = stories::stories_of(&parsed, now);
    let items = parsed.entries.iter().zip(stories).take(SHOWN);
    let items = items.map(|(entry, made)| Item {
        title: made.title,
        published: entry.published,
        is_whole: entry.is_whole(),
        reports: made.story.and_then(|draft| {
            dateline_desk::events(draft).map_err(|why| LeftOut::Refused {
                why: dateline_render::refusal(&why),
            })
        }),
    });
    Ok(Tried {
        items: items.collect(),
        entries: parsed.entries.len(),
        title: parsed.title.clone(),
        url: url.to_owned(),
    })
}

/// Changes what was said of a feed; another address is polled at once.
pub(crate) async fn edit(office: &Office, feed: Feed, change: &Change) -> Result<Feed, Trouble> {
    let mut subscription = change.applied(feed.subscription.clone());
    let mut polled = feed.polled.clone();
    if let Some(given) = &change.url {
        let url = address(given)?;
        if url.as_str() != feed.address() {
            is_free(office, url.as_str()).await?;
            subscription.url = url.into();
            subscription.due_from = Some(office.clock.utc());
            polled = Polled {
                moved: None,
                etag: None,
                last_modified: None,
                failure: None,
                is_gone: false,
                ..polled
            };
        }
    }
    let changed = Feed {
        subscription,
        polled,
    };
    let keep = changed.clone();
    office
        .at_archive(move |archive| {
            archive.keep_feed(&keep.subscription)?;
            archive.keep_poll(keep.id(), &keep.polled, &[])
        })
        .await?;
    Ok(changed)
}

/// Leaves a feed alone, or takes it up again: then it is due at once.
pub(crate) async fn set_paused(
    office: &Office,
    feed: Feed,
    is_paused: bool,
) -> Result<Feed, Trouble> {
    let now = office.clock.utc();
    let subscription = Subscription {
        is_paused,
        due_from: if is_paused {
            feed.subscription.due_from
        } else {
            Some(now)
        },
        ..feed.subscription.clone()
    };
    let keep = subscription.clone();
    office
        .at_archive(move |archive| archive.keep_feed(&keep))
        .await?;
    Ok(Feed {
        subscription,
        ..feed
    })
}

/// Follows a feed no longer; with its stories, or without touching them. Gives how many stories were removed.
pub(crate) async fn remove(
    office: &Office,
    id: FeedId,
    with_stories: bool,
) -> Result<u64, Trouble> {
    office
        .at_archive(move |archive| {
            let mut removed = 0;
            if with_stories {
                for story in archive.brought_by(&id)? {
                    removed += u64::from(archive.forget(&story)?);
                }
                archive.purge()?;
            }
            archive.remove_feed(&id)?;
            Ok(removed)
        })
        .await
}

/// Follows every feed of an OPML list that is not followed yet; none of them is fetched for that.
pub(crate) async fn import(
    office: &Office,
    name: &str,
    bytes: Vec<u8>,
    said: &Change,
) -> Result<Imported, Trouble> {
    let outlines = apart(move || opml::read(&bytes)).await?;
    let outlines = outlines.map_err(|_| Trouble::Given {
        name: name.to_owned(),
        fault: Fault::NotOpml,
    })?;
    if outlines.len() > MOST_LISTED {
        return Err(Trouble::Given {
            name: name.to_owned(),
            fault: Fault::LongFeedList { limit: MOST_LISTED },
        });
    }
    let (now, said, most) = (office.clock.utc(), said.clone(), office.most);
    office
        .at_archive(move |archive| {
            let mut imported = Imported::default();
            let mut feeds = archive.feeds()?;
            for outline in outlines {
                match listed(outline, &feeds, &said, (now, most)) {
                    Ok(Some(feed)) => {
                        archive.keep_feed(&feed.subscription)?;
                        feeds.push(feed.clone());
                        imported.added.push(feed);
                    }
                    Ok(None) => imported.known += 1,
                    Err(trouble) => imported.refused.push(trouble),
                }
            }
            Ok(imported)
        })
        .await
}

/// The feed of an outline; none where it is followed already.
fn listed(
    outline: Outline,
    feeds: &[Feed],
    said: &Change,
    (now, most): (chrono::DateTime<chrono::Utc>, usize),
) -> Result<Option<Feed>, Trouble> {
    let url = address(&outline.url)?;
    let same =
        |feed: &Feed| feed.subscription.url == url.as_str() || feed.address() == url.as_str();
    if feeds.iter().any(same) {
        return Ok(None);
    }
    if feeds.len() >= most {
        return Err(Trouble::TooManyFeeds { limit: most });
    }
    let subscription = Subscription {
        name: outline.title,
        folder: outline.folder,
        ..said.applied(Subscription::new(url.as_str(), now))
    };
    let mut feed = Feed::new(subscription);
    feed.polled.home = outline.home;
    Ok(Some(feed))
}

/// The feeds as an OPML list.
pub(crate) fn export(title: &str, feeds: &[Feed]) -> String {
    let outlines: Vec<Outline> = feeds
        .iter()
        .map(|feed| Outline {
            url: feed.address().to_owned(),
            title: Some(feed.title().to_owned()).filter(|title| title != feed.address()),
            home: feed.polled.home.clone(),
            folder: feed.subscription.folder.clone(),
        })
        .collect();
    opml::write(title, &outlines)
}
