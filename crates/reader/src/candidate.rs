//! Dates that a page, its feed or its transport names for its story, with the place where each was read and its rank.

use crate::stamp::{self, Order};
use chrono::{DateTime, Datelike};
use dateline_core::Moment;

/// Where a candidate was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CandidateSource {
    /// A JSON-LD object.
    JsonLd,
    /// A meta tag of the family `article:`.
    Article,
    /// A meta tag of the family `og:`.
    OpenGraph,
    /// Any other meta tag, by its name in small letters.
    Meta(String),
    /// An element with `itemprop` or the class names of microformats.
    Microdata,
    /// A `<time>` element or an `<abbr>` with a date in its title.
    TimeElement,
    /// A line that readers see.
    VisibleLine,
    /// The address of the page.
    Address,
    /// The entry of a feed.
    FeedEntry,
    /// A header of the HTTP answer.
    HttpHeader,
}

impl CandidateSource {
    /// The name by which an explanation calls it: `json-ld`, `meta pubdate`, `address`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::JsonLd => "json-ld".to_owned(),
            Self::Article => "article:*".to_owned(),
            Self::OpenGraph => "og:*".to_owned(),
            Self::Meta(name) => format!("meta {name}"),
            Self::Microdata => "microdata".to_owned(),
            Self::TimeElement => "time element".to_owned(),
            Self::VisibleLine => "visible line".to_owned(),
            Self::Address => "address".to_owned(),
            Self::FeedEntry => "feed entry".to_owned(),
            Self::HttpHeader => "http header".to_owned(),
        }
    }
}

/// What a date is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateField {
    /// First publication.
    Published,
    /// Last change.
    Modified,
}

/// Why a candidate ranks where it does; sooner rules are trusted more.
///
/// | rule | says | read from |
/// |---|---|---|
/// | [`Declared`](Self::Declared) | when the article was published | JSON-LD of the article, `article:published_time`, meta tags such as `pubdate` |
/// | [`Marked`](Self::Marked) | the element that holds the publication | `itemprop="datePublished"`, `<time pubdate>`, `.dt-published` |
/// | [`FeedEntry`](Self::FeedEntry) | what the feed that named the page says | the entry's publication |
/// | [`Labelled`](Self::Labelled) | what its own words or class call the publication | "Published on …", `<time class="published">` |
/// | [`Address`](Self::Address) | a whole day in the address | `/2025/03/03/` |
/// | [`Headline`](Self::Headline) | a date beside the headline | lines and `<time>` |
/// | [`General`](Self::General) | a field of general use | meta `date`, `dc.date`, JSON-LD of the page, `dateCreated` |
/// | [`Shown`](Self::Shown) | the only day shown elsewhere around the story | lines and `<time>` |
/// | [`Hint`](Self::Hint) | a change, never a publication | the HTTP header `Last-Modified` |
/// | [`Refused`](Self::Refused) | nothing | a day later than the reading |
///
/// Within a rule candidates stand in the order of [`CandidateSource`], what is shown by its distance from the headline.
/// The first that is readable and likely is chosen, with five corrections:
///
/// 1. A day gives way to a time on that day which another candidate names.
/// 2. A time written without a zone takes that of the same clock time, or of the same instant in UTC, named elsewhere.
/// 3. A time written in UTC takes the offset in which another candidate writes the same instant, or the one by which a
///    clock time without a zone is off, where that is whole quarters of an hour.
/// 4. A time written in UTC gives way to the day that headline and address show, where that is the day before or after:
///    "tomorrow" counts from the day where the story was written.
/// 5. A publication more than a day behind the last change gives way to one that is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A field made to say when the article was published or changed.
    Declared,
    /// An element marked as the publication or change.
    Marked,
    /// The entry of the feed that named the page.
    FeedEntry,
    /// A visible date that its own words or class call the publication or change.
    Labelled,
    /// A whole day in the page's address.
    Address,
    /// A visible date beside the headline.
    Headline,
    /// A field of general use, which some sites fill with the day of the last build.
    General,
    /// A visible date further from the headline; chosen only where no other day is shown.
    Shown,
    /// The transport's word on the last change of the file; never a publication.
    Hint,
    /// A day later than the reading; never chosen.
    Refused,
}

