//! What a page declares about its story, with the place where it says so; the best place wins.

use crate::{Page, names, stamp};
use chrono::DateTime;
use dateline_core::Moment;

/// A field that pages declare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// First publication.
    Published,
    /// Last change.
    Modified,
    /// Headline.
    Title,
    /// One author.
    Author,
    /// Name of the site.
    Site,
    /// Language tag.
    Language,
    /// Canonical address.
    Url,
}

/// Where a page says something; sooner sources are trusted more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// A JSON-LD object of the article.
    JsonLd,
    /// A meta tag made for it (`article:published_time`).
    Meta,
    /// An element marked for it (`itemprop`, `<time pubdate>`, `<h1>`).
    Marked,
    /// A meta tag of general use (`date`).
    General,
    /// A visible line with a date or byline.
    Visible,
    /// The address of the page.
    Address,
    /// The least trusted: the page's title with the site's name.
    Fallback,
}

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Candidates(Vec<(Field, Source, String)>);

impl Candidates {
    /// Keeps what a source says, unless it says nothing.
    pub(super) fn add(&mut self, field: Field, source: Source, raw: &str) {
        let shown = raw.replace('\u{ad}', "");
        let words: Vec<&str> = shown.split_whitespace().collect();
        if !words.is_empty() {
            self.0.push((field, source, words.join(" ")));
        }
    }

    /// The page with its best candidates, without its story.
    pub(super) fn page(&self, url: Option<&str>) -> Page {
        let title = self.best(Field::Title).next().map(str::to_owned);
        let site = self.best(Field::Site).next().map(str::to_owned);
        let authors = self.authors();
        let absolute = |address: &&str| address.contains("://");
        let url = self.best(Field::Url).find(absolute).or(url);
        Page {
            title: title.map(|title| without_site(&title, site.as_deref())),
            byline: (!authors.is_empty()).then(|| authors.join(", ")),
            authors,
            published: self.moment(Field::Published),
            modified: self.moment(Field::Modified),
            site,
            language: self.best(Field::Language).find_map(language),
            url: url.map(str::to_owned),
            ..Page::default()
        }
    }

    /// What was found for a field, the most trusted first, in the order of the page.
    fn best(&self, field: Field) -> impl Iterator<Item = &str> {
        let mut found: Vec<_> = self.0.iter().filter(|(of, ..)| *of == field).collect();
        found.sort_by_key(|(_, source, _)| *source);
        found.into_iter().map(|(.., raw)| raw.as_str())
    }

    fn moment(&self, field: Field) -> Option<Moment> {
        let sources: Vec<_> = self.best(field).filter_map(moment).collect();
        let first = sources.first().copied()?;
        // A day that another source names with its time is that time.
        let finer = sources
            .iter()
            .find(|other| matches!(other, Moment::Instant(_)) && other.day() == first.day());
        match (first, finer) {
            (Moment::Day(_), Some(finer)) => Some(*finer),
            _ => Some(first),
        }
    }

    /// The authors of the most trusted source that names any, each once.
    fn authors(&self) -> Vec<String> {
        let mut authors: Vec<String> = Vec::new();
        let mut found: Vec<_> = self
            .0
            .iter()
            .filter(|(of, ..)| *of == Field::Author)
            .collect();
        found.sort_by_key(|(_, source, _)| *source);
        let mut trusted = None;
        for (_, source, raw) in found {
            if trusted.is_some_and(|trusted| trusted != *source) {
                break;
            }
            for name in people(raw) {
                if !authors
                    .iter()
                    .any(|known| known.to_lowercase() == name.to_lowercase())
                {
                    authors.push(name);
                }
                trusted = Some(*source);
            }
        }
        authors
    }
}

/// The names in an author field: "By Jane Roe and Max Poe", "Jane Roe, Valley Courier".
fn people(raw: &str) -> Vec<String> {
    let by = ["by ", "von ", "par ", "por ", "di ", "author: "];
    let small = raw.to_lowercase();
    let start = by
        .iter()
        .find(|by| small.starts_with(**by))
        .map_or(0, |by| by.len());
    let bare = raw.get(start..).unwrap_or(raw).trim();
    if bare.contains("://") || bare.contains('@') || bare.len() > 200 {
        return Vec::new();
    }
    match names::credit(bare) {
        Some(credit) if !credit.authors.is_empty() => credit.authors,
        _ => bare
            .split([',', ';', '|'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
    }
}

/// A stamp, ISO or otherwise, or seconds or milliseconds since 1970.
fn moment(raw: &str) -> Option<Moment> {
    if let Some(stamp) = stamp::stamp(raw) {
        return stamp.moment(&[]).filter(is_likely);
    }
    let digits = raw.parse::<i64>().ok()?;
    let seconds = match raw.len() {
        10 => digits,
        13 => digits / 1000,
        _ => return None,
    };
    let instant = DateTime::from_timestamp(seconds, 0)?.fixed_offset();
    Some(Moment::Instant(instant)).filter(is_likely)
}

/// News is younger than newspapers on the web, and no field names a day of the far future.
fn is_likely(moment: &Moment) -> bool {
    use chrono::Datelike;
    (1980..2100).contains(&moment.day().year())
}

fn language(raw: &str) -> Option<String> {
    let tag = raw.replace('_', "-");
    let fits = tag.len() <= 16 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (fits && tag.len() >= 2).then_some(tag)
}

/// A page's title without the site's name behind or before it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let signs = [" | ", " - ", " – ", " — ", " :: ", " » ", " • "];
    let is_site =
        |part: &str| site.is_some_and(|site| part.trim().to_lowercase() == site.to_lowercase());
    for sign in signs {
        if let Some((head, _)) = title.rsplit_once(sign).filter(|(_, tail)| is_site(tail)) {
            return head.trim().to_owned();
        }
        if let Some((_, tail)) = title.split_once(sign).filter(|(head, _)| is_site(head)) {
            return tail.trim().to_owned();
        }
    }
    title.to_owned()
}
