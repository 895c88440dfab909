//! Distances: "two weeks ago", "five years later", "a year earlier", "three days from now", "year-ago".

use crate::lexicon::{Unit, Word};
use crate::phrase::{Count, DayNamed, From, Phrase, Pick, Says};
use crate::read::{count, ordinal, unit};
use crate::tokens::Tokens;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let number = count(t, at);
    from_day(t, at, number)
        .or_else(|| year_ago(t, at))
        .or_else(|| counted(t, at, number))
        .or_else(|| in_units(t, at))
}

/// "two weeks from Friday", "three days after Christmas", "a month ago today", "a week on Tuesday".
fn from_day(t: &Tokens, at: usize, number: Option<(Count, usize)>) -> Option<Phrase> {
    let (Count::Whole(number), next) = number? else {
        return None;
    };
    let (unit, _) = unit(t, t.past_dash(next))?;
    let joint = t.past_dash(next) + 1;
    // "resumes a week today", in British use
    if matches!(unit, Unit::Week | Unit::Fortnight) && t.any(joint, &["today", "tomorrow"]) {
        let day = DayNamed::FromToday(i32::from(t.is(joint, "tomorrow")));
        let by = i32::try_from(number).ok()?;
        return Some(Phrase::new(at, joint + 1, Says::FromDay { by, unit, day }));
    }
    let back = t.any(joint, &["before", "ago"]);
    let on = t.is(joint, "on") && unit == Unit::Week;
    let counts = back || on || t.any(joint, &["from", "after"]);
    if !counts
        || !matches!(
            unit,
            Unit::Day | Unit::Week | Unit::Fortnight | Unit::Month | Unit::Year
        )
    {
        return None;
    }
    let named = super::relative_day::read(t, joint + 1, None)
        .or_else(|| super::weekday::read(t, joint + 1, None))
        .or_else(|| super::named_day::read(t, joint + 1, None))?;
    // "from", "on" and "ago" choose the side of a weekday; "after" and "before" leave it to the clause.
    let chosen = match () {
        () if t.is(joint, "ago") => Some(Pick::Last),
        () if on || t.is(joint, "from") => Some(Pick::Next),
        () => None,
    };
    let day = match DayNamed::of(named.says)? {
        DayNamed::Weekday(weekday, pick) => DayNamed::Weekday(weekday, pick.or(chosen)),
        day @ DayNamed::FromToday(_) if !on => day,
        day @ DayNamed::Named { .. } if !on && !t.is(joint, "ago") => day,
        DayNamed::FromToday(_) | DayNamed::Named { .. } => return None,
    };
    let number = i32::try_from(number).ok()?;
    let by = if back { -number } else { number };
    let says = Says::FromDay { by, unit, day };
    Some(Phrase::new(at, named.end, says).at(named.hour))
}

/// "the year-ago quarter", "year-earlier".
fn year_ago(t: &Tokens, at: usize) -> Option<Phrase> {
    let word = at + usize::from(t.any(at, &["the", "a"]));
    let (unit, plural) = unit(t, word)?;
    let hyphen = t.dash(word + 1) && t.glued(word + 1);
    let says = Says::Distance {
        count: Count::Whole(1),
        unit,
        back: true,
        from: From::Speaking,
    };
    let fits = hyphen && !plural && t.any(word + 2, &["ago", "earlier"]);
    let says = if unit == Unit::Year {
        Says::YearAgo
    } else {
        says
    };
    let end = if unit == Unit::Year {
        period_behind(t, word + 3)
    } else {
        word + 3
    };
    fits.then(|| Phrase::new(at, end, says))
}

/// "quarter", "period", "third quarter" behind "the year-ago".
fn period_behind(t: &Tokens, at: usize) -> usize {
    let ordinal = ordinal(t, at).map_or(at, |(_, next)| t.past_dash(next));
    let noun = t.any(ordinal, &["quarter", "period"]);
    if noun { ordinal + 1 } else { at }
}

/// "two weeks ago", "more than a year earlier".
fn counted(t: &Tokens, at: usize, number: Option<(Count, usize)>) -> Option<Phrase> {
    let (count, next) = number.unwrap_or((Count::Some, at));
    let word = t.past_dash(next);
    let (unit, plural) = unit(t, word)?;
    if next == at && !plural {
        return None;
    }
    let or_so = word + 1 + 2 * usize::from(t.is(word + 1, "or") && t.is(word + 2, "so"));
    let behind = t.past_dash(or_so);
    let (back, from, end) = direction(t, behind)?;
    Some(Phrase::new(
        at,
        end,
        Says::Distance {
            count,
            unit,
            back,
            from,
        },
    ))
}

fn direction(t: &Tokens, at: usize) -> Option<(bool, From, usize)> {
    if t.is(at, "ago") {
        return Some((true, From::Speaking, at + 1));
    }
    // "a month later than planned" compares.
    if t.is(at + 1, "than") {
        return None;
    }
    // "two months after the vote" is a length; "two months after." counts.
    let at_end = matches!(t.word(at + 1), Word::Mark(_)) || at + 1 >= t.len();
    if t.any(at, &["earlier", "previously"]) || (at_end && t.any(at, &["before", "prior"])) {
        return Some((true, From::Spoken, at + 1));
    }
    if t.any(at, &["later", "afterwards", "afterward", "hence"]) || (at_end && t.is(at, "after")) {
        return Some((false, From::Spoken, at + 1));
    }
    if t.is(at, "from") && t.any(at + 1, &["now", "today"]) {
        return Some((false, From::Speaking, at + 2));
    }
    None
}

/// "in two weeks": counts ahead only where the clause looks ahead, which the resolver knows.
fn in_units(t: &Tokens, at: usize) -> Option<Phrase> {
    if !t.any(at, &["in", "within"]) {
        return None;
    }
    let (count, next) = count(t, at + 1)?;
    let (unit, _) = unit(t, t.past_dash(next))?;
    let apostrophe = t.apostrophe(next + 1) && (t.is(next + 2, "time") || t.is(next + 3, "time"));
    let end = next + 2 + usize::from(t.is(next + 2, "s")) + 1;
    let says = Says::Distance {
        count,
        unit,
        back: false,
        from: From::Speaking,
    };
    (apostrophe && unit >= Unit::Minute).then(|| Phrase::new(at, end, says))
}
