//! Which way a clause looks: the few cues that show it surely enough.

use crate::lexicon::Word;
use crate::phrase::{Phrase, Says};
use crate::tokens::Tokens;
use words::{AHEAD, BE, BEHIND, CALLS, CHARGES, MEETINGS, MOVED, ORDERS, PLAIN, RECORDS, REPORTS};

mod words;

/// How many tokens before a phrase are looked at.
const REACH: usize = 28;

/// Which way the words before a phrase look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Looks {
    Ahead,
    Back,
    /// It was to come once, and may be over.
    Planned,
    /// Nothing tells.
    Nowhere,
}

/// The side, and the token that shows it.
type Shown = (Looks, Option<usize>);

/// The nearest cue before the phrase, inside its clause; for a phrase that opens its clause, the first cue behind it.
pub(crate) fn looks(t: &Tokens, phrase: &Phrase) -> Shown {
    if let Some(verb) = moved_to(t, list_start(t, phrase.start)) {
        return (Looks::Ahead, Some(verb));
    }
    let before = t.left(phrase.start, 1);
    if t.any(before, &["by", "until", "till"]) {
        return deadline(t, phrase);
    }
    if let Some(verb) = put_off(t, phrase)
        .or_else(|| calls_off(t, phrase))
        .or_else(|| declares(t, phrase))
    {
        return (Looks::Ahead, Some(verb));
    }
    if t.is(before, "for") && phrase.says.is_day() && !t.any(t.left(before, 1), RECORDS) {
        return set_for(t, phrase);
    }
    nearest_cue(t, phrase)
}

/// The nearest cue before the phrase, as [`looks`] says.
fn nearest_cue(t: &Tokens, phrase: &Phrase) -> Shown {
    let first = phrase.start.saturating_sub(REACH);
    for at in (first..aside_start(t, phrase.start)).rev() {
        if t.ends_clause(at) {
            return if phrase.start - at <= 3 || only_leads(t, at + 1, phrase.start) {
                opens_clause(t, phrase)
            } else {
                (Looks::Nowhere, None)
            };
        }
        if let Some(looks) = cue(t, at) {
            let orders = t.is(t.left(phrase.start, 1), "from") && t.any(at, ORDERS);
            return (if orders { Looks::Ahead } else { looks }, Some(at));
        }
        // "The court heard one side on Monday, and on Thursday it will hear the other."
        let joins = t.any(at, &["and", "but", "while"]) && t.mark(t.left(at, 1), ',');
        if joins && only_leads(t, at + 1, phrase.start) {
            let shown = opens_clause(t, phrase);
            if shown.0 != Looks::Nowhere {
                return shown;
            }
        }
    }
    if phrase.start <= 2 || first == 0 && only_leads(t, 0, phrase.start) {
        return opens_clause(t, phrase);
    }
    (Looks::Nowhere, None)
}

/// "Members signed up to the pause, which would last a month, on Friday": where the aside that ends before a phrase begins,
/// else the phrase.
fn aside_start(t: &Tokens, start: usize) -> usize {
    let led = usize::from(t.any(t.left(start, 1), &["on", "in", "at", "late", "early"]));
    let ends = t.left(start, led + 1);
    if !t.mark(ends, ',') {
        return start;
    }
    let opens =
        |at: &usize| t.mark(*at, ',') && t.any(at + 1, &["which", "who", "whose", "whom", "where"]);
    let first = start.saturating_sub(REACH);
    let mut inner = (first..ends).rev().take_while(|at| !t.ends_clause(*at));
    let comma = inner.find(|at| t.mark(*at, ','));
    comma.filter(opens).unwrap_or(start)
}

/// Where a list of days begins whose last one stands at `start`: "8 and 9 September".
fn list_start(t: &Tokens, start: usize) -> usize {
    let joined = t.any(t.left(start, 1), &["and", "or"]) || t.mark(t.left(start, 1), ',');
    let before = t.left(start, 2);
    let (day, month) = match t.word(before) {
        Word::Month(_) => (t.left(before, 1), true),
        _ => (before, false),
    };
    let is_day = matches!(t.word(day), Word::Digits(..)) || month;
    if joined && is_day && day < start {
        list_start(t, day)
    } else {
        start
    }
}

/// "declared Wednesday a day of mourning".
fn declares(t: &Tokens, phrase: &Phrase) -> Option<usize> {
    let before = t.left(phrase.start, 1);
    let verb = t.any(
        before,
        &["declared", "proclaimed", "designated", "declare", "named"],
    );
    (verb && t.any(phrase.end, &["a", "an", "as", "the"])).then_some(before)
}

