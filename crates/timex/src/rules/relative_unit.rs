//! Units beside the present one: "last week", "next month", "this year", "the following day", "that month", "the coming week".

use crate::lexicon::{Unit, Word};
use crate::phrase::{Count, From, Phrase, Pick, Says};
use crate::read::{pick, unit};
use crate::tokens::Tokens;
use dateline_core::Modifier;

pub(super) fn read(t: &Tokens, at: usize, _: Option<&Phrase>) -> Option<Phrase> {
    let the = at + usize::from(t.any(at, &["the", "these"]));
    let latest = the > at && t.is(the, "latest") && t.any(the + 1, &["quarter", "period"]);
    if latest {
        return Some(Phrase::new(at, the + 2, Says::LatestQuarter));
    }
    if let Some(end) = year_end(t, at) {
        return Some(end);
    }
    if let Some(two_on) = two_on(t, at) {
        return Some(two_on);
    }
    picked(t, at, the)
        .or_else(|| beside(t, at))
        .or_else(|| bare(t, at))
}

/// "year-end", "the year's end".
fn year_end(t: &Tokens, at: usize) -> Option<Phrase> {
    let year = at + usize::from(t.is(at, "the"));
    let owned = t.apostrophe(year + 1) && t.is(year + 2, "s");
    let end = if owned {
        year + 3
    } else {
        t.past_dash(year + 1)
    };
    let says = Says::Unit {
        unit: Unit::Year,
        by: 0,
        spoken: false,
    };
    let fits = t.is(year, "year") && t.is(end, "end") && !t.is(end + 1, "of");
    fits.then(|| Phrase {
        modifier: Some(Modifier::End),
        ..Phrase::new(at, end + 1, says)
    })
}

/// "the week after next", "the year before last".
fn two_on(t: &Tokens, at: usize) -> Option<Phrase> {
    let (unit, plural) = unit(t, at + 1).filter(|_| t.is(at, "the"))?;
    let by = match () {
        () if t.is(at + 2, "after") && t.is(at + 3, "next") => 2,
        () if t.is(at + 2, "before") && t.is(at + 3, "last") => -2,
        () => return None,
    };
    let says = Says::Unit {
        unit,
        by,
        spoken: false,
    };
    let bare = crate::read::unit(t, at + 4).is_none();
    (!plural && unit >= Unit::Weekend && bare).then(|| Phrase::new(at, at + 4, says))
}

/// "last week", "the next year", "this same day".
fn picked(t: &Tokens, at: usize, the: usize) -> Option<Phrase> {
    let (mut pick, mut behind) = pick(t, the)?;
    if pick == Pick::This && t.any(behind, &["coming", "past"]) {
        let coming = t.is(behind, "coming");
        pick = if coming { Pick::Next } else { Pick::Last };
    }
    if t.any(
        behind,
        &[
            "same",
            "very",
            "calendar",
            "past",
            "coming",
            "current",
            "fiscal",
            "financial",
        ],
    ) && !t.is(the, "same")
    {
        behind += 1;
    }
    let (unit, plural) = unit(t, behind)?;
    if plural || unit < Unit::Day {
        return None;
    }
    let word = t.text(the).to_ascii_lowercase();
    let from_spoken = the > at || matches!(word.as_str(), "following" | "previous" | "preceding");
    let says = match pick {
        Pick::Same => Says::SameUnit(unit),
        Pick::This => Says::Unit {
            unit,
            by: 0,
            spoken: false,
        },
        Pick::Last => Says::Unit {
            unit,
            by: -1,
            spoken: from_spoken && word != "past" && word != "last",
        },
        Pick::Next => Says::Unit {
            unit,
            by: 1,
            spoken: from_spoken && word != "coming",
        },
    };
    // "the last day of the talks", "the next day of play" count something else.
    let article = the > at || t.is(t.left(at, 1), "the");
    let counted = unit <= Unit::Week && t.is(behind + 1, "of") && article;
    (!counted).then(|| Phrase::new(at, behind + 1, says))
}

/// "the week before", "the day after".
fn beside(t: &Tokens, at: usize) -> Option<Phrase> {
    if !t.any(at, &["the", "a"]) {
        return None;
    }
    let (unit, plural) = unit(t, at + 1)?;
    let back = t.any(at + 2, &["before", "earlier", "previously"]);
    let ahead = t.any(at + 2, &["after", "later"]);
    if plural || unit < Unit::Day || !(back || ahead) || t.is(at + 3, "than") {
        return None;
    }
    let closed =
        matches!(t.word(at + 3), Word::Mark(_)) || at + 3 >= t.len() || t.opens_line(at + 3);
    // "a day before the shareholders meet" is a length.
    if t.is(at, "a") && !closed && t.any(at + 2, &["before", "after"]) {
        return None;
    }
    if t.is(at, "a") {
        let says = Says::Distance {
            count: Count::Whole(1),
            unit,
            back,
            from: From::Spoken,
        };
        return Some(Phrase::new(at, at + 3, says));
    }
    let by = if back { -1 } else { 1 };
    closed.then(|| {
        Phrase::new(
            at,
            at + 3,
            Says::Unit {
                unit,
                by,
                spoken: true,
            },
        )
    })
}

/// "the full year", "the fiscal year"; "the fiscal year ended Jan. 31" is a length.
fn whole_year(t: &Tokens, at: usize) -> Option<Phrase> {
    let kind = t.any(at + 1, &["full", "fiscal", "financial", "calendar"]);
    if !kind || !t.is(at + 2, "year") || t.dash(at + 3) || t.apostrophe(at + 3) {
        return None;
    }
    let says = if t.any(at + 3, &["ended", "ending"]) {
        let count = Count::Whole(1);
        let unit = Unit::Year;
        Says::Length { count, unit }
    } else {
        Says::SameUnit(Unit::Year)
    };
    Some(Phrase::new(at, at + 3, says))
}

/// "the week", "the year", behind a preposition that wants a time.
fn bare(t: &Tokens, at: usize) -> Option<Phrase> {
    if !t.is(at, "the") {
        return None;
    }
    if let Some(year) = whole_year(t, at) {
        return Some(year);
    }
    let (unit, plural) = unit(t, at + 1)?;
    let led = t.any(
        t.left(at, 1),
        &[
            "of",
            "in",
            "for",
            "during",
            "earlier",
            "later",
            "throughout",
            "on",
            "over",
        ],
    );
    // "the year ended March 31" is a length, and the date behind it tells when it was over.
    let length = matches!(unit, Unit::Year | Unit::Month | Unit::Week)
        && !plural
        && t.any(at + 2, &["ended", "ending"]);
    if length {
        let count = Count::Whole(1);
        return Some(Phrase::new(at, at + 2, Says::Length { count, unit }));
    }
    let goes_on = t.any(
        at + 2,
        &[
            "of", "that", "when", "before", "after", "to", "he", "she", "they", "i", "we", "in",
        ],
    ) || t.dash(at + 2);
    let dated = t.is(at + 2, "of") && matches!(t.word(at + 3), Word::Digits(..) | Word::Month(_));
    if unit == Unit::Weekend && !plural && !dated {
        return Some(Phrase::new(at, at + 2, Says::SameUnit(unit)));
    }
    let quarter = unit == Unit::Quarter && !t.is(at + 2, "of");
    if quarter && !plural {
        return Some(Phrase::new(at, at + 2, Says::SameUnit(unit)));
    }
    let fits = matches!(unit, Unit::Year | Unit::Month | Unit::Week) && !plural;
    (fits && led && !goes_on).then(|| Phrase::new(at, at + 2, Says::SameUnit(unit)))
}
