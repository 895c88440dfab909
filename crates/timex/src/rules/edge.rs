//! Words before another time that pick its beginning, middle or end, or say about, over, under.

use crate::lexicon::Unit;
use crate::phrase::{Phrase, Says, YearSaid};
use crate::read::year_said;
use crate::tokens::Tokens;
use dateline_core::Modifier;

pub(super) fn read(t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
    if let Some(half) = half_of_year(t, at) {
        return Some(half);
    }
    if let Some(half) = half_of_longer(t, at, before) {
        return Some(half);
    }
    let (modifier, next) = edge(t, at).or_else(|| about(t, at))?;
    let inner = super::longest_without_edge(t, next, before)?;
    let calendar = !matches!(
        inner.says,
        Says::Length { .. }
            | Says::Each { .. }
            | Says::EachWeekday(_)
            | Says::EachMonth(_)
            | Says::EachSeason(_)
            | Says::Vague(_)
    );
    let edge = matches!(modifier, Modifier::Start | Modifier::Middle | Modifier::End);
    if inner.modifier.is_some() || (edge && !calendar) {
        return None;
    }
    Some(Phrase {
        start: at,
        modifier: Some(modifier),
        ..inner
    })
}

/// "the second half of March", "the first half of the 1990s": halves that TIMEX3 has no value for.
fn half_of_longer(t: &Tokens, at: usize, before: Option<&Phrase>) -> Option<Phrase> {
    let the = at + usize::from(t.is(at, "the"));
    if !t.is(the + 1, "half") || !t.is(the + 2, "of") {
        return None;
    }
    let modifier = match () {
        () if t.is(the, "first") => Modifier::Start,
        () if t.any(the, &["second", "latter", "last"]) => Modifier::End,
        () => return None,
    };
    let whole = super::longest_without_edge(t, the + 3, before)?;
    let fits = matches!(
        whole.says,
        Says::Month { .. } | Says::Decade(_) | Says::NamedDecade(_) | Says::Century(_)
    ) || matches!(
        whole.says,
        Says::Unit {
            unit: Unit::Month,
            ..
        } | Says::SameUnit(Unit::Month)
    );
    (fits && whole.modifier.is_none()).then_some(Phrase {
        start: at,
        modifier: Some(modifier),
        ..whole
    })
}

/// "the latter half of 2008".
fn half_of_year(t: &Tokens, at: usize) -> Option<Phrase> {
    let the = at + usize::from(t.is(at, "the"));
    if !(t.is(the + 1, "half") && t.any(the, &["latter", "later", "last"])) {
        return None;
    }
    let (year, end) = year_said(t, the + 2);
    let says = Says::Half { year, half: 2 };
    (year != YearSaid::Unsaid).then(|| Phrase::new(at, end, says))
}

/// "early", "mid-", "late", "the beginning of", "the end of".
fn edge(t: &Tokens, at: usize) -> Option<(Modifier, usize)> {
    if t.any(at, &["early", "mid", "late"]) {
        let modifier = match t.text(at).get(..1) {
            Some("e" | "E") => Modifier::Start,
            Some("m" | "M") => Modifier::Middle,
            _ => Modifier::End,
        };
        let next = t.past_dash(at + 1);
        return Some((modifier, next + usize::from(t.any(next, &["in", "on"]))));
    }
    let the = at + usize::from(t.is(at, "the"));
    let very =
        the + usize::from(t.any(the, &["very", "latter", "first", "later", "early", "final"]));
    let modifier = if t.any(very, &["beginning", "start", "onset", "outset"])
        || t.is(the, "early") && t.is(very, "part")
    {
        Modifier::Start
    } else if t.any(very, &["middle"]) {
        Modifier::Middle
    } else if t.any(very, &["end", "close"])
        || t.any(the, &["latter", "later", "final"]) && t.any(very, &["part", "half"])
    {
        Modifier::End
    } else {
        return None;
    };
    t.is(very + 1, "of").then_some((modifier, very + 2))
}

/// "about", "more than", "less than", "nearly".
fn about(t: &Tokens, at: usize) -> Option<(Modifier, usize)> {
    if t.any(
        at,
        &[
            "about",
            "around",
            "approximately",
            "roughly",
            "nearly",
            "almost",
            "some",
        ],
    ) {
        let modifier = if t.any(at, &["nearly", "almost"]) {
            Modifier::LessThan
        } else {
            Modifier::Approximate
        };
        return Some((modifier, at + 1));
    }
    if t.any(at, &["more", "less", "fewer"]) && t.is(at + 1, "than") {
        let modifier = if t.is(at, "more") {
            Modifier::MoreThan
        } else {
            Modifier::LessThan
        };
        return Some((modifier, at + 2));
    }
    if t.any(at, &["over", "under"]) {
        let modifier = if t.is(at, "over") {
            Modifier::MoreThan
        } else {
            Modifier::LessThan
        };
        let inner_is_count = crate::read::count(t, at + 1).is_some();
        return inner_is_count.then_some((modifier, at + 1));
    }
    if t.is(at, "at") && t.is(at + 1, "least") {
        return Some((Modifier::MoreThan, at + 2));
    }
    None
}
