//! Repetitions: "daily", "every Monday", "each year", "Tuesdays", "every two weeks"; not "Daily Telegraph".

use crate::lexicon::{Unit, Word};
use crate::phrase::{Count, Phrase, Says};
use crate::read::{count, ordinal, unit};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    adverb(t, at)
        .or_else(|| so_often(t, at))
        .or_else(|| every(t, at))
        .or_else(|| weekdays(t, at))
}

fn adverb(t: &Tokens, at: usize) -> Option<Phrase> {
    let unit = match () {
        () if t.is(at, "daily") => Unit::Day,
        () if t.is(at, "hourly") => Unit::Hour,
        () if t.is(at, "weekly") => Unit::Week,
        () if t.is(at, "monthly") => Unit::Month,
        () if t.any(at, &["annually", "yearly"]) => Unit::Year,
        () => return None,
    };
    let name = t.capital(at) && (t.capital(at + 1) || t.capital(t.left(at, 1)));
    (!name).then(|| {
        Phrase::new(
            at,
            at + 1,
            Says::Each {
                count: Count::Whole(1),
                unit,
            },
        )
    })
}

/// "twice a week", "three times a month", "once every two years".
fn so_often(t: &Tokens, at: usize) -> Option<Phrase> {
    let behind = if t.any(at, &["once", "twice", "thrice"]) {
        at + 1
    } else {
        let (_, times) = count(t, at)?;
        t.is(times, "times").then_some(times + 1)?
    };
    if t.any(behind, &["every", "each", "per"]) {
        let each = every(t, behind)?;
        return Some(Phrase { start: at, ..each });
    }
    let (unit, plural) = unit(t, behind + 1).filter(|_| t.any(behind, &["a", "an"]))?;
    let count = Count::Whole(1);
    let fits = !plural && unit >= Unit::Hour && !t.is(behind + 2, "ago");
    fits.then(|| Phrase::new(at, behind + 2, Says::Each { count, unit }))
}

/// "every day", "each Monday", "every two weeks", "every other day".
fn every(t: &Tokens, at: usize) -> Option<Phrase> {
    if !t.any(at, &["every", "each", "per"]) {
        return None;
    }
    if let Word::Weekday(weekday) = t.word(at + 1) {
        return Some(Phrase::new(at, at + 2, Says::EachWeekday(weekday)));
    }
    if let (Word::Month(month), true) = (t.word(at + 1), t.capital(at + 1)) {
        return Some(Phrase::new(at, at + 2, Says::EachMonth(month)));
    }
    if let Word::Season(season) = t.word(at + 1) {
        return Some(Phrase::new(at, at + 2, Says::EachSeason(season)));
    }
    if let Some((nth @ 2..=10, next)) = ordinal(t, at + 1) {
        if let Word::Weekday(weekday) = t.word(next) {
            return Some(Phrase::new(at, next + 1, Says::EachWeekday(weekday)));
        }
        let (unit, plural) = unit(t, next).filter(|(unit, _)| *unit >= Unit::Day)?;
        let count = Count::Whole(nth);
        return (!plural).then(|| Phrase::new(at, next + 1, Says::Each { count, unit }));
    }
    let other = t.is(at + 1, "other");
    let (number, next) = match count(t, at + 1) {
        Some((number, next)) => (number, next),
        None if other => (Count::Whole(2), at + 2),
        None => (Count::Whole(1), at + 1),
    };
    let (unit, _) = unit(t, next)?;
    Some(Phrase::new(
        at,
        next + 1,
        Says::Each {
            count: number,
            unit,
        },
    ))
}

fn weekdays(t: &Tokens, at: usize) -> Option<Phrase> {
    let Word::Weekdays(weekday) = t.word(at) else {
        return None;
    };
    t.capital(at)
        .then(|| Phrase::new(at, at + 1, Says::EachWeekday(weekday)))
}
