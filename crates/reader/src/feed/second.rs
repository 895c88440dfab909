//! The second reader of feeds, for what the first refuses: `feedparser_rs`, which keeps its own dates as written too.

use super::{Entry, Feed, Format, Media, address, date, words};
use feedparser_rs::{ParseOptions, ParsedFeed};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a feed as far as it goes; `None` where nothing is found or the reader stumbles.
pub(super) fn read(text: &str, base: Option<&str>, format: Format) -> Option<Feed> {
    let options = ParseOptions {
        sanitize_html: false,
        resolve_relative_uris: false,
        ..ParseOptions::default()
    };
    let read = catch_unwind(AssertUnwindSafe(|| {
        feedparser_rs::parse_with_options(text.as_bytes(), &options)
    }));
    let found: ParsedFeed = read.ok()?.ok()?;
    let about = &found.feed;
    Some(Feed {
        format,
        title: about.title.as_deref().and_then(words::plain),
        home: about
            .link
            .as_deref()
            .and_then(|link| address::absolute(link, base))
            .map(String::from),
        language: about.language.as_ref().map(ToString::to_string),
        minutes: about.ttl.as_ref().and_then(|ttl| ttl.trim().parse().ok()),
        entries: found.entries.iter().map(|each| entry(each, base)).collect(),
        faults: Vec::new(),
    })
}

fn entry(found: &feedparser_rs::Entry, base: Option<&str>) -> Entry {
    let dated = found.published_str.as_deref().and_then(date::date);
    let changed = found.updated_str.as_deref().and_then(date::date);
    let people = found
        .authors
        .iter()
        .filter_map(|person| person.name.as_deref());
    let files = found.enclosures.iter().filter_map(|file| {
        Some(Media {
            url: address::absolute(&file.url, base)?.into(),
            mime: file.enclosure_type.as_ref().map(ToString::to_string),
            bytes: file.length.as_ref().and_then(|length| length.parse().ok()),
        })
    });
    Entry {
        guid: found.id.as_ref().map(ToString::to_string),
        url: found
            .link
            .as_deref()
            .and_then(|link| address::absolute(link, base))
            .map(String::from),
        title: found.title.as_deref().and_then(words::plain),
        authors: people.filter_map(words::plain).collect(),
        published: dated.map(|dated| dated.moment),
        published_raw: found.published_str.clone(),
        modified: changed
            .filter(|changed| Some(changed) != dated.as_ref())
            .map(|dated| dated.moment),
        has_zone: dated.or(changed).is_some_and(|dated| dated.has_zone),
        summary: found.summary.clone(),
        content: found.content.first().map(|content| content.value.clone()),
        media: files.collect(),
        categories: found
            .tags
            .iter()
            .filter_map(|tag| words::plain(&tag.term))
            .collect(),
        language: found.language.as_ref().map(ToString::to_string),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_first_reader_refuses_is_read_with_dates_as_written() {
        let text = "<rss version='2.0' xml:base='http://['><channel><title>Harbour Post</title><item><title>Pier &amp; ferry</title>\
            <link>/pier</link><guid>post-7</guid><pubDate>Mon, 03 Mar 2025 09:15:00 EST</pubDate></item></channel></rss>";
        assert_eq!(super::super::first::read(text, None, Format::Rss), None);
        let found = read(text, Some("https://post.example/feed"), Format::Rss).expect("a feed");
        let entry = found.entries.first().expect("an entry");
        assert_eq!(entry.guid.as_deref(), Some("post-7"));
        assert_eq!(entry.url.as_deref(), Some("https://post.example/pier"));
        assert_eq!(entry.title.as_deref(), Some("Pier & ferry"));
        let published = entry.published.map(|at| at.to_string());
        assert_eq!(published.as_deref(), Some("2025-03-03T09:15:00-05:00"));
    }

    #[test]
    fn what_is_no_feed_has_no_entries() {
        let entries = |text| read(text, None, Format::Rss).map_or(0, |feed| feed.entries.len());
        assert_eq!(entries(""), 0);
        assert_eq!(entries("<html><p>x</p></html>"), 0);
    }
}
