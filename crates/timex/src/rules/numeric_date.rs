//! Dates in digits: "2013-03-22", "11/02/89", "02-13-98", "22.03.2013"; not scores, not fractions.

use super::clock::hour_behind;
use crate::lexicon::Word;
use crate::phrase::{Phrase, Says, YearSaid};
use crate::read::{full_year, leads_to_time};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let (Word::Digits(a, la), Word::Mark(mark), Word::Digits(b, lb), Word::Digits(c, lc)) =
        (t.word(at), t.word(at + 1), t.word(at + 2), t.word(at + 4))
    else {
        return None;
    };
    let same_mark = matches!(mark, '-' | '/' | '.') && t.mark(at + 3, mark);
    let whole = (at + 1..=at + 4).all(|i| t.glued(i)) && !t.runs_on_digits(at + 4) && !cut(t, at);
    if !same_mark || !whole {
        return None;
    }
    let (year, month, day) = match (la, lb, lc) {
        (4, 1..=2, 1..=2) => (a, b, c),
        (1..=2, 1..=2, 4) => year_last(mark, a, b, c),
        // "the 10-20-30 formula" is no date; "on 02-13-98" is.
        (2, 2, 2) if mark == '/' || mark == '-' && leads_to_time(t, t.left(at, 1)) => {
            let year = u32::try_from(full_year(c)?).ok()?;
            year_last(mark, a, b, year)
        }
        (1..=2, 1..=2, 2) if mark == '/' => {
            let year = u32::try_from(full_year(c)?).ok()?;
            year_last(mark, a, b, year)
        }
        _ => return None,
    };
    let year = i32::try_from(year)
        .ok()
        .filter(|year| (1000..=2999).contains(year))?;
    let month = u8::try_from(month)
        .ok()
        .filter(|month| (1..=12).contains(month))?;
    let day = u8::try_from(day)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let (hour, end) = iso_hour(t, at + 5).unwrap_or_else(|| hour_behind(t, at + 5));
    let open = la <= 2 && mark != '.' && month != day && day <= 12;
    let says = if open {
        Says::Numeric {
            year,
            first: u8::try_from(a).ok()?,
            second: u8::try_from(b).ok()?,
        }
    } else {
        Says::Day {
            year: YearSaid::Given(year),
            month,
            day,
            weekday: None,
            pick: None,
        }
    };
    Some(Phrase::new(at, end, says).at(hour))
}

/// Which of two numbers is the day, where only one order makes a date or dots part them; else month first for now.
fn year_last(mark: char, a: u32, b: u32, year: u32) -> (u32, u32, u32) {
    if a > 12 || mark == '.' {
        (year, b, a)
    } else {
        (year, a, b)
    }
}

/// "2013-03-22T10:48".
fn iso_hour(t: &Tokens, at: usize) -> Option<(Option<crate::phrase::Hour>, usize)> {
    if !t.is(at, "T") || !t.glued(at) {
        return None;
    }
    let (clock, end) = super::clock::four_digits(t, at + 1)?;
    let is_utc = t.is(end, "Z") && t.glued(end);
    let clock = crate::phrase::Clock {
        zone: crate::zones::named("UTC").filter(|_| is_utc),
        ..clock
    };
    let end = end + usize::from(is_utc);
    Some((Some(crate::phrase::Hour::Clock(clock)), end))
}

/// Whether the digits go on to the left.
fn cut(t: &Tokens, at: usize) -> bool {
    t.glued(at)
        && matches!(
            t.word(t.left(at, 1)),
            Word::Mark('-' | '/' | '.' | '$' | ':') | Word::Other | Word::Digits(..)
        )
}
