//! Reads the small parts that rules are made of: counts, units, days of the month, years, months.

use crate::lexicon::{Unit, Word};
use crate::phrase::{Count, Pick, YearSaid};
use crate::tokens::Tokens;

/// A number of things: "three", "1,200", "two and a half", "several", "a couple of", "a" before a unit.
pub(crate) fn count(t: &Tokens, at: usize) -> Option<(Count, usize)> {
    if let Some((number, end)) = digits(t, at) {
        return Some((number, end));
    }
    if let Some((number, end)) = spelled(t, at) {
        return Some(and_a_half(t, number, end));
    }
    loose_count(t, at)
}

fn digits(t: &Tokens, at: usize) -> Option<(Count, usize)> {
    let Word::Digits(number, _) = t.word(at) else {
        return None;
    };
    let before = t.left(at, 1);
    if t.glued(at)
        && !t.dash(before)
        && !matches!(t.word(before), Word::Mark('(' | '"' | '`' | '\'' | '“'))
    {
        return None;
    }
    let (dot, behind) = (at + 1, at + 2);
    if t.glued(dot)
        && t.glued(behind)
        && let Word::Digits(part, length) = t.word(behind)
    {
        if t.mark(dot, ',') && length == 3 {
            let whole = number.checked_mul(1000)?.checked_add(part)?;
            return Some((Count::Whole(whole), at + 3));
        }
        if t.mark(dot, '.') && length == 1 {
            return Some((Count::Tenths(number, u8::try_from(part).ok()?), at + 3));
        }
    }
    if t.mark(dot, '½') && t.glued(dot) {
        return Some((Count::Tenths(number, 5), at + 2));
    }
    if let (Word::Digits(1, 1), true, Word::Digits(2, 1)) =
        (t.word(dot), t.mark(dot + 1, '/'), t.word(dot + 2))
    {
        return Some((Count::Tenths(number, 5), at + 4));
    }
    if let Word::Scale(scale) = t.word(dot) {
        return Some((Count::Whole(number.checked_mul(scale)?), dot + 1));
    }
    Some(and_a_half(t, number, at + 1))
}

/// "twenty-four", "one hundred and fifty".
pub(crate) fn spelled(t: &Tokens, at: usize) -> Option<(u32, usize)> {
    let (mut number, mut end) = below_hundred(t, at)?;
    // "two hundred thousand and five" has two; more than four are no number that people write.
    for _ in 0..4 {
        let Word::Scale(scale) = t.word(end) else {
            break;
        };
        number = number.checked_mul(scale)?;
        end += 1;
        let next = end + usize::from(t.is(end, "and"));
        if let Some((more, behind)) = below_hundred(t, next) {
            number = number.checked_add(more)?;
            end = behind;
        }
    }
    Some((number, end))
}

fn below_hundred(t: &Tokens, at: usize) -> Option<(u32, usize)> {
    let Word::Number(number) = t.word(at) else {
        return None;
    };
    if number >= 20 {
        let next = t.past_dash(at + 1);
        if let Word::Number(small @ 1..=9) = t.word(next) {
            return Some((number + small, next + 1));
        }
    }
    Some((number, at + 1))
}

fn and_a_half(t: &Tokens, number: u32, end: usize) -> (Count, usize) {
    let and = t.past_dash(end);
    let a = t.past_dash(and + 1);
    let half = t.past_dash(a + 1);
    if t.is(and, "and") && t.any(a, &["a", "one"]) && t.is(half, "half") {
        return (Count::Tenths(number, 5), half + 1);
    }
    (Count::Whole(number), end)
}

/// "a", "several", "a few", "a couple of", "dozens of", "half a".
fn loose_count(t: &Tokens, at: usize) -> Option<(Count, usize)> {
    let of = |end: usize| end + usize::from(t.is(end, "of"));
    if t.any(at, &["a", "an", "another", "the"]) {
        let next = t.past_dash(at + 1);
        if t.any(next, &["few", "several", "number", "handful"]) {
            return Some((Count::Some, of(next + 1)));
        }
        if t.is(next, "couple") {
            return Some((Count::Whole(2), of(next + 1)));
        }
        if t.is(next, "dozen") {
            return Some((Count::Whole(12), next + 1));
        }
        if t.is(at, "the") {
            return None;
        }
        if let Word::Scale(scale) = t.word(next) {
            return Some((Count::Whole(scale), next + 1));
        }
        if t.is(next, "half") && matches!(t.word(t.past_dash(next + 1)), Word::Unit(_)) {
            return Some((Count::Tenths(0, 5), next + 1));
        }
        return matches!(t.word(next), Word::Unit(_)).then_some((Count::Whole(1), next));
    }
    if t.is(at, "half") && t.any(at + 1, &["a", "an"]) {
        return Some((Count::Tenths(0, 5), at + 2));
    }
    if t.is(at, "couple") {
        return Some((Count::Whole(2), of(at + 1)));
    }
    // "in as many years", "how many days" count something else.
    let compares = t.any(at, &["many", "few"]) && t.any(t.left(at, 1), &["as", "how", "so", "too"]);
    if !compares
        && t.any(
            at,
            &[
                "several",
                "few",
                "many",
                "some",
                "dozens",
                "hundreds",
                "thousands",
            ],
        )
    {
        let scale = matches!(t.word(at), Word::Scale(_));
        return (!scale || t.is(at + 1, "of")).then_some((Count::Some, of(at + 1)));
    }
    None
}

