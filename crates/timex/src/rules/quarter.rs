//! Quarters and halves of a year, and fiscal years: "the third quarter of 1998", "Q3", "first-half", "fiscal 1990".

use crate::lexicon::{Unit, Word};
use crate::phrase::{Phrase, Says, YearSaid};
use crate::read::{full_year, ordinal, year_number, year_said};
use crate::tokens::Tokens;

/// So many tokens may stand before the word that tells a quarter, a half or a fiscal year: "the 1988 fiscal third quarter".
const REACH: usize = 8;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let tells = |at: usize| {
        matches!(t.word(at), Word::Unit(Unit::Quarter | Unit::Half))
            || t.any(
                at,
                &[
                    "quarter",
                    "quarters",
                    "half",
                    "fiscal",
                    "financial",
                    "fy",
                    "q",
                    "h",
                ],
            )
    };
    if !(at..at.saturating_add(REACH)).any(tells) {
        return None;
    }
    lettered(t, at)
        .or_else(|| numbered(t, at))
        .or_else(|| fiscal(t, at))
        .or_else(|| spelled(t, at))
}

/// "Q3 2012", "H1".
fn lettered(t: &Tokens, at: usize) -> Option<Phrase> {
    let Word::Digits(number @ 1..=4, 1) = t.word(at + 1) else {
        return None;
    };
    let number = u8::try_from(number).ok()?;
    if !t.any(at, &["q", "h"]) {
        return None;
    }
    let whole = t.glued(at + 1) && !t.runs_on(at + 1) && !t.glued(at);
    let (year, end) = year_said(t, at + 2);
    match t.text(at) {
        "Q" if whole => Some(Phrase::new(
            at,
            end,
            Says::Quarter {
                year,
                quarter: number,
            },
        )),
        "H" if whole && number <= 2 => {
            Some(Phrase::new(at, end, Says::Half { year, half: number }))
        }
        _ => None,
    }
}

/// "Quarter 1 2018", "FY2024", "FY 24".
fn numbered(t: &Tokens, at: usize) -> Option<Phrase> {
    if t.text(at) == "FY" {
        let year = match t.word(at + 1) {
            Word::Digits(short, 2) => full_year(short),
            _ => year_number(t, at + 1),
        };
        return year.map(|year| Phrase::new(at, at + 2, Says::Year(year)));
    }
    if !t.is(at, "quarter") || !t.capital(at) {
        return None;
    }
    let Word::Digits(quarter @ 1..=4, 1) = t.word(at + 1) else {
        return None;
    };
    let (year, end) = year_said(t, at + 2);
    let quarter = u8::try_from(quarter).ok()?;
    let dated = year != YearSaid::Unsaid;
    dated.then(|| Phrase::new(at, end, Says::Quarter { year, quarter }))
}

/// "fiscal 1990", "the fiscal year 2012", "the 1998 fiscal year".
fn fiscal(t: &Tokens, at: usize) -> Option<Phrase> {
    let the = at + usize::from(t.is(at, "the"));
    if t.any(the, &["fiscal", "financial"]) {
        let year = the + 1 + usize::from(t.is(the + 1, "year"));
        if let Some(number) = year_number(t, year) {
            return Some(Phrase::new(at, year + 1, Says::Year(number)));
        }
        if let (true, Word::Digits(short, 2)) = (t.apostrophe(year), t.word(year + 1)) {
            return Some(Phrase::new(at, year + 2, Says::Year(full_year(short)?)));
        }
    }
    let number = year_number(t, the)?;
    let fits = t.any(the + 1, &["fiscal", "financial"]) && t.is(the + 2, "year");
    fits.then(|| Phrase::new(at, the + 3, Says::Year(number)))
}

/// "the 1988 third quarter", "next year's first quarter".
fn year_before(t: &Tokens, at: usize) -> (YearSaid, usize) {
    if let Some(year) = year_number(t, at) {
        return (YearSaid::Given(year), at + 1);
    }
    let (year, end) = year_said(t, at);
    let owned = t.apostrophe(end) && t.is(end + 1, "s");
    if owned && matches!(year, YearSaid::Relative(_)) {
        (year, end + 2)
    } else {
        (YearSaid::Unsaid, at)
    }
}

/// "the third quarter", "third-quarter", "the first half of 1998".
fn spelled(t: &Tokens, at: usize) -> Option<Phrase> {
    let the = at + usize::from(t.any(at, &["the", "its", "this"]));
    let (year_before, the) = year_before(t, the);
    let fiscal = t.any(the, &["fiscal", "financial", "year"]);
    let the = if fiscal { t.past_dash(the + 1) } else { the };
    let (number, next) = ordinal(t, the)
        .filter(|(number, _)| (1..=4).contains(number))
        .or_else(|| (t.is(the, "second")).then_some((2, the + 1)))?;
    let fiscal = next + usize::from(t.any(next, &["fiscal", "financial", "calendar"]));
    let word = t.past_dash(fiscal);
    let number = u8::try_from(number).ok()?;
    let (year, end) = year_said(
        t,
        word + 1 + usize::from(t.is(word + 1, "of") && t.any(word + 2, &["fiscal"])),
    );
    let end = if year == YearSaid::Unsaid {
        word + 1
    } else {
        end
    };
    let year = if year_before == YearSaid::Unsaid {
        year
    } else {
        year_before
    };
    // "the fourth quarter of the game"
    let of_other = year == YearSaid::Unsaid
        && t.is(end, "of")
        && t.is(end + 1, "the")
        && !t.any(
            end + 2,
            &[
                "year",
                "fiscal",
                "financial",
                "calendar",
                "business",
                "current",
            ],
        )
        && year_number(t, end + 2).is_none();
    if of_other {
        return None;
    }
    if t.any(word, &["quarter", "quarters"]) {
        return Some(Phrase::new(
            at,
            end,
            Says::Quarter {
                year,
                quarter: number,
            },
        ));
    }
    let half = t.is(word, "half") && number <= 2 && (year != YearSaid::Unsaid || t.dash(next));
    half.then(|| Phrase::new(at, end, Says::Half { year, half: number }))
}