/// A day that something is "for" was ahead once, and still is where nothing tells that it is over.
fn set_for(t: &Tokens, phrase: &Phrase) -> Shown {
    let before = t.left(phrase.start, 1);
    let first = phrase.start.saturating_sub(REACH / 2);
    let told = (first..before)
        .rev()
        .take_while(|at| !t.ends_clause(*at))
        .find_map(|at| cue(t, at).map(|looks| (looks, at)));
    let planned = matches!(told, Some((Looks::Planned, _)));
    // "The prizes set for 9 June were postponed in April."
    let behind =
        (phrase.end..phrase.end.saturating_add(REACH / 2)).take_while(|at| !t.ends_clause(*at));
    let off = behind.into_iter().any(|at| {
        t.any(at, &["was", "were"])
            && (t.any(at + 1, MOVED) || t.any(at + 1, &["cancelled", "canceled", "scrapped"]))
    });
    let named_month = !matches!(phrase.says, Says::Weekday { .. });
    match told {
        Some((Looks::Planned, at)) => (Looks::Planned, Some(at)),
        _ if off && named_month && !planned => (Looks::Planned, Some(before)),
        _ => (Looks::Ahead, Some(before)),
    }
}

/// Whether nothing but words that lead to a time stand there: "On the night of" 3 May.
fn only_leads(t: &Tokens, from: usize, to: usize) -> bool {
    let leads = |at: usize| {
        matches!(t.word(at), Word::Weak | Word::Opener | Word::Part(_)) || t.is(at, "of")
    };
    to.saturating_sub(from) <= 6 && (from..to).all(leads)
}

/// "was postponed until Friday", "moved from Monday to Friday", "rescheduled for Friday".
fn moved_to(t: &Tokens, start: usize) -> Option<usize> {
    let first = start.saturating_sub(REACH / 2);
    let led = t.any(t.left(start, 1), &["to", "until", "till", "for"]);
    let moved =
        |at: &usize| t.any(*at, MOVED) || (t.is(*at, "put") && t.any(*at + 1, &["off", "back"]));
    (first..start)
        .rev()
        .take_while(|at| led && !t.ends_clause(*at))
        .find(moved)
}

/// "Thursday's strike has been called off", "the match, which was to be held on Sunday, has been moved": what has just been put off
/// or dropped was still to come.
fn put_off(t: &Tokens, phrase: &Phrase) -> Option<usize> {
    let dropped = [
        "suspended",
        "cancelled",
        "canceled",
        "scrapped",
        "shelved",
        "abandoned",
    ];
    let owner = phrase.start <= 1
        || t.ends_clause(t.left(phrase.start, 1))
        || t.mark(t.left(phrase.start, 1), ':')
        || was_to_be(t, phrase.start);
    let behind =
        (phrase.end..phrase.end.saturating_add(REACH)).take_while(|at| !t.ends_sentence(*at));
    let perfect = |at: &usize| {
        t.any(*at, &["has", "have"]) && t.is(at + 1, "been") && {
            let verb = if t.text(at + 2).ends_with("ly") {
                at + 3
            } else {
                at + 2
            };
            t.any(verb, MOVED)
                || t.any(verb, &dropped)
                || (t.is(verb, "called") && t.is(verb + 1, "off"))
                || (t.is(verb, "put") && t.any(verb + 1, &["off", "back"]))
        }
    };
    behind.into_iter().filter(|_| owner).find(perfect)
}

/// "postponed Tuesday's vote", "gave notice for Thursday's strike": the day of what somebody puts off, plans or drops.
fn calls_off(t: &Tokens, phrase: &Phrase) -> Option<usize> {
    let owns = t.apostrophe(phrase.end);
    let before = t.left(phrase.start, 1);
    let notice = t.is(before, "for") && t.any(t.left(phrase.start, 2), &["notice", "plans"]);
    let off = t.is(before, "off") && t.any(t.left(phrase.start, 2), &["called", "put"]);
    let verb = t.any(before, MOVED) || t.any(before, &["cancelled", "canceled", "scrapped"]);
    (owns && (verb || notice || off)).then_some(before)
}

/// "was to be held", "had been due", "was scheduled" before a time.
fn was_to_be(t: &Tokens, start: usize) -> bool {
    let before = (1..=8).map_while(|n| {
        let at = start.checked_sub(n)?;
        (!t.ends_clause(at)).then_some(at)
    });
    before.into_iter().any(|at| {
        t.is(at, "should") && t.is(at + 1, "have")
            || t.any(at, &["was", "were", "been"])
                && t.any(
                    at + 1,
                    &[
                        "to",
                        "due",
                        "scheduled",
                        "set",
                        "slated",
                        "expected",
                        "planned",
                    ],
                )
    })
}