impl Rule {
    /// Every rule, the most trusted first.
    pub const ALL: [Self; 10] = [
        Self::Declared,
        Self::Marked,
        Self::FeedEntry,
        Self::Labelled,
        Self::Address,
        Self::Headline,
        Self::General,
        Self::Shown,
        Self::Hint,
        Self::Refused,
    ];

    /// The name by which an explanation calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Marked => "marked",
            Self::FeedEntry => "feed-entry",
            Self::Labelled => "labelled",
            Self::Address => "address",
            Self::Headline => "headline",
            Self::General => "general",
            Self::Shown => "shown",
            Self::Hint => "hint",
            Self::Refused => "refused",
        }
    }
}

/// A date named for a story, kept with the place where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Where it was read.
    pub source: CandidateSource,
    /// The words, as written.
    pub raw: String,
    /// What they say; `None` where they name no day that exists.
    pub at: Option<Moment>,
    /// Publication or change.
    pub field: DateField,
    /// Why it ranks where it does.
    pub rule: Rule,
    /// Whether a zone is written beside its time; a time without one counts as UTC in `at`.
    pub has_zone: bool,
}

impl Candidate {
    /// The publication that the entry of a feed names; `at` is the feed reader's own reading of it.
    #[must_use]
    pub fn feed_entry(raw: &str, at: Option<Moment>) -> Self {
        let (read, has_zone) = moment(raw, Order::Unknown).unzip();
        Self {
            source: CandidateSource::FeedEntry,
            raw: raw.to_owned(),
            at: at.or(read),
            field: DateField::Published,
            rule: Rule::FeedEntry,
            has_zone: has_zone.unwrap_or_default(),
        }
    }

    /// The header `Last-Modified` of the answer that brought the page: a hint at its last change.
    ///
    /// It is never a publication: servers fill it with the time at which they put the page together.
    #[must_use]
    pub fn last_modified(raw: &str) -> Self {
        let source = CandidateSource::HttpHeader;
        Self::read(source, raw, DateField::Modified, Rule::Hint, Order::Unknown)
    }

    /// Reads the words of a candidate.
    pub(crate) fn read(
        source: CandidateSource,
        raw: &str,
        field: DateField,
        rule: Rule,
        order: Order,
    ) -> Self {
        let (at, has_zone) = moment(raw, order).unzip();
        Self {
            source,
            raw: raw.to_owned(),
            at,
            field,
            rule,
            has_zone: has_zone.unwrap_or_default(),
        }
    }

    /// Its moment, where one is read that news can have.
    pub(crate) fn likely(&self) -> Option<Moment> {
        self.at
            .filter(|at| self.rule != Rule::Refused && is_likely(at))
    }
}

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is the page's date, or the day of it.
    Chosen,
    /// It gave the chosen one its time or its zone.
    Refined,
    /// It ranks behind the chosen one and names the same day.
    Agrees,
    /// It ranks behind the chosen one and names another day.
    Outranked,
    /// It was passed over: of a day that no news has, behind the last change, or behind the reading.
    Unlikely,
    /// Its words name no day.
    Unreadable,
}

impl Verdict {
    /// The name by which an explanation calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Refined => "refined",
            Self::Agrees => "agrees",
            Self::Outranked => "outranked",
            Self::Unlikely => "unlikely",
            Self::Unreadable => "unreadable",
        }
    }
}

/// A candidate and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed<'p> {
    /// The candidate.
    pub candidate: &'p Candidate,
    /// What became of it.
    pub verdict: Verdict,
}

/// A stamp, ISO or otherwise, or seconds or milliseconds since 1970; and whether a zone is written.
fn moment(raw: &str, order: Order) -> Option<(Moment, bool)> {
    if let Some(stamp) = stamp::stamp(raw) {
        let zoned = stamp.zone.is_some();
        return stamp.moment_in(&[], order).map(|at| (at, zoned));
    }
    let digits = raw.parse::<i64>().ok()?;
    let seconds = match raw.len() {
        10 => digits,
        13 => digits / 1000,
        _ => return None,
    };
    let instant = DateTime::from_timestamp(seconds, 0)?.fixed_offset();
    Some((Moment::Instant(instant), true))
}

/// News on the web is younger than 1980, and no field names a day of the far future.
fn is_likely(moment: &Moment) -> bool {
    (1980..2100).contains(&moment.day().year())
}
