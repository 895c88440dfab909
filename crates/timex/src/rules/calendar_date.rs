//! Days of a named month ("Feb. 13, 1998", "13 February", "the 9th of March"), days by number alone, and the tails of ranges.

use super::clock::hour_behind;
use crate::lexicon::Word;
use crate::phrase::{Phrase, Pick, Says, YearSaid};
use crate::read::{day_number, month, ordinal, pick, spelled, year_said};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let (day, told) = weekday_before(t, at).unwrap_or((at, None));
    let mut found = month_first(t, day).or_else(|| day_first(t, day))?;
    let (hour, end) = hour_behind(t, found.end);
    if let Says::Day { weekday, .. } = &mut found.says {
        *weekday = told;
    }
    Some(Phrase {
        start: at,
        end,
        hour,
        ..found
    })
}

/// "Monday," and "Monday the" before a date.
fn weekday_before(t: &Tokens, at: usize) -> Option<(usize, Option<u8>)> {
    let Word::Weekday(weekday) = t.word(at) else {
        return None;
    };
    let dot = at + 1 + usize::from(t.mark(at + 1, '.') && t.glued(at + 1));
    Some((dot + usize::from(t.mark(dot, ',')), Some(weekday)))
}

/// "Feb. 13, 1998", "last March 3".
fn month_first(t: &Tokens, at: usize) -> Option<Phrase> {
    let (picked, named) = match pick(t, at) {
        Some((picked, behind)) => (Some(picked), behind),
        None => (None, at),
    };
    let (month, behind) = month(t, named)?;
    let the = behind + usize::from(t.is(behind, "the"));
    let (day, end) = day_number(t, the).or_else(|| spelled_day(t, the))?;
    let (year, end) = year_behind_day(t, end);
    let year = if year == YearSaid::Unsaid {
        year_behind_range(t, end)
    } else {
        year
    };
    Some(Phrase::new(
        at,
        end,
        Says::Day {
            year,
            month,
            day,
            weekday: None,
            pick: picked,
        },
    ))
}

/// "June 3 to 6 next year", "February 26 and 27, 2019": the year behind the second day is that of both.
fn year_behind_range(t: &Tokens, end: usize) -> YearSaid {
    let joined = t.dash(end) || t.any(end, &["to", "and", "or", "through"]);
    let last = joined.then(|| day_number(t, end + 1)).flatten();
    last.map_or(YearSaid::Unsaid, |(_, behind)| year_behind_day(t, behind).0)
}

/// "March one, 2020": a day in words, which needs the year.
fn spelled_day(t: &Tokens, at: usize) -> Option<(u8, usize)> {
    let (number, end) = spelled(t, at)?;
    let day = u8::try_from(number)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let (year, _) = year_said(t, end);
    matches!(year, YearSaid::Given(_)).then_some((day, end))
}

fn year_behind_day(t: &Tokens, end: usize) -> (YearSaid, usize) {
    let (year, behind) = year_said(t, end);
    let loose = behind > end && t.is(end, "in");
    if loose {
        (YearSaid::Unsaid, end)
    } else {
        (year, behind)
    }
}

/// "13 February 2023", "the 9th of March", also the first of "13-16 February" and "13 and 14 February".
fn day_first(t: &Tokens, at: usize) -> Option<Phrase> {
    let the = at + usize::from(t.is(at, "the"));
    let (day, end) = day_number(t, the).or_else(|| {
        let (number, end) = ordinal(t, the)?;
        Some((u8::try_from(number).ok().filter(|day| *day <= 31)?, end))
    })?;
    let of = end + usize::from(t.is(end, "of"));
    if let Some((month, behind)) = month(t, of) {
        let (year, end) = year_behind_day(t, behind);
        return Some(Phrase::new(
            at,
            end,
            Says::Day {
                year,
                month,
                day,
                weekday: None,
                pick: None,
            },
        ));
    }
    let (month, behind) = month_of_list(t, end)?;
    if matches!(t.word(behind), Word::Digits(_, 1..=2)) {
        return None;
    }
    let (year, _) = year_behind_day(t, behind);
    Some(Phrase::new(
        at,
        end,
        Says::Day {
            year,
            month,
            day,
            weekday: None,
            pick: None,
        },
    ))
}

/// The most days that are told with one month: "Monday 20, Tuesday 21 and Wednesday 22 March".
const DAYS_TOLD: usize = 8;

/// The month behind a list of days, which they share.
fn month_of_list(t: &Tokens, behind_day: usize) -> Option<(u8, usize)> {
    let mut end = behind_day;
    for _ in 0..DAYS_TOLD {
        let comma = t.mark(end, ',');
        let and = end + usize::from(comma);
        let joined = t.dash(and) || t.mark(and, '/') || t.any(and, &["to", "and", "or", "through"]);
        if !joined && !comma {
            return None;
        }
        let next = and + usize::from(joined);
        let weekday = usize::from(matches!(t.word(next), Word::Weekday(_)));
        let the = next + weekday + usize::from(t.is(next + weekday, "the"));
        let (_, last) = day_number(t, the)?;
        let of = last + usize::from(t.is(last, "of"));
        if let Some(month) = month(t, of) {
            return Some(month);
        }
        end = last;
    }
    None
}

