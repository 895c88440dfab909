//! Lengths of time: "three years", "four-day", "several months", "the past 24 hours", "a two-and-a-half-hour"; not "59-year-old".

use crate::lexicon::{Unit, Word};
use crate::phrase::{Count, Phrase, Says};
use crate::read::{count, unit};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let open = opening(t, at);
    if let Some((number, next)) = count(t, open) {
        return counted(t, at, number, next);
    }
    vague(t, at, open)
}

/// Behind "the last", "the past", "the first", "the next", "a", "another".
fn opening(t: &Tokens, at: usize) -> usize {
    let the = at
        + usize::from(t.any(
            at,
            &[
                "the", "a", "these", "those", "this", "his", "her", "its", "their", "an",
            ],
        ));
    let pick = t.any(
        the,
        &[
            "last",
            "past",
            "next",
            "first",
            "coming",
            "previous",
            "following",
            "final",
            "preceding",
            "recent",
            "full",
            "additional",
            "nearly",
            "almost",
        ],
    );
    if pick && !(the == at && is_verb(t, at)) {
        the + 1
    } else if the > at && count(t, at).is_none() {
        the
    } else {
        at
    }
}

/// Whether "last" is the verb: behind a modal verb or "to", perhaps with an adverb between ("would only last two days").
fn is_verb(t: &Tokens, at: usize) -> bool {
    let led = |at: usize| {
        t.any(
            at,
            &[
                "will", "would", "can", "could", "may", "might", "must", "shall", "should", "to",
                "did", "does", "do",
            ],
        )
    };
    let aside = |at: usize| {
        t.any(
            at,
            &["not", "only", "also", "probably", "likely", "at", "least"],
        )
    };
    let behind = |steps: usize| at.checked_sub(steps);
    t.is(at, "last")
        && (behind(1).is_some_and(led)
            || (behind(1).is_some_and(aside) && behind(2).is_some_and(led)))
}

fn counted(t: &Tokens, at: usize, count: Count, next: usize) -> Option<Phrase> {
    let full = next
        + usize::from(t.any(
            next,
            &[
                "full",
                "consecutive",
                "straight",
                "more",
                "whole",
                "additional",
                "other",
                "long",
                "short",
                "calendar",
                "business",
                "working",
                "solid",
            ],
        ));
    let word = t.past_dash(full);
    let word = if unit(t, word).is_none() && is_adjective(t, word, count) {
        word + 1
    } else {
        word
    };
    let (unit, plural) = unit(t, word)?;
    let hyphen = t.dash(full);
    // "the Six-Day War" is a name.
    let name = t.capital(word) && t.capital(word + 1) && hyphen;
    let fraction = name || piece_of_whole(t, unit, word);
    let age = fraction
        || t.dash(word + 1) && t.any(word + 2, &["old", "olds"])
        || t.any(word + 1, &["old"]);
    let single = count == Count::Whole(1) || matches!(count, Count::Tenths(0, _));
    let small = match count {
        Count::Whole(number) => number < 1000,
        Count::Tenths(..) | Count::Some => true,
    };
    let piece = matches!(unit, Unit::Quarter | Unit::Half);
    let compound = plural || single || (small && (hyphen || !piece));
    if age || (unit == Unit::Second && !plural) || !compound || rate(t, at, word, single) {
        return None;
    }
    if let (Count::Whole(whole), true) = (
        count,
        t.is(word + 1, "and") && t.is(word + 2, "a") && t.is(word + 3, "half"),
    ) {
        let count = Count::Tenths(whole, 5);
        return Some(Phrase::new(at, word + 4, Says::Length { count, unit }));
    }
    Some(Phrase::new(at, word + 1, Says::Length { count, unit }))
}

/// "eight trading days", "two bloody weeks": one word between number and plural unit.
fn is_adjective(t: &Tokens, at: usize, count: Count) -> bool {
    let text = t.text(at);
    let plain =
        t.word(at) == Word::Other && text.len() > 3 && !text.ends_with('s') && !t.capital(at);
    let plural = unit(t, at + 1).is_some_and(|(_, plural)| plural);
    plain
        && plural
        && !t.glued(at)
        && count != Count::Some
        && !t.any(
            at,
            &[
                "from", "with", "over", "than", "past", "last", "that", "into",
            ],
        )
}

/// "three quarters of the votes", "a quarter of a mile".
fn piece_of_whole(t: &Tokens, unit: Unit, at: usize) -> bool {
    unit == Unit::Quarter
        && (t.is(at + 1, "of") || t.dash(t.left(at, 1)) || t.is(t.left(at, 1), "a"))
}

/// "twice a week", "$5 a day", "60 miles an hour": a rate, not a length.
fn rate(t: &Tokens, at: usize, unit: usize, single: bool) -> bool {
    single
        && t.any(at, &["a", "an"])
        && unit == at + 1
        && t.any(
            t.left(at, 1),
            &[
                "times", "twice", "once", "miles", "percent", "cents", "dollars", "barrels",
                "shares", "rupees", "pounds",
            ],
        )
}

/// "years", "for months", "the past decade".
fn vague(t: &Tokens, at: usize, open: usize) -> Option<Phrase> {
    let (unit, plural) = unit(t, open)?;
    // "the Hundred Years' War"
    if t.capital(open) && t.capital(t.left(open, 1)) && !t.opens_line(open) {
        return None;
    }
    // "in as many years", "how many days"
    let many = t.any(t.left(open, 1), &["many", "few"]);
    if many && t.any(t.left(open, 2), &["as", "how", "so", "too"]) {
        return None;
    }
    let plural = plural && !t.is(at, "these");
    if plural && unit >= Unit::Minute && unit != Unit::Half && unit != Unit::Quarter {
        let age = t.is(open + 1, "old");
        return (!age).then(|| {
            Phrase::new(
                at,
                open + 1,
                Says::Length {
                    count: Count::Some,
                    unit,
                },
            )
        });
    }
    None
}
