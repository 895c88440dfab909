//! Days that are told by how far they lie from another of the same sentence.

use chrono::NaiveDate;
use dateline_core::{Precision, Span, TimeMention, TimexType, When};

/// A day that is counted from a mention: "ended on Thursday, two days after the court barred it" tells when the court did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// Position of the mention of the day that is counted from.
    pub from: usize,
    /// The words that count: "two days after".
    pub span: Span,
    /// The day counted from.
    pub anchor: NaiveDate,
    /// The day of what stands behind the words.
    pub when: When,
}

/// The days that lengths behind a day of `text` lead to: of what happened before ("two days after it") or came behind it ("a week before
/// it"). What stands between may be a comma and a word that belittles.
#[must_use]
pub fn distances(text: &str, mentions: &[TimeMention]) -> Vec<Distance> {
    let pairs = mentions.windows(2).enumerate();
    pairs
        .filter_map(|(from, pair)| match pair {
            [day, length] => distance(text, from, day, length),
            _ => None,
        })
        .collect()
}

fn distance(text: &str, from: usize, day: &TimeMention, length: &TimeMention) -> Option<Distance> {
    let between = text.get(day.span.end()..length.span.start())?;
    let small = [
        "",
        "just",
        "only",
        "barely",
        "about",
        "exactly",
        "less than",
    ];
    let between = between
        .strip_prefix(',')
        .or_else(|| between.strip_prefix(" —"))?;
    if !small.contains(&between.trim()) {
        return None;
    }
    let behind = text.get(length.span.end()..)?;
    let word = ["after", "before"].into_iter().find(|word| {
        let rest = behind
            .strip_prefix(' ')
            .and_then(|rest| rest.strip_prefix(word));
        rest.is_some_and(|rest| rest.starts_with(' '))
    })?;
    let days = days(length)?;
    let anchor = day
        .when
        .as_ref()
        .filter(|when| when.precision >= Precision::Day)?;
    let anchor = anchor.interval.first_day();
    let step = chrono::Days::new(days);
    let other = if word == "after" {
        anchor.checked_sub_days(step)
    } else {
        anchor.checked_add_days(step)
    };
    Some(Distance {
        from,
        span: Span::of(length.span.start()..length.span.end() + 1 + word.len()),
        anchor,
        when: When::day(other?).ok()?,
    })
}

/// How many days a length is, where it is whole days or weeks.
fn days(length: &TimeMention) -> Option<u64> {
    let number = length
        .value
        .strip_prefix('P')
        .filter(|_| length.kind == TimexType::Duration)?;
    let (count, days) = match (number.strip_suffix('D'), number.strip_suffix('W')) {
        (Some(count), _) => (count, 1),
        (_, Some(count)) => (count, 7),
        _ => return None,
    };
    let count: u64 = count
        .parse()
        .ok()
        .filter(|count| (1..=400).contains(count))?;
    Some(count * days)
}
