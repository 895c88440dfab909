//! Dates that a sentence takes back: what something was moved from, was to be on, will not be on.

use crate::{
    page::{Page, Passage},
    question::Tense,
    segments::Segments,
    states::{self, Told},
    times::{self, Mark},
};
use std::borrow::Cow;

/// Words before a date that make it a plan.
const PLANS: [&str; 16] = [
    "from",
    "originally",
    "original",
    "initially",
    "previously",
    "set",
    "scheduled",
    "planned",
    "pencilled",
    "penciled",
    "arranged",
    "booked",
    "due",
    "toward",
    "slated",
    "supposed",
];

/// Words that something is moved by, where a date stands on either side of them.
const MOVES: [&str; 14] = [
    "shifted",
    "switched",
    "rearranged",
    "rescheduled",
    "moved",
    "postponed",
    "deferred",
    "delayed",
    "adjourned",
    "slipped",
    "forward",
    "back",
    "off",
    "instead",
];

/// What a sentence tells of moves, for all of its dates.
pub(crate) struct Moves {
    /// Its clauses.
    pub segments: Segments,
    /// The words that tell of something moved or called off.
    told: Vec<usize>,
    /// Whether something is told of as it stands now.
    now: bool,
}

impl Moves {
    /// Reads a sentence.
    pub(crate) fn of(page: &Page<'_>, passage: &Passage<'_>) -> Self {
        let told = states::in_passage(page, passage).into_iter();
        let moved = told.filter(|(told, at, denied)| {
            !denied && matches!(told, Told::Moved | Told::Off) && !is_supposed(page, *at)
        });
        Self {
            segments: Segments::of(page, passage),
            told: moved.map(|(_, at, _)| at).collect(),
            now: sentence(page, passage).any(|at| is_now(page, at)),
        }
    }

    /// Whether something is moved or called off in a clause that a date has to do with.
    fn take_back(&self, page: &Page<'_>, mark: &Mark<'_>) -> bool {
        let own = page.tokens_at(mark.span).start;
        self.now || self.told.iter().any(|at| self.segments.linked(own, *at))
    }
}

