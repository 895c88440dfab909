//! Clock times: "2:17 p.m. ET on Saturday", "10:48 am IST", "0900 GMT", "noon ET", "between 7 and 9 p.m."; not scores.

use crate::lexicon::{DayPart, Word};
use crate::phrase::{Clock, Hour, Phrase, Says};
use crate::tokens::Tokens;
use crate::zones::{self, Zone};

pub(super) fn read(t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
    if let Some(last) = last_of_pair(t, at) {
        return Some(last);
    }
    let (hour, end) = clock(t, at)?;
    let here = Phrase::new(at, end, Says::HourOnly).at(Some(hour));
    Some(day_behind(t, here, before).unwrap_or(here))
}

/// The day that a clock time or part of day leads to: "4 p.m. Thursday", "noon on Feb. 13".
pub(super) fn day_behind(t: &Tokens, hour: Phrase, before: Option<&Phrase>) -> Option<Phrase> {
    let mut at = hour.end + usize::from(t.mark(hour.end, ','));
    at += usize::from(t.any(at, &["on", "of"]));
    at += usize::from(t.is(at, "the") && t.any(at, &["of"]));
    let day = super::weekday::read(t, at, before)
        .into_iter()
        .chain(super::calendar_date::read(t, at, before))
        .chain(super::relative_day::read(t, at, before))
        .chain(super::named_day::read(t, at, before))
        .chain(super::week_of_month::read(t, at, before).filter(|day| day.says.is_day()))
        .filter(|day| day.hour.is_none())
        .max_by_key(|day| day.end)?;
    Some(Phrase {
        start: hour.start,
        hour: hour.hour,
        ..day
    })
}

/// A clock time or part of day behind a day: "Sunday afternoon", "Friday at 4 p.m.".
pub(super) fn hour_behind(t: &Tokens, at: usize) -> (Option<Hour>, usize) {
    let mut next = at + usize::from(t.mark(at, ','));
    next += usize::from(t.is(next, "at"));
    if let Some((hour, end)) = clock(t, next) {
        return (Some(hour), end);
    }
    let edge = at + usize::from(t.any(at, &["early", "late"]));
    let in_the = edge + 2 * usize::from(t.is(edge, "in") && t.is(edge + 1, "the"));
    for next in [edge, in_the] {
        if let Word::Part(part) = t.word(next)
            && !t.text(next).ends_with(['s', 'S'])
        {
            return (Some(Hour::Part(part)), next + 1);
        }
    }
    (None, at)
}

/// A clock time at `at`.
fn clock(t: &Tokens, at: usize) -> Option<(Hour, usize)> {
    if let Word::Part(DayPart::Midday | DayPart::Night) = t.word(at) {
        // A day ends with its midnight: "midnight Friday" is the last minute of Friday.
        let hour = if t.any(at, &["noon", "midday"]) {
            12
        } else if past(t, at) {
            0
        } else {
            24
        };
        if !t.any(at, &["noon", "midnight"]) {
            return None;
        }
        let (zone, end) = zone(t, at + 1);
        let clock = Clock {
            hour,
            minute: None,
            zone,
        };
        let noon = hour == 12 && zone.is_none();
        let hour = if noon {
            Hour::Part(DayPart::Midday)
        } else {
            Hour::Clock(clock)
        };
        return Some((
            if zone.is_none() && !noon {
                Hour::Clock(clock)
            } else {
                hour
            },
            end,
        ));
    }
    let (clock, end) = with_minutes(t, at)
        .or_else(|| with_half(t, at))
        .or_else(|| past_hour(t, at))
        .or_else(|| oclock(t, at))
        .or_else(|| shared_half(t, at))
        .or_else(|| four_digits_with_zone(t, at))?;
    Some((Hour::Clock(clock), end))
}

/// "two minutes past midnight on 3 March", "shortly after midnight on Friday": a day begins with that midnight.
fn past(t: &Tokens, at: usize) -> bool {
    let short = t.any(
        t.left(at, 2),
        &["minute", "minutes", "second", "seconds", "shortly", "just"],
    );
    short && t.any(t.left(at, 1), &["past", "after"]) && t.is(at + 1, "on")
}

/// "2:17", "14:05 GMT", "2.17 p.m.".
fn with_minutes(t: &Tokens, at: usize) -> Option<(Clock, usize)> {
    let (
        Word::Digits(hour @ 0..=24, 1..=2),
        Word::Mark(mark @ (':' | '.')),
        Word::Digits(minute @ 0..=59, 2),
    ) = (t.word(at), t.word(at + 1), t.word(at + 2))
    else {
        return None;
    };
    let cut = t.glued(at)
        && matches!(
            t.word(t.left(at, 1)),
            Word::Mark(':' | '.' | '$' | '/' | ',') | Word::Digits(..) | Word::Other
        );
    if !t.glued(at + 1) || !t.glued(at + 2) || cut || t.runs_on_digits(at + 2) {
        return None;
    }
    let mut end = at + 3;
    if t.mark(end, ':') && t.glued(end) && matches!(t.word(end + 1), Word::Digits(0..=59, 2)) {
        end += 2;
    }
    let (half, end) = match half(t, end) {
        Some((half, end)) => (Some(half), end),
        None if mark == '.' => return None,
        None => (None, end),
    };
    let (zone, end) = zone(t, end);
    let led = t.any(
        t.left(at, 1),
        &[
            "at", "by", "until", "from", "since", "around", "about", "before", "after", "and",
            "to", "till",
        ],
    );
    if half.is_none() && zone.is_none() && !(led || hour >= 13) {
        return None;
    }
    Some((
        Clock {
            hour: on_24(hour, half)?,
            minute: u8::try_from(minute).ok(),
            zone,
        },
        end,
    ))
}

