//! Times without a date: "now", "recently", "once", "soon", "the future".

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
    (&["this", "time"], PRESENT),
    (&["current"], PRESENT),
    (&["recently"], PAST),
    (&["recent"], PAST),
    (&["formerly"], PAST),
    (&["once"], PAST),
    (&["previously"], PAST),
    (&["lately"], PAST),
    (&["the", "past"], PAST),
    (&["in", "the", "past"], PAST),
    (&["long", "ago"], PAST),
    (&["soon"], FUTURE),
    (&["the", "future"], FUTURE),
    (&["the", "near", "future"], FUTURE),
];

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let (words, value) = VAGUE
        .iter()
        .filter(|(words, _)| words.iter().enumerate().all(|(i, word)| t.is(at + i, word)))
        .max_by_key(|(words, _)| words.len())?;
    let end = at + words.len();
    reads_as_time(t, at, end).then(|| Phrase::new(at, end, Says::Vague(value)))
}

/// "once" before a clause, "as soon as", "past" before a noun are no times.
fn reads_as_time(t: &Tokens, at: usize, end: usize) -> bool {
    let before = t.left(at, 1);
    if t.is(at, "soon") {
        return !t.any(before, &["as", "how", "too"]) && !t.is(end, "as");
    }
    if t.is(at, "once") {
        return t.any(
            before,
            &[
                "was", "were", "had", "that", "who", "which", "he", "she", "it", "they", "a", "the",
            ],
        );
    }
    true
}
