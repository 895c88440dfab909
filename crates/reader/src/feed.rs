//! Reads feeds: RSS of every version, RDF, Atom 0.3 and 1.0, CDF and JSON Feed; a broken one gives what can be read.
//!
//! The bytes are decoded and mended first; [`feed_rs`] reads what comes out, `feedparser_rs` what it refuses. Identities
//! that a library makes up are never passed on.

mod address;
mod base64;
mod date;
mod discover;
mod entry;
mod finish;
mod first;
mod json;
mod mend;
mod names;
pub(crate) mod pieces;
mod second;
mod words;

pub use discover::{FeedLink, discover, usual_addresses};

use crate::bytes;
use dateline_core::Moment;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::collections::BTreeSet;
use std::{error, fmt};

/// A feed, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The family of formats it is written in.
    pub format: Format,
    /// Its name, as plain text.
    pub title: Option<String>,
    /// Address of the site it belongs to.
    pub home: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// How often it changes, as it says itself (`ttl`, `sy:updatePeriod`).
    pub minutes: Option<u32>,
    /// Its entries, in its own order.
    pub entries: Vec<Entry>,
    /// What was wrong with it and mended, each kind once, in the order of [`Fault`].
    pub faults: Vec<Fault>,
}

/// A family of feed formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// RSS 0.91 to 2.x, and RSS that names no version.
    Rss,
    /// RSS 0.90 and 1.0.
    Rdf,
    /// Atom 0.3 and 1.0.
    Atom,
    /// JSON Feed 1.x.
    Json,
    /// The Channel Definition Format of 1997.
    Cdf,
}

/// What was wrong with a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// The bytes are not in the encoding that the feed or the server names.
    Encoding,
    /// Something stands before the first element or behind the last.
    Surroundings,
    /// A document type with declarations of its own, which are not followed.
    Doctype,
    /// No version, or one that does not exist.
    Version,
    /// Names in the wrong case, or prefixes that nothing declares.
    Names,
    /// Characters that XML does not admit.
    Characters,
    /// A bare ampersand, or an entity that XML does not know.
    Entities,
    /// A bare `<`, a quote that is never closed, a tag or a comment that never ends.
    Tags,
    /// Elements that are never closed, or closed in the wrong order.
    Nesting,
    /// A CDATA section that is never closed.
    Cdata,
    /// A field in a type that is not text.
    Type,
    /// The feed ends in the middle; a last entry that is not whole is left out.
    CutOff,
    /// A date that no calendar has or no reader understands.
    Dates,
    /// A time without a zone, counted as UTC.
    Zones,
    /// One identity for several stories, left out.
    Identities,
    /// The first reader refused the feed and the second read it.
    SecondReader,
    /// No reader could read its entries.
    Unread,
}

/// One story of a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its identity as the feed gives it (`guid`, `id`, `rdf:about`); never made up.
    pub guid: Option<String>,
    /// Absolute address of the story, without what only counts clicks.
    pub url: Option<String>,
    /// Headline, as plain text.
    pub title: Option<String>,
    /// Authors, one name each, without mail addresses.
    pub authors: Vec<String>,
    /// First publication, with the offset as written; UTC where a time stands without a zone.
    pub published: Option<Moment>,
    /// What the feed writes as the publication, readable or not.
    pub published_raw: Option<String>,
    /// Last change, where the feed tells one that is not the publication.
    pub modified: Option<Moment>,
    /// Whether a zone stands with the publication, or, where there is none, with the last change.
    pub has_zone: bool,
    /// The summary, as HTML.
    pub summary: Option<String>,
    /// The story, as HTML, where the feed has an element for it.
    pub content: Option<String>,
    /// Pictures, sounds and films that come with the story.
    pub media: Vec<Media>,
    /// Categories and tags, as plain text.
    pub categories: Vec<String>,
    /// BCP 47 language tag of this story.
    pub language: Option<String>,
}

/// A picture, sound, film or other file that comes with a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Absolute address.
    pub url: String,
    /// Media type, as declared.
    pub mime: Option<String>,
    /// Length in bytes, as declared.
    pub bytes: Option<u64>,
}

/// The bytes are no feed: neither the root of one nor a JSON Feed is among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAFeed;

impl fmt::Display for NotAFeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("neither RSS, RDF, Atom, CDF nor JSON Feed")
    }
}

impl error::Error for NotAFeed {}

