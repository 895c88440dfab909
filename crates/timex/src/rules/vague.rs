//! Times without a date: "now", "recently", "once", "soon", "the future".

use crate::lexicon::Word;
use crate::phrase::{Phrase, Says};
use crate::tokens::Tokens;

const PRESENT: &str = "PRESENT_REF";
const PAST: &str = "PAST_REF";
const FUTURE: &str = "FUTURE_REF";

/// Words and what they refer to; the longest that fits is read.
const VAGUE: &[(&[&str], &str)] = &[
    (&["now"], PRESENT),
    (&["right", "now"], PRESENT),
    (&["currently"], PRESENT),
    (&["at", "present"], PRESENT),
    (&["presently"], PRESENT),
    (&["nowadays"], PRESENT),
    (&["the", "present"], PRESENT),
    (&["at", "the", "moment"], PRESENT),
    (&["at", "this", "time"], PRESENT),
    (&["these", "days"], PRESENT),
    (&["current"], PRESENT),
    (&["recently"], PAST),
    (&["former"], PAST),
    (&["recent"], PAST),
    (&["lately"], PAST),
    (&["the", "past"], PAST),
    (&["long", "ago"], PAST),
    (&["the", "future"], FUTURE),
    (&["the", "near", "future"], FUTURE),
];

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let (words, value) = VAGUE
        .iter()
        .filter(|(words, _)| words.iter().enumerate().all(|(i, word)| t.is(at + i, word)))
        .max_by_key(|(words, _)| words.len())?;
    let end = at + words.len();
    let says = if t.any(at, &["former", "recent"]) {
        Says::VagueInNarrative(value)
    } else {
        Says::Vague(value)
    };
    reads_as_time(t, at, end).then(|| Phrase::new(at, end, says))
}

/// "the past" before a noun is no time, nor is "the present government".
fn reads_as_time(t: &Tokens, at: usize, end: usize) -> bool {
    let noun = matches!(t.word(end), Word::Mark(_)) || end >= t.len() || t.opens_line(end);
    // "in the past it considered", but not "in the past few weeks".
    let clause = t.is(t.left(at, 1), "in")
        && t.is(end.saturating_sub(1), "past")
        && matches!(t.word(end), Word::Other)
        && !t.capital(end);
    !t.is(at, "the") || t.is(end.saturating_sub(1), "future") || noun || clause
}
