//! Finds the feeds that a page of HTML points to, and guesses where a site that declares none keeps one.

use super::{address, words};
use dom_query::Document;
use std::panic::{AssertUnwindSafe, catch_unwind};
use url::Url;

/// A feed that a page points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedLink {
    /// Absolute address.
    pub url: String,
    /// What the page calls it.
    pub title: Option<String>,
    /// Whether the page declares it as its feed; the others only look like one.
    pub declared: bool,
}

/// Media types of feeds, and those that some sites give them.
const TYPES: &[&str] = &[
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/x-atom+xml",
    "application/x.atom+xml",
    "application/rss",
    "application/atom",
    "text/rss+xml",
    "text/atom+xml",
    "text/rss",
];

/// Parts of addresses that feeds end in.
const ENDINGS: &[&str] = &[
    "/feed",
    "/feeds",
    "/rss",
    "/atom",
    "/rdf",
    ".rss",
    ".atom",
    ".rdf",
    "feed.xml",
    "rss.xml",
    "atom.xml",
    "index.xml",
    "feed.json",
    "rss.php",
    "feed.php",
    "rss.aspx",
];

/// Where sites keep their feeds, the commonest first.
const USUAL: &[&str] = &[
    "feed",
    "rss",
    "feed.xml",
    "rss.xml",
    "atom.xml",
    "index.xml",
    "feed/rss",
    "feed.json",
    "rss/index.xml",
];

/// The most feeds that are told of one page.
const MOST: usize = 100;

/// The feeds that a page points to, each once: declared ones in their order, feeds of comments behind them, then links
/// that look like feeds.
///
/// ```
/// use dateline_reader::feed::discover;
///
/// let html = r#"<link rel="alternate" type="application/rss+xml" title="News" href="/feed">"#;
/// let found = discover(html, Some("https://post.example/news/"));
/// assert_eq!(found[0].url, "https://post.example/feed");
/// ```
#[must_use]
pub fn discover(html: &str, address: Option<&str>) -> Vec<FeedLink> {
    // The parser is other people's code: a fault of theirs costs the links, not the process.
    catch_unwind(AssertUnwindSafe(|| links(html, address))).unwrap_or_default()
}

fn links(html: &str, address: Option<&str>) -> Vec<FeedLink> {
    let document = Document::from(html);
    let base = document.select("base[href]").attr("href");
    let base = base
        .and_then(|base| address::absolute(&base, address))
        .map(String::from);
    let base = base.as_deref().or(address);
    let mut found = declared(&document, base);
    found.sort_by_key(is_of_comments);
    found.extend(linked(&document, base));
    let mut links: Vec<FeedLink> = Vec::new();
    for link in found {
        if links.len() < MOST && !links.iter().any(|other| other.url == link.url) {
            links.push(link);
        }
    }
    links
}

fn declared(document: &Document, base: Option<&str>) -> Vec<FeedLink> {
    let mut found = Vec::new();
    for link in document.select("link[rel][href]").nodes() {
        let told = |name| link.attr(name).unwrap_or_default().to_ascii_lowercase();
        let rel = told("rel");
        let mut rels = rel.split_whitespace();
        let kind = told("type");
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let fits = rels.any(|rel| rel == "feed" || rel == "alternate" && TYPES.contains(&kind));
        let Some(url) =
            address::absolute(&link.attr("href").unwrap_or_default(), base).filter(|_| fits)
        else {
            continue;
        };
        found.push(FeedLink {
            url: url.into(),
            title: link.attr("title").and_then(|title| words::plain(&title)),
            declared: true,
        });
    }
    found
}

fn linked(document: &Document, base: Option<&str>) -> Vec<FeedLink> {
    let mut found = Vec::new();
    for link in document.select("a[href]").nodes() {
        let Some(url) = address::absolute(&link.attr("href").unwrap_or_default(), base) else {
            continue;
        };
        if looks_like_feed(&url) {
            found.push(FeedLink {
                url: url.into(),
                title: words::plain(&link.text()),
                declared: false,
            });
        }
    }
    found
}