/// "4 p.m.", "four p.m.".
fn with_half(t: &Tokens, at: usize) -> Option<(Clock, usize)> {
    let hour = hour_number(t, at)?;
    let (half, end) = half(t, at + 1)?;
    let (zone, end) = zone(t, end);
    Some((
        Clock {
            hour: on_24(hour, Some(half))?,
            minute: None,
            zone,
        },
        end,
    ))
}

/// "half past seven", "a quarter to nine in the morning", "ten past six".
fn past_hour(t: &Tokens, at: usize) -> Option<(Clock, usize)> {
    let a = at + usize::from(t.is(at, "a"));
    let (minutes, joint) = match t.word(a) {
        _ if t.is(a, "half") => (30, a + 1),
        _ if t.is(a, "quarter") => (15, a + 1),
        Word::Number(minutes @ (5 | 10 | 20)) if a == at => (minutes, a + 1),
        _ => return None,
    };
    let past = t.is(joint, "past");
    if !(past || t.is(joint, "to") && minutes < 30) {
        return None;
    }
    let hour = hour_number(t, joint + 1)?;
    let spelled = t.is(a, "half") || t.is(a, "quarter");
    let (half, end) = match half(t, joint + 2) {
        Some((half, end)) => (Some(half), end),
        None => (None, joint + 2),
    };
    // "ten to six" may be anything; with "a.m." it is a time.
    if !spelled && half.is_none() || t.runs_on(joint + 1) || unit_behind(t, end) {
        return None;
    }
    let hour = on_24(hour, half)?;
    let (hour, minute) = if past {
        (hour, minutes)
    } else {
        ((hour + 23) % 24, 60 - minutes)
    };
    let minute = u8::try_from(minute).ok();
    let (zone, end) = zone(t, end);
    Some((Clock { hour, minute, zone }, end))
}

/// Whether what stands there is counted by a number before it: "half past two years".
fn unit_behind(t: &Tokens, at: usize) -> bool {
    matches!(t.word(at), Word::Unit(_) | Word::Mark('%')) || t.any(at, &["percent", "per"])
}

/// "7 o'clock", "seven o'clock in the evening".
fn oclock(t: &Tokens, at: usize) -> Option<(Clock, usize)> {
    let hour = hour_number(t, at)?;
    let spelled = t.is(at + 1, "o") && t.apostrophe(at + 2) && t.is(at + 3, "clock");
    if !spelled {
        return None;
    }
    let (half, end) = half(t, at + 4).map_or((None, at + 4), |(half, end)| (Some(half), end));
    Some((
        Clock {
            hour: on_24(hour, half)?,
            minute: None,
            zone: None,
        },
        end,
    ))
}

/// The "7" of "between 7 and 9 p.m.", of "7 to 9 on Friday night".
fn shared_half(t: &Tokens, at: usize) -> Option<(Clock, usize)> {
    let hour = hour_number(t, at)?;
    let joined = t.dash(at + 1) || t.any(at + 1, &["to", "and", "until"]);
    if !joined || t.runs_on(at) {
        return None;
    }
    hour_number(t, at + 2)?;
    let opened = t.any(t.left(at, 1), &["between", "from"]);
    let half = match half(t, at + 3) {
        Some((half, _)) => half,
        None => half_of_day(t, at + 3).filter(|_| opened)?.1,
    };
    Some((
        Clock {
            hour: on_24(hour, Some(half))?,
            minute: None,
            zone: None,
        },
        at + 1,
    ))
}

/// "0900 GMT", "1430 hours".
fn four_digits_with_zone(t: &Tokens, at: usize) -> Option<(Clock, usize)> {
    let Word::Digits(number, 4) = t.word(at) else {
        return None;
    };
    let (zone, end) = zone(t, at + 1);
    let end = if zone.is_none() && t.any(at + 1, &["hrs", "hours"]) {
        at + 2
    } else {
        end
    };
    // "due at 1530, but late"
    let closed = matches!(t.word(at + 1), Word::Mark(',' | '.' | ';'))
        || t.any(at + 1, &["on", "and", "local"]);
    let led = t.is(t.left(at, 1), "at") && closed && !t.runs_on_digits(at);
    let fits = number / 100 <= 24 && number % 100 < 60 && (end > at + 1 || led);
    let hour = u8::try_from(number / 100).ok()?;
    fits.then_some((
        Clock {
            hour,
            minute: u8::try_from(number % 100).ok(),
            zone,
        },
        end,
    ))
}

