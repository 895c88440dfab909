//! The first reader of feeds: `feed_rs`, with dates and identities as they are written.

use super::{Entry, Feed, Format, Media, address, date, words};
use chrono::{DateTime, Utc};
use feed_rs::model;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

/// Dates as written, in the order of reading; `feed_rs` carries their places through as seconds since 1970.
type Written = Arc<Mutex<Vec<String>>>;

/// Reads well-formed XML; `None` where `feed_rs` refuses it or stumbles.
pub(super) fn read(xml: &str, base: Option<&str>, format: Format) -> Option<Feed> {
    let written = Written::default();
    let shared = Arc::clone(&written);
    let absolute = base.filter(|base| address::absolute(base, None).is_some());
    let parser = feed_rs::parser::Builder::new()
        .base_uri(absolute)
        .sanitize_content(false)
        .id_generator(|_, _, _| String::new())
        .timestamp_parser(move |text| keep(&shared, text))
        .build();
    let read = catch_unwind(AssertUnwindSafe(|| parser.parse(xml.as_bytes())));
    let found = read.ok()?.ok()?;
    let written = written.lock().unwrap_or_else(PoisonError::into_inner);
    let mut entries: Vec<Entry> = found
        .entries
        .iter()
        .map(|each| entry(each, base, &written))
        .collect();
    // In Atom, who wrote the feed wrote its entries.
    for entry in entries.iter_mut().filter(|entry| entry.authors.is_empty()) {
        entry.authors = authors(&found.authors);
    }
    Some(Feed {
        format,
        title: found
            .title
            .as_ref()
            .and_then(|title| words::plain(&title.content)),
        home: home(&found, absolute),
        language: found.language.clone().filter(|tag| !tag.trim().is_empty()),
        minutes: found.ttl,
        entries,
        faults: Vec::new(),
    })
}

/// Keeps a date as written and gives its place in the list as the seconds of an instant.
fn keep(written: &Written, text: &str) -> Option<DateTime<Utc>> {
    let mut written = written.lock().unwrap_or_else(PoisonError::into_inner);
    written.push(text.trim().to_owned());
    DateTime::from_timestamp(i64::try_from(written.len()).ok()?, 0)
}

fn as_written(place: Option<DateTime<Utc>>, written: &[String]) -> Option<&String> {
    let place = usize::try_from(place?.timestamp()).ok()?;
    written.get(place.checked_sub(1)?)
}

fn home(found: &model::Feed, base: Option<&str>) -> Option<String> {
    let leads = |link: &&model::Link| matches!(link.rel.as_deref(), None | Some("alternate"));
    let links = found.links.iter().filter(leads);
    links
        .filter_map(|link| address::absolute(&link.href, base))
        .map(String::from)
        .next()
}

fn entry(found: &model::Entry, base: Option<&str>, written: &[String]) -> Entry {
    let published = as_written(found.published, written);
    let modified = as_written(found.updated, written).filter(|_| found.updated != found.published);
    let told =
        |text: &Option<model::Text>| text.as_ref().map(|text| text.content.trim().to_owned());
    let dated = published.and_then(|raw| date::date(raw));
    let changed = modified.and_then(|raw| date::date(raw));
    Entry {
        guid: Some(found.id.trim().to_owned()),
        url: link(found, base),
        title: found
            .title
            .as_ref()
            .and_then(|title| words::plain(&title.content)),
        authors: authors(&found.authors),
        published: dated.map(|dated| dated.moment),
        published_raw: published.cloned(),
        modified: changed
            .filter(|changed| Some(changed) != dated.as_ref())
            .map(|dated| dated.moment),
        has_zone: dated.or(changed).is_some_and(|dated| dated.has_zone),
        summary: told(&found.summary),
        content: content(found),
        media: media(found, base),
        categories: found.categories.iter().filter_map(category).collect(),
        language: found.language.clone(),
    }
}

/// The link to the story: where it first stood, else the one that says so, else the first that is no file and no comment.
fn link(found: &model::Entry, base: Option<&str>) -> Option<String> {
    let rel = |link: &model::Link, name: &str| link.rel.as_deref() == Some(name);
    let origin = found.links.iter().filter(|link| rel(link, "canonical"));
    let told = |link: &&model::Link| rel(link, "alternate");
    let plain = |link: &&model::Link| link.rel.is_none() && link.target.is_none();
    let is_page = |link: &&model::Link| {
        link.media_type
            .as_deref()
            .is_none_or(|mime| mime.contains("html"))
    };
    let told = found.links.iter().filter(told);
    let links = origin
        .chain(told.clone().filter(is_page))
        .chain(told)
        .chain(found.links.iter().filter(plain));
    links
        .filter_map(|link| address::absolute(&link.href, base))
        .map(String::from)
        .next()
}

fn authors(people: &[model::Person]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in people
        .iter()
        .filter_map(|person| words::plain(person.name.as_ref()?))
    {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn content(found: &model::Entry) -> Option<String> {
    found
        .content
        .as_ref()?
        .body
        .as_ref()
        .map(|body| body.trim().to_owned())
}

fn category(found: &model::Category) -> Option<String> {
    words::plain(found.label.as_deref().unwrap_or(&found.term))
}

fn media(found: &model::Entry, base: Option<&str>) -> Vec<Media> {
    let contents = found.media.iter().flat_map(|object| &object.content);
    let contents = contents.filter_map(|content| {
        Some(Media {
            url: content.url.as_ref()?.to_string(),
            mime: content.content_type.as_ref().map(ToString::to_string),
            bytes: content.size.filter(|bytes| *bytes > 0),
        })
    });
    let files = found
        .links
        .iter()
        .filter(|link| link.rel.as_deref() == Some("enclosure"));
    let files = files.filter_map(|link| {
        Some(Media {
            url: address::absolute(&link.href, base)?.into(),
            mime: link.media_type.clone(),
            bytes: link.length.filter(|bytes| *bytes > 0),
        })
    });
    let mut media: Vec<Media> = Vec::new();
    for each in contents.chain(files) {
        if !media.iter().any(|other| other.url == each.url) {
            media.push(each);
        }
    }
    media
}
