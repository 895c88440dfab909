//! Parts of a day: "this morning", "last night", "the afternoon", "noon"; with the day beside them.

use super::clock::day_behind;
use crate::lexicon::{DayPart, Unit, Word};
use crate::phrase::{Hour, Phrase, Says};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
    let days = match () {
        () if t.is(at, "this") => Some(0),
        () if t.is(at, "last") => Some(-1),
        () if t.any(at + 1, &["early", "small"]) => return early_hours(t, at, before),
        () if t.any(at, &["that", "the", "next", "following", "same"]) => None,
        () => return bare(t, at, before),
    };
    let word = at + 1 + usize::from(t.any(at + 1, &["same", "following", "next", "previous"]));
    let Word::Part(part) = t.word(word) else {
        return None;
    };
    if t.text(word).ends_with('s') {
        return None;
    }
    let beside = if t.any(word - 1, &["next", "following"]) {
        Some(1)
    } else if t.is(word - 1, "previous") {
        Some(-1)
    } else {
        None
    };
    let unit = Unit::Day;
    let spoken = true;
    let says = match (days, beside) {
        (Some(days), _) => Says::FromToday(days),
        (None, Some(by)) => Says::Unit { unit, by, spoken },
        (None, None) => Says::HourOnly,
    };
    let here = Phrase::new(at, word + 1, says).at(Some(Hour::Part(part)));
    if days.is_some() {
        return Some(here);
    }
    let of_day = t
        .any(word + 1, &["of", "on"])
        .then(|| day_behind(t, here, before))
        .flatten();
    if part == DayPart::Daytime {
        return None;
    }
    let spoken_of = t.any(at, &["that", "next", "following"]) || word > at + 1;
    let led = t.any(t.left(at, 1), &["in", "during", "by", "into", "of", "for"]) && t.is(at, "the");
    of_day.or_else(|| (spoken_of || led).then_some(here))
}

/// "the early hours of Sunday", "the early morning hours of 3 May".
fn early_hours(t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
    let hours = at + 2 + usize::from(t.is(at + 2, "morning"));
    let fits = t.is(hours, "hours") && t.any(hours + 1, &["of", "on"]);
    let morning = Some(Hour::Part(DayPart::Morning));
    let here = Phrase::new(at, hours + 1, Says::HourOnly).at(morning);
    fits.then(|| day_behind(t, here, before)).flatten()
}

/// "noon", "midnight", "dawn", "morning" before a day.
fn bare(t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
    let Word::Part(part) = t.word(at) else {
        return None;
    };
    let here = Phrase::new(at, at + 1, Says::HourOnly).at(Some(Hour::Part(part)));
    if let Some(with_day) = day_behind(t, here, before) {
        return Some(with_day);
    }
    (t.is(at, "overnight") || part == DayPart::Midday).then_some(here)
}