/// "by Friday" and "until Friday" are ahead, unless something "had" been done by then.
fn deadline(t: &Tokens, phrase: &Phrase) -> Shown {
    let past = |at: &usize| t.any(*at, &["had", "have", "was", "were"]) && !to_come_once(t, *at);
    let led = t.left(phrase.start, 1);
    let first = phrase.start.saturating_sub(REACH / 2);
    let before = (first..led.min(phrase.start)).rev();
    let opens = before.clone().next().is_none_or(|at| t.ends_clause(at));
    // "Until Thursday, they had not called": the clause stands behind.
    let behind = (phrase.end..phrase.end.saturating_add(REACH / 2)).filter(|_| opens);
    let in_clause = |at: &usize| !t.ends_clause(*at);
    let charged = |at: &usize| t.is(*at, "to") && is_charged(t, *at);
    let telling = before.take_while(in_clause);
    let over = telling.take_while(|at| !charged(at)).find(past);
    match over.or_else(|| behind.take_while(in_clause).find(past)) {
        Some(verb) => (Looks::Back, Some(verb)),
        None => (Looks::Ahead, Some(led)),
    }
}

/// "had been due to", "was to": no past that anything was done in.
fn to_come_once(t: &Tokens, at: usize) -> bool {
    let next = if t.is(at + 1, "been") { at + 2 } else { at + 1 };
    t.is(next, "to") || t.any(next, AHEAD) || t.any(next, &["set", "meant", "supposed"])
}

/// The first cue among the words that follow; what something comes "after" is over.
fn opens_clause(t: &Tokens, phrase: &Phrase) -> Shown {
    let before = t.left(phrase.start, 1);
    if t.any(before, &["after", "following", "since", "despite"]) {
        return (Looks::Back, Some(before));
    }
    let from = phrase.end;
    (from..from.saturating_add(REACH))
        .take_while(|at| !t.ends_clause(*at))
        .find_map(|at| Some((cue(t, at)?, Some(at))))
        .unwrap_or((Looks::Nowhere, None))
}

fn cue(t: &Tokens, at: usize) -> Option<Looks> {
    let modal = t.any(
        at,
        &[
            "will", "ll", "shall", "would", "must", "should", "might", "could",
        ],
    ) || t.text(at) == "may";
    if modal {
        return Some(Looks::Ahead);
    }
    if t.any(at, AHEAD) || to_come(t, at) || is_plan(t, at) {
        // "had been expected for October 11" tells that it was ahead once, not on which side it lies now.
        return Some(if was_to_come(t, at) && !goes_on(t, at) {
            Looks::Planned
        } else {
            Looks::Ahead
        });
    }
    if t.any(at, CALLS) && t.any(t.left(at, 1), &["has", "have"]) {
        return Some(Looks::Ahead);
    }
    // "a televised debate", "is televised": no past.
    let participle = t.any(t.left(at, 1), BE) || t.any(t.left(at, 1), &["a", "an"]);
    (!participle && is_past(t, at)).then_some(Looks::Back)
}

/// "polls open", "agreed to meet"; not "did not open", where the helping verb tells, nor "the start".
fn is_plan(t: &Tokens, at: usize) -> bool {
    let before = t.left(at, 1);
    if !t.any(at, PLAIN) || t.any(before, &["the", "a", "an", "its", "his", "her", "their"]) {
        return false;
    }
    if t.is(before, "to") {
        let undone = [
            "failed", "refused", "managed", "began", "used", "had", "unable", "forced",
        ];
        return !t.any(t.left(at, 2), &undone);
    }
    let helping = [
        "will", "ll", "would", "shall", "must", "should", "might", "could", "may", "can", "did",
        "not",
    ];
    !(1..=2).any(|n| t.any(t.left(at, n), &helping))
}

/// "had been set to", "was scheduled": what was to come may be over.
fn was_to_come(t: &Tokens, at: usize) -> bool {
    (1..=3).any(|n| t.any(t.left(at, n), &["had", "was", "were", "previously"]))
}

