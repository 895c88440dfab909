//! From an entry of a feed, or from an address, to a story that can be stored.

use super::apart;
use crate::{commands::story, fetching};
use dateline_core::{Draft, Moment, Pages};
use dateline_fetch::{Asked, Fetched, Fetcher, Kind, Reply, Request, Url, Validators};
use dateline_reader::{
    Page, Source,
    feed::{Entry, Feed as Parsed},
};
use dateline_render::{Fault, FetchFault, LeftOut, Trouble};
use std::sync::Arc;

/// How linked pages are fetched.
#[derive(Clone)]
pub(crate) struct Fetching {
    pub(crate) fetcher: Fetcher,
    pub(crate) asked: Asked,
    pub(crate) pages: Pages,
}

/// An entry on its way to a story.
pub(crate) struct Made {
    pub(crate) title: String,
    pub(crate) story: Result<Draft, LeftOut>,
    /// Whether its page was wanted and could not be had.
    pub(super) is_without_page: bool,
    /// Whether it is less than the whole story.
    pub(crate) is_teaser: bool,
}

/// What stands at an address, fetched once.
pub(crate) async fn fetched(
    fetcher: &Fetcher,
    url: Url,
    kind: Kind,
    asked: Asked,
) -> Result<Box<Fetched>, FetchFault> {
    let request = Request {
        url,
        kind,
        asked,
        validators: Validators::default(),
    };
    match fetcher.fetch(&request).await {
        Ok(Reply::Fetched(fetched)) => Ok(fetched),
        // Nothing was said of an earlier visit, so this is no answer to what was asked.
        Ok(Reply::NotModified(_)) => Err(FetchFault::Broken),
        Err(error) => Err(fetching::fault(&error)),
    }
}

/// What stands at an address that a person wrote.
pub(crate) async fn fetched_for(
    fetcher: &Fetcher,
    given: &str,
    kind: Kind,
    asked: Asked,
) -> Result<Box<Fetched>, Trouble> {
    let trouble = |fault| Trouble::Given {
        name: given.to_owned(),
        fault: Fault::Fetch(fault),
    };
    let url = dateline_fetch::address(given).map_err(|error| trouble(fetching::fault(&error)))?;
    fetched(fetcher, url, kind, asked).await.map_err(trouble)
}

/// The page at an address; one that holds no story says so.
pub(crate) async fn page_at(fetcher: &Fetcher, url: Url, asked: Asked) -> Result<Page, FetchFault> {
    let fetched = fetched(fetcher, url, Kind::Page, asked).await?;
    let page = apart(move || read(&fetched)).await;
    story_of(page.map_err(|_| FetchFault::NoStory)?)
}

/// Reads what was fetched as a page.
pub(crate) fn read(fetched: &Fetched) -> Page {
    dateline_reader::read_from(
        &fetched.body,
        &Source {
            name: Some(fetched.url.as_str()),
            charset: fetched.charset.as_deref(),
            ..Source::default()
        },
    )
}

/// The page, if there is a story in it.
pub(crate) fn story_of(page: Page) -> Result<Page, FetchFault> {
    if page.text.trim().is_empty() {
        Err(FetchFault::NoStory)
    } else {
        Ok(page)
    }
}

/// Makes stories of some entries, one after the other; `fetched` is when the feed was.
pub(super) async fn made(
    parsed: &Arc<Parsed>,
    entries: Vec<Entry>,
    how: &Fetching,
    fetched: Moment,
    is_followed: bool,
) -> Vec<Made> {
    let mut all = Vec::with_capacity(entries.len());
    for entry in entries {
        all.push(make(parsed, entry, how, fetched, is_followed).await);
    }
    all
}

