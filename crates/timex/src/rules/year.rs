//! Years in digits: "in 1995", "the 1998 accord", "'98"; not "2000 soldiers", not "1,995".

use crate::lexicon::Word;
use crate::phrase::{Phrase, Says};
use crate::read::{era_year, full_year, leads_to_time, spelled, spelled_year, year_number};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    if let Some(year) = shares_era(t, at) {
        return Some(Phrase::new(at, at + 1, Says::Year(year)));
    }
    if let Some((year, end)) = era_year(t, at).or_else(|| spelled_year(t, at)) {
        return Some(Phrase::new(at, end, Says::Year(year)));
    }
    if t.is(at, "the") && t.is(at + 1, "year") {
        if let Some(year) = year_number(t, at + 2) {
            return Some(Phrase::new(at, at + 3, Says::Year(year)));
        }
        // "the year two thousand and one"
        let (year, end) = spelled(t, at + 2).filter(|(year, _)| (1000..3000).contains(year))?;
        return Some(Phrase::new(at, end, Says::Year(i32::try_from(year).ok()?)));
    }
    if let Some(year) = year_number(t, at) {
        return stands_as_year(t, at, year).then(|| Phrase::new(at, at + 1, Says::Year(year)));
    }
    short(t, at)
}

/// The "499" of "499-493 BC", of "from 499 to 493 BC".
fn shares_era(t: &Tokens, at: usize) -> Option<i32> {
    let Word::Digits(year @ 1..=9999, _) = t.word(at) else {
        return None;
    };
    let joined = t.dash(at + 1) || t.any(at + 1, &["to", "and", "or"]);
    let (last, _) = era_year(t, at + 2).filter(|(last, _)| joined && *last <= 0)?;
    let year = 1 - i32::try_from(year).ok()?;
    (year < last).then_some(year)
}

/// "'98", where nothing is glued before the apostrophe.
fn short(t: &Tokens, at: usize) -> Option<Phrase> {
    let Word::Digits(year, 2) = t.word(at + 1) else {
        return None;
    };
    let opens = t.apostrophe(at) && t.glued(at + 1) && !t.glued(at);
    let quoted = t.glued(at + 2) && !matches!(t.word(at + 2), Word::Mark(',' | '.' | ';'));
    let year = full_year(year)?;
    (opens && !quoted).then(|| Phrase::new(at, at + 2, Says::Year(year)))
}

/// Things that have a number of their own.
const NUMBERED: &[&str] = &[
    "room",
    "flight",
    "line",
    "gate",
    "number",
    "page",
    "route",
    "highway",
    "section",
    "chapter",
    "unit",
    "fax",
    "call",
    "extension",
    "ext",
    "suite",
    "article",
    "paragraph",
    "bus",
    "train",
    "channel",
    "model",
    "lot",
    "hut",
    "apartment",
];

fn stands_as_year(t: &Tokens, at: usize, year: i32) -> bool {
    let before = t.left(at, 1);
    let cut_off = t.glued(at)
        && matches!(
            t.word(before),
            Word::Mark('$' | '£' | '€' | '.' | ',' | '#' | ':' | '/' | '+')
        )
        || (t.glued(at) && matches!(t.word(before), Word::Other));
    let number =
        |at: usize, length: u8| matches!(t.word(at), Word::Digits(_, digits) if digits != length);
    // "2013-13-45", "555-01-1234".
    let code = (t.dash(before) && t.glued(at) && number(t.left(at, 2), 4))
        || (t.dash(at + 1)
            && t.glued(at + 2)
            && t.dash(at + 3)
            && t.glued(at + 3)
            && t.glued(at + 4));
    // "0845 600 1930", "2011-555"
    let phone = matches!(t.word(before), Word::Digits(_, 3..)) && !t.glued(at)
        || t.dash(at + 1) && t.glued(at + 2) && number(at + 2, 4) && number(at + 2, 2);
    let named = t.any(before, NUMBERED) || (t.mark(before, '.') && t.is(t.left(at, 2), "no"));
    let code = code || phone || named;
    if cut_off || code || counts_things(t, at) || numbers_a_house(t, at) {
        return false;
    }
    let range = t.dash(at + 1) && year_number(t, at + 2).is_some();
    let led = leads_to_time(t, before) && !t.is(before, "at")
        || matches!(t.word(before), Word::Mark('(' | ';'))
        || t.dash(before)
        || t.opens_line(at)
        || range;
    (1900..=2100).contains(&year) || (led && (1000..=2100).contains(&year))
}

/// "1600 Pennsylvania Avenue", "1901 N. Main St.".
fn numbers_a_house(t: &Tokens, at: usize) -> bool {
    const WAYS: &[&str] = &[
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "boulevard",
        "blvd",
        "lane",
        "drive",
        "highway",
        "parkway",
        "plaza",
        "court",
        "terrace",
    ];
    let is_name = |at: usize| t.capital(at) || t.mark(at, '.');
    let names = (at + 1..at + 6).take_while(|at| is_name(*at));
    names.skip(1).any(|at| t.any(at, WAYS))
}

/// "2000 soldiers": a plural behind the number, and no preposition before it.
fn counts_things(t: &Tokens, at: usize) -> bool {
    let next = t.text(at + 1);
    let plural = next.ends_with('s') && next.len() > 3 && !t.capital(at + 1) && !t.glued(at + 1);
    let measured = t.any(
        at + 1,
        &[
            "people",
            "men",
            "women",
            "percent",
            "feet",
            "km",
            "miles",
            "kg",
            "mph",
            "children",
            "million",
            "billion",
            "tons",
            "tonnes",
            "points",
            "shares",
            "troops",
            "pounds",
            "dollars",
            "yards",
            "meters",
            "metres",
            "kilometers",
            "kilometres",
            "acres",
            "jobs",
        ],
    ) || matches!(t.word(at + 1), Word::Unit(_));
    let before = t.left(at, 1);
    let round = matches!(t.word(at), Word::Digits(number, _) if number % 10 == 0);
    measured
        || (plural
            && round
            && !t.any(
                before,
                &[
                    "in", "the", "of", "since", "its", "his", "their", "for", "her", "from",
                    "during", "a", "by",
                ],
            ))
}