/// "the 9th", "the 2nd of next month"; "on the 5th".
pub(super) fn read_day(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    if let Some((day, Some(weekday))) = weekday_before(t, at) {
        return weekday_and_number(t, at, day, weekday);
    }
    if !t.is(at, "the") {
        return None;
    }
    let (number, end) = ordinal(t, at + 1)?;
    let day = u8::try_from(number)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    if t.is(end, "of") {
        let (picked, behind) = pick(t, end + 1 + usize::from(t.is(end + 1, "the")))?;
        let month = match picked {
            Pick::Last => -1,
            Pick::This | Pick::Same => 0,
            Pick::Next => 1,
        };
        let says = Says::DayOfMonth {
            day,
            month: Some(month),
            weekday: None,
        };
        return t
            .is(behind, "month")
            .then(|| Phrase::new(at, behind + 1, says));
    }
    let in_digits = matches!(t.word(at + 1), Word::Digits(..));
    let led = t.any(
        t.left(at, 1),
        &["on", "until", "till", "from", "by", "to", "and", "since"],
    );
    let closed = matches!(t.word(end), Word::Mark(',' | '.' | ';'))
        || t.any(end, &["and", "or", "to", "at", "the"])
        || end >= t.len();
    (in_digits && led && closed).then(|| {
        Phrase::new(
            at,
            end,
            Says::DayOfMonth {
                day,
                month: None,
                weekday: None,
            },
        )
    })
}

/// "Friday the 28th", "Friday 28th".
fn weekday_and_number(t: &Tokens, at: usize, day: usize, weekday: u8) -> Option<Phrase> {
    let the = day + usize::from(t.is(day, "the"));
    let in_digits = matches!(t.word(the), Word::Digits(..));
    let (number, end) = ordinal(t, the).filter(|_| in_digits)?;
    let day = u8::try_from(number)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let says = Says::DayOfMonth {
        day,
        month: None,
        weekday: Some(weekday),
    };
    Some(Phrase::new(at, end, says))
}

/// "-16" behind "Feb. 13", "and 14", "or 10th" behind "the 9th", "-58" behind "1957".
pub(super) fn read_tail(t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
    let before = before.filter(|before| before.end + 1 == at)?;
    let joint = before.end;
    let joined = t.dash(joint)
        || t.any(joint, &["to", "and", "or", "through", "until"])
        || t.mark(joint, ',');
    let (says, end) = match before.says {
        Says::Day { year, month, .. }
            if joined && before.hour.is_none() && shares_month(t, before) =>
        {
            day_tail(t, at, (year, month))?
        }
        Says::DayOfMonth {
            month,
            weekday: None,
            ..
        } if joined && matches!(t.word(at), Word::Digits(..)) => {
            let (number, end) = ordinal(t, at)?;
            let day = u8::try_from(number).ok();
            let says = Says::DayOfMonth {
                day: day.filter(|day| (1..=31).contains(day))?,
                month,
                weekday: None,
            };
            (says, end)
        }
        Says::Year(year) if t.dash(joint) || t.mark(joint, '/') => {
            (year_tail(t, at, year)?, at + 1)
        }
        _ => return None,
    };
    Some(Phrase::new(at, end, says))
}

/// A further day of the month told before, with the token behind it.
fn day_tail(t: &Tokens, at: usize, (year, month): (YearSaid, u8)) -> Option<(Says, usize)> {
    let (day, end) = day_number(t, at)?;
    let counts = !matches!(t.word(end), Word::Mark(_))
        && end < t.len()
        && !t.dash(t.left(at, 1))
        && !follows_day(t, end);
    let clash = matches!(
        t.word(end),
        Word::Mark(':' | '%') | Word::Month(_) | Word::Unit(_)
    );
    // "Feb. 13, 6 to 6:30 p.m." goes on with the hour.
    let range = t.dash(end) || t.is(end, "to");
    let hours = range && (t.mark(end + 2, ':') || t.any(end + 2, &["a", "p", "am", "pm"]));
    let (said, behind) = year_behind_day(t, end);
    if clash || counts && said == YearSaid::Unsaid || hours {
        return None;
    }
    let (year, end) = match (said, year) {
        // "put off until March 8 and 9": of one year.
        (YearSaid::Unsaid, YearSaid::Unsaid) => (YearSaid::Same, end),
        (YearSaid::Unsaid, _) => (year, end),
        _ => (said, behind),
    };
    let says = Says::Day {
        year,
        month,
        day,
        weekday: None,
        pick: None,
    };
    Some((says, end))
}

/// The last two digits of a later year of the same century.
fn year_tail(t: &Tokens, at: usize, year: i32) -> Option<Says> {
    let Word::Digits(short, 2) = t.word(at) else {
        return None;
    };
    let last = year - year % 100 + i32::try_from(short).ok()?;
    let glued = t.glued(at) && !t.runs_on(at) && last > year;
    glued.then_some(Says::Year(last))
}

/// Whether the phrase ends in its day, so that a further number may share its month.
fn shares_month(t: &Tokens, before: &Phrase) -> bool {
    let last = t.left(before.end, 1);
    matches!(t.word(last), Word::Digits(_, 1..=2)) || t.any(last, &["st", "nd", "rd", "th"])
}

/// Words that stand behind a day of the month rather than behind a number of things.
fn follows_day(t: &Tokens, at: usize) -> bool {
    t.any(
        at,
        &[
            "in", "at", "to", "and", "when", "with", "for", "by", "after", "before", "that", "but",
            "is", "are", "was", "were", "will",
        ],
    )
}
