//! Pieces of a month by number: "the last week of February", "the first Monday of May", "the last day of March".

use crate::lexicon::{Unit, Word};
use crate::phrase::{MonthSaid, Phrase, Pick, Says, YearSaid};
use crate::read::{month, ordinal, pick, unit, year_said};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
    if let Some(week) = week_with_day(t, at, before) {
        return Some(week);
    }
    let the = at + usize::from(t.is(at, "the"));
    let (nth, next) = if t.any(the, &["last", "final"]) {
        (-1, the + 1)
    } else {
        let (nth, next) = ordinal(t, the)?;
        (i8::try_from(nth).ok()?, next)
    };
    let weekday = match t.word(next) {
        Word::Weekday(weekday) => Some(weekday),
        _ => None,
    };
    let unit = unit(t, next).map(|(unit, _)| unit);
    if weekday.is_none() && !matches!(unit, Some(Unit::Week | Unit::Day | Unit::Weekend))
        || !t.any(next + 1, &["of", "in"])
    {
        return None;
    }
    let (month, year, end) =
        month_behind(t, next + 2).filter(|_| nth <= 5 || unit == Some(Unit::Day))?;
    let says = match unit {
        Some(Unit::Week) => Says::WeekOf { nth, year, month },
        Some(Unit::Weekend) => Says::WeekendOf { nth, year, month },
        _ => Says::DayOf {
            nth,
            weekday,
            year,
            month,
        },
    };
    Some(Phrase::new(at, end, says))
}

/// "the week of March 6", "the week beginning 4 May".
fn week_with_day(t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
    let week = t.is(at, "the") && t.is(at + 1, "week");
    if !week || !t.any(at + 2, &["of", "beginning", "starting"]) {
        return None;
    }
    let day = super::calendar_date::read(t, at + 3, before)?;
    let Says::Day {
        year,
        month,
        day: number,
        ..
    } = day.says
    else {
        return None;
    };
    let says = Says::WeekWith {
        year,
        month,
        day: number,
    };
    Some(Phrase::new(at, day.end, says))
}

/// "February 2023", "next month".
fn month_behind(t: &Tokens, at: usize) -> Option<(MonthSaid, YearSaid, usize)> {
    if let Some((month, behind)) = month(t, at) {
        let (year, end) = year_said(t, behind);
        return Some((MonthSaid::Named(month), year, end));
    }
    let the = at + usize::from(t.is(at, "the"));
    let (by, word) = match pick(t, the) {
        Some((Pick::Last, word)) => (-1, word),
        Some((Pick::Next, word)) => (1, word),
        Some((Pick::This | Pick::Same, word)) => (0, word),
        None => (0, the),
    };
    t.is(word, "month")
        .then_some((MonthSaid::Relative(by), YearSaid::Unsaid, word + 1))
}
