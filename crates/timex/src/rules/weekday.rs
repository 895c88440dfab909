//! Days of the week: "Friday", "last Friday", "next Monday morning", "Tuesday of next week"; not "sat", "sun", "Mon ami".

use super::clock::hour_behind;
use crate::lexicon::{Unit, Word};
use crate::phrase::{DayNamed, Phrase, Pick, Says};
use crate::read::{leads_to_time, pick};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let the = at + usize::from(t.any(at, &["the", "this"]) && pick(t, at + 1).is_some());
    let (picked, named) = match pick(t, the) {
        Some((picked, behind)) => (Some(picked), behind),
        None => (None, at),
    };
    let (weekday, end) = weekday(t, named, picked.is_some())?;
    // Days that stand for more than a day.
    let known_as = t.left(named, 1);
    if t.capital(known_as)
        && t.any(
            known_as,
            &[
                "black", "bloody", "super", "cyber", "giving", "fat", "shrove",
            ],
        )
    {
        return None;
    }
    // "the Sunday Times", "Friday Street"
    if t.capital(end) && t.capital(named) && t.any(end, NAMES) {
        return None;
    }
    let (says, end) = match week_behind(t, end) {
        Some((weeks, end)) => (Says::WeekdayOfWeek { weekday, weeks }, end),
        None => (
            Says::Weekday {
                weekday,
                pick: picked,
            },
            end,
        ),
    };
    // "Sunday week" is the Sunday after the coming one, in British use.
    let week_on = picked.is_none()
        && t.is(end, "week")
        && !t.capital(end)
        && (t.is(t.left(at, 1), "on") && !t.dash(end + 1)
            || matches!(t.word(end + 1), Word::Mark(_)) && !t.dash(end + 1)
            || end + 1 >= t.len());
    if week_on {
        let day = DayNamed::Weekday(weekday, Some(Pick::Next));
        let unit = Unit::Week;
        return Some(Phrase::new(at, end + 1, Says::FromDay { by: 1, unit, day }));
    }
    let (hour, end) = hour_behind(t, end);
    // "Saturday Night Live" is a name.
    let last = t.left(end, 1);
    let title = t.capital(last) && t.capital(named) && last > named && t.capital(end);
    if title && hour.is_some() {
        return None;
    }
    Some(Phrase::new(at, end, says).at(hour))
}

/// What follows a weekday in the names of papers, streets and clubs.
const NAMES: &[&str] = &[
    "times",
    "mail",
    "telegraph",
    "herald",
    "express",
    "mirror",
    "post",
    "tribune",
    "star",
    "observer",
    "independent",
    "street",
    "club",
    "group",
    "islands",
];

/// A weekday's name; short forms need a full stop, a comma or a preposition, for "sat" and "sun" are words too.
fn weekday(t: &Tokens, at: usize, picked: bool) -> Option<(u8, usize)> {
    let Word::Weekday(weekday) = t.word(at) else {
        return None;
    };
    if t.text(at).len() > 5 {
        return (t.capital(at) || picked || leads_to_time(t, t.left(at, 1)))
            .then_some((weekday, at + 1));
    }
    let dot = t.mark(at + 1, '.') && t.glued(at + 1);
    let led = leads_to_time(t, t.left(at, 1)) || picked;
    let sun = t.any(at, &["sun", "sat", "mon", "wed", "fri"]);
    let date = t.mark(at + 1, ',') && matches!(t.word(at + 2), Word::Month(_) | Word::Digits(..));
    let stands = t.capital(at) && (dot || date || (led && !sun));
    stands.then_some((weekday, at + 1 + usize::from(dot)))
}

/// "of next week", "next week", "of this week".
fn week_behind(t: &Tokens, at: usize) -> Option<(i32, usize)> {
    let of = at + usize::from(t.is(at, "of"));
    if t.is(of, "a") && t.is(of + 1, "week") && t.is(of + 2, "ago") {
        return Some((-1, of + 3));
    }
    let the = of + usize::from(t.is(of, "the"));
    let (picked, week) = pick(t, the)?;
    let weeks = match picked {
        Pick::Last => -1,
        Pick::This | Pick::Same => 0,
        Pick::Next => 1,
    };
    t.is(week, "week").then_some((weeks, week + 1))
}