/// How much a question wants, or does not want, a date that the same sentence takes back: "set for 9 June … postponed".
pub(crate) fn given_up(
    page: &Page<'_>,
    passage: &Passage<'_>,
    moves: &Moves,
    (mark, tense): (&Mark<'_>, Tense),
) -> f32 {
    if is_described(page, passage, mark) {
        return 0.0;
    }
    let words = before(page, mark);
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let onward = words
        .first()
        .is_some_and(|word| matches!(word.as_ref(), "to" | "until" | "till"));
    let planned = !onward && PLANS.iter().any(|plan| has(plan));
    let once = !onward && was_to_be(&words);
    let taken_back = moves.take_back(page, mark);
    let leads_on = leads_on(page, passage, mark);
    let surely = is_refused(page, mark)
        || is_second_choice(&words)
        || is_owner(page, mark) && leads_on
        || is_replaced(page, passage, moves, mark)
        || once && (leads_on || times::in_passage(page, passage).len() > 1)
        || taken_back && !onward && (planned || once || leads_on);
    match (surely, tense) {
        (true, Tense::Planned) => 1.0,
        (true, Tense::Present | Tense::Future) => -0.8,
        (false, Tense::Planned) if planned || once => 0.5,
        (false, Tense::Present | Tense::Future) if once => -0.4,
        (_, Tense::Past) if once || is_plan(&words) => -0.4,
        _ => 0.0,
    }
}

/// "On Tuesday, the day on which the Finns vote": what the question asks for is said of the day, whatever was to be on it.
fn is_described(page: &Page<'_>, passage: &Passage<'_>, mark: &Mark<'_>) -> bool {
    let end = page.tokens_at(mark.span).end;
    let word = |steps: usize| page.token(end + steps);
    let names = ["day", "date", "night", "morning", "evening", "week"];
    let described = word(0) == "," && word(1) == "the" && names.contains(&word(2));
    let hits = page.hits.get(passage.hits.clone()).unwrap_or_default();
    described && hits.iter().any(|hit| hit.token > end + 2)
}

/// Whether a date takes the place of another: "moved to Friday", "will now open on Friday", "on Friday instead of Thursday".
pub(crate) fn replaces(
    page: &Page<'_>,
    passage: &Passage<'_>,
    moves: &Moves,
    mark: &Mark<'_>,
) -> bool {
    let tokens = page.tokens_at(mark.span);
    let words = before(page, mark);
    let near = words.iter().take(6).map(AsRef::as_ref);
    let said = near
        .into_iter()
        .any(|word| matches!(word, "now" | "instead" | "rescheduled" | "rearranged"));
    let behind = (page.token(tokens.end), page.token(tokens.end + 1));
    let chosen = matches!(behind, ("instead" | "rather", "of" | "than") | ("not", _));
    let led = words
        .first()
        .is_some_and(|word| matches!(word.as_ref(), "to" | "until" | "till" | "for"));
    let mut told = moves.told.iter();
    let moved =
        led && told.any(|at| *at < tokens.start && moves.segments.linked(tokens.start, *at));
    (said || chosen || moved || is_put_right(page, passage, mark)) && !is_second_choice(&words)
}

/// "It was supposed to open on Monday, but will take until Friday": a date behind "but", where one before it was to be.
fn is_put_right(page: &Page<'_>, passage: &Passage<'_>, mark: &Mark<'_>) -> bool {
    let own = page.tokens_at(mark.span).start;
    let once = |at: usize| was_to_be(&words_before(page, at));
    let times = times::in_passage(page, passage).iter();
    let mut earlier = times.map(|time| page.tokens_at(time.span).start);
    earlier.any(|at| at < own && once(at) && (at..own).any(|at| page.token(at) == "but"))
        && !once(own)
}

/// "Could delay", "might be cancelled", "threatened to call off": what may come takes nothing back.
fn is_supposed(page: &Page<'_>, at: usize) -> bool {
    let modals = [
        "could",
        "may",
        "might",
        "would",
        "if",
        "threatened",
        "threatens",
        "unless",
    ];
    let before = (1..=5).filter_map(|steps| at.checked_sub(steps));
    before
        .into_iter()
        .any(|at| modals.contains(&page.token(at)))
}

/// "Had been due on", "was to have opened on", "should have started on": words before a date, the nearest first.
fn was_to_be(words: &[Cow<'_, str>]) -> bool {
    let pairs = words.windows(2).filter_map(|pair| match pair {
        [next, first] => Some((first.as_ref(), next.as_ref())),
        _ => None,
    });
    let pairs: Vec<(&str, &str)> = pairs.collect();
    let plans = [
        "due",
        "set",
        "scheduled",
        "planned",
        "slated",
        "expected",
        "meant",
        "supposed",
    ];
    let been = pairs.contains(&("had", "been"));
    let plan = pairs
        .iter()
        .any(|(first, next)| *first == "been" && plans.contains(next));
    let modal = [
        ("would", "have"),
        ("should", "have"),
        ("to", "have"),
        ("was", "to"),
        ("were", "to"),
        ("was", "supposed"),
        ("were", "supposed"),
        ("was", "meant"),
        ("were", "meant"),
    ];
    been && plan
        || modal.iter().any(|pair| pairs.contains(pair))
        || words
            .iter()
            .any(|word| matches!(word.as_ref(), "previously" | "originally"))
}

/// "Due to be signed in October": a plan, whatever came of it.
fn is_plan(words: &[Cow<'_, str>]) -> bool {
    let plan = words.iter().take(5).any(|word| {
        matches!(
            word.as_ref(),
            "due" | "scheduled" | "slated" | "supposed" | "meant"
        )
    });
    plan && !words.iter().any(|word| word == "as")
}

/// "On Monday rather than Sunday".
fn is_second_choice(words: &[Cow<'_, str>]) -> bool {
    let near = |at: usize| words.get(at).map_or("", AsRef::as_ref);
    let pair = |at: usize| {
        (near(at + 1) == "rather" && near(at) == "than")
            || (near(at + 1) == "instead" && near(at) == "of")
    };
    pair(0) || pair(1)
}

/// "Will not open on Friday as planned"; "not until Friday" is no refusal.
pub(crate) fn is_refused(page: &Page<'_>, mark: &Mark<'_>) -> bool {
    let words = before(page, mark);
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    let refuses = words.windows(2).any(|pair| match pair {
        [not, will] => not == "not" && matches!(will.as_ref(), "will" | "would"),
        _ => false,
    });
    let short = ["won't", "won’t", "wouldn't", "wouldn’t"];
    (refuses || short.into_iter().any(has)) && !has("until") && !has("before")
}

/// Whether a date was to be, and is no more said to be ("the barges were to have left on Sunday").
pub(crate) fn was_planned(page: &Page<'_>, mark: &Mark<'_>) -> bool {
    was_to_be(&before(page, mark))
}

/// The words of the clause before a date, the nearest first, in lower case.
fn before<'a>(page: &Page<'a>, mark: &Mark<'_>) -> Vec<Cow<'a, str>> {
    words_before(page, page.tokens_at(mark.span).start)
}

fn words_before<'a>(page: &Page<'a>, at: usize) -> Vec<Cow<'a, str>> {
    (1..=8)
        .filter_map(|steps| at.checked_sub(steps))
        .map(|at| small(page.token(at)))
        .take_while(|word| !matches!(word.as_ref(), ";" | "but" | "."))
        .collect()
}

/// A word in lower case, which most are as they stand.
fn small(word: &str) -> Cow<'_, str> {
    if word
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

fn sentence(page: &Page<'_>, passage: &Passage<'_>) -> std::ops::Range<usize> {
    page.sentence(passage)
        .map_or(0..0, |sentence| sentence.tokens.clone())
}

/// "Will now", "are now".
fn is_now(page: &Page<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| page.token(before));
    page.token(at) == "now" && matches!(before, "will" | "is" | "are" | "be")
}

/// "Was set for Friday and will now be held on Monday", "on Tuesday, which has been shifted to 9 April": whether a word that
/// moves something stands behind a date and another date behind that.
fn is_replaced(page: &Page<'_>, passage: &Passage<'_>, moves: &Moves, mark: &Mark<'_>) -> bool {
    let behind = page.tokens_at(mark.span).end..sentence(page, passage).end;
    let own = page.tokens_at(mark.span).start;
    let moves = |at: &usize| {
        (is_now(page, *at) || MOVES.contains(&page.token(*at))) && moves.segments.linked(own, *at)
    };
    let Some(at) = behind.clone().find(moves) else {
        return false;
    };
    let times = times::in_passage(page, passage).iter();
    let mut later = times.map(|time| page.tokens_at(time.span).start);
    is_now(page, at) || later.any(|time| time > at && time <= at + LEAD && led_to(page, time))
}

/// Tokens between a word that moves something and the date it moves it to.
const LEAD: usize = 8;

/// Whether a date is one that something is moved to.
fn led_to(page: &Page<'_>, at: usize) -> bool {
    let led = at.checked_sub(1).map_or("", |before| page.token(before));
    matches!(led, "to" | "until" | "till" | "for")
}

/// "Move Wednesday's hearing to Friday": the day owns what is moved.
fn is_owner(page: &Page<'_>, mark: &Mark<'_>) -> bool {
    let tokens = page.tokens_at(mark.span);
    let last = page.token(tokens.end.saturating_sub(1));
    let behind = page.token(tokens.end);
    [last, behind]
        .iter()
        .any(|word| word.ends_with("'s") || word.ends_with("’s"))
        && !behind.starts_with(char::is_uppercase)
}

/// Whether a later date of the same sentence is the one moved "to".
fn leads_on(page: &Page<'_>, passage: &Passage<'_>, mark: &Mark<'_>) -> bool {
    let times = times::in_passage(page, passage).iter();
    let mut later = times.filter(|time| time.span.start() > mark.span.end());
    later.any(|time| {
        let before = page.tokens_at(time.span).start.checked_sub(1);
        before.is_some_and(|at| matches!(page.token(at), "to" | "until" | "till"))
    })
}