fn is_of_comments(link: &FeedLink) -> bool {
    let title = link.title.as_deref().unwrap_or_default().to_lowercase();
    title.contains("comment") || link.url.to_lowercase().contains("/comments/")
}

fn looks_like_feed(url: &Url) -> bool {
    let path = url.path().trim_end_matches('/').to_ascii_lowercase();
    let query = url.query().unwrap_or_default().to_ascii_lowercase();
    let asked = [
        "feed=",
        "format=rss",
        "format=feed",
        "type=rss",
        "output=rss",
    ];
    let host = url.host_str().unwrap_or_default();
    ENDINGS.iter().any(|end| path.ends_with(end))
        || asked.iter().any(|asked| query.contains(asked))
        || path.contains("/feed/") && path.ends_with(".xml")
        || ["feeds.", "rss."]
            .iter()
            .any(|begin| host.starts_with(begin))
            && path.len() > 1
}

/// Where the site of an address may keep a feed, to try where its page declares none: below the address, then at the root.
///
/// ```
/// use dateline_reader::feed::usual_addresses;
///
/// let found = usual_addresses("https://post.example/news/today.html");
/// assert_eq!(found[0], "https://post.example/news/feed");
/// assert!(found.contains(&"https://post.example/rss.xml".to_owned()));
/// ```
#[must_use]
pub fn usual_addresses(address: &str) -> Vec<String> {
    let Some(url) = address::absolute(address, None) else {
        return Vec::new();
    };
    let mut found: Vec<String> = Vec::new();
    for folder in [folder(&url), url.join("/").ok()].into_iter().flatten() {
        for name in USUAL {
            let guess = folder.join(name).map(String::from);
            found.extend(guess.ok().filter(|guess| !found.contains(guess)));
        }
    }
    found
}

/// The folder of an address; a last part without a point counts as one.
fn folder(url: &Url) -> Option<Url> {
    let mut folder = url.clone();
    folder.set_query(None);
    folder.set_fragment(None);
    let last = folder.path().rsplit('/').next().unwrap_or_default();
    if last.is_empty() || last.contains('.') {
        return folder.join(".").ok();
    }
    let path = format!("{}/", folder.path());
    folder.set_path(&path);
    Some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<String> {
        let links = discover(html, Some("https://post.example/news/"));
        links.into_iter().map(|link| link.url).collect()
    }

    #[test]
    fn declared_feeds_come_first_and_comments_behind_them() {
        let html = r#"<a href="/rss">RSS</a>
            <link rel="alternate" type="application/rss+xml" title="Comments feed" href="/comments/feed">
            <link REL="Alternate" TYPE="application/atom+xml; charset=utf-8" href="atom.xml">
            <link rel="stylesheet" href="/feed"><link rel="alternate" hreflang="de" href="/de/">"#;
        assert_eq!(
            found(html),
            [
                "https://post.example/news/atom.xml",
                "https://post.example/comments/feed",
                "https://post.example/rss"
            ]
        );
    }

    #[test]
    fn links_that_look_like_feeds_are_told_from_pages_about_feeding() {
        let html = r#"<base href="https://cdn.example/"><a href="/feeding-the-seals">x</a><a href="/?feed=rss2">y</a>
            <a href="https://feeds.other.example/top">z</a><a href="mailto:a@b.example">m</a><a href="/feed/">f</a>"#;
        assert_eq!(
            found(html),
            [
                "https://cdn.example/?feed=rss2",
                "https://feeds.other.example/top",
                "https://cdn.example/feed/"
            ]
        );
    }

    #[test]
    fn what_is_no_address_and_no_page_has_no_feeds() {
        assert!(usual_addresses("post").is_empty());
        assert!(discover("", None).is_empty());
        assert!(
            discover(
                "<link rel=alternate type=application/rss+xml href=/feed>",
                None
            )
            .is_empty()
        );
        let deep = usual_addresses("https://post.example/a/b");
        assert_eq!(
            deep.first().map(String::as_str),
            Some("https://post.example/a/b/feed")
        );
        assert_eq!(deep.len(), 2 * USUAL.len());
    }
}
