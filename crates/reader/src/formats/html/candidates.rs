//! What a page declares about its story, with the place where it says so; the best place wins.

use super::authors::{self, Name};
use super::titles::{self, Titles};
use crate::Page;
use crate::candidate::{Candidate, CandidateSource, DateField, Rule};
use crate::canonical::{canonical, declared};
use crate::stamp::Order;
use crate::weigh;

/// A field that pages declare in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Headline.
    Title,
    /// One author.
    Author,
    /// An author that is declared to be an organisation.
    Organisation,
    /// Name of the site.
    Site,
    /// Name of the publisher, by which a site's name is known in titles.
    Publisher,
    /// Section of the newspaper.
    Section,
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
    /// What readers see: a heading, a byline.
    Visible,
    /// The least trusted: the page's title with the site's name.
    Fallback,
}

/// Most words of all fields that are kept of a page; pages that say more are made to exhaust their readers.
const MOST_WORDS: usize = 500;

/// Most dates that tags declare.
const MOST_DATES: usize = 100;

/// All that was found.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    words: Vec<(Field, Source, String)>,
    dates: Vec<Candidate>,
}

impl Candidates {
    /// Keeps what a source says, unless it says nothing.
    pub(super) fn add(&mut self, field: Field, source: Source, raw: &str) {
        let shown = raw.replace(['\u{ad}', '\u{200b}', '\u{feff}'], "");
        let words: Vec<&str> = shown.split_whitespace().collect();
        if !words.is_empty() && self.words.len() < MOST_WORDS {
            self.words.push((field, source, words.join(" ")));
        }
    }

    /// Keeps a date that a source declares.
    pub(super) fn date(
        &mut self,
        source: CandidateSource,
        field: DateField,
        rule: Rule,
        raw: &str,
    ) {
        let raw = raw.trim();
        if !raw.is_empty() && self.dates.len() < MOST_DATES {
            let order = Order::Unknown;
            self.dates
                .push(Candidate::read(source, raw, field, rule, order));
        }
    }

    /// Keeps dates that were read elsewhere.
    pub(super) fn dates(&mut self, found: Vec<Candidate>) {
        self.dates.extend(found);
    }

    /// The page with its best candidates, without its story.
    pub(super) fn page(mut self, url: Option<&str>) -> Page {
        let sites = self.site_names(url);
        let authors = self.authors(&sites);
        let from = |source| self.of(Field::Title, source);
        let title = titles::title(&Titles {
            declared: from(Source::JsonLd),
            shared: from(Source::Meta),
            headings: from(Source::Visible),
            other: [from(Source::Marked), from(Source::Fallback)].concat(),
            sites: &sites,
        });
        let mut dates = std::mem::take(&mut self.dates);
        weigh::rank(&mut dates);
        Page {
            title,
            byline: (!authors.is_empty()).then(|| authors.join(", ")),
            authors,
            published: weigh::choose(&dates, DateField::Published),
            modified: weigh::choose(&dates, DateField::Modified),
            site: self.site(),
            section: self.best(Field::Section).next().map(str::to_owned),
            language: self.best(Field::Language).find_map(language),
            url: self.address(url),
            candidates: dates,
            ..Page::default()
        }
    }

    /// The titles that tags declare, folded for comparison with headings.
    pub(super) fn titles(&self) -> Vec<String> {
        let told = self.words.iter();
        let told = told.filter(|(of, from, _)| *of == Field::Title && *from != Source::Visible);
        titles::folded(told.map(|(.., raw)| raw.as_str()))
    }

    /// How the page writes "03/04/2025", by its language and the country of its host.
    pub(super) fn order(&self, url: Option<&str>) -> Order {
        let tag = self.best(Field::Language).find_map(language);
        let Some(tag) = tag.map(|tag| tag.to_lowercase()) else {
            return Order::Unknown;
        };
        let host = url.and_then(|url| url::Url::parse(url).ok());
        let host = host.as_ref().and_then(|url| url.host_str());
        let country = host.and_then(|host| host.rsplit('.').next());
        let british = |country: &str| {
            matches!(
                country,
                "uk" | "au" | "in" | "ie" | "nz" | "za" | "ng" | "ke" | "pk" | "sg"
            )
        };
        match tag.split_once('-') {
            Some(("en", "us")) => Order::MonthFirst,
            Some(("en", "gb")) => Order::DayFirst,
            Some(("en", region)) if british(region) => Order::DayFirst,
            _ if tag == "en" && country.is_some_and(british) => Order::DayFirst,
            _ if tag.starts_with("en") => Order::Unknown,
            _ => Order::DayFirst,
        }
    }

    /// The address that the page declares for itself, in its canonical form.
    pub(super) fn own_address(&self, url: Option<&str>) -> Option<String> {
        self.best(Field::Url).find_map(|link| declared(link, url))
    }

    /// The address that the page declares, else the one it was found at.
    fn address(&self, url: Option<&str>) -> Option<String> {
        let given = || url.map(|url| canonical(url).unwrap_or_else(|| url.to_owned()));
        self.own_address(url).or_else(given)
    }

    /// What was found for a field, the most trusted first, in the order of the page.
    fn best(&self, field: Field) -> impl Iterator<Item = &str> {
        let mut found: Vec<_> = self.words.iter().filter(|(of, ..)| *of == field).collect();
        found.sort_by_key(|(_, source, _)| *source);
        found.into_iter().map(|(.., raw)| raw.as_str())
    }

    /// What one source says of a field, in the order of the page.
    fn of(&self, field: Field, source: Source) -> Vec<&str> {
        let found = self.words.iter();
        found
            .filter(|(of, from, _)| (*of, *from) == (field, source))
            .map(|(.., raw)| raw.as_str())
            .collect()
    }

    /// The site's name, else that of its publisher.
    fn site(&self) -> Option<String> {
        let told = self.best(Field::Site).chain(self.best(Field::Publisher));
        let mut short = told.filter(|name| name.split_whitespace().count() <= 6);
        short.find(|name| !name.contains("://")).map(str::to_owned)
    }

    /// The names by which the site calls itself.
    fn site_names(&self, url: Option<&str>) -> Vec<String> {
        let told = self.best(Field::Site).chain(self.best(Field::Publisher));
        let short = told.filter(|name| name.split_whitespace().count() <= 6);
        let mut names: Vec<String> = short.map(str::to_owned).collect();
        let address = self.own_address(url);
        for link in [address.as_deref(), url].into_iter().flatten() {
            let host = url::Url::parse(link).ok();
            let host = host.as_ref().and_then(|url| url.host_str());
            names.extend(host.map(|host| host.trim_start_matches("www.").to_owned()));
        }
        names
    }

    /// The authors of the most trusted source that names a person; else of the first that names anyone.
    fn authors(&self, sites: &[String]) -> Vec<String> {
        let mut found: Vec<_> = self.words.iter().collect();
        found.retain(|(field, ..)| matches!(field, Field::Author | Field::Organisation));
        found.sort_by_key(|(_, source, _)| *source);
        let groups = found.chunk_by(|one, other| one.1 == other.1);
        let groups = groups.map(|group| {
            let names = group.iter().map(|(field, _, raw)| Name {
                raw,
                is_organisation: *field == Field::Organisation,
            });
            names.collect()
        });
        let is_list = found
            .first()
            .is_some_and(|(_, source, _)| *source == Source::JsonLd);
        authors::authors(groups, is_list, sites)
    }
}

fn language(raw: &str) -> Option<String> {
    let tag = raw.replace('_', "-");
    let fits = tag.len() <= 16 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (fits && tag.len() >= 2).then_some(tag)
}
