//! Which way a clause looks: the few cues that show it surely enough.

use crate::lexicon::Word;
use crate::phrase::Phrase;
use crate::tokens::Tokens;

/// Words that put the time behind them in the future.
const AHEAD: &[&str] = &[
    "will",
    "ll",
    "shall",
    "scheduled",
    "due",
    "expected",
    "expects",
    "expect",
    "plans",
    "planned",
    "plan",
    "planning",
    "slated",
    "upcoming",
    "begins",
    "opens",
    "tentatively",
    "intends",
    "hopes",
    "would",
    "until",
    "by",
];
/// Words of telling, which put the time behind them in the past.
const TOLD: &[&str] = &[
    "said",
    "told",
    "announced",
    "reported",
    "added",
    "says",
    "was",
    "were",
    "had",
    "did",
    "came",
    "late",
];

/// How many tokens before a phrase are looked at.
const REACH: usize = 18;

/// Whether the clause before (or, at its head, behind) the phrase speaks of the future.
pub(crate) fn looks_ahead(t: &Tokens, phrase: &Phrase) -> bool {
    let mut at = phrase.start;
    for _ in 0..REACH {
        let Some(before) = at.checked_sub(1) else {
            break;
        };
        at = before;
        if t.ends_clause(at) {
            break;
        }
        if t.any(at, TOLD) {
            return false;
        }
        if t.any(at, AHEAD) || to_be(t, at) {
            return true;
        }
    }
    false
}

/// "to be held", "set to", "set for".
fn to_be(t: &Tokens, at: usize) -> bool {
    (t.is(at, "to") && t.is(at + 1, "be"))
        || (t.is(at, "set") && t.any(at + 1, &["for", "to"]))
        || (t.is(at, "going") && t.is(at + 1, "to"))
}

/// Whether the clause before the phrase tells what was.
pub(crate) fn looks_back(t: &Tokens, phrase: &Phrase) -> bool {
    let mut at = phrase.start;
    for _ in 0..REACH {
        let Some(before) = at.checked_sub(1) else {
            break;
        };
        at = before;
        if t.ends_clause(at) || t.any(at, AHEAD) {
            break;
        }
        let past = t.text(at).ends_with("ed") && t.word(at) == Word::Other;
        if t.any(at, TOLD) || past {
            return true;
        }
    }
    false
}

/// Which side of the anchor a name that leaves it open lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Before,
    After,
    Nearest,
}

impl Side {
    /// How little a distance in days fits; less is better.
    pub(crate) fn cost(self, days: i64) -> i64 {
        let wrong_side = match self {
            Self::Before => days > 0,
            Self::After => days < 0,
            Self::Nearest => false,
        };
        days.abs() + if wrong_side { 100_000 } else { 0 }
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Before => "the last one before",
            Self::After => "the first one after",
            Self::Nearest => "nothing tells the year, so the nearest one",
        }
    }
}