/// "which had been scheduled for Thursday, will now be held": the clause around the aside tells of what is to come.
fn goes_on(t: &Tokens, at: usize) -> bool {
    let ends = (at..at.saturating_add(REACH / 2)).find(|at| t.mark(*at, ','));
    let inner = |comma: &usize| (at..*comma).all(|at| !t.ends_sentence(at));
    ends.filter(inner).is_some_and(|comma| {
        t.any(comma + 1, &["will", "moves"])
            || t.any(comma + 1, &["has", "have"]) && t.is(comma + 2, "been")
    })
}

fn is_past(t: &Tokens, at: usize) -> bool {
    let word = t.text(at);
    let infinitive = word.ends_with("eed") && !t.is(at, "agreed");
    let regular = word.ends_with("ed") && !infinitive && t.word(at) == Word::Other;
    regular && !t.capital(at) || t.any(at, BEHIND)
}

/// "to be held", "is to meet", "set to", "set for", "as early as", "going to".
fn to_come(t: &Tokens, at: usize) -> bool {
    let next = at + 1;
    progressive(t, at)
        || (t.is(at, "to") && t.any(t.left(at, 1), &["is", "are", "set", "going"]))
        || (t.is(at, "to") && t.is(next, "be"))
        || (t.is(at, "to") && is_charged(t, at))
        || (t.is(at, "set") && t.is(next, "for"))
        || (t.any(at, &["set", "sets", "setting"]) && t.is(next, "up") && sets_up(t, next))
        || (t.any(at, &["called", "calling", "calls", "call"]) && t.is(next, "for"))
        || (t.any(at, &["moves", "shifts"]) && t.is(next, "to"))
        || (t.is(at, "to")
            && t.any(
                t.left(at, 1),
                &["likely", "poised", "about", "bound", "ready"],
            ))
        || tells_plan(t, at)
        || (t.any(at, &["early", "soon"]) && t.is(next, "as") && t.is(t.left(at, 1), "as"))
}

/// Whether a meeting of two sides is what is set "up", a few words behind it.
fn sets_up(t: &Tokens, up: usize) -> bool {
    (up + 1..up + 6)
        .take_while(|at| !t.ends_clause(*at))
        .any(|at| t.any(at, MEETINGS))
}

/// Whether such a verb stands before this "to", with at most its object between.
fn is_charged(t: &Tokens, at: usize) -> bool {
    let before = (1..=7).map_while(|n| {
        let at = at.checked_sub(n)?;
        (!t.ends_clause(at)).then_some(at)
    });
    before.into_iter().any(|at| t.any(at, CHARGES))
}

/// "the assembly, which rises on Friday", "Brightwater reports on Thursday": the present of a plan.
fn tells_plan(t: &Tokens, at: usize) -> bool {
    let before = t.left(at, 1);
    let word = t.text(at);
    let present = word.len() > 4 && word.ends_with('s') && !word.ends_with("ss");
    let related = t.any(before, &["which", "who"]);
    let subject =
        related || t.mark(before, ',') || t.capital(before) || t.any(before, &["he", "she", "it"]);
    present
        && t.word(at) == Word::Other
        && (related || subject && t.any(at, REPORTS))
        && !t.any(at, BEHIND)
}

/// "is meeting", "is the line closing": what is doing on a named day is planned.
fn progressive(t: &Tokens, at: usize) -> bool {
    let doing = t.text(at).len() > 4 && t.text(at).ends_with("ing") && t.word(at) == Word::Other;
    let be = |n: usize| t.any(t.left(at, n), &["is", "are", "am", "re"]);
    doing && (be(1) || (be(2) || be(3)) && !t.mark(t.left(at, 1), ','))
}

/// Which side of the anchor a name that leaves it open lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
    Nearest,
    OnlyBefore,
    OnlyAfter,
}

impl Side {
    /// How little a distance in days fits; less is better.
    ///
    /// A cue of tense is no proof: what lies twelve times as near on the other side is meant. For a calendar day a past
    /// verb proves less than a modal ("called a vote for 26 January"): three times as near is enough.
    pub(crate) fn cost(self, days: i64, of_a_day: bool) -> i64 {
        let times = match self {
            Self::Before if days > 0 && of_a_day => 3,
            Self::Before if days > 0 => 12,
            Self::After if days < 0 => 12,
            Self::OnlyBefore if days >= 0 => 100_000,
            Self::OnlyAfter if days <= 0 => 100_000,
            _ => 1,
        };
        (days.abs() + i64::from(times > 12)).saturating_mul(times)
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Before => "the clause looks back, so the last one before",
            Self::After => "the clause looks ahead, so the first one after",
            Self::Nearest => "nothing tells the direction, so the nearest one",
            Self::OnlyBefore => "the last one before",
            Self::OnlyAfter => "the first one after",
        }
    }
}
