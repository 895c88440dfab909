//! Dates that a page, its feed or its transport names for its story, and the rules by which one of them is chosen.
//!
//! Candidates of publication are ordered by their [`Rule`], the most trusted first, within a rule by their source and
//! then by their order on the page. The first that is readable and likely is chosen, with five corrections:
//!
//! 1. A day gives way to a time on that day which a later candidate names.
//! 2. A time written without a zone gives way to the same clock time written with one.
//! 3. A time written in UTC takes the offset that another candidate shows: the same instant with a local offset, or a
//!    clock time without a zone that is off by whole quarters of an hour.
//! 4. A time written in UTC gives way to the day that headline and address show, where that is the day before or after.
//! 5. A publication more than a day behind the last change gives way to one that is not.
//!
//! | rule | says | sources |
//! |---|---|---|
//! | [`Rule::Declared`] | made to say when the story was published | JSON-LD of the article, `article:published_time`, meta tags such as `pubdate` |
//! | [`Rule::Marked`] | an element marked as the publication | `itemprop="datePublished"`, `<time pubdate>`, `.dt-published` |
//! | [`Rule::FeedEntry`] | the feed that named the page | the entry's publication |
//! | [`Rule::Labelled`] | a line or element that calls its date the publication | "Published on …", `<time class="published">` |
//! | [`Rule::Headline`] | a date beside the headline | lines and `<time>` |
//! | [`Rule::Address`] | a whole day in the address | `/2025/03/03/` |
//! | [`Rule::General`] | a field of general use | meta `date`, `dc.date`, JSON-LD of the page |
//! | [`Rule::Shown`] | a date shown elsewhere in the story's part of the page | lines and `<time>` |
//! | [`Rule::Hint`] | a change, never a publication | the HTTP header `Last-Modified` |
//! | [`Rule::Refused`] | never chosen | a day later than the reading |

use crate::stamp::{self, Order};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, TimeDelta};
use dateline_core::Moment;

/// Where a candidate was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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

/// What a date is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateField {
    /// First publication.
    Published,
    /// Last change.
    Modified,
}

/// Why a candidate ranks where it does; sooner rules are trusted more.
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
    /// A visible date beside the headline.
    Headline,
    /// A whole day in the page's address.
    Address,
    /// A field of general use, which some sites fill with the day of the last build.
    General,
    /// A visible date further from the headline.
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
        Self::Headline,
        Self::Address,
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
            Self::Headline => "headline",
            Self::Address => "address",
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
    fn likely(&self) -> Option<Moment> {
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

/// A candidate and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed<'p> {
    /// The candidate.
    pub candidate: &'p Candidate,
    /// What became of it.
    pub verdict: Verdict,
}

/// Puts candidates in the order of trust, publications first; those of equal rank keep their order.
pub(crate) fn rank(candidates: &mut Vec<Candidate>) {
    candidates.sort_by(|one, other| {
        (one.field, one.rule, &one.source).cmp(&(other.field, other.rule, &other.source))
    });
    let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
    for candidate in candidates.drain(..) {
        if !kept.contains(&candidate) {
            kept.push(candidate);
        }
    }
    *candidates = kept;
}

/// The date that ranked candidates give for a field.
pub(crate) fn choose(ranked: &[Candidate], field: DateField) -> Option<Moment> {
    let chosen = choice(ranked, field)?;
    let finer = refinement(ranked, chosen).map(|(at, _)| at);
    let local = local_day(ranked, chosen).map(|(day, _)| day);
    finer.or(local).or(chosen.likely())
}

/// The day that the page shows beside its headline or in its address, where a time in UTC is of the day after or before.
///
/// 02:18 in UTC is the evening before in New York; "tomorrow" counts from the day in New York.
fn local_day<'c>(ranked: &'c [Candidate], chosen: &Candidate) -> Option<(Moment, &'c Candidate)> {
    let Moment::Instant(at) = chosen.likely()? else {
        return None;
    };
    let east = at + TimeDelta::hours(14);
    let west = at - TimeDelta::hours(12);
    let is_utc = chosen.has_zone && at.offset().local_minus_utc() == 0;
    let shown = ranked.iter().filter(|one| {
        let beside = matches!(one.rule, Rule::Labelled | Rule::Headline | Rule::Address);
        one.field == chosen.field && beside && !one.has_zone && one.likely().is_some()
    });
    let mut days = shown.filter_map(|one| Some((one.likely()?.day(), one)));
    let (day, by) = days.next()?;
    let agreed = days.all(|(other, _)| other == day) && by.rule != chosen.rule;
    let reached = day != at.date_naive() && (west.date_naive()..=east.date_naive()).contains(&day);
    (is_utc && agreed && reached).then_some((Moment::Day(day), by))
}

