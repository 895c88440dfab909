//! The time mentions of a sentence, and what a question makes of them.

use crate::{
    page::{Page, Passage},
    question::{Edge, Question},
    words::Word,
};
use chrono::{Datelike, NaiveDate};
use dateline_core::{Interval, Precision, Span, TimeMention, When};

/// The time mentions inside a sentence.
pub(crate) fn in_passage<'a>(page: &Page<'a>, passage: &Passage<'_>) -> &'a [TimeMention] {
    let times = page.times();
    let Some(sentence) = page.sentence(passage) else {
        return &[];
    };
    let from = times.partition_point(|time| time.span.start() < sentence.span.start());
    let to = times.partition_point(|time| time.span.start() < sentence.span.end());
    times.get(from..to).unwrap_or_default()
}

/// A time that a sentence names: by one mention, or by two that are the ends of a range.
#[derive(Clone)]
pub(crate) struct Mark<'a> {
    /// The mention, or the first of two.
    pub mention: &'a TimeMention,
    /// Where the words stand.
    pub span: Span,
    /// What the two come to; or the day that is counted from the mention's.
    pub range: Option<When>,
    /// The day that it is counted from, where that is not the mention's own anchor.
    pub anchor: Option<NaiveDate>,
}

/// The times of a sentence; behind single mentions ranges, and days counted from others.
pub(crate) fn marks<'a>(page: &Page<'a>, passage: &Passage<'_>) -> Vec<Mark<'a>> {
    let mentions = in_passage(page, passage);
    let single = mentions.iter().map(|mention| Mark {
        mention,
        span: mention.span,
        range: None,
        anchor: None,
    });
    let text = page.candidate.article.text();
    let ranges = dateline_timex::ranges(text, mentions);
    let pairs = ranges.into_iter().filter_map(|range| {
        Some(Mark {
            mention: mentions.get(range.from)?,
            span: range.span,
            range: Some(range.when),
            anchor: None,
        })
    });
    let counted = dateline_timex::distances(text, mentions).into_iter();
    let counted = counted.filter_map(|counted| {
        Some(Mark {
            mention: mentions.get(counted.from)?,
            span: counted.span,
            range: Some(counted.when),
            anchor: Some(counted.anchor),
        })
    });
    single.chain(pairs).chain(counted).collect()
}

/// What a mark comes to; see [`resolved`].
pub(crate) fn when_of(
    page: &Page<'_>,
    passage: &Passage<'_>,
    mark: &Mark<'_>,
    asked: Option<NaiveDate>,
) -> Option<When> {
    match &mark.range {
        Some(when) => Some(when.clone()),
        None => resolved(page, passage, mark.mention, asked),
    }
}

/// Whether a clock time borrows its day from another mention of the sentence.
pub(crate) fn borrows_day(page: &Page<'_>, passage: &Passage<'_>, mention: &TimeMention) -> bool {
    let clock = mention
        .when
        .as_ref()
        .is_some_and(|when| when.precision == Precision::Minute);
    clock
        && !words_name_day(mention)
        && in_passage(page, passage)
            .iter()
            .any(|other| day_of(other).is_some())
}

/// What a mention comes to: a clock time takes the day that the same sentence names, else `asked`, else the last day
/// named before it that the story looks ahead to.
fn resolved(
    page: &Page<'_>,
    passage: &Passage<'_>,
    mention: &TimeMention,
    asked: Option<NaiveDate>,
) -> Option<When> {
    let when = mention.when.clone()?;
    if when.precision != Precision::Minute || names_day(page, mention) {
        return Some(when);
    }
    let near = in_passage(page, passage)
        .iter()
        .filter_map(|other| Some((other, day_of(other)?)))
        .min_by_key(|(other, _)| other.span.start().abs_diff(mention.span.start()))
        .map(|(_, day)| day);
    let day = near.or(asked).or_else(|| day_before(page, mention));
    Some(day.and_then(|day| on_day(&when, day)).unwrap_or(when))
}

/// Whether a clock time has its day from its own words, or from elsewhere by the reader of times.
fn names_day(page: &Page<'_>, mention: &TimeMention) -> bool {
    let published = page.candidate.article.published().day();
    let elsewhere = mention
        .when
        .as_ref()
        .is_some_and(|when| when.interval.first_day() != published);
    elsewhere || words_name_day(mention)
}

fn words_name_day(mention: &TimeMention) -> bool {
    let words = mention.text.to_lowercase();
    let mut words = words.split(|c: char| !c.is_alphabetic());
    words.any(|word| {
        word.ends_with("day") || word == "tomorrow" || word == "tonight" || is_month(word)
    })
}

