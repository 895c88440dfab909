//! What sort of text it is: news, which counts from its publication, or a narrative, which counts from the time it has reached.

use crate::lexicon::Word;
use crate::phrase::{From, Phrase, Says, YearSaid};
use crate::tokens::Tokens;
use chrono::{Datelike, NaiveDate, TimeDelta};
use dateline_core::Moment;

/// The facts about a whole text that decide its anchors.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Story {
    pub(crate) published: NaiveDate,
    /// Minutes east of Greenwich where it was published, if that is known.
    pub(crate) offset: Option<i32>,
    /// What that day is called in the steps.
    pub(crate) published_words: &'static str,
    /// Bare dates count from the time last spoken of.
    pub(crate) narrative: bool,
    /// How many years it names, and how many of them lie far from the publication.
    pub(crate) years: (usize, usize),
    /// How the text writes its dates, where it tells.
    pub(crate) order: Option<Order>,
}

/// Which comes first in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

/// A narrative names at least so many years.
const YEARS_NAMED: usize = 6;
/// A year so far from the publication is history.
const FAR: i32 = 2;

impl Story {
    pub(crate) fn of(t: &Tokens, phrases: &[Phrase], at: &Moment) -> Self {
        let published = at.day();
        let years: Vec<i32> = phrases.iter().filter_map(year_named).collect();
        let far = years
            .iter()
            .filter(|year| (published.year().saturating_sub(**year)).abs() >= FAR)
            .count();
        // News seldom names years; history names little else, and hardly ever says "today" or a bare weekday.
        let spoken = phrases
            .iter()
            .filter(|phrase| counts_from_today(phrase))
            .count();
        let narrative =
            years.len() >= YEARS_NAMED && far * 5 >= years.len() * 3 && years.len() > spoken * 3;
        let dateline = dateline(t, phrases, published);
        Self {
            published: dateline.unwrap_or(published),
            offset: at.offset().map(|offset| offset.local_minus_utc() / 60),
            published_words: if dateline.is_some() {
                "the day in the dateline"
            } else {
                "the publication"
            },
            narrative,
            years: (years.len(), far),
            order: order(t, phrases).or_else(|| order_of_place(at)),
        }
    }
}

/// So many years may be named one after the other beside the way of a narrative.
const LONGEST_ASIDE: usize = 3;
/// So many years from the way lies another time.
const OTHER_TIME: i32 = 8;

impl Story {
    /// For each phrase of a narrative, whether it names a year beside the way: the year named before and the one named
    /// behind lie nearer to each other than to it ("in 1964 ... a report of 2005 ... on 4 August ... in 1965").
    pub(crate) fn asides(&self, phrases: &[Phrase]) -> Vec<bool> {
        let mut asides = vec![false; phrases.len()];
        if !self.narrative {
            return asides;
        }
        let named: Vec<(usize, i32)> = phrases
            .iter()
            .enumerate()
            .filter_map(|(at, phrase)| Some((at, year_named(phrase)?)))
            .collect();
        for length in 1..=LONGEST_ASIDE {
            for window in named.windows(length + 2) {
                let [(_, before), middle @ .., (_, behind)] = window else {
                    continue;
                };
                let apart = (before - behind).abs();
                // More than one year beside the way is one only where it lies in another time altogether.
                let apart = if length > 1 {
                    apart.max(OTHER_TIME)
                } else {
                    apart
                };
                let beside = |year: &i32| (before - year).abs().min((behind - year).abs()) > apart;
                if middle.iter().all(|(_, year)| beside(year)) {
                    for (at, _) in middle {
                        if let Some(aside) = asides.get_mut(*at) {
                            *aside = true;
                        }
                    }
                }
            }
        }
        asides
    }
}

/// By where it was published: only North America writes the month first. Greenwich tells nothing, for it is also what
/// stands where no zone is known.
fn order_of_place(published: &Moment) -> Option<Order> {
    let hours = published.offset()?.local_minus_utc() / 3600;
    match hours {
        -10..=-4 => Some(Order::MonthFirst),
        1.. => Some(Order::DayFirst),
        _ => None,
    }
}

/// By the dates in digits that leave no choice ("23/11/2026"), else by those with a month in words ("23 November").
fn order(t: &Tokens, phrases: &[Phrase]) -> Option<Order> {
    let (mut digits, mut words) = (0_i64, 0_i64);
    for phrase in phrases {
        let Says::Day { weekday: None, .. } = phrase.says else {
            continue;
        };
        let sign = match (t.word(phrase.start), t.word(phrase.start + 2)) {
            (Word::Digits(first, 1..=2), Word::Digits(second, 1..=2)) => {
                digits += i64::from(first > 12) - i64::from(second > 12);
                continue;
            }
            (Word::Month(_), _) => -1,
            (Word::Digits(_, 1..=2), _) => 1,
            _ => 0,
        };
        words += sign;
    }
    let told = if digits == 0 { words } else { digits };
    match told.signum() {
        1 => Some(Order::DayFirst),
        -1 => Some(Order::MonthFirst),
        _ => None,
    }
}

/// "NEW DELHI, March 30 (Agency) -": the day of writing, where it lies shortly before the publication.
fn dateline(t: &Tokens, phrases: &[Phrase], published: NaiveDate) -> Option<NaiveDate> {
    let first = phrases.first().filter(|first| first.start <= 12)?;
    let Says::Day {
        month,
        day,
        weekday: None,
        ..
    } = first.says
    else {
        return None;
    };
    let behind = t.dash(first.end) || matches!(t.word(first.end), Word::Mark('(' | '_' | ':'));
    let place = t.left(first.start, 2);
    let capitals = t.text(place).len() > 2 && !t.text(place).contains(char::is_lowercase);
    if !behind || !capitals || !t.mark(t.left(first.start, 1), ',') {
        return None;
    }
    (0..=3)
        .filter_map(|back| published.checked_sub_signed(TimeDelta::days(back)))
        .find(|then| (then.month(), then.day()) == (u32::from(month), u32::from(day)))
}

fn year_named(phrase: &Phrase) -> Option<i32> {
    match phrase.says {
        Says::Year(year)
        | Says::Numeric { year, .. }
        | Says::Day {
            year: YearSaid::Given(year),
            ..
        }
        | Says::Month {
            year: YearSaid::Given(year),
            ..
        }
        | Says::Season {
            year: YearSaid::Given(year),
            ..
        } => Some(year),
        _ => None,
    }
}

/// Whether the phrase counts from the day of speaking, whatever the text has reached.
pub(crate) fn counts_from_today(phrase: &Phrase) -> bool {
    matches!(
        phrase.says,
        Says::Weekday { pick: None, .. }
            | Says::Day {
                weekday: Some(_),
                year: YearSaid::Unsaid,
                ..
            }
            | Says::HourOnly
            | Says::FromToday(_)
            | Says::Unit { spoken: false, .. }
            | Says::Quarter { .. }
            | Says::Distance {
                from: From::Speaking,
                ..
            }
    )
}