/// Every ranked candidate with what became of it.
pub(crate) fn weigh(ranked: &[Candidate]) -> Vec<Weighed<'_>> {
    let fields = [DateField::Published, DateField::Modified];
    let weighed = fields.into_iter().flat_map(|field| {
        let chosen = choice(ranked, field);
        let refined = chosen
            .and_then(|chosen| refinement(ranked, chosen).or_else(|| local_day(ranked, chosen)));
        let of_field = ranked.iter().filter(move |one| one.field == field);
        of_field.map(move |candidate| Weighed {
            candidate,
            verdict: verdict(candidate, chosen, refined.map(|(_, by)| by)),
        })
    });
    weighed.collect()
}

fn verdict(one: &Candidate, chosen: Option<&Candidate>, refined: Option<&Candidate>) -> Verdict {
    let is = |other: Option<&Candidate>| other.is_some_and(|other| std::ptr::eq(one, other));
    let Some(at) = one.at else {
        return Verdict::Unreadable;
    };
    let day = chosen.and_then(|chosen| chosen.at).map(|at| at.day());
    if is(chosen) {
        Verdict::Chosen
    } else if is(refined) {
        Verdict::Refined
    } else if one.likely().is_none() || chosen.is_none_or(|chosen| one.rule < chosen.rule) {
        Verdict::Unlikely
    } else if day == Some(at.day()) {
        Verdict::Agrees
    } else {
        Verdict::Outranked
    }
}

/// The most trusted candidate of a field; a publication behind the last change only where there is no other.
fn choice(ranked: &[Candidate], field: DateField) -> Option<&Candidate> {
    let of_field = |field| {
        ranked
            .iter()
            .filter(move |one| one.field == field && one.likely().is_some())
    };
    let changes = of_field(DateField::Modified).filter(|one| one.rule != Rule::Hint);
    let last = changes
        .filter_map(Candidate::likely)
        .max_by_key(Moment::sort_key);
    let day = TimeDelta::days(1).num_seconds();
    let fits = |one: &&Candidate| {
        let at = one.likely();
        let behind = |last: Moment| at.is_some_and(|at| at.sort_key() > last.sort_key() + day);
        field == DateField::Modified || !last.is_some_and(behind)
    };
    of_field(field)
        .find(fits)
        .or_else(|| of_field(field).next())
}

/// The same date with a time or a zone that another candidate of its field shows, and that candidate.
fn refinement<'c>(ranked: &'c [Candidate], chosen: &Candidate) -> Option<(Moment, &'c Candidate)> {
    let others = || {
        let others = ranked.iter().filter(|one| one.field == chosen.field);
        others.filter_map(|one| Some((one.likely()?, one)))
    };
    match chosen.likely()? {
        Moment::Day(day) => {
            let times = || others().filter(|(at, _)| at.offset().is_some() && at.day() == day);
            let (at, by) = times().find(|(_, one)| one.has_zone).or(times().next())?;
            let finer = refinement(ranked, by);
            Some(finer.map_or((at, by), |(finer, _)| (finer, by)))
        }
        Moment::Instant(at) if !chosen.has_zone => others().find_map(|(other, by)| {
            let Moment::Instant(other) = other else {
                return None;
            };
            let same = by.has_zone && is_same_minute(at.naive_local(), other.naive_local());
            let moved = || {
                let offset = quarter(other, at)?;
                (by.has_zone && other.offset().local_minus_utc() == 0)
                    .then(|| other.with_timezone(&offset))
            };
            Some((Moment::Instant(if same { other } else { moved()? }), by))
        }),
        Moment::Instant(at) if at.offset().local_minus_utc() == 0 => {
            others().find_map(|(other, by)| {
                let Moment::Instant(other) = other else {
                    return None;
                };
                let same = by.has_zone
                    && other.offset().local_minus_utc() != 0
                    && is_same_minute(at.naive_utc(), other.naive_utc());
                let offset = if same {
                    *other.offset()
                } else {
                    quarter(at, other).filter(|_| !by.has_zone)?
                };
                Some((Moment::Instant(at.with_timezone(&offset)), by))
            })
        }
        Moment::Instant(_) => None,
    }
}

/// The offset by which a clock time without a zone is off from an instant, where it is one that clocks have.
fn quarter(instant: DateTime<FixedOffset>, clock: DateTime<FixedOffset>) -> Option<FixedOffset> {
    let minutes = |at: DateTime<FixedOffset>| at.naive_utc().and_utc().timestamp().div_euclid(60);
    let off = minutes(clock.naive_local().and_utc().fixed_offset()) - minutes(instant);
    let fits = off != 0 && off % 15 == 0 && (-12 * 60..=14 * 60).contains(&off);
    let seconds = i32::try_from(off * 60).ok().filter(|_| fits)?;
    FixedOffset::east_opt(seconds)
}

fn is_same_minute(one: NaiveDateTime, other: NaiveDateTime) -> bool {
    (one - other).num_seconds().abs() < 60
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