/// A unit, with whether it stands in the plural.
pub(crate) fn unit(t: &Tokens, at: usize) -> Option<(Unit, bool)> {
    if t.is(at, "second") {
        return Some((Unit::Second, false));
    }
    let Word::Unit(unit) = t.word(at) else {
        return None;
    };
    Some((unit, t.text(at).ends_with(['s', 'S'])))
}

/// "9", "9th", from 1 to 31.
pub(crate) fn day_number(t: &Tokens, at: usize) -> Option<(u8, usize)> {
    let Word::Digits(day @ 1..=31, 1..=2) = t.word(at) else {
        return None;
    };
    let day = u8::try_from(day).ok()?;
    let next = at + 1;
    if t.glued(next) && t.any(next, &["st", "nd", "rd", "th"]) {
        return Some((day, next + 1));
    }
    let decimal = t.glued(next)
        && t.glued(next + 1)
        && matches!(t.word(next), Word::Mark('.' | ',' | ':' | '/'))
        && matches!(t.word(next + 1), Word::Digits(..));
    (!t.runs_on(at) && !t.mark(next, '%') && !decimal).then_some((day, next))
}

/// "9th" or "ninth", "twenty-first".
pub(crate) fn ordinal(t: &Tokens, at: usize) -> Option<(u32, usize)> {
    match t.word(at) {
        Word::Ordinal(number) => Some((number, at + 1)),
        Word::Digits(number, 1..=2)
            if t.glued(at + 1) && t.any(at + 1, &["st", "nd", "rd", "th"]) =>
        {
            Some((number, at + 2))
        }
        Word::Number(tens @ (20 | 30 | 40 | 50 | 60 | 70 | 80 | 90)) => {
            let next = t.past_dash(at + 1);
            match t.word(next) {
                Word::Ordinal(small @ 1..=9) => Some((tens + small, next + 1)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A year in words: "nineteen ninety-six", "two thousand (and) three".
pub(crate) fn spelled_year(t: &Tokens, at: usize) -> Option<(i32, usize)> {
    if let (Word::Number(century @ (17..=20)), Word::Number(10..=99)) = (t.word(at), t.word(at + 1))
    {
        let (rest, end) = spelled(t, at + 1)?;
        let unit = matches!(t.word(t.past_dash(end)), Word::Unit(_) | Word::Scale(_));
        let year = i32::try_from(century * 100 + rest).ok()?;
        return (rest < 100 && !unit).then_some((year, end));
    }
    None
}

/// Four digits that may be a year, with nothing glued to them that says otherwise.
pub(crate) fn year_number(t: &Tokens, at: usize) -> Option<i32> {
    let Word::Digits(year @ 1000..=2999, 4) = t.word(at) else {
        return None;
    };
    let next = at + 1;
    let goes_on = t.glued(next)
        && (matches!(t.word(next), Word::Mark('%' | '°'))
            || (matches!(t.word(next), Word::Mark(',' | '.' | ':'))
                && t.glued(next + 1)
                && matches!(t.word(next + 1), Word::Digits(..))));
    if t.runs_on(at) || goes_on {
        return None;
    }
    i32::try_from(year).ok()
}

/// A year in digits, with BC or AD; years before Christ count down from 0, as astronomers count them.
pub(crate) fn year(t: &Tokens, at: usize) -> Option<(i32, usize)> {
    if let Some((year, end)) = era_year(t, at) {
        return Some((year, end));
    }
    year_number(t, at).map(|year| (year, at + 1))
}

/// "493 BC", "AD 79", "79 AD".
pub(crate) fn era_year(t: &Tokens, at: usize) -> Option<(i32, usize)> {
    if let (true, Word::Digits(year @ 1..=2999, _)) = (t.text(at) == "AD", t.word(at + 1)) {
        return Some((i32::try_from(year).ok()?, at + 2));
    }
    let Word::Digits(year @ 1..=9999, _) = t.word(at) else {
        return None;
    };
    let (before_christ, end) = era(t, at + 1)?;
    let year = i32::try_from(year).ok()?;
    Some((if before_christ { 1 - year } else { year }, end))
}

/// Whether "BC" or "BCE" (or "AD", "CE") stands at `at`.
pub(crate) fn era(t: &Tokens, at: usize) -> Option<(bool, usize)> {
    if t.glued(at) {
        return None;
    }
    match t.text(at) {
        "BC" | "BCE" => Some((true, at + 1)),
        "AD" | "CE" => Some((false, at + 1)),
        "B" if t.mark(at + 1, '.') && t.is(at + 2, "C") && t.mark(at + 3, '.') => {
            Some((true, at + 4))
        }
        "A" if t.mark(at + 1, '.') && t.is(at + 2, "D") && t.mark(at + 3, '.') => {
            Some((false, at + 4))
        }
        _ => None,
    }
}

/// The century of a two-digit year, by the habit of news: 30 to 99 lie in the twentieth.
pub(crate) fn full_year(two_digits: u32) -> Option<i32> {
    let century = if two_digits < 30 { 2000 } else { 1900 };
    i32::try_from(two_digits).ok().map(|year| century + year)
}

/// A month's name, with the token behind it (and behind the full stop of a short form).
pub(crate) fn month(t: &Tokens, at: usize) -> Option<(u8, usize)> {
    let Word::Month(month) = t.word(at) else {
        return None;
    };
    let short = t.text(at).len() <= 4 && !t.any(at, &["may", "june", "july"]);
    let dot = short && t.mark(at + 1, '.') && t.glued(at + 1);
    let end = at + 1 + usize::from(dot);
    (t.capital(at) || stands_in_lower_case(t, at, end)).then_some((month, end))
}

/// Hurried questions write "in january", "march 2023", "on may 5"; the verbs "may" and "march" need the number.
fn stands_in_lower_case(t: &Tokens, at: usize, end: usize) -> bool {
    let only_a_month = t.text(at).len() > 3 && !t.any(at, &["march", "august", "sept", "june"]);
    let year = year_number(t, end).is_some();
    let day = t.any(t.left(at, 1), &["on", "until", "from"]) && day_number(t, end).is_some();
    only_a_month || year || day
}

/// A year behind a month or day: ", 1998", "of 1998", "'98", "last year", "of that year".
pub(crate) fn year_said(t: &Tokens, at: usize) -> (YearSaid, usize) {
    let comma = at + usize::from(t.mark(at, ','));
    let of = at + usize::from(t.any(at, &["of", "in"]));
    for next in [at, comma, of] {
        if let Some((year, end)) = year(t, next).or_else(|| spelled_year(t, next)) {
            return (YearSaid::Given(year), end);
        }
    }
    if t.apostrophe(comma)
        && t.glued(comma + 1)
        && let Word::Digits(short, 2) = t.word(comma + 1)
        && let Some(year) = full_year(short)
    {
        return (YearSaid::Given(year), comma + 2);
    }
    // "the summer of '69"
    if of > at
        && t.apostrophe(of)
        && t.glued(of + 1)
        && let Word::Digits(short, 2) = t.word(of + 1)
        && let Some(year) = full_year(short)
    {
        return (YearSaid::Given(year), of + 2);
    }
    relative_year(t, of).unwrap_or((YearSaid::Unsaid, at))
}

fn relative_year(t: &Tokens, at: usize) -> Option<(YearSaid, usize)> {
    if t.any(at, &["that", "same"]) && t.is(at + 1, "year") {
        return Some((YearSaid::Same, at + 2));
    }
    if t.is(at, "the") && t.is(at + 1, "same") && t.is(at + 2, "year") {
        return Some((YearSaid::Same, at + 3));
    }
    if t.is(at, "a") && t.is(at + 1, "year") && t.any(at + 2, &["ago", "earlier"]) {
        return Some((YearSaid::Relative(-1), at + 3));
    }
    let the = at + usize::from(t.is(at, "the"));
    let by = match pick(t, the)? {
        (Pick::Last, _) => -1,
        (Pick::This, _) => 0,
        (Pick::Next, _) => 1,
        (Pick::Same, _) => return None,
    };
    t.is(the + 1, "year")
        .then_some((YearSaid::Relative(by), the + 2))
}

/// "last", "this", "next" and their like, with the token behind.
pub(crate) fn pick(t: &Tokens, at: usize) -> Option<(Pick, usize)> {
    let pick = if t.any(at, &["last", "past", "previous", "preceding", "prior"]) {
        Pick::Last
    } else if t.any(at, &["this", "current"]) {
        Pick::This
    } else if t.any(at, &["next", "coming", "following", "upcoming"]) {
        Pick::Next
    } else if t.any(at, &["that", "same"]) {
        Pick::Same
    } else {
        return None;
    };
    Some((pick, at + 1))
}

/// Whether the word at `at` is a preposition or edge word that times follow.
pub(crate) fn leads_to_time(t: &Tokens, at: usize) -> bool {
    t.any(
        at,
        &[
            "in",
            "on",
            "of",
            "by",
            "since",
            "until",
            "till",
            "from",
            "to",
            "through",
            "during",
            "between",
            "for",
            "before",
            "after",
            "last",
            "next",
            "this",
            "early",
            "late",
            "mid",
            "each",
            "every",
            "around",
            "about",
            "past",
            "coming",
            "as",
            "following",
            "and",
            "or",
            "at",
            "throughout",
            "into",
            "beginning",
            "late",
            "end",
            "starting",
            "that",
            "previous",
        ],
    )
}