/// "10:48" or "10:48:12" behind the T of an ISO time.
pub(super) fn four_digits(t: &Tokens, at: usize) -> Option<(Clock, usize)> {
    let (Word::Digits(hour @ 0..=23, 2), true, Word::Digits(minute @ 0..=59, 2)) =
        (t.word(at), t.mark(at + 1, ':'), t.word(at + 2))
    else {
        return None;
    };
    let mut end = at + 3;
    if t.mark(end, ':') && matches!(t.word(end + 1), Word::Digits(_, 2)) {
        end += 2;
    }
    Some((
        Clock {
            hour: u8::try_from(hour).ok()?,
            minute: u8::try_from(minute).ok(),
            zone: None,
        },
        end,
    ))
}

fn hour_number(t: &Tokens, at: usize) -> Option<u32> {
    match t.word(at) {
        Word::Digits(hour @ 1..=12, 1..=2)
            if !(t.glued(at)
                && matches!(t.word(t.left(at, 1)), Word::Mark('.' | ':' | '$' | ','))) =>
        {
            Some(hour)
        }
        Word::Number(hour @ 1..=12) => Some(hour),
        _ => None,
    }
}

/// The "9 on Friday night" of "between 7 and 9 on Friday night", the "9 last night" of "from 7 to 9 last night".
fn last_of_pair(t: &Tokens, at: usize) -> Option<Phrase> {
    let joined = t.any(t.left(at, 1), &["to", "and", "until"]) || t.dash(t.left(at, 1));
    let opened = t.any(t.left(at, 3), &["between", "from"]);
    hour_number(t, t.left(at, 2)).filter(|_| joined && opened)?;
    let hour = hour_number(t, at)?;
    let (day, half) = half_of_day(t, at + 1)?;
    let clock = Clock {
        hour: on_24(hour, Some(half))?,
        minute: None,
        zone: None,
    };
    Some(Phrase {
        start: at,
        hour: Some(Hour::Clock(clock)),
        ..day
    })
}

/// The day and the half of it that "on Friday night", "last night", "tomorrow morning" name.
fn half_of_day(t: &Tokens, at: usize) -> Option<(Phrase, Half)> {
    let on = at + usize::from(t.is(at, "on"));
    let day = super::weekday::read(t, on, None)
        .into_iter()
        .chain(super::relative_day::read(t, on, None))
        .chain(super::part_of_day::read(t, on, None))
        .max_by_key(|day| day.end)?;
    let half = match day.hour? {
        Hour::Part(DayPart::Morning) => Half::Morning,
        Hour::Part(DayPart::Afternoon | DayPart::Evening | DayPart::Night) => Half::Afternoon,
        Hour::Part(DayPart::Midday | DayPart::Daytime) | Hour::Clock(_) => return None,
    };
    day.says.is_day().then_some((day, half))
}

/// Which half of the day: "a.m.", "pm", "in the evening".
#[derive(Clone, Copy, PartialEq)]
enum Half {
    Morning,
    Afternoon,
}

fn half(t: &Tokens, at: usize) -> Option<(Half, usize)> {
    let of = |first: &str| {
        if first.eq_ignore_ascii_case("a") {
            Half::Morning
        } else {
            Half::Afternoon
        }
    };
    if t.any(at, &["am", "pm"]) {
        let first = t.text(at).get(..1)?;
        return Some((of(first), at + 1));
    }
    if t.any(at, &["a", "p"])
        && t.mark(at + 1, '.')
        && t.is(at + 2, "m")
        && t.glued(at + 1)
        && t.glued(at + 2)
    {
        let dot = t.mark(at + 3, '.') && t.glued(at + 3);
        return Some((of(t.text(at)), at + 3 + usize::from(dot)));
    }
    let in_the = t.is(at, "in") && t.is(at + 1, "the");
    match t.word(at + 2) {
        Word::Part(DayPart::Morning) if in_the => Some((Half::Morning, at + 3)),
        Word::Part(DayPart::Afternoon | DayPart::Evening) if in_the => {
            Some((Half::Afternoon, at + 3))
        }
        _ => None,
    }
}

fn on_24(hour: u32, half: Option<Half>) -> Option<u8> {
    let hour = u8::try_from(hour).ok()?;
    Some(match half {
        Some(Half::Morning) if hour == 12 => 0,
        Some(Half::Afternoon) if hour < 12 => hour + 12,
        _ => hour,
    })
}

/// "GMT", "(GMT)", "Eastern time", "local time".
fn zone(t: &Tokens, at: usize) -> (Option<&'static Zone>, usize) {
    let open = at + usize::from(t.mark(at, '('));
    if let Some(zone) = zones::named(t.text(open)) {
        return (Some(zone), open + 1);
    }
    let standard = at + 1 + usize::from(t.any(at + 1, &["standard", "daylight"]));
    if t.is(standard, "time") {
        if let Some(zone) = zones::spoken(t.text(at)) {
            return (Some(zone), standard + 1);
        }
        if t.is(at, "local") {
            return (None, at + 2);
        }
    }
    (None, at)
}