/// Whether a lower-case word is the name of a month, short or long.
pub(crate) fn is_month(word: &str) -> bool {
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let long = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    months.contains(&word) || word == "sept" || long.contains(&word)
}

fn day_of(mention: &TimeMention) -> Option<NaiveDate> {
    let when = mention.when.as_ref()?;
    matches!(when.precision, Precision::Day | Precision::PartOfDay)
        .then(|| when.interval.first_day())
}

/// The last day named before a mention that is not over when the story appears.
fn day_before(page: &Page<'_>, mention: &TimeMention) -> Option<NaiveDate> {
    let published = page.candidate.article.published().day();
    let earlier = page.times().iter().rev();
    earlier
        .filter(|other| other.span.end() <= mention.span.start())
        .filter_map(day_of)
        .find(|day| *day >= published)
}

fn on_day(when: &When, day: NaiveDate) -> Option<When> {
    let at = day.and_time(when.interval.start().time());
    Some(When {
        interval: Interval::minute(at).ok()?,
        ..when.clone()
    })
}

/// The first day of an interval of several; a clock time stays.
fn first_day(when: &When) -> When {
    clock_edge(when, when.interval.start()).unwrap_or_else(|| edge(when, when.interval.first_day()))
}

/// The last day of an interval of several; a clock time stays.
fn last_day(when: &When) -> When {
    let last = when
        .interval
        .end()
        .checked_sub_signed(chrono::TimeDelta::minutes(1));
    let last = if when.interval.length().num_minutes() % 60 == 1 {
        last
    } else {
        Some(when.interval.end())
    };
    last.and_then(|last| clock_edge(when, last))
        .unwrap_or_else(|| edge(when, when.interval.last_day()))
}

/// The minute at which a range with clock times begins or ends.
fn clock_edge(when: &When, at: chrono::NaiveDateTime) -> Option<When> {
    let ranged = when.precision == Precision::Range && when.has_clock();
    let interval = Interval::minute(at).ok().filter(|_| ranged)?;
    Some(When {
        certainty: when.certainty,
        zone: when.zone.clone(),
        ..When::new(interval, Precision::Minute)
    })
}

fn edge(when: &When, day: NaiveDate) -> When {
    if when.precision != Precision::Range || when.has_clock() {
        return when.clone();
    }
    When::day(day).map_or_else(
        |_| when.clone(),
        |day| When {
            certainty: when.certainty,
            zone: when.zone.clone(),
            ..day
        },
    )
}

/// Whether two times say the same of when something is: one and the same, or a day and a clock time in it.
pub(crate) fn agree(one: &When, other: &When) -> bool {
    let day = |when: &When| when.precision >= Precision::Day;
    let clock = |when: &When| when.precision == Precision::Minute;
    one.interval == other.interval
        || day(one)
            && day(other)
            && !(clock(one) && clock(other))
            && one.interval.first_day() == other.interval.first_day()
}

/// The part of a time that a question asks for: its first day, its last, its year.
pub(crate) fn asked_part(when: &When, question: &Question) -> When {
    let part = match question.edge {
        Edge::Whole => when.clone(),
        Edge::Start => first_day(when),
        Edge::End => last_day(when),
    };
    in_unit(&part, &question.words)
}

/// A question for a year or month is answered with it, however finely the story dates.
fn in_unit(when: &When, words: &[Word]) -> When {
    let asks = |unit: &str| {
        words.windows(2).any(|pair| match pair {
            [asker, noun] => matches!(asker.text.as_str(), "what" | "which") && noun.text == unit,
            _ => false,
        })
    };
    let day = when.interval.first_day();
    if asks("year") && when.precision > Precision::Year {
        let ends = NaiveDate::from_ymd_opt(day.year(), 12, 31);
        return whole(
            when,
            NaiveDate::from_ymd_opt(day.year(), 1, 1),
            ends,
            Precision::Year,
        );
    }
    if asks("month") && when.precision > Precision::Month {
        let first = day.with_day(1);
        let last = first
            .and_then(|first| first.checked_add_months(chrono::Months::new(1)))
            .and_then(|next| next.pred_opt());
        return whole(when, first, last, Precision::Month);
    }
    when.clone()
}

fn whole(
    when: &When,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    precision: Precision,
) -> When {
    let interval = first
        .zip(last)
        .and_then(|(first, last)| Interval::days(first, last).ok());
    interval.map_or_else(|| when.clone(), |interval| When::new(interval, precision))
}