/// Reads a feed found at an address, in bytes to which the server gave a charset.
///
/// ```
/// use dateline_reader::feed::feed;
///
/// let rss = b"<rss><channel><title>Harbour Post</title><item><title>Pier reopens</title>
///     <link>/pier</link><pubDate>Mon, 3 Mar 2025 09:15 EST</pubDate></item>";
/// let feed = feed(rss, Some("https://post.example/feed"), None)?;
/// let entry = &feed.entries[0];
/// assert_eq!(entry.url.as_deref(), Some("https://post.example/pier"));
/// assert_eq!(entry.published.map(|at| at.to_string()).as_deref(), Some("2025-03-03T09:15:00-05:00"));
/// # Ok::<(), dateline_reader::feed::NotAFeed>(())
/// ```
pub fn feed(bytes: &[u8], address: Option<&str>, charset: Option<&str>) -> Result<Feed, NotAFeed> {
    let text = bytes::decode(bytes, charset);
    if json::fits(&text) {
        let (read, faults) = json::read(&text, address).ok_or(NotAFeed)?;
        return Ok(finish::finish(read, address, faults));
    }
    let mended = mend::mend(&text).ok_or(NotAFeed)?;
    let mut faults = mended.faults;
    if is_misnamed(bytes, &text) {
        faults.insert(Fault::Encoding);
    }
    let mut read = first::read(&mended.xml, address, mended.format)
        .unwrap_or_else(|| Feed::empty(mended.format));
    let is_missed = read.entries.len() < mended.entries
        || read.entries.is_empty() && !is_cut(&faults) && has_entry(&text);
    if is_missed {
        let second = [&mended.xml, &text]
            .into_iter()
            .filter_map(|text| second::read(text, address, mended.format));
        let second = second
            .max_by_key(|feed| feed.entries.len())
            .filter(|feed| feed.entries.len() > read.entries.len());
        faults.insert(if second.is_some() {
            Fault::SecondReader
        } else {
            Fault::Unread
        });
        read = second.unwrap_or(read);
    }
    read.minutes = mended.minutes.or(read.minutes);
    Ok(finish::finish(read, address, faults))
}

fn is_cut(faults: &BTreeSet<Fault>) -> bool {
    faults.contains(&Fault::CutOff)
}

/// Whether the text has the tag of an entry; one in a comment is none.
fn has_entry(text: &str) -> bool {
    let is_tag = |at: usize, tag: &str| {
        let behind = text.get(at + tag.len()..).unwrap_or_default();
        behind.starts_with(['>', ' ', '\n', '\t', '/'])
    };
    let tags = ["<item", "<entry", ":item", ":entry"];
    let mut found = tags.iter().flat_map(|tag| text.match_indices(tag));
    !text.contains("<!--") && found.any(|(at, tag)| is_tag(at, tag))
}

/// Whether the declaration names an encoding that does not exist or gives another text.
fn is_misnamed(bytes: &[u8], text: &str) -> bool {
    let head = text.split_once("?>").map_or("", |(head, _)| head);
    let Some((_, label)) = head
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|head| head.split_once("encoding"))
    else {
        return text.contains('\u{fffd}');
    };
    let label = label.trim_matches([' ', '=', '"', '\'', '\n', '\t', '\r']);
    let label = label.split(['"', '\'', ' ']).next().unwrap_or_default();
    let differs = |encoding: &'static Encoding| encoding.decode(bytes).0 != text;
    match Encoding::for_label(label.as_bytes()) {
        // The label leaves the order of the bytes open.
        Some(encoding) if encoding == UTF_16LE => differs(UTF_16LE) && differs(UTF_16BE),
        Some(encoding) => differs(encoding),
        None => true,
    }
}

impl Feed {
    fn empty(format: Format) -> Self {
        Self {
            format,
            title: None,
            home: None,
            language: None,
            minutes: None,
            entries: Vec::new(),
            faults: Vec::new(),
        }
    }
}

/// How many bytes are looked at to tell a feed.
const HEAD: usize = 1 << 14;

/// Whether the bytes look like a feed: their root is `rss`, `RDF`, `feed` or `channel`, or they are a JSON Feed.
///
/// ```
/// assert!(dateline_reader::feed::is_feed(b"<?xml version='1.0'?><rss><channel>"));
/// assert!(!dateline_reader::feed::is_feed(b"<!DOCTYPE html><html><p>The word rss is no feed.</p>"));
/// ```
#[must_use]
pub fn is_feed(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let text = bytes::decode(head, None);
    json::fits(&text) || mend::has_root(&text)
}