async fn make(
    parsed: &Arc<Parsed>,
    entry: Entry,
    how: &Fetching,
    fetched: Moment,
    is_followed: bool,
) -> Made {
    let address = entry.url.as_deref().and_then(|url| Url::parse(url).ok());
    let wanted = match how.pages {
        Pages::Always => true,
        Pages::Auto => !entry.is_whole(),
        Pages::Never => false,
    };
    let page = match address.filter(|_| wanted) {
        Some(url) => Some(page_at(&how.fetcher, url, how.asked).await),
        None => None,
    };
    let is_without_page = matches!(page, Some(Err(_)));
    let is_teaser = !entry.is_whole() && !matches!(page, Some(Ok(_)));
    let title = entry.title.clone().unwrap_or_default();
    let feed = Arc::clone(parsed);
    let story = apart(move || {
        let page = page.and_then(Result::ok);
        draft(&feed, &entry, page, fetched, is_followed)
    });
    let refused = |_| {
        Err(LeftOut::Refused {
            why: "its words cannot be read".to_owned(),
        })
    };
    Made {
        title,
        story: story.await.unwrap_or_else(refused),
        is_without_page,
        is_teaser,
    }
}

/// The stories of a feed that was given as a file or an address: what the feed itself says, no page is fetched.
pub(crate) fn stories_of(parsed: &Parsed, fetched: Moment) -> Vec<Made> {
    let made = parsed.entries.iter().map(|entry| Made {
        title: entry.title.clone().unwrap_or_default(),
        story: draft(parsed, entry, None, fetched, false),
        is_without_page: false,
        is_teaser: !entry.is_whole(),
    });
    made.collect()
}

/// The story of an entry, with its page where that was fetched.
///
/// An entry without a date that turns up in a feed which is followed was published since the last poll: it gets the day of
/// this one. In a feed that is read for the first time nobody knows, and it is left out.
fn draft(
    parsed: &Parsed,
    entry: &Entry,
    page: Option<Page>,
    fetched: Moment,
    is_followed: bool,
) -> Result<Draft, LeftOut> {
    let own = entry.page(parsed);
    let page = match page {
        Some(page) => joined(own, page),
        None => own,
    };
    let published = match page.published {
        Some(published) => published,
        None if is_followed => Moment::Day(fetched.day()),
        None => return Err(LeftOut::NoDate),
    };
    let is_nameless = page.url.is_none();
    let draft = page.draft(Some(not_ahead(published, fetched)));
    let mut draft = draft.map_err(|_| LeftOut::NoDate)?;
    if draft.title.trim().is_empty() && draft.text.trim().is_empty() {
        return Err(LeftOut::NoWords);
    }
    if story::is_too_long(&draft.text) {
        return Err(LeftOut::TooLong {
            limit: story::TEXT_LIMIT,
        });
    }
    if is_nameless {
        // Without an address the feed's own identity tells a changed story from a new one.
        let name: String = entry.identity().chars().take(16).collect();
        draft.id = name.parse().ok();
    }
    draft.source = draft.source.or_else(|| parsed.title.clone());
    draft.modified = draft.modified.map(|at| not_ahead(at, fetched));
    Ok(draft)
}

/// What is dated ahead of its own fetch was published at the latest then: zones are often left out or wrong.
fn not_ahead(at: Moment, fetched: Moment) -> Moment {
    if at.is_known_at(&fetched) {
        at
    } else {
        fetched
    }
}

/// The page that an entry links to, with what the entry knows better: when it was published, where it stands.
fn joined(own: Page, page: Page) -> Page {
    let page_tells_time = matches!(page.published, Some(Moment::Instant(_)));
    let published = if page_tells_time {
        page.published
    } else {
        own.published.or(page.published)
    };
    let longer = page.text.chars().count() >= own.text.chars().count() / 2;
    let (text, blocks) = if longer {
        (page.text, page.blocks)
    } else {
        (own.text, own.blocks)
    };
    Page {
        title: page.title.or(own.title),
        authors: if page.authors.is_empty() {
            own.authors
        } else {
            page.authors
        },
        modified: page.modified.or(own.modified),
        site: page.site.or(own.site),
        language: page.language.or(own.language),
        url: page.url.or(own.url),
        published,
        text,
        blocks,
        ..page
    }
}
