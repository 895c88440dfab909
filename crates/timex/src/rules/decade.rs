//! Decades and centuries: "the 1980s", "the mid-'90s", "the eighties", "the 20th century".

use crate::lexicon::{Unit, Word};
use crate::phrase::{Phrase, Says};
use crate::read::{era, ordinal};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let the = at + usize::from(t.is(at, "the"));
    digits(t, at, the)
        .or_else(|| spelled(t, at, the))
        .or_else(|| century(t, at, the))
}

/// "1980s", "1980's", "'80s", "80s" behind "the".
fn digits(t: &Tokens, at: usize, the: usize) -> Option<Phrase> {
    let quote = the + usize::from(t.apostrophe(the) && t.glued(the + 1));
    let Word::Digits(number, length) = t.word(quote) else {
        return None;
    };
    let letter = quote + 1 + usize::from(t.apostrophe(quote + 1) && t.glued(quote + 1));
    let plural = t.is(letter, "s") && t.glued(letter) && number % 10 == 0;
    let number = i32::try_from(number).ok()?;
    let decade = match length {
        4 if (1000..=2999).contains(&number) => number / 10,
        3 => number / 10,
        2 if quote > at && number >= 20 => 190 + number / 10,
        _ => return None,
    };
    if let Some((true, end)) = era(t, letter + 1) {
        return plural.then(|| Phrase::new(at, end, Says::Decade(-1 - decade)));
    }
    let decade = if length == 3 { None } else { Some(decade) }?;
    plural.then(|| Phrase::new(at, letter + 1, Says::Decade(decade)))
}

/// "the eighties", "the nineteen-fifties".
fn spelled(t: &Tokens, at: usize, the: usize) -> Option<Phrase> {
    let nineteen = if t.is(the, "nineteen") {
        t.past_dash(the + 1)
    } else {
        the
    };
    let Word::Decade(tens) = t.word(nineteen) else {
        return None;
    };
    let digit = u8::try_from(tens / 10).ok()?;
    // "in his eighties" is an age.
    let led = nineteen > at || t.any(t.left(at, 1), &["mid", "early", "late"]);
    led.then(|| Phrase::new(at, nineteen + 1, Says::NamedDecade(digit)))
}

/// "the 20th century", "the nineteenth century".
fn century(t: &Tokens, at: usize, the: usize) -> Option<Phrase> {
    let (number, next) = ordinal(t, the)?;
    let word = t.past_dash(next);
    let fits = matches!(t.word(word), Word::Unit(Unit::Century)) && (1..=30).contains(&number);
    let century = i32::try_from(number).ok()?.checked_sub(1)?;
    if let Some((true, end)) = era(t, word + 1) {
        return fits.then(|| Phrase::new(at, end, Says::Century(-1 - century)));
    }
    fits.then(|| Phrase::new(at, word + 1, Says::Century(century)))
}
